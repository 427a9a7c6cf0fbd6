//! 集計結果: 対象者数・回答者数・回答率 first, then questions, groups, years and texts; what was published, and for the
//! secretariat what could be.

mod breakdown;
mod feed;
mod publish;
mod questions;
mod texts;
mod written;

use crate::{
    domain::{Edition, EditionKey, Question, QuestionId, Refusal, Results, Survey, SurveyId, Tables},
    evaluate::{Tally, share, tally},
    session::{Export, Session},
    ui::{
        pages::{
            is_secretariat,
            making::{MadePages, Making},
            survey::{SurveySelect, current_id},
        },
        parts::{EmptyState, Item, Notice, Select, Tone},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// What could be published now.
    Now,
    Edition(u32),
}

/// Everything the page shows of one survey.
#[derive(Clone, PartialEq)]
struct Shown {
    id: SurveyId,
    survey: Survey,
    results: Results,
    texts: Vec<(QuestionId, Vec<String>)>,
    /// Of what could be published now.
    tally: Option<Tally>,
}

impl Shown {
    /// The questions that were counted, with the choices they had then.
    fn questions(&self) -> Vec<Question> {
        self.results.questions.iter().filter_map(|(id, _)| self.results.question(&self.survey, id)).collect()
    }
}

#[component]
pub fn ResultsPage() -> impl IntoView {
    let session = Session::here();
    let is_secretariat = is_secretariat(session);
    let survey = current_id(session);
    let editions = Memo::new(move |_| {
        let (program, survey) = (session.program().get(), survey.get());
        program.zip(survey).map(|(program, id)| editions(&program.tables, &id)).unwrap_or_default()
    });
    let chosen_source = RwSignal::new(None::<Source>);
    // Staff see what was published; whoever prepares it begins with what could be.
    let source = Memo::new(move |_| {
        let editions = editions.get();
        let chosen = chosen_source.get().filter(|source| match source {
            Source::Now => is_secretariat.get(),
            Source::Edition(number) => editions.iter().any(|(known, _)| known == number),
        });
        let newest = editions.last().map(|(number, _)| Source::Edition(*number));
        chosen.or_else(|| if is_secretariat.get() { Some(Source::Now) } else { newest })
    });
    let issue = Signal::derive(move || match (survey.get(), source.get()) {
        (Some(survey), Some(Source::Edition(number))) => Some(EditionKey { survey, number }),
        _ => None,
    });
    let making = Making::new(session);
    // What is shown is of the edition it was made for.
    Effect::new(move |last: Option<()>| {
        let _ = issue.get();
        if last.is_some() {
            making.forget();
        }
    });
    // Above what is drawn anew when something was published, or the word that it worked would go with it.
    let fed = RwSignal::new(None);
    let published = RwSignal::new(None);
    let counted = Memo::new(move |_| {
        let (program, id) = session.program().get().zip(survey.get())?;
        (source.get() == Some(Source::Now)).then(|| tally(&program, &id).map(Arc::new))
    });
    let shown = Memo::new(move |_| {
        let (program, id) = session.program().get().zip(survey.get())?;
        let survey = program.tables.surveys.get(&id)?.clone();
        match source.get()? {
            Source::Now => {
                let tally = counted.get()?.ok()?;
                Some(Shown { id, survey, results: tally.results.clone(), texts: tally.texts.clone(), tally: Some(Tally::clone(&tally)) })
            }
            Source::Edition(number) => {
                let (_, edition) = editions.get().into_iter().find(|(known, _)| *known == number)?;
                Some(Shown { id, survey, results: edition.results, texts: edition.texts, tally: None })
            }
        }
    });
    let source_items = move || {
        let now = is_secretariat.get().then(|| Item::new(Source::Now, "いまの集計（公表前）"));
        let published = editions
            .get()
            .into_iter()
            .rev()
            .map(|(number, edition)| Item::new(Source::Edition(number), format!("第{number}版（{}公表）", words::date(edition.on))));
        now.into_iter().chain(published).collect::<Vec<_>>()
    };
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft no-print"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"集計結果"</h1>
            </div>
            <SurveySelect />
            {move || match (survey.get().is_some(), source.get(), counted.get()) {
                (false, ..) => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                (true, None, _) => {
                    view! {
                        <EmptyState title="まだ公表されていません">
                            <p>"事務局が公表したファイル（公表版）を読み込むと、ここで見られます。"</p>
                            <p><a href=Route::Survey(SurveyView::Protection).href()>"回答の守られ方"</a></p>
                        </EmptyState>
                    }
                        .into_any()
                }
                (true, Some(_), Some(Err(why))) => {
                    view! { <Notice tone=Tone::Error title="集計できません"><p>{words::no_tally(&why)}</p></Notice> }.into_any()
                }
                (true, Some(_), Some(Ok(_)) | None) => {
                    view! {
                        <div class="row no-print">
                            <Select
                                label="版"
                                items=Signal::derive(source_items)
                                selected=Signal::derive(move || source.get())
                                on_change=move |source| chosen_source.set(Some(source))
                            />
                        </div>
                    }
                        .into_any()
                }
            }}
            {move || shown.get().map(|shown| view! { <Report shown fed published /> })}
            <Show when=move || source.get().is_some()>
                <written::Written key=issue making />
            </Show>
            <MadePages making />
        </main>
    }
}

/// The editions of a survey in their order. Of two in conflict both stand.
fn editions(tables: &Tables, survey: &SurveyId) -> Vec<(u32, Edition)> {
    let editions = tables.editions.cells().filter(|(key, _)| key.survey == *survey);
    editions.flat_map(|(key, cell)| cell.reading().values().into_iter().map(|edition| (key.number, edition.clone()))).collect()
}

#[component]
fn Report(
    shown: Shown,
    fed: RwSignal<Option<Result<usize, Refusal>>>,
    published: RwSignal<Option<Result<Export, Refusal>>>,
) -> impl IntoView {
    let session = Session::here();
    let tables = session.program().get_untracked().map(|program| program.tables.clone()).unwrap_or_default();
    let shown = Arc::new(shown);
    let is_now = shown.tally.is_some();
    let flags =
        shown.tally.as_ref().map(|tally| tally.flags.iter().map(|flag| words::flag(flag, &tables)).collect::<Vec<_>>()).unwrap_or_default();
    let tables = Arc::new(tables);
    view! {
        {response(&shown)}
        <p>{words::survey_scope(&shown.survey)}</p>
        {(!flags.is_empty()).then(|| view! {
            <Notice tone=Tone::Warning title="確かめてください">
                <ul>{flags.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </Notice>
        })}
        {is_now.then(|| view! { <feed::Feed shown=shown.clone() outcome=fed /> <publish::Publish shown=shown.clone() outcome=published /> })}
        <questions::Questions shown=shown.clone() tables=tables.clone() />
        <breakdown::Breakdown shown=shown.clone() tables=tables.clone() />
        {texts::texts(&shown)}
        <Notice title="少人数の保護">
            <p>
                {words::protection(shown.results.minimum)}
                <a class="no-print" href=Route::Survey(SurveyView::Protection).href()>"くわしく"</a>
            </p>
        </Notice>
    }
}

fn response(shown: &Shown) -> impl IntoView + use<> {
    let city = shown.results.groups.first();
    let answered = city.and_then(|city| city.answered);
    let eligible = city.and_then(|city| city.eligible);
    let rate = answered.zip(eligible).and_then(|(answered, eligible)| share(answered.into(), eligible.into()));
    let fact = |name: &'static str, value: String| {
        view! { <li class="card"><p class="card__title">{name}</p><p class="card__figure">{value}</p></li> }
    };
    view! {
        <ul class="cards">
            {fact("対象者数", eligible.map_or("未入力".to_owned(), |people| format!("{people}人")))}
            {fact("回答者数", answered.map_or(words::HIDDEN.to_owned(), |people| format!("{people}人")))}
            {fact("回答率", rate.map_or("—".to_owned(), words::percent))}
        </ul>
        <p class="soft">{words::ROUNDING}</p>
    }
}
