//! Texts that cannot be read cost no more than themselves, and are never written over.

use crate::{
    carriers::{Disk, Slots, run},
    page::{Has, Page, token},
};
use shinchoku::store::{Finding, Group, Reason, SaveState, Was};
use std::{cell::RefCell, rc::Rc};

fn disk_with(has: Has) -> Disk {
    let disk = Disk::default();
    let page = Page::open(&disk, has, 1);
    page.edit("old");
    page.save(0);
    disk
}

fn storages(disk: &Disk) -> [Rc<RefCell<Slots>>; 2] {
    [disk.mirror.clone(), disk.vault.clone()]
}

/// The slot of a part, by a piece of its text.
fn slot_with(slots: &Slots, piece: &str) -> String {
    slots.iter().find(|(slot, text)| slot.contains(":part:") && text.contains(piece)).map(|(slot, _)| slot.clone()).unwrap()
}

fn damage(disk: &Disk, piece: &str, change: impl Fn(&mut Slots, String)) {
    for slots in storages(disk) {
        let mut slots = slots.borrow_mut();
        if slots.keys().any(|slot| slot.contains(":part:")) {
            let slot = slot_with(&slots, piece);
            change(&mut slots, slot);
        }
    }
}

#[test]
fn a_missing_part_costs_that_part_only() {
    for has in crate::page::ALL {
        let disk = disk_with(has);
        damage(&disk, r#""year":2023"#, |slots, slot| {
            slots.remove(&slot);
        });
        let page = Page::open(&disk, has, 2);
        let missing = |finding: &&Finding| matches!(finding, Finding::PartMissing { shelf } if shelf.group == Group::Sheets);
        assert_eq!(page.findings.iter().filter(missing).count(), 1, "{:?}", page.findings);
        assert_eq!(page.tokens(), token("old"), "the claim and the other year are there");
        page.edit("new");
        assert!(matches!(page.save(1), SaveState::Saved { .. }));
        let again = Page::open(&disk, has, 3);
        assert_eq!(again.tokens(), token("new"));
        assert!(!again.findings.iter().any(|finding| matches!(finding, Finding::PartMissing { .. })), "{:?}", again.findings);
    }
}

#[test]
fn an_unreadable_part_is_put_aside_and_can_be_downloaded() {
    for has in crate::page::ALL {
        let disk = disk_with(has);
        damage(&disk, r#""year":2023"#, |slots, slot| {
            slots.insert(slot, "<html>".to_owned());
        });
        let page = Page::open(&disk, has, 2);
        assert!(page.findings.iter().any(|finding| matches!(finding, Finding::PartUnreadable { .. })), "{:?}", page.findings);
        page.edit("new");
        page.save(1);
        let page = Page::open(&disk, has, 3);
        assert_eq!(page.tokens(), token("new"));
        let [aside] = &page.store.texts_aside()[..] else { panic!("{:?}", page.store.texts_aside()) };
        assert!(matches!(aside.was, Was::Part(_)));
        assert_eq!(run(page.store.read_aside(&aside.name)), Ok(Some("<html>".to_owned())), "{has:?}");
        run(page.store.tidy()).unwrap();
        assert_eq!(run(page.store.read_aside(&aside.name)), Ok(Some("<html>".to_owned())), "{has:?}");
    }
}

#[test]
fn a_text_put_aside_goes_when_a_person_says_so() {
    for has in crate::page::ALL {
        let disk = disk_with(has);
        damage(&disk, r#""year":2023"#, |slots, slot| {
            slots.insert(slot, "<html>".to_owned());
        });
        Page::open(&disk, has, 2).save(1);
        let page = Page::open(&disk, has, 3);
        let [aside] = &page.store.texts_aside()[..] else { panic!("{:?}", page.store.texts_aside()) };
        page.store.drop_aside(&aside.name);
        assert!(page.store.texts_aside().is_empty());
        assert!(matches!(page.save(2), SaveState::Saved { .. }));
        assert!(Page::open(&disk, has, 4).store.texts_aside().is_empty());
        for slots in storages(&disk) {
            assert!(slots.borrow().keys().all(|slot| !slot.contains(":broken:")), "{has:?}");
        }
    }
}

#[test]
fn a_part_with_one_unreadable_record_keeps_the_others_and_the_text() {
    for has in crate::page::ALL {
        let disk = disk_with(has);
        damage(&disk, r#""claim""#, |slots, slot| {
            let text = slots[&slot].replace(r#""says":"old""#, r#""says":7"#);
            slots.insert(slot, text);
        });
        let page = Page::open(&disk, has, 2);
        assert!(page.findings.iter().any(|finding| matches!(finding, Finding::PartReadInPart { .. })), "{:?}", page.findings);
        assert_eq!(page.desk.borrow().programs.values().next().unwrap().tables.measures.len(), 1, "the measure of the same part is there");
        page.save(1);
        let page = Page::open(&disk, has, 3);
        assert!(page.findings.iter().all(|finding| !matches!(finding, Finding::PartReadInPart { .. })), "{:?}", page.findings);
        let [aside] = &page.store.texts_aside()[..] else { panic!("{:?}", page.store.texts_aside()) };
        assert!(run(page.store.read_aside(&aside.name)).unwrap().unwrap().contains(r#""says":7"#));
    }
}

#[test]
fn a_part_damaged_in_one_storage_is_repaired_from_the_other() {
    for broken in 0..2 {
        for text in [None, Some("<html>")] {
            let disk = disk_with(Has::Both);
            {
                let slots = &storages(&disk)[broken];
                let slot = slot_with(&slots.borrow(), r#""year":2023"#);
                match text {
                    Some(text) => slots.borrow_mut().insert(slot, text.to_owned()),
                    None => slots.borrow_mut().remove(&slot),
                };
            }
            let page = Page::open(&disk, Has::Both, 2);
            assert!(page.findings.is_empty(), "{:?}", page.findings);
            assert_eq!(page.tokens(), token("old"));
            page.save(1);
            assert!(page.store.texts_aside().is_empty());
            // The vault's own damage is not seen while the mirror is whole.
            if broken == 0 {
                let alone = Page::open(&disk, Has::MirrorOnly, 3);
                assert_eq!((alone.tokens(), alone.findings.len()), (token("old"), 1), "only the missing vault: {:?}", alone.findings);
            }
        }
    }
}

#[test]
fn without_its_manifest_a_vault_still_gives_its_parts() {
    let disk = disk_with(Has::VaultOnly);
    let page = Page::open(&disk, Has::VaultOnly, 2);
    page.edit("newer");
    page.save(1);
    disk.vault.borrow_mut().insert("shinchoku:manifest".to_owned(), r#"{"format":"shinchoku-store","ver"#.to_owned());
    let page = Page::open(&disk, Has::VaultOnly, 3);
    assert!(page.findings.iter().any(|finding| matches!(finding, Finding::ManifestUnreadable { .. })), "{:?}", page.findings);
    assert_eq!(page.tokens(), token("newer"), "what an edit replaced stays replaced");
    assert!(matches!(page.save(2), SaveState::Saved { .. }));
    let page = Page::open(&disk, Has::VaultOnly, 4);
    assert_eq!(page.tokens(), token("newer"));
    assert_eq!(page.store.texts_aside().iter().map(|aside| aside.was.clone()).collect::<Vec<_>>(), [Was::Manifest]);
}

#[test]
fn a_damaged_manifest_in_one_storage_is_put_aside_and_the_other_counts() {
    for broken in 0..2 {
        let disk = disk_with(Has::Both);
        storages(&disk)[broken].borrow_mut().insert("shinchoku:manifest".to_owned(), "{".to_owned());
        let page = Page::open(&disk, Has::Both, 2);
        assert_eq!(page.tokens(), token("old"));
        page.save(1);
        assert_eq!(page.store.texts_aside().len(), 1);
        for has in crate::page::ALL {
            assert_eq!(Page::open(&disk, has, 3).tokens(), token("old"), "{has:?}");
        }
    }
}

#[test]
fn damaged_settings_and_drafts_are_put_aside_before_they_are_written() {
    for has in crate::page::ALL {
        let disk = disk_with(has);
        for slots in storages(&disk) {
            for slot in ["shinchoku:settings", "shinchoku:drafts"] {
                slots.borrow_mut().insert(slot.to_owned(), format!("{slot} {{"));
            }
        }
        let page = Page::open(&disk, has, 2);
        let odd = |finding: &&Finding| matches!(finding, Finding::SettingsUnreadable { .. } | Finding::DraftsUnreadable { .. });
        assert_eq!(page.findings.iter().filter(odd).count(), 2, "{:?}", page.findings);
        // Too early for the mirror: the old text is nowhere else yet.
        let _ = page.store.set_draft("place", Some("text"));
        page.save(1);
        let was: Vec<_> =
            page.store.texts_aside().into_iter().map(|aside| (aside.was, run(page.store.read_aside(&aside.name)).unwrap())).collect();
        assert!(was.contains(&(Was::Settings, Some("shinchoku:settings {".to_owned()))), "{was:?}");
        assert!(was.contains(&(Was::Drafts, Some("shinchoku:drafts {".to_owned()))), "{was:?}");
        page.store.set_draft("place", Some("text")).ok();
        page.save(2);
        assert_eq!(Page::open(&disk, has, 3).store.drafts().len(), 1, "{has:?}");
    }
}

#[test]
fn a_newer_pages_store_is_shown_and_not_written() {
    for has in crate::page::ALL {
        let disk = disk_with(has);
        for slots in storages(&disk) {
            if let Some(text) = slots.borrow_mut().get_mut("shinchoku:manifest") {
                *text = text.replace(r#""version":1"#, r#""version":2"#);
            }
        }
        let before = (disk.mirror.borrow().clone(), disk.vault.borrow().clone());
        let page = Page::open(&disk, has, 2);
        assert_eq!(page.tokens(), token("old"), "it can be looked at and exported");
        page.edit("new");
        let newer = SaveState::Unsaved(Reason::NewerStore { version: 2 });
        assert_eq!(page.save(1), newer);
        assert_eq!(page.store.save_at_once(&page.desk, crate::page::at(1)), newer);
        assert!(page.store.change_settings(|settings| settings.person.push('x')).is_err());
        let _ = run(page.store.keep_slips());
        run(page.store.tidy()).unwrap();
        assert_eq!((disk.mirror.borrow().clone(), disk.vault.borrow().clone()), before, "{has:?}");
    }
}

#[test]
fn a_store_that_a_newer_page_takes_over_meanwhile_is_left_alone() {
    let disk = disk_with(Has::Both);
    let page = Page::open(&disk, Has::Both, 2);
    let newer = disk.vault.borrow()["shinchoku:manifest"].replace(r#""version":1"#, r#""version":2"#);
    disk.vault.borrow_mut().insert("shinchoku:manifest".to_owned(), newer.clone());
    page.edit("new");
    assert_eq!(page.save(1), SaveState::Unsaved(Reason::NewerStore { version: 2 }));
    assert_eq!(disk.vault.borrow()["shinchoku:manifest"], newer);
    assert_eq!(page.tokens(), token("new"));
}

#[test]
fn a_store_that_somebody_clears_while_the_page_is_open_is_filled_again() {
    for has in crate::page::ALL {
        let disk = disk_with(has);
        let page = Page::open(&disk, has, 2);
        page.add("after");
        disk.mirror.borrow_mut().clear();
        disk.vault.borrow_mut().clear();
        assert!(matches!(page.save(1), SaveState::Saved { .. }));
        assert_eq!(*Page::open(&disk, has, 3).desk.borrow(), *page.desk.borrow(), "{has:?}");
    }
}
