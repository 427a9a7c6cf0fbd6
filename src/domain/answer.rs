//! What people answered, opened on the key holder's device, and what was decided about it.

use super::{AnswerId, ChoiceId, DepartmentId, QuestionId, SurveyId};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// One person's answer, opened. Not a register: it is never edited, and carries no name, device or time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    pub survey: SurveyId,
    pub version: u32,
    pub department: Option<DepartmentId>,
    /// An attribute left out was not asked, or the person did not say.
    pub attributes: BTreeMap<Attribute, ChoiceId>,
    /// A question left out is 無回答.
    pub replies: Replies,
    /// Whether it arrived before the survey closed, by the day it was opened on. Not part of what was sealed.
    pub arrival: Timing,
}

impl Answer {
    /// 無回答 to everything, in time.
    pub fn blank(survey: SurveyId, version: u32) -> Self {
        let (attributes, replies) = Default::default();
        Answer { survey, version, department: None, attributes, replies, arrival: Timing::InTime }
    }
}

pub type Replies = BTreeMap<QuestionId, Reply>;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reply {
    Choice(ChoiceId),
    /// At least one.
    Choices(BTreeSet<ChoiceId>),
    Number(Decimal),
    /// At most [`LONGEST_REPLY`] characters.
    Text(String),
}

impl Reply {
    /// A free text without what cannot be typed on purpose. `None` where nothing is left or it is too long.
    pub fn of_text(typed: &str) -> Option<Reply> {
        let text: String = typed.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        (!text.is_empty() && text.chars().count() <= LONGEST_REPLY).then_some(Reply::Text(text))
    }
}

/// Characters of a free text: what is sealed has one size, and room for this many.
pub const LONGEST_REPLY: usize = 400;

/// What may be asked about the person besides the 所属.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// 性別
    Sex,
    /// 年代
    Age,
    /// 職位
    Post,
}

impl Attribute {
    pub const ALL: [Attribute; 3] = [Attribute::Sex, Attribute::Age, Attribute::Post];
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    #[default]
    InTime,
    Late,
}

/// Opened answers by their inner random id: a set that only grows.
pub type Answers = BTreeMap<AnswerId, Answer>;

/// What is decided about: one opened answer, or all that came late.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IntakeKey {
    pub survey: SurveyId,
    /// `None`: the late ones of the survey.
    pub answer: Option<AnswerId>,
}

/// Whether an answer counts, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Intake {
    pub ruling: Ruling,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// An answer in time counts, a late one does not.
    #[default]
    ByArrival,
    Counted,
    Excluded,
}
