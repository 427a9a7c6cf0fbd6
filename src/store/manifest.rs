//! The manifest: the one small text that says which parts are the workspace.

use super::part::{Group, PartKey, Shelf};
use crate::domain::{FiscalYear, ProgramId};
use crate::register::Moment;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

const FORMAT: &str = "shinchoku-store";

/// The version this page writes, and the newest it reads.
pub const VERSION: u64 = 1;

/// How many manifests back a manifest knows its origin. An older copy is merged as if it came from elsewhere.
const MOST_ANCESTORS: usize = 32;

/// How many snapshots are kept.
const MOST_SNAPSHOTS: usize = 10;

/// The name of a text: the first 96 bits of its SHA-256. Every save copies the list of all of them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(Arc<str>);

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|name| Name(name.into()))
    }
}

impl Name {
    pub fn of(text: &str) -> Self {
        let name: String = Sha256::digest(text).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Name(name.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One kept state of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    pub revision: u64,
    pub saved_at: Moment,
    /// The manifests this one goes on from, newest first.
    pub ancestors: Vec<Name>,
    pub parts: BTreeMap<PartKey, Part>,
    /// Oldest first.
    pub snapshots: Vec<Snapshot>,
    pub aside: Vec<Aside>,
    /// Fields that a newer page wrote.
    rest: serde_json::Map<String, serde_json::Value>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: Name,
    /// The length of its text in UTF-16 units, as storages count.
    pub units: usize,
}

/// An earlier manifest that is kept, with its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub name: Name,
    pub revision: u64,
    #[serde(with = "moment")]
    pub saved_at: Moment,
    pub occasion: Occasion,
}

/// Why a snapshot was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The last state of a day.
    EndOfDay,
    BeforeImport,
    BeforeRestore,
    /// Another one, of a newer page.
    #[serde(other)]
    Other,
}

/// A text that could not be read, kept under its name for somebody to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    pub name: Name,
    pub was: Was,
}

/// What a text was before it could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "WasForm", try_from = "WasForm")]
pub enum Was {
    Manifest,
    Settings,
    Drafts,
    Part(Shelf),
    /// Something of a newer page.
    Other,
}

/// A manifest with its text and its name. Equal names are equal manifests.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub name: Name,
    pub text: String,
    pub manifest: Manifest,
}

/// Why a text is no manifest to go on from.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotAManifest {
    /// With the manifest, where a newer page wrote it so that this one can look.
    #[error("version {version}, newer than {VERSION}")]
    Newer { version: u64, head: Option<Box<Head>> },
    #[error("damaged")]
    Damaged,
}

/// How a manifest found in a storage stands to the one this tab knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    Same,
    /// We go on from it: it has nothing for us.
    Ancestor,
    /// It goes on from ours.
    Descendant,
    /// Neither has seen the other.
    Apart,
}

impl Manifest {
    /// The manifest that goes on from `head`, with its lists.
    pub fn after(head: Option<&Head>, merged: impl IntoIterator<Item = Name>, saved_at: Moment) -> Self {
        let mut manifest = match head {
            Some(head) => head.manifest.clone(),
            None => Manifest {
                revision: 0,
                saved_at,
                ancestors: Vec::new(),
                parts: BTreeMap::new(),
                snapshots: Vec::new(),
                aside: Vec::new(),
                rest: Default::default(),
            },
        };
        manifest.revision += 1;
        manifest.saved_at = saved_at;
        let mut ancestors: Vec<Name> = head.map(|head| head.name.clone()).into_iter().chain(merged).collect();
        ancestors.extend(manifest.ancestors.drain(..).filter(|name| !ancestors.contains(name)).collect::<Vec<_>>());
        ancestors.truncate(MOST_ANCESTORS);
        manifest.ancestors = ancestors;
        manifest
    }

    /// Keeps an earlier state; the oldest makes room.
    pub fn add_snapshot(&mut self, of: &Head, occasion: Occasion) {
        self.snapshots.retain(|snapshot| snapshot.name != of.name);
        let Manifest { revision, saved_at, .. } = of.manifest;
        self.snapshots.push(Snapshot { name: of.name.clone(), revision, saved_at, occasion });
        let n_too_many = self.snapshots.len().saturating_sub(MOST_SNAPSHOTS);
        self.snapshots.drain(..n_too_many);
    }

    pub fn names(&self) -> BTreeSet<&str> {
        self.parts.values().map(|part| part.name.as_str()).collect()
    }

    /// The parts of one shelf.
    pub fn shelf<'a>(&'a self, shelf: &Shelf) -> impl Iterator<Item = (&'a PartKey, &'a Part)> {
        let first = PartKey { shelf: shelf.clone(), share: 0, of: 0 };
        let shelf = shelf.clone();
        self.parts.range(first..).take_while(move |(key, _)| key.shelf == shelf)
    }
}

impl Head {
    pub fn new(manifest: Manifest) -> Self {
        let text = serde_json::to_string(&Form::from(&manifest)).expect("the form is texts, integers and lists with text names");
        Head { name: Name::of(&text), text, manifest }
    }

    pub fn read(text: &str) -> Result<Self, NotAManifest> {
        /// What every version has.
        #[derive(Deserialize)]
        struct Envelope {
            format: String,
            version: u64,
        }
        let Envelope { format, version } = serde_json::from_str(text).map_err(|_| NotAManifest::Damaged)?;
        let form = || serde_json::from_str::<Form>(text).ok()?.into_manifest();
        let head = |manifest| Head { name: Name::of(text), text: text.to_owned(), manifest };
        match (format.as_str(), version) {
            (FORMAT, ..=VERSION) => form().map(head).ok_or(NotAManifest::Damaged),
            (FORMAT, version) => Err(NotAManifest::Newer { version, head: form().map(head).map(Box::new) }),
            _ => Err(NotAManifest::Damaged),
        }
    }

    pub fn kinship(&self, found: &Head) -> Kinship {
        if found.name == self.name {
            Kinship::Same
        } else if self.manifest.ancestors.contains(&found.name) {
            Kinship::Ancestor
        } else if found.manifest.ancestors.contains(&self.name) {
            Kinship::Descendant
        } else {
            Kinship::Apart
        }
    }
}

/// Borrowed where it is written, which every save does.
#[derive(Serialize, Deserialize)]
struct Form<'a> {
    format: Cow<'a, str>,
    version: u64,
    revision: u64,
    #[serde(with = "moment")]
    saved_at: Moment,
    ancestors: Cow<'a, [Name]>,
    parts: Vec<PartForm<'a>>,
    #[serde(default, skip_serializing_if = "is_empty")]
    snapshots: Cow<'a, [Snapshot]>,
    #[serde(default, skip_serializing_if = "is_empty")]
    aside: Cow<'a, [Aside]>,
    #[serde(flatten)]
    rest: Cow<'a, serde_json::Map<String, serde_json::Value>>,
}

fn is_empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

#[derive(Serialize, Deserialize)]
struct PartForm<'a>(ShelfForm<'a>, u32, u32, Name, usize);

#[derive(Clone, Serialize, Deserialize)]
struct ShelfForm<'a>(Cow<'a, str>, Cow<'a, str>, Option<i32>);

#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum WasForm {
    Word(String),
    Part(ShelfForm<'static>),
}

impl<'a> From<&'a Manifest> for Form<'a> {
    fn from(manifest: &'a Manifest) -> Self {
        let Manifest { revision, saved_at, ancestors, parts, snapshots, aside, rest } = manifest;
        let part = |(key, part): (&'a PartKey, &Part)| PartForm((&key.shelf).into(), key.share, key.of, part.name.clone(), part.units);
        Form {
            format: FORMAT.into(),
            version: VERSION,
            revision: *revision,
            saved_at: *saved_at,
            ancestors: ancestors.into(),
            parts: parts.iter().map(part).collect(),
            snapshots: snapshots.into(),
            aside: aside.into(),
            rest: Cow::Borrowed(rest),
        }
    }
}

impl Form<'_> {
    fn into_manifest(self) -> Option<Manifest> {
        let Form { revision, saved_at, ancestors, parts, snapshots, aside, rest, .. } = self;
        let part = |PartForm(shelf, share, of, name, units)| {
            let is_share = of.is_power_of_two() && share < of;
            is_share.then_some(())?;
            Some((PartKey { shelf: shelf.try_into().ok()?, share, of }, Part { name, units }))
        };
        let parts = parts.into_iter().map(part).collect::<Option<_>>()?;
        Some(Manifest {
            revision,
            saved_at,
            ancestors: ancestors.into_owned(),
            parts,
            snapshots: snapshots.into_owned(),
            aside: aside.into_owned(),
            rest: rest.into_owned(),
        })
    }
}

impl<'a> From<&'a Shelf> for ShelfForm<'a> {
    fn from(shelf: &'a Shelf) -> Self {
        ShelfForm(shelf.program.as_str().into(), shelf.group.name().into(), shelf.year.map(FiscalYear::number))
    }
}

/// The text names no programme or no fiscal year.
#[derive(Debug, thiserror::Error)]
#[error("not a shelf")]
struct NotAShelf;

impl TryFrom<ShelfForm<'_>> for Shelf {
    type Error = NotAShelf;

    fn try_from(ShelfForm(program, group, year): ShelfForm<'_>) -> Result<Self, NotAShelf> {
        let program = ProgramId::new(&program).map_err(|_| NotAShelf)?;
        let year = year.map(FiscalYear::new).transpose().map_err(|_| NotAShelf)?;
        Ok(Shelf { program, group: Group::from_name(&group), year })
    }
}

impl From<Was> for WasForm {
    fn from(was: Was) -> Self {
        match was {
            Was::Manifest => WasForm::Word("manifest".to_owned()),
            Was::Settings => WasForm::Word("settings".to_owned()),
            Was::Drafts => WasForm::Word("drafts".to_owned()),
            Was::Part(shelf) => {
                let ShelfForm(program, group, year) = (&shelf).into();
                WasForm::Part(ShelfForm(program.into_owned().into(), group.into_owned().into(), year))
            }
            Was::Other => WasForm::Word("other".to_owned()),
        }
    }
}

impl TryFrom<WasForm> for Was {
    type Error = NotAShelf;

    fn try_from(form: WasForm) -> Result<Self, NotAShelf> {
        match form {
            WasForm::Part(shelf) => Ok(Was::Part(shelf.try_into()?)),
            WasForm::Word(word) => Ok(match word.as_str() {
                "manifest" => Was::Manifest,
                "settings" => Was::Settings,
                "drafts" => Was::Drafts,
                _ => Was::Other,
            }),
        }
    }
}

/// `2026-11-21T09:30:00`, with a fraction if there is one.
pub(super) mod moment {
    use super::Moment;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const SPELLING: &str = "%Y-%m-%dT%H:%M:%S%.f";

    pub fn serialize<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&moment.format(SPELLING))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let text = String::deserialize(deserializer)?;
        Moment::parse_from_str(&text, SPELLING).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn key(group: Group, year: Option<i32>) -> PartKey {
        let year = year.map(|year| FiscalYear::new(year).unwrap());
        PartKey { shelf: Shelf { program: ProgramId::new("p").unwrap(), group, year }, share: 1, of: 2 }
    }

    #[test]
    fn a_manifest_comes_back_as_it_was_written_with_what_a_newer_page_added() {
        let first = Head::new(Manifest::after(None, [], moment("2026-11-21T09:30:00")));
        let mut manifest = Manifest::after(Some(&first), [], moment("2026-11-21T09:31:00.250"));
        manifest.parts.insert(key(Group::Figures, Some(2023)), Part { name: Name::of("a"), units: 1 });
        manifest.parts.insert(key(Group::Foreign("overtime".into()), None), Part { name: Name::of("b"), units: 2 });
        manifest.aside.push(Aside { name: Name::of("c"), was: Was::Part(key(Group::Sheets, None).shelf) });
        manifest.aside.push(Aside { name: Name::of("d"), was: Was::Manifest });
        manifest.add_snapshot(&first, Occasion::BeforeImport);
        manifest.rest.insert("later".to_owned(), serde_json::json!({"x": 1}));
        let head = Head::new(manifest);
        assert_eq!(Head::read(&head.text), Ok(head));
    }

    #[test]
    fn a_newer_version_is_told_from_damage() {
        let head = Head::new(Manifest::after(None, [], moment("2026-11-21T09:30:00")));
        let newer = head.text.replace(r#""version":1"#, r#""version":2"#);
        assert!(matches!(Head::read(&newer), Err(NotAManifest::Newer { version: 2, head: Some(_) })));
        let changed = newer.replace(r#""parts":[]"#, r#""parts":{}"#);
        assert_eq!(Head::read(&changed), Err(NotAManifest::Newer { version: 2, head: None }));
        for damaged in ["", "null", "{}", &head.text[..head.text.len() - 1], &head.text.replace("-store", "")] {
            assert_eq!(Head::read(damaged), Err(NotAManifest::Damaged), "{damaged}");
        }
    }

    #[test]
    fn kinship_follows_the_ancestors() {
        let at = moment("2026-11-21T09:30:00");
        let first = Head::new(Manifest::after(None, [], at));
        let child = Head::new(Manifest::after(Some(&first), [], at));
        let mut other = Manifest::after(Some(&first), [], at);
        other.revision = 9;
        let other = Head::new(other);
        assert_eq!(first.kinship(&first), Kinship::Same);
        assert_eq!(first.kinship(&child), Kinship::Descendant);
        assert_eq!(child.kinship(&first), Kinship::Ancestor);
        assert_eq!(child.kinship(&other), Kinship::Apart);
        let merged = Head::new(Manifest::after(Some(&child), [other.name.clone()], at));
        assert_eq!(merged.kinship(&other), Kinship::Ancestor);
        assert_eq!(merged.kinship(&first), Kinship::Ancestor);
    }

    #[test]
    fn the_oldest_snapshot_makes_room() {
        let mut head = Head::new(Manifest::after(None, [], moment("2026-11-21T09:30:00")));
        for _ in 0..15 {
            let mut manifest = Manifest::after(Some(&head), [], head.manifest.saved_at);
            manifest.add_snapshot(&head, Occasion::EndOfDay);
            head = Head::new(manifest);
        }
        let revisions: Vec<u64> = head.manifest.snapshots.iter().map(|snapshot| snapshot.revision).collect();
        assert_eq!(revisions, (6..=15).collect::<Vec<_>>());
    }
}
