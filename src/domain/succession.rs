//! Units that are renamed, merged or split between years: what follows what.
//!
//! A unit that ends is a closed record: its years stay its own. What goes on after it, the duties with it, is found by the
//! links to its successors, so that nothing has to be rewritten when a city hall is reorganised.

use super::*;
use std::collections::BTreeSet;

/// What takes over from a unit that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Successor {
    New(DepartmentId, String),
    /// A unit that stands already, and takes the work in.
    Standing(DepartmentId),
}

impl Successor {
    fn id(&self) -> &DepartmentId {
        match self {
            Successor::New(id, _) | Successor::Standing(id) => id,
        }
    }
}

/// The units of the year before that were a unit what it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Predecessors {
    /// All of their work is the unit's; itself where it stood.
    pub whole: BTreeSet<DepartmentId>,
    /// They went over to several, of which it is one: nothing says which part of their work it has.
    pub shared: BTreeSet<DepartmentId>,
}

impl Tables {
    /// The units themselves and all that came after them: who may write what they left behind.
    pub fn heirs(&self, units: &[DepartmentId]) -> Vec<DepartmentId> {
        let mut heirs: Vec<DepartmentId> = Vec::new();
        let mut open: Vec<DepartmentId> = units.iter().rev().cloned().collect();
        while let Some(unit) = open.pop() {
            // Two copies may have linked units in a ring.
            if heirs.contains(&unit) {
                continue;
            }
            if let Some(department) = self.departments.get(&unit) {
                open.extend(department.successors.iter().rev().cloned());
            }
            heirs.push(unit);
        }
        heirs
    }

    /// The units that did a unit's work in a year: itself while it stood, its successors after, its predecessors before.
    pub fn units_in(&self, unit: &DepartmentId, year: FiscalYear) -> Vec<DepartmentId> {
        let mut seen = BTreeSet::new();
        let mut open = vec![unit.clone()];
        let mut units = Vec::new();
        while let Some(unit) = open.pop() {
            if !seen.insert(unit.clone()) {
                continue;
            }
            let Some(department) = self.departments.get(&unit) else { continue };
            if department.stands_in(year) {
                units.push(unit);
            } else if department.until.is_some_and(|until| until < year) {
                open.extend(department.successors.iter().cloned());
            } else {
                let came_before = |(_, other): &(&DepartmentId, &Department)| other.successors.contains(&unit);
                open.extend(self.departments.settled().filter(came_before).map(|(id, _)| id.clone()));
            }
        }
        // Nobody stood then, as far as is known: the unit itself says more than nothing.
        if units.is_empty() { vec![unit.clone()] } else { units }
    }

    /// The units of that name in a year, or those that have not ended; where none of them stands then, all there ever were.
    /// Whoever knows a unit by its name alone (a file, an attendance system) means one in force.
    pub fn departments_named(&self, name: &str, year: Option<FiscalYear>) -> Vec<DepartmentId> {
        let mut named = self.listed_departments();
        named.retain(|(_, department)| department.name == name);
        let stands = |department: &Department| year.map_or(department.until.is_none(), |year| department.stands_in(year));
        if named.iter().any(|(_, department)| stands(department)) {
            named.retain(|(_, department)| stands(department));
        }
        named.into_iter().map(|(id, _)| id.clone()).collect()
    }

    /// The units of the year before that a unit goes on from in `year`: none where it is new.
    pub fn units_before(&self, unit: &DepartmentId, year: FiscalYear) -> Predecessors {
        let mut before = Predecessors::default();
        let Some(last) = year.previous() else { return before };
        let mut seen = BTreeSet::new();
        let mut open = vec![(unit.clone(), false)];
        while let Some((unit, is_shared)) = open.pop() {
            if !seen.insert(unit.clone()) {
                continue;
            }
            let Some(department) = self.departments.get(&unit) else { continue };
            for (id, other) in self.departments.settled() {
                if other.until == Some(last) && other.successors.contains(&unit) {
                    open.push((id.clone(), is_shared || other.successors.len() > 1));
                }
            }
            if department.stands_in(last) {
                if is_shared { &mut before.shared } else { &mut before.whole }.insert(unit);
            }
        }
        before
    }

    /// The units as a tree in a year, or all there ever were: each with its depth, children behind their parent.
    pub fn department_tree(&self, year: Option<FiscalYear>) -> Vec<(usize, DepartmentId)> {
        let listed: Vec<(&DepartmentId, &Department)> =
            self.listed_departments().into_iter().filter(|(_, it)| year.is_none_or(|year| it.stands_in(year))).collect();
        let parent_of = |department: &Department| {
            let parent = department.parent.as_ref()?;
            let found = match year {
                Some(year) => self.units_in(parent, year).into_iter().next(),
                None => Some(parent.clone()),
            };
            // A child of a unit that is not shown stands by itself rather than nowhere.
            found.filter(|found| listed.iter().any(|(id, _)| *id == found))
        };
        let children = |of: Option<&DepartmentId>| -> Vec<DepartmentId> {
            listed.iter().filter(|(_, it)| parent_of(it).as_ref() == of).map(|(id, _)| (*id).clone()).rev().collect()
        };
        let mut tree = Vec::new();
        let mut open: Vec<(usize, DepartmentId)> = children(None).into_iter().map(|id| (0, id)).collect();
        while let Some((depth, id)) = open.pop() {
            open.extend(children(Some(&id)).into_iter().map(|child| (depth + 1, child)));
            tree.push((depth, id));
        }
        // Units whose parents form a ring hang from nothing; they are shown all the same.
        let lost: Vec<DepartmentId> =
            listed.iter().map(|(id, _)| (*id).clone()).filter(|id| !tree.iter().any(|(_, it)| it == id)).collect();
        tree.extend(lost.into_iter().map(|id| (0, id)));
        tree
    }

    /// The entries by which units end with the year before `from` and others take over: a renaming is one to one, a merger many
    /// to one, a split one to many.
    pub fn succeed(&self, old: &[DepartmentId], new: &[Successor], from: FiscalYear) -> Vec<Entry> {
        let mut entries = Vec::new();
        let Some(first) = old.first() else { return entries };
        let parent = self.departments.get(first).and_then(|department| department.parent.clone());
        let listed: Vec<Record> = self.listed_departments().into_iter().map(|(id, _)| Record::Department(id.clone())).collect();
        let mut fresh = Vec::new();
        for successor in new {
            let Successor::New(id, name) = successor else { continue };
            let department = Department { parent: parent.clone(), from: Some(from), ..Department::named(name) };
            entries.push(Entry::Department(id.clone(), department));
            fresh.push(Record::Department(id.clone()));
        }
        entries.extend(self.put_behind(&listed, &fresh, &Record::Department(first.clone())));
        let successors: Vec<DepartmentId> = new.iter().map(|it| it.id().clone()).collect();
        for id in old {
            let Some(department) = self.departments.get(id) else { continue };
            let others = successors.iter().filter(|successor| *successor != id).cloned().collect();
            let ended = Department { until: from.previous(), successors: others, ..department.clone() };
            // A unit that takes another one in goes on standing.
            if !successors.contains(id) {
                entries.push(Entry::Department(id.clone(), ended));
            }
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Dot, Writer};

    fn id(name: &str) -> DepartmentId {
        DepartmentId::new(name).unwrap()
    }

    fn ids<const N: usize>(names: [&str; N]) -> Vec<DepartmentId> {
        names.map(id).into()
    }

    fn year(number: i32) -> FiscalYear {
        FiscalYear::new(number).unwrap()
    }

    struct Hall(Tables, u64);

    impl Hall {
        /// Units in the order of their ids, each with its parent.
        fn of<const N: usize>(units: [(&str, Option<&str>); N]) -> Hall {
            let mut hall = Hall(Tables::default(), 0);
            for (name, parent) in units {
                let department = Department { parent: parent.map(id), ..Department::named(name) };
                hall.write(vec![Entry::Department(id(name), department)]);
            }
            hall
        }

        fn write(&mut self, entries: Vec<Entry>) {
            for entry in entries {
                self.1 += 1;
                self.0.write(entry, Dot { writer: Writer::from_bits(1), n: self.1 }, None);
            }
        }

        fn tree(&self, of: Option<i32>) -> String {
            let lines = self.0.department_tree(of.map(year)).into_iter().map(|(depth, id)| format!("{}{id}", " ".repeat(depth)));
            lines.collect::<Vec<_>>().join("/")
        }
    }

    fn new(name: &str) -> Successor {
        Successor::New(id(name), name.to_owned())
    }

    #[test]
    fn a_unit_of_a_parent_that_is_not_shown_stands_by_itself() {
        let mut hall = Hall::of([("a", None), ("a1", Some("a")), ("b", None), ("b1", Some("b"))]);
        assert_eq!(hall.tree(None), "a/ a1/b/ b1");
        hall.write(vec![Entry::Standing(Record::Department(id("b")), Standing::Removed)]);
        assert_eq!(hall.tree(None), "a/ a1/b1");
    }

    #[test]
    fn a_renamed_unit_keeps_its_years_and_hands_its_work_on() {
        let mut hall = Hall::of([("a", None), ("b", Some("a")), ("c", None)]);
        hall.write(hall.0.succeed(&ids(["a"]), &[new("a2")], year(2025)));
        assert_eq!(hall.0.heirs(&ids(["a"])), ids(["a", "a2"]));
        assert_eq!(hall.0.units_in(&id("a"), year(2024)), ids(["a"]));
        assert_eq!(hall.0.units_in(&id("a"), year(2025)), ids(["a2"]));
        // Looked at from the new unit, the earlier years were the old one's.
        assert_eq!(hall.0.units_in(&id("a2"), year(2024)), ids(["a"]));
        // Its child follows without a change of its own.
        assert_eq!(hall.tree(Some(2024)), "a/ b/c");
        assert_eq!(hall.tree(Some(2025)), "a2/ b/c");
    }

    #[test]
    fn who_takes_over_stands_where_the_old_unit_stood() {
        let mut hall = Hall::of([("a", None), ("a1", Some("a")), ("a2", Some("a"))]);
        hall.write(hall.0.succeed(&ids(["a1"]), &[new("x")], year(2025)));
        assert_eq!([Some(2024), Some(2025)].map(|of| hall.tree(of)), ["a/ a1/ a2", "a/ x/ a2"]);
    }

    #[test]
    fn a_merger_and_a_split_lead_both_ways() {
        let mut hall = Hall::of([("a", None), ("b", None), ("c", None)]);
        hall.write(hall.0.succeed(&ids(["a", "b"]), &[new("ab")], year(2024)));
        hall.write(hall.0.succeed(&ids(["c"]), &[new("c1"), new("c2")], year(2026)));
        assert_eq!(hall.0.units_in(&id("ab"), year(2023)).len(), 2);
        assert_eq!(hall.0.heirs(&ids(["b", "c"])), ids(["b", "ab", "c", "c1", "c2"]));
        assert_eq!(hall.0.units_in(&id("c"), year(2030)).into_iter().collect::<BTreeSet<_>>(), ids(["c1", "c2"]).into_iter().collect());
        assert_eq!(hall.tree(Some(2023)), "a/b/c");
        assert_eq!(hall.tree(Some(2024)), "ab/c");
    }

    #[test]
    fn a_unit_that_takes_another_in_goes_on() {
        let mut hall = Hall::of([("a", None), ("b", None)]);
        hall.write(hall.0.succeed(&ids(["a"]), &[Successor::Standing(id("b"))], year(2025)));
        assert_eq!(hall.tree(Some(2025)), "b");
        assert_eq!(hall.0.departments.get(&id("b")).unwrap(), &Department::named("b"));
        assert_eq!(hall.0.heirs(&ids(["a"])), ids(["a", "b"]));
        // Merged into itself: only the other one ends.
        hall.write(hall.0.succeed(&ids(["b", "a"]), &[Successor::Standing(id("b"))], year(2026)));
        assert_eq!(hall.0.departments.get(&id("b")).unwrap().until, None);
    }

    #[test]
    fn a_name_stands_for_the_unit_in_force() {
        let mut hall = Hall::of([("a", None), ("b", None), ("gone", None)]);
        hall.write(hall.0.succeed(&ids(["a"]), &[Successor::New(id("z"), "a".to_owned())], year(2025)));
        let named = |hall: &Hall, name: &str, of: Option<i32>| hall.0.departments_named(name, of.map(year));
        assert_eq!((named(&hall, "a", Some(2024)), named(&hall, "a", Some(2025))), (ids(["a"]), ids(["z"])));
        assert_eq!(named(&hall, "a", None), ids(["z"]));
        hall.write(hall.0.succeed(&ids(["b"]), &[new("c")], year(2025)));
        assert_eq!(named(&hall, "b", Some(2026)), ids(["b"]), "nobody else was ever called so");
        hall.write(vec![Entry::Standing(Record::Department(id("gone")), Standing::Removed)]);
        assert_eq!(named(&hall, "gone", None), []);
    }

    #[test]
    fn a_unit_goes_on_from_what_ended_with_the_year_before() {
        let mut hall = Hall::of([("a", None), ("b", None), ("c", None), ("d", None)]);
        hall.write(hall.0.succeed(&ids(["a", "b"]), &[new("ab")], year(2025)));
        hall.write(hall.0.succeed(&ids(["c"]), &[new("c1"), new("c2")], year(2025)));
        let before = |hall: &Hall, unit: &str, of: i32| {
            let Predecessors { whole, shared } = hall.0.units_before(&id(unit), year(of));
            [whole, shared].map(|units| units.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(before(&hall, "ab", 2025), ["a b", ""]);
        assert_eq!(before(&hall, "ab", 2026), ["ab", ""], "what ended earlier is in it by then");
        assert_eq!(before(&hall, "c2", 2025), ["", "c"]);
        assert_eq!(before(&hall, "d", 2025), ["d", ""]);
        // Taken in by a unit that goes on.
        hall.write(hall.0.succeed(&ids(["ab"]), &[Successor::Standing(id("d"))], year(2026)));
        assert_eq!(before(&hall, "d", 2026), ["ab d", ""]);
        // Corrected on the same day: what never stood hands on what it was to have.
        hall.write(hall.0.succeed(&ids(["c2"]), &[new("c3")], year(2025)));
        assert_eq!(before(&hall, "c3", 2025), ["", "c"]);
    }

    #[test]
    fn a_ring_of_units_ends() {
        let mut hall = Hall::of([("a", Some("b")), ("b", Some("a")), ("c", None)]);
        let linked = |name: &str, to: &str| {
            let department = Department { until: Some(year(2020)), successors: ids([to]), parent: None, ..Department::named(name) };
            Entry::Department(id(name), department)
        };
        assert_eq!(hall.tree(None), "c/a/b");
        hall.write(vec![linked("a", "b"), linked("b", "a")]);
        assert_eq!(hall.0.heirs(&ids(["a"])), ids(["a", "b"]));
        assert_eq!(hall.0.units_in(&id("a"), year(2024)), ids(["a"]));
    }
}
