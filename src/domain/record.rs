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

    /// A place above `low` and below `high`; nothing stands for the end on that side.
    ///
    /// `None` where nothing fits: they are not in this order, or the text would grow beyond any use.
    pub fn between(low: Option<&Position>, high: Option<&Position>) -> Option<Position> {
        let low = low.map_or(&[][..], |low| low.0.as_bytes());
        let mut high = high.map(|high| high.0.as_bytes());
        let is_at_end = high.is_none();
        let mut text = String::new();
        for at in 0..64 {
            let above = low.get(at).map_or(0, |digit| value(*digit));
            let below = match high {
                Some(high) => high.get(at).map(|digit| value(*digit))?,
                None => DIGITS,
            };
            if below < above {
                return None;
            }
            // At the end of a list the next digit will do, so that a list can be added to for long.
            let middle = if is_at_end { above + 1 } else { (above + below) / 2 };
            if below - above > 1 {
                text.push(digit(middle));
                return Position::new(&text).ok();
            }
            text.push(digit(above));
            if below != above {
                // From here on anything above the rest of `low` is also below `high`.
                high = None;
            }
        }
        None
    }

    /// So many places in order, with room before, between and behind.
    pub fn spread(n_places: usize) -> Vec<Position> {
        let base = DIGITS as usize;
        let width = (1..).find(|width| base.pow(*width) > n_places + 1).unwrap_or(8);
        let text = |place: usize| {
            let digits = (0..width).rev().map(|power| digit((place / base.pow(power) % base) as u8));
            Position(digits.chain(['i']).collect())
        };
        (1..=n_places).map(text).collect()
    }
}

const DIGITS: u8 = 36;

fn value(digit: u8) -> u8 {
    if digit.is_ascii_digit() { digit - b'0' } else { digit - b'a' + 10 }
}

fn digit(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'a' + value - 10 })
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
    fn one_place_always_fits_between_two() {
        let at = |text: &str| Position::new(text).unwrap();
        for (low, high) in
            [(None, None), (None, Some("1")), (Some("1"), Some("2")), (Some("1"), Some("11")), (Some("zz"), None), (Some("0i"), Some("1"))]
        {
            let (low, high) = (low.map(at), high.map(at));
            let between = Position::between(low.as_ref(), high.as_ref()).unwrap();
            assert!(low.as_ref().is_none_or(|low| *low < between), "{low:?} {between:?}");
            assert!(high.as_ref().is_none_or(|high| between < *high), "{between:?} {high:?}");
        }
        assert_eq!(Position::between(Some(&at("2")), Some(&at("1"))), None);
        assert_eq!(Position::between(Some(&at("2")), Some(&at("2"))), None);
    }

    #[test]
    fn a_list_can_be_added_to_a_thousand_times_at_either_end() {
        let (mut first, mut last) = (Position::new("i").unwrap(), Position::new("i").unwrap());
        for _ in 0..1000 {
            let next = Position::between(Some(&last), None).unwrap();
            assert!(next > last);
            last = next;
        }
        for _ in 0..200 {
            let before = Position::between(None, Some(&first)).unwrap();
            assert!(before < first);
            first = before;
        }
    }

    #[test]
    fn places_are_spread_in_order() {
        for n in [0, 1, 34, 35, 36, 1300] {
            let places = Position::spread(n);
            assert_eq!(places.len(), n);
            assert!(places.is_sorted_by(|a, b| a < b) && places.iter().all(|place| Position::new(place.as_str()).is_ok()), "{n}");
        }
    }
}
