//! Which row of 年次計画 and which indicators a Plan row belongs to: the documents do not say, staff do.

use super::cells::{Desk, matter_cell};
use crate::{
    domain::{FiscalYear, Link, Matter, MeasureId, RowId, State, Tables},
    ui::parts::CheckboxRow,
};
use leptos::prelude::*;

/// What a Plan row can belong to, with its words.
pub fn ends(tables: &Tables, measure: &MeasureId) -> Vec<(Link, String)> {
    let schedule =
        tables.schedule_of(measure).into_iter().map(|(row, item)| (Link::Schedule(row.clone()), format!("年次計画：{}", item.item)));
    let of_measure = tables.listed_indicators().into_iter().filter(|(_, indicator)| indicator.measure.as_ref() == Some(measure));
    let indicators = of_measure.map(|(id, indicator)| (Link::Indicator(id.clone()), format!("数値目標：{}", indicator.name)));
    schedule.chain(indicators).collect()
}

#[component]
pub fn RowLinks(desk: Desk, measure: MeasureId, year: FiscalYear, row: RowId, at: Memo<usize>) -> impl IntoView {
    let key = StoredValue::new((measure, row));
    let all = desk.memo(move |tables| key.with_value(|(measure, _)| ends(tables, measure)));
    let linked = desk.memo(move |tables| {
        key.with_value(|(measure, row)| {
            let of_row = tables.links_of(measure, year, row);
            ends(tables, measure).into_iter().filter(|(link, _)| of_row.contains(link)).map(|(_, words)| words).collect::<Vec<_>>()
        })
    });
    let shown = move || {
        let linked = linked.get();
        if linked.is_empty() { "まだ選ばれていません".to_owned() } else { linked.join("、") }
    };
    let choice = move |(link, words): (Link, String)| {
        let (measure, row) = key.get_value();
        let (value, write) = matter_cell(desk, measure, year, Matter::Link(row, link));
        let set = move |is_linked: bool| {
            write.run(Box::new(move |value| value.state = Some(if is_linked { State::Yes } else { State::No })));
        };
        view! { <CheckboxRow label=words checked=Signal::derive(move || value.with(|value| value.state == Some(State::Yes))) on_change=set /> }
    };
    view! {
        <details>
            <summary>{move || format!("{}行目に対応する年次計画・数値目標：{}", at.get() + 1, shown())}</summary>
            <For each=move || all.get() key=|end| end.clone() children=choice />
        </details>
    }
}
