//! Everything about 時間外勤務 that a city may set for itself, from a fiscal year on.
//!
//! Where the documents name a number it is the default, and where they name none the default is this programme's; pages show
//! what they judged by.

use super::{
    HearingThreshold, InterviewThresholds, LeaveYear, Limits, Minutes, OvertimeItem, OvertimeKey, Population, RuleSet, Status, Workplace,
};
use crate::domain::{FiscalYear, Tables};
use std::{collections::BTreeMap, ops::RangeInclusive};

/// What holds in one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OvertimeRules {
    pub limits: Limits,
    pub bands: Bands,
    pub population: Population,
    pub interview: InterviewThresholds,
    pub hearing: HearingThreshold,
    pub presence: PresenceRules,
    /// 給与支給日: the document does not name it (N:328); 21 is the day most cities pay on.
    pub payday: u32,
    /// 暦年 or 年度: the document does not say, so it must be chosen (N:68).
    pub leave_year: Option<LeaveYear>,
    /// How many hours a day of leave has.
    pub leave_day: Minutes,
}

impl Default for OvertimeRules {
    fn default() -> Self {
        OvertimeRules {
            limits: Limits::default(),
            bands: Bands::default(),
            population: Population::default(),
            interview: InterviewThresholds::default(),
            hearing: HearingThreshold::default(),
            presence: PresenceRules::default(),
            payday: 21,
            leave_year: None,
            leave_day: Minutes::new(7 * 60 + 45),
        }
    }
}

/// Percent of what is allowed, at which a page changes its colour and its words. They rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands {
    pub first: u32,
    pub second: u32,
    pub third: u32,
}

impl Default for Bands {
    fn default() -> Self {
        Bands { first: 50, second: 70, third: 90 }
    }
}

/// パソコンの稼働時間と申請時間の突合 (N:341), which names no number. Times of day are minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresenceRules {
    /// A difference above this is asked about.
    pub gap: Minutes,
    pub work_begins: u32,
    pub work_ends: u32,
}

impl Default for PresenceRules {
    fn default() -> Self {
        PresenceRules { gap: Minutes::hours(1), work_begins: 8 * 60 + 30, work_ends: 17 * 60 + 15 }
    }
}

impl OvertimeItem {
    /// What can be set, in the order a page shows it.
    pub const SETTINGS: [OvertimeItem; 23] = [
        OvertimeItem::MonthLimit,
        OvertimeItem::YearLimit,
        OvertimeItem::MonthBelow,
        OvertimeItem::YearAtMost,
        OvertimeItem::MeanLimit,
        OvertimeItem::MonthsOver,
        OvertimeItem::FirstBand,
        OvertimeItem::SecondBand,
        OvertimeItem::ThirdBand,
        OvertimeItem::InterviewMonth,
        OvertimeItem::InterviewMean,
        OvertimeItem::InterviewOnRequest,
        OvertimeItem::HearingPercent,
        OvertimeItem::HearingHours,
        OvertimeItem::PresenceGap,
        OvertimeItem::WorkBegins,
        OvertimeItem::WorkEnds,
        OvertimeItem::Payday,
        OvertimeItem::LeaveYear,
        OvertimeItem::LeaveDay,
        OvertimeItem::CountManagers,
        OvertimeItem::CountFixedTerm,
        OvertimeItem::RuleSet,
    ];

    /// Whether it is a rule of the city, and not what a 所属 says of itself.
    pub fn is_setting(self) -> bool {
        OvertimeItem::SETTINGS.contains(&self)
    }

    /// Amounts that make sense: minutes, percent, months, days of a month, or 0 and 1 for no and yes.
    pub fn range(self) -> RangeInclusive<u32> {
        match self {
            OvertimeItem::FirstBand | OvertimeItem::SecondBand | OvertimeItem::ThirdBand => 1..=100,
            OvertimeItem::HearingPercent => 0..=1000,
            OvertimeItem::MonthsOver => 0..=12,
            OvertimeItem::Payday => 1..=31,
            OvertimeItem::WorkBegins | OvertimeItem::WorkEnds | OvertimeItem::PresenceGap => 0..=24 * 60,
            OvertimeItem::LeaveDay => 60..=24 * 60,
            OvertimeItem::LeaveYear
            | OvertimeItem::CountManagers
            | OvertimeItem::CountFixedTerm
            | OvertimeItem::RuleSet
            | OvertimeItem::Day => 0..=1,
            OvertimeItem::Week => 0..=2,
            OvertimeItem::Leave => 0..=31,
            OvertimeItem::MonthLimit
            | OvertimeItem::MonthBelow
            | OvertimeItem::MeanLimit
            | OvertimeItem::InterviewMonth
            | OvertimeItem::InterviewMean
            | OvertimeItem::InterviewOnRequest => 0..=31 * 24 * 60,
            OvertimeItem::YearLimit | OvertimeItem::YearAtMost => 0..=366 * 24 * 60,
            OvertimeItem::HearingHours | OvertimeItem::Planned | OvertimeItem::People | OvertimeItem::LastYear => 0..=u32::MAX,
        }
    }
}

impl OvertimeRules {
    /// One rule as an amount; `None` for what is no rule of the whole city, or is not chosen yet.
    pub fn amount(&self, item: OvertimeItem) -> Option<u32> {
        let minutes = |minutes: Minutes| u32::try_from(minutes.count()).ok();
        let counts = |status: Status| Some(u32::from(self.population.counted.contains(&status)));
        match item {
            OvertimeItem::MonthLimit => minutes(self.limits.month),
            OvertimeItem::YearLimit => minutes(self.limits.year),
            OvertimeItem::MonthBelow => minutes(self.limits.month_below),
            OvertimeItem::YearAtMost => minutes(self.limits.year_at_most),
            OvertimeItem::MeanLimit => minutes(self.limits.mean),
            OvertimeItem::MonthsOver => Some(self.limits.months_over),
            OvertimeItem::FirstBand => Some(self.bands.first),
            OvertimeItem::SecondBand => Some(self.bands.second),
            OvertimeItem::ThirdBand => Some(self.bands.third),
            OvertimeItem::InterviewMonth => minutes(self.interview.month_from),
            OvertimeItem::InterviewMean => minutes(self.interview.mean_above),
            OvertimeItem::InterviewOnRequest => minutes(self.interview.month_above_on_request),
            OvertimeItem::HearingPercent => Some(self.hearing.percent),
            OvertimeItem::HearingHours => minutes(self.hearing.hours),
            OvertimeItem::PresenceGap => minutes(self.presence.gap),
            OvertimeItem::WorkBegins => Some(self.presence.work_begins),
            OvertimeItem::WorkEnds => Some(self.presence.work_ends),
            OvertimeItem::Payday => Some(self.payday),
            OvertimeItem::LeaveYear => self.leave_year.map(|year| u32::from(year == LeaveYear::Fiscal)),
            OvertimeItem::LeaveDay => minutes(self.leave_day),
            OvertimeItem::CountManagers => counts(Status::Manager),
            OvertimeItem::CountFixedTerm => counts(Status::FixedTerm),
            OvertimeItem::RuleSet
            | OvertimeItem::Planned
            | OvertimeItem::People
            | OvertimeItem::LastYear
            | OvertimeItem::Day
            | OvertimeItem::Week
            | OvertimeItem::Leave => None,
        }
    }

    /// Amounts out of range come from a damaged file at most, and change nothing.
    fn set(&mut self, item: OvertimeItem, amount: u32) {
        if !item.range().contains(&amount) {
            return;
        }
        let minutes = Minutes::new(amount.into());
        let mut count = |status: Status| {
            if amount > 0 {
                self.population.counted.insert(status)
            } else {
                self.population.counted.remove(&status)
            };
        };
        match item {
            OvertimeItem::MonthLimit => self.limits.month = minutes,
            OvertimeItem::YearLimit => self.limits.year = minutes,
            OvertimeItem::MonthBelow => self.limits.month_below = minutes,
            OvertimeItem::YearAtMost => self.limits.year_at_most = minutes,
            OvertimeItem::MeanLimit => self.limits.mean = minutes,
            OvertimeItem::MonthsOver => self.limits.months_over = amount,
            OvertimeItem::FirstBand => self.bands.first = amount,
            OvertimeItem::SecondBand => self.bands.second = amount,
            OvertimeItem::ThirdBand => self.bands.third = amount,
            OvertimeItem::InterviewMonth => self.interview.month_from = minutes,
            OvertimeItem::InterviewMean => self.interview.mean_above = minutes,
            OvertimeItem::InterviewOnRequest => self.interview.month_above_on_request = minutes,
            OvertimeItem::HearingPercent => self.hearing.percent = amount,
            OvertimeItem::HearingHours => self.hearing.hours = minutes,
            OvertimeItem::PresenceGap => self.presence.gap = minutes,
            OvertimeItem::WorkBegins => self.presence.work_begins = amount,
            OvertimeItem::WorkEnds => self.presence.work_ends = amount,
            OvertimeItem::Payday => self.payday = amount,
            OvertimeItem::LeaveYear => self.leave_year = Some(if amount > 0 { LeaveYear::Fiscal } else { LeaveYear::Calendar }),
            OvertimeItem::LeaveDay => self.leave_day = minutes,
            OvertimeItem::CountManagers => count(Status::Manager),
            OvertimeItem::CountFixedTerm => count(Status::FixedTerm),
            OvertimeItem::RuleSet
            | OvertimeItem::Planned
            | OvertimeItem::People
            | OvertimeItem::LastYear
            | OvertimeItem::Day
            | OvertimeItem::Week
            | OvertimeItem::Leave => {}
        }
    }
}

impl OvertimeKey {
    /// Where the whole city's rule is kept: under no 所属, in the year it begins to hold.
    pub fn of_city(year: FiscalYear, item: OvertimeItem) -> Self {
        OvertimeKey { workplace: String::new(), year, item, day: None }
    }
}

impl Tables {
    /// What holds in a year: of each rule what was set last, up to that year.
    pub fn overtime_rules(&self, year: FiscalYear) -> OvertimeRules {
        let mut set: BTreeMap<OvertimeItem, (FiscalYear, u32)> = BTreeMap::new();
        for (key, entry) in self.overtime.settled() {
            let is_in_force = key.workplace.is_empty() && key.item.is_setting() && key.year <= year;
            if let Some(amount) = entry.amount.filter(|_| is_in_force) {
                let last = set.entry(key.item).or_insert((key.year, amount));
                if key.year >= last.0 {
                    *last = (key.year, amount);
                }
            }
        }
        let mut rules = OvertimeRules::default();
        for (item, (_, amount)) in set {
            rules.set(item, amount);
        }
        rules
    }

    /// 所属 of which somebody said which rule set they follow, as of a year.
    pub fn overtime_rule_sets(&self, year: FiscalYear) -> BTreeMap<Workplace, RuleSet> {
        let mut sets: BTreeMap<Workplace, (FiscalYear, RuleSet)> = BTreeMap::new();
        for (key, entry) in self.overtime.settled() {
            let is_in_force = key.item == OvertimeItem::RuleSet && key.year <= year;
            let Some(amount) = entry.amount.filter(|_| is_in_force) else { continue };
            let rule_set = if amount > 0 { RuleSet::Agreement } else { RuleSet::Regulation };
            let last = sets.entry(Workplace::new(&key.workplace)).or_insert((key.year, rule_set));
            if key.year >= last.0 {
                *last = (key.year, rule_set);
            }
        }
        sets.into_iter().map(|(workplace, (_, rule_set))| (workplace, rule_set)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Command, Entry, OvertimeEntry, ProgramId, Stamp, Workspace},
        register::{Dot, Writer},
    };

    fn year(number: i32) -> FiscalYear {
        FiscalYear::new(number).unwrap()
    }

    fn tables(entries: &[(OvertimeKey, u32)]) -> Tables {
        let id = ProgramId::new("p").unwrap();
        let mut workspace = Workspace::default();
        workspace.programs.insert(id.clone(), Default::default());
        let entry = |(key, amount): &(OvertimeKey, u32)| {
            Entry::Overtime(key.clone(), OvertimeEntry { amount: Some(*amount), ..OvertimeEntry::default() })
        };
        let stamp = Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None };
        workspace.apply(Command { program: id.clone(), entries: entries.iter().map(entry).collect() }, stamp).unwrap();
        workspace.program(&id).unwrap().tables.clone()
    }

    #[test]
    fn an_amount_that_makes_no_sense_changes_nothing() {
        let usual = OvertimeRules::default();
        let set = |item, amount| {
            let mut rules = OvertimeRules::default();
            rules.set(item, amount);
            rules
        };
        // A month has 44,640 minutes at most, a year 527,040, a day 1,440.
        for (item, most) in [
            (OvertimeItem::MonthLimit, 44_640),
            (OvertimeItem::YearLimit, 527_040),
            (OvertimeItem::PresenceGap, 1_440),
            (OvertimeItem::LeaveDay, 1_440),
            (OvertimeItem::MonthsOver, 12),
            (OvertimeItem::FirstBand, 100),
            (OvertimeItem::Payday, 31),
        ] {
            assert_ne!(set(item, most), usual, "{item:?}");
            assert_eq!(set(item, most + 1), usual, "{item:?}");
        }
        assert_eq!(set(OvertimeItem::LeaveDay, 59), usual, "a day of leave has an hour at least");
    }

    #[test]
    fn a_yes_can_be_taken_back() {
        let set = |item, amount| {
            let mut rules = OvertimeRules::default();
            rules.set(item, amount);
            rules
        };
        for (item, status) in [(OvertimeItem::CountManagers, Status::Manager), (OvertimeItem::CountFixedTerm, Status::FixedTerm)] {
            let counts = |amount| set(item, amount).population.counted.contains(&status);
            assert_eq!([counts(0), counts(1)], [false, true]);
        }
        let leave_year = |amount| set(OvertimeItem::LeaveYear, amount).leave_year;
        assert_eq!([leave_year(0), leave_year(1)], [Some(LeaveYear::Calendar), Some(LeaveYear::Fiscal)]);
    }

    #[test]
    fn a_rule_holds_from_its_year_until_another_is_set() {
        let tables = tables(&[
            (OvertimeKey::of_city(year(2023), OvertimeItem::MonthLimit), 40 * 60),
            (OvertimeKey::of_city(year(2025), OvertimeItem::MonthLimit), 30 * 60),
            (OvertimeKey::of_city(year(2025), OvertimeItem::CountManagers), 1),
            (OvertimeKey::of_city(year(2025), OvertimeItem::LeaveYear), 1),
        ]);
        assert_eq!(tables.overtime_rules(year(2022)), OvertimeRules::default());
        assert_eq!(tables.overtime_rules(year(2024)).limits.month, Minutes::hours(40));
        let later = tables.overtime_rules(year(2026));
        assert_eq!((later.limits.month, later.limits.year), (Minutes::hours(30), Minutes::hours(360)));
        assert!(later.population.counted.contains(&Status::Manager));
        assert_eq!(later.leave_year, Some(LeaveYear::Fiscal));
    }

    #[test]
    fn an_amount_out_of_range_changes_nothing() {
        let tables = tables(&[(OvertimeKey::of_city(year(2023), OvertimeItem::Payday), 32)]);
        assert_eq!(tables.overtime_rules(year(2023)), OvertimeRules::default());
    }

    #[test]
    fn every_rule_of_the_city_comes_back_as_it_was_set() {
        for item in OvertimeItem::SETTINGS.into_iter().filter(|item| *item != OvertimeItem::RuleSet) {
            let amount = *item.range().end();
            let rules = tables(&[(OvertimeKey::of_city(year(2023), item), amount)]).overtime_rules(year(2023));
            assert_eq!(rules.amount(item), Some(amount), "{item:?}");
        }
    }

    #[test]
    fn a_workplace_follows_the_rule_set_that_was_said_last() {
        let water = Workplace::new("水道局");
        let tables = tables(&[
            (OvertimeKey::of_year(&water, year(2022), OvertimeItem::RuleSet), 1),
            (OvertimeKey::of_year(&water, year(2024), OvertimeItem::RuleSet), 0),
        ]);
        assert_eq!(tables.overtime_rule_sets(year(2021)), BTreeMap::new());
        assert_eq!(tables.overtime_rule_sets(year(2023)), BTreeMap::from([(water.clone(), RuleSet::Agreement)]));
        assert_eq!(tables.overtime_rule_sets(year(2024)), BTreeMap::from([(water, RuleSet::Regulation)]));
    }
}
