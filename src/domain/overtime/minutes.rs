//! Lengths of time, and how people write them.

use crate::domain::{fiscal_year::half_width, read_amount};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Mul},
};

/// A length of time in whole minutes. Overtime is ordered in minutes; hours with a fraction are only how it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(u64);

impl Minutes {
    pub const ZERO: Minutes = Minutes(0);

    /// So many minutes. A length that is read from a text keeps to a limit ([`read_hours`]); this one does not.
    pub const fn new(count: u64) -> Self {
        Minutes(count)
    }

    pub const fn hours(hours: u32) -> Self {
        Minutes(hours as u64 * 60)
    }

    pub const fn count(self) -> u64 {
        self.0
    }

    /// What is left of it, nothing where `used` is more.
    pub const fn minus(self, used: Minutes) -> Self {
        Minutes(self.0.saturating_sub(used.0))
    }
}

impl Add for Minutes {
    type Output = Minutes;

    fn add(self, other: Minutes) -> Minutes {
        Minutes(self.0 + other.0)
    }
}

impl AddAssign for Minutes {
    fn add_assign(&mut self, other: Minutes) {
        self.0 += other.0;
    }
}

impl Mul<u32> for Minutes {
    type Output = Minutes;

    fn mul(self, times: u32) -> Minutes {
        Minutes(self.0 * u64::from(times))
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Minutes>>(minutes: I) -> Minutes {
        minutes.fold(Minutes::ZERO, Add::add)
    }
}

/// `45:06`, hours and minutes.
impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Why a text is no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHours {
    #[error("no hours")]
    NotANumber,
    #[error("below zero")]
    Negative,
    /// 12.33 hours are 739.8 minutes: a rounded number, and nobody knows from what.
    #[error("no whole minutes")]
    NotWholeMinutes,
    #[error("too long")]
    TooLong,
}

/// Reads hours as attendance systems and people write them: `12.5`, `12:30`, `12:30:00`, `１２．５`, `1,234`, `12.5時間`, `12時間30分`.
///
/// What is no whole number of minutes is refused: hours are added up and held against limits to the minute.
pub fn read_hours(text: &str) -> Result<Minutes, NotHours> {
    let text = text.trim();
    // Nearly every cell of a file is one of these; the rest may take its time.
    let minutes = read_plain_hours(text.as_bytes()).unwrap_or_else(|| written_hours(text))?;
    if minutes > LONGEST { Err(NotHours::TooLong) } else { Ok(minutes) }
}

/// More than a large city hall works in a year. Sums of what was read can then never overflow.
const LONGEST: Minutes = Minutes::hours(100_000_000);

fn written_hours(text: &str) -> Result<Minutes, NotHours> {
    let half: String = text.chars().map(half_width).collect();
    let half = half.trim();
    if half.contains(':') {
        return clock(half);
    }
    if let Some((hours, minutes)) = half.split_once("時間")
        && let Some(minutes) = minutes.strip_suffix('分')
    {
        return hours_and_minutes(hours, minutes);
    }
    let hours = read_amount(half.strip_suffix("時間").unwrap_or(half)).map_err(|_| NotHours::NotANumber)?.value();
    if hours.is_sign_negative() && !hours.is_zero() {
        return Err(NotHours::Negative);
    }
    let minutes = hours.checked_mul(Decimal::from(60)).ok_or(NotHours::TooLong)?;
    if !minutes.is_integer() {
        return Err(NotHours::NotWholeMinutes);
    }
    minutes.to_u64().map(Minutes).ok_or(NotHours::TooLong)
}

/// Reads `12`, `12.5`, `12:30`: a few ASCII digits with at most one sign between them. `None` for any other shape, about which
/// [`read_hours`] knows.
pub fn read_plain_hours(text: &[u8]) -> Option<Result<Minutes, NotHours>> {
    // So few digits that nothing below can overflow.
    if text.len() > 9 {
        return None;
    }
    let (mut sign, mut hours, mut number, mut n_digits) = (0, 0, 0u64, 0);
    for &byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            number = number * 10 + u64::from(digit);
            n_digits += 1;
        } else if sign == 0 && n_digits > 0 {
            (sign, hours, number, n_digits) = (byte, number, 0, 0);
        } else {
            return None;
        }
    }
    let minutes = match (sign, n_digits) {
        (_, 0) => return None,
        (0, _) => number * 60,
        (b'.', 1) => hours * 60 + number * 6,
        (b'.', _) => {
            let scale = 10u64.pow(n_digits);
            if !(number * 60).is_multiple_of(scale) {
                return Some(Err(NotHours::NotWholeMinutes));
            }
            hours * 60 + number * 60 / scale
        }
        (b':', 2) if number < 60 => hours * 60 + number,
        _ => return None,
    };
    Some(Ok(Minutes(minutes)))
}

/// `12:30`, `12:30:00`
fn clock(text: &str) -> Result<Minutes, NotHours> {
    let mut parts = text.split(':');
    let (hours, minutes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if minutes.len() != 2 {
        return Err(NotHours::NotANumber);
    }
    match (parts.next(), parts.next()) {
        (None | Some("00"), None) => hours_and_minutes(hours, minutes),
        (Some(seconds), None) if seconds.len() == 2 && below_sixty(seconds).is_ok() => Err(NotHours::NotWholeMinutes),
        _ => Err(NotHours::NotANumber),
    }
}

fn hours_and_minutes(hours: &str, minutes: &str) -> Result<Minutes, NotHours> {
    if hours.starts_with(['-', '−', '△', '▲']) {
        return Err(NotHours::Negative);
    }
    if !is_digits(hours) {
        return Err(NotHours::NotANumber);
    }
    let minutes = below_sixty(minutes)?;
    let hours: u32 = hours.parse().map_err(|_| NotHours::TooLong)?;
    Ok(Minutes::hours(hours) + minutes)
}

fn below_sixty(text: &str) -> Result<Minutes, NotHours> {
    if !is_digits(text) {
        return Err(NotHours::NotANumber);
    }
    text.parse().ok().filter(|&count| count < 60).map(Minutes).ok_or(NotHours::NotANumber)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_systems_and_people_write_them() {
        for (text, minutes) in [
            ("0", 0),
            ("12.5", 750),
            ("12.50", 750),
            ("45.1", 2706),
            ("0.05", 3),
            ("12:30", 750),
            ("012:05", 725),
            ("12:30:00", 750),
            ("１２．５", 750),
            ("１２：３０", 750),
            (" 7 ", 420),
            ("1,234", 74_040),
            ("１，２３４．５", 74_070),
            ("12.5時間", 750),
            ("12時間30分", 750),
            ("100:00", 6000),
            ("△0", 0),
        ] {
            assert_eq!(read_hours(text), Ok(Minutes::new(minutes)), "{text}");
        }
    }

    #[test]
    fn minutes_are_taken_times_and_printed_as_hours_and_minutes() {
        assert_eq!(Minutes::new(45) * 3, Minutes::new(135));
        assert_eq!([0, 59, 2706].map(|minutes| Minutes::new(minutes).to_string()), ["0:00", "0:59", "45:06"]);
    }

    /// 100,000,000 hours.
    #[test]
    fn hours_are_read_up_to_what_sums_can_hold() {
        assert_eq!(read_hours("100000000"), Ok(LONGEST));
        assert_eq!(read_hours("100000000.1"), Err(NotHours::TooLong));
    }

    #[test]
    fn what_is_no_length_of_time_is_refused_with_its_reason() {
        use NotHours::*;
        for (text, reason) in [
            ("12.33", NotWholeMinutes),
            ("１２．３３", NotWholeMinutes),
            ("0.01", NotWholeMinutes),
            ("12:30:30", NotWholeMinutes),
            ("△5", Negative),
            ("-0.5", Negative),
            ("-1:30", Negative),
            ("", NotANumber),
            ("—", NotANumber),
            ("十二", NotANumber),
            ("12:60", NotANumber),
            ("12:5", NotANumber),
            ("12:30:60", NotANumber),
            ("12:30:5", NotANumber),
            ("12:30:00:00", NotANumber),
            (":30", NotANumber),
            ("12:", NotANumber),
            (".5", NotANumber),
            ("5.", NotANumber),
            ("1.2.3", NotANumber),
            ("12,34", NotANumber),
            ("12h", NotANumber),
            ("12時間3.5分", NotANumber),
            ("100000001", TooLong),
            ("99999999999:00", TooLong),
            ("99999999999999999999", TooLong),
        ] {
            assert_eq!(read_hours(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn the_quick_way_and_the_slow_way_agree() {
        for tenths in 0..20_000u64 {
            let text = format!("{}.{:02}", tenths / 100, tenths % 100);
            let slow = read_hours(&format!("{text}時間"));
            assert_eq!(read_hours(&text), slow, "{text}");
        }
        for text in ["0:00", "7:05", "012:59", "100:00", "99999:00"] {
            let wide: String = text.chars().map(|sign| if sign == ':' { '：' } else { sign }).collect();
            assert_eq!(read_plain_hours(text.as_bytes()), Some(read_hours(&wide)), "{text}");
        }
        for other in [
            "",
            ":",
            ".",
            "1.",
            ".5",
            "1:",
            ":30",
            "1:5",
            "1:60",
            "1:005",
            "1.2.3",
            "1:2.3",
            " 1",
            "1 ",
            "-1",
            "+1",
            "1,2",
            "１",
            "0123456789",
        ] {
            assert_eq!(read_plain_hours(other.as_bytes()), None, "{other}");
        }
    }
}
