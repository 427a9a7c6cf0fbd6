//! Records of ordered lists: where they stand and whether they are gone.

use super::{DepartmentId, FiscalYear, IndicatorId, MeasureId, NoteId, PillarId, RowId};

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
}
