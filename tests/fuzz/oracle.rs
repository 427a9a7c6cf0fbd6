//! What must hold of any bytes that come as a file. Asked by the fuzzer, and by the laws of files.

use shinchoku::{
    bundle::{self, Read, Scope},
    domain::{Place, Workspace},
    merge::{Sender, forget, join, plan, settle},
};
use std::{collections::BTreeSet, sync::LazyLock};

/// What is open here while files arrive.
static OPEN: LazyLock<Workspace> =
    LazyLock::new(|| bundle::read(include_str!("../bundles/v1/programme.json")).expect("an example").workspace);

/// Panics where a promise is broken; takes long where the reader can be kept busy.
pub fn check(bytes: &[u8]) {
    let Ok(read) = bundle::read_bytes(bytes) else { return };
    what_is_read_can_be_written(&read);
    an_import_can_be_taken_back(&OPEN, &read.workspace);
    a_file_can_come_again(&OPEN, &read.workspace);
}

fn what_is_read_can_be_written(read: &Read) {
    let text = bundle::write(&read.workspace, &read.header, bundle::everything);
    let again = bundle::read(&text).expect("our own text");
    assert_eq!(again.notes, [], "{text}");
    assert_eq!(again.header, read.header);
    assert_eq!(again.workspace.programs, read.workspace.programs);
    assert_eq!(bundle::write(&again.workspace, &again.header, bundle::everything), text);
    if let Scope::Answers(_) = read.header.scope {
        let text = bundle::write_answers(&read.header, &read.sealed);
        assert_eq!(bundle::read(&text).expect("our own text").sealed, read.sealed);
    }
}

fn an_import_can_be_taken_back(before: &Workspace, theirs: &Workspace) {
    let all: BTreeSet<Place> = plan(before, theirs, Sender::Secretariat).items.into_iter().map(|item| item.place).collect();
    let after = settle(before, theirs, &all);
    let (back, kept) = forget(&after, before, &after, &all);
    assert_eq!(kept, BTreeSet::new());
    assert_eq!(back.programs, before.programs);
    assert_eq!(settle(&back, theirs, &all), after);
}

fn a_file_can_come_again(ours: &Workspace, theirs: &Workspace) {
    let both = join(ours, theirs);
    assert_eq!(join(theirs, ours), both);
    assert_eq!(join(&both, theirs), both);
    assert_eq!(join(&both, ours), both);
}
