//! Earlier states, texts put aside, and what takes up the room.

use super::{
    Name, Occasion, Snapshot, Store,
    carrier::{Mirror, SlotError, Transaction, Vault},
    finding::Finding,
    manifest::{Aside, Head},
    mirror::Found,
    part::{Content, PartKey, Shelf},
    slot, vault,
};
use crate::domain::Workspace;
use crate::merge::join_into;
use std::collections::{BTreeMap, BTreeSet};

/// An earlier state, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub workspace: Workspace,
    /// Parts that are missing or not whole.
    pub lost: Vec<Shelf>,
}

/// The room that the newest state takes in each storage, in UTF-16 units, by shelf.
pub type Usage = BTreeMap<Shelf, usize>;

impl<M: Mirror, V: Vault> Store<M, V> {
    /// The next save that changes anything keeps the state before it. Save first: what is not kept yet is in no snapshot.
    pub fn snapshot_before(&self, occasion: Occasion) {
        self.known.borrow_mut().snapshot = Some(occasion);
    }

    /// Oldest first.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        self.known.borrow().head.as_ref().map(|head| head.manifest.snapshots.clone()).unwrap_or_default()
    }

    /// An earlier state. Going back to it is a change like any other: the cells that differ are written anew.
    /// `None`: it is not kept any more.
    pub async fn read_snapshot(&self, name: &Name) -> Result<Option<Earlier>, SlotError> {
        let slot = slot::snapshot(name);
        let transaction = match &self.vault {
            Ok(vault) => Some(vault.begin().await?),
            Err(_) => None,
        };
        let text = self.read_slot(transaction.as_ref(), &slot).await?;
        let Found::Head(head) = Found::read(text) else { return Ok(None) };
        let Head { manifest, .. } = *head;
        let mut earlier = Earlier { workspace: Workspace::default(), lost: Vec::new() };
        for (PartKey { shelf, .. }, part) in manifest.parts {
            let text = self.read_slot(transaction.as_ref(), &slot::part(&part.name)).await?;
            match text.map(|text| Content::read(&shelf.group, &text)) {
                Some(Content::Whole(content)) => join_into(&mut earlier.workspace, &content),
                Some(Content::InPart(content)) => {
                    join_into(&mut earlier.workspace, &content);
                    earlier.lost.push(shelf);
                }
                Some(Content::Unreadable) | None => earlier.lost.push(shelf),
            }
        }
        Ok(Some(earlier))
    }

    /// Texts that could not be read, oldest first.
    pub fn texts_aside(&self) -> Vec<Aside> {
        let known = self.known.borrow();
        let kept = known.head.iter().flat_map(|head| head.manifest.aside.iter().cloned());
        kept.filter(|aside| !known.unwanted.contains(&aside.name))
            .chain(known.aside.iter().map(|(name, (was, _))| Aside { name: name.clone(), was: was.clone() }))
            .collect()
    }

    /// A text that was put aside, for a person to download.
    pub async fn read_aside(&self, name: &Name) -> Result<Option<String>, SlotError> {
        let waiting = self.known.borrow().aside.get(name).map(|(_, text)| text.clone());
        if waiting.is_some() {
            return Ok(waiting);
        }
        let transaction = match &self.vault {
            Ok(vault) => Some(vault.begin().await?),
            Err(_) => None,
        };
        self.read_slot(transaction.as_ref(), &slot::aside(name)).await
    }

    /// A person has looked at the text, or saved it elsewhere: the next save drops it.
    pub fn drop_aside(&self, name: &Name) {
        let mut known = self.known.borrow_mut();
        known.aside.remove(name);
        known.unwanted.insert(name.clone());
    }

    /// The room that earlier states take beside the newest one, in UTF-16 units: their manifests, and the parts that only
    /// they need.
    pub async fn usage_of_snapshots(&self) -> Result<usize, SlotError> {
        let transaction = match &self.vault {
            Ok(vault) => Some(vault.begin().await?),
            Err(_) => None,
        };
        let mut counted: BTreeSet<Name> =
            self.known.borrow().head.iter().flat_map(|head| head.manifest.parts.values().map(|part| part.name.clone())).collect();
        let mut units = 0;
        for snapshot in self.snapshots() {
            let text = self.read_slot(transaction.as_ref(), &slot::snapshot(&snapshot.name)).await?;
            let Found::Head(head) = Found::read(text) else { continue };
            units += head.text.encode_utf16().count();
            units +=
                head.manifest.parts.into_values().filter(|part| counted.insert(part.name.clone())).map(|part| part.units).sum::<usize>();
        }
        Ok(units)
    }

    pub(super) fn has_unkept_aside(&self) -> bool {
        !self.known.borrow().aside.is_empty()
    }

    /// What was odd since this was asked last.
    pub fn take_findings(&self) -> Vec<Finding> {
        std::mem::take(&mut self.known.borrow_mut().findings)
    }

    pub fn usage(&self) -> Usage {
        let mut usage = Usage::new();
        for (key, part) in self.known.borrow().head.iter().flat_map(|head| &head.manifest.parts) {
            *usage.entry(key.shelf.clone()).or_default() += part.units;
        }
        usage
    }

    /// Drops what no state needs any more. For a quiet moment after a start that found nothing odd.
    pub async fn tidy(&self) -> Result<(), SlotError> {
        let Ok(vault) = &self.vault else { return Ok(()) };
        if self.newer.get().is_some() {
            return Ok(());
        }
        let transaction = vault.begin().await?;
        if vault::tidy(&transaction).await? { transaction.commit().await } else { Ok(()) }
    }

    async fn read_slot(&self, transaction: Option<&V::Transaction>, slot: &str) -> Result<Option<String>, SlotError> {
        let text = match transaction {
            Some(transaction) => transaction.get(slot).await?,
            None => None,
        };
        match (text, &self.mirror) {
            (None, Ok(mirror)) => mirror.get(slot),
            (text, _) => Ok(text),
        }
    }
}
