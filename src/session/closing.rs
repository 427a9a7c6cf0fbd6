//! 確定 of a year: what it said then, and whether it still says that.

use super::Session;
use crate::{
    browser, bundle,
    domain::{Decided, Entry, FiscalYear, FollowUp, FollowUpKey, Refusal, State},
};
use leptos::prelude::*;

impl Session {
    /// 照合番号 of everything that belongs to a year, as it stands.
    pub fn year_digest(self, year: FiscalYear) -> String {
        let Some(id) = self.program_id().get() else { return String::new() };
        self.workspace().with(|workspace| {
            let Some(program) = workspace.program(&id) else { return String::new() };
            bundle::fingerprint_of(workspace, &id, |cell| program.tables.year_of(cell) == Some(year))
        })
    }

    /// [`Session::year_digest`] of a year that is 確定; `None` of an open one.
    pub fn closed_digest(self, year: FiscalYear) -> Option<String> {
        let is_closed = self.program().get_untracked().is_some_and(|program| program.tables.closed(year).is_some());
        is_closed.then(|| untrack(|| self.year_digest(year)))
    }

    /// 確定. Like every step it is taken back by a step of its own and not by undo.
    pub fn close_year(self, year: FiscalYear) -> Result<(), Refusal> {
        self.decide_on(year, State::Closed, String::new())
    }

    /// 確定解除, with a reason that stays.
    pub fn reopen_year(self, year: FiscalYear, reason: String) -> Result<(), Refusal> {
        self.decide_on(year, State::Reopened, reason)
    }

    fn decide_on(self, year: FiscalYear, state: State, words: String) -> Result<(), Refusal> {
        let Some(program) = self.program().get_untracked() else { return Ok(()) };
        let decided = Decided {
            at: browser::clock::now(),
            by: self.actor(),
            order: program.tables.next_decision(year),
            digest: untrack(|| self.year_digest(year)),
        };
        let value = FollowUp { state: Some(state), words, on: None, decided: Some(decided) };
        self.record(vec![Entry::FollowUp(FollowUpKey::Year(year, browser::random::id()), value)])
    }
}
