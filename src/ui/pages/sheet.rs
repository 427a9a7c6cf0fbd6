//! 進捗管理票: one measure in one year, laid out as the printed form.

use super::{indicators::heading, measures::whose};
use crate::{
    domain::{Column, FiscalYear, MeasureId, Note, NoteKind, NotePlace, Passage, PassageKey, PlanKey, Section, Span, Tables},
    evaluate::{judge, printed_rating},
    register::Reading,
    session::Session,
    ui::{
        parts::{CaptionPlace, DataTable, EmptyState, TableStyle},
        route::Route,
        signs::{FigureText, JudgementBadge},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

#[component]
pub fn SheetPage(measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let session = Session::here();
    view! {
        <main class="page" id="main">
            {move || {
                let program = session.program().get();
                match program.filter(|program| program.tables.measures.cell(&measure).is_some()) {
                    None => {
                        view! {
                            <h1>"進捗管理票"</h1>
                            <EmptyState title="この取組は、選ばれているプログラムにありません">
                                <a href=Route::Measures.href()>"取組の一覧へ"</a>
                            </EmptyState>
                        }
                            .into_any()
                    }
                    Some(program) => sheet(&program.tables, &measure, year, session.today().get()),
                }
            }}
        </main>
    }
}

fn sheet(tables: &Tables, id: &MeasureId, year: FiscalYear, today: NaiveDate) -> AnyView {
    let Some(measure) = tables.measures.cell(id).and_then(|cell| cell.siblings().first()).map(|sibling| &sibling.value) else {
        return ().into_any();
    };
    let pillar = tables.pillars.get(&measure.pillar).map(|pillar| heading(&pillar.number, &pillar.name)).unwrap_or_default();
    view! {
        <div class="page-head">
            <p class="soft"><a href=Route::Measures.href()>"取組"</a> " ＞ " {pillar.clone()}</p>
            <h1>{format!("{} {}", measure.number, measure.name)}</h1>
            <p class="lead">{format!("{}の進捗管理票", year.wareki())}</p>
        </div>
        <section class="section">
            <h2>"取組の概要"</h2>
            <dl class="facts">
                <dt>"重点項目"</dt>
                <dd>{pillar}</dd>
                <dt>"主管課（関係課）"</dt>
                <dd>{whose(tables, id, measure)}</dd>
                <dt>"実施内容"</dt>
                <dd>{passage(tables, id, year, Section::Content)}</dd>
                <dt>"期待される効果"</dt>
                <dd>{passage(tables, id, year, Section::Effect)}</dd>
            </dl>
        </section>
        <section class="section"><h2>"年次計画"</h2> {schedule(tables, id)}</section>
        <section class="section"><h2>"数値目標等"</h2> {figures(tables, id, today)}</section>
        <section class="section"><h2>{format!("{}の実施状況", year.wareki())}</h2> {plan(tables, id, year)}</section>
        <section class="section">
            <h2>"取組全体の評価【Check】"</h2>
            <p class="card__figure">{rating(tables, id, year)}</p>
            {passage(tables, id, year, Section::Check)}
        </section>
        <section class="section"><h2>"改善事項・今後の進め方【Action】"</h2> {passage(tables, id, year, Section::Action)}</section>
        {notes(tables, id, year)}
    }
    .into_any()
}

fn passage_view(passage: &Passage) -> AnyView {
    match passage {
        Passage::Text(text) => view! { <span class="typed-text">{text.clone()}</span> }.into_any(),
        Passage::Dash(dash) => format!("—（{}）", words::dash(*dash)).into_any(),
    }
}

fn reading_view(reading: Reading<&Passage>) -> AnyView {
    match reading {
        Reading::Absent => view! { <span class="soft">"未入力"</span> }.into_any(),
        Reading::Settled(passage) => passage_view(passage),
        Reading::Conflict(passages) => {
            view! { <strong>"内容の食い違い"</strong> {passages.into_iter().map(|it| view! { <p>{passage_view(it)}</p> }).collect_view()} }
                .into_any()
        }
    }
}

fn passage(tables: &Tables, measure: &MeasureId, year: FiscalYear, section: Section) -> AnyView {
    reading_view(tables.passages.reading(&PassageKey { measure: measure.clone(), year, section }))
}

/// The years of the plan as columns, each span one cell as printed.
fn schedule(tables: &Tables, id: &MeasureId) -> impl IntoView + use<> {
    let rows = tables.schedule_of(id);
    let years = plan_years(tables);
    let body = rows
        .into_iter()
        .map(|(_, row)| {
            let mut cells = Vec::new();
            let mut next = years.first().copied();
            for span in &row.spans {
                cells.extend(gap(next, span));
                let width = span.to.number() - span.from.number() + 1;
                cells.push(view! { <td colspan=width.to_string()>{span.words.clone()}</td> }.into_any());
                next = span.to.next();
            }
            let rest = next.map_or(0, |next| years.iter().filter(|year| **year >= next).count());
            cells.extend((0..rest).map(|_| view! { <td></td> }.into_any()));
            view! { <tr><th scope="row">{row.item.clone()}</th> {cells}</tr> }
        })
        .collect_view();
    view! {
        <DataTable caption="年次計画" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
            <thead>
                <tr>
                    <th scope="col">"実施項目"</th>
                    {years.iter().map(|year| view! { <th scope="col">{format!("{}年度", year.short())}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </DataTable>
    }
}

fn gap(next: Option<FiscalYear>, span: &Span) -> Vec<AnyView> {
    let width = next.map_or(0, |next| span.from.number() - next.number());
    (0..width).map(|_| view! { <td></td> }.into_any()).collect()
}

fn plan_years(tables: &Tables) -> Vec<FiscalYear> {
    let Some(overview) = tables.overview.get(&()) else { return Vec::new() };
    let last = overview.last_year.unwrap_or(overview.first_year);
    std::iter::successors(Some(overview.first_year), |year| year.next()).take_while(|year| *year <= last).collect()
}

/// 実績 above 目標, as the form prints them.
fn figures(tables: &Tables, id: &MeasureId, today: NaiveDate) -> impl IntoView + use<> {
    let years = plan_years(tables);
    let listed = tables.listed_indicators();
    let body = listed
        .into_iter()
        .filter(|(_, indicator)| indicator.measure.as_ref() == Some(id))
        .map(|(id, indicator)| {
            let judged: Vec<_> = years.iter().map(|year| judge(tables, id, *year, today)).collect();
            let actual = judged
                .iter()
                .cloned()
                .map(|judgements| {
                    let figures = judgements.into_iter().map(|judgement| {
                        let figures = judgement.actual.clone().into_iter();
                        let figures = figures.map(|actual| view! { <FigureText actual indicator=indicator.clone() /> }).collect_view();
                        view! { <div>{figures} " " <JudgementBadge judgement /></div> }
                    });
                    view! { <td>{figures.collect_view()}</td> }
                })
                .collect_view();
            let targets = judged
                .iter()
                .map(|judgements| {
                    let rules = judgements.iter().map(|judgement| view! { <div>{words::target_reading(&judgement.target)}</div> });
                    view! { <td>{rules.collect_view()}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="rowgroup" rowspan="2">
                        <a href=Route::Indicator(id.clone()).href()>{indicator.name.clone()}</a>
                        <br />
                        <span class="small">{baseline(tables, id)}</span>
                    </th>
                    <th scope="row">"実績"</th>
                    {actual}
                </tr>
                <tr>
                    <th scope="row">"目標"</th>
                    {targets}
                </tr>
            }
        })
        .collect_view();
    view! {
        <DataTable caption="数値目標等" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
            <thead>
                <tr>
                    <th scope="col">"数値目標等【基準値】"</th>
                    <th scope="col">"区分"</th>
                    {years.iter().map(|year| view! { <th scope="col">{format!("{}年度", year.short())}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </DataTable>
    }
}

fn baseline(tables: &Tables, id: &crate::domain::IndicatorId) -> String {
    let baselines = tables.baselines.settled().filter(|(key, _)| key.indicator == *id);
    let texts = baselines.map(|(_, baseline)| match baseline.shown.confirmed() {
        Some(shown) => format!("{}：{}", baseline.as_of, words::shown(shown)),
        None => format!("{}：{}", baseline.as_of, words::trust_mark(&baseline.shown)),
    });
    texts.collect::<Vec<_>>().join("、")
}

fn plan(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let cell = |row: &crate::domain::RowId, column| {
        let key = PlanKey { measure: id.clone(), year, row: row.clone(), column };
        view! { <td>{reading_view(tables.plan.reading(&key))}</td> }
    };
    let body = tables
        .plan_rows_of(id, year)
        .into_iter()
        .map(
            |row| view! { <tr>{[Column::Plan, Column::FirstHalf, Column::SecondHalf].map(|column| cell(row, column)).collect_view()}</tr> },
        )
        .collect_view();
    view! {
        <DataTable caption=format!("{}の実施状況", year.wareki()) caption_place=CaptionPlace::Hidden style=TableStyle::Form>
            <thead>
                <tr>
                    <th scope="col">"取組目標【Plan】"</th>
                    <th scope="col">"上半期の取組結果【Do】"</th>
                    <th scope="col">"下半期の取組結果【Do】"</th>
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </DataTable>
    }
}

/// The printed rating in the words of the programme's own scale.
fn rating(tables: &Tables, id: &MeasureId, year: FiscalYear) -> String {
    let Some((_, reading)) = printed_rating(tables, id, year) else { return "未評価".to_owned() };
    let Some(scale) = tables.rating_scale.get(&()) else { return String::new() };
    let label = |given: &crate::domain::GradeId| {
        let grade = scale.grades.iter().find(|grade| grade.id == *given).map(words::grade);
        let decision = || scale.decisions.iter().find(|decision| decision.id == *given).map(|decision| decision.label.clone());
        grade.or_else(decision).unwrap_or_else(|| given.to_string())
    };
    match reading {
        Reading::Absent => "未評価".to_owned(),
        Reading::Settled(rating) => label(&rating.given),
        Reading::Conflict(ratings) => {
            format!("内容の食い違い（{}）", ratings.iter().map(|rating| label(&rating.given)).collect::<Vec<_>>().join(" ／ "))
        }
    }
}

fn notes(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let belongs = |note: &Note| match &note.place {
        NotePlace::Measure(measure) | NotePlace::Schedule(measure, _) => measure == id,
        NotePlace::Sheet(measure, at) | NotePlace::Plan(measure, at, _) => measure == id && *at == year,
        NotePlace::Indicator(indicator) => tables.indicators.get(indicator).is_some_and(|indicator| indicator.measure.as_ref() == Some(id)),
        NotePlace::Program => false,
    };
    let notes: Vec<Note> = tables.listed_notes().into_iter().filter(|(_, note)| belongs(note)).map(|(_, note)| note.clone()).collect();
    let of_kind = move |kind: NoteKind, title: &'static str| {
        let chosen: Vec<Note> = notes.iter().filter(|note| note.kind == kind).cloned().collect();
        (!chosen.is_empty()).then(|| {
            let items = chosen.into_iter().map(|note| {
                view! { <li class="typed-text">{format!("{} {}", note.mark, note.text).trim().to_owned()}</li> }
            });
            view! { <section class="section"><h2>{title}</h2><ul>{items.collect_view()}</ul></section> }
        })
    };
    view! {
        {of_kind(NoteKind::Footnote, "注")} {of_kind(NoteKind::CallOut, "欄外の記載")}
        {of_kind(NoteKind::Remark, "原本について（照合のための覚え書き）")}
    }
}
