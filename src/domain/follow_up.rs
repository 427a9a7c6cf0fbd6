//! What goes on around a sheet after it is written: rows that belong together, what 【Action】 leaves to the next year,
//! 委員意見, the yearly reports of departments on a measure (N:393-396), and 確定 of a year.
//!
//! One kind of many small cells, so that two people who do different things never meet in one.

use super::{
    CellId, DepartmentId, Entry, FiscalYear, IndicatorId, MeasureId, NotePlace, Record, Refusal, RowId, Tables, TargetSlot, TraceId,
};
use crate::register::Moment;
use chrono::NaiveDate;

/// The name of one such cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUpKey {
    /// About one measure in one year.
    Sheet(MeasureId, FiscalYear, Matter),
    /// 確定 or 確定解除 of a year, each under an id of its own: only ever added.
    Year(FiscalYear, TraceId),
}

/// What a cell about a sheet says. The `RowId` of [`ToDo`](Matter::ToDo) and [`Answer`](Matter::Answer) is one name, of the
/// to-do; so is that of an opinion, its reply and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// 主要な項目: every department reports on it this year (N:396).
    MainItem,
    /// What is left when a measure is ended: the record that closes it.
    Closing,
    /// Whether a Plan row belongs to a row of 年次計画 or to an indicator.
    Link(RowId, Link),
    /// A sentence of 【Action】 that the next year's Plan has to answer.
    ToDo(RowId),
    /// What the next year's Plan makes of it.
    Answer(RowId),
    /// 委員意見
    Opinion(RowId),
    /// 主管課回答
    Reply(RowId),
    /// 反映状況
    Reflection(RowId),
    /// 実施状況 in one department.
    Progress(DepartmentId),
    /// What one department did.
    Work(DepartmentId),
    /// Whether that is 優良事例; "no" is 該当なし.
    GoodPractice(DepartmentId),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    Schedule(RowId),
    Indicator(IndicatorId),
}

/// What stands in such a cell. Empty: nothing (any more).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FollowUp {
    pub state: Option<State>,
    pub words: String,
    /// Of 取組中止: from when.
    pub on: Option<NaiveDate>,
    /// Of 確定 and 確定解除 only.
    pub decided: Option<Decided>,
}

/// Every state of every matter; [`Matter::states`] says which fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Yes,
    No,
    /// 反映
    Reflected,
    /// 継続
    Continued,
    /// 完了; 実施した
    Done,
    /// 見送り: with a reason.
    Dropped,
    /// 実施中
    UnderWay,
    /// 検討中
    Considered,
    /// 未着手
    NotStarted,
    /// 該当なし
    NotApplicable,
    /// 確定
    Closed,
    /// 確定解除
    Reopened,
}

/// Who closed or reopened a year, and what it said then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decided {
    pub at: Moment,
    pub by: String,
    /// One more than every decision its writer knew of.
    pub order: u32,
    /// 照合番号 of the year's cells when it was closed.
    pub digest: String,
}

impl Matter {
    pub const ANSWERS: &[State] = &[State::Reflected, State::Continued, State::Done, State::Dropped];
    pub const REFLECTIONS: &[State] = &[State::Reflected, State::Considered, State::Dropped];
    pub const PROGRESS: &[State] = &[State::Done, State::UnderWay, State::Considered, State::NotStarted, State::NotApplicable];
    const YES_NO: &[State] = &[State::Yes, State::No];

    /// The states it can have, in the order of lists; `No` of a to-do or an opinion takes it back.
    pub fn states(&self) -> &'static [State] {
        match self {
            Matter::MainItem | Matter::Link(..) | Matter::GoodPractice(_) | Matter::ToDo(_) | Matter::Opinion(_) => Matter::YES_NO,
            Matter::Closing | Matter::Reply(_) | Matter::Work(_) => &[],
            Matter::Answer(_) => Matter::ANSWERS,
            Matter::Reflection(_) => Matter::REFLECTIONS,
            Matter::Progress(_) => Matter::PROGRESS,
        }
    }
}

impl FollowUp {
    pub fn state(state: State) -> Self {
        FollowUp { state: Some(state), ..FollowUp::default() }
    }

    pub fn words(words: impl Into<String>) -> Self {
        FollowUp { words: words.into(), ..FollowUp::default() }
    }

    /// Whether a record of a list stands: it says something and was not taken back.
    fn stands(&self) -> bool {
        !self.words.trim().is_empty() && self.state != Some(State::No)
    }
}

/// A to-do of one year's 【Action】, with what the next year's Plan makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDo {
    pub id: RowId,
    pub words: String,
    pub answer: Option<State>,
    /// How, or why not.
    pub answer_words: String,
}

impl ToDo {
    /// 見送り without its reason is no answer yet.
    pub fn is_answered(&self) -> bool {
        self.answer.is_some_and(|state| state != State::Dropped || !self.answer_words.trim().is_empty())
    }
}

/// 委員意見 with 主管課回答 and 反映状況.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    pub id: RowId,
    pub words: String,
    pub reply: String,
    pub reflection: Option<State>,
    pub reflection_words: String,
}

/// What one department reports on one measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub department: DepartmentId,
    pub progress: Option<State>,
    pub work: String,
    pub good_practice: Option<State>,
}

impl Tables {
    fn follow_up(&self, measure: &MeasureId, year: FiscalYear, matter: Matter) -> Option<&FollowUp> {
        let key = FollowUpKey::Sheet(measure.clone(), year, matter);
        // In conflict it stays in sight by its first value, as every list does.
        self.follow_ups.cell(&key)?.siblings().first().map(|sibling| &sibling.value)
    }

    /// Every such cell of one sheet.
    pub fn follow_ups_of(&self, measure: &MeasureId, year: FiscalYear) -> impl Iterator<Item = (&Matter, &FollowUp)> {
        let first = FollowUpKey::Sheet(measure.clone(), year, Matter::MainItem);
        let of_sheet = self.follow_ups.cells_from(&first).map_while(move |(key, cell)| match key {
            FollowUpKey::Sheet(of, at, matter) if *of == *measure && *at == year => Some((matter, cell)),
            FollowUpKey::Sheet(..) | FollowUpKey::Year(..) => None,
        });
        of_sheet.filter_map(|(matter, cell)| Some((matter, &cell.siblings().first()?.value)))
    }

    /// What a Plan row belongs to.
    pub fn links_of(&self, measure: &MeasureId, year: FiscalYear, row: &RowId) -> Vec<Link> {
        let linked = self.follow_ups_of(measure, year).filter_map(|(matter, value)| match matter {
            Matter::Link(of, link) if of == row && value.state == Some(State::Yes) => Some(link.clone()),
            _ => None,
        });
        linked.collect()
    }

    /// The to-dos that the 【Action】 of this year leaves.
    pub fn to_dos(&self, measure: &MeasureId, year: FiscalYear) -> Vec<ToDo> {
        let to_do = |(matter, value): (&Matter, &FollowUp)| {
            let Matter::ToDo(id) = matter else { return None };
            let answer = self.follow_up(measure, year, Matter::Answer(id.clone()));
            value.stands().then(|| ToDo {
                id: id.clone(),
                words: value.words.clone(),
                answer: answer.and_then(|answer| answer.state),
                answer_words: answer.map(|answer| answer.words.clone()).unwrap_or_default(),
            })
        };
        self.follow_ups_of(measure, year).filter_map(to_do).collect()
    }

    pub fn opinions(&self, measure: &MeasureId, year: FiscalYear) -> Vec<Opinion> {
        let opinion = |(matter, value): (&Matter, &FollowUp)| {
            let Matter::Opinion(id) = matter else { return None };
            let reflection = self.follow_up(measure, year, Matter::Reflection(id.clone()));
            value.stands().then(|| Opinion {
                id: id.clone(),
                words: value.words.clone(),
                reply: self.follow_up(measure, year, Matter::Reply(id.clone())).map(|reply| reply.words.clone()).unwrap_or_default(),
                reflection: reflection.and_then(|it| it.state),
                reflection_words: reflection.map(|it| it.words.clone()).unwrap_or_default(),
            })
        };
        self.follow_ups_of(measure, year).filter_map(opinion).collect()
    }

    pub fn is_main_item(&self, measure: &MeasureId, year: FiscalYear) -> bool {
        self.follow_up(measure, year, Matter::MainItem).is_some_and(|value| value.state == Some(State::Yes))
    }

    /// What is recorded of a measure's end.
    pub fn closing(&self, measure: &MeasureId, year: FiscalYear) -> Option<&FollowUp> {
        self.follow_up(measure, year, Matter::Closing).filter(|value| !value.words.trim().is_empty() || value.on.is_some())
    }

    /// What one department has reported so far.
    pub fn report(&self, measure: &MeasureId, year: FiscalYear, department: &DepartmentId) -> Report {
        let of = |matter: Matter| self.follow_up(measure, year, matter);
        Report {
            department: department.clone(),
            progress: of(Matter::Progress(department.clone())).and_then(|value| value.state),
            work: of(Matter::Work(department.clone())).map(|value| value.words.clone()).unwrap_or_default(),
            good_practice: of(Matter::GoodPractice(department.clone())).and_then(|value| value.state),
        }
    }

    /// 確定 and 確定解除 of a year in the order in which they count.
    pub fn decisions_on(&self, year: FiscalYear) -> Vec<(&TraceId, &FollowUp, &Decided)> {
        let first = FollowUpKey::Year(year, TraceId::new("-").expect("a hyphen is an id"));
        let of_year = self.follow_ups.cells_from(&first).map_while(|(key, cell)| match key {
            FollowUpKey::Year(at, id) if *at == year => Some((id, cell)),
            FollowUpKey::Year(..) | FollowUpKey::Sheet(..) => None,
        });
        let mut decisions: Vec<_> = of_year
            .filter_map(|(id, cell)| Some((id, &cell.siblings().first()?.value)))
            .filter_map(|(id, value)| Some((id, value, value.decided.as_ref()?)))
            .collect();
        // Of two that did not know of each other 確定 counts: reopening again is one more step, a change let through is not.
        decisions.sort_by_key(|(id, value, decided)| (decided.order, value.state == Some(State::Closed), *id));
        decisions
    }

    /// Whether a year is 確定, by whom and with which 照合番号.
    pub fn closed(&self, year: FiscalYear) -> Option<&Decided> {
        let (_, value, decided) = self.decisions_on(year).pop()?;
        (value.state == Some(State::Closed)).then_some(decided)
    }

    /// The next decision on a year, counted on from all that are known.
    pub fn next_decision(&self, year: FiscalYear) -> u32 {
        self.decisions_on(year).iter().map(|(_, _, decided)| decided.order).max().unwrap_or(0).saturating_add(1)
    }

    /// The year whose 確定 shuts a cell; none for what belongs to no one year.
    pub fn year_of(&self, cell: &CellId) -> Option<FiscalYear> {
        match cell {
            CellId::Figure(key) => Some(key.year),
            CellId::DefinitionBreak(key) => Some(key.year),
            CellId::Target(key) => match key.slot {
                TargetSlot::Year(year) => Some(year),
                TargetSlot::EveryYear | TargetSlot::Far => None,
            },
            CellId::Passage(key) => Some(key.year),
            CellId::Plan(key) => Some(key.year),
            CellId::Rating(key) => Some(key.year),
            CellId::Position(Record::PlanRow(_, year, _)) | CellId::Standing(Record::PlanRow(_, year, _)) => Some(*year),
            CellId::Note(id) | CellId::Position(Record::Note(id)) | CellId::Standing(Record::Note(id)) => {
                self.notes.cell(id)?.siblings().first().and_then(|sibling| year_of_place(&sibling.value.place))
            }
            // The next year answers, and shows what became of an opinion.
            CellId::FollowUp(FollowUpKey::Sheet(_, year, Matter::Answer(_) | Matter::Reflection(_))) => year.next(),
            CellId::FollowUp(FollowUpKey::Sheet(_, year, _)) => Some(*year),
            _ => None,
        }
    }

    /// Nothing changes in a year that is 確定.
    pub(super) fn check_open(&self, entry: &Entry) -> Result<(), Refusal> {
        let moved_to = match entry {
            Entry::Note(_, note) => year_of_place(&note.place),
            _ => None,
        };
        let shut = self.year_of(&entry.id()).into_iter().chain(moved_to).find(|year| self.closed(*year).is_some());
        shut.map_or(Ok(()), |year| Err(Refusal::YearClosed(year)))
    }

    pub(super) fn check_follow_up(&self, key: &FollowUpKey, value: &FollowUp) -> Result<(), Refusal> {
        let year = match key {
            FollowUpKey::Sheet(measure, _, matter) => {
                self.check_measure(measure)?;
                let fits = value.state.is_none_or(|state| matter.states().contains(&state)) && value.decided.is_none();
                return if fits { Ok(()) } else { Err(Refusal::StateDoesNotFit) };
            }
            FollowUpKey::Year(year, _) => *year,
        };
        if let Some(cell) = self.follow_ups.cell(key) {
            let is_same = cell.siblings().iter().all(|sibling| sibling.value == *value);
            return if is_same { Ok(()) } else { Err(Refusal::TraceStays) };
        }
        let in_turn = value.decided.as_ref().is_some_and(|decided| decided.order == self.next_decision(year));
        match (value.state, self.closed(year)) {
            _ if !in_turn => Err(Refusal::StateDoesNotFit),
            (Some(State::Closed), None) => Ok(()),
            (Some(State::Closed), Some(_)) => Err(Refusal::YearClosed(year)),
            (Some(State::Reopened), Some(_)) if value.words.trim().is_empty() => Err(Refusal::ReasonMissing),
            (Some(State::Reopened), Some(_)) => Ok(()),
            (Some(State::Reopened), None) => Err(Refusal::YearOpen(year)),
            _ => Err(Refusal::StateDoesNotFit),
        }
    }
}

fn year_of_place(place: &NotePlace) -> Option<FiscalYear> {
    match place {
        NotePlace::Sheet(_, year) | NotePlace::Plan(_, year, _) => Some(*year),
        NotePlace::Program | NotePlace::Measure(_) | NotePlace::Schedule(..) | NotePlace::Indicator(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            BreakKey, Column, Command, FigureKey, IndicatorId, Measure, Note, NoteKind, Passage, PassageKey, PillarId, PlanKey, ProgramId,
            RatingKey, Section, Stamp, Step, TargetKey, Workspace,
        },
        register::{Dot, Writer},
    };

    fn year(number: i32) -> FiscalYear {
        FiscalYear::new(number).unwrap()
    }

    fn id<I: std::str::FromStr<Err = crate::domain::NotAnId>>(text: &str) -> I {
        text.parse().unwrap()
    }

    struct Office(Workspace, Stamp);

    impl Office {
        fn new() -> Office {
            let mut workspace = Workspace::default();
            workspace.programs.insert(id("p"), Default::default());
            let mut office = Office(workspace, Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None });
            let measure = Measure::named(PillarId::new("1").unwrap(), "");
            office.write(Entry::Measure(id("S"), measure)).unwrap();
            office
        }

        fn write(&mut self, entry: Entry) -> Result<(), Refusal> {
            let program: ProgramId = id("p");
            let (_, next) = self.0.apply(Command { program, entries: vec![entry] }, self.1)?;
            self.1 = next;
            Ok(())
        }

        fn tables(&self) -> &Tables {
            &self.0.program(&id("p")).unwrap().tables
        }

        fn decide(&mut self, name: &str, state: State, words: &str) -> Result<(), Refusal> {
            let order = self.tables().next_decision(year(2023));
            self.write(decision(name, state, words, order))
        }
    }

    fn decision(name: &str, state: State, words: &str, order: u32) -> Entry {
        let at = NaiveDate::from_ymd_opt(2024, 6, 28).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let decided = Decided { at, by: "事務局".to_owned(), order, digest: "0f".to_owned() };
        let value = FollowUp { state: Some(state), words: words.to_owned(), on: None, decided: Some(decided) };
        Entry::FollowUp(FollowUpKey::Year(year(2023), id(name)), value)
    }

    fn action(of: i32) -> Entry {
        let key = PassageKey { measure: id("S"), year: year(of), section: Section::Action };
        Entry::Passage(key, Passage::Text(format!("{of}年度の次は")))
    }

    #[test]
    fn a_sheets_follow_ups_are_of_its_measure_and_year_alone() {
        let mut office = Office::new();
        for of in [2022, 2023, 2024] {
            let key = FollowUpKey::Sheet(id("S"), year(of), Matter::MainItem);
            office.write(Entry::FollowUp(key, FollowUp::state(State::Yes))).unwrap();
        }
        assert_eq!(office.tables().follow_ups_of(&id("S"), year(2023)).count(), 1);
        assert_eq!(office.tables().follow_ups_of(&id("R"), year(2023)).count(), 0);
    }

    #[test]
    fn what_belongs_to_a_year_is_shut_with_it() {
        let mut office = Office::new();
        let place = NotePlace::Plan(id("S"), year(2023), id("r"));
        let note = Note { place, kind: NoteKind::Footnote, mark: "※1".to_owned(), text: "語".to_owned() };
        office.write(Entry::Note(id("n"), note)).unwrap();
        let of = |cells: &[CellId]| cells.iter().map(|cell| office.tables().year_of(cell)).collect::<Vec<_>>();
        let (indicator, measure, row): (IndicatorId, MeasureId, RowId) = (id("X"), id("S"), id("r"));
        let target = |slot| CellId::Target(TargetKey { indicator: indicator.clone(), slot, part: None });
        let follow_up = |matter| CellId::FollowUp(FollowUpKey::Sheet(measure.clone(), year(2023), matter));
        let plan_row = Record::PlanRow(measure.clone(), year(2023), row.clone());
        let in_2023 = [
            CellId::Figure(FigureKey { indicator: indicator.clone(), year: year(2023), part: None }),
            CellId::DefinitionBreak(BreakKey { indicator: indicator.clone(), year: year(2023) }),
            target(TargetSlot::Year(year(2023))),
            CellId::Passage(PassageKey { measure: measure.clone(), year: year(2023), section: Section::Action }),
            CellId::Plan(PlanKey { measure: measure.clone(), year: year(2023), row: row.clone(), column: Column::Plan }),
            CellId::Rating(RatingKey { measure: measure.clone(), year: year(2023), step: Step::Lead }),
            CellId::Position(plan_row.clone()),
            CellId::Standing(plan_row),
            CellId::Note(id("n")),
            CellId::Position(Record::Note(id("n"))),
            CellId::Standing(Record::Note(id("n"))),
            follow_up(Matter::ToDo(row.clone())),
        ];
        assert_eq!(of(&in_2023), [Some(year(2023)); 12]);
        assert_eq!(of(&[follow_up(Matter::Answer(row.clone())), follow_up(Matter::Reflection(row))]), [Some(year(2024)); 2]);
        let of_no_year = [target(TargetSlot::EveryYear), target(TargetSlot::Far), CellId::Note(id("m")), CellId::Indicator(indicator)];
        assert_eq!(of(&of_no_year), [None; 4]);
    }

    #[test]
    fn the_decisions_on_a_year_are_its_own() {
        let mut office = Office::new();
        office.decide("a", State::Closed, "").unwrap();
        let decisions = |of: i32| office.tables().decisions_on(year(of)).len();
        assert_eq!([2022, 2023, 2024].map(decisions), [0, 1, 0]);
    }

    #[test]
    fn an_end_is_recorded_by_its_words_or_by_its_day() {
        let day = NaiveDate::from_ymd_opt(2024, 3, 31);
        let closed = |value: FollowUp| {
            let mut office = Office::new();
            office.write(Entry::FollowUp(FollowUpKey::Sheet(id("S"), year(2023), Matter::Closing), value)).unwrap();
            office.tables().closing(&id("S"), year(2023)).cloned()
        };
        assert_eq!(closed(FollowUp::words(" ")), None);
        for ended in [FollowUp::words("統合した"), FollowUp { on: day, ..FollowUp::words("") }] {
            assert_eq!(closed(ended.clone()), Some(ended));
        }
        assert_eq!(Office::new().tables().closing(&id("S"), year(2023)), None);
    }

    #[test]
    fn nothing_changes_in_a_closed_year_until_it_is_reopened_with_a_reason() {
        let mut office = Office::new();
        office.write(action(2023)).unwrap();
        office.decide("a", State::Closed, "").unwrap();
        assert_eq!(office.tables().closed(year(2023)).unwrap().digest, "0f");
        let shut = Err(Refusal::YearClosed(year(2023)));
        let row = |of| PlanKey { measure: id("S"), year: year(of), row: id("r"), column: Column::Plan };
        let note = |place| Note { place, kind: NoteKind::Footnote, mark: "※1".to_owned(), text: "語".to_owned() };
        let to_do = |matter, value| Entry::FollowUp(FollowUpKey::Sheet(id("S"), year(2023), matter), value);
        assert_eq!(office.write(Entry::Plan(row(2023), Passage::Text(String::new()))), shut);
        assert_eq!(office.write(Entry::Note(id("n"), note(NotePlace::Sheet(id("S"), year(2023))))), shut);
        assert_eq!(office.write(to_do(Matter::ToDo(id("t")), FollowUp::words("調べる"))), shut);
        // What the next year says is not shut with it.
        assert_eq!(office.write(action(2024)), Ok(()));
        assert_eq!(office.write(to_do(Matter::Answer(id("t")), FollowUp::state(State::Done))), Ok(()));
        assert_eq!(office.write(Entry::Note(id("n"), note(NotePlace::Measure(id("S"))))), Ok(()));

        assert_eq!(office.decide("b", State::Closed, ""), shut);
        assert_eq!(office.decide("b", State::Reopened, " "), Err(Refusal::ReasonMissing));
        assert_eq!(office.decide("b", State::Reopened, "誤記"), Ok(()));
        assert_eq!(office.decide("c", State::Reopened, "誤記"), Err(Refusal::YearOpen(year(2023))));
        assert_eq!(office.write(Entry::Plan(row(2023), Passage::Text("直した".to_owned()))), Ok(()));
        assert_eq!(office.tables().decisions_on(year(2023)).len(), 2, "the trace stays");
    }

    #[test]
    fn a_decision_on_a_year_is_never_rewritten() {
        let mut office = Office::new();
        office.decide("a", State::Closed, "").unwrap();
        assert_eq!(office.write(decision("a", State::Closed, "", 1)), Ok(()));
        assert_eq!(office.write(decision("a", State::Reopened, "別", 1)), Err(Refusal::TraceStays));
        assert_eq!(office.write(decision("b", State::Reopened, "別", 1)), Err(Refusal::StateDoesNotFit), "out of turn");
    }

    #[test]
    fn of_two_decisions_that_met_the_closed_year_stays_closed() {
        let mut ours = Office::new();
        ours.decide("a", State::Closed, "").unwrap();
        ours.decide("b", State::Reopened, "誤記").unwrap();
        let mut theirs = Office(ours.0.clone(), Stamp { dot: Dot { writer: Writer::from_bits(8), n: 1 }, at: None });
        ours.decide("c", State::Closed, "").unwrap();
        theirs.decide("d", State::Closed, "").unwrap();
        theirs.decide("e", State::Reopened, "もう一つ").unwrap();
        let mut tables = ours.tables().clone();
        tables.join(theirs.tables());
        assert_eq!(tables.closed(year(2023)), None, "the reopening had seen one 確定, and comes after both");
        ours.decide("f", State::Reopened, "直す").unwrap();
        ours.decide("g", State::Closed, "").unwrap();
        tables.join(ours.tables());
        assert!(tables.closed(year(2023)).is_some());
    }

    #[test]
    fn of_a_closing_and_a_reopening_in_one_turn_the_closing_counts() {
        for names in [["a", "b"], ["b", "a"]] {
            let mut tables = Tables::default();
            for (n, (name, state)) in (1..).zip(names.into_iter().zip([State::Closed, State::Reopened])) {
                tables.write(decision(name, state, "", 1), Dot { writer: Writer::from_bits(n), n: 1 }, None);
            }
            assert!(tables.closed(year(2023)).is_some(), "{names:?}");
        }
    }

    #[test]
    fn a_state_that_does_not_belong_there_is_refused() {
        let mut office = Office::new();
        let entry = |matter, value| Entry::FollowUp(FollowUpKey::Sheet(id("S"), year(2023), matter), value);
        assert_eq!(office.write(entry(Matter::MainItem, FollowUp::state(State::Done))), Err(Refusal::StateDoesNotFit));
        assert_eq!(office.write(entry(Matter::Progress(id("d")), FollowUp::state(State::Done))), Ok(()));
        let elsewhere = Entry::FollowUp(FollowUpKey::Sheet(id("T"), year(2023), Matter::MainItem), FollowUp::default());
        assert_eq!(office.write(elsewhere), Err(Refusal::NoSuchMeasure(id("T"))));
    }

    #[test]
    fn opinions_and_reports_are_read_together() {
        let mut office = Office::new();
        let mut write = |matter, value| office.write(Entry::FollowUp(FollowUpKey::Sheet(id("S"), year(2023), matter), value)).unwrap();
        write(Matter::Opinion(id("o")), FollowUp::words("目標が低い"));
        write(Matter::Reply(id("o")), FollowUp::words("見直す"));
        write(Matter::Reflection(id("o")), FollowUp::state(State::Considered));
        write(Matter::Progress(id("jinji")), FollowUp::state(State::UnderWay));
        write(Matter::Work(id("jinji")), FollowUp::words("会議を減らした"));
        let tables = office.tables();
        let opinions = tables.opinions(&id("S"), year(2023));
        assert_eq!(opinions.len(), 1);
        assert_eq!((opinions[0].reply.as_str(), opinions[0].reflection), ("見直す", Some(State::Considered)));
        let report = tables.report(&id("S"), year(2023), &id("jinji"));
        assert_eq!((report.progress, report.work.as_str(), report.good_practice), (Some(State::UnderWay), "会議を減らした", None));
        assert_eq!(tables.opinions(&id("S"), year(2024)), []);
    }

    #[test]
    fn a_row_has_its_own_links_and_only_those_that_hold() {
        let mut office = Office::new();
        let link = |row: &str, to: &str, state: State| {
            let key = FollowUpKey::Sheet(id("S"), year(2023), Matter::Link(id(row), Link::Schedule(id(to))));
            Entry::FollowUp(key, FollowUp::state(state))
        };
        for entry in [link("r1", "s1", State::Yes), link("r1", "s2", State::No), link("r2", "s3", State::Yes)] {
            office.write(entry).unwrap();
        }
        let links = |row: &str| office.tables().links_of(&id("S"), year(2023), &id(row));
        assert_eq!(links("r1"), [Link::Schedule(id("s1"))]);
        assert_eq!(links("r2"), [Link::Schedule(id("s3"))]);
        assert_eq!(links("r3"), []);
    }
}
