//! Answers counted by hand and by the page.

use super::{super::fixture::*, *};
use crate::domain::{
    Answers, Attribute, AttributeAsked, AttributeChoice, Choice, Department, Entry, GroupPlace, Replies, Reply, SeveralTally, Source,
    Timing,
};
use std::{collections::BTreeMap, sync::Arc};

mod editions;

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
    Entry::PaperTally(
        key(department),
        PaperTally { answered, counts: BTreeMap::from([(id("n1"), by_choice.into())]), overlap, ..PaperTally::default() },
    )
}

fn program(city: &City) -> Program {
    let answers: Answers = city.answers.clone();
    Program { tables: city.tables.clone(), answers: Arc::new(answers), ..Program::default() }
}

fn tallied(city: &City) -> Tally {
    tally(&program(city), &id("r5")).unwrap()
}

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_rate_of_fewer_people_than_a_group_needs_is_no_figure() {
    let of = |n: usize| tallied(&answers(survey([("a1", 40)]), Some("a1"), "a", n)).questions.remove(0);
    let QuestionTally { rate, figure, .. } = of(9);
    assert_eq!((rate, figure), (None, None));
    // All of ten: the programme's own figure of the whole city is shown, whatever they said.
    assert_eq!(of(10).rate, Some(Rate { percent: d("100.0"), favourable: 10, answered: 10 }));
    assert!(of(10).figure.is_some());
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
    let counts: Vec<u64> = n1.counts.as_ref().unwrap().iter().map(|(_, n)| *n).collect();
    assert_eq!(counts, [37, 31, 19, 15, 17]);
    let Some((indicator, figure)) = &n1.figure else { panic!("a figure") };
    assert_eq!((indicator, &figure.shown), (&id("N1"), &crate::domain::Trust::Confirmed(computed("57.1%", "68", "119"))));
    // Nobody answered the others: no rate, no figure.
    assert_eq!((tally.questions[1].rate, &tally.questions[1].figure, tally.questions[1].n_no_answer), (None, &None, 120));
}

#[test]
fn what_has_arrived_is_counted_by_department_and_what_cannot_be_read_yet_waits() {
    let named = |city: City, name: &str| city.write(Entry::Department(id(name), Department::named(name)));
    let city = ["a1", "b1"].into_iter().fold(survey([("a1", 40), ("b1", 30)]), named);
    let city = answers(answers(answers(city, Some("a1"), "a", 12), Some("b1"), "b", 11), None, "c", 13);
    let city = city.write(paper("b1", [("a", 3), ("b", 4)], Overlap::DifferentPeople));
    let newer = given("r5", 3, Some("a1"), BTreeMap::new());
    let late = Answer { arrival: Timing::Late, ..given("r5", 2, Some("b1"), BTreeMap::new()) };
    let city = [newer.clone(), newer, late].into_iter().fold(city, add);
    let arrived = crate::evaluate::arrivals(&program(&city), &id("r5"), chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap());
    let places: Vec<_> = arrived.places.iter().map(|at| (at.place.clone(), at.eligible, at.files, at.paper)).collect();
    let of = |department: &str| GroupPlace::Department(id(department));
    let expected =
        [(of("a1"), Some(40), Some(12), None), (of("b1"), Some(30), Some(11), Some(7)), (GroupPlace::Unnamed, None, Some(13), None)];
    assert_eq!(places, expected);
    assert_eq!((arrived.files, arrived.newer_version, arrived.late, arrived.is_closed), (Some(36), 2, 1, false));
}

/// The survey with a question of every other kind.
fn of_every_kind() -> City {
    let city = survey([("a1", 60)]);
    let mut survey = city.tables.surveys.get(&id("r5")).unwrap().clone();
    let question = |name: &str, kind| Question::new(id(name)).of_kind(kind);
    survey.questions.push(question("many", QuestionKind::Multiple).with_choices("研修\n機器\n時間"));
    survey.questions.push(question("hours", QuestionKind::Number));
    survey.questions.push(question("free", QuestionKind::Text));
    city.write(Entry::Survey(id("r5"), survey))
}

#[test]
fn paper_of_every_kind_is_summed_with_the_files() {
    let reply = |n: usize| {
        let many = Reply::Choices(if n.is_multiple_of(2) { [id("c1"), id("c2")].into() } else { [id("c3")].into() });
        BTreeMap::from([(id("many"), many), (id("hours"), Reply::Number((n as i64).into())), (id("free"), Reply::Text(format!("い{n}")))])
    };
    let city = (0..12).fold(of_every_kind(), |city, n| add(city, given("r5", 2, Some("a1"), reply(n))));
    let several = SeveralTally { answered: 10, counts: [(id("c1"), 7), (id("c2"), 6)].into() };
    let tally = PaperTally {
        answered: 11,
        overlap: Overlap::DifferentPeople,
        several: [(id("many"), several)].into(),
        numbers: [(id("hours"), vec![d("2.5"), d("4")])].into(),
        texts: [(id("free"), vec!["あ".to_owned()])].into(),
        ..PaperTally::default()
    };
    let counted = tallied(&city.clone().write(Entry::PaperTally(key("a1"), tally.clone())));
    assert_eq!((counted.response.answered, &counted.flags[..]), (23, &[][..]));
    // Twelve files and ten sheets answered, with 6 + 7, 6 + 6 and 6 choices.
    let city_row = &counted.results.groups[0];
    assert_eq!(city_row.counts[4], [22, 13, 12, 6]);
    // (0 + … + 11 + 2.5 + 4) ÷ 14 = 5.18
    assert_eq!(counted.results.means, [(id("hours"), (14, d("5.2")))]);
    let texts = &counted.texts[0].1;
    assert_eq!((texts.len(), texts[0].as_str()), (13, "あ"), "in no order of people");

    // Nobody chooses more often than there are sheets.
    for wrong in [
        PaperTally { several: [(id("many"), SeveralTally { answered: 3, counts: [(id("c1"), 4)].into() })].into(), ..tally.clone() },
        PaperTally { several: [(id("many"), SeveralTally { answered: 12, counts: BTreeMap::new() })].into(), ..tally.clone() },
        PaperTally { numbers: [(id("hours"), vec![d("1"); 12])].into(), ..tally.clone() },
    ] {
        assert!(wrong.exceeding().is_some());
        let flags = tallied(&city.clone().write(Entry::PaperTally(key("a1"), wrong))).flags;
        assert!(matches!(flags[..], [Flag::PaperCountsExceedAnswers(..)]), "{flags:?}");
    }
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
fn numbers_of_a_file_that_no_city_has_are_not_added_up() {
    let city = answers(survey([("a1", u32::MAX), ("b1", u32::MAX), ("c1", 40)]), Some("c1"), "a", 12);
    let tally = tallied(&city);
    assert_eq!((tally.response.eligible, tally.response.answered), (Some(2 * u64::from(u32::MAX) + 40), 12));
    assert_eq!(tally.results.groups[0].eligible, Some(u32::MAX));
    let sheets = |favourable, others| paper("a1", [("a", favourable), ("c", others)], Overlap::DifferentPeople);
    let beyond = tallied(&city.clone().write(sheets(u32::MAX - 9, 9)));
    assert_eq!((beyond.response.answered, &beyond.flags[..]), (12, &[Flag::PaperExceedsPeople(id("a1"))][..]));
    let most = 10_000_000 - 12;
    let tally = tallied(&city.clone().write(sheets(most - 20, 20)));
    assert_eq!((tally.response.answered, &tally.flags[..]), (10_000_000, &[][..]));
    assert_eq!(tallied(&city.write(sheets(most - 19, 20))).response.answered, 12);
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
    let city = add(city.write(Entry::Survey(id("r5"), survey)), given("r5", 1, Some("a1"), both("c")));
    let city = (0..10).fold(city, |city, _| add(city, given("r5", 2, None, both("c"))));
    let tally = tallied(&city);
    assert_eq!((tally.response.answered, tally.questions[0].rate.unwrap().answered), (23, 23));
    assert_eq!((tally.questions[1].rate.unwrap().answered, tally.questions[1].n_no_answer), (10, 13));
}

#[test]
fn a_late_answer_is_counted_apart() {
    let late = |city: City| add(city, Answer { arrival: Timing::Late, ..given("r5", 2, Some("a1"), BTreeMap::new()) });
    let tally = tallied(&late(answers(survey([("a1", 40)]), Some("a1"), "a", 12)));
    assert_eq!((tally.response.answered, tally.not_counted.left_out), (12, 1));
}

type Row = (String, Option<u32>, Option<u32>, Vec<u32>);

/// By department: 対象者数, 回答者数, and the counts of the first question.
fn shown(tally: &Tally) -> Vec<Row> {
    let name = |group: &crate::domain::EditionGroup| match &group.place {
        GroupPlace::City => "*".to_owned(),
        GroupPlace::Department(id) => id.to_string(),
        GroupPlace::Unnamed => "?".to_owned(),
    };
    let places = tally.results.groups.iter().filter(|group| group.class.is_none());
    places.map(|group| (name(group), group.eligible, group.answered, group.counts[0].clone())).collect()
}

fn both(city: City, department: &str, favourable: usize, others: usize) -> City {
    answers(answers(city, Some(department), "a", favourable), Some(department), "c", others)
}

fn row(name: &str, eligible: u32, answered: Option<u32>, counts: &[u32]) -> Row {
    (name.to_owned(), Some(eligible), answered, counts.to_vec())
}

#[test]
fn a_small_department_shows_nothing_and_takes_another_with_it() {
    let city = survey([("a1", 40), ("b1", 12), ("c1", 30)]);
    let city = both(both(both(city, "a1", 15, 14), "b1", 2, 3), "c1", 6, 9);
    let tally = tallied(&city);
    let expected = [
        row("*", 82, Some(49), &[49, 23, 0, 26, 0, 0]),
        row("a1", 40, Some(29), &[29, 15, 0, 14, 0, 0]),
        row("b1", 12, None, &[]),
        row("c1", 30, None, &[]),
    ];
    assert_eq!(shown(&tally), expected);
    // Nobody answered the second question.
    assert!(tally.results.groups[1].counts[1].is_empty());
}

#[test]
fn a_department_of_one_mind_hides_that_question_and_protects_it() {
    let city = survey([("a1", 40), ("b1", 40), ("c1", 40)]);
    let city = both(both(both(city, "a1", 15, 14), "b1", 11, 1), "c1", 6, 9);
    let expected = [
        row("*", 120, Some(56), &[56, 32, 0, 24, 0, 0]),
        row("a1", 40, Some(29), &[29, 15, 0, 14, 0, 0]),
        row("b1", 40, Some(12), &[]),
        row("c1", 40, Some(15), &[]),
    ];
    assert_eq!(shown(&tallied(&city)), expected);
}

#[test]
fn a_survey_of_a_few_shows_neither_rate_nor_counts() {
    let city = both(survey([("a1", 40)]), "a1", 2, 2);
    let tally = tallied(&city);
    assert_eq!((&tally.questions[0].counts, tally.publishable), (&None, Publishable::TooFew));
    assert_eq!(tally.questions[0].rate, None);
    assert_eq!(shown(&tally), [row("*", 40, None, &[]), row("a1", 40, None, &[])]);
    let lower = city.settings(|settings| settings.minimum_group = 3);
    let n1 = &tallied(&lower).questions[0];
    assert_eq!((n1.rate.unwrap().percent, n1.counts.is_some()), (d("50.0"), true));
}

#[test]
fn people_without_a_department_are_a_group_of_their_own() {
    let city = answers(answers(survey([("a1", 40)]), None, "a", 20), Some("a1"), "c", 20);
    let tally = tallied(&city);
    assert_eq!(shown(&tally).iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["*", "a1", "?"]);
    assert_eq!(tally.response.rate, Some(d("100.0")));
}

#[test]
fn sections_stand_below_their_department() {
    let section = |city: City, name: &str, parent: Option<&str>| {
        let department =
            crate::domain::Department { name: name.to_owned(), parent: parent.map(id), from: None, until: None, successors: Vec::new() };
        city.write(Entry::Department(id(name), department))
    };
    let city = survey([("a1", 30), ("a2", 20), ("b1", 25)]);
    let city = [("b1", None), ("a", None), ("a1", Some("a")), ("a2", Some("a"))]
        .into_iter()
        .fold(city, |city, (name, parent)| section(city, name, parent));
    let city = both(both(both(city, "a1", 10, 10), "a2", 6, 8), "b1", 9, 10);
    let expected = [
        row("*", 75, Some(53), &[53, 25, 0, 28, 0, 0]),
        row("a", 50, Some(34), &[34, 16, 0, 18, 0, 0]),
        row("a1", 30, Some(20), &[20, 10, 0, 10, 0, 0]),
        row("a2", 20, Some(14), &[14, 6, 0, 8, 0, 0]),
        row("b1", 25, Some(19), &[19, 9, 0, 10, 0, 0]),
    ];
    let mut rows = shown(&tallied(&city));
    rows[1..].sort();
    assert_eq!(rows, expected);
}

#[test]
fn a_class_that_is_hidden_has_a_row_that_says_nothing() {
    let city = survey([("a1", 60)]);
    let choice = |name| AttributeChoice { id: id(name), label: String::new() };
    let mut asking = city.tables.surveys.get(&id("r5")).unwrap().clone();
    asking.attributes = vec![AttributeAsked { attribute: Attribute::Sex, choices: ["f", "m"].map(choice).into() }];
    let city = city.write(Entry::Survey(id("r5"), asking));
    let said = |city: City, class: Option<&str>, n: usize| {
        (0..n).fold(city, |city, at| {
            let replies = BTreeMap::from([(id("n1"), Reply::Choice(id(SCALE[at % 5])))]);
            let attributes = class.map(|class| (Attribute::Sex, id(class))).into_iter().collect();
            add(city, Answer { attributes, ..given("r5", 2, Some("a1"), replies) })
        })
    };
    let classes = |city: &City| {
        let groups = tallied(city).results.groups;
        let of_city = groups.into_iter().filter(|group| group.class.is_some() && group.place == GroupPlace::City);
        of_city.map(|group| (group.answered, group.counts[0].len())).collect::<Vec<_>>()
    };
    let all = said(said(city.clone(), Some("f"), 20), Some("m"), 15);
    assert_eq!(classes(&all), [(Some(20), 6), (Some(15), 6), (None, 0)]);
    // Two who said nothing take the smaller class with them.
    assert_eq!(classes(&said(all, None, 2)), [(Some(20), 6), (None, 0), (None, 0)]);
    // Of too few people every class of the city has such a row, and no place below it has one.
    let few = said(said(city, Some("f"), 3), Some("m"), 2);
    assert_eq!(classes(&few), [(None, 0); 3]);
    assert_eq!(tallied(&few).results.groups.iter().filter(|group| group.class.is_some()).count(), 3);
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

#[test]
fn people_are_counted_by_the_class_they_named_and_apart_where_they_named_none() {
    let city = survey([("a1", 40)]);
    let mut asking = city.tables.surveys.get(&id("r5")).unwrap().clone();
    let choice = |name| AttributeChoice { id: id(name), label: String::new() };
    asking.attributes = vec![AttributeAsked { attribute: Attribute::Sex, choices: ["f", "m"].map(choice).into() }];
    let city = city.write(Entry::Survey(id("r5"), asking));
    let of = |said: Option<&str>| {
        let attributes = said.map(|said| (Attribute::Sex, id(said))).into_iter().collect();
        Answer { attributes, ..given("r5", 2, None, BTreeMap::new()) }
    };
    // Twice one, three times the other, four who said nothing or what was not asked.
    let said = [Some("f"), Some("f"), Some("m"), Some("m"), Some("m"), None, None, None, Some("x")];
    let program = program(&said.into_iter().map(of).fold(city, add));
    let (columns, roster) = crate::evaluate::columns(&program, &id("r5")).unwrap();
    let counted = columns.count(&roster, 3);
    let people: Vec<u32> = counted.attributes[0].iter().map(|class| class.iter().map(|crowd| crowd.n_people()).sum()).collect();
    assert_eq!((people, columns.n_people()), (vec![2, 3, 4], 9));
    assert_eq!(counted.places.iter().map(|place| place.eligible).collect::<Vec<_>>(), [None, Some(40), None]);
}

#[test]
fn how_many_came_is_hidden_until_the_last_day_is_over() {
    let city = answers(survey([("a1", 40)]), Some("a1"), "a", 4);
    let asked = city.tables.surveys.get(&id("r5")).unwrap().clone();
    let city = city.write(Entry::Survey(id("r5"), Survey { closes: Some(date("2023-11-30")), ..asked }));
    let city = city.write(Entry::Department(id("a1"), Department::named("課")));
    let of = |today: &str| {
        let arrived = crate::evaluate::arrivals(&program(&city), &id("r5"), date(today));
        let places = arrived.places.iter().map(|at| (at.place.clone(), at.files)).collect::<Vec<_>>();
        (arrived.is_closed, arrived.files, places)
    };
    let a1 = || GroupPlace::Department(id("a1"));
    assert_eq!([of("2023-11-30"), of("2023-12-01")], [(false, None, vec![(a1(), None)]), (true, Some(4), vec![(a1(), Some(4))])]);
}

#[test]
fn as_many_files_as_people_are_no_contradiction() {
    let files = |n: usize| tallied(&answers(survey([("a1", 4)]), Some("a1"), "a", n)).flags;
    assert_eq!((files(4), files(5)), (vec![], vec![Flag::FilesExceedPeople(id("a1"))]));
}

#[test]
fn a_department_whose_sections_alone_were_named_lacks_no_people() {
    let section = Department { parent: Some(id("b")), ..Department::named("係") };
    let city = survey([("b1", 20)]).write(Entry::Department(id("b"), Department::named("部"))).write(Entry::Department(id("b1"), section));
    assert_eq!(tallied(&answers(city.clone(), Some("b1"), "a", 12)).flags, []);
    assert_eq!(tallied(&answers(city, Some("b"), "a", 12)).flags, [Flag::EligibleMissing(id("b"))]);
}

#[test]
fn a_department_stands_among_those_that_came_by_anything_that_names_it() {
    let named = |city: City, name: &str| city.write(Entry::Department(id(name), Department::named(name)));
    let city = ["a1", "b1", "c1", "d1"].into_iter().fold(survey([("a1", 40)]), named);
    let city = answers(city, Some("b1"), "a", 12).write(paper("c1", [("a", 3), ("b", 4)], Overlap::DifferentPeople));
    let arrived = crate::evaluate::arrivals(&program(&city), &id("r5"), date("2024-03-01"));
    let places: Vec<_> = arrived.places.into_iter().map(|at| at.place).collect();
    assert_eq!(places, ["a1", "b1", "c1"].map(|department| GroupPlace::Department(id(department))));
}

#[test]
fn no_mean_is_shown_of_few_or_of_one_mind() {
    let mean = |hours: &[i64]| {
        let reply = |hours: i64| BTreeMap::from([(id("hours"), Reply::Number(hours.into()))]);
        tallied(&hours.iter().fold(of_every_kind(), |city, &hours| add(city, given("r5", 2, Some("a1"), reply(hours))))).results.means
    };
    assert_eq!(mean(&[0, 1, 2, 3, 4, 5, 6, 7, 8]), []);
    assert_eq!(mean(&[3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4]), []);
    assert_eq!(mean(&[3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 5]), [(id("hours"), (12, d("3.3")))]);
}

#[test]
fn a_figure_bears_the_unit_and_the_decimals_of_its_indicator() {
    let figure = |unit: &str, decimals: u8| {
        let city = both(survey([("a1", 40)]), "a1", 10, 5);
        let mut indicator = city.tables.indicators.get(&id("N1")).unwrap().clone();
        (indicator.unit, indicator.decimals) = (unit.to_owned(), decimals.into());
        let (_, figure) = tallied(&city.write(Entry::Indicator(id("N1"), indicator))).questions.remove(0).figure.unwrap();
        let quantity = figure.shown.confirmed().unwrap().quantity().unwrap().clone();
        (quantity.amount.to_string(), quantity.unit)
    };
    let said = |amount: &str, unit: &str| (amount.to_owned(), unit.to_owned());
    assert_eq!([figure("％", 1), figure("", 1), figure("%", 0)], [said("66.7", "％"), said("66.7", "%"), said("67", "%")]);
}

#[test]
fn texts_are_shown_of_as_many_people_as_make_a_group() {
    let text = || given("r5", 2, Some("a1"), BTreeMap::from([(id("free"), Reply::Text("い".to_owned()))]));
    let texts = |n: usize| tallied(&(0..n).fold(of_every_kind(), |city, _| add(city, text()))).texts.len();
    assert_eq!([texts(9), texts(10)], [0, 1]);
}

#[test]
fn a_question_without_a_favourable_choice_has_no_rate() {
    let question = survey([]).tables.surveys.get(&id("r5")).unwrap().questions[0].clone();
    let other = |choice: &Choice| Choice { sense: Sense::Other, ..choice.clone() };
    let neutral = Question { choices: question.choices.iter().map(other).collect(), ..question.clone() };
    let given = [10, 0, 10, 0, 0];
    assert_eq!((rate(&question, 20, &given, 1).map(|rate| rate.percent), rate(&neutral, 20, &given, 1)), (Some(d("50.0")), None));
}

#[test]
fn paper_of_another_survey_names_no_place_of_this_one() {
    let other = EligibleKey { survey: id("r4"), department: id("z1") };
    let Entry::PaperTally(_, tally) = paper("a1", [("a", 1), ("b", 1)], Overlap::DifferentPeople) else { panic!("a tally") };
    let city = both(survey([("a1", 40)]), "a1", 10, 5).write(Entry::PaperTally(other, tally));
    let places: Vec<String> = shown(&tallied(&city)).into_iter().map(|row| row.0).collect();
    assert_eq!(places, ["*", "a1"]);
}
