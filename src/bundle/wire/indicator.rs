//! Indicators, measures and departments.

use super::{Fault, Wire, object, words};
use crate::domain::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

words! {
    Accumulation { Yearly "yearly", Cumulative "cumulative", Total "total", }
    Measured { YearEnd "year_end", NextApril "next_april", }
    Tag { None "none", New "new", Expanded "expanded", }
    Commitment { CarryOut "carry_out", Consider "consider", Both "both", }
}

object! { value Indicator as IndicatorForm {
    pillar: PillarId,
    #[omit] measure: Option<MeasureId>,
    #[omit] group: String,
    #[omit] mark: String,
    #[omit] name: String,
    #[omit] unit: String,
    #[omit] decimals: u32,
    #[omit] parts: Vec<Part>,
    #[omit] accumulation: Accumulation,
    #[omit] measured: Measured,
    #[omit] source: Source,
    #[omit] stages: Vec<String>,
    #[omit] remarks: Vec<String>,
} }

object! { part Part as PartForm {
    id: PartId,
    #[omit] label: String,
    #[omit] unit: String,
} }

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceForm<'a> {
    #[default]
    Entry,
    Survey(Cow<'a, str>),
}

impl Wire for Source {
    type Form<'a> = SourceForm<'a>;

    fn to_form(&self) -> SourceForm<'_> {
        match self {
            Source::Entry => SourceForm::Entry,
            Source::Survey(question) => SourceForm::Survey(question.to_form()),
        }
    }

    fn from_form(form: SourceForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            SourceForm::Entry => Source::Entry,
            SourceForm::Survey(question) => Source::Survey(QuestionId::from_form(question).map_err(|fault| fault.below("survey"))?),
        })
    }
}

object! { value DefinitionBreak as DefinitionBreakForm {
    #[omit] what: String,
} }

object! { part BreakKey as BreakKeyForm {
    indicator: IndicatorId,
    year: FiscalYear,
} }

object! { value Measure as MeasureForm {
    pillar: PillarId,
    #[omit] number: String,
    #[omit] name: String,
    #[omit] section: String,
    #[omit] actor: String,
    #[omit] further_actors: Vec<String>,
    #[omit] tag: Tag,
    #[omit] commitment: Commitment,
    #[omit] summary: Vec<String>,
    #[omit] dates: Vec<String>,
} }

object! { value Department as DepartmentForm {
    #[omit] name: String,
    #[omit] parent: Option<DepartmentId>,
    #[omit] from: Option<FiscalYear>,
    #[omit] until: Option<FiscalYear>,
    #[omit] successors: Vec<DepartmentId>,
} }

object! { value Assignment as AssignmentForm {
    #[omit] lead: Vec<DepartmentId>,
    #[omit] related: Vec<DepartmentId>,
    #[omit] related_in_words: String,
} }
