//! 提出票: one submission on paper, with its items, its 照合番号 and the place for the head's seal.

use crate::{
    browser::files,
    domain::{AgendaId, CellId, DepartmentId, Overview, RatingKey, Step, Tables},
    evaluate::{AskedItem, Status, submission, wanted},
    session::Session,
    ui::{
        pages::plan_list::reading_text,
        parts::{Button, DataTable, EmptyState, Icon, TableStyle, Weight},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn SlipPage(id: AgendaId, department: DepartmentId) -> impl IntoView {
    let session = Session::here();
    let key = StoredValue::new((id, department));
    view! {
        <main class="page page--narrow slip" id="main">
            <div class="page-head">
                <p class="soft no-print">
                    <a href=key.with_value(|(id, _)| Route::Exchange(ExchangeView::Submission(id.clone())).href())>"照会へ戻る"</a>
                </p>
                <h1>"提出票"</h1>
            </div>
            {move || {
                let program = session.program().get();
                let shown = program.and_then(|program| {
                    key.with_value(|(id, department)| {
                        let status = submission(&program.tables, id, department, session.today().get())?;
                        // Before the submission: of what would be handed in now.
                        let digest = status.submitted_digest.clone().or(status.received_digest.clone());
                        let digest = digest.unwrap_or_else(|| session.report_digest(department));
                        slip(&program.tables, id, department, &status, digest)
                    })
                });
                shown.unwrap_or_else(|| view! { <EmptyState title="照会が見つかりません" /> }.into_any())
            }}
            <div class="actions"><Button weight=Weight::Primary icon=Icon::Print on_click=|()| files::print()>"印刷する"</Button></div>
        </main>
    }
}

fn slip(tables: &Tables, id: &AgendaId, department: &DepartmentId, status: &Status, digest: String) -> Option<AnyView> {
    let agenda = tables.agenda.get(id)?;
    let inquiry = agenda.inquiry()?;
    let name = tables.departments.get(department).map_or_else(|| department.to_string(), |it| it.name.clone());
    let title = tables.overview.get(&()).map(Overview::full_name);
    let handed_in = status.handed_in.map_or("まだ提出していません".to_owned(), |at| {
        let number = if status.n_received > 1 { format!("（{}回目）", status.n_received) } else { String::new() };
        format!("{} {}{number}", words::date(at.date()), words::clock(at))
    });
    let head = status.confirmed.as_ref().map(|it| it.name.clone());
    let confirmed_on = status.confirmed.as_ref().map(|it| words::date(it.on));
    let (due, stage) = (words::date(status.due), words::submission_stage(status.stage));
    let (letter, number) = (agenda.title.clone(), inquiry.document_number.clone());
    let rows = wanted(tables, inquiry, department)
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{words::asked_item(tables, &it.item)}</th>
                    <td class="typed-text">{content(tables, department, &it.item)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            {title.map(|title| view! { <p>{title}</p> })}
            <DataTable caption="提出の内容" style=TableStyle::Form>
                <tbody>
                    <tr><th scope="row">"件名"</th><td>{letter}</td></tr>
                    <tr><th scope="row">"文書番号"</th><td>{number}</td></tr>
                    <tr><th scope="row">"提出期限"</th><td>{due}</td></tr>
                    <tr><th scope="row">"所属"</th><td>{name}</td></tr>
                    <tr><th scope="row">"状態"</th><td>{stage}</td></tr>
                    <tr><th scope="row">"提出日時"</th><td>{handed_in}</td></tr>
                    <tr><th scope="row">"照合番号"</th><td class="slip__digest">{digest}</td></tr>
                </tbody>
            </DataTable>
            <DataTable caption="項目" style=TableStyle::Form>
                <thead>
                    <tr>
                        <th scope="col">"項目"</th>
                        <th scope="col">"内容"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
            <DataTable caption="所属長確認欄" style=TableStyle::Form>
                <tbody>
                    <tr>
                        <th scope="row">"所属長"</th>
                        <td class="slip__name">{head}</td>
                        <th scope="row">"確認日"</th>
                        <td>{confirmed_on}</td>
                        <td class="slip__seal"><span class="soft small">"印"</span></td>
                    </tr>
                </tbody>
            </DataTable>
            <p class="small">"照合番号は、提出した内容から計算した番号です。事務局で受け付けたファイルの番号と同じなら、途中で書きかえられていません。"</p>
        }
        .into_any(),
    )
}

/// What an item says now; of a sheet its rating.
fn content(tables: &Tables, department: &DepartmentId, item: &AskedItem) -> String {
    match item {
        AskedItem::Figure(key) => reading_text(&[tables], &CellId::Figure(key.clone())),
        AskedItem::Sheet(measure, year) => {
            let cell = CellId::Rating(RatingKey { measure: measure.clone(), year: *year, step: Step::Lead });
            format!("主管課の評価：{}", reading_text(&[tables], &cell))
        }
        AskedItem::Report(measure, year) => {
            let report = tables.report(measure, *year, department);
            let states = [report.progress.map(words::follow_up::progress), report.good_practice.map(words::follow_up::good_practice)];
            let said = states.into_iter().flatten().map(str::to_owned).chain([report.work]);
            said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("　")
        }
        AskedItem::Survey(_) => "無記名で別に提出".to_owned(),
    }
}
