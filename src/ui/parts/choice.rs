//! One of several, or yes and no: lists, radio buttons, tick boxes.

use super::text_field::required;
use super::{Field, FieldGroup, FieldSize, LabelPlace, Need, Wiring, fresh_id};
use crate::ui::words;
use leptos::prelude::*;

/// One thing to choose, with the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<T> {
    pub value: T,
    pub label: String,
    /// A second, softer line; empty where there is none.
    pub support: String,
}

impl<T> Item<T> {
    pub fn new(value: T, label: impl Into<String>) -> Self {
        Item { value, label: label.into(), support: String::new() }
    }

    pub fn with_support(self, support: impl Into<String>) -> Self {
        Item { support: support.into(), ..self }
    }
}

/// A drop-down list. While nothing is selected it says 選んでください.
#[component]
pub fn Select<T>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] items: Signal<Vec<Item<T>>>,
    #[prop(into)] selected: Signal<Option<T>>,
    #[prop(into)] on_change: Callback<T>,
    #[prop(optional)] need: Need,
    #[prop(optional, into)] support: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] place: LabelPlace,
    #[prop(optional)] size: FieldSize,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let wiring = Wiring::new(support, Signal::derive(move || error.get()));
    let Wiring { id, described_by, is_invalid, .. } = wiring.clone();
    let options = move || items.get().into_iter().enumerate().map(|(place, item)| option(place, item, selected)).collect_view();
    view! {
        <Field wiring label need place>
            <select
                id=id.clone()
                class=size.class()
                disabled=move || disabled.get()
                aria-required=required(need)
                aria-invalid=move || is_invalid.get().then_some("true")
                aria-describedby=move || described_by.get()
                on:change=move |event| {
                    let place: Option<usize> = event_target_value(&event).parse().ok();
                    let value = place.and_then(|place| items.with_untracked(|items| items.get(place).map(|item| item.value.clone())));
                    if let Some(value) = value {
                        on_change.run(value);
                    }
                }
            >
                // `selected` follows the value, not the place in the list, which may have changed under it.
                {move || {
                    let is_known = items.with(|items| selected.with(|selected| items.iter().any(|item| Some(&item.value) == selected.as_ref())));
                    (!is_known).then(|| view! { <option value="" prop:selected=true>{words::CHOOSE_ONE}</option> })
                }}
                {options}
            </select>
        </Field>
    }
}

fn option<T>(place: usize, item: Item<T>, selected: Signal<Option<T>>) -> impl IntoView
where
    T: PartialEq + Send + Sync + 'static,
{
    let Item { value, label, .. } = item;
    view! {
        <option value=place.to_string() prop:selected=move || selected.with(|selected| selected.as_ref() == Some(&value))>
            {label}
        </option>
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceLayout {
    #[default]
    Stacked,
    /// Equal boxes side by side: a Likert row.
    Row,
}

/// Radio buttons in a fieldset. The arrow keys go from one to the next, as in every form.
#[component]
pub fn RadioGroup<T>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] items: Signal<Vec<Item<T>>>,
    #[prop(into)] selected: Signal<Option<T>>,
    #[prop(into)] on_change: Callback<T>,
    #[prop(optional)] layout: ChoiceLayout,
    #[prop(optional)] need: Need,
    #[prop(optional, into)] support: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] place: LabelPlace,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let wiring = Wiring::new(support, Signal::derive(move || error.get()));
    let name = fresh_id("choice");
    let class = match layout {
        ChoiceLayout::Stacked => "choices",
        ChoiceLayout::Row => "choices choices--row",
    };
    let radio = move |item: Item<T>| {
        let Item { value, label, support } = item;
        let own = value.clone();
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name.clone()
                    disabled=move || disabled.get()
                    prop:checked=move || selected.with(|selected| selected.as_ref() == Some(&own))
                    on:change=move |_| on_change.run(value.clone())
                />
                <ChoiceText label support />
            </label>
        }
    };
    view! {
        <FieldGroup wiring label need place>
            <div class=class>{move || items.get().into_iter().map(&radio).collect_view()}</div>
        </FieldGroup>
    }
}

/// One tick box with its words; the whole row is the target.
#[component]
pub fn CheckboxRow(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(optional, into)] support: String,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                disabled=move || disabled.get()
                prop:checked=move || checked.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <ChoiceText label support />
        </label>
    }
}

#[component]
fn ChoiceText(#[prop(into)] label: Signal<String>, support: String) -> impl IntoView {
    view! {
        <span class="choice__text">
            <span>{move || label.get()}</span>
            {(!support.is_empty()).then(|| view! { <span class="choice__support">{support}</span> })}
        </span>
    }
}
