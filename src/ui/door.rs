//! The front door: the first screen of a first visit, drawn before the program that reads, keeps and judges is here.
//!
//! It knows no session. What is pressed brings the program, which takes the door's place and carries it out.

use crate::{
    browser::{door, location},
    store::{save_state::SaveState, settings::Role},
    ui::{
        first_screen::{FirstScreen, ProgramField},
        frame::{FETCHING, Frame, NotFetched, NotHere, Opening, title},
        parts::{Button, ButtonSize, Icon, Item, LiveRegion, Progress, SaveIndicator, SaveSign, Weight},
        pieces::FIRST_SCREEN,
        route::Route,
        words,
    },
};
use leptos::{prelude::*, task::spawn_local};

const OPENING: &str = "開いています";

/// Nothing is kept where the door stands.
const SAFE: &str = "";

/// Where an address leads as long as nobody has said who they are.
fn route_of(hash: &str) -> Route {
    match Route::parse(hash) {
        Route::Home => Route::Welcome,
        route => route,
    }
}

#[component]
pub fn Door() -> impl IntoView {
    let shown = RwSignal::new(route_of(&location::hash()));
    let pressed = RwSignal::new(None::<Role>);
    let is_missing = RwSignal::new(false);
    let open = move || {
        is_missing.set(false);
        spawn_local(async move { is_missing.set(!door::open().await) });
    };
    location::on_change(move |hash| {
        // The program has its own ear for this.
        if door::stands() {
            shown.set(route_of(&hash));
            location::to_top();
            open();
        }
    });
    // Nobody waits for it yet.
    set_timeout(open, FIRST_SCREEN);
    Effect::new(move |_| location::set_title(&title(&shown.get())));
    let choose = move |role: Role| {
        door::press(Role::ALL.iter().position(|each| *each == role).unwrap_or_default());
        pressed.set(Some(role));
        open();
    };
    let is_at_cards = Memo::new(move |_| shown.get() == Route::Welcome);
    let said = Signal::derive(move || if pressed.get().is_some() && !is_missing.get() { OPENING } else { "" }.to_owned());
    let waiting = move || {
        pressed.get()?;
        let word = if is_missing.get() {
            view! { <NotFetched safe=SAFE on_again=move |()| open() /> }.into_any()
        } else {
            view! { <Progress label=OPENING part=Signal::derive(|| None) /> }.into_any()
        };
        Some(view! { <div class="door-wait">{word}</div> })
    };
    view! {
        <Frame shown programme=Some(words::FIRST_PROGRAMME.to_owned()) tools=tools()>
            {move || {
                if is_at_cards.get() {
                    view! {
                        <FirstScreen programme=programme() on_choose=choose>
                            {waiting}
                        </FirstScreen>
                    }
                        .into_any()
                } else if is_missing.get() {
                    view! { <NotHere shown safe=SAFE on_again=move |()| open() /> }.into_any()
                } else {
                    view! { <Opening shown label=FETCHING /> }.into_any()
                }
            }}
        </Frame>
        <LiveRegion message=said />
    }
}

/// The same two as the program shows on a device that keeps nothing.
fn tools() -> AnyView {
    view! {
        <SaveIndicator sign=SaveSign::Saved text=words::save_sign(&SaveState::Empty) />
        <Button size=ButtonSize::Small weight=Weight::Text icon=Icon::Undo on_click=|()| () disabled=true>"元に戻す"</Button>
    }
    .into_any()
}

/// The place of the choice: the programmes come with the program.
fn programme() -> AnyView {
    view! { <ProgramField items=vec![Item::new((), "読み込んでいます…")] selected=Some(()) on_change=|()| () disabled=true /> }.into_any()
}
