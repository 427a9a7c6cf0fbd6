//! Verdicts against an oracle that was written apart from them.
//!
//! The oracle knows nothing of candidates, places or reasons: it takes one *world*, in which every doubtful cell has one
//! reading, decides it by the list of evaluation.md §2 on integer fractions, and asks whether all worlds agree.

use rust_decimal::Decimal;
use shinchoku::{
    domain::{self, *},
    evaluate::{Finding, Judgement, Unjudged, Verdict, Wait, judge},
    merge::join,
    register::{Dot, Writer},
};
use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

const FIRST: i32 = 2017;
const LAST: i32 = 2024;

#[test]
fn ten_thousand_random_indicator_years_have_the_oracles_verdict() {
    let mut chance = Chance(20_230_601);
    let mut seen = BTreeMap::<String, u32>::new();
    for round in 0..10_000 {
        let case = Case::any(&mut chance);
        let judgement = case.judged();
        let expected = case.expected(&case.target, Basis::Setting);
        assert_eq!(Answer::of(&judgement.finding), expected, "round {round}: {case:#?}\n{judgement:#?}");
        if let Some(far_goal) = &judgement.far_goal {
            assert_eq!(Answer::of(&far_goal.finding), case.expected(&case.far_goal, Basis::Setting), "far goal, round {round}: {case:#?}");
        }
        if let Some(other) = judgement.references.and_then(|references| references.other) {
            let expected = case.expected(&case.target, case.other_basis());
            assert_eq!(kind(other.verdict), expected.kind, "other reference, round {round}: {case:#?}");
        }
        *seen.entry(expected.kind).or_default() += 1;
        *seen.entry(format!("with progress: {}", expected.progress.is_some())).or_default() += 1;
        *seen.entry(format!("with attainment: {}", expected.attainment.is_some())).or_default() += 1;
        *seen.entry(format!("other reference: {}", judgement.references.is_some_and(|references| references.disagree()))).or_default() += 1;
    }
    // A generator that never reaches a branch proves nothing about it.
    for kind in [
        "achieved",
        "not_achieved",
        "unchanged",
        "first_measure",
        "undecided",
        "not_due: before",
        "not_due: collected",
        "not_judged: unmeasured",
        "not_judged: not applicable",
        "not_judged: dash",
        "not_judged: blank",
        "not_judged: as needed",
        "not_judged: stopped",
        "not_judged: nothing to compare",
        "with progress: true",
        "with attainment: true",
        "other reference: true",
    ] {
        assert!(seen.get(kind).is_some_and(|&n| n >= 50), "{kind}: {seen:#?}");
    }
}

/// What is compared with the oracle.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    kind: String,
    difference: Option<Fraction>,
    attainment: Option<String>,
    progress: Option<String>,
}

impl Answer {
    fn of(finding: &Finding) -> Self {
        Answer {
            kind: kind(finding.verdict),
            difference: finding.difference.map(|difference| Fraction(difference.mantissa(), 10_i128.pow(difference.scale())).reduced()),
            attainment: finding.attainment.map(|percent| percent.to_string()),
            progress: finding.progress.map(|progress| progress.percent().to_string()),
        }
    }
}

fn kind(verdict: Verdict) -> String {
    let text = match verdict {
        Verdict::Achieved => "achieved",
        Verdict::NotAchieved => "not_achieved",
        Verdict::Unchanged => "unchanged",
        Verdict::FirstMeasure => "first_measure",
        Verdict::Undecided(_) => "undecided",
        Verdict::NotDue(Wait::BeforeMeasuring) => "not_due: before",
        Verdict::NotDue(Wait::BeingCollected) => "not_due: collected",
        Verdict::NotJudged(Unjudged::Unmeasured) => "not_judged: unmeasured",
        Verdict::NotJudged(Unjudged::NotApplicable) => "not_judged: not applicable",
        Verdict::NotJudged(Unjudged::NoTargetSet) => "not_judged: dash",
        Verdict::NotJudged(Unjudged::TargetBlank) => "not_judged: blank",
        Verdict::NotJudged(Unjudged::AsNeeded) => "not_judged: as needed",
        Verdict::NotJudged(Unjudged::Stopped) => "not_judged: stopped",
        Verdict::NotJudged(Unjudged::NothingToCompare) => "not_judged: nothing to compare",
        Verdict::NotJudged(Unjudged::NotPlanned) => "not_judged: not planned",
    };
    text.to_owned()
}

/// An integer fraction with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction(i128, i128);

impl Fraction {
    fn reduced(self) -> Self {
        let (mut a, mut b) = (self.0.abs(), self.1);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Fraction(self.0 / a.max(1), self.1 / a.max(1))
    }

    fn minus(self, other: Self) -> Self {
        Fraction(self.0 * other.1 - other.0 * self.1, self.1 * other.1).reduced()
    }

    fn abs(self) -> Self {
        Fraction(self.0.abs(), self.1)
    }

    fn cmp(self, other: Self) -> Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }

    /// `self ÷ other` in percent with one decimal, half away from zero, written out digit by digit.
    fn percent_of(self, other: Self) -> String {
        let (numerator, denominator) = (self.0 * other.1 * 1000, self.1 * other.0);
        let is_negative = (numerator < 0) != (denominator < 0) && numerator != 0;
        let (numerator, denominator) = (numerator.abs(), denominator.abs());
        let tenths = (2 * numerator + denominator) / (2 * denominator);
        format!("{}{}.{}", if is_negative && tenths > 0 { "-" } else { "" }, tenths / 10, tenths % 10)
    }
}

/// A number as printed: `Number(125, 1)` is 12.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number(i64, u32);

impl Number {
    fn fraction(self) -> Fraction {
        Fraction(self.0.into(), 10_i128.pow(self.1)).reduced()
    }

    fn quantity(self) -> Quantity {
        let amount = Amount::new(Decimal::new(self.0, self.1));
        Quantity { amount, unit: "件".to_owned(), qualifier: Qualifier::Plain, ratio: None }
    }
}

/// What a figure's place may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Blank,
    Unmeasured,
    NotApplicable,
    Number(Number),
    Words(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
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
enum Place<V> {
    Absent,
    Sure(V),
    Doubt(Vec<Option<V>>),
    Lost,
    Conflict(V, V),
}

/// A cell in one world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is<V> {
    Known(V),
    Unknown,
    InConflict,
}

impl<V: Copy> Place<V> {
    fn worlds(&self, blank: V) -> Vec<Is<V>> {
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

/// What a comparison is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    Setting,
    PreviousYear,
    Printed,
}

const STAGES: [&str; 4] = ["情報収集", "調整・検討", "方針決定", "実施"];

#[derive(Clone, Debug)]
struct Case {
    year: i32,
    first_judged: i32,
    /// `None`: the previous year.
    baseline_year: Option<i32>,
    /// Both parts of a pair, or the first of them alone.
    figures: [BTreeMap<i32, Place<Seen>>; 2],
    is_pair: bool,
    is_cumulative: bool,
    has_reason: bool,
    has_order: bool,
    target: Place<Wanted>,
    is_for_every_year: bool,
    far_goal: Place<Wanted>,
    /// Its year and number, and whether it counts the indicator itself.
    printed: Option<(i32, Number, bool)>,
    stopped_in: Option<i32>,
    measured_next_april: bool,
    today: (i32, u32, u32),
}

/// One reading of every cell.
struct World {
    figures: [BTreeMap<i32, Is<Seen>>; 2],
    target: Is<Wanted>,
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
    fn expected(&self, target: &Place<Wanted>, basis: Basis) -> Answer {
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

    fn other_basis(&self) -> Basis {
        match self.baseline_year {
            Some(baseline) if baseline < self.year => Basis::PreviousYear,
            _ => Basis::Printed,
        }
    }
}

// From here on: chance, and the same case as a programme.

/// A small generator of our own (SplitMix64), so that the same rounds run everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }

    /// Small, so that equal values meet; with and without decimals, so that 2 meets 2.0.
    fn number(&mut self) -> Number {
        match self.below(4) {
            0 | 1 => Number(self.below(5) as i64 - 1, 0),
            2 => Number(self.below(30) as i64 - 5, 1),
            _ => Number(self.below(12) as i64 * 25, 2),
        }
    }

    fn seen(&mut self, words: bool) -> Seen {
        match self.below(40) {
            0..=1 => Seen::Blank,
            2..=4 => Seen::Unmeasured,
            5 => Seen::NotApplicable,
            6..=14 if words => Seen::Words(self.below(4) as usize),
            _ => Seen::Number(self.number()),
        }
    }

    fn figure(&mut self, words: bool) -> Place<Seen> {
        match self.below(40) {
            0..=1 => Place::Absent,
            2 => Place::Lost,
            3..=7 => {
                let readings = 1 + self.below(3);
                let reading = |chance: &mut Chance| match chance.below(8) {
                    0 => None,
                    1 => Some(Seen::Unmeasured),
                    2 if words => Some(Seen::Words(chance.below(4) as usize)),
                    _ => Some(Seen::Number(chance.number())),
                };
                Place::Doubt((0..readings).map(|_| reading(self)).collect())
            }
            _ => Place::Sure(self.seen(words)),
        }
    }

    fn wanted(&mut self, is_pair: bool) -> Wanted {
        if is_pair {
            return self.pick(&[Wanted::Narrow, Wanted::Narrow, Wanted::Equal]);
        }
        match self.below(20) {
            0..=3 => Wanted::Increase,
            4..=6 => Wanted::Decrease,
            7..=10 => Wanted::AtLeast(self.number()),
            11..=12 => Wanted::AtMost(self.number()),
            13..=14 => Wanted::Exactly(self.number()),
            15..=16 => Wanted::Reach(self.below(4) as usize),
            17 => Wanted::AsNeeded,
            18 => Wanted::Dash,
            _ => self.pick(&[Wanted::Blank, Wanted::Narrow, Wanted::Equal]),
        }
    }

    fn target(&mut self, is_pair: bool) -> Place<Wanted> {
        match self.below(40) {
            0 if !is_pair => Place::Lost,
            1..=4 => {
                let readings = 1 + self.below(3);
                let is_blank = |wanted: &Wanted| *wanted == Wanted::Blank;
                Place::Doubt((0..readings).map(|_| Some(self.wanted(is_pair)).filter(|wanted| !is_blank(wanted))).collect())
            }
            5 => {
                let (one, other) = (self.wanted(is_pair), self.wanted(is_pair));
                if one == other { Place::Sure(one) } else { Place::Conflict(one, other) }
            }
            _ => Place::Sure(self.wanted(is_pair)),
        }
    }
}

impl Case {
    fn any(chance: &mut Chance) -> Case {
        let is_pair = chance.percent(20);
        let has_words = !is_pair && chance.percent(40);
        let year = 2020 + chance.below(5) as i32;
        // Half of the histories are unmeasured up to some year, as N's survey indicators are.
        let unmeasured_up_to = if chance.percent(30) { FIRST + chance.below(8) as i32 } else { FIRST - 1 };
        let mut figures: [BTreeMap<i32, Place<Seen>>; 2] = Default::default();
        for part in figures.iter_mut().take(if is_pair { 2 } else { 1 }) {
            for of in FIRST..=LAST {
                let is_unmeasured = of <= unmeasured_up_to && of != year;
                part.insert(of, if is_unmeasured { Place::Sure(Seen::Unmeasured) } else { chance.figure(has_words) });
            }
        }
        if !is_pair && chance.percent(4) {
            let (one, other) = (chance.number(), chance.number());
            if one != other {
                figures[0].insert(year, Place::Conflict(Seen::Number(one), Seen::Number(other)));
            }
        }
        let target = chance.target(is_pair);
        let far_goal = match (is_pair, chance.percent(30)) {
            (_, false) => Place::Absent,
            (true, true) => Place::Sure(Wanted::Equal),
            (false, true) => Place::Sure(Wanted::AtLeast(chance.number())),
        };
        let printed = (!is_pair && chance.percent(20)).then(|| (2018 + chance.below(6) as i32, chance.number(), chance.percent(70)));
        Case {
            year,
            first_judged: 2020 + chance.below(4) as i32,
            baseline_year: chance.percent(60).then(|| 2018 + chance.below(5) as i32),
            figures,
            is_pair,
            is_cumulative: chance.percent(15),
            has_reason: chance.percent(20),
            has_order: chance.percent(50),
            target,
            is_for_every_year: chance.percent(30),
            far_goal,
            printed,
            stopped_in: chance.percent(3).then(|| 2019 + chance.below(6) as i32),
            measured_next_april: chance.percent(30),
            today: chance.pick(&[(3, 30), (3, 31), (4, 1), (5, 31), (6, 1)].map(|(month, day)| (year + 1, month, day))),
        }
    }

    fn judged(&self) -> Judgement {
        let mut book = Book::new(1);
        let parts = if self.is_pair { vec!["male", "female"] } else { Vec::new() };
        book.write(Entry::Settings((), self.settings()));
        book.write(Entry::RatingScale((), scale()));
        book.write(Entry::Measure(id("S"), measure()));
        book.write(Entry::Indicator(id("X"), self.indicator(&parts)));
        for (at, figures) in self.figures.iter().enumerate().take(parts.len().max(1)) {
            for (&of, place) in figures {
                let key = FigureKey { indicator: id("X"), year: fiscal(of), part: parts.get(at).map(|part| id(part)) };
                let reason_for_fall = if self.has_reason && of == self.year { "統合" } else { "" };
                book.write_place(place, |shown| {
                    let figure = Figure { reason_for_fall: reason_for_fall.to_owned(), ..Figure::confirmed(Shown::Blank) };
                    Entry::Figure(key.clone(), Figure { shown: map(shown, shown_of), ..figure })
                });
            }
        }
        let slot = if self.is_for_every_year { TargetSlot::EveryYear } else { TargetSlot::Year(fiscal(self.year)) };
        for (slot, place) in [(slot, &self.target), (TargetSlot::Far, &self.far_goal)] {
            let key = TargetKey { indicator: id("X"), slot, part: None };
            book.write_place(place, |wanted| {
                Entry::Target(key.clone(), Target { rule: map(wanted, rule_of), revisions: Vec::new(), remark: String::new() })
            });
        }
        if let Some((year, number, is_indicator)) = self.printed {
            let counts = if is_indicator { Counts::TheIndicator } else { Counts::APopulation };
            let shown = Trust::Confirmed(Shown::Number(number.quantity()));
            let baseline = Baseline { as_of: format!("R{}年度", year - 2018), shown, counts };
            book.write(Entry::Baseline(BaselineKey { indicator: id("X"), part: None }, baseline));
        }
        if let Some(stopped) = self.stopped_in {
            let key = RatingKey { measure: id("S"), year: fiscal(stopped), step: Step::AsPrinted };
            book.write(Entry::Rating(key, Rating { given: id("stopped"), reason: String::new() }));
        }
        let workspace = book.closed();
        let tables = &workspace.program(&id("p")).unwrap().tables;
        let (y, m, d) = self.today;
        let today = format!("{y}-{m:02}-{d:02}").parse().unwrap();
        let mut judgements = judge(tables, &id("X"), fiscal(self.year), today);
        assert_eq!(judgements.len(), 1, "{self:#?}");
        judgements.remove(0)
    }

    fn settings(&self) -> Settings {
        let baseline = self.baseline_year.map(|year| domain::Reference::Baseline(fiscal(year)));
        Settings { reference: baseline.unwrap_or(domain::Reference::PreviousYear), ..Settings::usual(fiscal(self.first_judged)) }
    }

    fn indicator(&self, parts: &[&str]) -> Indicator {
        let part = |name: &&str| Part { id: id(name), label: String::new(), unit: String::new() };
        Indicator {
            pillar: id("1"),
            measure: Some(id("S")),
            group: String::new(),
            mark: String::new(),
            name: String::new(),
            unit: "件".to_owned(),
            decimals: 1,
            parts: parts.iter().map(part).collect(),
            accumulation: if self.is_cumulative { Accumulation::Cumulative } else { Accumulation::Yearly },
            measured: if self.measured_next_april { Measured::NextApril } else { Measured::YearEnd },
            source: Source::Entry,
            stages: if self.has_order { STAGES.map(str::to_owned).into() } else { Vec::new() },
            remarks: Vec::new(),
        }
    }
}

/// A programme that is written into, with a second copy for edits that had not seen the first.
struct Book {
    ours: (Workspace, Stamp),
    theirs: (Workspace, Stamp),
}

impl Book {
    fn new(writer: u64) -> Book {
        let mut workspace = Workspace::default();
        workspace.programs.insert(id("p"), Arc::new(Program::default()));
        let copy = |writer| (workspace.clone(), Stamp { dot: Dot { writer: Writer::from_bits(writer), n: 1 }, at: None });
        Book { ours: copy(writer), theirs: copy(writer + 1) }
    }

    fn write(&mut self, entry: Entry) {
        // Both copies know the definitions; equal values are no conflict.
        Book::apply(&mut self.ours, entry.clone());
        Book::apply(&mut self.theirs, entry);
    }

    fn write_place<V: Copy>(&mut self, place: &Place<V>, entry: impl Fn(Trust<V>) -> Entry) {
        match place {
            Place::Absent => {}
            Place::Sure(value) => self.write(entry(Trust::Confirmed(*value))),
            Place::Doubt(readings) => self.write(entry(Trust::Candidates { readings: readings.clone(), why: String::new() })),
            Place::Lost => self.write(entry(Trust::Lost { why: String::new() })),
            Place::Conflict(one, other) => {
                Book::apply(&mut self.ours, entry(Trust::Confirmed(*one)));
                Book::apply(&mut self.theirs, entry(Trust::Confirmed(*other)));
            }
        }
    }

    fn apply((workspace, stamp): &mut (Workspace, Stamp), entry: Entry) {
        let (_, next) = workspace.apply(Command { program: id("p"), entries: vec![entry] }, *stamp).unwrap();
        *stamp = next;
    }

    fn closed(self) -> Workspace {
        join(&self.ours.0, &self.theirs.0)
    }
}

fn map<V: Copy, W>(trust: Trust<V>, of: impl Fn(V) -> W) -> Trust<W> {
    match trust {
        Trust::Confirmed(value) => Trust::Confirmed(of(value)),
        Trust::Candidates { readings, why } => {
            Trust::Candidates { readings: readings.into_iter().map(|reading| reading.map(&of)).collect(), why }
        }
        Trust::Lost { why } => Trust::Lost { why },
    }
}

fn shown_of(seen: Seen) -> Shown {
    match seen {
        Seen::Blank => Shown::Blank,
        Seen::Unmeasured => Shown::Dash(Dash::Unmeasured),
        Seen::NotApplicable => Shown::Dash(Dash::NotApplicable),
        Seen::Number(number) => Shown::Number(number.quantity()),
        Seen::Words(words) => Shown::Words(STAGES[words].to_owned()),
    }
}

fn rule_of(wanted: Wanted) -> Rule {
    match wanted {
        Wanted::Increase => Rule::Increase,
        Wanted::Decrease => Rule::Decrease,
        Wanted::Narrow => Rule::Narrow,
        Wanted::Equal => Rule::Equal,
        Wanted::AtLeast(number) => Rule::AtLeast(number.quantity()),
        Wanted::AtMost(number) => Rule::AtMost(number.quantity()),
        Wanted::Exactly(number) => Rule::Exactly(number.quantity()),
        Wanted::Reach(stage) => Rule::Reach(STAGES[stage].to_owned()),
        Wanted::AsNeeded => Rule::AsNeeded,
        Wanted::Dash => Rule::Dash(Dash::NoTarget),
        Wanted::Blank => Rule::Blank,
    }
}

fn scale() -> RatingScale {
    let stopped = Decision { id: id("stopped"), label: "取組中止".to_owned(), effect: DecisionEffect::Stops };
    RatingScale { grades: Vec::new(), decisions: vec![stopped], reason_where_it_differs: ReasonRule::Optional }
}

fn measure() -> Measure {
    Measure {
        pillar: id("1"),
        number: String::new(),
        name: String::new(),
        section: String::new(),
        actor: String::new(),
        further_actors: Vec::new(),
        tag: Tag::None,
        commitment: Commitment::CarryOut,
        summary: Vec::new(),
        dates: Vec::new(),
    }
}

fn id<I: std::str::FromStr<Err = NotAnId>>(text: &str) -> I {
    text.parse().unwrap()
}

fn fiscal(year: i32) -> FiscalYear {
    FiscalYear::new(year).unwrap()
}
