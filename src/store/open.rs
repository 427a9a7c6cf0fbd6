//! Starting: everything that is kept, from both storages.

use super::{
    Cell, Desk, Drafts, Finding, Known, RefCell, SaveState, SlotError, Small, Store,
    carrier::{Mirror, Transaction, Vault},
    manifest::Was,
    mirror::Found,
    part::{Content, Group},
    save_state::{Kept, Reason},
    settings::DeviceSettings,
    slot,
    small::Slip,
};
use crate::domain::Workspace;
use crate::merge::join_into;
use crate::register::Writer;

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
        let store = Store {
            mirror,
            vault,
            tab,
            known: RefCell::new(Known::default()),
            settings: RefCell::default(),
            drafts: RefCell::default(),
            slips_kept: Cell::new([0, 0]),
            newer: Cell::new(None),
            mirror_trouble: RefCell::new(None),
        };
        let desk = RefCell::new(Workspace::default());
        if let Err(error) = &store.mirror {
            store.find(Finding::MirrorFails(*error));
        }
        let save_state = store.load(&desk).await;
        let (settings, drafts) = (store.settings(), store.drafts());
        let loaded = Loaded { workspace: desk.into_inner(), settings, drafts, findings: store.take_findings(), save_state };
        (store, loaded)
    }

    async fn load(&self, desk: &impl Desk) -> SaveState {
        self.read_slips_of_mirror();
        let no_vault = match &self.vault {
            Ok(vault) => match self.load_from_vault(vault, desk).await {
                Ok(()) => None,
                Err(error) => Some(error),
            },
            Err(error) => Some(*error),
        };
        if let Some(error) = &no_vault {
            self.find(Finding::VaultFails(*error));
            self.follow_in_mirror(desk);
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

    async fn load_from_vault(&self, vault: &V, desk: &impl Desk) -> Result<(), SlotError> {
        let transaction = vault.begin().await?;
        self.read_slips_of_vault(&transaction).await?;
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
        for slot in transaction.slots().await?.into_iter().filter(|slot| slot::is_part(slot)) {
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

    fn read_slips_of_mirror(&self) {
        let Ok(mirror) = &self.mirror else { return };
        match (mirror.get(slot::SETTINGS), mirror.get(slot::DRAFTS)) {
            (Ok(settings), Ok(drafts)) => {
                self.take_slips(settings, drafts);
            }
            (Err(error), _) | (_, Err(error)) => self.find(Finding::MirrorFails(error)),
        }
    }

    async fn read_slips_of_vault(&self, transaction: &V::Transaction) -> Result<(), SlotError> {
        let settings = transaction.get(slot::SETTINGS).await?;
        let drafts = transaction.get(slot::DRAFTS).await?;
        self.slips_kept.set(self.take_slips(settings, drafts));
        Ok(())
    }

    /// How often each was written there.
    fn take_slips(&self, settings: Option<String>, drafts: Option<String>) -> [u64; 2] {
        let settings = self.take_slip(&self.settings, settings).map_err(|text| {
            let aside = self.known.borrow_mut().set_aside(Was::Settings, text);
            self.find(Finding::SettingsUnreadable { aside });
        });
        let drafts = self.take_slip(&self.drafts, drafts).map_err(|text| {
            let aside = self.known.borrow_mut().set_aside(Was::Drafts, text);
            self.find(Finding::DraftsUnreadable { aside });
        });
        [settings.unwrap_or(0), drafts.unwrap_or(0)]
    }

    /// Takes the slip over if it was written more often than ours, and says how often; or gives back what cannot be read.
    fn take_slip<T: Slip>(&self, ours: &RefCell<Small<T>>, text: Option<String>) -> Result<u64, String> {
        let Some(text) = text else { return Ok(0) };
        let Some(small) = Small::read(&text) else { return Err(text) };
        let n_writes = small.n_writes;
        if n_writes > ours.borrow().n_writes {
            ours.replace(small);
        }
        Ok(n_writes)
    }

    pub(super) fn find(&self, finding: Finding) {
        self.known.borrow_mut().find(finding);
    }
}
