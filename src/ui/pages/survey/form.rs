//! The blank form on paper: the same questions for those who answer by hand.

use super::{SurveySelect, current};
use crate::{
    browser::files,
    domain::{DepartmentAsked, Question, QuestionKind, Requirement, SlipRule, Survey},
    session::Session,
    ui::{
        parts::{Button, EmptyState, Weight},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn SurveyFormPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head no-print">
                <p class="soft"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"回答の用紙"</h1>
                <p class="lead">"印刷して配り、封筒に入れたまま事務局へ送ってもらいます。所属では開けずに、事務局が入力します。"</p>
                <Show when=move || survey.with(Option::is_some)>
                    <div><Button weight=Weight::Primary on_click=|()| files::print()>"印刷する"</Button></div>
                </Show>
            </div>
            <SurveySelect />
            {move || match survey.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                Some((_, survey)) => sheet(&survey).into_any(),
            }}
        </main>
    }
}

fn sheet(survey: &Survey) -> impl IntoView + use<> {
    let about = survey.attributes.iter().map(|asked| {
        let choices: Vec<String> = asked.choices.iter().map(|choice| format!("□ {}", choice.label)).collect();
        let name = format!("{}（答えなくてもかまいません）　", words::attribute(asked.attribute));
        view! { <p class="survey-form__line">{name} {in_a_row(choices)}</p> }
    });
    let mut n = 0;
    let pages = survey
        .pages()
        .into_iter()
        .map(|(section, questions)| {
            let questions = questions
                .into_iter()
                .map(|question| {
                    n += 1;
                    asked(n, question, survey, section.is_some())
                })
                .collect_view();
            view! {
                {section.map(|section| view! { <h3>{section.title.clone()}</h3> <p class="typed-text">{section.lead.clone()}</p> })}
                {questions}
            }
        })
        .collect_view();
    view! {
        <article class="survey-form">
            <h2>{survey.title.clone()}</h2>
            <p>{format!("{}　対象：{}", words::year(survey.year), survey.scope)}</p>
            {survey.closes.map(|day| view! { <p>{format!("締切：{}", words::date(day))}</p> })}
            <p>"名前は書かないでください。書き終えたら封筒に入れて封をし、事務局へ送ってください。所属では開けません。"</p>
            {(survey.slips == SlipRule::Asked).then(|| view! { <p class="survey-form__line">"整理番号：＿＿＿＿＿－＿＿＿＿＿"</p> })}
            {(survey.department == DepartmentAsked::Asked)
                .then(|| view! { <p class="survey-form__line">"所属（答えなくてもかまいません）：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿"</p> })}
            {about.collect_view()}
            {pages}
        </article>
    }
}

/// Boxes to tick, none of them broken over two lines.
fn in_a_row(boxes: Vec<String>) -> impl IntoView + use<> {
    boxes.into_iter().map(|text| view! { <span class="survey-form__box">{text}</span> }).collect_view()
}

fn asked(n: usize, question: &Question, survey: &Survey, is_in_section: bool) -> impl IntoView + use<> {
    let required = if question.requirement == Requirement::Required { "【必須】" } else { "" };
    let only = question.shown_if.as_ref().and_then(|condition| {
        let other = survey.question(&condition.question)?;
        let labels =
            other.choices.iter().filter(|choice| condition.choices.contains(&choice.id)).map(|choice| format!("「{}」", choice.label));
        let place = survey.questions.iter().position(|known| known.id == other.id)? + 1;
        Some(format!("（問{place}で{}と答えた人だけ）", labels.collect::<String>()))
    });
    let boxes: Vec<String> = question.choices.iter().map(|choice| format!("□ {}", choice.label)).collect();
    let answer = match question.kind {
        QuestionKind::Likert => view! { <p class="survey-form__line">{in_a_row(boxes)}</p> }.into_any(),
        QuestionKind::Single => {
            view! { <ul class="plain-list">{boxes.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }.into_any()
        }
        QuestionKind::Multiple => view! {
            <p class="small">"あてはまるものすべてに印をつけてください。"</p>
            <ul class="plain-list">{boxes.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        }
        .into_any(),
        QuestionKind::Number => view! { <p class="survey-form__line">{format!("＿＿＿＿＿＿＿＿{}", question.unit)}</p> }.into_any(),
        QuestionKind::Text => view! { <div class="survey-form__text"></div> }.into_any(),
    };
    let title = format!("問{n}　{}{required}{}", question.text, only.unwrap_or_default());
    view! {
        <section class="survey-form__question">
            {if is_in_section { view! { <h4>{title}</h4> }.into_any() } else { view! { <h3>{title}</h3> }.into_any() }}
            {answer}
        </section>
    }
}
