//! What can be said about one figure and one target.

use crate::domain::{FiscalYear, Quantity};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The word on one figure held against one target, with its reason where it is no comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// 達成
    Achieved,
    /// 未達成
    NotAchieved,
    /// 未達成（横ばい）: equal where a change was wanted. Counts as not achieved everywhere.
    Unchanged,
    /// 初回測定: 比較なし
    FirstMeasure,
    /// 判定保留
    Undecided(Doubt),
    NotDue(Wait),
    NotJudged(Unjudged),
}

impl Verdict {
    /// Whether the target was met; `None` where nothing was compared.
    pub fn is_met(self) -> Option<bool> {
        match self {
            Verdict::Achieved => Some(true),
            Verdict::NotAchieved | Verdict::Unchanged => Some(false),
            Verdict::FirstMeasure | Verdict::Undecided(_) | Verdict::NotDue(_) | Verdict::NotJudged(_) => None,
        }
    }
}

/// Why a verdict waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Two departments' files say different things about the figure.
    FigureInConflict,
    TargetInConflict,
    /// The programme's settings are in conflict, and the verdict depends on which hold.
    SettingsInConflict,
    /// The indicator's definition is in conflict, and the verdict depends on which holds.
    DefinitionInConflict,
    /// Whether the measure was stopped is in conflict.
    DecisionInConflict,
    /// 欠落
    TargetLost,
    /// 原本照合待ち: readings of the target differ in their verdicts, or one of them leaves no target.
    TargetUnsettled,
    /// 未入力: the reporting deadline has passed.
    NotEntered,
    FigureLost,
    FigureUnsettled,
    /// A 累計 is lower than an earlier one and nobody says why.
    FellWithoutReason,
    /// The figure of the year compared with is lost, in conflict, or read in several ways.
    ReferenceUnsettled,
    /// Other words than the target's, and no order of stages says which come later.
    NoOrderOfStages,
    /// Words against a number, or a gap of something that has no two parts.
    NotComparable,
    UnitsDiffer,
    /// Numbers beyond exact arithmetic.
    TooLarge,
}

/// Why a missing figure is no omission yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// 時期未到来: the measuring date has not come.
    BeforeMeasuring,
    /// 集計中: until the reporting deadline.
    BeingCollected,
}

/// Why there is nothing to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unjudged {
    /// No target is printed or entered.
    TargetBlank,
    /// 目標設定なし ("—").
    NoTargetSet,
    /// 計画なし
    NotPlanned,
    /// 随時
    AsNeeded,
    /// 取組中止: decided in an earlier year.
    Stopped,
    /// 未測定
    Unmeasured,
    /// 該当なし
    NotApplicable,
    /// 比較する年度の値なし
    NothingToCompare,
}

/// The comparison in numbers: `7.4% > 4.0%`. What was wanted of it is the target's rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub actual: Side,
    /// How the actual side stands to the threshold.
    pub relation: Ordering,
    pub threshold: Side,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    Quantity(Quantity),
    /// How far two parts are apart.
    Gap {
        size: Decimal,
        unit: String,
    },
    Words(String),
}

/// How the actual stands to the year before; of two parts, their gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trend {
    Rising,
    Level,
    Falling,
}

impl From<Ordering> for Trend {
    fn from(relation: Ordering) -> Self {
        match relation {
            Ordering::Less => Trend::Falling,
            Ordering::Equal => Trend::Level,
            Ordering::Greater => Trend::Rising,
        }
    }
}

/// (actual − baseline) ÷ (target − baseline), in percent with one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Onward(Decimal),
    /// 基準より後退: below zero, which `-0.0` would not say.
    Backward(Decimal),
}

impl Progress {
    pub fn percent(self) -> Decimal {
        match self {
            Progress::Onward(percent) | Progress::Backward(percent) => percent,
        }
    }
}

/// What 増加, 減少 or 近づける was measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// The year the programme's setting names.
    Baseline(FiscalYear),
    /// The first measured year, where the baseline year is printed 未測定.
    FirstMeasured(FiscalYear),
    PreviousYear(FiscalYear),
    /// 基準値 printed beside the indicator.
    PrintedBaseline,
}

impl Against {
    /// The fiscal year compared with; a printed baseline need not be of one.
    pub fn year(self) -> Option<FiscalYear> {
        match self {
            Against::Baseline(year) | Against::FirstMeasured(year) | Against::PreviousYear(year) => Some(year),
            Against::PrintedBaseline => None,
        }
    }
}
