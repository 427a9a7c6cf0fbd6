//! Lists of months that were ordered for a reason (特例).

use super::{FileRefusal, Refused, Role, RowPlace, RowRefusal, refusal::cut};
use crate::{
    domain::{
        FiscalYear,
        overtime::{EmployeeId, Month, Reason, read_month_name},
    },
    sheetfile::table::{Row, Table},
};
use std::collections::{HashMap, hash_map::Entry};

/// What was understood of a list, and what was not.
#[derive(Clone, Debug, Default)]
pub struct ReasonRows {
    pub rows: Vec<ReasonRow>,
    /// By line.
    pub refused: Vec<Refused>,
}

/// One month of one employee, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonRow {
    pub at: RowPlace,
    pub employee: EmployeeId,
    pub month: Month,
    pub reason: Reason,
    /// As they stand in the file: the content of [`Reason::Other`].
    pub words: String,
}

/// Reads `職員番号,年月,理由`, also with 年度 and 月 apart. Without such headings the first three columns are these, and a first row
/// whose second cell is no month is a row of headings in other words.
pub fn read_reasons(text: &str) -> Result<ReasonRows, FileRefusal> {
    let mut table = Table::new(text);
    let mut read = ReasonRows::default();
    let mut columns = None;
    let mut months: HashMap<(EmployeeId, Month), (Reason, RowPlace)> = HashMap::new();
    while let Some((line, cells)) = table.next() {
        let columns = match columns {
            Some(columns) => columns,
            None => {
                let (found, is_heading) = Columns::read(cells)?;
                columns = Some(found);
                if is_heading {
                    continue;
                }
                found
            }
        };
        let at = RowPlace { file: 0, line };
        let row = columns.row(at, cells).and_then(|row| match months.entry((row.employee.clone(), row.month)) {
            Entry::Vacant(vacant) => {
                vacant.insert((row.reason, at));
                Ok(row)
            }
            // Said again is no contradiction.
            Entry::Occupied(first) if first.get().0 == row.reason => Ok(row),
            Entry::Occupied(first) => Err(RowRefusal::ReasonTwice { other: first.get().1 }),
        });
        match row {
            Ok(row) => read.rows.push(row),
            Err(_) if table.has_line_break() => {
                table.put_back();
                read.refused.push(Refused { at, why: RowRefusal::OpenQuote });
            }
            Err(why) => read.refused.push(Refused { at, why }),
        }
    }
    Ok(read)
}

#[derive(Clone, Copy)]
struct Columns {
    employee: usize,
    /// Of the year, where it has a column of its own.
    year: Option<usize>,
    month: usize,
    reason: usize,
}

impl Columns {
    /// The columns, and whether the row is one of headings.
    fn read(cells: Row<'_>) -> Result<(Self, bool), FileRefusal> {
        let find = |role| cells.iter().position(|heading| Role::guess(heading) == Some(role));
        let Some(employee) = find(Role::Employee) else {
            let is_heading = cells.get(1).is_none_or(|text| Month::parse(text).is_err());
            return Ok((Columns { employee: 0, year: None, month: 1, reason: 2 }, is_heading));
        };
        let need = |role| find(role).ok_or(FileRefusal::NoColumn(role));
        let (year, month) = match find(Role::YearMonth) {
            Some(month) => (None, month),
            None => (Some(need(Role::FiscalYear)?), need(Role::Month)?),
        };
        Ok((Columns { employee, year, month, reason: need(Role::Reason)? }, true))
    }

    fn row(self, at: RowPlace, cells: Row<'_>) -> Result<ReasonRow, RowRefusal> {
        let cell = |at: usize| cells.get(at).unwrap_or_default().trim();
        let employee = EmployeeId::read(cell(self.employee)).map_err(|_| RowRefusal::NotAnEmployee(cut(cell(self.employee))))?;
        let not_a_month = || RowRefusal::NotAMonth(cut(cell(self.month)));
        let month = match self.year {
            None => Month::parse(cell(self.month)).map_err(|_| not_a_month())?,
            Some(year) => {
                let year = FiscalYear::parse(cell(year)).map_err(|_| RowRefusal::NotAYear(cut(cell(year))))?;
                Month::new(year, read_month_name(cell(self.month)).ok_or_else(not_a_month)?)
            }
        };
        let words = cell(self.reason);
        let reason = Reason::read(words).ok_or(RowRefusal::NoReason)?;
        Ok(ReasonRow { at, employee, month, reason, words: words.to_owned() })
    }
}
