//! 回答する: the questions, sealing at the end, and the file to send. On a shared PC the next person sees nothing of the last.

use super::survey::current;
use crate::{
    browser::files,
    domain::{Answer, ChoiceId, DepartmentId, Question, QuestionId, Reply, Survey, SurveyId},
    session::{OfficeError, Session},
    ui::{
        parts::{Arrival, Button, ChoiceLayout, EmptyState, FieldSize, Icon, Item, Need, Notice, RadioGroup, Select, Tone, Weight},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

#[component]
pub fn AnswerPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"アンケートに答える"</h1>
            </div>
            {move || match survey.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                Some((_, survey)) if survey.public_key.is_empty() => {
                    view! {
                        <EmptyState title="まだ回答できません">
                            <p>"事務局が鍵を作って配布すると、回答できるようになります。"</p>
                            <p><a href=Route::Survey(SurveyView::Overview).href()>"アンケートの案内へ"</a></p>
                        </EmptyState>
                    }
                        .into_any()
                }
                Some((id, survey)) => view! { <Answering id survey /> }.into_any(),
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

#[component]
fn Answering(id: SurveyId, survey: Survey) -> impl IntoView {
    let session = Session::here();
    session.prepare_sealing();
    let state = RwSignal::new(State::Answering);
    let department = RwSignal::new(None::<DepartmentId>);
    let choices = RwSignal::new(BTreeMap::<QuestionId, ChoiceId>::new());
    let n_waiting = session.outbox(id.clone());
    let (for_seal, for_file) = (id.clone(), id.clone());
    let version = survey.version;
    let seal = move |()| {
        let replies = choices.get_untracked().into_iter().map(|(question, choice)| (question, Reply::Choice(choice))).collect();
        let answer = Answer { department: department.get_untracked(), replies, ..Answer::blank(for_seal.clone(), version) };
        state.set(State::Sealing);
        spawn_local(async move {
            match session.seal_answer(answer).await {
                Ok(()) => {
                    // The next person at this PC must find an empty page.
                    choices.set(BTreeMap::new());
                    department.set(None);
                    state.set(State::Sealed);
                }
                Err(error) => state.set(State::Failed(error)),
            }
        });
    };
    let write = move |()| {
        let export = session.export_answers(&for_file);
        files::download(&export.name, &export.text);
    };
    let questions = StoredValue::new(survey.questions.clone());
    view! {
        <Show
            when=move || state.get() != State::Sealed
            fallback=move || {
                let write = write.clone();
                view! {
                    <Notice tone=Tone::Success arrival=Arrival::Sudden title="回答に封をしました">
                        <p>"ありがとうございました。この画面に回答は残っていません。"</p>
                        <p>{move || format!("この端末には、封をした回答が{}件あります。ファイルに書き出して、事務局または所属の担当者へ送付してください。", n_waiting.get())}</p>
                        <div class="actions">
                            <Button weight=Weight::Outline on_click=move |()| state.set(State::Answering)>"次の人が答える"</Button>
                            <Button weight=Weight::Primary icon=Icon::Download on_click=write>"回答のファイルを書き出す"</Button>
                        </div>
                    </Notice>
                }
            }
        >
            <p>"回答はこの端末の中で封をします。名前・日時は入りません。答えたくない設問は空けたままでかまいません。"</p>
            <DepartmentChoice department />
            {move || questions.get_value().into_iter().map(|question| view! { <QuestionField question choices /> }).collect_view()}
            {move || match state.get() {
                State::Failed(error) => {
                    view! {
                        <Notice tone=Tone::Error arrival=Arrival::Sudden title="封をできませんでした"><p>{words::office_error(&error)}</p></Notice>
                    }
                        .into_any()
                }
                State::Answering | State::Sealing | State::Sealed => ().into_any(),
            }}
            <div class="actions">
                <Button
                    weight=Weight::Primary
                    on_click=seal.clone()
                    disabled=Signal::derive(move || state.get() == State::Sealing || choices.with(BTreeMap::is_empty))
                >
                    {move || if state.get() == State::Sealing { "封をしています…" } else { "回答に封をする" }}
                </Button>
            </div>
        </Show>
    }
}

#[component]
fn DepartmentChoice(department: RwSignal<Option<DepartmentId>>) -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            program.tables.listed_departments().into_iter().map(|(id, it)| Item::new(Some(id.clone()), it.name.clone()))
        });
        std::iter::once(Item::new(None, "答えない")).chain(listed).collect::<Vec<_>>()
    });
    view! {
        <Select
            label="所属"
            need=Need::Optional
            items
            selected=Signal::derive(move || Some(department.get()))
            on_change=move |chosen| department.set(chosen)
            support="回答の少ない所属の結果は表示されません。"
            size=FieldSize::Short
        />
    }
}

#[component]
fn QuestionField(question: Question, choices: RwSignal<BTreeMap<QuestionId, ChoiceId>>) -> impl IntoView {
    let items: Vec<_> = question.choices.iter().map(|choice| Item::new(choice.id.clone(), choice.label.clone())).collect();
    let (for_reading, id) = (question.id.clone(), question.id.clone());
    view! {
        <RadioGroup
            label=question.text.clone()
            items
            selected=Signal::derive(move || choices.with(|choices| choices.get(&for_reading).cloned()))
            on_change=move |choice| {
                choices.update(|choices| {
                    choices.insert(id.clone(), choice);
                });
            }
            layout=ChoiceLayout::Row
        />
    }
}
