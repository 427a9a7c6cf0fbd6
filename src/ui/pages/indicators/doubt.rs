//! What the original may say: a candidate confirmed, or a place stated to be lost for good, with the reason if there is one.

use crate::{
    domain::Trust,
    ui::parts::{Button, ButtonSize, Notice, TextField, Tone, Weight},
};
use leptos::prelude::*;

/// What a person who looked it up says of one place.
#[derive(Clone, Debug)]
pub struct Found<V> {
    pub trust: Trust<V>,
    /// Why, as typed; empty where nothing was.
    pub reason: String,
}

/// The candidates of a doubtful place as buttons, and 欠落. Nothing for a place without doubt.
///
/// The trace is the change itself: who, when, and the candidates it replaced stay in the history of the value.
#[component]
pub fn Readings<V>(
    /// `実績値`, `目標値`.
    what: &'static str,
    #[prop(into)] trust: Signal<Option<Trust<V>>>,
    text: fn(&V) -> String,
    /// What stands in a place that shows nothing.
    nothing: V,
    #[prop(into)] on_found: Callback<Found<V>>,
) -> impl IntoView
where
    V: Clone + PartialEq + Send + Sync + 'static,
{
    let reason = RwSignal::new(String::new());
    let find = move |trust| on_found.run(Found { trust, reason: reason.get_untracked().trim().to_owned() });
    let readings = Memo::new(move |_| match trust.get() {
        Some(Trust::Candidates { readings, .. }) => {
            // Two rows of the original may print the same words: they are one reading of this place.
            let mut distinct = Vec::new();
            for reading in readings {
                if !distinct.contains(&reading) {
                    distinct.push(reading);
                }
            }
            distinct
        }
        Some(Trust::Confirmed(_) | Trust::Lost { .. }) | None => Vec::new(),
    });
    let nothing = StoredValue::new(nothing);
    let button = move |reading: Option<V>| {
        let label =
            reading.as_ref().map_or("原本のこの欄には記載がない".to_owned(), |value| format!("原本は「{}」", text(value)));
        let value = reading.unwrap_or_else(|| nothing.get_value());
        view! {
            <Button size=ButtonSize::Small weight=Weight::Outline on_click=move |()| find(Trust::Confirmed(value.clone()))>
                {label}
            </Button>
        }
    };
    view! {
        <Show when=move || !readings.get().is_empty()>
            <Notice tone=Tone::Warning title=format!("{what}は原本照合待ちです")>
                <p>"原本で確かめたら、正しいものを選んでください。選ぶと照合済になり、判定がすぐ変わります。元の候補は履歴に残ります。"</p>
                <Reason reason />
                <div class="row">
                    {move || readings.get().into_iter().map(button).collect_view()}
                    <Lose find=Callback::new(move |()| find(Trust::Lost { why: lost_because(&reason.get_untracked()) })) />
                </div>
            </Notice>
        </Show>
    }
}

/// 欠落とする, for a place that nobody doubts yet.
#[component]
pub fn Losing(#[prop(into)] on_lost: Callback<String>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    view! {
        <Reason reason />
        <div class="row">
            <Lose find=Callback::new(move |()| on_lost.run(lost_because(&reason.get_untracked()))) />
        </div>
    }
}

#[component]
fn Reason(reason: RwSignal<String>) -> impl IntoView {
    view! {
        <TextField
            label="確かめた資料・理由（任意）"
            value=reason
            on_change=move |text| reason.set(text)
            support="例：令和5年6月の印刷版4ページで確認"
        />
    }
}

#[component]
fn Lose(find: Callback<()>) -> impl IntoView {
    view! {
        <Button size=ButtonSize::Small weight=Weight::Outline on_click=find>
            "原本がなく、値は失われている（欠落）"
        </Button>
    }
}

fn lost_because(reason: &str) -> String {
    match reason.trim() {
        "" => "原本を確かめられないと入力された。".to_owned(),
        reason => reason.to_owned(),
    }
}

/// The remark of a confirmed value: what stood there stays, the reason is added once.
pub fn remark_with(remark: &str, reason: &str) -> String {
    match (remark.trim(), reason) {
        (_, "") => remark.to_owned(),
        ("", reason) => format!("照合：{reason}"),
        (before, reason) => format!("{before}／照合：{reason}"),
    }
}
