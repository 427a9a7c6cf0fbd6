//! アンケート: surveys, 対象者数, paper tallies.

use super::{Fault, Value, Wire, Wrong, object, words};
use crate::domain::*;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    Sense { Favourable "favourable", Other "other", }
    Overlap { DifferentPeople "different_people", Unknown "unknown", }
}

object! { value Survey as SurveyForm {
    year: FiscalYear,
    #[omit] title: String,
    version: u32,
    #[omit] questions: Vec<Question>,
    #[omit] scope: String,
    #[omit] base_date: Option<NaiveDate>,
    #[omit] opens: Option<NaiveDate>,
    #[omit] closes: Option<NaiveDate>,
    #[omit] public_key: String,
} }

object! { part Question as QuestionForm {
    id: QuestionId,
    #[omit] text: String,
    #[omit] choices: Vec<Choice>,
    #[omit] feeds: Option<IndicatorId>,
} }

object! { part Choice as ChoiceForm {
    id: ChoiceId,
    #[omit] label: String,
    sense: Sense,
} }

object! { part EligibleKey as EligibleKeyForm {
    survey: SurveyId,
    department: DepartmentId,
} }

/// `{"people":120}`
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PeopleForm {
    people: u32,
}

impl Wire for People {
    type Form<'a> = PeopleForm;

    fn to_form(&self) -> PeopleForm {
        PeopleForm { people: self.0 }
    }

    fn from_form(form: PeopleForm) -> Result<Self, Fault> {
        Ok(People(form.people))
    }
}

impl Value for People {
    const FIELDS: &'static [&'static str] = &["people"];
}

object! { value PaperTally as PaperTallyForm {
    answered: u32,
    #[omit] counts: BTreeMap<QuestionId, BTreeMap<ChoiceId, u32>>,
    overlap: Overlap,
} checked by nobody_chose_twice }

fn nobody_chose_twice(tally: &PaperTally) -> Result<(), Fault> {
    let exceeds = |counts: &BTreeMap<ChoiceId, u32>| counts.values().map(|&n| u64::from(n)).sum::<u64>() > u64::from(tally.answered);
    match tally.counts.iter().find(|(_, counts)| exceeds(counts)) {
        None => Ok(()),
        Some((question, _)) => Err(Fault::from(Wrong::CountsExceedAnswers).below(question.as_str()).below("counts")),
    }
}
