//! 公表した集計: what a survey has shown, kept so that a later edition cannot be subtracted from it (N:367-368).

use super::{Attribute, Choice, ChoiceId, DepartmentId, Question, QuestionId, Sense, Survey, SurveyId};
use chrono::NaiveDate;
use rust_decimal::Decimal;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditionKey {
    pub survey: SurveyId,
    /// 第1版, 第2版, …
    pub number: u32,
}

/// 版: the results of a survey as they were published on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    pub on: NaiveDate,
    pub results: Results,
    /// Free texts that were let through. City-wide only, and in an order that says nothing.
    pub texts: Vec<(QuestionId, Vec<String>)>,
}

/// What a survey shows of its counts. What is hidden is not in here, so no page can leak it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Results {
    /// Of the questions.
    pub version: u32,
    /// The least number of people that a group is shown for.
    pub minimum: u32,
    /// With their choices: the counts of groups stand in this order.
    pub questions: Vec<(QuestionId, Vec<ChoiceId>)>,
    /// The city first; a place after the one it belongs to; after all places, their classes.
    pub groups: Vec<EditionGroup>,
    /// Of numbers: how many people answered, and their mean. City-wide only.
    pub means: Vec<(QuestionId, (u32, Decimal))>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditionGroup {
    pub place: GroupPlace,
    /// The place it belongs to; the city belongs to itself.
    pub within: GroupPlace,
    /// `None`: everyone in the place.
    pub class: Option<GroupClass>,
    /// 対象者数 of the whole place.
    pub eligible: Option<u32>,
    /// 回答者数; `None` where the group is hidden.
    pub answered: Option<u32>,
    /// By question: who answered it, then how many gave each choice; empty where the question is hidden.
    pub counts: Vec<Vec<u32>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupPlace {
    #[default]
    City,
    Department(DepartmentId),
    /// People who named no department.
    Unnamed,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupClass {
    pub attribute: Attribute,
    /// `None`: people who did not say.
    pub choice: Option<ChoiceId>,
}

impl Results {
    pub fn group(&self, place: &GroupPlace, class: Option<&GroupClass>) -> Option<&EditionGroup> {
        self.groups.iter().find(|group| group.place == *place && group.class.as_ref() == class)
    }

    /// How deep a place stands in the tree of departments.
    pub fn depth(&self, group: &EditionGroup) -> usize {
        let above = |group: &EditionGroup| {
            self.groups.iter().find(|other| other.place == group.within && other.class.is_none() && other.place != group.place)
        };
        // As many steps as there are groups: a ring in a damaged file ends.
        std::iter::successors(above(group), |group| above(group)).take(self.groups.len()).count()
    }

    /// A question with the choices that were counted, in the order of the counts. What the survey has no more bears its id.
    pub fn question(&self, survey: &Survey, id: &QuestionId) -> Option<Question> {
        let (_, counted) = self.questions.iter().find(|(known, _)| known == id)?;
        let now = survey.question(id).cloned().unwrap_or_else(|| Question { text: id.to_string(), ..Question::new(id.clone()) });
        let choice = |id: &ChoiceId| {
            let known = now.choices.iter().find(|choice| choice.id == *id).cloned();
            known.unwrap_or_else(|| Choice { id: id.clone(), label: id.to_string(), sense: Sense::Other })
        };
        Some(Question { choices: counted.iter().map(choice).collect(), ..now })
    }

    /// Whether the question asks something else now than when it was counted.
    pub fn is_of_another_wording(&self, question: &Question) -> bool {
        question.since > self.version
    }

    /// Where a question's counts stand in each group.
    pub fn place_of(&self, question: &QuestionId) -> Option<usize> {
        self.questions.iter().position(|(id, _)| id == question)
    }
}

impl EditionGroup {
    /// Who answered the question, and how many gave each choice; `None` where it is hidden.
    pub fn counts_of(&self, question: usize) -> Option<(u32, &[u32])> {
        let (answered, given) = self.counts.get(question)?.split_first()?;
        Some((*answered, given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FiscalYear, QuestionKind};

    #[test]
    fn a_place_stands_as_deep_as_the_places_above_it() {
        let section = |name: &str| GroupPlace::Department(DepartmentId::new(name).unwrap());
        let class = || GroupClass { attribute: Attribute::Sex, choice: None };
        let group = |place: GroupPlace, within: GroupPlace, class: Option<GroupClass>| EditionGroup {
            place,
            within,
            class,
            eligible: None,
            answered: None,
            counts: Vec::new(),
        };
        let places = [(GroupPlace::City, GroupPlace::City), (section("a"), GroupPlace::City), (section("a1"), section("a"))];
        let all = places.clone().map(|(place, within)| group(place, within, None));
        let classes = places.map(|(place, within)| group(place, within, Some(class())));
        let groups: Vec<EditionGroup> = all.into_iter().chain(classes).collect();
        let results = Results { version: 1, minimum: 10, questions: Vec::new(), groups, means: Vec::new() };
        assert_eq!(results.groups.iter().map(|group| results.depth(group)).collect::<Vec<_>>(), [0, 1, 2, 0, 1, 2]);
        // Of the classes alone nothing says what lies within what.
        let of_classes = Results { groups: results.groups[3..].to_vec(), ..results };
        assert_eq!(of_classes.groups.iter().map(|group| of_classes.depth(group)).collect::<Vec<_>>(), [0, 0, 0]);
    }

    #[test]
    fn counts_keep_the_choices_they_were_counted_with() {
        let id = |text: &str| QuestionId::new(text).unwrap();
        let asked = Question::new(id("q")).of_kind(QuestionKind::Likert);
        let mut survey = Survey::new(FiscalYear::new(2023).unwrap(), "職員アンケート");
        survey.questions.push(asked.clone());
        let choices: Vec<ChoiceId> = asked.choices.iter().map(|choice| choice.id.clone()).collect();
        let questions = vec![(id("q"), choices.clone()), (id("gone"), choices)];
        let results = Results { version: 1, minimum: 10, questions, groups: Vec::new(), means: Vec::new() };
        assert_eq!(results.question(&survey, &id("q")), Some(asked.clone()));
        // Two steps are taken away and the others turned round: what was published stays under its own names.
        survey.questions[0].choices.drain(1..3);
        survey.questions[0].choices.reverse();
        survey.questions[0].since = 2;
        let published = results.question(&survey, &id("q")).unwrap();
        let labels: Vec<&str> = published.choices.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, ["そう思う", "c2", "c3", "どちらかといえばそう思わない", "そう思わない"]);
        assert!(results.is_of_another_wording(&published) && !results.is_of_another_wording(&asked));
        // As it stood in the version that was counted, it is the same question.
        assert!(!results.is_of_another_wording(&Question { since: 1, ..asked }));
        assert_eq!(["q", "gone", "never"].map(|text| results.place_of(&id(text))), [Some(0), Some(1), None]);
        // A question that the survey has no more.
        assert_eq!(results.question(&survey, &id("gone")).map(|question| question.text), Some("gone".to_owned()));
        assert_eq!(results.question(&survey, &id("never")), None);
    }
}
