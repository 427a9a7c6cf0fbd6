//! 時間外勤務 of the employees: what attendance files said, for as long as the page is open.
//!
//! Rows about people are personal data. They stand beside the workspace and not in it: no bundle, no backup and no store sees
//! them.

use super::{OfficeError, Session, office};
use crate::{
    browser,
    domain::{
        FiscalYear,
        overtime::{EmployeeId, LeaveRow, Ledger, Month, NotListed, Reason, RuleSet, Workplace},
    },
    register::Moment,
    sheetfile::attendance::{read_leaves_text, read_ledger},
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
    session: Session,
    ledger: RwSignal<Arc<Ledger>>,
    preview: RwSignal<Option<Arc<Preview>>>,
    as_of: RwSignal<Option<NaiveDate>>,
    /// Rows of the files taken last that could not be read.
    n_refused: RwSignal<usize>,
    requests: RwSignal<BTreeSet<(EmployeeId, Month)>>,
    leave: RwSignal<Arc<Vec<LeaveRow>>>,
}

/// 廃棄記録
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposed {
    pub at: Moment,
    pub n_people: usize,
    pub years: Vec<FiscalYear>,
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Hours,
    Leave,
}

/// The rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    Hours(Ledger),
    Leave(Vec<LeaveRow>),
}

impl Rows {
    pub fn sheet(&self) -> Sheet {
        match self {
            Rows::Hours(_) => Sheet::Hours,
            Rows::Leave(_) => Sheet::Leave,
        }
    }
}

/// Some files as they were read; nothing of them is taken yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Their texts, to be read anew when a heading gets another meaning.
    texts: Vec<(String, String)>,
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
        Attendance {
            session,
            ledger: RwSignal::default(),
            preview: RwSignal::new(None),
            as_of: RwSignal::new(None),
            n_refused: RwSignal::new(0),
            requests: RwSignal::default(),
            leave: RwSignal::default(),
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

    /// ○月○日現在: as set by a person, else the end of the last month with hours, but no day to come.
    pub fn as_of(self) -> Signal<NaiveDate> {
        Signal::derive(move || {
            let today = self.session.today().get();
            let end = || {
                let last = self.ledger.with(|ledger| ledger.last_month())?;
                let next = last.plus(1).ok()?;
                NaiveDate::from_ymd_opt(next.calendar_year(), next.number(), 1)?.pred_opt()
            };
            self.as_of.get().or_else(end).map_or(today, |day| day.min(today))
        })
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
    pub async fn read(self, sheet: Sheet, texts: Vec<(String, String)>) -> Result<(), OfficeError> {
        let headings = self.headings().get_untracked();
        let headings: Vec<String> = headings.iter().map(|(heading, role)| format!("{heading}\t{role}")).collect();
        let arguments: Vec<String> = std::iter::once(headings.join("\n")).chain(texts.iter().map(|(_, text)| text.clone())).collect();
        let operation = match sheet {
            Sheet::Hours => "attendance",
            Sheet::Leave => "leave",
        };
        let results = office::call(operation, &arguments).await?;
        let preview = Preview::of(sheet, texts, &results).ok_or(OfficeError::Failed)?;
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
            Some(preview) => self.read(preview.rows.sheet(), preview.texts.clone()).await,
            None => Ok(()),
        }
    }

    /// Takes what the preview shows.
    pub fn accept(self) {
        let Some(preview) = self.preview.get_untracked() else { return };
        match &preview.rows {
            Rows::Hours(newer) => {
                let mut ledger = Ledger::clone(&self.ledger.get_untracked()).updated_by(newer.clone());
                for name in self.session.settings().get_untracked().agreements {
                    ledger.set_rule_set(Workplace::new(&name), RuleSet::Agreement);
                }
                self.ledger.set(Arc::new(ledger));
                self.n_refused.set(preview.refused.len());
            }
            // A 所属's year is the newer file's alone.
            Rows::Leave(newer) => {
                let is_replaced = |row: &LeaveRow| newer.iter().any(|it| it.workplace == row.workplace && it.year == row.year);
                let kept = self.leave.get_untracked().iter().filter(|row| !is_replaced(row)).cloned().collect::<Vec<_>>();
                self.leave.set(Arc::new([kept, newer.clone()].concat()));
            }
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

    /// Which rule set a 所属 follows; remembered on this device.
    pub fn set_rule_set(self, workplace: Workplace, rule_set: RuleSet) {
        let settings = self.session.settings().get_untracked();
        let mut agreements = settings.agreements.clone();
        match rule_set {
            RuleSet::Agreement => agreements.insert(workplace.name().to_owned()),
            RuleSet::Regulation => agreements.remove(workplace.name()),
        };
        self.session.set_settings(DeviceSettings { agreements, ..settings });
        self.change(|ledger| ledger.set_rule_set(workplace, rule_set));
    }

    pub fn record_reason(self, employee: &EmployeeId, month: Month, reason: Reason, words: &str) -> Result<(), NotListed> {
        let mut ledger = Ledger::clone(&self.ledger.get_untracked());
        ledger.record_reason(employee, month, reason, words)?;
        self.ledger.set(Arc::new(ledger));
        Ok(())
    }

    fn change(self, change: impl FnOnce(&mut Ledger)) {
        self.ledger.update(|ledger| change(Arc::make_mut(ledger)));
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

    /// Throws all rows away (廃棄) and says what they were.
    pub fn dispose(self) -> Disposed {
        let ledger = self.ledger.get_untracked();
        let disposed =
            Disposed { at: browser::clock::now(), n_people: ledger.people().count(), years: ledger.years().into_iter().collect() };
        self.ledger.set(Arc::default());
        self.preview.set(None);
        self.requests.set(BTreeSet::new());
        self.as_of.set(None);
        self.n_refused.set(0);
        self.leave.set(Arc::default());
        disposed
    }
}

impl Preview {
    fn of(sheet: Sheet, texts: Vec<(String, String)>, results: &[String]) -> Option<Self> {
        let [rows, n_rows, n_totals, n_files, rest @ ..] = results else { return None };
        let n_files: usize = n_files.parse().ok()?;
        let (about, refused) = rest.split_at_checked(2 * n_files)?;
        let file = |((name, _), about): (&(String, String), &[String])| FilePreview {
            name: name.clone(),
            refusal: about.first().filter(|why| !why.is_empty()).cloned(),
            headings: about.get(1).map(|headings| headings.split('\t').map(str::to_owned).collect()).unwrap_or_default(),
        };
        let files: Vec<FilePreview> = texts.iter().zip(about.chunks(2)).map(file).collect();
        let refused = refused.chunks_exact(3).map(|row| RefusedRow {
            file: row[0].parse().ok().and_then(|at: usize| files.get(at)).map(|file| file.name.clone()).unwrap_or_default(),
            line: row[1].clone(),
            why: row[2].clone(),
        });
        Some(Preview {
            rows: match sheet {
                Sheet::Hours => Rows::Hours(read_ledger(rows).ok()?),
                Sheet::Leave => Rows::Leave(read_leaves_text(rows).ok()?),
            },
            n_rows: n_rows.parse().ok()?,
            n_totals: n_totals.parse().ok()?,
            refused: refused.collect(),
            files: files.clone(),
            texts,
        })
    }
}
