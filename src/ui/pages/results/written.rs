//! 書き出す: a published edition as a workbook, as CSV, and for the 庁議 on one A4.

use crate::{
    domain::EditionKey,
    session::Session,
    ui::{
        pages::making::{Making, MakingState, ResultsForm, Wanted, results_order},
        parts::{Button, Icon, Weight},
    },
};
use leptos::prelude::*;

/// `key`: nothing where what is looked at is not published.
#[component]
pub(super) fn Written(key: Signal<Option<EditionKey>>, making: Making) -> impl IntoView {
    let session = Session::here();
    let begin = move |form: ResultsForm, wanted: Wanted| {
        if let Some(order) = key.get_untracked().and_then(|key| results_order(session, key, form, wanted)) {
            making.begin(wanted, order);
        }
    };
    let is_busy = making.is_busy();
    view! {
        <section class="section no-print">
            <h2>"書き出す・印刷する"</h2>
            <Show
                when=move || key.with(Option::is_some)
                fallback=|| view! {
                    <p>"ExcelとCSVには、公表した版だけを書き出せます。公表前の集計を外に出すと、あとの版と引き算して一人ひとりの回答が分かるおそれがあるためです。"</p>
                }
            >
                <p>"この版に載っている数だけが入ります。少人数のところは、画面と同じように伏せたままです。"</p>
                <div class="row">
                    <Button icon=Icon::Download disabled=is_busy on_click=move |()| begin(ResultsForm::Whole, Wanted::Workbook)>
                        "結果の表をExcelに書き出す"
                    </Button>
                    <Button icon=Icon::Download disabled=is_busy on_click=move |()| begin(ResultsForm::Whole, Wanted::Csv)>
                        "結果の表をCSVに書き出す"
                    </Button>
                    <Button disabled=is_busy on_click=move |()| begin(ResultsForm::Summary, Wanted::Print)>"庁議用の1枚を印刷する"</Button>
                    <Button icon=Icon::Download disabled=is_busy on_click=move |()| begin(ResultsForm::Summary, Wanted::Workbook)>
                        "庁議用の1枚をExcelに書き出す"
                    </Button>
                    <Show when=move || making.is_shown().get()>
                        <Button weight=Weight::Text on_click=move |()| making.forget()>"庁議用の表示を閉じる"</Button>
                    </Show>
                </div>
            </Show>
            <MakingState making />
        </section>
    }
}
