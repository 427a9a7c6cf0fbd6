//! The sheet to fill in, in the order of the printed form. Every text saves when its field is left.

use super::{
    action::{ActionForm, AnswersForm},
    cells::{Desk, PassageField, Place},
    check::CheckForm,
    definition,
    figures::figures,
    notes::NotesForm,
    opinions::OpinionsForm,
    reading::checked,
    rows::RowsForm,
    schedule::ScheduleForm,
};
use crate::{
    domain::{FiscalYear, MeasureId, PassageKey, Section},
    ui::{
        pages::{indicators::heading, measures::whose},
        parts::LinkButton,
        route::{IndicatorsView, Route},
    },
};
use leptos::prelude::*;

pub fn form(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure.clone());
    let place = move |section| Place::Section(PassageKey { measure: id.get_value(), year, section });
    let facts = desk.memo(move |tables| {
        let measure = id.with_value(|id| definition(tables, id).cloned())?;
        let pillar = tables.pillars.get(&measure.pillar).map(|pillar| heading(&pillar.number, &pillar.name)).unwrap_or_default();
        let whose = id.with_value(|id| whose(tables, id, &measure));
        Some([("取組番号", measure.number), ("重点項目", pillar), ("取組項目", measure.name), ("主管課（関係課）", whose)])
    });
    let fact = |(name, words): (&'static str, String)| (!words.is_empty()).then(|| view! { <dt>{name}</dt><dd>{words}</dd> });
    let session = desk.session;
    let numbers = move || {
        let program = session.program().get()?;
        Some(id.with_value(|id| figures(&program.tables, id, year, session.today().get())))
    };
    let sums = move || session.program().get().map(|program| id.with_value(|id| checked(&program.tables, id, year)));
    view! {
        <section class="section">
            <h2>"取組の概要"</h2>
            <dl class="facts">{move || facts.get().map(|facts| facts.map(fact).collect_view())}</dl>
            <h3>"実施内容"</h3>
            <PassageField desk label="実施内容" place=place(Section::Content) />
            <h3>"期待される効果"</h3>
            <PassageField desk label="期待される効果" place=place(Section::Effect) />
        </section>
        <section class="section"><h2>"年次計画"</h2> <ScheduleForm desk measure=measure.clone() year /></section>
        <section class="section">
            <h2>"数値目標等"</h2>
            {numbers}
            <p class="row">
                <LinkButton href=Route::IndicatorsAs(IndicatorsView::Entry).href()>"実績をまとめて入力する"</LinkButton>
                <span class="soft">"指標の名前を押すと、その指標の実績・目標・備考を入力できます。"</span>
            </p>
        </section>
        <section class="section">
            <h2>{format!("{}の実施状況", year.wareki())}</h2>
            <AnswersForm desk measure=measure.clone() year />
            <RowsForm desk measure=measure.clone() year />
        </section>
        <section class="section">
            <h2>"取組全体の評価【Check】"</h2>
            <CheckForm desk measure=measure.clone() year />
            <h3>"評価の文章"</h3>
            <PassageField desk label="取組全体の評価【Check】の文章" place=place(Section::Check) />
            {sums}
        </section>
        <section class="section">
            <h2>"改善事項・今後の進め方【Action】"</h2>
            <PassageField desk label="改善事項・今後の進め方【Action】" place=place(Section::Action) />
            <ActionForm desk measure=measure.clone() year />
        </section>
        <section class="section"><h2>"委員意見"</h2> <OpinionsForm desk measure=measure.clone() year /></section>
        <section class="section"><h2>"注・欄外の記載"</h2> <NotesForm desk measure year /></section>
    }
}
