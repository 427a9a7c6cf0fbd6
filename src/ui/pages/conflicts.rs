//! 内容の食い違い: both values, who wrote them and when, the value before; choose one, or write a third, and it is settled
//! everywhere.

use super::provenance;
use crate::{
    domain::{CellId, Entry, Figure, Passage, People, Place, Quantity, Refusal, Shown, Tables, Trust, Version, Workspace},
    session::Session,
    ui::{
        pages::Refused,
        parts::{Button, EmptyState, NumberField, Numbers, TextArea},
        route::{ExchangeView, Route},
        typed_number::TypedNumber,
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
            <Refused refusal title="選べませんでした" />
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
    let third = versions.first().map(|version| third(session, &place, version.entry.clone(), refusal));
    let cards = versions
        .into_iter()
        .map(|version| {
            let (who, source) = (provenance::author(session, version.dot), provenance::source(session, &place, version.dot));
            let when = version.at.map_or("日時の記載なし".to_owned(), words::moment);
            let before = version.before.as_ref().map_or("（なし）".to_owned(), |before| words::entry_text(&program.tables, before));
            let text = words::entry_text(&program.tables, &version.entry);
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
                        <dt>"どこから"</dt>
                        <dd>{source}</dd>
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
            {third}
        </section>
    }
    .into_any()
}

/// A value of one's own in place of both, where it can be typed in one field. Others are chosen here and changed on their page.
fn third(session: Session, place: &Place, like: Entry, refusal: RwSignal<Option<Refusal>>) -> Option<AnyView> {
    let typed = RwSignal::new(None::<Entry>);
    let field = third_field(like, typed)?;
    let program = place.program.clone();
    let write = move |()| {
        if let Some(entry) = typed.get_untracked() {
            refusal.set(session.dispatch_in(program.clone(), vec![entry]).err());
        }
    };
    Some(
        view! {
            <details>
                <summary>"どちらでもない内容を書く"</summary>
                <div class="stack">
                    {field}
                    <div>
                        <Button on_click=write disabled=Signal::derive(move || typed.with(Option::is_none))>"書いた内容に決める"</Button>
                    </div>
                </div>
            </details>
        }
        .into_any(),
    )
}

fn third_field(like: Entry, typed: RwSignal<Option<Entry>>) -> Option<AnyView> {
    let label = "新しい内容";
    let nothing = String::new();
    let text_area = |entry: Callback<String, Entry>| {
        let on_change = move |text: String| typed.set(Some(entry.run(text)));
        view! { <TextArea label value=nothing.clone() on_change /> }.into_any()
    };
    Some(match like {
        Entry::Figure(key, figure) => {
            let quantity = figure.shown.readings().into_iter().flatten().find_map(quantity_of)?.clone();
            let unit = quantity.unit.clone();
            let on_change = move |number: TypedNumber| {
                let entry = match number {
                    TypedNumber::Amount(amount) => {
                        let shown = Shown::Number(Quantity { amount, ratio: None, ..quantity.clone() });
                        Some(Entry::Figure(key.clone(), Figure { shown: Trust::Confirmed(shown), ..figure.clone() }))
                    }
                    TypedNumber::Blank | TypedNumber::Dash => None,
                };
                typed.set(entry);
            };
            view! { <NumberField label unit value=nothing on_change /> }.into_any()
        }
        Entry::Eligible(key, _) => {
            let on_change = move |number: TypedNumber| {
                let people = number.count().filter(|_| number != TypedNumber::Blank);
                typed.set(people.map(|people| Entry::Eligible(key.clone(), People(people))));
            };
            view! { <NumberField label unit="人" numbers=Numbers::Counts value=nothing on_change /> }.into_any()
        }
        Entry::Passage(key, _) => text_area(Callback::new(move |text| Entry::Passage(key.clone(), Passage::Text(text)))),
        Entry::Plan(key, _) => text_area(Callback::new(move |text| Entry::Plan(key.clone(), Passage::Text(text)))),
        _ => return None,
    })
}

fn quantity_of(shown: &Shown) -> Option<&Quantity> {
    match shown {
        Shown::Number(quantity) | Shown::WordsAndNumber(_, quantity) => Some(quantity),
        Shown::Dash(_) | Shown::Blank | Shown::Words(_) => None,
    }
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
