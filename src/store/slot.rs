//! The names of our slots. Other pages of the host may keep things in the same storages: all ours begin alike, and
//! nothing here lists, reads or clears another's.

use super::manifest::Name;

pub const MANIFEST: &str = "shinchoku:manifest";
pub const SETTINGS: &str = "shinchoku:settings";
pub const DRAFTS: &str = "shinchoku:drafts";
/// Mirror only: the slots that may be in nobody's use any more.
pub const LOOSE: &str = "shinchoku:loose";
/// Mirror only: which tab wrote last, and when.
pub const TURN: &str = "shinchoku:turn";

/// Mirror only: what was cleared from this device, and when.
pub const CLEARED: &str = "shinchoku:cleared";

const PART: &str = "shinchoku:part:";
const SNAPSHOT: &str = "shinchoku:snapshot:";
const ASIDE: &str = "shinchoku:broken:";
const SEALED: &str = "shinchoku:sealed:";

pub fn part(name: &Name) -> String {
    part_of(name.as_str())
}

/// The same where only the text of the name is at hand.
pub fn part_of(name: &str) -> String {
    format!("{PART}{name}")
}

/// The manifest of an earlier state.
pub fn snapshot(name: &Name) -> String {
    format!("{SNAPSHOT}{name}")
}

/// A text that could not be read.
pub fn aside(name: &Name) -> String {
    format!("{ASIDE}{name}")
}

/// Vault only: a text under a passphrase.
pub fn sealed(name: &str) -> String {
    format!("{SEALED}{name}")
}

/// The hash in a part's slot.
pub fn part_name(slot: &str) -> Option<&str> {
    slot.strip_prefix(PART)
}

pub fn snapshot_name(slot: &str) -> Option<&str> {
    slot.strip_prefix(SNAPSHOT)
}

/// Whether a slot goes when no manifest needs it. What was set aside never does.
pub fn is_droppable(slot: &str) -> bool {
    part_name(slot).is_some() || snapshot_name(slot).is_some()
}
