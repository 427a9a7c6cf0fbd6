//! Writing a file.

use super::{
    FORMAT, Header, VERSION,
    canonical::to_json,
    digest::Digests,
    record,
    wire::{AuthorForm, TitledForm, Value, Wire, with_kind},
};
use crate::{
    domain::{Author, CellId, CellKind, Kind, Program, ProgramId, UnknownKey, Workspace},
    register::{Cell, Writer},
};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The filter that leaves nothing out.
pub fn everything(_: &ProgramId, _: &CellId) -> bool {
    true
}

/// The text of those cells that the header's scope covers and `goes_in` lets pass.
///
/// Cells of unknown kinds always go in: nobody here can say whose they are, and a copy without them would lose them.
/// Opened survey answers never do.
pub fn write(workspace: &Workspace, header: &Header, goes_in: impl Fn(&ProgramId, &CellId) -> bool) -> String {
    let programs: Vec<_> = workspace.programs.iter().filter(|(id, _)| header.scope.covers(id)).collect();
    let mut body = Body::default();
    for &kind in Kind::ALL {
        for &(id, program) in &programs {
            with_kind!(kind, write_table(id, program, &goes_in, &mut body));
        }
    }
    let mut unknown: Vec<_> =
        programs.iter().flat_map(|(id, program)| program.unknown.cells().map(move |(key, cell)| (&key.kind, *id, key, cell))).collect();
    unknown.sort_by_key(|&(kind, id, UnknownKey { key, .. }, _)| (kind, id, key));
    for (kind, id, key, cell) in unknown {
        body.add(kind, &record::write_unknown(id.as_str(), key, cell), cell);
    }
    body.finish(workspace, header)
}

/// The fingerprint of those cells of one programme that `goes_in` lets pass: SHA-256 over their lines, in hexadecimal
/// digits. Equal on the device that wrote a file and on the one that read it; header and writers do not count.
pub fn fingerprint_of(workspace: &Workspace, id: &ProgramId, goes_in: impl Fn(&CellId) -> bool) -> String {
    let mut body = Body::default();
    if let Some(program) = workspace.programs.get(id) {
        for &kind in Kind::ALL {
            with_kind!(kind, write_table(id, program, &|_: &ProgramId, cell: &CellId| goes_in(cell), &mut body));
        }
    }
    let mut digests = Digests::default();
    digests.add("", &body.lines);
    digests.finish().pop().map(|(_, digest)| digest).unwrap_or_default()
}

/// The same for equal bodies, whoever wrote them and when: SHA-256 of the digests in a written text, in hexadecimal digits.
pub fn fingerprint(text: &str) -> String {
    let digests = text.lines().find(|line| line.starts_with("\"count\":")).unwrap_or_default();
    Sha256::digest(digests).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What makes a written text big: bytes by kind of cell, as files name it, the heaviest first.
pub fn weigh(text: &str) -> Vec<(String, usize)> {
    let mut weights: BTreeMap<&str, usize> = BTreeMap::new();
    let (_, cells) = text.split_once("\"cells\":[\n").unwrap_or_default();
    for line in cells.lines() {
        if let Some((kind, _)) = line.strip_prefix("[\"").and_then(|rest| rest.split_once('"')) {
            *weights.entry(kind).or_default() += line.len();
        }
    }
    let mut weights: Vec<(String, usize)> = weights.into_iter().map(|(kind, n_bytes)| (kind.to_owned(), n_bytes)).collect();
    weights.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    weights
}

fn write_table<C>(id: &ProgramId, program: &Arc<Program>, goes_in: &impl Fn(&ProgramId, &CellId) -> bool, body: &mut Body)
where
    C: CellKind<Key: Wire, Value: Value>,
{
    for (key, cell) in C::table(&program.tables).cells() {
        if goes_in(id, &C::id(key.clone())) {
            body.add(C::KIND.name(), &record::write::<C>(id.as_str(), key, cell), cell);
        }
    }
}

/// The lines of the cells, and what the header says about them.
#[derive(Default)]
struct Body {
    lines: String,
    count: usize,
    digests: Digests,
    writers: BTreeSet<Writer>,
}

impl Body {
    fn add<V: Ord + Clone>(&mut self, kind: &str, line: &str, cell: &Cell<V>) {
        if self.count > 0 {
            self.lines.push_str(",\n");
        }
        self.lines.push_str(line);
        self.count += 1;
        self.digests.add(kind, line);
        self.writers.extend(cell.siblings().iter().map(|sibling| sibling.dot.writer));
    }

    fn finish(self, workspace: &Workspace, header: &Header) -> String {
        let Header { scope, from, written_at, document_number, app } = header;
        let mut text = format!(r#"{{"format":"{FORMAT}","version":{VERSION},"kind":"{}","#, scope.name());
        if let Some(titled) = scope.programme() {
            text.push_str(&format!("\n\"programme\":{},", to_json(&TitledForm::from(titled))));
        }
        if let Some(author) = from {
            text.push_str(&format!("\n\"from\":{},", to_json(&AuthorForm::from(author))));
        }
        let for_people = [
            ("written_at", written_at.map(|moment| to_json(&moment.to_json()))),
            ("document_number", document_number.as_ref().map(to_json)),
            ("app", app.as_ref().map(to_json)),
        ];
        let for_people: String = for_people.into_iter().filter_map(|(name, json)| Some(format!(r#""{name}":{},"#, json?))).collect();
        if !for_people.is_empty() {
            text.push('\n');
            text.push_str(&for_people);
        }
        let digests: Vec<String> =
            self.digests.finish().into_iter().map(|(kind, digest)| format!(r#"{}:"{digest}""#, to_json(&kind))).collect();
        text.push_str(&format!("\n\"count\":{},\"digest\":{{{}}},", self.count, digests.join(",")));
        text.push_str("\n\"writers\":[\n");
        text.push_str(&writer_lines(workspace, &self.writers));
        text.push_str("],\n\"cells\":[\n");
        text.push_str(&self.lines);
        text.push_str(if self.count > 0 { "\n]}\n" } else { "]}\n" });
        text
    }
}

/// Those of whom anything is known, each on its line.
fn writer_lines(workspace: &Workspace, writers: &BTreeSet<Writer>) -> String {
    let known = writers.iter().filter_map(|writer| {
        let author = workspace.writers.get(writer).filter(|author| **author != Author::default())?;
        Some(format!(r#"["{writer}",{}]"#, to_json(&AuthorForm::from(author))))
    });
    let lines: Vec<String> = known.collect();
    if lines.is_empty() { String::new() } else { lines.join(",\n") + "\n" }
}
