//! Attendance files: hours by employee and month, as 庶務事務システム write them out.
//!
//! Two shapes: one row an employee and year (`職員番号,所属,年度,4月,…,3月`), or one row an employee and month
//! (`職員番号,所属,年月,時間外,週休日・休日,他費目`). Which columns there are is read from their headings. The rules for rows:
//!
//! - Hours are whole minutes ([`crate::domain::overtime::read_hours`]); a row with anything else is refused whole.
//! - A blank is unknown, not zero, and a lone dash (－, ー, —) is a blank; in a row with several columns of hours, a blank beside a number is zero.
//! - In place of hours a cell may say 休職, 育休, 派遣, 退職 or 採用前.
//! - Two rows of one person in one 所属 about one time are both refused: nobody knows which is right. In two 所属 hours
//!   add up, and a blank beside the other's hours says nothing: that is how somebody who moved in mid-year is shown.
//! - Total rows (合計, 計) are recognised and not counted.
//! - A refused row leaves the other hours of its person in that time a lower bound.

mod role;
mod layout;
mod letters;
mod row;
mod refusal;
mod interned;
mod intake;
mod reasons;
mod keep;
mod leave;
mod days;
mod desk;

pub use days::{DaysTaken, read_days};
pub use desk::{Desk, read_days_text, read_desk, write_days, write_desk};
pub use intake::{Intake, Taken, headings_of, headings_of_file};
pub use keep::{NotALedger, read_leaves_text, read_ledger, write_leaves, write_ledger};
pub use leave::{LeaveTaken, read_leaves};
pub use reasons::{ReasonRow, ReasonRows, read_reasons};
pub use refusal::{FileRefusal, Refused, RowPlace, RowRefusal};
pub use role::{Headings, Role};

pub(super) use role::without_blanks;
