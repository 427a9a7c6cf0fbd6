//! A 所属's line of 計画と実績: plan, last year, actual and forecast beside each other.

use super::measured::{hours, hours_within, none};
use crate::{
    domain::{
        FiscalYear, OvertimeItem, OvertimeKey, Tables,
        overtime::{Ledger, Limits, Minutes, Workplace},
    },
    evaluate::overtime::{Actual, LastYear, MonthActual, actual, check_plan, forecast, last_year, workplaces_before},
    ui::parts::{Cell, VerdictSign},
};

pub(super) const HEADS: [&str; 6] = ["所属", "計画の年計", "前年度実績", "実績（この月まで）", "見込", "計画の点検"];

/// One 所属, or several that must be one.
#[derive(Clone, PartialEq)]
pub(super) struct OverallRow {
    name: String,
    plan: Option<Minutes>,
    last_year: LastYear,
    /// What is worked so far, and whether hours are missing; nothing where nobody reports.
    worked: Option<(Minutes, u32)>,
    n_months: usize,
    /// Nothing to check where several are one.
    check: Option<Check>,
    /// The fewest people whose hours stand in the line; nothing where it says only what was typed.
    least_people: Option<u32>,
}

#[derive(Clone, Copy, PartialEq)]
enum Check {
    NoPlan,
    Problems(usize),
}

impl OverallRow {
    pub fn of(tables: &Tables, ledger: &Ledger, workplace: &Workplace, year: FiscalYear, n_months: usize, limits: &Limits) -> Option<Self> {
        let plan = tables.overtime_plan(workplace, year);
        let of_year = actual(ledger, &[workplace], year);
        let months = &of_year.months[..n_months];
        let is_worked = months.iter().any(|month| month.n_people > 0);
        if plan.is_none() && !is_worked {
            return None;
        }
        let before = last_year(tables, ledger, workplace, year);
        let counted = if is_counted(tables, workplace, year) { each_before(tables, ledger, workplace, year) } else { Vec::new() };
        let earlier = counted.iter().flat_map(|before: &Actual| &before.months);
        let n_people = |month: &MonthActual| Some(month.n_people).filter(|&n_people| n_people > 0);
        Some(OverallRow {
            name: workplace.name().to_owned(),
            check: Some(plan.as_ref().map_or(Check::NoPlan, |plan| Check::Problems(check_plan(plan, limits, before).len()))),
            plan: plan.map(|plan| plan.total()),
            last_year: before,
            worked: is_worked.then(|| (months.iter().map(|month| month.minutes).sum(), months.iter().map(|month| month.n_unknown).sum())),
            n_months,
            least_people: months.iter().chain(earlier).filter_map(n_people).min(),
        })
    }

    /// A line of what was only typed tells of nobody, however small the 所属.
    pub fn least_people(&self) -> u32 {
        self.least_people.unwrap_or(u32::MAX / 2)
    }

    pub fn together(rows: &[OverallRow]) -> Option<OverallRow> {
        let sum = |amounts: Option<Vec<Minutes>>| amounts.map(|amounts| amounts.into_iter().sum());
        let known = |row: &OverallRow| match row.last_year {
            LastYear::Known(minutes) => Some(minutes),
            LastYear::Unknown => None,
        };
        let worked: Vec<(Minutes, u32)> = rows.iter().filter_map(|row| row.worked).collect();
        Some(OverallRow {
            name: format!("ほか{}所属（まとめて）", rows.len()),
            plan: sum(rows.iter().map(|row| row.plan).collect()),
            last_year: sum(rows.iter().map(known).collect()).map_or(LastYear::Unknown, LastYear::Known),
            worked: (!worked.is_empty())
                .then(|| (worked.iter().map(|(minutes, _)| *minutes).sum(), worked.iter().map(|(_, n_unknown)| n_unknown).sum())),
            n_months: rows.first()?.n_months,
            check: None,
            least_people: None,
        })
    }

    pub fn cells(&self) -> Vec<Cell> {
        let pace = self.worked.and_then(|(minutes, _)| forecast(minutes, u32::try_from(self.n_months).ok()?));
        let last_year = match self.last_year {
            LastYear::Known(minutes) => hours(minutes),
            LastYear::Unknown => none(),
        };
        let worked = |(minutes, n_unknown)| hours_within("", minutes, super::plan::at_least(n_unknown));
        vec![
            Cell::Head(self.name.clone()),
            Cell::Number(self.plan.map_or_else(none, hours)),
            Cell::Number(last_year),
            Cell::Number(self.worked.map_or_else(none, worked)),
            Cell::Number(pace.map_or_else(none, hours)),
            match self.check {
                None => Cell::Text(String::new()),
                Some(Check::NoPlan) => Cell::Sign(VerdictSign::Waiting, "計画未入力".to_owned()),
                Some(Check::Problems(0)) => Cell::Sign(VerdictSign::Good, "問題なし".to_owned()),
                Some(Check::Problems(n_problems)) => Cell::Sign(VerdictSign::Flat, format!("要確認{n_problems}件")),
            },
        ]
    }
}

/// Whether last year's actual is counted from rows about people and not typed.
fn is_counted(tables: &Tables, workplace: &Workplace, year: FiscalYear) -> bool {
    tables.overtime_amount(&OvertimeKey::of_year(workplace, year, OvertimeItem::LastYear)).is_none()
}

/// The year before, of each 所属 by itself that this one goes on from: whoever knows all but one of them can take those off.
pub(super) fn each_before(tables: &Tables, ledger: &Ledger, workplace: &Workplace, year: FiscalYear) -> Vec<Actual> {
    let Some(before) = year.previous() else { return Vec::new() };
    workplaces_before(tables, ledger, workplace, year).iter().flatten().map(|it| actual(ledger, &[it], before)).collect()
}
