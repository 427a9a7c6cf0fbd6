//! Ratings by pillar and year.

use super::sheet::printed_rating;
use crate::{
    domain::{FiscalYear, GradeId, MeasureId, PassageKey, PillarId, Rating, Section, Tables},
    register::Reading,
};
use std::collections::BTreeMap;

/// How the sheets of one pillar were rated in one year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rated {
    /// Grades and decisions by id, with the measures that got them.
    pub given: BTreeMap<GradeId, Vec<MeasureId>>,
    pub in_conflict: Vec<MeasureId>,
    /// Measures with a sheet and no rating.
    pub unrated: Vec<MeasureId>,
}

/// The printed rating of every measure that has a sheet in the year, by pillar in document order; pillars without sheets
/// are left out.
pub fn ratings(tables: &Tables, year: FiscalYear) -> Vec<(PillarId, Rated)> {
    let of_pillar = |pillar: &PillarId| {
        let mut rated = Rated::default();
        for (measure, _) in tables.listed_measures().into_iter().filter(|(_, measure)| measure.pillar == *pillar) {
            match printed_rating(tables, measure, year) {
                Some((_, Reading::Settled(Rating { given, .. }))) => rated.given.entry(given).or_default().push(measure.clone()),
                Some((_, Reading::Conflict(_))) => rated.in_conflict.push(measure.clone()),
                Some((_, Reading::Absent)) | None if has_sheet(tables, measure, year) => rated.unrated.push(measure.clone()),
                Some((_, Reading::Absent)) | None => {}
            }
        }
        (pillar.clone(), rated)
    };
    let pillars = tables.listed_pillars().into_iter().map(|(id, _)| of_pillar(id));
    pillars.filter(|(_, rated)| *rated != Rated::default()).collect()
}

/// Whether anything of a sheet was written for that year.
pub fn has_sheet(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> bool {
    let first = PassageKey { measure: measure.clone(), year, section: Section::Content };
    let mut passages = tables.passages.cells_from(&first).take_while(|(key, _)| key.measure == *measure && key.year == year);
    passages.next().is_some() || !tables.plan_rows_of(measure, year).is_empty()
}

/// The years in which a measure has a sheet.
pub fn sheet_years(tables: &Tables, measure: &MeasureId) -> Vec<FiscalYear> {
    let passages = tables.passages.cells().filter(|(key, _)| key.measure == *measure).map(|(key, _)| key.year);
    let rows = tables.plan.cells().filter(|(key, _)| key.measure == *measure).map(|(key, _)| key.year);
    let years: std::collections::BTreeSet<FiscalYear> = passages.chain(rows).collect();
    years.into_iter().filter(|year| has_sheet(tables, measure, *year)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Column, Entry, Passage, PassageKey, Pillar, PillarRole, PlanKey, Section, Step, Trust};

    #[test]
    fn the_last_step_counts_and_an_unrated_sheet_is_told() {
        let pillar =
            Pillar { number: "1".to_owned(), name: Trust::Confirmed(String::new()), summary: String::new(), role: PillarRole::Pillar };
        let key = PassageKey { measure: id("B"), year: year(2023), section: Section::Content };
        let city = City::new()
            .scale()
            .write(Entry::Pillar(id("1"), pillar))
            .measure("A")
            .measure("B")
            .measure("C")
            .write(Entry::Passage(key, Passage::Text("文".to_owned())))
            .rating("A", 2023, Step::Lead, "nearly")
            .rating("A", 2023, Step::Committee, "little");
        let found = ratings(&city.tables, year(2023));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1.given, BTreeMap::from([(id("little"), vec![id("A")])]));
        assert_eq!(found[0].1.unrated, [id("B")]);
        assert_eq!(ratings(&city.tables, year(2024)), []);
        assert_eq!(sheet_years(&city.tables, &id("B")), [year(2023)]);
    }

    #[test]
    fn a_sheet_is_a_text_or_a_row_of_its_own_measure_and_year() {
        let passage = |measure: &str, of| {
            let key = PassageKey { measure: id(measure), year: year(of), section: Section::Action };
            Entry::Passage(key, Passage::Text("文".to_owned()))
        };
        let row = |measure: &str, of| {
            let key = PlanKey { measure: id(measure), year: year(of), row: id("r"), column: Column::Plan };
            Entry::Plan(key, Passage::Text("文".to_owned()))
        };
        let city = City::new().write(passage("A", 2022)).write(row("A", 2024)).write(passage("B", 2023)).write(row("C", 2023));
        let has = |measure: &str| [2022, 2023, 2024].map(|of| has_sheet(&city.tables, &id(measure), year(of)));
        assert_eq!([has("A"), has("B"), has("C")], [[true, false, true], [false, true, false], [false, true, false]]);
        let years = |measure: &str| sheet_years(&city.tables, &id(measure));
        assert_eq!([years("A"), years("B"), years("D")], [vec![year(2022), year(2024)], vec![year(2023)], vec![]]);
    }
}
