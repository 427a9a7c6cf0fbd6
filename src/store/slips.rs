//! Settings and drafts: into the mirror at once, into the vault when it is asked next.

use super::{
    DeviceSettings, Store,
    carrier::{Mirror, SlotError, Transaction, Vault},
    finding::Finding,
    manifest::Was,
    slip::Slip,
    slot,
};
use std::collections::BTreeMap;

/// Texts that are not part of the workspace, by the name of their place: half-typed fields, unsent survey answers.
pub type Drafts = BTreeMap<String, String>;

/// Both slips of this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Slips {
    pub settings: Slip,
    pub drafts: Slip,
}

impl Slips {
    fn join(&mut self, other: &Slips) {
        self.settings.join(&other.settings);
        self.drafts.join(&other.drafts);
    }
}

impl<M: Mirror, V: Vault> Store<M, V> {
    pub fn settings(&self) -> DeviceSettings {
        DeviceSettings::from_values(self.slips.borrow().settings.values())
    }

    pub fn drafts(&self) -> Drafts {
        let values = self.slips.borrow().drafts.values().into_iter();
        values.filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect()
    }

    /// Changes the settings. An error of the mirror is no loss where [`keep_slips`](Store::keep_slips) succeeds.
    pub fn change_settings(&self, change: impl FnOnce(&mut DeviceSettings)) -> Result<(), SlotError> {
        let heard = self.hear_mirror();
        let mut settings = self.settings();
        change(&mut settings);
        self.slips.borrow_mut().settings.change(settings.to_values());
        heard.and_then(|()| self.put_in_mirror(slot::SETTINGS, self.slips.borrow().settings.text()))
    }

    /// Keeps a text that is not part of the workspace, or drops it.
    pub fn set_draft(&self, name: &str, text: Option<&str>) -> Result<(), SlotError> {
        let heard = self.hear_mirror();
        let mut drafts = self.slips.borrow().drafts.values();
        match text {
            Some(text) => drafts.insert(name.to_owned(), text.into()),
            None => drafts.remove(name),
        };
        self.slips.borrow_mut().drafts.change(drafts);
        heard.and_then(|()| self.put_in_mirror(slot::DRAFTS, self.slips.borrow().drafts.text()))
    }

    /// Brings settings and drafts into the vault, and what other tabs kept there to this one. [`save`](Store::save) does
    /// so too.
    pub async fn keep_slips(&self) -> Result<(), SlotError> {
        self.check_slips_may_be_written()?;
        let vault = self.vault.as_ref().map_err(|error| *error)?;
        self.keep_slips_in(vault.begin().await?).await
    }

    /// Takes over what other tabs have written into the mirror.
    pub(super) fn hear_mirror(&self) -> Result<(), SlotError> {
        let mirror = self.mirror.as_ref().map_err(|error| *error)?;
        let (settings, drafts) = (mirror.get(slot::SETTINGS)?, mirror.get(slot::DRAFTS)?);
        let theirs = self.read_slips(settings, drafts);
        self.slips.borrow_mut().join(&theirs);
        Ok(())
    }

    /// The same from the vault.
    pub(super) async fn hear_vault(&self, transaction: &V::Transaction) -> Result<(), SlotError> {
        let (settings, drafts) = (transaction.get(slot::SETTINGS).await?, transaction.get(slot::DRAFTS).await?);
        let theirs = self.read_slips(settings, drafts);
        self.slips.borrow_mut().join(&theirs);
        self.slips_in_vault.replace(theirs);
        Ok(())
    }

    fn read_slips(&self, settings: Option<String>, drafts: Option<String>) -> Slips {
        let settings = self.read_slip(settings, Was::Settings).unwrap_or_default();
        let drafts = self.read_slip(drafts, Was::Drafts).unwrap_or_default();
        Slips { settings, drafts }
    }

    fn read_slip(&self, text: Option<String>, was: Was) -> Option<Slip> {
        let text = text?;
        let slip = Slip::read(&text);
        if slip.is_none() {
            let mut known = self.known.borrow_mut();
            let aside = known.set_aside(was.clone(), text);
            known.find(if was == Was::Settings { Finding::SettingsUnreadable { aside } } else { Finding::DraftsUnreadable { aside } });
        }
        slip
    }

    fn put_in_mirror(&self, slot: &str, text: String) -> Result<(), SlotError> {
        self.check_slips_may_be_written()?;
        self.mirror.as_ref().map_err(|error| *error)?.set(slot, &text)
    }

    /// Not into a newer page's store, and not over a text that is not put aside yet.
    fn check_slips_may_be_written(&self) -> Result<(), SlotError> {
        let is_refused = self.newer.get().is_some() || self.has_unkept_aside();
        if is_refused { Err(SlotError::Blocked) } else { Ok(()) }
    }

    pub(super) fn has_unkept_slips(&self) -> bool {
        *self.slips.borrow() != *self.slips_in_vault.borrow()
    }

    /// Gives what is in the vault when the transaction is on the disk.
    pub(super) async fn put_slips(&self, transaction: &V::Transaction) -> Result<Slips, SlotError> {
        if self.has_unkept_slips() {
            self.hear_vault(transaction).await?;
        }
        // Both texts are of this moment: what changes while the vault answers is for the next time.
        let (slips, before) = (self.slips.borrow().clone(), self.slips_in_vault.borrow().clone());
        if slips.settings != before.settings {
            transaction.put(slot::SETTINGS, &slips.settings.text()).await?;
        }
        if slips.drafts != before.drafts {
            transaction.put(slot::DRAFTS, &slips.drafts.text()).await?;
        }
        Ok(slips)
    }

    pub(super) async fn keep_slips_in(&self, transaction: V::Transaction) -> Result<(), SlotError> {
        if self.has_unkept_slips() {
            let slips = self.put_slips(&transaction).await?;
            transaction.commit().await?;
            self.slips_in_vault.replace(slips);
        }
        Ok(())
    }
}
