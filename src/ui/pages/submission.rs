//! One 照会: for the secretariat all departments, for a department what is asked of it.

use super::{submission_board::Board, submission_own::Own, submissions::concerned};
use crate::{
    domain::{AgendaId, Inquiry, Tables},
    session::Session,
    ui::{
        pages::is_secretariat,
        parts::EmptyState,
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn SubmissionPage(id: AgendaId) -> impl IntoView {
    let session = Session::here();
    let for_title = id.clone();
    let title = move || {
        let program = session.program().get()?;
        program.tables.agenda.get(&for_title).filter(|agenda| agenda.inquiry().is_some()).map(|agenda| agenda.title.clone())
    };
    let for_facts = id.clone();
    let is_secretariat = is_secretariat(session);
    let department = Memo::new(move |_| session.settings().get().department);
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Exchange(ExchangeView::Submissions).href()>"提出状況"</a></p>
                <h1>{move || title().unwrap_or_else(|| "照会が見つかりません".to_owned())}</h1>
            </div>
            {move || session.program().get().and_then(|program| facts(&program.tables, &for_facts))}
            {move || match (is_secretariat.get(), department.get()) {
                (true, _) => view! { <Board id=id.clone() /> }.into_any(),
                (false, Some(department)) => view! { <Own id=id.clone() department /> }.into_any(),
                (false, None) => {
                    view! {
                        <EmptyState title="所属が選ばれていません">
                            <p><a href=Route::Settings.href()>"設定で所属を選ぶ"</a></p>
                        </EmptyState>
                    }
                        .into_any()
                }
            }}
        </main>
    }
}

fn facts(tables: &Tables, id: &AgendaId) -> Option<impl IntoView + use<>> {
    let agenda = tables.agenda.get(id)?;
    let inquiry = agenda.inquiry()?;
    let note = (!agenda.note.is_empty()).then(|| agenda.note.clone());
    let withdrawn = agenda.withdrawn_on.map(|day| format!("{}に取り下げました。", words::date(day)));
    Some(view! {
        <dl class="facts">
            <dt>"文書番号"</dt>
            <dd>{if inquiry.document_number.is_empty() { "なし".to_owned() } else { inquiry.document_number.clone() }}</dd>
            <dt>"発送日"</dt>
            <dd>{words::date(inquiry.sent_on)}</dd>
            <dt>"期限"</dt>
            <dd>{words::date(inquiry.due)}</dd>
            <dt>"対象所属"</dt>
            <dd>{concerned(tables, agenda)}</dd>
            <dt>"対象欄"</dt>
            <dd>{asks(tables, inquiry)}</dd>
            {note.map(|note| view! { <dt>"備考"</dt> <dd class="typed-text">{note}</dd> })}
            {withdrawn.map(|words| view! { <dt>"取下げ"</dt> <dd>{words}</dd> })}
        </dl>
    })
}

fn asks(tables: &Tables, inquiry: &Inquiry) -> String {
    inquiry.asks.iter().map(|asked| words::asked(tables, asked)).collect::<Vec<_>>().join("、")
}
