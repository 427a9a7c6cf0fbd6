//! The open page: one workspace behind a private signal, and the only ways to change it.

use super::{
    Content, Done, Edit, Export, Import, Incoming, Outgoing, Signature, Timeline, Undoable, Unfinished, Written,
    keeping::{Keeper, Start},
    working::WorkingPlace,
};
use crate::{
    browser,
    domain::{Author, CellId, Command, Entry, FiscalYear, Overview, Place, Program, ProgramId, Refusal, Stamp, Workspace},
    merge,
    register::{Dot, Moment, Writer},
    store::{DeviceSettings, Drafts, Finding, Occasion, SaveState, settings::Revision},
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
    settings: RwSignal<DeviceSettings>,
    drafts: RwSignal<Drafts>,
    findings: RwSignal<Vec<Finding>>,
    save_state: RwSignal<SaveState>,
    /// Saves under way: until they end nothing is called saved.
    n_saves: RwSignal<usize>,
    timeline: RwSignal<Timeline>,
    unfinished: RwSignal<Vec<Unfinished>>,
    /// The writer this page began with: a name for the tab.
    tab: StoredValue<Writer>,
    working: WorkingPlace,
    /// The dot of the next change. Its writer is new at every start and kept nowhere.
    next: StoredValue<Dot>,
    today: RwSignal<NaiveDate>,
    /// Whether all that is kept is open.
    whole: RwSignal<bool>,
    keeper: Keeper,
}

/// What kind of step the undo button would take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Edit,
    Import,
}

impl Session {
    /// The session of a page that has just [started](super::start).
    pub fn new(start: Start) -> Session {
        let today = browser::clock::today();
        let session = Session {
            workspace: RwSignal::new(start.workspace),
            program: RwSignal::new(None),
            year: RwSignal::new(present_year(today)),
            settings: RwSignal::new(start.settings),
            unfinished: RwSignal::new(Unfinished::all(&start.drafts)),
            tab: StoredValue::new(browser::random::writer()),
            drafts: RwSignal::new(start.drafts),
            findings: RwSignal::new(start.findings),
            save_state: RwSignal::new(start.save_state),
            n_saves: RwSignal::new(0),
            timeline: RwSignal::new(Timeline::default()),
            working: RwSignal::new_local(None),
            next: StoredValue::new(first_dot()),
            today: RwSignal::new(today),
            whole: RwSignal::new(false),
            keeper: StoredValue::new_local(start.keeping),
        };
        let known = session.settings.with_untracked(|settings| settings.program.clone());
        let first = session.workspace.with_untracked(|workspace| {
            known.filter(|id| workspace.program(id).is_some()).or_else(|| workspace.programs.keys().next().cloned())
        });
        if let Some(id) = first {
            session.look_at(id);
        }
        session.watch();
        session
    }

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
            let title = |program: &Program| program.tables.overview.get(&()).map(Overview::full_name);
            let named = |(id, program): (&ProgramId, &Arc<Program>)| (id.clone(), title(program).unwrap_or_else(|| id.to_string()));
            self.workspace.with(|workspace| workspace.programs.iter().map(named).collect())
        })
    }

    /// Looks at another programme, in the last year it has figures for, and remembers it.
    pub fn choose_program(self, id: ProgramId) {
        self.look_at(id.clone());
        self.set_settings(DeviceSettings { program: Some(id), ..self.settings.get_untracked() });
    }

    fn look_at(self, id: ProgramId) {
        let year = self.workspace.with_untracked(|workspace| workspace.program(&id).and_then(|it| it.tables.latest_year_with_figures()));
        self.year.set(year.unwrap_or(present_year(self.today.get_untracked())));
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

    pub fn settings(self) -> Signal<DeviceSettings> {
        self.settings.into()
    }

    pub fn last_export(self) -> Signal<Option<Moment>> {
        Signal::derive(move || self.settings.with(|settings| settings.last_export))
    }

    pub fn save_state(self) -> Signal<SaveState> {
        self.save_state.into()
    }

    /// Whether something is on its way to the disk.
    pub fn is_saving(self) -> Signal<bool> {
        Signal::derive(move || self.n_saves.get() != 0)
    }

    pub(super) fn begin_save(self) {
        self.n_saves.update(|n| *n += 1);
    }

    /// What was odd about the kept texts.
    pub fn findings(self) -> Signal<Vec<Finding>> {
        self.findings.into()
    }

    /// Every cell on this device that shows more than one value.
    pub fn conflicts(self) -> Signal<Vec<Place>> {
        Signal::derive(move || {
            let of = |(id, program): (&ProgramId, &Arc<Program>)| {
                let id = id.clone();
                program.tables.conflicts().into_iter().map(move |cell| Place { program: id.clone(), cell })
            };
            self.workspace.with(|workspace| workspace.programs.iter().flat_map(of).collect())
        })
    }

    /// Makes one step of a person in the programme being looked at; all of it or nothing.
    pub fn dispatch(self, entries: Vec<Entry>) -> Result<(), Refusal> {
        self.program.get_untracked().map_or(Ok(()), |program| self.dispatch_in(program, entries))
    }

    pub fn dispatch_in(self, program: ProgramId, entries: Vec<Entry>) -> Result<(), Refusal> {
        self.dispatch_all(vec![Command { program, entries }])
    }

    /// Makes one step in each of several programmes; all of them or none.
    pub(super) fn dispatch_all(self, commands: Vec<Command>) -> Result<(), Refusal> {
        let nothing = Program::default();
        let edit = |workspace: &Workspace, Command { program, entries }: &Command| {
            Edit::of(program, &workspace.program(program).unwrap_or(&nothing).tables, entries.iter().map(Entry::id))
        };
        let edits: Vec<Edit> = self.workspace.with_untracked(|it| commands.iter().map(|command| edit(it, command)).collect());
        let changed = self.apply_all(commands)?;
        for (edit, _) in edits.into_iter().zip(changed).filter(|(_, cells)| !cells.is_empty()) {
            self.remember(Done::Edit(edit));
        }
        Ok(())
    }

    pub(super) fn apply(self, command: Command) -> Result<(), Refusal> {
        self.apply_all(vec![command]).map(|_| ())
    }

    /// The cells that each command changed.
    fn apply_all(self, commands: Vec<Command>) -> Result<Vec<BTreeSet<CellId>>, Refusal> {
        let mut workspace = self.workspace.get_untracked();
        let dot = self.next.get_value();
        let (changed, next) = workspace.apply_all(commands, Stamp { dot, at: Some(browser::clock::now()) })?;
        if next.dot != dot {
            self.next.set_value(next.dot);
            workspace.writers.entry(dot.writer).or_insert_with(|| self.author());
            self.commit(workspace);
        }
        Ok(changed)
    }

    /// The files of which one brought a change, as far as this page read them in itself.
    pub fn files_with(self, place: &Place, dot: Dot) -> Vec<String> {
        self.timeline.with_untracked(|timeline| timeline.files_with(place, dot))
    }

    /// Whether a change was made here, since this page was opened by this person.
    pub fn is_writer(self, writer: Writer) -> bool {
        self.next.with_value(|next| next.writer == writer)
    }

    /// A name for a new record. No other device makes it, and every call makes another: it is the name of a change that is
    /// never made. Records without a place in their list (宿題, 委員意見, 照合) stand by their names, so those of one page go
    /// by the order in which they were made, not by chance.
    pub fn record_name(self) -> String {
        let Dot { writer, n } = self.next.get_value();
        self.next.set_value(Dot { writer, n: n + 1 });
        format!("{writer}-{n}")
    }

    /// The name that files and histories show for this person.
    pub(super) fn author(self) -> Author {
        let settings = self.settings.get_untracked();
        let department = settings.department.and_then(|id| {
            let program = self.program.get_untracked()?;
            self.workspace.with_untracked(|it| Some(it.program(&program)?.tables.departments.get(&id)?.name.clone()))
        });
        Author { department: department.unwrap_or_default(), person: settings.person, device: settings.device }
    }

    /// The dot of the next change, and where it is counted on.
    pub(super) fn dots(self) -> StoredValue<Dot> {
        self.next
    }

    pub fn undoable(self) -> Signal<Option<Step>> {
        Signal::derive(move || {
            self.timeline.with(|timeline| match timeline.last()? {
                Done::Edit(edit) => edit.inverse().map(|_| Step::Edit),
                Done::Founding(_) => Some(Step::Edit),
                Done::Import(_) => Some(Step::Import),
            })
        })
    }

    /// Takes the last step back; where that is refused it stays the last step. Cells of an import that were changed since
    /// stay, and are returned.
    pub fn undo(self) -> Result<BTreeSet<Place>, Refusal> {
        let undone = self.timeline.try_update(|timeline| timeline.take_back(|done| self.invert(done)));
        Ok(undone.transpose()?.flatten().unwrap_or_default())
    }

    /// Makes the changes that undo a step; it does not look at the timeline, which is being changed meanwhile.
    fn invert(self, done: &Done) -> Result<BTreeSet<Place>, Refusal> {
        match done {
            Done::Edit(edit) => {
                if let Some(entries) = edit.inverse() {
                    self.apply(Command { program: edit.program.clone(), entries })?;
                }
                Ok(BTreeSet::new())
            }
            Done::Import(import) | Done::Founding(import) => Ok(self.forget(import)),
        }
    }

    /// The imports of this page that can be taken back, newest first.
    pub fn imports(self) -> Signal<Vec<Undoable>> {
        Signal::derive(move || self.timeline.with(Timeline::imports))
    }

    /// Takes one import back, whatever came after it. Returns the cells that stay: changed since, or sent on.
    pub fn undo_import(self, step: usize) -> BTreeSet<Place> {
        let import = self.timeline.try_update(|timeline| timeline.take(step)).flatten();
        import.map(|import| self.forget(&import)).unwrap_or_default()
    }

    fn forget(self, import: &Import) -> BTreeSet<Place> {
        let (forgotten, kept) = import.forgotten(&self.workspace.get_untracked());
        let forgotten = self.file_forgotten(forgotten, &import.records);
        self.commit(forgotten);
        kept
    }

    /// Reads a file and compares it with what is open; nothing changes. `None`: the browser gave no bytes.
    pub fn read_file(self, name: String, bytes: Option<&[u8]>) -> Incoming {
        self.workspace.with_untracked(|ours| Incoming::read(name, bytes, ours))
    }

    /// Compares the files of one batch with each other.
    pub fn compare_together(self, files: &mut [Incoming]) {
        self.workspace.with_untracked(|ours| Incoming::compare_together(files, ours));
    }

    /// Adopts the chosen cells of several files in one step. The state before is kept as one to go back to.
    ///
    /// Files of another programme than the one that is looked at are what somebody came for who has done nothing yet: it is
    /// looked at from now on. Where something was done, the other programme is returned, to be offered.
    pub async fn adopt(self, files: Vec<String>, picked: &[(Content, BTreeSet<Place>)]) -> Option<ProgramId> {
        picked.iter().for_each(|(content, _)| self.take_over_unfinished(&content.drafts));
        let places: BTreeSet<Place> = picked.iter().flat_map(|(_, chosen)| chosen.clone()).collect();
        if places.is_empty() {
            return None;
        }
        self.keep_as_it_is(Occasion::BeforeImport).await;
        let before = self.workspace.get_untracked();
        let looked_at = self.program.get_untracked();
        let other = super::incoming::leads_to(places.iter(), looked_at.as_ref()).cloned();
        let is_as_given = looked_at.and_then(|id| before.program(&id).map(|it| it.tables.is_as_given())).unwrap_or(true);
        let is_begun = !is_as_given || self.settings.with_untracked(|settings| settings.department.is_some());
        let after = picked.iter().fold(before.clone(), |ours, (content, chosen)| merge::settle(&ours, &content.theirs, chosen));
        let (after, records) = self.file_away(after, picked);
        let (before, left) = (merge::excerpt(&before, &places), merge::excerpt(&after, &places));
        let places = places.into_iter().collect();
        let import = Import { files, records, at: browser::clock::now(), before, after: left, places, sent_on: BTreeSet::new() };
        self.timeline.update(|timeline| timeline.push(Done::Import(import)));
        self.commit(after);
        match other {
            Some(id) if !is_begun => {
                self.choose_program(id);
                None
            }
            other => other,
        }
    }

    /// The text of a file, and the note that one was written now.
    pub fn export(self, outgoing: &Outgoing) -> Export {
        let at = browser::clock::now();
        let written = self.write(outgoing, at);
        let settings = self.settings.get_untracked();
        let revision = Revision::after(settings.revisions.get(&written.series), written.fingerprint());
        let mut revisions = settings.revisions.clone();
        revisions.insert(written.series.clone(), revision.clone());
        let last_backup = if *outgoing == Outgoing::Backup { Some(at) } else { settings.last_backup };
        self.set_settings(DeviceSettings { last_export: Some(at), last_backup, revisions, ..settings });
        if *outgoing != Outgoing::Backup {
            self.timeline.update(|timeline| timeline.sent_on(|place| written.includes(&place.program, &place.cell)));
        }
        written.named(&revision)
    }

    pub(super) fn write(self, outgoing: &Outgoing, at: Moment) -> Written {
        let signature = Signature { author: self.author(), at };
        self.workspace.with_untracked(|workspace| super::write(workspace, outgoing, self.year.get_untracked(), &signature))
    }

    pub(super) fn remember(self, done: Done) {
        self.timeline.update(|timeline| timeline.push(done));
    }

    /// Sets the workspace: the page sees it at once, the store keeps it.
    pub(super) fn commit(self, workspace: Workspace) {
        self.take_over(workspace);
        self.keep();
    }

    pub(super) fn open_workspace(self) -> Workspace {
        self.workspace.get_untracked()
    }

    /// What another tab kept, or what this one has just changed.
    pub(super) fn take_over(self, workspace: Workspace) {
        self.workspace.set(workspace);
        let chosen = self.program.get_untracked();
        let is_there = |id: &ProgramId| self.workspace.with_untracked(|it| it.program(id).is_some());
        if !chosen.as_ref().is_some_and(is_there)
            && let Some(id) = self.workspace.with_untracked(|it| it.programs.keys().next().cloned())
        {
            self.look_at(id);
        }
    }

    pub(super) fn working(self) -> WorkingPlace {
        self.working
    }

    pub(super) fn unfinished_texts(self) -> RwSignal<Vec<Unfinished>> {
        self.unfinished
    }

    pub(super) fn tab(self) -> Writer {
        self.tab.get_value()
    }

    pub(super) fn keeper(self) -> Keeper {
        self.keeper
    }

    pub(super) fn whole(self) -> Signal<bool> {
        self.whole.into()
    }

    pub(super) fn show_whole(self, odd: Vec<Finding>) {
        self.whole.set(true);
        if !odd.is_empty() {
            self.findings.update(|findings| findings.extend(odd));
        }
    }

    pub(super) fn saved(self, state: SaveState, odd: Vec<Finding>) {
        self.save_state.set(state);
        self.n_saves.update(|n| *n = n.saturating_sub(1));
        if !odd.is_empty() {
            self.findings.update(|findings| findings.extend(odd));
        }
    }

    /// From now on changes may be another person's: they get a writer of their own.
    pub(super) fn show_settings(self, settings: DeviceSettings) {
        let is_same_person = self.settings.with_untracked(|old| old.department == settings.department && old.person == settings.person);
        if !is_same_person {
            self.next.set_value(first_dot());
        }
        self.settings.set(settings);
    }

    pub fn drafts(self) -> Signal<Drafts> {
        self.drafts.into()
    }

    pub(super) fn show_drafts(self, drafts: Drafts) {
        self.drafts.set(drafts);
    }
}

fn first_dot() -> Dot {
    Dot { writer: browser::random::writer(), n: 1 }
}

/// 年度 of a day; a clock that is centuries off shows the earliest year rather than no page.
fn present_year(today: NaiveDate) -> FiscalYear {
    FiscalYear::of(today).unwrap_or(FiscalYear::FIRST)
}
