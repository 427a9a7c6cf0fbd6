//! A table of groups of people: on the screen as it is, on paper and in files as it may leave the device (`evaluate::overtime::pooled`).

use super::take_out::{About, TakeOut};
use crate::{
    evaluate::minimum_group,
    session::Session,
    ui::parts::{CaptionPlace, Listing, Rows, TableStyle},
};
use leptos::prelude::*;

/// The smallest group of people that may leave the device.
pub(super) fn minimum(session: Session) -> u32 {
    let least = session.program().get().map(|program| minimum_group(&program.tables));
    least.unwrap_or(u32::MAX)
}

#[component]
pub(super) fn Pooled(
    /// The table's name, and its file's.
    name: &'static str,
    /// What is put together: 所属, 区分.
    what: &'static str,
    style: TableStyle,
    heads: Vec<String>,
    rows: Memo<Rows>,
    leaving: Memo<Rows>,
) -> impl IntoView {
    let session = Session::here();
    let least = Memo::new(move |_| minimum(session));
    let note = Signal::derive(move || vec![format!("{}人未満の{what}はまとめています。", least.get())]);
    view! {
        <p class="soft no-print">
            {move || format!("印刷と書き出しでは、{}人未満の{what}をまとめます。職員が特定されないようにするためです。", least.get())}
        </p>
        <div class="no-print">
            <Listing caption=name caption_place=CaptionPlace::Hidden style heads=heads.clone() rows />
        </div>
        <div class="print-only">
            <Listing caption=name caption_place=CaptionPlace::Hidden style heads=heads.clone() rows=leaving />
            <p>{move || note.get().concat()}</p>
        </div>
        <TakeOut name heads rows=leaving about=About::Workplaces notes=note />
    }
}
