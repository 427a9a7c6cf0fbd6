//! Texts that somebody sealed on this device: opaque, each under a name, in the vault alone.
//!
//! They are part of no workspace, no snapshot and no file. The mirror has no room for them, and its texts can be read by every
//! page of the host.

use super::{
    Store,
    carrier::{Mirror, SlotError, Transaction, Vault},
    slot,
};

impl<M: Mirror, V: Vault> Store<M, V> {
    pub async fn sealed(&self, name: &str) -> Result<Option<String>, SlotError> {
        let vault = self.vault.as_ref().map_err(|error| *error)?;
        vault.begin().await?.get(&slot::sealed(name)).await
    }

    /// Keeps a sealed text in place of an older one, or drops it. It is on the disk when this comes back.
    pub async fn keep_sealed(&self, name: &str, text: Option<&str>) -> Result<(), SlotError> {
        if self.newer.get().is_some() {
            return Err(SlotError::Blocked);
        }
        let vault = self.vault.as_ref().map_err(|error| *error)?;
        let transaction = vault.begin().await?;
        match text {
            Some(text) => transaction.put(&slot::sealed(name), text).await?,
            None => transaction.remove(&slot::sealed(name)).await?,
        }
        transaction.commit().await
    }
}
