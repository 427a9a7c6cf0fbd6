//! What can go wrong in the second program.

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// The second program could not be started, or died.
    #[error("no worker")]
    NoWorker,
    #[error("not a survey key")]
    NotAKey,
    #[error("cannot be opened with this key")]
    CannotOpen,
    #[error("the answer is too long")]
    TooLong,
    /// No workbook, or a damaged one.
    #[error("not a workbook")]
    Damaged,
    /// A workbook of Excel 97–2003.
    #[error("a workbook of the old format")]
    OldFormat,
    #[error("a workbook under a password")]
    Locked,
    #[error("too large a table")]
    TooLarge,
    #[error("failed")]
    Failed,
}

/// Why rows were not kept or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepError {
    Office(OfficeError),
    /// The device's storage refuses, or is there only for as long as the page is open.
    Storage,
    /// No file that was sealed here.
    NotOurs,
    /// Opened, and nothing this page understands: damaged, or written by a newer one.
    Unreadable,
}

impl From<OfficeError> for KeepError {
    fn from(error: OfficeError) -> Self {
        KeepError::Office(error)
    }
}
