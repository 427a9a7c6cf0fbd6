//! 指標.

use super::{FiscalYear, IndicatorId, MeasureId, PartId, PillarId, Qualifier, Quantity, QuestionId};

/// What is measured. Its figures, targets and baseline are cells of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Indicator {
    pub pillar: PillarId,
    /// The sheet it stands on (O); N's indicators belong to a pillar only.
    pub measure: Option<MeasureId>,
    /// The heading above it: 長時間勤務の是正; empty where there is none.
    pub group: String,
    /// `①`; empty where there is none.
    pub mark: String,
    pub name: String,
    pub unit: String,
    /// Decimals offered for entry. What is judged is what each figure prints.
    pub decimals: u32,
    /// Empty for a plain indicator. 男性 and 女性, ① and ②: each has its own figures.
    pub parts: Vec<Part>,
    pub accumulation: Accumulation,
    pub measured: Measured,
    pub source: Source,
    /// Stages of a worded target, earliest first, where staff have entered an order.
    pub stages: Vec<String>,
    /// 注記 to the indicator: (※2) and remarks of ours.
    pub remarks: Vec<String>,
}

impl Indicator {
    /// A plain one: whole numbers, entered every year. What else it is, is said afterwards.
    pub fn named(pillar: PillarId, name: &str) -> Indicator {
        let (measure, group, mark, unit, decimals, parts, accumulation, measured, source, stages, remarks) = Default::default();
        let name = name.to_owned();
        Indicator { pillar, measure, group, mark, name, unit, decimals, parts, accumulation, measured, source, stages, remarks }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    pub id: PartId,
    pub label: String,
    /// Where it differs from the indicator's: ①校 ②回.
    pub unit: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accumulation {
    #[default]
    Yearly,
    /// 累計: never summed again; a fall asks for a reason.
    Cumulative,
    /// 延べ.
    Total,
}

impl Accumulation {
    /// Whether a figure of such an indicator is a 累計: all are, or its own mark says so.
    pub fn is_cumulative(self, quantity: Option<&Quantity>) -> bool {
        self == Accumulation::Cumulative || quantity.is_some_and(|quantity| quantity.qualifier == Qualifier::Cumulative)
    }
}

/// The day a year's figure stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measured {
    /// 31 March.
    #[default]
    YearEnd,
    /// 翌年度の4月1日時点 (N:70-71).
    NextApril,
}

/// Where figures come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    #[default]
    Entry,
    /// The yearly staff survey (N:80).
    Survey(QuestionId),
}

/// A year from which figures no longer count the same thing (O1-3 with アンケート, O:50).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DefinitionBreak {
    pub what: String,
}

/// Figure of one indicator, year and part (`None`: the indicator has no parts).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    pub indicator: IndicatorId,
    pub year: FiscalYear,
    pub part: Option<PartId>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TargetKey {
    pub indicator: IndicatorId,
    pub slot: TargetSlot,
    pub part: Option<PartId>,
}

/// Which figures a target is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetSlot {
    /// 毎年度 (N:84). A year's own target goes before it.
    EveryYear,
    Year(FiscalYear),
    /// A target without a date (N:86), judged beside the yearly one, never instead of it.
    Far,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BaselineKey {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BreakKey {
    pub indicator: IndicatorId,
    pub year: FiscalYear,
}
