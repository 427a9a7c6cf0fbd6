//! How often each indicator has changed, so that of two hundred rows only the one that was edited is worked out anew.

use super::Session;
use crate::domain::{IndicatorId, Program, Touched};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// The editions of all indicators of the programme being looked at.
#[derive(Clone)]
pub struct Editions {
    program: Option<Arc<Program>>,
    n: u64,
    /// Of every indicator that is not listed.
    all: u64,
    own: BTreeMap<IndicatorId, u64>,
}

impl PartialEq for Editions {
    fn eq(&self, other: &Editions) -> bool {
        self.n == other.n
    }
}

impl Editions {
    pub fn of(&self, id: &IndicatorId) -> u64 {
        self.own.get(id).copied().unwrap_or(self.all)
    }

    fn after(before: Option<&Editions>, program: Option<Arc<Program>>) -> Editions {
        let n = before.map_or(0, |before| before.n + 1);
        let touched = match (before.and_then(|before| Some((before, before.program.as_ref()?))), &program) {
            (Some((before, old)), Some(new)) => Some((before, new.tables.touched_since(&old.tables))),
            _ => None,
        };
        match touched {
            Some((before, Touched::Some(touched))) => {
                let mut own = before.own.clone();
                own.extend(touched.into_iter().map(|id| (id, n)));
                Editions { program, n, all: before.all, own }
            }
            Some((_, Touched::All)) | None => Editions { program, n, all: n, own: BTreeMap::new() },
        }
    }
}

impl Session {
    /// One for a page: its rows ask it, and work themselves out when their own edition is another one.
    pub fn editions(self) -> Memo<Editions> {
        let program = self.program();
        Memo::new(move |before| Editions::after(before, program.get()))
    }

    /// The edition of one indicator.
    pub fn edition(editions: Memo<Editions>, id: IndicatorId) -> Memo<u64> {
        Memo::new(move |_| editions.with(|editions| editions.of(&id)))
    }
}
