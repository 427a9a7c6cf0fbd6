//! What must hold of verdicts: every example of evaluation.md §2, and every boundary.

use super::super::{Against, Compared, Doubt::*, Progress, Side, Trend, Unjudged::*, Verdict::*, Wait, fixture::*};
use crate::{
    domain::{
        Accumulation, Amount, BreakKey, Claim, Counts, Dash, DefinitionBreak, Entry, Figure, FigureKey, Indicator, Measured, Overview,
        Part, Quantity, Reference, Rule, Settings, Shown, Stage, Step, TargetSlot, Trust, Variant,
    },
    register::Reading,
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// An indicator with one yearly target and confirmed figures.
fn judged<const N: usize>(rule: Rule, figures: [(i32, &str); N]) -> City {
    let figures = figures.map(|(of, text)| (of, n(text)));
    City::new().indicator("X").every_year("X", rule).figures("X", figures)
}

fn d(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

mod must_hold {
    use super::*;

    #[test]
    fn n7_misses_four_percent_in_r4_and_met_it_in_r3_as_history() {
        let city = judged(at_most("4.0%"), [(2021, "3.0%"), (2022, "7.4%")]).settings(|settings| settings.first_judged_year = year(2022));
        let r4 = city.judgement("X", 2022);
        assert_eq!(r4.finding.verdict, NotAchieved);
        assert_eq!(r4.finding.difference, d("3.4"));
        assert_eq!(r4.finding.attainment, None);
        let comparison = r4.finding.comparison.unwrap();
        assert_eq!(comparison.actual, Side::Quantity(quantity("7.4%")));
        assert_eq!(comparison.relation, Ordering::Greater);
        assert_eq!(comparison.threshold, Side::Quantity(quantity("4.0%")));
        let r3 = city.judgement("X", 2021);
        assert_eq!((r3.finding.verdict, r3.is_reference_only), (Achieved, true));
    }

    #[test]
    fn n6_n8_and_n9_miss_their_targets_in_r4() {
        assert_eq!(judged(exactly("0人"), [(2022, "8人")]).verdict("X", 2022), NotAchieved);
        assert_eq!(judged(at_least("12日"), [(2022, "11.1日")]).verdict("X", 2022), NotAchieved);
        assert_eq!(judged(at_least("15.0%"), [(2022, "13.9%")]).verdict("X", 2022), NotAchieved);
    }

    #[test]
    fn n2_and_n5_are_held_against_the_year_before_in_r4() {
        let n2 = judged(Rule::Increase, [(2021, "304件"), (2022, "326件")]).judgement("X", 2022);
        assert_eq!((n2.finding.verdict, n2.is_reference_only, n2.trend), (Achieved, true, Some(Trend::Rising)));
        let n5 = judged(Rule::Decrease, [(2021, "13.2時間"), (2022, "13.6時間")]).judgement("X", 2022);
        assert_eq!((n5.finding.verdict, n5.finding.difference), (NotAchieved, d("0.4")));
    }

    #[test]
    fn n10_waits_until_a_person_says_which_years_the_figures_belong_to() {
        let gap = City::new().indicator_with("N10", men_and_women).every_year("N10", Rule::Narrow).far_goal("N10", Rule::Equal);
        let key = |part: &str, of| FigureKey { part: Some(id(part)), ..figure_key("N10", of) };
        let doubtful = [("male", "23.3%"), ("female", "13.9%")].into_iter().fold(gap.clone(), |city, (part, text)| {
            let figure = Figure { shown: either([Some(n(text)), None]), ..Figure::confirmed(Shown::Blank) };
            city.write(Entry::Figure(key(part, 2022), figure))
        });
        let judgement = doubtful.judgement("N10", 2022);
        assert_eq!(judgement.finding.verdict, Undecided(FigureUnsettled));
        assert_eq!((judgement.part, judgement.actual.len(), judgement.finding.comparison), (None, 2, None));

        let confirmed = gap.part("N10", "male", [(2021, n("23.3%")), (2022, n("23.7%"))]).part(
            "N10",
            "female",
            [(2021, n("13.9%")), (2022, n("14.8%"))],
        );
        let judgement = confirmed.judgement("N10", 2022);
        assert_eq!((judgement.finding.verdict, judgement.finding.difference), (Achieved, d("-0.5")));
        let comparison = judgement.finding.comparison.unwrap();
        assert_eq!(comparison.actual, Side::Gap { size: "8.9".parse().unwrap(), unit: "%".to_owned() });
        assert_eq!(comparison.threshold, Side::Gap { size: "9.4".parse().unwrap(), unit: "%".to_owned() });
        assert_eq!(judgement.trend, Some(Trend::Falling));
        let far = judgement.far_goal.unwrap().finding;
        assert_eq!((far.verdict, far.difference), (NotAchieved, d("8.9")));
    }

    #[test]
    fn o1_3_has_passed_its_target_and_o1_1_has_not_begun() {
        let o = City::new().settings(|settings| {
            settings.first_judged_year = year(2022);
            settings.reference = Reference::PreviousYear;
        });
        let city = o
            .indicator_with("O1-3", |indicator| indicator.accumulation = Accumulation::Cumulative)
            .baseline("O1-3", "R3年度", n("30件"), Counts::TheIndicator)
            .target("O1-3", 2023, at_least("(累計)85件"))
            .figures("O1-3", [(2022, n("(累計)67件")), (2023, n("(累計)145件"))])
            .indicator("O1-1")
            .target("O1-1", 2022, Rule::Dash(Dash::NoTarget))
            .target("O1-1", 2023, at_least("2か所"))
            .figures("O1-1", [(2022, n("0か所")), (2023, n("0か所"))]);
        let passed = city.judgement("O1-3", 2023).finding;
        assert_eq!((passed.verdict, passed.difference, passed.attainment), (Achieved, d("60"), d("170.6")));
        // (145 − 30) ÷ (85 − 30)
        assert_eq!(passed.progress, Some(Progress::Onward("209.1".parse().unwrap())));
        let missed = city.judgement("O1-1", 2023).finding;
        assert_eq!((missed.verdict, missed.difference, missed.attainment), (NotAchieved, d("-2"), d("0.0")));
        assert_eq!(city.verdict("O1-1", 2022), NotJudged(NoTargetSet));
        assert_eq!(city.verdict("O1-1", 2024), NotJudged(TargetBlank));
    }

    #[test]
    fn o2_1_is_undecided_with_its_claim_beside_it() {
        let claim = Claim {
            measure: Some(id("O2")),
            indicator: Some(id("O2-1")),
            year: Some(year(2023)),
            says: "the target was met".to_owned(),
            source: "O:84".to_owned(),
        };
        let city = City::new()
            .indicator("O2-1")
            .doubtful_target("O2-1", 2023, lost())
            .figures("O2-1", [(2023, n("1395時間/年"))])
            .write(Entry::Claim(id("rpa"), claim));
        let judgement = city.judgement("O2-1", 2023);
        assert_eq!(judgement.finding.verdict, Undecided(TargetLost));
        assert_eq!(judgement.claims, [id("rpa")]);
        assert_eq!(city.judgement("O2-1", 2022).claims, []);
    }

    #[test]
    fn o3_2_is_certain_in_r5_and_undecided_in_r4() {
        let chosen = Shown::WordsAndNumber("選定".to_owned(), quantity("6件"));
        let city = City::new()
            .indicator_with("O3-2", |indicator| indicator.accumulation = Accumulation::Cumulative)
            .doubtful_target("O3-2", 2022, either([Some(reach("検討")), Some(reach("選定"))]))
            .figure("O3-2", 2022, either([Some(chosen), Some(words("検討"))]))
            .target("O3-2", 2023, at_least("(累計)6件"))
            .figures("O3-2", [(2023, n("(累計)6件"))]);
        assert_eq!(city.verdict("O3-2", 2022), Undecided(TargetUnsettled));
        assert_eq!(city.verdict("O3-2", 2023), Achieved);
    }

    #[test]
    fn o4_1_is_met_whichever_row_is_the_target() {
        let same = || either([Some(words("調整・検討")), Some(words("調整・検討"))]);
        let city = City::new()
            .indicator("O4-1")
            .doubtful_target("O4-1", 2023, either([Some(reach("調整・検討")), Some(reach("調整・検討"))]))
            .figure("O4-1", 2023, same())
            .doubtful_target("O4-1", 2024, either([Some(reach("方針決定")), None]))
            .figure("O4-1", 2024, either([Some(words("方針決定")), None]));
        let r5 = city.judgement("O4-1", 2023).finding;
        assert_eq!((r5.verdict, r5.holds_in_any_reading), (Achieved, true));
        assert_eq!(city.verdict("O4-1", 2024), Undecided(TargetUnsettled));
    }

    #[test]
    fn o5_2_is_never_judged() {
        let city = City::new()
            .indicator("O5-2")
            .every_year("O5-2", Rule::AsNeeded)
            .figures("O5-2", [(2022, n("1件")), (2023, Shown::Dash(Dash::NotApplicable))]);
        for of in [2022, 2023, 2024] {
            assert_eq!(city.verdict("O5-2", of), NotJudged(AsNeeded));
        }
    }

    #[test]
    fn o7_2_is_met_with_the_panel_visit_and_missed_without_it() {
        let city = City::new()
            .indicator("O7-2")
            .target("O7-2", 2023, at_least("延べ800人"))
            .figure_with("O7-2", 2023, |figure| {
                figure.shown = Trust::Confirmed(n("1,116人"));
                figure.variants = vec![Variant { excluding: "人権パネル展".to_owned(), quantity: quantity("663人") }];
            })
            .judgement("O7-2", 2023);
        assert_eq!((city.finding.verdict, city.finding.attainment), (Achieved, d("139.5")));
        let [without] = &city.variants[..] else { panic!("one variant") };
        assert_eq!((without.finding.verdict, without.finding.difference), (NotAchieved, d("-137")));
    }

    #[test]
    fn the_survey_indicators_are_first_measured_in_r5_and_judged_from_r6_on() {
        let unmeasured = [2019, 2020, 2021, 2022].map(|of| (of, UNMEASURED));
        let city = City::new()
            .indicator("N1")
            .every_year("N1", Rule::Increase)
            .figures("N1", unmeasured)
            .figures("N1", [(2023, n("61.0%")), (2024, n("63.5%")), (2025, n("62.0%"))]);
        for of in [2019, 2020, 2021, 2022] {
            assert_eq!(city.verdict("N1", of), NotJudged(Unmeasured), "{of}");
        }
        assert_eq!(city.verdict("N1", 2023), FirstMeasure);
        assert_eq!(city.verdict("N1", 2024), Achieved);
        let r7 = city.judgement("N1", 2025);
        assert_eq!((r7.finding.verdict, r7.finding.difference), (Achieved, d("1.0")));
        let references = r7.references.unwrap();
        assert_eq!(references.used.against, Against::FirstMeasured(year(2023)));
        assert_eq!(references.other.unwrap().verdict, NotAchieved);
        assert!(references.disagree());
    }
}

mod boundaries {
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
}

mod doubt {
    use super::*;

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
}

mod cumulative {
    use super::*;

    fn counted(figures: [(i32, Shown); 2]) -> City {
        let cumulative = |indicator: &mut Indicator| indicator.accumulation = Accumulation::Cumulative;
        City::new().indicator_with("X", cumulative).every_year("X", at_least("5件")).figures("X", figures)
    }

    #[test]
    fn a_fall_asks_for_a_reason() {
        let city = counted([(2022, n("9件")), (2023, n("8件"))]);
        assert_eq!(city.verdict("X", 2023), Undecided(FellWithoutReason));
        let explained = city.figure_with("X", 2023, |figure| figure.reason_for_fall = "統合".to_owned());
        assert_eq!(explained.verdict("X", 2023), Achieved);
    }

    #[test]
    fn standing_still_is_no_fall_and_a_gap_in_the_years_hides_none() {
        assert_eq!(counted([(2022, n("9件")), (2023, n("9件"))]).verdict("X", 2023), Achieved);
        assert_eq!(counted([(2020, n("9件")), (2023, n("8件"))]).verdict("X", 2023), Undecided(FellWithoutReason));
        let unclear = counted([(2022, Shown::Blank), (2023, n("8件"))]).figure("X", 2022, either([Some(n("9件")), Some(n("3件"))]));
        assert_eq!(unclear.verdict("X", 2023), Undecided(FellWithoutReason));
    }

    #[test]
    fn the_mark_on_the_figure_makes_it_a_running_total() {
        let marked = judged(at_least("5件"), [(2022, "(累計)9件"), (2023, "(累計)8件")]);
        assert_eq!(marked.verdict("X", 2023), Undecided(FellWithoutReason));
        assert_eq!(judged(at_least("5件"), [(2022, "9件"), (2023, "8件")]).verdict("X", 2023), Achieved);
    }

    #[test]
    fn a_fall_goes_before_a_missing_reference_and_after_a_missing_target() {
        let cumulative = |indicator: &mut Indicator| indicator.accumulation = Accumulation::Cumulative;
        let city = City::new().indicator_with("X", cumulative).figures("X", [(2021, n("9件")), (2023, n("8件"))]);
        assert_eq!(city.clone().every_year("X", Rule::Increase).verdict("X", 2023), Undecided(FellWithoutReason));
        assert_eq!(city.verdict("X", 2023), NotJudged(TargetBlank));
    }
}

mod reference {
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
        let with_baseline = judged(Rule::Increase, [(2023, "48")]).figures("X", [(2022, UNMEASURED)]).baseline(
            "X",
            "R2年度",
            n("30"),
            Counts::TheIndicator,
        );
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
}

mod time {
    use super::*;

    #[test]
    fn a_blank_is_awaited_then_collected_then_missing() {
        let city = City::new().indicator("X").every_year("X", at_least("3件"));
        for (today, expected) in [
            ("2024-03-30", NotDue(Wait::BeforeMeasuring)),
            ("2024-03-31", NotDue(Wait::BeingCollected)),
            ("2024-05-31", NotDue(Wait::BeingCollected)),
            ("2024-06-01", Undecided(NotEntered)),
        ] {
            assert_eq!(city.clone().today(today).verdict("X", 2023), expected, "{today}");
        }
    }

    #[test]
    fn what_is_measured_next_april_is_awaited_one_day_longer() {
        let city =
            City::new().indicator_with("N9", |indicator| indicator.measured = Measured::NextApril).every_year("N9", at_least("15.0%"));
        assert_eq!(city.clone().today("2024-03-31").verdict("N9", 2023), NotDue(Wait::BeforeMeasuring));
        assert_eq!(city.today("2024-04-01").verdict("N9", 2023), NotDue(Wait::BeingCollected));
    }

    #[test]
    fn a_deadline_that_the_month_does_not_have_is_its_last_day() {
        let city = City::new().indicator("X").every_year("X", at_least("3件"));
        let city = |deadline| city.clone().settings(move |settings| settings.reporting_deadline = deadline);
        assert_eq!(city((4, 31)).today("2024-04-30").verdict("X", 2023), NotDue(Wait::BeingCollected));
        assert_eq!(city((4, 31)).today("2024-05-01").verdict("X", 2023), Undecided(NotEntered));
        assert_eq!(city((13, 1)).today("2024-05-31").verdict("X", 2023), NotDue(Wait::BeingCollected));
        assert_eq!(city((0, 0)).today("2024-06-01").verdict("X", 2023), Undecided(NotEntered));
    }

    #[test]
    fn a_cleared_cell_is_as_blank_as_one_nobody_wrote() {
        let city = City::new().indicator("X").every_year("X", at_least("3件")).figures("X", [(2023, Shown::Blank)]);
        assert_eq!(city.verdict("X", 2023), Undecided(NotEntered));
    }
}

mod target {
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
}
