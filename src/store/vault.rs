//! The copy in the vault: one transaction, whole or not at all.

use super::{
    carrier::{SlotError, Transaction},
    known::Writing,
    manifest::{Head, Manifest},
    slot,
};
use std::collections::BTreeSet;

/// Puts the state into the vault, in which `before` stands. Nothing else may be awaited within.
pub async fn write(transaction: &impl Transaction, writing: &Writing, before: Option<&Head>) -> Result<(), SlotError> {
    let held = before.map(|head| head.manifest.names()).unwrap_or_default();
    for (name, text) in &writing.texts {
        if !held.contains(name.as_str()) || writing.repairs.contains(name) {
            transaction.put(&slot::part(name), text).await?;
        }
    }
    for (name, (_, text)) in &writing.aside {
        transaction.put(&slot::aside(name), text).await?;
    }
    for name in &writing.unwanted {
        transaction.remove(&slot::aside(name)).await?;
    }
    if let Some(snapshot) = &writing.snapshot {
        transaction.put(&slot::snapshot(&snapshot.name), &snapshot.text).await?;
    }
    transaction.put(slot::MANIFEST, &writing.head.text).await
}

/// Removes what neither the manifest nor a snapshot needs. `false`: something could not be read, and all was left.
pub async fn tidy(transaction: &impl Transaction) -> Result<bool, SlotError> {
    let Some(manifest) = read(transaction, slot::MANIFEST).await? else { return Ok(false) };
    let mut needed: BTreeSet<String> = manifest.parts.values().map(|part| slot::part(&part.name)).collect();
    for snapshot in &manifest.snapshots {
        let slot = slot::snapshot(&snapshot.name);
        let Some(manifest) = read(transaction, &slot).await? else { return Ok(false) };
        needed.extend(manifest.parts.values().map(|part| slot::part(&part.name)));
        needed.insert(slot);
    }
    for slot in transaction.slots().await? {
        if slot::is_droppable(&slot) && !needed.contains(&slot) {
            transaction.remove(&slot).await?;
        }
    }
    Ok(true)
}

async fn read(transaction: &impl Transaction, slot: &str) -> Result<Option<Manifest>, SlotError> {
    let text = transaction.get(slot).await?;
    Ok(text.and_then(|text| Head::read(&text).ok()).map(|head| head.manifest))
}
