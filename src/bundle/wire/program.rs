//! The programme's frame, its settings, its rating scale; pillars and the places of records in their lists.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Json, Value, Wire, Wrong, choice, object, words};
use crate::domain::*;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

words! {
    DecisionEffect { Stops "stops", GoesOn "goes_on", }
    ReasonRule { Optional "optional", Required "required", }
    PillarRole { Pillar "pillar", HeadingOfIndicators "heading_of_indicators", }
}

object! { value Overview {
    #[omit] city: String,
    #[omit] title: String,
    #[omit] established: Option<NaiveDate>,
    first_year: FiscalYear,
    #[omit] last_year: Option<FiscalYear>,
    #[omit] issued_by: Vec<String>,
    #[omit] policies: Vec<String>,
    #[omit] document: String,
} }

object! { value Vocabulary {
    #[omit] pillar: String,
    #[omit] measure: String,
    #[omit] department: String,
    #[omit] secretariat: String,
} }

object! { value Settings {
    first_judged_year: FiscalYear,
    reference: Reference,
    reporting_deadline: (u32, u32),
    minimum_group: u32,
} checked by a_group_hides_its_members }

fn a_group_hides_its_members(settings: &Settings) -> Result<(), Fault> {
    if settings.minimum_group >= 3 { Ok(()) } else { Err(Fault::from(Wrong::GroupTooSmall).below("minimum_group")) }
}

choice! { Reference {
    Baseline "baseline" (year: FiscalYear),
    PreviousYear "previous_year",
} }

object! { value RatingScale {
    #[omit] grades: Vec<Grade>,
    #[omit] decisions: Vec<Decision>,
    #[omit] reason_where_it_differs: ReasonRule,
} }

object! { part Grade {
    id: GradeId,
    #[omit] symbol: Option<Trust<String>>,
    #[omit] label: String,
    #[omit] at_least: Option<Decimal>,
} }

object! { part Decision {
    id: GradeId,
    #[omit] label: String,
    effect: DecisionEffect,
} }

object! { value Pillar {
    #[omit] number: String,
    name: Trust<String>,
    #[omit] summary: String,
    role: PillarRole,
} }

choice! { Record {
    Pillar "pillar" (id: PillarId),
    Department "department" (id: DepartmentId),
    Measure "measure" (id: MeasureId),
    Indicator "indicator" (id: IndicatorId),
    ScheduleRow "schedule_row" (measure: MeasureId, row: RowId),
    PlanRow "plan_row" (measure: MeasureId, year: FiscalYear, row: RowId),
    Note "note" (id: NoteId),
    Sum "sum" (id: SumId),
} }

/// `{"at":"…"}`
impl Wire for Position {
    fn to_json(&self) -> Json<'_> {
        Json::Object(vec![(Cow::Borrowed("at"), Json::text(self.as_str()))])
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let at: String = fields.required("at")?;
        fields.end()?;
        Position::new(&at).map_err(|_| Fault::from(Wrong::NotAPosition).below("at"))
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Position", |_| schema::object(vec![("at", schema::text(), false)]))
    }
}

impl Value for Position {
    const FIELDS: &'static [&'static str] = &["at"];
}

/// `{"is":"removed"}`: a value is always an object, even where one word would say it.
impl Wire for Standing {
    fn to_json(&self) -> Json<'_> {
        let word = match self {
            Standing::Present => "present",
            Standing::Removed => "removed",
        };
        Json::Object(vec![(Cow::Borrowed("is"), Json::text(word))])
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let word: String = fields.required("is")?;
        fields.end()?;
        match word.as_str() {
            "present" => Ok(Standing::Present),
            "removed" => Ok(Standing::Removed),
            _ => Err(Fault::from(Wrong::UnknownWord(word)).below("is")),
        }
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Standing", |_| schema::object(vec![("is", serde_json::json!({ "enum": ["present", "removed"] }), false)]))
    }
}

impl Value for Standing {
    const FIELDS: &'static [&'static str] = &["is"];
}
