//! The words of the product: the only place that turns an enum into Japanese.
//!
//! Every match names every case, so that a new kind of refusal or verdict does not compile before it has words.
//! Pure text: it compiles and is tested on the host.

mod cell;
mod explanation;
mod figure;
pub mod figures;
mod file;
pub mod follow_up;
pub mod help;
mod keeping;
pub mod editor;
pub mod overtime;
mod part;
mod refusal;
mod results;
mod role;
mod saving;
mod submission;
pub mod sheet;
mod survey;
mod verdict;

pub use cell::{cell_name, cell_name_among, entry_text, entry_text_among, kind, part_of};
pub use explanation::{ahead, demand, stands_on, tried, under};
pub use figure::{accumulation, amount, dash, figure, grade, quantity, revision, rule, shown, stage, target, trust_mark, trusted_shown};
pub use file::{
    WORKING_FILE_FAILED, adopt_button, adopted, author, change, heavy, integrity, note, notes_title, opened, refused, scope, size,
    taken_back, unopened, unreadable, working_file,
};
pub use keeping::{finding, group, occasion, room, shelf, was};
pub use part::*;
pub use refusal::refusal;
pub use results::{FREE_TEXTS, HIDDEN, ROUNDING, group_class, group_name, group_place, interval, protection, publishable, survey_scope};
pub use role::{role, role_choice, role_hint};
pub use saving::{SAVING, save_sign, save_state};
pub use submission::{
    asked, asked_item, done_by, filling, handling, lateness, planned_for, reminder, short_digest, step_effect, submission_stage, trace,
};
pub use survey::{WITHOUT_SECTIONS, attribute, flag, form_error, key_error, no_tally, office_error, question_kind, rate, reading_error};
pub use verdict::{
    against, commitment, comparison, definition_break, doubt, mark, measured, percent, progress, reason, references, tag, target_reading,
    trend, verdict, verdict_note,
};

use crate::domain::{FiscalYear, wareki};
use crate::register::Moment;
use chrono::{Datelike, NaiveDate, Timelike};

/// The programme a first visit looks at. The front door names it before the programmes are here.
pub const FIRST_PROGRAMME: &str = "長岡市職員「働き方・仕事の進め方改革」実行プログラム";

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

/// The beginning of a long text, for buttons and names.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 30;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.len() {
        return text.to_owned();
    }
    let start: String = line.chars().take(LONGEST).collect();
    format!("{start}…")
}
