//! One 指標: why each verdict is what it is, the entry of a figure, its target, its course over the years, what it is.

use super::{
    Course, course,
    entry::FigureEntry,
    explanation::Explanations,
    facts::Facts,
    history::ValueHistory,
    revision::Targets,
    trend::{describe, gap_of, trend_of},
};
use crate::{
    domain::{CellId, FigureKey, FiscalYear, Indicator, IndicatorId, Tables, TargetKey, TargetSlot},
    evaluate::Judgement,
    session::Session,
    ui::{
        charts::{Trend, TrendChart},
        pages::{ForEntry, YearSelect},
        parts::{CaptionPlace, DataTable, EmptyState},
        route::Route,
        signs::{FigureText, JudgementBadge},
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
    let (for_years, for_history) = (id.clone(), id.clone());
    let course = Memo::new(move |_| {
        let program = session.program().get()?;
        Some(course(&program, &for_years, &session.years().get(), session.today().get()))
    });
    let cells = Memo::new(move |_| {
        let program = session.program().get();
        program.map_or_else(Vec::new, |program| cells_of(&program.tables, &for_history, session.year().get()))
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
        <Explanations id=id.clone() indicator=indicator.clone() />
        {
            let (id, indicator) = (id.clone(), indicator.clone());
            view! { <ForEntry><FigureEntry id=id.clone() indicator=indicator.clone() /></ForEntry> }
        }
        <div class="section no-print">
            <ValueHistory cells />
        </div>
        <Targets id=id.clone() indicator=indicator.clone() />
        <section class="section">
            <h2>"推移"</h2>
            <CourseView title indicator=indicator.clone() course />
        </section>
        <Facts id indicator />
    }
}

/// The figures of the year and the targets it is held against.
fn cells_of(tables: &Tables, id: &IndicatorId, year: FiscalYear) -> Vec<CellId> {
    let figures = FigureKey { indicator: id.clone(), year, part: None };
    let figures = tables.figures.cells_from(&figures).take_while(|(key, _)| key.indicator == *id && key.year == year);
    let targets = TargetKey { indicator: id.clone(), slot: TargetSlot::EveryYear, part: None };
    let targets = tables.targets.cells_from(&targets).take_while(|(key, _)| key.indicator == *id);
    let counts = |slot| match slot {
        TargetSlot::Year(of) => of == year,
        TargetSlot::EveryYear | TargetSlot::Far => true,
    };
    let targets = targets.filter(|(key, _)| counts(key.slot));
    figures.map(|(key, _)| CellId::Figure(key.clone())).chain(targets.map(|(key, _)| CellId::Target(key.clone()))).collect()
}

/// The trend as a chart, and the same numbers as a table.
#[component]
fn CourseView(title: String, indicator: Indicator, course: Memo<Option<Course>>) -> impl IntoView {
    let for_chart = indicator.clone();
    let trend = Memo::new(move |_| trend_of(&for_chart, &course.get().unwrap_or_default()));
    let description = Memo::new(move |_| describe(&trend.get()));
    let gap = Memo::new(move |_| course.get().and_then(|course| gap_of(&course)));
    let gap_title = format!("{title}の差の推移");
    view! {
        <TrendChart trend title=format!("{title}の推移") description />
        {move || {
            gap.get().map(|gap: Trend| {
                let description = describe(&gap);
                view! { <TrendChart trend=Signal::derive(move || gap.clone()) title=gap_title.clone() description /> }
            })
        }}
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
