//! What can go wrong around the seal.

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
    #[error("sealing failed")]
    Failed,
}
