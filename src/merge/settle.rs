//! Adopting a plan, and forgetting it again.

use super::{differences, join::join_writers};
use crate::domain::{Place, Program, Workspace};
use std::collections::BTreeSet;

/// Our copy with the chosen cells of theirs joined in, and everything of kinds we do not know.
///
/// A cell that is not chosen stays as it is; its file can be read again later and says the same then.
pub fn settle(ours: &Workspace, theirs: &Workspace, chosen: &BTreeSet<Place>) -> Workspace {
    let mut settled = ours.clone();
    for place in chosen {
        if let Some(program) = theirs.program(&place.program) {
            settled.program_mut(&place.program).tables.join_cell(&place.cell, &program.tables);
        }
    }
    for (id, program) in &theirs.programs {
        if !program.unknown.is_empty() && settled.programs.contains_key(id) {
            settled.program_mut(id).unknown.join(&program.unknown);
        }
    }
    join_writers(&mut settled.writers, &theirs.writers);
    settled
}

/// What [`forget`] needs of a copy: the imported cells, and everything of kinds we do not know.
///
/// A copy of its own: keeping it does not keep the rest of the workspace alive.
pub fn excerpt(workspace: &Workspace, imported: &BTreeSet<Place>) -> Workspace {
    let mut excerpt = Workspace::default();
    for (id, program) in &workspace.programs {
        excerpt.program_mut(id).unknown = program.unknown.clone();
    }
    for place in imported {
        if let Some(program) = workspace.program(&place.program) {
            excerpt.program_mut(&place.program).tables.take_cell(&place.cell, &program.tables);
        }
    }
    excerpt
}

/// Takes an import back: every cell that is still exactly as the import left it gets its earlier state.
///
/// Returns the workspace and the places that were changed since and therefore stay. Forgetting, unlike undoing an edit,
/// writes nothing: importing the same file again afterwards is as if it had never been read.
pub fn forget(now: &Workspace, before: &Workspace, after: &Workspace, imported: &BTreeSet<Place>) -> (Workspace, BTreeSet<Place>) {
    let mut result = now.clone();
    let mut kept = BTreeSet::new();
    for place in imported {
        let Some((current, left)) = now.program(&place.program).zip(after.program(&place.program)) else { continue };
        if !current.tables.has_same_cell(&place.cell, &left.tables) {
            kept.insert(place.clone());
            continue;
        }
        match before.program(&place.program) {
            Some(earlier) => result.program_mut(&place.program).tables.take_cell(&place.cell, &earlier.tables),
            None => result.program_mut(&place.program).tables.take_cell(&place.cell, &Default::default()),
        }
    }
    // What this page does not know came without being chosen, and goes without being named.
    for (id, key) in differences(before, after).unknown {
        let unknown = |workspace: &Workspace| workspace.program(&id).and_then(|program| program.unknown.cell(&key)).cloned();
        if unknown(now) == unknown(after) {
            result.program_mut(&id).unknown.put(key.clone(), unknown(before));
        }
    }
    // A programme that came with the import and is empty again was not here before.
    result.programs.retain(|id, program| before.programs.contains_key(id) || **program != Program::default());
    (result, kept)
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::ProgramId;

    fn places<const N: usize>(claims: [&str; N]) -> BTreeSet<Place> {
        claims.into_iter().map(place).collect()
    }

    /// Ours; a file that changes one claim, brings another, and something of a newer page; both claims ticked.
    fn imported() -> (Workspace, Workspace, Workspace) {
        let mut ours = Workspace::default();
        write(&mut ours, 1, 1, "here", "old");
        opaque(&mut ours, "k", &[(1, "old")]);
        let mut theirs = ours.clone();
        write(&mut theirs, 2, 1, "here", "new");
        write(&mut theirs, 2, 2, "fresh", "new");
        opaque(&mut theirs, "k", &[(1, "old"), (2, "new")]);
        opaque(&mut theirs, "more", &[(2, "new")]);
        let after = settle(&ours, &theirs, &places(["here", "fresh"]));
        (ours, theirs, after)
    }

    #[test]
    fn what_is_ticked_is_joined_and_the_rest_stays() {
        let (ours, theirs, after) = imported();
        assert_eq!((says(&after, "here"), says(&after, "fresh")), (vec!["new".to_owned()], vec!["new".to_owned()]));
        // What this page does not know cannot be ticked: it comes along.
        assert_eq!((opaque_says(&after, "k"), opaque_says(&after, "more")), (vec!["new".to_owned()], vec!["new".to_owned()]));
        let one = settle(&ours, &theirs, &places(["fresh"]));
        assert_eq!((says(&one, "here"), says(&one, "fresh")), (vec!["old".to_owned()], vec!["new".to_owned()]));
    }

    #[test]
    fn a_programme_of_which_nothing_is_ticked_does_not_come_by_itself() {
        let (ours, mut theirs, _) = imported();
        let other = ProgramId::new("q").unwrap();
        theirs.program_mut(&other).unknown = theirs.program(&id()).unwrap().unknown.clone();
        assert!(!settle(&ours, &theirs, &places(["here"])).programs.contains_key(&other));
        // Without anything unknown in it a programme of ours stays the same in memory.
        let mut plain = Workspace::default();
        write(&mut plain, 2, 1, "x", "new");
        let settled = settle(&ours, &plain, &BTreeSet::new());
        assert!(std::sync::Arc::ptr_eq(&settled.programs[&id()], &ours.programs[&id()]));
    }

    #[test]
    fn an_import_taken_back_leaves_what_was_there_and_what_was_done_since() {
        let (ours, _, after) = imported();
        let both = places(["here", "fresh"]);
        let (back, kept) = forget(&after, &excerpt(&ours, &both), &excerpt(&after, &both), &both);
        assert_eq!((&back, kept), (&ours, BTreeSet::new()));
        let mut now = after.clone();
        write(&mut now, 3, 1, "here", "since");
        opaque(&mut now, "k", &[(1, "old"), (2, "new"), (3, "since")]);
        let (back, kept) = forget(&now, &excerpt(&ours, &both), &excerpt(&after, &both), &both);
        assert_eq!((says(&back, "here"), says(&back, "fresh")), (vec!["since".to_owned()], vec![]));
        assert_eq!(kept, places(["here"]));
        // The same for what this page does not know.
        assert_eq!((opaque_says(&back, "k"), opaque_says(&back, "more")), (opaque_says(&now, "k"), vec![]));
    }

    #[test]
    fn a_programme_that_came_with_an_import_goes_with_it_and_an_empty_one_that_was_here_stays() {
        let mut ours = Workspace::default();
        let empty = ProgramId::new("empty").unwrap();
        ours.program_mut(&empty);
        let mut theirs = Workspace::default();
        write(&mut theirs, 2, 1, "c", "new");
        let all = places(["c"]);
        let after = settle(&ours, &theirs, &all);
        let (back, _) = forget(&after, &excerpt(&ours, &all), &excerpt(&after, &all), &all);
        assert_eq!(back.programs, ours.programs);
        // Something else was written into it meanwhile.
        let mut now = after.clone();
        write(&mut now, 3, 1, "d", "since");
        let (back, _) = forget(&now, &excerpt(&ours, &all), &excerpt(&after, &all), &all);
        assert_eq!((says(&back, "c"), says(&back, "d")), (vec![], vec!["since".to_owned()]));
    }
}
