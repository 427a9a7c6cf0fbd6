//! What keeps texts on a device: the browser's two storages as this room sees them.

use std::future::Future;

/// Slots that are read and written at once, like localStorage. A `set` that fails leaves the old text.
pub trait Mirror {
    fn get(&self, slot: &str) -> Result<Option<String>, SlotError>;
    fn set(&self, slot: &str, text: &str) -> Result<(), SlotError>;
    fn remove(&self, slot: &str) -> Result<(), SlotError>;
}

/// Slots that change together or not at all, like one object store of IndexedDB.
pub trait Vault {
    type Transaction: Transaction;

    /// A transaction over all slots that excludes every other, in this tab and in all others, until it ends.
    fn begin(&self) -> impl Future<Output = Result<Self::Transaction, SlotError>>;
}

/// Between its calls nothing else may be awaited: a browser ends a transaction that nobody asks anything.
/// Dropped without [`commit`](Transaction::commit), it changes nothing.
pub trait Transaction {
    fn get(&self, slot: &str) -> impl Future<Output = Result<Option<String>, SlotError>>;
    fn put(&self, slot: &str, text: &str) -> impl Future<Output = Result<(), SlotError>>;
    fn remove(&self, slot: &str) -> impl Future<Output = Result<(), SlotError>>;
    /// The names of all slots. The vault is ours alone.
    fn slots(&self) -> impl Future<Output = Result<Vec<String>, SlotError>>;
    /// Comes back when everything is on disk.
    fn commit(self) -> impl Future<Output = Result<(), SlotError>>;
}

/// Why a storage did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum SlotError {
    /// By a policy, a setting, or because the browser has no such storage.
    #[error("blocked")]
    Blocked,
    /// No room is left.
    #[error("full")]
    Full,
    /// What was read back is not what was written.
    #[error("not as written")]
    Altered,
    /// Anything else a browser may say.
    #[error("failed")]
    Other,
}

impl SlotError {
    /// What a browser's error means. Browsers agree on the names of `DOMException`, old ones nearly.
    pub fn of_name(name: &str) -> SlotError {
        match name {
            "QuotaExceededError" | "QUOTA_EXCEEDED_ERR" | "NS_ERROR_DOM_QUOTA_REACHED" => SlotError::Full,
            "SecurityError" | "NotAllowedError" | "NotSupportedError" => SlotError::Blocked,
            _ => SlotError::Other,
        }
    }
}
