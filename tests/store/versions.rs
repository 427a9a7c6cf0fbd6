//! R10: a store that any version of this page ever kept opens for ever. The files of `v1` were written by the first version
//! and are never written again; a later version gets a folder of its own, and a step that leads to it from the one before.

use crate::{
    carriers::{Disk, Slots, run},
    page::{ALL, Has, Page, program},
};
use shinchoku::{
    bundle::{self, Header, Scope},
    domain::{ProgramId, Workspace},
    store::{Finding, Occasion, Role, SaveState, SlotError, Was},
};
use std::path::{Path, PathBuf};

const V1_ASIDE: &str = "<html>what somebody's proxy had put there</html>";

fn folder(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store").join(version)
}

fn read(version: &str, name: &str) -> String {
    std::fs::read_to_string(folder(version).join(name)).unwrap()
}

/// A computer on which that version was used last.
fn disk(version: &str) -> Disk {
    let slots = |name: &str| serde_json::from_str::<Slots>(&read(version, name)).unwrap();
    let disk = Disk::default();
    *disk.vault.borrow_mut() = slots("vault.json");
    *disk.mirror.borrow_mut() = slots("mirror.json");
    disk
}

fn text(workspace: &Workspace) -> String {
    bundle::write(workspace, &Header::canonical(Scope::Backup), bundle::everything)
}

fn is_blocked(finding: &Finding) -> bool {
    matches!(finding, Finding::VaultFails(SlotError::Blocked) | Finding::MirrorFails(SlotError::Blocked))
}

#[test]
fn a_store_of_version_1_opens_with_everything_in_it() {
    for has in ALL {
        for open in [Page::open, Page::open_in_part] {
            let page = open(&disk("v1"), has, 9);
            while !page.store.is_whole() {
                run(page.store.read_more(&page.desk));
            }
            assert!(page.findings.iter().all(is_blocked), "{has:?}: {:?}", page.findings);
            assert!(page.store.take_findings().is_empty(), "{has:?}");
            assert_eq!(text(&page.desk.borrow()), read("v1", "backup.json"), "{has:?}");
            assert_eq!(page.n_answers(), 3);
            let settings = page.store.settings();
            assert_eq!((settings.role, settings.person.as_str()), (Some(Role::Secretariat), "山田"));
            assert_eq!(page.store.drafts().get("place").map(String::as_str), Some("書きかけ"));
            assert!(page.store.usage().values().all(|units| *units > 0));
            let [aside] = &page.store.texts_aside()[..] else { panic!("{has:?}: {:?}", page.store.texts_aside()) };
            assert!(matches!(aside.was, Was::Part(_)));
            assert_eq!(run(page.store.read_aside(&aside.name)), Ok(Some(V1_ASIDE.to_owned())), "{has:?}");
            assert_eq!(page.store.snapshots().iter().map(|snapshot| snapshot.occasion).collect::<Vec<_>>(), [Occasion::BeforeImport]);
        }
    }
}

#[test]
fn its_earlier_state_can_be_gone_back_to() {
    // Beside a vault the mirror keeps no snapshots, so a browser that has lost its vault has lost them.
    for has in [Has::Both, Has::VaultOnly] {
        let page = Page::open(&disk("v1"), has, 9);
        let name = page.store.snapshots()[0].name.clone();
        let earlier = run(page.store.read_snapshot(&name)).unwrap().unwrap();
        assert_eq!(earlier.lost, vec![]);
        let says = |workspace: &Workspace| workspace.program(&program()).unwrap().tables.departments.len();
        assert_eq!(says(&page.desk.borrow()), says(&earlier.workspace) + 1, "one department came with the import");
    }
}

#[test]
fn it_goes_on_being_written_and_opens_again() {
    for has in ALL {
        let disk = disk("v1");
        let page = Page::open(&disk, has, 9);
        page.add("written by this version");
        assert!(matches!(page.save(30), SaveState::Saved { .. }), "{has:?}");
        let again = Page::open(&disk, has, 10);
        assert!(again.desk.borrow().programs == page.desk.borrow().programs, "{has:?}");
        assert_eq!(again.desk.borrow().programs.keys().map(ProgramId::as_str).collect::<Vec<_>>(), ["p", "q"]);
    }
}
