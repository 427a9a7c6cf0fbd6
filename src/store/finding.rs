//! What was odd about the kept texts. Each is told once, and costs no more than itself.

use super::{carrier::SlotError, manifest::Name, part::Shelf};

/// Something a person should know about what is kept on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No storage has the part.
    PartMissing {
        shelf: Shelf,
    },
    /// Nothing of the part could be read. Its text is kept under `aside`.
    PartUnreadable {
        shelf: Shelf,
        aside: Name,
    },
    /// Some records of the part could not be read. Its text is kept under `aside`.
    PartReadInPart {
        shelf: Shelf,
        aside: Name,
    },
    /// One of the two lists of parts could not be read.
    ManifestUnreadable {
        aside: Name,
    },
    /// A newer page has kept this: it is shown as far as it is understood, and not written.
    NewerStore {
        version: u64,
    },
    SettingsUnreadable {
        aside: Name,
    },
    DraftsUnreadable {
        aside: Name,
    },
    /// IndexedDB does not answer.
    VaultFails(SlotError),
    /// localStorage does not answer.
    MirrorFails(SlotError),
}
