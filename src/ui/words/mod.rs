//! The words of the product: the only place that turns an enum into Japanese.
//!
//! Every match names every case, so that a new kind of refusal or verdict does not compile before it has words.
//! Pure text: it compiles and is tested on the host.

mod cell;
mod figure;
mod part;
mod refusal;
mod verdict;

pub use cell::{cell_name, entry_text, kind};
pub use figure::{amount, dash, figure, quantity, rule, shown, stage, target, trust_mark};
pub use part::*;
pub use refusal::refusal;
pub use verdict::{
    against, comparison, definition_break, percent, progress, reason, references, target_reading, trend, verdict, verdict_note,
};

use crate::domain::{FiscalYear, wareki};
use crate::register::Moment;
use chrono::{Datelike, NaiveDate, Timelike};

/// `令和5年度（2023）`
pub fn year(year: FiscalYear) -> String {
    format!("{}（{}）", year.wareki(), year)
}

/// `令和5年6月1日`
pub fn date(day: NaiveDate) -> String {
    let (era, year) = wareki(day);
    format!("{era}{year}年{}月{}日", day.month(), day.day())
}

/// `11月21日 9:05`
pub fn moment(moment: Moment) -> String {
    format!("{}月{}日 {}:{:02}", moment.month(), moment.day(), moment.hour(), moment.minute())
}

/// `9:05`
pub fn clock(moment: Moment) -> String {
    format!("{}:{:02}", moment.hour(), moment.minute())
}
