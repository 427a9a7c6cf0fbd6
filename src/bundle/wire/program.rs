//! The programme's frame, its settings, its rating scale; pillars and the places of records in their lists.

use super::{Fault, Value, Wire, Wrong, object, words};
use crate::domain::*;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

words! {
    DecisionEffect { Stops "stops", GoesOn "goes_on", }
    ReasonRule { Optional "optional", Required "required", }
    PillarRole { Pillar "pillar", HeadingOfIndicators "heading_of_indicators", }
}

object! { value Overview as OverviewForm {
    #[omit] city: String,
    #[omit] title: String,
    #[omit] established: Option<NaiveDate>,
    first_year: FiscalYear,
    #[omit] last_year: Option<FiscalYear>,
    #[omit] issued_by: Vec<String>,
    #[omit] policies: Vec<String>,
    #[omit] document: String,
} }

object! { value Vocabulary as VocabularyForm {
    #[omit] pillar: String,
    #[omit] measure: String,
    #[omit] department: String,
    #[omit] secretariat: String,
} }

object! { value Settings as SettingsForm {
    first_judged_year: FiscalYear,
    reference: Reference,
    reporting_deadline: (u32, u32),
    minimum_group: u32,
} checked by a_group_hides_its_members }

fn a_group_hides_its_members(settings: &Settings) -> Result<(), Fault> {
    if settings.minimum_group >= 3 { Ok(()) } else { Err(Fault::from(Wrong::GroupTooSmall).below("minimum_group")) }
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReferenceForm {
    Baseline(i32),
    PreviousYear,
}

impl Wire for Reference {
    type Form<'a> = ReferenceForm;

    fn to_form(&self) -> ReferenceForm {
        match self {
            Reference::Baseline(year) => ReferenceForm::Baseline(year.to_form()),
            Reference::PreviousYear => ReferenceForm::PreviousYear,
        }
    }

    fn from_form(form: ReferenceForm) -> Result<Self, Fault> {
        Ok(match form {
            ReferenceForm::Baseline(year) => Reference::Baseline(FiscalYear::from_form(year).map_err(|fault| fault.below("baseline"))?),
            ReferenceForm::PreviousYear => Reference::PreviousYear,
        })
    }
}

object! { value RatingScale as RatingScaleForm {
    #[omit] grades: Vec<Grade>,
    #[omit] decisions: Vec<Decision>,
    #[omit] reason_where_it_differs: ReasonRule,
} }

object! { part Grade as GradeForm {
    id: GradeId,
    #[omit] symbol: Option<Trust<String>>,
    #[omit] label: String,
    #[omit] at_least: Option<Decimal>,
} }

object! { part Decision as DecisionForm {
    id: GradeId,
    #[omit] label: String,
    effect: DecisionEffect,
} }

object! { value Pillar as PillarForm {
    #[omit] number: String,
    name: Trust<String>,
    #[omit] summary: String,
    role: PillarRole,
} }

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordForm<'a> {
    Pillar(Cow<'a, str>),
    Department(Cow<'a, str>),
    Measure(Cow<'a, str>),
    Indicator(Cow<'a, str>),
    ScheduleRow(Cow<'a, str>, Cow<'a, str>),
    PlanRow(Cow<'a, str>, i32, Cow<'a, str>),
    Note(Cow<'a, str>),
}

impl Wire for Record {
    type Form<'a> = RecordForm<'a>;

    fn to_form(&self) -> RecordForm<'_> {
        match self {
            Record::Pillar(id) => RecordForm::Pillar(id.to_form()),
            Record::Department(id) => RecordForm::Department(id.to_form()),
            Record::Measure(id) => RecordForm::Measure(id.to_form()),
            Record::Indicator(id) => RecordForm::Indicator(id.to_form()),
            Record::ScheduleRow(measure, row) => RecordForm::ScheduleRow(measure.to_form(), row.to_form()),
            Record::PlanRow(measure, year, row) => RecordForm::PlanRow(measure.to_form(), year.to_form(), row.to_form()),
            Record::Note(id) => RecordForm::Note(id.to_form()),
        }
    }

    fn from_form(form: RecordForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            RecordForm::Pillar(id) => Record::Pillar(Wire::from_form(id)?),
            RecordForm::Department(id) => Record::Department(Wire::from_form(id)?),
            RecordForm::Measure(id) => Record::Measure(Wire::from_form(id)?),
            RecordForm::Indicator(id) => Record::Indicator(Wire::from_form(id)?),
            RecordForm::ScheduleRow(measure, row) => Record::ScheduleRow(Wire::from_form(measure)?, Wire::from_form(row)?),
            RecordForm::PlanRow(measure, year, row) => {
                Record::PlanRow(Wire::from_form(measure)?, Wire::from_form(year)?, Wire::from_form(row)?)
            }
            RecordForm::Note(id) => Record::Note(Wire::from_form(id)?),
        })
    }
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PositionForm<'a> {
    at: Cow<'a, str>,
}

impl Wire for Position {
    type Form<'a> = PositionForm<'a>;

    fn to_form(&self) -> PositionForm<'_> {
        PositionForm { at: Cow::Borrowed(self.as_str()) }
    }

    fn from_form(form: PositionForm<'_>) -> Result<Self, Fault> {
        Position::new(&form.at).map_err(|_| Fault::from(Wrong::NotAPosition).below("at"))
    }
}

impl Value for Position {
    const FIELDS: &'static [&'static str] = &["at"];
}

/// `{"is":"removed"}`: a value is always an object, even where one word would say it.
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandingForm {
    is: StandingWord,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StandingWord {
    Present,
    Removed,
}

impl Wire for Standing {
    type Form<'a> = StandingForm;

    fn to_form(&self) -> StandingForm {
        StandingForm {
            is: match self {
                Standing::Present => StandingWord::Present,
                Standing::Removed => StandingWord::Removed,
            },
        }
    }

    fn from_form(form: StandingForm) -> Result<Self, Fault> {
        Ok(match form.is {
            StandingWord::Present => Standing::Present,
            StandingWord::Removed => Standing::Removed,
        })
    }
}

impl Value for Standing {
    const FIELDS: &'static [&'static str] = &["is"];
}
