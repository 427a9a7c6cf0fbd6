//! Whether what a person typed is kept, and if not, why.

pub use super::carrier::SlotError;
use crate::register::Moment;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing is kept on this device, and there is nothing to keep.
    Empty,
    /// 保存しました: everything that is open is on disk.
    Saved { at: Moment, revision: u64, kept: Kept },
    /// 未保存: what is open is in memory only. What was kept before is as it was.
    Unsaved(Reason),
}

/// Where it is kept. What survives a crash of the browser at once is what the vault has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    InBoth,
    InVault {
        /// Why not in the mirror.
        mirror: SlotError,
    },
    InMirror {
        /// Why not in the vault.
        vault: SlotError,
    },
    /// The page is being left; there was no time to ask the vault.
    InMirrorForNow,
}

/// Why something is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("no storage: vault {vault}, mirror {mirror}")]
    NoStorage { vault: SlotError, mirror: SlotError },
    /// A newer page has changed the store. This one may read and export.
    #[error("kept by a newer page, version {version}")]
    NewerStore { version: u64 },
    /// There is no vault, and another tab has just written: two at once could lose something. Ask again in a few seconds.
    #[error("another tab is writing")]
    AnotherTab,
}
