//! The join of two copies.

use crate::domain::{Author, Program, Workspace};
use crate::register::Writer;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

/// Everything either copy knows.
pub fn join(ours: &Workspace, theirs: &Workspace) -> Workspace {
    let mut joined = ours.clone();
    join_into(&mut joined, theirs);
    joined
}

/// [`join`] in place: what is put together from many parts is not copied for each of them.
pub fn join_into(ours: &mut Workspace, theirs: &Workspace) {
    for (id, program) in &theirs.programs {
        match ours.programs.entry(id.clone()) {
            Entry::Vacant(place) => {
                place.insert(program.clone());
            }
            Entry::Occupied(mut place) => join_program(Arc::make_mut(place.get_mut()), program),
        }
    }
    join_writers(&mut ours.writers, &theirs.writers);
}

pub fn join_program(ours: &mut Program, theirs: &Program) {
    ours.tables.join(&theirs.tables);
    ours.unknown.join(&theirs.unknown);
    if !Arc::ptr_eq(&ours.answers, &theirs.answers) && !theirs.answers.is_empty() {
        let answers = Arc::make_mut(&mut ours.answers);
        for (id, answer) in theirs.answers.iter() {
            // Two answers under one random id are damage; the lesser stays, so that every copy keeps the same one.
            answers.entry(id.clone()).and_modify(|ours| *ours = ours.clone().min(answer.clone())).or_insert_with(|| answer.clone());
        }
    }
}

pub(super) fn join_writers(ours: &mut BTreeMap<Writer, Author>, theirs: &BTreeMap<Writer, Author>) {
    for (writer, author) in theirs {
        match ours.entry(*writer) {
            Entry::Vacant(place) => {
                place.insert(author.clone());
            }
            // One writer is one page start of one person; two names are damage, and any fixed choice will do.
            Entry::Occupied(mut place) => {
                if author < place.get() {
                    place.insert(author.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};

    #[test]
    fn of_two_names_of_one_writer_every_copy_keeps_the_same() {
        let author = |person: &str| Author { department: "人事課".to_owned(), person: person.to_owned(), device: String::new() };
        let (writer, other) = (Writer::from_bits(1), Writer::from_bits(2));
        let (one, two) = (BTreeMap::from([(writer, author("甲"))]), BTreeMap::from([(writer, author("乙")), (other, author("丙"))]));
        let joined = |ours: &BTreeMap<Writer, Author>, theirs: &BTreeMap<Writer, Author>| {
            let mut joined = ours.clone();
            join_writers(&mut joined, theirs);
            joined
        };
        assert_eq!(joined(&one, &two), joined(&two, &one));
        // 乙 (U+4E59) stands before 甲 (U+7532).
        assert_eq!(joined(&one, &two), BTreeMap::from([(writer, author("乙")), (other, author("丙"))]));
    }

    #[test]
    fn answers_of_both_copies_are_there_and_of_two_under_one_id_every_copy_keeps_the_same() {
        let (mut one, mut other, mut none) = (Workspace::default(), Workspace::default(), Workspace::default());
        answer(&mut one, "a", 1);
        answer(&mut one, "both", 2);
        answer(&mut other, "b", 1);
        answer(&mut other, "both", 1);
        none.program_mut(&id());
        let whole = [("a", 1), ("b", 1), ("both", 1)].map(|(id, version)| (id.to_owned(), version));
        assert_eq!(answers(&join(&one, &other)), whole);
        assert_eq!(answers(&join(&other, &one)), whole);
        for (left, right) in [(&one, &none), (&none, &one), (&one, &one)] {
            assert_eq!(answers(&join(left, right)), answers(&one));
        }
    }
}
