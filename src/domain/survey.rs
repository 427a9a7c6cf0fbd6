//! アンケート: the yearly staff survey (N:80, N:365-368).

use super::{AnswerId, ChoiceId, DepartmentId, FiscalYear, IndicatorId, QuestionId, SurveyId};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One year's survey as it is handed out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Survey {
    pub year: FiscalYear,
    pub title: String,
    /// Counted up when questions change after opening; answers keep the version they were given under.
    pub version: u32,
    pub questions: Vec<Question>,
    /// 調査対象者の範囲: printed beside every rate.
    pub scope: String,
    /// 基準日.
    pub base_date: Option<NaiveDate>,
    pub opens: Option<NaiveDate>,
    pub closes: Option<NaiveDate>,
    /// The age recipient that answers are sealed to; empty until the secretariat has made a key.
    pub public_key: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    pub id: QuestionId,
    pub text: String,
    /// Best first.
    pub choices: Vec<Choice>,
    /// The indicator whose figure is this question's rate.
    pub feeds: Option<IndicatorId>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    pub id: ChoiceId,
    pub label: String,
    pub sense: Sense,
}

/// Whether a choice counts towards the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    Favourable,
    Other,
}

/// 対象者数 of one department.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EligibleKey {
    pub survey: SurveyId,
    pub department: DepartmentId,
}

/// A number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct People(pub u32);

/// The paper answers of one department, typed in by the secretariat.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaperTally {
    /// How many sheets came back.
    pub answered: u32,
    pub counts: BTreeMap<QuestionId, BTreeMap<ChoiceId, u32>>,
    pub overlap: Overlap,
}

/// Whether people who answered on paper may also have sent a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlap {
    /// Stated by the secretariat: file and paper are summed.
    DifferentPeople,
    /// Not stated: the paper tally is shown and not summed.
    Unknown,
}

/// One person's answer, opened. Not a register: it is never edited, and carries no name, device or time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    pub survey: SurveyId,
    pub version: u32,
    pub department: Option<DepartmentId>,
    /// A question left out is 無回答.
    pub choices: BTreeMap<QuestionId, ChoiceId>,
}

/// Opened answers by their inner random id: a set that only grows.
pub type Answers = BTreeMap<AnswerId, Answer>;
