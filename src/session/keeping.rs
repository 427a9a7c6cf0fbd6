//! Keeping what is open: every change goes to the store at once, and what other tabs kept comes back.

use super::Session;
use crate::{
    browser::{
        self, leaving,
        storage::{IndexedDb, LocalStorage},
        tabs::Tabs,
    },
    bundle,
    domain::Workspace,
    merge,
    store::{Desk, DeviceSettings, Drafts, Finding, SaveState, Store},
};
use leptos::{prelude::*, task::spawn_local};
use std::{
    cell::{Cell, OnceCell},
    rc::Rc,
};

/// The store of this page, and the line to its other tabs.
pub(super) struct Keeping {
    store: Store<LocalStorage, IndexedDb>,
    tabs: OnceCell<Tabs>,
    /// Everything was taken off this device: nothing may be kept again before the page is loaded anew.
    is_cleared: Cell<bool>,
}

impl Keeping {
    /// Whether everything kept is gone now.
    pub(super) async fn clear(&self, note: &str) -> bool {
        self.is_cleared.set(true);
        let is_cleared = self.store.clear(note).await.is_ok();
        self.is_cleared.set(is_cleared);
        is_cleared
    }

    pub(super) fn cleared(&self) -> Option<String> {
        self.store.cleared()
    }
}

pub(super) type Keeper = StoredValue<Rc<Keeping>, leptos::reactive::owner::LocalStorage>;

/// The programmes that come with the page.
const SEEDS: [&str; 2] = [include_str!("../../seeds/nagaoka.json"), include_str!("../../seeds/ojiya.json")];

impl Desk for Session {
    fn workspace(&self) -> Workspace {
        self.open_workspace()
    }

    fn replace(&self, workspace: Workspace) {
        self.take_over(workspace);
    }
}

/// What a start of the page has to work with.
pub struct Start {
    pub(super) keeping: Rc<Keeping>,
    pub(super) workspace: Workspace,
    pub(super) settings: DeviceSettings,
    pub(super) drafts: Drafts,
    pub(super) findings: Vec<Finding>,
    pub(super) save_state: SaveState,
}

/// Opens what is kept on this device; on a first visit the two programmes that come with the page.
pub async fn start() -> Start {
    let (store, mut loaded) = Store::open(LocalStorage::open(), IndexedDb::open().await, browser::random::writer()).await;
    for seed in SEEDS {
        // A seed is a file like any other; a test reads both without a note.
        if let Ok(seed) = bundle::read(seed)
            && seed.workspace.programs.keys().any(|id| !loaded.workspace.programs.contains_key(id))
        {
            loaded.workspace = merge::join(&loaded.workspace, &seed.workspace);
        }
    }
    Start {
        keeping: Rc::new(Keeping { store, tabs: OnceCell::new(), is_cleared: Cell::new(false) }),
        workspace: loaded.workspace,
        settings: loaded.settings,
        drafts: loaded.drafts,
        findings: loaded.findings,
        save_state: loaded.save_state,
    }
}

impl Session {
    /// Follows what other tabs keep, and keeps what is open when the page is left.
    pub(super) fn watch(self) {
        let tabs = Tabs::listen(move || self.keep());
        // A session begins once.
        let _ = self.keeper().get_value().tabs.set(tabs);
        leaving::on_hidden(move || self.keep_at_once());
        leaving::on_shown(move || self.keep());
        leaving::ask_while(move || self.save_state().with_untracked(|state| matches!(state, SaveState::Unsaved(_))));
    }

    /// Keeps what is open, and takes over what another tab kept.
    pub(super) fn keep(self) {
        let keeping = self.keeper().get_value();
        if keeping.is_cleared.get() {
            return;
        }
        spawn_local(async move {
            let state = keeping.store.save(&self, browser::clock::now()).await;
            let is_news = revision(&state) != self.save_state().with_untracked(revision);
            self.saved(state, keeping.store.take_findings());
            if is_news && let Some(tabs) = keeping.tabs.get() {
                tabs.tell();
            }
        });
    }

    /// The page is being left: no time for more than the mirror.
    fn keep_at_once(self) {
        let keeping = self.keeper().get_value();
        if keeping.is_cleared.get() {
            return;
        }
        let state = keeping.store.save_at_once(&self, browser::clock::now());
        self.saved(state, keeping.store.take_findings());
    }

    pub fn set_settings(self, settings: DeviceSettings) {
        let new = settings.clone();
        // Where the mirror refuses, the vault gets it with the next save.
        let _ = self.keeper().get_value().store.change_settings(|kept| *kept = new);
        self.show_settings(settings);
        self.keep();
    }

    pub(super) fn set_draft(self, name: &str, text: Option<&str>) {
        let keeping = self.keeper().get_value();
        // Where the mirror refuses, the vault gets it with the next save.
        let _ = keeping.store.set_draft(name, text);
        self.show_drafts(keeping.store.drafts());
        self.keep();
    }
}

fn revision(state: &SaveState) -> Option<u64> {
    match state {
        SaveState::Saved { revision, .. } => Some(*revision),
        SaveState::Empty | SaveState::Unsaved(_) => None,
    }
}
