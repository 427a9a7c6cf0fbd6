//! The three indicators of 長時間勤務の是正 that come from the ledger (N:65-68).

use crate::domain::{
    Amount, FiscalYear, Qualifier, Quantity, Ratio, Stage,
    overtime::{Ledger, Limits, Minutes, Month, MonthName, Months, Population, Reason, Status},
};
use crate::evaluate::exact::Fraction;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Counts over one fiscal year. They count what is reported; `n_unknown_months` says how far that is from everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Indicators {
    /// Of the months below.
    pub minutes: Minutes,
    /// Months on the roll of counted people whose hours are reported.
    pub person_months: u32,
    /// Months on the roll of counted people whose hours are not, or not wholly.
    pub n_unknown_months: u32,
    /// The same, April to March: months to come are unknown like others.
    pub unknown_by_month: [u32; 12],
    /// People of whom hours are reported in a counted month.
    pub n_employees: u32,
    /// People whose year is above 720 hours; at exactly 720 it is not.
    pub n_above_720: u32,
    /// People whose year is above 360 hours; at exactly 360 it is not.
    pub n_above_360: u32,
}

impl Indicators {
    /// 職員一人あたりの月平均時間外勤務数, in hours with one decimal, 他費目 included (N:82). `None` without a person-month.
    pub fn mean_hours(&self) -> Option<Decimal> {
        Fraction::new(self.minutes.count().into(), i128::from(self.person_months) * 60)?.rounded(1)
    }

    /// Unknown months up to one of the year, which counts from April: of later ones nobody expects hours yet.
    pub fn n_unknown_until(&self, place: usize) -> u32 {
        self.unknown_by_month.iter().take(place + 1).sum()
    }

    /// 確定 only of a whole year of which every row and every month is known. `until` is the last month there is; `n_refused`
    /// are the rows that could not be read.
    pub fn stage(&self, until: Month, n_refused: usize) -> Stage {
        let is_whole = self.n_unknown_months == 0 && n_refused == 0 && until.name() == MonthName::March;
        if is_whole { Stage::Final } else { Stage::Preliminary }
    }

    /// The value of an indicator with what it came from, in that indicator's unit. `None` where there is nobody to count.
    pub fn quantity(&self, fed: Fed, unit: &str) -> Option<Quantity> {
        let whole = |count: u64| Amount::new(count.into());
        let ratio = |numerator: u64, denominator: u64| Some(Ratio { numerator: whole(numerator), denominator: whole(denominator) });
        let (amount, ratio) = match fed {
            Fed::MeanHours => (self.mean_hours()?, ratio(self.minutes.count(), u64::from(self.person_months) * 60)),
            Fed::Above720 => (self.n_above_720.into(), None),
            Fed::Above360 => (self.share_above_360()?, ratio(self.n_above_360.into(), self.n_employees.into())),
        };
        Some(Quantity { amount: Amount::new(amount), unit: unit.to_owned(), qualifier: Qualifier::Plain, ratio })
    }

    /// 時間外勤務が年間360時間超の職員, in percent of the employees with one decimal. `None` without an employee.
    pub fn share_above_360(&self) -> Option<Decimal> {
        Fraction::new(self.n_above_360.into(), self.n_employees.into())?.percent()
    }
}

/// What an indicator of the programme can be fed with from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fed {
    /// 職員一人あたりの月平均時間外勤務数 (N:65)
    MeanHours,
    /// 時間外勤務が年間720時間超の職員 (N:66)
    Above720,
    /// 時間外勤務が年間360時間超の職員 (N:67)
    Above360,
}

impl Fed {
    pub const ALL: [Fed; 3] = [Fed::MeanHours, Fed::Above720, Fed::Above360];
}

/// The indicators of a year. All three columns count, whatever the rule set of the workplace: one figure for the whole city.
pub fn indicators(ledger: &Ledger, year: FiscalYear, limits: &Limits, population: &Population) -> Indicators {
    let mut counts = Indicators::default();
    let is_counted = Status::ALL.map(|status| population.counted.contains(&status));
    for person in ledger.people() {
        let Some(known) = person.year(year) else { continue };
        let mut counted = if is_counted[Status::default() as usize] { Months::ALL } else { Months::NONE };
        for place in known.with_status.places() {
            counted.set(place, is_counted[known.status(place) as usize]);
        }
        // Before 採用日 nobody expects hours.
        let hired = person.hired_on().and_then(|day| Month::of_day(day).ok());
        let expected = hired.map_or(Months::ALL, |hired| Months::since(hired.months_since(Month::new(year, MonthName::April))));
        let reported = known.reported & counted;
        let whole = reported & !known.doubtful;
        let unknown = known.doubtful & counted | !known.reported & expected & counted;
        let minutes = known.sum(whole);
        counts.minutes += minutes;
        counts.person_months += whole.len();
        for place in unknown.places() {
            counts.unknown_by_month[place] += 1;
        }
        let total = (!reported.is_empty()).then(|| minutes + known.sum(reported & known.doubtful));
        counts.n_employees += u32::from(total.is_some());
        counts.n_above_720 += u32::from(total > Some(limits.year_at_most));
        counts.n_above_360 += u32::from(total > Some(limits.year));
    }
    counts.n_unknown_months = counts.unknown_by_month.iter().sum();
    counts
}

/// How many months of a year were ordered for each reason: the printed examples apart from その他.
pub fn reasons(ledger: &Ledger, year: FiscalYear) -> BTreeMap<Reason, u32> {
    let mut counts = BTreeMap::new();
    for person in ledger.people() {
        for reason in person.months(year).iter().filter_map(|month| month.reason) {
            *counts.entry(reason).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::overtime::{EmployeeId, Kind},
        evaluate::overtime::fixture::{Row, ledger, month, strip, year},
    };

    fn of(rows: &[Row<'_>]) -> Indicators {
        indicators(&ledger(rows), year(2023), &Limits::default(), &Population::default())
    }

    #[test]
    fn the_lines_of_360_and_720_hours_are_strict() {
        let counts = of(&[
            ("1", "A課", 2023, "60 60 60 60 60 60 60 60 60 60 60 60"),
            ("2", "A課", 2023, "60 60 60 60 60 60 60 60 60 60 60 60:01"),
            ("3", "A課", 2023, "30 30 30 30 30 30 30 30 30 30 30 30"),
            ("4", "A課", 2023, "30 30 30 30 30 30 30 30 30 30 30 30:01"),
            ("5", "A課", 2022, "99 99 99 99 99 99 99 99 99 99 99 99"),
        ]);
        assert_eq!((counts.n_above_720, counts.n_above_360, counts.n_employees, counts.person_months), (1, 3, 4, 48));
        assert_eq!(counts.share_above_360().unwrap().to_string(), "75.0");
        assert_eq!(counts.mean_hours().unwrap().to_string(), "45.0");
    }

    #[test]
    fn everybody_beyond_a_line_is_counted() {
        let counts = of(&[
            ("1", "A課", 2023, "61 61 61 61 61 61 61 61 61 61 61 61"),
            ("2", "A課", 2023, "70 70 70 70 70 70 70 70 70 70 70 70"),
            ("3", "A課", 2023, "20"),
        ]);
        assert_eq!((counts.n_above_720, counts.n_above_360, counts.n_employees), (2, 2, 3));
    }

    #[test]
    fn figures_are_rounded_once_half_away_from_zero() {
        // 3 minutes over one person-month are 0.05 hours.
        let one = Indicators { minutes: Minutes::new(3), person_months: 1, n_employees: 2000, n_above_360: 1, ..Indicators::default() };
        assert_eq!(one.mean_hours().unwrap().to_string(), "0.1");
        assert_eq!(one.share_above_360().unwrap().to_string(), "0.1");
        let less = Indicators { minutes: Minutes::new(2), n_employees: 2001, ..one };
        assert_eq!(less.mean_hours().unwrap().to_string(), "0.0");
        assert_eq!(less.share_above_360().unwrap().to_string(), "0.0");
        assert_eq!((Indicators::default().mean_hours(), Indicators::default().share_above_360()), (None, None));
    }

    #[test]
    fn a_fed_value_carries_what_it_came_from() {
        let counts = of(&[("1", "A課", 2023, "361"), ("2", "A課", 2023, ""), ("3", "A課", 2023, "")]);
        let [mean, above_720, above_360] = Fed::ALL.map(|fed| counts.quantity(fed, "単位").unwrap());
        assert_eq!((mean.amount.to_string().as_str(), above_720.amount.to_string().as_str()), ("10.0", "0"));
        assert_eq!(above_360.amount.to_string(), "33.3");
        let ratio = |of: Quantity| of.ratio.map(|ratio| (ratio.numerator.to_string(), ratio.denominator.to_string()));
        assert_eq!(ratio(mean), Some(("21660".to_owned(), (36 * 60).to_string())));
        assert_eq!(ratio(above_360), Some(("1".to_owned(), "3".to_owned())));
        assert_eq!((ratio(above_720), Indicators::default().quantity(Fed::MeanHours, "")), (None, None));
    }

    #[test]
    fn a_person_in_two_workplaces_is_one_person_with_one_month() {
        let counts = of(&[("1", "A課", 2023, "10 ? ? ? ? ? ? ? ? ? ? ?"), ("1", "B課", 2023, "20 ? ? ? ? ? ? ? ? ? ? ?")]);
        assert_eq!((counts.n_employees, counts.person_months, counts.n_unknown_months), (1, 1, 11));
        assert_eq!([0, 11].map(|place| counts.n_unknown_until(place)), [0, 11], "months to come are not missed");
        assert_eq!(counts.mean_hours().unwrap().to_string(), "30.0");
    }

    #[test]
    fn a_figure_is_final_of_a_whole_year_that_is_known_to_its_last_row() {
        let whole = of(&[("1", "A課", 2023, "10")]);
        let (february, march) = (month("2024-02"), month("2024-03"));
        assert_eq!([whole.stage(march, 0), whole.stage(february, 0)], [Stage::Final, Stage::Preliminary]);
        assert_eq!(whole.stage(march, 1), Stage::Preliminary);
        assert_eq!(of(&[("1", "A課", 2023, "10 ?")]).stage(march, 0), Stage::Preliminary);
    }

    #[test]
    fn other_funds_are_included() {
        let mut strip = strip(("1", "A課", 2023, "1 ? ? ? ? ? ? ? ? ? ? ?"));
        strip.report(MonthName::April, Kind::OtherFunds, Minutes::hours(2)).unwrap();
        let ledger = Ledger::new(vec![strip]).unwrap();
        let counts = indicators(&ledger, year(2023), &Limits::default(), &Population::default());
        assert_eq!(counts.mean_hours().unwrap().to_string(), "3.0");
    }

    #[test]
    fn managers_and_months_away_are_not_counted() {
        let mut manager = strip(("1", "A課", 2023, "99"));
        for month in Month::all_of(year(2023)) {
            manager.set_status(month.name(), Status::Manager);
        }
        let away = strip(("2", "A課", 2023, "12 休 休 休 休 休 休 休 休 休 休 休"));
        let ledger = Ledger::new(vec![manager, away]).unwrap();
        let counts = indicators(&ledger, year(2023), &Limits::default(), &Population::default());
        assert_eq!((counts.n_employees, counts.person_months, counts.n_unknown_months), (1, 1, 0));
        let everybody = Population { counted: Status::ALL.into() };
        assert_eq!(indicators(&ledger, year(2023), &Limits::default(), &everybody).n_employees, 2);
    }

    #[test]
    fn a_month_known_in_part_counts_for_the_lines_and_not_for_the_mean() {
        let mut doubtful = strip(("1", "A課", 2023, "361 ? ? ? ? ? ? ? ? ? ? ?"));
        doubtful.doubt(MonthName::April);
        let counts = indicators(&Ledger::new(vec![doubtful]).unwrap(), year(2023), &Limits::default(), &Population::default());
        assert_eq!((counts.n_employees, counts.n_above_360, counts.person_months, counts.n_unknown_months), (1, 1, 0, 12));
    }

    #[test]
    fn reasons_are_counted_apart() {
        let mut ledger = ledger(&[("1", "A課", 2023, "50 50 50")]);
        let id = EmployeeId::read("1").unwrap();
        ledger.record_reason(&id, month("2023-04"), Reason::Disaster, "").unwrap();
        ledger.record_reason(&id, month("2023-05"), Reason::Disaster, "").unwrap();
        ledger.record_reason(&id, month("2023-06"), Reason::Other, "選挙事務").unwrap();
        assert_eq!(reasons(&ledger, year(2023)), BTreeMap::from([(Reason::Disaster, 2), (Reason::Other, 1)]));
    }
}
