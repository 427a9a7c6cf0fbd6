//! Every kind of cell a programme has: the whole data model on one page.

use super::*;
use crate::register::{Cell, Dot, Moment, Reading};

/// Something that walks through all tables of a programme, whatever their kind.
pub trait Visitor {
    fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>);
}

/// Ties a kind to the types of its key and value, so that one generic function serves all tables.
pub trait CellKind {
    type Key: Ord + Clone;
    type Value: Ord + Clone;
    const KIND: Kind;

    fn id(key: Self::Key) -> CellId;
    fn entry(key: Self::Key, value: Self::Value) -> Entry;
    fn table(tables: &Tables) -> &Table<Self::Key, Self::Value>;
    fn table_mut(tables: &mut Tables) -> &mut Table<Self::Key, Self::Value>;
}

/// One value of a cell with its history, for people who compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub entry: Entry,
    pub before: Option<Entry>,
    pub dot: Dot,
    pub at: Option<Moment>,
}

macro_rules! cells {
    ($($(#[$doc:meta])* $Kind:ident $table:ident $name:literal: $Key:ty => $Value:ty;)*) => {
        /// What a cell is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $Kind,)* }

        impl Kind {
            /// In the order of files: what others refer to comes first.
            pub const ALL: &[Kind] = &[$(Kind::$Kind,)*];

            /// As files name it.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$Kind => $name,)* }
            }

            pub fn from_name(name: &str) -> Option<Kind> {
                match name { $($name => Some(Kind::$Kind),)* _ => None }
            }
        }

        /// All cells of a programme.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Tables { $($(#[$doc])* pub $table: Table<$Key, $Value>,)* }

        /// The name of one cell within its programme.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum CellId { $($Kind($Key),)* }

        /// A cell's name with a value for it.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Entry { $($Kind($Key, $Value),)* }

        /// The types of the kinds, one empty marker each.
        pub mod kinds {
            $(pub struct $Kind;)*
        }

        $(
            impl CellKind for kinds::$Kind {
                type Key = $Key;
                type Value = $Value;
                const KIND: Kind = Kind::$Kind;

                fn id(key: $Key) -> CellId { CellId::$Kind(key) }
                fn entry(key: $Key, value: $Value) -> Entry { Entry::$Kind(key, value) }
                fn table(tables: &Tables) -> &Table<$Key, $Value> { &tables.$table }
                fn table_mut(tables: &mut Tables) -> &mut Table<$Key, $Value> { &mut tables.$table }
            }
        )*

        impl Tables {
            /// Shows every table to the visitor, in the order of files.
            pub fn visit(&self, visitor: &mut impl Visitor) {
                $(visitor.table::<kinds::$Kind>(&self.$table);)*
            }

            /// What the cell says now.
            pub fn reading(&self, id: &CellId) -> Reading<Entry> {
                match id {
                    $(CellId::$Kind(key) => match self.$table.reading(key) {
                        Reading::Absent => Reading::Absent,
                        Reading::Settled(value) => Reading::Settled(Entry::$Kind(key.clone(), value.clone())),
                        Reading::Conflict(values) => Reading::Conflict(
                            values.into_iter().map(|value| Entry::$Kind(key.clone(), value.clone())).collect(),
                        ),
                    },)*
                }
            }

            /// Every value the cell holds, with who wrote it and what it replaced.
            pub fn versions(&self, id: &CellId) -> Vec<Version> {
                match id {
                    $(CellId::$Kind(key) => {
                        let siblings = self.$table.cell(key).map(Cell::siblings).unwrap_or_default();
                        let entry = |value: &$Value| Entry::$Kind(key.clone(), value.clone());
                        siblings
                            .iter()
                            .map(|sibling| Version {
                                entry: entry(&sibling.value),
                                before: sibling.before.as_ref().map(entry),
                                dot: sibling.dot,
                                at: sibling.at,
                            })
                            .collect()
                    })*
                }
            }

            pub(super) fn write(&mut self, entry: Entry, dot: Dot, at: Option<Moment>) {
                match entry { $(Entry::$Kind(key, value) => self.$table.cell_mut(key).write(dot, at, value),)* }
            }

            /// Takes one cell from another copy as it stands there: its state before an import, or nothing.
            pub(crate) fn take_cell(&mut self, id: &CellId, from: &Tables) {
                match id { $(CellId::$Kind(key) => self.$table.take(key, &from.$table),)* }
            }

            /// The join of two copies.
            pub(crate) fn join(&mut self, other: &Tables) {
                $(self.$table.join(&other.$table);)*
            }

            /// Joins one cell with another copy's.
            pub(crate) fn join_cell(&mut self, id: &CellId, other: &Tables) {
                match id {
                    $(CellId::$Kind(key) => {
                        if let Some(theirs) = other.$table.shared(key) {
                            self.$table.join_cell(key, theirs);
                        }
                    })*
                }
            }

            /// Whether both copies have the same state of the cell, history and all.
            pub fn has_same_cell(&self, id: &CellId, other: &Tables) -> bool {
                match id { $(CellId::$Kind(key) => self.$table.cell(key) == other.$table.cell(key),)* }
            }
        }

        impl CellId {
            pub fn kind(&self) -> Kind {
                match self { $(CellId::$Kind(_) => Kind::$Kind,)* }
            }
        }

        impl Entry {
            pub fn id(&self) -> CellId {
                match self { $(Entry::$Kind(key, _) => CellId::$Kind(key.clone()),)* }
            }
        }
    };
}

cells! {
    /// The frame of the programme.
    Overview overview "overview": () => Overview;
    /// How it is judged.
    Settings settings "settings": () => Settings;
    /// What things are called in this city.
    Vocabulary vocabulary "vocabulary": () => Vocabulary;
    /// The grades of 【Check】.
    RatingScale rating_scale "rating_scale": () => RatingScale;
    /// 所属.
    Department departments "department": DepartmentId => Department;
    /// 取組の柱 / 重点項目.
    Pillar pillars "pillar": PillarId => Pillar;
    /// 取組.
    Measure measures "measure": MeasureId => Measure;
    /// 指標.
    Indicator indicators "indicator": IndicatorId => Indicator;
    /// 主管課 and 関係課 of a measure or an indicator.
    Assignment assignments "assignment": Record => Assignment;
    /// Where a record stands in its list.
    Position positions "position": Record => Position;
    /// Whether a record is gone.
    Standing standings "standing": Record => Standing;
    /// 目標値.
    Target targets "target": TargetKey => Target;
    /// 基準値.
    Baseline baselines "baseline": BaselineKey => Baseline;
    /// 実績値.
    Figure figures "figure": FigureKey => Figure;
    /// A year from which an indicator counts something else.
    DefinitionBreak breaks "definition_break": BreakKey => DefinitionBreak;
    /// A row of 年次計画.
    Schedule schedule "schedule": ScheduleKey => ScheduleRow;
    /// 実施内容, 期待される効果, 【Check】, 【Action】.
    Passage passages "passage": PassageKey => Passage;
    /// 【Plan】 and both 【Do】.
    Plan plan "plan": PlanKey => Passage;
    /// 【Check】, the grade.
    Rating ratings "rating": RatingKey => Rating;
    /// ※ notes, call-outs, remarks.
    Note notes "note": NoteId => Note;
    /// What the text says about its figures.
    Claim claims "claim": ClaimId => Claim;
    /// 照合: sums to check.
    Sum sums "sum": SumId => Sum;
    /// アンケート.
    Survey surveys "survey": SurveyId => Survey;
    /// 対象者数.
    Eligible eligible "eligible": EligibleKey => People;
    /// Paper answers, counted.
    PaperTally paper_tallies "paper_tally": EligibleKey => PaperTally;
    /// 年間予定, 照会.
    Agenda agenda "agenda": AgendaId => Agenda;
    /// 経過: what was done with inquiries and files.
    Trace traces "trace": TraceId => Trace;
    /// 時間外勤務 of a 所属: plan, headcount, ノー残業デー. Nothing about a person.
    Overtime overtime "overtime": OvertimeKey => OvertimeEntry;
    /// Links, to-dos, 委員意見, 所属の報告 and 確定 of a year.
    FollowUp follow_ups "follow_up": FollowUpKey => FollowUp;
    /// Which opened answers count.
    Intake intake "intake": IntakeKey => Intake;
    /// What of a survey was published.
    Edition editions "edition": EditionKey => Edition;
}
