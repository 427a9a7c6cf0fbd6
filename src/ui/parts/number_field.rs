//! A number as people type it.

use super::draft::{Draft, is_composing};
use super::text_field::{hear, required};
use super::{Field, FieldSize, LabelPlace, Need, Wiring};
use crate::domain::{TypedNumber, read_number};
use crate::ui::words;
use leptos::prelude::*;

/// Whether a lone "—" is an answer here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dashes {
    Accepted,
    #[default]
    Refused,
}

/// Which numbers are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    #[default]
    All,
    /// People or sheets are counted.
    Counts,
}

/// A number with its unit behind it. The raw text stands untouched while it is typed; it is read when the field is left,
/// and what cannot be read stays in sight under its error and is not handed over.
#[component]
pub fn NumberField(
    #[prop(into)] label: Signal<String>,
    /// What is kept, as it should be shown; empty for nothing.
    #[prop(into)]
    value: Signal<String>,
    /// Shown behind the field, and understood where it is typed.
    #[prop(optional, into)]
    unit: Signal<String>,
    /// Once, when the field is left with another text that could be read.
    #[prop(into)]
    on_change: Callback<TypedNumber>,
    /// At every key, for keeping drafts.
    #[prop(optional, into)]
    on_draft: Option<Callback<String>>,
    /// Enter, but never one that belongs to the input method; after `on_change`, and only where the text could be read.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    #[prop(optional)] dashes: Dashes,
    #[prop(optional)] numbers: Numbers,
    #[prop(optional)] need: Need,
    #[prop(optional, into)] support: MaybeProp<String>,
    /// What the page has against the number; what cannot be read the field says itself.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    #[prop(optional)] place: LabelPlace,
    #[prop(optional)] size: FieldSize,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let draft = Draft::new(value);
    let unread = RwSignal::new(None::<&'static str>);
    let shown_error = Signal::derive(move || match unread.get().filter(|_| draft.is_refused()) {
        Some(words) => Some(words.to_owned()),
        None => error.get(),
    });
    let wiring = Wiring::new(support, shown_error);
    let Wiring { id, described_by, is_invalid, .. } = wiring.clone();

    let leave = move || {
        let Some(text) = draft.leave() else { return unread.try_get_untracked().flatten().is_none_or(|_| !untrack(|| draft.is_refused())) };
        match read(&text, &unit.get_untracked(), dashes, numbers) {
            Err(words) => {
                unread.set(Some(words));
                draft.refuse(text);
                false
            }
            Ok(number) => {
                unread.set(None);
                // Typed back to what is kept it is no change, but takes away the words against what was typed before.
                if value.with_untracked(|kept| *kept != text) || error.try_get_untracked().flatten().is_some() {
                    on_change.run(number);
                }
                if error.try_get_untracked().flatten().is_some() {
                    draft.refuse(text);
                }
                true
            }
        }
    };

    // Going to another page by a key takes the field away while it is being typed in.
    on_cleanup(move || {
        leave();
    });

    view! {
        <Field wiring label need place>
            <input
                type="text"
                inputmode="decimal"
                id=id.clone()
                class=format!("{} input--number", size.class())
                autocomplete="off"
                prop:value=move || draft.shown()
                disabled=move || disabled.get()
                aria-required=required(need)
                aria-invalid=move || is_invalid.get().then_some("true")
                aria-describedby=move || described_by.get()
                on:input=move |event| hear(draft, on_draft, event_target_value(&event))
                on:change=move |_| {
                    leave();
                }
                on:blur=move |_| {
                    leave();
                }
                on:keydown=move |key| {
                    if key.key() == "Enter" && !is_composing(&key) {
                        key.prevent_default();
                        if leave() && let Some(on_enter) = on_enter {
                            // What was committed may have closed the page.
                            on_enter.try_run(());
                        }
                    }
                }
            />
            {move || {
                let unit = unit.get();
                (!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })
            }}
        </Field>
    }
}

fn read(text: &str, unit: &str, dashes: Dashes, numbers: Numbers) -> Result<TypedNumber, &'static str> {
    let typed = read_number(text, unit);
    if numbers == Numbers::Counts {
        return typed.ok().filter(|typed| typed.count().is_some()).ok_or(words::NOT_A_COUNT);
    }
    match (typed, dashes) {
        (Err(_), _) => Err(words::NOT_A_NUMBER),
        (Ok(TypedNumber::Dash), Dashes::Refused) => Err(words::NO_DASH_HERE),
        (Ok(number), _) => Ok(number),
    }
}
