//! What one inquiry asks of this person's department: what to fill, 所属長確認, 提出.

use super::{
    submission_steps::trace_table,
    submissions::{outcome, own_state},
};
use crate::{
    browser::files,
    domain::{AgendaId, DepartmentId, Handling, Refusal, Tables},
    evaluate::{AskedItem, Filling, Wanted, submission, waiting_for, wanted},
    session::Session,
    store::settings::Role,
    ui::{
        parts::{Arrival, Button, DataTable, DateField, FieldSize, Icon, LinkButton, Need, Notice, TextField, Tone, Weight},
        route::{ExchangeView, MeasuresView, Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Own(id: AgendaId, department: DepartmentId) -> impl IntoView {
    let session = Session::here();
    let done = RwSignal::new(None::<Result<String, Refusal>>);
    let key = StoredValue::new((id, department));
    let status = Memo::new(move |_| {
        let program = session.program().get()?;
        key.with_value(|(id, department)| submission(&program.tables, id, department, session.today().get()))
    });
    let submit = move |()| {
        let result = key.with_value(|(id, department)| session.submit(id, department));
        if let Ok(export) = &result {
            files::download(&export.name, &export.text);
        }
        done.set(Some(result.map(|export| format!("{} を書き出しました。事務局へ送付してください。", export.name))));
    };
    let is_open = move || status.get().is_some_and(|it| it.stage.after(&Handling::Submitted { digest: String::new() }).is_some());
    let slip = key.with_value(|(id, department)| Route::Exchange(ExchangeView::Slip(id.clone(), department.clone())).href());
    view! {
        <section class="section">
            <h2>"あなたの所属の状態"</h2>
            {move || done.get().map(outcome)}
            <p><strong>{move || {
                let program = session.program().get();
                program.map(|it| key.with_value(|(id, department)| own_state(&it.tables, id, department, session.today().get())))
            }}</strong></p>
            {move || status.get().and_then(|it| it.returned).map(|returned| {
                let who = if returned.by.is_empty() { String::new() } else { format!("（{}）", returned.by) };
                view! {
                    <Notice tone=Tone::Warning title="差し戻されました">
                        <p class="typed-text">{format!("理由：{}", returned.reason)}</p>
                        <p>{format!("{}{who}", words::moment(returned.at))}</p>
                    </Notice>
                }
            })}
            {move || {
                let program = session.program().get()?;
                key.with_value(|(id, department)| to_fill(&program.tables, id, department))
            }}
        </section>
        <Show when=is_open>
            <section class="section">
                <h2>"所属長確認"</h2>
                <Confirm key done />
            </section>
            <section class="section">
                <h2>"提出"</h2>
                {move || {
                    let submitted = status.get().and_then(|it| it.submitted_digest)?;
                    let now = key.with_value(|(_, department)| session.report_digest(department));
                    (now != submitted).then(|| view! { <Notice tone=Tone::Warning title="前の提出のあとに内容が変わっています"><p>"もう一度提出すると、新しい内容が届きます。"</p></Notice> })
                }}
                <p>"報告のファイルを書き出し、提出したことを記録します。書き出したファイルを事務局へ送付してください。"</p>
                <div><Button weight=Weight::Primary icon=Icon::Download on_click=submit>"提出する"</Button></div>
            </section>
        </Show>
        <section class="section">
            <h2>"経過と提出票"</h2>
            {move || {
                let program = session.program().get()?;
                Some(key.with_value(|(id, department)| trace_table(&program.tables, id, department)))
            }}
            <p><LinkButton href=slip weight=Weight::Text>"提出票を開く"</LinkButton></p>
        </section>
    }
}

/// 所属長確認: recorded by the head, or a hint for the clerk.
#[component]
fn Confirm(key: StoredValue<(AgendaId, DepartmentId)>, done: RwSignal<Option<Result<String, Refusal>>>) -> impl IntoView {
    let session = Session::here();
    let name = RwSignal::new(session.settings().get_untracked().person);
    let on = RwSignal::new(Some(session.today().get_untracked()));
    let is_head = Memo::new(move |_| session.settings().get().role == Some(Role::Manager));
    let confirmed = move || {
        let program = session.program().get()?;
        key.with_value(|(id, department)| submission(&program.tables, id, department, session.today().get())?.confirmed)
    };
    let confirm = move |()| {
        let result = key.with_value(|(id, department)| {
            let digest = untrack(|| session.report_digest(department));
            let on = on.get_untracked().unwrap_or(session.today().get_untracked());
            session.handle(id, department, Handling::Confirmed { name: name.get_untracked(), on, digest })
        });
        done.set(Some(result.map(|()| "所属長の確認を記録しました。提出するファイルに入ります。".to_owned())));
    };
    view! {
        {move || match confirmed() {
            None => view! { <p>"まだ所属長の確認が記録されていません。"</p> }.into_any(),
            Some(confirmed) => {
                let now = key.with_value(|(_, department)| session.report_digest(department));
                let is_same = now == confirmed.digest;
                view! {
                    <p>{format!("{} が {} に確認しました。", confirmed.name, words::date(confirmed.on))}</p>
                    {(!is_same).then(|| view! { <Notice tone=Tone::Warning title="確認のあとに内容が変わっています"><p>"所属長に、もう一度確認してもらってください。"</p></Notice> })}
                }
                    .into_any()
            }
        }}
        <Show
            when=move || is_head.get()
            fallback=|| view! { <p class="soft">"所属長の確認は、設定の「役割」を「所属長」にしたPCで記録します。"</p> }
        >
            <TextField label="所属長の氏名" need=Need::Required value=name on_change=move |text| name.set(text) size=FieldSize::Short />
            <DateField label="確認日" need=Need::Required value=on on_change=move |day| on.set(day) />
            <div><Button on_click=confirm>"所属長として確認した"</Button></div>
        </Show>
    }
}

fn to_fill(tables: &Tables, id: &AgendaId, department: &DepartmentId) -> Option<AnyView> {
    let inquiry = tables.agenda.get(id)?.inquiry()?;
    let wanted = wanted(tables, inquiry, department);
    if wanted.is_empty() {
        return Some(
            view! {
                <Notice tone=Tone::Info title="主管課として決まっている欄がありません">
                    <p>"主管課の登録がないため、一覧にできません。照会の文書で対象の欄を確かめ、指標・取組の画面から入力してください。"</p>
                </Notice>
            }
            .into_any(),
        );
    }
    let rows = wanted.iter().map(|it| wanted_row(tables, it)).collect_view();
    Some(
        view! {
            <DataTable caption="入力する欄">
                <thead>
                    <tr>
                        <th scope="col">"欄"</th>
                        <th scope="col">"入力"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        }
        .into_any(),
    )
}

fn wanted_row(tables: &Tables, wanted: &Wanted) -> impl IntoView + use<> {
    let place = match &wanted.item {
        AskedItem::Figure(key) => Route::Indicator(key.indicator.clone()),
        AskedItem::Sheet(measure, year) => Route::Sheet(measure.clone(), *year),
        AskedItem::Report(..) => Route::MeasuresAs(MeasuresView::Reports),
        AskedItem::Survey(_) => Route::Survey(SurveyView::Overview),
    };
    view! {
        <tr>
            <th scope="row"><a href=place.href()>{words::asked_item(tables, &wanted.item)}</a></th>
            <td>{words::filling(wanted.filling)}</td>
        </tr>
    }
}

/// What waits for this department, as a notice for ホーム and 提出・回収; nothing where nothing does.
#[component]
pub fn AskedOfUs() -> impl IntoView {
    let session = Session::here();
    let waiting = Memo::new(move |_| {
        let settings = session.settings().get();
        let is_department = matches!(settings.role, Some(Role::Department | Role::Manager));
        let department = settings.department.filter(|_| is_department)?;
        let program = session.program().get()?;
        let tables = &program.tables;
        let today = session.today().get();
        let line = |id: AgendaId| {
            let agenda = tables.agenda.get(&id)?;
            let status = submission(tables, &id, &department, today)?;
            let late = words::lateness(status.lateness).map_or(String::new(), |late| format!("　{late}"));
            let n_blank = agenda
                .inquiry()
                .map_or(0, |inquiry| wanted(tables, inquiry, &department).into_iter().filter(|it| it.filling == Filling::Blank).count());
            let blank = if n_blank == 0 { String::new() } else { format!("　未入力の欄 {n_blank}件") };
            let reason = status.returned.map_or(String::new(), |returned| format!("　差戻しの理由：{}", returned.reason));
            let href = Route::Exchange(ExchangeView::Submission(id)).href();
            Some((href, agenda.title.clone(), format!("期限 {}{late}{blank}{reason}", words::date(status.due))))
        };
        Some(waiting_for(tables, &department).into_iter().filter_map(line).collect::<Vec<_>>())
    });
    let waiting = move || waiting.get().filter(|waiting| !waiting.is_empty());
    move || {
        waiting().map(|waiting| {
            view! {
                <Notice tone=Tone::Warning arrival=Arrival::Standing title="提出を求められています">
                    <ul>
                        {waiting
                            .into_iter()
                            .map(|(href, title, words)| view! { <li><a href=href>{title}</a> "　" {words}</li> })
                            .collect_view()}
                    </ul>
                </Notice>
            }
        })
    }
}
