//! Hours still allowed, and the rule that binds (N:340).

use super::{
    Exceptions, Rule, Span,
    timeline::{State, Timeline},
};
use crate::domain::overtime::{Bands, Limits, Minutes, Month, Person};

/// What a person may still work in a month, as of what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Of the month itself, so far; nothing where nothing is reported yet.
    pub used: Minutes,
    /// The tightest first; of equal ones in the order of the rules.
    pub caps: Vec<Cap>,
    /// Rules that look at unknown months: their cap may be lower than any shown, or one not shown.
    pub undecided: Vec<Rule>,
}

/// The most a month may have under one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    pub rule: Rule,
    pub most: Minutes,
    /// What counts for this rule of the month so far. Less than all hours where 36協定型 leaves rest days out.
    pub used: Minutes,
}

impl Cap {
    pub fn left(self) -> Minutes {
        self.most.minus(self.used)
    }

    /// How far beyond the cap the month is already.
    pub fn beyond(self) -> Minutes {
        self.used.minus(self.most)
    }

    pub fn band(self, bands: &Bands) -> Band {
        Band::of(self.used, self.most, bands)
    }
}

impl Allowance {
    /// The rule that binds. Some month of 100 hours is always out of the question, so there is one.
    pub fn binding(&self) -> Option<Cap> {
        self.caps.first().copied()
    }
}

/// How much of what is allowed is used, by the lines of [`Bands`]: where a page changes its colour and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    Ample,
    First,
    Second,
    Third,
    /// More than is allowed.
    Beyond,
}

impl Band {
    pub fn of(used: Minutes, most: Minutes, bands: &Bands) -> Self {
        if used > most {
            return Band::Beyond;
        }
        let reaches = |percent: u32| used * 100 >= most * percent;
        match () {
            // Where nothing is allowed, nothing is left.
            () if reaches(bands.third) => Band::Third,
            () if reaches(bands.second) => Band::Second,
            () if reaches(bands.first) => Band::First,
            () => Band::Ample,
        }
    }
}

/// What the limits leave of `month`, which may be under way. Later months are not looked at.
///
/// The principle's rules are left out where the month counts as ordered for a reason.
pub fn allowance(person: Person<'_>, month: Month, limits: &Limits, exceptions: Exceptions) -> Allowance {
    let span = Span::until(month, limits);
    let timeline = Timeline::new(person, span, exceptions);
    let (index, seen) = timeline.last();
    let mut so_far = SoFar::default();
    for (_, earlier) in timeline.asked().take_while(|(at, _)| *at < index) {
        so_far.total += earlier.counted;
        so_far.n_over += u32::from(earlier.counted > limits.month);
        so_far.n_unknown += u32::from(earlier.state == State::Unknown);
    }
    let mut caps = Vec::with_capacity(Rule::ALL.len());
    let mut undecided = Vec::new();
    let mut cap = |rule, most: Option<Minutes>, used, n_unknown: u32| {
        caps.extend(most.map(|most| Cap { rule, most, used }));
        if n_unknown > 0 {
            undecided.push(rule);
        }
    };
    if !seen.is_exception {
        cap(Rule::Month45, Some(limits.month), seen.counted, 0);
        // Once the total is beyond the limit, any overtime needs a reason.
        cap(Rule::Year360, Some(limits.year.minus(so_far.total)), seen.counted, so_far.n_unknown);
    }
    // The one limit that may not be reached; a month is ordered in whole minutes.
    cap(Rule::Month100, Some(limits.month_below.minus(Minutes::new(1))), seen.all, 0);
    cap(Rule::Year720, Some(limits.year_at_most.minus(so_far.total)), seen.counted, so_far.n_unknown);
    for (rule, n_months) in Rule::MEANS {
        if timeline.window(index, n_months).is_some() {
            // A window of more than one month has months before this one, and they stand in a window of their own.
            let before = timeline.window(index - 1, n_months - 1).unwrap_or_default();
            cap(rule, Some((limits.mean * n_months).minus(before.minutes)), seen.all, before.n_unknown);
        }
    }
    // No cap while another month over 45 hours is allowed, but unknown months may have been such.
    let is_last = so_far.n_over >= limits.months_over;
    let n_unknown = if is_last || so_far.n_over + so_far.n_unknown < limits.months_over { 0 } else { so_far.n_unknown };
    cap(Rule::MonthsOver45, is_last.then_some(limits.month), seen.counted, n_unknown);
    caps.sort_by_key(|cap| (cap.left(), std::cmp::Reverse(cap.beyond())));
    Allowance { used: seen.all, caps, undecided }
}

#[derive(Default)]
struct SoFar {
    total: Minutes,
    n_over: u32,
    n_unknown: u32,
}

/// How many months over 45 hours a person has used of the six; both numbers are the programme's to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthsOver {
    pub used: u32,
    pub of: u32,
    /// Months whose hours are missing, in whole or in part: one that is not over by what is known may still be.
    pub n_unknown: u32,
}

/// Counts the months of a span. One that was ordered as 特例 is counted like any other (N:311).
pub fn months_over(person: Person<'_>, span: Span, limits: &Limits) -> MonthsOver {
    let mut over = MonthsOver { used: 0, of: limits.months_over, n_unknown: 0 };
    for (_, seen) in Timeline::new(person, span, Exceptions::None).asked() {
        over.used += u32::from(seen.counted > limits.month);
        over.n_unknown += u32::from(seen.state == State::Unknown);
    }
    over
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::overtime::fixture::{Row, hired, ledger, month, only};

    fn of(rows: &[Row<'_>], at: &str, exceptions: Exceptions) -> Allowance {
        allowance(only(&ledger(rows)), month(at), &Limits::default(), exceptions)
    }

    fn binding(rows: &[Row<'_>], at: &str, exceptions: Exceptions) -> (Rule, String) {
        let cap = of(rows, at, exceptions).binding().unwrap();
        (cap.rule, cap.left().to_string())
    }

    const QUIET: Row<'_> = ("01", "A課", 2022, "");

    #[test]
    fn without_a_reason_the_month_or_the_year_binds() {
        let rows = [QUIET, ("01", "A課", 2023, "40 40 40 40 40 40 40 40 20 ? ? ?")];
        assert_eq!(binding(&rows, "2023-04", Exceptions::None), (Rule::Month45, "5:00".into()));
        assert_eq!(binding(&rows, "2023-12", Exceptions::None), (Rule::Year360, "20:00".into()));
        let beyond = [QUIET, ("01", "A課", 2023, "45 45 45 45 45 45 45 45 1 2 ? ?")];
        let cap = of(&beyond, "2024-01", Exceptions::None).binding().unwrap();
        assert_eq!(
            (cap.rule, cap.left(), cap.beyond(), cap.band(&Bands::default())),
            (Rule::Year360, Minutes::ZERO, Minutes::hours(2), Band::Beyond)
        );
    }

    #[test]
    fn with_a_reason_a_month_stays_a_minute_below_a_hundred_hours() {
        let rows = [QUIET, ("01", "A課", 2023, "30:30")];
        assert_eq!(binding(&rows, "2023-04", Exceptions::All), (Rule::Month100, "69:29".into()));
    }

    #[test]
    fn the_months_before_bind_through_the_means() {
        let rows = [("01", "A課", 2022, "0 0 0 0 0 0 0 0 0 0 0 90"), ("01", "A課", 2023, "10")];
        assert_eq!(binding(&rows, "2023-04", Exceptions::All), (Rule::Mean2, "60:00".into()));
    }

    #[test]
    fn after_six_months_over_forty_five_hours_there_is_no_seventh() {
        let rows = [QUIET, ("01", "A課", 2023, "46 46 46 46 46 46 5")];
        assert_eq!(binding(&rows, "2023-10", Exceptions::All), (Rule::MonthsOver45, "40:00".into()));
        assert_eq!(binding(&rows, "2023-09", Exceptions::All), (Rule::Month100, "53:59".into()));
        let at_most = [QUIET, ("01", "A課", 2023, "45 45 45 45 45 45 5")];
        assert_eq!(binding(&at_most, "2023-10", Exceptions::All), (Rule::Month100, "94:59".into()));
        let years = ledger(&rows);
        let limits = Limits::default();
        let over = months_over(only(&years), Span::until(month("2023-08"), &limits), &limits);
        assert_eq!(over, MonthsOver { used: 5, of: 6, n_unknown: 0 });
        let gaps = ledger(&[("01", "A課", 2023, "46 ? 46 45 ?")]);
        let over = months_over(only(&gaps), Span::until(month("2023-08"), &limits), &limits);
        assert_eq!(over, MonthsOver { used: 2, of: 6, n_unknown: 2 });
    }

    #[test]
    fn rules_that_look_at_unknown_months_are_named() {
        let known = [QUIET, ("01", "A課", 2023, "1 2 3 10")];
        assert_eq!(of(&known, "2023-07", Exceptions::None).undecided, []);
        let rows = [QUIET, ("01", "A課", 2023, "0 0 ? 10")];
        let at_july = of(&rows, "2023-07", Exceptions::None);
        assert_eq!(
            at_july.undecided,
            [Rule::Year360, Rule::Year720, Rule::Mean2, Rule::Mean3, Rule::Mean4, Rule::Mean5, Rule::Mean6],
            "six months over 45 hours cannot have been used in three"
        );
        let rows = [QUIET, ("01", "A課", 2023, "46 46 46 46 46 ? 10")];
        assert!(of(&rows, "2023-10", Exceptions::All).undecided.contains(&Rule::MonthsOver45));
    }

    #[test]
    fn who_was_hired_this_month_has_no_months_before() {
        let ledger = hired(ledger(&[("01", "A課", 2023, "? ? 10")]), "2023-06-01");
        let first = allowance(only(&ledger), month("2023-06"), &Limits::default(), Exceptions::All);
        assert_eq!(first.undecided, []);
        let rules: Vec<Rule> = first.caps.iter().map(|cap| cap.rule).collect();
        assert_eq!(rules, [Rule::Month100, Rule::Year720]);
    }

    #[test]
    fn bands_begin_at_fifty_seventy_and_ninety_percent() {
        for (used, most, band) in [
            (2249, 4500, Band::Ample),
            (2250, 4500, Band::First),
            (3149, 4500, Band::First),
            (3150, 4500, Band::Second),
            (4049, 4500, Band::Second),
            (4050, 4500, Band::Third),
            (4500, 4500, Band::Third),
            (4501, 4500, Band::Beyond),
            (0, 0, Band::Third),
            (1, 0, Band::Beyond),
        ] {
            assert_eq!(Band::of(Minutes::new(used), Minutes::new(most), &Bands::default()), band, "{used} of {most}");
        }
    }
}
