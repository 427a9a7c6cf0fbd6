//! A rate or a mean from what it is computed of.

use super::{
    compare::is_percent,
    exact::{Fraction, HUNDRED},
};
use crate::domain::{Amount, Ratio};
use rust_decimal::Decimal;

/// numerator ÷ denominator, times 100 where the unit is %, rounded once to so many decimals, half away from zero.
///
/// `None` where the denominator is not positive or the numbers are beyond exact arithmetic.
pub fn computed_rate(ratio: &Ratio, unit: &str, decimals: u32) -> Option<Amount> {
    let denominator = Fraction::of(ratio.denominator.value()).filter(|_| ratio.denominator.value() > Decimal::ZERO)?;
    let share = Fraction::of(ratio.numerator.value())?.over(denominator)?;
    let value = if is_percent(unit) { share.times(HUNDRED)? } else { share };
    value.rounded(decimals).map(Amount::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::read_amount;

    fn check(numerator: &str, denominator: &str, unit: &str, decimals: u32, expected: Option<&str>) {
        let ratio = Ratio { numerator: read_amount(numerator).unwrap(), denominator: read_amount(denominator).unwrap() };
        assert_eq!(
            computed_rate(&ratio, unit, decimals).map(|amount| amount.to_string()).as_deref(),
            expected,
            "{numerator}/{denominator}"
        );
    }

    #[test]
    fn a_rate_is_rounded_once_at_its_decimals() {
        check("139", "1000", "%", 1, Some("13.9"));
        check("1", "8", "%", 1, Some("12.5"));
        check("1", "3", "％", 1, Some("33.3"));
        check("1", "800", "%", 1, Some("0.1"));
        check("1,360", "100", "時間", 1, Some("13.6"));
        check("5", "2", "件", 0, Some("3"));
        check("0", "7", "%", 0, Some("0"));
        check("1", "0", "%", 1, None);
    }
}
