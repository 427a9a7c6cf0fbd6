//! The outermost object, still in pieces.

use super::{Unreadable, limits};
use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// The fields of a file as raw text: nothing but the pieces' own borders is judged yet. Fields of newer pages are
/// passed over.
#[derive(Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(borrow)]
    pub format: Option<&'a RawValue>,
    #[serde(borrow)]
    pub version: Option<&'a RawValue>,
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
        serde_json::from_str(text).map_err(|error| diagnose(text, &error))
    }

    /// The format's name, where the field is a text.
    pub fn format(&self) -> Option<Cow<'a, str>> {
        serde_json::from_str(self.format?.get()).ok()
    }

    pub fn version(&self) -> Option<u64> {
        serde_json::from_str(self.version?.get()).ok()
    }
}

/// Why a text is no envelope.
fn diagnose(text: &str, error: &serde_json::Error) -> Unreadable {
    use super::Looks;
    use serde_json::error::Category;

    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => Unreadable::CutShort,
        // An object, but not ours: a field twice, or no list where the cells should be.
        Category::Data => match serde_json::from_str::<Format<'_>>(text).ok().and_then(|format| format.format) {
            Some(format) if format.0 == super::FORMAT => Unreadable::BadEnvelope(path_of(text)),
            Some(format) => Unreadable::WrongFormat(format.0.chars().take(80).collect()),
            None => Unreadable::NotABundle(Looks::OtherJson),
        },
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

#[derive(Deserialize)]
struct Format<'a> {
    #[serde(borrow)]
    format: Option<super::canonical::Name<'a>>,
}

fn path_of(text: &str) -> String {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize::<_, Envelope<'_>>(&mut deserializer).err().map(|error| error.path().to_string()).unwrap_or_default()
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
