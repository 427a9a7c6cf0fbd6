//! What a file says about itself.

use crate::{
    domain::{Author, ProgramId, Workspace},
    register::Moment,
};

/// The head of a file. A canonical file has a scope and nothing else, so that equal states are equal files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub scope: Scope,
    /// Who wrote the file.
    pub from: Option<Author>,
    /// When, on the wall clock of that device; for people only.
    pub written_at: Option<Moment>,
    /// 文書番号.
    pub document_number: Option<String>,
    /// The name and version of the program that wrote it.
    pub app: Option<String>,
}

/// What kind of file it is, and which programmes it may speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Definitions, sheets to fill, surveys: from the secretariat to everyone.
    Programme(Titled),
    /// What a department owns or changed: to the secretariat.
    Report(Titled),
    /// Survey answers, sealed: to the secretariat.
    Answers(Titled),
    /// 公表版: suppressed results and frozen sheets.
    Publication(Titled),
    /// The whole workspace, all its programmes.
    Backup,
}

/// A programme with the title people know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    pub id: ProgramId,
    pub title: String,
}

impl Header {
    pub fn canonical(scope: Scope) -> Self {
        Header { scope, from: None, written_at: None, document_number: None, app: None }
    }
}

impl Scope {
    /// As files name it.
    pub fn name(&self) -> &'static str {
        match self {
            Scope::Programme(_) => "programme",
            Scope::Report(_) => "report",
            Scope::Answers(_) => "answers",
            Scope::Publication(_) => "publication",
            Scope::Backup => "backup",
        }
    }

    /// The only programme the file is about; `None` for a backup.
    pub fn programme(&self) -> Option<&Titled> {
        match self {
            Scope::Programme(titled) | Scope::Report(titled) | Scope::Answers(titled) | Scope::Publication(titled) => Some(titled),
            Scope::Backup => None,
        }
    }

    pub fn covers(&self, program: &ProgramId) -> bool {
        self.programme().is_none_or(|titled| titled.id == *program)
    }
}

impl Titled {
    /// With the title of its overview: of a title in conflict the first, of an unknown one nothing.
    pub fn of(workspace: &Workspace, id: &ProgramId) -> Self {
        let overview = workspace.program(id).and_then(|program| program.tables.overview.cell(&()));
        let title = overview.and_then(|cell| cell.siblings().first()).map(|sibling| sibling.value.title.clone());
        Titled { id: id.clone(), title: title.unwrap_or_default() }
    }
}
