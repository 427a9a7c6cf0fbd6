//! What can be taken back.

use crate::domain::{
    Baseline, CellId, Counts, Entry, Figure, FollowUpKey, Intake, PaperTally, Passage, People, Place, ProgramId, RatingScale, Record, Rule,
    Ruling, ScheduleKey, Shown, Standing, Tables, Target, TraceId, Trust, Workspace,
};
use crate::merge;
use crate::register::{Dot, Moment, Reading};
use std::collections::BTreeSet;

/// The steps of this page, newest last; bounded, because each keeps an earlier copy alive.
#[derive(Clone, Debug, Default)]
pub struct Timeline(Vec<Done>);

/// How many steps can be taken back.
const LONGEST: usize = 100;

#[derive(Clone, Debug)]
pub enum Done {
    Edit(Edit),
    Import(Import),
    /// A programme was begun: taking it back forgets it, as if it had never been here.
    Founding(Import),
}

/// One command, with what its cells said before.
#[derive(Clone, Debug)]
pub struct Edit {
    pub program: ProgramId,
    pub before: Vec<(CellId, Reading<Entry>)>,
}

/// One import: its cells before and after, and what it brought.
#[derive(Clone, Debug)]
pub struct Import {
    pub files: Vec<String>,
    pub at: Moment,
    pub before: Workspace,
    pub after: Workspace,
    /// Sorted. A hundred imports are kept, and a list is less than half a tree.
    pub places: Vec<Place>,
    /// The records of the files it read.
    pub records: Vec<(ProgramId, TraceId)>,
    /// Those that a file has carried on to others since. Forgetting them here would not take them back there.
    pub sent_on: BTreeSet<Place>,
}

/// An import that can be taken back, for a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    pub files: Vec<String>,
    pub at: Moment,
    pub n_cells: usize,
    /// Its place in the timeline, for [`Timeline::take`].
    pub step: usize,
}

impl Timeline {
    pub fn push(&mut self, done: Done) {
        if self.0.len() == LONGEST {
            self.0.remove(0);
        }
        self.0.push(done);
    }

    /// Takes the last step off once it has been taken back; one that cannot be taken back now stays, to be tried again.
    pub fn take_back<T, E>(&mut self, undo: impl FnOnce(&Done) -> Result<T, E>) -> Result<Option<T>, E> {
        let undone = self.0.last().map(undo).transpose()?;
        self.0.pop();
        Ok(undone)
    }

    /// Every import that can be taken back, newest first.
    pub fn imports(&self) -> Vec<Undoable> {
        let imports = self.0.iter().enumerate().rev().filter_map(|(step, done)| match done {
            Done::Import(import) => Some(Undoable { files: import.files.clone(), at: import.at, n_cells: import.places.len(), step }),
            Done::Edit(_) | Done::Founding(_) => None,
        });
        imports.collect()
    }

    /// The files of the import that brought a change to a cell; none for what came another way.
    pub fn files_with(&self, place: &Place, dot: Dot) -> Vec<String> {
        let brought = |import: &&Import| {
            let holds = |workspace: &Workspace| {
                let versions = workspace.program(&place.program).map(|program| program.tables.versions(&place.cell));
                versions.is_some_and(|versions| versions.iter().any(|version| version.dot == dot))
            };
            import.places.binary_search(place).is_ok() && holds(&import.after) && !holds(&import.before)
        };
        let mut imports = self.0.iter().filter_map(|done| match done {
            Done::Import(import) => Some(import),
            Done::Edit(_) | Done::Founding(_) => None,
        });
        imports.find(brought).map(|import| import.files.clone()).unwrap_or_default()
    }

    /// Takes one import out of the middle: what came after it stays.
    pub fn take(&mut self, step: usize) -> Option<Import> {
        match self.0.get(step)? {
            Done::Import(_) => match self.0.remove(step) {
                Done::Import(import) => Some(import),
                Done::Edit(_) | Done::Founding(_) => None,
            },
            Done::Edit(_) | Done::Founding(_) => None,
        }
    }

    /// Remembers which cells a file carries to others.
    pub fn sent_on(&mut self, is_in_file: impl Fn(&Place) -> bool) {
        for done in &mut self.0 {
            if let Done::Import(import) | Done::Founding(import) = done {
                import.sent_on.extend(import.places.iter().filter(|place| is_in_file(place)).cloned());
            }
        }
    }

    pub fn last(&self) -> Option<&Done> {
        self.0.last()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Import {
    /// The workspace without this import, and the cells that stay: changed since, or sent on.
    pub fn forgotten(&self, now: &Workspace) -> (Workspace, BTreeSet<Place>) {
        let places: BTreeSet<Place> = self.places.iter().filter(|place| !self.sent_on.contains(place)).cloned().collect();
        let (workspace, mut kept) = merge::forget(now, &self.before, &self.after, &places);
        kept.extend(self.sent_on.iter().cloned());
        (workspace, kept)
    }
}

impl Edit {
    /// Remembers what a command is about to change.
    pub fn of(program: &ProgramId, tables: &Tables, cells: impl IntoIterator<Item = CellId>) -> Self {
        let before = cells.into_iter().map(|cell| (cell.clone(), tables.reading(&cell))).collect();
        Edit { program: program.clone(), before }
    }

    /// The entries that bring the earlier values back, as new changes over the present ones.
    ///
    /// `None` where there is no such value: a cell that was in conflict, or had never been written and cannot be blank.
    pub fn inverse(&self) -> Option<Vec<Entry>> {
        let inverse = self.before.iter().filter_map(|(cell, before)| match (before, cell) {
            (Reading::Settled(entry), _) => Some(Some(entry.clone())),
            // A place cannot be taken away. A row that was written with its place was not there before, and goes; a record
            // that only got one stays where it is.
            (Reading::Absent, CellId::Position(record)) => {
                self.adds(record).then(|| Some(Entry::Standing(record.clone(), Standing::Removed)))
            }
            (Reading::Absent, _) => Some(blank(cell)),
            (Reading::Conflict(_), _) => Some(None),
        });
        inverse.collect()
    }

    /// Whether the edit made a row of a sheet that was not there.
    fn adds(&self, record: &Record) -> bool {
        let Record::PlanRow(measure, year, row) = record else { return false };
        let is_of_row =
            |cell: &CellId| matches!(cell, CellId::Plan(key) if key.measure == *measure && key.year == *year && key.row == *row);
        self.before.iter().any(|(cell, before)| *before == Reading::Absent && is_of_row(cell))
    }
}

/// The value of a cell that says nothing.
pub(super) fn blank(cell: &CellId) -> Option<Entry> {
    match cell.clone() {
        CellId::Figure(key) => Some(Entry::Figure(key, Figure::confirmed(Shown::Blank))),
        CellId::Passage(key) => Some(Entry::Passage(key, Passage::Text(String::new()))),
        CellId::Plan(key) => Some(Entry::Plan(key, Passage::Text(String::new()))),
        CellId::Eligible(key) => Some(Entry::Eligible(key, People(0))),
        CellId::PaperTally(key) => Some(Entry::PaperTally(key, PaperTally::default())),
        CellId::Overtime(key) => Some(Entry::Overtime(key, Default::default())),
        CellId::Target(key) => Some(Entry::Target(key, Target::confirmed(Rule::Blank))),
        CellId::Baseline(key) => {
            let shown = Trust::Confirmed(Shown::Blank);
            Some(Entry::Baseline(key, Baseline { as_of: String::new(), shown, counts: Counts::TheIndicator }))
        }
        CellId::Assignment(record) => Some(Entry::Assignment(record, Default::default())),
        CellId::RatingScale(()) => Some(Entry::RatingScale(
            (),
            RatingScale { grades: Vec::new(), decisions: Vec::new(), reason_where_it_differs: Default::default() },
        )),
        CellId::FollowUp(key @ FollowUpKey::Sheet(..)) => Some(Entry::FollowUp(key, Default::default())),
        CellId::Intake(key) => Some(Entry::Intake(key, Intake { ruling: Ruling::ByArrival, reason: String::new() })),
        CellId::Standing(record) => Some(Entry::Standing(record, Standing::default())),
        // A record that was not there before goes.
        CellId::Department(id) => Some(Entry::Standing(Record::Department(id), Standing::Removed)),
        CellId::Pillar(id) => Some(Entry::Standing(Record::Pillar(id), Standing::Removed)),
        CellId::Measure(id) => Some(Entry::Standing(Record::Measure(id), Standing::Removed)),
        CellId::Indicator(id) => Some(Entry::Standing(Record::Indicator(id), Standing::Removed)),
        CellId::Note(id) => Some(Entry::Standing(Record::Note(id), Standing::Removed)),
        CellId::Sum(id) => Some(Entry::Standing(Record::Sum(id), Standing::Removed)),
        CellId::Schedule(ScheduleKey { measure, row }) => Some(Entry::Standing(Record::ScheduleRow(measure, row), Standing::Removed)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Amount, Command, FigureKey, FiscalYear, Indicator, IndicatorId, PillarId, Program, Qualifier, Quantity, Stamp};
    use crate::register::Writer;
    use rust_decimal::Decimal;
    use std::sync::Arc;

    fn number(value: i64) -> Figure {
        let amount = Amount::new(Decimal::from(value));
        Figure::confirmed(Shown::Number(Quantity { amount, unit: "件".to_owned(), qualifier: Qualifier::Plain, ratio: None }))
    }

    fn indicator() -> Indicator {
        Indicator { unit: "件".to_owned(), ..Indicator::named(PillarId::new("1").unwrap(), "件数") }
    }

    #[test]
    fn a_step_whose_way_back_is_refused_is_not_lost() {
        let mut timeline = Timeline::default();
        assert_eq!(timeline.take_back(|_| Ok::<_, ()>(1)), Ok(None));
        let edit = |name: &str| Edit { program: ProgramId::new(name).unwrap(), before: Vec::new() };
        timeline.push(Done::Edit(edit("first")));
        timeline.push(Done::Edit(edit("second")));
        let name = |done: &Done| if let Done::Edit(edit) = done { edit.program.to_string() } else { String::new() };
        assert_eq!(timeline.take_back(|done| Err::<(), _>(name(done))), Err("second".to_owned()));
        assert_eq!(timeline.take_back(|done| Ok::<_, ()>(name(done))), Ok(Some("second".to_owned())));
        assert_eq!(timeline.take_back(|done| Ok::<_, ()>(name(done))), Ok(Some("first".to_owned())));
        assert!(timeline.is_empty());
    }

    #[test]
    fn an_edit_is_taken_back_by_new_changes_and_a_new_figure_becomes_blank() {
        let id = ProgramId::new("p").unwrap();
        let mut workspace = Workspace::default();
        workspace.programs.insert(id.clone(), Arc::new(Program::default()));
        let key = FigureKey { indicator: IndicatorId::new("X").unwrap(), year: FiscalYear::new(2023).unwrap(), part: None };
        let mut stamp = Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None };
        let mut dispatch = |workspace: &mut Workspace, entries: Vec<Entry>| {
            let cells: Vec<CellId> = entries.iter().map(Entry::id).collect();
            let edit = Edit::of(&id, &workspace.program(&id).unwrap().tables, cells);
            (_, stamp) = workspace.apply(Command { program: id.clone(), entries }, stamp).unwrap();
            edit
        };
        dispatch(&mut workspace, vec![Entry::Indicator(key.indicator.clone(), indicator())]);
        let first = dispatch(&mut workspace, vec![Entry::Figure(key.clone(), number(1))]);
        let second = dispatch(&mut workspace, vec![Entry::Figure(key.clone(), number(2))]);
        dispatch(&mut workspace, second.inverse().unwrap());
        let figure = |workspace: &Workspace| workspace.program(&id).unwrap().tables.figures.get(&key).cloned();
        assert_eq!(figure(&workspace), Some(number(1)));
        dispatch(&mut workspace, first.inverse().unwrap());
        assert_eq!(figure(&workspace), Some(Figure::confirmed(Shown::Blank)));
    }
}
