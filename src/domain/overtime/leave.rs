//! 年次有給休暇: days and hours taken (N:68, N:288).

use super::{EmployeeId, Minutes, Month, Workplace, read_hours};
use crate::domain::{FiscalYear, fiscal_year, read_amount};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// Leave as it is written: days, and hours beside them. How many hours a day is, is a setting, so the two stay apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeaveTime {
    /// Hundredths of a day: half days and quarters are whole numbers of them.
    pub hundredths: u32,
    pub minutes: Minutes,
}

impl LeaveTime {
    pub fn plus(self, other: LeaveTime) -> Self {
        LeaveTime { hundredths: self.hundredths + other.hundredths, minutes: self.minutes + other.minutes }
    }
}

/// Which twelve months a year of leave is. The document does not say, so it must be chosen, and is printed beside the mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveYear {
    /// 暦年: January to December.
    Calendar,
    /// 年度: April to March.
    Fiscal,
}

impl LeaveYear {
    /// Its months; the calendar year that begins in the fiscal year's first calendar year.
    pub fn months(self, year: FiscalYear) -> Vec<Month> {
        let months = Month::all_of(year);
        match self {
            LeaveYear::Fiscal => months.collect(),
            LeaveYear::Calendar => months.filter_map(|month| month.plus(-3).ok()).collect(),
        }
    }
}

/// The leave of one person in one 所属 and fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveRow {
    pub employee: EmployeeId,
    pub workplace: Workplace,
    pub year: FiscalYear,
    /// April to March; nothing where a month is blank.
    pub months: [Option<LeaveTime>; 12],
}

/// No more can be meant of one month.
const MOST_HUNDREDTHS: u32 = 31 * 100;

/// Reads `1.5`, `1.5日`, `2日3時間`, `2日3:45`, `3:45`, `3時間45分`, in half- or full-width characters.
pub fn read_leave(text: &str) -> Option<LeaveTime> {
    let half: String = text.trim().chars().map(fiscal_year::half_width).collect();
    let (days, hours) = match half.split_once('日') {
        Some((days, hours)) => (days, hours.trim()),
        None if half.contains(':') || half.contains("時間") => ("0", half.as_str()),
        None => (half.as_str(), ""),
    };
    let hundredths = read_amount(days).ok()?.value().checked_mul(Decimal::ONE_HUNDRED)?;
    let hundredths = hundredths.is_integer().then(|| hundredths.to_u32()).flatten().filter(|&count| count <= MOST_HUNDREDTHS)?;
    let minutes = if hours.is_empty() { Minutes::ZERO } else { read_hours(hours).ok()? };
    (minutes <= Minutes::hours(31 * 24)).then_some(LeaveTime { hundredths, minutes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leave_is_read_as_days_and_hours() {
        for (text, hundredths, minutes) in [
            ("1", 100, 0),
            ("0", 0, 0),
            ("1.5", 150, 0),
            ("１．２５日", 125, 0),
            ("2日3時間", 200, 180),
            ("2日 3:45", 200, 225),
            ("3時間45分", 0, 225),
            ("7:45", 0, 465),
        ] {
            assert_eq!(read_leave(text), Some(LeaveTime { hundredths, minutes: Minutes::new(minutes) }), "{text}");
        }
        for wrong in ["", "—", "△1", "1.005", "32", "1日半", "999999999999", "1日800:00"] {
            assert_eq!(read_leave(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_year_of_leave_is_that_of_the_calendar_or_of_the_office() {
        let of = |year: LeaveYear| {
            let months = year.months(FiscalYear::new(2023).unwrap());
            (months.len(), months[0], months[11])
        };
        let month = |text: &str| Month::parse(text).unwrap();
        assert_eq!(of(LeaveYear::Calendar), (12, month("2023-01"), month("2023-12")));
        assert_eq!(of(LeaveYear::Fiscal), (12, month("2023-04"), month("2024-03")));
    }

    #[test]
    fn leave_is_added_up_in_days_and_in_minutes() {
        let time = |hundredths: u32, minutes: u64| LeaveTime { hundredths, minutes: Minutes::new(minutes) };
        assert_eq!(time(150, 45).plus(time(225, 30)), time(375, 75));
    }

    #[test]
    fn no_more_leave_is_read_than_the_longest_month_has() {
        for (most, more) in [("31日", "31.01日"), ("744:00", "744:01"), ("0日744時間", "0日745時間")] {
            assert!(read_leave(most).is_some(), "{most}");
            assert_eq!(read_leave(more), None, "{more}");
        }
    }
}
