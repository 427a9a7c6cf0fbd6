//! 指標: the list by pillar, and new ones.

use super::{
    definition::Definition,
    desk::Desk,
    frame::Frame,
    measures::pillar_items,
    order::{Moves, Removed, ordered},
    problems::pillar_name,
    typed,
};
use crate::{
    domain::{Entry, Indicator, IndicatorId, Measure, MeasureId, PillarId, Record, Tables, TargetKey, TargetSlot, kinds},
    ui::{
        parts::{Button, ButtonSize, FieldSize, Item, Select, TextArea, TextField},
        route::{EditorView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Indicators() -> impl IntoView {
    view! {
        <Frame here=EditorView::Indicators title="指標" lead="指標の名前を押すと、単位・区分・数え方などを直せます。目標値は「目標値」の表でまとめて入れます。">
            <List />
            <Removed of=all />
            <Add />
        </Frame>
    }
}

fn all(tables: &Tables) -> Vec<(Record, String)> {
    tables.indicators.cells().map(|(id, _)| (Record::Indicator(id.clone()), words::editor::indicator(tables, id, None))).collect()
}

fn listed(tables: &Tables) -> Vec<Record> {
    tables.listed_indicators().into_iter().map(|(id, _)| Record::Indicator(id.clone())).collect()
}

fn under_one_pillar(tables: &Tables, one: &Record, other: &Record) -> bool {
    let pillar = |record: &Record| match record {
        Record::Indicator(id) => tables.indicators.cell(id).and_then(|cell| cell.siblings().first()).map(|it| it.value.pillar.clone()),
        _ => None,
    };
    pillar(one) == pillar(other)
}

/// Measures to choose from, with a first line for none.
pub fn measure_items(desk: Desk) -> Signal<Vec<Item<Option<MeasureId>>>> {
    let measures = desk.watch(|tables| {
        let item = |(id, measure): (&MeasureId, &Measure)| {
            Item::new(Some(id.clone()), format!("{} {}", measure.number, measure.name).trim().to_owned())
        };
        tables.listed_measures().into_iter().map(item).collect::<Vec<_>>()
    });
    Signal::derive(move || std::iter::once(Item::new(None, "なし（柱の指標）")).chain(measures.get().unwrap_or_default()).collect())
}

/// In the order of pillars, as the tables show them.
pub fn in_order(tables: &Tables) -> Vec<IndicatorId> {
    let pillars: Vec<_> = tables.listed_pillars().into_iter().map(|(id, _)| id).collect();
    let place = |indicator: &Indicator| pillars.iter().position(|pillar| **pillar == indicator.pillar).unwrap_or(pillars.len());
    let mut ids: Vec<(usize, IndicatorId)> = tables.listed_indicators().into_iter().map(|(id, it)| (place(it), id.clone())).collect();
    ids.sort_by_key(|(place, _)| *place);
    ids.into_iter().map(|(_, id)| id).collect()
}

#[component]
fn List() -> impl IntoView {
    let desk = Desk::here();
    let ids = desk.watch(in_order);
    ordered("指標", &["指標", "柱", "単位", "毎年度の目標"], ids, |id| view! { <Row id /> })
}

#[component]
fn Row(id: IndicatorId) -> impl IntoView {
    let desk = Desk::here();
    let indicator = Definition::<kinds::Indicator>::of(desk, id.clone());
    let shown = desk.watch({
        let id = id.clone();
        move |tables| {
            let definition = tables.indicators.cell(&id).and_then(|cell| cell.siblings().first());
            let pillar = definition.map_or_else(String::new, |it| pillar_name(tables, &it.value.pillar));
            let key = TargetKey { indicator: id.clone(), slot: TargetSlot::EveryYear, part: None };
            let target = words::target_reading(&tables.targets.reading(&key).map(|target| target.rule.clone()));
            (words::editor::indicator(tables, &id, None), pillar, target)
        }
    });
    let name = Signal::derive(move || shown.get().map(|(name, ..)| name).unwrap_or_default());
    let href = Route::Editor(EditorView::Indicator(id.clone())).href();
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a></th>
            <td>{move || shown.get().map(|(_, pillar, _)| pillar)}</td>
            <td>{move || indicator.read(|it| it.unit.clone())}</td>
            <td>{move || shown.get().map(|(_, _, target)| target)}</td>
            <td class="no-print"><Moves record=Record::Indicator(id) name list=listed is_peer=under_one_pillar /></td>
        </tr>
    }
}

#[component]
fn Add() -> impl IntoView {
    let desk = Desk::here();
    let (text, unit) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let pillar = RwSignal::new(None::<PillarId>);
    let measure = RwSignal::new(None::<MeasureId>);
    let add = move |()| {
        let names = typed::names(&text.get_untracked());
        let Some(pillar) = pillar.get_untracked() else {
            desk.trouble.set(Some("柱を選んでください。".to_owned()));
            return;
        };
        let entries = desk.now(|tables| {
            let list = listed(tables);
            let mut entries = Vec::new();
            let mut records = Vec::new();
            for name in &names {
                let Ok(id) = IndicatorId::new(&desk.session.record_name()) else { continue };
                let (measure, unit) = (measure.get_untracked(), unit.get_untracked().trim().to_owned());
                let indicator = Indicator { measure, unit, ..Indicator::named(pillar.clone(), name) };
                entries.push(Entry::Indicator(id.clone(), indicator));
                records.push(Record::Indicator(id));
            }
            entries.extend(tables.append_to(&list, records));
            entries
        });
        desk.write(entries.unwrap_or_default());
        desk.said.set(format!("指標を{}件加えました。", names.len()));
        text.set(String::new());
    };
    view! {
        <section class="section no-print">
            <h2>"指標を加える"</h2>
            <div class="columns">
                <Select label="加える先の柱" items=pillar_items(desk) selected=pillar on_change=move |id| pillar.set(Some(id)) size=FieldSize::Short />
                <Select
                    label="加える先の取組"
                    items=measure_items(desk)
                    selected=Signal::derive(move || Some(measure.get()))
                    on_change=move |id| measure.set(id)
                    size=FieldSize::Short
                />
                <TextField
                    label="加える指標の単位"
                    value=unit
                    on_change=move |typed| unit.set(typed)
                    support="例：件、%。言葉の指標（方針決定など）は空欄"
                    size=FieldSize::Short
                />
            </div>
            <TextArea label="指標の名前" value=text on_change=move |typed| text.set(typed) support="いくつも加えるときは、1行に1つ" rows=4 />
            <div class="actions"><Button size=ButtonSize::Small on_click=add>"指標を加える"</Button></div>
        </section>
    }
}
