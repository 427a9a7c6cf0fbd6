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

fn choices(given: &[&str]) -> Reply {
    Reply::Choices(given.iter().map(|id| ChoiceId::new(id).unwrap()).collect())
}

#[test]
fn a_reply_is_admitted_where_it_has_the_questions_kind_and_says_something_it_offers() {
    let kinds = [QuestionKind::Likert, QuestionKind::Single, QuestionKind::Multiple, QuestionKind::Number, QuestionKind::Text];
    let admitting = |reply: Reply| kinds.map(|kind| u8::from(question("q", kind, None).admits(&reply)));
    let text = |length: usize| Reply::Text("票".repeat(length));
    assert_eq!(admitting(choice("yes")), [1, 1, 0, 0, 0]);
    assert_eq!(admitting(choice("perhaps")), [0; 5]);
    assert_eq!(admitting(choices(&["yes", "no"])), [0, 0, 1, 0, 0]);
    assert_eq!(admitting(choices(&["yes", "perhaps"])), [0; 5]);
    assert_eq!(admitting(choices(&[])), [0; 5]);
    assert_eq!(admitting(Reply::Number(5.into())), [0, 0, 0, 1, 0]);
    assert_eq!(admitting(text(LONGEST_REPLY)), [0, 0, 0, 0, 1]);
    assert_eq!(admitting(text(LONGEST_REPLY + 1)), [0; 5]);
    assert_eq!(admitting(Reply::Text(" \n".to_owned())), [0; 5]);
}

#[test]
fn a_text_is_sent_without_what_nobody_types_on_purpose_and_up_to_its_length() {
    let of = |typed: &str| Reply::of_text(typed);
    assert_eq!(of(" 一行\n\t二行\u{7} "), Some(Reply::Text("一行\n\t二行".to_owned())));
    assert_eq!([of(""), of(" \n"), of("\u{7}")], [None, None, None]);
    assert_eq!(of(&"票".repeat(LONGEST_REPLY)), Some(Reply::Text("票".repeat(LONGEST_REPLY))));
    assert_eq!(of(&"票".repeat(LONGEST_REPLY + 1)), None);
}

#[test]
fn an_answer_counts_for_the_question_as_it_stood_when_it_was_given() {
    let asked = |since: u32| Question { since, ..question("q", QuestionKind::Single, None) };
    let survey = Survey { version: 3, ..survey(vec![asked(2)]) };
    let given = |version: u32| Answer { replies: replies(&[("q", choice("yes"))]), ..Answer::blank(SurveyId::new("s").unwrap(), version) };
    let counts = |version: u32| survey.reply(&survey.questions[0], &given(version)).is_some();
    assert_eq!([1, 2, 3, 4].map(counts), [false, true, true, false]);
    assert_eq!([3, 4].map(|version| survey.knows_version_of(&given(version))), [true, false]);
    let other = Answer { replies: replies(&[("q", choice("perhaps"))]), ..given(3) };
    assert_eq!(survey.reply(&survey.questions[0], &other), None);
}

#[test]
fn no_question_has_more_answers_than_sheets() {
    let id = || QuestionId::new("q").unwrap();
    let counts =
        |n: &[u32]| n.iter().enumerate().map(|(at, n)| (ChoiceId::new(&format!("c{at}")).unwrap(), *n)).collect::<BTreeMap<_, _>>();
    let exceeding = |tally: PaperTally| tally.exceeding().map(|(_, n)| n);
    let of_scale = |n: &[u32]| exceeding(PaperTally { answered: 5, counts: [(id(), counts(n))].into(), ..PaperTally::default() });
    assert_eq!((of_scale(&[2, 3]), of_scale(&[3, 3])), (None, Some(6)));
    let of_several = |answered: u32, n: &[u32]| {
        let tally = SeveralTally { answered, counts: counts(n) };
        exceeding(PaperTally { answered: 5, several: [(id(), tally)].into(), ..PaperTally::default() })
    };
    assert_eq!((of_several(5, &[5, 5]), of_several(6, &[1]), of_several(4, &[5])), (None, Some(6), Some(5)));
    let of_numbers = |n: usize| exceeding(PaperTally { answered: 5, numbers: [(id(), vec![1.into(); n])].into(), ..PaperTally::default() });
    assert_eq!((of_numbers(5), of_numbers(6)), (None, Some(6)));
}
