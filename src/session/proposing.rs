//! Values that came back in a spreadsheet, as files like any other: the import plan shows them before anything changes.

use crate::{
    bundle::{self, Header, Scope, Titled},
    domain::{Author, CellId, CellKind, Entry, Owner, Program, ProgramId, Tables, Workspace, kinds, owner_of},
    register::{Cell, Context, Dot, Reading, Sibling, Writer},
};
use std::{collections::BTreeMap, sync::Arc};

/// One text of a bundle for each department that owns some of the cells: what it would have sent, had it worked here.
///
/// Every value is an edit of one writer, made in the sight of what the file had seen and of nothing newer: where the cell has
/// gone on since, both values are kept as 内容の食い違い. The writer follows from the file's bytes, so that the same file read
/// twice, or by two people, is one edit. Values that stand here already are left out.
pub fn proposals(ours: &Workspace, program: &ProgramId, entries: Vec<(Entry, Context)>, file: &[u8]) -> Vec<String> {
    let writer = writer_of(file);
    let nothing = Program::default();
    let tables = &ours.program(program).unwrap_or(&nothing).tables;
    let mut by_department: BTreeMap<String, (Tables, Vec<CellId>)> = BTreeMap::new();
    for (number, (entry, seen)) in entries.into_iter().enumerate() {
        let id = entry.id();
        if tables.reading(&id) == Reading::Settled(entry.clone()) {
            continue;
        }
        let n = u64::try_from(number).unwrap_or(u64::MAX).saturating_add(1);
        let (theirs, cells) = by_department.entry(department(tables, &id)).or_default();
        put(theirs, entry, Dot { writer, n }, seen);
        cells.push(id);
    }
    let titled = Titled::of(ours, program);
    let write = |(department, (tables, cells)): (String, (Tables, Vec<CellId>))| {
        let author = Author { department, person: String::new(), device: "Excel・CSV".to_owned() };
        let mut workspace = Workspace::default();
        workspace.programs.insert(program.clone(), Arc::new(Program { tables, ..Program::default() }));
        workspace.writers.insert(writer, author.clone());
        let scope = Scope::Report(titled.clone());
        let header = Header { scope, from: Some(author), written_at: None, document_number: None, app: None };
        bundle::write(&workspace, &header, |_, cell| cells.contains(cell))
    };
    by_department.into_iter().map(write).collect()
}

/// Whose report the cell belongs into: its 主管課, the first of several. Nobody's cells come from nobody.
fn department(tables: &Tables, id: &CellId) -> String {
    let Owner::Departments(owners) = owner_of(tables, id) else { return String::new() };
    owners.first().and_then(|id| tables.departments.get(id)).map_or_else(String::new, |department| department.name.clone())
}

/// FNV-1a of the bytes: a writer that no page start draws but by a chance of 2⁻⁶⁴.
fn writer_of(file: &[u8]) -> Writer {
    Writer::from_bits(file.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
}

fn put(tables: &mut Tables, entry: Entry, dot: Dot, seen: Context) {
    fn place<C: CellKind>(tables: &mut Tables, key: C::Key, value: C::Value, dot: Dot, seen: Context) {
        let sibling = Sibling { dot, value, before: None, at: None, rest: Default::default() };
        C::table_mut(tables).put(key, Some(Cell::from_parts([sibling], seen)));
    }
    match entry {
        Entry::Passage(key, value) => place::<kinds::Passage>(tables, key, value, dot, seen),
        Entry::Plan(key, value) => place::<kinds::Plan>(tables, key, value, dot, seen),
        Entry::Rating(key, value) => place::<kinds::Rating>(tables, key, value, dot, seen),
        Entry::Figure(key, value) => place::<kinds::Figure>(tables, key, value, dot, seen),
        Entry::FollowUp(key, value) => place::<kinds::FollowUp>(tables, key, value, dot, seen),
        // No form has a field for another kind.
        _ => {}
    }
}
