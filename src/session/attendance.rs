//! 時間外勤務 of the employees: what attendance files said, for as long as the page is open.
//!
//! Rows about people are personal data. They stand beside the workspace and not in it: no bundle and no backup sees them, and
//! the store only what somebody sealed (`attendance_keeping`).

use super::{OfficeError, Session, office};
use crate::{
    domain::{
        Entry, OvertimeEntry, OvertimeItem, OvertimeKey, Refusal,
        overtime::{DayRow, EmployeeId, LeaveRow, Ledger, Month, NotListed, OvertimeRules, Reason, RuleSet, Workplace},
    },
    sheetfile::attendance::{Desk, read_days_text, read_leaves_text, read_ledger},
    store::DeviceSettings,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A handle to the hours of this page; copies are the same.
#[derive(Clone, Copy)]
pub struct Attendance {
    pub(super) session: Session,
    /// As files said it.
    hours: RwSignal<Arc<Ledger>>,
    /// With the rule sets that the programme says.
    ledger: Memo<Arc<Ledger>>,
    rules: Memo<Arc<OvertimeRules>>,
    preview: RwSignal<Option<Arc<Preview>>>,
    as_of: RwSignal<Option<NaiveDate>>,
    /// Rows of the files taken last that could not be read.
    n_refused: RwSignal<usize>,
    requests: RwSignal<BTreeSet<(EmployeeId, Month)>>,
    leave: RwSignal<Arc<Vec<LeaveRow>>>,
    running: RwSignal<Arc<Vec<DayRow>>>,
    claimed: RwSignal<Arc<Vec<DayRow>>>,
    answers: RwSignal<BTreeMap<(EmployeeId, NaiveDate), String>>,
    /// Whether sealed rows lie on this device; nothing before somebody looked.
    pub(super) kept: RwSignal<Option<bool>>,
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Hours,
    Leave,
    /// パソコンの稼働
    Running,
    /// 時間外勤務の申請
    Claimed,
}

/// The rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    Hours(Ledger),
    Leave(Vec<LeaveRow>),
    Running(Vec<DayRow>),
    Claimed(Vec<DayRow>),
}

impl Rows {
    pub fn sheet(&self) -> Sheet {
        match self {
            Rows::Hours(_) => Sheet::Hours,
            Rows::Leave(_) => Sheet::Leave,
            Rows::Running(_) => Sheet::Running,
            Rows::Claimed(_) => Sheet::Claimed,
        }
    }
}

/// A file as it was picked, or a table as text in UTF-8, with its name.
pub type Picked = (String, Arc<[u8]>);

/// Some files as they were read; nothing of them is taken yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The files by name, to be read anew when a heading gets another meaning.
    picked: Vec<Picked>,
    pub files: Vec<FilePreview>,
    pub rows: Rows,
    pub n_rows: usize,
    pub n_totals: usize,
    pub refused: Vec<RefusedRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePreview {
    pub name: String,
    /// Why nothing of it was understood.
    pub refusal: Option<String>,
    pub headings: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    pub file: String,
    pub line: String,
    pub why: String,
}

impl Attendance {
    pub fn new(session: Session) -> Self {
        let hours = RwSignal::new(Arc::<Ledger>::default());
        let as_of = RwSignal::new(None);
        let day = move || day_of_data(session, hours, as_of);
        let year = Memo::new(move |_| Month::of_day(day()).unwrap_or(Month::FIRST).fiscal_year());
        let rules = Memo::new(move |_| {
            let rules = session.program().get().map(|program| program.tables.overtime_rules(year.get()));
            Arc::new(rules.unwrap_or_default())
        });
        let rule_sets = Memo::new(move |_| {
            // What a device was told before programmes kept it still counts where a programme says nothing.
            let told = session.settings().with(|settings| settings.agreements.clone());
            let mut sets: BTreeMap<Workplace, RuleSet> = told.iter().map(|name| (Workplace::new(name), RuleSet::Agreement)).collect();
            sets.extend(session.program().get().map(|program| program.tables.overtime_rule_sets(year.get())).unwrap_or_default());
            sets
        });
        let ledger = Memo::new(move |_| {
            let mut ledger = hours.get();
            rule_sets.with(|rule_sets| {
                if ledger.rule_sets() != rule_sets {
                    Arc::make_mut(&mut ledger).set_rule_sets(rule_sets.clone());
                }
            });
            ledger
        });
        Attendance {
            session,
            hours,
            ledger,
            rules,
            preview: RwSignal::new(None),
            as_of,
            n_refused: RwSignal::new(0),
            requests: RwSignal::default(),
            leave: RwSignal::default(),
            running: RwSignal::default(),
            claimed: RwSignal::default(),
            answers: RwSignal::default(),
            kept: RwSignal::new(None),
        }
    }

    /// The hours of the page; they are provided before anything is mounted.
    pub fn here() -> Attendance {
        expect_context()
    }

    pub fn ledger(self) -> Signal<Arc<Ledger>> {
        self.ledger.into()
    }

    pub fn leave(self) -> Signal<Arc<Vec<LeaveRow>>> {
        self.leave.into()
    }

    pub fn preview(self) -> Signal<Option<Arc<Preview>>> {
        self.preview.into()
    }

    /// What the programme has set for the year of the data.
    pub fn rules(self) -> Signal<Arc<OvertimeRules>> {
        self.rules.into()
    }

    /// パソコンの稼働
    pub fn running(self) -> Signal<Arc<Vec<DayRow>>> {
        self.running.into()
    }

    /// 時間外勤務の申請
    pub fn claimed(self) -> Signal<Arc<Vec<DayRow>>> {
        self.claimed.into()
    }

    /// What people said about days on which their computer and their claim differ.
    pub fn answers(self) -> Signal<BTreeMap<(EmployeeId, NaiveDate), String>> {
        self.answers.into()
    }

    /// Records what a person said; an empty text takes it back.
    pub fn set_answer(self, employee: EmployeeId, day: NaiveDate, text: String) {
        self.answers.update(|answers| {
            if text.trim().is_empty() {
                answers.remove(&(employee, day));
            } else {
                answers.insert((employee, day), text);
            }
        });
    }

    /// Everything about people that lies open.
    pub fn desk(self) -> Signal<Desk> {
        Signal::derive(move || Desk {
            ledger: self.hours.get(),
            leave: self.leave.get(),
            running: self.running.get(),
            claimed: self.claimed.get(),
            requests: self.requests.get(),
            answers: self.answers.get(),
        })
    }

    pub(super) fn set_desk(self, desk: Desk) {
        self.hours.set(desk.ledger);
        self.leave.set(desk.leave);
        self.running.set(desk.running);
        self.claimed.set(desk.claimed);
        self.requests.set(desk.requests);
        self.answers.set(desk.answers);
        self.preview.set(None);
        self.as_of.set(None);
        self.n_refused.set(0);
    }

    /// ○月○日現在: as set by a person, else the end of the last month with hours, but no day to come.
    pub fn as_of(self) -> Signal<NaiveDate> {
        Signal::derive(move || day_of_data(self.session, self.hours, self.as_of))
    }

    pub fn set_as_of(self, day: Option<NaiveDate>) {
        self.as_of.set(day);
    }

    /// The month that the day of the data lies in.
    pub fn month(self) -> Signal<Month> {
        Signal::derive(move || Month::of_day(self.as_of().get()).unwrap_or(Month::FIRST))
    }

    /// The meaning of headings, as staff said it once.
    pub fn headings(self) -> Signal<BTreeMap<String, String>> {
        Signal::derive(move || self.session.settings().with(|settings| settings.headings.clone()))
    }

    /// Reads files, and shows what they say.
    pub async fn read(self, sheet: Sheet, picked: Vec<Picked>) -> Result<(), OfficeError> {
        let headings = self.headings().get_untracked();
        let headings: Vec<String> = headings.iter().map(|(heading, role)| format!("{heading}\t{role}")).collect();
        let files: Vec<_> = picked.iter().map(|(_, file)| file.clone()).collect();
        let operation = match sheet {
            Sheet::Hours => "attendance",
            Sheet::Leave => "leave",
            Sheet::Running | Sheet::Claimed => "days",
        };
        let results = office::call_with(operation, &[headings.join("\n")], &files).await?;
        let preview = Preview::of(sheet, picked, &results).ok_or(OfficeError::Failed)?;
        self.preview.set(Some(Arc::new(preview)));
        Ok(())
    }

    /// Remembers what a column holds (an empty name: nothing of use), and reads the waiting files anew.
    pub async fn name_heading(self, heading: String, role: String) -> Result<(), OfficeError> {
        let settings = self.session.settings().get_untracked();
        let mut headings = settings.headings.clone();
        headings.insert(heading, role);
        self.session.set_settings(DeviceSettings { headings, ..settings });
        match self.preview.get_untracked() {
            Some(preview) => self.read(preview.rows.sheet(), preview.picked.clone()).await,
            None => Ok(()),
        }
    }

    /// Takes what the preview shows.
    pub fn accept(self) {
        let Some(preview) = self.preview.get_untracked() else { return };
        match &preview.rows {
            Rows::Hours(newer) => {
                let ledger = Ledger::clone(&self.hours.get_untracked()).updated_by(newer.clone());
                self.hours.set(Arc::new(ledger));
                self.n_refused.set(preview.refused.len());
            }
            // A 所属's year is the newer file's alone.
            Rows::Leave(newer) => {
                let is_replaced = |row: &LeaveRow| newer.iter().any(|it| it.workplace == row.workplace && it.year == row.year);
                let kept = self.leave.get_untracked().iter().filter(|row| !is_replaced(row)).cloned().collect::<Vec<_>>();
                self.leave.set(Arc::new([kept, newer.clone()].concat()));
            }
            Rows::Running(newer) => replace_months(self.running, newer),
            Rows::Claimed(newer) => replace_months(self.claimed, newer),
        }
        self.preview.set(None);
    }

    /// How many rows the ledger lacks because they could not be read: what it counts is then not everything.
    pub fn n_refused(self) -> Signal<usize> {
        self.n_refused.into()
    }

    pub fn discard(self) {
        self.preview.set(None);
    }

    /// Which rule set a 所属 follows from the year of the data on; a cell of the programme.
    pub fn set_rule_set(self, workplace: &Workplace, rule_set: RuleSet) -> Result<(), Refusal> {
        let year = self.month().get_untracked().fiscal_year();
        let key = OvertimeKey::of_year(workplace, year, OvertimeItem::RuleSet);
        let amount = Some(u32::from(rule_set == RuleSet::Agreement));
        self.session.dispatch(vec![Entry::Overtime(key, OvertimeEntry { amount, ..OvertimeEntry::default() })])
    }

    pub fn record_reason(self, employee: &EmployeeId, month: Month, reason: Reason, words: &str) -> Result<(), NotListed> {
        let mut ledger = Ledger::clone(&self.hours.get_untracked());
        ledger.record_reason(employee, month, reason, words)?;
        self.hours.set(Arc::new(ledger));
        Ok(())
    }

    /// Who asked to see the industrial physician, and for which month (申出).
    pub fn requests(self) -> Signal<BTreeSet<(EmployeeId, Month)>> {
        self.requests.into()
    }

    pub fn set_request(self, employee: EmployeeId, month: Month, has_asked: bool) {
        self.requests.update(|requests| {
            if has_asked {
                requests.insert((employee, month))
            } else {
                requests.remove(&(employee, month))
            };
        });
    }

    pub(super) fn clear(self) {
        self.set_desk(Desk::default());
    }
}

/// As set by a person, else the end of the last month with hours, but no day to come.
fn day_of_data(session: Session, hours: RwSignal<Arc<Ledger>>, as_of: RwSignal<Option<NaiveDate>>) -> NaiveDate {
    let today = session.today().get();
    let end = || {
        let last = hours.with(|ledger| ledger.last_month())?;
        let next = last.plus(1).ok()?;
        NaiveDate::from_ymd_opt(next.calendar_year(), next.number(), 1)?.pred_opt()
    };
    as_of.get().or_else(end).map_or(today, |day| day.min(today))
}

/// A month is the newer file's alone.
fn replace_months(rows: RwSignal<Arc<Vec<DayRow>>>, newer: &[DayRow]) {
    let month = |row: &DayRow| Month::of_day(row.day).ok();
    let replaced: BTreeSet<Option<Month>> = newer.iter().map(month).collect();
    let mut all: Vec<DayRow> = rows.get_untracked().iter().filter(|row| !replaced.contains(&month(row))).cloned().collect();
    all.extend_from_slice(newer);
    rows.set(Arc::new(all));
}

impl Preview {
    fn of(sheet: Sheet, picked: Vec<Picked>, results: &[String]) -> Option<Self> {
        let [rows, n_rows, n_totals, n_files, rest @ ..] = results else { return None };
        let n_files: usize = n_files.parse().ok()?;
        let (about, refused) = rest.split_at_checked(2 * n_files)?;
        let file = |((name, _), about): (&Picked, &[String])| FilePreview {
            name: name.clone(),
            refusal: about.first().filter(|why| !why.is_empty()).cloned(),
            headings: about.get(1).map(|headings| headings.split('\t').map(str::to_owned).collect()).unwrap_or_default(),
        };
        let files: Vec<FilePreview> = picked.iter().zip(about.chunks(2)).map(file).collect();
        let refused = refused.chunks_exact(3).map(|row| RefusedRow {
            file: row[0].parse().ok().and_then(|at: usize| files.get(at)).map(|file| file.name.clone()).unwrap_or_default(),
            line: row[1].clone(),
            why: row[2].clone(),
        });
        Some(Preview {
            rows: match sheet {
                Sheet::Hours => Rows::Hours(read_ledger(rows).ok()?),
                Sheet::Leave => Rows::Leave(read_leaves_text(rows).ok()?),
                Sheet::Running => Rows::Running(read_days_text(rows).ok()?),
                Sheet::Claimed => Rows::Claimed(read_days_text(rows).ok()?),
            },
            n_rows: n_rows.parse().ok()?,
            n_totals: n_totals.parse().ok()?,
            refused: refused.collect(),
            files: files.clone(),
            picked,
        })
    }
}
