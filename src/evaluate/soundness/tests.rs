//! Programmes that lack one thing each.

use super::{super::fixture::*, *};
use crate::domain::{Assignment, Entry, Measure, Overview, Part, Pillar, PillarRole, Standing};

fn overview(first: i32, last: i32) -> Entry {
    Entry::Overview(
        (),
        Overview {
            city: "架空市".to_owned(),
            title: "計画".to_owned(),
            established: None,
            first_year: year(first),
            last_year: Some(year(last)),
            issued_by: Vec::new(),
            policies: Vec::new(),
            document: String::new(),
        },
    )
}

fn pillar(name: &str) -> Entry {
    let pillar =
        Pillar { number: name.to_owned(), name: Trust::Confirmed(name.to_owned()), summary: String::new(), role: PillarRole::Pillar };
    Entry::Pillar(id(name), pillar)
}

/// A programme that lacks nothing: one pillar, one indicator with a target for every year.
fn sound() -> City {
    let city = City::new().write(overview(2023, 2027)).write(pillar("1"));
    city.indicator_with("X", |indicator| indicator.unit = "件".to_owned()).every_year("X", at_least("10件"))
}

fn flaws(city: &City) -> Vec<Flaw> {
    problems(&city.tables).into_iter().map(|problem| problem.flaw).collect()
}

#[test]
fn a_target_of_a_part_is_of_one_that_the_indicator_has() {
    let parts = |indicator: &mut Indicator| {
        indicator.unit = "件".to_owned();
        indicator.parts = vec![Part { id: id("a"), label: "甲".to_owned(), unit: String::new() }];
    };
    let city = sound().indicator_with("X", parts);
    let with = |part: &str| city.clone().target_at("X", TargetSlot::Year(year(2023)), Some(part), Trust::Confirmed(at_least("10件")));
    let says_unknown = |part: &str| flaws(&with(part)).contains(&Flaw::UnknownPart);
    assert_eq!([says_unknown("a"), says_unknown("b")], [false, true]);
}

#[test]
fn a_target_of_a_part_is_in_the_unit_of_the_part_or_else_of_the_indicator() {
    let with = |unit: &str| {
        let city = sound().every_year("X", Rule::Blank).indicator_with("X", |indicator| {
            indicator.unit = "件".to_owned();
            indicator.parts = ["a", "b"].map(|part| Part { id: id(part), label: part.to_owned(), unit: unit.to_owned() }).into();
        });
        flaws(&city.target_at("X", TargetSlot::EveryYear, Some("a"), Trust::Confirmed(at_least("10件"))))
    };
    assert_eq!((with(""), with("校")), (vec![], vec![Flaw::UnitsDiffer("件".to_owned(), "校".to_owned())]));
}

#[test]
fn a_sound_programme_has_no_problem_and_an_empty_one_says_what_is_missing() {
    assert_eq!(problems(&sound().tables), []);
    let empty = problems(&Tables::default());
    let spots: Vec<_> = empty.iter().map(|problem| problem.spot.clone()).collect();
    assert_eq!(spots, [Spot::Overview, Spot::Pillars, Spot::Indicators]);
}

#[test]
fn targets_must_fit_their_indicator() {
    let with = |rule: Rule| flaws(&sound().every_year("X", rule));
    assert_eq!(with(Rule::Narrow), [Flaw::NeedsTwoParts]);
    assert_eq!(with(at_least("10人")), [Flaw::UnitsDiffer("人".to_owned(), "件".to_owned())]);
    assert_eq!(with(reach("方針決定")), [Flaw::OtherKind]);
    assert_eq!(with(Rule::Blank), [Flaw::NoTarget]);
    assert_eq!(with(Rule::AsNeeded), []);
    assert_eq!(with(Rule::AtLeastPreviousYear), []);
    let two = sound().indicator_with("X", men_and_women).every_year("X", Rule::Narrow);
    assert_eq!(flaws(&two), []);
    let staged = sound().indicator_with("X", |indicator| indicator.stages = vec!["検討".to_owned()]).every_year("X", reach("決定"));
    assert_eq!(flaws(&staged), [Flaw::UnknownStage("決定".to_owned())]);
    let one_part = sound().indicator_with("X", |it| {
        it.unit = "件".to_owned();
        it.parts = vec![Part { id: id("a"), label: "甲".to_owned(), unit: String::new() }];
    });
    assert_eq!(flaws(&one_part), [Flaw::OnePart]);
}

#[test]
fn yearly_targets_lie_in_the_programme_and_leave_no_gap() {
    let yearly = sound().every_year("X", Rule::Blank).target("X", 2023, at_least("1件")).target("X", 2028, at_least("2件"));
    assert_eq!(flaws(&yearly), [Flaw::YearOutside(year(2028)), Flaw::YearsWithoutTarget([2024, 2025, 2026, 2027].map(year).into())]);
}

#[test]
fn measures_hang_on_pillars_and_bear_their_own_numbers() {
    let measure = |pillar: &str| Measure { number: "1".to_owned(), ..Measure::named(id(pillar), "取組") };
    let city = sound().write(Entry::Measure(id("a"), measure("1"))).write(Entry::Measure(id("b"), measure("9")));
    assert_eq!(flaws(&city), [Flaw::SameNumber("1".to_owned()), Flaw::NoPillar]);
    let gone = sound().indicator_with("X", |indicator| indicator.measure = Some(id("z")));
    assert!(flaws(&gone).contains(&Flaw::NoMeasure));
    let there = gone.measure("z");
    assert!(!flaws(&there).contains(&Flaw::NoMeasure));
    let removed = there.write(Entry::Standing(Record::Measure(id("z")), Standing::Removed));
    assert!(flaws(&removed).contains(&Flaw::NoMeasure));
}

#[test]
fn thresholds_fall_and_settings_lie_in_the_programme() {
    let mut scale = sound().scale().tables.rating_scale.get(&()).unwrap().clone();
    scale.grades[1].at_least = Some("1".parse().unwrap());
    scale.grades[2].at_least = Some("-0.1".parse().unwrap());
    let flaws_of_scale = flaws(&sound().write(Entry::RatingScale((), scale)));
    assert_eq!(flaws_of_scale, [Flaw::NotFalling("nearly".to_owned()), Flaw::NoShare("little".to_owned())]);
    let settings = sound().settings(|settings| {
        settings.first_judged_year = year(2030);
        settings.reference = Reference::Baseline(year(2030));
        settings.reporting_deadline = (4, 31);
    });
    assert_eq!(flaws(&settings), [Flaw::JudgedOutside(year(2030)), Flaw::BaselineTooLate(year(2030)), Flaw::NoSuchDay(4, 31)]);
    assert_eq!(flaws(&sound().write(overview(2027, 2023)))[0], Flaw::YearsReversed);
}

#[test]
fn units_hang_in_a_tree_and_do_not_leave_their_duties_behind() {
    let unit = |name: &str, parent: Option<&str>, until: Option<i32>| {
        Entry::Department(id(name), Department { parent: parent.map(id), until: until.map(year), ..Department::named("課") })
    };
    let ring = sound().write(unit("a", Some("b"), None)).write(unit("b", Some("a"), None)).write(unit("c", Some("z"), None));
    assert_eq!(flaws(&ring), [Flaw::ParentRing, Flaw::ParentRing, Flaw::NoParent]);
    let tree = ["a", "b"].into_iter().fold(sound().write(Entry::Department(id("a"), Department::named("部"))), |city, above| {
        let below = if above == "a" { "b" } else { "c" };
        city.write(Entry::Department(id(below), Department { parent: Some(id(above)), ..Department::named(below) }))
    });
    assert_eq!(flaws(&tree), []);
    let twins = sound().write(unit("a", None, Some(2023))).write(unit("b", None, None));
    assert_eq!(flaws(&twins), [Flaw::SameName("課".to_owned())]);
    let assignment = Assignment { lead: vec![id("a")], ..Default::default() };
    let left = sound().write(unit("a", None, Some(2023))).write(Entry::Assignment(Record::Indicator(id("X")), assignment));
    assert_eq!(flaws(&left), [Flaw::EndedInCharge]);
}

#[test]
fn a_programme_of_one_year_is_sound() {
    assert_eq!(problems(&sound().write(overview(2023, 2023)).tables), []);
}

#[test]
fn units_of_one_name_may_follow_each_other() {
    let unit = |name: &str, from: Option<i32>, until: Option<i32>| {
        Entry::Department(id(name), Department { from: from.map(year), until: until.map(year), ..Department::named("課") })
    };
    let both = |until: i32, from: i32| flaws(&sound().write(unit("a", None, Some(until))).write(unit("b", Some(from), None)));
    assert_eq!(both(2023, 2024), []);
    assert_eq!(flaws(&sound().write(unit("a", Some(2023), Some(2023)))), [], "of one year");
    assert_eq!(both(2023, 2023), [Flaw::SameName("課".to_owned())]);
    let reversed = sound().write(unit("a", Some(2024), Some(2023))).write(unit("b", Some(2024), Some(2024)));
    assert_eq!(flaws(&reversed)[0], Flaw::EndsBeforeItBegins);
}

#[test]
fn a_unit_that_ended_has_no_duty_left_where_another_leads_or_nothing_is_there_to_lead() {
    let ended = sound().write(Entry::Department(id("a"), Department { until: Some(year(2023)), ..Department::named("課") }));
    let led = |record: Record, lead: &str| {
        let assignment = Assignment { lead: vec![id(lead)], ..Default::default() };
        Entry::Assignment(record, assignment)
    };
    assert_eq!(flaws(&ended.clone().write(led(Record::Indicator(id("X")), "b"))), []);
    let gone = Record::Measure(id("S"));
    let removed = Entry::Standing(gone.clone(), Standing::Removed);
    assert_eq!(flaws(&ended.clone().measure("S").write(led(gone.clone(), "a"))), [Flaw::EndedInCharge]);
    assert_eq!(flaws(&ended.measure("S").write(led(gone, "a")).write(removed)), []);
}

#[test]
fn a_grade_begins_anywhere_from_nothing_to_all() {
    let with = |shares: [&str; 3]| {
        let mut scale = sound().scale().tables.rating_scale.get(&()).unwrap().clone();
        scale.grades.iter_mut().zip(shares).for_each(|(grade, share)| grade.at_least = Some(share.parse().unwrap()));
        flaws(&sound().write(Entry::RatingScale((), scale)))
    };
    assert_eq!(with(["1", "0.5", "0"]), []);
    assert_eq!(with(["1.01", "0.5", "-0.01"]), [Flaw::NoShare("as-planned".to_owned()), Flaw::NoShare("little".to_owned())]);
    assert_eq!(with(["1", "0.5", "0.5"]), [Flaw::NotFalling("little".to_owned())]);
}

#[test]
fn a_grade_and_a_decision_have_something_to_be_called_by() {
    let with = |grade: &str, decision: &str| {
        let mut scale = sound().scale().tables.rating_scale.get(&()).unwrap().clone();
        scale.grades[0].label = grade.to_owned();
        scale.decisions[0].label = decision.to_owned();
        flaws(&sound().write(Entry::RatingScale((), scale)))
    };
    assert_eq!(with("計画どおり", "中止"), []);
    assert_eq!([with(" ", "中止"), with("計画どおり", "")], [[Flaw::NoLabel], [Flaw::NoLabel]]);
}

#[test]
fn a_stage_is_no_target_of_what_is_counted_and_has_no_stages() {
    let with = |unit: &str, stages: &[&str]| {
        let city = sound().indicator_with("X", |indicator| {
            indicator.unit = unit.to_owned();
            indicator.stages = stages.iter().map(|stage| (*stage).to_owned()).collect();
        });
        flaws(&city.every_year("X", reach("決定")))
    };
    assert_eq!((with("", &[]), with("", &["検討", "決定"]), with("件", &["検討", "決定"])), (vec![], vec![], vec![]));
    assert_eq!(with("件", &[]), [Flaw::OtherKind]);
}
