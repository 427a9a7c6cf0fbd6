//! Pages, conditions, and what must be answered.

use super::*;
use std::collections::BTreeSet;

fn question(id: &str, kind: QuestionKind, shown_if: Option<(&str, &str)>) -> Question {
    let choice = |id: &str| Choice { id: ChoiceId::new(id).unwrap(), label: String::new(), sense: Sense::Other };
    Question {
        choices: vec![choice("yes"), choice("no")],
        kind,
        requirement: Requirement::Required,
        shown_if: shown_if.map(|(question, choice)| Condition {
            question: QuestionId::new(question).unwrap(),
            choices: vec![ChoiceId::new(choice).unwrap()],
        }),
        ..Question::new(QuestionId::new(id).unwrap())
    }
}

fn survey(questions: Vec<Question>) -> Survey {
    Survey {
        year: FiscalYear::new(2023).unwrap(),
        title: String::new(),
        version: 1,
        questions,
        scope: String::new(),
        base_date: None,
        opens: None,
        closes: None,
        public_key: String::new(),
        sections: Vec::new(),
        department: DepartmentAsked::Asked,
        attributes: Vec::new(),
        slips: SlipRule::Without,
    }
}

fn replies(given: &[(&str, Reply)]) -> Replies {
    given.iter().map(|(id, reply)| (QuestionId::new(id).unwrap(), reply.clone())).collect()
}

fn choice(id: &str) -> Reply {
    Reply::Choice(ChoiceId::new(id).unwrap())
}

fn ids<'a>(questions: impl IntoIterator<Item = &'a Question>) -> Vec<&'a str> {
    questions.into_iter().map(|question| question.id.as_str()).collect()
}

#[test]
fn what_was_answered_before_a_question_disappeared_is_not_sent() {
    let survey = survey(vec![
        question("q1", QuestionKind::Single, None),
        question("q2", QuestionKind::Multiple, Some(("q1", "yes"))),
        question("q3", QuestionKind::Text, Some(("q2", "no"))),
    ]);
    let several = Reply::Choices(BTreeSet::from(["yes", "no"].map(|id| ChoiceId::new(id).unwrap())));
    let all = replies(&[("q1", choice("yes")), ("q2", several.clone()), ("q3", Reply::Text("なし".to_owned()))]);
    assert_eq!(survey.asked_of(&all), all);
    let changed = replies(&[("q1", choice("no")), ("q2", several), ("q3", Reply::Text("なし".to_owned()))]);
    assert_eq!(survey.asked_of(&changed), replies(&[("q1", choice("no"))]));
    assert_eq!(ids(survey.missing(&changed)), [""; 0]);
    assert_eq!(ids(survey.missing(&Replies::new())), ["q1"]);
    assert_eq!(ids(survey.missing(&replies(&[("q1", choice("yes")), ("q2", choice("yes"))]))), ["q2"]);
}

#[test]
fn a_ring_of_conditions_asks_nothing_and_ends() {
    let survey =
        survey(vec![question("q1", QuestionKind::Single, Some(("q2", "yes"))), question("q2", QuestionKind::Single, Some(("q1", "yes")))]);
    let all = replies(&[("q1", choice("yes")), ("q2", choice("yes"))]);
    assert_eq!(survey.asked_of(&all), Replies::new());
}

#[test]
fn every_question_stands_on_one_page() {
    let section = |id: &str| SurveySection { id: SectionId::new(id).unwrap(), title: String::new(), lead: String::new() };
    let on = |id: &str, section: Option<&str>| Question {
        section: section.map(|id| SectionId::new(id).unwrap()),
        ..question(id, QuestionKind::Likert, None)
    };
    let questions = vec![on("q1", Some("s2")), on("q2", None), on("q3", Some("s1")), on("q4", Some("gone"))];
    let mut survey = survey(questions);
    let pages = |survey: &Survey| survey.pages().into_iter().map(|(_, questions)| ids(questions).join(" ")).collect::<Vec<_>>();
    assert_eq!(pages(&survey), ["q1 q2 q3 q4"]);
    survey.sections = vec![section("s1"), section("s2"), section("s3")];
    assert_eq!(pages(&survey), ["q2 q3 q4", "q1", ""]);
}
