//! What somebody was typing when the page went away: shown above every page until it is used or dropped.

use crate::{
    browser::{files, location, typing},
    session::{Session, Unfinished},
    ui::{
        parts::{Button, ButtonSize, Notice, Tone, Weight},
        route::{Route, SurveyView},
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Keeps what is typed from now on, but for what must leave no trace: survey answers, hours of persons, passphrases.
pub fn watch(session: Session, route: RwSignal<Route>) {
    let is_traceless = move || matches!(route.get_untracked(), Route::Survey(SurveyView::Answer) | Route::Overtime(_) | Route::Handover);
    let paused = move |typed: typing::Typed| {
        if !is_traceless() {
            session.keep_typing(&location::hash(), &typed);
        }
    };
    typing::watch(paused, move || session.forget_typing());
}

#[component]
pub fn UnfinishedTexts() -> impl IntoView {
    let session = Session::here();
    let unfinished = session.unfinished();
    view! {
        <Show when=move || { unfinished.with(|all| !all.is_empty()) }>
            <section class="page page--notice no-print" aria-label="入力の途中だった文章">
                <Notice tone=Tone::Warning title="入力の途中だった文章が残っています">
                    <p>"前にページが閉じたとき、まだ欄を離れていなかった文章です。欄に入れなおすか、要らなければ捨ててください。"</p>
                    {move || unfinished.get().into_iter().map(text_view).collect_view()}
                </Notice>
            </section>
        </Show>
    }
}

fn text_view(unfinished: Unfinished) -> impl IntoView {
    let session = Session::here();
    let Unfinished { place, label, text, .. } = unfinished.clone();
    let copied = RwSignal::new(false);
    let for_copy = text.clone();
    let copy = move |()| {
        let text = for_copy.clone();
        spawn_local(async move { copied.set(files::copy(&text).await) });
    };
    view! {
        <p class="typed-text"><strong>{format!("「{label}」")}</strong> " " {text}</p>
        <div class="row">
            <a href=format!("#{}", place.trim_start_matches('#'))>"その画面を開く"</a>
            <Button size=ButtonSize::Small weight=Weight::Outline on_click=copy>"文章をコピー"</Button>
            <Button size=ButtonSize::Small weight=Weight::Text on_click=move |()| session.drop_unfinished(&unfinished)>"捨てる"</Button>
            <span role="status">{move || copied.get().then_some("コピーしました")}</span>
        </div>
    }
}
