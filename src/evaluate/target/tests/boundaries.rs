//! Values at, just below and just above what they are held against.

use super::*;

#[test]
fn every_threshold_at_below_and_above_itself() {
    for (rule, below, at, above) in [
        (at_least("12日"), NotAchieved, Achieved, Achieved),
        (at_most("12日"), Achieved, Achieved, NotAchieved),
        (exactly("12日"), NotAchieved, Achieved, NotAchieved),
    ] {
        for (text, expected) in [("11.9日", below), ("12.0日", at), ("12.1日", above)] {
            assert_eq!(judged(rule.clone(), [(2023, text)]).verdict("X", 2023), expected, "{rule:?} {text}");
        }
    }
}

#[test]
fn an_equal_value_is_unchanged_where_a_change_was_wanted() {
    for (rule, less, more) in [(Rule::Increase, NotAchieved, Achieved), (Rule::Decrease, Achieved, NotAchieved)] {
        for (text, expected) in [("13.8", less), ("13.90", Unchanged), ("14.0", more)] {
            let verdict = judged(rule.clone(), [(2022, "13.9"), (2023, text)]).verdict("X", 2023);
            assert_eq!(verdict, expected, "{rule:?} {text}");
        }
    }
    assert_eq!(Unchanged.is_met(), Some(false));
}

#[test]
fn a_gap_may_change_its_sign() {
    let city = City::new().indicator_with("X", men_and_women).every_year("X", Rule::Narrow);
    let verdict = |male: &str, female: &str| {
        let city = city.clone().part("X", "male", [(2022, n("20.0")), (2023, n(male))]);
        city.part("X", "female", [(2022, n("15.0")), (2023, n(female))]).verdict("X", 2023)
    };
    assert_eq!(verdict("20.0", "15.1"), Achieved);
    assert_eq!(verdict("16.0", "11.0"), Unchanged);
    assert_eq!(verdict("15.0", "20.0"), Unchanged);
    assert_eq!(verdict("15.0", "20.1"), NotAchieved);
}

#[test]
fn zero_and_negative_figures_are_numbers() {
    assert_eq!(judged(exactly("0人"), [(2023, "0人")]).verdict("X", 2023), Achieved);
    assert_eq!(judged(exactly("0人"), [(2023, "1人")]).verdict("X", 2023), NotAchieved);
    let finding = judged(at_least("2.5"), [(2023, "-1.2")]).judgement("X", 2023).finding;
    assert_eq!((finding.verdict, finding.difference, finding.attainment), (NotAchieved, d("-3.7"), d("-48.0")));
    let of_zero = judged(at_least("0"), [(2023, "5")]).judgement("X", 2023).finding;
    assert_eq!((of_zero.verdict, of_zero.attainment), (Achieved, None));
}

#[test]
fn equal_parts_and_nothing_else_reach_equality() {
    let city = City::new().indicator_with("X", men_and_women).every_year("X", Rule::Equal);
    let verdict = |male: &str, female: &str| {
        city.clone().part("X", "male", [(2023, n(male))]).part("X", "female", [(2023, n(female))]).verdict("X", 2023)
    };
    assert_eq!(verdict("14.8", "14.80"), Achieved);
    assert_eq!(verdict("14.8", "14.9"), NotAchieved);
    let apart = city.part("X", "male", [(2023, n("14.8"))]).part("X", "female", [(2023, n("14.9"))]);
    assert_eq!(apart.judgement("X", 2023).finding.difference, d("0.1"));
}

#[test]
fn a_pair_without_both_figures_is_not_entered() {
    let city = City::new().indicator_with("X", men_and_women).every_year("X", Rule::Narrow).part("X", "male", [(2023, n("20.0"))]);
    assert_eq!(city.verdict("X", 2023), Undecided(NotEntered));
}

#[test]
fn other_parts_are_judged_each_for_itself() {
    let visits = |indicator: &mut Indicator| {
        indicator.parts = [("schools", "校"), ("fairs", "回")]
            .map(|(part, unit)| Part { id: id(part), label: part.to_owned(), unit: unit.to_owned() })
            .into();
    };
    let city = City::new()
        .indicator_with("O7-1", visits)
        .target_at("O7-1", TargetSlot::Year(year(2023)), Some("schools"), Trust::Confirmed(at_least("2校")))
        .target_at("O7-1", TargetSlot::Year(year(2023)), None, lost())
        .part("O7-1", "schools", [(2023, n("7校"))])
        .part("O7-1", "fairs", [(2023, n("4回"))]);
    let verdicts: Vec<_> = city.judgements("O7-1", 2023).into_iter().map(|j| (j.part, j.finding.verdict)).collect();
    assert_eq!(verdicts, [(Some(id("schools")), Achieved), (Some(id("fairs")), Undecided(TargetLost))]);
}

#[test]
fn numbers_that_do_not_fit_leave_the_verdict_open() {
    let city = City::new().indicator_with("X", men_and_women).every_year("X", Rule::Narrow);
    let huge = Shown::Number(Quantity { amount: Amount::new(Decimal::MAX), ..quantity("1") });
    let tiny = n("0.0000000000000000001");
    let both = |of| [(of, huge.clone()), (of - 1, huge.clone())];
    let city = city.part("X", "male", both(2023)).part("X", "female", [(2023, tiny.clone()), (2022, tiny)]);
    assert_eq!(city.verdict("X", 2023), Undecided(TooLarge));
    let alone = City::new().indicator("X").every_year("X", at_least("1")).figures("X", [(2023, huge)]);
    assert_eq!(alone.judgement("X", 2023).finding.verdict, Achieved);
}

#[test]
fn words_are_no_numbers_and_persons_are_no_percent() {
    let city = judged(at_least("3件"), [(2022, "8人")]).figures("X", [(2023, words("実施")), (2024, n("3"))]);
    assert_eq!(city.verdict("X", 2022), Undecided(UnitsDiffer));
    assert_eq!(judged(at_least("3%"), [(2022, "8人")]).verdict("X", 2022), Undecided(UnitsDiffer));
    assert_eq!(judged(at_least("3％"), [(2022, "8%")]).verdict("X", 2022), Achieved);
    assert_eq!(city.verdict("X", 2023), Undecided(NotComparable));
    assert_eq!(city.verdict("X", 2024), Achieved);
    assert_eq!(judged(Rule::Narrow, [(2022, "1"), (2023, "2")]).verdict("X", 2023), Undecided(NotComparable));
}

#[test]
fn progress_runs_from_the_baseline_and_says_when_it_runs_back() {
    let progress = |rule, figure| judged(rule, [(2022, "7.4%"), (2023, figure)]).judgement("X", 2023).finding.progress;
    assert_eq!(progress(at_most("4.0%"), "5.7%"), Some(Progress::Onward("50.0".parse().unwrap())));
    assert_eq!(progress(at_most("4.0%"), "3.0%"), Some(Progress::Onward("129.4".parse().unwrap())));
    assert_eq!(progress(at_most("4.0%"), "7.5%"), Some(Progress::Backward("-2.9".parse().unwrap())));
    assert_eq!(progress(at_most("4.0%"), "7.4%"), Some(Progress::Onward("0.0".parse().unwrap())));
    assert_eq!(progress(exactly("0%"), "3.7%"), Some(Progress::Onward("50.0".parse().unwrap())));
    // The target lies behind the start: nothing to run towards.
    assert_eq!(progress(at_least("4.0%"), "5.7%"), None);
    assert_eq!(progress(at_least("7.4%"), "7.4%"), None);
}

#[test]
fn no_progress_from_a_population_a_doubtful_cell_or_the_start_itself() {
    let city = City::new().indicator("X").every_year("X", at_least("7件")).figures("X", [(2022, n("2件")), (2023, n("8件"))]);
    assert!(city.judgement("X", 2023).finding.progress.is_some());
    assert_eq!(city.judgement("X", 2022).finding.progress, None);
    let of_population = city.clone().baseline("X", "R4.3.31現在締結済件数", n("12件"), Counts::APopulation);
    assert_eq!(of_population.judgement("X", 2023).finding.progress, None);
    let doubtful_start = city.clone().figure("X", 2022, either([Some(n("2件")), Some(n("3件"))]));
    assert_eq!(doubtful_start.judgement("X", 2023).finding.progress, None);
    let doubtful_figure = city.figure("X", 2023, either([Some(n("8件")), Some(n("8件"))])).judgement("X", 2023).finding;
    assert_eq!((doubtful_figure.verdict, doubtful_figure.progress), (Achieved, None));
}
