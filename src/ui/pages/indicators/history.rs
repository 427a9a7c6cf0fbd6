//! 履歴: what a value replaced, who wrote it and when, as far as the copies on this device know.

use crate::{
    domain::{CellId, Entry, Program, Version},
    register::{Dot, Writer},
    session::Session,
    ui::{
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
        let program = session.program().get();
        let rows_of = |program: &Program, cell: &CellId| rows(session, program, cell);
        program.map_or_else(Vec::new, |program| cells.get().iter().flat_map(|cell| rows_of(&program, cell)).collect::<Vec<_>>())
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

fn rows(session: Session, program: &Program, cell: &CellId) -> Vec<Row> {
    let text = |entry: &Entry| words::entry_text(entry);
    let row = |version: Version| Row {
        cell: words::cell_name(&program.tables, cell),
        value: text(&version.entry),
        before: version.before.as_ref().map_or_else(|| "—".to_owned(), text),
        at: version.at.map_or_else(|| "記録なし".to_owned(), words::moment),
        who: who(session, version.dot),
        source: source(session, cell, version.dot),
    };
    program.tables.versions(cell).into_iter().map(row).collect()
}

fn who(session: Session, dot: Dot) -> String {
    if dot.writer == Writer::SEED {
        return "原本の読み取り".to_owned();
    }
    session.workspace().with_untracked(|workspace| words::author(workspace.writers.get(&dot.writer)))
}

fn source(session: Session, cell: &CellId, dot: Dot) -> String {
    let files = session.files_with(cell, dot);
    if !files.is_empty() {
        // Files chosen together are read in together: which of them it was is not kept.
        format!("読み込んだファイル {}", files.join(" または "))
    } else if dot.writer == Writer::SEED {
        "用意されたデータ".to_owned()
    } else if session.is_writer(dot.writer) {
        "この画面で入力".to_owned()
    } else {
        "不明".to_owned()
    }
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
