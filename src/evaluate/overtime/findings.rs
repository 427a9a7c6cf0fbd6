//! Breaches, and what cannot be decided.

use super::{
    Exceptions, Finding, Outcome, Rule, Span, Value,
    timeline::{Seen, State, Timeline, Together, is_quiet},
};
use crate::domain::overtime::{Limits, Minutes, Month, Person};

/// All breaches of a person in a span, and all rules that unknown months leave undecided.
///
/// By month, and in a month by rule; then the rules of the year.
pub fn findings(person: Person<'_>, span: Span, limits: &Limits, exceptions: Exceptions) -> Vec<Finding> {
    if is_quiet(person, span, limits) { Vec::new() } else { judged(&Timeline::new(person, span, exceptions), limits) }
}

/// Every rule asked of every month.
fn judged(timeline: &Timeline, limits: &Limits) -> Vec<Finding> {
    let mut found = Found { timeline, limits, findings: Vec::with_capacity(Found::USUAL) };
    let mut year = Year::default();
    let loud = timeline.loud(limits.mean);
    for (index, seen) in timeline.asked() {
        let (month, is_unknown) = (Some(index), seen.state == State::Unknown);
        if !seen.is_exception {
            found.ask(Rule::Month45, month, seen.counted > limits.month, is_unknown, Value::Minutes(seen.counted));
        }
        found.ask(Rule::Month100, month, seen.all >= limits.month_below, is_unknown, Value::Minutes(seen.all));
        if loud.are_near(index) {
            // Without a window a rule has nothing to say of this month.
            for (rule, n_months, Together { minutes: total, n_unknown }) in timeline.windows(index) {
                found.ask(rule, month, total > limits.mean * n_months, n_unknown > 0, Value::Mean { total, n_months });
            }
        }
        year.add(seen, limits);
    }
    let total = Value::Minutes(year.total);
    found.ask(Rule::Year360, None, year.passed_without_reason, year.may_pass_without_reason, total);
    found.ask(Rule::Year720, None, year.total > limits.year_at_most, year.has_unknown, total);
    found.ask(Rule::MonthsOver45, None, year.n_over > limits.months_over, year.has_unknown, Value::Months(year.n_over));
    found.findings
}

struct Found<'a> {
    timeline: &'a Timeline,
    limits: &'a Limits,
    findings: Vec<Finding>,
}

impl Found<'_> {
    /// So many findings a person who has any seldom exceeds.
    const USUAL: usize = 16;

    /// A rule that what is known breaks is broken; else an unknown month leaves it undecided.
    // Nearly every rule has nothing to say of nearly every month, and should not be called for it.
    #[inline(always)]
    fn ask(&mut self, rule: Rule, index: Option<usize>, is_breach: bool, has_unknown: bool, value: Value) {
        if is_breach || has_unknown {
            self.add(rule, index, if is_breach { Outcome::Breach(value) } else { Outcome::Undecided });
        }
    }

    fn add(&mut self, rule: Rule, index: Option<usize>, outcome: Outcome) {
        let month = index.map(|index| self.timeline.month(index));
        self.findings.push(Finding { rule, month, limit: rule.limit(self.limits), outcome });
    }
}

/// The months of a span that need a reason and have none: over the month's limit, or with overtime once the year's is passed.
pub fn months_in_need(person: Person<'_>, span: Span, limits: &Limits, exceptions: Exceptions) -> Vec<Month> {
    let mut year = Year::default();
    let mut months = Vec::new();
    let timeline = Timeline::new(person, span, exceptions);
    for (index, seen) in timeline.asked() {
        year.add(seen, limits);
        let has_passed = year.total > limits.year && seen.counted > Minutes::ZERO;
        if !seen.is_exception && (seen.counted > limits.month || has_passed) {
            months.push(timeline.month(index));
        }
    }
    months
}

/// What the rules of the year look at, month after month.
#[derive(Default)]
struct Year {
    total: Minutes,
    n_over: u32,
    has_unknown: bool,
    /// A month had overtime, and no reason, when the running total was beyond the limit.
    passed_without_reason: bool,
    /// The same may be true of a month whose running total is unknown.
    may_pass_without_reason: bool,
}

impl Year {
    fn add(&mut self, seen: Seen, limits: &Limits) {
        self.total += seen.counted;
        self.n_over += u32::from(seen.counted > limits.month);
        self.has_unknown |= seen.state == State::Unknown;
        if seen.is_exception {
            return;
        }
        let has_overtime = seen.counted > Minutes::ZERO;
        self.passed_without_reason |= has_overtime && self.total > limits.year;
        self.may_pass_without_reason |= self.has_unknown && (has_overtime || seen.state == State::Unknown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::overtime::{EmployeeId, Kind, Ledger, MonthName, Reason, RuleSet, Workplace},
        evaluate::overtime::fixture::{Row, hired, ledger, month, only, strip, year},
    };
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    fn write(findings: &[Finding]) -> String {
        let line = |finding: &Finding| {
            let month = finding.month.map(|month| format!(" {month}")).unwrap_or_default();
            let outcome = match finding.outcome {
                Outcome::Breach(Value::Minutes(minutes)) => minutes.to_string(),
                Outcome::Breach(Value::Mean { total, n_months }) => format!("{total} / {n_months}"),
                Outcome::Breach(Value::Months(n_months)) => format!("{n_months} months"),
                Outcome::Undecided => "undecided".to_owned(),
            };
            format!("{:?}{month}: {outcome}\n", finding.rule)
        };
        findings.iter().map(line).collect()
    }

    fn of(ledger: &Ledger, exceptions: Exceptions) -> Vec<Finding> {
        let limits = Limits::default();
        findings(only(ledger), Span::year(year(2023), &limits), &limits, exceptions)
    }

    /// What is found in 2023 of one person.
    fn check(rows: &[Row<'_>], exceptions: Exceptions, expected: Expect) {
        expected.assert_eq(&write(&of(&ledger(rows), exceptions)));
    }

    /// A quiet year before, so that no window is unknown.
    const QUIET: Row<'_> = ("01", "A課", 2022, "");

    fn year_of(hours: &str) -> [Row<'_>; 2] {
        [QUIET, ("01", "A課", 2023, hours)]
    }

    #[test]
    fn forty_five_hours_are_allowed_and_six_minutes_more_need_a_reason() {
        check(&year_of("45"), Exceptions::None, expect![""]);
        check(
            &year_of("45.1"),
            Exceptions::None,
            expect![[r#"
            Month45 2023-04: 45:06
        "#]],
        );
        check(
            &year_of("45:01"),
            Exceptions::None,
            expect![[r#"
            Month45 2023-04: 45:01
        "#]],
        );
        check(&year_of("45.1"), Exceptions::All, expect![""]);
    }

    #[test]
    fn a_month_of_a_hundred_hours_is_a_breach_whatever_the_reason() {
        check(&year_of("99.9"), Exceptions::All, expect![""]);
        check(
            &year_of("100"),
            Exceptions::All,
            expect![[r#"
            Month100 2023-04: 100:00
        "#]],
        );
    }

    #[test]
    fn a_year_of_three_hundred_and_sixty_hours_is_allowed() {
        let year_360 = "40 40 40 40 40 40 40 40 40 0 0 0";
        check(&year_of(year_360), Exceptions::None, expect![""]);
        let year_360_1 = "40 40 40 40 40 40 40 40 40 0 0 0.1";
        check(
            &year_of(year_360_1),
            Exceptions::None,
            expect![[r#"
            Year360: 360:06
        "#]],
        );
        check(&year_of(year_360_1), Exceptions::All, expect![""]);
    }

    #[test]
    fn from_the_month_that_passes_360_hours_every_month_with_overtime_needs_a_reason() {
        let mut ledger = ledger(&year_of("45 45 45 45 45 45 45 45 0 1 0 0"));
        let id = only(&ledger).id().clone();
        ledger.record_reason(&id, month("2024-01"), Reason::Disaster, "").unwrap();
        assert_eq!(write(&of(&ledger, Exceptions::Recorded)), "", "the only month beyond 360 has a reason");
        assert_eq!(write(&of(&ledger, Exceptions::None)), "Year360: 361:00\n");
        let limits = Limits::default();
        let need = |exceptions| months_in_need(only(&ledger), Span::year(year(2023), &limits), &limits, exceptions);
        assert_eq!(need(Exceptions::Recorded), []);
        assert_eq!(need(Exceptions::None), [month("2024-01")]);
    }

    #[test]
    fn a_year_of_seven_hundred_and_twenty_hours_is_allowed() {
        let year_720 = "75 45 75 45 75 45 75 45 75 45 75 45";
        check(&year_of(year_720), Exceptions::All, expect![""]);
        check(
            &year_of("75 45 75 45 75 45 75 45 75 45 75 45.1"),
            Exceptions::All,
            expect![[r#"
            Year720: 720:06
            MonthsOver45: 7 months
        "#]],
        );
    }

    #[test]
    fn a_mean_of_eighty_hours_is_allowed_in_each_window() {
        // The last month carries the window beyond 80 hours, and no shorter one.
        for (n_months, kept, broken) in [
            (2, "80 80", "80 80.1"),
            (3, "70 85 85", "70 84.9 85.2"),
            (4, "70 80 85 85", "70 80 85 85.1"),
            (5, "70 80 80 85 85", "70 80 80 85 85.1"),
            (6, "70 80 80 80 85 85", "70 80 80 80 85 85.1"),
        ] {
            let windows = |hours: &str| -> Vec<(Rule, Value)> {
                let all = of(&ledger(&year_of(hours)), Exceptions::All).into_iter();
                let of_windows = all.filter(|finding| Rule::MEANS.iter().any(|(rule, _)| *rule == finding.rule));
                let breach = |finding: Finding| match finding.outcome {
                    Outcome::Breach(value) => (finding.rule, value),
                    Outcome::Undecided => panic!("everything is known"),
                };
                of_windows.map(breach).collect()
            };
            let rule = Rule::MEANS[n_months - 2].0;
            assert!(!windows(kept).iter().any(|(broken, _)| *broken == rule), "{kept}");
            let total = Minutes::hours(80) * n_months as u32 + Minutes::new(6);
            let expected = (rule, Value::Mean { total, n_months: n_months as u32 });
            assert!(windows(broken).contains(&expected), "{broken}: {:?}", windows(broken));
        }
    }

    #[test]
    fn six_months_over_forty_five_hours_are_allowed() {
        check(&year_of("46 46 46 46 46 46"), Exceptions::All, expect![""]);
        check(
            &year_of("46 46 46 46 46 46 0 46"),
            Exceptions::All,
            expect![[r#"
            MonthsOver45: 7 months
        "#]],
        );
    }

    #[test]
    fn windows_cross_the_turn_of_the_year() {
        let march = ("01", "A課", 2022, "0 0 0 0 0 0 0 0 0 0 0 90");
        check(
            &[march, ("01", "A課", 2023, "70.1")],
            Exceptions::All,
            expect![[r#"
            Mean2 2023-04: 160:06 / 2
        "#]],
        );
        check(&[march, ("01", "A課", 2023, "70")], Exceptions::All, expect![""]);
    }

    #[test]
    fn windows_into_an_unknown_year_are_undecided() {
        check(
            &[("01", "A課", 2023, "")],
            Exceptions::None,
            expect![[r#"
            Mean2 2023-04: undecided
            Mean3 2023-04: undecided
            Mean4 2023-04: undecided
            Mean5 2023-04: undecided
            Mean6 2023-04: undecided
            Mean3 2023-05: undecided
            Mean4 2023-05: undecided
            Mean5 2023-05: undecided
            Mean6 2023-05: undecided
            Mean4 2023-06: undecided
            Mean5 2023-06: undecided
            Mean6 2023-06: undecided
            Mean5 2023-07: undecided
            Mean6 2023-07: undecided
            Mean6 2023-08: undecided
        "#]],
        );
    }

    #[test]
    fn no_window_reaches_before_the_day_of_hiring() {
        let from_april = hired(ledger(&[("01", "A課", 2023, "")]), "2023-04-01");
        assert_eq!(write(&of(&from_april, Exceptions::None)), "");
        let from_october = hired(ledger(&[("01", "A課", 2023, "? ? ? ? ? ? 85 80 0 0 0 0")]), "2023-10-16");
        assert_eq!(write(&of(&from_october, Exceptions::All)), "Mean2 2023-11: 165:00 / 2\n");
    }

    #[test]
    fn an_unknown_month_leaves_undecided_what_the_known_ones_do_not_break() {
        check(
            &year_of("0 0 0 0 0 ? 0 0 0 0 0 241"),
            Exceptions::None,
            expect![[r#"
            Month45 2023-09: undecided
            Month100 2023-09: undecided
            Mean2 2023-09: undecided
            Mean3 2023-09: undecided
            Mean4 2023-09: undecided
            Mean5 2023-09: undecided
            Mean6 2023-09: undecided
            Mean2 2023-10: undecided
            Mean3 2023-10: undecided
            Mean4 2023-10: undecided
            Mean5 2023-10: undecided
            Mean6 2023-10: undecided
            Mean3 2023-11: undecided
            Mean4 2023-11: undecided
            Mean5 2023-11: undecided
            Mean6 2023-11: undecided
            Mean4 2023-12: undecided
            Mean5 2023-12: undecided
            Mean6 2023-12: undecided
            Mean5 2024-01: undecided
            Mean6 2024-01: undecided
            Mean6 2024-02: undecided
            Month45 2024-03: 241:00
            Month100 2024-03: 241:00
            Mean2 2024-03: 241:00 / 2
            Mean3 2024-03: 241:00 / 3
            Year360: undecided
            Year720: undecided
            MonthsOver45: undecided
        "#]],
        );
    }

    #[test]
    fn an_unknown_last_month_may_carry_the_year_beyond_its_limit() {
        let found = of(&ledger(&year_of("0 0 0 0 0 0 0 0 0 0 0 ?")), Exceptions::None);
        let of_year = found.iter().filter(|finding| finding.month.is_none()).map(|finding| (finding.rule, finding.outcome));
        assert_eq!(of_year.collect::<Vec<_>>(), [Rule::Year360, Rule::Year720, Rule::MonthsOver45].map(|rule| (rule, Outcome::Undecided)));
    }

    #[test]
    fn the_known_months_of_an_unknown_window_can_break_it() {
        let rows = year_of("? 160.1 0 0 0 0 0 0 0 0 0 0");
        let found = of(&ledger(&rows), Exceptions::All);
        let mean_2 = found.iter().find(|finding| finding.rule == Rule::Mean2 && finding.month == Some(month("2023-05"))).unwrap();
        assert_eq!(mean_2.outcome, Outcome::Breach(Value::Mean { total: Minutes::new(160 * 60 + 6), n_months: 2 }));
        let year_720 = of(&ledger(&year_of("? 99 0 99 0 99 0 99 0 99 99 127")), Exceptions::All);
        assert!(year_720.iter().any(|finding| finding.rule == Rule::Year720 && matches!(finding.outcome, Outcome::Breach(_))));
    }

    #[test]
    fn a_month_with_a_reason_leaves_the_principle_nothing_to_ask() {
        let found = of(&ledger(&year_of("0 0 ?")), Exceptions::All);
        assert!(found.iter().all(|finding| !matches!(finding.rule, Rule::Month45 | Rule::Year360)));
        // A reason in the unknown month alone is not enough: it may carry later months beyond 360 hours.
        let mut ledger = ledger(&year_of("0 0 ? 10"));
        let id = only(&ledger).id().clone();
        ledger.record_reason(&id, month("2023-06"), Reason::Other, "選挙事務").unwrap();
        let found = of(&ledger, Exceptions::Recorded);
        assert!(found.iter().any(|finding| finding.rule == Rule::Year360 && finding.outcome == Outcome::Undecided));
        assert!(found.iter().all(|finding| finding.rule != Rule::Month45));
    }

    #[test]
    fn months_away_are_no_hours_and_not_unknown() {
        check(
            &year_of("休 休 休 85 80 休 休 休 休 休 休 休"),
            Exceptions::All,
            expect![[r#"
            Mean2 2023-08: 165:00 / 2
        "#]],
        );
    }

    #[test]
    fn a_refused_row_of_another_workplace_leaves_the_limits_undecided() {
        let mut doubtful = strip(("01", "A課", 2023, ""));
        doubtful.doubt(MonthName::June);
        let ledger = Ledger::new(vec![strip(QUIET), doubtful]).unwrap();
        assert!(write(&of(&ledger, Exceptions::None)).starts_with("Month45 2023-06: undecided\n"));
    }

    #[test]
    fn hours_on_rest_days_count_for_two_limits_only_under_an_agreement() {
        let mut holidays = strip(("01", "水道局", 2023, "45"));
        for name in [MonthName::April, MonthName::May] {
            holidays.report(name, Kind::Holiday, Minutes::hours(60)).unwrap();
        }
        let mut ledger = Ledger::new(vec![strip(QUIET), holidays]).unwrap();
        expect![[r#"
            Month45 2023-04: 105:00
            Month100 2023-04: 105:00
            Month45 2023-05: 60:00
            Mean2 2023-05: 165:00 / 2
        "#]]
        .assert_eq(&write(&of(&ledger, Exceptions::None)));
        ledger.set_rule_sets([(Workplace::new("水道局"), RuleSet::Agreement)].into());
        expect![[r#"
            Month100 2023-04: 105:00
            Mean2 2023-05: 165:00 / 2
        "#]]
        .assert_eq(&write(&of(&ledger, Exceptions::None)));
    }

    #[test]
    fn all_columns_count() {
        let mut strip = strip(("01", "A課", 2023, "15"));
        strip.report(MonthName::April, Kind::Holiday, Minutes::hours(15)).unwrap();
        strip.report(MonthName::April, Kind::OtherFunds, Minutes::new(15 * 60 + 1)).unwrap();
        let ledger = hired(Ledger::new(vec![strip]).unwrap(), "2023-04-01");
        assert_eq!(write(&of(&ledger, Exceptions::None)), "Month45 2023-04: 45:01\n");
    }

    #[test]
    fn a_year_so_far_asks_nothing_of_months_to_come() {
        let limits = Limits::default();
        let ledger = ledger(&year_of("46 0 46 ? ? ? ? ? ? ? ? ?"));
        let so_far = |text| write(&findings(only(&ledger), Span::until(month(text), &limits), &limits, Exceptions::None));
        assert_eq!(so_far("2023-06"), "Month45 2023-04: 46:00\nMonth45 2023-06: 46:00\n");
    }

    #[test]
    fn the_year_of_the_limits_may_begin_in_another_month() {
        let limits = Limits { year_begins: MonthName::January, ..Limits::default() };
        let ledger = ledger(&[("01", "A課", 2022, "46 46 46 46 0 0 0 0 0 46 46 46"), ("01", "A課", 2023, "46 46 46 46")]);
        let count = |span| {
            let found = findings(only(&ledger), span, &limits, Exceptions::All);
            found.into_iter().find(|finding| finding.rule == Rule::MonthsOver45).map(|finding| finding.outcome)
        };
        assert_eq!(count(Span::year(year(2023), &limits)), Some(Outcome::Breach(Value::Months(7))));
        assert_eq!(count(Span::until(month("2023-06"), &limits)), None);
        assert_eq!(Span::until(month("2023-06"), &limits).first(), month("2023-01"));
    }

    #[test]
    fn the_first_and_the_last_year_there_is_can_be_asked() {
        let ledger = ledger(&[("01", "A課", 1950, ""), ("01", "A課", 2150, "")]);
        assert_eq!(only(&ledger).id(), &EmployeeId::read("01").unwrap());
        for begins in [MonthName::January, MonthName::April, MonthName::October] {
            let limits = Limits { year_begins: begins, ..Limits::default() };
            for number in [1950, 2150] {
                findings(only(&ledger), Span::year(year(number), &limits), &limits, Exceptions::None);
                findings(only(&ledger), Span::until(Month::new(year(number), begins), &limits), &limits, Exceptions::None);
            }
        }
    }

    /// Minutes of a month at most so many hours, or near them; a blank; 休職.
    fn cell(most: u32) -> impl Strategy<Value = String> {
        let hours = |minutes: u32| format!("{}:{:02}", minutes / 60, minutes % 60);
        prop_oneof![
            20 => (0..=most * 60).prop_map(hours),
            20 => (most * 60 - 2..=most * 60 + 2).prop_map(hours),
            1 => Just("?".to_owned()),
            1 => Just("休".to_owned()),
        ]
    }

    /// Two years of one person, most of them near some limit or quiet.
    fn two_years() -> impl Strategy<Value = [String; 2]> {
        let months = prop::sample::select(vec![5, 29, 30, 45, 60, 100]).prop_flat_map(|most| prop::collection::vec(cell(most), 24));
        months.prop_map(|cells| [cells[..12].join(" "), cells[12..].join(" ")])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn of_a_quiet_year_there_is_nothing_to_find_nor_of_a_window_without_a_loud_month(
            [before, hours] in two_years(),
            day in prop::option::of(prop::sample::select(vec!["2020-04-01", "2022-10-01", "2023-04-01", "2023-07-15", "2024-05-01"])),
            (month, year, below) in (0..=60u32, 0..=500u32, 0..=110u32),
            (at_most, mean, months_over) in (0..=800u32, 0..=90u32, 0..=6u32),
            is_regulation in any::<bool>(),
            begins in prop::sample::select(vec![MonthName::April, MonthName::January]),
        ) {
            let mut ledger = ledger(&[("01", "A課", 2022, &before), ("01", "A課", 2023, &hours)]);
            if let Some(day) = day {
                ledger = hired(ledger, day);
            }
            let odd = Limits {
                month: Minutes::hours(month),
                year: Minutes::hours(year),
                month_below: Minutes::hours(below),
                year_at_most: Minutes::hours(at_most),
                mean: Minutes::hours(mean),
                months_over,
                year_begins: begins,
            };
            let limits = if is_regulation { Limits::default() } else { odd };
            for span in [Span::year(self::year(2023), &limits), Span::until(self::month("2023-09"), &limits)] {
                let is_quiet = is_quiet(only(&ledger), span, &limits);
                for exceptions in [Exceptions::None, Exceptions::All] {
                    let timeline = Timeline::new(only(&ledger), span, exceptions);
                    prop_assert!(!is_quiet || judged(&timeline, &limits).is_empty());
                    let loud = timeline.loud(limits.mean);
                    for (index, _) in timeline.asked().filter(|(index, _)| !loud.are_near(*index)) {
                        let keeps = |window: Together, n_months| window.n_unknown == 0 && window.minutes <= limits.mean * n_months;
                        prop_assert!(timeline.windows(index).all(|(_, n_months, window)| keeps(window, n_months)));
                    }
                }
            }
        }
    }

    #[test]
    fn a_year_up_to_every_limit_is_quiet_and_a_minute_more_is_not() {
        let is_quiet = |hours: &str| {
            let limits = Limits::default();
            is_quiet(only(&ledger(&year_of(hours))), Span::year(year(2023), &limits), &limits)
        };
        assert!(is_quiet("45 45 45 45 45 45 45 45"));
        assert!(!is_quiet("45 45 45 45 45 45 45 45 0:01"));
        assert!(!is_quiet("45:01"));
        assert!(!is_quiet("? 1"));
    }
}
