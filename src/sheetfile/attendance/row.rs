//! One row of an attendance file, read.

use super::{
    RowRefusal,
    interned::Interned,
    layout::{Layout, Shape, When},
    refusal::cut,
    role::{is_total, read_kind},
};
use crate::domain::{
    FiscalYear,
    overtime::{
        EmployeeId, Kind, LONGEST_MONTH, Minutes, Month, MonthName, NotHours, Reason, Status, Strip, TooLong, Workplace, read_day,
        read_hours,
    },
};
use chrono::NaiveDate;
use csv::StringRecord;

/// Cells that come back row after row.
#[derive(Default)]
pub(super) struct Known {
    pub employees: Interned<EmployeeId>,
    pub workplaces: Interned<Workplace>,
    years: Interned<FiscalYear>,
    months: Interned<Month>,
}

/// What a row is about, by the numbers of [`Known`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    pub employee: u32,
    pub workplace: u32,
    pub year: FiscalYear,
}

/// A row that was understood.
pub(super) struct Row {
    pub subject: Subject,
    pub report: Report,
    /// Said of every month of the row that says nothing else itself.
    status: Option<Status>,
    pub hired_on: Option<NaiveDate>,
    pub reason: Option<(Month, Reason, String)>,
}

/// What it says of which hours.
pub(super) enum Report {
    /// A year of one column, or of all hours together.
    Year {
        kind: Option<Kind>,
        months: [Cell; 12],
    },
    Month {
        month: MonthName,
        kinds: [Cell; 3],
    },
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Cell {
    #[default]
    Blank,
    /// Minutes, at most [`LONGEST_MONTH`].
    Hours(u16),
    Status(Status),
}

/// Whether a row sums up others.
pub(super) fn is_total_row(row: &StringRecord, layout: &Layout) -> bool {
    let cell = |at: usize| row.get(at).unwrap_or_default();
    let kind = if let Shape::Years { kind: Some(kind), .. } = layout.shape { cell(kind) } else { "" };
    let employee = cell(layout.employee).trim();
    if !employee.is_empty() {
        // The quick way out for nearly every row: numbers are no words.
        return !employee.is_ascii() && is_total(employee) || is_total(kind);
    }
    row.iter().enumerate().any(|(at, text)| !layout.is_hours(at) && is_total(text))
}

impl Row {
    pub fn read(row: &StringRecord, layout: &Layout, known: &mut Known) -> Result<Self, RowRefusal> {
        let has_more = row.iter().skip(layout.n_columns).any(|cell| !cell.trim().is_empty());
        if row.len() < layout.n_columns || has_more {
            // As when 1,234 stands without quotes: every cell behind it would be taken for its neighbour.
            return Err(RowRefusal::Ragged { expected: layout.n_columns, found: row.len() });
        }
        let employee = known.employee(&row[layout.employee])?;
        let workplace = known.workplace(&row[layout.workplace])?;
        let hired_on = match layout.hired_on.map(|at| &row[at]).filter(|text| !text.trim().is_empty()) {
            Some(text) => Some(read_day(text).ok_or_else(|| RowRefusal::NotADay(cut(text)))?),
            None => None,
        };
        let status = match layout.status.map(|at| &row[at]).filter(|text| !text.trim().is_empty()) {
            Some(text) => Some(Status::read(text).ok_or_else(|| RowRefusal::NotAStatus(cut(text)))?),
            None => None,
        };
        let (year, report, reason) = match &layout.shape {
            Shape::Years { year, months, kind } => {
                let year = known.year(&row[*year])?;
                let kind = match kind {
                    Some(at) => Some(read_kind(&row[*at]).ok_or_else(|| RowRefusal::NotAKind(cut(&row[*at])))?),
                    None => None,
                };
                let mut cells = [Cell::Blank; 12];
                for &(name, at) in months {
                    cells[Month::new(year, name).place()] = Cell::read(&row[at], name)?;
                }
                (year, Report::Year { kind, months: cells }, None)
            }
            Shape::Months { when, hours, reason } => {
                let month = known.month(row, *when)?;
                let mut kinds = [Cell::Blank; 3];
                for &(kind, at) in hours {
                    kinds[kind as usize] = Cell::read(&row[at], month.name())?;
                }
                check_length(kinds, month.name())?;
                let words = reason.map_or("", |at| row[at].trim());
                let reason = Reason::read(words).map(|reason| (month, reason, words.to_owned()));
                (month.fiscal_year(), Report::Month { month: month.name(), kinds }, reason)
            }
        };
        Ok(Row { subject: Subject { employee, workplace, year }, report, status, hired_on, reason })
    }

    /// Writes what the row says onto the strip of its subject.
    pub fn write(&self, strip: &mut Strip) -> Result<(), RowRefusal> {
        match self.report {
            Report::Year { kind, months } => {
                for (month, cell) in Month::all_of(self.subject.year).zip(months) {
                    self.write_cell(strip, month.name(), kind.unwrap_or(Kind::Ordinary), cell)?;
                }
            }
            Report::Month { month, kinds } => {
                for (kind, cell) in Kind::ALL.into_iter().zip(kinds) {
                    self.write_cell(strip, month, kind, cell)?;
                }
            }
        }
        Ok(())
    }

    fn write_cell(&self, strip: &mut Strip, month: MonthName, kind: Kind, cell: Cell) -> Result<(), RowRefusal> {
        let status = if let Cell::Status(status) = cell { Some(status) } else { self.status };
        if let Some(status) = status {
            strip.set_status(month, status);
        }
        match cell {
            Cell::Hours(minutes) => strip
                .report(month, kind, Minutes::new(u64::from(minutes)))
                .map_err(|TooLong(minutes)| RowRefusal::TooLong { month, minutes }),
            Cell::Blank | Cell::Status(_) => Ok(()),
        }
    }

    /// The hours the row is about, by column and month: no other row of its subject may speak of them.
    pub fn claims(&self) -> impl Iterator<Item = (Kind, usize)> + use<> {
        let (kind, places) = match self.report {
            Report::Year { kind, .. } => (kind, 0..12),
            Report::Month { month, .. } => {
                let place = Month::new(self.subject.year, month).place();
                (None, place..place + 1)
            }
        };
        Kind::ALL
            .into_iter()
            .filter(move |&other| kind.is_none_or(|kind| kind == other))
            .flat_map(move |kind| places.clone().map(move |place| (kind, place)))
    }

    /// April to March: whether the row is about the month.
    pub fn is_about(&self) -> [bool; 12] {
        match self.report {
            Report::Year { .. } => [true; 12],
            Report::Month { month, .. } => std::array::from_fn(|place| place == Month::new(self.subject.year, month).place()),
        }
    }
}

/// Who and when a row is about that was refused, as far as it can be read.
pub(super) fn about(row: &StringRecord, layout: &Layout, known: &mut Known) -> Option<(u32, FiscalYear, [bool; 12])> {
    let employee = known.employee(row.get(layout.employee)?).ok()?;
    match layout.shape {
        Shape::Years { year, .. } => Some((employee, known.year(row.get(year)?).ok()?, [true; 12])),
        Shape::Months { when, .. } => {
            let (When::YearMonth(last) | When::YearAndMonth(_, last)) = when;
            row.get(last)?;
            let month = known.month(row, when).ok()?;
            Some((employee, month.fiscal_year(), std::array::from_fn(|place| place == month.place())))
        }
    }
}

impl Known {
    fn employee(&mut self, text: &str) -> Result<u32, RowRefusal> {
        if text.trim().is_empty() {
            return Err(RowRefusal::NoEmployee);
        }
        self.employees.number(text, |text| EmployeeId::read(text).map_err(|_| RowRefusal::NotAnEmployee(cut(text))))
    }

    fn workplace(&mut self, text: &str) -> Result<u32, RowRefusal> {
        self.workplaces.number(text, |text| match text.trim() {
            "" => Err(RowRefusal::NoWorkplace),
            name if name.contains(char::REPLACEMENT_CHARACTER) => Err(RowRefusal::LostCharacters),
            name => Ok(Workplace::new(name)),
        })
    }

    fn year(&mut self, text: &str) -> Result<FiscalYear, RowRefusal> {
        let number = self.years.number(text, |text| FiscalYear::parse(text).map_err(|_| RowRefusal::NotAYear(cut(text))))?;
        Ok(*self.years.value(number))
    }

    fn month(&mut self, row: &StringRecord, when: When) -> Result<Month, RowRefusal> {
        match when {
            When::YearMonth(at) => {
                let read = |text: &str| Month::parse(text).map_err(|_| RowRefusal::NotAMonth(cut(text)));
                let number = self.months.number(&row[at], read)?;
                Ok(*self.months.value(number))
            }
            When::YearAndMonth(year, month) => {
                let year = self.year(row.get(year).unwrap_or_default())?;
                let name = crate::domain::overtime::read_month_name(&row[month]);
                Ok(Month::new(year, name.ok_or_else(|| RowRefusal::NotAMonth(cut(&row[month])))?))
            }
        }
    }
}

impl Cell {
    fn read(text: &str, month: MonthName) -> Result<Self, RowRefusal> {
        if text.trim().is_empty() {
            return Ok(Cell::Blank);
        }
        match read_hours(text) {
            Ok(minutes) => match u16::try_from(minutes.count()) {
                Ok(count) if minutes <= LONGEST_MONTH => Ok(Cell::Hours(count)),
                _ => Err(RowRefusal::TooLong { month, minutes }),
            },
            Err(why) => match Status::read(text) {
                Some(status) if why == NotHours::NotANumber => Ok(Cell::Status(status)),
                _ => Err(RowRefusal::NotHours { month, text: cut(text), why }),
            },
        }
    }
}

fn check_length(kinds: [Cell; 3], month: MonthName) -> Result<(), RowRefusal> {
    let minutes: Minutes =
        kinds.iter().map(|cell| if let Cell::Hours(minutes) = *cell { Minutes::new(u64::from(minutes)) } else { Minutes::ZERO }).sum();
    if minutes > LONGEST_MONTH { Err(RowRefusal::TooLong { month, minutes }) } else { Ok(()) }
}
