//! What does the data say? Verdicts, rates, tallies, reconciliation.
//!
//! Belongs here: every conclusion from the cells of a programme, drawn the same way on a screen and in a batch job. A
//! conclusion is data with its reason: a page puts it into words, nothing here does.
//!
//! Deliberately not here: any `&mut` of the domain, any sentence for a person, the clock. "Today" is handed in. A number
//! that decides something is never a float.

mod arrivals;
mod case;
mod compare;
mod cycle;
pub mod disclosure;
mod effect;
mod exact;
mod filling;
#[cfg(test)]
mod fixture;
mod impact;
mod intake;
mod interval;
mod outlook;
mod place;
mod rate;
mod ratings;
mod reconcile;
mod reference;
mod report;
mod schedule;
mod scorecard;
mod sheet;
mod soundness;
mod submission;
mod survey;
mod target;
mod verdict;
mod years;
pub mod overtime;

pub use arrivals::{Arrivals, Arrived, arrivals};
pub use cycle::{Carried, RollOver, Rolled, RolledRow, carried, roll_over, rolled, sentences, unanswered};
pub use effect::{Effect, Tried, Under, effects};
pub use filling::{Fill, Piece, asking_for_sheet, filled};
pub use impact::{Impact, Turned, impact};
pub use intake::{Counting, counting, intake};
pub use interval::{Interval, interval};
pub use outlook::{Ahead, Outlook, outlook};
pub use rate::computed_rate;
pub use ratings::{Rated, has_sheet, ratings, sheet_years};
pub use reconcile::{Reconciliation, SumCheck, reconcile};
pub use report::{Ask, ToReport, asking_for_reports, good_practices, is_reported_on, to_report};
pub use schedule::{Standing as ScheduleStanding, Start, starts};
pub use scorecard::{Block, Change, Mark, Score, Scorecard, scorecard};
pub use sheet::{Agreement, Open, Proposal, agreement, printed_rating, propose};
pub use soundness::{Flaw, Problem, Spot, problems};
pub use submission::{
    AskedItem, Confirmed, Filling, Lateness, Returned, Status, Wanted, answered, asked_departments, changed_since, inquiries, is_asked,
    last_seen, seen_now, submission, waiting_for, wanted,
};
pub use survey::{
    ByChoice, Columns, Flag, NoTally, NotCounted, Publishable, QuestionTally, Rate, Response, Roster, Tally, columns, minimum_group, rate,
    share, tally,
};
pub use target::{Actual, Compared, FarGoal, Finding, Judgement, References, VariantJudgement, judge};
pub use verdict::{Against, Comparison, Doubt, Progress, Side, Trend, Unjudged, Verdict, Wait};
pub use years::{has_year, years};
