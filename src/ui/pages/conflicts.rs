//! 内容の食い違い: both values, who wrote them and when, the value before; choose one and it is settled everywhere.

use crate::{
    domain::{CellId, Place, Refusal, Tables, Version, Workspace},
    session::Session,
    ui::{
        parts::{Arrival, Button, EmptyState, Notice, Tone},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn ConflictsPage() -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Exchange(ExchangeView::Overview).href()>"提出・回収"</a></p>
                <h1>"内容の食い違い"</h1>
                <p class="lead">
                    "同じ欄が、互いの変更を知らない二つの端末で書きかえられました。どちらも残してあります。選んだ結果は、次に書き出すファイルで相手にも伝わります。"
                </p>
            </div>
            {move || {
                refusal.get().map(|refusal| {
                    view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="選べませんでした"><p>{words::refusal(&refusal)}</p></Notice> }
                })
            }}
            {move || {
                let conflicts = session.conflicts().get();
                if conflicts.is_empty() {
                    return view! { <EmptyState title="内容の食い違いはありません" /> }.into_any();
                }
                let workspace = session.workspace().get();
                conflicts.into_iter().map(|place| conflict(session, &workspace, place, refusal)).collect_view().into_any()
            }}
        </main>
    }
}

fn conflict(session: Session, workspace: &Workspace, place: Place, refusal: RwSignal<Option<Refusal>>) -> AnyView {
    let Some(program) = workspace.program(&place.program) else { return ().into_any() };
    let name = words::cell_name(&program.tables, &place.cell);
    let versions = distinct(&program.tables, &place.cell);
    let cards = versions
        .into_iter()
        .map(|version| {
            let author = workspace.writers.get(&version.dot.writer);
            let (who, when) = (words::author(author), version.at.map_or("日時の記載なし".to_owned(), words::moment));
            let before = version.before.as_ref().map_or("（なし）".to_owned(), words::entry_text);
            let text = words::entry_text(&version.entry);
            let label = format!("「{}」を選ぶ", words::shortened(&text));
            let program = place.program.clone();
            let choose = move |()| refusal.set(session.dispatch_in(program.clone(), vec![version.entry.clone()]).err());
            view! {
                <li class="card">
                    <p class="card__title typed-text">{text}</p>
                    <dl class="facts">
                        <dt>"書いた人"</dt>
                        <dd>{who}</dd>
                        <dt>"書いた日時"</dt>
                        <dd>{when}</dd>
                        <dt>"その前の内容"</dt>
                        <dd class="typed-text">{before}</dd>
                    </dl>
                    <Button on_click=choose>{label}</Button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>{name}</h2>
            <ul class="cards">{cards}</ul>
        </section>
    }
    .into_any()
}

/// One version a value: equal edits of two people are one choice.
fn distinct(tables: &Tables, cell: &CellId) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for version in tables.versions(cell) {
        if !versions.iter().any(|known: &Version| known.entry == version.entry) {
            versions.push(version);
        }
    }
    versions
}
