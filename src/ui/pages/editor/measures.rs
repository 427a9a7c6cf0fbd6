//! 取組: the list by pillar, and the form of one.

use super::{
    definition::{Definition, Look},
    desk::Desk,
    frame::Frame,
    order::{Moves, Removed, ordered},
    overview::items,
    problems::pillar_name,
    typed,
};
use crate::{
    domain::{Commitment, Entry, Measure, MeasureId, Pillar, PillarId, Record, Tables, Tag, kinds},
    register::Cell,
    ui::{
        parts::{Button, ButtonSize, FieldSize, Item, Select, TextArea},
        route::{EditorView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Measures() -> impl IntoView {
    view! {
        <Frame here=EditorView::Measures title="取組" lead="取組の名前を押すと、細かい定義を直せます。担当は「指標」の「担当」で決めます。">
            <List />
            <Removed of=all />
            <Add />
        </Frame>
    }
}

fn all(tables: &Tables) -> Vec<(Record, String)> {
    let named = |(id, cell): (&MeasureId, &Cell<Measure>)| {
        (Record::Measure(id.clone()), cell.siblings().first().map_or_else(String::new, |sibling| sibling.value.name.clone()))
    };
    tables.measures.cells().map(named).collect()
}

fn listed(tables: &Tables) -> Vec<Record> {
    tables.listed_measures().into_iter().map(|(id, _)| Record::Measure(id.clone())).collect()
}

fn under_one_pillar(tables: &Tables, one: &Record, other: &Record) -> bool {
    let pillar = |record: &Record| match record {
        Record::Measure(id) => tables.measures.cell(id).and_then(|cell| cell.siblings().first()).map(|it| it.value.pillar.clone()),
        _ => None,
    };
    pillar(one) == pillar(other)
}

/// Pillars to choose from.
pub fn pillar_items(desk: Desk) -> Signal<Vec<Item<PillarId>>> {
    let pillars = desk.watch(|tables| {
        let item = |(id, pillar): (&PillarId, &Pillar)| Item::new(id.clone(), words::editor::pillar(pillar));
        tables.listed_pillars().into_iter().map(item).collect::<Vec<_>>()
    });
    Signal::derive(move || pillars.get().unwrap_or_default())
}

#[component]
fn List() -> impl IntoView {
    let desk = Desk::here();
    // In the order of pillars, as every page shows them.
    let ids = desk.watch(|tables| {
        let listed = tables.listed_measures();
        let pillars: Vec<_> = tables.listed_pillars().into_iter().map(|(id, _)| id).collect();
        let place = |measure: &Measure| pillars.iter().position(|pillar| **pillar == measure.pillar).unwrap_or(pillars.len());
        let mut ids: Vec<(usize, MeasureId)> = listed.into_iter().map(|(id, measure)| (place(measure), id.clone())).collect();
        ids.sort_by_key(|(place, _)| *place);
        ids.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    ordered("取組", &["番号", "取組", "柱", "新規・拡充"], ids, |id| view! { <Row id /> })
}

#[component]
fn Row(id: MeasureId) -> impl IntoView {
    let desk = Desk::here();
    let measure = Definition::<kinds::Measure>::of(desk, id.clone());
    let name =
        Signal::derive(move || measure.read(|it| it.name.clone()).filter(|name| !name.is_empty()).unwrap_or("（名前なし）".to_owned()));
    let pillar = desk.watch({
        let id = id.clone();
        move |tables| {
            let measure = tables.measures.cell(&id).and_then(|cell| cell.siblings().first());
            measure.map_or_else(String::new, |measure| pillar_name(tables, &measure.value.pillar))
        }
    });
    let href = Route::Editor(EditorView::Measure(id.clone())).href();
    view! {
        <tr>
            <td class="number">{move || measure.read(|it| it.number.clone())}</td>
            <th scope="row"><a href=href>{name}</a></th>
            <td>{move || pillar.get()}</td>
            <td>{move || measure.read(|it| words::tag(it.tag)).flatten()}</td>
            <td class="no-print"><Moves record=Record::Measure(id) name list=listed is_peer=under_one_pillar /></td>
        </tr>
    }
}

#[component]
fn Add() -> impl IntoView {
    let desk = Desk::here();
    let text = RwSignal::new(String::new());
    let pillar = RwSignal::new(None::<PillarId>);
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
            for (name, place) in names.iter().zip(list.len() + 1..) {
                let Ok(id) = MeasureId::new(&desk.session.record_name()) else { continue };
                let measure = Measure { number: place.to_string(), ..Measure::named(pillar.clone(), name) };
                entries.push(Entry::Measure(id.clone(), measure));
                records.push(Record::Measure(id));
            }
            entries.extend(tables.append_to(&list, records));
            entries
        });
        desk.write(entries.unwrap_or_default());
        desk.said.set(format!("取組を{}件加えました。", names.len()));
        text.set(String::new());
    };
    view! {
        <section class="section no-print">
            <h2>"取組を加える"</h2>
            <Select label="加える先の柱" items=pillar_items(desk) selected=pillar on_change=move |id| pillar.set(Some(id)) size=FieldSize::Short />
            <TextArea label="取組の名前" value=text on_change=move |typed| text.set(typed) support="いくつも加えるときは、1行に1つ" rows=4 />
            <div class="actions"><Button size=ButtonSize::Small on_click=add>"取組を加える"</Button></div>
        </section>
    }
}

#[component]
pub fn MeasureForm(id: MeasureId) -> impl IntoView {
    view! {
        <Frame here=EditorView::Measure(id.clone()) title="取組の定義" lead="欄を離れると保存されます。">
            <Fields id=id.clone() />
        </Frame>
    }
}

#[component]
fn Fields(id: MeasureId) -> impl IntoView {
    let desk = Desk::here();
    let measure = Definition::<kinds::Measure>::of(desk, id);
    let tags = [(Tag::None, "なし"), (Tag::New, "新規"), (Tag::Expanded, "拡充")];
    let commitments = [Commitment::CarryOut, Commitment::Consider, Commitment::Both].map(|it| (it, words::commitment(it)));
    view! {
        <section class="section">
            <h2>{move || measure.read(|it| it.name.clone())}</h2>
            <div class="columns">
                {measure.text("番号", Look::SHORT, |it| it.number.clone(), |it, text| it.number = text)}
                {measure.name(Look::default(), |it| &it.name, |it, text| it.name = text)}
                {measure.choice("柱", Look::default(), pillar_items(desk), |it| it.pillar.clone(), |it, pillar| it.pillar = pillar)}
            </div>
            <div class="columns">
                {measure.text("見出し", Look::support("柱の下の見出し。例：(2) 長時間勤務の是正"), |it| it.section.clone(), |it, text| it.section = text)}
                {measure.text("主体", Look::support("例：各職場、管理部門"), |it| it.actor.clone(), |it, text| it.actor = text)}
            </div>
            <div class="columns">
                {measure.choice("新規・拡充", Look::SHORT, items(&tags), |it| it.tag, |it, tag| it.tag = tag)}
                {measure.choice("約束していること", Look::SHORT, items(&commitments), |it| it.commitment, |it, value| it.commitment = value)}
            </div>
            <div class="columns">
                {measure.lines("内容", "1行に1項目", |it| &it.summary, |it, lines| it.summary = lines)}
                {measure.lines("ほかの主体", "1行に1つ", |it| &it.further_actors, |it, lines| it.further_actors = lines)}
                {measure.lines("時期", "1行に1つ。例：令和5年秋", |it| &it.dates, |it, lines| it.dates = lines)}
            </div>
        </section>
        <p class="no-print"><a href=Route::Editor(EditorView::Measures).href()>"取組の一覧へ"</a></p>
    }
}
