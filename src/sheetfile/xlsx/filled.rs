//! A workbook of ours that comes back, with what people filled in.

use super::{
    read::{self, NotAWorkbook},
    write::{KEYS, MARK},
};
use crate::sheetfile::SheetRows;
use std::collections::BTreeMap;

/// What a form of ours says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// As it was given to [`super::write`].
    pub origin: String,
    /// The cells that no longer say what was written out, by their key; `None`: the cell was deleted.
    pub changed: Vec<(String, Option<String>)>,
    /// How many cells there are to fill in.
    pub n_cells: usize,
}

/// Reads a form back; `Ok(None)`: a workbook, but none of ours.
pub fn read_filled(bytes: &[u8]) -> Result<Option<Filled>, NotAWorkbook> {
    let read::Contents { sheets, names } = read::read_with_names(bytes)?;
    let Some(keys) = sheets.iter().find(|sheet| sheet.name == KEYS) else { return Ok(None) };
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let mut rows = keys.rows.iter();
    let Some(first) = rows.next().filter(|row| row.first().is_some_and(|mark| mark == MARK)) else { return Ok(None) };
    let origin = cell(first, 1);
    let places: BTreeMap<&str, &str> = names.iter().map(|(name, place)| (name.as_str(), place.as_str())).collect();
    let mut changed = Vec::new();
    let mut n_cells = 0;
    for row in rows {
        let (name, key, was) = (cell(row, 0), cell(row, 1), cell(row, 2));
        n_cells += 1;
        let now = places.get(name.as_str()).and_then(|place| value(&sheets, place)).map(|text| text.replace("\r\n", "\n"));
        if now.as_deref().map(super::fingerprint) != Some(was) {
            changed.push((key, now));
        }
    }
    Ok(Some(Filled { origin, changed, n_cells }))
}

/// What a place says, as a defined name gives it: `'1 取組'!$B$12`. `None` where it points nowhere (`#REF!`).
fn value(sheets: &[SheetRows], place: &str) -> Option<String> {
    let place = place.trim_start_matches('=');
    let (sheet, address) = place.rsplit_once('!')?;
    let sheet = sheet.trim_matches('\'').replace("''", "'");
    // A cell that was merged anew may come as a range; its text is in the first.
    let address = address.split(':').next()?.replace('$', "");
    let n_letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = address.split_at(n_letters);
    let column = letters
        .bytes()
        .try_fold(0_usize, |sum, letter| sum.checked_mul(26)?.checked_add(usize::from(letter.to_ascii_uppercase() - b'@')))?;
    let row: usize = digits.parse().ok()?;
    let rows = &sheets.iter().find(|it| it.name == sheet)?.rows;
    // A row or cell that is empty now is not among what was read.
    let text = rows.get(row.checked_sub(1)?).and_then(|row| row.get(column.checked_sub(1)?));
    Some(text.cloned().unwrap_or_default())
}
