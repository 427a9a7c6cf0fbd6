//! 庁議用一枚: the year on a sheet of A4, to be printed.

use super::{Head, Scores, Span, scorecard::Extent};
use crate::{
    browser::files,
    session::Session,
    ui::{
        parts::{Button, EmptyState, Weight},
        route::{IndicatorsView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn SummaryPage() -> impl IntoView {
    let session = Session::here();
    let frame = Memo::new(move |_| {
        let program = session.program().get()?;
        let overview = program.tables.overview.get(&())?;
        Some((overview.full_name(), overview.issued_by.join("／")))
    });
    view! {
        <main class="page" id="main">
            <Head
                here=Route::IndicatorsAs(IndicatorsView::Summary)
                title="達成状況（庁議用）"
                lead="柱ごとの達成状況と、動きの要るものを一枚にまとめます。印刷するとA4の用紙になります。"
                span=Span::OneYear
            />
            <div class="actions no-print">
                <Button weight=Weight::Primary on_click=move |()| files::print()>"印刷する"</Button>
            </div>
            {move || match frame.get() {
                None => view! { <EmptyState title="プログラムが選ばれていません" /> }.into_any(),
                Some((name, issued_by)) => {
                    view! {
                        <section class="section one-pager">
                            <h2>{name}</h2>
                            <p>
                                {move || format!("{}の達成状況", session.year().get().wareki())} "　"
                                {move || format!("{}現在", words::date(session.today().get()))}
                                "　" <span class="soft">{issued_by}</span>
                            </p>
                            <Scores extent=Extent::Whole />
                        </section>
                    }
                        .into_any()
                }
            }}
        </main>
    }
}
