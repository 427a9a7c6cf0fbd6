//! A 所属's yearly plan against the limits, last year and what is worked (N:323-324).

use super::actual;
use crate::domain::overtime::{HearingThreshold, Ledger, Limits, Minutes, Month, Plan, Workplace};

/// What a plan does not keep.
///
/// A plan that keeps the limits per head does not prove that every person will: hours are seldom spread evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanProblem {
    /// More per head than the month's limit.
    MonthPerHead { month: Month, planned: Minutes, n_people: u32 },
    /// More per head than the year's limit.
    YearPerHead { planned: Minutes, n_people: u32 },
    /// Not below last year's actual (前年度実績を下回る). None planned after none worked is no problem.
    NotBelowLastYear { planned: Minutes, actual: Minutes },
    /// Last year's actual is not known, or only in part.
    LastYearUnknown,
}

/// What was worked last year, in the 所属 as it stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastYear {
    Known(Minutes),
    Unknown,
}

/// Everything a plan does not keep: months, year, last year.
pub fn check_plan(plan: &Plan, limits: &Limits, last_year: LastYear) -> Vec<PlanProblem> {
    let mut problems = Vec::new();
    let n_people = plan.n_people;
    for (month, planned) in Month::all_of(plan.year).zip(plan.months) {
        // Multiplied, not divided: nothing is rounded, and hours for nobody are above every limit.
        if planned > limits.month * n_people {
            problems.push(PlanProblem::MonthPerHead { month, planned, n_people });
        }
    }
    let planned = plan.total();
    if planned > limits.year * n_people {
        problems.push(PlanProblem::YearPerHead { planned, n_people });
    }
    match last_year {
        LastYear::Known(Minutes::ZERO) if planned == Minutes::ZERO => {}
        LastYear::Known(actual) if planned >= actual => problems.push(PlanProblem::NotBelowLastYear { planned, actual }),
        LastYear::Known(_) => {}
        LastYear::Unknown => problems.push(PlanProblem::LastYearUnknown),
    }
    problems
}

/// A 所属 that is far beyond its plan (N:324).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    pub workplace: Workplace,
    /// From April up to the month asked about.
    pub planned: Minutes,
    pub actual: Minutes,
    /// Months of people whose hours are missing: the actual is then a lower bound.
    pub n_unknown: u32,
}

/// The 所属 to hear, as of `until`: beyond the plan by the set share of it **and** by the set hours. In the order of the plans.
pub fn hearings(ledger: &Ledger, plans: &[Plan], until: Month, threshold: &HearingThreshold) -> Vec<Hearing> {
    let n_months = until.place() + 1;
    let of_year = plans.iter().filter(|plan| plan.year == until.fiscal_year());
    let so_far = of_year.map(|plan| {
        let worked = actual(ledger, &[&plan.workplace], plan.year);
        let worked = &worked.months[..n_months];
        Hearing {
            workplace: plan.workplace.clone(),
            planned: plan.months[..n_months].iter().copied().sum(),
            actual: worked.iter().map(|month| month.minutes).sum(),
            n_unknown: worked.iter().map(|month| month.n_unknown).sum(),
        }
    });
    so_far.filter(|hearing| is_far_beyond(hearing, threshold)).collect()
}

fn is_far_beyond(hearing: &Hearing, threshold: &HearingThreshold) -> bool {
    let beyond = hearing.actual.minus(hearing.planned);
    beyond > Minutes::ZERO && beyond >= threshold.hours && beyond * 100 >= hearing.planned * threshold.percent
}

/// The year at the present pace: twelve months like the mean of these. `None` before the first month is over.
pub fn forecast(so_far: Minutes, n_months: u32) -> Option<Minutes> {
    let n_months = u64::from(n_months);
    // Half a minute counts as one.
    let minutes = ((so_far * 24).count() + n_months).checked_div(2 * n_months)?;
    Some(Minutes::new(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::overtime::fixture::{ledger, month, year};

    fn plan(hours_a_month: u32, n_people: u32) -> Plan {
        Plan { workplace: Workplace::new("A課"), year: year(2023), months: [Minutes::hours(hours_a_month); 12], n_people }
    }

    fn problems(plan: &Plan, last_year: LastYear) -> Vec<PlanProblem> {
        check_plan(plan, &Limits::default(), last_year)
    }

    #[test]
    fn a_plan_keeps_the_limits_per_head() {
        let much = LastYear::Known(Minutes::hours(10_000));
        assert_eq!(problems(&plan(60, 2), much), []);
        let planned = Minutes::hours(61 * 12);
        assert_eq!(problems(&plan(61, 2), much), [PlanProblem::YearPerHead { planned, n_people: 2 }]);
        let mut uneven = plan(0, 2);
        uneven.months[3] = Minutes::hours(90);
        assert_eq!(problems(&uneven, much), []);
        uneven.months[3] = Minutes::hours(90) + Minutes::new(1);
        let expected = PlanProblem::MonthPerHead { month: month("2023-07"), planned: uneven.months[3], n_people: 2 };
        assert_eq!(problems(&uneven, much), [expected]);
        assert!(!problems(&plan(1, 0), much).is_empty(), "hours for nobody");
    }

    #[test]
    fn a_plan_stays_below_last_year_and_none_may_stay_none() {
        let planned = Minutes::hours(120);
        assert_eq!(problems(&plan(10, 2), LastYear::Known(planned + Minutes::new(1))), []);
        assert_eq!(problems(&plan(10, 2), LastYear::Known(planned)), [PlanProblem::NotBelowLastYear { planned, actual: planned }]);
        assert_eq!(problems(&plan(0, 2), LastYear::Known(Minutes::ZERO)), []);
        let actual = Minutes::ZERO;
        assert_eq!(problems(&plan(10, 2), LastYear::Known(actual)), [PlanProblem::NotBelowLastYear { planned, actual }]);
        assert_eq!(problems(&plan(0, 2), LastYear::Unknown), [PlanProblem::LastYearUnknown]);
    }

    #[test]
    fn a_hearing_needs_both_the_share_and_the_hours() {
        let heard = |planned: u32, worked: &str| {
            let plan = plan(planned, 5);
            let ledger = ledger(&[("1", "A課", 2023, worked)]);
            hearings(&ledger, &[plan], month("2023-05"), &HearingThreshold::default()).len()
        };
        assert_eq!(heard(100, "120 120 744"), 1, "20 percent and 40 hours, as of May");
        assert_eq!(heard(100, "120 119:59 744"), 0, "a minute below 20 percent");
        assert_eq!(heard(40, "50 49:59"), 0, "24 percent, and a minute below 20 hours");
        assert_eq!(heard(40, "50 50"), 1);
        assert_eq!(heard(0, "20"), 1, "nothing was planned");
        assert_eq!(heard(0, "0"), 0);
        // Whatever is set, who kept the plan is not heard.
        let none = HearingThreshold { hours: Minutes::ZERO, percent: 0 };
        let of = |worked: &str| hearings(&ledger(&[("1", "A課", 2023, worked)]), &[plan(10, 5)], month("2023-04"), &none).len();
        assert_eq!([of("10"), of("10:01")], [0, 1]);
    }

    #[test]
    fn the_forecast_goes_on_at_the_present_pace() {
        assert_eq!(forecast(Minutes::hours(100), 5), Some(Minutes::hours(240)));
        assert_eq!(forecast(Minutes::new(1), 8), Some(Minutes::new(2)), "1.5 minutes");
        assert_eq!(forecast(Minutes::new(1), 9), Some(Minutes::new(1)), "1.33 minutes");
        assert_eq!(forecast(Minutes::ZERO, 0), None);
    }
}
