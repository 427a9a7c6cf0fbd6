//! 目標値: every indicator in a grid of years, typed as the documents print targets.

use super::{desk::Desk, frame::Frame, indicators::in_order};
use crate::{
    domain::{
        Accumulation, Entry, FiscalYear, Indicator, IndicatorId, PartId, PillarId, Qualifier, Rule, Tables, Target, TargetKey, TargetSlot,
        Trust,
    },
    register::Reading,
    ui::{
        parts::{Button, ButtonSize, CaptionPlace, DataTable, FieldSize, Item, LabelPlace, Select, TableStyle, TextField, Weight},
        route::{EditorView, Route},
        typed_target::{Measured, NotATarget, read_target, target_text},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Targets() -> impl IntoView {
    view! {
        <Frame
            here=EditorView::Targets
            title="目標値"
            lead="「12以上」「4.0以下」「ちょうど5」「増加」「減少」「前年度以上」「近づける」「一致させる」「随時」「—」のように入れます。数字だけは「以上」として読みます（0はちょうど0）。"
        >
            <Grid />
        </Frame>
    }
}

/// A line of the grid: an indicator, or one of its parts.
type Line = (IndicatorId, Option<PartId>);

fn lines(tables: &Tables, pillar: Option<&PillarId>) -> Vec<Line> {
    let of = |id: IndicatorId| {
        let definition = tables.indicators.cell(&id).and_then(|cell| cell.siblings().first()).map(|it| &it.value);
        let is_shown = definition.is_some_and(|definition| pillar.is_none_or(|pillar| definition.pillar == *pillar));
        let parts = definition.map(|definition| definition.parts.iter().map(|part| Some(part.id.clone())).collect::<Vec<_>>());
        // The whole indicator has a line too: 近づける belongs to both parts.
        let lines = std::iter::once(None).chain(parts.unwrap_or_default()).map(move |part| (id.clone(), part));
        if is_shown { lines.collect::<Vec<_>>() } else { Vec::new() }
    };
    in_order(tables).into_iter().flat_map(of).collect()
}

/// The years of the programme: judged ones and what has a target, not the history before.
fn years(tables: &Tables, present: FiscalYear) -> Vec<FiscalYear> {
    let first = tables.overview.get(&()).map_or(present, |overview| overview.first_year);
    let judged = tables.settings.get(&()).map(|settings| settings.first_judged_year);
    let first = judged.map_or(first, |judged| judged.min(first));
    let with_target = tables.targets.cells().filter_map(|(key, _)| match key.slot {
        TargetSlot::Year(year) => Some(year),
        TargetSlot::EveryYear | TargetSlot::Far => None,
    });
    let mut years: Vec<FiscalYear> = tables.years(present).into_iter().filter(|year| *year >= first).chain(with_target).collect();
    years.sort();
    years.dedup();
    years
}

#[component]
fn Grid() -> impl IntoView {
    let desk = Desk::here();
    let pillar = RwSignal::new(None);
    let pillars = Signal::derive(move || {
        let all = super::measures::pillar_items(desk).get();
        std::iter::once(Item::new(None, "すべての柱"))
            .chain(all.into_iter().map(|item| Item::new(Some(item.value), item.label)))
            .collect::<Vec<_>>()
    });
    let present = FiscalYear::of(desk.session.today().get_untracked()).unwrap_or(FiscalYear::FIRST);
    let slots = desk.watch(move |tables| {
        let years = years(tables, present).into_iter().map(TargetSlot::Year);
        std::iter::once(TargetSlot::EveryYear).chain(years).chain([TargetSlot::Far]).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        let program = desk.session.program().get();
        program.map_or_else(Vec::new, |program| lines(&program.tables, pillar.get().as_ref()))
    });
    view! {
        <div class="row row--bottom no-print">
            <Select label="表示する柱" items=pillars selected=Signal::derive(move || Some(pillar.get())) on_change=move |id| pillar.set(id) size=FieldSize::Short />
        </div>
        {move || {
            let slots = slots.get().unwrap_or_default();
            let heads = slots.iter().map(|slot| view! { <th scope="col">{words::editor::slot(*slot)}</th> }).collect_view();
            view! {
                <DataTable caption="目標値" caption_place=CaptionPlace::Hidden style=TableStyle::Pinned>
                    <thead>
                        <tr>
                            <th scope="col">"指標"</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=move || rows.get()
                            key=Clone::clone
                            children={
                                let slots = slots.clone();
                                move |line| view! { <Row line slots=slots.clone() /> }
                            }
                        />
                    </tbody>
                </DataTable>
            }
        }}
    }
}

#[component]
fn Row(line: Line, slots: Vec<TargetSlot>) -> impl IntoView {
    let desk = Desk::here();
    let (id, part) = line;
    let name = desk.watch({
        let (id, part) = (id.clone(), part.clone());
        move |tables| words::editor::indicator(tables, &id, part.as_ref())
    });
    let name = Signal::derive(move || name.get().unwrap_or_default());
    let href = Route::Editor(EditorView::Indicator(id.clone())).href();
    let cells = slots
        .into_iter()
        .map(|slot| view! { <td class="target-cell"><Place key=TargetKey { indicator: id.clone(), slot, part: part.clone() } name /></td> })
        .collect_view();
    let head = if part.is_none() { view! { <a href=href>{name}</a> }.into_any() } else { view! { {name} }.into_any() };
    view! { <tr><th scope="row">{head}</th> {cells}</tr> }
}

fn measured<'a>(indicator: &'a Indicator, part: Option<&PartId>) -> Measured<'a> {
    let part = part.and_then(|part| indicator.parts.iter().find(|known| known.id == *part));
    let unit = part.map(|part| part.unit.as_str()).filter(|unit| !unit.is_empty()).unwrap_or(&indicator.unit);
    let qualifier = match indicator.accumulation {
        Accumulation::Yearly => Qualifier::Plain,
        Accumulation::Cumulative => Qualifier::Cumulative,
        Accumulation::Total => Qualifier::Total,
    };
    Measured { unit, qualifier }
}

/// One target.
#[component]
fn Place(key: TargetKey, name: Signal<String>) -> impl IntoView {
    let desk = Desk::here();
    let slot = key.slot;
    let label = Signal::derive(move || format!("{}　{}の目標", name.get(), words::editor::slot(slot)));
    let key = StoredValue::new(key);
    let target = desk.watch(move |tables| tables.targets.reading(&key.get_value()).map(Target::clone));
    let settled = move || target.get().and_then(Reading::settled);
    let value = Signal::derive(move || settled().and_then(|target| target.rule.confirmed().map(target_text)).unwrap_or_default());
    let refused = RwSignal::new(None::<(NotATarget, String)>);
    let write = move |rule: Option<Rule>, remark: Option<String>| {
        let mut new = target.get_untracked().and_then(Reading::settled).unwrap_or_else(|| Target::confirmed(Rule::Blank));
        if let Some(rule) = rule {
            new.rule = Trust::Confirmed(rule);
        }
        if let Some(remark) = remark {
            new.remark = remark;
        }
        desk.write(vec![Entry::Target(key.get_value(), new)]);
    };
    let enter = move |text: String| {
        let read = key.with_value(|key| {
            desk.now(|tables| {
                let definition = tables.indicators.cell(&key.indicator)?.siblings().first()?;
                Some(read_target(&text, measured(&definition.value, key.part.as_ref())))
            })
        });
        match read.flatten() {
            Some(Ok(rule)) => {
                refused.try_set(None);
                write(Some(rule), None);
            }
            Some(Err(why)) => {
                refused.try_set(Some((why, text)));
            }
            None => {}
        }
    };
    // Words of a condition over years go to the remark; the target itself stays.
    let keep_words = move |()| {
        if let Some((_, text)) = refused.get_untracked() {
            refused.set(None);
            write(None, Some(format!("{}（自動では判定しません）", text.trim())));
        }
    };
    let drop_remark = move |()| write(None, Some(String::new()));
    let doubt = move || {
        let target = target.get()?;
        let is_plain = matches!(&target, Reading::Absent | Reading::Settled(Target { rule: Trust::Confirmed(_), .. }));
        (!is_plain).then(|| words::target_reading(&target.map(|target| target.rule)))
    };
    let remark = move || {
        let remark = settled().map(|target| target.remark).filter(|remark| !remark.is_empty())?;
        Some(view! {
            <p class="small">"備考：" {remark}</p>
            <div class="no-print">
                <Button size=ButtonSize::Small weight=Weight::Text on_click=drop_remark name=Signal::derive(move || format!("{}の備考を消す", label.get()))>
                    "備考を消す"
                </Button>
            </div>
        })
    };
    let over_years = move || refused.get().is_some_and(|(why, _)| why == NotATarget::OverYears);
    view! {
        <TextField
            label
            value
            on_change=enter
            error=Signal::derive(move || refused.get().map(|(why, _)| words::editor::not_a_target(why).to_owned()))
            size=FieldSize::Dense
            place=LabelPlace::Hidden
        />
        <Show when=over_years>
            <Button size=ButtonSize::Small on_click=keep_words>"言葉として残す"</Button>
        </Show>
        {move || doubt().map(|text| view! { <p class="small">{text}</p> })}
        {remark}
    }
}
