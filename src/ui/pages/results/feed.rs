//! The rates become figures of the year, in one step.

use super::Shown;
use crate::{
    domain::{Entry, Figure, FigureKey, Refusal},
    session::Session,
    ui::{
        parts::{Arrival, Button, Notice, Tone},
        route::Route,
        words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Feed(shown: Arc<Shown>, outcome: RwSignal<Option<Result<usize, Refusal>>>) -> impl IntoView {
    let session = Session::here();
    let figures: Vec<_> = shown.tally.iter().flat_map(|tally| &tally.questions).filter_map(|question| question.figure.clone()).collect();
    let year = shown.survey.year;
    let n_figures = figures.len();
    let feed = move |()| {
        let entry = |(indicator, figure): &(_, Figure)| {
            Entry::Figure(FigureKey { indicator: Clone::clone(indicator), year, part: None }, figure.clone())
        };
        outcome.set(Some(session.dispatch(figures.iter().map(entry).collect()).map(|()| n_figures)));
    };
    view! {
        <div class="row no-print">
            <Button on_click=feed disabled=n_figures == 0>{format!("{}の指標に入れる", year.wareki())}</Button>
            <a href=Route::Indicators.href()>"指標を見る"</a>
        </div>
        {move || match outcome.get() {
            Some(Ok(n_figures)) => {
                let title = format!("{n_figures}件の指標に入れました。「元に戻す」で取り消せます。");
                view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title /> }.into_any()
            }
            Some(Err(refusal)) => {
                view! {
                    <Notice tone=Tone::Error arrival=Arrival::Sudden title="指標に入れられませんでした">
                        <p>{words::refusal(&refusal)}</p>
                    </Notice>
                }
                    .into_any()
            }
            None => ().into_any(),
        }}
    }
}
