//! localStorage.

use super::slot_error;
use crate::store::{Mirror, SlotError};
use gloo_storage::Storage as _;
use web_sys::Storage;

pub struct LocalStorage(Storage);

impl LocalStorage {
    /// Where a policy forbids it, or a browser has none, that is the answer.
    pub fn open() -> Result<Self, SlotError> {
        // Asked first, because `raw` panics where the answer is no.
        let window = web_sys::window().ok_or(SlotError::Blocked)?;
        match window.local_storage() {
            Ok(Some(_)) => Ok(LocalStorage(gloo_storage::LocalStorage::raw())),
            Ok(None) => Err(SlotError::Blocked),
            Err(error) => Err(slot_error(&error)),
        }
    }
}

impl Mirror for LocalStorage {
    fn get(&self, slot: &str) -> Result<Option<String>, SlotError> {
        self.0.get_item(slot).map_err(|error| slot_error(&error))
    }

    fn set(&self, slot: &str, text: &str) -> Result<(), SlotError> {
        self.0.set_item(slot, text).map_err(|error| slot_error(&error))
    }

    fn remove(&self, slot: &str) -> Result<(), SlotError> {
        self.0.remove_item(slot).map_err(|error| slot_error(&error))
    }
}
