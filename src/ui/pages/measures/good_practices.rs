//! 優良事例 of a year, for the working group and 庁議 (N:396).

use super::filter::{Filter, Filters};
use crate::{
    domain::{MeasureId, Report, Tables},
    evaluate::good_practices,
    session::Session,
    ui::parts::{CaptionPlace, DataTable, EmptyState},
};
use leptos::prelude::*;

#[component]
pub fn GoodPracticesLook() -> impl IntoView {
    let session = Session::here();
    let filter = RwSignal::new(Filter::default());
    let list = move || {
        let program = session.program().get()?;
        let tables = &program.tables;
        let passes = |id: &MeasureId| tables.measures.get(id).is_some_and(|measure| filter.get().passes(measure));
        let found: Vec<_> = good_practices(tables, session.year().get()).into_iter().filter(|(id, _)| passes(id)).collect();
        if found.is_empty() {
            return Some(view! { <EmptyState title="この年度の優良事例はまだありません" /> }.into_any());
        }
        let count = format!("{}件", found.len());
        let rows = found.into_iter().map(|(id, report)| row(tables, &id, report)).collect_view();
        let table = view! {
            <p role="status">{count}</p>
            <DataTable caption="優良事例" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"取組"</th>
                        <th scope="col">"所属"</th>
                        <th scope="col">"内容"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        };
        Some(table.into_any())
    };
    view! {
        <Filters filter />
        {list}
    }
}

fn row(tables: &Tables, id: &MeasureId, report: Report) -> impl IntoView + use<> {
    let name = tables.measures.get(id).map_or_else(|| id.to_string(), |measure| measure.name.clone());
    let department = tables.departments.get(&report.department).map_or_else(|| report.department.to_string(), |it| it.name.clone());
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{department}</td>
            <td class="typed-text">{report.work}</td>
        </tr>
    }
}
