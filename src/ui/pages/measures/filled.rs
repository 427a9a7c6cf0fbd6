//! 記入状況: who has filled what, sheet by sheet and piece by piece.

use super::whose;
use crate::{
    domain::{DepartmentId, FiscalYear, MeasureId, Record, Tables},
    evaluate::{Ask, Fill, Piece, filled, has_sheet, is_reported_on, to_report},
    session::Session,
    ui::{
        parts::{CaptionPlace, CheckboxRow, DataTable, EmptyState, TableStyle},
        route::{MeasuresView, Route},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

#[component]
pub fn FilledLook() -> impl IntoView {
    let session = Session::here();
    let only_mine = RwSignal::new(false);
    let department = Memo::new(move |_| session.settings().get().department);
    let table = move || {
        let program = session.program().get()?;
        let year = session.year().get();
        let mine = department.get().filter(|_| only_mine.get());
        Some(tables_of(session, &program.tables, year, mine.as_ref()))
    };
    view! {
        <Show when=move || department.get().is_some()>
            <CheckboxRow label="自分の所属が主管課の取組だけを出す" checked=only_mine on_change=move |is_checked| only_mine.set(is_checked) />
        </Show>
        {table}
    }
}

fn tables_of(session: Session, tables: &Tables, year: FiscalYear, mine: Option<&DepartmentId>) -> AnyView {
    let is_mine = |id: &MeasureId| {
        let lead = tables.assignments.get(&Record::Measure(id.clone())).map(|assignment| assignment.lead.clone()).unwrap_or_default();
        mine.is_none_or(|mine| lead.contains(mine))
    };
    let sheets: Vec<MeasureId> =
        tables.listed_measures().into_iter().map(|(id, _)| id.clone()).filter(|id| has_sheet(tables, id, year) && is_mine(id)).collect();
    let has_reports = tables.listed_measures().into_iter().any(|(id, _)| is_reported_on(tables, id));
    if sheets.is_empty() && !has_reports {
        // They are made from there: the page that makes them begins with that year.
        let from = year.previous().unwrap_or(year);
        return view! {
            <EmptyState title="この年度の管理票はまだありません">
                <a href=Route::MeasuresAs(MeasuresView::Cycle).href() on:click=move |_| session.choose_year(from)>
                    "年度更新・確定で、前の年度から票を作る"
                </a>
            </EmptyState>
        }
        .into_any();
    }
    let today = session.today().get();
    view! {
        {(!sheets.is_empty()).then(|| matrix(tables, &sheets, year, today))}
        {has_reports.then(|| reports(tables, year))}
    }
    .into_any()
}

fn matrix(tables: &Tables, sheets: &[MeasureId], year: FiscalYear, today: NaiveDate) -> impl IntoView + use<> {
    let rows = sheets
        .iter()
        .map(|id| {
            let measure = tables.measures.get(id);
            let name = measure.map(|it| format!("{} {}", it.number, it.name).trim().to_owned()).unwrap_or_else(|| id.to_string());
            let lead = measure.map(|measure| whose(tables, id, measure)).unwrap_or_default();
            let cells = filled(tables, id, year, today).into_iter().map(|(_, fill)| {
                let class = match fill {
                    Fill::Late => Some("fill--late"),
                    Fill::Filled => Some("fill--filled"),
                    Fill::Empty | Fill::Partly { .. } | Fill::Nothing => None,
                };
                view! { <td class=class>{words::sheet::fill(fill)}</td> }
            });
            view! {
                <tr>
                    <th scope="row"><a href=Route::Sheet(id.clone(), year).href()>{name}</a></th>
                    <td>{lead}</td>
                    {cells.collect_view()}
                </tr>
            }
        })
        .collect_view();
    view! {
        <DataTable caption=format!("{}の管理票の記入状況", year.wareki()) caption_place=CaptionPlace::Hidden style=TableStyle::Pinned>
            <thead>
                <tr>
                    <th scope="col">"取組"</th>
                    <th scope="col">"主管課（関係課）"</th>
                    {Piece::ALL.map(|piece| view! { <th scope="col">{words::sheet::piece(piece)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
}

/// How many of what was asked each department has reported.
fn reports(tables: &Tables, year: FiscalYear) -> impl IntoView + use<> {
    let row = |id: &DepartmentId, name: &str| {
        let asked = to_report(tables, year, id);
        let filled = asked.iter().filter(|it| it.is_filled()).count();
        let main: Vec<_> = asked.iter().filter(|it| it.asked == Ask::MainItem).collect();
        let main_filled = main.iter().filter(|it| it.is_filled()).count();
        view! {
            <tr>
                <th scope="row">{name.to_owned()}</th>
                <td class="number">{format!("{main_filled}／{}", main.len())}</td>
                <td class="number">{format!("{filled}／{}", asked.len())}</td>
            </tr>
        }
    };
    let rows = tables.listed_departments().into_iter().map(|(id, department)| row(id, &department.name)).collect_view();
    view! {
        <section class="section">
            <h2>"所属の報告の状況"</h2>
            <DataTable caption="所属の報告の状況" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow>
                <thead>
                    <tr>
                        <th scope="col">"所属"</th>
                        <th scope="col">"主要な項目"</th>
                        <th scope="col">"すべての取組"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
}
