//! ノー残業デー: which days a month has, and how many a 所属 kept (N:233, N:328).

use crate::domain::{
    FiscalYear, OvertimeItem, OvertimeKey, Tables,
    overtime::{Month, Workplace},
};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Why everybody should leave on time on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FreeDay {
    /// 毎週水曜日 (N:328)
    Wednesday,
    /// 給与支給日 (N:328)
    Payday,
    /// 毎月12日「家事、育児、ワークライフバランスの日」 (N:233)
    Twelfth,
}

/// The days of a month in order, each once. `payday` is a day of the month; the document does not name it.
pub fn free_days(month: Month, payday: u32) -> Vec<(NaiveDate, FreeDay)> {
    let day = |number: u32| NaiveDate::from_ymd_opt(month.calendar_year(), month.number(), number);
    let why = |date: NaiveDate| match date {
        date if date.weekday() == Weekday::Wed => Some(FreeDay::Wednesday),
        date if date.day() == payday => Some(FreeDay::Payday),
        date if date.day() == 12 => Some(FreeDay::Twelfth),
        _ => None,
    };
    (1..=31).filter_map(day).filter_map(|date| Some((date, why(date)?))).collect()
}

/// 同一週内に振替 (N:328): from Monday to Sunday, and another day.
pub fn is_same_week(day: NaiveDate, other: NaiveDate) -> bool {
    day != other && day.iso_week() == other.iso_week()
}

/// What a 所属 entered about some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Days it said anything about.
    pub entered: u32,
    pub kept: u32,
    /// Not kept, but another day of the same week was.
    pub moved: u32,
    /// All the days, entered or not.
    pub asked: u32,
}

impl Kept {
    /// Kept or moved, in whole percent of the days entered; nothing where none is.
    pub fn percent(self) -> Option<u32> {
        ((self.kept + self.moved) * 100).checked_div(self.entered)
    }
}

/// Counts what one 所属 said of these days. One that was moved out of its week (N:328) is neither kept nor moved.
pub fn kept(tables: &Tables, workplace: &Workplace, days: &[NaiveDate]) -> Kept {
    let mut counts = Kept { asked: days.len() as u32, ..Kept::default() };
    for &day in days {
        let key = day_key(workplace, day);
        let Some(entry) = key.and_then(|key| tables.overtime.get(&key)) else { continue };
        let Some(amount) = entry.amount else { continue };
        counts.entered += 1;
        match (amount, entry.moved_to) {
            (0, Some(other)) if is_same_week(day, other) => counts.moved += 1,
            (0, _) => {}
            _ => counts.kept += 1,
        }
    }
    counts
}

/// One ノー残業ウィーク of a 所属: one is set in each half of the year (N:329).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeWeek {
    pub monday: NaiveDate,
    /// `None`: planned only.
    pub kept: Option<bool>,
    pub words: String,
}

/// What a 所属 has set for 上期 (April to September) and 下期; of several in one half the last.
pub fn free_weeks(tables: &Tables, workplace: &Workplace, year: FiscalYear) -> [Option<FreeWeek>; 2] {
    let mut weeks = [None, None];
    for (key, entry) in tables.overtime.settled() {
        let is_asked = key.item == OvertimeItem::Week && key.year == year && key.workplace == workplace.name();
        let (true, Some(monday), Some(amount)) = (is_asked, key.day, entry.amount) else { continue };
        let Ok(month) = Month::of_day(monday) else { continue };
        let kept = (amount < 2).then_some(amount == 1);
        weeks[usize::from(month.place() >= 6)] = Some(FreeWeek { monday, kept, words: entry.words.clone() });
    }
    weeks
}

/// Where a 所属 enters a ノー残業ウィーク, by any day of it. The week belongs to the year its Monday lies in.
pub fn week_key(workplace: &Workplace, day: NaiveDate) -> Option<OvertimeKey> {
    let monday = day - Days::new(day.weekday().num_days_from_monday().into());
    let year = Month::of_day(monday).ok()?.fiscal_year();
    Some(OvertimeKey { day: Some(monday), ..OvertimeKey::of_year(workplace, year, OvertimeItem::Week) })
}

/// Where a 所属 enters what became of a day; `None` for a day of no fiscal year.
pub fn day_key(workplace: &Workplace, day: NaiveDate) -> Option<OvertimeKey> {
    let year = Month::of_day(day).ok()?.fiscal_year();
    Some(OvertimeKey { day: Some(day), ..OvertimeKey::of_year(workplace, year, OvertimeItem::Day) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Command, Entry, OvertimeEntry, ProgramId, Stamp, Workspace},
        evaluate::overtime::fixture::month,
        register::{Dot, Writer},
    };

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 7, day).unwrap()
    }

    #[test]
    fn wednesdays_payday_and_the_twelfth_are_free_and_no_day_counts_twice() {
        let days: Vec<(u32, FreeDay)> = free_days(month("2023-07"), 21).into_iter().map(|(date, why)| (date.day(), why)).collect();
        let wednesday = FreeDay::Wednesday;
        assert_eq!(days, [(5, wednesday), (12, wednesday), (19, wednesday), (21, FreeDay::Payday), (26, wednesday)]);
        assert!(free_days(month("2023-09"), 21).iter().any(|(date, why)| date.day() == 12 && *why == FreeDay::Twelfth));
        assert_eq!(free_days(month("2024-02"), 31).len(), 5, "29 days, four Wednesdays and the twelfth");
    }

    #[test]
    fn each_half_of_a_year_has_a_week() {
        let id = ProgramId::new("p").unwrap();
        let workplace = Workplace::new("人事課");
        let mut workspace = Workspace::default();
        workspace.programs.insert(id.clone(), Default::default());
        let entry = |month: u32, day: u32, amount| {
            let day = NaiveDate::from_ymd_opt(2023, month, day).unwrap();
            Entry::Overtime(week_key(&workplace, day).unwrap(), OvertimeEntry { amount: Some(amount), ..OvertimeEntry::default() })
        };
        let stamp = Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None };
        workspace.apply(Command { program: id.clone(), entries: vec![entry(7, 14, 1), entry(11, 22, 2)] }, stamp).unwrap();
        let tables = &workspace.program(&id).unwrap().tables;
        let [first, second] = free_weeks(tables, &workplace, FiscalYear::new(2023).unwrap()).map(Option::unwrap);
        assert_eq!((first.monday, first.kept), (date(10), Some(true)));
        assert_eq!((second.monday.to_string().as_str(), second.kept), ("2023-11-20", None));
        assert_eq!(free_weeks(tables, &workplace, FiscalYear::new(2024).unwrap()), [None, None]);
    }

    #[test]
    fn a_day_is_moved_within_its_week_only() {
        assert!(is_same_week(date(12), date(14)) && is_same_week(date(12), date(10)));
        assert!(!is_same_week(date(12), date(12)) && !is_same_week(date(12), date(19)));
        let id = ProgramId::new("p").unwrap();
        let workplace = Workplace::new("人事課");
        let mut workspace = Workspace::default();
        workspace.programs.insert(id.clone(), Default::default());
        let entry = |day: u32, amount, moved_to: Option<u32>| {
            let entry = OvertimeEntry { amount: Some(amount), moved_to: moved_to.map(date), words: String::new() };
            Entry::Overtime(day_key(&workplace, date(day)).unwrap(), entry)
        };
        let entries = vec![entry(5, 1, None), entry(12, 0, Some(14)), entry(19, 0, Some(28)), entry(21, 0, None)];
        let stamp = Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None };
        workspace.apply(Command { program: id.clone(), entries }, stamp).unwrap();
        let days: Vec<NaiveDate> = free_days(month("2023-07"), 21).into_iter().map(|(date, _)| date).collect();
        let counts = kept(&workspace.program(&id).unwrap().tables, &workplace, &days);
        assert_eq!(counts, Kept { entered: 4, kept: 1, moved: 1, asked: 5 });
        assert_eq!((counts.percent(), Kept::default().percent()), (Some(50), None));
    }
}
