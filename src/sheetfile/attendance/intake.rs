//! Several attendance files, taken together.

use super::{
    FileRefusal, Headings, Refused, RowPlace, RowRefusal,
    layout::Layout,
    row::{self, Known, Row, Subject},
};
use crate::{
    domain::{
        FiscalYear,
        overtime::{Ledger, Month, Strip},
    },
    sheetfile::table::Table,
};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Headings stand among the first rows, below titles.
const TITLES: usize = 30;

/// The row of headings, for staff to say what each means: the first one that names an employee number, else the widest of the
/// first rows.
pub fn headings_of(text: &str, headings: &Headings) -> Vec<String> {
    let mut table = Table::new(text);
    let mut widest: Vec<String> = Vec::new();
    for _ in 0..TITLES {
        let Some((_, row)) = table.next() else { break };
        let cells = || row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        if !matches!(Layout::read(row, headings), Ok(None)) {
            return cells();
        }
        let n_filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
        if row.iter().filter(|cell| !cell.trim().is_empty()).count() > n_filled(&widest) {
            widest = cells();
        }
    }
    widest
}

/// Attendance files on their way into a ledger. Nothing is taken before [`Intake::finish`].
#[derive(Default)]
pub struct Intake {
    n_files: usize,
    known: Known,
    rows: Vec<(RowPlace, Row)>,
    /// Which rows speak of which hours.
    speakers: HashMap<Subject, Speakers>,
    /// Rows that speak of hours another row speaks of, and that other row.
    twins: HashMap<usize, usize>,
    hired: HashMap<u32, (NaiveDate, RowPlace)>,
    refused: Vec<Refused>,
    doubts: HashMap<(u32, FiscalYear), [bool; 12]>,
    totals: Vec<RowPlace>,
}

/// The first row that speaks of each column and month of one subject.
type Speakers = [[Option<u32>; 12]; 3];

/// What was understood of all files, and what was not.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    pub ledger: Ledger,
    pub n_rows: usize,
    /// By file and line.
    pub refused: Vec<Refused>,
    /// Rows that sum up others: recognised and not counted.
    pub totals: Vec<RowPlace>,
}

impl Intake {
    /// Reads a file. Where it is refused nothing of it was taken, and the files keep their numbers.
    pub fn add(&mut self, text: &str, headings: &Headings) -> Result<(), FileRefusal> {
        let file = self.n_files;
        self.n_files += 1;
        let mut table = Table::new(text);
        let mut layout = None;
        for _ in 0..TITLES {
            let Some((_, row)) = table.next() else { break };
            layout = Layout::read(row, headings)?;
            if layout.is_some() {
                break;
            }
        }
        let layout = layout.ok_or(FileRefusal::NoHeadings)?;
        while let Some((line, row)) = table.next() {
            let at = RowPlace { file, line };
            if row::is_total_row(row, &layout) {
                self.totals.push(at);
                if table.has_swallowed() {
                    table.put_back();
                }
                continue;
            }
            match Row::read(row, &layout, &mut self.known) {
                Ok(row) if !table.has_swallowed() => self.take(at, row),
                read => {
                    let about = row::about(table.row(), &layout, &mut self.known);
                    self.doubt(about);
                    let why = match read {
                        Err(why) if !table.has_line_break() => why,
                        Ok(_) | Err(_) => {
                            // The lines behind the open quote are rows of their own.
                            table.put_back();
                            RowRefusal::OpenQuote
                        }
                    };
                    self.refused.push(Refused { at, why });
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, at: RowPlace, row: Row) {
        if let Some(day) = row.hired_on {
            let &mut (first, other) = self.hired.entry(row.subject.employee).or_insert((day, at));
            if day != first {
                self.doubt(Some((row.subject.employee, row.subject.year, row.is_about())));
                self.refused.push(Refused { at, why: RowRefusal::HiredTwice { other } });
                return;
            }
        }
        let number = self.rows.len();
        let speakers = self.speakers.entry(row.subject).or_default();
        for (kind, place) in row.claims() {
            match speakers[kind as usize][place] {
                None => speakers[kind as usize][place] = u32::try_from(number).ok(),
                Some(other) => {
                    self.twins.entry(other as usize).or_insert(number);
                    self.twins.entry(number).or_insert(other as usize);
                }
            }
        }
        self.rows.push((at, row));
    }

    fn doubt(&mut self, about: Option<(u32, FiscalYear, [bool; 12])>) {
        let Some((employee, year, months)) = about else { return };
        let doubts = self.doubts.entry((employee, year)).or_default();
        for (doubt, is_about) in doubts.iter_mut().zip(months) {
            *doubt |= is_about;
        }
    }

    /// The ledger of everything that was understood.
    pub fn finish(mut self) -> Taken {
        let rows = std::mem::take(&mut self.rows);
        let mut strips = HashMap::with_capacity(self.speakers.len());
        let mut written = Vec::with_capacity(rows.len());
        for (number, (at, row)) in rows.iter().enumerate() {
            let done = match self.twins.get(&number) {
                Some(&other) => Err(RowRefusal::Twin { other: rows[other].0 }),
                None => self.write(row, &mut strips),
            };
            match done {
                Ok(()) => written.push(row),
                Err(why) => {
                    self.doubt(Some((row.subject.employee, row.subject.year, row.is_about())));
                    self.refused.push(Refused { at: *at, why });
                }
            }
        }
        for (subject, strip) in &mut strips {
            let doubts = self.doubts.get(&(subject.employee, subject.year)).copied().unwrap_or_default();
            for (month, _) in Month::all_of(subject.year).zip(doubts).filter(|(_, is_doubtful)| *is_doubtful) {
                strip.doubt(month.name());
            }
        }
        let mut ledger = Ledger::new(strips.into_values().collect()).expect("subjects are distinct, and each has one strip");
        for (employee, (day, _)) in self.hired {
            ledger.set_hired_on(self.known.employees.value(employee).clone(), day);
        }
        for row in &written {
            if let Some((month, reason, words)) = &row.reason {
                let employee = self.known.employees.value(row.subject.employee);
                ledger.record_reason(employee, *month, *reason, words).expect("the row that gives the reason has its strip in the ledger");
            }
        }
        self.refused.sort_by_key(|refused| refused.at);
        Taken { ledger, n_rows: written.len(), refused: self.refused, totals: self.totals }
    }

    /// Writes a row onto the strip of its subject, whole or not at all.
    fn write(&self, row: &Row, strips: &mut HashMap<Subject, Strip>) -> Result<(), RowRefusal> {
        let Subject { employee, workplace, year } = row.subject;
        let fresh = || Strip::new(self.known.employees.value(employee).clone(), self.known.workplaces.value(workplace).clone(), year);
        let mut strip = strips.get(&row.subject).cloned().unwrap_or_else(fresh);
        row.write(&mut strip)?;
        strips.insert(row.subject, strip);
        Ok(())
    }
}
