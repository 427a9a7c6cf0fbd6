//! What a table would change, and what of it was not understood.

use super::{import::Waiting, name_of};
use crate::{
    domain::{Entry, IndicatorId, Tables, TargetSlot},
    register,
    session::Session,
    sheetfile::figures::{Change, Happening, Reading, Refused},
    ui::{
        parts::{
            Arrival, Button, CaptionPlace, Cell, CheckboxRow, DataTable, FieldSize, Item, LabelPlace, Listing, Notice, Rows, Select, Tone,
            Weight,
        },
        words::{self, figures as figure_words},
    },
};
use leptos::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What can be taken, in the order it is offered. A cell with several values is settled only by somebody who says so.
const TAKEABLE: [(Happening, bool); 3] = [(Happening::New, true), (Happening::Update, true), (Happening::Settle, false)];

#[component]
pub fn Preview(name: String, reading: Arc<Reading>, waiting: RwSignal<Option<Waiting>>, done: Callback<String>) -> impl IntoView {
    let session = Session::here();
    let tables = session.program().get_untracked().map(|program| program.tables.clone()).unwrap_or_default();
    let taken = RwSignal::new(TAKEABLE.iter().filter(|(_, is_usual)| *is_usual).map(|(it, _)| *it).collect::<BTreeSet<_>>());
    let refusal = RwSignal::new(None::<String>);
    let changes = Arc::new(reading.changes.clone());
    let chosen = {
        let changes = changes.clone();
        move || changes.iter().filter(|change| taken.with(|taken| taken.contains(&change.happening))).cloned().collect::<Vec<_>>()
    };
    let n_chosen = Memo::new({
        let chosen = chosen.clone();
        move |_| chosen().len()
    });
    let accept = move |()| {
        let entries: Vec<Entry> = untrack(&chosen).into_iter().map(|change| change.entry).collect();
        let n_entries = entries.len();
        match session.dispatch(entries) {
            Ok(()) => done.run(format!("{n_entries}件を取り込みました。「元に戻す」で、まとめて取り消せます。")),
            Err(why) => refusal.set(Some(words::refusal(&why))),
        }
    };
    let discard = move |()| done.run("取り込みをやめました。何も変わっていません。".to_owned());
    let ticks = TAKEABLE.map(|(happening, _)| tick(happening, &changes, taken)).collect_view();
    view! {
        <section class="section section--apart">
            <h2>"取り込む前の確認"</h2>
            <p class="lead">{name}</p>
            {columns(&reading)}
            {facts(&reading)}
            <UnknownNames reading=reading.clone() waiting tables=tables.clone() />
            <div class="stack--tight no-print">{ticks}</div>
            {changed(&changes, &tables)}
            {refused(&reading.refused)}
            {move || refusal.get().map(|why| view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="取り込めませんでした"><p>{why}</p></Notice> })}
            <div class="actions no-print">
                <Button weight=Weight::Text on_click=discard>"やめる"</Button>
                <Button weight=Weight::Primary on_click=accept disabled=Signal::derive(move || n_chosen.get() == 0)>
                    {move || format!("{}件を取り込む", n_chosen.get())}
                </Button>
            </div>
        </section>
    }
}

fn count(changes: &[Change], happening: Happening) -> usize {
    changes.iter().filter(|change| change.happening == happening).count()
}

fn tick(happening: Happening, changes: &[Change], taken: RwSignal<BTreeSet<Happening>>) -> Option<impl IntoView + use<>> {
    let n_such = count(changes, happening);
    let support = match happening {
        Happening::Settle => "いくつかの値が食い違っている欄です。取り込むと、この表の値に決まります。",
        Happening::New | Happening::Update | Happening::Same => "",
    };
    let change = move |is_taken| {
        taken.update(|taken| {
            if is_taken {
                taken.insert(happening)
            } else {
                taken.remove(&happening)
            };
        });
    };
    (n_such > 0).then(|| {
        view! {
            <CheckboxRow
                label=format!("{}の{n_such}件を取り込む", figure_words::happening(happening))
                checked=Signal::derive(move || taken.with(|taken| taken.contains(&happening)))
                on_change=change
                support
            />
        }
    })
}

fn facts(reading: &Reading) -> impl IntoView + use<> {
    let shown = [Happening::New, Happening::Update, Happening::Settle, Happening::Same];
    let counts: Vec<String> =
        shown.map(|happening| format!("{} {}", figure_words::happening(happening), count(&reading.changes, happening))).to_vec();
    let left = format!("空欄 {}、読み取れないもの {}", reading.n_blank, reading.refused.len());
    view! {
        <dl class="facts">
            <dt>"変わるもの"</dt>
            <dd>{counts.join("、")}</dd>
            <dt>"取り込まないもの"</dt>
            <dd>{left}</dd>
        </dl>
    }
}

fn columns(reading: &Reading) -> impl IntoView + use<> {
    let rows: Rows = reading
        .headings
        .iter()
        .filter(|(heading, _)| !heading.is_empty())
        .map(|(heading, role)| vec![Cell::Head(heading.clone()), Cell::Text(figure_words::column(*role))])
        .collect();
    let n_unused = reading.headings.iter().filter(|(heading, role)| !heading.is_empty() && role.is_none()).count();
    let unused = if n_unused == 0 { String::new() } else { format!("（使わない列 {n_unused}）") };
    view! {
        <details>
            <summary>{format!("列の読み取り方{unused}")}</summary>
            <Listing
                caption="見出しと、何の列として読んだか"
                caption_place=CaptionPlace::Hidden
                heads=vec!["見出し".to_owned(), "何の列か".to_owned()]
                rows=Signal::stored(rows)
            />
        </details>
    }
}

fn changed(changes: &[Change], tables: &Tables) -> Option<impl IntoView + use<>> {
    let row = |change: &Change| {
        let (indicator, place, new) = match &change.entry {
            Entry::Figure(key, figure) => (&key.indicator, format!("{}実績", key.year.short()), words::figure(figure)),
            Entry::Target(key, target) => {
                let when = match key.slot {
                    TargetSlot::Year(year) => year.short(),
                    TargetSlot::EveryYear => "毎年度".to_owned(),
                    TargetSlot::Far => "めざす水準".to_owned(),
                };
                (&key.indicator, format!("{when}目標"), words::target(target))
            }
            // Tables hold figures and targets only.
            _ => return Vec::new(),
        };
        let part = words::part_of(tables, &change.entry).map(|part| format!("（{part}）")).unwrap_or_default();
        vec![
            Cell::Number(change.line.to_string().into()),
            Cell::Head(format!("{}{part}", name_of(tables, indicator))),
            Cell::Text(place),
            Cell::Text(before(tables, &change.entry)),
            Cell::Text(format!("{new}{}", remark(tables, &change.entry))),
            Cell::Text(figure_words::happening(change.happening).to_owned()),
        ]
    };
    // What would change stands first, in the order of the table.
    let (same, others): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.happening == Happening::Same);
    let rows: Rows = others.into_iter().chain(same).map(row).collect();
    let heads = ["行", "指標", "年度", "いまの値", "表の値", "変化"].map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| view! { <Listing caption="表の値といまの値" heads rows=Signal::stored(rows) /> })
}

fn before(tables: &Tables, entry: &Entry) -> String {
    let text = |entry: Entry| match entry {
        Entry::Figure(_, figure) => words::figure(&figure),
        Entry::Target(_, target) => words::target(&target),
        _ => String::new(),
    };
    match tables.reading(&entry.id()) {
        register::Reading::Absent => "なし".to_owned(),
        register::Reading::Settled(entry) => text(entry),
        register::Reading::Conflict(entries) => entries.into_iter().map(text).collect::<Vec<_>>().join(" ／ "),
    }
}

/// A remark that would change.
fn remark(tables: &Tables, entry: &Entry) -> String {
    let of = |entry: &Entry| match entry {
        Entry::Figure(_, figure) => figure.remark.clone(),
        Entry::Target(_, target) => target.remark.clone(),
        _ => String::new(),
    };
    let known = tables.reading(&entry.id()).settled().map(|known| of(&known)).unwrap_or_default();
    Some(of(entry)).filter(|new| *new != known).map(|new| format!("（備考：{new}）")).unwrap_or_default()
}

fn refused(rows: &[Refused]) -> Option<impl IntoView + use<>> {
    let row = |refused: &Refused| {
        vec![
            Cell::Head(format!("{}行目", refused.line)),
            Cell::Text(refused.about.clone()),
            Cell::Text(refused.column.clone()),
            Cell::Text(figure_words::why(&refused.why)),
        ]
    };
    let rows: Rows = rows.iter().map(row).collect();
    let heads = ["行", "表の指標", "列", "理由"].map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=format!("読み取れないものが{}件あります", rows.len())>
                <p>"これらは取り込みません。元の表を直して、もう一度読み込めます。"</p>
            </Notice>
            <Listing caption="読み取れないもの" heads rows=Signal::stored(rows) />
        }
    })
}

/// Names that are no indicator's, each to be given one; the nearest come first.
#[component]
fn UnknownNames(reading: Arc<Reading>, waiting: RwSignal<Option<Waiting>>, tables: Tables) -> impl IntoView {
    let mut unknown: BTreeMap<String, Vec<IndicatorId>> = BTreeMap::new();
    for refused in &reading.refused {
        if let Some(near) = refused.why.near() {
            unknown.entry(refused.about.clone()).or_insert_with(|| near.to_vec());
        }
    }
    let picked: Vec<(String, IndicatorId)> =
        waiting.with_untracked(|waiting| waiting.as_ref().map(|it| it.choices.clone().into_iter().collect())).unwrap_or_default();
    let listed: Vec<IndicatorId> = tables.listed_indicators().into_iter().map(|(id, _)| id.clone()).collect();
    let rows = unknown.into_iter().map(|(about, near)| (about, near, None));
    let rows: Vec<_> = rows.chain(picked.into_iter().map(|(about, id)| (about, vec![id.clone()], Some(id)))).collect();
    let is_empty = rows.is_empty();
    let row = move |(about, near, chosen): (String, Vec<IndicatorId>, Option<IndicatorId>)| {
        let others = listed.iter().filter(|id| !near.contains(id));
        let items: Vec<Item<IndicatorId>> = near.iter().chain(others).map(|id| Item::new(id.clone(), name_of(&tables, id))).collect();
        let label = about.clone();
        let pick = move |id: IndicatorId| {
            waiting.update(|waiting| {
                if let Some(waiting) = waiting {
                    waiting.choices.insert(about.clone(), id);
                }
            });
        };
        view! {
            <tr>
                <th scope="row">{label.clone()}</th>
                <td>
                    <Select
                        label=format!("{label}はどの指標か")
                        place=LabelPlace::Hidden
                        size=FieldSize::Dense
                        items
                        selected=Signal::stored(chosen)
                        on_change=pick
                    />
                </td>
            </tr>
        }
    };
    (!is_empty).then(|| {
        view! {
            <DataTable caption="名前がそのままでは見つからない指標">
                <thead>
                    <tr>
                        <th scope="col">"表の指標"</th>
                        <th scope="col">"どの指標か（似た名前が先）"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </DataTable>
        }
    })
}
