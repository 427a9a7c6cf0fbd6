//! Where two copies differ.

use crate::domain::{AnswerId, CellKind, Place, Program, ProgramId, Table, Tables, UnknownKey, Visitor, Workspace};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The names of everything that is not exactly alike in two copies, what one of them lacks included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub cells: BTreeSet<Place>,
    pub unknown: BTreeSet<(ProgramId, UnknownKey)>,
    pub answers: BTreeSet<(ProgramId, AnswerId)>,
}

impl Differences {
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.unknown.is_empty() && self.answers.is_empty()
    }
}

/// Compares two copies. What they share in memory is not looked at, so that after one edit this costs one table's walk.
pub fn differences(one: &Workspace, other: &Workspace) -> Differences {
    let nothing = Arc::new(Program::default());
    let mut found = Differences::default();
    let ids: BTreeSet<&ProgramId> = one.programs.keys().chain(other.programs.keys()).collect();
    for id in ids {
        let (one, other) = (one.programs.get(id).unwrap_or(&nothing), other.programs.get(id).unwrap_or(&nothing));
        if Arc::ptr_eq(one, other) {
            continue;
        }
        one.tables.visit(&mut Comparison { program: id, other: &other.tables, found: &mut found.cells });
        let unknown = differing(one.unknown.cells(), other.unknown.cells());
        found.unknown.extend(unknown.into_iter().map(|key| (id.clone(), key.clone())));
        if !Arc::ptr_eq(&one.answers, &other.answers) {
            let answers = differing(as_refs(&one.answers), as_refs(&other.answers));
            found.answers.extend(answers.into_iter().map(|answer| (id.clone(), answer.clone())));
        }
    }
    found
}

struct Comparison<'a> {
    program: &'a ProgramId,
    other: &'a Tables,
    found: &'a mut BTreeSet<Place>,
}

impl Visitor for Comparison<'_> {
    fn table<C: CellKind>(&mut self, one: &Table<C::Key, C::Value>) {
        let other = C::table(self.other);
        if one.is_same(other) {
            return;
        }
        for key in differing(one.cells(), other.cells()) {
            self.found.insert(Place { program: self.program.clone(), cell: C::id(key.clone()) });
        }
    }
}

fn as_refs<K, V>(map: &BTreeMap<K, V>) -> impl Iterator<Item = (&K, &V)> {
    map.iter()
}

/// The keys of two sorted lists whose values differ, or that only one of them has.
fn differing<'a, K: Ord, V: PartialEq + 'a>(
    one: impl Iterator<Item = (&'a K, &'a V)>,
    other: impl Iterator<Item = (&'a K, &'a V)>,
) -> Vec<&'a K> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let mut found = Vec::new();
    while let (Some(&(key, value)), Some(&(other_key, other_value))) = (one.peek(), other.peek()) {
        // One value in memory is never under two keys, so the keys need no comparing. This is nearly all of the walk.
        if std::ptr::eq(value, other_value) {
            one.next();
            other.next();
            continue;
        }
        match key.cmp(other_key) {
            Ordering::Less => {
                found.push(key);
                one.next();
            }
            Ordering::Greater => {
                found.push(other_key);
                other.next();
            }
            Ordering::Equal => {
                if value != other_value {
                    found.push(key);
                }
                one.next();
                other.next();
            }
        }
    }
    found.extend(one.chain(other).map(|(key, _)| key));
    found
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};

    #[test]
    fn a_difference_is_a_changed_a_missing_or_an_additional_key() {
        let one = BTreeMap::from([(1, 'a'), (2, 'b'), (3, 'c'), (6, 'f')]);
        let other = BTreeMap::from([(2, 'b'), (3, 'x'), (4, 'd'), (7, 'g')]);
        assert_eq!(differing(one.iter(), other.iter()), [&1, &3, &4, &6, &7]);
        assert!(differing(one.iter(), one.iter()).is_empty());
    }

    #[test]
    fn copies_differ_by_a_cell_by_what_a_newer_page_wrote_or_by_an_answer() {
        let mut here = Workspace::default();
        write(&mut here, 1, 1, "c", "old");
        opaque(&mut here, "k", &[(1, "old")]);
        answer(&mut here, "a", 1);
        assert!(differences(&here, &here.clone()).is_empty());
        let told = |change: &dyn Fn(&mut Workspace)| {
            let mut there = here.clone();
            change(&mut there);
            let found = differences(&here, &there);
            assert_eq!(found, differences(&there, &here));
            assert!(!found.is_empty());
            (found.cells.len(), found.unknown.len(), found.answers.len())
        };
        assert_eq!(told(&|it| write(it, 2, 1, "c", "new")), (1, 0, 0));
        assert_eq!(told(&|it| opaque(it, "k", &[(2, "new")])), (0, 1, 0));
        assert_eq!(told(&|it| answer(it, "b", 1)), (0, 0, 1));
        assert_eq!(told(&|it| answer(it, "a", 2)), (0, 0, 1));
    }
}
