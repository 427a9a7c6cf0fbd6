//! Going back to an earlier state: not by putting an old copy in place, which would bring old counters back and lose what
//! others know, but by writing the cells that differ anew. So it can be taken back, and other copies learn of it.

use super::timeline::blank;
use crate::{
    domain::{CellId, Command, Entry, Place, PlanKey, ProgramId, Record, Standing, Tables, Workspace},
    merge::differences,
    register::Reading,
};
use std::collections::{BTreeMap, BTreeSet};

/// What leads from the open state back to an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WayBack {
    /// One for each programme in which something differs.
    pub commands: Vec<Command>,
    /// Cells that stay as they are: no change can say what they said then (nothing at all, or two things at once).
    pub left: BTreeSet<Place>,
}

/// Cells that read alike stay untouched, whoever wrote them. A programme that came since stays as it is.
pub fn way_back(now: &Workspace, earlier: &Workspace) -> WayBack {
    let mut way = WayBack::default();
    let mut entries: BTreeMap<ProgramId, Vec<Entry>> = BTreeMap::new();
    let nothing = Tables::default();
    for place in differences(now, earlier).cells {
        let Some(then) = earlier.program(&place.program).map(|program| &program.tables) else { continue };
        let present = now.program(&place.program).map_or(&nothing, |program| &program.tables);
        let reading = then.reading(&place.cell);
        if reading == present.reading(&place.cell) {
            continue;
        }
        match wanted(then, &place.cell, reading) {
            Ok(entry) => entries.entry(place.program).or_default().extend(entry),
            Err(NoSuchChange) => {
                way.left.insert(place);
            }
        }
    }
    way.commands = entries.into_iter().map(|(program, entries)| Command { program, entries }).collect();
    way
}

/// No change makes the cell say that.
struct NoSuchChange;

/// `None`: the cell counts for nothing once its record is removed.
fn wanted(then: &Tables, cell: &CellId, reading: Reading<Entry>) -> Result<Option<Entry>, NoSuchChange> {
    match reading {
        Reading::Settled(entry) => Ok(Some(entry)),
        Reading::Conflict(_) => Err(NoSuchChange),
        Reading::Absent => match (cell, record_of(cell)) {
            // Removed since.
            (CellId::Standing(record), _) if stood(then, record) => Ok(Some(Entry::Standing(record.clone(), Standing::Present))),
            (_, Some(record)) if !stood(then, &record) => match cell {
                // One entry a record will do.
                CellId::Position(_) | CellId::Standing(_) if !is_row(&record) => Ok(None),
                CellId::Assignment(_) => Ok(None),
                _ => Ok(Some(Entry::Standing(record, Standing::Removed))),
            },
            _ => blank(cell).map(Some).ok_or(NoSuchChange),
        },
    }
}

/// The record that a cell defines or orders.
fn record_of(cell: &CellId) -> Option<Record> {
    match cell.clone() {
        CellId::Pillar(id) => Some(Record::Pillar(id)),
        CellId::Department(id) => Some(Record::Department(id)),
        CellId::Measure(id) => Some(Record::Measure(id)),
        CellId::Indicator(id) => Some(Record::Indicator(id)),
        CellId::Note(id) => Some(Record::Note(id)),
        CellId::Sum(id) => Some(Record::Sum(id)),
        CellId::Position(record) | CellId::Standing(record) | CellId::Assignment(record) => Some(record),
        _ => None,
    }
}

/// Rows have no cell of their own, only a place in their list.
fn is_row(record: &Record) -> bool {
    matches!(record, Record::PlanRow(..) | Record::ScheduleRow(..))
}

fn stood(tables: &Tables, record: &Record) -> bool {
    match record {
        Record::Pillar(id) => tables.pillars.cell(id).is_some(),
        Record::Department(id) => tables.departments.cell(id).is_some(),
        Record::Measure(id) => tables.measures.cell(id).is_some(),
        Record::Indicator(id) => tables.indicators.cell(id).is_some(),
        Record::Note(id) => tables.notes.cell(id).is_some(),
        Record::Sum(id) => tables.sums.cell(id).is_some(),
        Record::ScheduleRow(measure, row) => {
            tables.positions.cell(record).is_some() || tables.schedule.cells().any(|(key, _)| key.measure == *measure && key.row == *row)
        }
        Record::PlanRow(measure, year, row) => {
            let is_of_row = |key: &PlanKey| key.measure == *measure && key.year == *year && key.row == *row;
            tables.positions.cell(record).is_some() || tables.plan.cells().any(|(key, _)| is_of_row(key))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Note, NoteId, Passage, PassageKey, Program, Section, Stamp},
        register::{Dot, Writer},
    };
    use std::sync::Arc;

    fn id() -> ProgramId {
        ProgramId::new("p").unwrap()
    }

    struct Desk(Workspace, Stamp);

    impl Desk {
        fn new() -> Self {
            let programs = BTreeMap::from([(id(), Arc::new(Program::default()))]);
            let stamp = Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None };
            Desk(Workspace { programs, ..Workspace::default() }, stamp)
        }

        fn write(&mut self, entries: Vec<Entry>) {
            (_, self.1) = self.0.apply(Command { program: id(), entries }, self.1).unwrap();
        }

        fn tables(&self) -> &Tables {
            &self.0.program(&id()).unwrap().tables
        }
    }

    fn measure() -> Entry {
        let seed = include_str!("../../seeds/ojiya.json");
        let seed = crate::bundle::read(seed).unwrap().workspace;
        let (id, measure) = seed.programs.values().next().unwrap().tables.measures.settled().next().unwrap();
        Entry::Measure(id.clone(), measure.clone())
    }

    fn passage(text: &str) -> Entry {
        let Entry::Measure(measure, _) = measure() else { unreachable!() };
        let key = PassageKey { measure, year: crate::domain::FiscalYear::new(2023).unwrap(), section: Section::Check };
        Entry::Passage(key, Passage::Text(text.to_owned()))
    }

    fn note(id: &str, text: &str) -> Entry {
        Entry::Note(NoteId::new(id).unwrap(), Note { text: text.to_owned(), ..a_note() })
    }

    fn a_note() -> Note {
        let seed = crate::bundle::read(include_str!("../../seeds/ojiya.json")).unwrap().workspace;
        seed.programs.values().next().unwrap().tables.notes.settled().next().unwrap().1.clone()
    }

    #[test]
    fn what_changed_since_says_again_what_it_said_and_is_newer_than_both() {
        let mut desk = Desk::new();
        desk.write(vec![measure(), passage("then"), note("old", "a note")]);
        let earlier = desk.0.clone();
        desk.write(vec![
            passage("now"),
            note("new", "came since"),
            Entry::Standing(Record::Note(NoteId::new("old").unwrap()), Standing::Removed),
        ]);
        let later = desk.0.clone();
        let way = way_back(&desk.0, &earlier);
        assert_eq!(way.left, BTreeSet::new());
        for Command { entries, .. } in way.commands {
            desk.write(entries);
        }
        assert_eq!(desk.tables().reading(&passage("").id()), Reading::Settled(passage("then")));
        let stands = |id: &str| desk.tables().standings.get(&Record::Note(NoteId::new(id).unwrap())).copied();
        assert_eq!(stands("new"), Some(Standing::Removed));
        assert_eq!(stands("old"), Some(Standing::Present));
        // Whoever still has the later state learns of the return, and nothing is in conflict.
        let joined = crate::merge::join(&later, &desk.0);
        assert_eq!(joined, desk.0);
        assert_eq!(way_back(&desk.0, &earlier).commands, way_back(&joined, &earlier).commands);
    }

    #[test]
    fn nothing_is_written_where_everything_reads_as_it_did() {
        let mut desk = Desk::new();
        desk.write(vec![measure(), passage("same")]);
        let earlier = desk.0.clone();
        desk.write(vec![passage("other")]);
        desk.write(vec![passage("same")]);
        assert_eq!(way_back(&desk.0, &earlier), WayBack::default());
    }

    #[test]
    fn what_was_in_conflict_then_is_left_and_named() {
        let (mut one, mut other) = (Desk::new(), Desk::new());
        one.write(vec![measure()]);
        other.0 = one.0.clone();
        other.1.dot = Dot { writer: Writer::from_bits(8), n: 1 };
        one.write(vec![passage("one")]);
        other.write(vec![passage("other")]);
        let earlier = crate::merge::join(&one.0, &other.0);
        one.0 = earlier.clone();
        one.write(vec![passage("picked")]);
        let way = way_back(&one.0, &earlier);
        assert_eq!(way.commands, vec![]);
        assert_eq!(way.left.into_iter().map(|place| place.cell).collect::<Vec<_>>(), [passage("").id()]);
    }
}
