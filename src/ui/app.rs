//! The open page: what stands in its frame, and the place that is open.

use crate::{
    browser::location,
    session::{Attendance, Session, Step},
    store::{save_state::SaveState, settings::Role},
    ui::{
        frame::{FETCHING, Frame, NotHere, OPENING, Opening, title},
        pages::{ChosenSurvey, Desk, HomePage, IndicatorsPage, Review, WelcomePage, welcome},
        parts::{Button, ButtonSize, Icon, LiveRegion, SaveIndicator, SaveSign, Weight},
        pieces::{Missing, Piece, Pieces, Stand},
        route::{Route, SurveyView},
        unfinished::{self, UnfinishedTexts},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn App(
    session: Session,
    /// The card that was pressed at the front door.
    pressed: Option<Role>,
) -> impl IntoView {
    provide_context(session);
    provide_context(Attendance::new(session));
    provide_context(Desk::new(session));
    provide_context(ChosenSurvey::nothing());
    provide_context(welcome::carry_out(session, pressed));
    let route = RwSignal::new(Route::parse(&location::hash()));
    location::on_change(move |hash| {
        route.set(Route::parse(&hash));
        location::to_top();
    });
    // Who comes for the first time is asked first; a link to the survey or a file to read in goes before.
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
    let programme = Signal::derive(move || {
        let chosen = session.program_id().get();
        session.programs().get().into_iter().find(|(id, _)| Some(id) == chosen.as_ref()).map(|(_, title)| title)
    });
    let tools = view! {
        <Saving />
        <Undo />
    };
    view! {
        <Frame shown programme tools=tools.into_any()>
            <UnfinishedTexts />
            {move || if waits.get() { view! { <Opening shown label=OPENING /> }.into_any() } else { place(shown, pieces) }}
            <Review />
        </Frame>
    }
}

/// Whether a place shows, takes in or writes out what may not be read yet in the first moment after the start.
fn needs_everything(route: &Route) -> bool {
    !matches!(
        route,
        Route::Welcome | Route::Home | Route::Help | Route::Indicators | Route::Indicator(_) | Route::Survey(SurveyView::Answer)
    )
}

/// What stays as it is where a place cannot be shown.
const SAFE: &str = "入力した内容はそのまま残っていて、ほかの画面は使えます。";

/// The place itself, or why it is not here yet.
fn place(shown: Memo<Route>, pieces: Pieces) -> AnyView {
    let route = shown.get();
    let Some(piece) = Piece::of(&route) else { return page(route) };
    match pieces.stand(piece) {
        Stand::Here => piece.draw(route).unwrap_or_else(|Missing| not_here(shown, pieces, piece)),
        Stand::Coming => view! { <Opening shown label=FETCHING /> }.into_any(),
        Stand::Missing => not_here(shown, pieces, piece),
    }
}

fn not_here(shown: Memo<Route>, pieces: Pieces, piece: Piece) -> AnyView {
    view! { <NotHere shown safe=SAFE on_again=move |()| pieces.fetch(piece) /> }.into_any()
}

/// A place that comes with the program.
fn page(route: Route) -> AnyView {
    match route {
        Route::Welcome => {
            // On an address that is already there nothing is heard of going to it.
            let go = |route: Route| {
                location::go(&route.href());
                location::begin_anew();
            };
            view! { <WelcomePage on_done=Callback::new(go) /> }.into_any()
        }
        Route::Indicators => view! { <IndicatorsPage /> }.into_any(),
        _ => view! { <HomePage /> }.into_any(),
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
