//! An open page in the terms of a store: a desk, a writer, edits that touch several parts at once.

use crate::carriers::{Disk, run};
use shinchoku::{
    domain::*,
    register::{Dot, Moment, Writer},
    store::{Finding, Group, SaveState, Shelf, SlotError, Store},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    sync::Arc,
};

pub type TestStore = Store<Disk, Disk>;

/// Which storages a browser has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    Both,
    VaultOnly,
    MirrorOnly,
}

pub const ALL: [Has; 3] = [Has::Both, Has::VaultOnly, Has::MirrorOnly];

pub fn at(minute: u32) -> Moment {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap().and_hms_opt(9 + minute / 60, minute % 60, 0).unwrap()
}

pub fn program() -> ProgramId {
    ProgramId::new("p").unwrap()
}

/// One open page.
pub struct Page {
    pub store: TestStore,
    pub desk: RefCell<Workspace>,
    pub findings: Vec<Finding>,
    stamp: Cell<Stamp>,
}

impl Page {
    pub fn open(disk: &Disk, has: Has, writer: u64) -> Page {
        Page::open_first(disk, has, writer, |_| false)
    }

    /// Reads no sheet and no claim at its start.
    pub fn open_in_part(disk: &Disk, has: Has, writer: u64) -> Page {
        Page::open_first(disk, has, writer, |shelf| matches!(shelf.group, Group::Sheets | Group::Definitions))
    }

    /// Reads no answer at its start: what else is edited is there.
    pub fn open_without_answers(disk: &Disk, has: Has, writer: u64) -> Page {
        Page::open_first(disk, has, writer, |shelf| shelf.group == Group::Answers)
    }

    fn open_first(disk: &Disk, has: Has, writer: u64, can_wait: fn(&Shelf) -> bool) -> Page {
        let mirror = if has == Has::VaultOnly { Err(SlotError::Blocked) } else { Ok(disk.clone()) };
        let vault = if has == Has::MirrorOnly { Err(SlotError::Blocked) } else { Ok(disk.clone()) };
        let writer = Writer::from_bits(writer);
        let (store, loaded) = run(Store::open_first(mirror, vault, writer, can_wait));
        Page {
            store,
            desk: RefCell::new(loaded.workspace),
            findings: loaded.findings,
            stamp: Cell::new(Stamp { dot: Dot { writer, n: 1 }, at: None }),
        }
    }

    /// Writes the token into cells of three different parts.
    pub fn edit(&self, token: &str) {
        self.edit_at(token, None);
    }

    /// The clock that the next change reads.
    fn set_clock(&self, at: Option<Moment>) {
        self.stamp.set(Stamp { at, ..self.stamp.get() });
    }

    pub fn edit_at(&self, token: &str, at: Option<Moment>) {
        self.set_clock(at);
        let claim = |says: &str| Claim { measure: None, indicator: None, year: None, says: says.to_owned(), source: String::new() };
        let measure = MeasureId::new("m").unwrap();
        let mut entries = vec![Entry::Measure(measure.clone(), a_measure()), Entry::Claim(ClaimId::new("c").unwrap(), claim(token))];
        for year in [2022, 2023] {
            let year = FiscalYear::new(year).unwrap();
            let key = PassageKey { measure: measure.clone(), year, section: Section::Check };
            entries.push(Entry::Passage(key, Passage::Text(token.to_owned())));
        }
        self.apply(entries);
    }

    /// Adds a record of its own: nothing that two tabs add this way is in conflict.
    pub fn add(&self, text: &str) {
        self.add_at(text, None);
    }

    pub fn add_at(&self, text: &str, at: Option<Moment>) {
        self.set_clock(at);
        let claim = Claim { measure: None, indicator: None, year: None, says: text.to_owned(), source: String::new() };
        let Dot { writer, n } = self.stamp.get().dot;
        self.apply(vec![Entry::Claim(ClaimId::new(&format!("{writer}-{n}")).unwrap(), claim)]);
    }

    /// Adds a department: a record without a token, that no test of tokens sees.
    pub fn add_department(&self, name: &str) {
        let Dot { writer, n } = self.stamp.get().dot;
        let id = DepartmentId::new(&format!("{writer}-{n}")).unwrap();
        self.apply(vec![Entry::Department(id, Department::named(name))]);
    }

    pub fn add_answer(&self, id: &str) {
        let answer = Answer::blank(SurveyId::new("r5").unwrap(), 1);
        let mut workspace = self.desk.borrow_mut();
        let program = Arc::make_mut(workspace.programs.entry(program()).or_default());
        Arc::make_mut(&mut program.answers).insert(AnswerId::new(id).unwrap(), answer);
    }

    pub fn n_answers(&self) -> usize {
        self.desk.borrow().program(&program()).map_or(0, |program| program.answers.len())
    }

    pub fn apply(&self, entries: Vec<Entry>) {
        let mut workspace = self.desk.borrow_mut();
        workspace.programs.entry(program()).or_default();
        let (_, next) = workspace.apply(Command { program: program(), entries }, self.stamp.get()).unwrap();
        self.stamp.set(next);
    }

    pub fn save(&self, minute: u32) -> SaveState {
        run(self.store.save(&self.desk, at(minute)))
    }

    pub fn tokens(&self) -> BTreeSet<String> {
        tokens(&self.desk.borrow())
    }
}

fn a_measure() -> Measure {
    Measure::named(PillarId::new("1").unwrap(), "取組")
}

/// Each place's text; one token if all parts are of one state.
pub fn tokens(workspace: &Workspace) -> BTreeSet<String> {
    let Some(program) = workspace.program(&program()) else { return BTreeSet::new() };
    let claims = program.tables.claims.settled().map(|(_, claim)| claim.says.clone());
    let passages = program.tables.passages.settled().filter_map(|(_, passage)| match passage {
        Passage::Text(text) => Some(text.clone()),
        Passage::Dash(_) => None,
    });
    claims.chain(passages).collect()
}

pub fn token(text: &str) -> BTreeSet<String> {
    BTreeSet::from([text.to_owned()])
}
