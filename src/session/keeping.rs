//! Keeping what is open: every change goes to the store at once, and what other tabs kept comes back.

use super::{Session, WayBack, way_back};
use crate::{
    browser::{
        self, leaving,
        storage::{IndexedDb, LocalStorage},
        tabs::Tabs,
    },
    bundle,
    domain::{Refusal, Workspace},
    merge,
    store::{Aside, Desk, DeviceSettings, Drafts, Finding, Name, Occasion, SaveState, Shelf, Snapshot, Store, Usage},
};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::OnceCell, rc::Rc};

/// The store of this page, and the line to its other tabs.
pub(super) struct Keeping {
    store: Store<LocalStorage, IndexedDb>,
    tabs: OnceCell<Tabs>,
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
        keeping: Rc::new(Keeping { store, tabs: OnceCell::new() }),
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
        spawn_local(async move {
            let state = keeping.store.save(&self, browser::clock::now()).await;
            let is_news = revision(&state) != self.save_state().with_untracked(revision);
            self.saved(state, keeping.store.take_findings());
            if is_news && let Some(tabs) = keeping.tabs.get() {
                tabs.tell();
            }
        });
    }

    /// Keeps what is open as an earlier state to go back to, once more is changed.
    pub(super) async fn keep_as_it_is(self, occasion: Occasion) {
        let keeping = self.keeper().get_value();
        // What is not kept yet would be in no snapshot.
        let state = keeping.store.save(&self, browser::clock::now()).await;
        self.saved(state, keeping.store.take_findings());
        keeping.store.snapshot_before(occasion);
    }

    /// Earlier states of this device, oldest first.
    pub fn snapshots(self) -> Signal<Vec<Snapshot>> {
        self.of_store(|store| store.snapshots())
    }

    /// Texts that could not be read, oldest first.
    pub fn texts_aside(self) -> Signal<Vec<Aside>> {
        self.of_store(|store| store.texts_aside())
    }

    /// The room that the newest state takes, in UTF-16 units.
    pub fn usage(self) -> Signal<Usage> {
        self.of_store(|store| store.usage())
    }

    /// What the store says after every save.
    fn of_store<T: Send + Sync + 'static>(self, ask: fn(&Store<LocalStorage, IndexedDb>) -> T) -> Signal<T> {
        Signal::derive(move || {
            self.save_state().track();
            ask(&self.keeper().get_value().store)
        })
    }

    /// The room that earlier states take beside it; `None` where the storage does not say.
    pub async fn usage_of_snapshots(self) -> Option<usize> {
        self.keeper().get_value().store.usage_of_snapshots().await.ok()
    }

    pub async fn read_aside(self, name: &Name) -> Option<String> {
        self.keeper().get_value().store.read_aside(name).await.ok().flatten()
    }

    pub async fn drop_aside(self, name: &Name) {
        let keeping = self.keeper().get_value();
        keeping.store.drop_aside(name);
        let state = keeping.store.save(&self, browser::clock::now()).await;
        self.saved(state, keeping.store.take_findings());
    }

    /// Goes back to an earlier state by new changes; the present one is kept first.
    pub async fn restore(self, snapshot: &Name) -> Result<Restored, NotRestored> {
        let keeping = self.keeper().get_value();
        let read = keeping.store.read_snapshot(snapshot).await.map_err(|_| NotRestored::Unreadable)?;
        let earlier = read.ok_or(NotRestored::Gone)?;
        self.keep_as_it_is(Occasion::BeforeRestore).await;
        let WayBack { commands, left } = way_back(&self.open_workspace(), &earlier.workspace);
        let n_entries = commands.iter().map(|command| command.entries.len()).sum();
        for command in commands {
            self.dispatch_in(command.program, command.entries).map_err(NotRestored::Refused)?;
        }
        Ok(Restored { n_entries, n_left: left.len(), lost: earlier.lost })
    }

    /// The page is being left: no time for more than the mirror.
    fn keep_at_once(self) {
        let keeping = self.keeper().get_value();
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

/// What going back did.
#[derive(Clone, Debug)]
pub struct Restored {
    pub n_entries: usize,
    /// Cells for which no change says what they said then.
    pub n_left: usize,
    /// Parts of the earlier state that are missing or damaged: what they held stays as it is now.
    pub lost: Vec<Shelf>,
}

#[derive(Clone, Debug)]
pub enum NotRestored {
    /// It has made room meanwhile.
    Gone,
    /// The storage does not answer.
    Unreadable,
    Refused(Refusal),
}

fn revision(state: &SaveState) -> Option<u64> {
    match state {
        SaveState::Saved { revision, .. } => Some(*revision),
        SaveState::Empty | SaveState::Unsaved(_) => None,
    }
}
