//! 各年度の実績と目標: the baseline, then 実績値 over 目標値 for every year, as 進捗管理票 prints them; and 【参考】現状,
//! the years before the programme was judged.

use super::{Course, Head, Section, Span, course, outline, with_sections};
use crate::{
    domain::{Baseline, BaselineKey, Counts, FiscalYear, Indicator, IndicatorId, Program},
    evaluate::Judgement,
    register::{Cell, Reading},
    session::{Editions, Session},
    ui::{
        parts::{CaptionPlace, DataTable, TableStyle},
        route::{IndicatorsView, Route},
        signs::{FigureText, JudgementBadge},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn IndicatorYearsPage() -> impl IntoView {
    let session = Session::here();
    let sections = outline(session);
    let editions = session.editions();
    let spans = Memo::new(move |_| {
        let first = session.program().get().and_then(|program| program.tables.settings.get(&()).map(|it| it.first_judged_year));
        let (judged, history): (Vec<FiscalYear>, Vec<FiscalYear>) =
            session.years().get().into_iter().partition(|year| first.is_none_or(|first| *year >= first));
        (judged, history)
    });
    view! {
        <main class="page" id="main">
            <Head
                here=Route::IndicatorsAs(IndicatorsView::Years)
                title="各年度の実績と目標"
                lead="上の段が実績、下の段が目標です。"
                span=Span::AllYears
            />
            {move || {
                let (judged, _) = spans.get();
                with_sections(sections.get(), move |section| {
                    let caption = format!("{}の実績と目標", section.heading);
                    view! { <YearsTable section caption years=judged.clone() rows=Rows::FiguresAndTargets editions /> }
                })
            }}
            {move || {
                let (_, history) = spans.get();
                let tables = (!history.is_empty())
                    .then(|| {
                        with_sections(sections.get(), move |section| {
                            let caption = format!("{}の現状", section.heading);
                            view! { <YearsTable section caption years=history.clone() rows=Rows::Figures editions /> }
                        })
                    });
                tables.map(|tables| view! { <div class="section"><h2>"【参考】現状（判定が始まる前の年度）"</h2> {tables}</div> })
            }}
        </main>
    }
}

/// What a cell of the table shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    FiguresAndTargets,
    /// N's R1 to R4: printed without targets (N:88-116).
    Figures,
}

#[component]
fn YearsTable(section: Section, caption: String, years: Vec<FiscalYear>, rows: Rows, editions: Memo<Editions>) -> impl IntoView {
    let Section { heading, groups, .. } = section;
    let ids: Vec<IndicatorId> = groups.into_iter().flat_map(|(_, ids)| ids).collect();
    let session = Session::here();
    let for_baselines = ids.clone();
    // N prints no baseline beside its indicators: the column would be empty.
    let has_baselines = Memo::new(move |_| {
        rows == Rows::FiguresAndTargets
            && session.program().get().is_some_and(|program| for_baselines.iter().any(|id| !baselines(&program, id).is_empty()))
    });
    let level = match rows {
        Rows::FiguresAndTargets => view! { <h2>{heading}</h2> }.into_any(),
        Rows::Figures => view! { <h3>{heading}</h3> }.into_any(),
    };
    let rows = ids.into_iter().map(|id| view! { <Row id years=years.clone() rows has_baselines editions /> }).collect_view();
    view! {
        <section class="section section--apart">
            {level}
            <DataTable caption caption_place=CaptionPlace::Hidden style=TableStyle::Pinned>
                <thead>
                    <tr>
                        <th scope="col">"指標"</th>
                        {move || has_baselines.get().then(|| view! { <th scope="col">"基準値"</th> })}
                        {years.into_iter().map(|year| view! { <th scope="col">{year.short()}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
}

#[derive(Clone, PartialEq)]
struct Line {
    indicator: Indicator,
    course: Course,
    baselines: Vec<String>,
}

#[component]
fn Row(id: IndicatorId, years: Vec<FiscalYear>, rows: Rows, has_baselines: Memo<bool>, editions: Memo<Editions>) -> impl IntoView {
    let session = Session::here();
    let edition = Session::edition(editions, id.clone());
    let wanted = id.clone();
    let line = Memo::new(move |_| {
        // Read and not only tracked: a memo that was never worked out does not hear of changes.
        edition.get();
        let program = session.program().get_untracked()?;
        let indicator = program.tables.indicators.reading(&wanted).values().into_iter().next()?.clone();
        let course = course(&program, &wanted, &years, session.today().get());
        Some(Line { indicator, course, baselines: baselines(&program, &wanted) })
    });
    move || line.get().map(|line| line_view(&id, line, rows, has_baselines))
}

fn line_view(id: &IndicatorId, line: Line, rows: Rows, has_baselines: Memo<bool>) -> impl IntoView + use<> {
    let Line { indicator, course, baselines } = line;
    let title = format!("{}{}", indicator.mark, indicator.name);
    let cells = course.into_iter().map(|(_, judgements)| cell(&indicator, judgements, rows)).collect_view();
    view! {
        <tr class="keep-whole">
            <th scope="row">
                <a href=Route::Indicator(id.clone()).href()>{title}</a>
            </th>
            {move || {
                has_baselines
                    .get()
                    .then(|| view! { <td>{baselines.iter().map(|text| view! { <div>{text.clone()}</div> }).collect_view()}</td> })
            }}
            {cells}
        </tr>
    }
}

fn cell(indicator: &Indicator, judgements: Vec<Judgement>, rows: Rows) -> impl IntoView + use<> {
    let of_judgement = |judgement: Judgement| {
        let target = words::target_reading(&judgement.target);
        let target = if target.is_empty() { "空欄".to_owned() } else { target };
        let figures = judgement
            .actual
            .clone()
            .into_iter()
            .map(|actual| view! { <div><FigureText actual indicator=indicator.clone() /></div> })
            .collect_view();
        let below = (rows == Rows::FiguresAndTargets).then(|| {
            view! {
                <div class="over-target">{target}</div>
                <div><JudgementBadge judgement /></div>
            }
        });
        view! { <div class="figure-cell">{figures} {below}</div> }
    };
    view! { <td class="number">{judgements.into_iter().map(of_judgement).collect_view()}</td> }
}

/// 基準値 as printed beside the indicator: `R3年度：30件`.
fn baselines(program: &Program, id: &IndicatorId) -> Vec<String> {
    let tables = &program.tables;
    let from = BaselineKey { indicator: id.clone(), part: None };
    let cells = tables.baselines.cells_from(&from).take_while(|(key, _)| key.indicator == *id);
    let text = |(key, cell): (&BaselineKey, &Cell<Baseline>)| {
        let part = key.part.as_ref().and_then(|part| {
            let indicator = tables.indicators.get(id)?;
            indicator.parts.iter().find(|known| known.id == *part).map(|part| part.label.clone())
        });
        let one = |baseline: &Baseline| {
            let counts = match baseline.counts {
                Counts::TheIndicator => "",
                Counts::APopulation => "（対象の総数）",
            };
            format!("{}{}：{}{counts}", part.clone().unwrap_or_default(), baseline.as_of, words::trusted_shown(&baseline.shown))
        };
        match cell.reading() {
            Reading::Absent => None,
            Reading::Settled(baseline) => Some(one(baseline)),
            Reading::Conflict(values) => Some(values.into_iter().map(one).collect::<Vec<_>>().join(" ／ ")),
        }
    };
    cells.filter_map(text).collect()
}
