//! How a workspace is cut into parts: programme × group of kinds × fiscal year, and then by record.

use super::answers;
use crate::bundle::{self, Header, Scope};
use crate::domain::{AnswerId, CellId, FiscalYear, FollowUpKey, Program, ProgramId, Record, UnknownKey, Workspace};
use crate::merge::Differences;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The longest text of a part before its shelf is cut finer, in UTF-16 units: what one edit writes at most.
pub const LONGEST_PART: usize = 32_768;

/// The finest cut. Beyond it a part grows, rather than the manifest.
const MOST_PARTS: u32 = 256;

/// What is kept together. Which shelf a cell stands on follows from its name alone, so that a change elsewhere, of an
/// owner for example, moves nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shelf {
    pub program: ProgramId,
    pub group: Group,
    /// `None` for what belongs to no year.
    pub year: Option<FiscalYear>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The frame, records and lists, what the text says.
    Definitions,
    /// 目標値, 基準値.
    Targets,
    /// 実績値.
    Figures,
    /// 進捗管理票: Plan, Do, Check, Action.
    Sheets,
    /// アンケート, as handed out and counted on paper.
    Surveys,
    /// 照会 and 提出状況.
    Submissions,
    /// Opened survey answers: on this device only.
    Answers,
    /// Cells of kinds this page does not know.
    Unknown,
    /// A group that a newer page made. It is carried along and not opened.
    Foreign(Arc<str>),
}

impl Group {
    const ALL: [(Group, &str); 8] = [
        (Group::Definitions, "definitions"),
        (Group::Targets, "targets"),
        (Group::Figures, "figures"),
        (Group::Sheets, "sheets"),
        (Group::Surveys, "surveys"),
        (Group::Submissions, "submissions"),
        (Group::Answers, "answers"),
        (Group::Unknown, "unknown"),
    ];

    pub fn name(&self) -> &str {
        match self {
            Group::Foreign(name) => name,
            known => Group::ALL.iter().find(|(group, _)| group == known).map_or("", |(_, name)| name),
        }
    }

    pub fn from_name(name: &str) -> Group {
        let known = Group::ALL.into_iter().find(|(_, known)| *known == name);
        known.map_or_else(|| Group::Foreign(name.into()), |(group, _)| group)
    }
}

/// A shelf, or one of `of` equal shares of it; `of` is a power of two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartKey {
    pub shelf: Shelf,
    pub share: u32,
    pub of: u32,
}

/// Where one thing is kept: its shelf, and the number that its share follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address<'a> {
    pub group: &'static Group,
    pub year: Option<FiscalYear>,
    record: &'a str,
}

impl<'a> Address<'a> {
    /// Parts written by earlier versions stay where they are, so this table must never change: a cell that moved would
    /// be kept twice.
    pub fn of_cell(cell: &'a CellId) -> Self {
        let definition = |record| Address { group: &Group::Definitions, year: None, record };
        let target = |record| Address { group: &Group::Targets, year: None, record };
        let sheet = |year, record| Address { group: &Group::Sheets, year, record };
        let submission = |record| Address { group: &Group::Submissions, year: None, record };
        let survey = |record| Address { group: &Group::Surveys, year: None, record };
        match cell {
            CellId::Overview(()) | CellId::Settings(()) | CellId::Vocabulary(()) | CellId::RatingScale(()) => definition(""),
            CellId::Department(id) => definition(id.as_str()),
            CellId::Pillar(id) => definition(id.as_str()),
            CellId::Measure(id) => definition(id.as_str()),
            CellId::Indicator(id) => definition(id.as_str()),
            CellId::Assignment(record) | CellId::Position(record) | CellId::Standing(record) => match record {
                Record::PlanRow(measure, year, _) => sheet(Some(*year), measure.as_str()),
                Record::ScheduleRow(measure, _) => sheet(None, measure.as_str()),
                Record::Pillar(id) => definition(id.as_str()),
                Record::Department(id) => definition(id.as_str()),
                Record::Measure(id) => definition(id.as_str()),
                Record::Indicator(id) => definition(id.as_str()),
                Record::Note(id) => definition(id.as_str()),
                Record::Sum(id) => definition(id.as_str()),
            },
            CellId::Note(id) => definition(id.as_str()),
            CellId::Claim(id) => definition(id.as_str()),
            CellId::Sum(id) => definition(id.as_str()),
            CellId::Target(key) => target(key.indicator.as_str()),
            CellId::Baseline(key) => target(key.indicator.as_str()),
            CellId::DefinitionBreak(key) => target(key.indicator.as_str()),
            CellId::Figure(key) => Address { group: &Group::Figures, year: Some(key.year), record: key.indicator.as_str() },
            CellId::Schedule(key) => sheet(None, key.measure.as_str()),
            CellId::Passage(key) => sheet(Some(key.year), key.measure.as_str()),
            CellId::Plan(key) => sheet(Some(key.year), key.measure.as_str()),
            CellId::Rating(key) => sheet(Some(key.year), key.measure.as_str()),
            CellId::Overtime(key) => sheet(Some(key.year), &key.workplace),
            CellId::FollowUp(FollowUpKey::Sheet(measure, year, _)) => sheet(Some(*year), measure.as_str()),
            CellId::FollowUp(FollowUpKey::Year(year, id)) => sheet(Some(*year), id.as_str()),
            CellId::Survey(id) => survey(id.as_str()),
            CellId::Agenda(id) => submission(id.as_str()),
            CellId::Trace(id) => submission(id.as_str()),
            CellId::Eligible(key) | CellId::PaperTally(key) => survey(key.survey.as_str()),
            CellId::Intake(key) => survey(key.survey.as_str()),
            CellId::Edition(key) => survey(key.survey.as_str()),
        }
    }

    pub fn of_unknown(key: &'a UnknownKey) -> Self {
        Address { group: &Group::Unknown, year: None, record: &key.key }
    }

    pub fn of_answer(answer: &'a AnswerId) -> Self {
        Address { group: &Group::Answers, year: None, record: answer.as_str() }
    }

    /// The shelf, and the number its share follows from.
    pub fn place(&self, program: &ProgramId) -> (Shelf, u32) {
        (Shelf { program: program.clone(), group: self.group.clone(), year: self.year }, self.number())
    }

    pub fn number(&self) -> u32 {
        number_of(self.record)
    }
}

/// Where everything is kept that differs between two copies: shelves, with the numbers of their records.
pub fn places_of(differences: &Differences) -> BTreeMap<Shelf, BTreeSet<u32>> {
    let mut places: BTreeMap<Shelf, BTreeSet<u32>> = BTreeMap::new();
    let mut add = |program: &ProgramId, address: Address<'_>| {
        let (shelf, number) = address.place(program);
        places.entry(shelf).or_default().insert(number);
    };
    for place in &differences.cells {
        add(&place.program, Address::of_cell(&place.cell));
    }
    for (program, key) in &differences.unknown {
        add(program, Address::of_unknown(key));
    }
    for (program, answer) in &differences.answers {
        add(program, Address::of_answer(answer));
    }
    places
}

/// FNV-1a: spreads records over shares, and must give the same number in every version of this page.
fn number_of(record: &str) -> u32 {
    record.bytes().fold(0x811c_9dc5, |number, byte| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Parts to be taken out of a workspace, by shelf.
#[derive(Clone, Debug, Default)]
pub struct Wanted(Vec<(Shelf, u32, Shares)>);

#[derive(Clone, Debug)]
pub enum Shares {
    All,
    These(BTreeSet<u32>),
}

impl Wanted {
    /// Shares of a shelf that is cut into `of` parts.
    pub fn add(&mut self, shelf: Shelf, of: u32, shares: Shares) {
        self.0.push((shelf, of, shares));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the part is wanted, or stands on a shelf that is wanted whole.
    pub fn includes(&self, key: &PartKey) -> bool {
        self.0.iter().any(|(shelf, of, shares)| {
            *shelf == key.shelf
                && match shares {
                    Shares::All => true,
                    Shares::These(shares) => *of == key.of && shares.contains(&key.share),
                }
        })
    }

    /// The shelves, with the number of parts each is cut into.
    pub fn shelves(&self) -> impl Iterator<Item = (&Shelf, u32)> {
        self.0.iter().map(|(shelf, of, _)| (shelf, *of))
    }
}

/// The content of one part.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    pub content: Workspace,
    /// The numbers of its records: one record is never cut.
    records: BTreeSet<u32>,
}

impl Piece {
    /// Nothing of the workspace yet, but who wrote it.
    pub fn of(workspace: &Workspace) -> Self {
        let content = Workspace { writers: workspace.writers.clone(), ..Workspace::default() };
        Piece { content, records: BTreeSet::new() }
    }

    pub fn put(&mut self, shelf: &Shelf, number: u32, put: impl FnOnce(&mut Program)) {
        self.records.insert(number);
        put(self.content.program_mut(&shelf.program));
    }

    pub fn is_empty(&self) -> bool {
        self.content.programs.values().all(|program| **program == Program::default())
    }

    /// The part's text: the bundle format, but for answers, which no bundle may hold.
    pub fn text(&self, group: &Group) -> String {
        match group {
            Group::Answers => answers::write(&self.content),
            _ => bundle::write(&self.content, &Header::canonical(Scope::Backup), bundle::everything),
        }
    }

    /// Into how many parts its shelf should be cut, where its text is too long and a finer cut can help.
    pub fn finer_cut(&self, key: &PartKey, units: usize) -> Option<u32> {
        let shares_of = |of: u32| self.records.iter().map(|number| number % of).collect::<BTreeSet<_>>().len();
        let is_too_long = units > LONGEST_PART && key.of < MOST_PARTS && shares_of(MOST_PARTS) > 1;
        let n_needed = u32::try_from(units.div_ceil(LONGEST_PART)).unwrap_or(MOST_PARTS);
        is_too_long.then(|| key.of.saturating_mul(n_needed.next_power_of_two()).min(MOST_PARTS))
    }
}

/// What a part's text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Whole(Workspace),
    /// Some records could not be read.
    InPart(Workspace),
    Unreadable,
}

impl Content {
    pub fn read(group: &Group, text: &str) -> Self {
        match group {
            Group::Answers => answers::read(text).map_or(Content::Unreadable, Content::Whole),
            _ => match bundle::read(text) {
                Ok(read) if read.notes.is_empty() => Content::Whole(read.workspace),
                Ok(read) => Content::InPart(read.workspace),
                Err(_) => Content::Unreadable,
            },
        }
    }
}
