//! What every field has around its control: label with 要否, support text, error; and the wires between them.

use super::{Icon, IconSign, fresh_id};
use crate::ui::words;
use leptos::prelude::*;

/// 要否. `Unmarked` where a whole form is one or the other and says so once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
    #[default]
    Unmarked,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelPlace {
    #[default]
    Above,
    /// In a table, whose heads say the same: heard, not seen.
    Hidden,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldSize {
    #[default]
    Full,
    Short,
    /// Inside a table's cell.
    Dense,
}

impl FieldSize {
    pub(super) fn class(self) -> &'static str {
        match self {
            FieldSize::Full => "input",
            FieldSize::Short => "input input--short",
            FieldSize::Dense => "input input--dense",
        }
    }
}

/// The ids and states that a control carries, so that its label, support text and error are read with it.
#[derive(Clone)]
pub struct Wiring {
    pub id: String,
    /// For `aria-describedby`: the support text and the error, where there are any.
    pub described_by: Signal<Option<String>>,
    /// For `aria-invalid`.
    pub is_invalid: Signal<bool>,
    support: MaybeProp<String>,
    error: Signal<Option<String>>,
}

impl Wiring {
    pub fn new(support: MaybeProp<String>, error: Signal<Option<String>>) -> Self {
        let id = fresh_id("field");
        let (support_id, error_id) = (support_id(&id), error_id(&id));
        let described_by = Signal::derive(move || {
            let support = support.with(Option::is_some).then_some(support_id.as_str());
            let error = error.with(Option::is_some).then_some(error_id.as_str());
            let ids: Vec<&str> = support.into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        });
        Wiring { id, described_by, is_invalid: Signal::derive(move || error.with(Option::is_some)), support, error }
    }
}

fn support_id(id: &str) -> String {
    format!("{id}-support")
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}

/// A label, support text and error around one control (the children), which carries the `wiring`'s id and states.
#[component]
pub fn Field(
    wiring: Wiring,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] need: Need,
    #[prop(optional)] place: LabelPlace,
    children: Children,
) -> impl IntoView {
    let Wiring { id, is_invalid, support, error, .. } = wiring;
    view! {
        <div class="field" class:field--invalid=move || is_invalid.get()>
            <label for=id.clone() class=label_class(place)>
                {move || label.get()} <NeedMark need />
            </label>
            <Support id=id.clone() support />
            <div class="field__control">{children()}</div>
            <FieldError id error />
        </div>
    }
}

/// The same around a group of controls, for choices: a fieldset with its legend.
#[component]
pub fn FieldGroup(
    wiring: Wiring,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] need: Need,
    #[prop(optional)] place: LabelPlace,
    children: Children,
) -> impl IntoView {
    let Wiring { id, described_by, is_invalid, support, error } = wiring;
    view! {
        <fieldset class="field" class:field--invalid=move || is_invalid.get() aria-describedby=move || described_by.get()>
            <legend class=label_class(place)>{move || label.get()} <NeedMark need /></legend>
            <Support id=id.clone() support />
            {children()}
            <FieldError id error />
        </fieldset>
    }
}

fn label_class(place: LabelPlace) -> &'static str {
    match place {
        LabelPlace::Above => "field__label",
        LabelPlace::Hidden => "visually-hidden",
    }
}

#[component]
fn NeedMark(need: Need) -> impl IntoView {
    match need {
        Need::Required => Some(view! { <span class="field__need field__need--required">{words::REQUIRED}</span> }.into_any()),
        Need::Optional => Some(view! { <span class="field__need field__need--optional">{words::OPTIONAL}</span> }.into_any()),
        Need::Unmarked => None,
    }
}

#[component]
fn Support(id: String, support: MaybeProp<String>) -> impl IntoView {
    let id = support_id(&id);
    move || support.get().map(|text| view! { <p class="field__support" id=id.clone()>{text}</p> })
}

/// The frame of the error always stands there, or its coming would not be announced.
#[component]
fn FieldError(id: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div class="field__error" id=error_id(&id) aria-live="polite">
            {move || {
                error
                    .get()
                    .map(|text| {
                        view! {
                            <IconSign icon=Icon::Stop />
                            <span>
                                <span class="visually-hidden">{words::ERROR_MARK}</span>
                                {text}
                            </span>
                        }
                    })
            }}
        </div>
    }
}
