//! Starting: everything that is kept, from both storages.

use super::{
    Cell, Desk, Drafts, Finding, Known, RefCell, SaveState, SlotError, Store,
    carrier::{Mirror, Transaction, Vault},
    mirror::Found,
    part::{Content, Group, Shelf},
    save::Holes,
    save_state::{Kept, Reason},
    settings::DeviceSettings,
    slot,
};
use crate::domain::Workspace;
use crate::merge::join_into;
use crate::register::Writer;
use std::collections::BTreeMap;

/// What a start finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    pub workspace: Workspace,
    pub settings: DeviceSettings,
    pub drafts: Drafts,
    pub findings: Vec<Finding>,
    pub save_state: SaveState,
}

impl<M: Mirror, V: Vault> Store<M, V> {
    /// Reads everything and writes nothing; a [`save`](Store::save) right after it brings both storages up to date.
    ///
    /// A storage that cannot be had is handed in as the reason why. `tab` is random, of this start of the page.
    pub async fn open(mirror: Result<M, SlotError>, vault: Result<V, SlotError>, tab: Writer) -> (Self, Loaded) {
        Self::open_first(mirror, vault, tab, |_| false).await
    }

    /// [`open`](Store::open), but for the shelves that can wait: [`read_more`](Store::read_more) brings them to the desk one
    /// by one, and a save that comes before brings all of them.
    pub async fn open_first(
        mirror: Result<M, SlotError>,
        vault: Result<V, SlotError>,
        tab: Writer,
        can_wait: fn(&Shelf) -> bool,
    ) -> (Self, Loaded) {
        let store = Store {
            mirror,
            vault,
            tab,
            known: RefCell::new(Known::starting(can_wait)),
            slips: RefCell::default(),
            slips_in_vault: RefCell::default(),
            newer: Cell::new(None),
            mirror_trouble: RefCell::new(None),
        };
        let desk = RefCell::new(Workspace::default());
        if let Err(error) = &store.mirror {
            store.find(Finding::MirrorFails(*error));
        }
        let save_state = store.load(&desk).await;
        store.known.borrow_mut().can_wait = None;
        let (settings, drafts) = (store.settings(), store.drafts());
        let loaded = Loaded { workspace: desk.into_inner(), settings, drafts, findings: store.take_findings(), save_state };
        (store, loaded)
    }

    async fn load(&self, desk: &impl Desk) -> SaveState {
        if let (Ok(_), Err(error)) = (&self.mirror, self.hear_mirror()) {
            self.find(Finding::MirrorFails(error));
        }
        let no_vault = match &self.vault {
            Ok(vault) => self.load_from_vault(vault, desk).await.err(),
            Err(error) => Some(*error),
        };
        if let Some(error) = &no_vault {
            self.find(Finding::VaultFails(*error));
            if let (Ok(_), Err(error)) = (&self.mirror, self.follow_in_mirror(desk, Holes::AreLosses)) {
                self.find(Finding::MirrorFails(error));
            }
        }
        if let Some(version) = self.newer.get() {
            return SaveState::Unsaved(Reason::NewerStore { version });
        }
        match (no_vault, &self.mirror) {
            (None, Ok(_)) => self.saved(Kept::InBoth),
            (None, Err(mirror)) => self.saved(Kept::InVault { mirror: *mirror }),
            (Some(vault), Ok(_)) => self.saved(Kept::InMirror { vault }),
            (Some(vault), Err(mirror)) => SaveState::Unsaved(Reason::NoStorage { vault, mirror: *mirror }),
        }
    }

    /// Whether everything that is kept is on the desk.
    pub fn is_whole(&self) -> bool {
        self.known.borrow().next_later().is_none()
    }

    /// Brings the next shelf that waits to the desk; where the mirror lacks something of it, all that wait.
    pub async fn read_more(&self, desk: &impl Desk) {
        if self.read_shelf_in_mirror(desk) {
            return;
        }
        let is_read = match &self.vault {
            Ok(vault) => self.read_rest_in_vault(vault, desk).await.is_ok(),
            Err(_) => false,
        };
        // Without a vault nobody else can be asked: what the mirror lacks too is lost, and said so.
        if !is_read && let Err(error) = self.follow_in_mirror(desk, self.holes()) {
            self.find(Finding::MirrorFails(error));
        }
    }

    fn read_shelf_in_mirror(&self, desk: &impl Desk) -> bool {
        let next = self.known.borrow().next_later();
        let Some((shelf, parts)) = next else { return true };
        let mut texts = BTreeMap::new();
        for (name, key) in parts {
            match self.fetch_in_mirror(&name, &key) {
                Ok(fetched) if fetched.is_whole() => texts.insert(name, fetched),
                _ => return false,
            };
        }
        let mut open = desk.workspace();
        self.known.borrow_mut().follow_later(&mut open, &shelf, &texts);
        desk.replace(open);
        true
    }

    async fn read_rest_in_vault(&self, vault: &V, desk: &impl Desk) -> Result<(), SlotError> {
        let transaction = vault.begin().await?;
        self.follow_in_vault(&transaction, desk).await.map(|_| ())
    }

    async fn load_from_vault(&self, vault: &V, desk: &impl Desk) -> Result<(), SlotError> {
        let transaction = vault.begin().await?;
        self.hear_vault(&transaction).await?;
        let manifest = transaction.get(slot::MANIFEST).await?;
        self.follow_in_vault(&transaction, desk).await?;
        if let Found::Damaged(_) = Found::read(manifest) {
            self.salvage(&transaction, desk).await?;
        }
        Ok(())
    }

    /// Without its manifest a vault is a heap of parts, of now and of earlier. Joined they say what is newest: what
    /// an edit replaced stays replaced.
    async fn salvage(&self, transaction: &V::Transaction, desk: &impl Desk) -> Result<(), SlotError> {
        let mut open = desk.workspace();
        for slot in transaction.slots().await?.into_iter().filter(|slot| slot::part_name(slot).is_some()) {
            let Some(text) = transaction.get(&slot).await? else { continue };
            let contents = [Group::Definitions, Group::Answers].map(|group| Content::read(&group, &text));
            for content in contents {
                if let Content::Whole(content) | Content::InPart(content) = content {
                    join_into(&mut open, &content);
                }
            }
        }
        desk.replace(open);
        Ok(())
    }

    pub(super) fn find(&self, finding: Finding) {
        self.known.borrow_mut().find(finding);
    }
}
