//! 提出状況: what was asked and how far it is, and the year's calendar.

use super::{agenda_form::AgendaForm, inquiry_form::InquiryForm};
use crate::{
    domain::{Agenda, AgendaId, DepartmentId, FiscalYear, Occasion, Refusal, SubmissionStage, Tables},
    evaluate::{asked_departments, inquiries, submission},
    session::Session,
    ui::{
        pages::is_secretariat,
        parts::{Arrival, Button, ButtonSize, CaptionPlace, DataTable, EmptyState, Icon, Notice, Tone, Weight},
        route::{ExchangeView, Route},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// Which form is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Inquiry,
    Agenda,
}

#[component]
pub fn SubmissionsPage() -> impl IntoView {
    let session = Session::here();
    let is_secretariat = is_secretariat(session);
    let form = RwSignal::new(None::<Form>);
    let done = RwSignal::new(None::<Result<String, Refusal>>);
    let toggle = move |which: Form| form.update(|form| *form = if *form == Some(which) { None } else { Some(which) });
    let on_done = Callback::new(move |result: Result<String, Refusal>| {
        if result.is_ok() {
            form.set(None);
        }
        done.set(Some(result));
    });
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Exchange(ExchangeView::Overview).href()>"提出・回収"</a></p>
                <h1>"提出状況"</h1>
                <p class="lead">"照会ごとに、どの所属からいつ届き、どこまで進んだかを見ます。"</p>
                <p><a href=Route::Exchange(ExchangeView::History).href()>"読み込みと処理の履歴"</a></p>
            </div>
            {move || done.get().map(outcome)}
            <section class="section">
                <h2>"照会"</h2>
                {move || {
                    let program = session.program().get();
                    let department = session.settings().get().department.filter(|_| !is_secretariat.get());
                    program.map(|program| inquiry_table(&program.tables, department.as_ref(), session.today().get()))
                }}
                <Show when=move || is_secretariat.get()>
                    <div><Button weight=Weight::Primary on_click=move |()| toggle(Form::Inquiry)>"照会を作る"</Button></div>
                    <Show when=move || form.get() == Some(Form::Inquiry)>
                        <InquiryForm on_done />
                    </Show>
                </Show>
            </section>
            <section class="section">
                <h2>"年間予定"</h2>
                {move || session.program().get().map(|program| calendar(&program.tables, session, is_secretariat.get(), on_done))}
                <Show when=move || is_secretariat.get()>
                    <div><Button on_click=move |()| toggle(Form::Agenda)>"予定を加える"</Button></div>
                    <Show when=move || form.get() == Some(Form::Agenda)>
                        <AgendaForm on_done />
                    </Show>
                </Show>
            </section>
        </main>
    }
}

pub(super) fn outcome(result: Result<String, Refusal>) -> AnyView {
    match result {
        Ok(text) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=text /> }.into_any(),
        Err(refusal) => {
            view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="記録できませんでした"><p>{words::refusal(&refusal)}</p></Notice> }
                .into_any()
        }
    }
}

/// With a department its own state, without one the count over all.
fn inquiry_table(tables: &Tables, department: Option<&DepartmentId>, today: NaiveDate) -> AnyView {
    let listed: Vec<_> = inquiries(tables)
        .into_iter()
        .filter(|(id, ..)| department.is_none_or(|own| tables.agenda.get(id).is_some_and(|agenda| agenda.concerns(own))))
        .collect();
    if listed.is_empty() {
        return view! { <EmptyState title="いま出ている照会はありません" /> }.into_any();
    }
    let rows = listed
        .into_iter()
        .map(|(id, title, inquiry)| {
            let state = match department {
                Some(own) => own_state(tables, id, own, today),
                None => counted(tables, id, today),
            };
            view! {
                <tr>
                    <th scope="row"><a href=Route::Exchange(ExchangeView::Submission(id.clone())).href()>{title.to_owned()}</a></th>
                    <td>{inquiry.document_number.clone()}</td>
                    <td>{words::date(inquiry.due)}</td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <DataTable caption="照会の一覧" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"照会"</th>
                    <th scope="col">"文書番号"</th>
                    <th scope="col">"期限"</th>
                    <th scope="col">"状態"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

pub(super) fn own_state(tables: &Tables, id: &AgendaId, department: &DepartmentId, today: NaiveDate) -> String {
    let Some(status) = submission(tables, id, department, today) else { return String::new() };
    let late = words::lateness(status.lateness).map_or(String::new(), |late| format!("　{late}"));
    format!("{}{late}", words::submission_stage(status.stage))
}

fn counted(tables: &Tables, id: &AgendaId, today: NaiveDate) -> String {
    let departments = asked_departments(tables, id);
    let statuses: Vec<_> = departments.iter().filter_map(|department| submission(tables, id, department, today)).collect();
    let n_in = statuses.iter().filter(|it| !matches!(it.stage, SubmissionStage::Asked | SubmissionStage::Returned)).count();
    let n_settled = statuses.iter().filter(|it| it.stage == SubmissionStage::Settled).count();
    let n_late = statuses.iter().filter(|it| it.lateness.is_overdue()).count();
    let late = if n_late == 0 { String::new() } else { format!("、期限を過ぎた所属 {n_late}") };
    format!("提出 {n_in}／{}所属、確定 {n_settled}{late}", departments.len())
}

fn calendar(tables: &Tables, session: Session, is_secretariat: bool, on_done: Callback<Result<String, Refusal>>) -> AnyView {
    let mut entries: Vec<(AgendaId, Agenda)> =
        tables.agenda.settled().filter(|(_, agenda)| agenda.stands()).map(|(id, agenda)| (id.clone(), agenda.clone())).collect();
    entries.sort_by_key(|(id, agenda)| (next_day(agenda, session.today().get()), id.clone()));
    if entries.is_empty() {
        return view! { <EmptyState title="年間予定はまだありません" /> }.into_any();
    }
    let rows = entries
        .into_iter()
        .map(|(id, agenda)| {
            let who = concerned(tables, &agenda);
            let name = format!("「{}」を取り下げる", agenda.title);
            let withdrawn = Agenda { withdrawn_on: Some(session.today().get_untracked()), ..agenda.clone() };
            let withdraw = move |()| {
                let result = session.write_agenda(Some(id.clone()), withdrawn.clone());
                on_done.run(result.map(|_| "取り下げました。記録は残っています。".to_owned()));
            };
            view! {
                <tr>
                    <th scope="row">{agenda.title.clone()}</th>
                    <td>{words::planned_for(&agenda.what)}</td>
                    <td>{who}</td>
                    <td class="typed-text">{agenda.note.clone()}</td>
                    {is_secretariat
                        .then(|| {
                            view! { <td><Button size=ButtonSize::Small weight=Weight::Text icon=Icon::Cross name on_click=withdraw>"取り下げる"</Button></td> }
                        })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <DataTable caption="年間予定" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"予定"</th>
                    <th scope="col">"期日"</th>
                    <th scope="col">"対象"</th>
                    <th scope="col">"備考"</th>
                    {is_secretariat.then(|| view! { <th scope="col">"操作"</th> })}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

/// 対象所属 in words.
pub(super) fn concerned(tables: &Tables, agenda: &Agenda) -> String {
    if agenda.departments.is_empty() {
        return "すべての所属".to_owned();
    }
    let name = |id: &DepartmentId| tables.departments.get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    agenda.departments.iter().map(name).collect::<Vec<_>>().join("、")
}

/// Where an entry stands in the year that today lies in.
fn next_day(agenda: &Agenda, today: NaiveDate) -> NaiveDate {
    match &agenda.what {
        Occasion::Yearly { until, .. } => FiscalYear::of(today).map_or(today, |year| until.within(year)),
        Occasion::Once { until, .. } => *until,
        Occasion::Inquiry(inquiry) => inquiry.due,
    }
}
