//! 履歴: what a value replaced, who wrote it and when, as far as the copies on this device know.

use crate::{
    domain::{CellId, Entry, Place, Program, ProgramId, Version},
    session::Session,
    ui::{
        pages::provenance,
        parts::{CaptionPlace, DataTable},
        words,
    },
};
use leptos::prelude::*;

/// The history of some cells, each named. Nothing for cells nobody wrote to.
#[component]
pub fn ValueHistory(#[prop(into)] cells: Signal<Vec<CellId>>) -> impl IntoView {
    let session = Session::here();
    let rows = Memo::new(move |_| {
        let Some((id, program)) = session.program_id().get().zip(session.program().get()) else { return Vec::new() };
        cells.get().iter().flat_map(|cell| rows(session, &id, &program, cell)).collect::<Vec<_>>()
    });
    view! {
        <details>
            <summary>{move || format!("値の履歴を見る（{}件）", rows.get().len())}</summary>
            <DataTable caption="値の履歴" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"項目"</th>
                        <th scope="col">"いまの値"</th>
                        <th scope="col">"その前の値"</th>
                        <th scope="col">"いつ"</th>
                        <th scope="col">"だれ"</th>
                        <th scope="col">"どこから"</th>
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(row_view).collect_view()}</tbody>
            </DataTable>
            <p class="small soft">"「どこから」は、この画面で入力・読み込みをしたものと、用意されたデータだけが分かります。ほかは、どのファイルから来たかの記録がありません。"</p>
        </details>
    }
}

#[derive(Clone, PartialEq)]
struct Row {
    cell: String,
    value: String,
    before: String,
    at: String,
    who: String,
    source: String,
}

fn rows(session: Session, id: &ProgramId, program: &Program, cell: &CellId) -> Vec<Row> {
    let place = Place { program: id.clone(), cell: cell.clone() };
    let text = |entry: &Entry| words::entry_text(&program.tables, entry);
    let row = |version: Version| Row {
        cell: words::cell_name(&program.tables, cell),
        value: text(&version.entry),
        before: version.before.as_ref().map_or_else(|| "—".to_owned(), text),
        at: version.at.map_or_else(|| "記録なし".to_owned(), words::moment),
        who: provenance::author(session, version.dot),
        source: provenance::source(session, &place, version.dot),
    };
    program.tables.versions(cell).into_iter().map(row).collect()
}

fn row_view(row: Row) -> impl IntoView {
    let Row { cell, value, before, at, who, source } = row;
    view! {
        <tr>
            <th scope="row">{cell}</th>
            <td>{value}</td>
            <td>{before}</td>
            <td>{at}</td>
            <td>{who}</td>
            <td>{source}</td>
        </tr>
    }
}
