//! Tables that come as texts, read by the second program.

use super::{OfficeError, office};
use crate::sheetfile::rows::{Row, read_texts};

/// The rows of a text with commas or tabs.
pub async fn read_table(text: String) -> Result<Vec<Row>, OfficeError> {
    let results = office::call("rows", &[text]).await?;
    read_texts(&results).ok_or(OfficeError::Failed)
}
