//! Saving, and following what others saved.

use super::{
    Desk, SaveState, Store,
    carrier::{Mirror, SlotError, Transaction, Vault},
    finding::Finding,
    known::Fetched,
    manifest::{Head, Name, Was},
    mirror::{self, Found, Holding},
    part::{Content, PartKey},
    save_state::{Kept, Reason},
    slot, vault,
};
use crate::register::{Moment, Writer};
use std::{collections::BTreeMap, rc::Rc};

/// How long after a refusal the mirror is left alone.
const MIRROR_REST: chrono::TimeDelta = chrono::TimeDelta::seconds(60);

/// How long one tab has the mirror to itself where no vault keeps two from writing at once.
const TURN: chrono::TimeDelta = chrono::TimeDelta::seconds(5);

/// What is known before a state is planned: the manifests of both storages, as far as they answer.
pub(super) struct Surroundings {
    vault: Option<Rc<Head>>,
    mirror: Result<Option<Rc<Head>>, SlotError>,
}

/// The next step of following.
enum Step {
    Read(BTreeMap<Name, PartKey>),
    Done,
}

/// What it means that the mirror lacks a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holes {
    /// Nobody else has it.
    AreLosses,
    /// The vault may have it: there is no time to ask, or it does not answer now.
    AreNoAnswer,
}

impl<M: Mirror, V: Vault> Store<M, V> {
    /// Keeps what is open, and brings to the desk what other tabs have kept.
    pub async fn save(&self, desk: &impl Desk, at: Moment) -> SaveState {
        if let Some(version) = self.newer.get() {
            return SaveState::Unsaved(Reason::NewerStore { version });
        }
        let no_vault = match &self.vault {
            Ok(vault) => match self.save_in_vault(vault, desk, at).await {
                Ok(state) => return state,
                Err(error) => error,
            },
            Err(error) => *error,
        };
        self.save_in_mirror(desk, at, Kept::InMirror { vault: no_vault }, no_vault, self.holes())
    }

    /// Keeps what is open in the mirror, now: for a page that is being left. A [`save`](Store::save) under way goes on, and
    /// the vault gets the same the next time it is asked.
    pub fn save_at_once(&self, desk: &impl Desk, at: Moment) -> SaveState {
        if let Some(version) = self.newer.get() {
            return SaveState::Unsaved(Reason::NewerStore { version });
        }
        let (kept, no_vault) = match &self.vault {
            Ok(_) => (Kept::InMirrorForNow, SlotError::Other),
            Err(error) => (Kept::InMirror { vault: *error }, *error),
        };
        self.save_in_mirror(desk, at, kept, no_vault, self.holes())
    }

    /// A vault that refuses now may have what this page has not read yet.
    pub(super) fn holes(&self) -> Holes {
        if self.vault.is_ok() { Holes::AreNoAnswer } else { Holes::AreLosses }
    }

    async fn save_in_vault(&self, vault: &V, desk: &impl Desk, at: Moment) -> Result<SaveState, SlotError> {
        let transaction = vault.begin().await?;
        let Some(surroundings) = self.follow_in_vault(&transaction, desk).await? else { return Ok(self.unsaved_newer()) };
        // From here to the plan nothing is awaited: the desk is as it was when the last storage was followed.
        let Surroundings { vault: before, mirror } = &surroundings;
        let is_mirror_wanted = mirror.is_ok() && !self.is_mirror_resting(at);
        let mut storages = vec![before.as_deref()];
        if let (Ok(mirror), true) = (mirror, is_mirror_wanted) {
            storages.push(mirror.as_deref());
        }
        let plan = self.known.borrow_mut().plan(&desk.workspace(), &storages, at);
        let Some(writing) = plan else {
            self.keep_slips_in(transaction).await?;
            return Ok(self.saved(self.kept_in_vault(mirror)));
        };
        vault::write(&transaction, &writing, before.as_deref()).await?;
        let slips = self.put_slips(&transaction).await?;
        transaction.commit().await?;
        self.slips_in_vault.replace(slips);
        self.known.borrow_mut().kept(&writing);
        if let (Ok(mirror), true, Ok(before)) = (&self.mirror, is_mirror_wanted, mirror) {
            let result = mirror::write(mirror, &writing, before.as_deref(), Holding::Head);
            self.mirror_trouble.replace(result.err().map(|error| (error, at)));
        }
        Ok(self.saved(self.kept_in_vault(mirror)))
    }

    fn save_in_mirror(&self, desk: &impl Desk, at: Moment, kept: Kept, no_vault: SlotError, holes: Holes) -> SaveState {
        let result = self.try_mirror(desk, at, holes);
        match result {
            Ok(Ok(())) => self.saved(kept),
            Ok(Err(reason)) => SaveState::Unsaved(reason),
            Err(mirror) => SaveState::Unsaved(Reason::NoStorage { vault: no_vault, mirror }),
        }
    }

    fn try_mirror(&self, desk: &impl Desk, at: Moment, holes: Holes) -> Result<Result<(), Reason>, SlotError> {
        let mirror = self.mirror.as_ref().map_err(|error| *error)?;
        let Some(surroundings) = self.follow_in_mirror(desk, holes)? else {
            return Ok(Err(Reason::NewerStore { version: self.newer.get().unwrap_or_default() }));
        };
        let before = surroundings.mirror?;
        let plan = self.known.borrow_mut().plan(&desk.workspace(), &[before.as_deref()], at);
        let Some(writing) = plan else { return Ok(Ok(())) };
        let holding = if self.vault.is_ok() { Holding::Head } else { Holding::HeadAndSnapshots };
        if self.vault.is_err() && !self.take_turn(mirror, at)? {
            return Ok(Err(Reason::AnotherTab));
        }
        mirror::write(mirror, &writing, before.as_deref(), holding)?;
        if mirror.get(slot::MANIFEST)?.as_ref() != Some(&writing.head.text) {
            return Ok(Err(Reason::AnotherTab));
        }
        self.known.borrow_mut().kept(&writing);
        Ok(Ok(()))
    }

    /// Two tabs that write within a moment of each other may not see each other's texts yet.
    fn take_turn(&self, mirror: &M, at: Moment) -> Result<bool, SlotError> {
        const SPELLING: &str = "%Y-%m-%dT%H:%M:%S%.f";
        let text = mirror.get(slot::TURN)?.unwrap_or_default();
        let turn = text.split_once(' ').and_then(|(tab, moment)| {
            let tab: Writer = tab.parse().ok()?;
            Some((tab, Moment::parse_from_str(moment, SPELLING).ok()?))
        });
        if let Some((tab, moment)) = turn
            && tab != self.tab
            && (at - moment).abs() < TURN
        {
            return Ok(false);
        }
        mirror.set(slot::TURN, &format!("{} {}", self.tab, at.format(SPELLING)))?;
        Ok(true)
    }

    /// Brings to the desk what both storages hold. `None`: a newer page's store.
    pub(super) async fn follow_in_vault(&self, transaction: &V::Transaction, desk: &impl Desk) -> Result<Option<Surroundings>, SlotError> {
        let text = transaction.get(slot::MANIFEST).await?;
        let is_start = self.known.borrow().head.is_none();
        let vault = self.head_of(text);
        let mut texts = BTreeMap::new();
        loop {
            // Asked for anew each time: another tab may write into the mirror while the vault answers.
            let mirror = self.mirror_head();
            if self.newer.get().is_some() && !is_start {
                return Ok(None);
            }
            let heads = [vault.as_deref(), mirror.as_ref().ok().and_then(Option::as_deref)];
            let wanted = match self.follow(desk, heads, &texts) {
                Step::Read(wanted) => wanted,
                Step::Done => return Ok(Some(Surroundings { vault, mirror })),
            };
            for (name, key) in wanted {
                let fetched = self.fetch(transaction, mirror.as_ref().ok().and_then(Option::as_deref), &name, &key).await?;
                texts.insert(name, fetched);
            }
        }
    }

    /// Brings to the desk what the mirror holds. `None`: a newer page's store.
    pub(super) fn follow_in_mirror(&self, desk: &impl Desk, holes: Holes) -> Result<Option<Surroundings>, SlotError> {
        let is_start = self.known.borrow().head.is_none();
        let mut texts = BTreeMap::new();
        loop {
            let mirror = self.mirror_head();
            if self.newer.get().is_some() && !is_start {
                return Ok(None);
            }
            let wanted = match self.follow(desk, [None, mirror.as_ref().ok().and_then(Option::as_deref)], &texts) {
                Step::Read(wanted) => wanted,
                Step::Done => return Ok(Some(Surroundings { vault: None, mirror })),
            };
            for (name, key) in wanted {
                let fetched = self.fetch_in_mirror(&name, &key)?;
                if holes == Holes::AreNoAnswer && !fetched.is_whole() && self.known.borrow().half_read().is_some() {
                    return Err(SlotError::Other);
                }
                texts.insert(name, fetched);
            }
        }
    }

    /// Follows as far as the texts go.
    fn follow(&self, desk: &impl Desk, heads: [Option<&Head>; 2], texts: &BTreeMap<Name, Fetched>) -> Step {
        if self.newer.get().is_some() {
            // Nothing will be saved, so nothing would bring the rest.
            self.known.borrow_mut().can_wait = None;
        }
        let half_read = self.known.borrow().half_read();
        for head in heads.into_iter().flatten().chain(half_read.as_deref()) {
            let mut wanted = self.known.borrow().wanted(head);
            wanted.retain(|name, _| !texts.contains_key(name));
            if !wanted.is_empty() {
                return Step::Read(wanted);
            }
            if !self.known.borrow().is_news(head) {
                continue;
            }
            let before = desk.workspace();
            let mut open = before.clone();
            self.known.borrow_mut().follow(&mut open, head, texts);
            if open != before {
                desk.replace(open);
            }
        }
        Step::Done
    }

    /// A storage that refuses has not said that a part is missing.
    pub(super) fn fetch_in_mirror(&self, name: &Name, key: &PartKey) -> Result<Fetched, SlotError> {
        let text = self.mirror.as_ref().map_err(|error| *error)?.get(&slot::part(name))?;
        Ok(text.map_or(Fetched::Missing, |text| Fetched::Content(Content::read(&key.shelf.group, &text), text)))
    }

    async fn fetch(&self, transaction: &V::Transaction, mirror: Option<&Head>, name: &Name, key: &PartKey) -> Result<Fetched, SlotError> {
        let here = self.fetch_in_mirror(name, key);
        if matches!(here, Ok(Fetched::Content(Content::Whole(_), _))) {
            return here;
        }
        let Some(text) = transaction.get(&slot::part(name)).await? else {
            return if self.mirror.is_ok() { here } else { Ok(Fetched::Missing) };
        };
        let there = Content::read(&key.shelf.group, &text);
        let is_hole = mirror.is_some_and(|head| head.manifest.names().contains(name.as_str()));
        if is_hole && matches!(there, Content::Whole(_)) {
            self.known.borrow_mut().repair(key.clone());
        }
        // Of two damaged texts the one that says more counts.
        Ok(match (here, there) {
            (Ok(Fetched::Content(Content::InPart(content), text)), Content::Unreadable) => Fetched::Content(Content::InPart(content), text),
            (_, there) => Fetched::Content(there, text),
        })
    }

    fn mirror_head(&self) -> Result<Option<Rc<Head>>, SlotError> {
        let mirror = self.mirror.as_ref().map_err(|error| *error)?;
        Ok(self.head_of(mirror.get(slot::MANIFEST)?))
    }

    fn head_of(&self, text: Option<String>) -> Option<Rc<Head>> {
        let known = self.known.borrow().head.clone();
        if let Some(head) = known.filter(|head| text.as_ref() == Some(&head.text)) {
            // Nearly always: nobody else has saved, and the long list need not be read again.
            return Some(head);
        }
        match Found::read(text) {
            Found::Nothing => None,
            Found::Head(head) => Some(Rc::from(head)),
            Found::Damaged(text) => {
                let mut known = self.known.borrow_mut();
                let aside = known.set_aside(Was::Manifest, text);
                known.find(Finding::ManifestUnreadable { aside });
                None
            }
            Found::Newer { version, head } => {
                self.newer.set(Some(version));
                self.known.borrow_mut().find(Finding::NewerStore { version });
                head.map(Rc::from)
            }
        }
    }

    fn is_mirror_resting(&self, at: Moment) -> bool {
        self.mirror_trouble.borrow().as_ref().is_some_and(|(_, since)| (at - *since).abs() < MIRROR_REST)
    }

    fn kept_in_vault(&self, mirror: &Result<Option<Rc<Head>>, SlotError>) -> Kept {
        match (mirror, &*self.mirror_trouble.borrow()) {
            (Err(error), _) | (Ok(_), Some((error, _))) => Kept::InVault { mirror: *error },
            (Ok(_), None) => Kept::InBoth,
        }
    }

    pub(super) fn saved(&self, kept: Kept) -> SaveState {
        match self.known.borrow().head.as_deref() {
            Some(Head { manifest, .. }) => SaveState::Saved { at: manifest.saved_at, revision: manifest.revision, kept },
            None => SaveState::Empty,
        }
    }

    fn unsaved_newer(&self) -> SaveState {
        SaveState::Unsaved(Reason::NewerStore { version: self.newer.get().unwrap_or_default() })
    }
}
