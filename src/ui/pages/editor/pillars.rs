//! 柱: their numbers, names and order.

use super::{
    definition::{Definition, Look},
    desk::Desk,
    frame::Frame,
    order::{Moves, Removed, ordered},
    overview::items,
    typed,
};
use crate::{
    domain::{Entry, Pillar, PillarId, PillarRole, Record, Tables, Trust, kinds},
    register::Cell,
    ui::{
        parts::{Button, ButtonSize, TextArea},
        route::EditorView,
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Pillars() -> impl IntoView {
    view! {
        <Frame here=EditorView::Pillars title="柱" lead="取組の柱・重点項目です。指標の表だけに出る見出しも、ここで作ります。">
            <List />
            <Removed of=all />
            <Add />
        </Frame>
    }
}

fn all(tables: &Tables) -> Vec<(Record, String)> {
    let named = |(id, cell): (&PillarId, &Cell<Pillar>)| {
        let name = cell.siblings().first().map_or_else(String::new, |sibling| words::editor::pillar(&sibling.value));
        (Record::Pillar(id.clone()), name)
    };
    tables.pillars.cells().map(named).collect()
}

fn listed(tables: &Tables) -> Vec<Record> {
    tables.listed_pillars().into_iter().map(|(id, _)| Record::Pillar(id.clone())).collect()
}

#[component]
fn List() -> impl IntoView {
    let desk = Desk::here();
    let ids = desk.watch(|tables| tables.listed_pillars().into_iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    ordered("柱", &["番号", "名前", "説明", "出るところ"], ids, |id| view! { <Row id /> })
}

#[component]
fn Row(id: PillarId) -> impl IntoView {
    let desk = Desk::here();
    let pillar = Definition::<kinds::Pillar>::of(desk, id.clone());
    let name = Signal::derive(move || pillar.read(words::editor::pillar).unwrap_or_default());
    let roles = [(PillarRole::Pillar, "柱"), (PillarRole::HeadingOfIndicators, "指標の表の見出しだけ")];
    let in_doubt = move || pillar.read(|it| it.name.confirmed().is_none()).unwrap_or_default();
    view! {
        <tr>
            <th scope="row" class="cell--number">{pillar.text("番号", Look::CELL, |it| it.number.clone(), |it, text| it.number = text)}</th>
            <td>
                {pillar
                    .text(
                        "名前",
                        Look::CELL,
                        |it| it.name.confirmed().cloned().unwrap_or_default(),
                        |it, text| it.name = Trust::Confirmed(text),
                    )}
                <Show when=in_doubt>
                    <p class="small">"原本照合待ち：" {name} "。名前を入れると確定します。"</p>
                </Show>
            </td>
            <td>{pillar.text("説明", Look::CELL, |it| it.summary.clone(), |it, text| it.summary = text)}</td>
            <td>{pillar.choice("出るところ", Look::CELL, items(&roles), |it| it.role, |it, role| it.role = role)}</td>
            <td class="no-print"><Moves record=Record::Pillar(id) name list=listed is_peer=|_, _, _| true /></td>
        </tr>
    }
}

#[component]
fn Add() -> impl IntoView {
    let desk = Desk::here();
    let text = RwSignal::new(String::new());
    let add = move |()| {
        let names = typed::names(&text.get_untracked());
        let entries = desk.now(|tables| {
            let list = listed(tables);
            let mut entries = Vec::new();
            let mut records = Vec::new();
            for (name, place) in names.iter().zip(list.len() + 1..) {
                let Ok(id) = PillarId::new(&desk.session.record_name()) else { continue };
                let pillar = Pillar {
                    number: place.to_string(),
                    name: Trust::Confirmed(name.clone()),
                    summary: String::new(),
                    role: PillarRole::Pillar,
                };
                entries.push(Entry::Pillar(id.clone(), pillar));
                records.push(Record::Pillar(id));
            }
            entries.extend(tables.append_to(&list, records));
            entries
        });
        desk.write(entries.unwrap_or_default());
        desk.said.set(format!("柱を{}件加えました。", names.len()));
        text.set(String::new());
    };
    view! {
        <section class="section no-print">
            <h2>"柱を加える"</h2>
            <TextArea label="柱の名前" value=text on_change=move |typed| text.set(typed) support="いくつも加えるときは、1行に1つ" rows=3 />
            <div class="actions"><Button size=ButtonSize::Small on_click=add>"柱を加える"</Button></div>
        </section>
    }
}
