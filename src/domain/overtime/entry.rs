//! What a 所属 enters about its overtime: plan, headcount, last year, and which days were kept free (N:323, N:328-329).
//!
//! These are cells of a programme, so nothing in them is about a person.

use super::{Minutes, Month, Plan, Workplace};
use crate::domain::{FiscalYear, Tables};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The name of one such cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OvertimeKey {
    /// By the name its attendance file gives it: an attendance system knows no ids of ours.
    pub workplace: String,
    pub year: FiscalYear,
    pub item: OvertimeItem,
    /// The first of a planned month, a ノー残業デー, the Monday of a ノー残業ウィーク; none for what is of the whole year.
    pub day: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OvertimeItem {
    /// 年間計画: minutes of one month.
    Planned,
    /// How many people the plan is for.
    People,
    /// 前年度実績 as restated after 組織改編, in minutes.
    LastYear,
    /// ノー残業デー: 1 where it was kept, 0 where it was not.
    Day,
    /// ノー残業ウィーク, by its Monday: as a day, and 2 where it is planned.
    Week,
    /// 休暇: days planned for one month, by the head.
    Leave,
    /// 原則1か月, in minutes. This and what follows are rules of the city, from the year of the key on: `rules` says what they
    /// mean, and their defaults.
    MonthLimit,
    YearLimit,
    MonthBelow,
    YearAtMost,
    MeanLimit,
    MonthsOver,
    FirstBand,
    SecondBand,
    ThirdBand,
    InterviewMonth,
    InterviewMean,
    InterviewOnRequest,
    HearingPercent,
    HearingHours,
    PresenceGap,
    WorkBegins,
    WorkEnds,
    Payday,
    /// 0: 暦年, 1: 年度.
    LeaveYear,
    LeaveDay,
    /// 1: 管理職手当受給者 are counted too.
    CountManagers,
    /// 1: 会計年度任用職員 are counted too.
    CountFixedTerm,
    /// Of one 所属. 0: 規則型, 1: 36協定型.
    RuleSet,
}

/// What stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OvertimeEntry {
    /// Minutes, people, days, percent, months, or the number of a choice: the [`OvertimeItem`] of the key says which, and its
    /// [`range`](OvertimeItem::range) how much. Nothing where nothing is entered (any more). 0 is an amount.
    pub amount: Option<u32>,
    /// 振替: the day in the same week that was kept instead.
    pub moved_to: Option<NaiveDate>,
    /// Why a day was not kept or moved.
    pub words: String,
}

impl OvertimeKey {
    pub fn of_year(workplace: &Workplace, year: FiscalYear, item: OvertimeItem) -> Self {
        OvertimeKey { workplace: workplace.name().to_owned(), year, item, day: None }
    }

    pub fn of_month(workplace: &Workplace, month: Month, item: OvertimeItem) -> Self {
        let day = NaiveDate::from_ymd_opt(month.calendar_year(), month.number(), 1);
        OvertimeKey { day, ..OvertimeKey::of_year(workplace, month.fiscal_year(), item) }
    }
}

impl Tables {
    /// What is entered in one place; nothing where nothing is, or two departments say different things.
    pub fn overtime_amount(&self, key: &OvertimeKey) -> Option<u32> {
        self.overtime.get(key)?.amount
    }

    /// The plan of a 所属 for a year; `None` where no month is planned. A month that is not entered is planned as none.
    pub fn overtime_plan(&self, workplace: &Workplace, year: FiscalYear) -> Option<Plan> {
        let planned = |month| self.overtime_amount(&OvertimeKey::of_month(workplace, month, OvertimeItem::Planned));
        let months: Vec<Option<u32>> = Month::all_of(year).map(planned).collect();
        months.iter().any(Option::is_some).then(|| Plan {
            workplace: workplace.clone(),
            year,
            months: std::array::from_fn(|place| Minutes::new(months[place].unwrap_or_default().into())),
            n_people: self.overtime_amount(&OvertimeKey::of_year(workplace, year, OvertimeItem::People)).unwrap_or_default(),
        })
    }

    /// Every 所属 that something is entered for in a year.
    pub fn overtime_workplaces(&self, year: FiscalYear) -> BTreeSet<Workplace> {
        let entered = self.overtime.settled().filter(|(key, entry)| key.year == year && !key.item.is_setting() && entry.amount.is_some());
        entered.map(|(key, _)| Workplace::new(&key.workplace)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Command, Entry, ProgramId, Stamp, Workspace},
        register::{Dot, Writer},
    };

    #[test]
    fn a_plan_is_what_its_months_say() {
        let year = FiscalYear::new(2023).unwrap();
        let workplace = Workplace::new("人事課");
        let june = Month::parse("2023-06").unwrap();
        let id = ProgramId::new("p").unwrap();
        let mut workspace = Workspace::default();
        workspace.programs.insert(id.clone(), Default::default());
        let amount = |amount| OvertimeEntry { amount, ..OvertimeEntry::default() };
        let entries = vec![
            Entry::Overtime(OvertimeKey::of_month(&workplace, june, OvertimeItem::Planned), amount(Some(90))),
            Entry::Overtime(OvertimeKey::of_year(&workplace, year, OvertimeItem::People), amount(Some(3))),
            Entry::Overtime(OvertimeKey::of_month(&Workplace::new("財政課"), june, OvertimeItem::Planned), amount(None)),
        ];
        let stamp = Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None };
        workspace.apply(Command { program: id.clone(), entries }, stamp).unwrap();
        let tables = &workspace.program(&id).unwrap().tables;
        let plan = tables.overtime_plan(&workplace, year).unwrap();
        assert_eq!((plan.total(), plan.months[2], plan.n_people), (Minutes::new(90), Minutes::new(90), 3));
        assert_eq!(tables.overtime_plan(&Workplace::new("財政課"), year), None);
        assert_eq!(tables.overtime_workplaces(year), BTreeSet::from([workplace]));
    }
}
