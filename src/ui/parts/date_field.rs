//! A day, chosen in the browser's own calendar or typed.

use super::text_field::required;
use super::{Field, FieldSize, LabelPlace, Need, Wiring};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A day; an empty field is no day. The browser shows it as the system writes dates.
#[component]
pub fn DateField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<NaiveDate>>,
    #[prop(into)] on_change: Callback<Option<NaiveDate>>,
    #[prop(optional)] need: Need,
    #[prop(optional, into)] support: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] place: LabelPlace,
) -> impl IntoView {
    let wiring = Wiring::new(support, Signal::derive(move || error.get()));
    let Wiring { id, described_by, is_invalid, .. } = wiring.clone();
    view! {
        <Field wiring label need place>
            <input
                type="date"
                id=id.clone()
                class=FieldSize::Short.class()
                max="9999-12-31"
                prop:value=move || value.get().map_or_else(String::new, |day| day.to_string())
                aria-required=required(need)
                aria-invalid=move || is_invalid.get().then_some("true")
                aria-describedby=move || described_by.get()
                // A browser gives an empty text for what is no day.
                on:change=move |event| on_change.run(event_target_value(&event).parse().ok())
            />
        </Field>
    }
}
