//! 組織の改編: renaming, merging and splitting units from a year on.

use super::{departments::department_items, desk::Desk, typed};
use crate::{
    domain::{DepartmentId, FiscalYear, Successor},
    ui::{
        parts::{Button, ButtonSize, FieldSize, Item, RadioGroup, Select, TextArea, Weight},
        words,
    },
};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Into {
    New,
    Standing,
}

#[component]
pub fn Reorganise() -> impl IntoView {
    let desk = Desk::here();
    let old = RwSignal::new(Vec::<DepartmentId>::new());
    let into = RwSignal::new(Into::New);
    let names = RwSignal::new(String::new());
    let standing = RwSignal::new(None::<DepartmentId>);
    let present = FiscalYear::of(desk.session.today().get_untracked()).unwrap_or(FiscalYear::FIRST);
    let from = RwSignal::new(present.next().unwrap_or(present));
    let units = department_items(desk);
    let label = move |id: &DepartmentId| {
        units.get().into_iter().find(|item| item.value == *id).map_or(String::new(), |item| item.label.trim().to_owned())
    };
    let chosen = move || {
        let drop = move |id: DepartmentId| move |()| old.update(|old| old.retain(|other| *other != id));
        old.get()
            .into_iter()
            .map(|id| {
                let name = label(&id);
                view! {
                    <li class="row">
                        {name.clone()}
                        <Button size=ButtonSize::Small weight=Weight::Text name=format!("{name}を外す") on_click=drop(id)>"外す"</Button>
                    </li>
                }
            })
            .collect_view()
    };
    let make = move |()| {
        let old_units = old.get_untracked();
        let new = match into.get_untracked() {
            Into::New => typed::names(&names.get_untracked())
                .into_iter()
                .filter_map(|name| Some(Successor::New(DepartmentId::new(&desk.session.record_name()).ok()?, name)))
                .collect(),
            Into::Standing => standing.get_untracked().map(Successor::Standing).into_iter().collect::<Vec<_>>(),
        };
        if old_units.is_empty() || new.is_empty() {
            desk.trouble.set(Some("もとの所属と、引き継ぐ所属を決めてください。".to_owned()));
            return;
        }
        desk.write(desk.now(|tables| tables.succeed(&old_units, &new, from.get_untracked())).unwrap_or_default());
        desk.said.set("組織の改編を記録しました。".to_owned());
        old.set(Vec::new());
        names.set(String::new());
        standing.set(None);
    };
    let kinds = vec![
        Item::new(Into::New, "新しい所属").with_support("改称は1つ、分割は2つ以上の名前を入れます。"),
        Item::new(Into::Standing, "いまある所属").with_support("ほかの所属に統合されるとき"),
    ];
    let years = typed::year_items(present, None);
    view! {
        <section class="section no-print">
            <h2>"組織の改編（改称・統合・分割）"</h2>
            <p class="small">
                "もとの所属は前の年度までの所属として残り、前の年度の実績と評価はもとの所属のまま表示されます。担当は、引き継いだ所属が入力できるようになります。"
            </p>
            <div class="columns">
                <Select
                    label="もとの所属を選ぶ"
                    items=units
                    selected=Signal::derive(|| None::<DepartmentId>)
                    on_change=move |id: DepartmentId| {
                        old.update(|old| {
                            if !old.contains(&id) {
                                old.push(id);
                            }
                        });
                    }
                    support="統合のときは、いくつも選びます。"
                    size=FieldSize::Short
                />
                <Select
                    label="改編の年度"
                    items=years
                    selected=Signal::derive(move || Some(from.get()))
                    on_change=move |year| from.set(year)
                    support=Signal::derive(move || Some(format!("もとの所属は{}まで", from.get().previous().map_or(String::new(), words::year))))
                    size=FieldSize::Short
                />
            </div>
            <ul class="plain-list">{chosen}</ul>
            <RadioGroup label="引き継ぐ所属" items=kinds selected=Signal::derive(move || Some(into.get())) on_change=move |it| into.set(it) />
            <Show when=move || into.get() == Into::New>
                <TextArea label="新しい所属の名前" value=names on_change=move |text| names.set(text) support="1行に1つ" rows=2 />
            </Show>
            <Show when=move || into.get() == Into::Standing>
                <Select label="引き継ぐ、いまある所属" items=units selected=standing on_change=move |id| standing.set(Some(id)) size=FieldSize::Short />
            </Show>
            <div class="actions"><Button size=ButtonSize::Small on_click=make>"改編を記録する"</Button></div>
        </section>
    }
}
