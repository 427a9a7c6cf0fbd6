//! Readings, conflicts, stages, rounding.

use super::*;
use crate::evaluate::Judgement;

#[test]
fn readings_that_agree_leave_the_verdict_standing() {
    let city = City::new().indicator("X").every_year("X", at_least("3件")).figure("X", 2023, either([Some(n("4件")), Some(n("9件"))]));
    let finding = city.judgement("X", 2023).finding;
    assert_eq!((finding.verdict, finding.holds_in_any_reading), (Achieved, true));
    // They agree in the verdict, not in the number.
    assert_eq!((finding.comparison, finding.attainment), (None, None));
}

#[test]
fn readings_that_differ_or_leave_nothing_are_undecided() {
    let city = City::new().indicator("X").every_year("X", at_least("3件"));
    for readings in [
        either([Some(n("4件")), Some(n("2件"))]),
        either([Some(n("4件")), None]),
        either([Some(n("4件")), Some(Shown::Blank)]),
        either([Some(n("4件")), Some(Shown::Dash(Dash::NotApplicable))]),
        either([]),
    ] {
        assert_eq!(city.clone().figure("X", 2023, readings).verdict("X", 2023), Undecided(FigureUnsettled));
    }
    assert_eq!(city.figure("X", 2023, lost()).verdict("X", 2023), Undecided(FigureLost));
}

#[test]
fn every_reading_of_the_target_meets_every_reading_of_the_figure() {
    let city = |target, figure| {
        let city = City::new().indicator("X").doubtful_target("X", 2023, target).figure("X", 2023, figure);
        city.verdict("X", 2023)
    };
    let two = || either([Some(at_least("3件")), Some(at_least("5件"))]);
    assert_eq!(city(two(), either([Some(n("5件")), Some(n("6件"))])), Achieved);
    assert_eq!(city(two(), either([Some(n("2件")), Some(n("1件"))])), NotAchieved);
    assert_eq!(city(two(), Trust::Confirmed(n("4件"))), Undecided(TargetUnsettled));
    assert_eq!(city(either([Some(at_least("3件")), None]), Trust::Confirmed(n("4件"))), Undecided(TargetUnsettled));
    assert_eq!(city(either([Some(Rule::AsNeeded), Some(Rule::AsNeeded)]), lost()), NotJudged(AsNeeded));
}

#[test]
fn a_doubtful_reference_is_read_in_every_way_too() {
    let city = |reference| judged(Rule::Increase, [(2023, "50")]).figure("X", 2022, reference).judgement("X", 2023).finding;
    let agreeing = city(either([Some(n("48")), Some(n("32"))]));
    assert_eq!((agreeing.verdict, agreeing.holds_in_any_reading), (Achieved, true));
    assert_eq!(city(either([Some(n("48")), Some(n("51"))])).verdict, Undecided(ReferenceUnsettled));
    assert_eq!(city(either([Some(n("48")), None])).verdict, Undecided(ReferenceUnsettled));
    assert_eq!(city(lost()).verdict, Undecided(ReferenceUnsettled));
}

#[test]
fn what_two_departments_say_differently_is_undecided_with_both_values() {
    let city = judged(at_least("3件"), [(2023, "4件")]).and_elsewhere(|city| city.figures("X", [(2023, n("5件"))]));
    let judgement = city.judgement("X", 2023);
    assert_eq!(judgement.finding.verdict, Undecided(FigureInConflict));
    let Reading::Conflict(values) = &judgement.actual[0].shown else { panic!("a conflict") };
    assert_eq!(values.len(), 2);
    let city = judged(at_least("3件"), [(2023, "4件")]).and_elsewhere(|city| city.every_year("X", at_least("1件")));
    assert_eq!(city.verdict("X", 2023), Undecided(TargetInConflict));
    let city = judged(Rule::AsNeeded, [(2023, "4件")]).and_elsewhere(|city| city.figures("X", [(2023, n("5件"))]));
    assert_eq!(city.verdict("X", 2023), NotJudged(AsNeeded));
}

#[test]
fn a_conflict_in_the_settings_matters_only_where_it_decides() {
    let settings = |settings: &mut Settings| settings.reference = Reference::PreviousYear;
    let city = judged(Rule::Increase, [(2022, "10"), (2023, "30"), (2024, "20")]).and_elsewhere(|city| city.settings(settings));
    assert_eq!(city.verdict("X", 2023), Achieved);
    assert_eq!(city.verdict("X", 2024), Undecided(SettingsInConflict));
    // In 2023 both settings compare with 2022; in 2025 they agree in the verdict, not in what it is held against.
    assert!(city.judgement("X", 2023).references.is_none_or(|references| !references.disagree()));
    let later = city.figures("X", [(2025, n("40"))]).judgement("X", 2025);
    assert_eq!((later.finding.verdict, later.finding.difference, later.references), (Achieved, None, None));
}

#[test]
fn a_year_that_only_one_of_two_settings_counts_is_for_reference() {
    for (here, elsewhere) in [(2023, 2024), (2024, 2023)] {
        let city = judged(at_least("3件"), [(2022, "4件"), (2023, "4件"), (2024, "4件")]);
        let city = city.settings(|settings| settings.first_judged_year = year(here));
        let city = city.and_elsewhere(|city| city.settings(|settings| settings.first_judged_year = year(elsewhere)));
        let of = [2022, 2023, 2024].map(|of| city.judgement("X", of));
        assert_eq!(of.each_ref().map(|it| it.finding.verdict), [Achieved; 3]);
        assert_eq!(of.map(|it| it.is_reference_only), [true, true, false]);
    }
}

#[test]
fn a_far_goal_is_as_doubtful_as_the_definition_it_rests_on() {
    let stages = |indicator: &mut Indicator| indicator.stages = ["情報収集", "方針決定"].map(str::to_owned).into();
    let city = City::new()
        .indicator("X")
        .every_year("X", Rule::AsNeeded)
        .far_goal("X", reach("情報収集"))
        .figures("X", [(2023, words("方針決定"))])
        .and_elsewhere(|city| city.indicator_with("X", stages));
    let judgement = city.judgement("X", 2023);
    assert_eq!(judgement.finding.verdict, NotJudged(AsNeeded));
    assert_eq!(judgement.far_goal.map(|far_goal| far_goal.finding.verdict), Some(Undecided(DefinitionInConflict)));
}

#[test]
fn a_conflict_in_the_definition_matters_only_where_it_decides() {
    let stages = |indicator: &mut Indicator| indicator.stages = ["情報収集", "方針決定"].map(str::to_owned).into();
    let city = City::new()
        .indicator("X")
        .every_year("X", reach("情報収集"))
        .figures("X", [(2022, words("情報収集")), (2023, words("方針決定"))])
        .and_elsewhere(|city| city.indicator_with("X", stages));
    assert_eq!(city.verdict("X", 2022), Achieved);
    assert_eq!(city.verdict("X", 2023), Undecided(DefinitionInConflict));
}

/// One office has split the indicator into parts, the other has not: whatever was computed is of one of the two only.
#[test]
fn a_conflict_about_the_parts_leaves_nothing_decided() {
    let quantity = |shown: Shown| shown.quantity().unwrap().clone();
    let settled =
        City::new().indicator("X").every_year("X", at_least("3件")).far_goal("X", at_least("9件")).figure_with("X", 2023, |figure| {
            figure.shown = Trust::Confirmed(n("4件"));
            figure.variants = vec![Variant { excluding: "1件".to_owned(), quantity: quantity(n("3件")) }];
        });
    let told = |city: &City| {
        let of = |it: Judgement| (it.finding.verdict, it.far_goal.is_some(), it.references.is_some(), it.variants.len());
        city.judgements("X", 2023).into_iter().map(of).collect::<Vec<_>>()
    };
    let part = || Part { id: id("male"), label: "男性".to_owned(), unit: String::new() };
    let disputed = settled.clone().and_elsewhere(|city| city.indicator_with("X", |indicator| indicator.parts = vec![part()]));
    assert_eq!((told(&settled)[0].0, told(&settled)[0].1, told(&settled)[0].3), (Achieved, true, 1));
    assert_eq!(told(&disputed), [(Undecided(DefinitionInConflict), false, false, 0)]);
    let rising = judged(Rule::Increase, [(2022, "1件"), (2023, "2件")]);
    assert_eq!(told(&rising), [(Achieved, false, true, 0)]);
    let disputed = rising.and_elsewhere(|city| city.indicator_with("X", |indicator| indicator.parts = vec![part()]));
    assert_eq!(told(&disputed), [(Undecided(DefinitionInConflict), false, false, 0)]);
}

#[test]
fn the_rounding_is_named_where_it_decides() {
    let city = City::new().indicator("X").every_year("X", at_most("4.0%"));
    // 81 of 2,000 are 4.05 %: printed with one decimal 4.1, with none 4.
    let judged = |shown| city.clone().figures("X", [(2023, shown)]).judgement("X", 2023);
    let rounded_down = judged(computed("4%", "81", "2000"));
    assert_eq!((rounded_down.finding.verdict, rounded_down.rounding_matters), (Achieved, true));
    let rounded_up = judged(computed("4.1%", "81", "2000"));
    assert_eq!((rounded_up.finding.verdict, rounded_up.rounding_matters), (NotAchieved, false));
    // A ratio that is not the printed amount's is not believed.
    let unrelated = judged(computed("4.0%", "1", "2"));
    assert_eq!((unrelated.finding.verdict, unrelated.rounding_matters), (Achieved, false));
    // A mean is no percentage.
    let mean = City::new().indicator("X").every_year("X", at_least("12日")).figures("X", [(2023, computed("12日", "2399", "200"))]);
    assert!(mean.judgement("X", 2023).rounding_matters);
}

#[test]
fn a_verdict_on_a_preliminary_figure_says_so() {
    let city = judged(at_least("3件"), [(2023, "4件")]);
    assert_eq!(city.judgement("X", 2023).stage, Some(Stage::Final));
    assert_eq!(city.judgement("X", 2024).stage, None);
    let early = city.figure_with("X", 2023, |figure| figure.stage = Stage::Preliminary);
    assert_eq!(early.judgement("X", 2023).stage, Some(Stage::Preliminary));
}

#[test]
fn numbers_in_which_all_readings_agree_stay_and_others_go() {
    let of = |readings| {
        let city = City::new().indicator("X").every_year("X", at_least("4件")).figure("X", 2023, either(readings));
        let finding = city.judgement("X", 2023).finding;
        (finding.verdict, finding.comparison.is_some(), finding.difference, finding.attainment)
    };
    assert_eq!(of([Some(n("5件")), Some(n("5件"))]), (Achieved, true, d("1"), d("125.0")));
    assert_eq!(of([Some(n("5件")), Some(n("5.0件"))]), (Achieved, false, d("1"), d("125.0")));
    assert_eq!(of([Some(n("5件")), Some(n("6件"))]), (Achieved, false, None, None));
}

#[test]
fn numbers_in_which_two_settings_agree_stay_and_others_go() {
    let city = judged(at_least("4件"), [(2021, "2件"), (2022, "1件"), (2023, "5件")]);
    let with = |change: fn(&mut Settings)| {
        let usual = |settings: &mut Settings| settings.reference = Reference::Baseline(year(2022));
        let finding = city.clone().and_elsewhere(|city| city.settings(usual).settings(change)).judgement("X", 2023).finding;
        (finding.verdict, finding.comparison.is_some(), finding.difference, finding.attainment, finding.progress)
    };
    let onward = |percent: &str| Some(Progress::Onward(percent.parse().unwrap()));
    assert_eq!(with(|it| it.reporting_deadline = (6, 30)), (Achieved, true, d("1"), d("125.0"), onward("133.3")));
    // From 1件 or from 2件: how far it has come, each says otherwise.
    assert_eq!(with(|it| it.reference = Reference::Baseline(year(2021))), (Achieved, true, d("1"), d("125.0"), None));
    let agreed = city.clone().and_elsewhere(|city| city.settings(|it| it.reference = Reference::Baseline(year(2021))));
    assert!(!agreed.judgement("X", 2023).rounding_matters);
    // One counts a year as missed, the other as met: no number is left.
    let moved = judged(Rule::Increase, [(2021, "2件"), (2022, "9件"), (2023, "5件")]);
    let moved = moved.and_elsewhere(|city| city.settings(|it| it.reference = Reference::Baseline(year(2021)))).judgement("X", 2023);
    assert_eq!((moved.finding.verdict, moved.finding.difference), (Undecided(SettingsInConflict), None));
}

#[test]
fn what_was_beyond_doubt_does_not_claim_to_hold_in_any_reading() {
    let of = |shown| {
        let finding = City::new().indicator("X").every_year("X", at_least("4件")).figure("X", 2023, shown).judgement("X", 2023).finding;
        (finding.verdict, finding.holds_in_any_reading)
    };
    assert_eq!(of(Trust::Confirmed(n("5件"))), (Achieved, false));
    assert_eq!(of(either([Some(n("5件")), Some(n("3件"))])), (Undecided(FigureUnsettled), false));
    assert_eq!(of(either([Some(n("5件"))])), (Achieved, true));
}

#[test]
fn two_comparisons_disagree_only_where_both_were_made() {
    let compared = |verdict| Compared { against: Against::PreviousYear(year(2022)), verdict };
    let disagree = |used, other: Option<_>| References { used: compared(used), other: other.map(compared) }.disagree();
    assert!(disagree(Achieved, Some(NotAchieved)) && disagree(Unchanged, Some(Achieved)));
    assert!(!disagree(Achieved, Some(Achieved)) && !disagree(NotAchieved, Some(Unchanged)));
    assert!(!disagree(Achieved, Some(NotJudged(NothingToCompare))) && !disagree(FirstMeasure, Some(Achieved)) && !disagree(Achieved, None));
}

#[test]
fn what_holds_in_any_reading_under_one_of_two_settings_says_so() {
    // One setting compares with a doubtful R4, the other with a sure R5.
    let city = judged(Rule::Increase, [(2023, "49"), (2024, "50")]).figure("X", 2022, either([Some(n("48")), Some(n("32"))]));
    for (here, elsewhere) in [(2022, 2023), (2023, 2022)] {
        let city = city.clone().settings(|it| it.reference = Reference::Baseline(year(here)));
        let city = city.and_elsewhere(|city| city.settings(|it| it.reference = Reference::Baseline(year(elsewhere))));
        let finding = city.judgement("X", 2024).finding;
        assert_eq!((finding.verdict, finding.holds_in_any_reading), (Achieved, true));
    }
}

#[test]
fn a_trend_is_what_every_reading_of_two_years_says() {
    let trend = |before, now| {
        let city = City::new().indicator("X").every_year("X", at_least("4件")).figure("X", 2022, before).figure("X", 2023, now);
        city.judgement("X", 2023).trend
    };
    let sure = |text: &str| Trust::Confirmed(n(text));
    assert_eq!(trend(sure("4件"), sure("5件")), Some(Trend::Rising));
    assert_eq!(trend(sure("5件"), sure("5.0件")), Some(Trend::Level));
    assert_eq!(trend(either([Some(n("3件")), Some(n("4件"))]), either([Some(n("2件")), Some(n("1件"))])), Some(Trend::Falling));
    assert_eq!(trend(either([Some(n("3件")), Some(n("6件"))]), sure("5件")), None);
    assert_eq!((trend(lost(), sure("5件")), trend(sure("5件"), Trust::Confirmed(Shown::Blank))), (None, None));
}
