//! 累計: a fall asks for a reason.

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
    // Where 3件 may be no figure at all, the 9件 before it still counts.
    let perhaps = counted([(2021, n("9件")), (2023, n("8件"))]).figure("X", 2022, either([Some(n("3件")), None]));
    assert_eq!(perhaps.verdict("X", 2023), Undecided(FellWithoutReason));
}

#[test]
fn a_figure_is_held_against_the_nearest_one_before_it_alone() {
    let city = counted([(2022, n("7件")), (2023, n("8件"))]).figures("X", [(2021, n("9件"))]);
    assert_eq!((city.verdict("X", 2022), city.verdict("X", 2023)), (Undecided(FellWithoutReason), Achieved));
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
