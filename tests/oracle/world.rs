//! The oracle: every doubtful cell read in one way at a time.

use super::{
    Answer,
    case::{Case, FIRST, Number, Place, Seen, Wanted},
    fraction::Fraction,
};
use std::{cmp::Ordering, collections::BTreeMap};

/// What a comparison is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    Setting,
    PreviousYear,
    Printed,
}

/// A cell in one world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is<V> {
    Known(V),
    Unknown,
    InConflict,
}

impl<V: Copy> Place<V> {
    pub fn worlds(&self, blank: V) -> Vec<Is<V>> {
        match self {
            Place::Absent => vec![Is::Known(blank)],
            Place::Sure(value) => vec![Is::Known(*value)],
            Place::Doubt(readings) if readings.is_empty() => vec![Is::Unknown],
            Place::Doubt(readings) => readings.iter().map(|reading| reading.map_or(Is::Unknown, Is::Known)).collect(),
            Place::Lost => vec![Is::Unknown],
            Place::Conflict(..) => vec![Is::InConflict],
        }
    }
}

/// One reading of every cell.
struct World {
    pub figures: [BTreeMap<i32, Is<Seen>>; 2],
    pub target: Is<Wanted>,
}

enum Reference {
    Year(i32),
    Printed,
    First,
    Nothing,
    Unknown,
}

/// A subject's value in one world.
enum Value {
    InConflict,
    Unknown,
    Blank,
    Unmeasured,
    NotApplicable,
    Words(usize),
    Number(Fraction),
    Pair(Fraction, Fraction),
}

impl Case {
    /// The oracle's answer: what all worlds agree on.
    pub fn expected(&self, target: &Place<Wanted>, basis: Basis) -> Answer {
        let answers: Vec<Answer> = self.worlds(target).iter().map(|world| self.decide(world, basis)).collect();
        let first = answers[0].clone();
        if answers.iter().any(|answer| answer.kind != first.kind) {
            return Answer { kind: "undecided".to_owned(), difference: None, attainment: None, progress: None };
        }
        // A number is stated only where it is the same in all of them.
        let difference = first.difference.filter(|_| answers.iter().all(|answer| answer.difference == first.difference));
        let attainment = first.attainment.clone().filter(|_| answers.iter().all(|answer| answer.attainment == first.attainment));
        Answer { difference, attainment, progress: self.progress(&first, target), kind: first.kind }
    }

    fn worlds(&self, target: &Place<Wanted>) -> Vec<World> {
        let mut worlds: Vec<World> =
            target.worlds(Wanted::Blank).into_iter().map(|target| World { figures: Default::default(), target }).collect();
        for part in 0..2 {
            for (&year, place) in &self.figures[part] {
                let readings = place.worlds(Seen::Blank);
                worlds = worlds
                    .into_iter()
                    .flat_map(|world| {
                        readings.iter().map(move |&reading| {
                            let mut figures = world.figures.clone();
                            figures[part].insert(year, reading);
                            World { figures, target: world.target }
                        })
                    })
                    .collect();
            }
        }
        worlds
    }

    /// The list of evaluation.md §2, from top to bottom.
    fn decide(&self, world: &World, basis: Basis) -> Answer {
        let plain = |kind: &str| Answer { kind: kind.to_owned(), difference: None, attainment: None, progress: None };
        if self.stopped_in.is_some_and(|stopped| stopped < self.year) {
            return plain("not_judged: stopped");
        }
        let wanted = match world.target {
            Is::Known(Wanted::Blank) => return plain("not_judged: blank"),
            Is::Known(Wanted::Dash) => return plain("not_judged: dash"),
            Is::Known(Wanted::AsNeeded) => return plain("not_judged: as needed"),
            Is::Known(wanted) => wanted,
            Is::Unknown | Is::InConflict => return plain("undecided"),
        };
        let now = self.value(world, self.year);
        match now {
            Value::InConflict | Value::Unknown => return plain("undecided"),
            Value::Unmeasured => return plain("not_judged: unmeasured"),
            Value::NotApplicable => return plain("not_judged: not applicable"),
            Value::Blank => return plain(self.waiting()),
            Value::Words(_) | Value::Number(_) | Value::Pair(..) => {}
        }
        if let Value::Number(number) = now
            && self.is_cumulative
            && !self.has_reason
            && self.falls(world, number)
        {
            return plain("undecided");
        }
        let threshold = match wanted {
            Wanted::Increase | Wanted::Decrease | Wanted::Narrow => match self.reference(world, basis) {
                Reference::First => return plain("first_measure"),
                Reference::Nothing => return plain("not_judged: nothing to compare"),
                Reference::Unknown => return plain("undecided"),
                Reference::Printed => self.printed.map(|(_, number, _)| Value::Number(number.fraction())),
                Reference::Year(year) => Some(self.value(world, year)),
            },
            Wanted::AtLeast(number) | Wanted::AtMost(number) | Wanted::Exactly(number) => Some(Value::Number(number.fraction())),
            Wanted::Equal => None,
            Wanted::Reach(stage) => Some(Value::Words(stage)),
            Wanted::AsNeeded | Wanted::Dash | Wanted::Blank => unreachable!("decided above"),
        };
        let (relation, difference) = match (wanted, now, threshold) {
            (Wanted::Narrow, Value::Pair(a, b), Some(Value::Pair(c, d))) => {
                let (now, then) = (a.minus(b).abs(), c.minus(d).abs());
                (now.cmp(then), Some(now.minus(then)))
            }
            (Wanted::Equal, Value::Pair(a, b), None) => (a.cmp(b), Some(a.minus(b).abs())),
            (Wanted::Narrow | Wanted::Equal, ..) => return plain("undecided"),
            (_, Value::Number(now), Some(Value::Number(threshold))) => (now.cmp(threshold), Some(now.minus(threshold))),
            (Wanted::Reach(_), Value::Words(now), Some(Value::Words(wanted))) if now == wanted || self.has_order => {
                (now.cmp(&wanted), None)
            }
            _ => return plain("undecided"),
        };
        let is_met = match wanted {
            Wanted::Increase => relation == Ordering::Greater,
            Wanted::Decrease | Wanted::Narrow => relation == Ordering::Less,
            Wanted::AtLeast(_) | Wanted::Reach(_) => relation != Ordering::Less,
            Wanted::AtMost(_) => relation != Ordering::Greater,
            Wanted::Exactly(_) | Wanted::Equal => relation == Ordering::Equal,
            Wanted::AsNeeded | Wanted::Dash | Wanted::Blank => unreachable!("decided above"),
        };
        let is_change = matches!(wanted, Wanted::Increase | Wanted::Decrease | Wanted::Narrow);
        let kind = match (is_met, is_change && relation == Ordering::Equal) {
            (_, true) => "unchanged",
            (true, false) => "achieved",
            (false, false) => "not_achieved",
        };
        let attainment = match (wanted, self.value(world, self.year)) {
            (Wanted::AtLeast(target), Value::Number(now)) if target.0 > 0 => Some(now.percent_of(target.fraction())),
            _ => None,
        };
        Answer { difference, attainment, ..plain(kind) }
    }

    fn waiting(&self) -> &'static str {
        let measuring = if self.measured_next_april { (self.year + 1, 4, 1) } else { (self.year + 1, 3, 31) };
        if self.today < measuring {
            "not_due: before"
        } else if self.today <= (self.year + 1, 5, 31) {
            "not_due: collected"
        } else {
            "undecided"
        }
    }

    fn falls(&self, world: &World, now: Fraction) -> bool {
        for year in (FIRST..self.year).rev() {
            if let Some(Is::Known(Seen::Number(earlier))) = world.figures[0].get(&year) {
                return now.cmp(earlier.fraction()) == Ordering::Less;
            }
        }
        false
    }

    fn reference(&self, world: &World, basis: Basis) -> Reference {
        let is_indicator = self.printed.is_some_and(|(.., is_indicator)| is_indicator);
        match (basis, self.baseline_year) {
            (Basis::Printed, _) => {
                if is_indicator {
                    Reference::Printed
                } else {
                    Reference::Nothing
                }
            }
            (Basis::Setting, Some(baseline)) if self.year >= self.first_judged && baseline < self.year => self.from(world, baseline),
            (Basis::Setting | Basis::PreviousYear, _) => self.from(world, self.year - 1),
        }
    }

    fn from(&self, world: &World, reference: i32) -> Reference {
        match self.value(world, reference) {
            Value::InConflict | Value::Unknown => Reference::Unknown,
            Value::NotApplicable => Reference::Nothing,
            Value::Words(_) | Value::Number(_) | Value::Pair(..) => Reference::Year(reference),
            Value::Blank => match self.printed {
                Some((year, _, true)) if year == reference => Reference::Printed,
                _ => Reference::Nothing,
            },
            Value::Unmeasured if self.printed.is_some() => Reference::Nothing,
            Value::Unmeasured => {
                let history: Vec<Value> = (FIRST..reference).map(|year| self.value(world, year)).collect();
                if history.iter().any(|value| matches!(value, Value::NotApplicable | Value::Words(_) | Value::Number(_) | Value::Pair(..)))
                {
                    return Reference::Nothing;
                }
                let is_open = history.iter().any(|value| matches!(value, Value::InConflict | Value::Unknown));
                for year in reference + 1..=self.year {
                    match self.value(world, year) {
                        Value::Unmeasured => {}
                        Value::Blank => return Reference::Nothing,
                        Value::InConflict | Value::Unknown => return Reference::Unknown,
                        Value::NotApplicable if year < self.year => return Reference::Nothing,
                        _ if is_open => return Reference::Unknown,
                        _ if year == self.year => return Reference::First,
                        Value::NotApplicable => unreachable!("the judged figure is one"),
                        Value::Words(_) | Value::Number(_) | Value::Pair(..) => return Reference::Year(year),
                    }
                }
                Reference::Nothing
            }
        }
    }

    fn value(&self, world: &World, year: i32) -> Value {
        let of_part = |part: usize| match world.figures[part].get(&year) {
            None | Some(Is::Known(Seen::Blank)) => Value::Blank,
            Some(Is::Known(Seen::Unmeasured)) => Value::Unmeasured,
            Some(Is::Known(Seen::NotApplicable)) => Value::NotApplicable,
            Some(Is::Known(Seen::Words(words))) => Value::Words(*words),
            Some(Is::Known(Seen::Number(number))) => Value::Number(number.fraction()),
            Some(Is::Unknown) => Value::Unknown,
            Some(Is::InConflict) => Value::InConflict,
        };
        if !self.is_pair {
            return of_part(0);
        }
        match (of_part(0), of_part(1)) {
            (Value::InConflict, _) | (_, Value::InConflict) => Value::InConflict,
            (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
            (Value::Blank, _) | (_, Value::Blank) => Value::Blank,
            (Value::Number(a), Value::Number(b)) => Value::Pair(a, b),
            (Value::Number(_), other) | (other, _) => other,
        }
    }

    /// From cells beyond doubt only.
    fn progress(&self, answer: &Answer, target: &Place<Wanted>) -> Option<String> {
        if !["achieved", "not_achieved"].contains(&answer.kind.as_str()) {
            return None;
        }
        let (Place::Sure(wanted), Some(Place::Sure(Seen::Number(now)))) = (target, self.figures[0].get(&self.year)) else { return None };
        let start = self.start()?.fraction();
        let (target, leads_there) = match wanted {
            Wanted::AtLeast(target) => (target.fraction(), start.cmp(target.fraction()) == Ordering::Less),
            Wanted::AtMost(target) => (target.fraction(), start.cmp(target.fraction()) == Ordering::Greater),
            Wanted::Exactly(target) => (target.fraction(), start.cmp(target.fraction()) != Ordering::Equal),
            _ => return None,
        };
        leads_there.then(|| now.fraction().minus(start).percent_of(target.minus(start)))
    }

    fn start(&self) -> Option<Number> {
        if let Some((year, number, is_indicator)) = self.printed {
            return (is_indicator && year < self.year).then_some(number);
        }
        let baseline = self.baseline_year.filter(|&baseline| baseline < self.year)?;
        if matches!(self.figures[0].get(&baseline), Some(Place::Doubt(_))) {
            return None;
        }
        let at = |year: i32| match self.figures[0].get(&year) {
            Some(Place::Sure(Seen::Number(number))) => Some(*number),
            _ => None,
        };
        // Where the baseline year is unmeasured, every world has to lead to the same first measure.
        let years: Vec<Option<i32>> = (self.worlds(&self.target).iter())
            .map(|world| match self.from(world, baseline) {
                Reference::Year(year) => Some(year),
                Reference::Printed | Reference::First | Reference::Nothing | Reference::Unknown => None,
            })
            .collect();
        let first = years[0]?;
        years.iter().all(|year| *year == Some(first)).then(|| at(first)).flatten()
    }

    pub fn other_basis(&self) -> Basis {
        match self.baseline_year {
            Some(baseline) if baseline < self.year => Basis::PreviousYear,
            _ => Basis::Printed,
        }
    }
}
