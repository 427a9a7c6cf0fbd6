//! A share as a bar with its words: the words say it, the bar lets one compare.

use leptos::prelude::*;

/// `percent` of the whole is filled; over 100 the bar is full and its words say how much more.
#[component]
pub fn ShareBar(#[prop(into)] text: String, percent: f64) -> impl IntoView {
    let width = percent.clamp(0.0, 100.0);
    view! {
        <div class="share-bar">
            // Drawn and not a background, which paper leaves out.
            <svg class="share-bar__frame" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="share-bar__whole" x="0" y="0" width="100" height="10"></rect>
                <rect class="share-bar__part" x="0" y="0" width=width.to_string() height="10"></rect>
            </svg>
            <span>{text}</span>
        </div>
    }
}
