//! 年度 of what a page shows, the same on all pages.

use crate::{
    session::Session,
    ui::{
        parts::{FieldSize, Item, Select},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn YearSelect() -> impl IntoView {
    let session = Session::here();
    let items =
        Signal::derive(move || session.years().get().into_iter().map(|year| Item::new(year, words::year(year))).collect::<Vec<_>>());
    view! {
        <Select
            label="年度"
            items
            selected=Signal::derive(move || Some(session.year().get()))
            on_change=move |year| session.choose_year(year)
            size=FieldSize::Short
        />
    }
}
