//! Excel and CSV forms among the files that are read in: what they brought, and what of them cannot be read.

use crate::{
    session::{FilledForm, Incoming, OfficeError, Session, UnreadCell},
    ui::{
        parts::{Arrival, CaptionPlace, DataTable, Notice, Tone},
        words,
    },
};
use leptos::prelude::*;

/// What became of one spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub struct FormReport {
    name: String,
    outcome: Result<Option<FilledForm>, OfficeError>,
}

/// Whether a file is read as a form and not as a file of ours.
pub fn is_form(name: &str) -> bool {
    let name = name.to_lowercase();
    [".xlsx", ".xlsm", ".xls", ".csv"].iter().any(|kind| name.ends_with(kind))
}

/// Reads a form: the files that its cells make, and what there is to say about it.
pub async fn read(session: Session, name: String, bytes: Option<&[u8]>) -> (Vec<Incoming>, FormReport) {
    let outcome = match bytes {
        Some(bytes) => session.read_form(&name, bytes).await,
        None => Err(OfficeError::Failed),
    };
    let files = outcome.iter().flatten().flat_map(|form| form.files.clone()).collect();
    (files, FormReport { name, outcome })
}

#[component]
pub fn FormReports(reports: RwSignal<Vec<FormReport>>) -> impl IntoView {
    move || reports.with(|reports| reports.iter().map(report).collect_view())
}

fn report(report: &FormReport) -> AnyView {
    let name = &report.name;
    match &report.outcome {
        Err(why) => {
            let title = format!("{name} を読めませんでした");
            let why = words::reading_error(why);
            view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title><p>{why}</p></Notice> }.into_any()
        }
        Ok(None) => {
            let title = format!("{name} は進捗帳の帳票ではありません");
            view! {
                <Notice tone=Tone::Error arrival=Arrival::Sudden title>
                    <p>"帳票の画面から書き出したExcel・CSVを読み込めます。シートを別のファイルに写すと、どの欄かが分からなくなります。"</p>
                </Notice>
            }
            .into_any()
        }
        Ok(Some(form)) => filled(name, form),
    }
}

fn filled(name: &str, form: &FilledForm) -> AnyView {
    let n_changed: usize = form.files.iter().flat_map(|file| &file.content).map(|content| content.plan.items.len()).sum();
    let title = format!("{name}：{}欄のうち、書きかえられた欄は{n_changed}件です", form.n_cells);
    let rows = form.unread.clone().into_iter().map(|UnreadCell { cell, text, why }| {
        view! {
            <tr>
                <th scope="row">{cell}</th>
                <td class="typed-text">{text}</td>
                <td>{why}</td>
            </tr>
        }
    });
    let unread = (!form.unread.is_empty()).then(|| {
        view! {
            <DataTable caption="読めなかった欄" caption_place=CaptionPlace::Above>
                <thead>
                    <tr>
                        <th scope="col">"欄"</th>
                        <th scope="col">"書かれていた内容"</th>
                        <th scope="col">"理由"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </DataTable>
        }
    });
    let tone = if form.unread.is_empty() { Tone::Info } else { Tone::Warning };
    view! {
        <Notice tone arrival=Arrival::Sudden title>
            <p>{if n_changed == 0 { "手元の内容は変わりません。" } else { "下の一覧で見て、選んだ欄だけを読み込みます。" }}</p>
        </Notice>
        {unread}
    }
    .into_any()
}
