//! One person's day: when a computer ran, or how long somebody asked to be paid for (N:341).

use super::{EmployeeId, Minutes, Workplace, read_day};
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
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 2);
    let (hours, minutes) = (number(parts.next()?)?, number(parts.next()?)?);
    let seconds = parts.next().map_or(Some(0), number)?;
    let is_clock = hours <= 48 && minutes < 60 && seconds < 60 && parts.next().is_none();
    let days = date.map_or(0, |date| (date - day).num_days());
    let days = u16::try_from(days).ok().filter(|&days| days <= 1)?;
    is_clock.then_some(days * 24 * 60 + hours * 60 + minutes)
}
