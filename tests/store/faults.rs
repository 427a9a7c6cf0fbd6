//! What is kept on a device survives every call of a storage that dies or refuses: an old state or a new one, never a
//! mix, and never a false 保存しました.

use crate::{
    carriers::{Disk, Fault, run, survive},
    page::{ALL, Has, Page, at, program, token, tokens},
};
use shinchoku::{
    bundle::{self, Header, Scope},
    domain::Workspace,
    store::{Finding, Kept, Occasion, SaveState, SlotError},
};
use std::collections::BTreeSet;

/// How many pasts every call is tried on, to die in and to refuse in; a run on the way asks for fewer.
fn n_pasts(full: u64) -> u64 {
    std::env::var("SHINCHOKU_PASTS").ok().and_then(|n| n.parse().ok()).unwrap_or(full)
}

/// A disk with a state on it, and the slot of somebody else. Pasts differ in what lies beside the state: records of other
/// people, years of snapshots, a text put aside, drafts, a mirror that is behind the vault or the other way round.
fn disk_with(has: Has, past: u64) -> Disk {
    let disk = Disk::default();
    disk.mirror.borrow_mut().insert("somebody-else".to_owned(), "theirs".to_owned());
    let page = Page::open(&disk, has, 1);
    let is = |bit: u64| past >> bit & 1 == 1;
    if is(0) {
        page.edit("older");
        page.save(0);
    }
    if is(1) {
        (0..=past % 7).for_each(|n| page.add_department(&format!("department {n}")));
        page.save(0);
        // The next day leaves a snapshot.
        page.edit("yesterday");
        run(page.store.save(&page.desk, at(0) - chrono::TimeDelta::days(1)));
    }
    page.add_answer("kept");
    if is(2) {
        let _ = page.store.set_draft("place", Some("earlier draft"));
    }
    if is(3) {
        page.store.snapshot_before(Occasion::BeforeImport);
    }
    page.edit("old");
    assert!(matches!(page.save(0), SaveState::Saved { .. }), "{has:?}");
    if is(4) && has == Has::Both {
        // localStorage reaches the disk late, or a page was left in a hurry.
        let before = disk.mirror.borrow().clone();
        page.add_department("half-kept");
        match is(5) {
            true => drop(page.store.save_at_once(&page.desk, at(0))),
            false => {
                page.save(0);
                *disk.mirror.borrow_mut() = before;
            }
        }
    }
    disk
}

/// A page on that disk. Some have not read everything when the day turns bad.
fn page_on(disk: &Disk, has: Has, past: u64) -> Page {
    if past % 4 < 2 { Page::open_without_answers(disk, has, 2) } else { Page::open(disk, has, 2) }
}

/// What a start says of a browser that lacks one of the storages.
fn is_blocked(finding: &Finding) -> bool {
    matches!(finding, Finding::VaultFails(SlotError::Blocked) | Finding::MirrorFails(SlotError::Blocked))
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

/// Which storages the browser has is part of the past too.
fn has_in(past: u64) -> Has {
    ALL[(past % 3) as usize]
}

fn n_calls(disk: &Disk, has: Has, past: u64, operation: Operation) -> usize {
    let disk = disk.copy();
    let page = page_on(&disk, has, past);
    disk.faults.plan(None);
    assert!(matches!(operation(&page), Some(SaveState::Saved { .. })), "{has:?}");
    disk.faults.n_calls.get()
}

/// R5: every call of every operation, on fifty pasts.
#[test]
fn a_browser_that_dies_in_any_call_leaves_an_old_or_a_new_state() {
    let mut n_deaths = 0;
    for past in 0..n_pasts(50) {
        let has = has_in(past);
        let before = disk_with(has, past);
        for (name, operation) in OPERATIONS {
            for n in 0..=n_calls(&before, has, past, operation) {
                let disk = before.copy();
                let page = page_on(&disk, has, past);
                disk.faults.plan(Some(Fault::Dies(n)));
                let end = survive(|| operation(&page));
                drop(page);
                disk.faults.plan(None);
                let after = Page::open(&disk, has, 3);
                assert!(after.findings.iter().all(is_blocked), "{:?}", after.findings);
                assert_eq!(after.n_answers(), 1);
                let found = after.tokens();
                assert!(found == token("old") || found == token("new"), "past {past}, {has:?}, {name}, call {n}: {found:?}");
                if let Some(Some(SaveState::Saved { .. })) = end {
                    assert_eq!(found, token("new"), "past {past}, {has:?}, {name}, call {n}");
                }
                n_deaths += usize::from(end.is_none());
                assert_eq!(disk.mirror.borrow().get("somebody-else").map(String::as_str), Some("theirs"));
            }
        }
    }
    assert!(n_deaths > 4 * n_pasts(50) as usize, "{n_deaths}");
}

/// R6: every call of every operation, on twenty pasts, each error that browsers have a name for, once and from then on.
#[test]
fn a_storage_that_refuses_in_any_call_is_never_called_saved() {
    let errors = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "SecurityError", "UnknownError"].map(SlotError::of_name);
    assert_eq!(errors, [SlotError::Full, SlotError::Full, SlotError::Blocked, SlotError::Other]);
    let errors = errors.into_iter().collect::<BTreeSet<_>>();
    let mut n_unsaved = 0;
    for past in 0..n_pasts(20) {
        let has = has_in(past);
        let before = disk_with(has, past);
        for (name, operation) in OPERATIONS {
            for n in 0..=n_calls(&before, has, past, operation) {
                for &error in &errors {
                    for fault in [Fault::Refuses(n, error), Fault::RefusesFrom(n, error)] {
                        n_unsaved += usize::from(!refuse(&before, past, name, operation, fault));
                    }
                }
            }
        }
    }
    assert!(n_unsaved > 10 * n_pasts(20) as usize, "{n_unsaved}");
}

/// Whether it was called saved all the same.
fn refuse(before: &Disk, past: u64, name: &str, operation: Operation, fault: Fault) -> bool {
    let has = has_in(past);
    let disk = before.copy();
    let page = page_on(&disk, has, past);
    disk.faults.plan(Some(fault));
    let state = operation(&page).unwrap();
    disk.faults.plan(None);
    assert_eq!(page.tokens(), token("new"), "the work stays on the page");
    let written = bundle::write(&page.desk.borrow(), &Header::canonical(Scope::Backup), bundle::everything);
    assert_eq!(tokens(&bundle::read(&written).unwrap().workspace), token("new"), "and can be exported");

    let again = Page::open(&disk, has, 3);
    let found = again.tokens();
    assert!(found == token("old") || found == token("new"), "past {past}, {has:?}, {name}, {fault:?}: {found:?}");
    assert_eq!(again.n_answers(), 1, "past {past}, {has:?}, {name}, {fault:?}");
    let is_saved = matches!(state, SaveState::Saved { .. });
    if is_saved {
        assert_eq!(found, token("new"), "past {past}, {has:?}, {name}, {fault:?}: {state:?}");
    }
    // The bad day is over.
    let state = page.save(2);
    assert!(matches!(state, SaveState::Saved { .. }), "past {past}, {has:?}, {name}, {fault:?}: {state:?}");
    assert_eq!(Page::open(&disk, has, 4).tokens(), token("new"), "past {past}, {has:?}, {name}, {fault:?}");
    is_saved
}

/// 引継ぎ: refused or died in any call, it is done or the vault has everything still, sealed rows about people too.
#[test]
fn a_clearing_that_fails_leaves_the_vault_as_it_was() {
    for past in (0..n_pasts(20)).filter(|past| has_in(*past) != Has::MirrorOnly) {
        let has = has_in(past);
        let before = disk_with(has, past);
        run(page_on(&before, has, past).store.keep_sealed("attendance", Some("sealed"))).unwrap();
        let page = page_on(&before.copy(), has, past);
        let (snapshots, n_calls) = (page.store.snapshots(), {
            let disk = before.copy();
            let page = page_on(&disk, has, past);
            disk.faults.plan(None);
            run(page.store.clear("cleared")).unwrap();
            assert!(disk.vault.borrow().is_empty());
            disk.faults.n_calls.get()
        });
        let whole = |disk: &Disk, what: &str| {
            let again = Page::open(disk, has, 3);
            assert_eq!((again.tokens(), again.n_answers()), (token("old"), 1), "past {past}, {has:?}, {what}");
            assert_eq!(again.store.snapshots(), snapshots, "past {past}, {has:?}, {what}");
            assert_eq!(run(again.store.sealed("attendance")).unwrap().as_deref(), Some("sealed"), "past {past}, {has:?}, {what}");
        };
        for n in 0..n_calls {
            for fault in [Fault::Refuses(n, SlotError::Other), Fault::RefusesFrom(n, SlotError::Blocked)] {
                let disk = before.copy();
                let page = page_on(&disk, has, past);
                disk.faults.plan(Some(fault));
                let result = run(page.store.clear("cleared"));
                disk.faults.plan(None);
                if result.is_ok() {
                    assert!(disk.vault.borrow().is_empty(), "past {past}, {has:?}, {fault:?}");
                    continue;
                }
                whole(&disk, &format!("{fault:?}"));
                // Whoever goes on working has lost nothing either.
                page.save(1);
                whole(&disk, &format!("{fault:?}, saved again"));
            }
            let disk = before.copy();
            let page = page_on(&disk, has, past);
            disk.faults.plan(Some(Fault::Dies(n)));
            survive(|| run(page.store.clear("cleared")));
            drop(page);
            disk.faults.plan(None);
            if !disk.vault.borrow().is_empty() {
                whole(&disk, &format!("dies in {n}"));
            }
            assert_eq!(disk.mirror.borrow().get("somebody-else").map(String::as_str), Some("theirs"));
        }
    }
}

#[test]
fn a_start_that_dies_or_is_refused_writes_nothing() {
    for has in ALL {
        let disk = disk_with(has, 0);
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
    let disk = disk_with(Has::Both, 0);
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
    let disk = disk_with(Has::MirrorOnly, 0);
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
    let disk = disk_with(Has::MirrorOnly, 0);
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
