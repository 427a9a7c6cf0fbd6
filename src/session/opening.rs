//! Opening sealed answers where the key is; what stays closed is kept with the reason and can be tried again.

use super::{
    Closed, Content, Export, Received, Session, Unopened, office,
    sorting::{Looked, Tried, sort_out},
};
use crate::{
    bundle::{Opened, Sealed},
    domain::{ProgramId, SurveyId},
};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn unopened_slot(program: &ProgramId, survey: &SurveyId) -> String {
    format!("unopened:{program}:{survey}")
}

impl Session {
    /// The answers of a survey that are here and stay closed.
    pub fn unopened(self, survey: SurveyId) -> Signal<Unopened> {
        Signal::derive(move || self.program_id().get().map(|program| self.kept_unopened(&program, &survey)).unwrap_or_default())
    }

    fn kept_unopened(self, program: &ProgramId, survey: &SurveyId) -> Unopened {
        let text = self.drafts().with(|drafts| drafts.get(&unopened_slot(program, survey)).cloned());
        Unopened::read(text.as_deref().unwrap_or_default())
    }

    /// The same as a file, sealed as they came: for whoever has the right key, or a newer page.
    pub fn export_unopened(self, survey: &SurveyId) -> Export {
        let Some(program) = self.program_id().get_untracked() else { return Export::default() };
        let sealed = untrack(|| self.kept_unopened(&program, survey)).sealed();
        self.answers_file(&program, survey, &sealed)
    }

    /// Opens the sealed answers of read files where this device has the key, and keeps the others to be sent on.
    /// `progress` hears how many are looked at, of how many.
    pub async fn receive(self, contents: &[Content], progress: impl Fn(usize, usize)) -> Received {
        let mut received = Received::default();
        let n_sealed = contents.iter().map(|content| content.sealed.len()).sum();
        // All files of a survey together: the same answer in several of them is one.
        let mut by_survey: BTreeMap<(ProgramId, SurveyId), BTreeSet<Sealed>> = BTreeMap::new();
        for content in contents {
            let Some(program) = content.header.scope.programme().map(|titled| titled.id.clone()) else { continue };
            for sealed in &content.sealed {
                by_survey.entry((program.clone(), sealed.survey.clone())).or_default().insert(sealed.clone());
            }
        }
        let mut n_seen = 0;
        for ((program, survey), sealed) in by_survey {
            let is_here = self.workspace().with_untracked(|workspace| workspace.program(&program).is_some());
            if !is_here || self.secrets(&program, &survey).is_empty() {
                received.kept_sealed += sealed.len();
                untrack(|| self.put_into_outbox(&program, &survey, sealed));
                continue;
            }
            let heard = |n: usize| progress(n_seen + n, n_sealed);
            let n = sealed.len();
            self.open(&program, &survey, sealed, &mut received, heard).await;
            n_seen += n;
        }
        received
    }

    /// Tries once more what is here and closed, this device's own answers with it. Only where the key is.
    pub async fn try_again(self, survey: &SurveyId, progress: impl Fn(usize, usize)) -> Received {
        let mut received = Received::default();
        let Some(program) = self.program_id().get_untracked() else { return received };
        let mut sealed = untrack(|| self.kept_unopened(&program, survey)).sealed();
        sealed.extend(untrack(|| self.waiting(&program, survey)));
        let n = sealed.len();
        self.open(&program, survey, sealed, &mut received, |n_seen| progress(n_seen, n)).await;
        received
    }

    async fn open(
        self,
        program: &ProgramId,
        survey: &SurveyId,
        sealed: BTreeSet<Sealed>,
        received: &mut Received,
        progress: impl Fn(usize),
    ) {
        let secrets = self.secrets(program, survey);
        let sealed: Vec<Sealed> = sealed.into_iter().collect();
        let (mut opened, mut closed) = (Vec::new(), Vec::new());
        for (n, batch) in sealed.chunks(OPENED_AT_ONCE).enumerate() {
            progress(n * OPENED_AT_ONCE);
            for (sealed, outcome) in open_batch(&secrets, survey, batch).await {
                match outcome {
                    Ok(answer) => opened.push((sealed, answer)),
                    Err(why) => closed.push((sealed, why)),
                }
            }
        }
        // What stays closed is kept before anything else: it must not hang on what follows.
        let mut unopened = untrack(|| self.kept_unopened(program, survey));
        for (sealed, why) in closed {
            received.closed(why);
            unopened.put(sealed, why);
        }
        let (sealed, answers): (Vec<Sealed>, Vec<Opened>) = opened.into_iter().unzip();
        self.take_in(program, survey, answers, received);
        sealed.iter().for_each(|sealed| unopened.remove(sealed));
        let slot = unopened_slot(program, survey);
        let is_kept = self.drafts().with_untracked(|drafts| drafts.contains_key(&slot));
        if is_kept || !unopened.is_empty() {
            self.set_draft(&slot, unopened.text().as_deref());
        }
        // What was opened here has arrived, and what stays closed is listed: neither waits to be sent any more.
        let mut waiting = untrack(|| self.waiting(program, survey));
        let n_waiting = waiting.len();
        waiting.retain(|answer| !sealed.contains(answer) && !unopened.has(answer));
        if waiting.len() != n_waiting {
            self.keep_outbox(program, survey, &waiting);
        }
    }
}

/// Answers that the worker opens between two words of how far it is.
const OPENED_AT_ONCE: usize = 50;

/// Every answer with what became of it; each key is tried on what the ones before it could not open.
async fn open_batch(secrets: &[String], survey: &SurveyId, batch: &[Sealed]) -> Vec<Looked> {
    let mut done = Vec::new();
    let mut left: Vec<Tried> = batch.iter().map(|sealed| (sealed.clone(), Closed::NotTried)).collect();
    for secret in secrets {
        let arguments: Vec<String> = std::iter::once(secret.clone()).chain(left.iter().map(|(sealed, _)| sealed.to_base64())).collect();
        let Ok(texts) = office::call("open_all", &arguments).await else { break };
        let Some((looked, closed)) = sort_out(&left, &texts, survey) else { break };
        done.extend(looked);
        left = closed;
    }
    done.extend(left.into_iter().map(|(sealed, why)| (sealed, Err(why))));
    done
}
