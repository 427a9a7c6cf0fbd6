//! The places of a survey: the city, its departments in their tree, and those who named none.

use crate::{
    domain::{DepartmentId, EligibleKey, GroupPlace, SurveyId, Tables},
    register::Reading,
};
use std::collections::{BTreeMap, BTreeSet};

/// The city comes first, each department after the one it belongs to and otherwise in the order of the list, and last those
/// who named none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    places: Vec<GroupPlace>,
    within: Vec<usize>,
    eligible: Vec<Option<u32>>,
    at: BTreeMap<DepartmentId, usize>,
}

impl Roster {
    /// Of the departments that were asked or answered, and those they belong to.
    pub(super) fn new<'a>(tables: &'a Tables, survey: &SurveyId, answered: impl Iterator<Item = &'a DepartmentId>) -> Self {
        let asked = tables.eligible.cells().map(|(key, _)| key).filter(|key| key.survey == *survey).map(|key| &key.department);
        let parent = |id: &DepartmentId| tables.departments.get(id).and_then(|department| department.parent.as_ref());
        let mut involved: BTreeSet<&DepartmentId> = BTreeSet::new();
        for department in asked.chain(answered) {
            // A ring of parents ends where it meets itself.
            let mut next = Some(department);
            while let Some(id) = next.filter(|id| involved.insert(id)) {
                next = parent(id);
            }
        }
        let listed = tables.listed_departments();
        let mut left: Vec<&DepartmentId> = listed.iter().map(|(id, _)| *id).filter(|id| involved.contains(id)).collect();
        left.extend(involved.iter().filter(|id| !listed.iter().any(|(other, _)| other == *id)));
        let mut roster = Roster { places: vec![GroupPlace::City], within: vec![0], eligible: vec![None], at: BTreeMap::new() };
        let eligible = |id: &DepartmentId| {
            let key = EligibleKey { survey: survey.clone(), department: id.clone() };
            match tables.eligible.reading(&key) {
                Reading::Settled(people) => Some(people.0),
                Reading::Absent | Reading::Conflict(_) => None,
            }
        };
        // Of a department the sections come right after it.
        let roots: Vec<&DepartmentId> =
            left.iter().copied().filter(|id| parent(id).is_none_or(|above| !involved.contains(above))).collect();
        let mut waiting: Vec<(&DepartmentId, usize)> = roots.into_iter().rev().map(|id| (id, 0)).collect();
        loop {
            while let Some((id, within)) = waiting.pop() {
                let at = roster.push(GroupPlace::Department(id.clone()), within, eligible(id));
                roster.at.insert(id.clone(), at);
                let sections = left.iter().rev().filter(|other| parent(other) == Some(id) && !roster.at.contains_key(**other));
                waiting.extend(sections.map(|other| (*other, at)));
            }
            // What is left belongs to itself in a ring: the first of it stands on its own.
            match left.iter().find(|id| !roster.at.contains_key(**id)) {
                Some(id) => waiting.push((id, 0)),
                None => break,
            }
        }
        roster.push(GroupPlace::Unnamed, 0, None);
        roster
    }

    fn push(&mut self, place: GroupPlace, within: usize, eligible: Option<u32>) -> usize {
        self.places.push(place);
        self.within.push(within);
        self.eligible.push(eligible);
        self.places.len() - 1
    }

    pub fn n_places(&self) -> usize {
        self.places.len()
    }

    pub fn place(&self, at: usize) -> &GroupPlace {
        &self.places[at]
    }

    pub(super) fn within(&self, at: usize) -> usize {
        self.within[at]
    }

    /// Of those who belong to the place itself.
    pub(super) fn eligible(&self, at: usize) -> Option<u32> {
        self.eligible[at]
    }

    pub(super) fn at(&self, department: Option<&DepartmentId>) -> usize {
        department.and_then(|id| self.at.get(id)).copied().unwrap_or(self.places.len() - 1)
    }

    /// 対象者数 of the whole place, as far as it is known. What a file says of two 所属 may be more than can be counted.
    pub(super) fn eligible_in(&self) -> Vec<Option<u32>> {
        let mut eligible = self.eligible.clone();
        for at in (1..self.n_places()).rev() {
            if let Some(n) = eligible[at] {
                let above = &mut eligible[self.within[at]];
                *above = Some(above.unwrap_or(0).saturating_add(n));
            }
        }
        eligible
    }
}
