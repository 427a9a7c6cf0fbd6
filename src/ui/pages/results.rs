//! 集計結果: 対象者数・回答者数・回答率 first, the rates, and their way into the indicators.

use super::survey::current;
use crate::{
    domain::{Entry, FigureKey, Refusal, Survey, SurveyId, Tables},
    evaluate::{Disclosure, QuestionTally, Tally, tally},
    session::Session,
    store::settings::Role,
    ui::{
        parts::{Arrival, Button, CaptionPlace, DataTable, EmptyState, Notice, Tone, Weight},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn ResultsPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"集計結果"</h1>
            </div>
            {move || match survey.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                Some((id, survey)) => view! { <Results id survey /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Results(id: SurveyId, survey: Survey) -> impl IntoView {
    let session = Session::here();
    let counted = Memo::new(move |_| session.program().get().map(|program| tally(&program, &id)));
    let survey = StoredValue::new(survey);
    // Above the view that the new figures draw anew, or the word that it worked would go with it.
    let outcome = RwSignal::new(None::<Result<usize, Refusal>>);
    view! {
        {move || match (counted.get(), session.program().get()) {
            (Some(Ok(tally)), Some(program)) => {
                view! {
                    <Response tally=tally.clone() />
                    {survey.with_value(asked)}
                    {survey.with_value(|survey| questions(survey, &tally, &program.tables))}
                    <Feed tally=tally.clone() outcome />
                    {departments(&tally, &program.tables)}
                    {flags(&tally, &program.tables)}
                }
                    .into_any()
            }
            (Some(Err(why)), _) => view! { <Notice tone=Tone::Error title="集計できません"><p>{words::no_tally(&why)}</p></Notice> }.into_any(),
            (Some(Ok(_)) | None, _) => ().into_any(),
        }}
    }
}

#[component]
fn Response(tally: Tally) -> impl IntoView {
    let response = tally.response;
    let fact = |name: &'static str, value: String| {
        view! { <li class="card"><p class="card__title">{name}</p><p class="card__figure">{value}</p></li> }
    };
    view! {
        <ul class="cards">
            {fact("対象者数", response.eligible.map_or("未入力".to_owned(), |people| format!("{people}人")))}
            {fact("回答者数", format!("{}人", response.answered))}
            {fact("回答率", response.rate.map_or("—".to_owned(), words::percent))}
        </ul>
        <p class="soft">"割合は小数第2位以下を四捨五入しています。無回答は分母に入れていません。"</p>
    }
}

/// 調査対象者の範囲 and 基準日, without which no rate says anything.
fn asked(survey: &Survey) -> impl IntoView + use<> {
    let base = survey.base_date.map_or("記載なし".to_owned(), words::date);
    view! { <p>{format!("調査対象：{}　基準日：{base}", survey.scope)}</p> }
}

fn questions(survey: &Survey, tally: &Tally, tables: &Tables) -> impl IntoView + use<> {
    let rows = tally
        .questions
        .iter()
        .map(|counted| {
            let question = survey.questions.iter().find(|question| question.id == counted.question);
            let text = question.map(|question| question.text.clone()).unwrap_or_default();
            let indicator = counted.figure.as_ref().and_then(|(id, _)| tables.indicators.get(id)).map(|it| it.name.clone());
            view! {
                <tr>
                    <th scope="row">{text}</th>
                    <td>{counts(survey, counted)}</td>
                    <td class="number">{counted.rate.as_ref().map(words::rate)}</td>
                    <td class="number">{format!("{}人", counted.n_no_answer)}</td>
                    <td>{indicator}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>"設問ごとの結果（全体）"</h2>
            <DataTable caption="設問ごとの結果" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"設問"</th>
                        <th scope="col">"回答の内訳"</th>
                        <th scope="col">"肯定的な回答の割合"</th>
                        <th scope="col">"無回答"</th>
                        <th scope="col">"指標"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
}

fn counts(survey: &Survey, counted: &QuestionTally) -> AnyView {
    let label = |id| {
        let question = survey.questions.iter().find(|question| question.id == counted.question)?;
        question.choices.iter().find(|choice| choice.id == id).map(|choice| choice.label.clone())
    };
    match &counted.counts {
        Disclosure::Hidden => HIDDEN.into_any(),
        Disclosure::Shown(counts) => counts
            .iter()
            .map(|(choice, count)| view! { <div>{format!("{} {count}人", label(choice.clone()).unwrap_or_default())}</div> })
            .collect_view()
            .into_any(),
    }
}

/// One mark whatever the reason.
const HIDDEN: &str = "非表示（少人数）";

/// The rates become figures of the year, in one step.
#[component]
fn Feed(tally: Tally, outcome: RwSignal<Option<Result<usize, Refusal>>>) -> impl IntoView {
    let session = Session::here();
    let figures: Vec<_> = tally.questions.into_iter().filter_map(|question| question.figure).collect();
    let year = tally.year;
    let is_secretariat = move || session.settings().get().role == Some(Role::Secretariat);
    let n_figures = figures.len();
    let feed = move |()| {
        let entry = |(indicator, figure): &(_, crate::domain::Figure)| {
            Entry::Figure(FigureKey { indicator: Clone::clone(indicator), year, part: None }, figure.clone())
        };
        outcome.set(Some(session.dispatch(figures.iter().map(entry).collect()).map(|()| n_figures)));
    };
    view! {
        <Show when=is_secretariat>
            <div class="row">
                <Button weight=Weight::Primary on_click=feed.clone() disabled=n_figures == 0>
                    {format!("{}の指標に入れる", year.wareki())}
                </Button>
                <a href=Route::Indicators.href()>"指標を見る"</a>
            </div>
            {move || match outcome.get() {
                Some(Ok(n_figures)) => {
                    view! {
                        <Notice
                            tone=Tone::Success
                            arrival=Arrival::Sudden
                            title=format!("{n_figures}件の指標に入れました。「元に戻す」で取り消せます。")
                        />
                    }
                        .into_any()
                }
                Some(Err(refusal)) => {
                    view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="指標に入れられませんでした"><p>{words::refusal(&refusal)}</p></Notice> }
                        .into_any()
                }
                None => ().into_any(),
            }}
        </Show>
    }
}

fn departments(tally: &Tally, tables: &Tables) -> impl IntoView + use<> {
    let rows = tally
        .departments
        .iter()
        .map(|counted| {
            let department = counted.department.as_ref();
            let name = department.map_or("所属を答えなかった人".to_owned(), |id| {
                tables.departments.get(id).map_or_else(|| id.to_string(), |department| department.name.clone())
            });
            let (answered, rate) = match counted.answers.shown() {
                None => (HIDDEN.to_owned(), HIDDEN.to_owned()),
                Some(answers) => (format!("{}人", answers.answered), answers.response_rate.map_or("—".to_owned(), words::percent)),
            };
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="number">{counted.eligible.map_or("—".to_owned(), |people| format!("{people}人"))}</td>
                    <td class="number">{answered}</td>
                    <td class="number">{rate}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>"所属ごとの回答"</h2>
            <DataTable caption="所属ごとの回答" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"所属"</th>
                        <th scope="col">"対象者数"</th>
                        <th scope="col">"回答者数"</th>
                        <th scope="col">"回答率"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
}

fn flags(tally: &Tally, tables: &Tables) -> Option<impl IntoView + use<>> {
    let texts: Vec<String> = tally.flags.iter().map(|flag| words::flag(flag, tables)).collect();
    (!texts.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title="確かめてください">
                <ul>{texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </Notice>
        }
    })
}
