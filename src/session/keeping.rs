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
    store::{Aside, Desk, DeviceSettings, Drafts, Finding, Group, Name, Occasion, SaveState, Shelf, Snapshot, Store, Usage},
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
    /// Somebody waits for what is not read yet.
    is_rest_wanted: Cell<bool>,
}

impl Keeping {
    pub(super) fn store(&self) -> &Store<LocalStorage, IndexedDb> {
        &self.store
    }

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

/// How long the first screen has the page to itself before the rest is read, in steps of [`LOOK_MS`].
const FIRST_SCREEN_LOOKS: usize = 15;
const LOOK_MS: i32 = 20;

/// How long to wait before a storage that did not answer is asked again.
const AGAIN_MS: i32 = 1_000;

/// What the first screen, 指標 and every verdict can do without.
fn can_wait(shelf: &Shelf) -> bool {
    match shelf.group {
        Group::Sheets | Group::Answers => true,
        Group::Definitions | Group::Targets | Group::Figures | Group::Surveys | Group::Submissions | Group::Unknown | Group::Foreign(_) => {
            false
        }
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
    let (store, mut loaded) = Store::open_first(LocalStorage::open(), IndexedDb::open().await, browser::random::writer(), can_wait).await;
    for seed in SEEDS {
        // A seed is a file like any other; a test reads both without a note.
        if let Ok(seed) = bundle::read(seed)
            && seed.workspace.programs.keys().any(|id| !loaded.workspace.programs.contains_key(id))
        {
            loaded.workspace = merge::join(&loaded.workspace, &seed.workspace);
        }
    }
    Start {
        keeping: Rc::new(Keeping { store, tabs: OnceCell::new(), is_cleared: Cell::new(false), is_rest_wanted: Cell::new(false) }),
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
        spawn_local(self.read_rest());
        leaving::ask_while(move || self.save_state().with_untracked(|state| matches!(state, SaveState::Unsaved(_))));
    }

    /// Brings what the start left for later, a piece at a time so that the page goes on answering; then drops what no state
    /// needs any more.
    async fn read_rest(self) {
        let keeping = self.keeper().get_value();
        let mut n_looks = 0;
        while !keeping.store.is_whole() && !keeping.is_rest_wanted.get() && n_looks < FIRST_SCREEN_LOOKS {
            browser::clock::sleep(LOOK_MS).await;
            n_looks += 1;
        }
        while !keeping.store.is_whole() {
            let before = self.open_workspace();
            keeping.store.read_more(&self).await;
            let is_stuck = !keeping.store.is_whole() && self.open_workspace() == before;
            browser::clock::sleep(if is_stuck { AGAIN_MS } else { 0 }).await;
        }
        self.show_whole(keeping.store.take_findings());
        if self.findings().with_untracked(Vec::is_empty) {
            // What it could not drop it drops another time.
            let _ = keeping.store.tidy().await;
        }
    }

    /// Whether everything that is kept on this device is open. Until then sheets and opened answers are missing, and a page
    /// that shows or writes out those waits. Who asks is not kept waiting for the first screen's sake.
    pub fn is_whole(self) -> Signal<bool> {
        Signal::derive(move || {
            let is_whole = self.whole().get();
            if !is_whole {
                self.keeper().get_value().is_rest_wanted.set(true);
            }
            is_whole
        })
    }

    /// Where things are kept. `None` once everything was taken off this device: what a page that is going away says then
    /// would lie there for whoever has the device next.
    fn place_to_keep(self) -> Option<Rc<Keeping>> {
        let keeping = self.keeper().get_value();
        (!keeping.is_cleared.get()).then_some(keeping)
    }

    /// Keeps what is open, and takes over what another tab kept. It counts as under way at once, waited for or not.
    fn save(self) -> impl Future<Output = ()> {
        let keeping = self.place_to_keep().inspect(|_| self.begin_save());
        async move {
            let Some(keeping) = keeping else { return };
            let state = keeping.store.save(&self, browser::clock::now()).await;
            let is_news = revision(&state) != self.save_state().with_untracked(revision);
            self.saved(state, keeping.store.take_findings());
            if is_news && let Some(tabs) = keeping.tabs.get() {
                tabs.tell();
            }
        }
    }

    /// The same, without waiting for it.
    pub(super) fn keep(self) {
        spawn_local(self.save());
    }

    /// Keeps what is open as an earlier state to go back to, once more is changed.
    pub(super) async fn keep_as_it_is(self, occasion: Occasion) {
        // What is not kept yet would be in no snapshot.
        self.save().await;
        self.keeper().get_value().store.snapshot_before(occasion);
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
        self.keeper().get_value().store.drop_aside(name);
        self.save().await;
    }

    /// Goes back to an earlier state by new changes; the present one is kept first.
    pub async fn restore(self, snapshot: &Name) -> Result<Restored, NotRestored> {
        let keeping = self.keeper().get_value();
        let read = keeping.store.read_snapshot(snapshot).await.map_err(|_| NotRestored::Unreadable)?;
        let earlier = read.ok_or(NotRestored::Gone)?;
        self.keep_as_it_is(Occasion::BeforeRestore).await;
        let WayBack { commands, left } = way_back(&self.open_workspace(), &earlier.workspace);
        let n_entries = commands.iter().map(|command| command.entries.len()).sum();
        // A year of one programme that is 確定 since leaves the others too as they are: half a way back is no earlier state.
        self.dispatch_all(commands).map_err(NotRestored::Refused)?;
        Ok(Restored { n_entries, n_left: left.len(), lost: earlier.lost })
    }

    /// The page is being left: no time for more than the mirror.
    fn keep_at_once(self) {
        let Some(keeping) = self.place_to_keep() else { return };
        self.begin_save();
        let state = keeping.store.save_at_once(&self, browser::clock::now());
        self.saved(state, keeping.store.take_findings());
    }

    pub fn set_settings(self, settings: DeviceSettings) {
        let Some(keeping) = self.place_to_keep() else { return };
        let new = settings.clone();
        // Where the mirror refuses, the vault gets it with the next save.
        let _ = keeping.store.change_settings(|kept| *kept = new);
        self.show_settings(settings);
        self.keep();
    }

    pub(super) fn set_draft(self, name: &str, text: Option<&str>) {
        let Some(keeping) = self.place_to_keep() else { return };
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
