//! What does the data say?
//!
//! Belongs here: every conclusion from the cells of a programme, drawn the same way on a screen and in a batch job: verdicts
//! and rates, ratings and reconciliation, the roll-over into the next year, what is submitted and what is late, whether the
//! definitions are sound, tallies and what small groups allow to be shown of them, and the limits of overtime, from rows
//! about people that are no cells. A conclusion is data with its reason: a page puts it into words, nothing here does.
//!
//! Deliberately not here: any `&mut` of the domain, any sentence for a person, the clock. "Today" is handed in. A number
//! that decides something is never a float.

// One indicator, one year.
mod exact;
mod rate;
mod verdict;
mod place;
mod case;
mod reference;
mod compare;
mod target;
mod outlook;
mod years;

// 進捗管理票, and the programme on a page.
mod sheet;
mod ratings;
mod reconcile;
mod schedule;
mod scorecard;

// From one year into the next, and from the departments to the secretariat.
mod cycle;
mod report;
mod submission;
mod filling;

// The definitions themselves: what is wrong with them, and what another one would change.
mod soundness;
mod impact;
mod effect;

// アンケート
mod intake;
mod arrivals;
pub mod disclosure;
mod survey;
mod interval;

// 時間外勤務
pub mod overtime;

#[cfg(test)]
mod fixture;

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
