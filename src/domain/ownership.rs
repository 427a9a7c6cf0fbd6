//! Who a cell belongs to.

use super::{Assignment, CellId, DepartmentId, Event, FollowUpKey, Handled, Handling, Matter, NotePlace, Record, Tables};

/// Whose business a cell is. On a static page this is bookkeeping, not access control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Definitions, targets, acceptance, surveys.
    Secretariat,
    /// 主管課, one or several; 関係課 may not change the cell.
    Departments(Vec<DepartmentId>),
    /// Nobody is assigned yet (N names no owner): whoever fills it in is welcome.
    Nobody,
}

impl Owner {
    pub fn includes(&self, department: &DepartmentId) -> bool {
        match self {
            Owner::Secretariat => false,
            Owner::Departments(departments) => departments.contains(department),
            Owner::Nobody => true,
        }
    }
}

/// The owner of a cell: 主管課 for figures and sheets, the 所属 itself for its overtime, the secretariat for everything else.
pub fn owner_of(tables: &Tables, cell: &CellId) -> Owner {
    match cell {
        CellId::Figure(key) => {
            let by_indicator = lead(tables, Record::Indicator(key.indicator.clone()));
            let by_measure = || {
                let measure = tables.indicators.get(&key.indicator)?.measure.clone()?;
                lead(tables, Record::Measure(measure))
            };
            by_indicator.or_else(by_measure).map_or(Owner::Nobody, Owner::Departments)
        }
        CellId::Passage(key) => of_measure(tables, &key.measure),
        CellId::Plan(key) => of_measure(tables, &key.measure),
        CellId::Rating(key) if key.step == super::Step::Lead => of_measure(tables, &key.measure),
        CellId::Note(id) => match tables.notes.get(id).map(|note| &note.place) {
            Some(NotePlace::Sheet(measure, _) | NotePlace::Plan(measure, ..)) => of_measure(tables, measure),
            _ => Owner::Secretariat,
        },
        // A department records its own steps; a file is recorded by whoever read it.
        CellId::Trace(id) => match tables.traces.get(id).map(|trace| &trace.event) {
            Some(Event::Handled(Handled { department, step: Handling::Confirmed { .. } | Handling::Submitted { .. }, .. })) => {
                Owner::Departments(vec![department.clone()])
            }
            Some(Event::FileRead(_) | Event::FileForgotten(_) | Event::Disposed(_)) => Owner::Nobody,
            Some(Event::Handled(_)) | None => Owner::Secretariat,
        },
        // What holds for everybody is not a 所属's to say, even where it names one (36協定型).
        CellId::Overtime(key) if key.item.is_setting() => Owner::Secretariat,
        CellId::Overtime(key) => {
            let theirs = tables.heirs(&tables.departments_named(&key.workplace, Some(key.year)));
            if theirs.is_empty() { Owner::Nobody } else { Owner::Departments(theirs) }
        }
        // What is asked of a department is its own; what the committee says and what all must report is the secretariat's.
        CellId::FollowUp(FollowUpKey::Sheet(measure, _, matter)) => match matter {
            Matter::MainItem | Matter::Opinion(_) => Owner::Secretariat,
            Matter::Progress(department) | Matter::Work(department) | Matter::GoodPractice(department) => {
                Owner::Departments(vec![department.clone()])
            }
            Matter::Closing | Matter::Link(..) | Matter::ToDo(_) | Matter::Answer(_) | Matter::Reply(_) | Matter::Reflection(_) => {
                of_measure(tables, measure)
            }
        },
        // 年次計画 stands on the sheet that 主管課 fills in.
        CellId::Schedule(key) => of_measure(tables, &key.measure),
        CellId::Position(Record::PlanRow(measure, ..) | Record::ScheduleRow(measure, _))
        | CellId::Standing(Record::PlanRow(measure, ..) | Record::ScheduleRow(measure, _)) => of_measure(tables, measure),
        _ => Owner::Secretariat,
    }
}

fn of_measure(tables: &Tables, measure: &super::MeasureId) -> Owner {
    lead(tables, Record::Measure(measure.clone())).map_or(Owner::Nobody, Owner::Departments)
}

fn lead(tables: &Tables, record: Record) -> Option<Vec<DepartmentId>> {
    let Assignment { lead, .. } = tables.assignments.get(&record)?;
    // A unit that was reorganised away left its records to its successors.
    (!lead.is_empty()).then(|| tables.heirs(lead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            Column, Department, Entry, FiscalYear, MeasureId, Note, NoteId, NoteKind, OvertimeItem, OvertimeKey, PassageKey, PlanKey,
            RatingKey, RowId, ScheduleKey, Section, Standing, Step, Successor, overtime::Workplace,
        },
        register::{Dot, Writer},
    };

    fn id(name: &str) -> DepartmentId {
        DepartmentId::new(name).unwrap()
    }

    /// A measure that one department leads.
    fn led() -> (Tables, MeasureId) {
        let measure = MeasureId::new("S").unwrap();
        let lead = Assignment { lead: vec![id("a")], ..Assignment::default() };
        let mut tables = Tables::default();
        tables.write(Entry::Assignment(Record::Measure(measure.clone()), lead), Dot { writer: Writer::from_bits(1), n: 1 }, None);
        (tables, measure)
    }

    #[test]
    fn where_a_row_of_a_sheet_stands_is_up_to_who_fills_it_in() {
        let (tables, measure) = led();
        let row = || RowId::new("r").unwrap();
        let plan = || Record::PlanRow(measure.clone(), FiscalYear::new(2023).unwrap(), row());
        let schedule = || Record::ScheduleRow(measure.clone(), row());
        for cell in [CellId::Position(plan()), CellId::Standing(plan()), CellId::Position(schedule()), CellId::Standing(schedule())] {
            assert_eq!(owner_of(&tables, &cell), Owner::Departments([id("a")].into()));
        }
        assert_eq!(owner_of(&tables, &CellId::Standing(Record::Measure(measure.clone()))), Owner::Secretariat);
    }

    #[test]
    fn the_texts_of_a_sheet_and_its_notes_are_of_who_fills_it_in() {
        let (mut tables, measure) = led();
        let (year, row) = (FiscalYear::new(2023).unwrap(), RowId::new("r").unwrap());
        let note = |name: &str, place: NotePlace| {
            let note = Note { place, kind: NoteKind::Footnote, mark: String::new(), text: String::new() };
            Entry::Note(NoteId::new(name).unwrap(), note)
        };
        let notes = [
            note("sheet", NotePlace::Sheet(measure.clone(), year)),
            note("plan", NotePlace::Plan(measure.clone(), year, row.clone())),
            note("measure", NotePlace::Measure(measure.clone())),
        ];
        for (n, entry) in (2..).zip(notes.clone()) {
            tables.write(entry, Dot { writer: Writer::from_bits(1), n }, None);
        }
        let [on_sheet, on_plan, on_measure] = notes.map(|entry| owner_of(&tables, &entry.id()));
        let theirs = || Owner::Departments([id("a")].into());
        assert_eq!([on_sheet, on_plan, on_measure], [theirs(), theirs(), Owner::Secretariat]);
        let passage = PassageKey { measure: measure.clone(), year, section: Section::Content };
        let plan = PlanKey { measure: measure.clone(), year, row: row.clone(), column: Column::Plan };
        let schedule = ScheduleKey { measure, row };
        let cells = [CellId::Passage(passage), CellId::Plan(plan), CellId::Schedule(schedule)];
        assert_eq!(cells.map(|cell| owner_of(&tables, &cell)), [theirs(), theirs(), theirs()]);
    }

    /// 36協定型 names a 所属 and is the city's to say all the same.
    #[test]
    fn a_rule_of_the_city_is_the_secretariats_even_where_it_names_a_unit() {
        let mut tables = Tables::default();
        tables.write(Entry::Department(id("a"), Department::named("人事課")), Dot { writer: Writer::from_bits(1), n: 1 }, None);
        let owner = |item| {
            let key = OvertimeKey::of_year(&Workplace::new("人事課"), FiscalYear::new(2023).unwrap(), item);
            owner_of(&tables, &CellId::Overtime(key))
        };
        assert_eq!(owner(OvertimeItem::SETTINGS[0]), Owner::Secretariat);
        assert_eq!(owner(OvertimeItem::People), Owner::Departments([id("a")].into()));
    }

    #[test]
    fn of_a_sheets_ratings_the_first_is_the_departments() {
        let (tables, measure) = led();
        let owner = |step| {
            let key = RatingKey { measure: measure.clone(), year: FiscalYear::new(2023).unwrap(), step };
            owner_of(&tables, &CellId::Rating(key))
        };
        assert_eq!(owner(Step::Lead), Owner::Departments([id("a")].into()));
        assert_eq!([owner(Step::Secretariat), owner(Step::AsPrinted)], [Owner::Secretariat, Owner::Secretariat]);
    }

    #[test]
    fn the_plan_of_a_workplace_is_its_units_in_force_and_their_heirs() {
        let mut tables = Tables::default();
        let mut n = 0;
        let mut write = |tables: &mut Tables, entries: Vec<Entry>| {
            for entry in entries {
                n += 1;
                tables.write(entry, Dot { writer: Writer::from_bits(1), n }, None);
            }
        };
        let year = |number| FiscalYear::new(number).unwrap();
        let named = |unit: &str, name: &str| Entry::Department(id(unit), Department::named(name));
        write(&mut tables, vec![named("a", "人事課"), named("b", "人権課")]);
        // 人事課 is set up anew under its old name in 2025, 人権課 becomes 共生課 in 2026.
        let anew = tables.succeed(&[id("a")], &[Successor::New(id("a2"), "人事課".to_owned())], year(2025));
        write(&mut tables, anew);
        let renamed = tables.succeed(&[id("b")], &[Successor::New(id("c"), "共生課".to_owned())], year(2026));
        write(&mut tables, renamed);
        let owners = |tables: &Tables, workplace: &str, of| {
            let key = OvertimeKey::of_year(&Workplace::new(workplace), year(of), OvertimeItem::People);
            owner_of(tables, &CellId::Overtime(key))
        };
        let departments = |names: &[&str]| Owner::Departments(names.iter().map(|name| id(name)).collect());
        assert_eq!(owners(&tables, "人事課", 2025), departments(&["a2"]));
        assert_eq!(owners(&tables, "人事課", 2024), departments(&["a", "a2"]));
        assert_eq!(owners(&tables, "人権課", 2026), departments(&["b", "c"]), "the file still has the old name");
        assert_eq!(owners(&tables, "どこか", 2026), Owner::Nobody);
        write(&mut tables, vec![Entry::Standing(Record::Department(id("c")), Standing::Removed)]);
        assert_eq!(owners(&tables, "共生課", 2026), Owner::Nobody);
    }
}
