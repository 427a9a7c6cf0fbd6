//! What the secretariat does with a survey, in the order in which it is done.

use super::{eligible::Eligible, slips::SlipSheet};
use crate::{
    domain::{Entry, FiscalYear, Refusal, SlipRule, Survey, SurveyId},
    session::{OfficeError, Session},
    ui::{
        pages::Refused,
        parts::{Arrival, Button, LinkButton, Notice, Tone, Weight},
        route::{ExchangeView, Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Prepare(id: SurveyId, survey: Survey) -> impl IntoView {
    let session = Session::here();
    // The view is made anew whenever the survey changes, and a new key changes it.
    let key = match (survey.public_key.is_empty(), untrack(|| session.has_survey_secret(&id))) {
        (true, _) => KeyPlace::Nowhere,
        (false, true) => KeyPlace::Here,
        (false, false) => KeyPlace::Elsewhere,
    };
    let has_slips = survey.slips == SlipRule::Asked && key == KeyPlace::Here;
    let id = StoredValue::new(id);
    let to_view = |view| Route::Survey(view).href();
    view! {
        <section class="section">
            <h2>"事務局の準備"</h2>
            <OtherYears survey />
            <ol class="stages">
                <Stage title="設問と進め方を決める">
                    <div class="actions">
                        <LinkButton href=to_view(SurveyView::Questions)>"設問と進め方を決める"</LinkButton>
                    </div>
                </Stage>
                <Stage title="鍵を作る">
                    <Key id=id.get_value() key />
                </Stage>
                {has_slips.then(|| view! { <Stage title="整理番号の紙を作る"><SlipSheet id=id.get_value() /></Stage> })}
                <Stage title="配る">
                    <p>"鍵と設問は、配布ファイルで所属に届きます。設問を変えたときは、もう一度配ります。"</p>
                    <div class="actions">
                        <LinkButton href=Route::Exchange(ExchangeView::Overview).href()>"配布ファイルを書き出す"</LinkButton>
                        <LinkButton href=to_view(SurveyView::Form)>"回答の用紙を印刷する"</LinkButton>
                    </div>
                </Stage>
                <Stage title="対象者数を入れる">
                    <Eligible id=id.get_value() />
                </Stage>
                <Stage title="回答を集める">
                    <div class="actions">
                        <LinkButton href=Route::Exchange(ExchangeView::Overview).href()>"回答のファイルを読み込む"</LinkButton>
                        <LinkButton href=to_view(SurveyView::Paper)>"用紙の回答を入力する"</LinkButton>
                        <LinkButton href=to_view(SurveyView::Intake)>"回収の状況を見る"</LinkButton>
                    </div>
                </Stage>
                <Stage title="集計して公表する">
                    <div class="actions">
                        <LinkButton href=to_view(SurveyView::Results)>"集計結果を見る"</LinkButton>
                    </div>
                </Stage>
            </ol>
        </section>
    }
}

/// One of the numbered steps.
#[component]
fn Stage(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <li>
            <div class="stack">
                <h3>{title}</h3>
                {children()}
            </div>
        </li>
    }
}

/// Where the half of the key is that opens answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyPlace {
    /// None was made.
    Nowhere,
    Here,
    Elsewhere,
}

#[component]
fn Key(id: SurveyId, key: KeyPlace) -> impl IntoView {
    let session = Session::here();
    let outcome = RwSignal::new(None::<Result<(), OfficeError>>);
    let make = move |()| {
        let id = id.clone();
        spawn_local(async move { outcome.set(Some(session.make_survey_key(id).await)) });
    };
    view! {
        {match key {
            KeyPlace::Nowhere => {
                view! {
                    <p>"回答に封をするための鍵を作ります。鍵の半分は配布ファイルに入り、もう半分はこの端末にだけ残ります。"</p>
                    <div><Button weight=Weight::Primary on_click=make>"アンケートの鍵を作る"</Button></div>
                }
                    .into_any()
            }
            KeyPlace::Here => {
                view! {
                    <Notice tone=Tone::Success title="鍵があります">
                        <p>"この端末で回答を開けます。鍵はこの端末にしかありません。なくすと、届いた回答をだれにも開けません。"</p>
                        <p><a href=Route::Handover.href()>"合言葉で封をした鍵の控えを作る"</a></p>
                    </Notice>
                }
                    .into_any()
            }
            KeyPlace::Elsewhere => {
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
                            <div><Button weight=Weight::Outline on_click=make>"新しい鍵を作る"</Button></div>
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
    }
}

/// The same questions for the next year and for the present one. Open where the survey is of a year that is over.
#[component]
fn OtherYears(survey: Survey) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let of = survey.year;
    let present = Memo::new(move |_| FiscalYear::of(session.today().get()).unwrap_or(of));
    let years = Memo::new(move |_| {
        let program = session.program().get();
        program.map(|program| program.tables.years_without_survey(of, present.get())).unwrap_or_default()
    });
    let survey = StoredValue::new(survey);
    let copy = move |year: FiscalYear| {
        let copied = survey.with_value(|survey| survey.copied_to(year));
        refusal.set(session.dispatch(vec![Entry::Survey(Survey::id_of(year), copied)]).err());
    };
    let buttons = move || {
        let button = |year: FiscalYear| {
            view! { <Button weight=Weight::Outline on_click=move |()| copy(year)>{format!("{}のアンケートを作る", year.wareki())}</Button> }
        };
        years.get().into_iter().map(button).collect_view()
    };
    view! {
        <Show when=move || years.with(|years| !years.is_empty())>
            <details open=move || { present.get() > of }>
                <summary>"新しい年度のアンケートを作る"</summary>
                <div class="stack">
                    <p>"設問をそのまま引き継ぎます。日付・鍵・対象者数は新しく決めます。この年度の回答と結果は残ります。"</p>
                    <div class="actions">{buttons}</div>
                </div>
            </details>
        </Show>
        <Refused refusal title="作れませんでした" />
    }
}
