//! One person's day: when a computer ran, or how long somebody asked to be paid for (N:341).

use super::{EmployeeId, Minutes, Workplace, month::digits, read_day};
use crate::domain::fiscal_year::half_width;
use chrono::NaiveDate;

/// A row of a table of days. A person may have several on one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayRow {
    pub employee: EmployeeId,
    pub day: NaiveDate,
    /// Where the file says it.
    pub workplace: Option<Workplace>,
    pub time: DayTime,
    pub kind: DayKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayTime {
    /// Minutes after midnight; an end on the next day is more than 24 hours. `from < to`.
    Span {
        from: u16,
        to: u16,
    },
    Length(Minutes),
}

/// What the file says of the day itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayKind {
    /// Nothing: Saturdays and Sundays are taken for days of rest.
    #[default]
    Unsaid,
    /// 週休日・休日
    Rest,
    /// 勤務日, be it a Saturday.
    Work,
}

impl DayRow {
    /// The longest that a row may go on: to the end of the next day.
    pub const LAST_MINUTE: u16 = 48 * 60;
}

/// Minutes after the midnight that `day` begins with: `8:12`, `8:12:40`, `25:30`, `2023/6/2 0:30`.
pub fn read_clock(text: &str, day: NaiveDate) -> Option<u16> {
    let half: String = text.chars().map(half_width).collect();
    let (date, clock) = match half.trim().rsplit_once([' ', 'T']) {
        Some((date, clock)) => (Some(read_day(date)?), clock),
        None => (None, half.trim()),
    };
    let mut parts = clock.split(':');
    let (hours, minutes) = (digits(parts.next()?)?, digits(parts.next()?)?);
    let seconds = parts.next().map_or(Some(0), digits)?;
    let is_clock = hours <= 48 && minutes < 60 && seconds < 60 && parts.next().is_none();
    let days = date.map_or(0, |date| (date - day).num_days());
    let days = u16::try_from(days).ok().filter(|&days| days <= 1)?;
    is_clock.then_some(days * 24 * 60 + hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_files_write_them() {
        let day = NaiveDate::from_ymd_opt(2023, 6, 1).unwrap();
        for (text, minutes) in [
            ("8:12", Some(8 * 60 + 12)),
            ("８：１２", Some(8 * 60 + 12)),
            (" 08:12:40 ", Some(8 * 60 + 12)),
            ("25:30", Some(25 * 60 + 30)),
            ("2023/6/1 17:15", Some(17 * 60 + 15)),
            ("2023-06-02T0:30", Some(24 * 60 + 30)),
            ("2023/6/3 0:30", None),
            ("2023/5/31 0:30", None),
            ("8:60", None),
            ("49:00", None),
            ("8", None),
            ("8:", None),
            ("8:12:40:1", None),
            ("008:12", None),
            ("+5:30", None),
            ("5:+3", None),
            ("5:30:+4", None),
        ] {
            assert_eq!(read_clock(text, day), minutes, "{text}");
        }
    }
}
