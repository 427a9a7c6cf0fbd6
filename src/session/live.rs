//! The open page: one workspace behind a private signal, and the only ways to change it.

use super::{Done, Edit, Import, Profile, Timeline, keeping::Keeper};
use crate::{
    browser,
    domain::{Author, CellId, Command, Entry, FiscalYear, Place, Program, ProgramId, Refusal, Stamp, Workspace},
    merge,
    register::Dot,
    store::SaveState,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// A handle to the page's state; copies are the same session.
#[derive(Clone, Copy)]
pub struct Session {
    workspace: RwSignal<Workspace>,
    program: RwSignal<Option<ProgramId>>,
    year: RwSignal<FiscalYear>,
    profile: RwSignal<Profile>,
    timeline: RwSignal<Timeline>,
    /// The dot of the next change. Its writer is new at every start and kept nowhere.
    next: StoredValue<Dot>,
    today: RwSignal<NaiveDate>,
    pub(super) save_state: RwSignal<SaveState>,
    pub(super) keeper: Keeper,
}

impl Session {
    /// The session of the page; it is provided before anything is mounted.
    pub fn here() -> Session {
        expect_context()
    }

    pub fn workspace(self) -> Signal<Workspace> {
        self.workspace.into()
    }

    /// The programme being looked at.
    pub fn program(self) -> Signal<Option<Arc<Program>>> {
        Signal::derive(move || {
            let id = self.program.get()?;
            self.workspace.with(|workspace| workspace.programs.get(&id).cloned())
        })
    }

    pub fn program_id(self) -> Signal<Option<ProgramId>> {
        self.program.into()
    }

    /// All programmes on this device with their titles.
    pub fn programs(self) -> Signal<Vec<(ProgramId, String)>> {
        Signal::derive(move || {
            self.workspace.with(|workspace| {
                let title = |program: &Program| program.tables.overview.get(&()).map(|overview| format!("{} {}", overview.city, overview.title));
                workspace.programs.iter().map(|(id, program)| (id.clone(), title(program).unwrap_or_else(|| id.to_string()))).collect()
            })
        })
    }

    /// Looks at another programme, in the last year it has figures for.
    pub fn choose_program(self, id: ProgramId) {
        let present = present_year(self.today.get_untracked());
        let year = self.workspace.with_untracked(|workspace| workspace.program(&id).and_then(|it| it.tables.latest_year_with_figures()));
        self.year.set(year.unwrap_or(present));
        self.program.set(Some(id));
    }

    pub fn year(self) -> Signal<FiscalYear> {
        self.year.into()
    }

    pub fn choose_year(self, year: FiscalYear) {
        self.year.set(year);
    }

    /// The years of the programme being looked at.
    pub fn years(self) -> Signal<Vec<FiscalYear>> {
        Signal::derive(move || {
            let present = present_year(self.today.get());
            self.program().get().map_or_else(|| vec![present], |program| program.tables.years(present))
        })
    }

    pub fn today(self) -> Signal<NaiveDate> {
        self.today.into()
    }

    pub fn profile(self) -> Signal<Profile> {
        self.profile.into()
    }

    /// From now on changes are another person's: they get a writer of their own.
    pub fn set_profile(self, profile: Profile) {
        self.profile.set(profile);
        self.next.set_value(Dot { writer: browser::random::writer(), n: 1 });
        self.keep_profile();
    }

    /// Makes one step of a person; all of it or nothing.
    pub fn dispatch(self, entries: Vec<Entry>) -> Result<(), Refusal> {
        let Some(program) = self.program.get_untracked() else { return Ok(()) };
        let edit = self.edit_of(&program, &entries);
        if self.apply(Command { program, entries })? {
            self.timeline.update(|timeline| timeline.push(Done::Edit(edit)));
        }
        Ok(())
    }

    fn edit_of(self, program: &ProgramId, entries: &[Entry]) -> Edit {
        let cells: Vec<CellId> = entries.iter().map(Entry::id).collect();
        self.workspace.with_untracked(|workspace| {
            let nothing = Program::default();
            Edit::of(program, &workspace.program(program).unwrap_or(&nothing).tables, cells)
        })
    }

    /// Whether anything changed.
    fn apply(self, command: Command) -> Result<bool, Refusal> {
        let program = command.program.clone();
        let mut workspace = self.workspace.get_untracked();
        let dot = self.next.get_value();
        let (changed, next) = workspace.apply(command, Stamp { dot, at: Some(browser::clock::now()) })?;
        if changed.is_empty() {
            return Ok(false);
        }
        self.next.set_value(next.dot);
        workspace.writers.entry(dot.writer).or_insert_with(|| self.author());
        let places = changed.into_iter().map(|cell| Place { program: program.clone(), cell }).collect();
        self.commit(workspace, places);
        Ok(true)
    }

    /// The name that files and histories show for this person.
    pub(super) fn author(self) -> Author {
        let profile = self.profile.get_untracked();
        let department = profile.department.and_then(|id| {
            let program = self.program.get_untracked()?;
            self.workspace.with_untracked(|it| Some(it.program(&program)?.tables.departments.get(&id)?.name.clone()))
        });
        Author { department: department.unwrap_or_default(), person: profile.person, device: String::new() }
    }

    /// What the undo button would take back; `None` where nothing can be.
    pub fn undoable(self) -> Signal<Option<Step>> {
        Signal::derive(move || {
            self.timeline.with(|timeline| match timeline.last()? {
                Done::Edit(edit) => edit.inverse().map(|_| Step::Edit),
                Done::Import(_) => Some(Step::Import),
            })
        })
    }

    /// Takes the last step back. Cells of an import that were changed since stay, and are returned.
    pub fn undo(self) -> Result<BTreeSet<Place>, Refusal> {
        let Some(done) = self.timeline.try_update(Timeline::pop).flatten() else { return Ok(BTreeSet::new()) };
        match done {
            Done::Edit(Edit { ref program, .. }) => {
                if let Done::Edit(edit) = &done
                    && let Some(entries) = edit.inverse()
                {
                    self.apply(Command { program: program.clone(), entries })?;
                }
                Ok(BTreeSet::new())
            }
            Done::Import(Import { before, after, places }) => {
                let now = self.workspace.get_untracked();
                let (forgotten, kept) = merge::forget(&now, &before, &after, &places);
                self.commit(forgotten, places);
                self.leave_lost_program();
                Ok(kept)
            }
        }
    }

    /// Adopts the chosen cells of a file in one step.
    pub fn adopt(self, theirs: &Workspace, chosen: BTreeSet<Place>) {
        let before = self.workspace.get_untracked();
        let after = merge::settle(&before, theirs, &chosen);
        self.timeline.update(|timeline| timeline.push(Done::Import(Import { before, after: after.clone(), places: chosen.clone() })));
        self.commit(after, chosen);
        if self.program.get_untracked().is_none()
            && let Some(id) = theirs.programs.keys().next()
        {
            self.choose_program(id.clone());
        }
    }

    /// The only place that sets the workspace: the page sees it at once, the store keeps it.
    pub(super) fn commit(self, workspace: Workspace, changed: BTreeSet<Place>) {
        self.workspace.set(workspace);
        self.keep(changed);
    }

    /// After an import is taken back its programme may be gone.
    fn leave_lost_program(self) {
        let chosen = self.program.get_untracked();
        let is_lost = chosen.is_some_and(|id| self.workspace.with_untracked(|it| it.program(&id).is_none()));
        if is_lost {
            self.program.set(self.workspace.with_untracked(|it| it.programs.keys().next().cloned()));
        }
    }
}

/// What kind of step it was, for the words on the undo button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Edit,
    Import,
}

/// 年度 of a day; a clock that is centuries off shows the earliest year rather than no page.
fn present_year(today: NaiveDate) -> FiscalYear {
    FiscalYear::of(today).unwrap_or(FiscalYear::FIRST)
}

