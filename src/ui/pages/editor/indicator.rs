//! 指標の定義: one indicator, with its parts and its baseline.

use super::{
    definition::{Definition, Look},
    desk::Desk,
    frame::Frame,
    indicators::measure_items,
    measures::pillar_items,
    overview::items,
};
use crate::{
    domain::{
        Accumulation, Baseline, BaselineKey, Counts, Entry, Indicator, IndicatorId, MeasureId, Measured, Part, PartId, Quantity, Shown,
        Trust, kinds, unit_of,
    },
    ui::{
        parts::{Button, ButtonSize, FieldSize, Item, NumberField, Select, TextField, Weight},
        route::{EditorView, Route},
        typed_number::TypedNumber,
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn IndicatorForm(id: IndicatorId) -> impl IntoView {
    view! {
        <Frame here=EditorView::Indicator(id.clone()) title="指標の定義" lead="欄を離れると保存されます。判定が変わるときは、先に影響が出ます。">
            <Fields id=id.clone() />
        </Frame>
    }
}

#[component]
fn Fields(id: IndicatorId) -> impl IntoView {
    let desk = Desk::here();
    let indicator = Definition::<kinds::Indicator>::of(desk, id.clone());
    let accumulations = [Accumulation::Yearly, Accumulation::Cumulative, Accumulation::Total].map(|it| (it, words::accumulation(it)));
    let measured = [Measured::YearEnd, Measured::NextApril].map(|it| (it, words::measured(it)));
    let decimals = [(0, "なし（整数）"), (1, "1桁"), (2, "2桁"), (3, "3桁")];
    let name = desk.watch({
        let id = id.clone();
        move |tables| words::editor::indicator(tables, &id, None)
    });
    view! {
        <section class="section">
            <h2>{move || name.get()}</h2>
            <div class="columns">
                {indicator.text("印", Look { support: "例：①", ..Look::SHORT }, |it| it.mark.clone(), |it, text| it.mark = text)}
                {indicator.name(Look::default(), |it| &it.name, |it, text| it.name = text)}
                {indicator.text("見出し", Look::support("表で上に付く見出し。例：長時間勤務の是正"), |it| it.group.clone(), |it, text| it.group = text)}
            </div>
            <div class="columns">
                {indicator.choice("柱", Look::default(), pillar_items(desk), |it| it.pillar.clone(), |it, pillar| it.pillar = pillar)}
                {indicator
                    .choice::<Option<MeasureId>>("取組", Look::default(), measure_items(desk), |it| it.measure.clone(), |it, id| it.measure = id)}
            </div>
            <div class="columns">
                {indicator.text("単位", Look { support: "言葉の指標は空欄", ..Look::SHORT }, |it| it.unit.clone(), |it, text| it.unit = text)}
                {indicator.choice("小数", Look::SHORT, items(&decimals), |it| it.decimals, |it, value| it.decimals = value)}
                {indicator
                    .choice("数え方", Look::SHORT, items(&accumulations), |it| it.accumulation, |it, value| it.accumulation = value)}
                {indicator.choice("測る日", Look::SHORT, items(&measured), |it| it.measured, |it, value| it.measured = value)}
            </div>
            <div class="columns">
                {indicator
                    .lines(
                        "段階の順",
                        "言葉の目標のとき、早い段階から1行に1つ。例：情報収集、調整・検討、方針決定",
                        |it| &it.stages,
                        |it, lines| it.stages = lines,
                    )}
                {indicator.lines("注記", "1行に1つ", |it| &it.remarks, |it, lines| it.remarks = lines)}
            </div>
        </section>
        <Parts indicator />
        <Baselines id=id.clone() />
        <div class="row no-print">
            <a href=Route::Editor(EditorView::Targets).href()>"目標値の表"</a>
            <a href=Route::Indicator(id).href()>"実績と目標の改定（指標のページ）"</a>
            <a href=Route::Editor(EditorView::Indicators).href()>"指標の一覧へ"</a>
        </div>
    }
}

/// 男性・女性, ①・②: each has figures of its own.
#[component]
fn Parts(indicator: Definition<kinds::Indicator>) -> impl IntoView {
    let desk = Desk::here();
    let ids = Memo::new(move |_| indicator.read(|it| it.parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let (label, unit) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move |()| {
        let text = label.get_untracked().trim().to_owned();
        let Ok(id) = PartId::new(&desk.session.record_name()) else { return };
        if !text.is_empty() {
            let part = Part { id, label: text, unit: unit.get_untracked().trim().to_owned() };
            indicator.change(|it| it.parts.push(part));
            label.set(String::new());
            unit.set(String::new());
        }
    };
    view! {
        <section class="section">
            <h2>"区分"</h2>
            <p class="small">"男性・女性、①・②のように、別々の実績値を持つときだけ使います。「近づける」「一致させる」は2つの区分が要ります。"</p>
            <For each=move || ids.get() key=Clone::clone children=move |id| view! { <PartRow indicator id /> } />
            <div class="columns no-print">
                <TextField label="加える区分の名前" value=label on_change=move |text| label.set(text) support="例：男性" size=FieldSize::Short />
                <TextField label="加える区分の単位" value=unit on_change=move |text| unit.set(text) support="指標の単位と違うときだけ" size=FieldSize::Short />
            </div>
            <div class="actions"><Button size=ButtonSize::Small on_click=add>"区分を加える"</Button></div>
        </section>
    }
}

#[component]
fn PartRow(indicator: Definition<kinds::Indicator>, id: PartId) -> impl IntoView {
    let id = StoredValue::new(id);
    let of = move |read: fn(&Part) -> String| {
        let found = indicator.read(|it| it.parts.iter().find(|part| part.id == id.get_value()).map(read));
        found.flatten().unwrap_or_default()
    };
    let change = move |write: Box<dyn FnOnce(&mut Part)>| {
        indicator.change(|it| {
            if let Some(part) = it.parts.iter_mut().find(|part| part.id == id.get_value()) {
                write(part);
            }
        });
    };
    let remove = move |()| indicator.change(|it| it.parts.retain(|part| part.id != id.get_value()));
    view! {
        <div class="row row--bottom">
            <TextField
                label="区分の名前"
                value=Signal::derive(move || of(|part| part.label.clone()))
                on_change=move |text: String| change(Box::new(move |part| part.label = text.trim().to_owned()))
                size=FieldSize::Short
            />
            <TextField
                label="区分の単位"
                value=Signal::derive(move || of(|part| part.unit.clone()))
                on_change=move |text: String| change(Box::new(move |part| part.unit = text.trim().to_owned()))
                size=FieldSize::Short
            />
            <div class="no-print">
                <Button
                    size=ButtonSize::Small
                    weight=Weight::Text
                    on_click=remove
                    name=Signal::derive(move || format!("区分「{}」をなくす", of(|part| part.label.clone())))
                >
                    "なくす"
                </Button>
            </div>
        </div>
    }
}

/// 基準値; of an indicator with parts, part by part.
#[component]
fn Baselines(id: IndicatorId) -> impl IntoView {
    let desk = Desk::here();
    let indicator = Definition::<kinds::Indicator>::of(desk, id.clone());
    // Words have no number to begin from.
    let keys = Memo::new(move |_| {
        let of_part =
            |part: Option<&Part>, indicator: &Indicator| (!unit_of(indicator, part).is_empty()).then(|| part.map(|it| it.id.clone()));
        let keys = indicator.read(|it| match &it.parts[..] {
            [] => of_part(None, it).into_iter().collect::<Vec<_>>(),
            parts => parts.iter().filter_map(|part| of_part(Some(part), it)).collect(),
        });
        keys.unwrap_or_default()
    });
    view! {
        <Show when=move || !keys.with(Vec::is_empty)>
            <section class="section">
                <h2>"基準値"</h2>
                <For
                    each=move || keys.get()
                    key=Clone::clone
                    children={
                        let id = id.clone();
                        move |part| view! { <BaselineFields key=BaselineKey { indicator: id.clone(), part } indicator /> }
                    }
                />
            </section>
        </Show>
    }
}

#[component]
fn BaselineFields(key: BaselineKey, indicator: Definition<kinds::Indicator>) -> impl IntoView {
    let desk = Desk::here();
    let baseline = Definition::<kinds::Baseline>::of(desk, key.clone());
    let part = StoredValue::new(key.part.clone());
    let with_part = move |read: fn(&Indicator, Option<&Part>) -> String| {
        let found = indicator.read(|it| read(it, it.parts.iter().find(|known| part.with_value(|part| part.as_ref() == Some(&known.id)))));
        found.unwrap_or_default()
    };
    let unit = Signal::derive(move || with_part(unit_of));
    // `男性の基準値`
    let named = move |name: &'static str| {
        Signal::derive(move || {
            let label = with_part(|_, part| part.map(|part| part.label.clone()).unwrap_or_default());
            if label.is_empty() { name.to_owned() } else { format!("{label}の{name}") }
        })
    };
    let value = Signal::derive(move || {
        let shown = baseline.read(|it| match it.shown.confirmed() {
            Some(Shown::Number(quantity)) => words::amount(quantity.amount),
            _ => String::new(),
        });
        shown.unwrap_or_default()
    });
    let write = StoredValue::new(key);
    let enter = move |change: Box<dyn FnOnce(&mut Baseline)>| {
        let nothing = Baseline { as_of: String::new(), shown: Trust::Confirmed(Shown::Blank), counts: Counts::TheIndicator };
        let mut new = baseline.read(Clone::clone).unwrap_or(nothing);
        change(&mut new);
        desk.write(vec![Entry::Baseline(write.get_value(), new)]);
    };
    let counts = vec![Item::new(Counts::TheIndicator, "この指標の値"), Item::new(Counts::APopulation, "母数（この指標そのものではない）")];
    view! {
        <div class="columns">
            <TextField
                label=named("基準の時点")
                value=Signal::derive(move || baseline.read(|it| it.as_of.clone()).unwrap_or_default())
                on_change=move |text: String| enter(Box::new(move |it| it.as_of = text.trim().to_owned()))
                support="例：R3年度"
                size=FieldSize::Short
            />
            <NumberField
                label=named("基準値")
                unit
                value
                on_change=move |typed| {
                    let unit = unit.get_untracked();
                    let shown = match typed {
                        TypedNumber::Amount(amount) => Shown::Number(Quantity { amount, unit, qualifier: Default::default(), ratio: None }),
                        TypedNumber::Blank | TypedNumber::Dash => Shown::Blank,
                    };
                    enter(Box::new(move |it| it.shown = Trust::Confirmed(shown)));
                }
                size=FieldSize::Short
            />
            <Select
                label=named("基準値の意味")
                items=counts
                selected=Signal::derive(move || Some(baseline.read(|it| it.counts).unwrap_or(Counts::TheIndicator)))
                on_change=move |value| enter(Box::new(move |it| it.counts = value))
                size=FieldSize::Short
            />
        </div>
    }
}
