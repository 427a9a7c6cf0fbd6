//! Text as it is typed: one line, or many.

use super::draft::{Draft, is_composing};
use super::{Field, FieldSize, LabelPlace, Need, Wiring};
use leptos::prelude::*;

/// One line of text. Nothing is normalised: names keep every character they came with.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    /// What is kept.
    #[prop(into)]
    value: Signal<String>,
    /// Once, when the field is left with another text.
    #[prop(into)]
    on_change: Callback<String>,
    /// At every key, for keeping drafts.
    #[prop(optional, into)]
    on_draft: Option<Callback<String>>,
    /// Enter, but never one that belongs to the input method; after `on_change`.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    #[prop(optional)] need: Need,
    #[prop(optional, into)] support: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] place: LabelPlace,
    #[prop(optional)] size: FieldSize,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let draft = Draft::new(value);
    let wiring = Wiring::new(support, Signal::derive(move || error.get()));
    let Wiring { id, described_by, is_invalid, .. } = wiring.clone();
    let leave = move || commit(draft, value, on_change, error);
    // Going to another page by a key takes the field away while it is being typed in.
    on_cleanup(leave);
    view! {
        <Field wiring label need place>
            <input
                type="text"
                id=id.clone()
                class=size.class()
                autocomplete="off"
                prop:value=move || draft.shown()
                disabled=move || disabled.get()
                aria-required=required(need)
                aria-invalid=move || is_invalid.get().then_some("true")
                aria-describedby=move || described_by.get()
                on:input=move |event| hear(draft, on_draft, event_target_value(&event))
                on:change=move |_| leave()
                on:blur=move |_| leave()
                on:keydown=move |key| {
                    if let Some(on_enter) = on_enter.filter(|_| key.key() == "Enter" && !is_composing(&key)) {
                        key.prevent_default();
                        leave();
                        // What was committed may have closed the page.
                        on_enter.try_run(());
                    }
                }
            />
        </Field>
    }
}

/// Many lines of text, with the line breaks kept.
#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    /// What is kept.
    #[prop(into)]
    value: Signal<String>,
    /// Once, when the field is left with another text.
    #[prop(into)]
    on_change: Callback<String>,
    /// At every key, for keeping drafts.
    #[prop(optional, into)]
    on_draft: Option<Callback<String>>,
    #[prop(default = 5)] rows: u32,
    #[prop(optional)] need: Need,
    #[prop(optional, into)] support: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] place: LabelPlace,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let draft = Draft::new(value);
    let wiring = Wiring::new(support, Signal::derive(move || error.get()));
    let Wiring { id, described_by, is_invalid, .. } = wiring.clone();
    let leave = move || commit(draft, value, on_change, error);
    on_cleanup(leave);
    view! {
        <Field wiring label need place>
            <textarea
                id=id.clone()
                class="input"
                rows=rows.to_string()
                prop:value=move || draft.shown()
                disabled=move || disabled.get()
                aria-required=required(need)
                aria-invalid=move || is_invalid.get().then_some("true")
                aria-describedby=move || described_by.get()
                on:input=move |event| hear(draft, on_draft, event_target_value(&event))
                on:change=move |_| leave()
                on:blur=move |_| leave()
            ></textarea>
        </Field>
    }
}

pub(super) fn required(need: Need) -> Option<&'static str> {
    match need {
        Need::Required => Some("true"),
        Need::Optional | Need::Unmarked => None,
    }
}

pub(super) fn hear(draft: Draft, on_draft: Option<Callback<String>>, text: String) {
    draft.type_text(text.clone());
    if let Some(on_draft) = on_draft {
        on_draft.run(text);
    }
}

/// Hands the typed text over. Where the page answers with an error the text stays in sight.
fn commit(draft: Draft, kept: Signal<String>, on_change: Callback<String>, error: MaybeProp<String>) {
    let Some(text) = draft.leave() else { return };
    // Typed back to what is kept it is no change, but takes away the words against what was typed before.
    let is_refused = error.try_get_untracked().flatten().is_some();
    if kept.try_with_untracked(|kept| *kept == text).unwrap_or(true) && !is_refused {
        return;
    }
    on_change.run(text.clone());
    if error.try_get_untracked().flatten().is_some() {
        draft.refuse(text);
    }
}
