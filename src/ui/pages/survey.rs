//! アンケート: where everybody starts; what the secretariat prepares.

mod arrivals;
mod chosen;
mod editor;
mod eligible;
mod form;
mod form_service;
mod intake;
mod prepare;
mod questions;
mod slips;
mod unopened;

pub use chosen::{ChosenSurvey, SurveySelect, current, current_id};
pub use editor::SurveyEditorPage;
pub use form::SurveyFormPage;
pub use intake::SurveyIntakePage;

use crate::{
    domain::{Entry, Survey},
    session::Session,
    ui::{
        pages::{answer::Waiting, is_secretariat},
        parts::{Button, EmptyState, LinkButton, Notice, Tone, Weight},
        route::{ExchangeView, Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;
use prepare::Prepare;

#[component]
pub fn SurveyPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    let is_secretariat = is_secretariat(session);
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <h1>"アンケート"</h1>
            </div>
            <SurveySelect />
            {move || match survey.get() {
                None => {
                    view! {
                        <NoSurvey is_secretariat=is_secretariat.into() />
                        <Waiting />
                    }
                        .into_any()
                }
                Some((id, survey)) => {
                    view! {
                        <Overview survey=survey.clone() />
                        <Waiting />
                        <Show when=move || is_secretariat.get()>
                            <Prepare id=id.clone() survey=survey.clone() />
                        </Show>
                    }
                        .into_any()
                }
            }}
        </main>
    }
}

#[component]
fn Overview(survey: Survey) -> impl IntoView {
    let is_open = !survey.public_key.is_empty();
    view! {
        <section class="section">
            <h2>{survey.title.clone()}</h2>
            <dl class="facts">
                <dt>"年度"</dt>
                <dd>{words::year(survey.year)}</dd>
                <dt>"対象"</dt>
                <dd>{survey.scope.clone()}</dd>
                <dt>"設問"</dt>
                <dd>{format!("{}問", survey.questions.len())}</dd>
                {survey.closes.map(|day| view! {
                    <dt>"締切"</dt>
                    <dd>{words::date(day)}</dd>
                })}
            </dl>
            <Notice title="回答の秘密">
                <p>
                    "回答はこの端末の中で封をしてからファイルになります。開けるのは事務局の鍵だけで、名前・日時・順番は入りません。1人1回の回答は、お一人おひとりの良識にお任せしています。"
                </p>
                <p>
                    <a href=Route::Survey(SurveyView::Protection).href()>"守られることと守られないこと"</a>
                    "　"
                    <a href=Route::Survey(SurveyView::Results).href()>"公表された集計結果"</a>
                </p>
            </Notice>
            {if is_open {
                view! {
                    <div class="actions">
                        <LinkButton href=Route::Survey(SurveyView::Answer).href() weight=Weight::Primary>"回答する"</LinkButton>
                        <LinkButton href=Route::Survey(SurveyView::Results).href()>"集計結果を見る"</LinkButton>
                    </div>
                }
                    .into_any()
            } else {
                view! {
                    <Notice tone=Tone::Warning title="まだ回答できません">
                        <p>"事務局が鍵を作って配布すると、回答できるようになります。配布ファイルが届いているときは、読み込んでください。"</p>
                        <p><a href=Route::Exchange(ExchangeView::Overview).href()>"ファイルを読み込む"</a></p>
                    </Notice>
                }
                    .into_any()
            }}
        </section>
    }
}

/// Starts the first survey of a programme.
#[component]
fn NoSurvey(is_secretariat: Signal<bool>) -> impl IntoView {
    let session = Session::here();
    let make = move |()| {
        let year = session.year().get_untracked();
        let _ = session.dispatch(vec![Entry::Survey(Survey::id_of(year), Survey::new(year, "職員アンケート"))]);
    };
    view! {
        <EmptyState title="このプログラムにはアンケートがありません">
            <Show when=move || is_secretariat.get()>
                <div><Button weight=Weight::Primary on_click=make>{move || format!("{}のアンケートを作る", session.year().get().wareki())}</Button></div>
            </Show>
        </EmptyState>
    }
}
