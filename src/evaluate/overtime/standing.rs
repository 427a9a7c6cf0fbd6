//! Where everybody stands in a month: what a manager asks every morning (N:340).

use super::{Allowance, Band, Exceptions, MonthsOver, Span, allowance, months_over, timeline::Timeline};
use crate::domain::{
    FiscalYear,
    overtime::{Bands, EmployeeId, Ledger, Limits, Minutes, Month, Person, Reported, Workplace},
};

/// One person, as of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub employee: EmployeeId,
    /// Where hours are reported last; every 所属 of the year where none are.
    pub workplaces: Vec<Workplace>,
    pub allowance: Allowance,
    pub over: MonthsOver,
    /// What counts for the year's limits, up to the month.
    pub total: Minutes,
}

impl Standing {
    /// Of the rule that binds.
    pub fn band(&self, bands: &Bands) -> Band {
        self.allowance.binding().map_or(Band::Ample, |cap| cap.band(bands))
    }
}

/// Everybody who is at work here in the month and has a row of its year, in the order of their numbers.
pub fn standings(ledger: &Ledger, month: Month, limits: &Limits) -> Vec<Standing> {
    let year = month.fiscal_year();
    let is_here = |person: &Person<'_>| {
        let known = person.month(month);
        let is_hired = person.hired_on().and_then(|day| Month::of_day(day).ok()).is_none_or(|hired| hired <= month);
        !person.strips_of(year).is_empty() && is_hired && (known.status.is_on_roll() || known.reported != Reported::Nothing)
    };
    ledger.people().filter(is_here).map(|person| standing(person, month, limits)).collect()
}

fn standing(person: Person<'_>, month: Month, limits: &Limits) -> Standing {
    let span = Span::until(month, limits);
    let timeline = Timeline::new(person, span, Exceptions::Recorded);
    Standing {
        employee: person.id().clone(),
        workplaces: workplaces(person, month),
        allowance: allowance(person, month, limits, Exceptions::Recorded),
        over: months_over(person, span, limits),
        total: timeline.asked().map(|(_, seen)| seen.counted).sum(),
    }
}

/// Where a person works in a month, by the last hours reported in its year.
pub fn workplaces(person: Person<'_>, month: Month) -> Vec<Workplace> {
    let strips = person.strips_of(month.fiscal_year());
    let reports = |place: usize| strips.iter().filter(move |strip| strip.reported(place) != Reported::Nothing);
    let last = (0..=month.place()).rev().find(|&place| reports(place).next().is_some());
    match last {
        Some(place) => reports(place).map(|strip| strip.workplace().clone()).collect(),
        None => strips.iter().map(|strip| strip.workplace().clone()).collect(),
    }
}

/// How many people's years lie up to each bound, and last how many lie above them all. `bounds` rise.
pub fn distribution(ledger: &Ledger, year: FiscalYear, bounds: &[Minutes]) -> Vec<u32> {
    let mut counts = vec![0; bounds.len() + 1];
    for person in ledger.people().filter(|person| !person.strips_of(year).is_empty()) {
        let months = person.months(year);
        if months.iter().any(|month| month.reported != Reported::Nothing) {
            let total: Minutes = months.iter().map(|month| month.reported.hours().total()).sum();
            counts[bounds.partition_point(|&bound| bound < total)] += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::overtime::{MonthName, Status},
        evaluate::overtime::{
            Rule,
            fixture::{hired, ledger, month, strip, year},
        },
    };

    #[test]
    fn everybody_at_work_stands_somewhere() {
        let ledger = ledger(&[
            ("1", "A課", 2022, ""),
            ("1", "A課", 2023, "50 10 ? ? ? ? ? ? ? ? ? ?"),
            ("1", "B課", 2023, "? ? 30 ? ? ? ? ? ? ? ? ?"),
            ("2", "A課", 2023, "休 休 休"),
            ("3", "A課", 2022, ""),
        ]);
        let all = standings(&ledger, month("2023-06"), &Limits::default());
        let [one] = &all[..] else { panic!("{all:?}") };
        assert_eq!(one.workplaces, [Workplace::new("B課")]);
        assert_eq!((one.total, one.over.used, one.band(&Bands::default())), (Minutes::hours(90), 1, Band::First));
        assert_eq!(one.allowance.binding().map(|cap| cap.rule), Some(Rule::Month45));
    }

    #[test]
    fn who_has_not_reported_yet_is_at_work_and_who_is_away_but_reports_is_too() {
        let mut away = strip(("2", "A課", 2023, "0 0 3"));
        away.set_status(MonthName::June, Status::OnLeave);
        let ledger = Ledger::new(vec![strip(("1", "A課", 2023, "0 0 ?")), away]).unwrap();
        let here: Vec<String> = standings(&ledger, month("2023-06"), &Limits::default()).iter().map(|it| it.employee.to_string()).collect();
        assert_eq!(here, ["1", "2"]);
    }

    #[test]
    fn who_is_not_hired_yet_is_not_here() {
        let ledger = hired(ledger(&[("1", "A課", 2023, "? ? ? 5")]), "2023-07-01");
        assert_eq!(standings(&ledger, month("2023-06"), &Limits::default()), []);
        assert_eq!(standings(&ledger, month("2023-07"), &Limits::default()).len(), 1);
    }

    #[test]
    fn a_year_lies_up_to_its_bound() {
        let ledger = ledger(&[
            ("1", "A課", 2023, "45"),
            ("2", "A課", 2023, "45 0:01"),
            ("3", "A課", 2023, "360 0 0 0 0 0 0 0 0 0 0 0:01"),
            ("4", "A課", 2022, "1"),
        ]);
        assert_eq!(distribution(&ledger, year(2023), &[Minutes::hours(45), Minutes::hours(360)]), [1, 1, 1]);
    }
}
