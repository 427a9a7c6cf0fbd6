//! 指標: the document's own table (現状及び目標) with live verdicts.

use super::YearSelect;
use crate::{
    domain::{FiscalYear, Indicator, IndicatorId, PillarId, TargetKey, TargetSlot, Trust},
    evaluate::{Judgement, judge},
    register::Reading,
    session::Session,
    ui::{
        parts::{DataTable, EmptyState, TableStyle},
        route::Route,
        signs::{FigureText, JudgementBadge},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many earlier years stand beside the chosen one, as the document prints R1 to R4.
const EARLIER_YEARS: usize = 4;

/// One line of the table: an indicator, or one of its parts judged by itself.
#[derive(Clone, PartialEq)]
struct Line {
    id: IndicatorId,
    indicator: Indicator,
    /// Judgements of the earlier years, then of the chosen one; several where parts are judged each.
    years: Vec<(FiscalYear, Vec<Judgement>)>,
    far_goal: String,
}

#[derive(Clone, PartialEq)]
struct Section {
    heading: String,
    lines: Vec<Line>,
}

#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let session = Session::here();
    let sections = Memo::new(move |_| {
        let program = session.program().get()?;
        Some(sections(&program.tables, session.year().get(), session.today().get()))
    });
    view! {
        <main class="page" id="main">
            <div class="page-head row row--apart row--bottom">
                <div>
                    <h1>"指標"</h1>
                    <p class="lead">"現状及び目標。指標名を選ぶと、推移・判定の理由・入力欄が開きます。"</p>
                </div>
                <YearSelect />
            </div>
            {move || match sections.get() {
                None => view! { <EmptyState title="プログラムが選ばれていません" /> }.into_any(),
                Some(sections) if sections.is_empty() => view! { <EmptyState title="指標が登録されていません" /> }.into_any(),
                Some(sections) => {
                    let year = session.year().get();
                    sections.into_iter().map(|section| section_view(section, year)).collect_view().into_any()
                }
            }}
        </main>
    }
}

fn section_view(section: Section, year: FiscalYear) -> impl IntoView + use<> {
    let years: Vec<FiscalYear> = section.lines.first().map(|line| line.years.iter().map(|(year, _)| *year).collect()).unwrap_or_default();
    let heading = section.heading.clone();
    // O has no target without a date: an empty column would only ask what is missing.
    let far = if section.lines.iter().any(|line| !line.far_goal.is_empty()) { FarColumn::Shown } else { FarColumn::None };
    view! {
        <section class="section">
            <h2>{heading.clone()}</h2>
            <DataTable caption=format!("{heading}の指標") caption_place=crate::ui::parts::CaptionPlace::Hidden style=TableStyle::Pinned>
                <thead>
                    <tr>
                        <th scope="col">"指標"</th>
                        {years.into_iter().map(|year| view! { <th scope="col">{year.short()}</th> }).collect_view()}
                        <th scope="col">{format!("{}目標", year.short())}</th>
                        <th scope="col">{format!("{}判定", year.short())}</th>
                        {(far == FarColumn::Shown).then(|| view! { <th scope="col">"めざす水準"</th> })}
                    </tr>
                </thead>
                <tbody>{section.lines.into_iter().map(|line| line_view(line, far)).collect_view()}</tbody>
            </DataTable>
        </section>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FarColumn {
    Shown,
    None,
}

fn line_view(line: Line, far: FarColumn) -> impl IntoView + use<> {
    let Line { id, indicator, years, far_goal } = line;
    let current = years.last().map(|(_, judgements)| judgements.clone()).unwrap_or_default();
    let group = (!indicator.group.is_empty()).then(|| view! { <span class="small soft">{indicator.group.clone()}<br /></span> });
    view! {
        <tr>
            <th scope="row">
                {group} <a href=Route::Indicator(id).href()>{format!("{}{}", indicator.mark, indicator.name)}</a>
            </th>
            {years
                .into_iter()
                .map(|(_, judgements)| {
                    let indicator = indicator.clone();
                    view! {
                        <td class="number">
                            {judgements
                                .into_iter()
                                .flat_map(|judgement| judgement.actual)
                                .map(|actual| view! { <div><FigureText actual indicator=indicator.clone() /></div> })
                                .collect_view()}
                        </td>
                    }
                })
                .collect_view()}
            <td>
                {current
                    .iter()
                    .map(|judgement| view! { <div>{words::target_reading(&judgement.target)}</div> })
                    .collect_view()}
            </td>
            <td>
                {current.into_iter().map(|judgement| view! { <div><JudgementBadge judgement /></div> }).collect_view()}
            </td>
            {(far == FarColumn::Shown).then(|| view! { <td>{far_goal}</td> })}
        </tr>
    }
}

fn sections(tables: &crate::domain::Tables, year: FiscalYear, today: NaiveDate) -> Vec<Section> {
    let mut years: Vec<FiscalYear> = std::iter::successors(Some(year), |year| year.previous()).take(EARLIER_YEARS + 1).collect();
    years.reverse();
    // A document's table begins where its figures begin.
    let first = tables.figures.cells().map(|(key, _)| key.year).min().unwrap_or(year);
    years.retain(|shown| *shown >= first || *shown == year);
    let line = |id: &IndicatorId, indicator: &Indicator| Line {
        id: id.clone(),
        indicator: indicator.clone(),
        years: years.iter().map(|year| (*year, judge(tables, id, *year, today))).collect(),
        far_goal: far_goal(tables, id),
    };
    let lines_of = |pillar: &PillarId| {
        let listed = tables.listed_indicators();
        listed.into_iter().filter(|(_, indicator)| indicator.pillar == *pillar).map(|(id, indicator)| line(id, indicator)).collect()
    };
    tables
        .listed_pillars()
        .into_iter()
        .map(|(id, pillar)| Section { heading: heading(&pillar.number, &pillar.name), lines: lines_of(id) })
        .filter(|section| !section.lines.is_empty())
        .collect()
}

/// `1 社会情勢の変化に適応した…`; of a name in doubt every reading.
pub(super) fn heading(number: &str, name: &Trust<String>) -> String {
    let name = match name {
        Trust::Confirmed(name) => name.clone(),
        Trust::Candidates { readings, .. } => {
            let readings: Vec<&str> = readings.iter().flatten().map(String::as_str).collect();
            format!("{}（原本照合待ち）", readings.join(" または "))
        }
        Trust::Lost { .. } => "（欠落）".to_owned(),
    };
    format!("{number} {name}")
}

fn far_goal(tables: &crate::domain::Tables, id: &IndicatorId) -> String {
    let key = TargetKey { indicator: id.clone(), slot: TargetSlot::Far, part: None };
    match tables.targets.reading(&key) {
        Reading::Absent => String::new(),
        reading => words::target_reading(&reading.map(|target| target.rule.clone())),
    }
}
