//! アンケート: surveys, 対象者数, paper tallies.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Json, Value, Wire, Wrong, object, words};
use crate::domain::*;
use chrono::NaiveDate;
use std::{borrow::Cow, collections::BTreeMap};

words! {
    Sense { Favourable "favourable", Other "other", }
    Overlap { DifferentPeople "different_people", Unknown "unknown", }
}

object! { value Survey {
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

object! { part Question {
    id: QuestionId,
    #[omit] text: String,
    #[omit] choices: Vec<Choice>,
    #[omit] feeds: Option<IndicatorId>,
} }

object! { part Choice {
    id: ChoiceId,
    #[omit] label: String,
    sense: Sense,
} }

object! { part EligibleKey {
    survey: SurveyId,
    department: DepartmentId,
} }

/// `{"people":120}`
impl Wire for People {
    fn to_json(&self) -> Json<'_> {
        Json::Object(vec![(Cow::Borrowed("people"), self.0.to_json())])
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let people = fields.required("people")?;
        fields.end()?;
        Ok(People(people))
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("People", |definitions| schema::object(vec![("people", u32::schema(definitions), false)]))
    }
}

impl Value for People {
    const FIELDS: &'static [&'static str] = &["people"];
}

object! { value PaperTally {
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
