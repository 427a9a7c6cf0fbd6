//! Figures and targets out of a table: what each cell would change, and what was not understood.
//!
//! Two shapes: one row a figure (`指標,年度,実績,区分,備考`), or one row an indicator with a column for each year
//! (`指標,令和5年度,R6,2025`). Which columns there are is read from their headings. The rules:
//!
//! - A blank cell changes nothing; `—` keeps what the dash in its place stands for, and else is a figure that was not measured.
//! - Numbers are read as every form reads them ([`crate::domain::read_number`]).
//! - A cell that is refused costs that cell; a row whose indicator or year is not known costs the row.
//! - Two rows that give one figure different values are both refused: nobody knows which is right.
//! - What a row does not say stays: the stage, the remark, the history of a target.

mod role;
mod layout;
mod catalogue;
mod division;
mod refusal;
mod value;
mod intake;

pub use catalogue::{Choices, label_of};
pub use intake::{Change, Happening, Reading, has_headings, read};
pub use refusal::{FileRefusal, Refused, Why};
pub use role::{Role, What, When};
