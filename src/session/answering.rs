//! Survey answers on this device: the key, sealing, the outbox, opening.
//!
//! What is secret stays in the device's small slots and is part of no file: the survey's secret key, and answers that are
//! sealed and not yet sent.

use super::{Content, Export, OfficeError, Received, Session, answers_file_name, office};
use crate::{
    browser,
    bundle::{self, Header, Scope, Sealed, Titled},
    domain::{Answer, AnswerId, Entry, ProgramId, Survey, SurveyId},
};
use leptos::prelude::*;
use std::{
    collections::{BTreeSet, btree_map},
    sync::Arc,
};

fn outbox_slot(program: &ProgramId, survey: &SurveyId) -> String {
    format!("outbox:{program}:{survey}")
}

fn secret_slot(program: &ProgramId, survey: &SurveyId) -> String {
    format!("survey-key:{program}:{survey}")
}

impl Session {
    /// How many answers wait on this device to be sent.
    pub fn outbox(self, survey: SurveyId) -> Signal<usize> {
        Signal::derive(move || self.program_id().get().map_or(0, |program| self.waiting(&program, &survey).len()))
    }

    fn waiting(self, program: &ProgramId, survey: &SurveyId) -> BTreeSet<Sealed> {
        let text = self.drafts().with(|drafts| drafts.get(&outbox_slot(program, survey)).cloned());
        let lines = text.as_deref().unwrap_or_default().lines();
        lines.filter_map(Sealed::from_line).collect()
    }

    fn put_into_outbox(self, program: &ProgramId, survey: &SurveyId, answers: impl IntoIterator<Item = Sealed>) {
        let mut waiting = self.waiting(program, survey);
        waiting.extend(answers);
        let text: Vec<String> = waiting.iter().map(Sealed::to_line).collect();
        self.set_draft(&outbox_slot(program, survey), Some(&text.join("\n")));
    }

    pub fn has_survey_secret(self, survey: &SurveyId) -> bool {
        let Some(program) = self.program_id().get() else { return false };
        self.drafts().with(|drafts| drafts.contains_key(&secret_slot(&program, survey)))
    }

    /// Makes the survey's key: the secret half stays here, the public half goes into the survey.
    pub async fn make_survey_key(self, id: SurveyId) -> Result<(), OfficeError> {
        let Some(program) = self.program_id().get_untracked() else { return Ok(()) };
        let key = office::call("new_key", &[]).await?;
        let [public, secret] = &key[..] else { return Err(OfficeError::Failed) };
        let survey = self.program().get_untracked().and_then(|program| program.tables.surveys.get(&id).cloned());
        let Some(survey) = survey else { return Ok(()) };
        // The secret first: a public half without it would take in answers that nobody can open.
        self.set_draft(&secret_slot(&program, &id), Some(secret));
        let survey = Survey { public_key: public.clone(), ..survey };
        self.dispatch_in(program, vec![Entry::Survey(id, survey)]).map_err(|_| OfficeError::Failed)
    }

    /// Fetches what sealing needs while there is a network.
    pub fn prepare_sealing(self) {
        browser::office::prepare();
    }

    /// Seals an answer and lays it into the outbox; nothing of it stays readable on this device.
    pub async fn seal_answer(self, answer: Answer) -> Result<(), OfficeError> {
        let Some(program) = self.program_id().get_untracked() else { return Err(OfficeError::Failed) };
        let survey = self.program().get_untracked().and_then(|program| program.tables.surveys.get(&answer.survey).cloned());
        let survey = survey.ok_or(OfficeError::NotAKey)?;
        let text = bundle::answer_text(&browser::random::answer_id(), &answer, None);
        let sealed = office::call("seal", &[survey.public_key.clone(), text, bundle::sealed_size(&survey).to_string()]).await?;
        let sealed = sealed.first().and_then(|line| Sealed::from_base64(&answer.survey, line)).ok_or(OfficeError::Failed)?;
        self.put_into_outbox(&program, &answer.survey, [sealed]);
        Ok(())
    }

    /// The file of everything in the outbox. It stays there until it is known to have arrived.
    pub fn export_answers(self, survey: &SurveyId) -> Export {
        let Some(program) = self.program_id().get_untracked() else { return Export::default() };
        let titled = self.workspace().with_untracked(|workspace| Titled::of(workspace, &program));
        let header = Header::canonical(Scope::Answers(titled));
        let text = bundle::write_answers(&header, &untrack(|| self.waiting(&program, survey)));
        Export { name: answers_file_name(&program, survey.as_str()), text }
    }

    /// Opens the sealed answers of read files where this device has the key, and keeps the others to be sent on.
    pub async fn receive(self, contents: &[Content]) -> Received {
        let mut received = Received::default();
        for content in contents {
            let Some(program) = content.header.scope.programme().map(|titled| titled.id.clone()) else { continue };
            let surveys: BTreeSet<&SurveyId> = content.sealed.iter().map(|sealed| &sealed.survey).collect();
            for survey in surveys {
                let sealed: Vec<Sealed> = content.sealed.iter().filter(|sealed| sealed.survey == *survey).cloned().collect();
                let secret = self.drafts().with_untracked(|drafts| drafts.get(&secret_slot(&program, survey)).cloned());
                match secret {
                    None => {
                        received.kept_sealed += sealed.len();
                        untrack(|| self.put_into_outbox(&program, survey, sealed));
                    }
                    Some(secret) => self.open_answers(&program, &secret, &sealed, &mut received).await,
                }
            }
        }
        received
    }

    async fn open_answers(self, program: &ProgramId, secret: &str, sealed: &[Sealed], received: &mut Received) {
        let mut opened: Vec<(AnswerId, Answer)> = Vec::new();
        for sealed in sealed {
            let text = office::call("open", &[secret.to_owned(), sealed.to_base64()]).await;
            let answer = text.ok().and_then(|text| bundle::read_answer(text.first()?).ok());
            match answer.filter(|opened| opened.answer.survey == sealed.survey) {
                Some(read) => opened.push((read.id, read.answer)),
                None => received.refused += 1,
            }
        }
        let mut workspace = self.open_workspace();
        let Some(place) = workspace.programs.get_mut(program) else {
            received.refused += opened.len();
            return;
        };
        let answers = Arc::make_mut(&mut Arc::make_mut(place).answers);
        for (id, answer) in opened {
            match answers.entry(id) {
                btree_map::Entry::Vacant(place) => {
                    place.insert(answer);
                    received.opened += 1;
                }
                btree_map::Entry::Occupied(_) => received.known += 1,
            }
        }
        self.commit(workspace);
    }
}
