//! 評価の一覧: ratings by pillar and year, each number with the measures behind it.

use crate::{
    domain::{FiscalYear, GradeId, MeasureId, PillarId, Tables},
    evaluate::{Rated, ratings},
    session::Session,
    ui::{
        pages::{indicators::heading, sheet::grade_text},
        parts::{CaptionPlace, DataTable, EmptyState},
        route::Route,
    },
};
use leptos::prelude::*;

#[component]
pub fn RatingsLook() -> impl IntoView {
    let session = Session::here();
    move || {
        let program = session.program().get()?;
        let tables = &program.tables;
        let years: Vec<(FiscalYear, Vec<(PillarId, Rated)>)> =
            session.years().get().into_iter().map(|year| (year, ratings(tables, year))).filter(|(_, rated)| !rated.is_empty()).collect();
        if years.is_empty() || tables.rating_scale.get(&()).is_none() {
            return Some(view! { <EmptyState title="評価のある管理票はまだありません" /> }.into_any());
        }
        Some(years.into_iter().rev().map(|(year, rated)| of_year(tables, year, rated)).collect_view().into_any())
    }
}

fn of_year(tables: &Tables, year: FiscalYear, rated: Vec<(PillarId, Rated)>) -> impl IntoView + use<> {
    let scale = tables.rating_scale.get(&());
    let grades = scale.iter().flat_map(|scale| scale.grades.iter().map(|grade| &grade.id));
    let decisions = scale.iter().flat_map(|scale| scale.decisions.iter().map(|decision| &decision.id));
    let columns: Vec<_> = grades.chain(decisions).cloned().collect();
    let number = |measures: &[MeasureId]| {
        let links = measures.iter().map(|id| {
            let name = tables.measures.get(id).map(|it| if it.number.is_empty() { it.name.clone() } else { it.number.clone() });
            view! { <a href=Route::Sheet(id.clone(), year).href()>{name.unwrap_or_else(|| id.to_string())}</a> " " }
        });
        let links = links.collect_view();
        let n_measures = measures.len();
        view! { <td>{n_measures} {(n_measures != 0).then(|| view! { "（取組 " {links} "）" })}</td> }
    };
    let row = |(pillar, rated): &(PillarId, Rated)| {
        let name = tables.pillars.get(pillar).map(|it| heading(&it.number, &it.name)).unwrap_or_else(|| pillar.to_string());
        let given = columns.iter().map(|grade| number(rated.given.get(grade).map_or(&[], Vec::as_slice))).collect_view();
        view! { <tr><th scope="row">{name}</th> {given} {number(&rated.unrated)} {number(&rated.in_conflict)}</tr> }
    };
    let total = |of: &dyn Fn(&Rated) -> usize| rated.iter().map(|(_, rated)| of(rated)).sum::<usize>();
    let totals = columns.iter().map(|grade| total(&|rated| rated.given.get(grade).map_or(0, Vec::len))).collect::<Vec<_>>();
    let (unrated, disputed) = (total(&|rated| rated.unrated.len()), total(&|rated| rated.in_conflict.len()));
    let head = |grade: &GradeId| {
        let words = scale.map_or_else(|| grade.to_string(), |scale| grade_text(scale, grade));
        view! { <th scope="col">{words}</th> }
    };
    let heads = columns.iter().map(head).collect_view();
    let rows = rated.iter().map(row).collect_view();
    let totals = totals.into_iter().map(|n| view! { <td>{n}</td> }).collect_view();
    view! {
        <section class="section">
            <h2>{format!("{}の評価", year.wareki())}</h2>
            <DataTable caption=format!("{}の評価の数", year.wareki()) caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"重点項目・柱"</th>
                        {heads}
                        <th scope="col">"未評価"</th>
                        <th scope="col">"内容の食い違い"</th>
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    <tr>
                        <th scope="row">"合計"</th>
                        {totals}
                        <td>{unrated}</td>
                        <td>{disputed}</td>
                    </tr>
                </tbody>
            </DataTable>
        </section>
    }
}
