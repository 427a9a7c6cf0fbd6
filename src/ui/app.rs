//! The frame of every page: name, programme, state of saving, navigation, and the place that is open.

use crate::{
    browser::location,
    session::{Attendance, Session, Step},
    store::save_state::SaveState,
    ui::{
        pages::{ChosenSurvey, Desk, HomePage, IndicatorsPage, Review, WelcomePage},
        parts::{Arrival, Button, ButtonSize, Icon, LiveRegion, Notice, Progress, SaveIndicator, SaveSign, Tone, Weight},
        pieces::{Missing, Piece, Pieces, Stand},
        route::{ExchangeView, OvertimeView, Route, SurveyView},
        unfinished::{self, UnfinishedTexts},
        words,
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

#[component]
pub fn App(session: Session) -> impl IntoView {
    provide_context(session);
    provide_context(Attendance::new(session));
    provide_context(Desk::new(session));
    provide_context(ChosenSurvey::nothing());
    let route = RwSignal::new(Route::parse(&location::hash()));
    location::on_change(move |hash| {
        route.set(Route::parse(&hash));
        location::to_top();
    });
    // Who comes to the front door for the first time is asked first; a link to the survey or a file to read in goes before.
    let is_first_visit = move || session.settings().get().role.is_none() && route.get() == Route::Home;
    let shown = Memo::new(move |_| if is_first_visit() { Route::Welcome } else { route.get() });
    unfinished::watch(session, route);
    let pieces = Pieces::new();
    Effect::new(move |_| {
        if let Some(piece) = Piece::of(&shown.get()) {
            pieces.fetch(piece);
        }
    });
    let waits = Memo::new(move |_| needs_everything(&shown.get()) && !session.is_whole().get());
    Effect::new(move |_| location::set_title(&title(&shown.get())));
    view! {
        <a class="skip-link" href="#main" on:click=|event| { event.prevent_default(); location::focus("main"); }>"本文へ"</a>
        <Header shown />
        <UnfinishedTexts />
        {move || if waits.get() { view! { <Opening shown label=OPENING /> }.into_any() } else { place(shown, pieces) }}
        <Review />
        <footer class="site-footer">
            <p class="small">"進捗帳　入力した内容はこのブラウザーの中だけに保存され、ネットワークには送られません。"</p>
        </footer>
    }
}

fn place_name(route: &Route) -> &'static str {
    places().into_iter().find(|(place, _)| holds(place, route)).map_or("はじめに", |(_, name)| name)
}

fn title(route: &Route) -> String {
    format!("{}｜進捗帳", place_name(route))
}

/// Whether a place shows, takes in or writes out what may not be read yet in the first moment after the start.
fn needs_everything(route: &Route) -> bool {
    !matches!(
        route,
        Route::Welcome | Route::Home | Route::Help | Route::Indicators | Route::Indicator(_) | Route::Survey(SurveyView::Answer)
    )
}

const OPENING: &str = "保存されたものを開いています";

/// Stands there until everything that is kept on this device is open, or the place's own program is here.
#[component]
fn Opening(shown: Memo<Route>, label: &'static str) -> impl IntoView {
    view! {
        <main class="page" id="main">
            <h1>{move || place_name(&shown.get())}</h1>
            <Progress label part=Signal::derive(|| None) />
        </main>
    }
}

/// The place itself, or why it is not here yet.
fn place(shown: Memo<Route>, pieces: Pieces) -> AnyView {
    let route = shown.get();
    let Some(piece) = Piece::of(&route) else { return page(route) };
    match pieces.stand(piece) {
        Stand::Here => piece.draw(route).unwrap_or_else(|Missing| view! { <NotHere shown pieces piece /> }.into_any()),
        Stand::Coming => view! { <Opening shown label="この画面を読み込んでいます" /> }.into_any(),
        Stand::Missing => view! { <NotHere shown pieces piece /> }.into_any(),
    }
}

/// A place whose program could not be fetched.
#[component]
fn NotHere(shown: Memo<Route>, pieces: Pieces, piece: Piece) -> impl IntoView {
    view! {
        <main class="page" id="main">
            <h1>{move || place_name(&shown.get())}</h1>
            <Notice tone=Tone::Warning title="この画面を読み込めませんでした" arrival=Arrival::Sudden>
                <p>
                    "通信が切れているか、新しい版に入れかわっています。入力した内容はそのまま残っていて、ほかの画面は使えます。つながりを確かめて、もう一度読み込んでください。つながっていても直らないときは、ページを再読み込みしてください。"
                </p>
                <div class="actions">
                    <Button weight=Weight::Primary on_click=move |()| pieces.fetch(piece)>"もう一度読み込む"</Button>
                </div>
            </Notice>
        </main>
    }
}

/// A place that comes with the program.
fn page(route: Route) -> AnyView {
    match route {
        Route::Welcome => view! { <WelcomePage on_done=Callback::new(|route: Route| location::go(&route.href())) /> }.into_any(),
        Route::Indicators => view! { <IndicatorsPage /> }.into_any(),
        _ => view! { <HomePage /> }.into_any(),
    }
}

#[component]
fn Header(shown: Memo<Route>) -> impl IntoView {
    let session = Session::here();
    let programme = move || {
        let chosen = session.program_id().get();
        session.programs().get().into_iter().find(|(id, _)| Some(id) == chosen.as_ref()).map(|(_, title)| title)
    };
    view! {
        <header class="site-header">
            <div class="site-header__inner">
                <p class="site-name">"進捗帳" <span class="site-name__programme">{programme}</span></p>
                <div class="site-header__tools">
                    <Saving />
                    <Undo />
                </div>
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
    }
}

#[component]
fn Saving() -> impl IntoView {
    let session = Session::here();
    let state = session.save_state();
    let sign = Signal::derive(move || match state.get() {
        SaveState::Unsaved(_) => SaveSign::Unsaved,
        _ if session.is_saving().get() => SaveSign::Saving,
        SaveState::Empty | SaveState::Saved { .. } => SaveSign::Saved,
    });
    let said = Signal::derive(move || words::save_sign(&state.get()));
    let text = Signal::derive(move || if sign.get() == SaveSign::Saving { words::SAVING.to_owned() } else { said.get() });
    view! {
        <SaveIndicator sign text />
        <LiveRegion message=said />
    }
}

#[component]
fn Undo() -> impl IntoView {
    let session = Session::here();
    let undoable = session.undoable();
    let message = RwSignal::new(String::new());
    let undo = move |()| {
        let text = match session.undo() {
            Ok(kept) if kept.is_empty() => "元に戻しました。".to_owned(),
            Ok(kept) => format!("元に戻しました。そのあとで書きかえられた{}件はそのままです。", kept.len()),
            Err(refusal) => words::refusal(&refusal),
        };
        message.set(text);
    };
    let on_key = window_event_listener(leptos::ev::keydown, move |event| {
        let is_undo = (event.ctrl_key() || event.meta_key()) && event.key() == "z";
        // Inside a field Ctrl+Z takes back typing, as everywhere.
        if is_undo && !location::is_typing() && undoable.get_untracked().is_some() {
            event.prevent_default();
            undo(());
        }
    });
    on_cleanup(move || on_key.remove());
    let label = move || match undoable.get() {
        Some(Step::Import) => "読み込みを元に戻す",
        Some(Step::Edit) | None => "元に戻す",
    };
    view! {
        <Button size=ButtonSize::Small weight=Weight::Text icon=Icon::Undo on_click=undo disabled=Signal::derive(move || undoable.get().is_none())>
            {label}
        </Button>
        <LiveRegion message />
    }
}
