//! アンケート: the yearly staff survey (N:80, N:365-368).

use super::{
    Answer, Attribute, ChoiceId, DepartmentId, FiscalYear, IndicatorId, LONGEST_REPLY, QuestionId, Replies, Reply, SectionId, SurveyId,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
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
    /// One page each, in this order; without any, all questions stand on one page.
    pub sections: Vec<SurveySection>,
    pub department: DepartmentAsked,
    /// What else about the person is asked. Everyone may leave it out.
    pub attributes: Vec<AttributeAsked>,
    pub slips: SlipRule,
}

/// A page of the survey.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SurveySection {
    pub id: SectionId,
    pub title: String,
    /// What is said before its questions.
    pub lead: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    pub id: QuestionId,
    pub text: String,
    /// Best first for a scale; none for numbers and texts.
    pub choices: Vec<Choice>,
    /// The indicator whose figure is this question's rate.
    pub feeds: Option<IndicatorId>,
    pub kind: QuestionKind,
    /// The page it stands on; the first one where it names none.
    pub section: Option<SectionId>,
    /// What a number counts: `時間`.
    pub unit: String,
    pub requirement: Requirement,
    /// Asked only of those who chose this; of everyone where there is none.
    pub shown_if: Option<Condition>,
    /// The version that it was last changed in: older answers to it were given to another question and are not counted.
    pub since: u32,
}

/// What an answer to a question looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionKind {
    /// One step of a scale with named steps, best first.
    #[default]
    Likert,
    Single,
    Multiple,
    Number,
    Text,
}

/// Whether a question has to be answered, where it is asked at all. It holds for who answers on the page; paper and form
/// services bring 無回答 all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Requirement {
    #[default]
    Optional,
    Required,
}

/// Holds where one of the choices was given to another question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    pub question: QuestionId,
    pub choices: Vec<ChoiceId>,
}

/// Whether people are asked for their 所属.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DepartmentAsked {
    #[default]
    Asked,
    NotAsked,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributeAsked {
    pub attribute: Attribute,
    pub choices: Vec<AttributeChoice>,
}

/// 20代, 係長級, 回答しない.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributeChoice {
    pub id: ChoiceId,
    pub label: String,
}

/// Whether people enter a code from a slip that they drew by lot, against double answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlipRule {
    #[default]
    Without,
    Asked,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaperTally {
    /// How many sheets came back.
    pub answered: u32,
    /// Of questions with one answer a sheet.
    pub counts: BTreeMap<QuestionId, BTreeMap<ChoiceId, u32>>,
    pub overlap: Overlap,
    /// Of questions with several answers a sheet.
    pub several: BTreeMap<QuestionId, SeveralTally>,
    /// In order of size, which is no order of sheets.
    pub numbers: BTreeMap<QuestionId, Vec<Decimal>>,
    /// In the order of letters, for the same reason. At most [`LONGEST_REPLY`] characters each.
    pub texts: BTreeMap<QuestionId, Vec<String>>,
}

/// Paper answers to a question that takes several.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeveralTally {
    /// On how many sheets anything was chosen.
    pub answered: u32,
    pub counts: BTreeMap<ChoiceId, u32>,
}

/// Whether people who answered on paper may also have sent a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlap {
    /// Stated by the secretariat: file and paper are summed.
    DifferentPeople,
    /// Not stated: the paper tally is shown and not summed.
    #[default]
    Unknown,
}

impl PaperTally {
    /// A question with more answers than sheets, and how many those are: of a scale all choices together, of several answers
    /// each choice against the sheets that chose any.
    pub fn exceeding(&self) -> Option<(&QuestionId, u64)> {
        let sheets = u64::from(self.answered);
        let sum = |counts: &BTreeMap<ChoiceId, u32>| counts.values().map(|&n| u64::from(n)).sum::<u64>();
        let counted = self.counts.iter().map(|(id, counts)| (id, sum(counts), sheets));
        let of_several = |(id, tally): (_, &SeveralTally)| {
            let most = tally.counts.values().copied().max().unwrap_or(0);
            [(id, u64::from(tally.answered), sheets), (id, u64::from(most), u64::from(tally.answered))]
        };
        let several = self.several.iter().flat_map(of_several);
        let lengths = self.numbers.iter().map(|(id, numbers)| (id, numbers.len())).chain(self.texts.iter().map(|(id, it)| (id, it.len())));
        let mut all = counted.chain(several).chain(lengths.map(|(id, n)| (id, n as u64, sheets)));
        all.find(|(_, n, most)| n > most).map(|(id, n, _)| (id, n))
    }
}

impl Survey {
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The pages in order, each with its questions. There is always one.
    pub fn pages(&self) -> Vec<(Option<&SurveySection>, Vec<&Question>)> {
        let first = self.sections.first();
        let section_of = |question: &Question| {
            let named = question.section.as_ref().and_then(|id| self.sections.iter().find(|section| section.id == *id));
            named.or(first).map(|section| &section.id)
        };
        let page = |section: Option<&SurveySection>| {
            self.questions.iter().filter(|question| section_of(question) == section.map(|section| &section.id)).collect()
        };
        if self.sections.is_empty() {
            return vec![(None, self.questions.iter().collect())];
        }
        self.sections.iter().map(|section| (Some(section), page(Some(section)))).collect()
    }

    /// Whether a question is asked after these replies. A condition on a question that is not asked does not hold.
    pub fn is_asked(&self, question: &Question, replies: &Replies) -> bool {
        // As many steps as there are questions: a ring of conditions ends as not asked.
        self.is_asked_within(question, replies, self.questions.len())
    }

    fn is_asked_within(&self, question: &Question, replies: &Replies, steps: usize) -> bool {
        let Some(condition) = &question.shown_if else { return true };
        let Some(other) = self.question(&condition.question).filter(|_| steps > 0) else { return false };
        let holds = match replies.get(&condition.question) {
            Some(Reply::Choice(choice)) => condition.choices.contains(choice),
            Some(Reply::Choices(choices)) => condition.choices.iter().any(|choice| choices.contains(choice)),
            Some(Reply::Number(_) | Reply::Text(_)) | None => false,
        };
        holds && self.is_asked_within(other, replies, steps - 1)
    }

    /// The questions that must be answered and are not.
    pub fn missing(&self, replies: &Replies) -> Vec<&Question> {
        let is_missing = |question: &&Question| {
            question.requirement == Requirement::Required
                && self.is_asked(question, replies)
                && !replies.get(&question.id).is_some_and(|reply| question.admits(reply))
        };
        self.questions.iter().filter(is_missing).collect()
    }

    /// Those of the replies that the survey asks for: what was typed before a question disappeared is not sent.
    pub fn asked_of(&self, replies: &Replies) -> Replies {
        let is_asked = |id: &QuestionId, reply: &Reply| {
            self.question(id).is_some_and(|question| question.admits(reply) && self.is_asked(question, replies))
        };
        replies.iter().filter(|(id, reply)| is_asked(id, reply)).map(|(id, reply)| (id.clone(), reply.clone())).collect()
    }

    /// Whether the answer was given to a version of this survey that this device knows.
    pub fn knows_version_of(&self, answer: &Answer) -> bool {
        answer.version <= self.version
    }

    /// What the answer says to the question as it stands now; `None` for 無回答, for what it does not offer, and for what
    /// was given before the question was changed.
    pub fn reply<'a>(&self, question: &Question, answer: &'a Answer) -> Option<&'a Reply> {
        let is_of_this_question = (question.since..=self.version).contains(&answer.version);
        answer.replies.get(&question.id).filter(|reply| is_of_this_question && question.admits(reply))
    }
}

impl Question {
    /// Asks nothing yet.
    pub fn new(id: QuestionId) -> Self {
        let (text, choices, feeds, kind, section, unit, requirement, shown_if, since) = Default::default();
        Question { id, text, choices, feeds, kind, section, unit, requirement, shown_if, since }
    }

    /// Whether the reply has the question's kind, and chooses among what it offers.
    pub fn admits(&self, reply: &Reply) -> bool {
        let offers = |choice: &ChoiceId| self.choices.iter().any(|known| known.id == *choice);
        match (self.kind, reply) {
            (QuestionKind::Likert | QuestionKind::Single, Reply::Choice(choice)) => offers(choice),
            (QuestionKind::Multiple, Reply::Choices(choices)) => !choices.is_empty() && choices.iter().all(offers),
            (QuestionKind::Number, Reply::Number(_)) => true,
            (QuestionKind::Text, Reply::Text(text)) => !text.trim().is_empty() && text.chars().count() <= LONGEST_REPLY,
            _ => false,
        }
    }
}

mod prepare;
#[cfg(test)]
mod tests;
