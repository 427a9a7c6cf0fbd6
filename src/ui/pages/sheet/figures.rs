//! 数値目標等: 実績 above 目標, as the form prints them, and what the year before says to this one.

use super::plan_years;
use crate::{
    domain::{FiscalYear, IndicatorId, MeasureId, Tables},
    evaluate::{Carried, carried, judge},
    ui::{
        parts::{CaptionPlace, DataTable, TableStyle},
        route::Route,
        signs::{FigureText, JudgementBadge},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// 実績 above 目標, as the form prints them.
pub fn figures(tables: &Tables, measure: &MeasureId, of: FiscalYear, today: NaiveDate) -> impl IntoView + use<> {
    let years = plan_years(tables);
    let listed = tables.listed_indicators();
    let body = listed
        .into_iter()
        .filter(|(_, indicator)| indicator.measure.as_ref() == Some(measure))
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
        {references(tables, measure, of)}
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

fn baseline(tables: &Tables, id: &IndicatorId) -> String {
    let baselines = tables.baselines.settled().filter(|(key, _)| key.indicator == *id);
    let texts = baselines.map(|(_, baseline)| match baseline.shown.confirmed() {
        Some(shown) => format!("{}：{}", baseline.as_of, words::shown(shown)),
        None => format!("{}：{}", baseline.as_of, words::trust_mark(&baseline.shown)),
    });
    texts.collect::<Vec<_>>().join("、")
}

/// Targets and 累計 of the year before: 参考 until that year is 確定.
fn references(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let line = |carried: Carried| {
        let name = tables.indicators.get(&carried.indicator).map_or_else(|| carried.indicator.to_string(), |it| it.name.clone());
        let target = carried.target.as_ref().map(|target| format!("{}の目標 {}", carried.from.short(), words::target(target)));
        let cumulative = carried.cumulative.as_ref().map(|figure| format!("{}の実績 {}", carried.from.short(), words::figure(figure)));
        let said: Vec<String> = target.into_iter().chain(cumulative).collect();
        view! { <li>{format!("{name}：{}（{}）", said.join("、"), words::sheet::reference_mark(carried.from, carried.is_final))}</li> }
    };
    let lines = carried(tables, measure, year).into_iter().map(line).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="no-print">
                <summary>"前年度から引き継ぐ目標・累計"</summary>
                <ul>{lines}</ul>
            </details>
        }
    })
}
