//! What was not taken, and why.

use crate::domain::{FiscalYear, IndicatorId};

/// Why nothing of a table was taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRefusal {
    #[error("no row of headings with an indicator")]
    NoHeadings,
    #[error("no column of values")]
    NoValues,
    #[error("values without a year")]
    NoYear,
    #[error("a second column {0:?}")]
    ColumnTwice(String),
}

/// A row, or one cell of it, that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub line: u64,
    /// What the row says it is about, as it stands in the table.
    pub about: String,
    /// The heading of the cell; empty where the whole row is refused.
    pub column: String,
    pub why: Why,
}

/// Texts are as they stand in the table, cut where they are long.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("{found} cells instead of {expected}")]
    Ragged { expected: usize, found: usize },
    #[error("a quote that is not closed")]
    OpenQuote,
    #[error("characters that are lost")]
    LostCharacters,
    #[error("no indicator named")]
    NoIndicator,
    /// Nothing is called so; `near` are called something like it, the nearest first.
    #[error("no such indicator")]
    Unknown { near: Vec<IndicatorId> },
    #[error("several indicators are called so")]
    Ambiguous { near: Vec<IndicatorId> },
    /// The number is one indicator's and the name another's.
    #[error("number and name are of two indicators")]
    Disagree { near: Vec<IndicatorId> },
    #[error("no part named, of {0:?}")]
    PartMissing(Vec<String>),
    #[error("no such part: {found:?}, of {known:?}")]
    NoSuchPart { found: String, known: Vec<String> },
    #[error("no fiscal year: {0:?}")]
    NotAYear(String),
    #[error("{0:?} has not come yet")]
    Future(FiscalYear),
    #[error("in {found:?}, not in {unit:?}")]
    UnitDiffers { found: String, unit: String },
    #[error("no number: {0:?}")]
    NotANumber(String),
    #[error("{found} decimals, more than {most}: {text:?}")]
    TooManyDecimals { text: String, found: u32, most: u32 },
    #[error("no stage of this indicator: {text:?}, of {stages:?}")]
    NotAStage { text: String, stages: Vec<String> },
    #[error("no target: {0:?}")]
    NotATarget(String),
    /// 増加させる and numbers do not belong to 毎年度 figures, nor stages to targets.
    #[error("a figure of every year")]
    FigureOfEveryYear,
    #[error("text of {0} characters")]
    TooLong(usize),
    /// Another row gives the same cell another value; both are refused.
    #[error("line {other} says otherwise")]
    Twin { other: u64 },
}

impl Why {
    /// The indicators that may be meant, where that is what is not known.
    pub fn near(&self) -> Option<&[IndicatorId]> {
        match self {
            Why::Unknown { near } | Why::Ambiguous { near } | Why::Disagree { near } => Some(near),
            _ => None,
        }
    }
}

/// Enough to find a cell by.
pub(super) fn cut(text: &str) -> String {
    text.trim().chars().take(40).collect()
}
