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
