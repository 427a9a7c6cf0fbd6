//! Settings and drafts: into the mirror at once, into the vault when it is asked next.

use super::{
    DeviceSettings, Drafts, RefCell, Store,
    carrier::{Mirror, SlotError, Transaction, Vault},
    slot,
    small::{Slip, Small},
};

impl<M: Mirror, V: Vault> Store<M, V> {
    pub fn settings(&self) -> DeviceSettings {
        self.settings.borrow().content.clone()
    }

    pub fn drafts(&self) -> Drafts {
        self.drafts.borrow().content.clone()
    }

    /// Changes the settings. An error of the mirror is no loss where [`keep_slips`](Store::keep_slips) succeeds.
    pub fn change_settings(&self, change: impl FnOnce(&mut DeviceSettings)) -> Result<(), SlotError> {
        self.change(&self.settings, slot::SETTINGS, change)
    }

    /// Keeps a text that is not part of the workspace yet, or drops it.
    pub fn set_draft(&self, name: &str, text: Option<&str>) -> Result<(), SlotError> {
        self.change(&self.drafts, slot::DRAFTS, |drafts| match text {
            Some(text) => {
                drafts.insert(name.to_owned(), text.to_owned());
            }
            None => {
                drafts.remove(name);
            }
        })
    }

    /// Brings settings and drafts into the vault. [`save`](Store::save) does so too.
    pub async fn keep_slips(&self) -> Result<(), SlotError> {
        self.check_slips_may_be_written()?;
        let vault = self.vault.as_ref().map_err(|error| *error)?;
        self.keep_slips_in(vault.begin().await?).await
    }

    fn change<T: Slip>(&self, slip: &RefCell<Small<T>>, slot: &str, change: impl FnOnce(&mut T)) -> Result<(), SlotError> {
        let mirror = self.mirror.as_ref();
        let kept = mirror.ok().and_then(|mirror| mirror.get(slot).ok().flatten());
        let mut slip = slip.borrow_mut();
        // Another tab may have changed it; unreadable text was put aside at the start.
        if let Some(kept) = kept.and_then(|text| Small::read(&text)).filter(|kept| kept.n_writes > slip.n_writes) {
            *slip = kept;
        }
        slip.n_writes += 1;
        change(&mut slip.content);
        self.check_slips_may_be_written()?;
        mirror.map_err(|error| *error)?.set(slot, &slip.text())
    }

    /// Not into a newer page's store, and not over a text that is not put aside yet.
    fn check_slips_may_be_written(&self) -> Result<(), SlotError> {
        let is_refused = self.newer.get().is_some() || self.has_unkept_aside();
        if is_refused { Err(SlotError::Blocked) } else { Ok(()) }
    }

    /// How often each slip has been written.
    fn n_writes(&self) -> [u64; 2] {
        [self.settings.borrow().n_writes, self.drafts.borrow().n_writes]
    }

    /// Gives what is to be remembered as [kept](Store::slips_kept) when the transaction is on the disk.
    pub(super) async fn put_slips(&self, transaction: &V::Transaction) -> Result<[u64; 2], SlotError> {
        let n_writes = self.n_writes();
        let [settings, drafts] = self.slips_kept.get();
        // Both texts are of this moment: what changes while the vault answers is for the next time.
        let texts = [(slot::SETTINGS, self.settings.borrow().text()), (slot::DRAFTS, self.drafts.borrow().text())];
        for ((slot, text), is_kept) in texts.into_iter().zip([n_writes[0] == settings, n_writes[1] == drafts]) {
            if !is_kept {
                transaction.put(slot, &text).await?;
            }
        }
        Ok(n_writes)
    }

    pub(super) async fn keep_slips_in(&self, transaction: V::Transaction) -> Result<(), SlotError> {
        if self.slips_kept.get() != self.n_writes() {
            let n_writes = self.put_slips(&transaction).await?;
            transaction.commit().await?;
            self.slips_kept.set(n_writes);
        }
        Ok(())
    }
}
