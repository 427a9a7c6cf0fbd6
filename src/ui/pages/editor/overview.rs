//! 概要: the frame of the programme and its words.

use super::{
    definition::{Definition, Look},
    desk::Desk,
    frame::Frame,
    typed,
};
use crate::{
    domain::{FiscalYear, NoteKind, NotePlace, kinds},
    ui::{
        parts::{DateField, Item, LinkButton},
        route::{EditorView, Route},
    },
};
use leptos::prelude::*;

#[component]
pub fn Overview() -> impl IntoView {
    view! {
        <Frame here=EditorView::Overview title="プログラムの編集" lead="計画の名前・期間・用語です。欄を離れると保存されます。">
            <Form />
        </Frame>
    }
}

#[component]
fn Form() -> impl IntoView {
    let desk = Desk::here();
    let overview = Definition::<kinds::Overview>::of(desk, ());
    let words = Definition::<kinds::Vocabulary>::of(desk, ());
    let present = FiscalYear::of(desk.session.today().get_untracked()).unwrap_or(FiscalYear::FIRST);
    let years = move || desk.session.program().get().map(|program| typed::year_items(present, Some(&program.tables))).unwrap_or_default();
    let first_years = Signal::derive(years);
    let last_years = Signal::derive(move || typed::year_or_none(years(), "決まっていない"));
    let origin = desk.watch(|tables| {
        let notes = tables.listed_notes().into_iter().map(|(_, note)| note);
        let of_program = notes.filter(|note| note.place == NotePlace::Program && note.kind == NoteKind::Remark);
        of_program.map(|note| note.text.clone()).collect::<Vec<_>>()
    });
    let remarks = move || origin.get().unwrap_or_default().into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <section class="section">
            <h2>"計画"</h2>
            <div class="columns">
                {overview.text("市町村名", Look::SHORT, |it| it.city.clone(), |it, text| it.city = text)}
                {overview.text("計画の名前", Look::default(), |it| it.title.clone(), |it, text| it.title = text)}
                {overview
                    .text("文書の名前", Look::support("例：実行プログラム、進捗管理票"), |it| it.document.clone(), |it, text| it.document = text)}
            </div>
            <div class="columns">
                {overview.choice("最初の年度", Look::SHORT, first_years, |it| it.first_year, |it, year| it.first_year = year)}
                {overview.choice::<Option<FiscalYear>>("最後の年度", Look::SHORT, last_years, |it| it.last_year, |it, year| it.last_year = year)}
                <DateField
                    label="制定した日"
                    value=Signal::derive(move || overview.read(|it| it.established).flatten())
                    on_change=move |day| overview.change(|it| it.established = day)
                />
            </div>
            <div class="columns">
                {overview.lines("発行する所属", "1行に1つ", |it| &it.issued_by, |it, lines| it.issued_by = lines)}
                {overview.lines("基本方針", "1行に1つ", |it| &it.policies, |it, lines| it.policies = lines)}
            </div>
        </section>
        <section class="section">
            <h2>"用語"</h2>
            <p class="small">"この計画での呼び方です。"</p>
            <div class="columns">
                {words.text("柱の呼び方", Look::support("例：取組の柱、重点項目"), |it| it.pillar.clone(), |it, text| it.pillar = text)}
                {words.text("取組の呼び方", Look::support("例：具体的な取組、取組項目"), |it| it.measure.clone(), |it, text| it.measure = text)}
                {words.text("所属の呼び方", Look::support("例：所属、主管課"), |it| it.department.clone(), |it, text| it.department = text)}
                {words.text("事務局の呼び方", Look::support("例：事務局"), |it| it.secretariat.clone(), |it, text| it.secretariat = text)}
            </div>
        </section>
        <Show when=move || origin.get().is_some_and(|notes| !notes.is_empty())>
            <section class="section">
                <h2>"注記"</h2>
                <ul>{remarks}</ul>
            </section>
        </Show>
        <section class="section no-print">
            <h2>"ほかのプログラム"</h2>
            <div class="actions"><LinkButton href=Route::Editor(EditorView::New).href()>"新しいプログラムを作る"</LinkButton></div>
        </section>
    }
}

/// Items of words that mean one value each.
pub fn items<T: Clone>(all: &[(T, &str)]) -> Vec<Item<T>> {
    all.iter().map(|(value, words)| Item::new(value.clone(), *words)).collect()
}
