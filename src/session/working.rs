//! 作業ファイル: one's whole work in a file of one's own, for PCs whose browser forgets everything at logoff.

use super::{Incoming, Opened, Outgoing, Session, WorkingState, incoming::author_department};
use crate::{
    browser::{self, files, working_file::WorkingFile},
    bundle::{Header, Scope},
    domain::{Place, Workspace},
    register::Moment,
    store::DeviceSettings,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The working file of this page.
#[derive(Clone, Debug, Default)]
pub(super) struct Working {
    pub name: String,
    /// `None` where the browser does not let us write over files: a new copy is downloaded each time.
    pub file: Option<WorkingFile>,
    /// When it was last written, and what it says since.
    pub written: Option<(Moment, Workspace)>,
}

pub(super) type WorkingPlace = RwSignal<Option<Working>, leptos::reactive::owner::LocalStorage>;

impl Session {
    pub fn working_file(self) -> Signal<Option<WorkingState>> {
        Signal::derive(move || {
            let state = |working: &Working| WorkingState {
                name: working.name.clone(),
                written_at: working.written.as_ref().map(|(at, _)| *at),
                is_behind: working.written.as_ref().is_none_or(|(_, written)| self.workspace().with(|open| open != written)),
                is_written_over: working.file.is_some(),
            };
            self.working().with(|working| working.as_ref().map(state))
        })
    }

    /// Lets the person choose the working file and takes over what it says. `None`: nothing was chosen.
    pub async fn open_working_file(self) -> Option<Opened> {
        let file = browser::working_file::open().await?;
        let bytes = file.read().await;
        Some(self.take_working_file(file.name(), bytes.as_deref(), Some(file)).await)
    }

    /// The same with a file that was chosen in a way that does not let us write over it.
    pub async fn take_working_copy(self, name: String, bytes: Option<&[u8]>) -> Opened {
        self.take_working_file(name, bytes, None).await
    }

    async fn take_working_file(self, name: String, bytes: Option<&[u8]>, file: Option<WorkingFile>) -> Opened {
        let content = match self.read_file(name.clone(), bytes) {
            Incoming { content: Err(refused), .. } => return Opened::Refused(refused),
            Incoming { content: Ok(content), .. } => content,
        };
        if content.header.scope != Scope::Backup {
            return Opened::OtherKind(content.header.scope);
        }
        // All of it is this person's own work. Where it and what is open disagree, both stay and are shown as 内容の食い違い.
        let chosen: BTreeSet<Place> = content.plan.items.iter().filter(|item| item.is_change()).map(|item| item.place.clone()).collect();
        let n_cells = chosen.len();
        self.be_who_wrote(&content.header);
        let written = content.header.written_at.map(|at| (at, content.theirs.clone()));
        self.adopt(vec![name.clone()], &[(content, chosen)]).await;
        // What is open now is what the file says, unless something more was here.
        let written = written
            .map(|(at, theirs)| (at, if self.open_workspace().programs == theirs.programs { self.open_workspace() } else { theirs }));
        self.working().set(Some(Working { name, file, written }));
        Opened::Adopted(n_cells)
    }

    /// Writes everything that is open into the working file; the first time into a new one. `None`: no place was chosen.
    /// Otherwise whether it worked.
    pub async fn write_working_file(self) -> Option<bool> {
        let known = self.working().get_untracked();
        let open = self.open_workspace();
        let export = self.export(&Outgoing::Backup);
        let (name, file) = match known {
            Some(working) => (working.name, working.file),
            None if browser::working_file::is_supported() => {
                let file = browser::working_file::create(NEW_NAME).await?;
                (file.name(), Some(file))
            }
            None => (NEW_NAME.to_owned(), None),
        };
        let is_written = match &file {
            Some(file) => file.write(&export.text).await,
            None => {
                files::download(&name, &export.text);
                true
            }
        };
        if is_written {
            let written = Some((browser::clock::now(), open));
            self.working().set(Some(Working { name, file, written }));
        }
        Some(is_written)
    }

    /// A browser that has forgotten everything has forgotten who sits before it too.
    fn be_who_wrote(self, header: &Header) {
        let Some(author) = &header.from else { return };
        let settings = self.settings().get_untracked();
        if settings.department.is_some() || !settings.person.is_empty() {
            return;
        }
        let tables = self.program().get_untracked().map(|program| program.tables.clone()).unwrap_or_default();
        let department = author_department(header, &tables);
        self.set_settings(DeviceSettings { department, person: author.person.clone(), device: author.device.clone(), ..settings });
    }
}

const NEW_NAME: &str = "進捗帳_作業ファイル.json";
