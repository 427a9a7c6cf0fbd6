//! What is kept comes back, and keeping it costs little.

use crate::{
    carriers::{Disk, run},
    page::{ALL, Has, Page, at, program, token},
};
use proptest::prelude::*;
use shinchoku::{
    bundle,
    domain::*,
    register::Writer,
    store::{Group, Kept, LONGEST_PART, Occasion, Role, SaveState, SlotError},
};
use std::sync::Arc;

/// A workspace of every sort of content: known cells, cells of a newer page, opened answers, authors.
fn everything() -> Workspace {
    let text = r#"{"format":"shinchoku","version":1,"kind":"backup",
"writers":[
["00000000000000a1",{"department":"人事課","person":"山田","device":"PC"}]
],
"cells":[
["claim","p",{},[]]
]}"#;
    let cells = [
        r#"["claim","p","c1",[{"dot":"00000000000000a1:1","value":{"says":"主張","source":"O:84","later":[1,2]},"at":"2026-11-21T09:30:00"}],{"00000000000000b2":5}]"#,
        r#"["figure","p",{"indicator":"N2","year":2019},[{"dot":"00000000000000a1:2","value":{"shown":{"number":"12.0","unit":"日"}}},{"dot":"00000000000000c3:1","value":{"shown":"blank"}}]]"#,
        r#"["overtime_plan","p",{"x":1},[{"dot":"00000000000000a1:3","value":{"hours":"12"}}]]"#,
    ];
    let read = bundle::read(&text.replace(r#"["claim","p",{},[]]"#, &cells.join(",\n"))).unwrap();
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    let mut workspace = read.workspace;
    let answers = (0..100).map(|n| {
        let replies = [("q1", n % 3), ("q2", n % 5)]
            .map(|(q, c)| (QuestionId::new(q).unwrap(), Reply::Choice(ChoiceId::new(&format!("c{c}")).unwrap())));
        let department = (n % 4 > 0).then(|| DepartmentId::new(&format!("d{}", n % 4)).unwrap());
        let answer = Answer { department, replies: replies.into(), ..Answer::blank(SurveyId::new("r5").unwrap(), 1) };
        (AnswerId::new(&format!("a{n}")).unwrap(), answer)
    });
    let program = workspace.programs.get_mut(&program()).unwrap();
    Arc::make_mut(program).answers = Arc::new(answers.collect());
    workspace
}

#[test]
fn a_start_finds_everything_that_was_saved() {
    for has in ALL {
        let disk = Disk::default();
        let page = Page::open(&disk, has, 1);
        page.desk.replace(everything());
        page.store.change_settings(|settings| settings.role = Some(Role::Secretariat)).ok();
        page.store.set_draft("answer", Some("書きかけ")).ok();
        page.store.set_draft("gone", Some("x")).ok();
        page.store.set_draft("gone", None).ok();
        let state = page.save(0);
        let kept = match has {
            Has::Both => Kept::InBoth,
            Has::VaultOnly => Kept::InVault { mirror: SlotError::Blocked },
            Has::MirrorOnly => Kept::InMirror { vault: SlotError::Blocked },
        };
        assert_eq!(state, SaveState::Saved { at: at(0), revision: 1, kept });
        let again = Page::open(&disk, has, 2);
        assert_eq!(*again.desk.borrow(), everything(), "{has:?}");
        assert_eq!(again.store.settings().role, Some(Role::Secretariat));
        assert_eq!(again.store.drafts().into_iter().collect::<Vec<_>>(), [("answer".to_owned(), "書きかけ".to_owned())]);
    }
}

#[test]
fn without_any_storage_the_work_stays_on_the_page_and_the_page_says_so() {
    let (store, loaded) =
        run(shinchoku::store::Store::<Disk, Disk>::open(Err(SlotError::Blocked), Err(SlotError::Other), Writer::from_bits(1)));
    let no_storage = SaveState::Unsaved(shinchoku::store::Reason::NoStorage { vault: SlotError::Other, mirror: SlotError::Blocked });
    assert_eq!(loaded.save_state, no_storage);
    let desk = std::cell::RefCell::new(everything());
    assert_eq!(run(store.save(&desk, at(0))), no_storage);
    assert_eq!(*desk.borrow(), everything());
}

#[test]
fn either_storage_alone_suffices_to_start() {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    page.desk.replace(everything());
    page.save(0);
    for has in [Has::VaultOnly, Has::MirrorOnly] {
        assert_eq!(*Page::open(&disk, has, 2).desk.borrow(), everything(), "{has:?}");
    }
    disk.mirror.borrow_mut().clear();
    let page = Page::open(&disk, Has::Both, 3);
    assert_eq!(*page.desk.borrow(), everything());
    page.save(1);
    disk.vault.borrow_mut().clear();
    assert_eq!(*Page::open(&disk, Has::Both, 4).desk.borrow(), everything(), "the first save brought the mirror up to date");
}

#[test]
fn one_edit_writes_one_part_and_the_manifest() {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    page.edit("old");
    page.save(0);
    page.add("first");
    disk.puts.take();
    page.save(1);
    let puts = disk.puts.take();
    let n = |slot: &str| puts.iter().filter(|put| put.starts_with(slot)).count();
    assert_eq!((n("shinchoku:part:"), n("shinchoku:manifest")), (2, 2), "once in each storage: {puts:?}");
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    for has in ALL {
        let disk = Disk::default();
        let page = Page::open(&disk, has, 1);
        assert_eq!(page.save(0), if has == Has::Both { SaveState::Empty } else { page.save(0) });
        page.edit("old");
        let first = page.save(0);
        disk.puts.take();
        assert_eq!(page.save(60), first);
        let again = Page::open(&disk, has, 2);
        assert_eq!(again.save(61), first);
        assert!(disk.puts.take().is_empty(), "{has:?}");
    }
}

#[test]
fn a_long_shelf_is_cut_so_that_no_edit_writes_much() {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    for n in 0..400 {
        page.add(&format!("{n} {}", "長い文章".repeat(100)));
    }
    page.save(0);
    let total: usize = page.store.usage().values().sum();
    assert!(total > 5 * LONGEST_PART);
    let longest = |disk: &Disk| {
        let vault = disk.vault.borrow();
        vault.iter().filter(|(slot, _)| slot.contains(":part:")).map(|(_, text)| text.encode_utf16().count()).max()
    };
    assert!(longest(&disk) <= Some(LONGEST_PART), "{:?}", longest(&disk));
    page.add("one more");
    disk.puts.take();
    page.save(1);
    assert_eq!(disk.puts.take().iter().filter(|slot| slot.contains(":part:")).count(), 2);
    assert_eq!(Page::open(&disk, Has::Both, 2).desk.borrow().clone(), page.desk.borrow().clone());
}

#[test]
fn a_shelf_that_grows_is_cut_anew_and_loses_nothing() {
    for has in ALL {
        let disk = Disk::default();
        let page = Page::open(&disk, has, 1);
        for n in 0..200 {
            page.add(&format!("{n} {}", "文".repeat(1_000)));
            if n % 20 == 0 {
                assert!(matches!(page.save(n), SaveState::Saved { .. }));
                assert_eq!(*Page::open(&disk, has, 2).desk.borrow(), *page.desk.borrow(), "{has:?} {n}");
            }
        }
    }
}

#[test]
fn a_snapshot_is_the_state_before_an_import() {
    for has in ALL {
        let disk = Disk::default();
        let page = Page::open(&disk, has, 1);
        page.edit("before");
        page.save(0);
        page.store.snapshot_before(Occasion::BeforeImport);
        page.edit("imported");
        page.save(1);
        page.edit("after");
        page.save(2);
        run(page.store.tidy()).unwrap();
        let page = Page::open(&disk, has, 2);
        let [snapshot] = &page.store.snapshots()[..] else { panic!("{has:?}: {:?}", page.store.snapshots()) };
        assert_eq!(snapshot.occasion, Occasion::BeforeImport);
        let earlier = run(page.store.read_snapshot(&snapshot.name)).unwrap().unwrap();
        assert!(earlier.lost.is_empty());
        assert_eq!(crate::page::tokens(&earlier.workspace), token("before"), "{has:?}");
    }
}

#[test]
fn every_day_leaves_a_snapshot_and_old_parts_go() {
    for has in ALL {
        let disk = Disk::default();
        let page = Page::open(&disk, has, 1);
        for day in 0..40 {
            for hour in 0..3 {
                page.edit(&format!("{day} {hour}"));
                run(page.store.save(&page.desk, at(60 * hour) + chrono::TimeDelta::days(day.into())));
            }
        }
        run(page.store.tidy()).unwrap();
        let snapshots = page.store.snapshots();
        assert_eq!(snapshots.len(), 10);
        for (n, snapshot) in snapshots.iter().enumerate() {
            let earlier = run(page.store.read_snapshot(&snapshot.name)).unwrap().unwrap();
            assert_eq!(crate::page::tokens(&earlier.workspace), token(&format!("{} 2", 29 + n)), "{has:?}");
        }
        let n_parts = |slots: &crate::carriers::Slots| slots.keys().filter(|slot| slot.contains(":part:")).count();
        // Four parts now, three of each snapshot, and of the last state before.
        assert!(n_parts(&disk.vault.borrow()) <= 4 + 3 * 10, "{has:?}");
        assert!(n_parts(&disk.mirror.borrow()) <= if has == Has::Both { 4 + 3 } else { 4 + 3 + 3 * 10 }, "{has:?}");
    }
}

#[test]
fn earlier_states_take_up_what_only_they_need() {
    for has in ALL {
        let disk = Disk::default();
        let page = Page::open(&disk, has, 1);
        page.edit("before");
        page.save(0);
        assert_eq!(run(page.store.usage_of_snapshots()), Ok(0));
        page.store.snapshot_before(Occasion::BeforeImport);
        page.add("another");
        page.save(1);
        let units = run(page.store.usage_of_snapshots()).unwrap();
        let [snapshot] = &page.store.snapshots()[..] else { panic!("{has:?}") };
        let slots = if has == Has::MirrorOnly { &disk.mirror } else { &disk.vault };
        let slots = slots.borrow();
        let manifest = &slots[&format!("shinchoku:snapshot:{}", snapshot.name)];
        let stands = |slot: &str| slots["shinchoku:manifest"].contains(slot.trim_start_matches("shinchoku:part:"));
        let parts = slots.iter().filter(|(slot, _)| slot.starts_with("shinchoku:part:") && !stands(slot)).map(|(_, text)| text);
        let expected: usize = parts.chain([manifest]).map(|text| text.encode_utf16().count()).sum();
        assert_eq!(units, expected, "{has:?}");
    }
}

#[test]
fn what_takes_up_room_is_told_by_shelf() {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    page.desk.replace(everything());
    page.save(0);
    let groups: Vec<Group> = page.store.usage().into_keys().map(|shelf| shelf.group).collect();
    assert_eq!(groups, [Group::Definitions, Group::Figures, Group::Answers, Group::Unknown]);
}

/// Saves it, and asks for it in another start.
fn kept_and_found(workspace: &Workspace, has: Has) -> Workspace {
    let disk = Disk::default();
    let page = Page::open(&disk, has, 1);
    page.desk.replace(workspace.clone());
    assert!(matches!(page.save(0), SaveState::Saved { .. }));
    let again = Page::open(&disk, has, 2);
    assert!(again.store.texts_aside().is_empty());
    again.desk.into_inner()
}

#[test]
fn the_two_programmes_come_back_as_they_are() {
    for seed in ["nagaoka", "ojiya"] {
        let text = std::fs::read_to_string(format!("{}/seeds/{seed}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let workspace = bundle::read(&text).unwrap().workspace;
        for has in ALL {
            assert!(kept_and_found(&workspace, has) == workspace, "{seed}, {has:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_workspace_holds_comes_back(workspace in crate::support::workspaces()) {
        for has in ALL {
            // A writer is kept as long as something of its is.
            let text = |workspace: &Workspace| bundle::write(workspace, &bundle::Header::canonical(bundle::Scope::Backup), bundle::everything);
            prop_assert_eq!(text(&kept_and_found(&workspace, has)), text(&workspace));
        }
    }
}

#[test]
fn a_sealed_text_lies_in_the_vault_alone_until_it_is_dropped() {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    page.desk.replace(everything());
    page.save(0);
    run(page.store.keep_sealed("attendance", Some("sealed once"))).unwrap();
    run(page.store.keep_sealed("attendance", Some("sealed again"))).unwrap();
    page.save(1);
    assert!(run(page.store.tidy()).is_ok());
    let later = Page::open(&disk, Has::Both, 2);
    assert_eq!(run(later.store.sealed("attendance")), Ok(Some("sealed again".to_owned())));
    assert_eq!(run(later.store.sealed("other")), Ok(None));
    let has = |slots: &std::collections::BTreeMap<String, String>| slots.values().any(|text| text.contains("sealed"));
    assert!(!has(&disk.mirror.borrow()) && has(&disk.vault.borrow()));
    run(later.store.keep_sealed("attendance", None)).unwrap();
    assert!(!has(&disk.vault.borrow()));
    run(page.store.keep_sealed("attendance", Some("sealed"))).unwrap();
    run(page.store.clear("cleared")).unwrap();
    assert!(!has(&disk.vault.borrow()), "nothing of ours stays behind");
    let without = Page::open(&disk, Has::MirrorOnly, 3);
    assert_eq!(run(without.store.keep_sealed("attendance", Some("sealed"))), Err(SlotError::Blocked));
}
