//! What was not taken, and why.

use super::Role;
use crate::domain::overtime::{Minutes, MonthName, NotHours};

/// Why nothing of a file was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRefusal {
    /// Nothing but blanks, if anything.
    #[error("no rows")]
    NoRows,
    #[error("no row of headings with an employee number")]
    NoHeadings,
    #[error("no column {0:?}")]
    NoColumn(Role),
    #[error("no column with hours")]
    NoHours,
    #[error("a second column {0:?}")]
    ColumnTwice(Role),
}

/// A row of one of the files of an intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowPlace {
    /// In the order the files were added, from 0.
    pub file: usize,
    /// Of the file, from 1. A row that goes over several lines stands on its first.
    pub line: u64,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub at: RowPlace,
    pub why: RowRefusal,
}

/// Why a row was not taken. Texts are as they stand in the file, cut where they are long.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowRefusal {
    #[error("{found} cells instead of {expected}")]
    Ragged { expected: usize, found: usize },
    #[error("a quote that is not closed")]
    OpenQuote,
    #[error("characters that are lost")]
    LostCharacters,
    #[error("no employee number")]
    NoEmployee,
    #[error("no employee number: {0:?}")]
    NotAnEmployee(String),
    #[error("no workplace")]
    NoWorkplace,
    #[error("no fiscal year: {0:?}")]
    NotAYear(String),
    #[error("no month: {0:?}")]
    NotAMonth(String),
    #[error("no day of hiring: {0:?}")]
    NotADay(String),
    #[error("no day: {0:?}")]
    NotADate(String),
    #[error("no time of day, or no length of one: {0:?}")]
    NotATime(String),
    #[error("no status: {0:?}")]
    NotAStatus(String),
    #[error("no kind of hours: {0:?}")]
    NotAKind(String),
    #[error("{why} in month {}: {text:?}", month.number_from_month())]
    NotHours { month: MonthName, text: String, why: NotHours },
    #[error("no days of leave in month {}: {text:?}", month.number_from_month())]
    NotDays { month: MonthName, text: String },
    #[error("{minutes} in month {}, more than it has", month.number_from_month())]
    TooLong { month: MonthName, minutes: Minutes },
    #[error("no reason")]
    NoReason,
    /// Another row about this person, 所属 and time; it is refused too.
    #[error("a second row of one person in one workplace")]
    Twin { other: RowPlace },
    /// An earlier row gives the person another day of hiring.
    #[error("a second day of hiring")]
    HiredTwice { other: RowPlace },
    /// An earlier row gives the month another reason.
    #[error("a second reason")]
    ReasonTwice { other: RowPlace },
}

impl RowRefusal {
    /// The row that says otherwise.
    pub fn other(&self) -> Option<RowPlace> {
        match *self {
            RowRefusal::Twin { other } | RowRefusal::HiredTwice { other } | RowRefusal::ReasonTwice { other } => Some(other),
            _ => None,
        }
    }
}

/// Enough to find a cell by.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
