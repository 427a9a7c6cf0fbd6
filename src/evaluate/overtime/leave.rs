//! 年次有給休暇の平均取得日数, and who has a month without any (N:68, N:288).

use crate::domain::{
    Amount, Qualifier, Quantity, Ratio, Stage,
    overtime::{EmployeeId, LeaveRow, LeaveTime, Minutes, Month, Workplace},
};
use crate::evaluate::exact::Fraction;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// One person's year of leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveOf {
    pub employee: EmployeeId,
    pub workplaces: Vec<Workplace>,
    pub total: LeaveTime,
    /// Months that say none was taken.
    pub without: Vec<Month>,
    /// Months that say nothing.
    pub n_unknown: u32,
}

/// Everybody of whom a month of the year is known, by number.
pub fn leave(rows: &[LeaveRow], months: &[Month]) -> Vec<LeaveOf> {
    let mut people: BTreeMap<&EmployeeId, (Vec<Workplace>, BTreeMap<Month, LeaveTime>)> = BTreeMap::new();
    for row in rows {
        let known = Month::all_of(row.year).zip(row.months).filter_map(|(month, time)| Some((month, time?)));
        for (month, time) in known.filter(|(month, _)| months.contains(month)) {
            let (workplaces, taken) = people.entry(&row.employee).or_default();
            if !workplaces.contains(&row.workplace) {
                workplaces.push(row.workplace.clone());
            }
            let sum = taken.entry(month).or_default();
            *sum = sum.plus(time);
        }
    }
    let of = |(employee, (workplaces, taken)): (&EmployeeId, (Vec<Workplace>, BTreeMap<Month, LeaveTime>))| LeaveOf {
        employee: employee.clone(),
        workplaces,
        total: taken.values().fold(LeaveTime::default(), |sum, &time| sum.plus(time)),
        without: taken.iter().filter(|(_, time)| **time == LeaveTime::default()).map(|(&month, _)| month).collect(),
        n_unknown: months.iter().filter(|month| !taken.contains_key(month)).count() as u32,
    };
    people.into_iter().map(of).collect()
}

/// The mean of days per person with one decimal, and what it came from. `day` is the hours of a day of leave (7時間45分).
pub fn mean_days(people: &[LeaveOf], day: Minutes, unit: &str) -> Option<Quantity> {
    let total = people.iter().fold(LeaveTime::default(), |sum, person| sum.plus(person.total));
    // In hundredths of a day's minutes, so that nothing is rounded before the end.
    let numerator = u64::from(total.hundredths) * day.count() + total.minutes.count() * 100;
    let denominator = people.len() as u64 * day.count() * 100;
    let mean = Fraction::new(numerator.into(), denominator.into())?.rounded(1)?;
    let whole = |count: u64| Amount::new(count.into());
    let ratio = Some(Ratio { numerator: whole(numerator), denominator: whole(denominator) });
    Some(Quantity { amount: Amount::new(mean), unit: unit.to_owned(), qualifier: Qualifier::Plain, ratio })
}

/// 確定 only where every month of everybody is known.
pub fn leave_stage(people: &[LeaveOf]) -> Stage {
    if people.iter().all(|person| person.n_unknown == 0) { Stage::Final } else { Stage::Preliminary }
}

/// What a 所属 took in one month by the head, in days with one decimal, and of how many people it is known.
pub fn mean_of_month(rows: &[LeaveRow], workplace: &Workplace, month: Month, day: Minutes) -> Option<(Decimal, u32)> {
    let theirs = rows.iter().filter(|row| row.workplace == *workplace && row.year == month.fiscal_year());
    let taken: Vec<LeaveTime> = theirs.filter_map(|row| row.months[month.place()]).collect();
    let total = taken.iter().fold(LeaveTime::default(), |sum, time| sum.plus(*time));
    let numerator = u64::from(total.hundredths) * day.count() + total.minutes.count() * 100;
    let denominator = taken.len() as u64 * day.count() * 100;
    let mean = Fraction::new(numerator.into(), denominator.into())?.rounded(1)?;
    Some((mean, u32::try_from(taken.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        FiscalYear,
        overtime::{LeaveYear, read_leave},
    };

    fn row(employee: &str, workplace: &str, year: i32, cells: &str) -> LeaveRow {
        let mut months = [None; 12];
        for (month, cell) in months.iter_mut().zip(cells.split(',')) {
            *month = read_leave(cell);
        }
        let year = FiscalYear::new(year).unwrap();
        LeaveRow { employee: EmployeeId::read(employee).unwrap(), workplace: Workplace::new(workplace), year, months }
    }

    const DAY: Minutes = Minutes::new(465);

    #[test]
    fn days_and_hours_make_a_mean_of_days() {
        let rows = [row("1", "A課", 2023, "1,0,2日3:45"), row("2", "A課", 2023, "0.5"), row("2", "B課", 2023, ",4:00")];
        let months = LeaveYear::Fiscal.months(FiscalYear::new(2023).unwrap());
        let people = leave(&rows, &months);
        assert_eq!(people.len(), 2);
        assert_eq!((people[0].without.len(), people[0].n_unknown), (1, 9));
        let workplaces = |at: usize| people[at].workplaces.iter().map(Workplace::name).collect::<Vec<_>>().join(" ");
        assert_eq!((workplaces(0), workplaces(1)), ("A課".to_owned(), "A課 B課".to_owned()));
        assert_eq!(people[1].total, LeaveTime { hundredths: 50, minutes: Minutes::hours(4) });
        // 3.5 days and 465 minutes, which are a day, over two people: 2.25.
        assert_eq!(mean_days(&people, DAY, "日").unwrap().amount.to_string(), "2.3");
        assert_eq!(mean_days(&[], DAY, "日"), None);
        let of = |workplace: &str, at: usize| {
            mean_of_month(&rows, &Workplace::new(workplace), months[at], DAY).map(|(mean, n)| (mean.to_string(), n))
        };
        assert_eq!((of("A課", 0), of("A課", 1)), (Some(("0.8".to_owned(), 2)), Some(("0.0".to_owned(), 1))));
        assert_eq!((of("B課", 1), of("B課", 0)), (Some(("0.5".to_owned(), 1)), None));
    }

    #[test]
    fn a_calendar_year_begins_in_the_fiscal_year_before() {
        let months = LeaveYear::Calendar.months(FiscalYear::new(2023).unwrap());
        assert_eq!((months[0].to_string(), months[11].to_string()), ("2023-01".to_owned(), "2023-12".to_owned()));
        let rows = [row("1", "A課", 2022, "9,9,9,9,9,9,9,9,9,1,1,1"), row("1", "A課", 2023, "2,2,2,2,2,2,2,2,2,9,9,9")];
        let people = leave(&rows, &months);
        assert_eq!((people[0].total.hundredths, people[0].n_unknown), (2100, 0));
    }
}
