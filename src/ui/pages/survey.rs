//! アンケート: where everybody starts; what the secretariat prepares.

mod arrivals;
mod chosen;
mod editor;
mod eligible;
mod form;
mod form_service;
mod intake;
mod questions;
mod unopened;

pub use chosen::{ChosenSurvey, SurveySelect, current, current_id};
pub use editor::SurveyEditorPage;
pub use form::SurveyFormPage;
pub use intake::SurveyIntakePage;

use crate::{
    domain::{Entry, Refusal, SlipRule, Survey, SurveyId, TypedNumber},
    session::{OfficeError, Session, SlipCode},
    ui::{
        pages::{Refused, answer::Waiting, is_secretariat},
        parts::{Arrival, Button, EmptyState, FieldSize, LinkButton, Notice, NumberField, Numbers, Tone, Weight},
        route::{ExchangeView, Route, SurveyView},
        words,
    },
};
use eligible::Eligible;
use leptos::prelude::*;
use leptos::task::spawn_local;

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

/// The secretariat's side: the key, 対象者数, paper, results.
#[component]
fn Prepare(id: SurveyId, survey: Survey) -> impl IntoView {
    let session = Session::here();
    let outcome = RwSignal::new(None::<Result<(), OfficeError>>);
    let for_key = id.clone();
    let make_key = move |()| {
        let id = for_key.clone();
        spawn_local(async move { outcome.set(Some(session.make_survey_key(id).await)) });
    };
    let has_key = !survey.public_key.is_empty();
    // The view is made anew whenever the survey changes, and a new key changes it.
    let has_secret = untrack(|| session.has_survey_secret(&id));
    view! {
        <section class="section">
            <h2>"事務局の準備"</h2>
            {match (has_key, has_secret) {
                (false, _) => {
                    view! {
                        <p>"回答に封をするための鍵を作ります。鍵の半分は配布ファイルに入り、もう半分はこの端末にだけ残ります。"</p>
                        <div><Button weight=Weight::Primary on_click=make_key>"アンケートの鍵を作る"</Button></div>
                    }
                        .into_any()
                }
                (true, true) => {
                    view! {
                        <Notice tone=Tone::Success title="鍵があります">
                            <p>"この端末で回答を開けます。鍵はこの端末にしかありません。なくすと、届いた回答をだれにも開けません。"</p>
                            <p><a href=Route::Handover.href()>"合言葉で封をした鍵の控えを作る"</a></p>
                        </Notice>
                    }
                        .into_any()
                }
                (true, false) => {
                    view! {
                        <Notice tone=Tone::Warning title="この端末には回答を開く鍵がありません">
                            <p>"鍵を作った端末で回収するか、鍵の控えを戻してください。届いた回答は、封をしたまま預かります。"</p>
                            <p><a href=Route::Handover.href()>"合言葉で鍵の控えを戻す"</a></p>
                        </Notice>
                        <details>
                            <summary>"鍵も控えも見つからないとき"</summary>
                            <div class="stack">
                                <p>
                                    "なくした鍵で封をした回答は、だれにも開けません。新しい鍵を作って配り直すと、これからの回答は開けます。届いている回答は封をしたまま残るので、あとで鍵が見つかれば、戻して開けます。"
                                </p>
                                <div><Button weight=Weight::Outline on_click=make_key>"新しい鍵を作る"</Button></div>
                            </div>
                        </details>
                    }
                        .into_any()
                }
            }}
            {move || match outcome.get() {
                Some(Err(error)) => {
                    view! {
                        <Notice tone=Tone::Error arrival=Arrival::Sudden title="鍵を作れませんでした"><p>{words::office_error(&error)}</p></Notice>
                    }
                        .into_any()
                }
                Some(Ok(())) | None => ().into_any(),
            }}
            <Eligible id=id.clone() />
            <div class="actions">
                <LinkButton href=Route::Survey(SurveyView::Questions).href()>"設問と進め方を決める"</LinkButton>
                <LinkButton href=Route::Survey(SurveyView::Form).href()>"回答の用紙を印刷する"</LinkButton>
                <LinkButton href=Route::Survey(SurveyView::Intake).href()>"回収の状況を見る"</LinkButton>
            </div>
            <NextYear survey=survey.clone() />
            {(survey.slips == SlipRule::Asked && has_secret).then(|| view! { <SlipSheet id=id.clone() /> })}
            <div class="actions">
                <LinkButton href=Route::Exchange(ExchangeView::Overview).href()>"配布ファイルを書き出す・回答を読み込む"</LinkButton>
                <LinkButton href=Route::Survey(SurveyView::Paper).href()>"用紙の回答を入力する"</LinkButton>
                <LinkButton href=Route::Survey(SurveyView::Results).href()>"集計結果を見る"</LinkButton>
            </div>
        </section>
    }
}

/// Starts the first survey of a programme.
#[component]
fn NoSurvey(is_secretariat: Signal<bool>) -> impl IntoView {
    let session = Session::here();
    let make = move |()| {
        let year = session.year().get_untracked();
        // A programme without a survey has the id of the year free.
        if let Ok(id) = SurveyId::new(&year.number().to_string()) {
            let _ = session.dispatch(vec![Entry::Survey(id, Survey::new(year, "職員アンケート"))]);
        }
    };
    view! {
        <EmptyState title="このプログラムにはアンケートがありません">
            <Show when=move || is_secretariat.get()>
                <div><Button weight=Weight::Primary on_click=make>{move || format!("{}のアンケートを作る", session.year().get().wareki())}</Button></div>
            </Show>
        </EmptyState>
    }
}

/// The same questions for the year after.
#[component]
fn NextYear(survey: Survey) -> impl IntoView {
    let session = Session::here();
    let next = survey.year.next();
    let refusal = RwSignal::new(None::<Refusal>);
    let survey = StoredValue::new(survey);
    let copy = move |()| {
        if let Some(year) = next
            && let Ok(id) = SurveyId::new(&year.number().to_string())
        {
            refusal.set(session.dispatch(vec![Entry::Survey(id, survey.with_value(|survey| survey.copied_to(year)))]).err());
        }
    };
    view! {
        {next.map(|year| {
            view! {
                <details>
                    <summary>"次の年度のアンケートを作る"</summary>
                    <div class="stack">
                        <p>"設問をそのまま引き継ぎます。日付・鍵・対象者数は新しく決めます。この年度の回答と結果は残ります。"</p>
                        <div><Button weight=Weight::Outline on_click=copy>{format!("{}のアンケートを作る", year.wareki())}</Button></div>
                    </div>
                </details>
            }
        })}
        <Refused refusal title="作れませんでした" />
    }
}

/// 整理番号: a sheet to cut and to draw from. The codes are on it and nowhere else.
#[component]
fn SlipSheet(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let n = RwSignal::new(0_u32);
    let codes = RwSignal::new(Vec::<SlipCode>::new());
    let (for_count, for_making) = (id.clone(), id);
    let given_out = move || {
        let program = session.program_id().get()?;
        let slips = session.slips(&program, &for_count);
        Some(format!("これまでに作った番号は{}枚、使われた番号は{}枚です。", slips.n_given_out(), slips.n_used()))
    };
    let make = move |()| codes.set(session.make_slips(&for_making, n.get_untracked().min(5_000) as usize));
    view! {
        <h3>"整理番号"</h3>
        <p>"番号の紙を作って切り分け、箱から1枚ずつ引いてもらいます。番号はこの画面を離れると二度と見られません。この端末に残るのは、番号を確かめるための符号だけです。"</p>
        <p>{given_out}</p>
        <div class="row">
            <NumberField
                label="作る枚数"
                unit="枚"
                numbers=Numbers::Counts
                size=FieldSize::Short
                value=Signal::derive(move || if n.get() == 0 { String::new() } else { n.get().to_string() })
                on_change=move |typed: TypedNumber| n.set(typed.count().unwrap_or(0))
            />
            <Button weight=Weight::Outline on_click=make disabled=Signal::derive(move || n.get() == 0)>"番号の紙を作る"</Button>
        </div>
        <Show when=move || codes.with(|codes| !codes.is_empty())>
            <p class="no-print">"下の番号を印刷して切り分けてください。"</p>
            <ul class="slips" aria-label="整理番号の紙">
                {move || codes.get().into_iter().map(|code| view! { <li>{code.grouped()}</li> }).collect_view()}
            </ul>
        </Show>
    }
}
