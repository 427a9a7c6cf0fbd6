//! What must hold of verdicts: every example of evaluation.md §2, and every boundary.

use super::super::{Against, Compared, Doubt::*, Progress, References, Side, Trend, Unjudged::*, Verdict::*, Wait, fixture::*};
use crate::{
    domain::{
        Accumulation, Amount, BreakKey, Claim, Counts, Dash, DefinitionBreak, Entry, Figure, FigureKey, Indicator, Measured, Overview,
        Part, Quantity, Reference, Rule, Settings, Shown, Stage, Step, TargetSlot, Trust, Variant,
    },
    register::Reading,
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

mod boundaries;
mod cumulative;
mod doubt;
mod must_hold;
mod reference;
mod rule;
mod time;

/// An indicator with one yearly target and confirmed figures.
fn judged<const N: usize>(rule: Rule, figures: [(i32, &str); N]) -> City {
    let figures = figures.map(|(of, text)| (of, n(text)));
    City::new().indicator("X").every_year("X", rule).figures("X", figures)
}

fn d(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}
