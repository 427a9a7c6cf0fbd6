//! What is kept on this device, and what happens when keeping fails?
//!
//! Belongs here: how a workspace is cut into parts, the manifest that names them, saving in an order in which every
//! moment is an old or a new state, following what another tab kept, snapshots, drafts, the device's settings.
//! The texts are those of `bundle`: one format for files, seeds and parts.
//!
//! Deliberately not here: `web_sys` (a storage is a [`Mirror`] or a [`Vault`], so that tests can break one), any clock
//! (moments are handed in), sentences for people.
//!
//! # Two storages
//!
//! The **vault** (IndexedDB) changes many slots at once, excludes other tabs while it does, and is on disk when it says
//! so. The **mirror** (localStorage) is read at once, and suffices to start. Each holds the same slots:
//!
//! - `shinchoku:manifest` names the parts of the newest state, its ancestors, its snapshots;
//! - `shinchoku:part:<hash>` is a part's text, never changed once written: programme × group of kinds × fiscal year,
//!   cut finer where it is long. One edit writes one part and the manifest;
//! - `shinchoku:snapshot:<hash>` is the manifest of an earlier state that is kept;
//! - `shinchoku:sealed:<name>`, in the vault only, is a text under a person's own passphrase;
//! - `shinchoku:broken:<hash>` is a text that could not be read: put aside, listed, never dropped.
//!
//! # Saving
//!
//! A session holds one [`Store`] and calls [`Store::save`] after every change, when another tab has saved, and when a
//! page becomes visible again; without a change that costs one read. The workspace is not handed over but asked for,
//! through [`Desk`], at the one moment when the newest kept state is known: so edits typed meanwhile go in, and what
//! other tabs kept comes to the page, with nothing between.

mod carrier;
mod finding;
mod manifest;
mod part;
pub mod inventory;
pub mod rescue;
pub mod save_state;
pub mod settings;

mod answers;
mod index;
mod known;
mod mirror;
mod slip;
mod slot;
mod vault;

mod open;
mod past;
mod slips;
mod save;
mod clearing;
mod sealed;

pub use carrier::{Mirror, SlotError, Transaction, Vault};
pub use finding::Finding;
pub use manifest::{Aside, Name, Occasion, Snapshot, Was};
pub use open::Loaded;
pub use part::{Group, LONGEST_PART, Shelf};
pub use past::{Earlier, Usage};
pub use save_state::{Kept, Reason, SaveState};
pub use settings::{DeviceSettings, Role, Theme};
pub use slips::Drafts;

use crate::domain::Workspace;
use crate::register::{Moment, Writer};
use known::Known;
use slips::Slips;
use std::cell::{Cell, RefCell};

/// What lies open on the page.
///
/// The store asks and answers within one call, so that no edit falls between.
pub trait Desk {
    fn workspace(&self) -> Workspace;

    /// Another tab has kept more: this is what was open, with that taken over.
    fn replace(&self, workspace: Workspace);
}

impl Desk for RefCell<Workspace> {
    fn workspace(&self) -> Workspace {
        self.borrow().clone()
    }

    fn replace(&self, workspace: Workspace) {
        RefCell::replace(self, workspace);
    }
}

/// Everything kept on this device. Saves may overlap: the vault's transactions put them in order.
pub struct Store<M, V> {
    mirror: Result<M, SlotError>,
    vault: Result<V, SlotError>,
    /// Tells this tab from others.
    tab: Writer,
    // Never borrowed across an await.
    known: RefCell<Known>,
    slips: RefCell<Slips>,
    /// As the vault last had them.
    slips_in_vault: RefCell<Slips>,
    /// The version of a newer page's store. Nothing is written into such a one.
    newer: Cell<Option<u64>>,
    /// Why the mirror last refused, and when: it is not tried again at every key.
    mirror_trouble: RefCell<Option<(SlotError, Moment)>>,
}
