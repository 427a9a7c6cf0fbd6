//! 引継ぎ: taking everything of ours off a device, and nothing else.

use super::{
    Store,
    carrier::{Mirror, SlotError, Transaction, Vault},
    manifest::Head,
    mirror::Found,
    slot,
};

impl<M: Mirror, V: Vault> Store<M, V> {
    /// Removes all that this page keeps, and leaves `note` to say what was cleared and when.
    ///
    /// The vault is ours alone; in the mirror, which other pages share, only slots that our own lists name are touched.
    /// The page must be loaded anew afterwards: what is open would be kept again with the next change.
    ///
    /// The mirror goes while the vault's transaction is open: where either refuses, the vault still has everything, earlier
    /// states and sealed texts too, and the next [`save`](Store::save) brings the mirror up to date. Where there is no vault,
    /// a mirror that refuses half way has lost earlier states.
    pub async fn clear(&self, note: &str) -> Result<(), SlotError> {
        let transaction = match &self.vault {
            Ok(vault) => Some(vault.begin().await?),
            Err(_) => None,
        };
        if let Some(transaction) = &transaction {
            for slot in transaction.slots().await? {
                transaction.remove(&slot).await?;
            }
        }
        self.clear_mirror()?;
        if let Some(transaction) = transaction {
            transaction.commit().await?;
        }
        if let Ok(mirror) = &self.mirror {
            // All is gone by now, said or not.
            let _ = mirror.set(slot::CLEARED, note);
        }
        Ok(())
    }

    fn clear_mirror(&self) -> Result<(), SlotError> {
        if let Ok(mirror) = &self.mirror {
            let mut names = vec![slot::SETTINGS.to_owned(), slot::DRAFTS.to_owned(), slot::TURN.to_owned()];
            let loose: Vec<String> = mirror.get(slot::LOOSE)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            names.extend(loose.into_iter().filter(|slot| slot::is_droppable(slot)));
            if let Found::Head(head) = Found::read(mirror.get(slot::MANIFEST)?) {
                names.extend(slots_named_by(&head));
                for snapshot in &head.manifest.snapshots {
                    if let Found::Head(snapshot) = Found::read(mirror.get(&slot::snapshot(&snapshot.name))?) {
                        names.extend(slots_named_by(&snapshot));
                    }
                }
            }
            // The manifest goes first: without it the rest is nobody's, and a crash leaves no half of a state.
            mirror.remove(slot::MANIFEST)?;
            for name in names {
                mirror.remove(&name)?;
            }
            mirror.remove(slot::LOOSE)?;
        }
        Ok(())
    }

    /// The note that the last clearing left on this device.
    pub fn cleared(&self) -> Option<String> {
        self.mirror.as_ref().ok()?.get(slot::CLEARED).ok()?
    }
}

fn slots_named_by(head: &Head) -> Vec<String> {
    let parts = head.manifest.parts.values().map(|part| slot::part(&part.name));
    let snapshots = head.manifest.snapshots.iter().map(|snapshot| slot::snapshot(&snapshot.name));
    let aside = head.manifest.aside.iter().map(|aside| slot::aside(&aside.name));
    parts.chain(snapshots).chain(aside).collect()
}
