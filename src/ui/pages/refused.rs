//! A change that was refused, said where it was tried.

use crate::{
    domain::Refusal,
    ui::{
        parts::{Arrival, Notice, Tone},
        words,
    },
};
use leptos::prelude::*;

/// Why the last change was refused; nothing where none was.
#[component]
pub(super) fn Refused(
    refusal: RwSignal<Option<Refusal>>,
    #[prop(default = "入力を保存できませんでした")] title: &'static str,
) -> impl IntoView {
    move || refusal.get().map(|why| view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title><p>{words::refusal(&why)}</p></Notice> })
}
