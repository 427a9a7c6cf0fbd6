//! Survey answers on this device: the key, sealing, the outbox, and laying opened answers to the others.
//!
//! What is secret stays in the device's small slots and is part of no file: the survey's secret key, and answers that are
//! sealed and not yet sent.

use super::{Export, NotCovered, OfficeError, Received, Session, Slips, answers_file_name, office, outbox};
use crate::{
    browser,
    bundle::{self, Header, Opened, Scope, Sealed, SlipCode, Titled},
    domain::{Answer, AnswerId, Entry, Intake, IntakeKey, LONGEST_REPLY, ProgramId, Reply, Ruling, SlipRule, Survey, SurveyId, Timing},
};
use leptos::prelude::*;
use std::{
    collections::{BTreeSet, btree_map},
    sync::Arc,
};

fn unsealed_slot(program: &ProgramId, survey: &SurveyId) -> String {
    format!("unsealed:{program}:{survey}")
}

fn slips_slot(program: &ProgramId, survey: &SurveyId) -> String {
    format!("slips:{program}:{survey}")
}

fn secret_slot(program: &ProgramId, survey: &SurveyId) -> String {
    format!("survey-key:{program}:{survey}")
}

impl Session {
    /// How many answers wait on this device to be sent.
    pub fn outbox(self, survey: SurveyId) -> Signal<usize> {
        Signal::derive(move || self.program_id().get().map_or(0, |program| self.waiting(&program, &survey).len()))
    }

    /// Every survey with answers that wait on this device, of any programme, here or not: a survey may have been taken back, or
    /// another be looked at, since somebody answered.
    pub fn outboxes(self) -> Signal<Vec<(ProgramId, SurveyId)>> {
        Signal::derive(move || self.drafts().with(|drafts| drafts.keys().filter_map(|slot| outbox::of_slot(slot)).collect()))
    }

    /// How many wait of one of them.
    pub fn n_waiting(self, program: &ProgramId, survey: &SurveyId) -> usize {
        self.waiting(program, survey).len()
    }

    pub(super) fn waiting(self, program: &ProgramId, survey: &SurveyId) -> BTreeSet<Sealed> {
        let text = self.drafts().with(|drafts| drafts.get(&outbox::slot(program, survey)).cloned());
        let lines = text.as_deref().unwrap_or_default().lines();
        lines.filter_map(Sealed::from_line).collect()
    }

    pub(super) fn put_into_outbox(self, program: &ProgramId, survey: &SurveyId, answers: impl IntoIterator<Item = Sealed>) {
        let mut waiting = untrack(|| self.waiting(program, survey));
        waiting.extend(answers);
        self.keep_outbox(program, survey, &waiting);
    }

    pub(super) fn keep_outbox(self, program: &ProgramId, survey: &SurveyId, waiting: &BTreeSet<Sealed>) {
        let text: Vec<String> = waiting.iter().map(Sealed::to_line).collect();
        self.set_draft(&outbox::slot(program, survey), Some(&text.join("\n")).filter(|text| !text.is_empty()).map(String::as_str));
    }

    pub fn has_survey_secret(self, survey: &SurveyId) -> bool {
        let Some(program) = self.program_id().get() else { return false };
        self.drafts().with(|drafts| drafts.contains_key(&secret_slot(&program, survey)))
    }

    /// The secret keys of a survey, the newest first: after a key was lost and made anew there may be two.
    pub(super) fn secrets(self, program: &ProgramId, survey: &SurveyId) -> Vec<String> {
        let text = self.drafts().with_untracked(|drafts| drafts.get(&secret_slot(program, survey)).cloned());
        text.as_deref().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    }

    /// Makes the survey's key: the secret half stays here, the public half goes into the survey.
    pub async fn make_survey_key(self, id: SurveyId) -> Result<(), OfficeError> {
        let Some(program) = self.program_id().get_untracked() else { return Ok(()) };
        let key = office::call("new_key", &[]).await?;
        let [public, secret] = &key[..] else { return Err(OfficeError::Failed) };
        let survey = self.program().get_untracked().and_then(|program| program.tables.surveys.get(&id).cloned());
        let Some(survey) = survey else { return Ok(()) };
        // The secret first: a public half without it would take in answers that nobody can open.
        let secrets: Vec<String> = std::iter::once(secret.clone()).chain(self.secrets(&program, &id)).collect();
        self.set_draft(&secret_slot(&program, &id), Some(&secrets.join(" ")));
        let survey = Survey { public_key: public.clone(), ..survey };
        self.dispatch_in(program, vec![Entry::Survey(id, survey)]).map_err(|_| OfficeError::Failed)
    }

    /// The slip codes of a survey, as far as this device knows them.
    pub fn slips(self, program: &ProgramId, survey: &SurveyId) -> Slips {
        let text = self.drafts().with(|drafts| drafts.get(&slips_slot(program, survey)).cloned());
        Slips::read(text.as_deref().unwrap_or_default())
    }

    fn keep_slips(self, program: &ProgramId, survey: &SurveyId, slips: &Slips) {
        self.set_draft(&slips_slot(program, survey), Some(&slips.text()));
    }

    /// New codes, to be printed at once: only their hashes stay here.
    pub fn make_slips(self, survey: &SurveyId, n: usize) -> Vec<SlipCode> {
        let Some(program) = self.program_id().get_untracked() else { return Vec::new() };
        let mut slips = untrack(|| self.slips(&program, survey));
        let codes: BTreeSet<SlipCode> = (0..n).map(|_| SlipCode::from_bits(browser::random::slip_bits())).collect();
        codes.iter().for_each(|code| slips.add(code));
        self.keep_slips(&program, survey, &slips);
        // Sorted by chance: a sheet's order tells nothing.
        codes.into_iter().collect()
    }

    /// Fetches what sealing needs while there is a network.
    pub fn prepare_sealing(self) {
        browser::office::prepare();
    }

    /// Seals an answer and lays it into the outbox; nothing of it stays readable on this device.
    pub async fn seal_answer(self, answer: Answer, slip: Option<SlipCode>) -> Result<(), OfficeError> {
        let Some(program) = self.program_id().get_untracked() else { return Err(OfficeError::Failed) };
        let survey = self.program().get_untracked().and_then(|program| program.tables.surveys.get(&answer.survey).cloned());
        let survey = survey.ok_or(OfficeError::NotAKey)?;
        let text = bundle::answer_text(&browser::random::id(), &answer, slip.as_ref());
        let sealed = office::call("seal", &[survey.public_key.clone(), text, bundle::sealed_size(&survey).to_string()]).await?;
        let sealed = sealed.first().and_then(|line| Sealed::from_base64(&answer.survey, line)).ok_or(OfficeError::Failed)?;
        self.put_into_outbox(&program, &answer.survey, [sealed]);
        self.keep_unsealed(&answer.survey, None);
        Ok(())
    }

    /// What a person on a PC of their own has answered so far.
    pub fn unsealed(self, survey: &SurveyId) -> Option<Answer> {
        let slot = unsealed_slot(&self.program_id().get_untracked()?, survey);
        let text = self.drafts().with_untracked(|drafts| drafts.get(&slot).cloned())?;
        bundle::read_answer(&text).ok().map(|opened| opened.answer).filter(|answer| answer.survey == *survey)
    }

    /// Keeps it until it is sealed, or drops it. Nobody calls this on a shared PC.
    pub fn keep_unsealed(self, survey: &SurveyId, answer: Option<&Answer>) {
        let Some(program) = self.program_id().get_untracked() else { return };
        let is_too_long = |reply: &Reply| matches!(reply, Reply::Text(text) if text.chars().count() > LONGEST_REPLY);
        if answer.is_some_and(|answer| answer.replies.values().any(is_too_long)) {
            return;
        }
        let slot = unsealed_slot(&program, survey);
        let is_there = self.drafts().with_untracked(|drafts| drafts.contains_key(&slot));
        // Its name is random all the same: nothing that is sealed later can be tied to it.
        let text = answer.map(|answer| bundle::answer_text(&browser::random::id(), answer, None));
        if is_there || text.is_some() {
            self.set_draft(&slot, text.as_deref());
        }
    }

    /// The file of everything in the outbox. It stays there until it is known to have arrived.
    pub fn export_answers(self, program: &ProgramId, survey: &SurveyId) -> Export {
        self.answers_file(program, survey, &untrack(|| self.waiting(program, survey)))
    }

    pub(super) fn answers_file(self, program: &ProgramId, survey: &SurveyId, sealed: &BTreeSet<Sealed>) -> Export {
        let titled = self.workspace().with_untracked(|workspace| Titled::of(workspace, program));
        let header = Header::canonical(Scope::Answers(titled));
        let text = bundle::write_answers(&header, sealed);
        let year = self.workspace().with_untracked(|workspace| Some(workspace.program(program)?.tables.surveys.get(survey)?.year));
        Export { name: answers_file_name(program, year.unwrap_or_else(|| self.year().get_untracked()), &text), text }
    }

    /// Lays opened answers to those that are here, and says which of them do not count.
    pub(super) fn take_in(self, program: &ProgramId, survey: &SurveyId, opened: Vec<Opened>, received: &mut Received) {
        let mut workspace = self.open_workspace();
        // Whoever opens answers has looked that the programme is here.
        let Some(place) = workspace.programs.get_mut(program) else { return };
        let asked = place.tables.surveys.get(survey).cloned();
        let today = self.today().get_untracked();
        let is_late = asked.as_ref().and_then(|asked| asked.closes).is_some_and(|closes| closes < today);
        let mut slips = asked.as_ref().filter(|asked| asked.slips == SlipRule::Asked).map(|_| self.slips(program, survey));
        let mut doubtful = Vec::new();
        let answers = Arc::make_mut(&mut Arc::make_mut(place).answers);
        for Opened { id, answer, slip } in opened {
            let btree_map::Entry::Vacant(free) = answers.entry(id.clone()) else {
                received.known += 1;
                continue;
            };
            received.opened += 1;
            received.late += usize::from(is_late);
            received.newer_version += usize::from(asked.as_ref().is_some_and(|asked| !asked.knows_version_of(&answer)));
            received.older_version += usize::from(asked.as_ref().is_some_and(|asked| answer.version < asked.version));
            free.insert(Answer { arrival: if is_late { Timing::Late } else { Timing::InTime }, ..answer });
            // The code goes no further than this line.
            if let Some(reason) = slips.as_mut().and_then(|slips| slips.use_up(slip.as_ref())) {
                received.without_slip += 1;
                doubtful.push((id, reason));
            }
        }
        self.commit(workspace);
        if let Some(slips) = slips {
            self.keep_slips(program, survey, &slips);
        }
        let exclude = |(answer, reason): (AnswerId, NotCovered)| {
            let key = IntakeKey { survey: survey.clone(), answer: Some(answer) };
            Entry::Intake(key, Intake { ruling: Ruling::Excluded, reason: reason.words().to_owned() })
        };
        if !doubtful.is_empty() {
            // The survey is there, or no slips would have been asked for.
            let _ = self.dispatch_in(program.clone(), doubtful.into_iter().map(exclude).collect());
        }
    }
}
