//! 年度更新・確定: the next year's sheets from this year's, and a year that is closed with its 照合番号.

use crate::{
    domain::{Decided, FiscalYear, FollowUp, MeasureId, Record, Refusal, RowId, State, Tables},
    evaluate::{RollOver, Rolled, RolledRow, roll_over, rolled},
    session::Session,
    store::settings::Role,
    ui::{
        pages::{ForEntry, Refused, is_secretariat, sheet::Desk},
        parts::{
            Arrival, Button, CaptionPlace, CheckboxRow, DataTable, EmptyState, Icon, Need, Notice, TableStyle, TextField, Tone, Weight,
        },
        route::Route,
        words,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub fn CycleLook() -> impl IntoView {
    let session = Session::here();
    let desk = Desk { session, refusal: RwSignal::new(None) };
    // The choice of what to take over belongs to one year, and outlives every change within it.
    let year = Memo::new(move |_| session.year().get());
    view! {
        <Refused refusal=desk.refusal />
        <ForEntry>{move || view! { <RollOverForm desk from=year.get() /> }}</ForEntry>
        {move || view! { <Closing year=year.get() refusal=desk.refusal /> }}
    }
}

/// The preview, the choice, and one step that makes the next year's sheets.
#[component]
fn RollOverForm(desk: Desk, from: FiscalYear) -> impl IntoView {
    let next = from.next().unwrap_or(from);
    let preview = desk.memo(move |tables| rolled(tables, from));
    let open: Vec<Rolled> = preview.get_untracked().into_iter().filter(|it| !it.is_stopped).collect();
    let rows_of = |it: &Rolled| {
        it.rows.iter().filter(|row| !row.is_there && !row.was_removed).map(|row| (it.measure.clone(), row.row.clone())).collect::<Vec<_>>()
    };
    // Whoever speaks for a department makes the sheets it leads; the others can be chosen too.
    let settings = desk.session.settings().get_untracked();
    let own = settings.department.filter(|_| matches!(settings.role, Some(Role::Department | Role::Manager)));
    let leads = |measure: &MeasureId| {
        let assignment = desk.with_tables(|tables| tables.assignments.get(&Record::Measure(measure.clone())).cloned()).flatten();
        own.as_ref().is_none_or(|own| assignment.is_some_and(|assignment| assignment.lead.contains(own)))
    };
    let led = open.iter().map(|it| it.measure.clone()).filter(leads).collect::<BTreeSet<MeasureId>>();
    let measures = RwSignal::new(led);
    let rows = RwSignal::new(open.iter().flat_map(rows_of).collect::<BTreeSet<(MeasureId, RowId)>>());
    let done = RwSignal::new(None::<usize>);
    let make = move |()| {
        let chosen = RollOver { measures: measures.get_untracked(), rows: rows.get_untracked() };
        let entries = desk.with_tables(|tables| roll_over(tables, from, &chosen)).unwrap_or_default();
        let n_entries = entries.len();
        desk.write(entries);
        if desk.refusal.get_untracked().is_none() {
            done.set(Some(n_entries));
        }
    };
    let count = move || {
        let chosen = RollOver { measures: measures.get(), rows: rows.get() };
        desk.session.program().get().map_or(0, |program| roll_over(&program.tables, from, &chosen).len())
    };
    view! {
        <section class="section">
            <h2>{format!("{}から{}へ更新する", from.wareki(), next.wareki())}</h2>
            <p>"実施内容・期待される効果と、選んだ取組目標を次の年度の票に写します。次の年度にすでに入力されたものは書きかえません。"</p>
            {move || {
                let preview = preview.get();
                if preview.is_empty() {
                    return view! { <EmptyState title=format!("{}の管理票がありません", from.wareki()) /> }.into_any();
                }
                let rows_view = preview.into_iter().map(|it| rolled_row(desk, it, next, measures, rows)).collect_view();
                view! {
                    <DataTable caption="年度更新の内容" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
                        <thead>
                            <tr>
                                <th scope="col">"取組"</th>
                                <th scope="col">"写す取組目標【Plan】"</th>
                                <th scope="col">"引き継ぐ宿題"</th>
                                <th scope="col">"参考にする目標・累計"</th>
                            </tr>
                        </thead>
                        <tbody>{rows_view}</tbody>
                    </DataTable>
                    <div class="row">
                        <Button weight=Weight::Primary disabled=Signal::derive(move || count() == 0) on_click=make>
                            {move || format!("{}の票を作る（{}欄）", next.wareki(), count())}
                        </Button>
                    </div>
                }
                    .into_any()
            }}
            {move || done.get().map(|n| view! {
                <Notice tone=Tone::Success arrival=Arrival::Sudden title=format!("{}の票を作りました（{n}欄）", next.wareki())>
                    <p>"「元に戻す」で取り消せます。"</p>
                </Notice>
            })}
        </section>
    }
}

fn rolled_row(
    desk: Desk,
    rolled: Rolled,
    next: FiscalYear,
    measures: RwSignal<BTreeSet<MeasureId>>,
    rows: RwSignal<BTreeSet<(MeasureId, RowId)>>,
) -> impl IntoView {
    let id = rolled.measure.clone();
    let name = desk.with_tables(|tables| name_of(tables, &id)).unwrap_or_default();
    if rolled.is_stopped {
        return view! { <tr><th scope="row">{name}</th><td colspan="3">"取組中止のため、次の年度の票は作りません。"</td></tr> }.into_any();
    }
    let (chosen, toggled) = (id.clone(), id.clone());
    let is_chosen = Signal::derive(move || measures.with(|measures| measures.contains(&chosen)));
    let toggle = move |is_checked: bool| {
        measures.update(|measures| {
            if is_checked {
                measures.insert(toggled.clone())
            } else {
                measures.remove(&toggled)
            };
        });
    };
    let row = |row: RolledRow| {
        if row.is_there {
            return view! { <li>"（写し済み） " <span class="typed-text">{row.plan}</span></li> }.into_any();
        }
        let key = (id.clone(), row.row);
        let own = key.clone();
        let is_row_chosen = Signal::derive(move || rows.with(|rows| rows.contains(&own)));
        let toggle = move |is_checked: bool| {
            rows.update(|rows| {
                if is_checked {
                    rows.insert(key.clone())
                } else {
                    rows.remove(&key)
                };
            });
        };
        view! { <li><CheckboxRow label=row.plan checked=is_row_chosen on_change=toggle disabled=Signal::derive(move || !is_chosen.get()) /></li> }
            .into_any()
    };
    let plan = rolled.rows.into_iter().map(row).collect_view();
    let to_dos = rolled.to_dos.into_iter().map(|to_do| {
        let answer = to_do.answer.map(|state| format!("【{}】", words::follow_up::answer(state))).unwrap_or_default();
        view! { <li>{to_do.words} {answer}</li> }
    });
    let carried = rolled.carried.into_iter().map(|carried| {
        let name =
            desk.with_tables(|tables| tables.indicators.get(&carried.indicator).map(|it| it.name.clone())).flatten().unwrap_or_default();
        let target = carried.target.as_ref().map(|target| format!("目標 {}", words::target(target)));
        let figure = carried.cumulative.as_ref().map(|figure| format!("実績 {}", words::figure(figure)));
        let values = target.into_iter().chain(figure).collect::<Vec<_>>().join("、");
        view! { <li>{format!("{name}：{values}（{}）", words::sheet::reference_mark(carried.from, carried.is_final))}</li> }
    });
    view! {
        <tr>
            <th scope="row">
                <CheckboxRow label=name checked=is_chosen on_change=toggle />
                <a href=Route::Sheet(rolled.measure, next).href()>{format!("{}の票を開く", next.short())}</a>
            </th>
            <td><ul class="plain-list">{plan}</ul></td>
            <td><ul class="plain-list">{to_dos.collect_view()}</ul></td>
            <td><ul class="plain-list small">{carried.collect_view()}</ul></td>
        </tr>
    }
    .into_any()
}

fn name_of(tables: &Tables, id: &MeasureId) -> String {
    let measure = tables.measures.cell(id).and_then(|cell| cell.siblings().first()).map(|sibling| &sibling.value);
    measure.map_or_else(|| id.to_string(), |measure| format!("{} {}", measure.number, measure.name).trim().to_owned())
}

/// 確定 and 確定解除 of a year, and every trace of them.
#[component]
fn Closing(year: FiscalYear, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let closed = Memo::new(move |_| session.program().get()?.tables.closed(year).cloned());
    let reason = RwSignal::new(String::new());
    let is_secretariat = is_secretariat(session);
    let close = move |()| refusal.set(session.close_year(year).err());
    let reopen = move |()| {
        let result = session.reopen_year(year, reason.get_untracked());
        if result.is_ok() {
            reason.set(String::new());
        }
        refusal.set(result.err());
    };
    let history = move || {
        let program = session.program().get()?;
        let line = |value: &FollowUp, decided: &Decided| {
            let what = if value.state == Some(State::Closed) { "確定" } else { "確定解除" };
            let reason = if value.words.is_empty() { String::new() } else { format!("　理由：{}", value.words) };
            format!("{}　{what}　{}　照合番号 {}{reason}", words::moment(decided.at), decided.by, words::short_digest(&decided.digest))
        };
        let lines: Vec<String> = program.tables.decisions_on(year).into_iter().map(|(_, value, decided)| line(value, decided)).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <h3>"確定の経過"</h3>
                <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            }
        })
    };
    view! {
        <section class="section">
            <h2>{format!("{}を確定する", year.wareki())}</h2>
            {move || match closed.get() {
                Some(decided) => {
                    let is_same = session.year_digest(year) == decided.digest;
                    let changed = (!is_same).then(|| {
                        view! {
                            <Notice tone=Tone::Warning title="確定のあとに内容が変わっています">
                                <p>"ほかのファイルの読み込みなどで、確定したときと内容が違っています。確かめて、確定を解除し、もう一度確定してください。"</p>
                            </Notice>
                        }
                    });
                    view! {
                        <p>
                            <strong>{format!("{}は確定済みです。", year.wareki())}</strong>
                            {format!("　{}　{}　照合番号 {}", words::moment(decided.at), decided.by, words::short_digest(&decided.digest))}
                        </p>
                        {changed}
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <p>"確定すると、この年度の実績・管理票・評価は書きかえられなくなり、そのときの内容の照合番号が残ります。次の年度に引き継いだ累計・目標から「参考」の印が取れます。"</p>
                    }
                        .into_any()
                }
            }}
            <Show
                when=move || is_secretariat.get()
                fallback=|| view! { <p class="soft">"確定と確定解除は、事務局が行います。"</p> }
            >
                <Show
                    when=move || closed.get().is_some()
                    fallback=move || view! {
                        <div><Button weight=Weight::Outline icon=Icon::CheckCircle on_click=close>{format!("{}を確定する", year.wareki())}</Button></div>
                    }
                >
                    <TextField label="確定を解除する理由" need=Need::Required value=reason on_change=move |text| reason.set(text) />
                    <div><Button weight=Weight::Outline on_click=reopen>"確定を解除する"</Button></div>
                </Show>
            </Show>
            {history}
        </section>
    }
}
