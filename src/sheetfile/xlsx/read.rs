//! A workbook's bytes as rows of text.

use super::{shown, size};
use crate::sheetfile::{SheetRows, inert, rows::trimmed};
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::{collections::BTreeMap, io::Cursor};

/// More is no table that people keep.
const MOST_CELLS: usize = 5_000_000;
const MOST_COLUMNS: usize = 2_000;

/// Why a file is no workbook to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAWorkbook {
    #[error("no workbook, or a damaged one")]
    Damaged,
    /// Excel 97–2003.
    #[error("a workbook of the old format")]
    OldFormat,
    #[error("a workbook under a password")]
    Locked,
    #[error("too large")]
    TooLarge,
}

/// Whether the bytes are some office's workbook, whatever its name says; else they are a text.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Every sheet with what its cells show; formulas by the value that was saved with them.
pub fn read_tables(bytes: &[u8]) -> Result<Vec<SheetRows>, NotAWorkbook> {
    if !size::is_bearable(bytes) {
        return Err(NotAWorkbook::TooLarge);
    }
    let is_old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => NotAWorkbook::Locked,
        _ if is_old => NotAWorkbook::OldFormat,
        _ => NotAWorkbook::Damaged,
    })?;
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut n_cells = 0;
    let mut tables = Vec::new();
    for (name, is_hidden) in sheets {
        let rows = read_rows(&mut workbook, &name, &mut n_cells)?;
        tables.push(SheetRows { name, is_hidden, rows });
    }
    Ok(tables)
}

fn read_rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, n_cells: &mut usize) -> Result<Vec<Vec<String>>, NotAWorkbook> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| NotAWorkbook::Damaged)?;
    let formats: Vec<String> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map(|format| format.format_code.clone()).unwrap_or_default())
        .collect();
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| NotAWorkbook::Damaged)? {
        let shown = shown::text(cell.get_value(), formats.get(style).map_or("", String::as_str));
        if shown.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else { return Err(NotAWorkbook::TooLarge) };
        *n_cells += 1;
        if *n_cells > MOST_CELLS || column >= MOST_COLUMNS {
            return Err(NotAWorkbook::TooLarge);
        }
        let row = rows.entry(row).or_default();
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = inert::restored(&shown).to_owned();
    }
    let last = rows.last_key_value().map_or(0, |(last, _)| last + 1);
    Ok((0..last).map(|at| trimmed(rows.remove(&at).unwrap_or_default())).collect())
}
