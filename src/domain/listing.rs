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
