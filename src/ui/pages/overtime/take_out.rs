//! A list as a file: CSV for whatever reads it, and a workbook for managers.

use crate::{
    browser::files,
    session::{Attendance, csv_text},
    ui::{
        parts::{Button, ButtonSize, Cell, Icon},
        words::overtime as words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The buttons below a list. What they write is what the list shows.
#[component]
pub(super) fn TakeOut(
    /// Part of the file's name: `進捗帳_残り時間_20230930.csv`.
    #[prop(into)]
    name: String,
    heads: Vec<String>,
    #[prop(into)] rows: Signal<Arc<Vec<Vec<Cell>>>>,
) -> impl IntoView {
    let attendance = Attendance::here();
    let (label, named) = (format!("{name}をCSVで書き出す"), name);
    let write = move |()| {
        let table: Vec<Vec<String>> = std::iter::once(heads.clone())
            .chain(rows.with_untracked(|rows| rows.iter().map(|cells| texts(cells)).collect::<Vec<_>>()))
            .collect();
        let day = attendance.as_of().get_untracked().format("%Y%m%d");
        files::download(&format!("進捗帳_{named}_{day}.csv"), &csv_text(&table));
    };
    view! {
        <div class="actions no-print">
            <Button size=ButtonSize::Small icon=Icon::Download name=label on_click=write>"CSVで書き出す"</Button>
        </div>
    }
}

/// What a row shows, without what can only be pressed.
fn texts(cells: &[Cell]) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Head(text) | Cell::Text(text) | Cell::Number(text) | Cell::Sign(_, text) | Cell::Heat(_, text) | Cell::Bar(_, text) => {
            Some(words::plain_hours(text))
        }
        Cell::Act { .. } => None,
    };
    cells.iter().filter_map(text).collect()
}
