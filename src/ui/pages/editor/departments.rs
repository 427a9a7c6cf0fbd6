//! 所属: the tree of units by year, pasted as a list, mended one by one.

use super::{
    definition::{Definition, Look},
    desk::Desk,
    frame::Frame,
    order::{Moves, Remove, Removed},
    reorganise::Reorganise,
    typed,
};
use crate::{
    domain::{Department, DepartmentId, Entry, FiscalYear, Record, Tables, kinds},
    register::Cell,
    ui::{
        parts::{Button, ButtonSize, CaptionPlace, DataTable, Dialog, FieldSize, Item, Select, TextArea, Weight},
        route::EditorView,
        typed_units::{TypedUnit, read_units},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Departments() -> impl IntoView {
    view! {
        <Frame here=EditorView::Departments title="所属" lead="部・課・係などを木の形に並べます。改称・統合・分割は「組織の改編」で行うと、前の年度の記録が前の所属に残ります。">
            <Tree />
            <Removed of=all />
            <Paste />
            <Reorganise />
        </Frame>
    }
}

fn all(tables: &Tables) -> Vec<(Record, String)> {
    let named = |(id, cell): (&DepartmentId, &Cell<Department>)| {
        (Record::Department(id.clone()), cell.siblings().first().map_or_else(String::new, |it| words::editor::department(&it.value)))
    };
    tables.departments.cells().map(named).collect()
}

fn listed(tables: &Tables) -> Vec<Record> {
    tables.listed_departments().into_iter().map(|(id, _)| Record::Department(id.clone())).collect()
}

fn beside_each_other(tables: &Tables, one: &Record, other: &Record) -> bool {
    let parent = |record: &Record| match record {
        Record::Department(id) => tables.departments.cell(id).and_then(|cell| cell.siblings().first()).map(|it| it.value.parent.clone()),
        _ => None,
    };
    parent(one) == parent(other)
}

/// Units to choose from, indented as in the tree.
pub fn department_items(desk: Desk) -> Signal<Vec<Item<DepartmentId>>> {
    let units = desk.watch(|tables| {
        let item = |(depth, id): (usize, DepartmentId)| {
            let name = tables.departments.cell(&id).and_then(|cell| cell.siblings().first()).map(|it| words::editor::department(&it.value));
            Item::new(id, format!("{}{}", "　".repeat(depth), name.unwrap_or_default()))
        };
        tables.department_tree(None).into_iter().map(item).collect::<Vec<_>>()
    });
    Signal::derive(move || units.get().unwrap_or_default())
}

#[component]
fn Tree() -> impl IntoView {
    let desk = Desk::here();
    let year = RwSignal::new(None::<FiscalYear>);
    let editing = RwSignal::new(None::<DepartmentId>);
    let years = Signal::derive(move || {
        let years = desk.session.years().get().into_iter().map(|year| Item::new(year, words::year(year))).collect();
        typed::year_or_none(years, "すべての年度")
    });
    let tree =
        Memo::new(move |_| desk.session.program().get().map(|program| program.tables.department_tree(year.get())).unwrap_or_default());
    view! {
        <section class="section">
            <div class="row row--apart row--bottom">
                <p>{move || format!("{}件", tree.with(Vec::len))}</p>
                <Select label="表示する年度" items=years selected=Signal::derive(move || Some(year.get())) on_change=move |it| year.set(it) size=FieldSize::Short />
            </div>
            <DataTable caption="所属" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"所属"</th>
                        <th scope="col">"期間"</th>
                        <th scope="col">"引き継いだ所属"</th>
                        <th scope="col" class="no-print">"順番・削除"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || tree.get() key=Clone::clone children=move |(depth, id)| view! { <Row depth id editing /> } />
                </tbody>
            </DataTable>
            <Editing editing />
        </section>
    }
}

#[component]
fn Row(depth: usize, id: DepartmentId, editing: RwSignal<Option<DepartmentId>>) -> impl IntoView {
    let desk = Desk::here();
    let unit = Definition::<kinds::Department>::of(desk, id.clone());
    let name = Signal::derive(move || unit.read(|it| it.name.clone()).filter(|name| !name.is_empty()).unwrap_or("（名前なし）".to_owned()));
    let heirs = desk.watch({
        let id = id.clone();
        move |tables| {
            let unit = tables.departments.get(&id)?;
            let names = unit.successors.iter().filter_map(|id| tables.departments.get(id)).map(|it| it.name.clone());
            Some(names.collect::<Vec<_>>().join("、"))
        }
    });
    let edit = id.clone();
    view! {
        <tr>
            <th scope="row" style:padding-inline-start=format!("calc(var(--gap-3) + {depth} * 1.5rem)")>{name}</th>
            <td>{move || unit.read(words::editor::standing)}</td>
            <td>{move || heirs.get().flatten()}</td>
            <td class="no-print">
                <div class="row">
                    <Button
                        size=ButtonSize::Small
                        weight=Weight::Text
                        name=Signal::derive(move || format!("{}を直す", name.get()))
                        on_click=move |()| editing.set(Some(edit.clone()))
                    >
                        "直す"
                    </Button>
                    <Moves record=Record::Department(id) name list=listed is_peer=beside_each_other />
                </div>
            </td>
        </tr>
    }
}

/// One unit in a dialog, so that the tree stays short.
#[component]
fn Editing(editing: RwSignal<Option<DepartmentId>>) -> impl IntoView {
    let desk = Desk::here();
    let close = move |()| editing.set(None);
    let present = FiscalYear::of(desk.session.today().get_untracked()).unwrap_or(FiscalYear::FIRST);
    let fields = move || {
        let id = editing.get()?;
        let unit = Definition::<kinds::Department>::of(desk, id.clone());
        let parents = Signal::derive({
            let id = id.clone();
            move || {
                let others = department_items(desk).get().into_iter().filter(|item| item.value != id);
                let none = Item::new(None, "なし（いちばん上）");
                std::iter::once(none).chain(others.map(|item| Item::new(Some(item.value), item.label))).collect::<Vec<_>>()
            }
        });
        let years = typed::year_items(present, desk.session.program().get_untracked().as_deref().map(|program| &program.tables));
        let from = typed::year_or_none(years.clone(), "はじめから");
        let until = typed::year_or_none(years, "いまも続く");
        let name = Signal::derive(move || unit.read(|it| it.name.clone()).unwrap_or_default());
        Some(view! {
            {unit.name(Look::support("誤字などを直します。年度の途中の改称は「組織の改編」で。"), |it| &it.name, |it, text| it.name = text)}
            {unit
                .choice::<Option<DepartmentId>>("上の所属", Look::default(), parents, |it| it.parent.clone(), |it, parent| it.parent = parent)}
            <div class="columns">
                {unit.choice::<Option<FiscalYear>>("始まりの年度", Look::SHORT, from, |it| it.from, |it, year| it.from = year)}
                {unit.choice::<Option<FiscalYear>>("終わりの年度", Look::SHORT, until, |it| it.until, |it, year| it.until = year)}
            </div>
            <div class="actions">
                <Remove record=Record::Department(id) name />
            </div>
        })
    };
    view! {
        <Dialog open=Signal::derive(move || editing.with(Option::is_some)) title="所属を直す" on_close=close>
            {fields}
        </Dialog>
    }
}

#[component]
fn Paste() -> impl IntoView {
    let desk = Desk::here();
    let text = RwSignal::new(String::new());
    let parent = RwSignal::new(None::<DepartmentId>);
    let parents = Signal::derive(move || {
        let none = Item::new(None, "いちばん上");
        std::iter::once(none)
            .chain(department_items(desk).get().into_iter().map(|item| Item::new(Some(item.value), item.label)))
            .collect::<Vec<_>>()
    });
    let count = move || {
        let n_units = text.with(|text| read_units(text).len());
        (n_units > 0).then(|| format!("{n_units}件の所属として読み取れます。"))
    };
    let add = move |()| {
        let units = read_units(&text.get_untracked());
        let entries = desk.now(|tables| pasted(tables, &units, parent.get_untracked().as_ref(), || desk.session.record_name()));
        let (entries, n_new) = entries.unwrap_or_default();
        desk.write(entries);
        let n_known = units.len() - n_new;
        let known =
            if n_known > 0 { format!("同じ名前の{n_known}件は、もうあるものを使いました。") } else { String::new() };
        desk.said.set(format!("所属を{n_new}件加えました。{known}"));
        text.set(String::new());
    };
    view! {
        <section class="section no-print">
            <h2>"所属を加える"</h2>
            <div class="columns">
                <Select label="加える場所" items=parents selected=Signal::derive(move || Some(parent.get())) on_change=move |id| parent.set(id) size=FieldSize::Short />
            </div>
            <TextArea
                label="所属の一覧"
                value=text
                on_change=move |typed| text.set(typed)
                on_draft=move |typed| text.set(typed)
                support="1行に1つ。下の所属は字下げ（空白かタブ）で書きます。Excelの「部・課」の列をそのまま貼り付けられます。"
                rows=6
            />
            <p class="small" role="status">{count}</p>
            <div class="actions"><Button size=ButtonSize::Small on_click=add>"所属を加える"</Button></div>
        </section>
    }
}

/// The entries of a pasted list, and how many units are new: one that stands there by this name already is used as it is.
fn pasted(tables: &Tables, units: &[TypedUnit], below: Option<&DepartmentId>, name: impl Fn() -> String) -> (Vec<Entry>, usize) {
    let known = tables.listed_departments();
    let mut ids: Vec<DepartmentId> = Vec::new();
    let mut entries = Vec::new();
    let mut records = Vec::new();
    for unit in units {
        let parent = unit.parent.and_then(|at| ids.get(at).cloned()).or_else(|| below.cloned());
        let same = known.iter().find(|(_, it)| it.name == unit.name && it.parent == parent && it.until.is_none());
        let id = match same {
            Some((id, _)) => (*id).clone(),
            None => {
                let Ok(id) = DepartmentId::new(&name()) else { continue };
                entries.push(Entry::Department(id.clone(), Department { parent, ..Department::named(&unit.name) }));
                records.push(Record::Department(id.clone()));
                id
            }
        };
        ids.push(id);
    }
    let n_new = records.len();
    entries.extend(tables.append_to(&listed(tables), records));
    (entries, n_new)
}
