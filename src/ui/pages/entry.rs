//! Entry of a figure: one field a part, and what belongs to it.

use crate::{
    domain::{
        Accumulation, Dash, Entry, Figure, FigureKey, FiscalYear, Indicator, IndicatorId, Part, PartId, Qualifier, Quantity, Refusal,
        Shown, Stage, Trust,
    },
    session::Session,
    ui::{
        parts::{Arrival, Button, ButtonSize, Dashes, FieldSize, Item, Notice, NumberField, Select, TextField, Tone, Weight},
        typed_number::TypedNumber,
        words,
    },
};
use leptos::prelude::*;

/// The figures of the chosen year. Every field saves when it is left.
#[component]
pub fn FigureEntry(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let parts: Vec<Option<Part>> =
        if indicator.parts.is_empty() { vec![None] } else { indicator.parts.iter().cloned().map(Some).collect() };
    view! {
        <section class="section">
            <h2>{move || format!("{}の実績を入力する", session.year().get().wareki())}</h2>
            {move || {
                refusal.get().map(|refusal| {
                    view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="入力を保存できませんでした"><p>{words::refusal(&refusal)}</p></Notice> }
                })
            }}
            {move || {
                let year = session.year().get();
                parts
                    .iter()
                    .cloned()
                    .map(|part| view! { <PartEntry id=id.clone() indicator=indicator.clone() part year refusal /> })
                    .collect_view()
            }}
        </section>
    }
}

#[component]
fn PartEntry(
    id: IndicatorId,
    indicator: Indicator,
    part: Option<Part>,
    year: FiscalYear,
    refusal: RwSignal<Option<Refusal>>,
) -> impl IntoView {
    let session = Session::here();
    let part_id: Option<PartId> = part.as_ref().map(|part| part.id.clone());
    let key = FigureKey { indicator: id, year, part: part_id };
    let unit = part.as_ref().map(|part| part.unit.clone()).filter(|unit| !unit.is_empty()).unwrap_or_else(|| indicator.unit.clone());
    let label = part.as_ref().map_or_else(|| "実績値".to_owned(), |part| format!("実績値（{}）", part.label));
    let for_figure = key.clone();
    let figure = Memo::new(move |_| session.program().get().and_then(|program| program.tables.figures.get(&for_figure).cloned()));
    let write = Callback::new(move |change: Box<dyn FnOnce(&mut Figure)>| {
        let mut new = figure.get_untracked().unwrap_or_else(|| Figure::confirmed(Shown::Blank));
        change(&mut new);
        refusal.set(session.dispatch(vec![Entry::Figure(key.clone(), new)]).err());
    });
    let qualifier = qualifier(indicator.accumulation);
    let enter = {
        let unit = unit.clone();
        Callback::new(move |typed: TypedNumber| {
            let shown = match typed {
                TypedNumber::Blank => Shown::Blank,
                TypedNumber::Dash => Shown::Dash(Dash::Unmeasured),
                TypedNumber::Amount(amount) => Shown::Number(Quantity { amount, unit: unit.clone(), qualifier, ratio: None }),
            };
            write.run(Box::new(move |figure| {
                figure.shown = Trust::Confirmed(shown);
                // What was left out was left out of the old number.
                figure.variants.clear();
            }));
        })
    };
    let set_stage = Callback::new(move |stage| write.run(Box::new(move |figure| figure.stage = stage)));
    let set_remark = { Callback::new(move |remark: String| write.run(Box::new(move |figure| figure.remark = remark))) };
    let confirm = Callback::new(move |shown| write.run(Box::new(move |figure| figure.shown = Trust::Confirmed(shown))));
    let set_reason = Callback::new(move |reason: String| write.run(Box::new(move |figure| figure.reason_for_fall = reason)));
    let stages = [Stage::Final, Stage::Preliminary, Stage::Forecast].map(|stage| Item::new(stage, words::stage(stage)));
    // A worded figure (検討, 方針決定) has a field of words beside the number's.
    let enter_words = {
        Callback::new(move |words: String| {
            let shown = if words.trim().is_empty() { Shown::Blank } else { Shown::Words(words) };
            write.run(Box::new(move |figure| figure.shown = Trust::Confirmed(shown)));
        })
    };
    let is_worded = indicator.unit.is_empty() && part.as_ref().is_none_or(|part| part.unit.is_empty());
    let is_cumulative = indicator.accumulation == Accumulation::Cumulative;
    view! {
        <div class="columns">
            {if is_worded {
                view! {
                    <TextField
                        label
                        value=Signal::derive(move || figure.get().map(|figure| field_words(&figure)).unwrap_or_default())
                        on_change=enter_words
                        support="目標と同じ言葉で入れてください（例：調整・検討）。"
                    />
                }
                    .into_any()
            } else {
                view! {
                    <NumberField
                        label
                        unit
                        value=Signal::derive(move || figure.get().map(|figure| field_text(&figure)).unwrap_or_default())
                        on_change=enter
                        dashes=Dashes::Accepted
                        support="全角でも入れられます。未測定は「—」、未入力は空欄です。"
                    />
                }
                    .into_any()
            }}
            <Select
                label="数値の段階"
                items=stages.to_vec()
                selected=Signal::derive(move || Some(figure.get().map(|figure| figure.stage).unwrap_or_default()))
                on_change=set_stage
                support="見込・速報のあいだは、判定に「速報値による」と付きます。"
                size=FieldSize::Short
            />
            <TextField
                label="備考"
                value=Signal::derive(move || figure.get().map(|figure| figure.remark).unwrap_or_default())
                on_change=set_remark
            />
            {is_cumulative
                .then(|| {
                    view! {
                        <TextField
                            label="累計が減った理由"
                            value=Signal::derive(move || figure.get().map(|figure| figure.reason_for_fall).unwrap_or_default())
                            on_change=set_reason
                            support="前の年度より減ったときに、廃止・統合・再集計などを書きます。"
                        />
                    }
                })}
        </div>
        <Readings figure confirm />
    }
}

/// 原本照合待ち: what the original may say, each to be confirmed by whoever has it at hand.
#[component]
fn Readings(figure: Memo<Option<Figure>>, confirm: Callback<Shown>) -> impl IntoView {
    let readings = Memo::new(move |_| match figure.get().map(|figure| figure.shown) {
        Some(Trust::Candidates { readings, .. }) => readings,
        Some(Trust::Confirmed(_) | Trust::Lost { .. }) | None => Vec::new(),
    });
    let button = move |reading: Option<Shown>| {
        let label = reading
            .as_ref()
            .map_or("原本のこの欄には記載がない".to_owned(), |shown| format!("原本は「{}」", words::shown(shown)));
        let shown = reading.unwrap_or(Shown::Blank);
        view! { <Button size=ButtonSize::Small weight=Weight::Outline on_click=move |()| confirm.run(shown.clone())>{label}</Button> }
    };
    view! {
        <Show when=move || !readings.get().is_empty()>
            <Notice tone=Tone::Warning title="原本照合待ち">
                <p>"原本で確かめたら、正しいものを選んでください。選ぶと照合済になり、判定がすぐ変わります。"</p>
                <div class="row">{move || readings.get().into_iter().map(button).collect_view()}</div>
            </Notice>
        </Show>
    }
}

/// The text of the field: the number as it is, a dash, or nothing.
fn field_text(figure: &Figure) -> String {
    match figure.shown.confirmed() {
        Some(Shown::Number(quantity) | Shown::WordsAndNumber(_, quantity)) => words::amount(quantity.amount),
        Some(Shown::Dash(_)) => "—".to_owned(),
        Some(Shown::Blank | Shown::Words(_)) | None => String::new(),
    }
}

fn field_words(figure: &Figure) -> String {
    match figure.shown.confirmed() {
        Some(Shown::Words(words)) => words.clone(),
        Some(Shown::Dash(_)) => "—".to_owned(),
        Some(Shown::Number(_) | Shown::WordsAndNumber(..) | Shown::Blank) | None => String::new(),
    }
}

fn qualifier(accumulation: Accumulation) -> Qualifier {
    match accumulation {
        Accumulation::Yearly => Qualifier::Plain,
        Accumulation::Cumulative => Qualifier::Cumulative,
        Accumulation::Total => Qualifier::Total,
    }
}
