//! Which target is in force, and which kinds are judged.

use super::*;

#[test]
fn the_years_own_target_goes_before_the_one_for_every_year() {
    let city = judged(at_least("3件"), [(2023, "2件"), (2024, "2件")]).target("X", 2023, at_least("2件"));
    assert_eq!(city.verdict("X", 2023), Achieved);
    assert_eq!(city.verdict("X", 2024), NotAchieved);
    let cleared = city.target("X", 2023, Rule::Blank);
    assert_eq!(cleared.verdict("X", 2023), NotAchieved);
}

#[test]
fn a_dash_a_blank_and_as_needed_stay_apart() {
    let verdict = |rule| judged(rule, [(2023, "2件")]).verdict("X", 2023);
    assert_eq!(verdict(Rule::Dash(Dash::NoTarget)), NotJudged(NoTargetSet));
    assert_eq!(verdict(Rule::Dash(Dash::NotPlanned)), NotJudged(NotPlanned));
    assert_eq!(verdict(Rule::Blank), NotJudged(TargetBlank));
    assert_eq!(verdict(Rule::AsNeeded), NotJudged(AsNeeded));
    let not_applicable =
        City::new().indicator("X").every_year("X", at_least("1件")).figures("X", [(2023, Shown::Dash(Dash::NotApplicable))]);
    assert_eq!(not_applicable.verdict("X", 2023), NotJudged(NotApplicable));
}

#[test]
fn a_far_goal_is_judged_beside_the_yearly_target() {
    let city = judged(at_least("15.0%"), [(2022, "13.9%"), (2023, "20.0%")]).far_goal("X", at_least("50%"));
    let judgement = city.judgement("X", 2023);
    assert_eq!(judgement.finding.verdict, Achieved);
    let far = judgement.far_goal.unwrap().finding;
    assert_eq!((far.verdict, far.difference, far.attainment), (NotAchieved, d("-30.0"), d("40.0")));
    assert_eq!(far.progress, Some(Progress::Onward("16.9".parse().unwrap())));
    let alone = City::new().indicator("X").far_goal("X", at_least("50%")).figures("X", [(2023, n("50.0%"))]).judgement("X", 2023);
    assert_eq!((alone.finding.verdict, alone.far_goal.unwrap().finding.verdict), (NotJudged(TargetBlank), Achieved));
}

#[test]
fn later_stages_reach_a_target_only_where_an_order_is_entered() {
    let city = City::new()
        .indicator("X")
        .every_year("X", reach("調整・検討"))
        .figures("X", [(2021, words("情報収集")), (2022, words("調整・検討")), (2023, words("方針決定")), (2024, n("3件"))]);
    assert_eq!(city.verdict("X", 2022), Achieved);
    assert_eq!(city.verdict("X", 2021), Undecided(NoOrderOfStages));
    assert_eq!(city.verdict("X", 2023), Undecided(NoOrderOfStages));
    assert_eq!(city.verdict("X", 2024), Undecided(NotComparable));
    let stages = ["情報収集", "調整・検討", "方針決定"].map(str::to_owned);
    let city = city.indicator_with("X", |indicator| indicator.stages = stages.into());
    assert_eq!(city.verdict("X", 2021), NotAchieved);
    assert_eq!(city.verdict("X", 2023), Achieved);
}

#[test]
fn a_stopped_measure_has_no_later_targets() {
    let city = City::new()
        .scale()
        .indicator_with("O4-1", |indicator| indicator.measure = Some(id("O4")))
        .every_year("O4-1", reach("調整・検討"))
        .figures("O4-1", [(2023, words("調整・検討")), (2024, words("方針決定")), (2025, words("調整・検討"))])
        .rating("O4", 2023, Step::Lead, "little")
        .rating("O4", 2023, Step::Committee, "stopped");
    assert_eq!(city.verdict("O4-1", 2023), Achieved);
    assert_eq!(city.verdict("O4-1", 2024), NotJudged(Stopped));
    assert_eq!(city.verdict("O4-1", 2025), NotJudged(Stopped));
    // The last step's word counts, and a measure that is rated again goes on.
    assert_eq!(city.clone().rating("O4", 2023, Step::Committee, "merged").verdict("O4-1", 2025), Achieved);
    assert_eq!(city.clone().rating("O4", 2024, Step::Lead, "nearly").verdict("O4-1", 2025), Achieved);
    let disputed = city.and_elsewhere(|city| city.rating("O4", 2023, Step::Committee, "nearly"));
    assert_eq!(disputed.verdict("O4-1", 2024), Undecided(DecisionInConflict));
}

#[test]
fn an_unknown_indicator_has_no_judgements() {
    assert_eq!(City::new().indicator("X2").judgements("X", 2023), []);
}

#[test]
fn without_settings_the_first_year_of_the_programme_is_the_first_judged() {
    let overview = Overview {
        city: String::new(),
        title: String::new(),
        established: None,
        first_year: year(2022),
        last_year: None,
        issued_by: Vec::new(),
        policies: Vec::new(),
        document: String::new(),
    };
    let mut city = judged(Rule::Increase, [(2021, "1"), (2022, "2")]).write(Entry::Overview((), overview));
    city.tables.settings = Default::default();
    assert!(!city.judgement("X", 2022).is_reference_only);
    assert_eq!(city.verdict("X", 2022), Achieved);
    assert!(city.judgement("X", 2021).is_reference_only);
}

#[test]
fn a_target_that_was_left_blank_is_shown_as_what_was_entered() {
    let city = judged(Rule::Blank, [(2023, "2件")]);
    assert_eq!(city.judgement("X", 2023).target, Reading::Settled(Trust::Confirmed(Rule::Blank)));
    let own = City::new().indicator("X").figures("X", [(2023, n("2件"))]);
    assert_eq!(own.judgement("X", 2023).target, Reading::Absent);
    let own = own.target("X", 2023, Rule::Blank);
    assert_eq!([2023, 2024].map(|of| own.judgement("X", of).target), [Reading::Settled(Trust::Confirmed(Rule::Blank)), Reading::Absent]);
}

#[test]
fn a_far_goal_about_the_gap_makes_no_pair_of_parts_that_have_their_own_targets() {
    let city = City::new().indicator_with("X", men_and_women).far_goal("X", Rule::Equal);
    let city = city.part("X", "male", [(2023, n("20.0"))]).part("X", "female", [(2023, n("15.0"))]);
    let parts = |city: &City| city.judgements("X", 2023).into_iter().map(|it| it.part).collect::<Vec<_>>();
    let each = || vec![Some(id("male")), Some(id("female"))];
    assert_eq!(parts(&city), [None], "nothing but the far goal speaks of the year");
    let own = city.clone().target_at("X", TargetSlot::Year(year(2023)), Some("male"), Trust::Confirmed(at_least("10")));
    assert_eq!(parts(&own), each());
    assert_eq!(parts(&city.target("X", 2023, at_least("10"))), each());
}
