//! Links, to-dos, 委員意見, 所属の報告 and 確定 of a year.

use super::{choice, object, words};
use crate::domain::*;
use crate::register::Moment;

words! {
    State {
        Yes "yes", No "no", Reflected "reflected", Continued "continued", Done "done", Dropped "dropped", UnderWay "under_way",
        Considered "considered", NotStarted "not_started", NotApplicable "not_applicable", Closed "closed", Reopened "reopened",
    }
}

object! { value FollowUp {
    #[omit] state: Option<State>,
    #[omit] words: String,
    #[omit] on: Option<chrono::NaiveDate>,
    #[omit] decided: Option<Decided>,
} }

object! { part Decided {
    at: Moment,
    #[omit] by: String,
    order: u32,
    digest: String,
} }

// `{"sheet":["O1",2023,{"to_do":"t1"}]}`, `{"year":[2023,"…"]}`
choice! { FollowUpKey {
    Sheet "sheet" (measure: MeasureId, year: FiscalYear, matter: Matter),
    Year "year" (year: FiscalYear, id: TraceId),
} }

choice! { Matter {
    MainItem "main_item",
    Closing "closing",
    Link "link" (row: RowId, to: Link),
    ToDo "to_do" (id: RowId),
    Answer "answer" (id: RowId),
    Opinion "opinion" (id: RowId),
    Reply "reply" (id: RowId),
    Reflection "reflection" (id: RowId),
    Progress "progress" (department: DepartmentId),
    Work "work" (department: DepartmentId),
    GoodPractice "good_practice" (department: DepartmentId),
} }

choice! { Link {
    Schedule "schedule" (row: RowId),
    Indicator "indicator" (indicator: IndicatorId),
} }
