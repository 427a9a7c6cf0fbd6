//! 評価区分: the grades of 【Check】 as data, and the decisions that are no grades.

use super::{definition::Definition, desk::Desk, frame::Frame};
use crate::{
    domain::{Decision, DecisionEffect, Entry, Grade, GradeId, RatingScale, ReasonRule, Trust, kinds, read_amount},
    ui::{
        parts::{Button, ButtonSize, CaptionPlace, CheckboxRow, DataTable, FieldSize, LabelPlace, TextField, Weight},
        route::EditorView,
        words,
    },
};
use leptos::prelude::*;
use rust_decimal::Decimal;

#[component]
pub fn Scale() -> impl IntoView {
    view! {
        <Frame
            here=EditorView::Scale
            title="評価区分"
            lead="進捗管理票の評価【Check】に付ける区分です。良いものから順に並べます。達成割合は「数値目標からの目安」に使います（空欄なら目安に出ません）。"
        >
            <Body />
        </Frame>
    }
}

#[component]
fn Body() -> impl IntoView {
    let desk = Desk::here();
    let scale = Definition::<kinds::RatingScale>::of(desk, ());
    let grades =
        Memo::new(move |_| scale.read(|it| it.grades.iter().map(|grade| grade.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let decisions = Memo::new(move |_| {
        scale.read(|it| it.decisions.iter().map(|decision| decision.id.clone()).collect::<Vec<_>>()).unwrap_or_default()
    });
    view! {
        <section class="section">
            <h2>"区分"</h2>
            <Show
                when=move || grades.with(|grades| !grades.is_empty())
                fallback=|| view! { <p class="soft">"まだ区分がありません。下の「よくある区分から選ぶ」か、「区分を加える」で作ります。"</p> }
            >
                <DataTable caption="評価区分" caption_place=CaptionPlace::Hidden>
                    <thead>
                        <tr>
                            <th scope="col">"記号"</th>
                            <th scope="col">"名前"</th>
                            <th scope="col">"達成割合（％以上）"</th>
                            <th scope="col" class="no-print">"順番・削除"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || grades.get() key=Clone::clone children=move |id| view! { <GradeRow scale id /> } />
                    </tbody>
                </DataTable>
            </Show>
            <AddGrade scale />
        </section>
        <section class="section">
            <h2>"区分ではない決定"</h2>
            <p class="small">"取組中止のように、評価の代わりに記録する決定です。"</p>
            <For each=move || decisions.get() key=Clone::clone children=move |id| view! { <DecisionRow scale id /> } />
            <AddDecision scale />
        </section>
        <section class="section">
            <h2>"目安と違う評価"</h2>
            {scale
                .tick(
                    "目安と違う評価には理由を必ず書く",
                    "原本から移した過去の評価には求めません。",
                    |it| it.reason_where_it_differs == ReasonRule::Required,
                    |it, is_required| it.reason_where_it_differs = if is_required { ReasonRule::Required } else { ReasonRule::Optional },
                )}
        </section>
        <Samples />
    }
}

type ScaleCell = Definition<kinds::RatingScale>;

#[component]
fn GradeRow(scale: ScaleCell, id: GradeId) -> impl IntoView {
    let id = StoredValue::new(id);
    let find = move |it: &RatingScale| it.grades.iter().position(|grade| grade.id == id.get_value());
    let of = move |read: fn(&Grade) -> String| {
        Signal::derive(move || scale.read(|it| find(it).map(|at| read(&it.grades[at]))).flatten().unwrap_or_default())
    };
    let change = move |write: Box<dyn FnOnce(&mut Grade)>| {
        scale.change(|it| {
            if let Some(at) = find(it) {
                write(&mut it.grades[at]);
            }
        });
    };
    let name = of(words::grade);
    let error = RwSignal::new(None::<String>);
    let share = of(|grade| grade.at_least.map(percent).unwrap_or_default());
    let enter_share = move |text: String| match read_share(&text) {
        Ok(share) => {
            error.try_set(None);
            change(Box::new(move |grade| grade.at_least = share));
        }
        Err(words) => {
            error.try_set(Some(words.to_owned()));
        }
    };
    let shift = move |up: Way| {
        move |()| {
            scale.change(|it| {
                let Some(at) = find(it) else { return };
                let to = match up {
                    Way::Up => at.checked_sub(1),
                    Way::Down => Some(at + 1).filter(|to| *to < it.grades.len()),
                };
                if let Some(to) = to {
                    it.grades.swap(at, to);
                }
            });
        }
    };
    let remove = move |()| scale.change(|it| it.grades.retain(|grade| grade.id != id.get_value()));
    let doubt = move || {
        let trust = scale.read(|it| find(it).and_then(|at| it.grades[at].symbol.clone())).flatten()?;
        trust.confirmed().is_none().then(|| words::trust_mark(&trust))
    };
    let button = move |words: &'static str, act: Callback<()>| {
        let label = Signal::derive(move || format!("{}を{words}", name.get()));
        view! { <Button size=ButtonSize::Small weight=Weight::Text name=label on_click=act>{words}</Button> }
    };
    view! {
        <tr>
            <th scope="row">
                <TextField
                    label="記号"
                    value=of(|grade| grade.symbol.as_ref().and_then(|symbol| symbol.confirmed()).cloned().unwrap_or_default())
                    on_change=move |text: String| {
                        let text = text.trim().to_owned();
                        change(Box::new(move |grade| grade.symbol = (!text.is_empty()).then_some(Trust::Confirmed(text))));
                    }
                    place=LabelPlace::Hidden
                    size=FieldSize::Dense
                />
                {move || doubt().map(|mark| view! { <span class="small">{mark}</span> })}
            </th>
            <td>
                <TextField
                    label="名前"
                    value=of(|grade| grade.label.clone())
                    on_change=move |text: String| change(Box::new(move |grade| grade.label = text.trim().to_owned()))
                    place=LabelPlace::Hidden
                    size=FieldSize::Dense
                />
            </td>
            <td>
                <TextField
                    label="達成割合（％以上）"
                    value=share
                    on_change=enter_share
                    error
                    place=LabelPlace::Hidden
                    size=FieldSize::Dense
                />
            </td>
            <td class="no-print">
                <div class="row moves">
                    {button("上へ", Callback::new(shift(Way::Up)))} {button("下へ", Callback::new(shift(Way::Down)))}
                    {button("削除", Callback::new(remove))}
                </div>
            </td>
        </tr>
    }
}

#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// A share as percent: `80`, `33.3`.
fn percent(share: Decimal) -> String {
    (share * Decimal::ONE_HUNDRED).normalize().to_string()
}

fn read_share(text: &str) -> Result<Option<Decimal>, &'static str> {
    let bare = text.trim().trim_end_matches(['%', '％']).trim();
    if bare.is_empty() {
        return Ok(None);
    }
    let amount = read_amount(bare).map_err(|_| "0から100までの数で入れてください。例：80")?;
    let share = amount.value() / Decimal::ONE_HUNDRED;
    if share < Decimal::ZERO || share > Decimal::ONE {
        Err("0から100までの数で入れてください。例：80")
    } else {
        Ok(Some(share))
    }
}

#[component]
fn AddGrade(scale: ScaleCell) -> impl IntoView {
    let desk = Desk::here();
    let add = move |()| {
        let Ok(id) = GradeId::new(&desk.session.record_name()) else { return };
        scale.change(|it| it.grades.push(Grade { id, symbol: None, label: "新しい区分".to_owned(), at_least: None }));
    };
    view! { <div class="actions"><Button size=ButtonSize::Small on_click=add>"区分を加える"</Button></div> }
}

#[component]
fn DecisionRow(scale: ScaleCell, id: GradeId) -> impl IntoView {
    let id = StoredValue::new(id);
    let find = move |it: &RatingScale| it.decisions.iter().position(|decision| decision.id == id.get_value());
    let label = Signal::derive(move || scale.read(|it| find(it).map(|at| it.decisions[at].label.clone())).flatten().unwrap_or_default());
    let stops = Signal::derive(move || {
        scale.read(|it| find(it).is_some_and(|at| it.decisions[at].effect == DecisionEffect::Stops)).unwrap_or_default()
    });
    let change = move |write: Box<dyn FnOnce(&mut Decision)>| {
        scale.change(|it| {
            if let Some(at) = find(it) {
                write(&mut it.decisions[at]);
            }
        });
    };
    let remove = move |()| scale.change(|it| it.decisions.retain(|decision| decision.id != id.get_value()));
    view! {
        <div class="card">
            <TextField
                label="決定の名前"
                value=label
                on_change=move |text: String| change(Box::new(move |it| it.label = text.trim().to_owned()))
            />
            <CheckboxRow
                label="これで取組を終える"
                checked=stops
                on_change=move |is_stop| {
                    change(Box::new(move |it| it.effect = if is_stop { DecisionEffect::Stops } else { DecisionEffect::GoesOn }));
                }
                support="次の年度からの目標は判定しません（取組中止）。"
            />
            <div class="no-print">
                <Button size=ButtonSize::Small weight=Weight::Text name=Signal::derive(move || format!("{}を削除", label.get())) on_click=remove>
                    "削除"
                </Button>
            </div>
        </div>
    }
}

#[component]
fn AddDecision(scale: ScaleCell) -> impl IntoView {
    let desk = Desk::here();
    let add = move |()| {
        let Ok(id) = GradeId::new(&desk.session.record_name()) else { return };
        scale.change(|it| it.decisions.push(Decision { id, label: "取組中止".to_owned(), effect: DecisionEffect::Stops }));
    };
    view! { <div class="actions"><Button size=ButtonSize::Small on_click=add>"決定を加える"</Button></div> }
}

/// Symbol, label, least share in percent.
type Sample = (&'static str, &'static str, Option<i64>);

/// Scales that cities use, to begin with.
const SAMPLES: [(&str, &[Sample]); 4] = [
    (
        "S・A・B・C・−",
        &[
            ("S", "目標を大きく上回る", None),
            ("A", "目標どおり", Some(100)),
            ("B", "おおむね目標どおり", Some(80)),
            ("C", "目標を下回る", Some(0)),
            ("−", "評価できない", None),
        ],
    ),
    ("◎・○・△", &[("◎", "計画どおり", Some(100)), ("○", "概ね計画どおり", Some(50)), ("△", "あまり進まなかった", Some(0))]),
    ("A・B・C・D", &[("A", "達成", Some(100)), ("B", "概ね達成", Some(80)), ("C", "やや遅れ", Some(50)), ("D", "遅れ", Some(0))]),
    ("前倒し・計画どおり・遅れ", &[("", "前倒し", None), ("", "計画どおり", Some(100)), ("", "遅れ", Some(0))]),
];

#[component]
fn Samples() -> impl IntoView {
    let desk = Desk::here();
    let buttons = SAMPLES.into_iter().map(|(name, grades)| {
        let take = move |()| {
            let grade = |(symbol, label, share): &Sample| {
                let id = GradeId::new(&desk.session.record_name()).ok()?;
                let symbol = (!symbol.is_empty()).then(|| Trust::Confirmed((*symbol).to_owned()));
                Some(Grade { id, symbol, label: (*label).to_owned(), at_least: share.map(|share| Decimal::new(share, 2).normalize()) })
            };
            let old = desk.now(|tables| tables.rating_scale.get(&()).cloned()).flatten();
            let scale = RatingScale {
                grades: grades.iter().filter_map(grade).collect(),
                decisions: old.as_ref().map(|old| old.decisions.clone()).unwrap_or_default(),
                reason_where_it_differs: old.map(|old| old.reason_where_it_differs).unwrap_or_default(),
            };
            desk.write(vec![Entry::RatingScale((), scale)]);
        };
        view! { <Button size=ButtonSize::Small on_click=take>{name}</Button> }
    });
    view! {
        <section class="section no-print">
            <h2>"よくある区分から選ぶ"</h2>
            <p class="small">"いまの区分と置きかわります。記号・名前・達成割合は、あとから直せます。"</p>
            <div class="row">{buttons.collect_view()}</div>
        </section>
    }
}
