//! 前年度実績 of a 所属 as it stands now: after 組織改編 its year before is that of those that went over into it (N:323).

use super::{Actual, LastYear, actual};
use crate::domain::{
    Department, DepartmentId, FiscalYear, OvertimeItem, OvertimeKey, Tables,
    overtime::{Ledger, Minutes, Workplace},
};
use std::collections::BTreeSet;

/// What was worked last year: as the 所属 has restated it, else as the rows about people have it.
pub fn last_year(tables: &Tables, ledger: &Ledger, workplace: &Workplace, year: FiscalYear) -> LastYear {
    if let Some(minutes) = tables.overtime_amount(&OvertimeKey::of_year(workplace, year, OvertimeItem::LastYear)) {
        return LastYear::Known(Minutes::new(minutes.into()));
    }
    let whole = |worked: Actual| worked.months.iter().all(|month| month.n_people > 0 && month.n_unknown == 0).then(|| worked.total());
    let counted = || -> Option<Minutes> {
        let before = year.previous()?;
        // Of several each must be known: what is missing of one does not show in all of them together.
        workplaces_before(tables, ledger, workplace, year)?.iter().map(|it| whole(actual(ledger, &[it], before))).sum()
    };
    counted().map_or(LastYear::Unknown, LastYear::Known)
}

/// The 所属 whose hours of the year before are this one's: those that went over into it whole, with itself where it stood; or
/// itself alone where the rows name the people of then by the 所属 of now. `None` where nobody but they can say: one that went
/// over to several reports hours, or the rows name the same people both ways.
pub fn workplaces_before(tables: &Tables, ledger: &Ledger, workplace: &Workplace, year: FiscalYear) -> Option<BTreeSet<Workplace>> {
    let before = year.previous()?;
    let reports = |workplace: &Workplace| ledger.strips().iter().any(|strip| strip.year() == before && strip.workplace() == workplace);
    let name = |id: &DepartmentId| Some(Workplace::new(&tables.departments.get(id)?.name));
    let is_it = |department: &Department| department.name == workplace.name() && department.stands_in(year);
    let (mut whole, mut shared) = (BTreeSet::new(), BTreeSet::new());
    for (id, _) in tables.listed_departments().into_iter().filter(|(_, department)| is_it(department)) {
        let units = tables.units_before(id, year);
        whole.extend(units.whole.iter().filter_map(name));
        shared.extend(units.shared.iter().filter_map(name));
    }
    if shared.iter().any(reports) {
        return None;
    }
    if !whole.iter().any(|it| it != workplace && reports(it)) {
        return Some(BTreeSet::from([workplace.clone()]));
    }
    (whole.contains(workplace) || !reports(workplace)).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Command, Entry, OvertimeEntry, ProgramId, Stamp, Successor, Workspace},
        evaluate::overtime::fixture::{Row, ledger, year},
        register::{Dot, Writer},
    };

    fn id(name: &str) -> DepartmentId {
        DepartmentId::new(name).unwrap()
    }

    struct Hall(Workspace, Stamp);

    impl Hall {
        fn write(&mut self, entries: Vec<Entry>) {
            (_, self.1) = self.0.apply(Command { program: program(), entries }, self.1).unwrap();
        }

        fn tables(&self) -> &Tables {
            &self.0.program(&program()).unwrap().tables
        }
    }

    fn program() -> ProgramId {
        ProgramId::new("p").unwrap()
    }

    /// A課 and B課 went over into AB課, and C課 to D課 and E課, with 2024; F課 was always there and took G課 in.
    fn reorganised() -> Hall {
        let mut hall = Hall(Workspace::default(), Stamp { dot: Dot { writer: Writer::from_bits(1), n: 1 }, at: None });
        hall.0.programs.insert(program(), Default::default());
        hall.write(["A", "B", "C", "F", "G"].map(|name| Entry::Department(id(name), Department::named(&format!("{name}課")))).into());
        let new = |name: &str| Successor::New(id(name), format!("{name}課"));
        hall.write(hall.tables().succeed(&[id("A"), id("B")], &[new("AB")], year(2024)));
        hall.write(hall.tables().succeed(&[id("C")], &[new("D"), new("E")], year(2024)));
        hall.write(hall.tables().succeed(&[id("G")], &[Successor::Standing(id("F"))], year(2024)));
        hall
    }

    fn last_year_of(rows: &[Row<'_>], workplace: &str) -> LastYear {
        last_year(reorganised().tables(), &ledger(rows), &Workplace::new(workplace), year(2024))
    }

    const HOURS: &str = "10 10 10 10 10 10 10 10 10 10 10 10";
    const A: Row<'_> = ("1", "A課", 2023, HOURS);
    const B: Row<'_> = ("2", "B課", 2023, HOURS);

    #[test]
    fn a_new_unit_s_last_year_is_its_predecessors_together() {
        let both = LastYear::Known(Minutes::hours(240));
        assert_eq!(last_year_of(&[A, B], "AB課"), both);
        assert_eq!(last_year_of(&[("1", "F課", 2023, HOURS), ("2", "G課", 2023, HOURS)], "F課"), both);
        // All of them, or nothing is known.
        assert_eq!(last_year_of(&[A], "AB課"), LastYear::Unknown);
        assert_eq!(last_year_of(&[A, ("2", "B課", 2023, "?")], "AB課"), LastYear::Unknown);
        assert_eq!(last_year_of(&[], "AB課"), LastYear::Unknown);
    }

    #[test]
    fn rows_that_name_the_people_of_then_by_the_unit_of_now_are_its_own() {
        assert_eq!(last_year_of(&[("1", "AB課", 2023, HOURS)], "AB課"), LastYear::Known(Minutes::hours(120)));
        assert_eq!(last_year_of(&[("1", "AB課", 2023, HOURS), A], "AB課"), LastYear::Unknown);
        // A 所属 that the programme does not know by name.
        assert_eq!(last_year_of(&[("1", "病院", 2023, HOURS)], "病院"), LastYear::Known(Minutes::hours(120)));
    }

    #[test]
    fn nobody_knows_which_part_of_a_unit_that_was_split_is_whose() {
        let rows = [("1", "C課", 2023, HOURS), ("2", "D課", 2023, HOURS)];
        assert_eq!(last_year_of(&rows, "D課"), LastYear::Unknown);
        assert_eq!(last_year_of(&rows[1..], "D課"), LastYear::Known(Minutes::hours(120)));
        // But what the 所属 itself has said.
        let mut hall = reorganised();
        let key = OvertimeKey::of_year(&Workplace::new("D課"), year(2024), OvertimeItem::LastYear);
        hall.write(vec![Entry::Overtime(key, OvertimeEntry { amount: Some(90), ..OvertimeEntry::default() })]);
        assert_eq!(last_year(hall.tables(), &ledger(&rows), &Workplace::new("D課"), year(2024)), LastYear::Known(Minutes::new(90)));
    }
}
