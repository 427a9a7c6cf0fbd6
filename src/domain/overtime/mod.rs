//! 時間外勤務: who worked how many minutes beyond their hours, in which month, where, and what is allowed (N:284-361).
//!
//! Belongs here: whole minutes, months, staff numbers, the [`Ledger`] of what an attendance file says, the limits and
//! the other thresholds as data, a 所属's plan for a year.
//!
//! Deliberately not here: whether a limit is kept, which is `evaluate`'s question. Only what a 所属 enters about itself is a
//! cell of a programme: rows about a person are personal data and never travel in a bundle.

mod minutes;
mod month;
mod months;
mod employee;
mod strip;
mod ledger;
mod person;
mod limits;
mod plan;
mod entry;
mod leave;
mod rules;
mod presence;

pub use employee::{EmployeeId, NotAnEmployee, Reason, Status, Workplace};
pub use entry::{OvertimeEntry, OvertimeItem, OvertimeKey};
pub use leave::{LeaveRow, LeaveTime, LeaveYear, read_leave};
pub use ledger::{Ledger, NotListed, SecondStrip};
pub use limits::{HearingThreshold, InterviewThresholds, Limits, Population, RuleSet};
pub use minutes::{Minutes, NotHours, read_hours, read_plain_hours};
pub use month::{Month, MonthName, NotAMonth, read_day, read_month_name};
pub use months::Months;
pub use person::{Person, PersonMonth, PersonYear, PlainHours};
pub use plan::Plan;
pub use presence::{DayKind, DayRow, DayTime, read_clock};
pub use rules::{Bands, OvertimeRules, PresenceRules};
pub use strip::{Hours, Kind, LONGEST_MONTH, Reported, Strip, TooLong};
