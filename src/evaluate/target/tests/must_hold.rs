//! The examples of the two documents, as evaluation.md §2 lists them.

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

    let confirmed =
        gap.part("N10", "male", [(2021, n("23.3%")), (2022, n("23.7%"))]).part("N10", "female", [(2021, n("13.9%")), (2022, n("14.8%"))]);
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
