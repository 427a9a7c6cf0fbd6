//! 提出・回収: writing files out, and reading files in by a plan.

use super::{read_in::ReadIn, working_file::WorkingFile, write_out::WriteOut};
use crate::{
    session::Session,
    ui::{
        pages::AskedOfUs,
        parts::{Notice, Tone},
        route::{ExchangeView, Route},
    },
};
use leptos::prelude::*;

#[component]
pub fn ExchangePage() -> impl IntoView {
    let session = Session::here();
    let n_conflicts = move || session.conflicts().get().len();
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <h1>"提出・回収"</h1>
                <p class="lead">"ファイルを書き出して送付し、届いたファイルを読み込みます。読み込みは、内容を見て選ぶまで何も変わりません。"</p>
            </div>
            <Show when=move || { n_conflicts() != 0 }>
                <Notice tone=Tone::Warning title=Signal::derive(move || format!("内容の食い違いが{}件あります", n_conflicts()))>
                    <p>"同じ欄に二つの内容があり、どちらも残してあります。"<a href=Route::Exchange(ExchangeView::Conflicts).href()>"見くらべて選ぶ"</a></p>
                </Notice>
            </Show>
            <AskedOfUs />
            <p><a href=Route::Exchange(ExchangeView::Submissions).href()>"提出状況・年間予定を見る"</a></p>
            <WriteOut />
            <ReadIn />
            <WorkingFile />
        </main>
    }
}
