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
        MonthLimit "month_limit", YearLimit "year_limit", MonthBelow "month_below", YearAtMost "year_at_most", MeanLimit "mean_limit",
        MonthsOver "months_over", FirstBand "first_band", SecondBand "second_band", ThirdBand "third_band",
        InterviewMonth "interview_month", InterviewMean "interview_mean", InterviewOnRequest "interview_on_request",
        HearingPercent "hearing_percent", HearingHours "hearing_hours", PresenceGap "presence_gap", WorkBegins "work_begins",
        WorkEnds "work_ends", Payday "payday", LeaveYear "leave_year", LeaveDay "leave_day", CountManagers "count_managers",
        CountFixedTerm "count_fixed_term", RuleSet "rule_set",
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
