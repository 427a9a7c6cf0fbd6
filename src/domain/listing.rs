//! Records in the order people see them.

use super::*;

impl Tables {
    pub fn is_present(&self, record: &Record) -> bool {
        // A removal in conflict has not happened yet.
        self.standings.get(record).copied().unwrap_or_default() == Standing::Present
    }

    /// The fiscal years a person can look at: from the first with a figure or a plan to the last of the plan, or the present one.
    pub fn years(&self, present: FiscalYear) -> Vec<FiscalYear> {
        let overview = self.overview.get(&());
        let figures = || self.figures.cells().map(|(key, _)| key.year);
        let planned = overview.map(|overview| overview.first_year);
        let Some(first) = figures().chain(planned).min() else { return vec![present] };
        let last = overview.and_then(|overview| overview.last_year).unwrap_or(present).max(first);
        let last = figures().chain([last]).max().unwrap_or(last);
        std::iter::successors(Some(first), |year| year.next()).take_while(|year| *year <= last).collect()
    }

    /// The cells that show more than one value, in the order of files.
    pub fn conflicts(&self) -> Vec<CellId> {
        struct Conflicts(Vec<CellId>);

        impl Visitor for Conflicts {
            fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
                self.0.extend(table.cells().filter(|(_, cell)| cell.reading().is_conflict()).map(|(key, _)| C::id(key.clone())));
            }
        }

        let mut conflicts = Conflicts(Vec::new());
        self.visit(&mut conflicts);
        conflicts.0
    }

    /// The last year with a figure nobody doubts: what a programme shows first.
    pub fn latest_year_with_figures(&self) -> Option<FiscalYear> {
        let is_figure = |figure: &Figure| figure.shown.confirmed().is_some_and(|shown| !matches!(shown, Shown::Blank | Shown::Dash(_)));
        self.figures.settled().filter(|(_, figure)| is_figure(figure)).map(|(key, _)| key.year).max()
    }

    /// Pillars in document order.
    pub fn listed_pillars(&self) -> Vec<(&PillarId, &Pillar)> {
        self.listed(&self.pillars, |id| Record::Pillar(id.clone()))
    }

    pub fn listed_departments(&self) -> Vec<(&DepartmentId, &Department)> {
        self.listed(&self.departments, |id| Record::Department(id.clone()))
    }

    /// Whether other departments lie within it: what is counted at it then counts their people elsewhere.
    pub fn has_departments_within(&self, id: &DepartmentId) -> bool {
        self.listed_departments().iter().any(|(_, department)| department.parent.as_ref() == Some(id))
    }

    pub fn listed_measures(&self) -> Vec<(&MeasureId, &Measure)> {
        self.listed(&self.measures, |id| Record::Measure(id.clone()))
    }

    /// Indicators in document order.
    pub fn listed_indicators(&self) -> Vec<(&IndicatorId, &Indicator)> {
        self.listed(&self.indicators, |id| Record::Indicator(id.clone()))
    }

    pub fn schedule_of(&self, measure: &MeasureId) -> Vec<(&RowId, &ScheduleRow)> {
        let mut rows: Vec<_> = self
            .schedule
            .cells()
            .filter(|(key, _)| key.measure == *measure)
            .filter_map(|(key, cell)| Some((key, &cell.siblings().first()?.value)))
            .map(|(key, row)| (Record::ScheduleRow(measure.clone(), key.row.clone()), &key.row, row))
            .filter(|(record, ..)| self.is_present(record))
            .map(|(record, id, row)| (self.positions.get(&record), id, row))
            .collect();
        rows.sort_by(|a, b| in_order(a.0, a.1, b.0, b.1));
        rows.into_iter().map(|(_, id, row)| (id, row)).collect()
    }

    /// The rows of one sheet's Plan, in order.
    pub fn plan_rows_of(&self, measure: &MeasureId, year: FiscalYear) -> Vec<&RowId> {
        let mut rows: Vec<&RowId> =
            self.plan.cells().filter(|(key, _)| key.measure == *measure && key.year == year).map(|(key, _)| &key.row).collect();
        rows.dedup();
        let mut placed: Vec<_> = rows
            .into_iter()
            .map(|id| (Record::PlanRow(measure.clone(), year, id.clone()), id))
            .filter(|(record, _)| self.is_present(record))
            .map(|(record, id)| (self.positions.get(&record), id))
            .collect();
        placed.sort_by(|a, b| in_order(a.0, a.1, b.0, b.1));
        placed.into_iter().map(|(_, id)| id).collect()
    }

    pub fn listed_notes(&self) -> Vec<(&NoteId, &Note)> {
        self.listed(&self.notes, |id| Record::Note(id.clone()))
    }

    fn listed<'a, K: Ord + Clone, V: Ord + Clone>(&'a self, table: &'a Table<K, V>, record: impl Fn(&K) -> Record) -> Vec<(&'a K, &'a V)> {
        // A definition in conflict stays in the list, shown by its first value, so that nothing disappears from the page.
        let mut list: Vec<_> = table
            .cells()
            .filter_map(|(key, cell)| Some((key, &cell.siblings().first()?.value)))
            .map(|(key, value)| (record(key), key, value))
            .filter(|(record, ..)| self.is_present(record))
            .map(|(record, key, value)| (self.positions.get(&record), key, value))
            .collect();
        list.sort_by(|a, b| in_order(a.0, a.1, b.0, b.1));
        list.into_iter().map(|(_, key, value)| (key, value)).collect()
    }
}

/// By position, what has none at the end; equal positions (two copies inserted at one place) by id.
fn in_order<K: Ord>(place: Option<&Position>, key: &K, other_place: Option<&Position>, other_key: &K) -> std::cmp::Ordering {
    place.is_none().cmp(&other_place.is_none()).then_with(|| place.cmp(&other_place)).then_with(|| key.cmp(other_key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Dot, Writer};

    fn year(number: i32) -> FiscalYear {
        FiscalYear::new(number).unwrap()
    }

    fn years(tables: &Tables, present: i32) -> Vec<i32> {
        tables.years(year(present)).into_iter().map(FiscalYear::number).collect()
    }

    fn write(tables: &mut Tables, writer: u64, entry: Entry) {
        let n = 1 + tables.figures.len() as u64 + tables.departments.len() as u64 + tables.notes.len() as u64;
        tables.write(entry, Dot { writer: Writer::from_bits(writer), n }, None);
    }

    fn figure(of: i32, shown: Shown) -> Entry {
        let key = FigureKey { indicator: IndicatorId::new("X").unwrap(), year: year(of), part: None };
        Entry::Figure(key, Figure::confirmed(shown))
    }

    fn plan(first: i32, last: Option<i32>) -> Entry {
        let (city, title, established, issued_by, policies, document) = Default::default();
        let (first_year, last_year) = (year(first), last.map(year));
        Entry::Overview((), Overview { city, title, established, first_year, last_year, issued_by, policies, document })
    }

    #[test]
    fn years_run_from_the_first_figure_or_plan_to_the_last_of_the_plan_or_the_present() {
        let mut tables = Tables::default();
        assert_eq!(years(&tables, 2026), [2026]);
        write(&mut tables, 1, plan(2023, None));
        assert_eq!(years(&tables, 2025), [2023, 2024, 2025]);
        assert_eq!(years(&tables, 2020), [2023], "a plan that has not begun");
        write(&mut tables, 1, plan(2023, Some(2024)));
        assert_eq!(years(&tables, 2026), [2023, 2024]);
        write(&mut tables, 1, figure(2021, Shown::Blank));
        write(&mut tables, 1, figure(2025, Shown::Blank));
        assert_eq!(years(&tables, 2026), [2021, 2022, 2023, 2024, 2025]);
    }

    #[test]
    fn the_latest_year_is_that_of_a_figure_that_says_something() {
        let mut tables = Tables::default();
        assert_eq!(tables.latest_year_with_figures(), None);
        write(&mut tables, 1, figure(2022, Shown::Words("検討".to_owned())));
        write(&mut tables, 1, figure(2023, Shown::Dash(Dash::Unmeasured)));
        write(&mut tables, 1, figure(2024, Shown::Blank));
        assert_eq!(tables.latest_year_with_figures(), Some(year(2022)));
    }

    #[test]
    fn a_department_has_others_within_it_that_name_it_and_still_stand() {
        let id = |name: &str| DepartmentId::new(name).unwrap();
        let mut tables = Tables::default();
        write(&mut tables, 1, Entry::Department(id("a"), Department::named("総務部")));
        write(&mut tables, 1, Entry::Department(id("b"), Department { parent: Some(id("a")), ..Department::named("人事課") }));
        let within = |tables: &Tables| ["a", "b"].map(|name| tables.has_departments_within(&id(name)));
        assert_eq!(within(&tables), [true, false]);
        write(&mut tables, 1, Entry::Standing(Record::Department(id("b")), Standing::Removed));
        assert_eq!(within(&tables), [false, false]);
    }

    #[test]
    fn notes_are_listed_until_they_are_removed() {
        let id = |name: &str| NoteId::new(name).unwrap();
        let note = |mark: &str| Note { place: NotePlace::Program, kind: NoteKind::Footnote, mark: mark.to_owned(), text: String::new() };
        let mut tables = Tables::default();
        write(&mut tables, 1, Entry::Note(id("a"), note("※1")));
        write(&mut tables, 1, Entry::Note(id("b"), note("※2")));
        write(&mut tables, 1, Entry::Standing(Record::Note(id("a")), Standing::Removed));
        assert_eq!(tables.listed_notes().into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn a_cell_is_in_conflict_where_two_wrote_apart() {
        let (mut ours, mut theirs) = (Tables::default(), Tables::default());
        write(&mut ours, 1, figure(2023, Shown::Words("検討".to_owned())));
        assert_eq!(ours.conflicts(), []);
        let entry = figure(2023, Shown::Words("実施".to_owned()));
        write(&mut theirs, 2, entry.clone());
        write(&mut theirs, 2, figure(2024, Shown::Blank));
        ours.join(&theirs);
        assert_eq!(ours.conflicts(), [entry.id()]);
    }
}
