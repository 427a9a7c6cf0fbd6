//! 時間外勤務 of a 所属.

use super::{object, words};
use crate::domain::{
    FiscalYear,
    overtime::{OvertimeEntry, OvertimeItem, OvertimeKey},
};
use chrono::NaiveDate;

words! {
    OvertimeItem {
        Planned "planned", People "people", LastYear "last_year", Day "day", Week "week", Leave "leave",
    }
}

object! { part OvertimeKey {
    workplace: String,
    year: FiscalYear,
    item: OvertimeItem,
    #[omit] day: Option<NaiveDate>,
} }

object! { value OvertimeEntry {
    #[omit] amount: Option<u32>,
    #[omit] moved_to: Option<NaiveDate>,
    #[omit] words: String,
} }
