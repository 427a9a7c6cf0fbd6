//! まとめて入力: the figures of one year for all indicators on one page, judged as they are typed.

use super::{
    Head, Section, Span, outline, with_sections,
    writing::{Cell, enter_number, enter_words, field_text, field_words, qualifier, unit_of},
};
use crate::{
    domain::{CellId, FigureKey, FiscalYear, Indicator, IndicatorId, Part, PartId, Refusal, Tables, owner_of},
    evaluate::{Actual, Judgement, judge},
    register::Reading,
    session::{Editions, Session},
    ui::{
        pages::{ForEntry, Refused},
        parts::{CaptionPlace, CheckboxRow, Dashes, DataTable, FieldSize, LabelPlace, NumberField, TableStyle, TextField},
        route::{IndicatorsView, Route},
        signs::{FigureText, JudgementBadge},
        typed_number::TypedNumber,
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn BulkEntryPage() -> impl IntoView {
    let session = Session::here();
    let sections = outline(session);
    let editions = session.editions();
    let refusal = RwSignal::new(None::<Refusal>);
    let only_mine = RwSignal::new(false);
    let department = Memo::new(move |_| session.settings().get().department);
    let years = Memo::new(move |_| {
        let year = session.year().get();
        session.years().get().into_iter().filter(|shown| *shown <= year).collect::<Vec<_>>()
    });
    let shown = Memo::new(move |_| {
        let sections = sections.get()?;
        if !only_mine.get() {
            return Some(sections);
        }
        let program = session.program().get()?;
        let mine = move |id: &IndicatorId| is_mine(&program.tables, id, session);
        Some(sections.into_iter().filter_map(|section| section.keep(&mine)).collect())
    });
    view! {
        <main class="page" id="main">
            <Head
                here=Route::IndicatorsAs(IndicatorsView::Entry)
                title="まとめて入力"
                lead="選んだ年度の実績を続けて入力します。欄を離れると保存され、判定がすぐ変わります。"
                span=Span::OneYear
            />
            <ForEntry>
                <Show when=move || department.get().is_some()>
                    <CheckboxRow
                        label="自分の所属が担当する指標と、担当が決まっていない指標だけを出す"
                        checked=only_mine
                        on_change=move |is_checked| only_mine.set(is_checked)
                    />
                </Show>
                <Refused refusal />
                {move || {
                    let years = years.get();
                    with_sections(shown.get(), move |section| view! { <SectionForm section years=years.clone() refusal editions /> })
                }}
            </ForEntry>
        </main>
    }
}

fn is_mine(tables: &Tables, id: &IndicatorId, session: Session) -> bool {
    let department = session.settings().get().department;
    let key = FigureKey { indicator: id.clone(), year: session.year().get(), part: None };
    department.is_none_or(|department| owner_of(tables, &CellId::Figure(key)).includes(&department))
}

#[component]
fn SectionForm(section: Section, years: Vec<FiscalYear>, refusal: RwSignal<Option<Refusal>>, editions: Memo<Editions>) -> impl IntoView {
    let Section { heading, groups, .. } = section;
    let (year, earlier) = match years.split_last() {
        Some((year, earlier)) => (year.short(), earlier.to_vec()),
        None => (String::new(), Vec::new()),
    };
    let heads = earlier.iter().map(|year| view! { <th scope="col">{year.short()}</th> }).collect_view();
    let ids = groups.into_iter().flat_map(|(_, ids)| ids);
    let rows = ids.map(|id| view! { <Row id years=years.clone() refusal editions /> }).collect_view();
    view! {
        <section class="section section--apart">
            <h2>{heading.clone()}</h2>
            <DataTable caption=format!("{heading}の実績の入力") caption_place=CaptionPlace::Hidden style=TableStyle::Pinned>
                <thead>
                    <tr>
                        <th scope="col">"指標"</th>
                        {heads}
                        <th scope="col">{format!("{year}実績")}</th>
                        <th scope="col">{format!("{year}目標")}</th>
                        <th scope="col">{format!("{year}判定")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
}

/// One indicator. The fields stand through every edit; only figures and verdicts around them follow.
#[component]
fn Row(id: IndicatorId, years: Vec<FiscalYear>, refusal: RwSignal<Option<Refusal>>, editions: Memo<Editions>) -> impl IntoView {
    let session = Session::here();
    let edition = Session::edition(editions, id.clone());
    let (for_definition, for_earlier, for_judging, for_fields) = (id.clone(), id.clone(), id.clone(), id.clone());
    let definition = Memo::new(move |_| {
        // Read and not only tracked: a memo that was never worked out does not hear of changes.
        edition.get();
        let program = session.program().get_untracked()?;
        program.tables.indicators.reading(&for_definition).values().into_iter().next().cloned()
    });
    let year = years.last().copied();
    // Of the earlier years only the figures show: judging them too would cost ten times as much.
    let earlier = Memo::new(move |_| {
        // Read and not only tracked: a memo that was never worked out does not hear of changes.
        edition.get();
        let (program, indicator) = (session.program().get_untracked()?, definition.get()?);
        let n_earlier = years.len().saturating_sub(1);
        Some(figures_of(&program.tables, &for_earlier, &indicator, &years[..n_earlier]))
    });
    let judged = Memo::new(move |_| {
        // Read and not only tracked: a memo that was never worked out does not hear of changes.
        edition.get();
        let (program, year) = (session.program().get_untracked()?, year?);
        Some(judge(&program.tables, &for_judging, year, session.today().get()))
    });
    move || {
        let (indicator, year) = (definition.get()?, year?);
        let title = format!("{}{}", indicator.mark, indicator.name);
        let for_figures = indicator.clone();
        let fields = fields(session, &for_fields, &indicator, year, refusal);
        Some(view! {
            <tr class="keep-whole">
                <th scope="row">
                    <a href=Route::Indicator(id.clone()).href()>{title}</a>
                </th>
                {move || earlier_cells(earlier.get().unwrap_or_default(), &for_figures)}
                <td>{fields}</td>
                {move || judged_cells(judged.get().unwrap_or_default())}
            </tr>
        })
    }
}

/// The figures of some years, year by year and part by part, in one walk over the indicator's cells.
fn figures_of(tables: &Tables, id: &IndicatorId, indicator: &Indicator, years: &[FiscalYear]) -> Vec<Vec<Actual>> {
    let parts: Vec<Option<PartId>> =
        if indicator.parts.is_empty() { vec![None] } else { indicator.parts.iter().map(|part| Some(part.id.clone())).collect() };
    let absent = || parts.iter().map(|part| Actual { part: part.clone(), shown: Reading::Absent }).collect::<Vec<_>>();
    let mut figures: Vec<Vec<Actual>> = years.iter().map(|_| absent()).collect();
    let from = FigureKey { indicator: id.clone(), year: FiscalYear::FIRST, part: None };
    for (key, cell) in tables.figures.cells_from(&from).take_while(|(key, _)| key.indicator == *id) {
        let of_year = years.binary_search(&key.year).ok().and_then(|place| figures.get_mut(place));
        if let Some(actual) = of_year.and_then(|actuals| actuals.iter_mut().find(|actual| actual.part == key.part)) {
            actual.shown = cell.reading().map(|figure| figure.shown.clone());
        }
    }
    figures
}

fn earlier_cells(years: Vec<Vec<Actual>>, indicator: &Indicator) -> impl IntoView + use<> {
    let cell = |actuals: Vec<Actual>| {
        let figures =
            actuals.into_iter().map(|actual| view! { <div><FigureText actual indicator=indicator.clone() /></div> }).collect_view();
        view! { <td class="number">{figures}</td> }
    };
    years.into_iter().map(cell).collect_view()
}

fn judged_cells(judgements: Vec<Judgement>) -> impl IntoView {
    let targets = judgements.iter().map(|judgement| view! { <div>{words::target_reading(&judgement.target)}</div> }).collect_view();
    let verdicts = judgements.into_iter().map(|judgement| view! { <div><JudgementBadge judgement /></div> }).collect_view();
    view! {
        <td class="target">{targets}</td>
        <td>{verdicts}</td>
    }
}

fn fields(
    session: Session,
    id: &IndicatorId,
    indicator: &Indicator,
    year: FiscalYear,
    refusal: RwSignal<Option<Refusal>>,
) -> impl IntoView + use<> {
    let parts: Vec<Option<Part>> =
        if indicator.parts.is_empty() { vec![None] } else { indicator.parts.iter().cloned().map(Some).collect() };
    let field = |part: Option<Part>| {
        let key = FigureKey { indicator: id.clone(), year, part: part.as_ref().map(|part| part.id.clone()) };
        let Cell { figure, write } = Cell::of(session, key, refusal);
        let unit = unit_of(indicator, part.as_ref());
        let part = part.map(|part| part.label).unwrap_or_default();
        let label = format!("{}{} {part}の実績値", indicator.mark, indicator.name);
        let mark = (!part.is_empty()).then(|| view! { <span class="small soft">{part}</span> });
        let qualifier = qualifier(indicator.accumulation);
        if unit.is_empty() {
            let enter = move |words: String| write.run(Box::new(move |figure| enter_words(figure, words)));
            let value = Signal::derive(move || figure.get().as_ref().map(field_words).unwrap_or_default());
            view! { {mark} <TextField label value on_change=enter place=LabelPlace::Hidden size=FieldSize::Dense /> }.into_any()
        } else {
            let for_entry = unit.clone();
            let enter = move |typed: TypedNumber| {
                let unit = for_entry.clone();
                write.run(Box::new(move |figure| enter_number(figure, typed, unit, qualifier)));
            };
            let value = Signal::derive(move || figure.get().as_ref().map(field_text).unwrap_or_default());
            view! {
                {mark}
                <NumberField
                    label
                    unit
                    value
                    on_change=enter
                    dashes=Dashes::Accepted
                    place=LabelPlace::Hidden
                    size=FieldSize::Dense
                />
            }
            .into_any()
        }
    };
    parts.into_iter().map(field).collect_view()
}
