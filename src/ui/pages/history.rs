//! 履歴: every file that was read in, and every step that was taken, newest first. Nothing is ever removed.

use crate::{
    domain::{Event, FileRead, Handled, Tables, Trace, TraceId},
    session::Session,
    ui::{
        parts::{CaptionPlace, DataTable, EmptyState},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;

/// So many rows are shown of each; older ones stay in the files.
const MOST_ROWS: usize = 300;

#[component]
pub fn HistoryPage() -> impl IntoView {
    let session = Session::here();
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Exchange(ExchangeView::Submissions).href()>"提出状況"</a></p>
                <h1>"履歴"</h1>
                <p class="lead">"読み込んだファイルと、提出の処理の記録です。記録は増えるだけで、消えることはありません。"</p>
            </div>
            <section class="section">
                <h2>"読み込んだファイル"</h2>
                {move || session.program().get().map(|program| files(&program.tables))}
            </section>
            <section class="section">
                <h2>"提出の処理"</h2>
                {move || session.program().get().map(|program| steps(&program.tables))}
            </section>
            {move || session.program().get().map(|program| disposals(&program.tables))}
        </main>
    }
}

fn newest_first(tables: &Tables) -> Vec<(&TraceId, &Trace)> {
    let mut traces: Vec<_> = tables.traces.settled().collect();
    traces.sort_by(|a, b| (b.1.at, b.0).cmp(&(a.1.at, a.0)));
    traces
}

fn files(tables: &Tables) -> AnyView {
    let read = |(id, trace): (&TraceId, &Trace)| match &trace.event {
        Event::FileRead(file) => Some(file_row(tables, id, trace, file).into_any()),
        Event::Handled(_) | Event::FileForgotten(_) | Event::Disposed(_) => None,
    };
    let rows: Vec<_> = newest_first(tables).into_iter().filter_map(read).take(MOST_ROWS).collect();
    if rows.is_empty() {
        return view! { <EmptyState title="まだ読み込んだファイルはありません" /> }.into_any();
    }
    view! {
        <DataTable caption="読み込んだファイル" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"ファイル"</th>
                    <th scope="col">"書いた人・日時"</th>
                    <th scope="col">"読み込んだ人・日時"</th>
                    <th scope="col">"照合番号"</th>
                    <th scope="col">"読み込んだ件数"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

fn file_row(tables: &Tables, id: &TraceId, trace: &Trace, file: &FileRead) -> impl IntoView + use<> {
    let from = if file.from.is_empty() { "記載なし" } else { file.from.as_str() };
    let written = file.written_at.map_or(String::new(), |at| format!("　{}", words::moment(at)));
    let forgotten = tables.is_forgotten(id).then_some("元に戻しました");
    view! {
        <tr>
            <th scope="row">{file.name.clone()}</th>
            <td>{format!("{from}{written}")}</td>
            <td>{words::done_by(trace)}</td>
            <td>{words::short_digest(&file.digest)}</td>
            <td>{format!("{}件", file.n_cells)} {forgotten.map(|words| view! { <br /> <strong>{words}</strong> })}</td>
        </tr>
    }
}

fn steps(tables: &Tables) -> AnyView {
    let step = |(_, trace): (&TraceId, &Trace)| match &trace.event {
        Event::Handled(handled) => Some(step_row(tables, trace, handled).into_any()),
        Event::FileRead(_) | Event::FileForgotten(_) | Event::Disposed(_) => None,
    };
    let rows: Vec<_> = newest_first(tables).into_iter().filter_map(step).take(MOST_ROWS).collect();
    if rows.is_empty() {
        return view! { <EmptyState title="まだ処理の記録はありません" /> }.into_any();
    }
    view! {
        <DataTable caption="提出の処理" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"だれが・いつ"</th>
                    <th scope="col">"所属"</th>
                    <th scope="col">"照会"</th>
                    <th scope="col">"処理"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

/// 廃棄記録, where there is one.
fn disposals(tables: &Tables) -> Option<impl IntoView + use<>> {
    let row = |(_, trace): (&TraceId, &Trace)| match &trace.event {
        Event::Disposed(disposed) => {
            let (what, who) = (words::overtime::disposed(disposed), words::done_by(trace));
            Some(view! { <tr><th scope="row">{what}</th><td>{who}</td></tr> })
        }
        Event::FileRead(_) | Event::FileForgotten(_) | Event::Handled(_) => None,
    };
    let rows: Vec<_> = newest_first(tables).into_iter().filter_map(row).take(MOST_ROWS).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>"廃棄記録"</h2>
                <DataTable caption="廃棄記録" caption_place=CaptionPlace::Hidden>
                    <thead>
                        <tr>
                            <th scope="col">"廃棄したもの"</th>
                            <th scope="col">"だれが・いつ"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </DataTable>
            </section>
        }
    })
}

fn step_row(tables: &Tables, trace: &Trace, handled: &Handled) -> impl IntoView + use<> {
    let department = tables.departments.get(&handled.department).map_or_else(|| handled.department.to_string(), |it| it.name.clone());
    let inquiry = tables.agenda.get(&handled.inquiry).map_or_else(|| handled.inquiry.to_string(), |it| it.title.clone());
    view! {
        <tr>
            <td>{words::done_by(trace)}</td>
            <th scope="row">{department}</th>
            <td>{inquiry}</td>
            <td class="typed-text">{words::handling(&handled.step)}</td>
        </tr>
    }
}
