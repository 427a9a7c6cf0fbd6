//! Published results of surveys.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Json, Wire, object};
use crate::domain::*;
use chrono::NaiveDate;
use rust_decimal::Decimal;

object! { part EditionKey {
    survey: SurveyId,
    number: u32,
} }

object! { value Edition {
    on: NaiveDate,
    results: Results,
    #[omit] texts: Vec<(QuestionId, Vec<String>)>,
} }

object! { part Results {
    version: u32,
    minimum: u32,
    #[omit] questions: Vec<(QuestionId, Vec<ChoiceId>)>,
    #[omit] groups: Vec<EditionGroup>,
    #[omit] means: Vec<(QuestionId, (u32, Decimal))>,
} }

object! { part EditionGroup {
    #[omit] place: GroupPlace,
    #[omit] within: GroupPlace,
    #[omit] class: Option<GroupClass>,
    #[omit] eligible: Option<u32>,
    #[omit] answered: Option<u32>,
    #[omit] counts: Vec<Vec<u32>>,
} }

object! { part GroupClass {
    attribute: Attribute,
    #[omit] choice: Option<ChoiceId>,
} }

/// The department's id; nothing for the city; `?`, which is no id, for those who named none.
impl Wire for GroupPlace {
    fn to_json(&self) -> Json<'_> {
        match self {
            GroupPlace::City => Json::text(""),
            GroupPlace::Department(id) => id.to_json(),
            GroupPlace::Unnamed => Json::text("?"),
        }
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        match &json {
            Json::Text(text) if text.is_empty() => Ok(GroupPlace::City),
            Json::Text(text) if text == "?" => Ok(GroupPlace::Unnamed),
            _ => DepartmentId::from_json(json).map(GroupPlace::Department),
        }
    }

    #[cfg(test)]
    fn schema(_: &mut Definitions) -> serde_json::Value {
        schema::text()
    }
}
