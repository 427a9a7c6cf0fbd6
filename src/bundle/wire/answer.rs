//! One person's answer, as it stands inside its seal.

use super::object;
use crate::{bundle::SlipCode, domain::*};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The text that is sealed.
pub(in crate::bundle) struct AnswerForm {
    pub id: AnswerId,
    pub survey: SurveyId,
    pub version: u32,
    pub department: Option<DepartmentId>,
    pub attributes: BTreeMap<Attribute, ChoiceId>,
    pub choices: BTreeMap<QuestionId, ChoiceId>,
    pub multiple: BTreeMap<QuestionId, Vec<ChoiceId>>,
    pub numbers: BTreeMap<QuestionId, Decimal>,
    pub texts: BTreeMap<QuestionId, String>,
    pub slip: Option<SlipCode>,
}

object! { part AnswerForm {
    id: AnswerId,
    survey: SurveyId,
    version: u32,
    #[omit] department: Option<DepartmentId>,
    #[omit] attributes: BTreeMap<Attribute, ChoiceId>,
    #[omit] choices: BTreeMap<QuestionId, ChoiceId>,
    #[omit] multiple: BTreeMap<QuestionId, Vec<ChoiceId>>,
    #[omit] numbers: BTreeMap<QuestionId, Decimal>,
    #[omit] texts: BTreeMap<QuestionId, String>,
    #[omit] slip: Option<SlipCode>,
} }
