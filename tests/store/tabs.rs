//! Two tabs over one disk: what either wrote is in both, and nothing comes back that was taken back.

use crate::{
    carriers::{Disk, Work, interleave},
    page::{Has, Page, at, program},
};
use shinchoku::{
    domain::*,
    merge,
    store::{Reason, SaveState},
};
use std::{cell::RefCell, collections::BTreeSet, sync::Arc};

fn says(workspace: &Workspace) -> BTreeSet<String> {
    let Some(program) = workspace.program(&program()) else { return BTreeSet::new() };
    program.tables.claims.cells().flat_map(|(_, cell)| cell.siblings()).map(|sibling| sibling.value.says.clone()).collect()
}

fn write_same_cell(page: &Page, text: &str) {
    let claim = Claim { measure: None, indicator: None, year: None, says: text.to_owned(), source: String::new() };
    page.apply(vec![Entry::Claim(ClaimId::new("shared").unwrap(), claim)]);
}

#[test]
fn two_tabs_that_save_in_any_order_lose_nothing() {
    let n_cases: u64 = std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    for seed in 0..n_cases {
        for has in [Has::Both, Has::VaultOnly] {
            let disk = Disk::default();
            let tabs: Vec<Page> = (0..3).map(|n| Page::open(&disk, has, n + 1)).collect();
            let saved = RefCell::new(BTreeSet::new());
            let works = tabs.iter().enumerate().map(|(tab, page)| -> Work<'_> {
                let saved = &saved;
                Box::pin(async move {
                    for n in 0..6u32 {
                        let text = format!("tab {tab} edit {n}");
                        page.add(&text);
                        let state = page.store.save(&page.desk, at(n)).await;
                        assert!(matches!(state, SaveState::Saved { .. }));
                        saved.borrow_mut().insert(text);
                    }
                })
            });
            interleave(works.collect(), seed);
            for page in &tabs {
                page.save(30);
                assert_eq!(says(&page.desk.borrow()), *saved.borrow(), "{has:?}, seed {seed}");
            }
            assert_eq!(says(&Page::open(&disk, has, 9).desk.borrow()), *saved.borrow(), "{has:?}, seed {seed}");
        }
    }
}

#[test]
fn what_is_typed_while_a_save_waits_is_not_overwritten_by_it() {
    for seed in 0..100 {
        let disk = Disk::default();
        let one = Page::open(&disk, Has::Both, 1);
        let other = Page::open(&disk, Has::Both, 2);
        one.add("one");
        other.add("other");
        let late = RefCell::new(Page::open(&Disk::default(), Has::Both, 3));
        late.borrow_mut().add("typed meanwhile");
        let typing = async {
            // Some moment within the saves of both.
            for _ in 0..seed % 17 {
                let mut has_waited = false;
                std::future::poll_fn(|_| {
                    if std::mem::replace(&mut has_waited, true) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
                })
                .await;
            }
            let typed = merge::join(&one.desk.borrow(), &late.borrow().desk.borrow());
            one.desk.replace(typed);
        };
        let save_one = async {
            one.store.save(&one.desk, at(1)).await;
        };
        let save_other = async {
            other.store.save(&other.desk, at(1)).await;
        };
        interleave(vec![Box::pin(typing), Box::pin(save_one), Box::pin(save_other)], seed);
        assert!(says(&one.desk.borrow()).contains("typed meanwhile"), "seed {seed}");
        one.save(2);
        let found = says(&Page::open(&disk, Has::Both, 4).desk.borrow());
        assert_eq!(found, ["one", "other", "typed meanwhile"].map(str::to_owned).into(), "seed {seed}");
    }
}

#[test]
fn saves_of_one_tab_may_overlap() {
    for seed in 0..100 {
        let disk = Disk::default();
        let page = Page::open(&disk, Has::Both, 1);
        let other = Page::open(&disk, Has::Both, 2);
        other.add("other");
        other.save(0);
        page.add("first");
        let page = &page;
        let works = (0..3).map(|n| -> Work<'_> {
            Box::pin(async move {
                if n == 2 {
                    page.store.save_at_once(&page.desk, at(1));
                } else {
                    page.store.save(&page.desk, at(1)).await;
                }
            })
        });
        interleave(works.collect(), seed);
        page.save(2);
        assert_eq!(says(&Page::open(&disk, Has::Both, 3).desk.borrow()), ["first", "other"].map(str::to_owned).into(), "seed {seed}");
        assert_eq!(says(&Page::open(&disk, Has::MirrorOnly, 4).desk.borrow()), ["first", "other"].map(str::to_owned).into(), "seed {seed}");
    }
}

#[test]
fn two_edits_of_one_cell_are_both_kept_as_a_conflict() {
    let disk = Disk::default();
    let (one, other) = (Page::open(&disk, Has::Both, 1), Page::open(&disk, Has::Both, 2));
    write_same_cell(&one, "one");
    write_same_cell(&other, "other");
    one.save(0);
    other.save(1);
    one.save(2);
    for page in [&one, &other, &Page::open(&disk, Has::Both, 3)] {
        assert_eq!(says(&page.desk.borrow()), ["one", "other"].map(str::to_owned).into());
    }
}

#[test]
fn an_import_taken_back_in_one_tab_goes_from_the_other_and_stays_gone() {
    for has in [Has::Both, Has::VaultOnly] {
        let disk = Disk::default();
        let one = Page::open(&disk, has, 1);
        one.add("kept");
        let before = one.desk.borrow().clone();
        one.save(0);
        let other = Page::open(&disk, has, 2);
        let file = Page::open(&Disk::default(), has, 3);
        file.add("imported");
        let after = merge::join(&before, &file.desk.borrow());
        one.desk.replace(after.clone());
        one.save(1);
        other.save(1);
        assert_eq!(says(&other.desk.borrow()).len(), 2, "the other tab sees the import");

        let places = merge::differences(&before, &after).cells;
        let (forgotten, _) = merge::forget(&one.desk.borrow(), &before, &after, &places);
        one.desk.replace(forgotten);
        one.save(2);
        other.add("meanwhile");
        other.save(3);
        one.save(4);
        for page in [&one, &other, &Page::open(&disk, has, 4)] {
            assert_eq!(says(&page.desk.borrow()), ["kept", "meanwhile"].map(str::to_owned).into(), "{has:?}");
        }
    }
}

#[test]
fn an_import_taken_back_does_not_come_back_from_an_older_mirror() {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    page.add("kept");
    let before = page.desk.borrow().clone();
    page.save(0);
    let file = Page::open(&Disk::default(), Has::Both, 3);
    file.add("imported");
    page.desk.replace(merge::join(&before, &file.desk.borrow()));
    page.save(1);
    let old_mirror = disk.mirror.borrow().clone();
    page.desk.replace(before);
    page.save(2);
    // localStorage reaches the disk seconds later than it says, and the computer went off before that.
    *disk.mirror.borrow_mut() = old_mirror;
    assert_eq!(says(&Page::open(&disk, Has::Both, 2).desk.borrow()), ["kept"].map(str::to_owned).into());
}

#[test]
fn a_mirror_that_is_ahead_of_the_vault_counts() {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    page.add("first");
    page.save(0);
    page.add("typed as the page was left");
    page.store.save_at_once(&page.desk, at(1));
    let again = Page::open(&disk, Has::Both, 2);
    assert_eq!(says(&again.desk.borrow()).len(), 2);
    again.save(2);
    assert_eq!(says(&Page::open(&disk, Has::VaultOnly, 3).desk.borrow()).len(), 2);
}

#[test]
fn without_a_vault_two_tabs_take_turns() {
    let disk = Disk::default();
    let (one, other) = (Page::open(&disk, Has::MirrorOnly, 1), Page::open(&disk, Has::MirrorOnly, 2));
    one.add("one");
    assert!(matches!(one.save(0), SaveState::Saved { .. }));
    other.add("other");
    assert_eq!(other.save(0), SaveState::Unsaved(Reason::AnotherTab));
    assert_eq!(says(&other.desk.borrow()).len(), 2, "it sees what the first tab kept");
    assert!(matches!(other.save(1), SaveState::Saved { .. }));
    assert_eq!(says(&Page::open(&disk, Has::MirrorOnly, 3).desk.borrow()).len(), 2);
}

#[test]
fn two_idle_tabs_do_not_keep_each_other_busy() {
    let disk = Disk::default();
    let one = Page::open(&disk, Has::Both, 1);
    let other = Page::open(&disk, Has::Both, 2);
    one.add("one");
    one.save(0);
    other.save(0);
    disk.puts.take();
    for _ in 0..3 {
        one.save(1);
        other.save(1);
    }
    assert!(disk.puts.take().is_empty());
}

#[test]
fn opened_answers_of_two_tabs_come_together() {
    let disk = Disk::default();
    let (one, other) = (Page::open(&disk, Has::Both, 1), Page::open(&disk, Has::Both, 2));
    for (page, id) in [(&one, "a1"), (&other, "a2")] {
        let answer = Answer::blank(SurveyId::new("r5").unwrap(), 1);
        let content = Program { answers: Arc::new([(AnswerId::new(id).unwrap(), answer)].into()), ..Program::default() };
        page.desk.borrow_mut().programs.insert(program(), Arc::new(content));
        page.save(0);
    }
    one.save(1);
    for page in [&one, &other, &Page::open(&disk, Has::Both, 3)] {
        assert_eq!(page.desk.borrow().program(&program()).unwrap().answers.len(), 2);
    }
}

#[test]
fn drafts_and_settings_of_two_tabs_do_not_push_each_other_out() {
    for has in crate::page::ALL {
        let disk = Disk::default();
        let (one, other) = (Page::open(&disk, has, 1), Page::open(&disk, has, 2));
        let texts = |page: &Page| page.store.drafts().into_values().collect::<Vec<_>>();
        let _ = one.store.set_draft("secret", Some("key"));
        let _ = one.store.change_settings(|settings| settings.person = "山田".to_owned());
        one.save(0);
        let _ = other.store.set_draft("field", Some("half-typed"));
        let _ = other.store.change_settings(|settings| settings.device = "PC".to_owned());
        other.save(1);
        let again = Page::open(&disk, has, 3);
        assert_eq!(texts(&again), ["half-typed", "key"], "{has:?}");
        let settings = again.store.settings();
        assert_eq!((settings.person.as_str(), settings.device.as_str()), ("山田", "PC"));
        let _ = one.store.set_draft("field", None);
        one.save(2);
        let n_left = if has == Has::VaultOnly { 2 } else { 1 };
        assert_eq!(texts(&Page::open(&disk, has, 4)).len(), n_left, "{has:?}: a name unknown here cannot be removed here");
    }
}
