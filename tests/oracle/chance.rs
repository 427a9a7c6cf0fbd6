//! Chance, the same on every machine.

use super::case::{Case, FIRST, LAST, Number, Place, Seen, Wanted};
use std::collections::BTreeMap;

/// A small generator of our own (SplitMix64), so that the same rounds run everywhere.
pub struct Chance(pub u64);

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
    pub fn any(chance: &mut Chance) -> Case {
        let is_pair = chance.percent(20);
        let has_words = !is_pair && chance.percent(40);
        let year = 2020 + chance.below(5) as i32;
        // Some histories are unmeasured up to some year, as N's survey indicators are.
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
}
