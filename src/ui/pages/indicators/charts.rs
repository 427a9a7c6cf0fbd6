//! 図: small charts of every indicator, pillar by pillar. The numbers stand in 各年度の実績と目標.

use super::{
    Course, Head, Section, Span, course, outline,
    trend::{describe, gap_of, trend_of},
    with_sections,
};
use crate::{
    domain::{Indicator, IndicatorId},
    session::Session,
    ui::{
        charts::{Trend, TrendChart},
        parts::{CaptionPlace, DataTable},
        route::{IndicatorsView, Route},
        signs::FigureText,
    },
};
use leptos::prelude::*;

#[component]
pub fn IndicatorChartsPage() -> impl IntoView {
    let session = Session::here();
    let sections = outline(session);
    view! {
        <main class="page" id="main">
            <Head
                here=Route::IndicatorsAs(IndicatorsView::Charts)
                title="図"
                lead="指標の推移を柱ごとに並べます。図の下に同じ数値の表があります。"
                span=Span::AllYears
            />
            {move || {
                with_sections(sections.get(), |section| {
                    let Section { heading, groups, .. } = section;
                    let ids = groups.into_iter().flat_map(|(_, ids)| ids);
                    view! {
                        <section class="section">
                            <h2>{heading}</h2>
                            <div class="small-multiples">{ids.map(|id| view! { <Small id /> }).collect_view()}</div>
                        </section>
                    }
                })
            }}
        </main>
    }
}

/// One indicator: its chart, the gap of its parts where that is what counts, and its numbers.
#[component]
fn Small(id: IndicatorId) -> impl IntoView {
    let session = Session::here();
    let wanted = id.clone();
    let shown = Memo::new(move |_| {
        let program = session.program().get()?;
        let indicator = program.tables.indicators.reading(&wanted).values().into_iter().next()?.clone();
        let course = course(&program, &wanted, &session.years().get(), session.today().get());
        Some((indicator, course))
    });
    move || shown.get().map(|(indicator, course)| small_view(&id, &indicator, course))
}

fn small_view(id: &IndicatorId, indicator: &Indicator, course: Course) -> impl IntoView + use<> {
    let title = format!("{}{}", indicator.mark, indicator.name);
    let chart = |title: String, trend: Trend| {
        let description = describe(&trend);
        view! { <TrendChart trend=Signal::derive(move || trend.clone()) title description /> }
    };
    let gap = gap_of(&course).map(|gap| chart(format!("{title}（差）"), gap));
    let trend = trend_of(indicator, &course);
    let has_numbers = trend.scale().is_some();
    let picture = has_numbers.then(|| chart(title.clone(), trend));
    let heads = course.iter().map(|(year, _)| view! { <th scope="col">{year.short()}</th> }).collect_view();
    let cells = course
        .into_iter()
        .map(|(_, judgements)| {
            let actuals = judgements.into_iter().flat_map(|judgement| judgement.actual);
            let figures = actuals.map(|actual| view! { <div><FigureText actual indicator=indicator.clone() /></div> }).collect_view();
            view! { <td class="number">{figures}</td> }
        })
        .collect_view();
    view! {
        <div class="small-multiple">
            <h3><a href=Route::Indicator(id.clone()).href()>{title.clone()}</a></h3>
            {picture}
            {gap}
            <DataTable caption=format!("{title}の数値") caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>
                    <tr>{cells}</tr>
                </tbody>
            </DataTable>
        </div>
    }
}
