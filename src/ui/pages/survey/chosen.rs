//! Which survey the pages are about: the newest, until somebody chooses another year's.

use crate::{
    domain::{FiscalYear, Survey, SurveyId},
    session::Session,
    ui::parts::{Item, Select},
};
use leptos::prelude::*;

/// The choice lasts as long as the page is open, over all pages of surveys.
#[derive(Clone, Copy)]
pub struct ChosenSurvey(RwSignal<Option<SurveyId>>);

impl ChosenSurvey {
    /// For the frame of the page, which provides it.
    pub fn nothing() -> Self {
        ChosenSurvey(RwSignal::new(None))
    }
}

/// The surveys of the programme, the newest first.
pub fn surveys(session: Session) -> Memo<Vec<(SurveyId, FiscalYear, String)>> {
    Memo::new(move |_| {
        let program = session.program().get();
        let settled = program.iter().flat_map(|program| program.tables.surveys.settled());
        let mut surveys: Vec<_> = settled.map(|(id, survey)| (id.clone(), survey.year, survey.title.clone())).collect();
        surveys.sort_by(|(id, year, _), (other, other_year, _)| (other_year, other).cmp(&(year, id)));
        surveys
    })
}

/// The survey being looked at.
pub fn current_id(session: Session) -> Memo<Option<SurveyId>> {
    let ChosenSurvey(chosen) = expect_context();
    let known = surveys(session);
    Memo::new(move |_| {
        known.with(|known| {
            let chosen = chosen.get().filter(|id| known.iter().any(|(other, ..)| other == id));
            chosen.or_else(|| known.first().map(|(id, ..)| id.clone()))
        })
    })
}

pub fn current(session: Session) -> Memo<Option<(SurveyId, Survey)>> {
    let id = current_id(session);
    Memo::new(move |_| {
        let id = id.get()?;
        let survey = session.program().get()?.tables.surveys.get(&id)?.clone();
        Some((id, survey))
    })
}

/// The choice among several years; nothing where there is one.
#[component]
pub fn SurveySelect() -> impl IntoView {
    let session = Session::here();
    let ChosenSurvey(chosen) = expect_context();
    let (known, id) = (surveys(session), current_id(session));
    let items = Signal::derive(move || {
        let item = |(id, year, title): (SurveyId, FiscalYear, String)| Item::new(id, format!("{}　{title}", year.wareki()));
        known.get().into_iter().map(item).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || { known.with(Vec::len) > 1 }>
            <div class="no-print">
                <Select label="アンケート" items selected=id on_change=move |id| chosen.set(Some(id)) />
            </div>
        </Show>
    }
}
