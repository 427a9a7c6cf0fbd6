//! What an import would do, before it does anything.

use crate::domain::{CellId, CellKind, DepartmentId, Owner, Place, Program, ProgramId, Table, Tables, Visitor, Workspace, owner_of};
use crate::register::Cell;
use std::collections::BTreeMap;

/// What a file would change, cell by cell. Nothing has happened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub place: Place,
    pub change: Change,
    pub purview: Purview,
}

/// How the file's cell stands to ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// 新規: we have nothing there.
    New,
    /// 更新: the file had seen everything we have.
    Updated,
    /// 内容の食い違い: two values, neither of whose writers had seen the other.
    Conflict,
    /// 手元のほうが新しい: we had seen everything the file has, and have gone on.
    OursNewer,
    /// 同じ.
    Same,
}

/// Whether the sender owns the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purview {
    Own,
    /// 所管外: a department changed what it does not own.
    Foreign,
    /// 確定済み: a department's change in a year that is closed here.
    Closed,
}

/// Who wrote the file, as far as ownership goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender<'a> {
    /// Owns every cell: a programme from the secretariat, one's own backup.
    Secretariat,
    Department(&'a DepartmentId),
    /// A report that names no department we know: only what nobody owns is its own.
    Unknown,
}

impl Item {
    /// Whether adopting this item is safe without a second look: 内容の食い違い, 所管外 and 確定済み are ticked by a person.
    pub fn is_ticked_at_first(&self) -> bool {
        matches!(self.change, Change::New | Change::Updated) && self.purview == Purview::Own
    }

    /// Whether adopting this item would change anything.
    pub fn is_change(&self) -> bool {
        matches!(self.change, Change::New | Change::Updated | Change::Conflict)
    }
}

/// Compares a file's content with ours, in the order of files.
pub fn plan(ours: &Workspace, theirs: &Workspace, sender: Sender<'_>) -> Plan {
    let nothing = Program::default();
    let mut items = Vec::new();
    for (id, program) in &theirs.programs {
        let ours = &ours.program(id).unwrap_or(&nothing).tables;
        let mut comparison = Comparison { program: id, ours, theirs: &program.tables, sender, items: &mut items };
        program.tables.visit(&mut comparison);
    }
    Plan { items }
}

/// Marks what the files of one batch would bring into conflict with each other: each alone is an update, both together are
/// 内容の食い違い. `plans` are those of `files`, in their order.
pub fn compare_together(ours: &Workspace, files: &[&Workspace], plans: &mut [Plan]) {
    let mut brought: BTreeMap<&Place, Vec<usize>> = BTreeMap::new();
    for (at, plan) in plans.iter().enumerate() {
        for item in plan.items.iter().filter(|item| matches!(item.change, Change::New | Change::Updated)) {
            brought.entry(&item.place).or_default().push(at);
        }
    }
    brought.retain(|place, by| by.len() > 1 && is_conflict_of(ours, place, by.iter().map(|&at| files[at])));
    let conflicts: Vec<(Place, Vec<usize>)> = brought.into_iter().map(|(place, by)| (place.clone(), by)).collect();
    for (place, by) in conflicts {
        for at in by {
            // Items stand in the order of files and are many; conflicts are few.
            if let Some(item) = plans[at].items.iter_mut().find(|item| item.place == place) {
                item.change = Change::Conflict;
            }
        }
    }
}

fn is_conflict_of<'a>(ours: &'a Workspace, place: &Place, files: impl Iterator<Item = &'a Workspace>) -> bool {
    let mut together = Tables::default();
    for workspace in files.chain([ours]) {
        if let Some(program) = workspace.program(&place.program) {
            together.join_cell(&place.cell, &program.tables);
        }
    }
    together.reading(&place.cell).is_conflict()
}

struct Comparison<'a> {
    program: &'a ProgramId,
    ours: &'a Tables,
    theirs: &'a Tables,
    sender: Sender<'a>,
    items: &'a mut Vec<Item>,
}

impl Visitor for Comparison<'_> {
    fn table<C: CellKind>(&mut self, theirs: &Table<C::Key, C::Value>) {
        let mut place = 0;
        self.items.reserve(theirs.len());
        for (key, cell) in theirs.cells() {
            let id = C::id(key.clone());
            let ours = C::table(self.ours).cell_near(place, key);
            place = ours.map_or(place, |(at, _)| at + 1);
            let change = compare(ours.map(|(_, cell)| cell), cell);
            let purview = self.purview(&id);
            self.items.push(Item { place: Place { program: self.program.clone(), cell: id }, change, purview });
        }
    }
}

impl Comparison<'_> {
    fn purview(&self, id: &CellId) -> Purview {
        // Ownership is ours to say: a file cannot assign a cell to its own sender. A record of what was done (提出, 所属長確認)
        // names its department itself.
        let tables = match id {
            CellId::Trace(record) if self.ours.traces.cell(record).is_none() => self.theirs,
            _ => self.ours,
        };
        // What the secretariat hands out carries its own 確定; a late report does not undo ours unless somebody says so.
        let is_shut = || self.ours.year_of(id).is_some_and(|year| self.ours.closed(year).is_some());
        if self.sender != Sender::Secretariat && is_shut() {
            return Purview::Closed;
        }
        let is_own = match self.sender {
            Sender::Secretariat => true,
            Sender::Department(department) => owner_of(tables, id).includes(department),
            Sender::Unknown => owner_of(tables, id) == Owner::Nobody,
        };
        if is_own { Purview::Own } else { Purview::Foreign }
    }
}

fn compare<V: Ord + Clone>(ours: Option<&Cell<V>>, theirs: &Cell<V>) -> Change {
    let Some(ours) = ours else { return Change::New };
    let is_alike = ours.reading() == theirs.reading();
    // Of two conflicts that read alike, each may have replaced what the other still shows: together they may be none.
    if is_alike && !ours.reading().is_conflict() {
        return Change::Same;
    }
    if ours.includes(theirs) {
        return if is_alike { Change::Same } else { Change::OursNewer };
    }
    // Most news had seen what it replaces, and then it is the merger: no value needs to be copied to see how that reads.
    let both = (!theirs.includes(ours)).then(|| ours.merge(theirs));
    let merged = both.as_ref().unwrap_or(theirs);
    if merged.reading() == ours.reading() {
        // The file tells something about the cell's past, and nothing a person would see.
        Change::Same
    } else if merged.reading().is_conflict() {
        Change::Conflict
    } else {
        Change::Updated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Dot, Writer};

    fn written(edits: &[(u64, u64, char)]) -> Cell<char> {
        let mut cell = Cell::default();
        for &(writer, n, value) in edits {
            cell.write(Dot { writer: Writer::from_bits(writer), n }, None, value);
        }
        cell
    }

    #[test]
    fn a_file_is_compared_by_what_its_writer_had_seen() {
        let old = written(&[(1, 1, 'a')]);
        let mine = written(&[(1, 1, 'a'), (2, 1, 'b')]);
        let other = written(&[(1, 1, 'a'), (3, 1, 'c')]);
        let alike = written(&[(1, 1, 'a'), (3, 1, 'b')]);
        assert_eq!(compare(None, &old), Change::New);
        assert_eq!(compare(Some(&old), &old), Change::Same);
        assert_eq!(compare(Some(&old), &mine), Change::Updated);
        assert_eq!(compare(Some(&mine), &old), Change::OursNewer);
        assert_eq!(compare(Some(&mine), &other), Change::Conflict);
        assert_eq!(compare(Some(&mine), &alike), Change::Same);
        // Somebody settled the conflict elsewhere: no conflict is left to us.
        let mut settled = mine.merge(&other);
        settled.write(Dot { writer: Writer::from_bits(4), n: 1 }, None, 'c');
        assert_eq!(compare(Some(&mine), &settled), Change::Updated);
    }

    #[test]
    fn two_conflicts_that_read_alike_may_settle_each_other() {
        // Each copy has the newer change of one writer and the older one of the other.
        let newer = |writer, value| written(&[(writer, 1, 'x'), (writer, 2, value)]);
        let ours = newer(1, 'b').merge(&written(&[(3, 1, 'x')]));
        let theirs = newer(3, 'b').merge(&written(&[(1, 1, 'x')]));
        assert_eq!(ours.reading(), theirs.reading());
        assert!(ours.reading().is_conflict() && !ours.merge(&theirs).reading().is_conflict());
        assert_eq!(compare(Some(&ours), &theirs), Change::Updated);
        assert_eq!(compare(Some(&ours), &ours), Change::Same);
    }

    /// The measure that the passages are about.
    fn measure() -> crate::domain::Entry {
        use crate::domain::*;
        let measure = Measure::named(PillarId::new("1").unwrap(), "");
        Entry::Measure(MeasureId::new("S").unwrap(), measure)
    }

    #[test]
    fn a_late_report_about_a_closed_year_is_left_to_a_person() {
        use crate::domain::*;
        let id = |text: &str| MeasureId::new(text).unwrap();
        let year = FiscalYear::new(2023).unwrap();
        let check = |of: FiscalYear, text: &str| {
            let key = PassageKey { measure: id("S"), year: of, section: Section::Check };
            Entry::Passage(key, Passage::Text(text.to_owned()))
        };
        let program = ProgramId::new("p").unwrap();
        let write = |workspace: &mut Workspace, writer: u64, entries: Vec<Entry>| {
            let dot = Dot { writer: Writer::from_bits(writer), n: 1 };
            workspace.apply(Command { program: program.clone(), entries }, Stamp { dot, at: None }).unwrap();
        };
        let mut ours = Workspace::default();
        ours.programs.insert(program.clone(), Default::default());
        write(&mut ours, 1, vec![measure(), check(year, "評価")]);
        let mut theirs = ours.clone();
        write(&mut theirs, 2, vec![check(year, "遅れて直した"), check(year.next().unwrap(), "次の年度")]);
        let at = chrono::NaiveDate::from_ymd_opt(2024, 6, 28).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let decided = Decided { at, by: String::new(), order: 1, digest: String::new() };
        let closed = FollowUp { decided: Some(decided), ..FollowUp::state(State::Closed) };
        write(&mut ours, 3, vec![Entry::FollowUp(FollowUpKey::Year(year, TraceId::new("c").unwrap()), closed)]);
        let changes = |sender| {
            let items = plan(&ours, &theirs, sender).items.into_iter().filter(Item::is_change);
            items.map(|item| (item.purview, item.is_ticked_at_first())).collect::<Vec<_>>()
        };
        assert_eq!(changes(Sender::Unknown), [(Purview::Closed, false), (Purview::Own, true)]);
        assert_eq!(changes(Sender::Secretariat), [(Purview::Own, true), (Purview::Own, true)]);
    }

    #[test]
    fn whose_step_it_is_a_file_says_of_new_steps_only() {
        use crate::domain::*;
        let (a, b) = (DepartmentId::new("a").unwrap(), DepartmentId::new("b").unwrap());
        let program = ProgramId::new("p").unwrap();
        let at = chrono::NaiveDate::from_ymd_opt(2024, 6, 28).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let submitted = |trace: &str, department: &DepartmentId| {
            let step = Handling::Submitted { digest: String::new() };
            let handled = Handled { inquiry: AgendaId::new("i").unwrap(), department: department.clone(), order: 1, step };
            (TraceId::new(trace).unwrap(), Trace { at, by: String::new(), event: Event::Handled(handled) })
        };
        let write = |workspace: &mut Workspace, writer: u64, (id, trace): (TraceId, Trace)| {
            let traces = &mut workspace.program_mut(&program).tables.traces;
            let mut cell = traces.cell(&id).cloned().unwrap_or_default();
            cell.write(Dot { writer: Writer::from_bits(writer), n: 1 }, None, trace);
            traces.put(id, Some(cell));
        };
        let mut ours = Workspace::default();
        write(&mut ours, 1, submitted("t", &a));
        let mut theirs = ours.clone();
        write(&mut theirs, 2, submitted("t", &b));
        write(&mut theirs, 3, submitted("new", &b));
        let purviews: Vec<Purview> = plan(&ours, &theirs, Sender::Department(&b)).items.into_iter().map(|item| item.purview).collect();
        // 「new」 stands before 「t」.
        assert_eq!(purviews, [Purview::Own, Purview::Foreign]);
    }

    /// Files of one batch that write passages of one measure.
    mod batch {
        use super::*;
        use crate::domain::*;

        fn program() -> ProgramId {
            ProgramId::new("p").unwrap()
        }

        fn entry((section, text): &(Section, &str)) -> Entry {
            let key = PassageKey { measure: MeasureId::new("S").unwrap(), year: FiscalYear::new(2023).unwrap(), section: *section };
            Entry::Passage(key, Passage::Text((*text).to_owned()))
        }

        fn apply(workspace: &mut Workspace, writer: u64, entries: Vec<Entry>) {
            let stamp = Stamp { dot: Dot { writer: Writer::from_bits(writer), n: 1 }, at: None };
            workspace.apply(Command { program: program(), entries }, stamp).unwrap();
        }

        /// A programme with the measure and no passage.
        fn bare() -> Workspace {
            let mut workspace = Workspace::default();
            workspace.programs.insert(program(), Default::default());
            apply(&mut workspace, 9, vec![measure()]);
            workspace
        }

        fn written(before: &Workspace, writer: u64, texts: &[(Section, &str)]) -> Workspace {
            let mut workspace = before.clone();
            apply(&mut workspace, writer, texts.iter().map(entry).collect());
            workspace
        }

        /// What becomes of each file's passages when they are read together, 【Check】 first.
        fn together(ours: &Workspace, files: &[&Workspace]) -> Vec<Vec<Change>> {
            let mut plans: Vec<Plan> = files.iter().map(|file| plan(ours, file, Sender::Unknown)).collect();
            compare_together(ours, files, &mut plans);
            let is_passage = |item: &&Item| item.place.cell.kind() == Kind::Passage;
            plans.iter().map(|plan| plan.items.iter().filter(is_passage).map(|item| item.change).collect()).collect()
        }

        #[test]
        fn two_files_that_disagree_are_a_conflict_in_both_and_in_that_cell_alone() {
            let ours = written(&bare(), 1, &[(Section::Check, "前"), (Section::Action, "前")]);
            let one = written(&ours, 2, &[(Section::Check, "甲"), (Section::Action, "改善")]);
            let other = written(&ours, 3, &[(Section::Check, "乙")]);
            let both = together(&ours, &[&one, &other]);
            assert_eq!(both, [[Change::Conflict, Change::Updated], [Change::Conflict, Change::Same]]);
        }

        #[test]
        fn files_that_agree_or_stand_alone_are_updates() {
            let ours = written(&bare(), 1, &[(Section::Check, "前")]);
            let one = written(&ours, 2, &[(Section::Check, "甲")]);
            let alike = written(&ours, 3, &[(Section::Check, "甲")]);
            assert_eq!(together(&ours, &[&one, &alike]), [[Change::Updated], [Change::Updated]]);
            assert_eq!(together(&ours, &[&one]), [[Change::Updated]]);
            // Who had read the other's goes on from it.
            let later = written(&one, 4, &[(Section::Check, "丙")]);
            assert_eq!(together(&ours, &[&one, &later]), [[Change::Updated], [Change::Updated]]);
        }

        #[test]
        fn what_is_new_to_us_can_be_a_conflict_between_files_too() {
            let one = written(&bare(), 2, &[(Section::Check, "甲")]);
            let other = written(&bare(), 3, &[(Section::Check, "乙")]);
            assert_eq!(together(&bare(), &[&one, &other]), [[Change::Conflict], [Change::Conflict]]);
        }
    }
}
