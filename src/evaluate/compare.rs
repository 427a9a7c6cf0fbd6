//! One reading of a figure against one reading of a target.

use super::{
    exact::{self, Fraction, HUNDRED},
    place::Value,
    verdict::{Comparison, Doubt, Side, Unjudged, Verdict},
};
use crate::domain::{Dash, Quantity, Rule};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A rule that asks for something. What asks for nothing is an [`Unjudged`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Demand<'a> {
    AboveReference,
    BelowReference,
    /// 前年度以上
    NotBelowPreviousYear,
    /// 前年度以下
    NotAbovePreviousYear,
    /// The gap of two parts below the reference's gap.
    Narrower,
    AtLeast(&'a Quantity),
    AtMost(&'a Quantity),
    Exactly(&'a Quantity),
    PartsEqual,
    Reach(&'a str),
}

impl<'a> Demand<'a> {
    pub(super) fn of(rule: &'a Rule) -> Result<Self, Unjudged> {
        match rule {
            Rule::Increase => Ok(Demand::AboveReference),
            Rule::Decrease => Ok(Demand::BelowReference),
            Rule::AtLeastPreviousYear => Ok(Demand::NotBelowPreviousYear),
            Rule::AtMostPreviousYear => Ok(Demand::NotAbovePreviousYear),
            Rule::Narrow => Ok(Demand::Narrower),
            Rule::AtLeast(threshold) => Ok(Demand::AtLeast(threshold)),
            Rule::AtMost(threshold) => Ok(Demand::AtMost(threshold)),
            Rule::Exactly(threshold) => Ok(Demand::Exactly(threshold)),
            Rule::Equal => Ok(Demand::PartsEqual),
            Rule::Reach(stage) => Ok(Demand::Reach(stage)),
            Rule::AsNeeded => Err(Unjudged::AsNeeded),
            Rule::Dash(dash) => Err((*dash).into()),
            Rule::Blank => Err(Unjudged::TargetBlank),
        }
    }

    /// Whether it is held against another year's figure.
    pub(super) fn needs_reference(self) -> bool {
        match self {
            Demand::AboveReference
            | Demand::BelowReference
            | Demand::NotBelowPreviousYear
            | Demand::NotAbovePreviousYear
            | Demand::Narrower => true,
            Demand::AtLeast(_) | Demand::AtMost(_) | Demand::Exactly(_) | Demand::PartsEqual | Demand::Reach(_) => false,
        }
    }

    /// Whether it is held against the year before, whatever the programme's setting takes.
    pub(super) fn names_previous_year(self) -> bool {
        matches!(self, Demand::NotBelowPreviousYear | Demand::NotAbovePreviousYear)
    }

    fn verdict(self, relation: Ordering) -> Verdict {
        let met = |is_met| if is_met { Verdict::Achieved } else { Verdict::NotAchieved };
        match (self, relation) {
            (Demand::AboveReference | Demand::BelowReference | Demand::Narrower, Ordering::Equal) => Verdict::Unchanged,
            (Demand::AboveReference, _) => met(relation.is_gt()),
            (Demand::BelowReference | Demand::Narrower, _) => met(relation.is_lt()),
            (Demand::AtLeast(_) | Demand::Reach(_) | Demand::NotBelowPreviousYear, _) => met(relation.is_ge()),
            (Demand::AtMost(_) | Demand::NotAbovePreviousYear, _) => met(relation.is_le()),
            (Demand::Exactly(_) | Demand::PartsEqual, _) => met(relation.is_eq()),
        }
    }
}

impl From<Dash> for Unjudged {
    fn from(dash: Dash) -> Self {
        match dash {
            Dash::Unmeasured => Unjudged::Unmeasured,
            Dash::NoTarget => Unjudged::NoTargetSet,
            Dash::NotApplicable => Unjudged::NotApplicable,
            Dash::NotPlanned => Unjudged::NotPlanned,
        }
    }
}

/// A verdict with the numbers it rests on, as far as every reading gives the same ones.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    pub(super) comparison: Option<Comparison>,
    pub(super) difference: Option<Decimal>,
    pub(super) attainment: Option<Decimal>,
}

impl From<Verdict> for Outcome {
    fn from(verdict: Verdict) -> Self {
        Outcome { verdict, comparison: None, difference: None, attainment: None }
    }
}

impl From<Doubt> for Outcome {
    fn from(doubt: Doubt) -> Self {
        Verdict::Undecided(doubt).into()
    }
}

impl From<Unjudged> for Outcome {
    fn from(unjudged: Unjudged) -> Self {
        Verdict::NotJudged(unjudged).into()
    }
}

impl Outcome {
    /// What all readings agree on: どの読み方でも同じ. A number is stated only where it too is the same.
    pub(super) fn agreed(outcomes: impl Iterator<Item = Outcome>, otherwise: Doubt) -> Outcome {
        let both = |left: Option<Outcome>, right: Option<Outcome>| {
            let (left, right) = (left?, right?);
            (left.verdict == right.verdict).then(|| Outcome {
                verdict: left.verdict,
                comparison: left.comparison.filter(|comparison| right.comparison.as_ref() == Some(comparison)),
                difference: left.difference.filter(|&difference| right.difference == Some(difference)),
                attainment: left.attainment.filter(|&attainment| right.attainment == Some(attainment)),
            })
        };
        outcomes.map(Some).reduce(both).flatten().unwrap_or_else(|| otherwise.into())
    }
}

/// Whether a computed rate counts as it is printed or as it was before rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    Printed,
    Unrounded,
}

/// Holds the figure against the demand; `reference` is there where the demand needs one.
pub(super) fn compare(
    demand: Demand<'_>,
    actual: Value<'_>,
    reference: Option<Value<'_>>,
    stages: &[String],
    precision: Precision,
) -> Outcome {
    held_against(demand, actual, reference, stages, precision).unwrap_or_else(Outcome::from)
}

fn held_against(
    demand: Demand<'_>,
    actual: Value<'_>,
    reference: Option<Value<'_>>,
    stages: &[String],
    precision: Precision,
) -> Result<Outcome, Doubt> {
    let Numbers { comparison, difference, attainment } = match demand {
        Demand::AtLeast(threshold) | Demand::AtMost(threshold) | Demand::Exactly(threshold) => {
            let actual = actual.quantity().ok_or(Doubt::NotComparable)?;
            let numbers = of_quantities(actual, threshold, precision)?;
            match demand {
                Demand::AtLeast(_) => Numbers { attainment: attainment(actual, threshold), ..numbers },
                _ => numbers,
            }
        }
        Demand::AboveReference | Demand::BelowReference | Demand::NotBelowPreviousYear | Demand::NotAbovePreviousYear => {
            let actual = actual.quantity().ok_or(Doubt::NotComparable)?;
            match reference {
                Some(Value::Number(reference, _)) => of_quantities(actual, reference, precision)?,
                None | Some(Value::Blank | Value::Dash(_) | Value::Words(_) | Value::Pair(..)) => return Err(Doubt::NotComparable),
            }
        }
        Demand::Narrower => {
            let now = Gap::of(actual, precision)?;
            match reference {
                Some(reference @ Value::Pair(..)) => of_gaps(now, Gap::of(reference, precision)?)?,
                None | Some(Value::Blank | Value::Dash(_) | Value::Words(_) | Value::Number(..)) => return Err(Doubt::NotComparable),
            }
        }
        Demand::PartsEqual => {
            let Value::Pair(first, second) = actual else { return Err(Doubt::NotComparable) };
            Numbers { difference: Some(Gap::of(actual, precision)?.printed), ..of_quantities(first, second, precision)? }
        }
        Demand::Reach(stage) => of_words(actual, stage, stages)?,
    };
    Ok(Outcome { verdict: demand.verdict(comparison.relation), comparison: Some(comparison), difference, attainment })
}

struct Numbers {
    comparison: Comparison,
    difference: Option<Decimal>,
    attainment: Option<Decimal>,
}

fn of_quantities(actual: &Quantity, threshold: &Quantity, precision: Precision) -> Result<Numbers, Doubt> {
    check_units(&actual.unit, &threshold.unit)?;
    let relation = value(actual, precision).ok_or(Doubt::TooLarge)?.cmp(&value(threshold, precision).ok_or(Doubt::TooLarge)?);
    Ok(Numbers {
        comparison: Comparison { actual: Side::Quantity(actual.clone()), relation, threshold: Side::Quantity(threshold.clone()) },
        difference: exact::difference(actual.amount.value(), threshold.amount.value()),
        attainment: None,
    })
}

fn of_gaps(now: Gap, then: Gap) -> Result<Numbers, Doubt> {
    check_units(&now.unit, &then.unit)?;
    Ok(Numbers {
        difference: exact::difference(now.printed, then.printed),
        comparison: Comparison { relation: now.compared.cmp(&then.compared), actual: now.into(), threshold: then.into() },
        attainment: None,
    })
}

fn of_words(actual: Value<'_>, stage: &str, stages: &[String]) -> Result<Numbers, Doubt> {
    let (Value::Words(words) | Value::Number(_, Some(words))) = actual else { return Err(Doubt::NotComparable) };
    let (words, stage) = (words.trim(), stage.trim());
    let place_of = |wanted: &str| stages.iter().position(|stage| stage.trim() == wanted);
    let relation = match (place_of(words), place_of(stage)) {
        _ if words == stage => Ordering::Equal,
        (Some(reached), Some(wanted)) => reached.cmp(&wanted),
        (None, _) | (_, None) => return Err(Doubt::NoOrderOfStages),
    };
    let comparison = Comparison { actual: Side::Words(words.to_owned()), relation, threshold: Side::Words(stage.to_owned()) };
    Ok(Numbers { comparison, difference: None, attainment: None })
}

/// actual ÷ target × 100, for 以上 with a positive target only: there is no 達成率 of a falling target.
fn attainment(actual: &Quantity, threshold: &Quantity) -> Option<Decimal> {
    let threshold = threshold.amount.value();
    if threshold <= Decimal::ZERO {
        return None;
    }
    Fraction::of(actual.amount.value())?.over(Fraction::of(threshold)?)?.percent()
}

/// How far two parts are apart: as printed, and as it is compared.
struct Gap {
    printed: Decimal,
    compared: Fraction,
    unit: String,
}

impl Gap {
    fn of(value_of_parts: Value<'_>, precision: Precision) -> Result<Gap, Doubt> {
        let Value::Pair(first, second) = value_of_parts else { return Err(Doubt::NotComparable) };
        check_units(&first.unit, &second.unit)?;
        let printed = exact::difference(first.amount.value(), second.amount.value()).ok_or(Doubt::TooLarge)?.abs();
        let first_value = value(first, precision).ok_or(Doubt::TooLarge)?;
        let second_value = value(second, precision).ok_or(Doubt::TooLarge)?;
        let compared = first_value.distance(second_value).ok_or(Doubt::TooLarge)?;
        Ok(Gap { printed, compared, unit: first.unit.clone() })
    }
}

impl From<Gap> for Side {
    fn from(gap: Gap) -> Self {
        Side::Gap { size: gap.printed, unit: gap.unit }
    }
}

/// How one value stands to an earlier one: numbers by size, pairs by their gap.
pub(super) fn relation(now: Value<'_>, earlier: Value<'_>) -> Option<Ordering> {
    match (now, earlier) {
        (Value::Number(now, _), Value::Number(earlier, _)) => {
            check_units(&now.unit, &earlier.unit).ok()?;
            Some(now.amount.value().cmp(&earlier.amount.value()))
        }
        (Value::Pair(..), Value::Pair(..)) => {
            let (now, earlier) = (Gap::of(now, Precision::Printed).ok()?, Gap::of(earlier, Precision::Printed).ok()?);
            Some(now.compared.cmp(&earlier.compared))
        }
        _ => None,
    }
}

/// The value that is compared. A ratio that does not round to its printed amount is no better knowledge of it.
fn value(quantity: &Quantity, precision: Precision) -> Option<Fraction> {
    match precision {
        Precision::Printed => Fraction::of(quantity.amount.value()),
        Precision::Unrounded => unrounded(quantity).or_else(|| Fraction::of(quantity.amount.value())),
    }
}

fn unrounded(quantity: &Quantity) -> Option<Fraction> {
    let ratio = quantity.ratio.as_ref()?;
    let share = Fraction::of(ratio.numerator.value())?.over(Fraction::of(ratio.denominator.value())?)?;
    let value = if is_percent(&quantity.unit) { share.times(HUNDRED)? } else { share };
    (value.rounded(quantity.amount.decimals())? == quantity.amount.value()).then_some(value)
}

pub(super) fn is_percent(unit: &str) -> bool {
    matches!(unit.trim(), "%" | "％")
}

/// Units as printed; a place that prints none goes with any.
pub(super) fn check_units(left: &str, right: &str) -> Result<(), Doubt> {
    let (left, right) = (left.trim(), right.trim());
    let goes_together = left.is_empty() || right.is_empty() || left == right || (is_percent(left) && is_percent(right));
    if goes_together { Ok(()) } else { Err(Doubt::UnitsDiffer) }
}
