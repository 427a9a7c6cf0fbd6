//! Months, and how attendance files write them and the days in them.

use crate::domain::{FiscalYear, fiscal_year::half_width};
use chrono::{Datelike, NaiveDate};
use std::{fmt, str::FromStr};

/// 4月, 5月 … 3月, without a year.
pub use chrono::Month as MonthName;

/// One month of one fiscal year: `2023-04` is the first of 令和5年度, `2024-03` its last.
///
/// Always a month of a year a [`FiscalYear`] can be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: FiscalYear,
    /// 0 is April, 11 is March.
    place: u8,
}

/// The text is no month, or one of a year no programme can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month")]
pub struct NotAMonth;

/// How far `name` stands behind April.
const fn place_of(name: MonthName) -> u8 {
    ((name.number_from_month() + 8) % 12) as u8
}

impl Month {
    /// No month is before this one.
    pub const FIRST: Month = Month::new(FiscalYear::FIRST, MonthName::April);
    /// No month is after this one.
    pub const LAST: Month = Month::new(FiscalYear::LAST, MonthName::March);

    /// The month of that name in a fiscal year: January is one of the next calendar year.
    pub const fn new(year: FiscalYear, name: MonthName) -> Self {
        Month { year, place: place_of(name) }
    }

    /// The month of that name in a calendar year.
    pub fn of_calendar(year: i32, name: MonthName) -> Result<Self, NotAMonth> {
        let place = place_of(name);
        // January to March belong to the fiscal year before.
        let year = if place > 8 { year.checked_sub(1).ok_or(NotAMonth)? } else { year };
        Ok(Month { year: FiscalYear::new(year).map_err(|_| NotAMonth)?, place })
    }

    pub fn of_day(day: NaiveDate) -> Result<Self, NotAMonth> {
        Month::of_calendar(day.year(), name(day.month()).ok_or(NotAMonth)?)
    }

    /// April to March.
    pub fn all_of(year: FiscalYear) -> impl DoubleEndedIterator<Item = Month> + ExactSizeIterator {
        (0..12).map(move |place| Month { year, place })
    }

    pub const fn fiscal_year(self) -> FiscalYear {
        self.year
    }

    pub fn name(self) -> MonthName {
        name(self.number()).expect("the number of a month is 1 to 12")
    }

    /// 0 for April to 11 for March.
    pub const fn place(self) -> usize {
        self.place as usize
    }

    /// 1 for January to 12 for December.
    pub const fn number(self) -> u32 {
        (self.place as u32 + 3) % 12 + 1
    }

    pub const fn calendar_year(self) -> i32 {
        self.year.number() + (self.place > 8) as i32
    }

    /// How many months after `earlier` this one is; negative where it is before.
    pub const fn months_since(self, earlier: Month) -> i32 {
        (self.year.number() - earlier.year.number()) * 12 + self.place as i32 - earlier.place as i32
    }

    /// The month so many months later, or earlier.
    pub fn plus(self, months: i32) -> Result<Self, NotAMonth> {
        let place = i32::from(self.place).checked_add(months).ok_or(NotAMonth)?;
        let year = FiscalYear::new(self.year.number() + place.div_euclid(12)).map_err(|_| NotAMonth)?;
        Ok(Month { year, place: place.rem_euclid(12) as u8 })
    }

    /// Reads `2023-04`, `2023/4`, `202304`, `2023年4月`, `令和5年4月`, `R5.4`, in half- or full-width characters.
    pub fn parse(text: &str) -> Result<Self, NotAMonth> {
        let half = half(text);
        match numbers(&half).as_deref() {
            Some([year, month]) => Month::of_calendar(calendar_year(year).ok_or(NotAMonth)?, named(month).ok_or(NotAMonth)?),
            Some([both]) if both.len() == 6 => {
                Month::of_calendar(calendar_year(&both[..4]).ok_or(NotAMonth)?, named(&both[4..]).ok_or(NotAMonth)?)
            }
            _ => Err(NotAMonth),
        }
    }
}

/// `2023-04`
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.calendar_year(), self.number())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        Month::parse(text)
    }
}

/// Reads `4月`, `４月`, `04月`, `4月分`, `4`.
pub fn read_month_name(text: &str) -> Option<MonthName> {
    let half = half(text);
    named(half.strip_suffix("月分").or_else(|| half.strip_suffix('月')).unwrap_or(&half))
}

/// Reads `2023-04-01`, `2023/4/1`, `20230401`, `2023年4月1日`, `令和5年4月1日`, `R5.4.1`, in half- or full-width characters.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let half = half(text);
    match numbers(&half).as_deref() {
        Some([year, month, day]) => date(year, month, day),
        Some([all]) if all.len() == 8 => date(&all[..4], &all[4..6], &all[6..]),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(calendar_year(year)?, digits(month)?.into(), digits(day)?.into())
}

fn half(text: &str) -> String {
    text.trim().chars().map(half_width).collect()
}

/// The parts between the separators; the first may carry its era. `None` where anything else stands in the text.
fn numbers(half: &str) -> Option<Vec<&str>> {
    let half = half.strip_suffix(['月', '日']).unwrap_or(half);
    let parts: Vec<&str> = half.split(['-', '/', '.', '年', '月']).collect();
    let is_plain = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts[1..].iter().all(is_plain).then_some(parts).filter(|parts| parts[0].is_ascii() || parts.len() > 1)
}

fn calendar_year(text: &str) -> Option<i32> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    // Eras begin in the calendar year of their first year, so the fiscal year's reader serves.
    FiscalYear::parse(text).ok().map(FiscalYear::number)
}

/// One digit or two, and nothing else: `parse` would take a sign too.
pub(super) fn digits(text: &str) -> Option<u16> {
    let is_plain = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

fn named(text: &str) -> Option<MonthName> {
    name(digits(text)?.into())
}

fn name(number: u32) -> Option<MonthName> {
    MonthName::try_from(u8::try_from(number).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_knows_its_fiscal_year() {
        let year = FiscalYear::new(2023).unwrap();
        let all: Vec<String> = Month::all_of(year).map(|month| month.to_string()).collect();
        assert_eq!(all.first().map(String::as_str), Some("2023-04"));
        assert_eq!(all.last().map(String::as_str), Some("2024-03"));
        for month in Month::all_of(year) {
            assert_eq!(Month::parse(&month.to_string()), Ok(month));
            assert_eq!(month.fiscal_year(), year);
        }
        assert_eq!(Month::new(year, MonthName::January), month("2024-01"));
    }

    #[test]
    fn months_are_counted_across_the_turn_of_the_year() {
        assert_eq!(month("2023-04").plus(-1), Ok(month("2023-03")));
        assert_eq!(month("2023-12").plus(16), Ok(month("2025-04")));
        assert_eq!(month("2024-02").months_since(month("2023-11")), 3);
        assert_eq!(month("2023-11").months_since(month("2024-02")), -3);
        assert_eq!(month("1950-04").plus(-1), Err(NotAMonth));
        assert_eq!(month("2151-03").plus(1), Err(NotAMonth));
        assert_eq!(month("2023-04").plus(i32::MAX), Err(NotAMonth));
    }

    #[test]
    fn months_are_read_as_files_write_them() {
        for text in ["2024-01", "2024/1", "202401", "2024年1月", "令和6年1月", "R6.1", "Ｒ６．１", " ２０２４年０１月 "] {
            assert_eq!(Month::parse(text), Ok(month("2024-01")), "{text}");
        }
        for wrong in ["", "2024", "2024-13", "2024-0", "2024-1-1", "令和6年", "2024-1x", "20241", "2024-001", "-1", "日", "年月"] {
            assert_eq!(Month::parse(wrong), Err(NotAMonth), "{wrong}");
        }
        for text in ["4月", "４月", "04月", "4月分", "4", " 4月 "] {
            assert_eq!(read_month_name(text), Some(MonthName::April), "{text}");
        }
        for wrong in ["", "月", "13月", "0", "4月計", "合計", "+4", "年度"] {
            assert_eq!(read_month_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_read_as_files_write_them() {
        for text in ["2019-05-01", "2019/5/1", "20190501", "2019年5月1日", "令和元年5月1日", "R1.5.1", "Ｒ１．５．１"] {
            assert_eq!(read_day(text), NaiveDate::from_ymd_opt(2019, 5, 1), "{text}");
        }
        for wrong in ["", "2019-02-29", "2019-05", "5月1日", "2019-05-001", "2019-05-1x", "在職中", "2019+5+1", "2019-5-+1"] {
            assert_eq!(read_day(wrong), None, "{wrong}");
        }
    }
}
