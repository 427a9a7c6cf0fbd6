//! A page may start before it has read everything: nothing is lost by it, whatever happens before the rest is there.

use crate::{
    carriers::{Disk, run},
    page::{ALL, Has, Page, at, token},
};
use shinchoku::store::{Finding, SaveState};

fn disk_with(has: Has) -> Disk {
    let disk = Disk::default();
    let page = Page::open(&disk, has, 1);
    page.edit("old");
    page.add("another");
    assert!(matches!(page.save(0), SaveState::Saved { .. }));
    disk
}

fn whole(disk: &Disk, has: Has) -> shinchoku::domain::Workspace {
    Page::open(disk, has, 9).desk.into_inner()
}

#[test]
fn the_rest_comes_shelf_by_shelf_and_is_what_was_kept() {
    for has in ALL {
        let disk = disk_with(has);
        disk.puts.take();
        let page = Page::open_in_part(&disk, has, 2);
        assert!(page.tokens().is_empty() && !page.store.is_whole());
        let mut n_steps = 0;
        while !page.store.is_whole() {
            run(page.store.read_more(&page.desk));
            n_steps += 1;
        }
        // Definitions and two years of sheets; a vault alone gives all at once.
        assert_eq!(n_steps, if has == Has::VaultOnly { 1 } else { 3 }, "{has:?}");
        assert!(*page.desk.borrow() == whole(&disk, has), "{has:?}");
        assert!(matches!(page.save(1), SaveState::Saved { .. }));
        assert!(disk.puts.take().is_empty(), "reading is no change");
        assert_eq!(page.store.take_findings(), if has == Has::Both { vec![] } else { page.store.take_findings() });
    }
}

#[test]
fn a_save_reads_the_rest_before_it_writes() {
    for has in ALL {
        let disk = disk_with(has);
        let page = Page::open_in_part(&disk, has, 2);
        page.add("typed at once");
        assert!(matches!(page.save(1), SaveState::Saved { .. }));
        assert!(page.store.is_whole());
        assert!(*page.desk.borrow() == whole(&disk, has), "{has:?}");
        assert_eq!(page.tokens(), ["old", "another", "typed at once"].map(str::to_owned).into(), "{has:?}");
    }
}

#[test]
fn a_page_that_is_left_at_once_keeps_what_was_typed() {
    for has in [Has::Both, Has::MirrorOnly] {
        let disk = disk_with(has);
        let page = Page::open_in_part(&disk, has, 2);
        page.add("typed at once");
        page.store.save_at_once(&page.desk, at(1));
        assert_eq!(Page::open(&disk, has, 3).tokens(), ["old", "another", "typed at once"].map(str::to_owned).into(), "{has:?}");
    }
}

#[test]
fn what_another_tab_saved_before_the_rest_was_read_counts() {
    for has in ALL {
        let disk = disk_with(has);
        let page = Page::open_in_part(&disk, has, 2);
        let other = Page::open(&disk, has, 3);
        other.edit("newer");
        assert!(matches!(other.save(1), SaveState::Saved { .. }));
        // Nothing of the state that the first page started from is needed any more.
        run(other.store.tidy()).unwrap();
        page.add("here");
        assert!(matches!(page.save(10), SaveState::Saved { .. }));
        assert_eq!(page.tokens(), ["newer", "another", "here"].map(str::to_owned).into(), "{has:?}");
        assert!(*page.desk.borrow() == whole(&disk, has));
    }
}

#[test]
fn a_part_that_only_the_vault_has_is_read_from_there() {
    let disk = disk_with(Has::Both);
    let page = Page::open_in_part(&disk, Has::Both, 2);
    disk.mirror.borrow_mut().retain(|slot, _| !slot.contains(":part:"));
    // A page that is left has no time to ask the vault, and must not take the hole for a loss.
    page.add("typed at once");
    assert!(matches!(page.store.save_at_once(&page.desk, at(1)), SaveState::Unsaved(_)));
    run(page.store.read_more(&page.desk));
    assert!(page.store.is_whole());
    assert!(matches!(page.save(2), SaveState::Saved { .. }));
    assert_eq!(page.tokens(), ["old", "another", "typed at once"].map(str::to_owned).into());
    assert!(page.store.take_findings().is_empty());
}

#[test]
fn a_part_that_nobody_has_costs_that_part_only() {
    for has in ALL {
        let disk = disk_with(has);
        let page = Page::open_in_part(&disk, has, 2);
        for slots in [&disk.mirror, &disk.vault] {
            slots.borrow_mut().retain(|slot, text| !(slot.contains(":part:") && text.contains(r#""year":2023"#)));
        }
        run(page.store.read_more(&page.desk));
        while !page.store.is_whole() {
            run(page.store.read_more(&page.desk));
        }
        assert_eq!(page.tokens(), token("old").into_iter().chain(token("another")).collect(), "the other year and the claims are there");
        let missing = page.store.take_findings().into_iter().filter(|finding| matches!(finding, Finding::PartMissing { .. })).count();
        assert_eq!(missing, 1, "{has:?}");
        assert!(matches!(page.save(1), SaveState::Saved { .. }), "{has:?}");
    }
}
