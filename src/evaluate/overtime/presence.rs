//! パソコンの稼働時間 against what was claimed: who has to be asked about which day (N:341).
//!
//! What a computer ran beyond the hours of work is held against the hours that were claimed for the day, in both directions. On
//! a day of rest all of it is beyond. A computer that runs proves no work, and one that does not disproves none: that is why
//! people are asked, and nothing is corrected.

use crate::domain::overtime::{DayKind, DayRow, DayTime, EmployeeId, Minutes, Month, PresenceRules, Workplace};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// A day to ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub employee: EmployeeId,
    pub day: NaiveDate,
    /// Where a file says it.
    pub workplace: Option<Workplace>,
    /// Beyond the hours of work; `None` where no computer of the person is recorded on the day.
    pub running: Option<Minutes>,
    pub claimed: Minutes,
}

impl Gap {
    /// How far the two lie apart.
    pub fn difference(&self) -> Minutes {
        let running = self.running.unwrap_or_default();
        if self.claimed < running { running.minus(self.claimed) } else { self.claimed.minus(running) }
    }

    /// Whether more was claimed than a computer ran.
    pub fn is_overclaimed(&self) -> bool {
        self.claimed > self.running.unwrap_or_default()
    }
}

/// What the two tables say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// By person and day.
    pub gaps: Vec<Gap>,
    /// Days of people that were compared.
    pub n_compared: usize,
    /// People with claims of whom no computer is recorded in the month: their days are not compared.
    pub unrecorded: BTreeSet<EmployeeId>,
    /// Months of which only one of the tables says anything: not compared.
    pub one_sided: BTreeSet<Month>,
}

/// One person's day, from both tables.
#[derive(Default)]
struct Day<'a> {
    running: Vec<&'a DayRow>,
    claimed: Vec<&'a DayRow>,
}

/// Compares day by day. Asked about is a day with a difference above the line, not one that reaches it.
pub fn presence(running: &[DayRow], claimed: &[DayRow], rules: &PresenceRules) -> Presence {
    let months = |rows: &[DayRow]| rows.iter().filter_map(|row| Month::of_day(row.day).ok()).collect::<BTreeSet<_>>();
    let (recorded, asked) = (months(running), months(claimed));
    let mut presence = Presence { one_sided: recorded.symmetric_difference(&asked).copied().collect(), ..Presence::default() };
    let with_computer: BTreeSet<(&EmployeeId, Month)> =
        running.iter().filter_map(|row| Some((&row.employee, Month::of_day(row.day).ok()?))).collect();
    let mut days: BTreeMap<(&EmployeeId, NaiveDate), Day<'_>> = BTreeMap::new();
    for row in running {
        days.entry((&row.employee, row.day)).or_default().running.push(row);
    }
    for row in claimed {
        days.entry((&row.employee, row.day)).or_default().claimed.push(row);
    }
    for ((employee, date), day) in days {
        let Ok(month) = Month::of_day(date) else { continue };
        if presence.one_sided.contains(&month) {
            continue;
        }
        if !with_computer.contains(&(employee, month)) {
            presence.unrecorded.insert(employee.clone());
            continue;
        }
        presence.n_compared += 1;
        let rows = || day.running.iter().chain(&day.claimed);
        let gap = Gap {
            employee: employee.clone(),
            day: date,
            workplace: rows().find_map(|row| row.workplace.clone()),
            running: (!day.running.is_empty()).then(|| beyond(&day.running, is_rest(date, rows().map(|row| row.kind)), rules)),
            claimed: Minutes::new(length(&day.claimed)),
        };
        if gap.difference() > rules.gap {
            presence.gaps.push(gap);
        }
    }
    presence
}

/// Saturdays and Sundays, where no row says otherwise. 祝日 are known only where a file says them.
fn is_rest(day: NaiveDate, kinds: impl Iterator<Item = DayKind>) -> bool {
    let said = kinds.max().unwrap_or_default();
    match said {
        DayKind::Rest => true,
        DayKind::Work => false,
        DayKind::Unsaid => matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// What ran outside the hours of work. Of a mere length nobody knows when it was: it counts as far as it is longer than they are.
fn beyond(rows: &[&DayRow], is_rest: bool, rules: &PresenceRules) -> Minutes {
    let all = length(rows);
    let (begins, ends) = (rules.work_begins, rules.work_ends.max(rules.work_begins));
    if is_rest {
        return Minutes::new(all);
    }
    let spans = united(rows);
    let within: u64 = spans.iter().map(|&(from, to)| u64::from(to.min(ends).saturating_sub(from.max(begins)))).sum();
    let lengths = all - sum(&spans);
    Minutes::new(sum(&spans) - within + lengths.saturating_sub(u64::from(ends - begins)))
}

/// Spans united, so that two computers at one time count once, and lengths added up.
fn length(rows: &[&DayRow]) -> u64 {
    let lengths = rows.iter().filter_map(|row| if let DayTime::Length(minutes) = row.time { Some(minutes.count()) } else { None });
    sum(&united(rows)) + lengths.sum::<u64>()
}

fn sum(spans: &[(u32, u32)]) -> u64 {
    spans.iter().map(|(from, to)| u64::from(to - from)).sum()
}

fn united(rows: &[&DayRow]) -> Vec<(u32, u32)> {
    let span = |row: &&DayRow| if let DayTime::Span { from, to } = row.time { Some((u32::from(from), u32::from(to))) } else { None };
    let mut spans: Vec<(u32, u32)> = rows.iter().filter_map(span).collect();
    spans.sort_unstable();
    let mut united: Vec<(u32, u32)> = Vec::new();
    for (from, to) in spans {
        match united.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => united.push((from, to)),
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(employee: &str, day: u32, from: u16, to: u16) -> DayRow {
        let time = DayTime::Span { from, to };
        DayRow { employee: EmployeeId::read(employee).unwrap(), day: date(day), workplace: None, time, kind: DayKind::Unsaid }
    }

    fn length_of(employee: &str, day: u32, minutes: u64) -> DayRow {
        DayRow { time: DayTime::Length(Minutes::new(minutes)), ..span(employee, day, 0, 1) }
    }

    /// In June 2023, the first of which is a Thursday.
    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 6, day).unwrap()
    }

    fn gaps(running: &[DayRow], claimed: &[DayRow]) -> Vec<(u32, Option<u64>, u64)> {
        let found = presence(running, claimed, &PresenceRules::default());
        found.gaps.iter().map(|gap| (gap.day.day(), gap.running.map(Minutes::count), gap.claimed.count())).collect()
    }

    const EIGHT: u16 = 8 * 60;

    #[test]
    fn an_hour_apart_is_allowed_and_a_minute_more_is_asked_about() {
        // From 8:00 to 18:15 the computer ran 30 minutes before and 60 after the hours of work.
        let running = [span("1", 1, EIGHT, 18 * 60 + 15), span("1", 2, EIGHT, 18 * 60 + 16)];
        let claimed = [length_of("1", 1, 30), length_of("1", 2, 30)];
        assert_eq!(gaps(&running, &claimed), [(2, Some(91), 30)]);
    }

    #[test]
    fn both_directions_are_asked_about() {
        let running = [span("1", 1, EIGHT, 20 * 60), span("1", 2, 9 * 60, 17 * 60)];
        let claimed = [length_of("1", 2, 61)];
        let found = presence(&running, &claimed, &PresenceRules::default());
        let directions: Vec<bool> = found.gaps.iter().map(Gap::is_overclaimed).collect();
        assert_eq!((directions, found.n_compared), (vec![false, true], 2));
    }

    #[test]
    fn two_computers_at_one_time_count_once() {
        let running = [span("1", 1, 17 * 60 + 15, 19 * 60), span("1", 1, 18 * 60, 20 * 60)];
        assert_eq!(gaps(&running, &[length_of("1", 30, 0)]), [(1, Some(165), 0)]);
        let apart = [span("1", 1, 17 * 60 + 15, 18 * 60), span("1", 1, 19 * 60, 20 * 60)];
        assert_eq!(gaps(&apart, &[length_of("1", 30, 0)]), [(1, Some(105), 0)]);
    }

    #[test]
    fn on_a_day_of_rest_everything_counts() {
        let saturday = [span("1", 3, 9 * 60, 12 * 60)];
        assert_eq!(gaps(&saturday, &[length_of("1", 30, 0)]), [(3, Some(180), 0)]);
        let worked = [DayRow { kind: DayKind::Work, ..saturday[0].clone() }];
        assert_eq!(gaps(&worked, &[length_of("1", 30, 0)]), []);
        let holiday = [DayRow { kind: DayKind::Rest, ..span("1", 1, 9 * 60, 12 * 60) }];
        assert_eq!(gaps(&holiday, &[length_of("1", 30, 0)]), [(1, Some(180), 0)]);
    }

    #[test]
    fn a_length_counts_beyond_the_hours_of_work() {
        // 8:30 to 17:15 are 525 minutes.
        assert_eq!(gaps(&[length_of("1", 1, 525 + 60)], &[length_of("1", 30, 0)]), []);
        assert_eq!(gaps(&[length_of("1", 1, 525 + 61)], &[length_of("1", 30, 0)]), [(1, Some(61), 0)]);
    }

    #[test]
    fn who_has_no_computer_and_what_is_in_one_table_only_is_not_compared() {
        let running = [span("1", 1, EIGHT, 17 * 60)];
        let claimed = [length_of("1", 2, 90), length_of("2", 1, 300)];
        let found = presence(&running, &claimed, &PresenceRules::default());
        assert_eq!(found.unrecorded, BTreeSet::from([EmployeeId::read("2").unwrap()]));
        assert_eq!(found.gaps.iter().map(|gap| (gap.day.day(), gap.running)).collect::<Vec<_>>(), [(2, None)]);
        let nothing_claimed = presence(&running, &[], &PresenceRules::default());
        assert_eq!((nothing_claimed.gaps.len(), nothing_claimed.one_sided.len()), (0, 1));
    }

    #[test]
    fn more_is_claimed_than_ran_only_beyond_it() {
        let gap = |running: Option<u64>, claimed: u64| {
            let employee = EmployeeId::read("1").unwrap();
            let (running, claimed) = (running.map(Minutes::new), Minutes::new(claimed));
            let gap = Gap { employee, day: date(1), workplace: None, running, claimed };
            (gap.difference().count(), gap.is_overclaimed())
        };
        assert_eq!([gap(Some(60), 59), gap(Some(60), 60), gap(Some(60), 62)], [(1, false), (0, false), (2, true)]);
        assert_eq!([gap(None, 0), gap(None, 1)], [(0, false), (1, true)]);
    }
}
