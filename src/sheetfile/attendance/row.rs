//! One row of an attendance file, read.
//!
//! Nearly every row of a large file is plain: cells that were read before, and hours in digits. [`Row::quick`] knows those from
//! their bytes; for whatever else [`Row::read`] takes its time.

use super::{
    RowRefusal,
    interned::{Interned, Numbered},
    layout::{Layout, Shape, When},
    letters::Letters,
    refusal::cut,
    role::{is_total, read_kind},
};
use crate::{
    domain::{
        FiscalYear,
        overtime::{
            EmployeeId, Kind, LONGEST_MONTH, Minutes, Month, MonthName, NotHours, Reason, Status, Strip, TooLong, Workplace, read_day,
            read_hours, read_month_name, read_plain_hours,
        },
        says_nothing,
    },
    sheetfile::cutter::Cells,
};
use chrono::NaiveDate;
use std::{borrow::Cow, ops::Range};

/// Cells that come back row after row.
#[derive(Default)]
pub(super) struct Known {
    pub employees: Interned<EmployeeId>,
    pub workplaces: Interned<Workplace>,
    pub subjects: Numbered<Subject>,
    years: Interned<FiscalYear>,
    months: Interned<Month>,
    names: Interned<MonthName>,
    kinds: Interned<Kind>,
    statuses: Interned<Status>,
    days: Interned<NaiveDate>,
}

/// What a row is about, by the numbers of [`Known`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    pub employee: u32,
    pub workplace: u32,
    pub year: FiscalYear,
}

/// A row that was understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub subject: Subject,
    pub report: Report,
    /// Said of every month of the row that says nothing else itself.
    pub status: Option<Status>,
    pub hired_on: Option<NaiveDate>,
    pub reason: Option<Box<Told>>,
}

/// Why a month was ordered (特例), with the words of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub month: Month,
    pub reason: Reason,
    pub words: String,
}

/// The cells of a row with their letters.
pub(super) struct Line<'r> {
    cells: Cells<'r>,
    texts: Vec<Cow<'r, str>>,
}

/// What it says of which hours.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// A year of one column, or of all hours together.
    Year {
        kind: Option<Kind>,
        months: Box<[Cell; 12]>,
    },
    Month {
        month: Month,
        kinds: [Cell; 3],
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cell {
    #[default]
    Blank,
    /// Minutes, at most [`LONGEST_MONTH`].
    Hours(u16),
    Status(Status),
}

/// Whether a row sums up others.
pub(super) fn is_total_row<S: AsRef<str>>(row: &[S], layout: &Layout) -> bool {
    let cell = |at: usize| row.get(at).map(AsRef::as_ref).unwrap_or_default();
    let kind = if let Shape::Years { kind: Some(kind), .. } = layout.shape { cell(kind) } else { "" };
    let employee = cell(layout.employee).trim();
    if !employee.is_empty() {
        // The quick way out for nearly every row: numbers are no words.
        return !employee.is_ascii() && is_total(employee) || is_total(kind);
    }
    row.iter().enumerate().any(|(at, text)| !layout.is_hours(at) && is_total(text.as_ref()))
}

impl<'r> Line<'r> {
    pub fn new(cells: Cells<'r>, letters: &mut Letters) -> Self {
        Line { cells, texts: cells.iter().map(|cell| letters.read(cell)).collect() }
    }

    pub fn texts(&self) -> &[Cow<'r, str>] {
        &self.texts
    }

    pub fn is_blank(&self) -> bool {
        self.texts.iter().all(|text| text.trim().is_empty())
    }

    fn text(&self, at: usize) -> &str {
        &self.texts[at]
    }

    fn cell(&self, at: usize) -> &'r [u8] {
        self.cells.get(at).unwrap_or_default()
    }
}

impl Row {
    /// A row of cells that were all read before or are plain numbers. `None` for any other, whatever may be wrong or right with it.
    pub fn quick(cells: Cells<'_>, layout: &Layout, known: &mut Known) -> Option<Self> {
        if cells.len() != layout.n_columns && !has_blanks_behind(cells, layout) {
            return None;
        }
        // Who was read as an employee is no total.
        let employee = known.plain_employee(cells.get(layout.employee)?)?;
        let workplace = known.workplaces.number(cells.get(layout.workplace)?)?;
        let filled = |at: Option<usize>| at.map(|at| cells.get(at).unwrap_or_default()).filter(|cell| !cell.is_empty());
        let hired_on = match filled(layout.hired_on) {
            Some(cell) => Some(*known.days.seen(cell)?),
            None => None,
        };
        let status = match filled(layout.status) {
            Some(cell) => Some(*known.statuses.seen(cell)?),
            None => None,
        };
        let (year, report) = match &layout.shape {
            Shape::Years { year, months, kind } => {
                let year = *known.years.seen(cells.get(*year)?)?;
                let kind = match kind {
                    Some(at) => Some(*known.kinds.seen(cells.get(*at)?)?),
                    None => None,
                };
                let mut hours = Box::new([Cell::Blank; 12]);
                for &(name, at) in months {
                    hours[Month::new(year, name).place()] = Cell::quick(cells.get(at)?)?;
                }
                (year, Report::Year { kind, months: hours })
            }
            Shape::Months { when, hours, reason } => {
                let month = match *when {
                    When::YearMonth(at) => *known.months.seen(cells.get(at)?)?,
                    When::YearAndMonth(year, month) => {
                        Month::new(*known.years.seen(cells.get(year)?)?, *known.names.seen(cells.get(month)?)?)
                    }
                };
                let mut kinds = [Cell::Blank; 3];
                for &(kind, at) in hours {
                    kinds[kind as usize] = Cell::quick(cells.get(at)?)?;
                }
                if filled(*reason).is_some() || hours.len() > 1 && together(kinds) > LONGEST_MONTH {
                    return None;
                }
                (month.fiscal_year(), Report::Month { month, kinds })
            }
        };
        Some(Row { subject: Subject { employee, workplace, year }, report, status, hired_on, reason: None })
    }

    pub fn read(line: &Line<'_>, layout: &Layout, known: &mut Known) -> Result<Self, RowRefusal> {
        let has_more = line.texts.iter().skip(layout.n_columns).any(|cell| !cell.trim().is_empty());
        if line.texts.len() < layout.n_columns || has_more {
            // As when 1,234 stands without quotes: every cell behind it would be taken for its neighbour.
            return Err(RowRefusal::Ragged { expected: layout.n_columns, found: line.texts.len() });
        }
        let employee = known.employee(line, layout.employee)?;
        let workplace = known.workplace(line, layout.workplace)?;
        let filled = |at: Option<usize>| at.filter(|&at| !says_nothing(line.text(at)));
        let hired_on = match filled(layout.hired_on) {
            Some(at) => Some(known.day(line, at)?),
            None => None,
        };
        let status = match filled(layout.status) {
            Some(at) => Some(known.status(line, at)?),
            None => None,
        };
        let (year, report, reason) = match &layout.shape {
            Shape::Years { year, months, kind } => {
                let year = known.year(line, *year)?;
                let kind = match kind {
                    Some(at) => Some(known.kind(line, *at)?),
                    None => None,
                };
                let mut cells = Box::new([Cell::Blank; 12]);
                for &(name, at) in months {
                    cells[Month::new(year, name).place()] = Cell::read(line.text(at), name)?;
                }
                (year, Report::Year { kind, months: cells }, None)
            }
            Shape::Months { when, hours, reason } => {
                let month = known.month(line, *when)?;
                let mut kinds = [Cell::Blank; 3];
                for &(kind, at) in hours {
                    kinds[kind as usize] = Cell::read(line.text(at), month.name())?;
                }
                let minutes = together(kinds);
                if minutes > LONGEST_MONTH {
                    return Err(RowRefusal::TooLong { month: month.name(), minutes });
                }
                let words = reason.map_or("", |at| line.text(at).trim());
                let reason = Reason::read(words)
                    .filter(|_| !says_nothing(words))
                    .map(|reason| Box::new(Told { month, reason, words: words.to_owned() }));
                (month.fiscal_year(), Report::Month { month, kinds }, reason)
            }
        };
        Ok(Row { subject: Subject { employee, workplace, year }, report, status, hired_on, reason })
    }
}

impl Report {
    /// The hours it is about, by column and month: no other row of its subject may speak of them.
    pub fn claims(&self) -> (Range<usize>, Range<usize>) {
        match *self {
            Report::Year { kind, .. } => (kind.map_or(0..Kind::ALL.len(), |kind| kind as usize..kind as usize + 1), 0..12),
            Report::Month { month, .. } => (0..Kind::ALL.len(), month.place()..month.place() + 1),
        }
    }

    /// Writes what it says onto the strip of its subject.
    pub fn write(&self, status: Option<Status>, strip: &mut Strip) -> Result<(), RowRefusal> {
        match self {
            Report::Year { kind, months } => {
                for (month, &cell) in Month::all_of(strip.year()).zip(months.iter()) {
                    cell.write(status, strip, month, kind.unwrap_or(Kind::Ordinary))?;
                }
            }
            Report::Month { month, kinds } => {
                for kind in Kind::ALL {
                    kinds[kind as usize].write(status, strip, *month, kind)?;
                }
            }
        }
        Ok(())
    }

    /// Whether it may not fit beside what other rows say of the same months.
    pub fn is_partial(&self) -> bool {
        matches!(self, Report::Year { kind: Some(_), .. })
    }
}

/// Who and when a row is about that was refused, as far as it can be read.
pub(super) fn about(line: &Line<'_>, layout: &Layout, known: &mut Known) -> Option<(u32, FiscalYear, Range<usize>)> {
    let has = |at: usize| at < line.texts.len();
    let employee = has(layout.employee).then(|| known.employee(line, layout.employee).ok())??;
    match layout.shape {
        Shape::Years { year, .. } => Some((employee, has(year).then(|| known.year(line, year).ok())??, 0..12)),
        Shape::Months { when, .. } => {
            let (first, last) = match when {
                When::YearMonth(at) => (at, at),
                When::YearAndMonth(year, month) => (year, month),
            };
            let month = (has(first) && has(last)).then(|| known.month(line, when).ok())??;
            Some((employee, month.fiscal_year(), month.place()..month.place() + 1))
        }
    }
}

impl Known {
    /// In another file the same bytes may be other letters.
    pub fn begin_file(&mut self) {
        self.employees.forget_spellings();
        self.workplaces.forget_spellings();
        self.years.forget_spellings();
        self.months.forget_spellings();
        self.names.forget_spellings();
        self.kinds.forget_spellings();
        self.statuses.forget_spellings();
        self.days.forget_spellings();
    }

    /// Somebody who was read before, or whose number is nothing but one.
    fn plain_employee(&mut self, cell: &[u8]) -> Option<u32> {
        self.employees.number(cell).or_else(|| {
            let employee = EmployeeId::plain(cell)?;
            Some(self.employees.learn(cell, employee))
        })
    }

    fn employee(&mut self, line: &Line<'_>, at: usize) -> Result<u32, RowRefusal> {
        let text = line.text(at);
        if text.trim().is_empty() {
            return Err(RowRefusal::NoEmployee);
        }
        let employee = EmployeeId::read(text).map_err(|_| RowRefusal::NotAnEmployee(cut(text)))?;
        Ok(self.employees.learn(line.cell(at), employee))
    }

    fn workplace(&mut self, line: &Line<'_>, at: usize) -> Result<u32, RowRefusal> {
        match line.text(at).trim() {
            "" => Err(RowRefusal::NoWorkplace),
            name if name.contains(char::REPLACEMENT_CHARACTER) => Err(RowRefusal::LostCharacters),
            name => Ok(self.workplaces.learn(line.cell(at), Workplace::new(name))),
        }
    }

    fn year(&mut self, line: &Line<'_>, at: usize) -> Result<FiscalYear, RowRefusal> {
        let year = FiscalYear::parse(line.text(at)).map_err(|_| RowRefusal::NotAYear(cut(line.text(at))))?;
        self.years.learn(line.cell(at), year);
        Ok(year)
    }

    fn month(&mut self, line: &Line<'_>, when: When) -> Result<Month, RowRefusal> {
        match when {
            When::YearMonth(at) => {
                let month = Month::parse(line.text(at)).map_err(|_| RowRefusal::NotAMonth(cut(line.text(at))))?;
                self.months.learn(line.cell(at), month);
                Ok(month)
            }
            When::YearAndMonth(year, at) => {
                let year = self.year(line, year)?;
                let name = read_month_name(line.text(at)).ok_or_else(|| RowRefusal::NotAMonth(cut(line.text(at))))?;
                self.names.learn(line.cell(at), name);
                Ok(Month::new(year, name))
            }
        }
    }

    fn kind(&mut self, line: &Line<'_>, at: usize) -> Result<Kind, RowRefusal> {
        let kind = read_kind(line.text(at)).ok_or_else(|| RowRefusal::NotAKind(cut(line.text(at))))?;
        self.kinds.learn(line.cell(at), kind);
        Ok(kind)
    }

    fn status(&mut self, line: &Line<'_>, at: usize) -> Result<Status, RowRefusal> {
        let status = Status::read(line.text(at)).ok_or_else(|| RowRefusal::NotAStatus(cut(line.text(at))))?;
        self.statuses.learn(line.cell(at), status);
        Ok(status)
    }

    fn day(&mut self, line: &Line<'_>, at: usize) -> Result<NaiveDate, RowRefusal> {
        let day = read_day(line.text(at)).ok_or_else(|| RowRefusal::NotADay(cut(line.text(at))))?;
        self.days.learn(line.cell(at), day);
        Ok(day)
    }
}

impl Cell {
    /// A blank, or plain hours of a month.
    fn quick(cell: &[u8]) -> Option<Self> {
        if cell.is_empty() {
            return Some(Cell::Blank);
        }
        let minutes = read_plain_hours(cell)?.ok().filter(|&minutes| minutes <= LONGEST_MONTH)?;
        Some(Cell::Hours(u16::try_from(minutes.count()).ok()?))
    }

    fn read(text: &str, month: MonthName) -> Result<Self, RowRefusal> {
        if says_nothing(text) {
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

    /// `of_row` is what the row says of a month that says nothing itself.
    fn write(self, of_row: Option<Status>, strip: &mut Strip, month: Month, kind: Kind) -> Result<(), RowRefusal> {
        let status = if let Cell::Status(status) = self { Some(status) } else { of_row };
        if let Some(status) = status {
            strip.set_status(month.name(), status);
        }
        match self {
            Cell::Hours(minutes) => strip
                .report_at(month.place(), kind, Minutes::new(u64::from(minutes)))
                .map_err(|TooLong(minutes)| RowRefusal::TooLong { month: month.name(), minutes }),
            Cell::Blank | Cell::Status(_) => Ok(()),
        }
    }
}

/// The hours of a month of all columns.
fn together(kinds: [Cell; 3]) -> Minutes {
    let mut sum = Minutes::ZERO;
    for cell in kinds {
        if let Cell::Hours(minutes) = cell {
            sum += Minutes::new(u64::from(minutes));
        }
    }
    sum
}

fn has_blanks_behind(cells: Cells<'_>, layout: &Layout) -> bool {
    cells.len() >= layout.n_columns && cells.iter().skip(layout.n_columns).all(<[u8]>::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheetfile::{attendance::Headings, cutter::Cutter};
    use proptest::prelude::*;

    /// Cells as files have them and as damage leaves them.
    fn cell() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "1",
            "01",
            "００１",
            "人事課",
            "計",
            "人事課 計",
            "2023",
            "R5",
            "2023-04",
            "202305",
            "令和6年3月",
            "4",
            "4月",
            "時間外",
            "休日",
            "在職",
            "休職",
            "2023-04-01",
            "12.5",
            "12:30",
            "12.33",
            "744",
            "744:01",
            "△1",
            "12.5時間",
            "－",
            "-",
            "",
            "",
            " ",
            "　",
            "\"\"",
            "\"1\"",
            "\"a\nb\"",
            "\"1,\n2\"",
            "\u{fffd}",
            "災害対応",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_quick_way_and_the_slow_way_read_the_same(
            headings in prop::sample::select(vec![
                "職員番号,所属,年月,時間外",
                "職員番号,所属,年度,月,時間外,休日,状態,理由",
                "職員番号,所属,年度,区分,採用日,4月,5月,備考",
                "職員番号,所属,年度,4月",
            ]),
            usual in prop::collection::vec(cell(), 8),
            rows in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.2, cell()), 3..10), 1..8),
        ) {
            let layout = Layout::read(&headings.split(',').collect::<Vec<_>>(), &Headings::new()).unwrap().unwrap();
            let start = ["1", "人事課", if headings.contains("年月") { "2023-04" } else { "2023" }];
            let known = &mut Known::default();
            // The second time every cell was read before.
            for row in [&rows[..], &rows[..]].concat() {
                let cells = row.iter().enumerate().map(|(at, cell)| {
                    let usual = start.get(at).copied().unwrap_or(if at < usual.len() { usual[at] } else { "" });
                    cell.unwrap_or(usual)
                });
                let text = cells.collect::<Vec<_>>().join(",");
                let mut cutter = Cutter::new(text.as_bytes());
                if cutter.next().is_none() {
                    continue;
                }
                let quick = Row::quick(cutter.cells(), &layout, known);
                let line = Line::new(cutter.cells(), &mut Letters::plain());
                if let Some(quick) = quick {
                    prop_assert!(!line.is_blank() && !is_total_row(line.texts(), &layout), "{}", text);
                    prop_assert_eq!(Row::read(&line, &layout, known), Ok(quick), "{}", text);
                } else {
                    let _ = Row::read(&line, &layout, known);
                }
            }
        }
    }

    #[test]
    fn a_row_of_cells_read_before_is_quick() {
        let headings = ["職員番号", "所属", "年月", "時間外"];
        let layout = Layout::read(&headings, &Headings::new()).unwrap().unwrap();
        let known = &mut Known::default();
        let is_quick = |text: &str, known: &mut Known| {
            let mut cutter = Cutter::new(text.as_bytes());
            cutter.next();
            let is_quick = Row::quick(cutter.cells(), &layout, known).is_some();
            Row::read(&Line::new(cutter.cells(), &mut Letters::plain()), &layout, known).unwrap();
            is_quick
        };
        assert!(!is_quick("00123,人事課,2023-04,12.5", known));
        assert!(is_quick("00123,人事課,2023-04,7:05", known));
        assert!(is_quick("\"00123\",\"人事課\",\"2023-04\",,", known));
        assert!(!is_quick("00123,人事課,2023-04,12.5時間", known));
    }
}
