//! Files on their way in: read and compared, and nothing changed yet.

use super::Closed;
use crate::{
    bundle::{self, Header, Integrity, Note, Reason, Scope, Sealed, Spot, Unreadable},
    domain::{DepartmentId, FiscalYear, Place, Tables, Workspace},
    merge::{self, Plan, Sender},
    store::{
        Drafts,
        rescue::{self, NotRescued},
    },
};
use std::collections::BTreeSet;

/// One file as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    pub name: String,
    pub content: Result<Content, Refused>,
}

/// Why nothing of a file was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The browser could not give us its bytes: a folder, or a file that was moved away.
    NoBytes,
    Unreadable(Unreadable),
}

/// What a file says, and what it would change here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Of the file.
    pub name: String,
    pub header: Header,
    pub theirs: Workspace,
    pub sealed: BTreeSet<Sealed>,
    pub notes: Vec<Note>,
    pub integrity: Integrity,
    /// Half-typed texts of a page that stopped.
    pub drafts: Drafts,
    pub plan: Plan,
}

/// What became of the sealed answers of some files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    pub opened: usize,
    /// The same answer was here before.
    pub known: usize,
    /// No key on this device: they wait to be sent on.
    pub kept_sealed: usize,
    /// Of the opened ones: after the survey closed.
    pub late: usize,
    /// Of the opened ones: without a slip code, or with one that was used or never given out.
    pub without_slip: usize,
    /// Of the opened ones: given under a version of the questions that is not here yet.
    pub newer_version: usize,
    /// Of the opened ones: given under an earlier version of the questions.
    pub older_version: usize,
    /// What opens answers did not run.
    pub not_tried: usize,
    /// Sealed for another key, or changed on the way.
    pub refused: usize,
    /// Inside the seal stands another survey's name than outside.
    pub other_survey: usize,
    /// Opened, and no answer that this page understands whole.
    pub not_understood: usize,
}

impl Received {
    pub fn closed(&mut self, why: Closed) {
        match why {
            Closed::NotTried => self.not_tried += 1,
            Closed::CannotOpen => self.refused += 1,
            Closed::NotUnderstood => self.not_understood += 1,
            Closed::OtherSurvey => self.other_survey += 1,
        }
    }

    /// Whether something needs a person to look: it is said as a warning.
    pub fn has_trouble(&self) -> bool {
        self.not_tried + self.refused + self.not_understood + self.other_survey + self.newer_version > 0
    }
}

impl Incoming {
    /// Reads a file's bytes; `None` where the browser had none to give.
    pub fn read(name: String, bytes: Option<&[u8]>, ours: &Workspace) -> Self {
        let content = bytes.ok_or(Refused::NoBytes).and_then(|bytes| {
            let (read, drafts) = match bundle::read_bytes(bytes) {
                Err(Unreadable::WrongFormat(format)) if format == rescue::FORMAT => read_rescue(bytes),
                read => read.map(|read| (read, Drafts::new())),
            }
            .map_err(Refused::Unreadable)?;
            let sender = sender(&read.header, ours);
            let plan = merge::plan(ours, &read.workspace, sender.as_ref().map_or(Sender::Unknown, Who::as_sender));
            let bundle::Read { header, workspace: theirs, sealed, notes, integrity } = read;
            Ok(Content { name: name.clone(), header, theirs, sealed, notes, integrity, drafts, plan })
        });
        Incoming { name, content }
    }

    /// Looks at all files of a batch together: two of them may disagree where each alone is an update.
    pub fn compare_together(files: &mut [Incoming], ours: &Workspace) {
        let mut contents: Vec<&mut Content> = files.iter_mut().filter_map(|file| file.content.as_mut().ok()).collect();
        let mut plans: Vec<Plan> = contents.iter_mut().map(|content| Plan { items: std::mem::take(&mut content.plan.items) }).collect();
        let theirs: Vec<&Workspace> = contents.iter().map(|content| &content.theirs).collect();
        merge::compare_together(ours, &theirs, &mut plans);
        for (content, plan) in contents.into_iter().zip(plans) {
            content.plan = plan;
        }
    }
}

/// What a page that stopped left behind, as if it were a backup.
fn read_rescue(bytes: &[u8]) -> Result<(bundle::Read, Drafts), Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::BadEnvelope(String::new()))?;
    let rescued = rescue::read(text.trim_start_matches('\u{feff}')).map_err(|error| match error {
        NotRescued::Newer { theirs } => Unreadable::NewerVersion { theirs, ours: rescue::VERSION },
        NotRescued::Damaged => Unreadable::BadEnvelope(String::new()),
    })?;
    let note = |n| Note { spot: Spot::File, reason: Reason::PartsLost(n), raw: String::new() };
    let read = bundle::Read {
        header: Header { written_at: rescued.written_at, ..Header::canonical(Scope::Backup) },
        workspace: rescued.workspace,
        sealed: BTreeSet::new(),
        notes: (rescued.n_lost > 0).then(|| note(rescued.n_lost)).into_iter().collect(),
        integrity: if rescued.n_lost == 0 { Integrity::Intact } else { Integrity::Unknown },
    };
    Ok((read, rescued.drafts))
}

impl Content {
    /// What is ticked before a person has looked.
    pub fn first_choice(&self) -> BTreeSet<Place> {
        self.plan.items.iter().filter(|item| item.is_ticked_at_first()).map(|item| item.place.clone()).collect()
    }
}

/// The programme that read cells lead to: theirs, where none of them is of the one that is looked at.
#[cfg(any(test, target_arch = "wasm32"))]
pub fn leads_to<'a>(
    mut places: impl Iterator<Item = &'a Place> + Clone,
    looked_at: Option<&crate::domain::ProgramId>,
) -> Option<&'a crate::domain::ProgramId> {
    let first = places.clone().next()?;
    places.all(|place| Some(&place.program) != looked_at).then_some(&first.program)
}

enum Who {
    Secretariat,
    Department(DepartmentId),
}

impl Who {
    fn as_sender(&self) -> Sender<'_> {
        match self {
            Who::Secretariat => Sender::Secretariat,
            Who::Department(id) => Sender::Department(id),
        }
    }
}

/// Whose business the file's cells are: a report speaks for the department that it names, as we know it.
fn sender(header: &Header, ours: &Workspace) -> Option<Who> {
    let titled = match &header.scope {
        Scope::Report(titled) => titled,
        Scope::Programme(_) | Scope::Answers(_) | Scope::Publication(_) | Scope::Backup => return Some(Who::Secretariat),
    };
    author_department(header, &ours.program(&titled.id)?.tables).map(Who::Department)
}

/// The department that a file says it was written in, as we know it. Of two of one name, the one that stood when it was written.
pub(super) fn author_department(header: &Header, tables: &Tables) -> Option<DepartmentId> {
    let year = header.written_at.and_then(|at| FiscalYear::of(at.date()).ok());
    tables.departments_named(&header.from.as_ref()?.department, year).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CellId, ProgramId};

    #[test]
    fn a_file_of_another_programme_leads_there_and_one_with_something_of_this_does_not() {
        let id = |name: &str| ProgramId::new(name).unwrap();
        let place = |name: &str| Place { program: id(name), cell: CellId::Overview(()) };
        let (one, two) = (place("nagaoka"), place("ojiya"));
        assert_eq!(leads_to([&two].into_iter(), Some(&one.program)), Some(&two.program));
        assert_eq!(leads_to([&two].into_iter(), None), Some(&two.program));
        assert_eq!(leads_to([&one, &two].into_iter(), Some(&one.program)), None);
        assert_eq!(leads_to([].into_iter(), Some(&one.program)), None);
    }
}
