//! One 指標: its course over the years, why each verdict is what it is, and the entry of a figure.

use super::{
    YearSelect,
    entry::FigureEntry,
    trend::{self, describe, trend_of},
};
use crate::{
    domain::{ClaimId, FiscalYear, Indicator, IndicatorId, NotePlace, Record, Rule, Tables, Trust},
    evaluate::{Judgement, judge},
    session::Session,
    ui::{
        charts::TrendChart,
        parts::{CaptionPlace, DataTable, EmptyState, Notice, Tone},
        route::Route,
        signs::{FigureText, JudgementBadge, Sign},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn IndicatorPage(id: IndicatorId) -> impl IntoView {
    let session = Session::here();
    let wanted = id.clone();
    let indicator = Memo::new(move |_| {
        let program = session.program().get()?;
        let listed = program.tables.listed_indicators();
        listed.into_iter().find(|(listed, _)| **listed == wanted).map(|(_, indicator)| indicator.clone())
    });
    view! {
        <main class="page" id="main">
            {move || match indicator.get() {
                None => {
                    view! {
                        <h1>"指標"</h1>
                        <EmptyState title="この指標は、選ばれているプログラムにありません">
                            <a href=Route::Indicators.href()>"指標の一覧へ"</a>
                        </EmptyState>
                    }
                        .into_any()
                }
                Some(indicator) => view! { <Detail id=id.clone() indicator /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Detail(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let (for_now, for_years) = (id.clone(), id.clone());
    let judgements = Memo::new(move |_| {
        let program = session.program().get()?;
        Some(judge(&program.tables, &for_now, session.year().get(), session.today().get()))
    });
    let course = Memo::new(move |_| {
        let program = session.program().get()?;
        let today = session.today().get();
        Some(
            session
                .years()
                .get()
                .into_iter()
                .map(|year| (year, judge(&program.tables, &for_years, year, today)))
                .collect::<trend::Course>(),
        )
    });
    let title = format!("{}{}", indicator.mark, indicator.name);
    view! {
        <div class="page-head row row--apart row--bottom">
            <div>
                <p class="soft">
                    <a href=Route::Indicators.href()>"指標"</a>
                    {(!indicator.group.is_empty()).then(|| format!(" ＞ {}", indicator.group))}
                </p>
                <h1>{title.clone()}</h1>
            </div>
            <YearSelect />
        </div>
        <Explanations judgements indicator=indicator.clone() />
        <FigureEntry id=id.clone() indicator=indicator.clone() />
        <section class="section">
            <h2>"推移"</h2>
            <Course title indicator=indicator.clone() course />
        </section>
        <Facts id indicator />
    }
}

/// Why the chosen year's verdict is what it is.
#[component]
fn Explanations(judgements: Memo<Option<Vec<Judgement>>>, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    view! {
        <section class="section">
            <h2>{move || format!("{}の判定", session.year().get().wareki())}</h2>
            {move || {
                judgements
                    .get()
                    .unwrap_or_default()
                    .into_iter()
                    .map(|judgement| view! { <Explanation judgement indicator=indicator.clone() /> })
                    .collect_view()
            }}
        </section>
    }
}

#[component]
fn Explanation(judgement: Judgement, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let finding = judgement.finding.clone();
    let facts: Vec<(&'static str, String)> = [
        Some(("目標", words::target_reading(&judgement.target))),
        finding.comparison.as_ref().map(|comparison| ("比較", words::comparison(comparison, &judgement.target))),
        words::reason(finding.verdict).map(|reason| ("理由", reason.to_owned())),
        finding.attainment.map(|attainment| ("達成率", words::percent(attainment))),
        finding.progress.map(|progress| ("進み", words::progress(progress))),
        judgement.references.as_ref().map(|references| ("比べた年度", words::references(references))),
        judgement.trend.map(|trend| ("前年度から", words::trend(trend).to_owned())),
    ]
    .into_iter()
    .flatten()
    .collect();
    let far_goal = judgement.far_goal.clone().map(|goal| {
        view! {
            <dt>"めざす水準"</dt>
            <dd>{words::target_reading(&goal.target)} " " <Sign verdict=goal.finding.verdict /></dd>
        }
    });
    let doubts = doubts(&judgement);
    let claims = claims(session, &judgement.claims);
    let actual = judgement.actual.clone();
    view! {
        <div class="card">
            <div class="row">
                <span class="card__figure">
                    {actual
                        .into_iter()
                        .map(|actual| view! { <span><FigureText actual indicator=indicator.clone() />" "</span> })
                        .collect_view()}
                </span>
                <span><JudgementBadge judgement=judgement.clone() /></span>
            </div>
            <dl class="facts">
                {facts.into_iter().map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> }).collect_view()} {far_goal}
                {claims.into_iter().map(|claim| view! { <dt>"本文の記述"</dt> <dd>{claim}</dd> }).collect_view()}
            </dl>
            {doubts
                .into_iter()
                .map(|why| view! { <Notice tone=Tone::Warning title="原本で確かめてください"><p>{why}</p></Notice> })
                .collect_view()}
            {judgement
                .definition_breaks
                .iter()
                .map(|year| view! { <Notice tone=Tone::Info title=words::definition_break(*year) /> })
                .collect_view()}
            {judgement.rounding_matters.then(|| view! { <Notice tone=Tone::Info title="四捨五入する前の値では判定が変わります" /> })}
        </div>
    }
}

/// What is doubtful about the figure or the target, in the words of whoever marked it.
fn doubts(judgement: &Judgement) -> Vec<String> {
    fn why<V>(trust: &Trust<V>) -> Option<String> {
        match trust {
            Trust::Confirmed(_) => None,
            Trust::Candidates { why, .. } | Trust::Lost { why } => Some(why.clone()),
        }
    }
    let figures = judgement.actual.iter().flat_map(|actual| actual.shown.clone().values()).filter_map(|trust| why(&trust));
    let targets = judgement.target.clone().values().into_iter().filter_map(|trust: Trust<Rule>| why(&trust));
    let mut doubts: Vec<String> = figures.chain(targets).collect();
    doubts.dedup();
    doubts
}

fn claims(session: Session, ids: &[ClaimId]) -> Vec<String> {
    let Some(program) = session.program().get_untracked() else { return Vec::new() };
    ids.iter().filter_map(|id| program.tables.claims.get(id)).map(|claim| format!("{}（{}）", claim.says, claim.source)).collect()
}

/// The trend as a chart, and the same numbers as a table.
#[component]
fn Course(title: String, indicator: Indicator, course: Memo<Option<trend::Course>>) -> impl IntoView {
    let for_chart = indicator.clone();
    let trend = Memo::new(move |_| trend_of(&for_chart, &course.get().unwrap_or_default()));
    let description = Memo::new(move |_| describe(&trend.get()));
    view! {
        <TrendChart trend title=format!("{title}の推移") description />
        <DataTable caption=format!("{title}の推移") caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"年度"</th>
                    <th scope="col">"実績"</th>
                    <th scope="col">"目標"</th>
                    <th scope="col">"判定"</th>
                </tr>
            </thead>
            <tbody>
                {move || {
                    course
                        .get()
                        .unwrap_or_default()
                        .into_iter()
                        .flat_map(|(year, judgements)| judgements.into_iter().map(move |judgement| (year, judgement)))
                        .map(|(year, judgement)| course_row(year, judgement, indicator.clone()))
                        .collect_view()
                }}
            </tbody>
        </DataTable>
    }
}

fn course_row(year: FiscalYear, judgement: Judgement, indicator: Indicator) -> impl IntoView + use<> {
    let actual = judgement.actual.clone();
    view! {
        <tr>
            <th scope="row">{words::year(year)}</th>
            <td class="number">
                {actual.into_iter().map(|actual| view! { <div><FigureText actual indicator=indicator.clone() /></div> }).collect_view()}
            </td>
            <td>{words::target_reading(&judgement.target)}</td>
            <td><JudgementBadge judgement /></td>
        </tr>
    }
}

/// Owner, measuring date, remarks and notes.
#[component]
fn Facts(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let wanted = id.clone();
    let facts = Memo::new(move |_| {
        let program = session.program().get()?;
        Some((owner(&program.tables, &wanted), notes(&program.tables, &wanted)))
    });
    let measured = words::measured(indicator.measured);
    let remarks = indicator.remarks.clone();
    view! {
        <section class="section">
            <h2>"この指標について"</h2>
            <dl class="facts">
                <dt>"指標番号"</dt>
                <dd>{id.to_string()}</dd>
                <dt>"担当"</dt>
                <dd>{move || facts.get().map(|(owner, _)| owner)}</dd>
                <dt>"測る日"</dt>
                <dd>{measured}</dd>
                <dt>"単位"</dt>
                <dd>{indicator.unit.clone()}</dd>
            </dl>
            <ul>
                {remarks.into_iter().map(|remark| view! { <li>{remark}</li> }).collect_view()}
                {move || facts.get().map(|(_, notes)| notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view())}
            </ul>
        </section>
    }
}

fn owner(tables: &Tables, id: &IndicatorId) -> String {
    let by_indicator = tables.assignments.get(&Record::Indicator(id.clone()));
    let measure = tables.indicators.get(id).and_then(|indicator| indicator.measure.clone());
    let by_measure = measure.and_then(|measure| tables.assignments.get(&Record::Measure(measure)));
    match by_indicator.or(by_measure).filter(|assignment| !assignment.lead.is_empty()) {
        Some(assignment) => {
            let name = |id| tables.departments.get(id).map_or_else(String::new, |department| department.name.clone());
            assignment.lead.iter().map(name).collect::<Vec<_>>().join("、")
        }
        None => "決まっていません（原本に記載なし）".to_owned(),
    }
}

fn notes(tables: &Tables, id: &IndicatorId) -> Vec<String> {
    let belongs = |place: &NotePlace| *place == NotePlace::Indicator(id.clone());
    tables
        .listed_notes()
        .into_iter()
        .filter(|(_, note)| belongs(&note.place))
        .map(|(_, note)| format!("{} {}", note.mark, note.text))
        .collect()
}
