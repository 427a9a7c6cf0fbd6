//! Submissions on this page: steps are recorded, reports are handed in, files are filed away.
//!
//! What is recorded here is not on the timeline: a step is taken back by a step of its own (差戻し, 確定解除, 取下げ), which
//! leaves a trace.

use super::{Content, Export, Outgoing, Reader, Receiving, Session, filing};
use crate::{
    browser,
    domain::{
        Agenda, AgendaId, Command, DepartmentId, Disposed, Entry, Event, Handling, Place, ProgramId, Refusal, Stamp, Trace, TraceId,
        Workspace,
    },
    store::Role,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

impl Session {
    /// Who acts, for a record: 所属 and 氏名, or the role where neither is known.
    pub(super) fn actor(self) -> String {
        let author = self.author();
        let role = match self.settings().get_untracked().role {
            Some(Role::Secretariat) => "事務局",
            Some(Role::Manager) => "所属長",
            Some(Role::Department | Role::Respondent | Role::Viewer) | None => "",
        };
        let names = [author.department.as_str(), role, author.person.as_str()];
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Writes 照会 or 年間予定 under an id of its own, or changes one.
    pub fn write_agenda(self, id: Option<AgendaId>, agenda: Agenda) -> Result<AgendaId, Refusal> {
        let id = id.unwrap_or_else(browser::random::id);
        self.record(vec![Entry::Agenda(id.clone(), agenda)])?;
        Ok(id)
    }

    /// Takes one step with one department's submission.
    pub fn handle(self, inquiry: &AgendaId, department: &DepartmentId, step: Handling) -> Result<(), Refusal> {
        let Some(program) = self.program().get_untracked() else { return Ok(()) };
        let event = program.tables.next_step(inquiry, department, step);
        self.record(vec![Entry::Trace(browser::random::id(), self.trace(event))])
    }

    /// 廃棄記録
    pub(super) fn record_disposal(self, disposed: Disposed) -> Result<(), Refusal> {
        self.record(vec![Entry::Trace(browser::random::id(), self.trace(Event::Disposed(disposed)))])
    }

    fn trace(self, event: Event) -> Trace {
        Trace { at: browser::clock::now(), by: self.actor(), event }
    }

    pub(super) fn record(self, entries: Vec<Entry>) -> Result<(), Refusal> {
        let Some(program) = self.program_id().get_untracked() else { return Ok(()) };
        self.apply(Command { program, entries })
    }

    /// 照合番号 of the department's report as it would be written now.
    pub fn report_digest(self, department: &DepartmentId) -> String {
        let Some(program) = self.program_id().get() else { return String::new() };
        let author = self.author();
        self.workspace().with(|workspace| filing::report_digest(workspace, &program, department, &author))
    }

    /// 提出: records the step and gives the file that carries it.
    pub fn submit(self, inquiry: &AgendaId, department: &DepartmentId) -> Result<Export, Refusal> {
        let Some(program) = self.program_id().get_untracked() else { return Ok(Export::default()) };
        let digest = untrack(|| self.report_digest(department));
        self.handle(inquiry, department, Handling::Submitted { digest })?;
        Ok(self.export(&Outgoing::Report { program, department: department.clone() }))
    }

    /// Records the files that are being adopted; reports are received where the secretariat reads them.
    pub(super) fn file_away(self, adopted: Workspace, picked: &[(Content, BTreeSet<Place>)]) -> (Workspace, Vec<(ProgramId, TraceId)>) {
        let is_secretariat = self.settings().get_untracked().role == Some(Role::Secretariat);
        let receiving = if is_secretariat { Receiving::AsSecretariat } else { Receiving::No };
        let by = self.actor();
        let at = browser::clock::now();
        let reader = Reader { by: &by, at, receiving };
        let mut workspace = adopted;
        let first = self.dots().get_value();
        let (files, stamp) = filing::file(&mut workspace, picked, reader, Stamp { dot: first, at: Some(at) }, &mut browser::random::id);
        self.count_on(&mut workspace, stamp);
        (workspace, files)
    }

    /// Records that reading these files was undone.
    pub(super) fn file_forgotten(self, forgotten: Workspace, files: &[(ProgramId, TraceId)]) -> Workspace {
        let mut workspace = forgotten;
        let mut stamp = Stamp { dot: self.dots().get_value(), at: Some(browser::clock::now()) };
        for (program, file) in files {
            let trace = self.trace(Event::FileForgotten(file.clone()));
            let command = Command { program: program.clone(), entries: vec![Entry::Trace(browser::random::id(), trace)] };
            // Nothing to record where the programme itself went with the import.
            if let Ok((_, next)) = workspace.apply(command, stamp) {
                stamp = next;
            }
        }
        self.count_on(&mut workspace, stamp);
        workspace
    }

    fn count_on(self, workspace: &mut Workspace, stamp: Stamp) {
        if stamp.dot != self.dots().get_value() {
            workspace.writers.entry(stamp.dot.writer).or_insert_with(|| self.author());
            self.dots().set_value(stamp.dot);
        }
    }
}
