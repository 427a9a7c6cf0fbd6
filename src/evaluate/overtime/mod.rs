//! What does an attendance ledger say? Limits kept or broken, hours still allowed, indicators, plans (N:284-361).
//!
//! Every limit is asked of every month and year, whatever the others said: all breaches are listed, with their numbers. What
//! an unknown month could still break is undecided, unless the known months break it by themselves.

mod rule;
mod timeline;
mod findings;
mod allowance;
mod standing;
mod indicators;
mod interview;
mod workplace;
mod leave;
mod leaving;
mod calendar;
mod plan;
mod before;
mod presence;
#[cfg(test)]
mod fixture;

pub use allowance::{Allowance, Band, Cap, MonthsOver, allowance, months_over};
pub use before::{last_year, workplaces_before};
pub use calendar::{FreeDay, FreeWeek, Kept, day_key, free_days, free_weeks, is_same_week, kept, week_key};
pub use findings::{findings, months_in_need};
pub use indicators::{Fed, Indicators, indicators, reasons};
pub use interview::{Ground, Request, grounds};
pub use leave::{LeaveOf, leave, leave_stage, mean_days, mean_of_month};
pub use leaving::{merged, pooled};
pub use plan::{Hearing, LastYear, PlanProblem, check_plan, forecast, hearings};
pub use presence::{Gap, Presence, presence};
pub use rule::{Exceptions, Finding, Limit, Outcome, Rule, Value};
pub use standing::{Standing, distribution, standings, workplaces};
pub use timeline::Span;
pub use workplace::{Actual, MonthActual, actual};
