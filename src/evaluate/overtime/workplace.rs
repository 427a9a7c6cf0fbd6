//! The hours of a 所属: what was worked there, whoever worked it.

use crate::domain::{
    FiscalYear,
    overtime::{Ledger, Minutes, Month, Reported, Workplace},
};

/// April to March of some 所属 together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actual {
    pub months: [MonthActual; 12],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthActual {
    pub minutes: Minutes,
    /// People who report hours here.
    pub n_people: u32,
    /// People of whom hours here are missing: the minutes are then a lower bound.
    pub n_unknown: u32,
}

impl Actual {
    pub fn total(&self) -> Minutes {
        self.months.iter().map(|month| month.minutes).sum()
    }

    pub fn n_unknown(&self) -> u32 {
        self.months.iter().map(|month| month.n_unknown).sum()
    }
}

/// What was worked in these 所属. Several are one after 組織改編: see [`workplaces_before`](super::workplaces_before).
pub fn actual(ledger: &Ledger, workplaces: &[&Workplace], year: FiscalYear) -> Actual {
    let mut actual = Actual::default();
    for person in ledger.people() {
        let strips = person.strips_of(year);
        if !strips.iter().any(|strip| workplaces.contains(&strip.workplace())) {
            continue;
        }
        let hired = person.hired_on().and_then(|day| Month::of_day(day).ok());
        // Who moved away is not unknown here: another 所属 reports the month.
        let whole = person.months(year);
        let is_missing = |place: usize, month: Month| {
            whole[place].reported == Reported::Nothing && whole[place].status.is_on_roll() && hired.is_none_or(|hired| month >= hired)
        };
        for (place, month) in Month::all_of(year).enumerate() {
            let here = strips.iter().filter(|strip| workplaces.contains(&strip.workplace())).map(|strip| strip.months()[place]);
            let mut has_report = false;
            let mut has_doubt = false;
            for reported in here {
                actual.months[place].minutes += reported.hours().total();
                has_report |= matches!(reported, Reported::Hours(_));
                has_doubt |= matches!(reported, Reported::AtLeast(_));
            }
            actual.months[place].n_people += u32::from(has_report && !has_doubt);
            actual.months[place].n_unknown += u32::from(has_doubt || is_missing(place, month));
        }
    }
    actual
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::overtime::MonthName,
        evaluate::overtime::fixture::{hired, ledger, strip, year},
    };

    fn shown(actual: &Actual) -> Vec<(u64, u32, u32)> {
        actual.months.iter().map(|month| (month.minutes.count() / 60, month.n_people, month.n_unknown)).take(3).collect()
    }

    #[test]
    fn hours_belong_to_the_workplace_they_were_worked_in() {
        let ledger = ledger(&[
            ("1", "A課", 2023, "10 20 ?"),
            ("1", "B課", 2023, "? 5 30"),
            ("2", "A課", 2023, "1 ? 休"),
            ("3", "C課", 2023, "99 99 99"),
        ]);
        let [a, b] = [Workplace::new("A課"), Workplace::new("B課")];
        assert_eq!(shown(&actual(&ledger, &[&a], year(2023))), [(11, 2, 0), (20, 1, 1), (0, 0, 0)]);
        assert_eq!(shown(&actual(&ledger, &[&b], year(2023))), [(0, 0, 0), (5, 1, 0), (30, 1, 0)]);
        let a_year = actual(&ledger, &[&a], year(2023));
        assert_eq!((a_year.total(), a_year.n_unknown()), (Minutes::hours(31), 1));
        // After 組織改編 both together are the year before of their successor.
        assert_eq!(shown(&actual(&ledger, &[&a, &b], year(2023))), [(11, 2, 0), (25, 1, 1), (30, 1, 0)]);
    }

    #[test]
    fn hours_are_missing_from_the_month_of_hiring_on() {
        let ledger = hired(ledger(&[("1", "A課", 2023, "? ? 10")]), "2023-05-16");
        assert_eq!(shown(&actual(&ledger, &[&Workplace::new("A課")], year(2023))), [(0, 0, 0), (0, 0, 1), (10, 1, 0)]);
    }

    #[test]
    fn hours_known_in_part_are_a_lower_bound() {
        let mut doubtful = strip(("1", "A課", 2023, "10 20 30"));
        doubtful.doubt(MonthName::May);
        let ledger = Ledger::new(vec![doubtful]).unwrap();
        assert_eq!(shown(&actual(&ledger, &[&Workplace::new("A課")], year(2023))), [(10, 1, 0), (20, 0, 1), (30, 1, 0)]);
    }
}
