//! 時間外勤務命令の年間計画 (N:323).

use super::{Minutes, Workplace};
use crate::domain::FiscalYear;

/// What a 所属 means to order in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub workplace: Workplace,
    pub year: FiscalYear,
    /// April to March, for the whole 所属.
    pub months: [Minutes; 12],
    /// How many people it is for.
    pub n_people: u32,
}

impl Plan {
    pub fn total(&self) -> Minutes {
        self.months.iter().copied().sum()
    }
}
