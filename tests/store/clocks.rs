//! R17: clocks that are wrong by ten years, stand still, or go backwards lose nothing and put nothing in another order.
//! The same story is told twice, once with right clocks and once with these: but for the times shown to people, every copy
//! ends the same.

use crate::{
    carriers::Disk,
    page::{Has, Page},
};
use proptest::prelude::*;
use shinchoku::{
    bundle,
    domain::Workspace,
    register::Moment,
    store::{Occasion, SaveState},
};

const N_PCS: usize = 3;

/// Two tabs a PC.
const N_TABS: usize = 2;

#[derive(Clone, Debug)]
enum Event {
    /// Everybody writes the same cells, so that order matters.
    Edit(usize),
    Add(usize),
    Save(usize),
    Reload(usize),
    /// One PC's file is read in on another.
    Send(usize, usize),
}

/// A clock: how far it is off, and how far it goes from one event to the next.
#[derive(Clone, Copy, Debug)]
struct Clock {
    off_days: i64,
    pace_seconds: i64,
}

const RIGHT: Clock = Clock { off_days: 0, pace_seconds: 60 };

impl Clock {
    fn at(self, n_events: usize) -> Moment {
        let start: Moment = "2026-11-21T09:00:00".parse().unwrap();
        start + chrono::TimeDelta::days(self.off_days) + chrono::TimeDelta::seconds(self.pace_seconds * n_events as i64)
    }
}

fn clock() -> impl Strategy<Value = Clock> {
    let off_days = prop_oneof![Just(0), Just(3_652), Just(-3_652), -40i64..40];
    // It stands still, so that all times are equal; or it is set back again and again.
    (off_days, prop_oneof![Just(60), Just(0), Just(-60), Just(86_400)])
        .prop_map(|(off_days, pace_seconds)| Clock { off_days, pace_seconds })
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let tab = || 0..N_PCS * N_TABS;
    let event = prop_oneof![
        4 => tab().prop_map(Event::Edit),
        2 => tab().prop_map(Event::Add),
        4 => tab().prop_map(Event::Save),
        1 => tab().prop_map(Event::Reload),
        2 => (tab(), tab()).prop_map(|(from, to)| Event::Send(from, to)),
    ];
    prop::collection::vec(event, 1..30)
}

/// What every PC has kept at the end, and the occasions for which earlier states were kept.
fn tell(events: &[Event], clocks: [Clock; N_PCS]) -> Vec<Workspace> {
    let disks: Vec<Disk> = (0..N_PCS).map(|_| Disk::default()).collect();
    let mut n_starts = 0;
    let mut open = |disk: &Disk| {
        n_starts += 1;
        Page::open(disk, Has::Both, n_starts)
    };
    let mut tabs: Vec<Page> = (0..N_PCS * N_TABS).map(|tab| open(&disks[tab / N_TABS])).collect();
    let save = |tabs: &[Page], tab: usize, n_events: usize| {
        let at = clocks[tab / N_TABS].at(n_events);
        let state = crate::carriers::run(tabs[tab].store.save(&tabs[tab].desk, at));
        assert!(matches!(state, SaveState::Saved { .. } | SaveState::Empty), "{state:?}");
    };
    for (n, event) in events.iter().enumerate() {
        let at = |tab: usize| Some(clocks[tab / N_TABS].at(n));
        match *event {
            Event::Edit(tab) => tabs[tab].edit_at(&format!("edit {n}"), at(tab)),
            Event::Add(tab) => tabs[tab].add_at(&format!("record {n}"), at(tab)),
            Event::Save(tab) => save(&tabs, tab, n),
            Event::Reload(tab) => {
                // A page that is left is saved.
                save(&tabs, tab, n);
                tabs[tab] = open(&disks[tab / N_TABS]);
            }
            Event::Send(from, to) => {
                let text = bundle::write(&tabs[from].desk.borrow(), &bundle::Header::canonical(bundle::Scope::Backup), bundle::everything);
                let file = bundle::read(&text).unwrap();
                assert!(file.notes.is_empty(), "{:?}", file.notes);
                tabs[to].store.snapshot_before(Occasion::BeforeImport);
                let joined = shinchoku::merge::join(&tabs[to].desk.borrow(), &file.workspace);
                tabs[to].desk.replace(joined);
            }
        }
    }
    for round in 0..2 {
        for tab in 0..tabs.len() {
            save(&tabs, tab, events.len() + round);
        }
    }
    for (tab, page) in tabs.iter().enumerate() {
        assert!(*page.desk.borrow() == *open(&disks[tab / N_TABS]).desk.borrow(), "what is open is what is kept");
    }
    disks.iter().map(|disk| open(disk).desk.into_inner()).collect()
}

/// The text of a workspace without the times, which are the clocks' own.
fn without_times(workspace: &Workspace) -> String {
    let text = bundle::write(workspace, &bundle::Header::canonical(bundle::Scope::Backup), bundle::everything);
    let cells = text.split_once("\"cells\":").unwrap().1;
    let mut rest = cells;
    let mut result = String::new();
    while let Some((before, after)) = rest.split_once(",\"at\":\"") {
        result.push_str(before);
        rest = after.split_once('"').unwrap().1;
    }
    result + rest
}

fn n_cases() -> u32 {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: n_cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_clock_decides_anything(events in events(), clocks in [clock(), clock(), clock()]) {
        let right = tell(&events, [RIGHT; N_PCS]);
        let wrong = tell(&events, clocks);
        for (right, wrong) in right.iter().zip(&wrong) {
            prop_assert_eq!(without_times(right), without_times(wrong));
        }
    }
}

#[test]
fn the_times_are_really_wrong() {
    let events = [Event::Edit(0), Event::Save(0)];
    let text = |clock: Clock| {
        let workspace = &tell(&events, [clock; N_PCS])[0];
        bundle::write(workspace, &bundle::Header::canonical(bundle::Scope::Backup), bundle::everything)
    };
    let slow = Clock { off_days: -3_652, pace_seconds: 0 };
    assert!(text(RIGHT).contains("\"at\":\"2026-11-21") && text(slow).contains("\"at\":\"2016-11-21"), "{}", text(slow));
}
