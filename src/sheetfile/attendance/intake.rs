//! Several attendance files, taken together.

use super::{
    FileRefusal, Headings, Refused, RowPlace, RowRefusal,
    layout::Layout,
    letters::Letters,
    row::{self, Known, Line, Report, Row, Subject, Told},
};
use crate::{
    domain::{
        FiscalYear,
        overtime::{Ledger, Month, Months, Status, Strip},
    },
    sheetfile::{cutter::Cutter, encoding::ReadShiftJis},
};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::{num::NonZeroU32, ops::Range};

/// Headings stand among the first rows, below titles.
const TITLES: usize = 30;

/// The row of headings, for staff to say what each means: the first one that names an employee number, else the widest of the
/// first rows.
pub fn headings_of(text: &str, headings: &Headings) -> Vec<String> {
    headings_in(text.as_bytes(), Letters::plain(), headings)
}

/// The same of a file in any encoding.
pub fn headings_of_file(file: &[u8], read_shift_jis: ReadShiftJis, headings: &Headings) -> Vec<String> {
    let (bytes, letters) = Letters::of(file, read_shift_jis);
    headings_in(&bytes, letters, headings)
}

fn headings_in(bytes: &[u8], mut letters: Letters, headings: &Headings) -> Vec<String> {
    let mut cutter = Cutter::new(bytes);
    let mut widest: Vec<String> = Vec::new();
    for _ in 0..TITLES {
        let Some((_, row)) = next_line(&mut cutter, &mut letters) else { break };
        let row = row.texts();
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

/// The next row that has any cell with something in it, and where it stands.
fn next_line<'c>(cutter: &'c mut Cutter<'_>, letters: &mut Letters) -> Option<(u64, Line<'c>)> {
    loop {
        let at = cutter.next()?;
        if !Line::new(cutter.cells(), letters).is_blank() {
            return Some((at, Line::new(cutter.cells(), letters)));
        }
    }
}

/// Attendance files on their way into a ledger. Nothing is taken before [`Intake::finish`].
#[derive(Default)]
pub struct Intake {
    n_files: usize,
    known: Known,
    rows: Vec<Kept>,
    /// By the numbers of subjects, which rows speak of which hours.
    speakers: Vec<Speakers>,
    hired: FxHashMap<u32, (NaiveDate, RowPlace)>,
    refused: Vec<Refused>,
    doubts: FxHashMap<(u32, FiscalYear), Months>,
    totals: Vec<RowPlace>,
}

/// The first row that speaks of each column and month of one subject.
type Speakers = [[Option<RowNumber>; 12]; 3];

/// From 1, so that nobody's takes no room.
type RowNumber = NonZeroU32;

/// A row that may be written when all are there.
struct Kept {
    at: RowPlace,
    /// By its number.
    subject: u32,
    report: Report,
    status: Option<Status>,
    reason: Option<Box<Told>>,
    /// Another row that speaks of hours this one speaks of.
    twin: Option<RowNumber>,
}

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
    /// Reads a text. Where it is refused nothing of it was taken, and the files keep their numbers.
    pub fn add(&mut self, text: &str, headings: &Headings) -> Result<(), FileRefusal> {
        self.read(text.as_bytes(), Letters::plain(), headings)
    }

    /// The same of a file in any encoding.
    pub fn add_file(&mut self, file: &[u8], read_shift_jis: ReadShiftJis, headings: &Headings) -> Result<(), FileRefusal> {
        let (bytes, letters) = Letters::of(file, read_shift_jis);
        self.read(&bytes, letters, headings)
    }

    fn read(&mut self, bytes: &[u8], mut letters: Letters, headings: &Headings) -> Result<(), FileRefusal> {
        let file = self.n_files;
        self.n_files += 1;
        self.known.begin_file();
        let mut cutter = Cutter::new(bytes);
        let mut layout = None;
        let mut refusal = FileRefusal::NoRows;
        for _ in 0..TITLES {
            let Some((_, row)) = next_line(&mut cutter, &mut letters) else { break };
            refusal = FileRefusal::NoHeadings;
            layout = Layout::read(row.texts(), headings)?;
            if layout.is_some() {
                break;
            }
        }
        let layout = layout.ok_or(refusal)?;
        while let Some(line) = cutter.next() {
            let at = RowPlace { file, line };
            match Row::quick(cutter.cells(), &layout, &mut self.known) {
                Some(row) if !cutter.has_swallowed() => self.take(at, row),
                Some(_) | None => self.take_slowly(at, &mut cutter, &mut letters, &layout),
            }
        }
        Ok(())
    }

    /// A row that wants to be looked at cell by cell.
    fn take_slowly(&mut self, at: RowPlace, cutter: &mut Cutter<'_>, letters: &mut Letters, layout: &Layout) {
        let line = Line::new(cutter.cells(), letters);
        if line.is_blank() {
            return;
        }
        if row::is_total_row(line.texts(), layout) {
            self.totals.push(at);
            if cutter.has_swallowed() {
                cutter.put_back();
            }
            return;
        }
        match Row::read(&line, layout, &mut self.known) {
            Ok(row) if !cutter.has_swallowed() => self.take(at, row),
            read => {
                let about = row::about(&line, layout, &mut self.known);
                self.doubt(about);
                let why = match read {
                    Err(why) if !cutter.has_line_break() => why,
                    Ok(_) | Err(_) => {
                        // The lines behind the open quote are rows of their own.
                        cutter.put_back();
                        RowRefusal::OpenQuote
                    }
                };
                self.refused.push(Refused { at, why });
            }
        }
    }

    fn take(&mut self, at: RowPlace, row: Row) {
        let Row { subject: whose, report, status, hired_on, reason } = row;
        let (kinds, places) = report.claims();
        if let Some(day) = hired_on {
            let &mut (first, other) = self.hired.entry(whose.employee).or_insert((day, at));
            if day != first {
                self.doubt(Some((whose.employee, whose.year, places)));
                self.refused.push(Refused { at, why: RowRefusal::HiredTwice { other } });
                return;
            }
        }
        let subject = self.known.subjects.number(whose);
        if subject as usize == self.speakers.len() {
            self.speakers.push(Speakers::default());
        }
        let number = RowNumber::MIN.saturating_add(self.rows.len() as u32);
        let mut twin = None;
        let speakers = &mut self.speakers[subject as usize];
        for kind in kinds {
            for place in places.clone() {
                match speakers[kind][place] {
                    None => speakers[kind][place] = Some(number),
                    Some(other) => {
                        self.rows[index(other)].twin.get_or_insert(number);
                        twin.get_or_insert(other);
                    }
                }
            }
        }
        self.rows.push(Kept { at, subject, report, status, reason, twin });
    }

    /// Hours of these months are missing, `places` counting from April.
    fn doubt(&mut self, about: Option<(u32, FiscalYear, Range<usize>)>) {
        let Some((employee, year, places)) = about else { return };
        let doubts = self.doubts.entry((employee, year)).or_default();
        places.for_each(|place| doubts.insert(place));
    }

    /// The ledger of everything that was understood.
    pub fn finish(mut self) -> Taken {
        let rows = std::mem::take(&mut self.rows);
        let mut strips: Vec<Option<Strip>> = vec![None; self.known.subjects.len()];
        let mut n_rows = 0;
        let mut reasons = Vec::new();
        for row in &rows {
            let done = match row.twin {
                Some(other) => Err(RowRefusal::Twin { other: rows[index(other)].at }),
                None => self.write(row, &mut strips[row.subject as usize]),
            };
            match done {
                Ok(()) => {
                    n_rows += 1;
                    reasons.extend(row.reason.as_ref().map(|told| (row.subject, told)));
                }
                Err(why) => {
                    let &Subject { employee, year, .. } = self.known.subjects.thing(row.subject);
                    self.doubt(Some((employee, year, row.report.claims().1)));
                    self.refused.push(Refused { at: row.at, why });
                }
            }
        }
        for (strip, subject) in strips.iter_mut().zip(0..) {
            let &Subject { employee, year, .. } = self.known.subjects.thing(subject);
            let doubts = self.doubts.get(&(employee, year));
            if let (Some(strip), Some(doubts)) = (strip, doubts) {
                Month::all_of(year).filter(|month| doubts.contains(month.place())).for_each(|month| strip.doubt(month.name()));
            }
        }
        let strips = strips.into_iter().flatten().collect();
        let mut ledger = Ledger::new(strips).expect("subjects are distinct, and each has one strip");
        for (employee, (day, _)) in self.hired {
            ledger.set_hired_on(self.known.employees.value(employee).clone(), day);
        }
        for (subject, Told { month, reason, words }) in reasons.into_iter().map(|(subject, told)| (subject, &**told)) {
            let employee = self.known.employees.value(self.known.subjects.thing(subject).employee);
            ledger.record_reason(employee, *month, *reason, words).expect("the row that gives the reason has its strip in the ledger");
        }
        self.refused.sort_by_key(|refused| refused.at);
        Taken { ledger, n_rows, refused: self.refused, totals: self.totals }
    }

    /// Writes a row onto the strip of its subject, whole or not at all.
    fn write(&self, row: &Kept, strip: &mut Option<Strip>) -> Result<(), RowRefusal> {
        let Subject { employee, workplace, year } = *self.known.subjects.thing(row.subject);
        let fresh = || Strip::new(self.known.employees.value(employee).clone(), self.known.workplaces.value(workplace).clone(), year);
        if !row.report.is_partial() {
            // Nobody else speaks of these months, so it fits.
            return row.report.write(row.status, strip.get_or_insert_with(fresh));
        }
        let mut tried = strip.clone().unwrap_or_else(fresh);
        row.report.write(row.status, &mut tried)?;
        *strip = Some(tried);
        Ok(())
    }
}

fn index(number: RowNumber) -> usize {
    number.get() as usize - 1
}
