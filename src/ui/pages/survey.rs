//! アンケート: where everybody starts; what the secretariat prepares.

use crate::{
    domain::{EligibleKey, Entry, People, Refusal, Survey, SurveyId},
    session::{OfficeError, Session},
    store::settings::Role,
    ui::{
        parts::{
            Arrival, Button, CaptionPlace, DataTable, EmptyState, FieldSize, LabelPlace, LinkButton, Notice, NumberField, Tone, Weight,
        },
        route::{ExchangeView, Route, SurveyView},
        typed_number::TypedNumber,
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use rust_decimal::prelude::ToPrimitive;

/// The survey being looked at: the newest of the programme.
pub(super) fn current(session: Session) -> Memo<Option<(SurveyId, Survey)>> {
    Memo::new(move |_| {
        let program = session.program().get()?;
        let surveys = program.tables.surveys.settled();
        surveys.max_by_key(|(_, survey)| survey.year).map(|(id, survey)| (id.clone(), survey.clone()))
    })
}

#[component]
pub fn SurveyPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    let is_secretariat = move || session.settings().get().role == Some(Role::Secretariat);
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <h1>"アンケート"</h1>
            </div>
            {move || match survey.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                Some((id, survey)) => {
                    view! {
                        <Overview id=id.clone() survey=survey.clone() />
                        <Show when=is_secretariat>
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
fn Overview(id: SurveyId, survey: Survey) -> impl IntoView {
    let session = Session::here();
    let n_waiting = session.outbox(id);
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
            <Show when=move || { n_waiting.get() != 0 }>
                <Notice tone=Tone::Info title=Signal::derive(move || format!("送付していない回答が{}件あります", n_waiting.get()))>
                    <p>"この端末で封をした回答です。ファイルに書き出して送付してください。"</p>
                    <p><a href=Route::Survey(SurveyView::Answer).href()>"書き出す"</a></p>
                </Notice>
            </Show>
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
                            <p>"この端末で回答を開けます。鍵はこの端末にしかありません。端末を替える前に、封をした控えを作ってください。"</p>
                        </Notice>
                    }
                        .into_any()
                }
                (true, false) => {
                    view! {
                        <Notice tone=Tone::Warning title="この端末には回答を開く鍵がありません">
                            <p>"鍵を作った端末で回収してください。"</p>
                        </Notice>
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
                <LinkButton href=Route::Exchange(ExchangeView::Overview).href()>"配布ファイルを書き出す・回答を読み込む"</LinkButton>
                <LinkButton href=Route::Survey(SurveyView::Paper).href()>"用紙の回答を入力する"</LinkButton>
                <LinkButton href=Route::Survey(SurveyView::Results).href()>"集計結果を見る"</LinkButton>
            </div>
        </section>
    }
}

/// 対象者数 per department.
#[component]
fn Eligible(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let departments = Memo::new(move |_| {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            program.tables.listed_departments().into_iter().map(|(id, department)| (id.clone(), department.name.clone()))
        });
        listed.collect::<Vec<_>>()
    });
    view! {
        <h3>"対象者数"</h3>
        {move || {
            refusal.get().map(|refusal| {
                view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="対象者数を保存できませんでした"><p>{words::refusal(&refusal)}</p></Notice> }
            })
        }}
        <DataTable caption="所属ごとの対象者数" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"所属"</th>
                    <th scope="col">"対象者数"</th>
                </tr>
            </thead>
            <tbody>
                {move || {
                    departments
                        .get()
                        .into_iter()
                        .map(|(department, name)| {
                            let key = EligibleKey { survey: id.clone(), department };
                            view! {
                                <tr>
                                    <th scope="row">{name.clone()}</th>
                                    <td><EligibleField key name refusal /></td>
                                </tr>
                            }
                        })
                        .collect_view()
                }}
            </tbody>
        </DataTable>
    }
}

#[component]
fn EligibleField(key: EligibleKey, name: String, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let for_value = key.clone();
    let people = Memo::new(move |_| session.program().get().and_then(|program| program.tables.eligible.get(&for_value).copied()));
    let enter = move |typed: TypedNumber| {
        if let Some(people) = whole(typed) {
            refusal.set(session.dispatch(vec![Entry::Eligible(key.clone(), People(people))]).err());
        }
    };
    view! {
        <NumberField
            label=format!("{name}の対象者数")
            place=LabelPlace::Hidden
            size=FieldSize::Dense
            unit="人"
            value=Signal::derive(move || people.get().map_or(String::new(), |People(people)| people.to_string()))
            on_change=enter
        />
    }
}

/// A number of people; nothing typed is nobody.
pub(super) fn whole(typed: TypedNumber) -> Option<u32> {
    match typed {
        TypedNumber::Blank => Some(0),
        TypedNumber::Dash => None,
        TypedNumber::Amount(amount) => (amount.value().is_integer()).then(|| amount.value().to_u32()).flatten(),
    }
}
