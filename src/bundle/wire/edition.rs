//! Published results of surveys.

use super::{Fault, Wire, object};
use crate::domain::*;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

object! { part EditionKey as EditionKeyForm {
    survey: SurveyId,
    number: u32,
} }

object! { value Edition as EditionForm {
    on: NaiveDate,
    results: Results,
    #[omit] texts: Vec<(QuestionId, Vec<String>)>,
} }

object! { part Results as ResultsForm {
    version: u32,
    minimum: u32,
    #[omit] questions: Vec<(QuestionId, Vec<ChoiceId>)>,
    #[omit] groups: Vec<EditionGroup>,
    #[omit] means: Vec<(QuestionId, (u32, Decimal))>,
} }

object! { part EditionGroup as EditionGroupForm {
    #[omit] place: GroupPlace,
    #[omit] within: GroupPlace,
    #[omit] class: Option<GroupClass>,
    #[omit] eligible: Option<u32>,
    #[omit] answered: Option<u32>,
    #[omit] counts: Vec<Vec<u32>>,
} }

object! { part GroupClass as GroupClassForm {
    attribute: Attribute,
    #[omit] choice: Option<ChoiceId>,
} }

/// The department's id; nothing for the city; `?`, which is no id, for those who named none.
impl Wire for GroupPlace {
    type Form<'a> = Cow<'a, str>;

    fn to_form(&self) -> Cow<'_, str> {
        match self {
            GroupPlace::City => Cow::Borrowed(""),
            GroupPlace::Department(id) => id.to_form(),
            GroupPlace::Unnamed => Cow::Borrowed("?"),
        }
    }

    fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
        match &*form {
            "" => Ok(GroupPlace::City),
            "?" => Ok(GroupPlace::Unnamed),
            _ => DepartmentId::from_form(form).map(GroupPlace::Department),
        }
    }
}
