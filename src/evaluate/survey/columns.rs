//! Opened answers as columns of numbers: what is counted again and again is read from texts once.

use super::super::disclosure::{Asked, Counted, Crowd, Form, Place};
use super::roster::Roster;
use crate::domain::{Answer, ChoiceId, Question, QuestionId, QuestionKind, Reply, Survey};

/// The answers that count, one row each: the place, the class by attribute, and what was said to each question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    places: Vec<usize>,
    /// By attribute. The last class is of those who did not say.
    classes: Vec<Vec<u8>>,
    n_classes: Vec<usize>,
    /// By question, a bit for each choice; 無回答 has none. A number or a text has the lowest bit.
    said: Vec<Vec<u64>>,
    asked: Vec<Asked>,
    /// Replies that their question does not offer; they count as no answer.
    pub(super) n_strange: u64,
}

/// Choices of one question; what a survey offers beyond is not counted.
const MOST_CHOICES: usize = 64;

/// Classes of one attribute, those who did not say among them.
const MOST_CLASSES: usize = 255;

impl Columns {
    pub(super) fn new(survey: &Survey) -> Self {
        let place = |id: &QuestionId| survey.questions.iter().position(|question| question.id == *id);
        let asked = |question: &Question| Asked {
            n_choices: match question.kind {
                QuestionKind::Likert | QuestionKind::Single | QuestionKind::Multiple => question.choices.len().min(MOST_CHOICES),
                QuestionKind::Number | QuestionKind::Text => 0,
            },
            // A condition on a question that is gone is on nothing that is shown.
            follows: question.shown_if.as_ref().map(|condition| place(&condition.question).unwrap_or(usize::MAX)),
        };
        Columns {
            places: Vec::new(),
            classes: vec![Vec::new(); survey.attributes.len()],
            n_classes: survey.attributes.iter().map(|asked| asked.choices.len().min(MOST_CLASSES - 1) + 1).collect(),
            said: vec![Vec::new(); survey.questions.len()],
            asked: survey.questions.iter().map(asked).collect(),
            n_strange: 0,
        }
    }

    pub(super) fn add(&mut self, survey: &Survey, place: usize, answer: &Answer) {
        self.places.push(place);
        for (asked, classes) in survey.attributes.iter().zip(&mut self.classes) {
            let said = answer.attributes.get(&asked.attribute);
            let class = said.and_then(|choice| asked.choices.iter().position(|known| known.id == *choice));
            let n_said = asked.choices.len().min(MOST_CLASSES - 1);
            classes.push(class.filter(|class| *class < n_said).unwrap_or(n_said) as u8);
        }
        for (question, said) in survey.questions.iter().zip(&mut self.said) {
            let bit = |choice: &ChoiceId| {
                let place = question.choices.iter().take(MOST_CHOICES).position(|known| known.id == *choice);
                place.map_or(0, |place| 1 << place)
            };
            said.push(match survey.reply(question, answer) {
                Some(Reply::Choice(choice)) => bit(choice),
                Some(Reply::Choices(choices)) => choices.iter().map(bit).fold(0, |bits, bit| bits | bit),
                Some(Reply::Number(_) | Reply::Text(_)) => 1,
                None => {
                    self.n_strange += u64::from(answer.replies.get(&question.id).is_some_and(|reply| !question.admits(reply)));
                    0
                }
            });
        }
    }

    pub fn n_people(&self) -> usize {
        self.places.len()
    }

    /// Everybody counted by place, question and attribute.
    pub fn count(&self, roster: &Roster, minimum: u32) -> Counted {
        let form = Form::new(minimum, self.asked.clone());
        let own = self.crowds(&form, roster.n_places(), 1, |_| 0).remove(0);
        let by_class = |(classes, &n): (&Vec<u8>, &usize)| self.crowds(&form, roster.n_places(), n, |person| classes[person].into());
        let attributes = self.classes.iter().zip(&self.n_classes).map(by_class).collect();
        let place = |(at, own)| Place { within: roster.within(at), eligible: roster.eligible(at), own };
        Counted { places: own.into_iter().enumerate().map(place).collect(), attributes, form }
    }

    /// By class, then place.
    fn crowds(&self, form: &Form, n_places: usize, n_classes: usize, class: impl Fn(usize) -> usize) -> Vec<Vec<Crowd>> {
        let mut crowds = vec![vec![form.nobody(); n_places]; n_classes];
        for (person, &place) in self.places.iter().enumerate() {
            crowds[class(person)][place].add_people(1);
        }
        for (question, (said, asked)) in self.said.iter().zip(&self.asked).enumerate() {
            for (person, (&place, &said)) in self.places.iter().zip(said).enumerate() {
                if said == 0 {
                    continue;
                }
                let crowd = &mut crowds[class(person)][place];
                crowd.add_answered(form, question, 1);
                let mut left = if asked.n_choices == 0 { 0 } else { said };
                while left != 0 {
                    crowd.add_given(form, question, left.trailing_zeros() as usize, 1);
                    left &= left - 1;
                }
            }
        }
        crowds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FiscalYear, Timing};
    use std::collections::BTreeMap;

    #[test]
    fn a_place_far_down_a_long_list_is_not_taken_for_the_city() {
        let survey = Survey::new(FiscalYear::new(2023).unwrap(), "職員アンケート");
        let mut columns = Columns::new(&survey);
        let answer = Answer {
            survey: "r5".parse().unwrap(),
            version: 1,
            department: None,
            attributes: BTreeMap::new(),
            replies: BTreeMap::new(),
            arrival: Timing::InTime,
        };
        [65_535, 65_536].into_iter().for_each(|place| columns.add(&survey, place, &answer));
        assert_eq!(columns.places, [65_535, 65_536]);
    }
}
