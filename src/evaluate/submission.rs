//! 提出状況: for each department and inquiry where it stands, what is late, what is missing, what changed.

use super::filling::{is_entered, tells_results};
use super::report::{asked_about, is_reported_on, to_report};
use crate::domain::{
    AgendaId, Asked, CellId, CellKind, DepartmentId, Effect, FigureKey, FiscalYear, FollowUpKey, Handling, IndicatorId, Inquiry, Matter,
    MeasureId, Owner, Record, SubmissionStage, SurveyId, Table, Tables, Taken, Visitor, owner_of, stage_of,
};
use crate::register::{Context, Dot, Moment};
use chrono::NaiveDate;

/// Where one department's submission stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub stage: SubmissionStage,
    /// 期限 that holds now: the inquiry's, or 再提出期限 after 差戻し.
    pub due: NaiveDate,
    pub lateness: Lateness,
    /// How often it was received: 2 is a first re-submission.
    pub n_received: usize,
    /// When it was last handed in, by the clock of whoever recorded it.
    pub handed_in: Option<Moment>,
    /// The last 差戻し, while nothing came after it.
    pub returned: Option<Returned>,
    pub confirmed: Option<Confirmed>,
    /// The last submission's content, as its department saw it; `None` before the first.
    pub submitted_digest: Option<String>,
    /// As the secretariat read it.
    pub received_digest: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub reason: String,
    pub at: Moment,
    pub by: String,
}

/// 所属長確認.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    pub name: String,
    pub on: NaiveDate,
    pub digest: String,
}

/// The due day itself is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    InTime,
    /// Not handed in, and today is the last day.
    DueToday,
    /// Not handed in.
    Overdue {
        days: u32,
    },
    HandedInLate {
        days: u32,
    },
}

impl Lateness {
    pub fn is_overdue(self) -> bool {
        matches!(self, Lateness::Overdue { .. })
    }
}

/// One thing a department is asked to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub item: AskedItem,
    pub filling: Filling,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedItem {
    Figure(FigureKey),
    Sheet(MeasureId, FiscalYear),
    /// What the department did on a measure that nobody leads.
    Report(MeasureId, FiscalYear),
    Survey(SurveyId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// A sheet from its first result or the grade of 主管課 on: how far each piece is, 記入状況 says.
    Filled,
    Blank,
    /// Answers of a survey are anonymous.
    NotKnown,
}

/// 照会 that stand, the next due first.
pub fn inquiries(tables: &Tables) -> Vec<(&AgendaId, &str, &Inquiry)> {
    let standing = tables.agenda.settled().filter(|(_, agenda)| agenda.stands());
    let mut inquiries: Vec<_> = standing.filter_map(|(id, agenda)| Some((id, agenda.title.as_str(), agenda.inquiry()?))).collect();
    inquiries.sort_by_key(|(id, _, inquiry)| (inquiry.due, *id));
    inquiries
}

/// The inquiries that a department has yet to answer, or to answer again, the next due first.
pub fn waiting_for(tables: &Tables, department: &DepartmentId) -> Vec<AgendaId> {
    let waits = |id: &AgendaId| {
        let is_asked = tables.agenda.get(id).is_some_and(|agenda| agenda.concerns(department));
        is_asked && matches!(tables.stage(id, department), SubmissionStage::Asked | SubmissionStage::Returned)
    };
    inquiries(tables).into_iter().map(|(id, ..)| id.clone()).filter(waits).collect()
}

/// The departments an inquiry asks, in their order.
pub fn asked_departments(tables: &Tables, inquiry: &AgendaId) -> Vec<DepartmentId> {
    let Some(agenda) = tables.agenda.get(inquiry) else { return Vec::new() };
    tables.listed_departments().into_iter().map(|(id, _)| id).filter(|id| agenda.concerns(id)).cloned().collect()
}

/// `None` where there is no such inquiry.
pub fn submission(tables: &Tables, id: &AgendaId, department: &DepartmentId, today: NaiveDate) -> Option<Status> {
    let inquiry = tables.agenda.get(id)?.inquiry()?;
    let steps = tables.steps(id, department);
    let counted: Vec<&Taken<'_>> = steps.iter().filter(|taken| matches!(taken.effect, Effect::Moved(_))).collect();
    let stage = stage_of(&steps);
    let last = |is: fn(&Handling) -> bool| counted.iter().rev().find(|taken| is(taken.step));
    let handed_in = last(|step| matches!(step, Handling::Submitted { .. } | Handling::Received { .. }));
    let returned = last(|step| matches!(step, Handling::Returned { .. })).filter(|_| stage == SubmissionStage::Returned);
    // A term that was given with the return holds until the report is there again.
    let given = match returned.map(|taken| taken.step) {
        Some(Handling::Returned { due, .. }) => *due,
        _ => None,
    };
    let due = given.unwrap_or(inquiry.due);
    let first_in = counted.iter().find(|taken| matches!(taken.step, Handling::Submitted { .. } | Handling::Received { .. }));
    let lateness = match stage {
        SubmissionStage::Asked | SubmissionStage::Returned => not_handed_in(due, today),
        SubmissionStage::Submitted | SubmissionStage::Received | SubmissionStage::Checked | SubmissionStage::Settled => {
            first_in.map_or(Lateness::InTime, |taken| match days_between(inquiry.due, taken.trace.at.date()) {
                0 => Lateness::InTime,
                days => Lateness::HandedInLate { days },
            })
        }
    };
    let confirmed = last(|step| matches!(step, Handling::Confirmed { .. })).and_then(|taken| match taken.step {
        Handling::Confirmed { name, on, digest } => Some(Confirmed { name: name.clone(), on: *on, digest: digest.clone() }),
        _ => None,
    });
    let digest_of = |taken: &&Taken<'_>| match taken.step {
        Handling::Submitted { digest } | Handling::Received { digest, .. } => digest.clone(),
        _ => String::new(),
    };
    Some(Status {
        stage,
        due,
        lateness,
        n_received: counted.iter().filter(|taken| matches!(taken.step, Handling::Received { .. })).count(),
        handed_in: handed_in.map(|taken| taken.trace.at),
        returned: returned.and_then(|taken| match taken.step {
            Handling::Returned { reason, .. } => Some(Returned { reason: reason.clone(), at: taken.trace.at, by: taken.trace.by.clone() }),
            _ => None,
        }),
        confirmed,
        submitted_digest: last(|step| matches!(step, Handling::Submitted { .. })).copied().map(|taken| digest_of(&taken)),
        received_digest: last(|step| matches!(step, Handling::Received { .. })).copied().map(|taken| digest_of(&taken)),
    })
}

fn not_handed_in(due: NaiveDate, today: NaiveDate) -> Lateness {
    match days_between(due, today) {
        0 if due == today => Lateness::DueToday,
        0 => Lateness::InTime,
        days => Lateness::Overdue { days },
    }
}

/// Days from `due` to a later day; 0 up to the due day.
fn days_between(due: NaiveDate, day: NaiveDate) -> u32 {
    u32::try_from((day - due).num_days()).unwrap_or(0)
}

/// What a department is asked to fill in, and how far it has.
///
/// Of a whole kind (実績値, 管理票) only what the department leads: what nobody leads would be everybody's.
pub fn wanted(tables: &Tables, inquiry: &Inquiry, department: &DepartmentId) -> Vec<Wanted> {
    let leads = |cell: CellId| matches!(owner_of(tables, &cell), Owner::Departments(owners) if owners.contains(department));
    let may = |cell: CellId| owner_of(tables, &cell).includes(department);
    let mut items: Vec<AskedItem> = Vec::new();
    for asked in &inquiry.asks {
        match asked {
            Asked::Figures(year) => {
                let keys = tables.listed_indicators().into_iter().flat_map(|(id, _)| figure_keys(tables, id, *year));
                items.extend(keys.filter(|key| leads(CellId::Figure(key.clone()))).map(AskedItem::Figure));
            }
            Asked::Indicator(id, year) => {
                let keys = figure_keys(tables, id, *year).into_iter();
                items.extend(keys.filter(|key| may(CellId::Figure(key.clone()))).map(AskedItem::Figure));
            }
            Asked::Sheets(year) => {
                let measures = tables.listed_measures().into_iter().map(|(id, _)| id);
                items.extend(measures.filter(|id| leads(sheet_cell(id, *year))).map(|id| AskedItem::Sheet(id.clone(), *year)));
            }
            Asked::Sheet(id, year) => {
                if may(sheet_cell(id, *year)) {
                    items.push(AskedItem::Sheet(id.clone(), *year));
                }
            }
            Asked::Reports(year) => {
                let asked = to_report(tables, *year, department).into_iter();
                items.extend(asked.map(|it| AskedItem::Report(it.measure, *year)));
            }
            Asked::Survey(id) => items.push(AskedItem::Survey(id.clone())),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
    items.into_iter().map(|item| Wanted { filling: filling(tables, department, &item), item }).collect()
}

fn figure_keys(tables: &Tables, id: &IndicatorId, year: FiscalYear) -> Vec<FigureKey> {
    let key = |part| FigureKey { indicator: id.clone(), year, part };
    match tables.indicators.cell(id).and_then(|cell| cell.siblings().first()) {
        Some(sibling) if !sibling.value.parts.is_empty() => sibling.value.parts.iter().map(|part| key(Some(part.id.clone()))).collect(),
        Some(_) => vec![key(None)],
        None => Vec::new(),
    }
}

/// A cell of the sheet, to ask whose the sheet is.
fn sheet_cell(measure: &MeasureId, year: FiscalYear) -> CellId {
    use crate::domain::{RatingKey, Step};
    CellId::Rating(RatingKey { measure: measure.clone(), year, step: Step::Lead })
}

fn filling(tables: &Tables, department: &DepartmentId, item: &AskedItem) -> Filling {
    let is_filled = match item {
        AskedItem::Survey(_) => return Filling::NotKnown,
        AskedItem::Report(measure, year) => asked_about(tables, measure, *year, department).is_filled(),
        AskedItem::Figure(key) => is_entered(tables, key),
        AskedItem::Sheet(measure, year) => tells_results(tables, measure, *year),
    };
    if is_filled { Filling::Filled } else { Filling::Blank }
}

/// Whether a cell is among what the inquiry asks of the department.
pub fn is_asked(tables: &Tables, inquiry: &Inquiry, department: &DepartmentId, cell: &CellId) -> bool {
    let measure_year = match cell {
        CellId::Figure(key) => {
            let fits = |asked: &Asked| match asked {
                Asked::Figures(year) => *year == key.year,
                Asked::Indicator(id, year) => *year == key.year && *id == key.indicator,
                Asked::Sheets(_) | Asked::Reports(_) | Asked::Sheet(..) | Asked::Survey(_) => false,
            };
            return inquiry.asks.iter().any(fits) && owner_of(tables, cell).includes(department);
        }
        CellId::Passage(key) => (&key.measure, key.year),
        CellId::Plan(key) => (&key.measure, key.year),
        CellId::Rating(key) => (&key.measure, key.year),
        CellId::Standing(Record::PlanRow(measure, year, _)) => (measure, *year),
        // What of it is not the department's own is left out below.
        CellId::FollowUp(FollowUpKey::Sheet(measure, year, matter)) => match matter {
            Matter::Progress(_) | Matter::Work(_) | Matter::GoodPractice(_) => {
                let is_wanted = inquiry.asks.contains(&Asked::Reports(*year)) && is_reported_on(tables, measure);
                return is_wanted && owner_of(tables, cell).includes(department);
            }
            _ => (measure, tables.year_of(cell).unwrap_or(*year)),
        },
        _ => return false,
    };
    let fits = |asked: &Asked| match asked {
        Asked::Sheets(year) => *year == measure_year.1,
        Asked::Sheet(id, year) => *year == measure_year.1 && id == measure_year.0,
        Asked::Figures(_) | Asked::Reports(_) | Asked::Indicator(..) | Asked::Survey(_) => false,
    };
    inquiry.asks.iter().any(fits) && owner_of(tables, cell).includes(department)
}

/// Every change of what is asked, as it stands: kept with 差戻し and 確定 to tell later what changed since.
pub fn seen_now(tables: &Tables, inquiry: &Inquiry, department: &DepartmentId) -> Context {
    let mut seen = Context::default();
    walk(tables, inquiry, department, |_, dots| dots.iter().for_each(|dot| seen.see(*dot)));
    seen
}

/// The asked cells with a value that was not there when `seen` was kept.
pub fn changed_since(tables: &Tables, inquiry: &Inquiry, department: &DepartmentId, seen: &Context) -> Vec<CellId> {
    let mut changed = Vec::new();
    walk(tables, inquiry, department, |cell, dots| {
        if dots.iter().any(|dot| !seen.has_seen(*dot)) {
            changed.push(cell);
        }
    });
    changed
}

/// What the last 差戻し or 確定 of a submission had seen: 差戻し for a re-submission, 確定 once it is settled.
pub fn last_seen(tables: &Tables, inquiry: &AgendaId, department: &DepartmentId) -> Option<Context> {
    let steps = tables.steps(inquiry, department);
    let counted = steps.iter().rev().filter(|taken| matches!(taken.effect, Effect::Moved(_)));
    counted.into_iter().find_map(|taken| match taken.step {
        Handling::Returned { seen, .. } | Handling::Settled { seen } => Some(seen.clone()),
        Handling::Confirmed { .. }
        | Handling::Submitted { .. }
        | Handling::Received { .. }
        | Handling::Checked
        | Handling::Reopened { .. } => None,
    })
}

fn walk(tables: &Tables, inquiry: &Inquiry, department: &DepartmentId, each: impl FnMut(CellId, &[Dot])) {
    struct Walk<'a, F> {
        tables: &'a Tables,
        inquiry: &'a Inquiry,
        department: &'a DepartmentId,
        each: F,
    }

    impl<F: FnMut(CellId, &[Dot])> Visitor for Walk<'_, F> {
        fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
            for (key, cell) in table.cells() {
                let id = C::id(key.clone());
                if is_asked(self.tables, self.inquiry, self.department, &id) {
                    let dots: Vec<_> = cell.siblings().iter().map(|sibling| sibling.dot).collect();
                    (self.each)(id, &dots);
                }
            }
        }
    }

    tables.visit(&mut Walk { tables, inquiry, department, each });
}

/// The inquiries that a department's report answers: those it was submitted for, and where it was submitted for none,
/// those that ask for a cell that it brings.
pub fn answered(tables: &Tables, department: &DepartmentId, brought: &[CellId]) -> Vec<AgendaId> {
    use crate::domain::{Event, Handled};
    let submitted_for = |cell: &CellId| {
        let CellId::Trace(id) = cell else { return None };
        match &tables.traces.get(id)?.event {
            Event::Handled(Handled { inquiry, department: of, step: Handling::Submitted { .. }, .. }) if of == department => {
                Some(inquiry.clone())
            }
            Event::Handled(_) | Event::FileRead(_) | Event::FileForgotten(_) | Event::Disposed(_) => None,
        }
    };
    let submitted: Vec<AgendaId> = brought.iter().filter_map(submitted_for).collect();
    let asked = |(id, _, inquiry): (&AgendaId, &str, &Inquiry)| {
        let is_asked_here = tables.agenda.get(id).is_some_and(|agenda| agenda.concerns(department));
        let answers = || brought.iter().any(|cell| is_asked(tables, inquiry, department, cell));
        let is_answered = if submitted.is_empty() { answers() } else { submitted.contains(id) };
        let is_open = tables.stage(id, department) != SubmissionStage::Settled;
        (is_asked_here && is_open && is_answered).then(|| id.clone())
    };
    inquiries(tables).into_iter().filter_map(asked).collect()
}

#[cfg(test)]
mod tests;
