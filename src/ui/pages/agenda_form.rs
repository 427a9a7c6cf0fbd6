//! The form of an entry of 年間予定.

use super::inquiry_form::DepartmentChoice;
use crate::{
    domain::{Agenda, DepartmentId, MonthDay, Occasion, Refusal},
    session::Session,
    ui::parts::{Button, DateField, Item, Need, RadioGroup, TextField, Weight},
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recurrence {
    Yearly,
    Once,
}

#[component]
pub fn AgendaForm(on_done: Callback<Result<String, Refusal>>) -> impl IntoView {
    let session = Session::here();
    let title = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let recurrence = RwSignal::new(Recurrence::Yearly);
    let from = RwSignal::new(None::<NaiveDate>);
    let until = RwSignal::new(None::<NaiveDate>);
    let departments = RwSignal::new(BTreeSet::<DepartmentId>::new());
    let missing = RwSignal::new(false);
    let write = move |()| {
        let title = title.get_untracked();
        let (Some(until), false) = (until.get_untracked(), title.trim().is_empty()) else {
            missing.set(true);
            return;
        };
        let from = from.get_untracked();
        let what = match recurrence.get_untracked() {
            Recurrence::Yearly => Occasion::Yearly { from: from.map(MonthDay::of), until: MonthDay::of(until) },
            Recurrence::Once => Occasion::Once { from, until },
        };
        let departments = departments.get_untracked().into_iter().collect();
        let agenda = Agenda { title, departments, note: note.get_untracked(), what, withdrawn_on: None };
        on_done.run(session.write_agenda(None, agenda).map(|_| "予定を加えました。".to_owned()));
    };
    let recurrences = vec![Item::new(Recurrence::Yearly, "毎年（月日だけを使います）"), Item::new(Recurrence::Once, "一度だけ")];
    view! {
        <div class="card">
            <h3>"新しい予定"</h3>
            <TextField
                label="予定の名前"
                need=Need::Required
                value=title
                on_change=move |text| title.set(text)
                error=Signal::derive(move || {
                    (missing.get() && title.with(|title| title.trim().is_empty())).then(|| "予定の名前を入力してください。".to_owned())
                })
            />
            <RadioGroup label="くりかえし" items=recurrences selected=Signal::derive(move || Some(recurrence.get())) on_change=move |chosen| recurrence.set(chosen) />
            <div class="columns">
                <DateField label="はじまり" need=Need::Optional value=from on_change=move |day| from.set(day) />
                <DateField
                    label="期日"
                    need=Need::Required
                    value=until
                    on_change=move |day| until.set(day)
                    error=Signal::derive(move || (missing.get() && until.get().is_none()).then(|| "期日を選んでください。".to_owned()))
                />
            </div>
            <DepartmentChoice chosen=departments />
            <TextField label="予定の備考" need=Need::Optional value=note on_change=move |text| note.set(text) />
            <div class="actions"><Button weight=Weight::Primary on_click=write>"この予定を加える"</Button></div>
        </div>
    }
}
