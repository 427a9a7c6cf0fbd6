//! Answers counted by hand and by the page.

use super::{super::fixture::*, *};
use crate::domain::{Answers, Choice, Entry, Replies, Source, Timing};
use std::sync::Arc;

const SCALE: [&str; 5] = ["a", "b", "c", "d", "e"];

/// N's four questions on its five-step scale, asked of departments with so many people.
fn survey<const N: usize>(people: [(&str, u32); N]) -> City {
    let choice =
        |choice| Choice { id: id(choice), label: String::new(), sense: if choice <= "b" { Sense::Favourable } else { Sense::Other } };
    let questions = ["N1", "N4", "N12", "N13"].map(|indicator| Question {
        choices: SCALE.map(choice).into(),
        feeds: Some(id(indicator)),
        ..Question::new(id(&indicator.to_lowercase()))
    });
    let survey = Survey {
        year: year(2023),
        title: String::new(),
        version: 2,
        questions: questions.into(),
        scope: String::new(),
        base_date: None,
        opens: None,
        closes: None,
        public_key: String::new(),
        sections: Vec::new(),
        department: Default::default(),
        attributes: Vec::new(),
        slips: Default::default(),
    };
    let fed = |indicator: &mut crate::domain::Indicator| {
        indicator.unit = "%".to_owned();
        indicator.source = Source::Survey(id("n1"));
    };
    let city = City::new().indicator_with("N1", fed).write(Entry::Survey(id("r5"), survey));
    people.into_iter().fold(city, |city, (department, n)| city.write(Entry::Eligible(key(department), People(n))))
}

fn key(department: &str) -> EligibleKey {
    EligibleKey { survey: id("r5"), department: id(department) }
}

/// `n` people of a department who give one choice to question `n1` and skip the others.
fn answers(city: City, department: Option<&str>, choice: &str, n: usize) -> City {
    let replies = if choice.is_empty() { BTreeMap::new() } else { BTreeMap::from([(id("n1"), Reply::Choice(id(choice)))]) };
    let answer = given("r5", 2, department, replies);
    (0..n).fold(city, |city, _| add(city, answer.clone()))
}

fn given(survey: &str, version: u32, department: Option<&str>, replies: Replies) -> Answer {
    let attributes = BTreeMap::new();
    Answer { survey: id(survey), version, department: department.map(id), attributes, replies, arrival: Timing::InTime }
}

fn add(mut city: City, answer: Answer) -> City {
    let name = id(&format!("answer-{}", city.answers.len()));
    city.answers.insert(name, answer);
    city
}

fn paper(department: &str, counts: [(&str, u32); 2], overlap: Overlap) -> Entry {
    let by_choice = counts.map(|(choice, n)| (id(choice), n));
    let answered = counts.iter().map(|(_, n)| n).sum();
    Entry::PaperTally(key(department), PaperTally { answered, counts: BTreeMap::from([(id("n1"), by_choice.into())]), overlap })
}

fn tallied(city: &City) -> Tally {
    let answers: Answers = city.answers.clone();
    let program = Program { tables: city.tables.clone(), answers: Arc::new(answers), ..Program::default() };
    tally(&program, &id("r5")).unwrap()
}

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_hundred_and_twenty_answers_by_file_and_on_paper_give_the_rate_of_a_hand_calculation() {
    let people = [("a1", 40), ("b1", 30), ("c1", 35), ("d1", 45), ("e1", 25)];
    let city = survey(people);
    // 24 + 20 + 15 + 20 + 11 = 90 files, 30 on paper.
    let files = [("a1", "a", 14), ("a1", "c", 10), ("b1", "b", 12), ("b1", "d", 8), ("c1", "a", 7), ("c1", "e", 7), ("c1", "", 1)];
    let files = files.into_iter().chain([("d1", "b", 11), ("d1", "c", 9), ("e1", "a", 6), ("e1", "d", 5)]);
    let city = files.fold(city, |city, (department, choice, n)| answers(city, Some(department), choice, n));
    let city = city.write(paper("a1", [("a", 10), ("d", 2)], Overlap::DifferentPeople));
    let city = city.write(paper("d1", [("b", 8), ("e", 10)], Overlap::DifferentPeople));
    let tally = tallied(&city);
    assert_eq!(tally.response, Response { eligible: Some(175), answered: 120, rate: Some(d("68.6")) });
    assert_eq!(tally.flags, []);
    let n1 = &tally.questions[0];
    // Favourable: 14 + 12 + 7 + 11 + 6 by file, 10 + 8 on paper: 68 of 119 who answered.
    assert_eq!(n1.rate, Some(Rate { percent: d("57.1"), favourable: 68, answered: 119 }));
    assert_eq!(n1.n_no_answer, 1);
    let counts: Vec<u64> = n1.counts.shown().unwrap().iter().map(|(_, n)| *n).collect();
    assert_eq!(counts, [37, 31, 19, 15, 17]);
    let Some((indicator, figure)) = &n1.figure else { panic!("a figure") };
    assert_eq!((indicator, &figure.shown), (&id("N1"), &crate::domain::Trust::Confirmed(computed("57.1%", "68", "119"))));
    // Nobody answered the others: no rate, no figure.
    assert_eq!((tally.questions[1].rate, &tally.questions[1].figure, tally.questions[1].n_no_answer), (None, &None, 120));
}

#[test]
fn the_tallied_figure_is_a_first_measure_in_r5_and_judged_from_r6_on() {
    let city = answers(answers(survey([("a1", 40)]), Some("a1"), "a", 20), Some("a1"), "c", 13);
    let (_, figure) = tallied(&city).questions[0].figure.clone().unwrap();
    let city = city
        .every_year("N1", crate::domain::Rule::Increase)
        .figures("N1", [(2022, UNMEASURED)])
        .figure_with("N1", 2023, |entered| *entered = figure)
        .figures("N1", [(2024, n("60.6%")), (2025, n("60.7%"))]);
    use super::super::Verdict;
    assert_eq!(city.verdict("N1", 2023), Verdict::FirstMeasure);
    assert_eq!(city.verdict("N1", 2024), Verdict::Unchanged);
    assert_eq!(city.verdict("N1", 2025), Verdict::Achieved);
}

#[test]
fn a_rate_is_rounded_once_half_away_from_zero() {
    // 1 of 16 is 6.25 %.
    let city = answers(answers(survey([("a1", 40)]), Some("a1"), "a", 1), Some("a1"), "c", 15);
    assert_eq!(tallied(&city).questions[0].rate.unwrap().percent, d("6.3"));
}

#[test]
fn paper_is_summed_only_where_it_is_of_different_people() {
    let files = |n| answers(survey([("a1", 20)]), Some("a1"), "a", n);
    let of = |city: City, overlap| tallied(&city.write(paper("a1", [("a", 6), ("c", 6)], overlap)));
    let summed = of(files(8), Overlap::DifferentPeople);
    assert_eq!((summed.response.answered, &summed.flags[..]), (20, &[][..]));
    let unknown = of(files(8), Overlap::Unknown);
    assert_eq!((unknown.response.answered, &unknown.flags[..]), (8, &[Flag::PaperNotSummed(id("a1"))][..]));
    // Without files nobody can have answered twice.
    assert_eq!(of(files(0), Overlap::Unknown).response.answered, 12);
    let too_many = of(files(9), Overlap::DifferentPeople);
    assert_eq!((too_many.response.answered, &too_many.flags[..]), (9, &[Flag::PaperExceedsPeople(id("a1"))][..]));
}

#[test]
fn contradictions_are_flagged_and_not_summed() {
    let files = answers(survey([("a1", 20), ("b1", 3)]), Some("a1"), "a", 12);
    let files = answers(answers(files, Some("b1"), "a", 4), Some("c1"), "a", 1);
    assert_eq!(tallied(&files).flags, [Flag::FilesExceedPeople(id("b1")), Flag::EligibleMissing(id("c1"))]);
    assert_eq!(tallied(&files).response.rate, None);
    let in_conflict = files
        .clone()
        .write(paper("a1", [("a", 2), ("c", 2)], Overlap::DifferentPeople))
        .and_elsewhere(|city| city.write(paper("a1", [("a", 3), ("c", 2)], Overlap::DifferentPeople)));
    assert!(tallied(&in_conflict).flags.contains(&Flag::PaperInConflict(id("a1"))));
    let Entry::PaperTally(key, mut damaged) = paper("a1", [("a", 2), ("c", 2)], Overlap::DifferentPeople) else { unreachable!() };
    damaged.answered = 3;
    let damaged = tallied(&files.write(Entry::PaperTally(key, damaged)));
    assert!(damaged.flags.contains(&Flag::PaperCountsExceedAnswers(id("a1"), id("n1"))));
    assert_eq!(damaged.response.answered, 17);
}

#[test]
fn answers_of_another_version_or_survey_are_counted_apart() {
    let city = answers(survey([("a1", 40)]), Some("a1"), "a", 12);
    let other =
        |survey: &str, version, choice: &str| given(survey, version, Some("a1"), BTreeMap::from([(id("n1"), Reply::Choice(id(choice)))]));
    let city = [other("r5", 3, "a"), other("r6", 2, "a"), other("r5", 2, "z")].into_iter().fold(city, add);
    let tally = tallied(&city);
    assert_eq!(tally.not_counted, NotCounted { other_versions: 1, other_surveys: 1, unknown_choices: 1, left_out: 0 });
    assert_eq!((tally.response.answered, tally.questions[0].n_no_answer), (13, 1));
}

#[test]
fn an_answer_counts_where_its_question_has_not_changed_since() {
    let city = answers(survey([("a1", 40)]), Some("a1"), "a", 12);
    let mut survey = city.tables.surveys.get(&id("r5")).unwrap().clone();
    survey.questions[1].since = 2;
    let both = |choice: &str| BTreeMap::from(["n1", "n4"].map(|question| (id(question), Reply::Choice(id(choice)))));
    let city =
        add(add(city.write(Entry::Survey(id("r5"), survey)), given("r5", 1, Some("a1"), both("c"))), given("r5", 2, None, both("c")));
    let tally = tallied(&city);
    assert_eq!((tally.response.answered, tally.questions[0].rate.unwrap().answered), (14, 14));
    assert_eq!((tally.questions[1].rate.unwrap().answered, tally.questions[1].n_no_answer), (1, 13));
}

#[test]
fn a_late_answer_is_counted_apart() {
    let late = |city: City| add(city, Answer { arrival: Timing::Late, ..given("r5", 2, Some("a1"), BTreeMap::new()) });
    let tally = tallied(&late(answers(survey([("a1", 40)]), Some("a1"), "a", 12)));
    assert_eq!((tally.response.answered, tally.not_counted.left_out), (12, 1));
}

#[test]
fn a_small_department_shows_nothing_and_takes_another_with_it() {
    let city = survey([("a1", 40), ("b1", 12), ("c1", 30)]);
    let both =
        |city, department, favourable, others| answers(answers(city, Some(department), "a", favourable), Some(department), "c", others);
    let city = both(both(both(city, "a1", 15, 14), "b1", 2, 3), "c1", 6, 9);
    let departments = tallied(&city).departments;
    let shown: Vec<_> = departments.iter().map(|tally| (tally.eligible, tally.answers.shown().map(|answers| answers.answered))).collect();
    assert_eq!(shown, [(Some(40), Some(29)), (Some(12), None), (Some(30), None)]);
    let a1 = departments[0].answers.shown().unwrap();
    assert_eq!(a1.response_rate, Some(d("72.5")));
    assert_eq!(a1.questions[0].1.shown().unwrap()[0], (id("a"), 15));
    // Nobody answered the second question.
    assert_eq!(a1.questions[1].1, Disclosure::Hidden);
}

#[test]
fn a_department_of_one_mind_hides_that_question_and_protects_it() {
    let city = survey([("a1", 40), ("b1", 40), ("c1", 40)]);
    let both =
        |city, department, favourable, others| answers(answers(city, Some(department), "a", favourable), Some(department), "c", others);
    let city = both(both(both(city, "a1", 15, 14), "b1", 11, 1), "c1", 6, 9);
    let departments = tallied(&city).departments;
    let shown: Vec<_> = departments
        .iter()
        .map(|tally| tally.answers.shown().unwrap())
        .map(|answers| (answers.answered, answers.questions[0].1.shown().is_some()))
        .collect();
    assert_eq!(shown, [(29, true), (12, false), (15, false)]);
}

#[test]
fn a_survey_of_a_few_shows_its_rate_and_not_its_counts() {
    let city = answers(survey([("a1", 40)]), Some("a1"), "a", 4);
    let tally = tallied(&city);
    assert_eq!(tally.questions[0].counts, Disclosure::Hidden);
    assert_eq!(tally.questions[0].rate.unwrap().percent, d("100.0"));
    let lower = city.settings(|settings| settings.minimum_group = 3);
    assert!(tallied(&lower).questions[0].counts.shown().is_some());
}

#[test]
fn people_without_a_department_are_a_group_of_their_own() {
    let city = answers(answers(survey([("a1", 40)]), None, "a", 20), Some("a1"), "c", 20);
    let tally = tallied(&city);
    assert_eq!(tally.departments.iter().map(|tally| tally.department.clone()).collect::<Vec<_>>(), [Some(id("a1")), None]);
    assert_eq!(tally.response.rate, Some(d("100.0")));
}

#[test]
fn a_survey_that_is_unknown_or_in_conflict_is_not_counted() {
    let count = |city: City| tally(&Program { tables: city.tables, ..Program::default() }, &id("r5"));
    assert_eq!(count(City::new()), Err(NoTally::NoSuchSurvey(id("r5"))));
    let disputed = survey([]).and_elsewhere(|_| {
        let city = survey([]);
        let mut survey = city.tables.surveys.get(&id("r5")).unwrap().clone();
        survey.version = 3;
        city.write(Entry::Survey(id("r5"), survey))
    });
    assert_eq!(count(disputed), Err(NoTally::SurveyInConflict(id("r5"))));
}
