//! Buttons, and links that look like one.

use super::{Icon, IconSign};
use leptos::prelude::*;

/// How much a button asks to be pressed. At most one `Primary` stands on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    Primary,
    #[default]
    Outline,
    Text,
    /// What undo cannot bring back.
    Danger,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    #[default]
    Normal,
    /// Inside tables and beside fields.
    Small,
}

pub(super) fn class(weight: Weight, size: ButtonSize) -> String {
    let weight = match weight {
        Weight::Primary => "primary",
        Weight::Outline => "outline",
        Weight::Text => "text",
        Weight::Danger => "danger",
    };
    let size = match size {
        ButtonSize::Normal => "",
        ButtonSize::Small => " button--small",
    };
    format!("button button--{weight}{size}")
}

/// A button whose words are its children.
#[component]
pub fn Button(
    #[prop(into)] on_click: Callback<()>,
    #[prop(optional)] weight: Weight,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional, into)] icon: Option<Icon>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Said instead of the children, where many buttons on a page have the same words: `指標1を修正`.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class(weight, size)
            disabled=move || disabled.get()
            aria-label=move || name.get()
            on:click=move |_| on_click.run(())
        >
            {icon.map(|icon| view! { <IconSign icon /> })}
            {children()}
        </button>
    }
}

/// A way to another place that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] weight: Weight,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional, into)] icon: Option<Icon>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=class(weight, size) href=move || href.get()>
            {icon.map(|icon| view! { <IconSign icon /> })}
            {children()}
        </a>
    }
}
