//! What the secretariat does with one department's submission: 内容確認, 差戻し, 確定, 確定解除; and what was done so far.

use crate::{
    domain::{AgendaId, CellId, DepartmentId, Handling, Refusal, SubmissionStage, Tables},
    evaluate::{changed_since, last_seen, seen_now, submission},
    register::Context,
    session::Session,
    ui::{
        pages::plan_list::reading_text,
        parts::{Button, CaptionPlace, DataTable, DateField, LinkButton, Need, Notice, TextArea, Tone, Weight},
        route::{ExchangeView, Route},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

#[component]
pub fn Steps(id: AgendaId, department: DepartmentId, on_done: Callback<Result<String, Refusal>>) -> impl IntoView {
    let session = Session::here();
    let key = StoredValue::new((id, department));
    let reason = RwSignal::new(String::new());
    let term = RwSignal::new(None::<NaiveDate>);
    let stage = Memo::new(move |_| {
        let program = session.program().get();
        key.with_value(|(id, department)| program.map(|it| it.tables.stage(id, department)).unwrap_or_default())
    });
    let step = move |what: &'static str, step: Handling| {
        let result = key.with_value(|(id, department)| session.handle(id, department, step));
        if result.is_ok() {
            reason.set(String::new());
            term.set(None);
        }
        on_done.run(result.map(|()| format!("{what}を記録しました。所属へは、次の配布ファイルで伝わります。")));
    };
    let seen = move || {
        let program = session.program().get_untracked();
        let seen = key.with_value(|(id, department)| {
            let tables = &program.as_ref()?.tables;
            Some(seen_now(tables, tables.agenda.get(id)?.inquiry()?, department))
        });
        seen.unwrap_or_default()
    };
    // Asked of the rule itself, so that no button is there that would be refused.
    let may = move |example: Handling| move || stage.get().after(&example).is_some();
    let (returned, settled) =
        (Handling::Returned { reason: String::new(), due: None, seen: Context::default() }, Handling::Settled { seen: Context::default() });
    let may_return = may(returned);
    let reopened = Handling::Reopened { reason: String::new() };
    let name = move || {
        let program = session.program().get();
        key.with_value(|(_, department)| program.and_then(|it| it.tables.departments.get(department).map(|it| it.name.clone())))
    };
    view! {
        <section class="section">
            <h2>{move || format!("{}の経過と処理", name().unwrap_or_default())}</h2>
            {move || {
                let program = session.program().get()?;
                key.with_value(|(id, department)| summary(&program.tables, id, department, session.today().get()))
            }}
            <Show when=may(Handling::Checked)>
                <div><Button weight=Weight::Primary on_click=move |()| step("内容確認", Handling::Checked)>"内容を確認した"</Button></div>
            </Show>
            <Show when=may(settled)>
                <div><Button weight=Weight::Primary on_click=move |()| step("確定", Handling::Settled { seen: seen() })>"確定する"</Button></div>
            </Show>
            <Show when=may_return>
                <div class="card">
                    <h3>"差戻し"</h3>
                    <TextArea label="差戻しの理由" need=Need::Required value=reason on_change=move |text| reason.set(text) on_draft=move |text| reason.set(text) rows=3 />
                    <DateField label="再提出期限" need=Need::Optional value=term on_change=move |day| term.set(day) support="空欄のときは、はじめの期限のままです。" />
                    <div class="actions">
                        <Button on_click=move |()| {
                            step("差戻し", Handling::Returned { reason: reason.get_untracked(), due: term.get_untracked(), seen: seen() });
                        }>"差し戻す"</Button>
                    </div>
                </div>
            </Show>
            <Show when=may(reopened)>
                <div class="card">
                    <h3>"確定解除"</h3>
                    <p>"解除しても、確定した記録は消えません。だれがいつ解除したかと理由が残ります。"</p>
                    <TextArea label="確定解除の理由" need=Need::Required value=reason on_change=move |text| reason.set(text) on_draft=move |text| reason.set(text) rows=3 />
                    <div class="actions">
                        <Button on_click=move |()| step("確定解除", Handling::Reopened { reason: reason.get_untracked() })>"確定を解除する"</Button>
                    </div>
                </div>
            </Show>
            {move || {
                let program = session.program().get()?;
                Some(key.with_value(|(id, department)| trace_table(&program.tables, id, department)))
            }}
            <p>
                <LinkButton
                    weight=Weight::Text
                    href=key.with_value(|(id, department)| Route::Exchange(ExchangeView::Slip(id.clone(), department.clone())).href())
                >
                    "提出票を開く"
                </LinkButton>
            </p>
        </section>
    }
}

fn summary(tables: &Tables, id: &AgendaId, department: &DepartmentId, today: NaiveDate) -> Option<AnyView> {
    let status = submission(tables, id, department, today)?;
    let digests = match (&status.submitted_digest, &status.received_digest) {
        (Some(submitted), Some(received)) if submitted == received => Some((Tone::Success, "照合番号が提出のときと同じです。")),
        (Some(_), Some(_)) => Some((
            Tone::Warning,
            "照合番号が提出のときと違います。提出のあとに書きかえたか、別の報告を送っています。所属に確かめてください。",
        )),
        (None, Some(_)) => Some((Tone::Info, "提出の記録がない報告です（「提出する」を使わずに書き出したもの）。")),
        (_, None) => None,
    };
    let confirmed = match &status.confirmed {
        Some(confirmed) => format!("{}（{}）", confirmed.name, words::date(confirmed.on)),
        None => "記録なし".to_owned(),
    };
    Some(
        view! {
            <dl class="facts">
                <dt>"状態"</dt>
                <dd>{words::submission_stage(status.stage)}</dd>
                <dt>"所属長確認"</dt>
                <dd>{confirmed}</dd>
            </dl>
            {digests.map(|(tone, title)| view! { <Notice tone title /> })}
            {changes(tables, id, department, status.stage)}
        }
        .into_any(),
    )
}

/// The cells that changed after 差戻し or 確定.
pub(super) fn changes(tables: &Tables, id: &AgendaId, department: &DepartmentId, stage: SubmissionStage) -> Option<AnyView> {
    let inquiry = tables.agenda.get(id)?.inquiry()?;
    let seen = last_seen(tables, id, department)?;
    let changed = changed_since(tables, inquiry, department, &seen);
    let since = if stage == SubmissionStage::Settled { "確定" } else { "前の差戻し・確定" };
    if changed.is_empty() {
        return Some(view! { <p class="soft">{format!("{since}のあとに変わった欄はありません。")}</p> }.into_any());
    }
    let row = |cell: &CellId| {
        view! {
            <tr>
                <th scope="row">{words::cell_name(tables, cell)}</th>
                <td class="typed-text">{reading_text(&[tables], cell)}</td>
            </tr>
        }
    };
    let rows = changed.iter().map(row).collect_view();
    Some(
        view! {
            <h3>{format!("{since}のあとに変わった欄（{}）", changed.len())}</h3>
            <DataTable caption=format!("{since}のあとに変わった欄") caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"欄"</th>
                        <th scope="col">"いまの内容"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        }
        .into_any(),
    )
}

/// 経過: every step, who and when.
pub(super) fn trace_table(tables: &Tables, id: &AgendaId, department: &DepartmentId) -> AnyView {
    let steps = tables.steps(id, department);
    if steps.is_empty() {
        return view! { <p class="soft">"まだ経過の記録はありません。"</p> }.into_any();
    }
    let rows = steps
        .iter()
        .map(|taken| {
            let note = words::step_effect(taken.effect);
            view! {
                <tr>
                    <td>{words::done_by(taken.trace)}</td>
                    <td class="typed-text">{words::handling(taken.step)} {note.map(|note| view! { <br /> <span class="soft">{note}</span> })}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h3>"経過"</h3>
        <DataTable caption="経過" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"だれが・いつ"</th>
                    <th scope="col">"処理"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}
