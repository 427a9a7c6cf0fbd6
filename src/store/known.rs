//! What one tab knows of the kept state, and what follows from it: pure, with no storage in sight.

use super::{
    finding::Finding,
    index::Index,
    manifest::{Aside, Head, Kinship, Manifest, Name, Occasion, Part, Was},
    part::{Content, Group, PartKey, Piece, Shares, Shelf, Wanted, places_of},
};
use crate::domain::Workspace;
use crate::merge::{differences, join_into, rebase};
use crate::register::Moment;
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// The newest kept state that this tab has seen.
#[derive(Debug, Default)]
pub struct Known {
    pub head: Option<Rc<Head>>,
    /// What `head` says. The open workspace comes from it, so what differs is what was changed here since.
    base: Workspace,
    index: Index,
    /// Shelves of `head` that are not read yet. `base` and the open workspace lack them, so nothing is planned before they
    /// are there.
    later: BTreeSet<Shelf>,
    /// While a page starts: what it can do without at first.
    pub can_wait: Option<fn(&Shelf) -> bool>,
    /// States that are joined into the open workspace although `head` does not go on from them.
    joined: BTreeSet<Name>,
    /// Parts that `head` names and no storage has.
    lost: BTreeSet<Name>,
    /// Parts to be written anew although nothing in them was changed: their texts are damaged.
    damaged: BTreeSet<PartKey>,
    /// Texts that could not be read, to be kept under their own name with the next save.
    pub aside: BTreeMap<Name, (Was, String)>,
    /// Texts put aside that a person does not want any more: they go with the next save.
    pub unwanted: BTreeSet<Name>,
    /// The next save keeps the state before it.
    pub snapshot: Option<Occasion>,
    pub findings: Vec<Finding>,
}

/// A text fetched for a part. `text` is kept where not all of it was understood.
#[derive(Clone, Debug)]
pub enum Fetched {
    Content(Content, String),
    Missing,
}

impl Fetched {
    pub fn is_whole(&self) -> bool {
        matches!(self, Fetched::Content(Content::Whole(_), _))
    }
}

/// The next state, ready to be put into storages.
#[derive(Clone, Debug)]
pub struct Writing {
    pub head: Rc<Head>,
    /// What `head` says.
    pub workspace: Workspace,
    /// Every part of `head` that at least one of the storages lacks.
    pub texts: BTreeMap<Name, String>,
    /// Those that are written even where a storage claims to have them.
    pub repairs: BTreeSet<Name>,
    pub aside: BTreeMap<Name, (Was, String)>,
    /// Texts put aside that the state before listed and this one does not.
    pub unwanted: BTreeSet<Name>,
    /// The state before, where it is to be kept.
    pub snapshot: Option<Rc<Head>>,
    /// Whether anything is new. If not, `head` is the state known already, and some storage lacks a part of it.
    pub is_new: bool,
    damaged: BTreeSet<PartKey>,
}

impl Known {
    /// Of a page that starts.
    pub fn starting(can_wait: fn(&Shelf) -> bool) -> Self {
        Known { can_wait: Some(can_wait), ..Known::default() }
    }

    /// The parts that must be read to go on to `found`.
    pub fn wanted(&self, found: &Head) -> BTreeMap<Name, PartKey> {
        let shelves = self.shelves_to_read(found);
        let parts = shelves.iter().flat_map(|shelf| found.manifest.shelf(shelf));
        parts.map(|(key, part)| (part.name.clone(), key.clone())).collect()
    }

    fn shelves_to_read(&self, found: &Head) -> BTreeSet<Shelf> {
        let kinship = self.kinship(found);
        if self.has_nothing_new(kinship, found) {
            return BTreeSet::new();
        }
        let nothing = BTreeMap::new();
        let known = self.head.as_ref().map_or(&nothing, |head| &head.manifest.parts);
        let differs = |one: &BTreeMap<PartKey, Part>, other: &BTreeMap<PartKey, Part>| {
            let only_here = one.iter().filter(|(key, part)| other.get(key).is_none_or(|other| other.name != part.name));
            only_here.map(|(key, _)| key.shelf.clone()).filter(|shelf| !matches!(shelf.group, Group::Foreign(_))).collect::<Vec<_>>()
        };
        let mut shelves: BTreeSet<Shelf> =
            differs(&found.manifest.parts, known).into_iter().chain(differs(known, &found.manifest.parts)).collect();
        if kinship != Kinship::Apart {
            shelves.extend(self.later.iter().cloned());
            shelves.retain(|shelf| !self.can_wait.is_some_and(|can_wait| can_wait(shelf)));
        }
        shelves
    }

    fn kinship(&self, found: &Head) -> Kinship {
        self.head.as_ref().map_or(Kinship::Descendant, |head| head.kinship(found))
    }

    fn has_nothing_new(&self, kinship: Kinship, found: &Head) -> bool {
        match kinship {
            Kinship::Same => self.later.is_empty() || self.can_wait.is_some(),
            Kinship::Ancestor => true,
            Kinship::Descendant | Kinship::Apart => self.joined.contains(&found.name),
        }
    }

    /// Whether [`follow`](Known::follow) would do anything.
    pub fn is_news(&self, found: &Head) -> bool {
        !self.has_nothing_new(self.kinship(found), found)
    }

    /// The next shelf that waits to be read, with its parts.
    pub fn next_later(&self) -> Option<(Shelf, Vec<(Name, PartKey)>)> {
        let (head, shelf) = (self.head.as_ref()?, self.later.first()?);
        let parts = head.manifest.shelf(shelf).map(|(key, part)| (part.name.clone(), key.clone()));
        Some((shelf.clone(), parts.collect()))
    }

    /// The known state, where some of it is not read yet: any storage that has its parts will do.
    pub fn half_read(&self) -> Option<Rc<Head>> {
        self.head.clone().filter(|_| !self.later.is_empty() && self.can_wait.is_none())
    }

    /// Takes over one shelf that waited, all of it whole.
    pub fn follow_later(&mut self, open: &mut Workspace, shelf: &Shelf, texts: &BTreeMap<Name, Fetched>) {
        let Some(head) = self.head.clone() else { return };
        let mut theirs = Workspace::default();
        self.read_shelf(&head, shelf, texts, &mut theirs);
        self.go_on(open, &theirs, &BTreeSet::from([shelf.clone()]));
        self.later.remove(shelf);
    }

    /// Takes over what a storage holds. `texts` has everything that was [`wanted`](Known::wanted).
    ///
    /// What goes on from our own state replaces what nobody changed here; what does not is joined, and nothing of ours goes.
    pub fn follow(&mut self, open: &mut Workspace, found: &Head, texts: &BTreeMap<Name, Fetched>) {
        let kinship = self.kinship(found);
        if self.has_nothing_new(kinship, found) {
            return;
        }
        let shelves = self.shelves_to_read(found);
        let mut theirs = Workspace::default();
        let mut incomplete = Wanted::default();
        for shelf in &shelves {
            let is_whole = self.read_shelf(found, shelf, texts, &mut theirs);
            if !is_whole {
                incomplete.add(shelf.clone(), 1, Shares::All);
            }
        }
        match kinship {
            Kinship::Apart => {
                join_into(open, &theirs);
                self.joined.insert(found.name.clone());
            }
            _ => {
                let mut saved = Vec::new();
                // What could not be read is no reason to drop what we have: it is written again.
                for (PartKey { shelf, .. }, piece) in self.index.cut(&self.base, &incomplete) {
                    join_into(&mut theirs, &piece.content);
                    for (key, part) in found.manifest.shelf(&shelf).filter(|(_, part)| self.lost.contains(&part.name)) {
                        self.damaged.insert(key.clone());
                        saved.push(part.name.clone());
                    }
                }
                self.lost.retain(|name| !saved.contains(name));
                self.go_on(open, &theirs, &shelves);
                let waits = |shelf: &&Shelf| self.can_wait.is_some_and(|can_wait| can_wait(shelf));
                self.later = found.manifest.parts.keys().map(|key| &key.shelf).filter(waits).cloned().collect();
                self.head = Some(Rc::new(found.clone()));
            }
        }
    }

    /// Joins what the shelf's parts say into `theirs`; whether all of it could be read.
    fn read_shelf(&mut self, found: &Head, shelf: &Shelf, texts: &BTreeMap<Name, Fetched>, theirs: &mut Workspace) -> bool {
        let mut is_whole = true;
        for (key, Part { name, .. }) in found.manifest.shelf(shelf) {
            match texts.get(name) {
                Some(Fetched::Content(Content::Whole(content), _)) => join_into(theirs, content),
                Some(Fetched::Content(content, text)) => {
                    is_whole = false;
                    let aside = self.set_aside(Was::Part(shelf.clone()), text.clone());
                    self.damaged.insert(key.clone());
                    if let Content::InPart(content) = content {
                        join_into(theirs, content);
                        self.find(Finding::PartReadInPart { shelf: shelf.clone(), aside });
                    } else {
                        self.find(Finding::PartUnreadable { shelf: shelf.clone(), aside });
                    }
                }
                Some(Fetched::Missing) | None => {
                    is_whole = false;
                    self.lost.insert(name.clone());
                    self.find(Finding::PartMissing { shelf: shelf.clone() });
                }
            }
        }
        is_whole
    }

    fn go_on(&mut self, open: &mut Workspace, theirs: &Workspace, shelves: &BTreeSet<Shelf>) {
        if self.base == Workspace::default() && *open == Workspace::default() {
            // The start of a page: everything comes from there, and is shared.
            open.clone_from(theirs);
            self.base.clone_from(theirs);
            return;
        }
        if shelves.is_subset(&self.later) {
            // Nothing of them is known here, and what both copies take over they share.
            let is_idle = differences(&self.base, open).is_empty();
            join_into(open, theirs);
            if is_idle {
                self.base.clone_from(open);
            } else {
                join_into(&mut self.base, theirs);
            }
            return;
        }
        let mut wanted = Wanted::default();
        for shelf in shelves {
            wanted.add(shelf.clone(), 1, Shares::All);
        }
        let mut ours = Workspace::default();
        for piece in self.index.cut(&self.base, &wanted).into_values() {
            join_into(&mut ours, &piece.content);
        }
        let is_idle = differences(&self.base, open).is_empty();
        rebase(open, &ours, theirs);
        if is_idle {
            self.base.clone_from(open);
        } else {
            rebase(&mut self.base, &ours, theirs);
        }
    }

    /// A storage turned out not to hold the part it names: it is written there again.
    pub fn repair(&mut self, key: PartKey) {
        self.damaged.insert(key);
    }

    /// Remembers a text that could not be read, until a save keeps it.
    pub fn set_aside(&mut self, was: Was, text: String) -> Name {
        let name = Name::of(&text);
        let is_kept = self.head.as_ref().is_some_and(|head| head.manifest.aside.iter().any(|aside| aside.name == name));
        if !is_kept {
            self.aside.insert(name.clone(), (was, text));
        }
        name
    }

    pub fn find(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// What has to be written so that every one of `storages` says what is open. `None`: they do already.
    pub fn plan(&mut self, open: &Workspace, storages: &[Option<&Head>], at: Moment) -> Option<Writing> {
        // A part of a shelf that is not read would be written without what it holds.
        assert!(self.later.is_empty(), "everything is read before anything is written");
        let mut parts = self.head.as_ref().map(|head| head.manifest.parts.clone()).unwrap_or_default();
        let mut wanted = Wanted::default();
        for (shelf, shares) in self.to_write(open, &parts, storages) {
            let of = cut_of(&parts, &shelf);
            wanted.add(shelf, of, shares);
        }
        let mut texts = BTreeMap::new();
        while !wanted.is_empty() {
            wanted = write_parts(&self.index.cut(open, &wanted), &wanted, &mut parts, &mut texts);
        }
        // A shelf that was cut finer on the way leaves texts that no part has.
        let written: BTreeSet<&Name> = parts.values().map(|part| &part.name).filter(|name| texts.contains_key(name)).collect();
        texts.retain(|name, _| written.contains(name));
        let repairs = parts.iter().filter(|(key, _)| self.damaged.contains(key)).map(|(_, part)| part.name.clone()).collect();

        let is_changed = self.head.as_ref().map_or(!parts.is_empty(), |head| head.manifest.parts != parts);
        let unwanted = self.unwanted_of(self.head.as_deref());
        let is_new = is_changed || !self.aside.is_empty() || !unwanted.is_empty();
        let name = self.head.as_ref().map(|head| &head.name);
        if !is_new && texts.is_empty() && storages.iter().all(|found| found.map(|head| &head.name) == name) {
            return None;
        }
        let (head, snapshot) = match &self.head {
            Some(head) if !is_new => (head.clone(), None),
            head => self.next(head.as_ref(), parts, storages, at),
        };
        Some(Writing {
            head,
            workspace: open.clone(),
            texts,
            repairs,
            aside: self.aside.clone(),
            unwanted,
            snapshot,
            is_new,
            damaged: self.damaged.clone(),
        })
    }

    /// Shelves with the shares to be written: what was changed here, what is damaged, what a storage lacks.
    fn to_write(&self, open: &Workspace, parts: &BTreeMap<PartKey, Part>, storages: &[Option<&Head>]) -> BTreeMap<Shelf, Shares> {
        let mut to_write = BTreeMap::new();
        for (shelf, numbers) in places_of(&differences(&self.base, open)) {
            let of = cut_of(parts, &shelf);
            add_shares(&mut to_write, shelf, numbers.into_iter().map(|number| number % of));
        }
        // What stands where `parts` come from has them all: nearly always both storages.
        let is_known = |found: &Option<&Head>| found.map(|head| &head.name) == self.head.as_ref().map(|head| &head.name);
        let others = storages.iter().filter(|found| !is_known(found));
        let held: Vec<BTreeSet<&str>> = others.map(|found| found.map(|head| head.manifest.names()).unwrap_or_default()).collect();
        for (key, part) in parts {
            let is_lacking = held.iter().any(|names| !names.contains(part.name.as_str())) && !self.lost.contains(&part.name);
            if (is_lacking || self.damaged.contains(key)) && !matches!(key.shelf.group, Group::Foreign(_)) {
                add_shares(&mut to_write, key.shelf.clone(), [key.share]);
            }
        }
        for (shelf, shares) in &mut to_write {
            // A shelf of two cuts comes from two tabs; it is cut anew as a whole.
            if parts.keys().filter(|key| key.shelf == *shelf).map(|key| key.of).collect::<BTreeSet<_>>().len() > 1 {
                *shares = Shares::All;
            }
        }
        to_write
    }

    fn unwanted_of(&self, head: Option<&Head>) -> BTreeSet<Name> {
        let listed = head.into_iter().flat_map(|head| &head.manifest.aside).map(|aside| &aside.name);
        listed.filter(|name| self.unwanted.contains(name)).cloned().collect()
    }

    fn next(
        &self,
        head: Option<&Rc<Head>>,
        parts: BTreeMap<PartKey, Part>,
        storages: &[Option<&Head>],
        at: Moment,
    ) -> (Rc<Head>, Option<Rc<Head>>) {
        let merged = storages.iter().flatten().filter(|found| self.joined.contains(&found.name));
        let mut manifest = Manifest::after(head.map(|head| head.as_ref()), merged.map(|found| found.name.clone()), at);
        let newest = storages.iter().flatten().map(|found| found.manifest.revision).max().unwrap_or(0);
        manifest.revision = manifest.revision.max(newest + 1);
        manifest.parts = parts;
        manifest.aside.retain(|aside| !self.unwanted.contains(&aside.name));
        manifest.aside.extend(self.aside.iter().map(|(name, (was, _))| Aside { name: name.clone(), was: was.clone() }));
        let is_first_of_day = |head: &&Rc<Head>| head.manifest.saved_at.date() != at.date();
        let occasion = self.snapshot.or_else(|| head.filter(is_first_of_day).map(|_| Occasion::EndOfDay));
        let snapshot = head.zip(occasion).map(|(head, occasion)| {
            manifest.add_snapshot(head, occasion);
            head.clone()
        });
        (Rc::new(Head::new(manifest)), snapshot)
    }

    /// Remembers that a storage holds the state.
    pub fn kept(&mut self, writing: &Writing) {
        if writing.is_new {
            self.snapshot = None;
        }
        self.aside.retain(|name, _| !writing.aside.contains_key(name));
        self.unwanted.retain(|name| !writing.unwanted.contains(name));
        self.damaged.retain(|key| !writing.damaged.contains(key));
        self.head = Some(writing.head.clone());
        self.base.clone_from(&writing.workspace);
    }
}

/// Its length in UTF-16 units: two for a character of four bytes, one for any other.
fn units_of(text: &str) -> usize {
    text.bytes().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

/// Into how many parts a shelf is cut.
fn cut_of(parts: &BTreeMap<PartKey, Part>, shelf: &Shelf) -> u32 {
    parts.keys().filter(|key| key.shelf == *shelf).map(|key| key.of).max().unwrap_or(1)
}

fn add_shares(to_write: &mut BTreeMap<Shelf, Shares>, shelf: Shelf, shares: impl IntoIterator<Item = u32>) {
    match to_write.entry(shelf).or_insert_with(|| Shares::These(BTreeSet::new())) {
        Shares::All => {}
        Shares::These(known) => known.extend(shares),
    }
}

/// Writes the wanted parts' texts, and returns the shelves that have to be cut finer.
fn write_parts(
    pieces: &BTreeMap<PartKey, Piece>,
    wanted: &Wanted,
    parts: &mut BTreeMap<PartKey, Part>,
    texts: &mut BTreeMap<Name, String>,
) -> Wanted {
    // A part of which nothing is left goes; a shelf that is written whole may be cut otherwise than before.
    parts.retain(|key, _| !wanted.includes(key));
    let mut finer: BTreeMap<Shelf, u32> = BTreeMap::new();
    for (key, piece) in pieces {
        let text = piece.text(&key.shelf.group);
        let units = units_of(&text);
        if let Some(of) = piece.finer_cut(key, units) {
            let widest = finer.entry(key.shelf.clone()).or_insert(of);
            *widest = of.max(*widest);
        }
        let name = Name::of(&text);
        parts.insert(key.clone(), Part { name: name.clone(), units });
        texts.insert(name, text);
    }
    let mut wanted = Wanted::default();
    for (shelf, of) in finer {
        wanted.add(shelf, of, Shares::All);
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_long_as_storages_count() {
        for text in ["", "a", "é", "あいう", "𠮷野家", "a𠮷\u{10ffff}z"] {
            assert_eq!(units_of(text), text.encode_utf16().count(), "{text}");
        }
    }
}
