//! 取組: the list by pillar, with its filters; each leads to its sheets. Beside it the looks at all of them at once.

mod cycle;
mod filled;
mod filter;
mod good_practices;
mod ratings;
mod reports;

use super::{LookHead, LooksFor, Span, indicators::heading};
use crate::{
    domain::{Measure, MeasureId, PillarId, Record, Tables},
    evaluate::sheet_years,
    session::Session,
    ui::{
        parts::{CaptionPlace, DataTable, EmptyState},
        route::{MeasuresView, Route},
        words,
    },
};
use filter::{Filter, Filters};
use leptos::prelude::*;

/// The head that all looks share, with the ways between them.
#[component]
fn Head(here: Route, title: &'static str, lead: &'static str, span: Span) -> impl IntoView {
    let looks = [
        (Route::Measures, "取組の一覧"),
        (Route::MeasuresAs(MeasuresView::Filled), "記入状況"),
        (Route::MeasuresAs(MeasuresView::Ratings), "評価の一覧"),
        (Route::MeasuresAs(MeasuresView::Reports), "所属の報告"),
        (Route::MeasuresAs(MeasuresView::GoodPractices), "優良事例"),
        (Route::MeasuresAs(MeasuresView::Cycle), "年度更新・確定"),
    ];
    let is_entry = |route: &Route| matches!(route, Route::MeasuresAs(MeasuresView::Reports));
    view! {
        <LookHead title lead span />
        <LooksFor label="取組の見かた" looks=looks.into() is_entry here />
    }
}

/// A look at all measures at once.
#[component]
pub fn MeasuresViewPage(view: MeasuresView) -> impl IntoView {
    let (title, lead, span) = match view {
        MeasuresView::Filled => ("記入状況", "票ごと・欄ごとに、入力済み・空欄・期限超過が分かります。", Span::OneYear),
        MeasuresView::Ratings => ("評価の一覧", "評価を重点項目（柱）と年度で数えます。", Span::AllYears),
        MeasuresView::Reports => ("所属の報告", "主管課のない取組は、所属ごとに実施状況を報告します。", Span::OneYear),
        MeasuresView::GoodPractices => ("優良事例", "所属が優良事例とした取組です。ワーキング会議や庁議の資料にします。", Span::OneYear),
        MeasuresView::Cycle => ("年度更新・確定", "次の年度の票を作り、終わった年度を確定します。", Span::OneYear),
    };
    view! {
        <main class="page" class:page--landscape=matches!(view, MeasuresView::Filled) id="main">
            <Head here=Route::MeasuresAs(view) title lead span />
            {match view {
                MeasuresView::Filled => view! { <filled::FilledLook /> }.into_any(),
                MeasuresView::Ratings => view! { <ratings::RatingsLook /> }.into_any(),
                MeasuresView::Reports => view! { <reports::ReportsLook /> }.into_any(),
                MeasuresView::GoodPractices => view! { <good_practices::GoodPracticesLook /> }.into_any(),
                MeasuresView::Cycle => view! { <cycle::CycleLook /> }.into_any(),
            }}
        </main>
    }
}

#[component]
pub fn MeasuresPage() -> impl IntoView {
    let session = Session::here();
    let filter = RwSignal::new(Filter::default());
    view! {
        <main class="page" id="main">
            <Head here=Route::Measures title="取組" lead="取組の一覧です。管理票のある取組は、年度を選ぶと内容が開きます。" span=Span::AllYears />
            <Filters filter />
            {move || match session.program().get() {
                None => view! { <EmptyState title="プログラムが選ばれていません" /> }.into_any(),
                Some(program) => list(&program.tables, &filter.get()),
            }}
        </main>
    }
}

fn list(tables: &Tables, filter: &Filter) -> AnyView {
    let measures: Vec<_> = tables.listed_measures().into_iter().filter(|(_, measure)| filter.passes(measure)).collect();
    let count = format!("{}件", measures.len());
    let of_pillar = |pillar: &PillarId| measures.iter().filter(|(_, measure)| measure.pillar == *pillar).copied().collect::<Vec<_>>();
    let sections = tables
        .listed_pillars()
        .into_iter()
        .map(|(id, pillar)| (heading(&pillar.number, &pillar.name), of_pillar(id)))
        .filter(|(_, measures)| !measures.is_empty())
        .map(|(heading, measures)| section(tables, heading, measures))
        .collect_view();
    view! {
        <p role="status">{count}</p>
        {sections}
    }
    .into_any()
}

fn section(tables: &Tables, heading: String, measures: Vec<(&MeasureId, &Measure)>) -> impl IntoView + use<> {
    let rows = measures.into_iter().map(|(id, measure)| row(tables, id, measure)).collect_view();
    view! {
        <section class="section">
            <h2>{heading.clone()}</h2>
            <DataTable caption=format!("{heading}の取組") caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"取組"</th>
                        <th scope="col">"主体・主管課"</th>
                        <th scope="col">"区分"</th>
                        <th scope="col">"内容・管理票"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
}

fn row(tables: &Tables, id: &MeasureId, measure: &Measure) -> impl IntoView + use<> {
    let sheets = sheet_years(tables, id)
        .into_iter()
        .map(|year| view! { <p><a href=Route::Sheet(id.clone(), year).href()>{format!("{}の進捗管理票", year.wareki())}</a></p> })
        .collect_view();
    let marks: Vec<&str> = words::tag(measure.tag).into_iter().chain([words::commitment(measure.commitment)]).collect();
    let section = (!measure.section.is_empty()).then(|| view! { <span class="small soft">{measure.section.clone()}<br /></span> });
    view! {
        <tr>
            <th scope="row">{section} {format!("{} {}", measure.number, measure.name).trim().to_owned()}</th>
            <td>{whose(tables, id, measure)}</td>
            <td>{marks.join("・")}</td>
            <td>{measure.summary.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view()} {sheets}</td>
        </tr>
    }
}

/// 主体 of N, 主管課 (関係課) of O.
pub(in crate::ui::pages) fn whose(tables: &Tables, id: &MeasureId, measure: &Measure) -> String {
    let actors = std::iter::once(&measure.actor).chain(&measure.further_actors).filter(|actor| !actor.is_empty());
    let mut names: Vec<String> = actors.cloned().collect();
    let mut in_brackets = String::new();
    if let Some(assignment) = tables.assignments.get(&Record::Measure(id.clone())) {
        let name = |id| tables.departments.get(id).map_or_else(String::new, |department| department.name.clone());
        names.extend(assignment.lead.iter().map(name));
        let related: Vec<String> =
            assignment.related.iter().map(name).chain([assignment.related_in_words.clone()]).filter(|name| !name.is_empty()).collect();
        if !related.is_empty() {
            in_brackets = format!("（{}）", related.join("、"));
        }
    }
    format!("{}{in_brackets}", names.join("、"))
}
