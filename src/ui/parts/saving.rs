//! Whether what was typed is safe, in sight and said aloud.

use super::{Icon, IconSign};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveSign {
    Saved,
    /// On its way to the disk.
    Saving,
    Unsaved,
}

/// `保存しました 10:32`, or 未保存 with its reason. Seen only: a [`LiveRegion`] says it aloud.
#[component]
pub fn SaveIndicator(#[prop(into)] sign: Signal<SaveSign>, #[prop(into)] text: Signal<String>) -> impl IntoView {
    let look = move || match sign.get() {
        SaveSign::Saved => ("save-sign", Icon::Check),
        SaveSign::Saving => ("save-sign", Icon::Clock),
        SaveSign::Unsaved => ("save-sign save-sign--unsaved", Icon::Warning),
    };
    view! {
        <div class=move || look().0>
            {move || view! { <IconSign icon=look().1 /> }}
            <span>{move || text.get()}</span>
        </div>
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Politeness {
    /// When the screen reader has finished its sentence.
    #[default]
    Polite,
    /// At once: errors.
    Assertive,
}

/// Says each new message aloud and shows nothing. The same words twice are said twice.
#[component]
pub fn LiveRegion(#[prop(into)] message: Signal<String>, #[prop(optional)] politeness: Politeness) -> impl IntoView {
    let live = match politeness {
        Politeness::Polite => "polite",
        Politeness::Assertive => "assertive",
    };
    let n_said = StoredValue::new(0u32);
    let said = move || {
        let text = message.get();
        n_said.update_value(|n| *n += 1);
        (!text.is_empty()).then(|| (n_said.get_value(), text))
    };
    view! {
        <div class="visually-hidden" aria-live=live aria-atomic="true">
            // A new node each time: a screen reader is silent about a text that is set to what it was.
            <For each=said key=|(n, _)| *n let((_, text))>
                <p>{text}</p>
            </For>
        </div>
    }
}
