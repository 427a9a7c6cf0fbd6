//! Figures, and how far they can be trusted.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// How far what a document shows can be trusted. Doubt belongs to one cell, never to its row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust<V> {
    /// 照合済: as printed, or entered by staff.
    Confirmed(V),
    /// 原本照合待ち: the text extraction leaves several readings. `None` is the reading that this place shows nothing.
    Candidates { readings: Vec<Option<V>>, why: String },
    /// 欠落: the original is damaged here and nothing survives.
    Lost { why: String },
}

impl<V> Trust<V> {
    pub fn confirmed(&self) -> Option<&V> {
        match self {
            Trust::Confirmed(value) => Some(value),
            Trust::Candidates { .. } | Trust::Lost { .. } => None,
        }
    }

    /// Everything the place may show; nothing for a lost one.
    pub fn readings(&self) -> Vec<Option<&V>> {
        match self {
            Trust::Confirmed(value) => vec![Some(value)],
            Trust::Candidates { readings, .. } => readings.iter().map(Option::as_ref).collect(),
            Trust::Lost { .. } => Vec::new(),
        }
    }
}

/// An exact decimal with as many decimals as were printed or typed: `12` and `12.0` are different amounts of one value.
#[derive(Clone, Copy, Debug)]
pub struct Amount(Decimal);

impl Amount {
    /// Zero has no sign: −0 and 0 would be one value with two texts.
    pub const fn new(value: Decimal) -> Self {
        Amount(if value.is_zero() { Decimal::from_parts(0, 0, 0, false, value.scale()) } else { value })
    }

    pub fn value(self) -> Decimal {
        self.0
    }

    /// Digits after the point, as printed.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By value, then by decimals, so that a cell keeps what was printed. Verdicts compare [`Amount::value`].
impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0).then(self.0.scale().cmp(&other.0.scale()))
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// An amount with what is printed around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    pub amount: Amount,
    /// `件`, `%`, `時間/年`; empty where none is printed.
    pub unit: String,
    pub qualifier: Qualifier,
    /// Where the amount was computed.
    pub ratio: Option<Ratio>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Qualifier {
    #[default]
    Plain,
    /// (累計): a running total, never summed again.
    Cumulative,
    /// 延べ: a total over events.
    Total,
}

/// What a computed percentage or mean came from. `denominator` is positive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ratio {
    pub numerator: Amount,
    pub denominator: Amount,
}

/// What "—" stands for in its place; a dash is neither blank nor zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dash {
    /// 未測定 (N:53-78).
    Unmeasured,
    /// 目標設定なし (O:41-42).
    NoTarget,
    /// 該当なし (O:186).
    NotApplicable,
    /// 計画なし (O:154-155).
    NotPlanned,
}

/// What a figure's place shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    Dash(Dash),
    /// Not entered (yet).
    Blank,
    Number(Quantity),
    /// 検討, 方針決定.
    Words(String),
    /// 選定 6件.
    WordsAndNumber(String, Quantity),
}

impl Shown {
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Shown::Number(quantity) | Shown::WordsAndNumber(_, quantity) => Some(quantity),
            Shown::Dash(_) | Shown::Blank | Shown::Words(_) => None,
        }
    }
}

/// How final a figure is; the least final comes first. A verdict of anything but 確定 says 速報値による.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 見込
    Forecast,
    /// 速報
    Preliminary,
    /// 確定
    #[default]
    Final,
}

/// The figure of one indicator, fiscal year and part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    pub shown: Trust<Shown>,
    pub stage: Stage,
    /// The figure with something left out, as 1,116人 without the panel visit is 663人 (O:255): judged beside it.
    pub variants: Vec<Variant>,
    /// Why a 累計 fell: 廃止, 統合, 再集計. Empty where it did not.
    pub reason_for_fall: String,
    /// Where not the indicator's own measuring date.
    pub measured_on: Option<NaiveDate>,
    /// 備考.
    pub remark: String,
}

impl Figure {
    /// A figure as it is printed or typed, with nothing to say about it.
    pub fn confirmed(shown: Shown) -> Self {
        Figure {
            shown: Trust::Confirmed(shown),
            stage: Stage::Final,
            variants: Vec::new(),
            reason_for_fall: String::new(),
            measured_on: None,
            remark: String::new(),
        }
    }

    /// Shows something else from now on, without a doubt. What was left out was left out of the old number: of another one,
    /// of words or of a dash nothing is.
    pub fn show(&mut self, shown: Shown) {
        let number = |shown: &Shown| shown.quantity().map(|quantity| (quantity.amount, quantity.unit.clone()));
        let stays = self.shown.confirmed().and_then(number).is_some_and(|old| number(&shown) == Some(old));
        if !stays {
            self.variants.clear();
        }
        self.shown = Trust::Confirmed(shown);
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// What is left out.
    pub excluding: String,
    pub quantity: Quantity,
}

/// The state an indicator's targets start from, as printed beside its name: `R3年度：30件`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Baseline {
    /// `R3年度`, `R4.3.31現在締結済件数`.
    pub as_of: String,
    pub shown: Trust<Shown>,
    pub counts: Counts,
}

/// What a baseline counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counts {
    /// The indicator itself, earlier: progress can be measured from it.
    TheIndicator,
    /// What the indicator will be counted out of (O5-1: 12件 in force): no progress is computed from it.
    APopulation,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_stand_by_value_and_then_by_what_was_printed() {
        let amounts = ["-1", "0", "1", "1.0", "1.5", "2"].map(|text| Amount::new(text.parse().unwrap()));
        assert!(amounts.is_sorted_by(|one, next| one < next && one != next));
        assert_eq!(amounts.map(Amount::decimals), [0, 0, 0, 1, 1, 0]);
    }
}
