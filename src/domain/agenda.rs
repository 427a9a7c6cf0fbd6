//! 年間予定 and 照会: what the secretariat plans over the year, and what it asks of departments until when.
//!
//! Neither document says how sheets are collected; the states here are the office's usual ones.

use super::{DepartmentId, FiscalYear, IndicatorId, MeasureId, SurveyId};
use chrono::{Datelike, NaiveDate};

/// One entry of the secretariat's calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agenda {
    pub title: String,
    /// 対象所属; nobody named is every department.
    pub departments: Vec<DepartmentId>,
    pub note: String,
    pub what: Occasion,
    /// 取り下げた日. The entry and its trace stay.
    pub withdrawn_on: Option<NaiveDate>,
}

/// When it is. Both ends are days of it; without `from` it is one day, or a date by which.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// The same days of every fiscal year.
    Yearly {
        from: Option<MonthDay>,
        until: MonthDay,
    },
    Once {
        from: Option<NaiveDate>,
        until: NaiveDate,
    },
    /// From the day it is sent to its 期限.
    Inquiry(Inquiry),
}

/// 照会: a request to hand something in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inquiry {
    /// 文書番号; empty where the letter has none.
    pub document_number: String,
    pub sent_on: NaiveDate,
    /// 期限: the last day that is in time.
    pub due: NaiveDate,
    /// 対象欄.
    pub asks: Vec<Asked>,
}

/// What an inquiry asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// 実績値 of every indicator the department leads.
    Figures(FiscalYear),
    /// 進捗管理票 of every measure the department leads.
    Sheets(FiscalYear),
    /// 取組の実施状況 of every measure that nobody leads (N:393-396).
    Reports(FiscalYear),
    Indicator(IndicatorId, FiscalYear),
    Sheet(MeasureId, FiscalYear),
    /// Answers are anonymous: who has answered cannot be told.
    Survey(SurveyId),
}

/// A day of the year: a month and a day that it has in leap years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the year")]
pub struct NotAMonthDay;

impl MonthDay {
    pub fn new(month: u32, day: u32) -> Result<Self, NotAMonthDay> {
        NaiveDate::from_ymd_opt(2000, month, day).map(|_| MonthDay { month, day }).ok_or(NotAMonthDay)
    }

    pub fn of(day: NaiveDate) -> Self {
        MonthDay { month: day.month(), day: day.day() }
    }

    pub fn month(self) -> u32 {
        self.month
    }

    pub fn day(self) -> u32 {
        self.day
    }

    /// The day within a fiscal year; 2月29日 is the 28th where there is none.
    pub fn within(self, year: FiscalYear) -> NaiveDate {
        let calendar_year = if self.month >= 4 { year.number() } else { year.number() + 1 };
        let day = NaiveDate::from_ymd_opt(calendar_year, self.month, self.day);
        day.or_else(|| NaiveDate::from_ymd_opt(calendar_year, self.month, self.day - 1)).unwrap_or(year.last_day())
    }
}

impl Agenda {
    pub fn inquiry(&self) -> Option<&Inquiry> {
        match &self.what {
            Occasion::Inquiry(inquiry) => Some(inquiry),
            Occasion::Yearly { .. } | Occasion::Once { .. } => None,
        }
    }

    pub fn concerns(&self, department: &DepartmentId) -> bool {
        self.departments.is_empty() || self.departments.contains(department)
    }

    pub fn stands(&self) -> bool {
        self.withdrawn_on.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_year_lies_in_the_fiscal_year() {
        let year = FiscalYear::new(2026).unwrap();
        let day = |month, day| MonthDay::new(month, day).unwrap().within(year).to_string();
        assert_eq!(day(4, 1), "2026-04-01");
        assert_eq!(day(3, 31), "2027-03-31");
        assert_eq!(day(2, 29), "2027-02-28");
        assert_eq!(MonthDay::new(2, 30), Err(NotAMonthDay));
        let last = MonthDay::of(year.last_day());
        assert_eq!((last.month(), last.day()), (3, 31));
    }
}
