//! Reading a file.

use super::{
    FORMAT, Header, Looks, Note, Reason, Scope, Sealed, Spot, Titled, VERSION, carrier,
    digest::Digests,
    envelope::{Envelope, Lines},
    limits, migrate,
    record::{Line, Refused, Taken, kind_of, take, take_unknown},
    wire::{AuthorForm, Pairs, TitledForm, Wire, with_kind},
};
use crate::{
    domain::{Author, Kind, ProgramId, Workspace},
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
}

/// Why a file was refused as a whole. Nothing of it has been taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("{0} bytes are more than a file may have")]
    TooLarge(usize),
    #[error("brackets nested {0} deep")]
    TooDeep(usize),
    #[error("{0} records are more than a file may have")]
    TooManyRecords(usize),
    #[error("not a file of this program: {0:?}")]
    NotABundle(Looks),
    #[error("not JSON at line {line}, column {column}")]
    NotJson { line: usize, column: usize },
    /// `NaN` or `Infinity`.
    #[error("no number at line {line}, column {column}")]
    NotANumber { line: usize, column: usize },
    /// The end is missing.
    #[error("cut short")]
    CutShort,
    #[error("another format: {0:?}")]
    WrongFormat(String),
    #[error("version {theirs}, newer than {ours}")]
    NewerVersion { theirs: u64, ours: u64 },
    /// A field stands twice, or is no list where one is needed; with its path.
    #[error("its frame is damaged: {0}")]
    BadEnvelope(String),
    /// A field without which nothing can be read is missing or wrong.
    #[error("its {0} is missing or damaged")]
    BadHeader(&'static str),
    #[error("an unknown kind of file: {0:?}")]
    UnknownKind(String),
}

/// Reads a file as it lies on a disk: with or without a byte order mark, in UTF-8 or UTF-16.
pub fn read_bytes(bytes: &[u8]) -> Result<Read, Unreadable> {
    if bytes.len() > 2 * limits::LARGEST {
        return Err(Unreadable::TooLarge(bytes.len()));
    }
    read(&carrier::decode(bytes)?)
}

/// Reads a file of any version up to this page's own.
pub fn read(text: &str) -> Result<Read, Unreadable> {
    if text.len() > limits::LARGEST {
        return Err(Unreadable::TooLarge(text.len()));
    }
    let text = carrier::strip(text)?;
    if limits::measure(text).depth > limits::DEEPEST {
        return Err(Unreadable::TooDeep(limits::measure(text).depth));
    }
    let envelope = Envelope::read(text)?;
    match envelope.format() {
        Some(format) if format == FORMAT => {}
        Some(format) => return Err(Unreadable::WrongFormat(format.chars().take(80).collect())),
        None => return Err(Unreadable::NotABundle(Looks::OtherJson)),
    }
    match envelope.version() {
        Some(VERSION) => read_current(text, &envelope),
        Some(theirs) if theirs > VERSION => Err(Unreadable::NewerVersion { theirs, ours: VERSION }),
        Some(older @ 1..) => {
            let text = migrate::to_current(text, older);
            read_current(&text, &Envelope::read(&text)?)
        }
        _ => Err(Unreadable::BadHeader("version")),
    }
}

fn read_current(text: &str, envelope: &Envelope<'_>) -> Result<Read, Unreadable> {
    let n_in = |lines: &Lines<'_>| lines.lines.len() + lines.n_left_out;
    let n_records = n_in(&envelope.cells) + n_in(&envelope.sealed);
    let n_writers = n_in(&envelope.writers);
    if n_records.max(n_writers) > limits::MOST_RECORDS {
        return Err(Unreadable::TooManyRecords(n_records.max(n_writers)));
    }
    let mut notes = Notes::new(text);
    let header = read_header(envelope, &mut notes)?;
    let mut workspace = Workspace { writers: read_writers(&envelope.writers, &mut notes), ..Workspace::default() };
    let digests = read_cells(&envelope.cells, &header.scope, &mut workspace, &mut notes);
    let sealed = read_sealed(&envelope.sealed, &mut notes);
    check_whole(envelope, n_records, digests, &mut notes);
    Ok(Read { header, workspace, sealed, notes: notes.finish() })
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
    Moment::from_form(read_short(raw)?).ok()
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
        let spot = Spot::Writer { line: notes.line_of(raw) };
        notes.add(spot, reason, raw.get());
    }
    authors
}

fn read_cells(cells: &Lines<'_>, scope: &Scope, workspace: &mut Workspace, notes: &mut Notes<'_>) -> Digests {
    let mut digests = Digests::default();
    // Neighbours are nearly always of one programme.
    let mut program: Option<ProgramId> = None;
    for raw in &cells.lines {
        let line = serde_json::from_str::<Line<'_>>(raw.get()).ok();
        match &line {
            Some(line) => digests.add(&line.0, raw.get()),
            None => digests.add(&kind_of(raw).unwrap_or_default(), raw.get()),
        }
        let line_program = line.as_ref().and_then(|line| match &program {
            Some(program) if program.as_str() == line.1 => Some(program.clone()),
            _ => line.1.parse().ok(),
        });
        let (reason, cell) = match take_line(raw, line.as_ref(), line_program.as_ref(), scope, workspace) {
            Ok(Taken::New) => {
                program = line_program;
                continue;
            }
            Ok(Taken::Again(cell)) => (Reason::Repeated, cell),
            Err(Refused { reason, cell }) => (reason, cell),
        };
        let spot = Spot::Cell { line: notes.line_of(raw), program: line_program, cell };
        notes.add(spot, reason, raw.get());
    }
    digests
}

fn take_line(
    raw: &RawValue,
    line: Option<&Line<'_>>,
    program: Option<&ProgramId>,
    scope: &Scope,
    workspace: &mut Workspace,
) -> Result<Taken, Refused> {
    let extent = limits::measure(raw.get());
    if extent.longest_text > limits::LONGEST_TEXT {
        return Err(Reason::TextTooLong(extent.longest_text).into());
    }
    if extent.longest_number > limits::LONGEST_NUMBER {
        return Err(Reason::NumberTooLong(extent.longest_number).into());
    }
    let line = line.ok_or(Reason::NotACell)?;
    let program = program.ok_or(Reason::BadProgram)?;
    if !scope.covers(program) {
        return Err(Reason::OtherProgram.into());
    }
    let kind = Kind::from_name(&line.0);
    // A programme of which nothing could be read is not there.
    let is_new = !workspace.programs.contains_key(program);
    let content = workspace.program_mut(program);
    let taken = match kind {
        Some(kind) => with_kind!(kind, take(line, &mut content.tables)),
        None => take_unknown(line, content),
    };
    if is_new && taken.is_err() {
        workspace.programs.remove(program);
    }
    taken
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

fn check_whole(envelope: &Envelope<'_>, n_records: usize, digests: Digests, notes: &mut Notes<'_>) {
    if let Some(raw) = envelope.count {
        match read_short::<u64>(raw) {
            Some(stated) if stated == n_records as u64 => {}
            Some(stated) => notes.add(Spot::File, Reason::CountDiffers { stated, found: n_records }, ""),
            None => notes.add(Spot::Header("count"), Reason::NotUnderstood, raw.get()),
        }
    }
    let Some(raw) = envelope.digest else { return };
    let Some(Pairs(stated)) = read_short::<Pairs<String, String>>(raw) else {
        return notes.add(Spot::Header("digest"), Reason::NotUnderstood, raw.get());
    };
    let mut found: BTreeMap<String, String> = digests.finish().into_iter().collect();
    let mut differing: Vec<String> =
        stated.into_iter().filter(|(kind, digest)| found.remove(kind).as_ref() != Some(digest)).map(|(kind, _)| kind).collect();
    differing.extend(found.into_keys());
    differing.sort();
    differing.dedup();
    if !differing.is_empty() {
        notes.add(Spot::File, Reason::DigestDiffers(differing), "");
    }
}

/// Collects notes and knows on which line of the text they are.
struct Notes<'a> {
    text: &'a str,
    /// Lines begun before this offset.
    counted: (usize, usize),
    list: Vec<Note>,
    n_left_out: usize,
}

impl<'a> Notes<'a> {
    fn new(text: &'a str) -> Self {
        Notes { text, counted: (0, 1), list: Vec::new(), n_left_out: 0 }
    }

    /// The line on which a piece of the text begins, counted from 1.
    fn line_of(&mut self, raw: &RawValue) -> usize {
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        // Pieces come in order, so counting goes on from the last one; a file of nothing but damage takes one pass.
        let (from, line) = if offset >= self.counted.0 { self.counted } else { (0, 1) };
        let n_breaks = self.text.as_bytes()[from..offset].iter().filter(|&&byte| byte == b'\n').count();
        self.counted = (offset, line + n_breaks);
        self.counted.1
    }

    fn add(&mut self, spot: Spot, reason: Reason, raw: &str) {
        if self.list.len() + 1 < limits::MOST_NOTES {
            self.list.push(Note { spot, reason, raw: shortened(raw) });
        } else {
            self.n_left_out += 1;
        }
    }

    /// A field the file can do without; noted where it is not understood.
    fn optional<T>(&mut self, field: &'static str, raw: &RawValue, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.add(Spot::Header(field), Reason::NotUnderstood, raw.get());
        }
        value
    }

    fn finish(mut self) -> Vec<Note> {
        if self.n_left_out > 0 {
            self.list.push(Note { spot: Spot::File, reason: Reason::More(self.n_left_out), raw: String::new() });
        }
        self.list
    }
}

fn shortened(raw: &str) -> String {
    const LONGEST: usize = 200;
    match raw.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &raw[..end]),
        None => raw.to_owned(),
    }
}
