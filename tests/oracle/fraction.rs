//! Integer fractions, apart from those of the room under test.

use std::cmp::Ordering;

/// An integer fraction with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction(pub i128, pub i128);

impl Fraction {
    pub fn reduced(self) -> Self {
        let (mut a, mut b) = (self.0.abs(), self.1);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Fraction(self.0 / a.max(1), self.1 / a.max(1))
    }

    pub fn minus(self, other: Self) -> Self {
        Fraction(self.0 * other.1 - other.0 * self.1, self.1 * other.1).reduced()
    }

    pub fn abs(self) -> Self {
        Fraction(self.0.abs(), self.1)
    }

    pub fn cmp(self, other: Self) -> Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }

    /// `self ÷ other` in percent with one decimal, half away from zero, written out digit by digit.
    pub fn percent_of(self, other: Self) -> String {
        let (numerator, denominator) = (self.0 * other.1 * 1000, self.1 * other.0);
        let is_negative = (numerator < 0) != (denominator < 0) && numerator != 0;
        let (numerator, denominator) = (numerator.abs(), denominator.abs());
        let tenths = (2 * numerator + denominator) / (2 * denominator);
        format!("{}{}.{}", if is_negative && tenths > 0 { "-" } else { "" }, tenths / 10, tenths % 10)
    }
}
