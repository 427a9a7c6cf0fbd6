//! The copy in the mirror: changed slot by slot, so in an order in which every moment is an old or a new state.

use super::{
    carrier::{Mirror, SlotError},
    known::Writing,
    manifest::{Head, Manifest, Name, NotAManifest},
    slot,
};
use std::collections::BTreeSet;

/// What stands in a manifest's slot.
#[derive(Debug)]
pub enum Found {
    Nothing,
    Head(Box<Head>),
    Damaged(String),
    /// A newer page's, as far as it is understood.
    Newer {
        version: u64,
        head: Option<Box<Head>>,
    },
}

impl Found {
    pub fn read(text: Option<String>) -> Self {
        let Some(text) = text else { return Found::Nothing };
        match Head::read(&text) {
            Ok(head) => Found::Head(Box::new(head)),
            Err(NotAManifest::Newer { version, head }) => Found::Newer { version, head },
            Err(NotAManifest::Damaged) => Found::Damaged(text),
        }
    }
}

/// Whether the mirror also keeps the snapshots. Beside a vault its room is for what a start needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    Head,
    HeadAndSnapshots,
}

/// Puts the state into the mirror, unless its manifest is no longer the one the state was made for: another tab was quicker,
/// and its state goes on from ours.
///
/// A crash between two calls leaves the old manifest with all its parts. Parts that nobody needs are dropped one state
/// late, so that a tab that has just read the manifest before still finds them.
pub fn write<M: Mirror>(mirror: &M, writing: &Writing, made_for: Option<&Head>, holding: Holding) -> Result<(), SlotError> {
    let now = mirror.get(slot::MANIFEST)?;
    let is_as_planned = match made_for {
        Some(head) => now.as_ref() == Some(&head.text),
        None => matches!(Found::read(now), Found::Nothing | Found::Damaged(_)),
    };
    if !is_as_planned {
        return Ok(());
    }
    let before = made_for.map(|head| &head.manifest);
    let held = before.map(Manifest::names).unwrap_or_default();
    let mut update = Update { mirror, writing, before, needed: writing.head.manifest.names(), held, holding };
    match update.run() {
        Err(SlotError::Full) => {
            update.make_room()?;
            match update.run() {
                Err(SlotError::Full) if holding == Holding::HeadAndSnapshots => {
                    update.holding = Holding::Head;
                    update.make_room()?;
                    update.run()
                }
                result => result,
            }
        }
        result => result,
    }
}

struct Update<'a, M> {
    mirror: &'a M,
    writing: &'a Writing,
    before: Option<&'a Manifest>,
    /// The names of the parts that the state needs, and of those that the state before needed.
    needed: BTreeSet<&'a str>,
    held: BTreeSet<&'a str>,
    holding: Holding,
}

impl<'a, M: Mirror> Update<'a, M> {
    fn run(&self) -> Result<(), SlotError> {
        let Writing { head, texts, repairs, aside, snapshot, .. } = self.writing;
        let puts: Vec<_> = texts.iter().filter(|(name, _)| !self.held.contains(name.as_str()) || repairs.contains(name)).collect();

        // Named before they are written: a crash leaves nothing that nobody knows of.
        let mut loose = self.loose()?;
        loose.extend(puts.iter().map(|(name, _)| slot::part(name)));
        loose.extend(self.slots_only_before());
        if let Some(snapshot) = snapshot {
            loose.insert(slot::snapshot(&snapshot.name));
        }
        self.set_loose(&loose)?;
        for (name, (_, text)) in aside {
            self.put(&slot::aside(name), text)?;
        }
        if let (Some(snapshot), Holding::HeadAndSnapshots) = (snapshot, self.holding) {
            self.put(&slot::snapshot(&snapshot.name), &snapshot.text)?;
        }
        for (name, text) in puts {
            self.put(&slot::part(name), text)?;
        }
        self.put(slot::MANIFEST, &head.text)?;

        for name in &self.writing.unwanted {
            // Nobody lists it any more; a text that stays costs room, nothing else.
            let _ = self.mirror.remove(&slot::aside(name));
        }
        // The state is kept. What cannot be dropped now is dropped another time.
        let _ = self.drop_loose(&loose);
        Ok(())
    }

    /// What the state before needs and this one does not.
    fn slots_only_before(&self) -> Vec<String> {
        let Some(before) = self.before else { return Vec::new() };
        let manifest = &self.writing.head.manifest;
        let parts = self.held.difference(&self.needed).map(|name| slot::part_of(name));
        let is_dropped = |name: &Name| manifest.snapshots.iter().all(|snapshot| snapshot.name != *name);
        let snapshots = before.snapshots.iter().map(|snapshot| &snapshot.name).filter(|name| is_dropped(name)).map(slot::snapshot);
        parts.chain(snapshots).collect()
    }

    fn put(&self, slot: &str, text: &str) -> Result<(), SlotError> {
        self.mirror.set(slot, text)?;
        let is_as_written = self.mirror.get(slot)?.as_deref() == Some(text);
        if is_as_written { Ok(()) } else { Err(SlotError::Altered) }
    }

    fn loose(&self) -> Result<BTreeSet<String>, SlotError> {
        let text = self.mirror.get(slot::LOOSE)?;
        // A damaged list costs room, nothing else.
        let listed: Vec<String> = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Ok(listed.into_iter().filter(|slot| slot::is_droppable(slot)).collect())
    }

    fn set_loose(&self, loose: &BTreeSet<String>) -> Result<(), SlotError> {
        let text = serde_json::to_string(loose).expect("a list of texts");
        self.mirror.set(slot::LOOSE, &text)
    }

    /// Drops what neither this state nor the one before needs, nor a snapshot.
    fn drop_loose(&self, loose: &BTreeSet<String>) -> Result<(), SlotError> {
        let now = self.needed_now();
        let before = self.needed_before();
        let mut by_snapshots = BTreeSet::new();
        if self.holding == Holding::HeadAndSnapshots {
            for snapshot in &self.writing.head.manifest.snapshots {
                by_snapshots.extend(self.slots_of_snapshot(&snapshot.name)?);
            }
        }
        let mut rest = BTreeSet::new();
        for slot in loose {
            if now.includes(slot) {
                continue;
            }
            if before.includes(slot) || by_snapshots.contains(slot) {
                rest.insert(slot.clone());
            } else {
                self.mirror.remove(slot)?;
            }
        }
        self.set_loose(&rest)
    }

    fn needed_now(&self) -> Needed<'_> {
        Needed { parts: &self.needed, snapshots: self.snapshots_of(Some(&self.writing.head.manifest)) }
    }

    fn needed_before(&self) -> Needed<'_> {
        Needed { parts: &self.held, snapshots: self.snapshots_of(self.before) }
    }

    /// The names of a state's snapshots, where they are held.
    fn snapshots_of(&self, manifest: Option<&'a Manifest>) -> BTreeSet<&'a str> {
        let held = manifest.filter(|_| self.holding == Holding::HeadAndSnapshots);
        held.into_iter().flat_map(|manifest| &manifest.snapshots).map(|snapshot| snapshot.name.as_str()).collect()
    }

    fn slots_of_snapshot(&self, name: &Name) -> Result<BTreeSet<String>, SlotError> {
        let slot = slot::snapshot(name);
        let mut slots: BTreeSet<String> = match Found::read(self.mirror.get(&slot)?) {
            Found::Head(head) => head.manifest.names().into_iter().map(slot::part_of).collect(),
            _ => BTreeSet::new(),
        };
        slots.insert(slot);
        Ok(slots)
    }

    /// Before the state is there: drops all that the present one does not need.
    fn make_room(&self) -> Result<(), SlotError> {
        let needed = self.needed_before();
        let snapshots = self.before.into_iter().flat_map(|before| &before.snapshots);
        let mut loose = self.loose()?;
        for snapshot in snapshots {
            let slots = self.slots_of_snapshot(&snapshot.name)?;
            match self.holding {
                Holding::HeadAndSnapshots => loose.retain(|slot| !slots.contains(slot)),
                // Snapshots that have to go were not loose so far.
                Holding::Head => loose.extend(slots),
            }
        }
        for slot in loose.iter().filter(|slot| !needed.includes(slot)) {
            self.mirror.remove(slot)?;
        }
        Ok(())
    }
}

/// The slots of a state: its parts, and where they are held the manifests of its snapshots.
struct Needed<'a> {
    parts: &'a BTreeSet<&'a str>,
    snapshots: BTreeSet<&'a str>,
}

impl Needed<'_> {
    fn includes(&self, slot: &str) -> bool {
        slot::part_name(slot).is_some_and(|name| self.parts.contains(name))
            || slot::snapshot_name(slot).is_some_and(|name| self.snapshots.contains(name))
    }
}
