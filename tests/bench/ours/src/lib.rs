//! What the benches call: a buffer to hand bytes over, and the page's own reading, comparing and merging behind it.
//!
//! Plain exports, no glue: numbers and one buffer are all that passes.
#![cfg(target_arch = "wasm32")]

mod survey;

use shinchoku::{
    bundle::{self, Header, Scope},
    domain::Workspace,
    merge::{Change, Sender, differences, join_into, plan},
};
use std::cell::RefCell;

#[derive(Default)]
struct Desk {
    buffer: Vec<u8>,
    /// What is open when a clock starts.
    base: Workspace,
    ours: Workspace,
    before: Workspace,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

fn on_desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(work)
}

/// Makes room for so many bytes, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn room(n: usize) -> *mut u8 {
    on_desk(|desk| {
        desk.buffer.resize(n, 0);
        desk.buffer.as_mut_ptr()
    })
}

/// Opens the file in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn open() {
    on_desk(|desk| desk.base = bundle::read_bytes(&desk.buffer).expect("a file").workspace);
}

/// Begins with what is open.
#[unsafe(no_mangle)]
pub extern "C" fn begin() {
    on_desk(|desk| desk.ours = desk.base.clone());
}

/// Reads the file in the buffer, checks it and merges it. Returns how many notes it has.
#[unsafe(no_mangle)]
pub extern "C" fn merge() -> usize {
    on_desk(|desk| {
        let read = bundle::read_bytes(&desk.buffer).expect("a file");
        join_into(&mut desk.ours, &read.workspace);
        read.notes.len()
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn remember() {
    on_desk(|desk| desk.before = desk.ours.clone());
}

/// How many cells differ from what was remembered.
#[unsafe(no_mangle)]
pub extern "C" fn changed() -> usize {
    on_desk(|desk| differences(&desk.before, &desk.ours).cells.len())
}

/// Reads the file in the buffer, checks it and compares it with what is open: how many cells would change.
#[unsafe(no_mangle)]
pub extern "C" fn compare() -> usize {
    on_desk(|desk| {
        let read = bundle::read_bytes(&desk.buffer).expect("a file");
        assert!(read.notes.is_empty());
        let items = plan(&desk.base, &read.workspace, Sender::Secretariat).items;
        items.iter().filter(|item| item.change != Change::Same).count()
    })
}

/// Puts what was merged into the buffer as a file, and says how long it is.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    on_desk(|desk| {
        desk.buffer = bundle::write(&desk.ours, &Header::canonical(Scope::Backup), bundle::everything).into_bytes();
        desk.buffer.len()
    })
}
