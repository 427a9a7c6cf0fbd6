//! The form of a 照会: to whom, what, until when.

use crate::{
    domain::{Agenda, Asked, DepartmentId, FiscalYear, Inquiry, Occasion, Refusal, SurveyId},
    evaluate::is_reported_on,
    session::Session,
    ui::{
        parts::{Button, CheckboxRow, DateField, FieldSize, Item, Need, Select, TextArea, TextField, Weight},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub fn InquiryForm(on_done: Callback<Result<String, Refusal>>) -> impl IntoView {
    let session = Session::here();
    let title = RwSignal::new(String::new());
    let document_number = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let sent_on = RwSignal::new(Some(session.today().get_untracked()));
    let due = RwSignal::new(None::<NaiveDate>);
    let year = RwSignal::new(session.year().get_untracked());
    let figures = RwSignal::new(true);
    let sheets = RwSignal::new(false);
    let reports = RwSignal::new(false);
    let has_reports = Memo::new(move |_| {
        let program = session.program().get();
        program.is_some_and(|it| it.tables.listed_measures().into_iter().any(|(id, _)| is_reported_on(&it.tables, id)))
    });
    let survey = RwSignal::new(None::<SurveyId>);
    let departments = RwSignal::new(BTreeSet::<DepartmentId>::new());
    let missing = RwSignal::new(false);
    let error = move |is_missing: bool, words: &'static str| (missing.get() && is_missing).then(|| words.to_owned());
    let write = move |()| {
        let (Some(sent_on), Some(due)) = (sent_on.get_untracked(), due.get_untracked()) else {
            missing.set(true);
            return;
        };
        let year = year.get_untracked();
        let asks: Vec<Asked> = [
            figures.get_untracked().then_some(Asked::Figures(year)),
            sheets.get_untracked().then_some(Asked::Sheets(year)),
            reports.get_untracked().then_some(Asked::Reports(year)),
            survey.get_untracked().map(Asked::Survey),
        ]
        .into_iter()
        .flatten()
        .collect();
        if title.get_untracked().trim().is_empty() || asks.is_empty() {
            missing.set(true);
            return;
        }
        let inquiry = Inquiry { document_number: document_number.get_untracked(), sent_on, due, asks };
        let agenda = Agenda {
            title: title.get_untracked(),
            departments: departments.get_untracked().into_iter().collect(),
            note: note.get_untracked(),
            what: Occasion::Inquiry(inquiry),
            withdrawn_on: None,
        };
        let result = session.write_agenda(None, agenda);
        on_done.run(result.map(|_| "照会を作りました。配布ファイルを書き出して各所属へ送付してください。".to_owned()));
    };
    let years =
        Signal::derive(move || session.years().get().into_iter().map(|year| Item::new(year, words::year(year))).collect::<Vec<_>>());
    let surveys = move || {
        let program = session.program().get();
        let surveys = program.iter().flat_map(|it| it.tables.surveys.settled().map(|(id, survey)| (id.clone(), survey.title.clone())));
        surveys.collect::<Vec<_>>()
    };
    view! {
        <div class="card">
            <h3>"新しい照会"</h3>
            <TextField
                label="件名"
                need=Need::Required
                value=title
                on_change=move |text| title.set(text)
                error=Signal::derive(move || error(title.with(|title| title.trim().is_empty()), "件名を入力してください。"))
            />
            <TextField label="文書番号" need=Need::Optional value=document_number on_change=move |text| document_number.set(text) size=FieldSize::Short />
            <div class="columns">
                <DateField label="発送日" need=Need::Required value=sent_on on_change=move |day| sent_on.set(day) />
                <DateField
                    label="期限"
                    need=Need::Required
                    value=due
                    on_change=move |day| due.set(day)
                    error=Signal::derive(move || error(due.get().is_none(), "期限の日付を選んでください。"))
                />
            </div>
            <fieldset class="stack stack--tight">
                <legend>"対象欄"</legend>
                <Select label="対象年度" items=years selected=Signal::derive(move || Some(year.get())) on_change=move |chosen: FiscalYear| year.set(chosen) size=FieldSize::Short />
                <CheckboxRow label="実績値（主管する指標）" checked=figures on_change=move |on| figures.set(on) />
                <CheckboxRow label="管理票（主管する取組）" checked=sheets on_change=move |on| sheets.set(on) />
                <Show when=move || has_reports.get()>
                    <CheckboxRow
                        label="取組の実施状況（主管課のない取組）"
                        checked=reports
                        on_change=move |on| reports.set(on)
                        support="主要な項目は実施状況を、ほかの取組は優良事例か該当なしを、所属ごとに答えます。".to_owned()
                    />
                </Show>
                {move || {
                    surveys()
                        .into_iter()
                        .map(|(id, title)| {
                            let own = id.clone();
                            view! {
                                <CheckboxRow
                                    label=format!("アンケート「{title}」")
                                    checked=Signal::derive(move || survey.get().as_ref() == Some(&own))
                                    on_change=move |on: bool| survey.set(on.then(|| id.clone()))
                                />
                            }
                        })
                        .collect_view()
                }}
                {move || {
                    error(!figures.get() && !sheets.get() && !reports.get() && survey.get().is_none(), "対象欄を一つ以上選んでください。")
                        .map(|words| view! { <p role="alert">{words}</p> })
                }}
            </fieldset>
            <DepartmentChoice chosen=departments />
            <TextArea label="備考" need=Need::Optional value=note on_change=move |text| note.set(text) rows=2 />
            <div class="actions"><Button weight=Weight::Primary on_click=write>"この内容で照会する"</Button></div>
        </div>
    }
}

/// 対象所属: all, or those that are ticked.
#[component]
pub fn DepartmentChoice(chosen: RwSignal<BTreeSet<DepartmentId>>) -> impl IntoView {
    let session = Session::here();
    let departments = Memo::new(move |_| {
        let program = session.program().get();
        let listed = program.iter().flat_map(|it| it.tables.listed_departments().into_iter().map(|(id, it)| (id.clone(), it.name.clone())));
        listed.collect::<Vec<_>>()
    });
    view! {
        <fieldset class="stack stack--tight">
            <legend>"対象所属"</legend>
            <p class="soft small">"選ばないときは、すべての所属が対象です。"</p>
            <div class="choices">
                {move || {
                    departments
                        .get()
                        .into_iter()
                        .map(|(id, name)| {
                            let own = id.clone();
                            let tick = move |on: bool| {
                                chosen.update(|chosen| {
                                    if on { chosen.insert(id.clone()) } else { chosen.remove(&id) };
                                });
                            };
                            view! { <CheckboxRow label=name checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&own))) on_change=tick /> }
                        })
                        .collect_view()
                }}
            </div>
        </fieldset>
    }
}
