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
