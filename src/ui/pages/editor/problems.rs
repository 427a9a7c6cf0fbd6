//! 確かめること: what is wrong or missing in the definitions, each with a way to its place.

use super::desk::Desk;
use crate::{
    domain::{PillarId, Tables},
    evaluate::{Problem, Spot, problems},
    ui::{
        parts::LiveRegion,
        route::{EditorView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Problems(is_open: bool) -> impl IntoView {
    let desk = Desk::here();
    let found = desk.watch(|tables| {
        let line =
            |problem: Problem| (words::editor::spot(tables, &problem.spot), words::editor::flaw(&problem.flaw), place(&problem.spot));
        problems(tables).into_iter().map(line).collect::<Vec<_>>()
    });
    let n_found = Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, Vec::len)));
    let count = Signal::derive(move || match n_found.get() {
        0 => "確かめることはありません".to_owned(),
        n_found => format!("確かめること：{n_found}件"),
    });
    let lines = move || {
        let line = |(spot, flaw, place): (String, String, Route)| view! { <li><a href=place.href()>{spot}</a> "　" {flaw}</li> };
        found.get().unwrap_or_default().into_iter().map(line).collect_view()
    };
    view! {
        <LiveRegion message=count />
        <Show when=move || { n_found.get() > 0 } fallback=move || view! { <p class="small soft no-print">{count}</p> }>
            <details class="no-print" open=is_open>
                <summary>{count}</summary>
                <ul>{lines}</ul>
            </details>
        </Show>
    }
}

/// Where a problem is mended.
fn place(spot: &Spot) -> Route {
    Route::Editor(match spot {
        Spot::Overview => EditorView::Overview,
        Spot::Department(_) => EditorView::Departments,
        Spot::Pillars | Spot::Pillar(_) => EditorView::Pillars,
        Spot::Measure(id) => EditorView::Measure(id.clone()),
        Spot::Indicators => EditorView::Indicators,
        Spot::Indicator(id) => EditorView::Indicator(id.clone()),
        Spot::Target(_) => EditorView::Targets,
        Spot::Scale => EditorView::Scale,
        Spot::Settings => EditorView::Judging,
    })
}

/// The first value of a definition's name, for lists.
pub fn pillar_name(tables: &Tables, id: &PillarId) -> String {
    let cell = tables.pillars.cell(id).and_then(|cell| cell.siblings().first());
    cell.map_or_else(|| "（なし）".to_owned(), |sibling| words::editor::pillar(&sibling.value))
}
