//! Thousands of rows of plain values: one way to draw all the lists that hold no fields.
//!
//! Every row is in the page, so that the browser's own search, a screen reader and a print see all of them. The first hundred come
//! at once and the others behind them piece by piece, so that no piece holds up a key press.

use super::{Button, ButtonSize, CaptionPlace, DataTable, TableStyle, VerdictBadge, VerdictSign, Weight};
use crate::browser::files::pause;
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// What stands in one place.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// What the row is about.
    Head(String),
    Text(String),
    Number(String),
    Sign(VerdictSign, String),
    /// A number on a ground that is the darker the higher the step, 0 to 4.
    Heat(u8, String),
    /// A number beside a bar of so many percent.
    Bar(u32, String),
    Act {
        label: String,
        name: String,
        run: Press,
    },
}

/// What a button does. Two of them count as equal: their names say what they are about.
#[derive(Clone, Copy)]
pub struct Press(Callback<()>);

impl Press {
    pub fn new(run: impl Fn() + Send + Sync + 'static) -> Self {
        Press(Callback::new(move |()| run()))
    }
}

impl PartialEq for Press {
    fn eq(&self, _: &Press) -> bool {
        true
    }
}

const CHUNK: usize = 100;

#[component]
pub fn Listing(
    #[prop(into)] caption: Signal<String>,
    #[prop(into)] heads: Signal<Vec<String>>,
    #[prop(into)] rows: Signal<Arc<Vec<Vec<Cell>>>>,
    #[prop(optional)] style: TableStyle,
    #[prop(optional)] caption_place: CaptionPlace,
) -> impl IntoView {
    let n_chunks = RwSignal::new(1);
    let generation = StoredValue::new(0u64);
    // Only time can bring the later pieces.
    Effect::new(move |_| {
        let n_rows = rows.with(|rows| rows.len());
        generation.update_value(|generation| *generation += 1);
        let mine = generation.get_value();
        n_chunks.set(1);
        spawn_local(async move {
            // The page may be left, or the rows be others, before all are there.
            let is_wanted = || generation.try_get_value() == Some(mine);
            while is_wanted() && n_chunks.try_get_untracked().is_some_and(|n_chunks| n_chunks * CHUNK < n_rows) {
                pause().await;
                if is_wanted() {
                    n_chunks.try_update(|n_chunks| *n_chunks += 1);
                }
            }
        });
    });
    let body = move || {
        let rows = rows.get();
        let n_all = rows.len().div_ceil(CHUNK);
        let chunk = move |at: usize| {
            let end = rows.len().min((at + 1) * CHUNK);
            view! { <tbody>{rows[at * CHUNK..end].iter().map(|cells| row(cells)).collect_view()}</tbody> }
        };
        view! { <For each=move || 0..n_chunks.get().min(n_all) key=|at| *at children=chunk /> }
    };
    view! {
        <DataTable caption style caption_place>
            <thead>
                <tr class="listing__heads">{move || heads.get().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
            </thead>
            {body}
        </DataTable>
    }
}

fn row(cells: &[Cell]) -> AnyView {
    view! { <tr class="keep-whole">{cells.iter().map(|place| cell(place.clone())).collect_view()}</tr> }.into_any()
}

fn cell(cell: Cell) -> AnyView {
    match cell {
        Cell::Head(text) => view! { <th scope="row">{text}</th> }.into_any(),
        Cell::Text(text) => view! { <td>{text}</td> }.into_any(),
        Cell::Number(text) => view! { <td class="number">{text}</td> }.into_any(),
        Cell::Sign(sign, label) => view! { <td><VerdictBadge sign label /></td> }.into_any(),
        Cell::Heat(step, text) => view! { <td class=format!("number heat heat--{step}")>{text}</td> }.into_any(),
        Cell::Bar(percent, text) => view! {
            <td class="number">
                <span class="meter"><span class="meter__bar" style:width=format!("{}%", percent.min(100))></span></span>
                {text}
            </td>
        }
        .into_any(),
        Cell::Act { label, name, run: Press(run) } => view! {
            <td class="no-print"><Button size=ButtonSize::Small weight=Weight::Text name on_click=run>{label}</Button></td>
        }
        .into_any(),
    }
}
