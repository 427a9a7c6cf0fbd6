//! 休暇: the mean of days taken, who has a month without any, and the way into the indicator (N:68, N:288).

use super::{
    feed::guess,
    heads,
    import::Import,
    leave_plan::LeavePlan,
    measured::counted,
    take_out::{About, TakeOut},
};
use crate::{
    domain::{
        Entry, Figure, FigureKey, FiscalYear, IndicatorId, OvertimeEntry, OvertimeItem, OvertimeKey, Refusal, Shown,
        overtime::{LeaveTime, LeaveYear, Minutes, Month, Workplace},
    },
    evaluate::overtime::{LeaveOf, leave, leave_stage, mean_days},
    session::{Attendance, Session, Sheet},
    ui::{
        pages::is_secretariat,
        parts::{Amount, Button, Cell, EmptyState, FieldSize, Item, Listing, Notice, RadioGroup, Rows, Select, TableStyle, Tone, Weight},
        route::Route,
        words::{self, overtime as overtime_words},
    },
};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::{collections::BTreeMap, sync::Arc};

#[component]
pub fn Leaves() -> impl IntoView {
    let attendance = Attendance::here();
    let has_rows = Memo::new(move |_| attendance.leave().with(|rows| !rows.is_empty()));
    view! {
        <Import sheet=Sheet::Leave />
        <Show when=move || has_rows.get()>
            <Taken />
        </Show>
        <LeavePlan />
    }
}

#[component]
fn Taken() -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let picked = RwSignal::new(None::<FiscalYear>);
    let refusal = RwSignal::new(None::<Refusal>);
    let years = Memo::new(move |_| {
        let years: std::collections::BTreeSet<FiscalYear> = attendance.leave().with(|rows| rows.iter().map(|row| row.year).collect());
        years.into_iter().collect::<Vec<_>>()
    });
    let year = Memo::new(move |_| picked.get().or_else(|| years.with(|years| years.last().copied())).unwrap_or(FiscalYear::FIRST));
    // As the programme has set it for the year that is shown.
    let rules = Memo::new(move |_| session.program().get().map(|program| program.tables.overtime_rules(year.get())).unwrap_or_default());
    let day = Memo::new(move |_| rules.with(|rules| rules.leave_day));
    let leave_year = Memo::new(move |_| rules.with(|rules| rules.leave_year));
    let choose_kind = move |kind: LeaveYear| {
        let key = OvertimeKey::of_city(year.get_untracked(), OvertimeItem::LeaveYear);
        let amount = Some(u32::from(kind == LeaveYear::Fiscal));
        refusal.set(session.dispatch(vec![Entry::Overtime(key, OvertimeEntry { amount, ..OvertimeEntry::default() })]).err());
    };
    let people = Memo::new(move |_| {
        let Some(kind) = leave_year.get() else { return Arc::default() };
        Arc::new(attendance.leave().with(|rows| leave(rows, &kind.months(year.get()))))
    });
    let kinds = [LeaveYear::Calendar, LeaveYear::Fiscal].map(|kind| Item::new(kind, overtime_words::leave_year(kind))).to_vec();
    view! {
        <section class="section">
            <h2>"平均取得日数"</h2>
            <div class="columns no-print">
                <Select
                    label="年"
                    items=Signal::derive(move || years.get().into_iter().map(|year| Item::new(year, words::year(year))).collect::<Vec<_>>())
                    selected=Signal::derive(move || Some(year.get()))
                    on_change=move |year| picked.set(Some(year))
                    size=FieldSize::Short
                />
            </div>
            <div class="no-print">
                <RadioGroup
                    label="1年の数え方"
                    support="暦年か年度かは原本に示されていません。選んだ数え方を、値と一緒に印字します。"
                    items=kinds
                    selected=leave_year
                    on_change=choose_kind
                />
            </div>
            {move || refusal.get().map(|why| super::feed::not_fed(&why))}
            {move || leave_year.get().map(|kind| view! { <Mean people day kind year=year.get() /> })}
        </section>
    }
}

#[component]
fn Mean(people: Memo<Arc<Vec<LeaveOf>>>, day: Memo<Minutes>, kind: LeaveYear, year: FiscalYear) -> impl IntoView {
    let is_secretariat = is_secretariat(Session::here());
    let mean = Memo::new(move |_| people.with(|people| mean_days(people, day.get(), "日")));
    let n_unknown = move || people.with(|people| people.iter().filter(|person| person.n_unknown > 0).count());
    let rows =
        Memo::new(move |_| people.with(|people| people.iter().filter(|person| !person.without.is_empty()).map(row).collect::<Rows>()));
    view! {
        <p>
            {format!("{}、{}", words::year(year), overtime_words::leave_year(kind))}
            "：平均取得日数 "
            <strong>{move || mean.get().map_or("—".to_owned(), |quantity| words::quantity(&quantity))}</strong>
            {move || format!("（{}人、1日＝{}）", people.with(|people| people.len()), overtime_words::minutes(day.get()))}
        </p>
        {move || {
            let n_people = n_unknown();
            let title = format!("日数のわからない月がある職員が{n_people}人います。わかる月だけで計算しています。");
            (n_people > 0).then(|| view! { <Notice tone=Tone::Warning title /> })
        }}
        <Show when=move || is_secretariat.get()>
            <FeedLeave people day kind year />
        </Show>
        <Months people kind year />
        <h3>"休暇のない月がある職員"</h3>
        {move || {
            if rows.with(|rows| rows.is_empty()) {
                view! { <EmptyState title="どの月も休暇を取っています" /> }.into_any()
            } else {
                view! {
                    <Listing
                        caption=format!("月1日以上の休暇を取れていない職員（{}）", overtime_words::leave_year(kind))
                        style=TableStyle::Pinned
                        heads=heads(&["職員番号", "所属", "取得日数", "休暇のない月"])
                        rows
                    />
                    <TakeOut name="休暇のない月がある職員" heads=heads(&["職員番号", "所属", "取得日数", "休暇のない月"]) rows about=About::People of=format!("{}、{}", words::year(year), overtime_words::leave_year(kind)) />
                }
                    .into_any()
            }
        }}
    }
}

fn row(person: &LeaveOf) -> Vec<Cell> {
    let names: Vec<&str> = person.workplaces.iter().map(Workplace::name).collect();
    let months: Vec<String> = person.without.iter().map(|&month| overtime_words::month_name(month)).collect();
    vec![
        Cell::Head(person.employee.to_string()),
        Cell::Text(names.join("、")),
        Cell::Number(days(person.total)),
        Cell::Text(months.join("、")),
    ]
}

/// A number of days; with hours beside them only words say it.
fn days(time: LeaveTime) -> Amount {
    if time.minutes == Minutes::ZERO {
        counted(Decimal::new(time.hundredths.into(), 2).normalize(), "日")
    } else {
        overtime_words::leave(time).into()
    }
}

/// How many people took none, month by month.
#[component]
fn Months(people: Memo<Arc<Vec<LeaveOf>>>, kind: LeaveYear, year: FiscalYear) -> impl IntoView {
    let rows = Memo::new(move |_| {
        people.with(|people| {
            let mut without: BTreeMap<Month, u32> = BTreeMap::new();
            for month in people.iter().flat_map(|person| &person.without) {
                *without.entry(*month).or_default() += 1;
            }
            let n_people = people.len().max(1) as u32;
            let row = |month: Month| {
                let count = without.get(&month).copied().unwrap_or_default();
                vec![Cell::Head(overtime_words::month(month)), Cell::Bar(count * 100 / n_people, counted(count, "人"))]
            };
            kind.months(year).into_iter().map(row).collect::<Rows>()
        })
    });
    view! { <Listing caption="休暇を取らなかった職員の数" style=TableStyle::Narrow heads=heads(&["月", "職員数"]) rows /> }
}

#[component]
fn FeedLeave(people: Memo<Arc<Vec<LeaveOf>>>, day: Memo<Minutes>, kind: LeaveYear, year: FiscalYear) -> impl IntoView {
    let session = Session::here();
    let chosen = RwSignal::new(None::<IndicatorId>);
    let outcome = RwSignal::new(None::<Result<(), Refusal>>);
    let listed = Memo::new(move |_| super::feed::listed(session));
    let target = move || chosen.get().or_else(|| guess(&listed.get(), "年次有給休暇"));
    let feed = move |()| {
        let Some(id) = untrack(target) else { return };
        let unit = listed.with_untracked(|listed| listed.iter().find(|(known, ..)| *known == id).map(|(_, _, unit)| unit.clone()));
        let Some(quantity) = people.with_untracked(|people| mean_days(people, day.get_untracked(), &unit.unwrap_or_default())) else {
            return;
        };
        let (n_people, stage) = people.with_untracked(|people| (people.len(), leave_stage(people)));
        let remark = format!(
            "休暇の表から計算（{}、{n_people}人、1日＝{}）",
            overtime_words::leave_year(kind),
            overtime_words::minutes(day.get_untracked())
        );
        let figure = Figure { stage, remark, ..Figure::confirmed(Shown::Number(quantity)) };
        outcome.set(Some(session.dispatch(vec![Entry::Figure(FigureKey { indicator: id, year, part: None }, figure)])));
    };
    let items = Signal::derive(move || listed.get().into_iter().map(|(id, name, _)| Item::new(id, name)).collect::<Vec<_>>());
    view! {
        <div class="row row--bottom no-print">
            <Select label="入れる指標" items selected=Signal::derive(target) on_change=move |id| chosen.set(Some(id)) />
            <Button weight=Weight::Primary on_click=feed disabled=Signal::derive(move || target().is_none())>
                {format!("{}の指標に入れる", year.wareki())}
            </Button>
            <a href=Route::Indicators.href()>"指標を見る"</a>
        </div>
        {move || match outcome.get() {
            Some(Ok(())) => super::feed::fed_notice(1).into_any(),
            Some(Err(refusal)) => super::feed::not_fed(&refusal).into_any(),
            None => ().into_any(),
        }}
    }
}
