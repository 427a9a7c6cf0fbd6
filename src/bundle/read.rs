//! Reading a file.

use super::{
    Carried, Header, Looks, Note, Reason, Scope, Sealed, Spot, Titled, Unreadable, VERSION,
    body::{Body, Notes},
    carrier,
    digest::Digests,
    envelope::{Envelope, Lines},
    limits, mend, migrate,
    record::Line,
    scan::Scanner,
    wire::{AuthorForm, Pairs, TitledForm, Wire},
};
use crate::{
    domain::{Author, Workspace},
    register::{Moment, Writer},
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// What was understood of a file, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub header: Header,
    /// Only what the file says.
    pub workspace: Workspace,
    /// Survey answers that only the secretariat can open.
    pub sealed: BTreeSet<Sealed>,
    /// In the order of the text, those about the file as a whole last.
    pub notes: Vec<Note>,
    pub integrity: Integrity,
}

/// Whether a file still says what it said when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integrity {
    Intact,
    /// The kinds of cells whose digests differ, as files name them.
    Changed(Vec<String>),
    /// The file carries no digests, or none that can be read.
    Unknown,
}

/// Reads a file as it lies on a disk: with or without a byte order mark, in UTF-8 or UTF-16.
pub fn read_bytes(bytes: &[u8]) -> Result<Read, Unreadable> {
    if bytes.len() > 2 * limits::LARGEST {
        return Err(Unreadable::TooLarge(bytes.len()));
    }
    let (text, carried) = carrier::decode(bytes)?;
    read_carried(&text, carried.into_iter().collect())
}

/// Reads a file of any version up to this page's own.
pub fn read(text: &str) -> Result<Read, Unreadable> {
    read_carried(text, Vec::new())
}

fn read_carried(text: &str, mut carried: Vec<Carried>) -> Result<Read, Unreadable> {
    if text.len() > limits::LARGEST {
        return Err(Unreadable::TooLarge(text.len()));
    }
    let text = carrier::strip(text, &mut carried);
    if let Some((read, _)) = read_as_written(text, &carried) {
        return Ok(read);
    }
    carrier::look_at_line_ends(text, &mut carried);
    let is_json = matches!(text.trim_start().as_bytes().first(), Some(b'{' | b'['));
    let refusal = match is_json.then(|| read_the_long_way(text, &carried)) {
        Some(Ok((read, _))) => return Ok(read),
        // Not JSON, or with something after it.
        Some(Err(refusal @ (Unreadable::NotJson { .. } | Unreadable::NotABundle(Looks::Wrapped) | Unreadable::CutShort))) => Some(refusal),
        Some(Err(refusal)) => return Err(refusal),
        None => None,
    };
    let looks = match refusal {
        Some(Unreadable::NotABundle(looks)) => looks,
        refusal => match mend::look(text) {
            Some(looks) => looks,
            None => return Err(refusal.unwrap_or(Unreadable::NotABundle(Looks::Text))),
        },
    };
    carried.push(Carried::Mended(looks));
    let whole = mend::attempts(text, looks).find_map(|text| read_as_it_is(&text, &carried).ok().filter(|(_, is_attested)| *is_attested));
    match whole {
        Some((read, _)) => Ok(read),
        None => Err(Unreadable::NotABundle(looks)),
    }
}

/// The file, and whether its own count and digests say that it is whole.
fn read_as_it_is(text: &str, carried: &[Carried]) -> Result<(Read, bool), Unreadable> {
    read_as_written(text, carried).map_or_else(|| read_the_long_way(text, carried), Ok)
}

/// A file as this page writes it, with its own line ends: the fields before the cells, and one cell a line. `None`: it is
/// not, and nothing is said about it.
pub(super) fn read_as_written(text: &str, carried: &[Carried]) -> Option<(Read, bool)> {
    let mut scanner = Scanner::new(text);
    let mut envelope = Envelope::default();
    scanner.skip_blanks();
    scanner.expect(b'{')?;
    loop {
        let name = scanner.name()?;
        if name == "cells" {
            break;
        }
        envelope.put(&name, scanner.raw()?)?;
        scanner.skip_blanks();
        scanner.expect(b',')?;
    }
    let head = scanner.passed();
    let is_odd = limits::measure(head).depth > limits::DEEPEST || head.contains('\r');
    if is_odd || envelope.marks().check() != Ok(VERSION) || envelope.writers.n_left_out > 0 {
        return None;
    }
    let mut notes = Notes::new(text);
    let header = read_header(&envelope, &mut notes).ok()?;
    let writers = read_writers(&envelope.writers, &mut notes);
    let mut body = Body::new(&header.scope, limits::Extent::default());
    let mut n_records = 0;
    scanner.expect(b'[')?;
    scanner.skip_blanks();
    while !scanner.has(b']') {
        if n_records > 0 {
            scanner.expect(b',')?;
            scanner.skip_blanks();
        }
        if n_records == limits::MOST_RECORDS {
            return None;
        }
        n_records += 1;
        let (raw, line) = scanner.line()?;
        body.take(raw, Some(line), &mut notes);
        scanner.skip_blanks();
    }
    scanner.skip_blanks();
    scanner.expect(b'}')?;
    scanner.skip_blanks();
    let Body { workspace, digests, .. } = body;
    let content = (header, Workspace { writers, ..workspace }, BTreeSet::new());
    scanner.is_at_end().then(|| finish(content, digests, n_records, &envelope, notes, carried))
}

pub(super) fn read_the_long_way(text: &str, carried: &[Carried]) -> Result<(Read, bool), Unreadable> {
    let extent = limits::measure(text);
    if extent.depth > limits::DEEPEST {
        return Err(Unreadable::TooDeep(extent.depth));
    }
    let envelope = Envelope::read(text)?;
    match envelope.marks().check()? {
        VERSION => read_current(text, extent, &envelope, carried),
        older => {
            let text = migrate::to_current(text, older);
            read_current(&text, limits::measure(&text), &Envelope::read(&text)?, carried)
        }
    }
}

fn read_current(text: &str, extent: limits::Extent, envelope: &Envelope<'_>, carried: &[Carried]) -> Result<(Read, bool), Unreadable> {
    let n_in = |lines: &Lines<'_>| lines.lines.len() + lines.n_left_out;
    let n_records = n_in(&envelope.cells) + n_in(&envelope.sealed);
    let n_writers = n_in(&envelope.writers);
    if n_records.max(n_writers) > limits::MOST_RECORDS {
        return Err(Unreadable::TooManyRecords(n_records.max(n_writers)));
    }
    let mut notes = Notes::new(text);
    let header = read_header(envelope, &mut notes)?;
    let writers = read_writers(&envelope.writers, &mut notes);
    let mut body = Body::new(&header.scope, extent);
    for raw in &envelope.cells.lines {
        body.take(raw.get(), Line::read(raw), &mut notes);
    }
    let Body { workspace, digests, .. } = body;
    let sealed = read_sealed(&envelope.sealed, &mut notes);
    Ok(finish((header, Workspace { writers, ..workspace }, sealed), digests, n_records, envelope, notes, carried))
}

/// What is known only when all cells are read.
fn finish(
    (header, workspace, sealed): (Header, Workspace, BTreeSet<Sealed>),
    digests: Digests,
    n_records: usize,
    envelope: &Envelope<'_>,
    mut notes: Notes<'_>,
    carried: &[Carried],
) -> (Read, bool) {
    let is_counted = check_count(envelope, n_records, &mut notes);
    let integrity = check_digests(envelope, digests, &mut notes);
    for &carried in carried {
        notes.add(Spot::File, Reason::Carried(carried), "");
    }
    let is_attested = is_counted && integrity == Integrity::Intact;
    (Read { header, workspace, sealed, notes: notes.finish(), integrity }, is_attested)
}

fn read_header(envelope: &Envelope<'_>, notes: &mut Notes<'_>) -> Result<Header, Unreadable> {
    let scope = read_scope(envelope)?;
    // What only people read costs no more than itself.
    let from = envelope.from.and_then(|raw| notes.optional("from", raw, read_author(raw)));
    let written_at = envelope.written_at.and_then(|raw| notes.optional("written_at", raw, read_moment(raw)));
    let document_number = envelope.document_number.and_then(|raw| notes.optional("document_number", raw, read_short(raw)));
    let app = envelope.app.and_then(|raw| notes.optional("app", raw, read_short(raw)));
    Ok(Header { scope, from, written_at, document_number, app })
}

fn read_scope(envelope: &Envelope<'_>) -> Result<Scope, Unreadable> {
    let kind = envelope.kind.and_then(read_short::<String>).ok_or(Unreadable::BadHeader("kind"))?;
    if kind == Scope::Backup.name() {
        return Ok(Scope::Backup);
    }
    let scope = match kind.as_str() {
        "programme" => Scope::Programme,
        "report" => Scope::Report,
        "answers" => Scope::Answers,
        "publication" => Scope::Publication,
        _ => return Err(Unreadable::UnknownKind(kind.chars().take(80).collect())),
    };
    let titled = envelope.programme.and_then(read_titled).ok_or(Unreadable::BadHeader("programme"))?;
    Ok(scope(titled))
}

fn read_titled(raw: &RawValue) -> Option<Titled> {
    read_short::<TitledForm<'_>>(raw)?.try_into().ok()
}

fn read_author(raw: &RawValue) -> Option<Author> {
    read_short::<AuthorForm<'_>>(raw).map(Author::from)
}

fn read_moment(raw: &RawValue) -> Option<Moment> {
    Moment::from_json(read_short(raw)?).ok()
}

/// A header field, unless a text in it is longer than any may be.
fn read_short<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Option<T> {
    let is_short = limits::measure(raw.get()).longest_text <= limits::LONGEST_TEXT;
    is_short.then(|| serde_json::from_str(raw.get()).ok()).flatten()
}

fn read_writers(writers: &Lines<'_>, notes: &mut Notes<'_>) -> BTreeMap<Writer, Author> {
    let mut authors = BTreeMap::new();
    for raw in &writers.lines {
        let entry = read_short::<(String, AuthorForm<'_>)>(raw).and_then(|(writer, form)| Some((writer.parse().ok()?, Author::from(form))));
        let reason = match entry {
            None => Reason::NotUnderstood,
            Some((writer, author)) => match authors.entry(writer) {
                Entry::Vacant(place) => {
                    place.insert(author);
                    continue;
                }
                Entry::Occupied(place) if *place.get() == author => continue,
                Entry::Occupied(mut place) => {
                    // The lesser stays, as when two files meet.
                    if author < *place.get() {
                        place.insert(author);
                    }
                    Reason::TwoAuthors
                }
            },
        };
        let spot = Spot::Writer { line: notes.line_of(raw.get()) };
        notes.add(spot, reason, raw.get());
    }
    authors
}

fn read_sealed(lines: &Lines<'_>, notes: &mut Notes<'_>) -> BTreeSet<Sealed> {
    let mut sealed = BTreeSet::new();
    for raw in &lines.lines {
        match Sealed::from_line(raw.get()) {
            Some(answer) => {
                sealed.insert(answer);
            }
            None => notes.add(Spot::File, Reason::NotASealedAnswer, raw.get()),
        }
    }
    sealed
}

/// Whether the count is there and right.
fn check_count(envelope: &Envelope<'_>, n_records: usize, notes: &mut Notes<'_>) -> bool {
    envelope.count.is_some_and(|raw| match read_short::<u64>(raw) {
        Some(stated) if stated == n_records as u64 => true,
        Some(stated) => {
            notes.add(Spot::File, Reason::CountDiffers { stated, found: n_records }, "");
            false
        }
        None => {
            notes.add(Spot::Header("count"), Reason::NotUnderstood, raw.get());
            false
        }
    })
}

fn check_digests(envelope: &Envelope<'_>, digests: Digests, notes: &mut Notes<'_>) -> Integrity {
    let Some(raw) = envelope.digest else { return Integrity::Unknown };
    let Some(Pairs(stated)) = read_short::<Pairs<String, String>>(raw) else {
        notes.add(Spot::Header("digest"), Reason::NotUnderstood, raw.get());
        return Integrity::Unknown;
    };
    let mut found: BTreeMap<String, String> = digests.finish().into_iter().collect();
    let mut differing: Vec<String> =
        stated.into_iter().filter(|(kind, digest)| found.remove(kind).as_ref() != Some(digest)).map(|(kind, _)| kind).collect();
    differing.extend(found.into_keys());
    differing.sort();
    differing.dedup();
    if differing.is_empty() {
        return Integrity::Intact;
    }
    notes.add(Spot::File, Reason::DigestDiffers(differing.clone()), "");
    Integrity::Changed(differing)
}
