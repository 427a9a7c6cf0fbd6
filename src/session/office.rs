//! What the second program is asked, with its answers as results.

use super::OfficeError;
use crate::browser;

pub async fn call(operation: &str, arguments: &[String]) -> Result<Vec<String>, OfficeError> {
    let answer = browser::office::call(operation, arguments).await.ok_or(OfficeError::NoWorker)?;
    let (outcome, results) = answer.split_first().ok_or(OfficeError::Failed)?;
    match outcome.as_str() {
        "ok" => Ok(results.to_vec()),
        "not_a_key" => Err(OfficeError::NotAKey),
        "cannot_open" => Err(OfficeError::CannotOpen),
        "too_long" => Err(OfficeError::TooLong),
        _ => Err(OfficeError::Failed),
    }
}
