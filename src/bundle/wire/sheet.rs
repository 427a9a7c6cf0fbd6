//! 進捗管理票: schedules, passages, plans, ratings; notes, claims and sums.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Json, Value, Wire, Wrong, choice, object, words};
use crate::domain::*;
use std::borrow::Cow;

words! {
    Section { Content "content", Effect "effect", Check "check", Action "action", }
    Column { Plan "plan", FirstHalf "first_half", SecondHalf "second_half", }
    Step { AsPrinted "as_printed", Lead "lead", Secretariat "secretariat", Committee "committee", }
    NoteKind { Footnote "footnote", CallOut "call_out", Remark "remark", }
    SumOrigin { Document "document", Ours "ours", }
}

object! { value ScheduleRow {
    #[omit] item: String,
    #[omit] spans: Vec<Span>,
} }

object! { part Span {
    from: FiscalYear,
    to: FiscalYear,
    #[omit] words: String,
} }

object! { part ScheduleKey {
    measure: MeasureId,
    row: RowId,
} }

object! { part PassageKey {
    measure: MeasureId,
    year: FiscalYear,
    section: Section,
} }

object! { part PlanKey {
    measure: MeasureId,
    year: FiscalYear,
    row: RowId,
    column: Column,
} }

/// `{"text":"…"}` or `{"dash":"not_planned"}`: exactly one of the two.
impl Wire for Passage {
    fn to_json(&self) -> Json<'_> {
        let (name, json) = match self {
            Passage::Text(text) => ("text", text.to_json()),
            Passage::Dash(dash) => ("dash", dash.to_json()),
        };
        Json::Object(vec![(Cow::Borrowed(name), json)])
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let passage = match (fields.omissible("text")?, fields.omissible("dash")?) {
            (Some(text), None) => Passage::Text(text),
            (None, Some(dash)) => Passage::Dash(dash),
            _ => return Err(Wrong::Shape.into()),
        };
        fields.end()?;
        Ok(passage)
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Passage", |definitions| {
            let dash = Dash::schema(definitions);
            // One object and not a choice of two: a newer page's fields may stand beside them.
            schema::object(vec![("text", schema::text(), true), ("dash", dash, true)])
        })
    }
}

impl Value for Passage {
    const FIELDS: &'static [&'static str] = &["text", "dash"];
}

object! { value Rating {
    given: GradeId,
    #[omit] reason: String,
} }

object! { part RatingKey {
    measure: MeasureId,
    year: FiscalYear,
    step: Step,
} }

object! { value Note {
    place: NotePlace,
    kind: NoteKind,
    #[omit] mark: String,
    #[omit] text: String,
} }

choice! { NotePlace {
    Program "program",
    Measure "measure" (measure: MeasureId),
    Sheet "sheet" (measure: MeasureId, year: FiscalYear),
    Schedule "schedule" (measure: MeasureId, row: RowId),
    Plan "plan" (measure: MeasureId, year: FiscalYear, row: RowId),
    Indicator "indicator" (indicator: IndicatorId),
} }

object! { value Claim {
    #[omit] measure: Option<MeasureId>,
    #[omit] indicator: Option<IndicatorId>,
    #[omit] year: Option<FiscalYear>,
    #[omit] says: String,
    #[omit] source: String,
} }

object! { value Sum {
    #[omit] label: String,
    #[omit] measure: Option<MeasureId>,
    #[omit] terms: Vec<Term>,
    stated: Amount,
    #[omit] unit: String,
    #[omit] source: String,
    #[omit] remark: String,
    origin: SumOrigin,
} }

object! { part Term {
    #[omit] label: String,
    amount: Amount,
} }
