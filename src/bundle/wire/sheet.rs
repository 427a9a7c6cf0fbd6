//! 進捗管理票: schedules, passages, plans, ratings; notes, claims and sums.

use super::{Fault, Value, Wire, Word, Wrong, is_default, object, words};
use crate::domain::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

words! {
    Section { Content "content", Effect "effect", Check "check", Action "action", }
    Column { Plan "plan", FirstHalf "first_half", SecondHalf "second_half", }
    Step { AsPrinted "as_printed", Lead "lead", Secretariat "secretariat", Committee "committee", }
    NoteKind { Footnote "footnote", CallOut "call_out", Remark "remark", }
    SumOrigin { Document "document", Ours "ours", }
}

object! { value ScheduleRow as ScheduleRowForm {
    #[omit] item: String,
    #[omit] spans: Vec<Span>,
} }

object! { part Span as SpanForm {
    from: FiscalYear,
    to: FiscalYear,
    #[omit] words: String,
} }

object! { part ScheduleKey as ScheduleKeyForm {
    measure: MeasureId,
    row: RowId,
} }

object! { part PassageKey as PassageKeyForm {
    measure: MeasureId,
    year: FiscalYear,
    section: Section,
} }

object! { part PlanKey as PlanKeyForm {
    measure: MeasureId,
    year: FiscalYear,
    row: RowId,
    column: Column,
} }

/// `{"text":"…"}` or `{"dash":"not_planned"}`: exactly one of the two.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PassageForm<'a> {
    #[serde(default, skip_serializing_if = "is_default")]
    text: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    dash: Option<Word<Dash>>,
}

impl Wire for Passage {
    type Form<'a> = PassageForm<'a>;

    fn to_form(&self) -> PassageForm<'_> {
        match self {
            Passage::Text(text) => PassageForm { text: Some(text.to_form()), dash: None },
            Passage::Dash(dash) => PassageForm { text: None, dash: Some(dash.to_form()) },
        }
    }

    fn from_form(form: PassageForm<'_>) -> Result<Self, Fault> {
        match (form.text, form.dash) {
            (Some(text), None) => Ok(Passage::Text(text.into_owned())),
            (None, Some(dash)) => Ok(Passage::Dash(Dash::from_form(dash).map_err(|fault| fault.below("dash"))?)),
            _ => Err(Wrong::Shape.into()),
        }
    }
}

impl Value for Passage {
    const FIELDS: &'static [&'static str] = &["text", "dash"];
}

object! { value Rating as RatingForm {
    given: GradeId,
    #[omit] reason: String,
} }

object! { part RatingKey as RatingKeyForm {
    measure: MeasureId,
    year: FiscalYear,
    step: Step,
} }

object! { value Note as NoteForm {
    place: NotePlace,
    kind: NoteKind,
    #[omit] mark: String,
    #[omit] text: String,
} }

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotePlaceForm<'a> {
    Program,
    Measure(Cow<'a, str>),
    Sheet(Cow<'a, str>, i32),
    Schedule(Cow<'a, str>, Cow<'a, str>),
    Plan(Cow<'a, str>, i32, Cow<'a, str>),
    Indicator(Cow<'a, str>),
}

impl Wire for NotePlace {
    type Form<'a> = NotePlaceForm<'a>;

    fn to_form(&self) -> NotePlaceForm<'_> {
        match self {
            NotePlace::Program => NotePlaceForm::Program,
            NotePlace::Measure(measure) => NotePlaceForm::Measure(measure.to_form()),
            NotePlace::Sheet(measure, year) => NotePlaceForm::Sheet(measure.to_form(), year.to_form()),
            NotePlace::Schedule(measure, row) => NotePlaceForm::Schedule(measure.to_form(), row.to_form()),
            NotePlace::Plan(measure, year, row) => NotePlaceForm::Plan(measure.to_form(), year.to_form(), row.to_form()),
            NotePlace::Indicator(indicator) => NotePlaceForm::Indicator(indicator.to_form()),
        }
    }

    fn from_form(form: NotePlaceForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            NotePlaceForm::Program => NotePlace::Program,
            NotePlaceForm::Measure(measure) => NotePlace::Measure(Wire::from_form(measure)?),
            NotePlaceForm::Sheet(measure, year) => NotePlace::Sheet(Wire::from_form(measure)?, Wire::from_form(year)?),
            NotePlaceForm::Schedule(measure, row) => NotePlace::Schedule(Wire::from_form(measure)?, Wire::from_form(row)?),
            NotePlaceForm::Plan(measure, year, row) => {
                NotePlace::Plan(Wire::from_form(measure)?, Wire::from_form(year)?, Wire::from_form(row)?)
            }
            NotePlaceForm::Indicator(indicator) => NotePlace::Indicator(Wire::from_form(indicator)?),
        })
    }
}

object! { value Claim as ClaimForm {
    #[omit] measure: Option<MeasureId>,
    #[omit] indicator: Option<IndicatorId>,
    #[omit] year: Option<FiscalYear>,
    #[omit] says: String,
    #[omit] source: String,
} }

object! { value Sum as SumForm {
    #[omit] label: String,
    #[omit] measure: Option<MeasureId>,
    #[omit] terms: Vec<Term>,
    stated: Amount,
    #[omit] unit: String,
    #[omit] source: String,
    #[omit] remark: String,
    origin: SumOrigin,
} }

object! { part Term as TermForm {
    #[omit] label: String,
    amount: Amount,
} }
