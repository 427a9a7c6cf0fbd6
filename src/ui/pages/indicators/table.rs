//! 現状及び目標: the document's own table with live verdicts.

use super::{Course, FarColumn, Head, Section, Span, course, outline, with_sections};
use crate::{
    domain::{FiscalYear, Indicator, IndicatorId},
    evaluate::{Mark, judge},
    session::{Editions, Session},
    ui::{
        parts::{CaptionPlace, DataTable, FieldSize, Item, Select, TableStyle},
        route::Route,
        signs::{FigureText, JudgementBadge, Sign},
        words,
    },
};
use leptos::prelude::*;

/// How many earlier years stand beside the chosen one, as the document prints R1 to R4.
const EARLIER_YEARS: usize = 4;

#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let session = Session::here();
    let sections = outline(session);
    let editions = session.editions();
    let years = Memo::new(move |_| shown_years(session));
    let mark = RwSignal::new(None::<Mark>);
    // Judged as a whole only while somebody asks for one mark: otherwise an edit judges its own row.
    let shown = Memo::new(move |_| {
        let (sections, Some(mark)) = (sections.get()?, mark.get()) else { return sections.get() };
        let (program, year, today) = (session.program().get()?, session.year().get(), session.today().get());
        let is_wanted = |id: &IndicatorId| Mark::of(&judge(&program.tables, id, year, today)) == mark;
        Some(sections.into_iter().filter_map(|section| section.keep(&is_wanted)).collect())
    });
    let marks: Vec<_> =
        std::iter::once(Item::new(None, "すべて")).chain(Mark::ALL.map(|mark| Item::new(Some(mark), words::mark(mark)))).collect();
    let found = move || {
        let (mark, sections) = (mark.get()?, shown.get()?);
        let n: usize = sections.iter().flat_map(|section| &section.groups).map(|(_, ids)| ids.len()).sum();
        Some(format!("{}の判定が「{}」の指標は{n}件です。", session.year().get().wareki(), words::mark(mark)))
    };
    view! {
        <main class="page" id="main">
            <Head
                here=Route::Indicators
                title="指標"
                lead="現状及び目標。指標名か判定を選ぶと、判定の根拠・入力欄・推移が開きます。"
                span=Span::OneYear
            />
            <div class="row row--bottom">
                <div class="no-print">
                    <Select label="判定" items=marks selected=Signal::derive(move || Some(mark.get())) on_change=move |chosen| mark.set(chosen) size=FieldSize::Short />
                </div>
                <p role="status">{found}</p>
            </div>
            {move || {
                let years = years.get();
                match shown.get() {
                    Some(none) if none.is_empty() && mark.get().is_some() => ().into_any(),
                    shown => with_sections(shown, move |section| view! { <SectionTable section years=years.clone() editions /> }),
                }
            }}
        </main>
    }
}

fn shown_years(session: Session) -> Vec<FiscalYear> {
    let year = session.year().get();
    let first = session.years().get().into_iter().min().unwrap_or(year);
    let mut years: Vec<FiscalYear> = std::iter::successors(Some(year), |year| year.previous())
        .take(EARLIER_YEARS + 1)
        // A document's table begins where its figures begin.
        .filter(|shown| *shown >= first || *shown == year)
        .collect();
    years.reverse();
    years
}

#[component]
fn SectionTable(section: Section, years: Vec<FiscalYear>, editions: Memo<Editions>) -> impl IntoView {
    let Section { heading, groups, far } = section;
    let year = years.last().map(|year| year.short()).unwrap_or_default();
    let n_columns = years.len() + if far == FarColumn::Shown { 4 } else { 3 };
    let heads = years.iter().map(|year| view! { <th scope="col">{year.short()}</th> }).collect_view();
    let bodies = groups
        .into_iter()
        .map(|(group, ids)| {
            let head = (!group.is_empty()).then(|| view! { <tr><th scope="rowgroup" colspan=n_columns.to_string()>{group}</th></tr> });
            let rows = ids.into_iter().map(|id| view! { <Row id years=years.clone() far editions /> }).collect_view();
            view! { <tbody>{head} {rows}</tbody> }
        })
        .collect_view();
    view! {
        <section class="section section--apart">
            <h2>{heading.clone()}</h2>
            <DataTable caption=format!("{heading}の指標") caption_place=CaptionPlace::Hidden style=TableStyle::Pinned>
                <thead>
                    <tr>
                        <th scope="col">"指標"</th>
                        {heads}
                        <th scope="col">{format!("{year}目標")}</th>
                        <th scope="col">{format!("{year}判定")}</th>
                        {(far == FarColumn::Shown).then(|| view! { <th scope="col">"めざす水準"</th> })}
                    </tr>
                </thead>
                {bodies}
            </DataTable>
        </section>
    }
}

#[derive(Clone, PartialEq)]
struct Line {
    indicator: Indicator,
    course: Course,
}

/// One indicator. Only the row whose figures changed is judged and drawn anew.
#[component]
fn Row(id: IndicatorId, years: Vec<FiscalYear>, far: FarColumn, editions: Memo<Editions>) -> impl IntoView {
    let session = Session::here();
    let edition = Session::edition(editions, id.clone());
    let wanted = id.clone();
    let line = Memo::new(move |_| {
        // Read and not only tracked: a memo that was never worked out does not hear of changes.
        edition.get();
        let program = session.program().get_untracked()?;
        let indicator = program.tables.indicators.reading(&wanted).values().into_iter().next()?.clone();
        Some(Line { indicator, course: course(&program, &wanted, &years, session.today().get()) })
    });
    move || line.get().map(|line| line_view(&id, line, far))
}

fn line_view(id: &IndicatorId, line: Line, far: FarColumn) -> impl IntoView + use<> {
    let Line { indicator, course } = line;
    let href = Route::Indicator(id.clone()).href();
    let current = course.last().map(|(_, judgements)| judgements.clone()).unwrap_or_default();
    let figures = course
        .into_iter()
        .map(|(_, judgements)| {
            let actuals = judgements.into_iter().flat_map(|judgement| judgement.actual);
            let figures = actuals.map(|actual| view! { <div><FigureText actual indicator=indicator.clone() /></div> }).collect_view();
            view! { <td class="number">{figures}</td> }
        })
        .collect_view();
    let targets = current.iter().map(|judgement| view! { <div>{words::target_reading(&judgement.target)}</div> }).collect_view();
    let far_goals = current
        .iter()
        .filter_map(|judgement| judgement.far_goal.clone())
        .map(|goal| view! { <div>{words::target_reading(&goal.target)} " " <Sign verdict=goal.finding.verdict /></div> })
        .collect_view();
    let verdict_href = href.clone();
    view! {
        <tr>
            <th scope="row">
                <a href=href>{format!("{}{}", indicator.mark, indicator.name)}</a>
            </th>
            {figures}
            <td class="target">{targets}</td>
            <td>
                {current
                    .into_iter()
                    .map(|judgement| view! { <a class="verdict-link" href=verdict_href.clone()><JudgementBadge judgement /></a> })
                    .collect_view()}
            </td>
            {(far == FarColumn::Shown).then(|| view! { <td>{far_goals}</td> })}
        </tr>
    }
}
