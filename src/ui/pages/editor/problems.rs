//! 確かめること: what is wrong or missing in the definitions, each with a way to its place.

use super::desk::Desk;
use crate::{
    domain::Tables,
    evaluate::{Problem, Spot, problems},
    ui::{
        parts::{Notice, Tone},
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
    let list = move || {
        let found = found.get().unwrap_or_default();
        if found.is_empty() {
            return view! { <Notice tone=Tone::Success title="確かめることはありません" /> }.into_any();
        }
        let title = format!("確かめること：{}件", found.len());
        let lines =
            found.into_iter().map(|(spot, flaw, place)| view! { <li><a href=place.href()>{spot}</a> "　" {flaw}</li> }).collect_view();
        view! {
            <details class="no-print" open=is_open>
                <summary>{title}</summary>
                <ul>{lines}</ul>
            </details>
        }
        .into_any()
    };
    view! { <div role="status">{list}</div> }
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
pub fn pillar_name(tables: &Tables, id: &crate::domain::PillarId) -> String {
    let cell = tables.pillars.cell(id).and_then(|cell| cell.siblings().first());
    cell.map_or_else(|| "（なし）".to_owned(), |sibling| words::editor::pillar(&sibling.value))
}
