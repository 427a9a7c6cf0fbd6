//! What the second program is asked, with its answers as results.

use super::OfficeError;
use crate::{browser, sheetfile::SheetRows};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::sync::Arc;

pub async fn call(operation: &str, arguments: &[String]) -> Result<Vec<String>, OfficeError> {
    call_with(operation, arguments, &[]).await
}

/// The same, about the bytes of some files.
pub async fn call_with(operation: &str, arguments: &[String], files: &[Arc<[u8]>]) -> Result<Vec<String>, OfficeError> {
    let answer = browser::office::call(operation, arguments, files).await.ok_or(OfficeError::NoWorker)?;
    let (outcome, results) = answer.split_first().ok_or(OfficeError::Failed)?;
    match outcome.as_str() {
        "ok" => Ok(results.to_vec()),
        "not_a_key" => Err(OfficeError::NotAKey),
        "cannot_open" => Err(OfficeError::CannotOpen),
        "too_long" => Err(OfficeError::TooLong),
        "damaged" => Err(OfficeError::Damaged),
        "old_format" => Err(OfficeError::OldFormat),
        "locked" => Err(OfficeError::Locked),
        "too_large" => Err(OfficeError::TooLarge),
        _ => Err(OfficeError::Failed),
    }
}

/// The rows of a file of a spreadsheet: an .xlsx with all its sheets, or a CSV in whatever encoding. Numbers without the noise of
/// floats, days as `2024-04-01`, hours as `12:30`.
pub async fn read_tables(bytes: &[u8]) -> Result<Vec<SheetRows>, OfficeError> {
    let texts = call("tables", &[STANDARD.encode(bytes)]).await?;
    Ok(SheetRows::carried(&texts))
}
