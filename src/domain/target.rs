//! Targets, in the documents' own words.

use super::{Dash, Quantity, Trust};
use chrono::NaiveDate;

/// What a year's figure is held against.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// 増加させる: above the reference.
    Increase,
    /// 減少させる: below the reference.
    Decrease,
    /// 12日以上; the plain yearly numbers of O.
    AtLeast(Quantity),
    /// 4.0%以下.
    AtMost(Quantity),
    /// 0人.
    Exactly(Quantity),
    /// 近づける: the two parts are nearer than at the reference.
    Narrow,
    /// 一致させる: the two parts are equal.
    Equal,
    /// 方針決定, 調整・検討: these words, or a later stage of the indicator's order.
    Reach(String),
    /// 随時: never judged.
    AsNeeded,
    /// "—": never judged.
    Dash(Dash),
    /// Nothing printed, nothing entered: never judged.
    Blank,
    /// 前年度以上: not below the year before, whatever the programme's reference is.
    AtLeastPreviousYear,
    /// 前年度以下: not above the year before.
    AtMostPreviousYear,
}

impl Rule {
    /// Whether the rule itself says what it is held against: the year before, under every setting.
    pub fn names_previous_year(&self) -> bool {
        matches!(self, Rule::AtLeastPreviousYear | Rule::AtMostPreviousYear)
    }
}

/// A target of one indicator (and part), for every year, for one year, or without a date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub rule: Trust<Rule>,
    /// Changes in mid-plan, oldest first.
    pub revisions: Vec<Revision>,
    pub remark: String,
}

impl Target {
    pub fn confirmed(rule: Rule) -> Self {
        Target { rule: Trust::Confirmed(rule), revisions: Vec::new(), remark: String::new() }
    }
}

/// A target that was changed: what it was, since when it is not, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision {
    pub old: Rule,
    pub on: NaiveDate,
    pub reason: String,
}
