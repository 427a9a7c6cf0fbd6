//! Where changes of the definitions are laid before they are made.

use crate::{
    domain::{Entry, Tables},
    evaluate::{Impact, impact},
    session::Session,
    ui::words,
};
use leptos::prelude::*;

/// A change that waits for a person, with what it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    pub entries: Vec<Entry>,
    pub impact: Impact,
}

/// A handle to the editor's state; it lives as long as the page, so that a field left by a key can still ask.
#[derive(Clone, Copy)]
pub struct Desk {
    pub session: Session,
    pub pending: RwSignal<Option<Pending>>,
    /// What could not be done, in words.
    pub trouble: RwSignal<Option<String>>,
    /// What was done.
    pub said: RwSignal<String>,
}

impl Desk {
    pub fn new(session: Session) -> Self {
        Desk { session, pending: RwSignal::new(None), trouble: RwSignal::new(None), said: RwSignal::new(String::new()) }
    }

    pub fn here() -> Desk {
        expect_context()
    }

    /// Makes the change, or shows first what it would do to figures and verdicts that are there.
    pub fn write(self, entries: Vec<Entry>) {
        if entries.is_empty() {
            return;
        }
        let Some(before) = self.session.program().get_untracked() else { return };
        match self.session.try_out(entries.clone()) {
            Ok(Some(after)) => {
                let impact = impact(&before.tables, &after.tables, &entries, self.session.today().get_untracked());
                if impact.is_none() {
                    self.make(entries);
                } else {
                    self.pending.set(Some(Pending { entries, impact }));
                }
            }
            Ok(None) => {}
            Err(refusal) => self.trouble.set(Some(words::refusal(&refusal))),
        }
    }

    /// Makes the change as it is.
    pub fn make(self, entries: Vec<Entry>) {
        self.said.set(String::new());
        self.trouble.set(self.session.dispatch(entries).err().map(|refusal| words::refusal(&refusal)));
    }

    /// Reads the programme now, for what happens at a click.
    pub fn now<T>(self, read: impl FnOnce(&Tables) -> T) -> Option<T> {
        self.session.program().get_untracked().map(|program| read(&program.tables))
    }

    /// A value of the programme that pages follow.
    pub fn watch<T: PartialEq + Send + Sync + 'static>(self, read: impl Fn(&Tables) -> T + Send + Sync + 'static) -> Memo<Option<T>> {
        Memo::new(move |_| self.session.program().get().map(|program| read(&program.tables)))
    }
}
