//! 年度: April to March.

use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, cal::Japanese};
use std::fmt;

/// 年度, named by the calendar year it begins in: `FiscalYear(2023)` is 令和5年度, 2023-04-01 to 2024-03-31.
///
/// Always a year between 1950 and 2150: what is outside is a slip of the hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i16);

/// The number is no year a programme can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a fiscal year")]
pub struct NotAFiscalYear;

impl FiscalYear {
    /// No year is before this one.
    pub const FIRST: FiscalYear = FiscalYear(1950);
    /// No year is after this one.
    pub const LAST: FiscalYear = FiscalYear(2150);

    pub const fn new(year: i32) -> Result<Self, NotAFiscalYear> {
        if year < FiscalYear::FIRST.number() || year > FiscalYear::LAST.number() {
            return Err(NotAFiscalYear);
        }
        Ok(FiscalYear(year as i16))
    }

    /// The fiscal year a day falls in.
    pub fn of(day: NaiveDate) -> Result<Self, NotAFiscalYear> {
        FiscalYear::new(if day.month() >= 4 { day.year() } else { day.year() - 1 })
    }

    pub const fn number(self) -> i32 {
        self.0 as i32
    }

    pub fn next(self) -> Option<Self> {
        FiscalYear::new(self.number() + 1).ok()
    }

    pub fn previous(self) -> Option<Self> {
        FiscalYear::new(self.number() - 1).ok()
    }

    /// 翌年 3 月 31 日.
    pub fn last_day(self) -> NaiveDate {
        day(self.number() + 1, 3, 31)
    }

    /// A day of the calendar year after the one this year begins in, as 翌年度の4月1日 and 翌年度の5月31日 are.
    /// `None` where the month has no such day.
    pub fn day_of_next_year(self, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.number() + 1, month, day)
    }

    /// `令和5年度`; the first year of an era is 元. A year in which the era changed bears the new name, as the
    /// documents print R1 for 2019 (N:90).
    pub fn wareki(self) -> String {
        let (era, year) = wareki(self.last_day_of_first_calendar_year());
        format!("{era}{year}年度")
    }

    /// `R5`, as the tables head their columns; eras before 平成 by their Latin initial too.
    pub fn short(self) -> String {
        let (era, year) = era_year(self.last_day_of_first_calendar_year());
        format!("{}{year}", era.initial())
    }

    fn last_day_of_first_calendar_year(self) -> NaiveDate {
        day(self.number(), 12, 31)
    }

    /// Reads `2023`, `R5`, `R5年度`, `令和5年度`, `令和元年`, `H31`, in half- or full-width characters.
    pub fn parse(text: &str) -> Result<Self, NotAFiscalYear> {
        let half: String = text.trim().chars().map(half_width).collect();
        let bare = half.trim_end_matches("年度").trim_end_matches('年');
        let (offset, digits) = ERAS
            .iter()
            .find_map(|era| {
                let digits = bare.strip_prefix(era.name).or_else(|| bare.strip_prefix(era.initial))?;
                Some((era.first_year - 1, digits))
            })
            .unwrap_or((0, bare));
        let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let year: i32 = match digits {
            "元" => 1,
            digits if is_number => digits.parse().map_err(|_| NotAFiscalYear)?,
            _ => return Err(NotAFiscalYear),
        };
        FiscalYear::new(offset + year)
    }
}

impl fmt::Debug for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}", self.0)
    }
}

/// The western number, as files have it.
impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

struct EraName {
    name: &'static str,
    initial: &'static str,
    first_year: i32,
}

/// For reading what people type. The calendar itself comes from ICU.
const ERAS: [EraName; 3] = [
    EraName { name: "令和", initial: "R", first_year: 2019 },
    EraName { name: "平成", initial: "H", first_year: 1989 },
    EraName { name: "昭和", initial: "S", first_year: 1926 },
];

enum Era {
    Named(&'static EraName),
    /// An era this page does not know by its kanji, by its ICU code.
    Code(String),
}

impl Era {
    fn name(&self) -> &str {
        match self {
            Era::Named(era) => era.name,
            Era::Code(code) => code,
        }
    }

    fn initial(&self) -> &str {
        match self {
            Era::Named(era) => era.initial,
            Era::Code(code) => code,
        }
    }
}

fn era_year(day: NaiveDate) -> (Era, i32) {
    let iso = Date::try_new_iso(day.year(), day.month() as u8, day.day() as u8);
    // `day` is a valid Gregorian date, so ICU takes it; the fallback is the western year.
    let Ok(iso) = iso else { return (Era::Code(String::new()), day.year()) };
    let year = iso.to_calendar(Japanese::new()).era_year();
    let era = match year.era.as_str() {
        "reiwa" => Era::Named(&ERAS[0]),
        "heisei" => Era::Named(&ERAS[1]),
        "showa" => Era::Named(&ERAS[2]),
        code => Era::Code(code.to_owned()),
    };
    (era, year.year)
}

/// Era name and year as people read them: `("令和", "元")`.
pub fn wareki(day: NaiveDate) -> (String, String) {
    let (era, year) = era_year(day);
    let year = if year == 1 { "元".to_owned() } else { year.to_string() };
    (era.name().to_owned(), year)
}

/// Full-width digits and Latin letters as half-width ones; everything else as it is.
pub fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '　' => ' ',
        _ => c,
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("1 April, 31 December and 31 March exist in every year a FiscalYear can have")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fy(year: i32) -> FiscalYear {
        FiscalYear::new(year).unwrap()
    }

    #[test]
    fn a_fiscal_year_turns_on_the_first_of_april() {
        assert_eq!(FiscalYear::of(day(2024, 3, 31)), Ok(fy(2023)));
        assert_eq!(FiscalYear::of(day(2024, 4, 1)), Ok(fy(2024)));
        assert_eq!(fy(2023).last_day(), day(2024, 3, 31));
    }

    #[test]
    fn full_width_is_read_as_half_width() {
        assert_eq!("Ｒ５　！～ア".chars().map(half_width).collect::<String>(), "R5 !~ア");
    }

    #[test]
    fn years_are_named_in_japanese_eras() {
        assert_eq!(fy(2023).wareki(), "令和5年度");
        assert_eq!(fy(2023).short(), "R5");
        assert_eq!(fy(2019).wareki(), "令和元年度");
        assert_eq!(fy(2019).short(), "R1");
        assert_eq!(fy(2018).wareki(), "平成30年度");
        assert_eq!(fy(2020).short(), "R2");
        assert_eq!(format!("{} {:?}", fy(2023), fy(2023)), "2023 FY2023");
    }

    #[test]
    fn years_are_read_as_people_write_them() {
        for text in ["2019", "R1", "令和元年度", "Ｒ１", "H31", "平成31年", " 令和１年度 "] {
            assert_eq!(FiscalYear::parse(text), Ok(fy(2019)), "{text}");
        }
        for wrong in ["", "令和", "R", "19", "R５x", "9999", "R-5", "R+5", "R2147483647"] {
            assert!(FiscalYear::parse(wrong).is_err(), "{wrong}");
        }
    }
}
