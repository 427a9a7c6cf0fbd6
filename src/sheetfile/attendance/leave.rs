//! Leave files: one row an employee and year, as hours are written, with days in place of hours.

use super::{
    FileRefusal, Headings, Refused, RowPlace, RowRefusal,
    layout::{Layout, Shape},
    refusal::cut,
    row::is_total_row,
};
use crate::{
    domain::{
        FiscalYear,
        overtime::MonthName,
        overtime::{EmployeeId, LeaveRow, Month, Status, Workplace, read_leave},
        says_nothing,
    },
    sheetfile::table::{Row, Table},
};
use std::collections::BTreeMap;

/// What was understood of some leave files, and what was not.
#[derive(Clone, Debug, Default)]
pub struct LeaveTaken {
    pub rows: Vec<LeaveRow>,
    /// By file and line.
    pub refused: Vec<Refused>,
    pub n_totals: usize,
    /// Why nothing of a file was taken, by its place among the files.
    pub files: Vec<Option<FileRefusal>>,
}

/// Reads files together: two rows of one person in one 所属 and year are both refused.
pub fn read_leaves<'t>(texts: impl IntoIterator<Item = &'t str>, headings: &Headings) -> LeaveTaken {
    let mut taken = LeaveTaken::default();
    let mut rows: Vec<(RowPlace, LeaveRow)> = Vec::new();
    for (file, text) in texts.into_iter().enumerate() {
        let refusal = read_file(file, text, headings, &mut rows, &mut taken).err();
        taken.files.push(refusal);
    }
    let mut places: BTreeMap<(EmployeeId, Workplace, FiscalYear), Vec<RowPlace>> = BTreeMap::new();
    for (at, row) in &rows {
        places.entry((row.employee.clone(), row.workplace.clone(), row.year)).or_default().push(*at);
    }
    for (at, row) in rows {
        let twins = &places[&(row.employee.clone(), row.workplace.clone(), row.year)];
        match twins.iter().find(|&&other| other != at) {
            Some(&other) => taken.refused.push(Refused { at, why: RowRefusal::Twin { other } }),
            None => taken.rows.push(row),
        }
    }
    taken.refused.sort_by_key(|refused| refused.at);
    taken
}

fn read_file(
    file: usize,
    text: &str,
    headings: &Headings,
    rows: &mut Vec<(RowPlace, LeaveRow)>,
    taken: &mut LeaveTaken,
) -> Result<(), FileRefusal> {
    let mut table = Table::new(text);
    let mut layout = None;
    let mut refusal = FileRefusal::NoRows;
    while layout.is_none() {
        let Some((_, row)) = table.next() else { break };
        refusal = FileRefusal::NoHeadings;
        layout = Layout::read(&row.iter().collect::<Vec<_>>(), headings)?;
    }
    let layout = layout.ok_or(refusal)?;
    let Shape::Years { year, months, .. } = &layout.shape else { return Err(FileRefusal::NoHours) };
    while let Some((line, cells)) = table.next() {
        let at = RowPlace { file, line };
        if is_total_row(&cells.iter().collect::<Vec<_>>(), &layout) {
            taken.n_totals += 1;
            continue;
        }
        let read = read_row(cells, &layout, *year, months);
        if table.has_swallowed() {
            table.put_back();
            taken.refused.push(Refused { at, why: RowRefusal::OpenQuote });
            continue;
        }
        match read {
            Ok(row) => rows.push((at, row)),
            Err(why) => taken.refused.push(Refused { at, why }),
        }
    }
    Ok(())
}

fn read_row(cells: Row<'_>, layout: &Layout, year: usize, columns: &[(MonthName, usize)]) -> Result<LeaveRow, RowRefusal> {
    let has_more = cells.iter().skip(layout.n_columns).any(|cell| !cell.trim().is_empty());
    if cells.len() < layout.n_columns || has_more {
        return Err(RowRefusal::Ragged { expected: layout.n_columns, found: cells.len() });
    }
    let employee = match cells[layout.employee].trim() {
        "" => return Err(RowRefusal::NoEmployee),
        text => EmployeeId::read(text).map_err(|_| RowRefusal::NotAnEmployee(cut(text)))?,
    };
    let workplace = match cells[layout.workplace].trim() {
        "" => return Err(RowRefusal::NoWorkplace),
        name if name.contains(char::REPLACEMENT_CHARACTER) => return Err(RowRefusal::LostCharacters),
        name => Workplace::new(name),
    };
    let year = FiscalYear::parse(&cells[year]).map_err(|_| RowRefusal::NotAYear(cut(&cells[year])))?;
    let mut months = [None; 12];
    for &(month, at) in columns {
        let text = cells[at].trim();
        // 休職 and the like: no leave can be taken, and none is missing.
        if !says_nothing(text) && Status::read(text).is_none() {
            let time = read_leave(text).ok_or_else(|| RowRefusal::NotDays { month, text: cut(text) })?;
            months[Month::new(year, month).place()] = Some(time);
        }
    }
    Ok(LeaveRow { employee, workplace, year, months })
}
