//! まとめて入力: the figures of one year for all indicators on one page, judged as they are typed.

use super::{
    Course, Head, Section, Span, course, outline, with_sections,
    writing::{Cell, enter_number, enter_words, field_text, field_words, qualifier, unit_of},
};
use crate::{
    domain::{FigureKey, FiscalYear, Indicator, IndicatorId, Part, Refusal, Tables, owner_of},
    session::Session,
    ui::{
        parts::{
            Arrival, CaptionPlace, CheckboxRow, Dashes, DataTable, FieldSize, LabelPlace, Notice, NumberField, TableStyle, TextField, Tone,
        },
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
            <Show when=move || department.get().is_some()>
                <CheckboxRow
                    label="自分の所属が担当する指標と、担当が決まっていない指標だけを出す"
                    checked=only_mine
                    on_change=move |is_checked| only_mine.set(is_checked)
                />
            </Show>
            {move || {
                refusal.get().map(|refusal| {
                    view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="入力を保存できませんでした"><p>{words::refusal(&refusal)}</p></Notice> }
                })
            }}
            {move || {
                let years = years.get();
                with_sections(shown.get(), move |section| view! { <SectionForm section years=years.clone() refusal /> })
            }}
        </main>
    }
}

fn is_mine(tables: &Tables, id: &IndicatorId, session: Session) -> bool {
    let department = session.settings().get().department;
    let key = FigureKey { indicator: id.clone(), year: session.year().get(), part: None };
    department.is_none_or(|department| owner_of(tables, &crate::domain::CellId::Figure(key)).includes(&department))
}

#[component]
fn SectionForm(section: Section, years: Vec<FiscalYear>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let Section { heading, groups, .. } = section;
    let (year, earlier) = match years.split_last() {
        Some((year, earlier)) => (year.short(), earlier.to_vec()),
        None => (String::new(), Vec::new()),
    };
    let heads = earlier.iter().map(|year| view! { <th scope="col">{year.short()}</th> }).collect_view();
    let ids = groups.into_iter().flat_map(|(_, ids)| ids);
    let rows = ids.map(|id| view! { <Row id years=years.clone() refusal /> }).collect_view();
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
fn Row(id: IndicatorId, years: Vec<FiscalYear>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let (for_definition, for_course, for_fields) = (id.clone(), id.clone(), id.clone());
    let definition = Memo::new(move |_| {
        let program = session.program().get()?;
        program.tables.indicators.reading(&for_definition).values().into_iter().next().cloned()
    });
    let (year, for_judging) = (years.last().copied(), years);
    let judged = Memo::new(move |_| {
        let program = session.program().get();
        program.map_or_else(Course::new, |program| course(&program, &for_course, &for_judging, session.today().get()))
    });
    move || {
        let (indicator, year) = (definition.get()?, year?);
        let title = format!("{}{}", indicator.mark, indicator.name);
        let earlier = indicator.clone();
        let fields = fields(session, &for_fields, &indicator, year, refusal);
        Some(view! {
            <tr>
                <th scope="row">
                    <a href=Route::Indicator(id.clone()).href()>{title}</a>
                </th>
                {move || earlier_cells(&judged.get(), &earlier)}
                <td>{fields}</td>
                {move || judged_cells(&judged.get())}
            </tr>
        })
    }
}

fn earlier_cells(course: &Course, indicator: &Indicator) -> impl IntoView + use<> {
    let n_earlier = course.len().saturating_sub(1);
    let cell = |(_, judgements): &(FiscalYear, Vec<crate::evaluate::Judgement>)| {
        let actuals = judgements.iter().flat_map(|judgement| judgement.actual.clone());
        let figures = actuals.map(|actual| view! { <div><FigureText actual indicator=indicator.clone() /></div> }).collect_view();
        view! { <td class="number">{figures}</td> }
    };
    course.iter().take(n_earlier).map(cell).collect_view()
}

fn judged_cells(course: &Course) -> impl IntoView + use<> {
    let judgements = course.last().map(|(_, judgements)| judgements.clone()).unwrap_or_default();
    let targets = judgements.iter().map(|judgement| view! { <div>{words::target_reading(&judgement.target)}</div> }).collect_view();
    let verdicts = judgements.into_iter().map(|judgement| view! { <div><JudgementBadge judgement /></div> }).collect_view();
    view! {
        <td>{targets}</td>
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
