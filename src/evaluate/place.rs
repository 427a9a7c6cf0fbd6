//! What a place of the document may show: one thing, one of several, or nobody knows.

use crate::{
    domain::{Dash, Quantity, Rule, Shown, Trust},
    register::Reading,
};

/// One place with its doubt. Every reading in it is a reading that leaves something.
#[derive(Clone, Debug)]
pub(super) enum Place<T> {
    Sure(T),
    /// 原本照合待ち, each reading in turn; at least one.
    OneOf(Vec<T>),
    Unknown(Unknown),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    InConflict,
    Lost,
    /// One of the readings is that the place shows nothing.
    Unsettled,
}

impl<T> Place<T> {
    /// The readings to try, or why there are none.
    pub(super) fn readings(&self) -> Result<&[T], Unknown> {
        match self {
            Place::Sure(value) => Ok(std::slice::from_ref(value)),
            Place::OneOf(values) => Ok(values),
            Place::Unknown(unknown) => Err(*unknown),
        }
    }

    pub(super) fn sure(&self) -> Option<&T> {
        match self {
            Place::Sure(value) => Some(value),
            Place::OneOf(_) | Place::Unknown(_) => None,
        }
    }

    /// Every way to read two places together.
    pub(super) fn with<U: Copy, W>(self, other: Place<U>, both: impl Fn(T, U) -> W) -> Place<W>
    where
        T: Copy,
    {
        match (self, other) {
            (Place::Sure(left), Place::Sure(right)) => Place::Sure(both(left, right)),
            (Place::Unknown(left), Place::Unknown(right)) => Place::Unknown(left.min(right)),
            (Place::Unknown(unknown), _) | (_, Place::Unknown(unknown)) => Place::Unknown(unknown),
            (left, right) => {
                let (Ok(left), Ok(right)) = (left.readings(), right.readings()) else { return Place::Unknown(Unknown::Unsettled) };
                Place::OneOf(left.iter().flat_map(|&left| right.iter().map(move |&right| (left, right))).map(|(l, r)| both(l, r)).collect())
            }
        }
    }
}

/// A figure as it is compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Blank,
    Dash(Dash),
    Words(&'a str),
    /// With the words printed before it: 選定 6件.
    Number(&'a Quantity, Option<&'a str>),
    /// Both parts of a two-part indicator.
    Pair(&'a Quantity, &'a Quantity),
}

impl<'a> From<&'a Shown> for Value<'a> {
    fn from(shown: &'a Shown) -> Self {
        match shown {
            Shown::Blank => Value::Blank,
            Shown::Dash(dash) => Value::Dash(*dash),
            Shown::Words(words) => Value::Words(words),
            Shown::Number(quantity) => Value::Number(quantity, None),
            Shown::WordsAndNumber(words, quantity) => Value::Number(quantity, Some(words)),
        }
    }
}

impl<'a> Value<'a> {
    /// Both parts at once: numbers only where both have one.
    pub(super) fn pair(first: Self, second: Self) -> Self {
        match (first, second) {
            (Value::Number(first, _), Value::Number(second, _)) => Value::Pair(first, second),
            (Value::Blank, _) | (_, Value::Blank) => Value::Blank,
            (dash @ Value::Dash(_), _) | (_, dash @ Value::Dash(_)) => dash,
            (words @ Value::Words(_), _) | (_, words @ Value::Words(_)) => words,
            // No part of a pair is a pair.
            (pair @ Value::Pair(..), _) | (_, pair @ Value::Pair(..)) => pair,
        }
    }

    pub(super) fn quantity(self) -> Option<&'a Quantity> {
        match self {
            Value::Number(quantity, _) => Some(quantity),
            Value::Blank | Value::Dash(_) | Value::Words(_) | Value::Pair(..) => None,
        }
    }
}

/// What the place of a figure may show. A place nobody wrote to is blank.
pub(super) fn figure_place<'a>(reading: &Reading<&'a Trust<Shown>>) -> Place<Value<'a>> {
    match reading {
        Reading::Absent => Place::Sure(Value::Blank),
        Reading::Conflict(_) => Place::Unknown(Unknown::InConflict),
        Reading::Settled(Trust::Lost { .. }) => Place::Unknown(Unknown::Lost),
        Reading::Settled(Trust::Confirmed(shown)) => Place::Sure(shown.into()),
        Reading::Settled(trust @ Trust::Candidates { .. }) => one_of(trust, |shown| !matches!(shown, Shown::Blank), Value::from),
    }
}

/// What the place of a target may show; nothing entered is a blank rule.
pub(super) fn target_place<'a>(reading: &Reading<&'a Trust<Rule>>) -> Place<&'a Rule> {
    match reading {
        Reading::Absent => Place::Sure(&Rule::Blank),
        Reading::Conflict(_) => Place::Unknown(Unknown::InConflict),
        Reading::Settled(Trust::Lost { .. }) => Place::Unknown(Unknown::Lost),
        Reading::Settled(Trust::Confirmed(rule)) => Place::Sure(rule),
        Reading::Settled(trust @ Trust::Candidates { .. }) => one_of(trust, |rule| !matches!(rule, Rule::Blank), |rule| rule),
    }
}

fn one_of<'a, V, T>(trust: &'a Trust<V>, leaves_something: impl Fn(&V) -> bool, value: impl Fn(&'a V) -> T) -> Place<T> {
    let readings: Option<Vec<T>> =
        trust.readings().into_iter().map(|reading| reading.filter(|shown| leaves_something(shown)).map(&value)).collect();
    readings.filter(|readings| !readings.is_empty()).map_or(Place::Unknown(Unknown::Unsettled), Place::OneOf)
}
