//! The two documents, evaluated: their verdicts line for line, their sheets and sums, and what a person's word changes.

use expect_test::{Expect, expect};
use shinchoku::{
    bundle, cli,
    domain::{
        Command, Dash, Entry, Figure, FigureKey, FiscalYear, MeasureId, NotAnId, Program, Qualifier, Quantity, Reference, Shown, Stamp,
        Trust, Workspace, read_amount,
    },
    evaluate::{
        Against, Agreement, Ahead, Doubt, Judgement, Proposal, SumCheck, Tried, Unjudged, Verdict, agreement, effects, judge, outlook,
        printed_rating, propose, reconcile, scorecard,
    },
    register::{Dot, Reading, Writer},
};
use std::fs;

/// The lines of `evaluate`, on a day by which every figure up to R6 is due.
fn check(arguments: &[&str], lines: Expect) {
    let arguments = ["evaluate"].iter().chain(arguments).chain(&["--today", "2026-11-21"]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let ending = cli::run(arguments.map(Into::into), &mut out, &mut err).expect("a vector can be written to");
    assert_eq!((ending, String::from_utf8_lossy(&err)), (cli::Ending::Clean, "".into()));
    lines.assert_eq(&String::from_utf8_lossy(&out));
}

fn seed(name: &str) -> Workspace {
    let text = fs::read(format!("{}/seeds/{name}.json", env!("CARGO_MANIFEST_DIR"))).expect("the seed is committed");
    bundle::read_bytes(&text).expect("the seed is a bundle").workspace
}

fn program<'a>(workspace: &'a Workspace, name: &str) -> &'a Program {
    workspace.program(&id(name)).expect("the seed holds its programme")
}

fn id<I: std::str::FromStr<Err = NotAnId>>(text: &str) -> I {
    text.parse().expect("an id")
}

fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).expect("a year")
}

fn today() -> chrono::NaiveDate {
    "2026-11-21".parse().expect("a day")
}

#[test]
fn nagaoka_in_r4_is_a_history_of_misses_and_one_open_pair() {
    check(
        &["seeds/nagaoka.json", "--year", "2022"],
        expect![[r#"
        {"programme":"nagaoka","indicator":"N1","fiscal_year":2022,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
        {"programme":"nagaoka","indicator":"N2","fiscal_year":2022,"actual":"326","target":"increase","verdict":"achieved","reference_only":true,"difference":"22","trend":"rising"}
        {"programme":"nagaoka","indicator":"N3","fiscal_year":2022,"actual":"48","target":"increase","verdict":"achieved","reference_only":true,"difference":"16","trend":"rising"}
        {"programme":"nagaoka","indicator":"N4","fiscal_year":2022,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
        {"programme":"nagaoka","indicator":"N5","fiscal_year":2022,"actual":"13.6","target":"decrease","verdict":"not_achieved","reference_only":true,"difference":"0.4","trend":"rising"}
        {"programme":"nagaoka","indicator":"N6","fiscal_year":2022,"actual":"8","target":{"exactly":"0"},"verdict":"not_achieved","reference_only":true,"difference":"8","trend":"falling"}
        {"programme":"nagaoka","indicator":"N7","fiscal_year":2022,"actual":"7.4","target":{"at_most":"4.0"},"verdict":"not_achieved","reference_only":true,"difference":"3.4","trend":"rising"}
        {"programme":"nagaoka","indicator":"N8","fiscal_year":2022,"actual":"11.1","target":{"at_least":"12"},"verdict":"not_achieved","reference_only":true,"attainment":"92.5","difference":"-0.9","trend":"rising"}
        {"programme":"nagaoka","indicator":"N9","fiscal_year":2022,"actual":"13.9","target":{"at_least":"15.0"},"verdict":"not_achieved","reference_only":true,"attainment":"92.7","difference":"-1.1","trend":"level","far_goal":{"target":{"at_least":"50"},"verdict":"not_achieved","attainment":"27.8","difference":"-36.1"}}
        {"programme":"nagaoka","indicator":"N10","fiscal_year":2022,"actual":{"male":{"candidates":["23.7",null]},"female":{"candidates":["14.8",null]}},"target":"narrow","verdict":"undecided","reference_only":true,"far_goal":{"target":"equal","verdict":"undecided","reason":"figure_unsettled"},"reason":"figure_unsettled"}
        {"programme":"nagaoka","indicator":"N11","fiscal_year":2022,"actual":"57.4","target":"increase","verdict":"achieved","reference_only":true,"difference":"33.3","trend":"rising","far_goal":{"target":{"at_least":"100"},"verdict":"not_achieved","attainment":"57.4","difference":"-42.6"}}
        {"programme":"nagaoka","indicator":"N-ref","fiscal_year":2022,"actual":"55.9","verdict":"not_judged","reference_only":true,"trend":"rising","reason":"target_blank"}
        {"programme":"nagaoka","indicator":"N12","fiscal_year":2022,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
        {"programme":"nagaoka","indicator":"N13","fiscal_year":2022,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
    "#]],
    );
}

#[test]
fn nagaoka_in_r3_met_its_later_limit_on_360_hours() {
    check(
        &["seeds/nagaoka.json", "--year", "R3"],
        expect![[r#"
        {"programme":"nagaoka","indicator":"N1","fiscal_year":2021,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
        {"programme":"nagaoka","indicator":"N2","fiscal_year":2021,"actual":"304","target":"increase","verdict":"achieved","reference_only":true,"difference":"34","trend":"rising"}
        {"programme":"nagaoka","indicator":"N3","fiscal_year":2021,"actual":"32","target":"increase","verdict":"first_measure","reference_only":true}
        {"programme":"nagaoka","indicator":"N4","fiscal_year":2021,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
        {"programme":"nagaoka","indicator":"N5","fiscal_year":2021,"actual":"13.2","target":"decrease","verdict":"not_achieved","reference_only":true,"difference":"1.3","trend":"rising"}
        {"programme":"nagaoka","indicator":"N6","fiscal_year":2021,"actual":"18","target":{"exactly":"0"},"verdict":"not_achieved","reference_only":true,"difference":"18","trend":"rising"}
        {"programme":"nagaoka","indicator":"N7","fiscal_year":2021,"actual":"3.0","target":{"at_most":"4.0"},"verdict":"achieved","reference_only":true,"difference":"-1.0","trend":"falling"}
        {"programme":"nagaoka","indicator":"N8","fiscal_year":2021,"actual":"10.6","target":{"at_least":"12"},"verdict":"not_achieved","reference_only":true,"attainment":"88.3","difference":"-1.4","trend":"rising"}
        {"programme":"nagaoka","indicator":"N9","fiscal_year":2021,"actual":"13.9","target":{"at_least":"15.0"},"verdict":"not_achieved","reference_only":true,"attainment":"92.7","difference":"-1.1","trend":"rising","far_goal":{"target":{"at_least":"50"},"verdict":"not_achieved","attainment":"27.8","difference":"-36.1"}}
        {"programme":"nagaoka","indicator":"N10","fiscal_year":2021,"actual":{"male":{"candidates":["23.3","23.7",null]},"female":{"candidates":["13.9","14.8",null]}},"target":"narrow","verdict":"undecided","reference_only":true,"far_goal":{"target":"equal","verdict":"undecided","reason":"figure_unsettled"},"reason":"figure_unsettled"}
        {"programme":"nagaoka","indicator":"N11","fiscal_year":2021,"actual":"24.1","target":"increase","verdict":"achieved","reference_only":true,"difference":"2.7","trend":"rising","far_goal":{"target":{"at_least":"100"},"verdict":"not_achieved","attainment":"24.1","difference":"-75.9"}}
        {"programme":"nagaoka","indicator":"N-ref","fiscal_year":2021,"actual":"35.9","verdict":"not_judged","reference_only":true,"trend":"rising","reason":"target_blank"}
        {"programme":"nagaoka","indicator":"N12","fiscal_year":2021,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
        {"programme":"nagaoka","indicator":"N13","fiscal_year":2021,"actual":{"dash":"unmeasured"},"target":"increase","verdict":"not_judged","reference_only":true,"reason":"unmeasured"}
    "#]],
    );
}

#[test]
fn ojiya_in_r5_is_judged_where_its_targets_survive() {
    check(
        &["seeds/ojiya.json", "--year", "2023"],
        expect![[r#"
        {"programme":"ojiya","indicator":"O1-1","fiscal_year":2023,"actual":"0","target":{"at_least":"2"},"verdict":"not_achieved","attainment":"0.0","progress":"0.0","difference":"-2","trend":"level"}
        {"programme":"ojiya","indicator":"O1-2","fiscal_year":2023,"actual":"0","target":{"at_least":"10"},"verdict":"not_achieved","attainment":"0.0","progress":"0.0","difference":"-10","trend":"level"}
        {"programme":"ojiya","indicator":"O1-3","fiscal_year":2023,"actual":"145","target":{"at_least":"85"},"verdict":"achieved","attainment":"170.6","progress":"209.1","difference":"60","trend":"rising"}
        {"programme":"ojiya","indicator":"O2-1","fiscal_year":2023,"actual":"1395","target":{"lost":true},"verdict":"undecided","trend":"rising","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O2-2","fiscal_year":2023,"actual":"0","target":{"lost":true},"verdict":"undecided","trend":"level","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O2-3","fiscal_year":2023,"actual":{"candidates":["2",null]},"target":{"candidates":[{"at_least":"2"},null]},"verdict":"undecided","reason":"target_unsettled"}
        {"programme":"ojiya","indicator":"O2-4","fiscal_year":2023,"actual":"11","target":{"lost":true},"verdict":"undecided","trend":"rising","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O3-1","fiscal_year":2023,"actual":{"candidates":["17",null]},"target":{"candidates":[{"at_least":"17"},null]},"verdict":"undecided","reason":"target_unsettled"}
        {"programme":"ojiya","indicator":"O3-2","fiscal_year":2023,"actual":"6","target":{"at_least":"6"},"verdict":"achieved","attainment":"100.0","progress":"100.0","difference":"0"}
        {"programme":"ojiya","indicator":"O4-1","fiscal_year":2023,"actual":{"candidates":["調整・検討","調整・検討"]},"target":{"candidates":[{"reach":"調整・検討"},{"reach":"調整・検討"}]},"verdict":"achieved","reason":"any_reading"}
        {"programme":"ojiya","indicator":"O5-1","fiscal_year":2023,"actual":"8","target":{"at_least":"7"},"verdict":"achieved","attainment":"114.3","difference":"1","trend":"rising"}
        {"programme":"ojiya","indicator":"O5-2","fiscal_year":2023,"actual":{"dash":"not_applicable"},"target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O5-3","fiscal_year":2023,"actual":"3","target":"as_needed","verdict":"not_judged","trend":"rising","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O6-1","fiscal_year":2023,"actual":"実施","target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O6-2","fiscal_year":2023,"actual":"4","target":"as_needed","verdict":"not_judged","trend":"rising","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O7-1","part":"visits","fiscal_year":2023,"actual":"7","target":{"lost":true},"verdict":"undecided","trend":"rising","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O7-1","part":"fairs","fiscal_year":2023,"actual":"4","target":{"lost":true},"verdict":"undecided","trend":"level","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O7-2","fiscal_year":2023,"actual":"1116","target":{"at_least":"800"},"verdict":"achieved","attainment":"139.5","difference":"316","trend":"rising","variants":[{"excluding":"人権パネル展の鑑賞","actual":"663","verdict":"not_achieved","attainment":"82.9","difference":"-137"}]}
        {"programme":"ojiya","indicator":"O7-3","fiscal_year":2023,"actual":"2","target":{"at_least":"2"},"verdict":"achieved","attainment":"100.0","difference":"0","trend":"falling"}
    "#]],
    );
}

#[test]
fn ojiya_in_r4_sets_no_target_for_two_indicators() {
    check(
        &["seeds/ojiya.json", "--year", "2022"],
        expect![[r#"
        {"programme":"ojiya","indicator":"O1-1","fiscal_year":2022,"actual":"0","target":{"dash":"no_target"},"verdict":"not_judged","reason":"no_target_set"}
        {"programme":"ojiya","indicator":"O1-2","fiscal_year":2022,"actual":"0","target":{"dash":"no_target"},"verdict":"not_judged","reason":"no_target_set"}
        {"programme":"ojiya","indicator":"O1-3","fiscal_year":2022,"actual":"67","target":{"at_least":"40"},"verdict":"achieved","attainment":"167.5","progress":"370.0","difference":"27"}
        {"programme":"ojiya","indicator":"O2-1","fiscal_year":2022,"actual":"1257","target":{"lost":true},"verdict":"undecided","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O2-2","fiscal_year":2022,"actual":"0","target":{"lost":true},"verdict":"undecided","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O2-3","fiscal_year":2022,"actual":{"candidates":["1",null]},"target":{"candidates":[{"at_least":"1"},null]},"verdict":"undecided","reason":"target_unsettled"}
        {"programme":"ojiya","indicator":"O2-4","fiscal_year":2022,"actual":"9","target":{"lost":true},"verdict":"undecided","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O3-1","fiscal_year":2022,"actual":{"candidates":["17",null]},"target":{"candidates":[{"at_least":"17"},null]},"verdict":"undecided","reason":"target_unsettled"}
        {"programme":"ojiya","indicator":"O3-2","fiscal_year":2022,"actual":{"candidates":[{"words":"選定","number":"6"},"検討"]},"target":{"candidates":[{"reach":"検討"},{"reach":"選定"}]},"verdict":"undecided","reason":"target_unsettled"}
        {"programme":"ojiya","indicator":"O4-1","fiscal_year":2022,"actual":{"candidates":["情報収集","情報収集"]},"target":{"candidates":[{"reach":"情報収集"},{"reach":"情報収集"}]},"verdict":"achieved","reason":"any_reading"}
        {"programme":"ojiya","indicator":"O5-1","fiscal_year":2022,"actual":"2","target":{"at_least":"2"},"verdict":"achieved","attainment":"100.0","difference":"0"}
        {"programme":"ojiya","indicator":"O5-2","fiscal_year":2022,"actual":"1","target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O5-3","fiscal_year":2022,"actual":"1","target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O6-1","fiscal_year":2022,"actual":"実施","target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O6-2","fiscal_year":2022,"actual":"1","target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O7-1","part":"visits","fiscal_year":2022,"actual":"3","target":{"lost":true},"verdict":"undecided","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O7-1","part":"fairs","fiscal_year":2022,"actual":"4","target":{"lost":true},"verdict":"undecided","reason":"target_lost"}
        {"programme":"ojiya","indicator":"O7-2","fiscal_year":2022,"actual":"729","target":{"at_least":"800"},"verdict":"not_achieved","attainment":"91.1","difference":"-71"}
        {"programme":"ojiya","indicator":"O7-3","fiscal_year":2022,"actual":"3","target":{"at_least":"3"},"verdict":"achieved","attainment":"100.0","progress":"100.0","difference":"0"}
    "#]],
    );
}

#[test]
fn a_stopped_measure_is_not_judged_in_r6() {
    check(
        &["seeds/ojiya.json", "--year", "2024"],
        expect![[r#"
        {"programme":"ojiya","indicator":"O1-2","fiscal_year":2024,"target":{"at_least":"20"},"verdict":"undecided","reason":"not_entered"}
        {"programme":"ojiya","indicator":"O1-3","fiscal_year":2024,"target":{"at_least":"100"},"verdict":"undecided","reason":"not_entered"}
        {"programme":"ojiya","indicator":"O2-3","fiscal_year":2024,"target":{"at_least":"3"},"verdict":"undecided","reason":"not_entered"}
        {"programme":"ojiya","indicator":"O2-4","fiscal_year":2024,"target":{"at_least":"12"},"verdict":"undecided","reason":"not_entered"}
        {"programme":"ojiya","indicator":"O3-1","fiscal_year":2024,"target":{"at_least":"17"},"verdict":"undecided","reason":"not_entered"}
        {"programme":"ojiya","indicator":"O3-2","fiscal_year":2024,"actual":{"candidates":["6",null]},"target":{"at_least":"6"},"verdict":"undecided","reason":"figure_unsettled"}
        {"programme":"ojiya","indicator":"O4-1","fiscal_year":2024,"actual":{"candidates":["方針決定",null]},"target":{"candidates":[{"reach":"方針決定"},null]},"verdict":"not_judged","reason":"stopped"}
        {"programme":"ojiya","indicator":"O5-1","fiscal_year":2024,"actual":{"candidates":["12",null]},"target":{"at_least":"12"},"verdict":"undecided","reason":"figure_unsettled"}
        {"programme":"ojiya","indicator":"O5-2","fiscal_year":2024,"target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O5-3","fiscal_year":2024,"target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O6-1","fiscal_year":2024,"target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O6-2","fiscal_year":2024,"target":"as_needed","verdict":"not_judged","reason":"as_needed"}
        {"programme":"ojiya","indicator":"O7-2","fiscal_year":2024,"target":{"at_least":"800"},"verdict":"undecided","reason":"not_entered"}
        {"programme":"ojiya","indicator":"O7-3","fiscal_year":2024,"target":{"at_least":"2"},"verdict":"undecided","reason":"not_entered"}
    "#]],
    );
}

#[test]
fn without_a_year_every_year_is_there_by_programme_indicator_part_and_year() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["evaluate", "seeds/ojiya.json", "seeds/nagaoka.json", "--today", "2026-11-21"];
    cli::run(arguments.map(Into::into), &mut out, &mut err).expect("a vector can be written to");
    let order: Vec<String> = String::from_utf8_lossy(&out)
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("one object a line");
            let text = |field: &str| line[field].as_str().unwrap_or_default().to_owned();
            format!("{} {} {} {}", text("programme"), text("indicator"), text("part"), line["fiscal_year"])
        })
        .collect();
    // 毎年度: from the programme's first year to the present one, beside the history.
    let years_of = |indicator: &str| order.iter().filter_map(|line| line.strip_prefix(indicator)).collect::<Vec<_>>().join(",");
    assert_eq!(years_of("nagaoka N8  "), "2019,2020,2021,2022,2023,2024,2025,2026");
    assert_eq!(years_of("nagaoka N-ref  "), "2019,2020,2021,2022");
    assert_eq!(years_of("ojiya O1-1  "), "2022,2023");
    assert_eq!(years_of("ojiya O7-1 "), "visits 2022,visits 2023,fairs 2022,fairs 2023");
    let first_of = |start: &str| order.iter().position(|line| line.starts_with(start)).expect("a line");
    assert!(first_of("nagaoka N13 ") < first_of("ojiya O1-1 "));
    assert!(first_of("nagaoka N9 ") < first_of("nagaoka N10 "));
}

/// The seed after a person has entered figures: indicator, fiscal year, part, number, unit.
fn entered(name: &str, figures: &[(&str, i32, Option<&str>, &str, &str)]) -> Workspace {
    let mut workspace = seed(name);
    let entries = figures.iter().map(|&(indicator, of, part, number, unit)| {
        let key = FigureKey { indicator: id(indicator), year: year(of), part: part.map(id) };
        let amount = read_amount(number).expect("a number");
        let quantity = Quantity { amount, unit: unit.to_owned(), qualifier: Qualifier::Plain, ratio: None };
        Entry::Figure(key, Figure::confirmed(Shown::Number(quantity)))
    });
    let command = Command { program: id(name), entries: entries.collect() };
    let stamp = Stamp { dot: Dot { writer: Writer::from_bits(42), n: 1 }, at: None };
    workspace.apply(command, stamp).expect("the indicators and parts are known");
    workspace
}

fn judged(workspace: &Workspace, name: &str, indicator: &str, of: i32) -> Judgement {
    let judgements = judge(&program(workspace, name).tables, &id(indicator), year(of), today());
    let [judgement] = &judgements[..] else { panic!("{indicator} is judged in one") };
    judgement.clone()
}

#[test]
fn n10_is_achieved_once_a_person_says_which_years_the_figures_belong_to() {
    let (male, female) = (Some("male"), Some("female"));
    // R1 and R2, or R3 and R4 (N:108-109): from 9.4 points to 8.9 either way.
    for (before, after) in [(2019, 2020), (2021, 2022)] {
        let earlier = [("N10", before, male, "23.3", "%"), ("N10", before, female, "13.9", "%")];
        let later = [("N10", after, male, "23.7", "%"), ("N10", after, female, "14.8", "%")];
        let judgement = judged(&entered("nagaoka", &[earlier, later].concat()), "nagaoka", "N10", after);
        assert_eq!(judgement.finding.verdict, Verdict::Achieved);
        assert_eq!(judgement.finding.difference.map(|gap| gap.to_string()).as_deref(), Some("-0.5"));
        let far = judgement.far_goal.expect("一致させる").finding;
        assert_eq!((far.verdict, far.difference.map(|gap| gap.to_string()).as_deref()), (Verdict::NotAchieved, Some("8.9")));
    }
}

#[test]
fn the_first_survey_is_not_compared_and_the_second_is_compared_with_it() {
    let workspace = entered("nagaoka", &[("N1", 2023, None, "61.2", "%"), ("N1", 2024, None, "61.2", "%")]);
    let first = judged(&workspace, "nagaoka", "N1", 2023);
    assert_eq!((first.finding.verdict, first.is_reference_only), (Verdict::FirstMeasure, false));
    let second = judged(&workspace, "nagaoka", "N1", 2024);
    assert_eq!(second.finding.verdict, Verdict::Unchanged);
    assert_eq!(second.references.map(|references| references.used.against), Some(Against::FirstMeasured(year(2023))));
}

#[test]
fn an_increase_counts_against_r4_and_a_disagreement_with_the_year_before_is_said() {
    // 326 in R4 (N:59); then a fall and a smaller rise.
    let workspace = entered("nagaoka", &[("N2", 2023, None, "300", "件"), ("N2", 2024, None, "310", "件")]);
    let judgement = judged(&workspace, "nagaoka", "N2", 2024);
    assert_eq!(judgement.finding.verdict, Verdict::NotAchieved);
    let references = judgement.references.expect("figures to compare with");
    assert_eq!(references.used.against, Against::Baseline(year(2022)));
    let other = references.other.expect("the year before");
    assert_eq!((other.against, other.verdict), (Against::PreviousYear(year(2023)), Verdict::Achieved));
    assert!(references.disagree());
}

#[test]
fn the_survey_indicators_are_unmeasured_before_r5_and_never_zero() {
    let workspace = seed("nagaoka");
    for indicator in ["N1", "N4", "N12", "N13"] {
        for of in 2019..=2022 {
            let judgement = judged(&workspace, "nagaoka", indicator, of);
            assert_eq!(judgement.finding.verdict, Verdict::NotJudged(Unjudged::Unmeasured), "{indicator} {of}");
            assert!(
                (judgement.actual.iter()).all(|actual| actual.shown == Reading::Settled(Trust::Confirmed(Shown::Dash(Dash::Unmeasured))))
            );
        }
    }
}

#[test]
fn a_claim_that_the_target_was_met_stands_beside_the_lost_target() {
    let workspace = seed("ojiya");
    let judgement = judged(&workspace, "ojiya", "O2-1", 2023);
    assert_eq!(judgement.finding.verdict, Verdict::Undecided(Doubt::TargetLost));
    let claims: Vec<_> = judgement.claims.iter().filter_map(|id| program(&workspace, "ojiya").tables.claims.get(id)).collect();
    assert!(claims.iter().any(|claim| claim.source == "O:84" && claim.says.contains("目標を達成")), "{claims:?}");
}

#[test]
fn a_printed_rating_agrees_with_its_sheets_targets_or_differs_without_a_reproach() {
    let workspace = seed("ojiya");
    let tables = &program(&workspace, "ojiya").tables;
    // △ is printed for one of three (O:52), 概ね計画どおり for one of one (O:186); history owes no reason.
    for (sheet, expected) in [("O1", Agreement::Same), ("O5", Agreement::Differs)] {
        let printed = printed_rating(tables, &id(sheet), year(2023));
        let Some((step, Reading::Settled(rating))) = printed else { panic!("{sheet}: {printed:?}") };
        let proposal = propose(tables, &id(sheet), year(2023), today());
        assert_eq!(agreement(tables, step, &rating, &proposal), Some(expected), "{sheet}");
    }
}

#[test]
fn the_targets_of_the_sheets_suggest_what_the_documents_allow() {
    let workspace = seed("ojiya");
    let tables = &program(&workspace, "ojiya").tables;
    let of_sheet = |measure: &MeasureId| match propose(tables, measure, year(2023), today()) {
        Proposal::Proposed { grade, score } => format!("{grade}, {} of {}", score.achieved, score.n_judged()),
        Proposal::NoneJudged => "none judged".to_owned(),
        Proposal::Withheld(open) => {
            format!("withheld by {}", open.iter().map(|open| open.indicator.as_str()).collect::<Vec<_>>().join(" "))
        }
        Proposal::Decided(decision) => format!("decided: {decision}"),
        Proposal::NoGrade(_) => "no grade".to_owned(),
    };
    let lines: String =
        tables.listed_measures().into_iter().map(|(id, measure)| format!("{} {}\n", measure.number, of_sheet(id))).collect();
    expect![[r#"
        1 triangle, 1 of 3
        2 withheld by O2-1 O2-2 O2-3 O2-4
        3 withheld by O3-1
        4 decided: stopped
        5 double-circle, 1 of 1
        6 none judged
        7 withheld by O7-1 O7-1
    "#]]
    .assert_eq(&lines);
}

#[test]
fn the_sums_of_the_documents_add_up_but_for_two() {
    let workspace = seed("ojiya");
    let tables = &program(&workspace, "ojiya").tables;
    let lines: String = (reconcile(tables).into_iter())
        .map(|sum| match sum.check {
            SumCheck::Agrees { computed } => format!("{} {computed}\n", sum.sum),
            SumCheck::Differs { computed, difference } => format!("{} {computed}, off by {difference}\n", sum.sum),
            SumCheck::InConflict | SumCheck::TooLarge => format!("{} cannot be checked\n", sum.sum),
        })
        .collect();
    expect![[r#"
        O1-3-R5 145
        O2-1-R5 1396, off by 1
        O2-4-R5 11
        O3-2-R5 6
        O5-1-R5 8
        O5-1-R5-partners 6
        O6-2-R5 4
        O7-1-R5-fairs 6, off by 2
        O7-1-R5-visits 7
        O7-2-R5 663
    "#]]
    .assert_eq(&lines);
}

#[test]
fn the_far_goals_of_nagaoka_tell_their_distance_and_never_a_date() {
    let workspace = seed("nagaoka");
    let told: Vec<String> = outlook(&program(&workspace, "nagaoka").tables, year(2022), today())
        .into_iter()
        .map(|goal| {
            let ahead = match goal.ahead {
                Ahead::AtThisPace { distance, per_year, years, .. } => format!("{distance} left, {per_year} a year, {years} years"),
                other => format!("{other:?}"),
            };
            format!("{}: {ahead}", goal.indicator)
        })
        .collect();
    // N10 waits until a person says which years its figures belong to.
    assert_eq!(told, ["N9: 36.1 left, 0.80 a year, 46 years", "N10: Unknown", "N11: 42.6 left, 17.27 a year, 3 years"]);
}

#[test]
fn an_increase_says_what_the_other_reference_would_make_of_it() {
    let workspace = entered("nagaoka", &[("N2", 2023, None, "400", "件"), ("N2", 2024, None, "350", "件")]);
    let effects = effects(&program(&workspace, "nagaoka").tables, &id("N2"), year(2024), today());
    let told: Vec<_> = effects.into_iter().map(|effect| (effect.tried, effect.verdicts[0].verdict)).collect();
    assert_eq!(judged(&workspace, "nagaoka", "N2", 2024).finding.verdict, Verdict::Achieved);
    assert!(told.contains(&(Tried::Reference(Reference::PreviousYear), Verdict::NotAchieved)), "{told:?}");
}

/// P14 asks for 2 ms of the shipped build; this one is not optimised and its machine may be busy. Judging everything
/// anew for every single judgement, or copying the workspace with an edit, would take far longer than the bound.
#[test]
fn one_edit_and_everything_that_follows_from_it_take_a_moment() {
    let workspace = seed("nagaoka");
    let quantity = |n: u32| Quantity {
        amount: read_amount(&n.to_string()).expect("a number"),
        unit: "件".to_owned(),
        qualifier: Qualifier::Plain,
        ratio: None,
    };
    let mut times: Vec<std::time::Duration> = (0..21)
        .map(|n| {
            let mut edited = workspace.clone();
            let key = FigureKey { indicator: id("N2"), year: year(2023), part: None };
            let entries = vec![Entry::Figure(key, Figure::confirmed(Shown::Number(quantity(n))))];
            let begun = std::time::Instant::now();
            let stamp = Stamp { dot: Dot { writer: Writer::from_bits(42), n: 1 }, at: None };
            edited.apply(Command { program: id("nagaoka"), entries }, stamp).expect("the indicator is known");
            let tables = &program(&edited, "nagaoka").tables;
            let card = scorecard(tables, year(2023), today());
            let goals = outlook(tables, year(2023), today());
            let sums = reconcile(tables);
            let time = begun.elapsed();
            assert_eq!((card.judgements.len(), goals.len(), sums.len()), (14, 3, 0));
            time
        })
        .collect();
    times.sort();
    println!("one edit and all that follows: {:?}", times[10]);
    assert!(times[10].as_millis() < 50, "{:?}", times[10]);
}
