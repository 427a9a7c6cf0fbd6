//! What is recorded about files and submissions: who read what, which inquiry a report answers, what was handed in.

use super::{Content, export::cells_of, incoming::author_department};
use crate::{
    bundle::{self, Scope},
    domain::{Author, CellId, Command, DepartmentId, Entry, Event, FileRead, Handling, Place, ProgramId, Stamp, Trace, TraceId, Workspace},
    evaluate,
    register::Moment,
};
use std::collections::BTreeSet;

/// Records the files that were just adopted, and the reports among them as received (受付) where the reader is the
/// secretariat. Gives the ids of the file records, and the stamp the next change goes on from.
///
/// `fresh` gives random ids.
pub fn file(
    workspace: &mut Workspace,
    picked: &[(Content, BTreeSet<Place>)],
    reader: Reader<'_>,
    stamp: Stamp,
    fresh: &mut impl FnMut() -> TraceId,
) -> (Vec<(ProgramId, TraceId)>, Stamp) {
    let (mut files, mut stamp) = (Vec::new(), stamp);
    for (content, chosen) in picked {
        let brought =
            |program: &ProgramId| chosen.iter().filter(|place| place.program == *program).map(|place| place.cell.clone()).collect();
        for program in content.theirs.programs.keys() {
            let brought: Vec<CellId> = brought(program);
            if brought.is_empty() || workspace.program(program).is_none() {
                continue;
            }
            let digest = content_digest(&content.theirs, program);
            let id = fresh();
            let from = content.header.from.as_ref();
            let names = from.map(|it| [it.department.as_str(), it.person.as_str()]).unwrap_or_default();
            let read = FileRead {
                name: content.name.clone(),
                digest: digest.clone(),
                from: names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" "),
                written_at: content.header.written_at,
                n_cells: u32::try_from(brought.len()).unwrap_or(u32::MAX),
            };
            let mut record = |workspace: &mut Workspace, id: TraceId, event: Event| {
                let trace = Trace { at: reader.at, by: reader.by.to_owned(), event };
                let command = Command { program: program.clone(), entries: vec![Entry::Trace(id, trace)] };
                // A step that is not allowed (a report after 確定) is not taken; the file's own record says it was read.
                if let Ok((_, next)) = workspace.apply(command, stamp) {
                    stamp = next;
                }
            };
            record(workspace, id.clone(), Event::FileRead(read));
            if let (Receiving::AsSecretariat, Some(department)) = (reader.receiving, sender(workspace, program, content)) {
                let tables = |workspace: &Workspace| workspace.program(program).map(|it| it.tables.clone()).unwrap_or_default();
                for inquiry in evaluate::answered(&tables(workspace), &department, &brought) {
                    let step = Handling::Received { digest: digest.clone(), file: id.clone() };
                    let event = tables(workspace).next_step(&inquiry, &department, step);
                    record(workspace, fresh(), event);
                }
            }
            files.push((program.clone(), id));
        }
    }
    (files, stamp)
}

/// Who reads files in, and when.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub by: &'a str,
    pub at: Moment,
    pub receiving: Receiving,
}

/// Whether reading a report is its 受付.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiving {
    AsSecretariat,
    /// A department that reads a colleague's file receives nothing.
    No,
}

/// The department whose report the file is, as we know it.
fn sender(workspace: &Workspace, program: &ProgramId, content: &Content) -> Option<DepartmentId> {
    if !matches!(content.header.scope, Scope::Report(_)) {
        return None;
    }
    author_department(&content.header, &workspace.program(program)?.tables)
}

/// Of what a file says: everything but the trace, which says something about that content itself.
fn content_digest(workspace: &Workspace, program: &ProgramId) -> String {
    bundle::fingerprint_of(workspace, program, is_content)
}

/// The fingerprint (照合番号) of what the department's report says now: the same as its reader will find.
pub fn report_digest(workspace: &Workspace, program: &ProgramId, department: &DepartmentId, author: &Author) -> String {
    let own = cells_of(workspace, program, department, author);
    bundle::fingerprint_of(workspace, program, |cell| is_content(cell) && own.contains(cell))
}

fn is_content(cell: &CellId) -> bool {
    !matches!(cell, CellId::Trace(_) | CellId::Agenda(_))
}

#[cfg(test)]
mod tests;
