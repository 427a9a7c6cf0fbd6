//! Half-typed texts: kept after a second's pause, so that a crash costs no sentence.

use super::Session;
use crate::{browser::typing::Typed, store::Drafts};
use leptos::prelude::*;

/// A text that was being typed when its page went away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The name of its slot.
    slot: String,
    /// The address of its page, as after `#`.
    pub place: String,
    pub label: String,
    pub text: String,
}

/// One slot a tab, so that two tabs do not take each other's.
const SLOT: &str = "typing:";

impl Unfinished {
    /// What earlier pages left behind.
    pub(super) fn all(drafts: &Drafts) -> Vec<Unfinished> {
        let kept = drafts.iter().filter(|(slot, _)| slot.starts_with(SLOT));
        let read = kept.filter_map(|(slot, kept)| {
            let mut lines = kept.splitn(3, '\n');
            let (place, label, text) = (lines.next()?, lines.next()?, lines.next()?);
            Some(Unfinished { slot: slot.clone(), place: place.to_owned(), label: label.to_owned(), text: text.to_owned() })
        });
        read.collect()
    }
}

impl Session {
    /// Texts that were being typed when an earlier page went away.
    pub fn unfinished(self) -> Signal<Vec<Unfinished>> {
        self.unfinished_texts().into()
    }

    pub fn drop_unfinished(self, unfinished: &Unfinished) {
        self.unfinished_texts().update(|all| all.retain(|one| one != unfinished));
        self.set_draft(&unfinished.slot, None);
    }

    /// Takes over what was being typed on a page that stopped: shown like what an earlier page left behind.
    pub(super) fn take_over_unfinished(self, drafts: &Drafts) {
        for (slot, text) in drafts.iter().filter(|(slot, _)| slot.starts_with(SLOT)) {
            self.set_draft(slot, Some(text));
        }
        let ours = self.drafts().with_untracked(Unfinished::all);
        self.unfinished_texts().update(|all| {
            let is_new = |one: &Unfinished| drafts.contains_key(&one.slot) && !all.contains(one);
            let new: Vec<Unfinished> = ours.into_iter().filter(is_new).collect();
            all.extend(new);
        });
    }

    /// Keeps what is being typed.
    pub fn keep_typing(self, place: &str, typed: &Typed) {
        let label = typed.label.replace('\n', " ");
        let text = (!typed.text.trim().is_empty()).then(|| format!("{place}\n{label}\n{}", typed.text));
        if text.is_some() || self.is_typing_kept() {
            self.set_draft(&self.typing_slot(), text.as_deref());
        }
    }

    /// The field was left: its text is where it belongs.
    pub fn forget_typing(self) {
        if self.is_typing_kept() {
            self.set_draft(&self.typing_slot(), None);
        }
    }

    fn is_typing_kept(self) -> bool {
        self.drafts().with_untracked(|drafts| drafts.contains_key(&self.typing_slot()))
    }

    fn typing_slot(self) -> String {
        format!("{SLOT}{}", self.tab())
    }
}
