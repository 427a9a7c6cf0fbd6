//! 進捗管理票: one measure in one fiscal year, and the plan over the years that it carries.

use super::{Amount, Dash, FiscalYear, GradeId, IndicatorId, MeasureId, RowId};

/// One text of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassageKey {
    pub measure: MeasureId,
    pub year: FiscalYear,
    pub section: Section,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 実施内容
    Content,
    /// 期待される効果
    Effect,
    /// 取組全体の評価【Check】, its words
    Check,
    /// 改善事項・今後の進め方【Action】
    Action,
}

/// What a text's place shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    Text(String),
    Dash(Dash),
}

/// One cell of 令和N年度の実施状況: a row's Plan, first half or second half.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanKey {
    pub measure: MeasureId,
    pub year: FiscalYear,
    pub row: RowId,
    pub column: Column,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 取組目標【Plan】
    Plan,
    /// 上半期の取組結果【Do】
    FirstHalf,
    /// 下半期の取組結果【Do】
    SecondHalf,
}

/// A row of 年次計画.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduleRow {
    pub item: String,
    /// In order of years; a span is one cell of the printed table.
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: FiscalYear,
    pub to: FiscalYear,
    /// 検討, 実施・拡充.
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduleKey {
    pub measure: MeasureId,
    pub row: RowId,
}

/// 【Check】 of one step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RatingKey {
    pub measure: MeasureId,
    pub year: FiscalYear,
    pub step: Step,
}

/// Who rates. The last step that has a rating is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The document prints a rating and does not say whose (O).
    AsPrinted,
    /// 主管課
    Lead,
    /// 事務局
    Secretariat,
    /// 幹事会・委員会
    Committee,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating {
    /// A grade or a decision of the programme's scale.
    pub given: GradeId,
    pub reason: String,
}

/// A numbered ※ note, a call-out or a remark of ours, with the place it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    pub place: NotePlace,
    pub kind: NoteKind,
    /// `※1`; empty for a call-out.
    pub mark: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotePlace {
    Program,
    Measure(MeasureId),
    Sheet(MeasureId, FiscalYear),
    Schedule(MeasureId, RowId),
    Plan(MeasureId, FiscalYear, RowId),
    Indicator(IndicatorId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// Printed and numbered.
    Footnote,
    /// Printed beside the table, detached from its cell.
    CallOut,
    /// Ours: damage, contradictions, oddities of the original.
    Remark,
}

/// What a document's text says about a figure, printed beside the verdict and never used as a target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    pub measure: Option<MeasureId>,
    pub indicator: Option<IndicatorId>,
    pub year: Option<FiscalYear>,
    /// In our own words.
    pub says: String,
    /// `O:84`
    pub source: String,
}

/// A sum that a text claims or that staff state, to be checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum {
    pub label: String,
    pub measure: Option<MeasureId>,
    pub terms: Vec<Term>,
    pub stated: Amount,
    pub unit: String,
    /// `O:45, O:64-66`
    pub source: String,
    /// What is odd about it although it adds up, or why it may not.
    pub remark: String,
    /// The document states this sum, or only we build it (1,257+134+5).
    pub origin: SumOrigin,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub label: String,
    pub amount: Amount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SumOrigin {
    Document,
    Ours,
}
