//! Entry of a figure: one field a part, and what belongs to it.

use super::{
    computed::Computed,
    doubt::{Found, Losing, Readings, remark_with},
    writing::{Cell, Write, enter_number, enter_words, field_text, field_words, qualifier, unit_of},
};
use crate::{
    domain::{
        Dash, Figure, FigureKey, FiscalYear, Indicator, IndicatorId, Part, PartId, Qualifier, Quantity, Refusal, Shown, Stage, Trust,
        Variant,
    },
    session::Session,
    ui::{
        pages::Refused,
        parts::{Button, ButtonSize, Dashes, FieldSize, Item, NumberField, Select, TextField, Weight},
        typed_number::TypedNumber,
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The figures of the chosen year. Every field saves when it is left.
#[component]
pub fn FigureEntry(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let parts: Vec<Option<Part>> =
        if indicator.parts.is_empty() { vec![None] } else { indicator.parts.iter().cloned().map(Some).collect() };
    view! {
        <section class="section no-print">
            <h2>{move || format!("{}の実績を入力する", session.year().get().wareki())}</h2>
            <Refused refusal />
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
    let unit = unit_of(&indicator, part.as_ref());
    let label = part.as_ref().map_or_else(|| "実績値".to_owned(), |part| format!("実績値（{}）", part.label));
    let Cell { figure, write } = Cell::of(session, key, refusal);
    let set_stage = Callback::new(move |stage| write.run(Box::new(move |figure| figure.stage = stage)));
    let set_remark = Callback::new(move |remark: String| write.run(Box::new(move |figure| figure.remark = remark)));
    let set_reason = Callback::new(move |reason: String| write.run(Box::new(move |figure| figure.reason_for_fall = reason)));
    let found = Callback::new(move |Found { trust, reason }: Found<Shown>| {
        write.run(Box::new(move |figure| {
            if matches!(trust, Trust::Confirmed(_)) {
                figure.remark = remark_with(&figure.remark, &reason);
            }
            figure.shown = trust;
        }));
    });
    let stages = [Stage::Final, Stage::Preliminary, Stage::Forecast].map(|stage| Item::new(stage, words::stage(stage)));
    let is_worded = unit.is_empty();
    let accumulation = indicator.accumulation;
    let is_cumulative = Memo::new(move |_| {
        let figure = figure.get();
        accumulation.is_cumulative(figure.as_ref().and_then(|figure| figure.shown.confirmed()?.quantity()))
    });
    view! {
        <div class="columns">
            {if is_worded {
                view! { <WordsField label=label.clone() figure write /> }.into_any()
            } else {
                view! { <AmountField label=label.clone() unit=unit.clone() indicator=indicator.clone() figure write /> }.into_any()
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
            <Show when=move || is_cumulative.get()>
                <TextField
                    label="累計が減った理由"
                    value=Signal::derive(move || figure.get().map(|figure| figure.reason_for_fall).unwrap_or_default())
                    on_change=set_reason
                    support="前の年度より減ったときに、廃止・統合・再集計などを書きます。"
                />
            </Show>
        </div>
        <Readings
            what="実績値"
            trust=Signal::derive(move || figure.get().map(|figure| figure.shown))
            text=words::shown
            nothing=Shown::Blank
            on_found=found
        />
        <details>
            <summary>{format!("{label}のほかの入力（分子と分母・「—」の意味・言葉・除いた値・測った日・欠落）")}</summary>
            <div class="stack">
                {(!is_worded)
                    .then(|| {
                        let unit = unit.clone();
                        view! { <Computed unit decimals=indicator.decimals qualifier=qualifier(indicator.accumulation) figure write /> }
                    })}
                <Further unit qualifier=qualifier(indicator.accumulation) figure write />
                <Losing on_lost=move |why| found.run(Found { trust: Trust::Lost { why }, reason: String::new() }) />
            </div>
        </details>
    }
}

/// A worded figure: 検討, 方針決定.
#[component]
fn WordsField(label: String, figure: Memo<Option<Figure>>, write: Write) -> impl IntoView {
    let enter = move |words: String| write.run(Box::new(move |figure| enter_words(figure, words)));
    view! {
        <TextField
            label
            value=Signal::derive(move || figure.get().map(|figure| field_words(&figure)).unwrap_or_default())
            on_change=enter
            support="目標と同じ言葉で入れてください（例：調整・検討）。"
        />
    }
}

#[component]
fn AmountField(label: String, unit: String, indicator: Indicator, figure: Memo<Option<Figure>>, write: Write) -> impl IntoView {
    let qualifier = qualifier(indicator.accumulation);
    let for_entry = unit.clone();
    let enter = move |typed: TypedNumber| {
        let unit = for_entry.clone();
        write.run(Box::new(move |figure| enter_number(figure, typed, unit, qualifier)));
    };
    let decimals = indicator.decimals;
    let support = move || {
        let typed = figure.get().and_then(|figure| Some(figure.shown.confirmed()?.quantity()?.amount.decimals()));
        let usual = "全角でも入れられます。未測定は「—」、未入力は空欄です。";
        match typed {
            Some(typed) if typed != decimals => {
                format!("{usual}この指標は小数{decimals}桁です（いまの入力は{typed}桁。入力のまま保存し、判定しています）。")
            }
            Some(_) | None => usual.to_owned(),
        }
    };
    view! {
        <NumberField
            label
            unit
            value=Signal::derive(move || figure.get().map(|figure| field_text(&figure)).unwrap_or_default())
            on_change=enter
            dashes=Dashes::Accepted
            support=Signal::derive(move || Some(support()))
        />
    }
}

/// What few figures need: the meaning of a dash, words before a number, variants, a measuring date of its own.
#[component]
fn Further(unit: String, qualifier: Qualifier, figure: Memo<Option<Figure>>, write: Write) -> impl IntoView {
    let is_numbered = !unit.is_empty();
    let dash = Memo::new(move |_| match figure.get()?.shown.confirmed()? {
        Shown::Dash(dash) => Some(*dash),
        _ => None,
    });
    let dashes = [Dash::Unmeasured, Dash::NotApplicable, Dash::NotPlanned].map(|dash| Item::new(dash, words::dash(dash)));
    let set_dash = move |dash| write.run(Box::new(move |figure: &mut Figure| figure.show(Shown::Dash(dash))));
    let set_words = move |typed: String| {
        write.run(Box::new(move |figure: &mut Figure| {
            let quantity = figure.shown.confirmed().and_then(|shown| shown.quantity().cloned());
            let shown = match (typed.trim(), quantity) {
                ("", Some(quantity)) => Shown::Number(quantity),
                ("", None) => Shown::Blank,
                (words, Some(quantity)) => Shown::WordsAndNumber(words.to_owned(), quantity),
                (words, None) => Shown::Words(words.to_owned()),
            };
            figure.show(shown);
        }));
    };
    let words_value = move || match figure.get().as_ref().and_then(|figure| figure.shown.confirmed()) {
        Some(Shown::Words(words) | Shown::WordsAndNumber(words, _)) => words.clone(),
        _ => String::new(),
    };
    let measured_on = move || figure.get().and_then(|figure| figure.measured_on).map(|day| day.to_string()).unwrap_or_default();
    let no_day = RwSignal::new(None::<String>);
    let set_measured_on = move |typed: String| match read_day(&typed) {
        Ok(day) => {
            no_day.set(None);
            write.run(Box::new(move |figure: &mut Figure| figure.measured_on = day));
        }
        Err(words) => no_day.set(Some(words.to_owned())),
    };
    view! {
        <div class="columns">
            <Select
                label="「—」の意味"
                items=dashes.to_vec()
                selected=dash
                on_change=set_dash
                support="選ぶと実績値は「—」になります。"
                size=FieldSize::Short
            />
            {is_numbered
                .then(|| {
                    view! {
                        <TextField
                            label="数値に付く言葉"
                            value=Signal::derive(words_value)
                            on_change=set_words
                            support="例：「選定 6件」の「選定」"
                        />
                    }
                })}
            <TextField
                label="測った日"
                value=Signal::derive(measured_on)
                on_change=set_measured_on
                support="指標の測定日と違うときだけ。例：2024-05-01"
                error=no_day
                size=FieldSize::Short
            />
        </div>
        {is_numbered.then(|| view! { <Variants unit qualifier figure write /> })}
    }
}

/// The figure with something left out: judged beside it (O:255).
#[component]
fn Variants(unit: String, qualifier: Qualifier, figure: Memo<Option<Figure>>, write: Write) -> impl IntoView {
    let excluding = RwSignal::new(String::new());
    let listed = move || {
        let variants = figure.get().map(|figure| figure.variants).unwrap_or_default();
        let row = |(place, variant): (usize, Variant)| {
            let text = format!("{}を除くと {}", variant.excluding, words::quantity(&variant.quantity));
            let remove = move |()| {
                write.run(Box::new(move |figure: &mut Figure| {
                    figure.variants.remove(place);
                }));
            };
            view! {
                <li class="row">
                    {text.clone()}
                    <Button size=ButtonSize::Small weight=Weight::Text on_click=remove name=format!("{text}を取り消す")>"取り消す"</Button>
                </li>
            }
        };
        variants.into_iter().enumerate().map(row).collect_view()
    };
    let for_entry = unit.clone();
    let add = move |typed: TypedNumber| {
        let (TypedNumber::Amount(amount), what) = (typed, excluding.get_untracked()) else { return };
        if what.trim().is_empty() {
            return;
        }
        let quantity = Quantity { amount, unit: for_entry.clone(), qualifier, ratio: None };
        let variant = Variant { excluding: what.trim().to_owned(), quantity };
        write.run(Box::new(move |figure: &mut Figure| figure.variants.push(variant)));
        excluding.set(String::new());
    };
    view! {
        <ul class="plain-list stack--tight">{listed}</ul>
        <div class="columns">
            <TextField
                label="除くもの"
                value=excluding
                on_change=move |text| excluding.set(text)
                support="例：座談会の参加者。先にここを入れ、次に除いた値を入れます。両方とも判定して並べます。"
            />
            <NumberField
                label="除いた値"
                unit
                value=Signal::derive(String::new)
                on_change=add
                disabled=Signal::derive(move || excluding.get().trim().is_empty())
                size=FieldSize::Short
            />
        </div>
    }
}

/// A day as `2024-05-01` or `2024/5/1`; nothing for an empty field.
pub(super) fn read_day(typed: &str) -> Result<Option<NaiveDate>, &'static str> {
    let typed = typed.trim().replace('/', "-");
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| "日付として読めません。例：2024-05-01")
}
