//! A new programme on this device, and a change tried out before it is made.

use super::{Done, Import, Session};
use crate::{
    browser,
    domain::{Command, Entry, Place, Program, ProgramId, Refusal, Stamp},
    merge,
};
use leptos::prelude::*;
use std::sync::Arc;

impl Session {
    /// Begins a programme under an id of its own, looks at it, and returns the id.
    pub fn found(self, entries: Vec<Entry>) -> Result<ProgramId, Refusal> {
        let id: ProgramId = browser::random::id();
        let before = self.open_workspace();
        let mut after = before.clone();
        after.programs.insert(id.clone(), Arc::default());
        let dot = self.dots().get_value();
        let at = browser::clock::now();
        let (changed, next) = after.apply(Command { program: id.clone(), entries }, Stamp { dot, at: Some(at) })?;
        self.dots().set_value(next.dot);
        after.writers.entry(dot.writer).or_insert_with(|| self.author());
        let places = changed.into_iter().map(|cell| Place { program: id.clone(), cell }).collect();
        let (before, left) = (merge::excerpt(&before, &places), merge::excerpt(&after, &places));
        let places = places.into_iter().collect();
        let founding = Import { files: Vec::new(), records: Vec::new(), at, before, after: left, places, sent_on: Default::default() };
        self.remember(Done::Founding(founding));
        self.commit(after);
        self.choose_program(id.clone());
        Ok(id)
    }

    /// The programme being looked at as it would be after a change; nothing is changed.
    pub fn try_out(self, entries: Vec<Entry>) -> Result<Option<Arc<Program>>, Refusal> {
        let Some(program) = self.program_id().get_untracked() else { return Ok(None) };
        let mut workspace = self.open_workspace();
        let stamp = Stamp { dot: self.dots().get_value(), at: None };
        workspace.apply(Command { program: program.clone(), entries }, stamp)?;
        Ok(workspace.programs.get(&program).cloned())
    }
}
