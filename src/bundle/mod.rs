//! How does a workspace look as text, in any version?
//!
//! Belongs here: the one file format of exports, backups, seeds and stored parts; its reader, its writer, the steps
//! from older versions. [`read`] gives what was understood *and* what was not: one bad record costs one record.
//!
//! Deliberately not here: rules about indicators, what an import changes (`merge`), storage keys, sealing. Opened
//! survey answers ([`Program::answers`](crate::domain::Program)) are never written: they travel in a sealed part only.
//!
//! # Version 1, frozen
//!
//! One UTF-8 JSON object, LF line ends, one cell a line, keys in a fixed order: equal states have equal bytes.
//!
//! ```text
//! {"format":"shinchoku","version":1,"kind":"programme",
//! "programme":{"id":"nagaoka","title":"…"},
//! "from":{"department":"…","person":"…","device":"…"},
//! "written_at":"2026-11-21T09:30:00","document_number":"…","app":"…",
//! "count":1,"digest":{"figure":"<sha256 hex>"},
//! "writers":[
//! ["00000000000000a1",{"department":"…","person":"…","device":"…"}]
//! ],
//! "cells":[
//! ["figure","nagaoka",{"indicator":"N2","year":2019},[{"dot":"00000000000000a1:12","value":{…},"before":{…},"at":"…"}],{"00000000000000b2":5}]
//! ]}
//! ```
//!
//! - `kind` is `programme`, `report`, `answers`, `publication` or `backup`. All but `backup` name their `programme`
//!   and hold cells of it alone. Header fields that are absent are left out, and so is a line that they leave empty.
//! - `digest`: per kind of cell the SHA-256 of its lines as written, without the commas between them, joined by LF.
//! - A cell is its kind, programme, key, siblings and, only where it says more than the siblings' own dots, the
//!   context: the highest change seen of each further writer. Cells are sorted by kind ([`Kind::ALL`]), programme
//!   and the domain's order of keys; kinds that this page does not know follow by name, programme and key text.
//! - A sibling is `dot`, `value` and where known `before` and `at`. A value is always an object. Unknown fields of
//!   it are kept and written back after the known ones, sorted. Nowhere else does version 1 grow: an unknown field
//!   inside a part of a value, or an unknown word, costs the record, because writing it back would lose something.
//! - Fields equal to their default (empty text, empty list, nothing, the default variant, 0 decimals) are left out.
//!   Numbers are decimal texts, days `2023-06-01`, moments `2026-11-21T09:30:00` (with a fraction if there is one),
//!   fiscal years integers, choices snake_case words. The tables in `wire` are the rest of the grammar.
//! - One record of a cell is enough: a second one is merged with the first, and noted. A cell may show nothing and have
//!   a context all the same.
//! - `tests/bundles/schema/v1.json` is the JSON Schema of it, made from the wire types by a test and kept current by it.
//! - `writers` names those whose changes stand in the file, as far as they are known.
//!
//! [`Kind::ALL`]: crate::domain::Kind::ALL

mod header;
/// What could not be read: the door for those who say it to people.
pub mod note;
mod read;
mod write;
mod answers;

mod body;
mod canonical;
mod carrier;
mod digest;
mod envelope;
mod limits;
mod mend;
mod migrate;
mod record;
mod scan;
mod schema;
mod slip;
mod wire;

pub use answers::{NotAnAnswer, Opened, Sealed, answer_text, read_answer, sealed_size, write_answers};
pub use header::{Header, Scope, Titled};
pub use limits::{DEEPEST, LARGEST, LONGEST_NUMBER, LONGEST_TEXT, MOST_NOTES, MOST_RECORDS};
pub use note::{Carried, Fault, Looks, Note, Reason, Spot, Unreadable, Wrong};
pub use read::{Integrity, Read, read, read_bytes};
pub use slip::{NotASlipCode, SlipCode};
pub use write::{everything, fingerprint, fingerprint_of, weigh, write};

/// The name of the format, whatever its version.
pub const FORMAT: &str = "shinchoku";

/// The version this page writes, and the newest it reads.
pub const VERSION: u64 = 1;
