//! 取組: the list by pillar, with its filters; each leads to its sheets.

use super::indicators::heading;
use crate::{
    domain::{Commitment, Measure, MeasureId, PillarId, Record, Tables, Tag},
    session::Session,
    ui::{
        parts::{CaptionPlace, DataTable, EmptyState, FieldSize, Item, Select},
        route::Route,
        words,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the list shows. `None` shows all.
#[derive(Clone, Default, PartialEq)]
struct Filter {
    actor: Option<String>,
    tag: Option<Tag>,
    commitment: Option<Commitment>,
}

impl Filter {
    fn passes(&self, measure: &Measure) -> bool {
        let is_actor = |actor: &String| measure.actor == *actor || measure.further_actors.contains(actor);
        self.actor.as_ref().is_none_or(is_actor)
            && self.tag.is_none_or(|tag| measure.tag == tag)
            && self.commitment.is_none_or(|commitment| measure.commitment == commitment)
    }
}

#[component]
pub fn MeasuresPage() -> impl IntoView {
    let session = Session::here();
    let filter = RwSignal::new(Filter::default());
    let title = move || {
        let program = session.program().get();
        let vocabulary = program.and_then(|program| program.tables.vocabulary.get(&()).map(|words| words.measure.clone()));
        vocabulary.unwrap_or_else(|| "取組".to_owned())
    };
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <h1>"取組"</h1>
                <p class="lead">{title} "の一覧です。管理票のある取組は、年度を選ぶと内容が開きます。"</p>
            </div>
            <Filters filter />
            {move || match session.program().get() {
                None => view! { <EmptyState title="プログラムが選ばれていません" /> }.into_any(),
                Some(program) => list(&program.tables, &filter.get()),
            }}
        </main>
    }
}

#[component]
fn Filters(filter: RwSignal<Filter>) -> impl IntoView {
    let session = Session::here();
    let actors = Signal::derive(move || {
        let program = session.program().get();
        let measures = program.iter().flat_map(|program| program.tables.listed_measures().into_iter().map(|(_, it)| it.actor.clone()));
        let actors: BTreeSet<String> = measures.filter(|actor| !actor.is_empty()).collect();
        let named = actors.into_iter().map(|actor| Item::new(Some(actor.clone()), actor));
        std::iter::once(Item::new(None, "すべて")).chain(named).collect::<Vec<_>>()
    });
    let tags = [None, Some(Tag::New), Some(Tag::Expanded), Some(Tag::None)]
        .map(|tag| Item::new(tag, tag.map_or("すべて", |tag| words::tag(tag).unwrap_or("印なし"))));
    let commitments = [None, Some(Commitment::CarryOut), Some(Commitment::Consider), Some(Commitment::Both)]
        .map(|it| Item::new(it, it.map_or("すべて", words::commitment)));
    let has_actors = move || actors.get().len() > 1;
    view! {
        <Show when=has_actors>
            <div class="row row--bottom">
                <Select
                    label="主体"
                    items=actors
                    selected=Signal::derive(move || Some(filter.get().actor))
                    on_change=move |actor| filter.update(|filter| filter.actor = actor)
                    size=FieldSize::Short
                />
                <Select
                    label="新規・拡充"
                    items=tags.to_vec()
                    selected=Signal::derive(move || Some(filter.get().tag))
                    on_change=move |tag| filter.update(|filter| filter.tag = tag)
                    size=FieldSize::Short
                />
                <Select
                    label="実施・検討"
                    items=commitments.to_vec()
                    selected=Signal::derive(move || Some(filter.get().commitment))
                    on_change=move |commitment| filter.update(|filter| filter.commitment = commitment)
                    size=FieldSize::Short
                />
            </div>
        </Show>
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
    let years: BTreeSet<_> = tables.passages.cells().filter(|(key, _)| key.measure == *id).map(|(key, _)| key.year).collect();
    let sheets = years
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
pub(super) fn whose(tables: &Tables, id: &MeasureId, measure: &Measure) -> String {
    let actors = std::iter::once(&measure.actor).chain(&measure.further_actors).filter(|actor| !actor.is_empty());
    let mut names: Vec<String> = actors.cloned().collect();
    if let Some(assignment) = tables.assignments.get(&Record::Measure(id.clone())) {
        let name = |id| tables.departments.get(id).map_or_else(String::new, |department| department.name.clone());
        names.extend(assignment.lead.iter().map(name));
        let related: Vec<String> =
            assignment.related.iter().map(name).chain([assignment.related_in_words.clone()]).filter(|name| !name.is_empty()).collect();
        if !related.is_empty() {
            names.push(format!("（{}）", related.join("、")));
        }
    }
    names.join("、")
}
