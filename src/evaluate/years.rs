//! Which years of an indicator there is something to say about.

use crate::{
    domain::{FigureKey, FiscalYear, IndicatorId, Rule, Shown, Tables, Target, TargetKey, TargetSlot, Trust},
    register::Reading,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Every year with a figure or a target. A target for 毎年度 (N:84) is one of every year of the programme that has begun.
pub fn years(tables: &Tables, indicator: &IndicatorId, today: NaiveDate) -> BTreeSet<FiscalYear> {
    let mut years = years_with_cells(tables, indicator);
    if let (true, Ok(present)) = (is_every_year(tables, indicator), FiscalYear::of(today)) {
        let (first, last) = span(tables);
        let last = last.map_or(present, |last| last.min(present));
        years.extend(std::iter::successors(first, |year| year.next()).take_while(|year| *year <= last));
    }
    years
}

/// Whether the year has a figure or a target of the indicator; 毎年度 holds in every year of the programme, begun or not.
pub fn has_year(tables: &Tables, indicator: &IndicatorId, year: FiscalYear) -> bool {
    let (first, last) = span(tables);
    let is_planned = first.is_some_and(|first| first <= year) && last.is_none_or(|last| year <= last);
    (is_planned && is_every_year(tables, indicator)) || years_with_cells(tables, indicator).contains(&year)
}

/// The programme's first year, and its last where the document states one.
fn span(tables: &Tables) -> (Option<FiscalYear>, Option<FiscalYear>) {
    let overview = tables.overview.get(&());
    let first_judged = || tables.settings.get(&()).map(|settings| settings.first_judged_year);
    (overview.map(|overview| overview.first_year).or_else(first_judged), overview.and_then(|overview| overview.last_year))
}

fn years_with_cells(tables: &Tables, indicator: &IndicatorId) -> BTreeSet<FiscalYear> {
    let from = FigureKey { indicator: indicator.clone(), year: FiscalYear::FIRST, part: None };
    let figures = tables.figures.cells_from(&from).take_while(|(key, _)| key.indicator == *indicator);
    let with_figure = figures.filter(|(_, cell)| says_something(cell.reading().map(|figure| &figure.shown), &Shown::Blank));
    let with_target = targets(tables, indicator).filter_map(|(key, _)| match key.slot {
        TargetSlot::Year(year) => Some(year),
        TargetSlot::EveryYear | TargetSlot::Far => None,
    });
    with_figure.map(|(key, _)| key.year).chain(with_target).collect()
}

fn is_every_year(tables: &Tables, indicator: &IndicatorId) -> bool {
    targets(tables, indicator).any(|(key, _)| key.slot == TargetSlot::EveryYear)
}

/// Targets that say something.
fn targets<'a>(tables: &'a Tables, indicator: &'a IndicatorId) -> impl Iterator<Item = (&'a TargetKey, Reading<&'a Target>)> {
    let from = TargetKey { indicator: indicator.clone(), slot: TargetSlot::EveryYear, part: None };
    let cells = tables.targets.cells_from(&from).take_while(move |(key, _)| key.indicator == *indicator);
    let readings = cells.map(|(key, cell)| (key, cell.reading()));
    readings.filter(|(_, reading)| says_something(reading.clone().map(|target| &target.rule), &Rule::Blank))
}

fn says_something<V: PartialEq>(reading: Reading<&Trust<V>>, blank: &V) -> bool {
    match reading {
        Reading::Absent => false,
        Reading::Settled(trust) => trust.confirmed() != Some(blank),
        Reading::Conflict(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Entry, Overview};

    fn numbers(city: &City) -> Vec<i32> {
        years(&city.tables, &id("X"), city.now()).into_iter().map(FiscalYear::number).collect()
    }

    #[test]
    fn a_year_counts_by_its_figure_or_its_own_target() {
        let city = City::new()
            .indicator("X")
            .figures("X", [(2019, UNMEASURED), (2021, n("3")), (2022, Shown::Blank)])
            .figure("X", 2020, lost())
            .target("X", 2024, at_least("3"))
            .target("X", 2025, Rule::Blank)
            .far_goal("X", at_least("9"))
            .indicator("Y")
            .figures("Y", [(2026, n("1"))]);
        assert_eq!(numbers(&city), [2019, 2020, 2021, 2024]);
        assert!(has_year(&city.tables, &id("X"), year(2024)) && !has_year(&city.tables, &id("X"), year(2025)));
    }

    #[test]
    fn a_target_for_every_year_runs_from_the_first_year_to_the_present_one() {
        let city = City::new().indicator("X").every_year("X", at_least("3")).figures("X", [(2021, n("3"))]).today("2025-04-01");
        assert_eq!(numbers(&city), [2021, 2023, 2024, 2025]);
        assert_eq!(numbers(&city.clone().today("2025-03-31")), [2021, 2023, 2024]);
        let has = |of| has_year(&city.tables, &id("X"), year(of));
        assert!(has(2021) && !has(2022) && has(2023) && has(2040));
        let overview = Overview {
            city: String::new(),
            title: String::new(),
            established: None,
            first_year: year(2023),
            last_year: Some(year(2024)),
            issued_by: Vec::new(),
            policies: Vec::new(),
            document: String::new(),
        };
        let framed = city.write(Entry::Overview((), overview));
        assert_eq!(numbers(&framed), [2021, 2023, 2024]);
        assert_eq!([2022, 2023, 2024, 2025].map(|of| has_year(&framed.tables, &id("X"), year(of))), [false, true, true, false]);
    }
}
