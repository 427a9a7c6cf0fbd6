//! What is kept on a device survives every call of a storage that dies or refuses: an old state or a new one, never a
//! mix, and never a false 保存しました.

use crate::{
    carriers::{Disk, Fault, run, survive},
    page::{ALL, Has, Page, at, program, token},
};
use shinchoku::{
    domain::Workspace,
    store::{Kept, SaveState, SlotError},
};
use std::collections::BTreeSet;

/// A disk with a state on it, and the slot of somebody else.
fn disk_with(has: Has) -> Disk {
    let disk = Disk::default();
    disk.mirror.borrow_mut().insert("somebody-else".to_owned(), "theirs".to_owned());
    let page = Page::open(&disk, has, 1);
    page.edit("old");
    assert!(matches!(page.save(0), SaveState::Saved { .. }), "{has:?}");
    disk
}

type Operation = fn(&Page) -> Option<SaveState>;

/// Everything that writes. Each makes the new state if it comes through.
const OPERATIONS: [(&str, Operation); 5] = [
    ("save", |page| {
        page.edit("new");
        Some(page.save(1))
    }),
    ("save on the next day", |page| {
        page.edit("new");
        Some(page.save(15 * 60 - 1))
    }),
    ("save at once, then save", |page| {
        page.edit("new");
        let state = page.store.save_at_once(&page.desk, at(1));
        if matches!(state, SaveState::Saved { .. }) {
            assert_eq!(page.tokens(), token("new"));
        }
        Some(page.save(1))
    }),
    ("tidy, then save", |page| {
        page.edit("new");
        let _ = run(page.store.tidy());
        Some(page.save(1))
    }),
    ("settings and drafts", |page| {
        page.edit("new");
        let _ = page.store.change_settings(|settings| settings.person = "山田".to_owned());
        let _ = page.store.set_draft("place", Some("half-typed"));
        let _ = run(page.store.keep_slips());
        Some(page.save(1))
    }),
];

fn n_calls(has: Has, operation: Operation) -> usize {
    let disk = disk_with(has);
    let page = Page::open(&disk, has, 2);
    disk.faults.plan(None);
    assert!(matches!(operation(&page), Some(SaveState::Saved { .. })), "{has:?}");
    disk.faults.n_calls.get()
}

#[test]
fn a_browser_that_dies_in_any_call_leaves_an_old_or_a_new_state() {
    let mut n_deaths = 0;
    for has in ALL {
        for (name, operation) in OPERATIONS {
            for n in 0..=n_calls(has, operation) {
                let disk = disk_with(has);
                let page = Page::open(&disk, has, 2);
                disk.faults.plan(Some(Fault::Dies(n)));
                let end = survive(|| operation(&page));
                drop(page);
                disk.faults.plan(None);
                let after = Page::open(&disk, has, 3);
                assert!(after.store.take_findings().is_empty());
                let found = after.tokens();
                assert!(found == token("old") || found == token("new"), "{has:?}, {name}, call {n}: {found:?}");
                if let Some(Some(SaveState::Saved { .. })) = end {
                    assert_eq!(found, token("new"), "{has:?}, {name}, call {n}");
                }
                n_deaths += usize::from(end.is_none());
                assert_eq!(disk.mirror.borrow().get("somebody-else").map(String::as_str), Some("theirs"));
            }
        }
    }
    assert!(n_deaths > 200, "{n_deaths}");
}

#[test]
fn a_storage_that_refuses_in_any_call_is_never_called_saved() {
    let errors = [SlotError::Full, SlotError::Blocked, SlotError::Other];
    let mut n_unsaved = 0;
    for has in ALL {
        for (name, operation) in OPERATIONS {
            for n in 0..=n_calls(has, operation) {
                for error in errors {
                    for fault in [Fault::Refuses(n, error), Fault::RefusesFrom(n, error)] {
                        let disk = disk_with(has);
                        let page = Page::open(&disk, has, 2);
                        disk.faults.plan(Some(fault));
                        let state = operation(&page).unwrap();
                        disk.faults.plan(None);
                        assert_eq!(page.tokens(), token("new"), "the work stays on the page");

                        let found = Page::open(&disk, has, 3).tokens();
                        assert!(found == token("old") || found == token("new"), "{has:?}, {name}, {fault:?}: {found:?}");
                        if matches!(state, SaveState::Saved { .. }) {
                            assert_eq!(found, token("new"), "{has:?}, {name}, {fault:?}: {state:?}");
                        } else {
                            n_unsaved += 1;
                        }
                        // The bad day is over.
                        let state = page.save(2);
                        assert!(matches!(state, SaveState::Saved { .. }), "{has:?}, {name}, {fault:?}: {state:?}");
                        assert_eq!(Page::open(&disk, has, 4).tokens(), token("new"), "{has:?}, {name}, {fault:?}");
                    }
                }
            }
        }
    }
    assert!(n_unsaved > 200, "{n_unsaved}");
}

#[test]
fn a_start_that_dies_or_is_refused_writes_nothing() {
    for has in ALL {
        let disk = disk_with(has);
        disk.faults.plan(None);
        Page::open(&disk, has, 2);
        let n_calls = disk.faults.n_calls.get();
        let before = (disk.mirror.borrow().clone(), disk.vault.borrow().clone());
        for n in 0..n_calls {
            for fault in [Fault::Dies(n), Fault::Refuses(n, SlotError::Blocked), Fault::RefusesFrom(n, SlotError::Other)] {
                disk.faults.plan(Some(fault));
                let page = survive(|| Page::open(&disk, has, 3));
                disk.faults.plan(None);
                assert_eq!((disk.mirror.borrow().clone(), disk.vault.borrow().clone()), before);
                if let Some(page) = page {
                    // Whatever it could not see at its start comes back with the first save.
                    page.edit("new");
                    page.save(1);
                    let found = Page::open(&disk, has, 4);
                    let edits: BTreeSet<_> = all_values(&found.desk.borrow());
                    assert!(
                        edits.contains("new") && (found.tokens() == token("new") || edits.contains("old")),
                        "{has:?} {fault:?}: {edits:?}"
                    );
                    *disk.mirror.borrow_mut() = before.0.clone();
                    *disk.vault.borrow_mut() = before.1.clone();
                }
            }
        }
    }
}

fn all_values(workspace: &Workspace) -> BTreeSet<String> {
    let program = workspace.program(&program()).unwrap();
    program.tables.claims.cells().flat_map(|(_, cell)| cell.siblings()).map(|sibling| sibling.value.says.clone()).collect()
}

#[test]
fn a_full_mirror_beside_a_vault_costs_the_second_copy_only() {
    let disk = disk_with(Has::Both);
    let page = Page::open(&disk, Has::Both, 2);
    disk.room.set(Some(1_000));
    page.edit("new");
    let state = page.save(1);
    assert!(matches!(state, SaveState::Saved { kept: Kept::InVault { mirror: SlotError::Full }, .. }), "{state:?}");
    assert_eq!(Page::open(&disk, Has::Both, 3).tokens(), token("new"));
    disk.room.set(None);
    page.edit("newer");
    assert!(matches!(page.save(1), SaveState::Saved { kept: Kept::InVault { .. }, .. }), "it is left alone for a minute");
    assert!(matches!(page.save(3), SaveState::Saved { kept: Kept::InBoth, .. }));
    assert_eq!(Page::open(&disk, Has::MirrorOnly, 4).tokens(), token("newer"));
}

#[test]
fn a_full_mirror_alone_keeps_the_old_state_and_says_so() {
    let disk = disk_with(Has::MirrorOnly);
    let page = Page::open(&disk, Has::MirrorOnly, 2);
    disk.room.set(Some(1_000));
    page.edit("new");
    let state = page.save(1);
    assert!(matches!(state, SaveState::Unsaved(_)), "{state:?}");
    assert_eq!(Page::open(&disk, Has::MirrorOnly, 3).tokens(), token("old"));
    assert_eq!(page.tokens(), token("new"));
}

#[test]
fn a_mirror_with_little_room_drops_what_nobody_needs_before_it_refuses() {
    let disk = disk_with(Has::MirrorOnly);
    let page = Page::open(&disk, Has::MirrorOnly, 2);
    // A month of days, each of which would leave a snapshot.
    let units = |disk: &Disk| disk.mirror.borrow().iter().map(|(key, text)| key.len() + text.encode_utf16().count()).sum::<usize>();
    disk.room.set(Some(2 * units(&disk) + 4_000));
    for day in 1..30 {
        page.edit(&format!("day {day}"));
        let at = at(0) + chrono::TimeDelta::days(day);
        let state = run(page.store.save(&page.desk, at));
        assert!(matches!(state, SaveState::Saved { .. }), "{day}: {state:?}");
        assert_eq!(Page::open(&disk, Has::MirrorOnly, 3).tokens(), token(&format!("day {day}")));
    }
}
