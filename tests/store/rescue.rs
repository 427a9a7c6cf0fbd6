//! What the boot script writes when a page has stopped is read again, whatever became of one of the storages.

use crate::{
    carriers::{Disk, run},
    page::{Has, Page, at, token, tokens},
};
use shinchoku::{
    bundle::{Integrity, Unreadable},
    domain::Workspace,
    session::{Incoming, Refused},
    store::rescue::{self, NotRescued},
};
use std::collections::BTreeMap;

type Slots = BTreeMap<String, String>;

/// As the boot script does it; that it does is seen in the browser (`tests/e2e/rescue.spec.ts`).
fn file(storages: &[&Slots]) -> String {
    let list = |slot: &str| storages.iter().filter_map(|slots| slots.get(slot).cloned()).collect::<Vec<_>>();
    let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (slot, text) in storages.iter().flat_map(|slots| slots.iter()) {
        if let Some(name) = slot.strip_prefix("shinchoku:part:")
            && !text.starts_with(r#"{"format":"shinchoku-answers""#)
        {
            let texts = parts.entry(name).or_default();
            if !texts.contains(&text.as_str()) {
                texts.push(text);
            }
        }
    }
    let [manifests, drafts] = [list("shinchoku:manifest"), list("shinchoku:drafts")];
    serde_json::json!({
        "format": "shinchoku-rescue", "version": 1, "written_at": "2026-11-21T09:30:00",
        "manifests": manifests, "parts": parts, "drafts": drafts,
    })
    .to_string()
}

fn a_disk() -> (Disk, Workspace) {
    let disk = Disk::default();
    let page = Page::open(&disk, Has::Both, 1);
    page.edit("older");
    page.save(0);
    page.add_answer("a1");
    page.edit("newest");
    page.store.set_draft("typing:1", Some("/measures\n取組の内容\n途中の")).ok();
    page.save(1);
    run(page.store.keep_slips()).ok();
    let workspace = page.desk.borrow().clone();
    (disk, workspace)
}

/// Without what never leaves the device.
fn without_answers(mut workspace: Workspace) -> Workspace {
    for program in workspace.programs.values_mut() {
        std::sync::Arc::make_mut(program).answers = Default::default();
    }
    workspace
}

#[test]
fn everything_but_answers_comes_back_from_both_storages_and_from_either() {
    let (disk, workspace) = a_disk();
    let (mirror, vault) = (disk.mirror.borrow().clone(), disk.vault.borrow().clone());
    for storages in [&[&mirror, &vault][..], &[&mirror], &[&vault]] {
        let text = file(storages);
        assert!(!text.contains("shinchoku-answers"));
        let rescued = rescue::read(&text).unwrap();
        assert_eq!(rescued.n_lost, 0);
        assert_eq!(rescued.workspace, without_answers(workspace.clone()));
        assert_eq!(rescued.drafts.get("typing:1").map(String::as_str), Some("/measures\n取組の内容\n途中の"));
        assert_eq!(rescued.written_at, Some(at(30)));
    }
}

#[test]
fn one_storage_makes_good_what_is_damaged_in_the_other() {
    let (disk, workspace) = a_disk();
    let vault = disk.vault.borrow().clone();
    let half = |text: &String| text.chars().take(text.chars().count() / 2).collect::<String>();
    let damaged: Slots = disk.mirror.borrow().iter().map(|(slot, text)| (slot.clone(), half(text))).collect();
    let rescued = rescue::read(&file(&[&damaged, &vault])).unwrap();
    assert_eq!((rescued.n_lost, rescued.workspace), (0, without_answers(workspace)));
}

#[test]
fn without_a_manifest_what_an_edit_replaced_stays_replaced() {
    let (disk, _) = a_disk();
    let mut vault = disk.vault.borrow().clone();
    vault.remove("shinchoku:manifest");
    let rescued = rescue::read(&file(&[&vault])).unwrap();
    assert_eq!(tokens(&rescued.workspace), token("newest"));
}

#[test]
fn what_is_lost_is_said_and_the_rest_is_read() {
    let (disk, _) = a_disk();
    let mut vault = disk.vault.borrow().clone();
    let lost = vault.keys().find(|slot| slot.starts_with("shinchoku:part:") && vault[*slot].contains("newest")).cloned().unwrap();
    vault.remove(&lost);
    let rescued = rescue::read(&file(&[&vault])).unwrap();
    assert_eq!(rescued.n_lost, 1);
    assert!(tokens(&rescued.workspace).contains("newest"));
    let incoming = Incoming::read("控え.json".to_owned(), Some(file(&[&vault]).as_bytes()), &Workspace::default());
    assert_eq!(incoming.content.unwrap().notes.len(), 1);
}

#[test]
fn it_is_read_in_like_any_other_file() {
    let (disk, workspace) = a_disk();
    let vault = disk.vault.borrow().clone();
    let read = |text: String, ours: &Workspace| Incoming::read("控え.json".to_owned(), Some(text.as_bytes()), ours).content;
    let content = read(file(&[&vault]), &Workspace::default()).unwrap();
    assert!(!content.first_choice().is_empty() && content.integrity == Integrity::Intact);
    assert_eq!(content.drafts.len(), 1);
    // Where it came from it changes nothing.
    assert!(read(file(&[&vault]), &workspace).unwrap().first_choice().is_empty());
    let damaged = read(file(&[&vault]).replace("\"parts\"", "\"part\""), &workspace);
    assert!(matches!(damaged, Err(Refused::Unreadable(Unreadable::BadEnvelope(_)))));
}

#[test]
fn a_newer_file_or_a_damaged_one_is_refused_and_ends_nothing() {
    let whole = file(&[]);
    let newer: String = whole.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(rescue::read(&newer), Err(NotRescued::Newer { theirs: 2 }));
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        assert_eq!(rescue::read(&whole[..end]), Err(NotRescued::Damaged));
    }
}
