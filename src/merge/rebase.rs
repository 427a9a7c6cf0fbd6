//! Bringing an open copy up to what was kept meanwhile.

use super::{Differences, differences, join::join_writers};
use crate::domain::{Program, ProgramId, Table, Workspace};
use std::sync::Arc;

/// Makes in `ours` the changes that lead from `base` to `theirs`.
///
/// `base` is what both copies come from. A cell that is still as in `base` becomes as in `theirs`, even where that is less:
/// another tab may have taken an import back. A cell changed on both sides is joined. Cells equal in `base` and `theirs` are
/// not touched, so both may be extracts of the same places.
pub fn rebase(ours: &mut Workspace, base: &Workspace, theirs: &Workspace) {
    let nothing = Program::default();
    let Differences { cells, unknown, answers } = differences(base, theirs);
    for place in &cells {
        let (base, theirs) = (or(base, &place.program, &nothing), or(theirs, &place.program, &nothing));
        let tables = &mut ours.program_mut(&place.program).tables;
        if tables.has_same_cell(&place.cell, &base.tables) {
            tables.take_cell(&place.cell, &theirs.tables);
        } else {
            tables.join_cell(&place.cell, &theirs.tables);
        }
    }
    for (id, key) in &unknown {
        let (base, theirs) = (&or(base, id, &nothing).unknown, &or(theirs, id, &nothing).unknown);
        rebase_cell(&mut ours.program_mut(id).unknown, base, theirs, key);
    }
    for (id, answer) in &answers {
        // The set of answers only grows.
        if let Some(theirs) = or(theirs, id, &nothing).answers.get(answer) {
            let answers = Arc::make_mut(&mut ours.program_mut(id).answers);
            answers.entry(answer.clone()).and_modify(|ours| *ours = ours.clone().min(theirs.clone())).or_insert_with(|| theirs.clone());
        }
    }
    // A programme that went with an import taken back is gone for us too, unless we have written in it.
    ours.programs.retain(|id, program| {
        let went = base.programs.contains_key(id) && !theirs.programs.contains_key(id);
        !went || **program != nothing
    });
    join_writers(&mut ours.writers, &theirs.writers);
}

fn or<'a>(workspace: &'a Workspace, id: &ProgramId, nothing: &'a Program) -> &'a Program {
    workspace.program(id).unwrap_or(nothing)
}

fn rebase_cell<K: Ord + Clone, V: Ord + Clone>(ours: &mut Table<K, V>, base: &Table<K, V>, theirs: &Table<K, V>, key: &K) {
    let cell = match (ours.cell(key), theirs.cell(key)) {
        (ours, theirs) if ours == base.cell(key) => theirs.cloned(),
        (Some(ours), Some(theirs)) => Some(ours.merge(theirs)),
        (ours, theirs) => ours.or(theirs).cloned(),
    };
    ours.put(key.clone(), cell);
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};

    #[test]
    fn what_another_tab_took_back_goes_here_too_and_what_was_written_here_stays() {
        let mut base = Workspace::default();
        write(&mut base, 1, 1, "kept", "old");
        let before_the_import = base.clone();
        write(&mut base, 2, 1, "imported", "from a file");
        write(&mut base, 2, 2, "imported-and-edited", "from a file");
        let theirs = before_the_import;
        let mut ours = base.clone();
        write(&mut ours, 3, 1, "imported-and-edited", "ours");
        write(&mut ours, 3, 2, "new", "ours");
        rebase(&mut ours, &base, &theirs);
        assert_eq!(says(&ours, "kept"), ["old"]);
        assert_eq!(says(&ours, "imported"), [""; 0]);
        assert_eq!(says(&ours, "imported-and-edited"), ["ours"]);
        assert_eq!(says(&ours, "new"), ["ours"]);
    }

    #[test]
    fn two_edits_of_one_cell_are_both_kept() {
        let mut base = Workspace::default();
        write(&mut base, 1, 1, "c", "old");
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        write(&mut ours, 2, 1, "c", "ours");
        write(&mut theirs, 3, 1, "c", "theirs");
        rebase(&mut ours, &base, &theirs);
        assert_eq!(says(&ours, "c"), ["ours", "theirs"]);
    }

    #[test]
    fn a_programme_that_came_with_an_import_goes_with_it() {
        let mut base = Workspace::default();
        write(&mut base, 1, 1, "c", "imported");
        let mut ours = base.clone();
        rebase(&mut ours, &base, &Workspace::default());
        assert_eq!(ours, Workspace::default());
    }

    #[test]
    fn a_programme_that_went_stays_where_something_was_written_in_it() {
        let mut base = Workspace::default();
        write(&mut base, 1, 1, "c", "imported");
        let mut ours = base.clone();
        write(&mut ours, 2, 1, "c", "ours");
        rebase(&mut ours, &base, &Workspace::default());
        assert_eq!(says(&ours, "c"), ["ours"]);
    }

    #[test]
    fn a_programme_without_anything_in_it_does_not_go_by_itself() {
        let mut base = Workspace::default();
        base.program_mut(&id());
        let here_only = ProgramId::new("q").unwrap();
        let mut ours = base.clone();
        ours.program_mut(&here_only);
        rebase(&mut ours, &base, &base);
        assert_eq!(ours.programs.keys().collect::<Vec<_>>(), [&id(), &here_only]);
    }

    #[test]
    fn what_a_newer_page_wrote_is_brought_up_as_every_cell() {
        let mut base = Workspace::default();
        for key in ["left", "gone", "both", "ours-and-gone"] {
            opaque(&mut base, key, &[(1, "old")]);
        }
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        opaque(&mut theirs, "left", &[(1, "old"), (2, "theirs")]);
        opaque(&mut theirs, "both", &[(1, "old"), (2, "theirs")]);
        opaque(&mut theirs, "new", &[(2, "theirs")]);
        for key in ["gone", "ours-and-gone"] {
            theirs.program_mut(&id()).unknown.put(unknown(key), None);
        }
        opaque(&mut ours, "both", &[(1, "old"), (3, "ours")]);
        opaque(&mut ours, "ours-and-gone", &[(1, "old"), (3, "ours")]);
        rebase(&mut ours, &base, &theirs);
        assert_eq!(opaque_says(&ours, "left"), ["theirs"]);
        assert_eq!(opaque_says(&ours, "new"), ["theirs"]);
        assert_eq!(opaque_says(&ours, "gone"), [""; 0]);
        assert_eq!(opaque_says(&ours, "both"), ["ours", "theirs"]);
        assert_eq!(opaque_says(&ours, "ours-and-gone"), ["ours"]);
    }
}
