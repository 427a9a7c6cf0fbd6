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

/// A choice by places in its list. What the values are is known only where they come in and go out, so that a list of
/// years and a list of departments share their code.
#[derive(Clone, Copy)]
pub(super) struct Places {
    pub items: Signal<Vec<Item<()>>>,
    /// Follows the value: the list may change under it.
    pub selected: Signal<Option<usize>>,
    pub on_select: Callback<usize>,
}

impl Places {
    pub fn of<T>(items: Signal<Vec<Item<T>>>, selected: Signal<Option<T>>, on_change: Callback<T>) -> Self
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        let words = |item: &Item<T>| Item { value: (), label: item.label.clone(), support: item.support.clone() };
        Places {
            items: Signal::derive(move || items.with(|items| items.iter().map(words).collect())),
            selected: Signal::derive(move || {
                selected.with(|selected| items.with(|items| items.iter().position(|item| Some(&item.value) == selected.as_ref())))
            }),
            on_select: Callback::new(move |place: usize| {
                if let Some(value) = items.with_untracked(|items| items.get(place).map(|item| item.value.clone())) {
                    on_change.run(value);
                }
            }),
        }
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
    select(Places::of(items, selected, on_change), label, wiring, need, place, size, disabled)
}

fn select(
    places: Places,
    label: Signal<String>,
    wiring: Wiring,
    need: Need,
    place: LabelPlace,
    size: FieldSize,
    disabled: Signal<bool>,
) -> AnyView {
    let Places { items, selected, on_select } = places;
    let Wiring { id, described_by, is_invalid, .. } = wiring.clone();
    let option = move |(place, item): (usize, Item<()>)| {
        view! { <option value=place.to_string() prop:selected=move || selected.get() == Some(place)>{item.label}</option> }
    };
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
                    if let Ok(place) = event_target_value(&event).parse() {
                        on_select.run(place);
                    }
                }
            >
                {move || selected.get().is_none().then(|| view! { <option value="" prop:selected=true>{words::CHOOSE_ONE}</option> })}
                {move || items.get().into_iter().enumerate().map(option).collect_view()}
            </select>
        </Field>
    }
    .into_any()
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
    radio_group(Places::of(items, selected, on_change), label, wiring, need, place, layout, disabled)
}

fn radio_group(
    places: Places,
    label: Signal<String>,
    wiring: Wiring,
    need: Need,
    place: LabelPlace,
    layout: ChoiceLayout,
    disabled: Signal<bool>,
) -> AnyView {
    let Places { items, selected, on_select } = places;
    let name = fresh_id("choice");
    let class = match layout {
        ChoiceLayout::Stacked => "choices",
        ChoiceLayout::Row => "choices choices--row",
    };
    let radio = move |(place, item): (usize, Item<()>)| {
        let Item { label, support, .. } = item;
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name.clone()
                    disabled=move || disabled.get()
                    prop:checked=move || selected.get() == Some(place)
                    on:change=move |_| on_select.run(place)
                />
                <ChoiceText label support />
            </label>
        }
    };
    view! {
        <FieldGroup wiring label need place>
            <div class=class>{move || items.get().into_iter().enumerate().map(&radio).collect_view()}</div>
        </FieldGroup>
    }
    .into_any()
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
