//! What happened, what is safe, what to do; and the empty state, which says the same of nothing.

use super::{Icon, IconSign};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Info,
    Success,
    Warning,
    Error,
}

impl Tone {
    fn icon(self) -> Icon {
        match self {
            Tone::Info => Icon::Info,
            Tone::Success => Icon::CheckCircle,
            Tone::Warning => Icon::Warning,
            Tone::Error => Icon::Stop,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Tone::Info => "notice notice--info",
            Tone::Success => "notice notice--success",
            Tone::Warning => "notice notice--warning",
            Tone::Error => "notice notice--error",
        }
    }
}

/// Whether a notice stood there when the page opened or came up by something that happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// Part of the page: read in its turn, announced to nobody.
    #[default]
    Standing,
    /// Came up just now: an error interrupts a screen reader, the others wait.
    Sudden,
}

/// A framed message. The title says what happened; the children what is safe and what to do.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] arrival: Arrival,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let role = match (arrival, tone) {
        (Arrival::Standing, _) => None,
        (Arrival::Sudden, Tone::Error) => Some("alert"),
        (Arrival::Sudden, Tone::Info | Tone::Success | Tone::Warning) => Some("status"),
    };
    view! {
        <div class=tone.class() role=role>
            <IconSign icon=tone.icon() />
            <p class="notice__title">{move || title.get()}</p>
            {children.map(|children| view! { <div class="notice__body">{children()}</div> })}
        </div>
    }
}

/// Nothing here yet: why, and (as children) what would fill it.
#[component]
pub fn EmptyState(#[prop(into)] title: Signal<String>, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{move || title.get()}</p>
            {children.map(|children| children())}
        </div>
    }
}
