//! What every place stands in: the name, the navigation, the foot; and what stands there while a place is on its way.
//!
//! Without a session: the front door, which comes before there is one, looks the same.

use crate::{
    browser::location,
    ui::{
        parts::{Arrival, Button, Notice, Progress, Tone, Weight},
        route::{ExchangeView, OvertimeView, Route, SurveyView},
    },
};
use leptos::prelude::*;

/// The places of the navigation, in its order.
fn places() -> [(Route, &'static str); 9] {
    [
        (Route::Home, "ホーム"),
        (Route::Survey(SurveyView::Overview), "アンケート"),
        (Route::Indicators, "指標"),
        (Route::Measures, "取組"),
        (Route::Overtime(OvertimeView::Overview), "時間外勤務"),
        (Route::Exchange(ExchangeView::Overview), "提出・回収"),
        (Route::Reports, "帳票"),
        (Route::Settings, "設定"),
        (Route::Help, "ヘルプ"),
    ]
}

/// Whether a place of the navigation is the one a route lies in.
fn holds(place: &Route, route: &Route) -> bool {
    match place {
        Route::Survey(_) => matches!(route, Route::Survey(_)),
        Route::Indicators => matches!(route, Route::Indicators | Route::Indicator(_) | Route::IndicatorsAs(_)),
        Route::Measures => matches!(route, Route::Measures | Route::MeasuresAs(_) | Route::Sheet(..)),
        Route::Overtime(_) => matches!(route, Route::Overtime(_)),
        Route::Exchange(_) => matches!(route, Route::Exchange(_)),
        Route::Reports => matches!(route, Route::Reports | Route::SheetForm(..)),
        Route::Settings => matches!(route, Route::Settings | Route::Editor(_) | Route::Handover),
        Route::Welcome
        | Route::Home
        | Route::Indicator(_)
        | Route::IndicatorsAs(_)
        | Route::MeasuresAs(_)
        | Route::Sheet(..)
        | Route::SheetForm(..)
        | Route::Handover
        | Route::Help
        | Route::Editor(_) => place == route,
    }
}

fn place_name(route: &Route) -> &'static str {
    places().into_iter().find(|(place, _)| holds(place, route)).map_or("はじめに", |(_, name)| name)
}

pub fn title(route: &Route) -> String {
    format!("{}｜進捗帳", place_name(route))
}

#[component]
pub fn Frame(
    #[prop(into)] shown: Signal<Route>,
    /// The name of the programme that is looked at.
    #[prop(into)]
    programme: Signal<Option<String>>,
    /// What stands at the right of the head.
    tools: AnyView,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main" on:click=|event| { event.prevent_default(); location::focus("main"); }>"本文へ"</a>
        <header class="site-header">
            <div class="site-header__inner">
                <p class="site-name">"進捗帳" <span class="site-name__programme">{move || programme.get()}</span></p>
                <div class="site-header__tools">{tools}</div>
            </div>
        </header>
        <nav class="site-nav" aria-label="主なメニュー">
            <ul>
                {places()
                    .map(|(place, name)| {
                        let href = place.href();
                        let current = move || holds(&place, &shown.get()).then_some("page");
                        view! { <li><a href=href aria-current=current>{name}</a></li> }
                    })
                    .collect_view()}
            </ul>
        </nav>
        {children()}
        <footer class="site-footer">
            <p class="small">"進捗帳　入力した内容はこのブラウザーの中だけに保存され、ネットワークには送られません。"</p>
        </footer>
    }
}

pub const OPENING: &str = "保存されたものを開いています";
pub const FETCHING: &str = "この画面を読み込んでいます";

/// Stands there until everything that is kept on this device is open, or the place's own program is here.
#[component]
pub fn Opening(#[prop(into)] shown: Signal<Route>, label: &'static str) -> impl IntoView {
    view! {
        <main class="page" id="main">
            <h1>{move || place_name(&shown.get())}</h1>
            <Progress label part=Signal::derive(|| None) />
        </main>
    }
}

/// A place whose program could not be fetched.
#[component]
pub fn NotHere(
    #[prop(into)] shown: Signal<Route>,
    /// What stays as it is.
    safe: &'static str,
    #[prop(into)] on_again: Callback<()>,
) -> impl IntoView {
    view! {
        <main class="page" id="main">
            <h1>{move || place_name(&shown.get())}</h1>
            <NotFetched safe on_again />
        </main>
    }
}

/// The message alone.
#[component]
pub fn NotFetched(safe: &'static str, #[prop(into)] on_again: Callback<()>) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning title="この画面を読み込めませんでした" arrival=Arrival::Sudden>
            <p>
                "通信が切れているか、新しい版に入れかわっています。" {safe}
                "つながりを確かめて、もう一度読み込んでください。つながっていても直らないときは、ページを再読み込みしてください。"
            </p>
            <div class="actions">
                <Button weight=Weight::Primary on_click=on_again>"もう一度読み込む"</Button>
            </div>
        </Notice>
    }
}
