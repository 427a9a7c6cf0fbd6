//! Long days on which everything happens: two tabs, a disk that fails now and then, browsers that die.

use crate::{
    carriers::{Disk, Fault, Slots, survive},
    page::{ALL, Has, Page, at},
};
use proptest::prelude::*;
use shinchoku::store::{Finding, Kept, SaveState, SlotError};
use std::collections::BTreeSet;

#[derive(Clone, Debug)]
enum Event {
    Edit(usize),
    Save(usize, Option<Mishap>),
    /// The page is hidden.
    SaveAtOnce(usize, Option<Mishap>),
    Tidy(usize, Option<Mishap>),
    Reload(usize),
    /// The page reads what it left for later.
    ReadMore(usize, Option<Mishap>),
    /// The computer goes off: tabs are gone, and so is what localStorage had not brought to the disk.
    PowerCut,
    /// A whole day passes.
    Tomorrow,
}

#[derive(Clone, Copy, Debug)]
enum Mishap {
    Dies(usize),
    Refuses(usize, SlotError),
    RefusesFrom(usize, SlotError),
}

const N_TABS: usize = 2;

fn events() -> impl Strategy<Value = Vec<Event>> {
    let tab = || 0..N_TABS;
    let error = prop_oneof![Just(SlotError::Full), Just(SlotError::Blocked), Just(SlotError::Other)];
    let mishap = prop_oneof![
        (0usize..40).prop_map(Mishap::Dies),
        (0usize..40, error.clone()).prop_map(|(n, error)| Mishap::Refuses(n, error)),
        (0usize..40, error).prop_map(|(n, error)| Mishap::RefusesFrom(n, error)),
    ];
    let mishap = prop::option::weighted(0.4, mishap);
    let event = prop_oneof![
        6 => tab().prop_map(Event::Edit),
        6 => (tab(), mishap.clone()).prop_map(|(tab, mishap)| Event::Save(tab, mishap)),
        2 => (tab(), mishap.clone()).prop_map(|(tab, mishap)| Event::SaveAtOnce(tab, mishap)),
        1 => (tab(), mishap.clone()).prop_map(|(tab, mishap)| Event::Tidy(tab, mishap)),
        2 => (tab(), mishap).prop_map(|(tab, mishap)| Event::ReadMore(tab, mishap)),
        1 => tab().prop_map(Event::Reload),
        1 => Just(Event::PowerCut),
        1 => Just(Event::Tomorrow),
    ];
    prop::collection::vec(event, 1..40)
}

struct World {
    has: Has,
    disk: Disk,
    /// localStorage as the disk last got it.
    mirror_on_disk: Slots,
    tabs: Vec<Page>,
    n_tabs: u64,
    n_edits: u32,
    minute: u32,
    /// What each open tab has typed.
    typed: Vec<BTreeSet<String>>,
    /// What was called 保存しました, and survives a power cut.
    safe: BTreeSet<String>,
    /// What was called 保存しました, and survives the browser.
    saved: BTreeSet<String>,
    all: BTreeSet<String>,
}

impl World {
    fn new(has: Has) -> Self {
        let mut world = World {
            has,
            disk: Disk::default(),
            mirror_on_disk: Slots::new(),
            tabs: Vec::new(),
            n_tabs: 0,
            n_edits: 0,
            minute: 0,
            typed: vec![BTreeSet::new(); N_TABS],
            safe: BTreeSet::new(),
            saved: BTreeSet::new(),
            all: BTreeSet::new(),
        };
        for _ in 0..N_TABS {
            let page = world.open();
            world.tabs.push(page);
        }
        world
    }

    fn open(&mut self) -> Page {
        self.disk.faults.plan(None);
        self.n_tabs += 1;
        // Every other page starts with some of it, and reads the rest when it is asked to, or has to.
        let open = if self.n_tabs.is_multiple_of(2) { Page::open_in_part } else { Page::open };
        open(&self.disk, self.has, self.n_tabs)
    }

    fn open_whole(&mut self) -> Page {
        let page = self.open();
        while !page.store.is_whole() {
            crate::carriers::run(page.store.read_more(&page.desk));
        }
        page
    }

    fn reload(&mut self, tab: usize) {
        self.typed[tab].clear();
        self.tabs[tab] = self.open();
    }

    /// Runs the work with its mishap. `None`: the tab's browser died.
    fn with(&mut self, tab: usize, mishap: Option<Mishap>, work: impl FnOnce(&Page, u32) -> Option<SaveState>) {
        self.disk.faults.plan(mishap.map(|mishap| match mishap {
            Mishap::Dies(n) => Fault::Dies(n),
            Mishap::Refuses(n, error) => Fault::Refuses(n, error),
            Mishap::RefusesFrom(n, error) => Fault::RefusesFrom(n, error),
        }));
        self.minute += 1;
        let (page, minute) = (&self.tabs[tab], self.minute);
        let end = survive(|| work(page, minute));
        self.disk.faults.plan(None);
        match end {
            None => self.reload(tab),
            Some(Some(SaveState::Saved { kept, .. })) => {
                self.saved.extend(self.typed[tab].iter().cloned());
                if matches!(kept, Kept::InBoth | Kept::InVault { .. }) {
                    self.safe.extend(self.typed[tab].iter().cloned());
                }
            }
            Some(_) => {}
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Edit(tab) => {
                self.n_edits += 1;
                let text = format!("edit {}", self.n_edits);
                self.tabs[tab].add(&text);
                self.typed[tab].insert(text.clone());
                self.all.insert(text);
            }
            Event::Save(tab, mishap) => self.with(tab, mishap, |page, minute| Some(page.save(minute % 600))),
            Event::SaveAtOnce(tab, mishap) => {
                self.with(tab, mishap, |page, minute| Some(page.store.save_at_once(&page.desk, at(minute % 600))));
            }
            Event::Tidy(tab, mishap) => self.with(tab, mishap, |page, _| {
                // What it could not do it does another time.
                let _ = crate::carriers::run(page.store.tidy());
                None
            }),
            Event::ReadMore(tab, mishap) => {
                self.with(tab, mishap, |page, _| {
                    crate::carriers::run(page.store.read_more(&page.desk));
                    None
                });
                // That storages do not answer is said while it is so, and is no loss.
                let is_no_loss = |finding: &Finding| matches!(finding, Finding::VaultFails(_) | Finding::MirrorFails(_));
                let told = self.tabs[tab].store.take_findings();
                assert!(told.iter().all(is_no_loss) && (mishap.is_some() || told.is_empty()), "{told:?}");
            }
            Event::Reload(tab) => self.reload(tab),
            Event::PowerCut => {
                *self.disk.mirror.borrow_mut() = self.mirror_on_disk.clone();
                self.saved = self.safe.clone();
                for tab in 0..N_TABS {
                    self.reload(tab);
                }
            }
            Event::Tomorrow => {
                self.minute += 24 * 60;
                self.mirror_on_disk = self.disk.mirror.borrow().clone();
                if self.has != Has::VaultOnly {
                    self.safe.extend(self.saved.iter().cloned());
                }
            }
        }
    }
}

fn says(page: &Page) -> BTreeSet<String> {
    let workspace = page.desk.borrow();
    let programs = workspace.programs.values();
    programs.flat_map(|program| program.tables.claims.settled().map(|(_, claim)| claim.says.clone()).collect::<Vec<_>>()).collect()
}

fn check(has: Has, events: Vec<Event>) -> Result<(), TestCaseError> {
    let mut world = World::new(has);
    for event in events {
        world.happen(event);
        for tab in 0..N_TABS {
            prop_assert!(says(&world.tabs[tab]).is_superset(&world.typed[tab]), "what is on the page stays there");
        }
    }
    let found = says(&world.open_whole());
    prop_assert!(found.is_superset(&world.saved), "lost: {:?}", world.saved.difference(&found).collect::<Vec<_>>());
    // Better days: everything that is still open anywhere comes together. Each tab has a minute of its own: without a vault
    // two that write at once would have to ask again.
    for round in 0..2 {
        for (turn, tab) in (0u32..).zip(&world.tabs) {
            let state = tab.save(600 + 10 * round + turn);
            prop_assert!(matches!(state, SaveState::Saved { .. } | SaveState::Empty), "{state:?}");
        }
    }
    let found = says(&world.open_whole());
    let open: BTreeSet<String> = world.typed.iter().flatten().chain(&world.saved).cloned().collect();
    prop_assert!(found.is_superset(&open), "lost: {:?}", open.difference(&found).collect::<Vec<_>>());
    prop_assert!(found.is_subset(&world.all));
    for tab in &world.tabs {
        prop_assert_eq!(says(tab), found.clone());
        prop_assert!(tab.store.texts_aside().is_empty());
        prop_assert!(tab.store.take_findings().is_empty());
    }
    Ok(())
}

/// Days a run tries; `cargo xtask soak` asks for more.
fn n_cases() -> u32 {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: n_cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_was_called_saved_is_lost_on_any_day(events in events()) {
        for has in ALL {
            check(has, events.clone())?;
        }
    }
}
