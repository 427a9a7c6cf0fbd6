//! Some of the twelve months of a year.

use std::{
    iter::from_fn,
    ops::{BitAnd, BitOr, BitOrAssign, Not},
};

/// Some months of a fiscal year, a bit each; April is the lowest. Questions about all of them are one instruction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Months(u16);

impl Months {
    pub const NONE: Months = Months(0);
    pub const ALL: Months = Months(0xfff);

    /// `place` counts from April, as everywhere below.
    pub fn insert(&mut self, place: usize) {
        self.0 |= 1 << place;
    }

    pub fn remove(&mut self, place: usize) {
        self.0 &= !(1 << place);
    }

    pub fn set(&mut self, place: usize, is_in: bool) {
        if is_in { self.insert(place) } else { self.remove(place) }
    }

    pub const fn contains(self, place: usize) -> bool {
        self.0 & (1 << place) != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn bits(self) -> u16 {
        self.0
    }

    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// From this place on; all where it lies before April.
    pub const fn since(place: i32) -> Self {
        match place {
            ..=0 => Months::ALL,
            1..=11 => Months(Months::ALL.0 >> place << place),
            _ => Months::NONE,
        }
    }

    /// Their places, in order.
    pub fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        from_fn(move || {
            let place = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(place)
        })
    }
}

impl BitOr for Months {
    type Output = Months;

    fn bitor(self, other: Months) -> Months {
        Months(self.0 | other.0)
    }
}

impl BitOrAssign for Months {
    fn bitor_assign(&mut self, other: Months) {
        self.0 |= other.0;
    }
}

impl BitAnd for Months {
    type Output = Months;

    fn bitand(self, other: Months) -> Months {
        Months(self.0 & other.0)
    }
}

impl Not for Months {
    type Output = Months;

    fn not(self) -> Months {
        Months(!self.0 & Months::ALL.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_in_both_in_either_or_in_neither() {
        let of = |places: &[usize]| {
            let mut months = Months::NONE;
            places.iter().for_each(|&place| months.insert(place));
            months
        };
        let (one, two) = (of(&[0, 1, 11]), of(&[1, 2]));
        assert_eq!(one | two, of(&[0, 1, 2, 11]));
        assert_eq!(one & two, of(&[1]));
        assert_eq!((!one).places().collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 8, 9, 10]);
        let mut all = one;
        all |= two;
        assert_eq!(all, one | two);
    }
}
