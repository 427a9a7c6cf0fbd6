//! 年間予定, 照会, and what was done with them.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Json, Wire, Wrong, choice, object, texts};
use crate::{
    domain::*,
    register::{Context, Dot, Moment},
};
use chrono::NaiveDate;
use std::borrow::Cow;

object! { value Agenda {
    #[omit] title: String,
    #[omit] departments: Vec<DepartmentId>,
    #[omit] note: String,
    what: Occasion,
    #[omit] withdrawn_on: Option<NaiveDate>,
} }

// `{"yearly":{"until":"05-31"}}`, `{"once":{"until":"2027-05-31"}}` or `{"inquiry":{…}}`
choice! { Occasion {
    Yearly "yearly" { #[omit] from: Option<MonthDay>, until: MonthDay, },
    Once "once" { #[omit] from: Option<NaiveDate>, until: NaiveDate, },
    Inquiry "inquiry" (inquiry: Inquiry),
} }

object! { part Inquiry {
    #[omit] document_number: String,
    sent_on: NaiveDate,
    due: NaiveDate,
    #[omit] asks: Vec<Asked>,
} }

// `{"figures":2026}`, `{"indicator":["N1",2026]}`
choice! { Asked {
    Figures "figures" (year: FiscalYear),
    Sheets "sheets" (year: FiscalYear),
    Reports "reports" (year: FiscalYear),
    Indicator "indicator" (indicator: IndicatorId, year: FiscalYear),
    Sheet "sheet" (measure: MeasureId, year: FiscalYear),
    Survey "survey" (survey: SurveyId),
} }

texts! {
    /// `05-31`
    MonthDay: |day| Cow::Owned(format!("{:02}-{:02}", day.month(), day.day())), |text| read_month_day(text).ok_or(Wrong::NotADay);
}

fn read_month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    let is_plain = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    if !is_plain(month) || !is_plain(day) {
        return None;
    }
    MonthDay::new(month.parse().ok()?, day.parse().ok()?).ok()
}

object! { value Trace {
    at: Moment,
    #[omit] by: String,
    event: Event,
} }

choice! { Event {
    Handled "handled" (handled: Handled),
    FileRead "file_read" (file: FileRead),
    FileForgotten "file_forgotten" (file: TraceId),
    Disposed "disposed" (disposed: Disposed),
} }

object! { part FileRead {
    #[omit] name: String,
    #[omit] digest: String,
    #[omit] from: String,
    #[omit] written_at: Option<Moment>,
    n_cells: u32,
} }

object! { part Disposed {
    what: String,
    #[omit] years: Vec<FiscalYear>,
    n_people: u32,
} }

object! { part Handled {
    inquiry: AgendaId,
    department: DepartmentId,
    order: u32,
    step: Handling,
} }

// `{"returned":{"reason":"…","seen":["00000000000000a1:12"]}}`; `"checked"` needs no more than its name.
choice! { Handling {
    Confirmed "confirmed" { name: String, on: NaiveDate, digest: String, },
    Submitted "submitted" { digest: String, },
    Received "received" { digest: String, file: TraceId, },
    Returned "returned" { reason: String, #[omit] due: Option<NaiveDate>, seen: Context, },
    Checked "checked",
    Reopened "reopened" { reason: String, },
    Settled "settled" { seen: Context, },
} }

/// The highest change seen of each writer, `writer:n`, in writer order: one text for one context.
impl Wire for Context {
    fn to_json(&self) -> Json<'_> {
        Json::List(self.dots().map(|dot| Json::Text(Cow::Owned(dot.to_string()))).collect())
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let dot = |json: Json<'_>| json.into_text()?.parse::<Dot>().map_err(|_| Wrong::Shape.into());
        let dots = json.into_list()?.into_iter().map(dot).collect::<Result<Vec<Dot>, Fault>>()?;
        if dots.is_sorted_by(|a, b| a.writer < b.writer) { Ok(dots.into_iter().collect()) } else { Err(Wrong::Shape.into()) }
    }

    #[cfg(test)]
    fn schema(_: &mut Definitions) -> serde_json::Value {
        schema::list(schema::text())
    }
}
