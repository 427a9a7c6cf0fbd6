//! Tables of any kind, read by the second program.

use super::{OfficeError, office};
use crate::{
    browser::files,
    sheetfile::lines::{Row, read_texts, rows_of},
};

/// The tables of a file: the sheets of a workbook that are to be seen, by name, or the one of a text.
pub async fn read_lines(bytes: &[u8]) -> Result<Vec<(String, Vec<Row>)>, OfficeError> {
    // A workbook of today is a zip, one of before 2007 a compound file: what is wrong with that one is said there.
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let sheets = office::read_tables(bytes).await?;
        return Ok(sheets.into_iter().filter(|sheet| !sheet.is_hidden).map(|sheet| (sheet.name.clone(), rows_of(&sheet))).collect());
    }
    read_pasted(files::decode(bytes)).await
}

/// The table of a text with commas or tabs.
pub async fn read_pasted(text: String) -> Result<Vec<(String, Vec<Row>)>, OfficeError> {
    let results = office::call("lines", &[text]).await?;
    Ok(vec![(String::new(), read_texts(&results).ok_or(OfficeError::Failed)?)])
}
