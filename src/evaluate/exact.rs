//! Exact arithmetic: what does not fit is `None`, never rounded on the way.

use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    pub(super) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator)?;
        let sign = if denominator < 0 { -1 } else { 1 };
        Some(Fraction {
            numerator: numerator.checked_div(divisor)?.checked_mul(sign)?,
            denominator: (denominator / divisor).checked_abs()?,
        })
    }

    /// The value of a decimal. Always there: a decimal has at most 28 digits after its point, and 10^28 fits.
    pub(super) fn of(value: Decimal) -> Option<Self> {
        Fraction::new(value.mantissa(), 10_i128.checked_pow(value.scale())?)
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let common = greatest_common_divisor(self.denominator, other.denominator)?;
        let left = self.numerator.checked_mul(other.denominator / common)?;
        let right = other.numerator.checked_mul(self.denominator / common)?;
        Fraction::new(left.checked_sub(right)?, self.denominator.checked_mul(other.denominator / common)?)
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        // Reducing crosswise first keeps the products as small as they can be.
        let left = Fraction::new(self.numerator, other.denominator)?;
        let right = Fraction::new(other.numerator, self.denominator)?;
        Fraction::new(left.numerator.checked_mul(right.numerator)?, left.denominator.checked_mul(right.denominator)?)
    }

    /// `None` also where `other` is zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        self.times(Fraction::new(other.denominator, other.numerator)?)
    }

    pub(super) fn distance(self, other: Self) -> Option<Self> {
        let difference = self.minus(other)?;
        Some(Fraction { numerator: difference.numerator.checked_abs()?, ..difference })
    }

    pub(super) fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Half away from zero, to so many decimals: the one place where a computed value is rounded.
    pub(super) fn rounded(self, decimals: u32) -> Option<Decimal> {
        let scaled = self.numerator.checked_mul(10_i128.checked_pow(decimals)?)?;
        let (quotient, rest) = (scaled / self.denominator, (scaled % self.denominator).abs());
        // `rest ≥ denominator ÷ 2` without doubling, which might not fit.
        let rounds_up = rest >= self.denominator - rest;
        let rounded = if rounds_up { quotient.checked_add(scaled.signum())? } else { quotient };
        Decimal::try_from_i128_with_scale(rounded, decimals).ok()
    }

    /// The least whole number that is not below it; `None` below zero or beyond counting.
    pub(super) fn rounded_up(self) -> Option<u32> {
        let (quotient, rest) = (self.numerator.checked_div(self.denominator)?, self.numerator % self.denominator);
        u32::try_from(if rest > 0 { quotient.checked_add(1)? } else { quotient }).ok()
    }

    /// 100 times the value with one decimal, as 達成率 and 進捗率 are printed.
    pub(super) fn percent(self) -> Option<Decimal> {
        self.times(HUNDRED)?.rounded(1)
    }
}

pub(super) const HUNDRED: Fraction = Fraction { numerator: 100, denominator: 1 };

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whole part by whole part as in Euclid's algorithm, so that no product can overflow.
impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = (self.numerator, self.denominator);
        let (mut c, mut d) = (other.numerator, other.denominator);
        loop {
            let (left, right) = (a.div_euclid(b), c.div_euclid(d));
            if left != right {
                return left.cmp(&right);
            }
            let (left_rest, right_rest) = (a.rem_euclid(b), c.rem_euclid(d));
            if left_rest == 0 || right_rest == 0 {
                return left_rest.signum().cmp(&right_rest.signum());
            }
            // left_rest/b against right_rest/d is d/right_rest against b/left_rest.
            (a, b, c, d) = (d, right_rest, b, left_rest);
        }
    }
}

/// `left − right` with the finer of their decimals, as people subtract printed numbers.
pub(super) fn difference(left: Decimal, right: Decimal) -> Option<Decimal> {
    let scale = left.scale().max(right.scale());
    let difference = at_scale(left, scale)?.checked_sub(at_scale(right, scale)?)?;
    Decimal::try_from_i128_with_scale(difference, scale).ok()
}

/// `left + right` with the finer of their decimals.
pub(super) fn sum(left: Decimal, right: Decimal) -> Option<Decimal> {
    difference(left, -right)
}

fn at_scale(value: Decimal, scale: u32) -> Option<i128> {
    value.mantissa().checked_mul(10_i128.checked_pow(scale - value.scale())?)
}

/// `None` where both are zero, and where the divisor itself does not fit.
fn greatest_common_divisor(a: i128, b: i128) -> Option<i128> {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).ok().filter(|&divisor| divisor != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn fraction(numerator: i128, denominator: i128) -> Fraction {
        Fraction::new(numerator, denominator).unwrap()
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (numerator, denominator, decimals, expected) in [
            (1, 8, 2, "0.13"),
            (-1, 8, 2, "-0.13"),
            (1, 3, 1, "0.3"),
            (2, 3, 1, "0.7"),
            (5, 2, 0, "3"),
            (-5, 2, 0, "-3"),
            (1, 400, 1, "0.0"),
        ] {
            assert_eq!(fraction(numerator, denominator).rounded(decimals).unwrap().to_string(), expected, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn a_begun_whole_is_counted_whole() {
        let whole = [(4, 2), (5, 2), (1, 3), (0, 3), (-1, 3), (-4, 2)]
            .map(|(numerator, denominator)| fraction(numerator, denominator).rounded_up());
        assert_eq!(whole, [Some(2), Some(3), Some(1), Some(0), Some(0), None]);
        assert_eq!(fraction(i128::from(u32::MAX) * 2 + 1, 2).rounded_up(), None);
    }

    #[test]
    fn differences_keep_the_finer_decimals() {
        assert_eq!(difference(decimal("7.4"), decimal("4")).unwrap().to_string(), "3.4");
        assert_eq!(difference(decimal("13.9"), decimal("15.00")).unwrap().to_string(), "-1.10");
        assert_eq!(sum(decimal("1257"), decimal("-12.5")).unwrap().to_string(), "1244.5");
    }

    #[test]
    fn fractions_are_compared_exactly_whatever_their_size() {
        let huge = Fraction::of(Decimal::MAX).unwrap();
        let tiny = Fraction::of(decimal("0.0000000000000000000000000001")).unwrap();
        assert_eq!(huge.cmp(&tiny), Ordering::Greater);
        assert_eq!(fraction(-1, 3).cmp(&fraction(-1, 4)), Ordering::Less);
        assert_eq!(fraction(1, 3).cmp(&fraction(2, 6)), Ordering::Equal);
        assert_eq!(fraction(i128::MAX, i128::MAX - 1).cmp(&fraction(i128::MAX - 1, i128::MAX - 2)), Ordering::Less);
    }

    #[test]
    fn what_does_not_fit_is_nothing() {
        assert_eq!(difference(Decimal::MAX, decimal("0.0000000000000000000000000001")), None);
        assert_eq!(sum(Decimal::MAX, Decimal::MAX), None);
        assert_eq!(fraction(1, 3).over(fraction(0, 1)), None);
        assert_eq!(Fraction::new(1, 0), None);
    }
}
