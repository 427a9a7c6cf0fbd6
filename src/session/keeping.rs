//! Keeping what is open: every change goes to the store at once, and what other tabs kept comes back.

use super::Session;
use crate::{
    browser::{
        self,
        storage::{IndexedDb, LocalStorage},
    },
    bundle,
    domain::Workspace,
    merge,
    store::{Desk, DeviceSettings, Drafts, Finding, SaveState, Store},
};
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;

/// The store of this page.
pub type Keeper = StoredValue<Rc<Store<LocalStorage, IndexedDb>>, leptos::reactive::owner::LocalStorage>;

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
pub(super) struct Start {
    pub keeper: Keeper,
    pub workspace: Workspace,
    pub settings: DeviceSettings,
    pub drafts: Drafts,
    pub findings: Vec<Finding>,
    pub save_state: SaveState,
}

/// Opens what is kept on this device; on a first visit the two programmes that come with the page.
pub(super) async fn start() -> Start {
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
        keeper: StoredValue::new_local(Rc::new(store)),
        workspace: loaded.workspace,
        settings: loaded.settings,
        drafts: loaded.drafts,
        findings: loaded.findings,
        save_state: loaded.save_state,
    }
}

impl Session {
    /// Keeps what is open, and takes over what another tab kept.
    pub(super) fn keep(self) {
        let store = self.keeper().get_value();
        spawn_local(async move {
            let state = store.save(&self, browser::clock::now()).await;
            self.saved(state);
        });
    }

    /// The page is being left: no time for more than the mirror.
    pub(super) fn keep_at_once(self) {
        let state = self.keeper().get_value().save_at_once(&self, browser::clock::now());
        self.saved(state);
    }

    pub fn set_settings(self, settings: DeviceSettings) {
        let store = self.keeper().get_value();
        let new = settings.clone();
        // Where the mirror refuses, the vault gets it with the next save.
        let _ = store.change_settings(|kept| *kept = new);
        self.show_settings(settings);
        self.keep();
    }

    pub(super) fn set_draft(self, name: &str, text: Option<&str>) {
        let store = self.keeper().get_value();
        // Where the mirror refuses, the vault gets it with the next save.
        let _ = store.set_draft(name, text);
        self.show_drafts(store.drafts());
        self.keep();
    }
}
