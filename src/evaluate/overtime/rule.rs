//! The rules, and what is found by them.

use crate::{
    domain::overtime::{Limits, Minutes, Month},
    evaluate::exact::Fraction,
};
use rust_decimal::Decimal;

/// A limit that somebody's hours are held against, in the order results are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 原則1か月45時間以内: more needs a reason (N:304).
    Month45,
    /// 原則1年360時間以内: from the month in which the running total passes it, every month with overtime needs a reason (N:304).
    Year360,
    /// ア 1か月100時間未満, reason or not (N:308)
    Month100,
    /// イ 1年720時間以内, reason or not (N:309)
    Year720,
    /// ウ 2か月平均80時間以内, reason or not, as the four below (N:310)
    Mean2,
    Mean3,
    Mean4,
    Mean5,
    Mean6,
    /// エ months over 45 hours: 6 a year, reason or not (N:311)
    MonthsOver45,
}

impl Rule {
    pub const ALL: [Rule; 10] = [
        Rule::Month45,
        Rule::Year360,
        Rule::Month100,
        Rule::Year720,
        Rule::Mean2,
        Rule::Mean3,
        Rule::Mean4,
        Rule::Mean5,
        Rule::Mean6,
        Rule::MonthsOver45,
    ];

    /// The rules of ウ, each with the number of months it looks at.
    pub const MEANS: [(Rule, u32); 5] = [(Rule::Mean2, 2), (Rule::Mean3, 3), (Rule::Mean4, 4), (Rule::Mean5, 5), (Rule::Mean6, 6)];

    pub const fn limit(self, limits: &Limits) -> Limit {
        match self {
            Rule::Month45 => Limit::Minutes(limits.month),
            Rule::Year360 => Limit::Minutes(limits.year),
            Rule::Month100 => Limit::Minutes(limits.month_below),
            Rule::Year720 => Limit::Minutes(limits.year_at_most),
            Rule::Mean2 | Rule::Mean3 | Rule::Mean4 | Rule::Mean5 | Rule::Mean6 => Limit::Minutes(limits.mean),
            Rule::MonthsOver45 => Limit::Months(limits.months_over),
        }
    }
}

/// Where a rule draws its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Minutes(Minutes),
    Months(u32),
}

/// What stood against the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of a month or of a year.
    Minutes(Minutes),
    /// The mean itself is seldom whole minutes: it is `total` over `n_months`, and compared as `total` against `n_months` times the limit.
    Mean {
        total: Minutes,
        n_months: u32,
    },
    Months(u32),
}

impl Value {
    /// As a number to show: minutes or months, whole but for a mean, which is rounded once to one decimal where it is not.
    pub fn rounded(self) -> Decimal {
        match self {
            Value::Minutes(minutes) => minutes.count().into(),
            Value::Months(n_months) => n_months.into(),
            // Without a month there is no mean; the total is then nothing as well.
            Value::Mean { total, n_months } => {
                Fraction::new(total.count().into(), n_months.into()).and_then(|mean| mean.rounded(1)).unwrap_or_default().normalize()
            }
        }
    }
}

/// A rule that somebody broke, or that cannot be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    /// The month, or the last month of the mean; `None` for a rule of the year.
    pub month: Option<Month>,
    pub limit: Limit,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// By what is known: unknown months could only make it more.
    Breach(Value),
    /// 判定保留: what is known keeps the limit, and a month the rule looks at is unknown.
    Undecided,
}

/// Which months count as ordered for a reason (特例).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceptions {
    /// None: what the limits say of the hours alone.
    None,
    /// Every month.
    All,
    /// Those for which the ledger records a reason.
    Recorded,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_whole_and_a_mean_with_one_decimal_where_it_needs_one() {
        let shown = |value: Value| value.rounded().to_string();
        let mean = |minutes: u64, n_months: u32| Value::Mean { total: Minutes::new(minutes), n_months };
        assert_eq!([Value::Minutes(Minutes::new(90)), Value::Months(7)].map(shown), ["90", "7"]);
        assert_eq!([mean(9606, 2), mean(9607, 2), mean(14401, 3), mean(0, 0)].map(shown), ["4803", "4803.5", "4800.3", "0"]);
    }
}
