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
            Some(Event::FileRead(_) | Event::FileForgotten { .. }) => Owner::Nobody,
            Some(Event::Handled(_)) | None => Owner::Secretariat,
        },
        CellId::Overtime(key) => {
            let is_theirs = |(_, department): &(&DepartmentId, &super::Department)| department.name == key.workplace;
            let theirs = tables.departments.settled().find(is_theirs);
            theirs.map_or(Owner::Nobody, |(id, _)| Owner::Departments(vec![id.clone()]))
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
