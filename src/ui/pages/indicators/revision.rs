//! 目標: what is in force, how it was changed in mid-plan, and what a person who has the original confirms of it.

use super::{
    doubt::{Found, Readings, remark_with},
    entry::read_day,
    writing::qualifier,
};
use crate::{
    domain::{
        Amount, Dash, Entry, FiscalYear, Indicator, IndicatorId, PartId, Quantity, Refusal, Revision, Rule, Tables, Target, TargetKey,
        TargetSlot, Trust,
    },
    register::Reading,
    session::Session,
    ui::{
        pages::{Refused, may_fill_in},
        parts::{Arrival, Button, ButtonSize, FieldSize, Item, Notice, NumberField, RadioGroup, Select, TextField, Tone, Weight},
        typed_number::TypedNumber,
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Line {
    key: TargetKey,
    name: String,
    target: Reading<Target>,
}

/// The targets of the chosen year and those of every year, with a form to change one.
#[component]
pub fn Targets(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let (for_lines, for_lines_of) = (id.clone(), indicator.clone());
    let lines = Memo::new(move |_| {
        let program = session.program().get();
        program.map_or_else(Vec::new, |program| lines(&program.tables, &for_lines, &for_lines_of, session.year().get()))
    });
    let save = Callback::new(move |(key, target): (TargetKey, Target)| {
        refusal.set(session.dispatch(vec![Entry::Target(key, target)]).err());
    });
    view! {
        <section class="section">
            <h2>"目標"</h2>
            <Refused refusal title="目標を保存できませんでした" />
            {move || lines.get().into_iter().map(|line| view! { <TargetView line save /> }).collect_view()}
            <Show when=move || may_fill_in(session)>
                <details class="no-print">
                    <summary>"目標を入力する・改定する"</summary>
                    <Form id=id.clone() indicator=indicator.clone() lines save />
                </details>
            </Show>
        </section>
    }
}

fn lines(tables: &Tables, id: &IndicatorId, indicator: &Indicator, year: FiscalYear) -> Vec<Line> {
    let from = TargetKey { indicator: id.clone(), slot: TargetSlot::EveryYear, part: None };
    let cells = tables.targets.cells_from(&from).take_while(|(key, _)| key.indicator == *id);
    let is_of_year = |slot| match slot {
        TargetSlot::Year(of) => of == year,
        TargetSlot::EveryYear | TargetSlot::Far => true,
    };
    let line = |key: &TargetKey, target: Reading<&Target>| Line {
        key: key.clone(),
        name: format!("{}{}", slot_name(key.slot), part_name(indicator, key.part.as_ref())),
        target: target.map(Target::clone),
    };
    cells.filter(|(key, _)| is_of_year(key.slot)).map(|(key, cell)| line(key, cell.reading())).collect()
}

fn slot_name(slot: TargetSlot) -> String {
    match slot {
        TargetSlot::EveryYear => "毎年度の目標".to_owned(),
        TargetSlot::Year(year) => format!("{}の目標", year.wareki()),
        TargetSlot::Far => "めざす水準（期限なし）".to_owned(),
    }
}

fn part_name(indicator: &Indicator, part: Option<&PartId>) -> String {
    let part = part.and_then(|part| indicator.parts.iter().find(|known| known.id == *part));
    part.map_or_else(String::new, |part| format!("（{}）", part.label))
}

#[component]
fn TargetView(line: Line, save: Callback<(TargetKey, Target)>) -> impl IntoView {
    let session = Session::here();
    let Line { key, name, target } = line;
    let text = words::target_reading(&target.clone().map(|target| target.rule));
    let settled = target.settled();
    let remark = settled.as_ref().map(|target| target.remark.clone()).filter(|remark| !remark.is_empty());
    let revisions = settled
        .as_ref()
        .map(|target| target.revisions.iter().map(words::revision).collect::<Vec<_>>())
        .unwrap_or_default()
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect_view();
    let trust = settled.as_ref().map(|target| target.rule.clone());
    let found = move |Found { trust, reason }: Found<Rule>| {
        let Some(target) = settled.clone() else { return };
        let remark = match trust {
            Trust::Confirmed(_) => remark_with(&target.remark, &reason),
            Trust::Candidates { .. } | Trust::Lost { .. } => target.remark.clone(),
        };
        save.run((key.clone(), Target { rule: trust, remark, ..target }));
    };
    view! {
        <dl class="facts">
            <dt>{name}</dt>
            <dd>{text}</dd>
            {remark.map(|remark| view! { <dt>"備考"</dt> <dd>{remark}</dd> })}
        </dl>
        <ul class="plain-list">{revisions}</ul>
        <Readings
            what="目標値"
            trust=Signal::derive(move || trust.clone().filter(|_| may_fill_in(session)))
            text=words::rule
            nothing=Rule::Blank
            on_found=found
        />
    }
}

/// The kinds of target a person can choose; the number comes from its own field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Increase,
    Decrease,
    AtLeast,
    AtMost,
    Exactly,
    Narrow,
    Equal,
    Reach,
    AsNeeded,
    NoTarget,
}

impl Wanted {
    const ALL: [(Wanted, &'static str); 10] = [
        (Wanted::AtLeast, "○以上（数値目標）"),
        (Wanted::AtMost, "○以下"),
        (Wanted::Exactly, "○（ちょうど）"),
        (Wanted::Increase, "増加させる"),
        (Wanted::Decrease, "減少させる"),
        (Wanted::Narrow, "近づける（2つの値）"),
        (Wanted::Equal, "一致させる（2つの値）"),
        (Wanted::Reach, "言葉の目標（方針決定など）"),
        (Wanted::AsNeeded, "随時"),
        (Wanted::NoTarget, "目標設定なし（—）"),
    ];

    /// `None` while what the kind needs is not typed.
    fn rule(self, quantity: Option<Quantity>, stage: &str) -> Option<Rule> {
        Some(match self {
            Wanted::Increase => Rule::Increase,
            Wanted::Decrease => Rule::Decrease,
            Wanted::AtLeast => Rule::AtLeast(quantity?),
            Wanted::AtMost => Rule::AtMost(quantity?),
            Wanted::Exactly => Rule::Exactly(quantity?),
            Wanted::Narrow => Rule::Narrow,
            Wanted::Equal => Rule::Equal,
            Wanted::Reach => Rule::Reach(Some(stage.trim()).filter(|stage| !stage.is_empty())?.to_owned()),
            Wanted::AsNeeded => Rule::AsNeeded,
            Wanted::NoTarget => Rule::Dash(Dash::NoTarget),
        })
    }
}

/// Why a target is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The plan was changed: what it was stays, with its date and reason.
    Revised,
    /// What stood here was never right.
    Corrected,
}

#[component]
fn Form(id: IndicatorId, indicator: Indicator, lines: Memo<Vec<Line>>, save: Callback<(TargetKey, Target)>) -> impl IntoView {
    let session = Session::here();
    let year = session.year();
    let slot = RwSignal::new(None::<TargetSlot>);
    let part = RwSignal::new(None::<PartId>);
    let form = RwSignal::new(None::<Wanted>);
    let number = RwSignal::new(None::<Amount>);
    let (stage, day_text, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let why = RwSignal::new(Why::Revised);
    let complaint = RwSignal::new(None::<&'static str>);
    let said = RwSignal::new(String::new());

    let slots = move || {
        [TargetSlot::Year(year.get()), TargetSlot::EveryYear, TargetSlot::Far].map(|slot| Item::new(slot, slot_name(slot))).to_vec()
    };
    let mut parts = vec![Item::new(None, "全体（2つの値の目標もここ）")];
    parts.extend(indicator.parts.iter().map(|part| Item::new(Some(part.id.clone()), part.label.clone())));
    let has_parts = parts.len() > 1;
    let unit = {
        let indicator = indicator.clone();
        move || {
            let own = part.get().and_then(|id| indicator.parts.iter().find(|part| part.id == id).map(|part| part.unit.clone()));
            own.filter(|unit| !unit.is_empty()).unwrap_or_else(|| indicator.unit.clone())
        }
    };
    let for_rule = unit.clone();
    let qualifier = qualifier(indicator.accumulation);
    let record = move |()| {
        let quantity = number.get_untracked().map(|amount| Quantity { amount, unit: untrack(&for_rule), qualifier, ratio: None });
        let rule = form.get_untracked().and_then(|form| form.rule(quantity, &stage.get_untracked()));
        let (Some(slot), Some(rule)) = (slot.get_untracked(), rule) else {
            complaint.set(Some("対象・種類・目標値を入れてください。"));
            return;
        };
        let key = TargetKey { indicator: id.clone(), slot, part: part.get_untracked() };
        let kept = lines.get_untracked().into_iter().find(|line| line.key == key).and_then(|line| line.target.settled());
        let day = read_day(&day_text.get_untracked());
        match written(kept, rule, why.get_untracked(), day, reason.get_untracked().trim()) {
            Ok(target) => {
                complaint.set(None);
                said.set("目標を記録しました。判定はすぐ変わります。".to_owned());
                save.run((key, target));
                number.set(None);
                reason.set(String::new());
            }
            Err(words) => complaint.set(Some(words)),
        }
    };
    let needs_number = move || matches!(form.get(), Some(Wanted::AtLeast | Wanted::AtMost | Wanted::Exactly));
    view! {
        <div class="columns">
            <Select label="対象" items=Signal::derive(slots) selected=slot on_change=move |it| slot.set(Some(it)) />
            {has_parts
                .then(|| view! { <Select label="区分" items=parts selected=Signal::derive(move || Some(part.get())) on_change=move |it| part.set(it) /> })}
            <Select
                label="目標の種類"
                items=Wanted::ALL.map(|(form, name)| Item::new(form, name)).to_vec()
                selected=form
                on_change=move |it| form.set(Some(it))
            />
            <Show when=needs_number>
                <NumberField
                    label="目標値"
                    unit=Signal::derive(unit.clone())
                    value=Signal::derive(move || number.get().map(words::amount).unwrap_or_default())
                    on_change=move |typed| {
                        number.set(match typed {
                            TypedNumber::Amount(amount) => Some(amount),
                            TypedNumber::Blank | TypedNumber::Dash => None,
                        });
                    }
                    size=FieldSize::Short
                />
            </Show>
            <Show when=move || form.get() == Some(Wanted::Reach)>
                <TextField label="目標の言葉" value=stage on_change=move |text| stage.set(text) />
            </Show>
        </div>
        <RadioGroup
            label="書きかえる理由"
            items=vec![
                Item::new(Why::Revised, "改定").with_support("計画の途中で目標を変えた。前の目標・日付・理由が残ります。"),
                Item::new(Why::Corrected, "新しく入力・読み取りの訂正").with_support("初めて入れる、または前の入力が誤りだった。"),
            ]
            selected=Signal::derive(move || Some(why.get()))
            on_change=move |it| why.set(it)
        />
        <div class="columns">
            <Show when=move || why.get() == Why::Revised>
                <TextField label="改定した日" value=day_text on_change=move |text| day_text.set(text) support="例：2024-05-01" size=FieldSize::Short />
            </Show>
            <TextField label="理由" value=reason on_change=move |text| reason.set(text) />
        </div>
        <div class="row">
            <Button size=ButtonSize::Small weight=Weight::Outline on_click=record>"目標を記録する"</Button>
        </div>
        {move || complaint.get().map(|words| view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title=words /> })}
        {move || {
            let words = said.get();
            (!words.is_empty()).then(|| view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=words /> })
        }}
    }
}

/// The target as it will be kept, or what is missing.
fn written(
    kept: Option<Target>,
    rule: Rule,
    why: Why,
    day: Result<Option<NaiveDate>, &'static str>,
    reason: &str,
) -> Result<Target, &'static str> {
    let mut target = kept.unwrap_or_else(|| Target::confirmed(Rule::Blank));
    match why {
        Why::Corrected => target.remark = remark_with(&target.remark, reason),
        Why::Revised => {
            let Some(on) = day? else { return Err("改定した日を入れてください。例：2024-05-01") };
            let Some(old) = target.rule.confirmed().filter(|old| **old != Rule::Blank).cloned() else {
                return Err("前の目標が決まっていないため、改定にできません。「新しく入力・読み取りの訂正」を選んでください。");
            };
            if reason.is_empty() {
                return Err("改定の理由を入れてください。");
            }
            target.revisions.push(Revision { old, on, reason: reason.to_owned() });
        }
    }
    target.rule = Trust::Confirmed(rule);
    Ok(target)
}
