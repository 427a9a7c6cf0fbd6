//! 何をしますか: the screen of a first visit. The front door shows it while the program is on its way, the program
//! afterwards; nothing in it asks for a session.

use crate::{
    store::settings::Role,
    ui::{
        parts::{Item, Select},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn FirstScreen(
    /// The choice of the programme.
    programme: AnyView,
    #[prop(into)] on_choose: Callback<Role>,
    /// What a pressed card brings up.
    children: Children,
) -> impl IntoView {
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <h1>"何をしますか"</h1>
                <p class="lead">
                    "あとから「設定」でいつでも変えられます。入力した内容は、このパソコンのブラウザーの中だけに保存され、ネットワークには送られません。"
                </p>
            </div>
            {programme}
            <ul class="cards">
                {Role::ALL
                    .map(|each| {
                        view! {
                            <li>
                                <button type="button" class="card card--link" on:click=move |_| on_choose.run(each)>
                                    <span class="card__title">{words::role_choice(each)}</span>
                                    <span>{words::role_hint(each)}</span>
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            {children()}
        </main>
    }
}

#[component]
pub fn ProgramField<T>(
    #[prop(into)] items: Signal<Vec<Item<T>>>,
    #[prop(into)] selected: Signal<Option<T>>,
    #[prop(into)] on_change: Callback<T>,
    #[prop(optional)] disabled: bool,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    view! {
        <Select
            label="プログラム"
            items
            selected
            on_change
            disabled
            support="事務局から届いた配布ファイルがあるときは、「提出・回収」で読み込むとここに加わります。"
        />
        <p class="small"><a href=Route::Exchange(ExchangeView::Overview).href()>"ファイルを読み込む"</a></p>
    }
}
