//! What could not be read: a refusal of the whole file, or one note each.

use crate::domain::{CellId, ProgramId};
use std::fmt;

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

/// What a text looks like that is not a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    Empty,
    /// A page of a mail client or a gateway, perhaps with damaged parts of the bundle inside.
    Html,
    /// A whole mail as it was saved, with what was attached to it encoded.
    Mail,
    /// The lines of an answer to a mail, each behind `>`.
    Quoted,
    /// Saved from a mail without decoding it: `=E3=81=82`.
    QuotedPrintable,
    /// An editor made “ and ” of the quotation marks.
    SmartQuotes,
    /// A gateway broke long lines.
    WrappedLines,
    /// Saved again as Shift_JIS. The characters may be right, but the bytes are not the file's.
    ShiftJis,
    /// UTF-16 with damage.
    Utf16,
    /// ISO-2022-JP, the encoding of old mail.
    Jis,
    /// A zip archive or another of its sort.
    Zip,
    /// An Excel or Word file.
    Office,
    Pdf,
    /// Bytes of no text.
    Binary,
    /// JSON of something else.
    OtherJson,
    /// A bundle with other text before or after it, as when a whole mail was copied.
    Wrapped,
    /// Any other text.
    Text,
}

/// What a carrier did to a file that is whole all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    ByteOrderMark,
    /// CR LF in place of LF.
    LineEnds,
    Utf16,
    /// Undone, and what was written is there again: the count and every digest are right.
    Mended(Looks),
}

/// Something in a file that was not understood, and what it cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub spot: Spot,
    pub reason: Reason,
    /// The text at the spot, shortened; empty where the note is about the file as a whole.
    pub raw: String,
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    File,
    /// A field of the header.
    Header(&'static str),
    /// An entry of the table of writers.
    Writer {
        /// Of the text, counted from 1.
        line: usize,
    },
    /// A cell, named as far as it could be read.
    Cell {
        line: usize,
        program: Option<ProgramId>,
        cell: Option<CellId>,
    },
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Not an array of kind, programme, key, siblings and perhaps a context. The record is left out.
    #[error("not a cell")]
    NotACell,
    #[error("not a programme's id")]
    BadProgram,
    /// A cell of another programme than the file is about. The record is left out.
    #[error("belongs to another programme than the file")]
    OtherProgram,
    #[error("its key: {0}")]
    BadKey(Fault),
    /// Not `writer:n`, or beyond what a writer can count.
    #[error("not the name of a change: {0:?}")]
    BadDot(String),
    #[error("its context is damaged")]
    BadContext,
    #[error("its time: {0:?}")]
    BadMoment(String),
    #[error("its value: {0}")]
    BadValue(Fault),
    /// A text above [`super::LONGEST_TEXT`] bytes. The record is left out.
    #[error("a text of {0} bytes")]
    TextTooLong(usize),
    /// A number of more digits than any figure has. The record is left out.
    #[error("a number of {0} digits")]
    NumberTooLong(usize),
    /// A second record of the same cell. Both are merged, nothing is lost.
    #[error("a second record of the same cell, merged")]
    Repeated,
    /// One more record of the same cells than anybody could mean. The record is left out.
    #[error("too many records of the same cells")]
    RepeatedTooOften,
    /// A header field that only people read. It is left out.
    #[error("not understood")]
    NotUnderstood,
    /// A second, different entry of one writer. The lesser stays, as when two files meet.
    #[error("a second author of one writer")]
    TwoAuthors,
    /// The digests of these kinds of cells differ: somebody changed the text, or a carrier did.
    #[error("changed since it was written: {}", .0.join(", "))]
    DigestDiffers(Vec<String>),
    #[error("{found} records, where the header says {stated}")]
    CountDiffers { stated: u64, found: usize },
    /// Of a rescue file: so many of its parts are missing or damaged.
    #[error("{0} parts missing or damaged")]
    PartsLost(usize),
    /// An entry of the list of sealed answers. It is left out.
    #[error("not a sealed answer")]
    NotASealedAnswer,
    /// The file came otherwise than it was written, and nothing of it is lost.
    #[error("changed on its way, and whole: {0:?}")]
    Carried(Carried),
    /// So many more notes were left out.
    #[error("{0} more notes")]
    More(usize),
}

/// The first field of a record that cannot be what it should, by its path: `shown.number`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    path: String,
    pub wrong: Wrong,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A field is missing, unknown, repeated or of another type.
    #[error("not of its shape")]
    Shape,
    /// A choice that this page does not know.
    #[error("an unknown word: {0:?}")]
    UnknownWord(String),
    #[error("not an id: {0:?}")]
    NotAnId(String),
    #[error("not a number")]
    NotANumber,
    #[error("a number of {0} digits")]
    NumberTooLong(usize),
    #[error("not a positive number")]
    NotPositive,
    #[error("not a fiscal year: {0}")]
    NotAFiscalYear(i32),
    #[error("not a day")]
    NotADay,
    #[error("not a time")]
    NotAMoment,
    #[error("not a position")]
    NotAPosition,
    /// Fewer than 3 people.
    #[error("a group too small to hide anybody")]
    GroupTooSmall,
    #[error("more choices than answers")]
    CountsExceedAnswers,
    /// One name twice in one object.
    #[error("named twice")]
    Repeated,
}

impl Note {
    /// Whether the file could do without this note: nothing is left out, and nothing in doubt.
    pub fn is_harmless(&self) -> bool {
        matches!(self.reason, Reason::Carried(_))
    }
}

impl Fault {
    /// Empty where the record as a whole is wrong.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn shape(path: String) -> Self {
        Fault { path, wrong: Wrong::Shape }
    }

    pub(super) fn below(self, field: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Fault { path: format!("{field}{joint}{}", self.path), wrong: self.wrong }
    }

    pub(super) fn at(self, index: usize) -> Self {
        self.below(&format!("[{index}]"))
    }
}

impl From<Wrong> for Fault {
    fn from(wrong: Wrong) -> Self {
        Fault { path: String::new(), wrong }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.wrong.fmt(f)
    }
}
