//! What 増加, 減少 and 近づける are held against.

use super::*;

#[test]
fn both_comparisons_are_made_and_a_disagreement_is_said() {
    let city = judged(Rule::Increase, [(2022, "326"), (2023, "400"), (2024, "350")]);
    let references = city.judgement("X", 2024).references.unwrap();
    assert_eq!(references.used, Compared { against: Against::Baseline(year(2022)), verdict: Achieved });
    assert_eq!(references.other, Some(Compared { against: Against::PreviousYear(year(2023)), verdict: NotAchieved }));
    assert!(references.disagree());
    // In the first year both are one.
    assert_eq!(city.judgement("X", 2023).references.unwrap().other, None);
}

#[test]
fn the_setting_decides_which_comparison_counts() {
    let city = judged(Rule::Increase, [(2022, "326"), (2023, "400"), (2024, "350")])
        .settings(|settings| settings.reference = Reference::PreviousYear);
    assert_eq!(city.verdict("X", 2024), NotAchieved);
    assert_eq!(city.judgement("X", 2024).references.unwrap().other, None);
    let with_printed = city.baseline("X", "R3年度", n("300"), Counts::TheIndicator).judgement("X", 2024);
    let other = with_printed.references.unwrap().other.unwrap();
    assert_eq!(other, Compared { against: Against::PrintedBaseline, verdict: Achieved });
}

#[test]
fn history_is_held_against_the_year_before_alone() {
    let r3 = judged(Rule::Increase, [(2020, "270"), (2021, "304"), (2022, "326")]).judgement("X", 2021);
    let references = r3.references.unwrap();
    assert_eq!((references.used.against, references.other), (Against::PreviousYear(year(2020)), None));
}

#[test]
fn a_reference_that_is_not_printed_leaves_nothing_to_judge() {
    assert_eq!(judged(Rule::Increase, [(2019, "199"), (2023, "326")]).verdict("X", 2019), NotJudged(NothingToCompare));
    assert_eq!(judged(Rule::Increase, [(2023, "326")]).verdict("X", 2023), NotJudged(NothingToCompare));
    let not_applicable = judged(Rule::Increase, [(2023, "326")]).figures("X", [(2022, Shown::Dash(Dash::NotApplicable))]);
    assert_eq!(not_applicable.verdict("X", 2023), NotJudged(NothingToCompare));
}

#[test]
fn the_first_figure_after_unmeasured_years_is_a_first_measure_in_history_too() {
    // N3: — — 32% 48%.
    let n3 = judged(Rule::Increase, [(2021, "32%"), (2022, "48%")]).figures("X", [(2019, UNMEASURED), (2020, UNMEASURED)]);
    assert_eq!(n3.verdict("X", 2020), NotJudged(Unmeasured));
    assert_eq!(n3.verdict("X", 2021), FirstMeasure);
    assert_eq!(n3.verdict("X", 2022), Achieved);
}

#[test]
fn a_first_measure_never_replaces_a_printed_figure_or_bridges_a_blank() {
    let measured_before = judged(Rule::Increase, [(2021, "32"), (2023, "48")]).figures("X", [(2022, UNMEASURED)]);
    assert_eq!(measured_before.verdict("X", 2023), NotJudged(NothingToCompare));
    let blank_between = judged(Rule::Increase, [(2024, "48")]).figures("X", [(2022, UNMEASURED)]);
    assert_eq!(blank_between.verdict("X", 2024), NotJudged(NothingToCompare));
    let with_baseline =
        judged(Rule::Increase, [(2023, "48")]).figures("X", [(2022, UNMEASURED)]).baseline("X", "R2年度", n("30"), Counts::TheIndicator);
    assert_eq!(with_baseline.verdict("X", 2023), NotJudged(NothingToCompare));
}

#[test]
fn a_lost_first_measure_leaves_later_years_undecided() {
    let city = judged(Rule::Increase, [(2024, "48")]).figures("X", [(2022, UNMEASURED)]).figure("X", 2023, lost());
    assert_eq!(city.verdict("X", 2023), Undecided(FigureLost));
    assert_eq!(city.verdict("X", 2024), Undecided(ReferenceUnsettled));
}

#[test]
fn a_printed_baseline_stands_for_its_year() {
    let city = judged(Rule::Increase, [(2023, "31件")]).baseline("X", "R4年度", n("30件"), Counts::TheIndicator);
    assert_eq!(city.verdict("X", 2023), Achieved);
    let of_population = judged(Rule::Increase, [(2023, "31件")]).baseline("X", "R4年度", n("30件"), Counts::APopulation);
    assert_eq!(of_population.verdict("X", 2023), NotJudged(NothingToCompare));
}

#[test]
fn breaks_of_definition_up_to_the_year_are_named() {
    let brk = |of| Entry::DefinitionBreak(BreakKey { indicator: id("X"), year: year(of) }, DefinitionBreak { what: String::new() });
    let city = judged(Rule::Increase, [(2022, "67"), (2023, "145"), (2025, "150")]).write(brk(2022)).write(brk(2023)).write(brk(2026));
    assert_eq!(city.judgement("X", 2023).definition_breaks, [year(2023)]);
    assert_eq!(city.judgement("X", 2025).definition_breaks, [year(2023)]);
    assert_eq!(city.judgement("X", 2022).definition_breaks, [year(2022)]);
}

#[test]
fn a_target_that_names_the_year_before_is_held_against_it_under_every_setting() {
    // The programme's reference is R4; 前年度以上 does not ask for it.
    let city = judged(Rule::AtLeastPreviousYear, [(2022, "326"), (2023, "400"), (2024, "350"), (2025, "350")]);
    assert_eq!(city.verdict("X", 2024), NotAchieved);
    assert_eq!(city.verdict("X", 2025), Achieved);
    let references = city.judgement("X", 2024).references.unwrap();
    assert_eq!((references.used.against, references.other), (Against::PreviousYear(year(2023)), None));
    let most = judged(Rule::AtMostPreviousYear, [(2022, "326"), (2023, "400"), (2024, "350"), (2025, "350")]);
    assert_eq!((most.verdict("X", 2023), most.verdict("X", 2024), most.verdict("X", 2025)), (NotAchieved, Achieved, Achieved));
    assert_eq!(judged(Rule::AtLeastPreviousYear, [(2024, "3")]).verdict("X", 2024), NotJudged(NothingToCompare));
    let first = judged(Rule::AtLeastPreviousYear, [(2024, "3")]).figures("X", [(2023, UNMEASURED)]);
    assert_eq!(first.verdict("X", 2024), FirstMeasure);
    // Nothing to try: no setting has a say in what it is compared with.
    let effects = crate::evaluate::effects(&city.tables, &id("X"), year(2024), city.now());
    assert!(effects.iter().all(|effect| !matches!(effect.tried, crate::evaluate::Tried::Reference(_))));
}

#[test]
fn the_baseline_year_itself_is_held_against_the_year_before() {
    let city =
        judged(Rule::Increase, [(2021, "10"), (2022, "12"), (2023, "11")]).settings(|settings| settings.first_judged_year = year(2022));
    let used = |of| city.judgement("X", of).references.unwrap().used;
    assert_eq!(used(2022), Compared { against: Against::PreviousYear(year(2021)), verdict: Achieved });
    assert_eq!(used(2023), Compared { against: Against::Baseline(year(2022)), verdict: NotAchieved });
}

#[test]
fn a_first_measure_is_of_the_first_year_that_was_measured() {
    let city = judged(Rule::Increase, [(2024, "48"), (2025, "50")]).figures("X", [(2022, UNMEASURED), (2023, UNMEASURED)]);
    assert_eq!(city.verdict("X", 2024), FirstMeasure);
    let used = city.judgement("X", 2025).references.unwrap().used;
    assert_eq!(used, Compared { against: Against::FirstMeasured(year(2024)), verdict: Achieved });
}

#[test]
fn what_was_lost_before_matters_where_there_is_a_first_measure_to_compare_with() {
    let city = judged(Rule::Increase, [(2024, "48")]).figure("X", 2021, lost()).figures("X", [(2022, UNMEASURED)]);
    assert_eq!(city.clone().figures("X", [(2023, n("40"))]).verdict("X", 2024), Undecided(ReferenceUnsettled));
    let never = city.figures("X", [(2023, Shown::Dash(Dash::NotApplicable))]);
    assert_eq!(never.verdict("X", 2024), NotJudged(NothingToCompare));
}

#[test]
fn a_verdict_says_that_it_holds_whichever_reference_is_read() {
    let told = |city: City, of| {
        let finding = city.judgement("X", of).finding;
        (finding.verdict, finding.holds_in_any_reading)
    };
    // One doubtful cell with one reading; two readings of the first measure behind a year that is surely unmeasured.
    assert_eq!(told(judged(Rule::Increase, [(2023, "50")]).figure("X", 2022, either([Some(n("48"))])), 2023), (Achieved, true));
    let first = judged(Rule::Increase, [(2024, "50")]).figures("X", [(2022, UNMEASURED)]);
    assert_eq!(told(first.clone().figure("X", 2023, either([Some(n("48")), Some(n("32"))])), 2024), (Achieved, true));
    assert_eq!(told(first.figures("X", [(2023, n("48"))]), 2024), (Achieved, false));
}

#[test]
fn progress_starts_from_a_printed_baseline_of_an_earlier_year_only() {
    let city = |as_of: &str| {
        let city = City::new().indicator("X").every_year("X", at_least("6件")).figures("X", [(2023, n("4件"))]);
        city.baseline("X", as_of, n("2件"), Counts::TheIndicator).judgement("X", 2023).finding.progress
    };
    let half = Some(Progress::Onward("50.0".parse().unwrap()));
    assert_eq!(["R4年度", "R5年度", "R6年度", "R4.3.31現在"].map(city), [half, None, None, half]);
    assert_eq!(half.map(Progress::percent), d("50.0"));
    assert_eq!(Progress::Backward("-2.9".parse().unwrap()).percent(), "-2.9".parse().unwrap());
}

#[test]
fn the_other_comparison_is_made_from_the_first_judged_year_on() {
    let city =
        judged(Rule::Increase, [(2021, "1"), (2022, "5"), (2023, "3")]).settings(|it| it.reference = Reference::Baseline(year(2021)));
    let references = |of| city.judgement("X", of).references.unwrap();
    let compared = |against, verdict| Compared { against, verdict };
    assert_eq!(references(2023).used, compared(Against::Baseline(year(2021)), Achieved));
    assert_eq!(references(2023).other, Some(compared(Against::PreviousYear(year(2022)), NotAchieved)));
    assert_eq!((references(2022).used, references(2022).other), (compared(Against::PreviousYear(year(2021)), Achieved), None));
}

#[test]
fn what_was_perhaps_measured_before_leaves_a_first_measure_in_doubt() {
    let with = |before| {
        let city = judged(Rule::Increase, [(2023, "40"), (2024, "48")]).figures("X", [(2022, UNMEASURED)]).figure("X", 2021, before);
        city.verdict("X", 2024)
    };
    assert_eq!(with(Trust::Confirmed(UNMEASURED)), Achieved);
    assert_eq!(with(either([Some(UNMEASURED), Some(UNMEASURED)])), Achieved);
    assert_eq!(with(either([Some(n("30")), Some(UNMEASURED)])), Undecided(ReferenceUnsettled));
    assert_eq!(with(either([Some(n("30")), Some(n("20"))])), NotJudged(NothingToCompare));
}
