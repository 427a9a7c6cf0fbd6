//! Records of ordered lists: where they stand and whether they are gone.

use super::{DepartmentId, FiscalYear, IndicatorId, MeasureId, NoteId, PillarId, RowId, SumId};

/// A member of an ordered list, named by its id and never by an index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    Pillar(PillarId),
    Department(DepartmentId),
    Measure(MeasureId),
    Indicator(IndicatorId),
    ScheduleRow(MeasureId, RowId),
    PlanRow(MeasureId, FiscalYear, RowId),
    Note(NoteId),
    Sum(SumId),
}

/// The place in a list: compared as text, so that one always fits between two.
///
/// Never empty, of digits and lower-case letters, and never ends in `0` (nothing would fit below it).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(String);

/// The text cannot be a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a position")]
pub struct NotAPosition;

impl Position {
    pub fn new(text: &str) -> Result<Self, NotAPosition> {
        let is_position =
            (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()) && !text.ends_with('0');
        if is_position { Ok(Position(text.to_owned())) } else { Err(NotAPosition) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A place between two; without a neighbour at the beginning or the end of the list. Of two equal neighbours (two
    /// copies inserted at one place) it is the place behind both.
    ///
    /// `None` where the text would grow beyond what a place may be: then the list is numbered anew.
    pub fn between(below: Option<&Position>, above: Option<&Position>) -> Option<Position> {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let value = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0);
        let low = below.map_or(&b""[..], |place| place.0.as_bytes());
        let high = above.filter(|above| below.is_none_or(|below| below < *above)).map(|place| place.0.as_bytes());
        let mut text = String::new();
        // While the way is still bounded above, the digits run along both neighbours; then the middle of what is free.
        let mut bounded = high.is_some();
        for at in 0..64 {
            let least = low.get(at).map_or(0, |byte| value(*byte));
            let most = high.filter(|_| bounded).map_or(DIGITS.len(), |high| high.get(at).map_or(0, |byte| value(*byte)));
            // Behind the last of a list the next digit will do, so that a list can be added to for long.
            let middle = if above.is_none() { least + 1 } else { usize::midpoint(least, most) };
            if middle > least && middle < DIGITS.len() {
                text.push(char::from(DIGITS[middle]));
                return Position::new(&text).ok();
            }
            text.push(char::from(DIGITS[least]));
            bounded = bounded && least == most;
        }
        None
    }

    /// So many places in order, with room before, between and behind.
    pub fn spread(n_places: usize) -> Vec<Position> {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let base = DIGITS.len();
        let width = (1..).find(|width| base.pow(*width) > n_places + 1).unwrap_or(8);
        let text = |place: usize| {
            let digits = (0..width).rev().map(|power| char::from(DIGITS[place / base.pow(power) % base]));
            Position(digits.chain(['i']).collect())
        };
        (1..=n_places).map(text).collect()
    }
}

/// Whether a record stands. A removed one keeps its cells, so that an edit that comes later is not lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    #[default]
    Present,
    Removed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_leaves_room_below_it() {
        assert!(Position::new("0i").is_ok());
        for wrong in ["", "10", "A", "あ", "1 "] {
            assert!(Position::new(wrong).is_err(), "{wrong}");
        }
        assert!(Position::new("1").unwrap() < Position::new("1i").unwrap());
    }

    #[test]
    fn a_list_can_be_added_to_a_thousand_times() {
        let mut last = Position::new("i").unwrap();
        for _ in 0..1000 {
            let next = Position::between(Some(&last), None).unwrap();
            assert!(next > last);
            last = next;
        }
    }

    #[test]
    fn places_are_spread_in_order() {
        for n in [0, 1, 34, 35, 36, 1300] {
            let places = Position::spread(n);
            assert_eq!(places.len(), n);
            assert!(places.is_sorted_by(|a, b| a < b) && places.iter().all(|place| Position::new(place.as_str()).is_ok()), "{n}");
        }
        // As short as leaves the last of the digits for what is added behind.
        assert_eq!([34, 35].map(|n| Position::spread(n)[0].as_str().len()), [2, 3]);
    }

    #[test]
    fn a_place_lies_between_its_neighbours() {
        let at = |text: &str| Position::new(text).unwrap();
        for (below, above) in [("1", "2"), ("1", "11"), ("1", "12"), ("01i", "02i"), ("zz", "zzi"), ("1z", "2"), ("0i", "0j"), ("z", "zz1")]
        {
            let (below, above) = (at(below), at(above));
            let between = Position::between(Some(&below), Some(&above)).unwrap();
            assert!(below < between && between < above, "{below:?} {between:?} {above:?}");
        }
        let (mut first, mut last) = (at("01i"), at("01i"));
        for _ in 0..200 {
            let (before, after) = (Position::between(None, Some(&first)), Position::between(Some(&last), None));
            let (Some(before), Some(after)) = (before, after) else { break };
            assert!(before < first && after > last);
            (first, last) = (before, after);
        }
        assert!(first.as_str().len() > 20, "a hundred insertions at one end fit");
        assert!(Position::between(Some(&at("5")), Some(&at("5"))).unwrap() > at("5"));
    }
}
