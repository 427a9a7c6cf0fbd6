//! A programme after the model of another one: which of its cells a copy takes along.

use super::*;
use crate::register::Reading;

/// How much of a programme a copy takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// What is to be done and measured, and how it is judged.
    Definitions,
    /// And what was reported: figures, sheets, ratings, notes.
    Everything,
}

/// The entries of a copy in the order of files, and how many cells were left out because two values stand in them.
///
/// Ids stay as they are: they name records within one programme. Surveys stay behind (answers to a copy would be sealed to the
/// model's key), and so does what was done with the model: inquiries, traces, counts of people, overtime.
pub fn copied(tables: &Tables, what: Copied) -> (Vec<Entry>, usize) {
    struct Copy<'a> {
        tables: &'a Tables,
        what: Copied,
        entries: Vec<Entry>,
        n_left_out: usize,
    }

    impl Visitor for Copy<'_> {
        fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
            if !is_copied(C::KIND, self.what) {
                return;
            }
            for (key, cell) in table.cells() {
                match cell.reading() {
                    Reading::Settled(value) => {
                        let entry = C::entry(key.clone(), value.clone());
                        if !is_of_removed(self.tables, &entry) {
                            self.entries.push(entry);
                        }
                    }
                    Reading::Conflict(_) => self.n_left_out += 1,
                    Reading::Absent => {}
                }
            }
        }
    }

    let mut copy = Copy { tables, what, entries: Vec::new(), n_left_out: 0 };
    tables.visit(&mut copy);
    (copy.entries, copy.n_left_out)
}

fn is_copied(kind: Kind, what: Copied) -> bool {
    match kind {
        Kind::Overview
        | Kind::Settings
        | Kind::Vocabulary
        | Kind::RatingScale
        | Kind::Department
        | Kind::Pillar
        | Kind::Measure
        | Kind::Indicator
        | Kind::Assignment
        | Kind::Position
        | Kind::Target
        | Kind::Baseline
        | Kind::DefinitionBreak
        | Kind::Schedule => true,
        Kind::Figure | Kind::Passage | Kind::Plan | Kind::Rating | Kind::Note | Kind::Claim | Kind::Sum | Kind::FollowUp => {
            what == Copied::Everything
        }
        Kind::Standing
        | Kind::Survey
        | Kind::Eligible
        | Kind::PaperTally
        | Kind::Agenda
        | Kind::Trace
        | Kind::Overtime
        | Kind::Intake
        | Kind::Edition => false,
    }
}

/// Whether the entry belongs to a record that was removed: a copy begins without it.
fn is_of_removed(tables: &Tables, entry: &Entry) -> bool {
    let record = match entry {
        Entry::Department(id, _) => Record::Department(id.clone()),
        Entry::Pillar(id, _) => Record::Pillar(id.clone()),
        Entry::Measure(id, _) => Record::Measure(id.clone()),
        Entry::Indicator(id, _) => Record::Indicator(id.clone()),
        Entry::Note(id, _) => Record::Note(id.clone()),
        Entry::Sum(id, _) => Record::Sum(id.clone()),
        Entry::Assignment(record, _) | Entry::Position(record, _) => record.clone(),
        Entry::Schedule(key, _) => Record::ScheduleRow(key.measure.clone(), key.row.clone()),
        Entry::Plan(key, _) => Record::PlanRow(key.measure.clone(), key.year, key.row.clone()),
        Entry::Target(key, _) => Record::Indicator(key.indicator.clone()),
        Entry::Baseline(key, _) => Record::Indicator(key.indicator.clone()),
        Entry::DefinitionBreak(key, _) => Record::Indicator(key.indicator.clone()),
        Entry::Figure(key, _) => Record::Indicator(key.indicator.clone()),
        Entry::Passage(key, _) => Record::Measure(key.measure.clone()),
        Entry::Rating(key, _) => Record::Measure(key.measure.clone()),
        _ => return false,
    };
    !tables.is_present(&record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Dot, Writer};

    fn tables(entries: Vec<Entry>) -> Tables {
        let mut tables = Tables::default();
        for (n, entry) in (1..).zip(entries) {
            tables.write(entry, Dot { writer: Writer::from_bits(1), n }, None);
        }
        tables
    }

    #[test]
    fn a_copy_leaves_removed_records_and_where_it_is_asked_to_the_figures_behind() {
        let id = |name: &str| DepartmentId::new(name).unwrap();
        let key = FigureKey { indicator: IndicatorId::new("X").unwrap(), year: FiscalYear::new(2023).unwrap(), part: None };
        let model = tables(vec![
            Entry::Department(id("a"), Department::named("甲課")),
            Entry::Department(id("b"), Department::named("乙課")),
            Entry::Standing(Record::Department(id("b")), Standing::Removed),
            Entry::Figure(key.clone(), Figure::confirmed(Shown::Blank)),
        ]);
        let kinds = |what| copied(&model, what).0.iter().map(|entry| entry.id()).collect::<Vec<_>>();
        assert_eq!(kinds(Copied::Definitions), [CellId::Department(id("a"))]);
        assert_eq!(kinds(Copied::Everything), [CellId::Department(id("a")), CellId::Figure(key)]);
    }

    /// One cell of every kind that stands or falls with a record, of the measure `s` and the indicator `x`.
    fn everything_of(s: &str, x: &str) -> Vec<Entry> {
        let (measure, indicator) = (MeasureId::new(s).unwrap(), IndicatorId::new(x).unwrap());
        let (year, row) = (FiscalYear::new(2023).unwrap(), RowId::new("r").unwrap());
        let pillar = PillarId::new("1").unwrap();
        let part = None;
        let schedule = ScheduleRow { item: String::new(), spans: Vec::new() };
        let rating = Rating { given: GradeId::new("good").unwrap(), reason: String::new() };
        let nothing = || Passage::Text(String::new());
        let measured = Baseline { as_of: String::new(), shown: Trust::Confirmed(Shown::Blank), counts: Counts::TheIndicator };
        vec![
            Entry::Measure(measure.clone(), Measure::named(pillar.clone(), "取組")),
            Entry::Assignment(Record::Measure(measure.clone()), Assignment::default()),
            Entry::Schedule(ScheduleKey { measure: measure.clone(), row: row.clone() }, schedule),
            Entry::Plan(PlanKey { measure: measure.clone(), year, row, column: Column::Plan }, nothing()),
            Entry::Passage(PassageKey { measure: measure.clone(), year, section: Section::Content }, nothing()),
            Entry::Rating(RatingKey { measure, year, step: Step::Lead }, rating),
            Entry::Indicator(indicator.clone(), Indicator::named(pillar, "割合")),
            Entry::Baseline(BaselineKey { indicator: indicator.clone(), part: part.clone() }, measured),
            Entry::DefinitionBreak(BreakKey { indicator: indicator.clone(), year }, DefinitionBreak { what: String::new() }),
            Entry::Figure(FigureKey { indicator, year, part }, Figure::confirmed(Shown::Blank)),
        ]
    }

    #[test]
    fn of_a_removed_sheet_and_of_a_removed_indicator_nothing_is_copied() {
        let removed = |record| Entry::Standing(record, Standing::Removed);
        let kept = everything_of("S", "X");
        let mut entries = kept.clone();
        entries.extend(everything_of("T", "Y"));
        let (measure, year, row) = (MeasureId::new("T").unwrap(), FiscalYear::new(2023).unwrap(), RowId::new("r").unwrap());
        entries.extend([
            removed(Record::Measure(measure.clone())),
            removed(Record::ScheduleRow(measure.clone(), row.clone())),
            removed(Record::PlanRow(measure, year, row)),
            removed(Record::Indicator(IndicatorId::new("Y").unwrap())),
        ]);
        let mut ids: Vec<CellId> = kept.iter().map(Entry::id).collect();
        let mut copied: Vec<CellId> = copied(&tables(entries), Copied::Everything).0.iter().map(Entry::id).collect();
        ids.sort();
        copied.sort();
        assert_eq!(copied, ids);
    }

    #[test]
    fn a_removed_note_is_not_copied() {
        let note = |name: &str| {
            let note = Note { place: NotePlace::Program, kind: NoteKind::Footnote, mark: String::new(), text: String::new() };
            Entry::Note(NoteId::new(name).unwrap(), note)
        };
        let entries = vec![note("a"), note("b"), Entry::Standing(Record::Note(NoteId::new("b").unwrap()), Standing::Removed)];
        let kept = copied(&tables(entries), Copied::Everything).0;
        assert_eq!(kept, [note("a")]);
    }

    #[test]
    fn what_is_in_conflict_is_left_out_and_counted() {
        let id = |name: &str| DepartmentId::new(name).unwrap();
        let named = |name: &str, of: &str| tables(vec![Entry::Department(id(name), Department::named(of))]);
        let mut ours = named("a", "甲課");
        let mut theirs = Tables::default();
        theirs.write(Entry::Department(id("a"), Department::named("乙課")), Dot { writer: Writer::from_bits(2), n: 1 }, None);
        ours.join(&theirs);
        ours.write(Entry::Department(id("b"), Department::named("丙課")), Dot { writer: Writer::from_bits(2), n: 2 }, None);
        let (entries, n_left_out) = copied(&ours, Copied::Everything);
        assert_eq!((entries.iter().map(Entry::id).collect::<Vec<_>>(), n_left_out), (vec![CellId::Department(id("b"))], 1));
    }

    #[test]
    fn what_belongs_to_a_removed_record_is_left_behind_with_it() {
        let measure = |name: &str| MeasureId::new(name).unwrap();
        let content = |name: &str| PassageKey { measure: measure(name), year: FiscalYear::new(2023).unwrap(), section: Section::Content };
        let pillar = |name: &str| {
            let pillar =
                Pillar { number: String::new(), name: Trust::Confirmed(name.to_owned()), summary: String::new(), role: PillarRole::Pillar };
            Entry::Pillar(PillarId::new(name).unwrap(), pillar)
        };
        let of = |name: &str| TargetKey { indicator: IndicatorId::new(name).unwrap(), slot: TargetSlot::EveryYear, part: None };
        let target = |name: &str| {
            Entry::Target(of(name), Target { rule: Trust::Confirmed(Rule::Blank), revisions: Vec::new(), remark: String::new() })
        };
        let model = tables(vec![
            pillar("1"),
            pillar("2"),
            Entry::Standing(Record::Pillar(PillarId::new("2").unwrap()), Standing::Removed),
            Entry::Passage(content("S"), Passage::Text("本文".to_owned())),
            Entry::Passage(content("T"), Passage::Text("本文".to_owned())),
            Entry::Standing(Record::Measure(measure("T")), Standing::Removed),
            target("X"),
            target("Y"),
            Entry::Standing(Record::Indicator(IndicatorId::new("Y").unwrap()), Standing::Removed),
        ]);
        let left = copied(&model, Copied::Everything).0.iter().map(|entry| entry.id()).collect::<Vec<_>>();
        assert_eq!(left, [CellId::Pillar(PillarId::new("1").unwrap()), CellId::Target(of("X")), CellId::Passage(content("S"))]);
    }
}
