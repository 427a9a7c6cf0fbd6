//! One indicator with a history, as the oracle knows it: no type of the house.

use super::fraction::Fraction;
use std::collections::BTreeMap;

pub const FIRST: i32 = 2017;
pub const LAST: i32 = 2024;

/// A number as printed: `Number(125, 1)` is 12.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub i64, pub u32);

impl Number {
    pub fn fraction(self) -> Fraction {
        Fraction(self.0.into(), 10_i128.pow(self.1)).reduced()
    }
}

/// What a figure's place may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Blank,
    Unmeasured,
    NotApplicable,
    Number(Number),
    Words(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Increase,
    Decrease,
    Narrow,
    Equal,
    AtLeast(Number),
    AtMost(Number),
    Exactly(Number),
    Reach(usize),
    AsNeeded,
    Dash,
    Blank,
}

/// A cell with its doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<V> {
    Absent,
    Sure(V),
    Doubt(Vec<Option<V>>),
    Lost,
    Conflict(V, V),
}

pub const STAGES: [&str; 4] = ["情報収集", "調整・検討", "方針決定", "実施"];

#[derive(Clone, Debug)]
pub struct Case {
    pub year: i32,
    pub first_judged: i32,
    /// `None`: the previous year.
    pub baseline_year: Option<i32>,
    /// Both parts of a pair, or the first of them alone.
    pub figures: [BTreeMap<i32, Place<Seen>>; 2],
    pub is_pair: bool,
    pub is_cumulative: bool,
    pub has_reason: bool,
    pub has_order: bool,
    pub target: Place<Wanted>,
    pub is_for_every_year: bool,
    pub far_goal: Place<Wanted>,
    /// Its year and number, and whether it counts the indicator itself.
    pub printed: Option<(i32, Number, bool)>,
    pub stopped_in: Option<i32>,
    pub measured_next_april: bool,
    pub today: (i32, u32, u32),
}
