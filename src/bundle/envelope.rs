//! The outermost object, still in pieces.

use super::{
    FORMAT, Looks, Unreadable, VERSION, limits,
    wire::{Name, Pairs},
};
use serde::{Deserialize, Deserializer, de};
use serde_json::{error::Category, value::RawValue};
use std::fmt;

/// The fields of a file as raw text: nothing but the pieces' own borders is judged yet. Fields of newer pages are
/// passed over.
#[derive(Default, Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(borrow)]
    format: Option<&'a RawValue>,
    #[serde(borrow)]
    version: Option<&'a RawValue>,
    #[serde(borrow)]
    pub kind: Option<&'a RawValue>,
    #[serde(borrow)]
    pub programme: Option<&'a RawValue>,
    #[serde(borrow)]
    pub from: Option<&'a RawValue>,
    #[serde(borrow)]
    pub written_at: Option<&'a RawValue>,
    #[serde(borrow)]
    pub document_number: Option<&'a RawValue>,
    #[serde(borrow)]
    pub app: Option<&'a RawValue>,
    #[serde(borrow)]
    pub count: Option<&'a RawValue>,
    #[serde(borrow)]
    pub digest: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub writers: Lines<'a>,
    #[serde(borrow, default)]
    pub cells: Lines<'a>,
    #[serde(borrow, default)]
    pub sealed: Lines<'a>,
    /// Whether the list of writers has been put there.
    #[serde(skip)]
    has_writers: bool,
}

/// What a file of any version says first: that it is one of ours, and which.
#[derive(Clone, Copy, Deserialize)]
pub(super) struct Marks<'a> {
    #[serde(borrow)]
    format: Option<&'a RawValue>,
    #[serde(borrow)]
    version: Option<&'a RawValue>,
}

impl<'a> Marks<'a> {
    fn read(text: &'a str) -> Result<Self, Unreadable> {
        serde_json::from_str(text).map_err(|_| Unreadable::NotABundle(Looks::OtherJson))
    }

    /// The version, if this page reads it.
    pub fn check(self) -> Result<u64, Unreadable> {
        match self.format.and_then(|raw| serde_json::from_str::<Name<'_>>(raw.get()).ok()) {
            Some(Name(format)) if format == FORMAT => {}
            Some(Name(format)) => return Err(Unreadable::WrongFormat(format.chars().take(80).collect())),
            None => return Err(Unreadable::NotABundle(Looks::OtherJson)),
        }
        match self.version.and_then(|raw| serde_json::from_str(raw.get()).ok()) {
            Some(theirs) if theirs > VERSION => Err(Unreadable::NewerVersion { theirs, ours: VERSION }),
            Some(version @ 1..) => Ok(version),
            _ => Err(Unreadable::BadHeader("version")),
        }
    }
}

/// The items of an array as raw text, as many as one file may have; the others are only counted.
#[derive(Default)]
pub(super) struct Lines<'a> {
    pub lines: Vec<&'a RawValue>,
    pub n_left_out: usize,
}

impl<'de: 'a, 'a> Deserialize<'de> for Lines<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> de::Visitor<'de> for Collect {
            type Value = Lines<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Lines<'de>, A::Error> {
                let mut lines = Lines::default();
                while lines.lines.len() < limits::MOST_RECORDS {
                    match items.next_element()? {
                        Some(line) => lines.lines.push(line),
                        None => return Ok(lines),
                    }
                }
                while items.next_element::<de::IgnoredAny>()?.is_some() {
                    lines.n_left_out += 1;
                }
                Ok(lines)
            }
        }

        deserializer.deserialize_seq(Collect)
    }
}

impl<'a> Envelope<'a> {
    pub fn read(text: &'a str) -> Result<Self, Unreadable> {
        // serde would take a list for the object.
        if text.trim_start().starts_with('[') {
            return Err(Unreadable::NotABundle(Looks::OtherJson));
        }
        serde_json::from_str(text).map_err(|error| diagnose(text, &error))
    }

    /// Puts one field in its place. `None` where only the whole text can say what it means: it stands there already, or is
    /// no field of a file as this page writes it.
    pub fn put(&mut self, name: &str, raw: &'a RawValue) -> Option<()> {
        let field = match name {
            "format" => &mut self.format,
            "version" => &mut self.version,
            "kind" => &mut self.kind,
            "programme" => &mut self.programme,
            "from" => &mut self.from,
            "written_at" => &mut self.written_at,
            "document_number" => &mut self.document_number,
            "app" => &mut self.app,
            "count" => &mut self.count,
            "digest" => &mut self.digest,
            "writers" if !self.has_writers => {
                self.has_writers = true;
                self.writers = serde_json::from_str(raw.get()).ok()?;
                return Some(());
            }
            _ => return None,
        };
        let is_first = field.is_none() && raw.get() != "null";
        *field = Some(raw);
        is_first.then_some(())
    }

    pub fn marks(&self) -> Marks<'a> {
        Marks { format: self.format, version: self.version }
    }
}

/// Why a text is no envelope.
fn diagnose(text: &str, error: &serde_json::Error) -> Unreadable {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => Unreadable::CutShort,
        // An object, but not ours, or of a version with another shape, or with a field twice.
        Category::Data => Marks::read(text).and_then(|marks| marks.check()).err().unwrap_or_else(|| Unreadable::BadEnvelope(path_of(text))),
        // A text that ends within a number or a word.
        Category::Syntax if is_at_the_end(text, line, column) => Unreadable::CutShort,
        Category::Syntax | Category::Io => {
            if is_at_no_number(text, line, column) {
                return Unreadable::NotANumber { line, column };
            }
            let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
            match values.next() {
                // A whole object, and then something else.
                Some(Ok(_)) => Unreadable::NotABundle(Looks::Wrapped),
                _ => Unreadable::NotJson { line, column },
            }
        }
    }
}

/// The field of the envelope that stands twice, or is no list where one must be.
fn path_of(text: &str) -> String {
    let Ok(Pairs(pairs)) = serde_json::from_str::<Pairs<Name<'_>, &RawValue>>(text) else { return String::new() };
    let is_wrong = |at: usize, name: &str, value: &RawValue| {
        let is_repeated = pairs[..at].iter().any(|(Name(earlier), _)| earlier == name);
        is_repeated || matches!(name, "writers" | "cells" | "sealed") && !value.get().starts_with('[')
    };
    let wrong = pairs.iter().enumerate().find(|(at, (Name(name), value))| is_wrong(*at, name, value));
    wrong.map(|(_, (Name(name), _))| name.to_string()).unwrap_or_default()
}

fn is_at_the_end(text: &str, line: usize, column: usize) -> bool {
    let mut rest = text.trim_end().lines().skip(line.saturating_sub(1));
    rest.next().is_none_or(|last| column >= last.len()) && rest.next().is_none()
}

/// Whether the text at that place is one of JavaScript's numbers that JSON does not have.
fn is_at_no_number(text: &str, line: usize, column: usize) -> bool {
    let Some(line) = text.lines().nth(line.saturating_sub(1)) else { return false };
    // The column counts bytes, and points at the first or the second character of the word, or past a minus.
    let start = (0..=column.min(line.len())).rev().take(3).find(|&i| line.is_char_boundary(i) && is_no_number(&line[i..]));
    start.is_some()
}

fn is_no_number(text: &str) -> bool {
    ["NaN", "Infinity", "-Infinity"].iter().any(|word| text.starts_with(word))
}
