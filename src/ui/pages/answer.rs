//! 回答する: one page a section, sealing at the end, and the file to send. On a shared PC the next person sees nothing of
//! the last.

mod fields;
mod sent;

pub(super) use sent::Waiting;

use super::survey::current;
use crate::{
    domain::{Answer, DepartmentAsked, Question, SlipRule, Survey, SurveyId},
    session::{OfficeError, Session, SlipCode},
    ui::{
        pages::is_secretariat,
        parts::{Arrival, Button, CheckboxRow, EmptyState, FieldSize, LinkButton, Need, Notice, TextField, Tone, Weight},
        route::{ExchangeView, Route, SurveyView},
        words,
    },
};
use fields::{AttributeChoices, DepartmentChoice, QuestionField};
use leptos::{html::H2, prelude::*, task::spawn_local};
use sent::Sent;

#[component]
pub fn AnswerPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    let is_secretariat = is_secretariat(session);
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"アンケートに答える"</h1>
                {move || survey.get().map(|(_, survey)| view! { <p class="lead">{format!("{}　{}", survey.year.wareki(), survey.title)}</p> })}
            </div>
            {move || match survey.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                // Before there is a key nobody can answer, and whoever prepares the questions can look at them.
                Some((id, survey)) if survey.public_key.is_empty() && is_secretariat.get() => {
                    view! {
                        <Notice tone=Tone::Info title="職員に見える画面の確かめ">
                            <p>"鍵を作る前なので、回答に封はできません。ここで選んだものは残りません。"</p>
                        </Notice>
                        <Answering id survey is_trial=true />
                    }
                        .into_any()
                }
                Some((_, survey)) if survey.public_key.is_empty() => {
                    view! {
                        <EmptyState title="まだ回答できません">
                            <p>"事務局から配布ファイルが届いていたら、それを読み込むと回答できます。"</p>
                            <LinkButton href=Route::Exchange(ExchangeView::Overview).href() weight=Weight::Primary>"届いたファイルを読み込む"</LinkButton>
                            <p>"まだ届いていないときは、届くのを待ってください。" <a href=Route::Survey(SurveyView::Overview).href()>"アンケートの案内へ"</a></p>
                        </EmptyState>
                    }
                        .into_any()
                }
                Some((id, survey)) => view! { <Answering id survey is_trial=false /> }.into_any(),
            }}
            // Of the survey that is answered the page speaks itself, once the answer is sealed.
            {move || {
                let answered = survey.get().filter(|(_, survey)| !survey.public_key.is_empty()).map(|(id, _)| id);
                view! { <Waiting except=answered /> }
            }}
        </main>
    }
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    Answering,
    Sealing,
    Sealed,
    Failed(OfficeError),
}

/// What the person at the PC has given so far.
#[derive(Clone, Copy)]
struct Given {
    answer: RwSignal<Answer>,
    slip: RwSignal<String>,
    page: RwSignal<usize>,
    /// The required questions of the page are marked once somebody wanted to go on.
    is_checked: RwSignal<bool>,
    /// Only where a person says that the PC is their own.
    is_kept: RwSignal<bool>,
}

impl Given {
    /// The next person at this PC must find an empty page.
    fn clear(self, blank: Answer) {
        self.answer.set(blank);
        self.slip.set(String::new());
        self.page.set(0);
        self.is_checked.set(false);
        self.is_kept.set(false);
    }
}

#[component]
fn Answering(id: SurveyId, survey: Survey, is_trial: bool) -> impl IntoView {
    let session = Session::here();
    session.prepare_sealing();
    let state = RwSignal::new(State::Answering);
    let blank = Answer::blank(id.clone(), survey.version);
    // Answered under an earlier version: what still fits stays, and is given under this one.
    let kept =
        untrack(|| session.unsealed(&id)).map(|kept| Answer { version: survey.version, replies: survey.asked_of(&kept.replies), ..kept });
    let was_kept = kept.is_some();
    let given = Given {
        answer: RwSignal::new(kept.unwrap_or_else(|| blank.clone())),
        slip: RwSignal::new(String::new()),
        page: RwSignal::new(0),
        is_checked: RwSignal::new(false),
        is_kept: RwSignal::new(was_kept),
    };
    let for_keeping = id.clone();
    Effect::new(move |_| {
        let is_kept = given.is_kept.get() && !is_trial;
        given.answer.with(|answer| untrack(|| session.keep_unsealed(&for_keeping, is_kept.then_some(answer))));
    });
    let survey = StoredValue::new(survey);
    let blank = StoredValue::new(blank);
    let seal = Callback::new(move |()| {
        let slip = given.slip.with_untracked(|typed| SlipCode::read(typed).ok());
        let answer = given.answer.get_untracked();
        let answer = Answer { replies: survey.with_value(|survey| survey.asked_of(&answer.replies)), ..answer };
        state.set(State::Sealing);
        spawn_local(async move {
            match session.seal_answer(answer, slip).await {
                Ok(()) => {
                    given.clear(blank.get_value());
                    state.set(State::Sealed);
                }
                Err(error) => state.set(State::Failed(error)),
            }
        });
    });
    view! {
        <Show
            when=move || state.get() != State::Sealed
            fallback=move || view! { <Sent id=id.clone() on_next=Callback::new(move |()| state.set(State::Answering)) /> }
        >
            <Start survey given was_kept />
            <CurrentPage survey given />
            {move || match state.get() {
                State::Failed(error) => {
                    view! {
                        <Notice tone=Tone::Error arrival=Arrival::Sudden title="封をできませんでした"><p>{words::office_error(&error)}</p></Notice>
                    }
                        .into_any()
                }
                State::Answering | State::Sealing | State::Sealed => ().into_any(),
            }}
            <Steps survey given seal is_trial is_sealing=Signal::derive(move || state.get() == State::Sealing) />
        </Show>
    }
}

/// What is said and asked before the first question.
#[component]
fn Start(survey: StoredValue<Survey>, given: Given, was_kept: bool) -> impl IntoView {
    let version = survey.with_value(|survey| survey.version);
    let asks_slip = survey.with_value(|survey| survey.slips == SlipRule::Asked);
    let asks_department = survey.with_value(|survey| survey.department == DepartmentAsked::Asked);
    let slip_error = move || {
        let is_wrong = given.is_checked.get() && asks_slip && given.slip.with(|typed| SlipCode::read(typed).is_err());
        is_wrong.then(|| "配られた紙の10文字の番号を入力してください。紙をなくしたときは、事務局に申し出てください。".to_owned())
    };
    view! {
        <Show when=move || given.page.get() == 0>
            <p>"回答はこの端末の中で封をします。名前・日時は入りません。「必須」のない設問は、答えたくなければ空けたままでかまいません。"</p>
            {(version > 1).then(|| view! {
                <Notice title=format!("設問は第{version}版です")>
                    <p>"受付が始まったあとに設問が変わりました。前の版で送った人は、変わっていない設問の回答がそのまま数えられます。"</p>
                </Notice>
            })}
            {was_kept.then(|| view! { <Notice tone=Tone::Info title="前の続きから答えられます"><p>"このパソコンに残っていた途中の回答を開きました。"</p></Notice> })}
            <CheckboxRow
                label="自分だけが使うパソコンなので、途中の回答をこのパソコンに残す"
                checked=given.is_kept
                on_change=move |is_kept| given.is_kept.set(is_kept)
                support="ほかの人も使うパソコンでは選ばないでください。選ばないときは、ページを閉じると回答は消えます。".to_owned()
            />
            {asks_slip.then(|| view! {
                <TextField
                    label="整理番号"
                    need=Need::Required
                    value=given.slip
                    on_change=move |typed| given.slip.set(typed)
                    support="くじで引いた紙の番号です。だれがどの番号を引いたかは、どこにも記録していません。二重の回答を防ぐためだけに使い、集計の前に捨てます。"
                    error=Signal::derive(slip_error)
                    size=FieldSize::Short
                />
            })}
            {asks_department.then(|| view! { <DepartmentChoice given=given.answer /> })}
            <AttributeChoices asked=survey.with_value(|survey| survey.attributes.clone()) given=given.answer />
        </Show>
    }
}

/// The questions of one section that are asked after what was answered so far.
#[component]
fn CurrentPage(survey: StoredValue<Survey>, given: Given) -> impl IntoView {
    let heading = NodeRef::<H2>::new();
    // The reader of a screen is told where it is now; at the first page the person came by themselves.
    Effect::new(move |before: Option<usize>| {
        let page = given.page.get();
        if before.is_some_and(|before| before != page)
            && let Some(heading) = heading.get_untracked()
        {
            // A heading that has just been drawn can take the focus.
            let _ = heading.focus();
        }
        page
    });
    let n_pages = survey.with_value(|survey| survey.pages().len());
    let section = Memo::new(move |_| {
        let page = given.page.get();
        survey.with_value(|survey| survey.pages().get(page).and_then(|(section, _)| section.cloned()))
    });
    let questions = Memo::new(move |_| {
        let page = given.page.get();
        let replies = given.answer.with(|answer| answer.replies.clone());
        survey.with_value(|survey| {
            let asked = survey.pages().get(page).map(|(_, questions)| questions.clone()).unwrap_or_default();
            asked.into_iter().filter(|question| survey.is_asked(question, &replies)).cloned().collect::<Vec<Question>>()
        })
    });
    view! {
        <h2 tabindex="-1" node_ref=heading hidden=n_pages == 1>
            {move || {
                let title = section.get().map(|section| section.title).unwrap_or_default();
                format!("{}／{n_pages}　{title}", given.page.get() + 1)
            }}
        </h2>
        {move || section.get().filter(|section| !section.lead.is_empty()).map(|section| view! { <p class="typed-text">{section.lead}</p> })}
        <For each=move || questions.get() key=|question| question.id.clone() let:question>
            <QuestionField question given=given.answer is_checked=given.is_checked />
        </For>
    }
}

/// Back, on, and the seal; what is still missing is said before anything is sealed.
#[component]
fn Steps(survey: StoredValue<Survey>, given: Given, seal: Callback<()>, is_trial: bool, is_sealing: Signal<bool>) -> impl IntoView {
    let n_pages = survey.with_value(|survey| survey.pages().len());
    let is_last = move || given.page.get() + 1 >= n_pages;
    // Of this page only: the others have been passed.
    let missing = Memo::new(move |_| {
        let page = given.page.get();
        let replies = given.answer.with(|answer| answer.replies.clone());
        survey.with_value(|survey| {
            let here: Vec<_> = survey.pages().get(page).map(|(_, questions)| questions.clone()).unwrap_or_default();
            let missing = survey.missing(&replies);
            let is_wrong = |question: &Question| replies.get(&question.id).is_some_and(|reply| !question.admits(reply));
            let open = here.into_iter().filter(|question| missing.contains(question) || is_wrong(question));
            open.map(|question| question.text.clone()).collect::<Vec<_>>()
        })
    });
    let lacks_slip = move || {
        let asks = survey.with_value(|survey| survey.slips == SlipRule::Asked);
        asks && given.slip.with(|typed| SlipCode::read(typed).is_err())
    };
    let may_go_on = move || {
        given.is_checked.set(true);
        untrack(|| missing.with(Vec::is_empty) && !(given.page.get() == 0 && lacks_slip()))
    };
    let turn = move |page: usize| {
        given.is_checked.set(false);
        given.page.set(page);
    };
    let next = move |()| {
        if may_go_on() {
            turn(given.page.get_untracked() + 1);
        }
    };
    // Looked at when the button is pressed and not before: a text counts as given when its field is left, and a button that only
    // then becomes one to press would swallow the press that leaves the field.
    let is_empty = move || is_last() && given.answer.with(|answer| answer.replies.is_empty());
    let finish = move |()| {
        if may_go_on() && !untrack(is_empty) {
            seal.run(());
        }
    };
    let has_trouble = move || missing.with(|missing| !missing.is_empty()) || (given.page.get() == 0 && lacks_slip()) || is_empty();
    view! {
        <Show when=move || given.is_checked.get() && has_trouble()>
            <Notice tone=Tone::Error arrival=Arrival::Sudden title="答えていない必須の項目か、直すところがあります">
                <ul>
                    {move || (given.page.get() == 0 && lacks_slip()).then(|| view! { <li>"整理番号"</li> })}
                    {move || is_empty().then(|| view! { <li>"まだどの設問にも答えていません。1つ以上答えてから封をしてください。"</li> })}
                    {move || missing.get().into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
                </ul>
            </Notice>
        </Show>
        <div class="actions">
            <Show when=move || { given.page.get() > 0 }>
                <Button weight=Weight::Outline on_click=move |()| turn(given.page.get_untracked() - 1)>"前の画面に戻る"</Button>
            </Show>
            <Show
                when=is_last
                fallback=move || view! { <Button weight=Weight::Primary on_click=next>"次の画面へ"</Button> }
            >
                <Button weight=Weight::Primary on_click=finish disabled=Signal::derive(move || is_trial || is_sealing.get())>
                    {move || if is_sealing.get() { "封をしています…" } else { "回答に封をする" }}
                </Button>
            </Show>
        </div>
    }
}
