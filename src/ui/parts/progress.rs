//! Long work: how far it is, and a way to stop it.

use super::{Button, ButtonSize, fresh_id};
use crate::ui::words;
use leptos::prelude::*;

/// A bar with its words. `part` goes from 0 to 1; `None` while nobody knows how long it takes.
#[component]
pub fn Progress(
    /// What is being done, and how far: `読み込んでいます（3／12件）`.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] part: Signal<Option<f64>>,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let id = fresh_id("progress");
    view! {
        <div class="progress">
            <label class="progress__label" for=id.clone()>
                {move || label.get()}
            </label>
            <progress id=id max="1" value=move || part.get().map(|part| part.clamp(0.0, 1.0).to_string())></progress>
            {on_cancel.map(|on_cancel| view! { <Button on_click=on_cancel size=ButtonSize::Small>{words::CANCEL}</Button> })}
        </div>
    }
}
