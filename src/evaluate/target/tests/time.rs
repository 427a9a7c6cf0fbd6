//! 時期未到来, 集計中, 未入力.

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
    let city = City::new().indicator_with("N9", |indicator| indicator.measured = Measured::NextApril).every_year("N9", at_least("15.0%"));
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
