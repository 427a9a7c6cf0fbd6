//! ノー残業ウィーク: one in each half of the year, by 所属 (N:329).

use super::{
    heads,
    take_out::{About, TakeOut},
};
use crate::{
    domain::{
        Entry, OvertimeEntry, Refusal,
        overtime::Month,
        overtime::{Workplace, read_day},
    },
    evaluate::overtime::{FreeWeek, free_weeks, week_key},
    session::{Attendance, Session},
    ui::{
        pages::Refused,
        parts::{Cell, FieldSize, Item, Listing, Rows, Select, TableStyle, TextField, VerdictSign},
        words,
    },
};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;

const HALVES: [&str; 2] = ["上期（4月～9月）", "下期（10月～3月）"];
const HEADS: [&str; 5] = ["所属", "上期の週", "上期", "下期の週", "下期"];

#[component]
pub(super) fn Weeks() -> impl IntoView {
    let session = Session::here();
    let attendance = Attendance::here();
    let year = session.year();
    let tables = Memo::new(move |_| session.program().get().map(|program| program.tables.clone()).unwrap_or_default());
    let workplaces =
        Memo::new(move |_| tables.with(|tables| attendance.ledger().with(|ledger| super::workplaces(tables, ledger, year.get()))));
    let of = move |workplace: &Workplace| tables.with(|tables| free_weeks(tables, workplace, year.get()));
    let rows = Memo::new(move |_| {
        let row = |workplace: &Workplace| {
            let weeks = of(workplace);
            weeks.iter().any(Option::is_some).then(|| {
                let cells = weeks.iter().flat_map(|week| [Cell::Text(week.as_ref().map(span).unwrap_or_default()), sign(week.as_ref())]);
                std::iter::once(Cell::Head(workplace.name().to_owned())).chain(cells).collect::<Vec<_>>()
            })
        };
        workplaces.with(|workplaces| workplaces.iter().filter_map(row).collect::<Rows>())
    });
    let share = Memo::new(move |_| {
        let weeks: Vec<FreeWeek> = workplaces.with(|workplaces| workplaces.iter().flat_map(&of).flatten().collect());
        let (n_ended, n_kept) =
            (weeks.iter().filter(|week| week.kept.is_some()).count(), weeks.iter().filter(|week| week.kept == Some(true)).count());
        let percent = (n_kept * 100).checked_div(n_ended).map_or(String::new(), |percent| format!("（{percent}%）"));
        format!("設けた週 {}、結果の入力がある週 {n_ended}、そのうち実施 {n_kept}{percent}", weeks.len())
    });
    let chosen = RwSignal::new(None::<Workplace>);
    let refusal = RwSignal::new(None::<Refusal>);
    let items = Signal::derive(move || workplaces.get().into_iter().map(|it| Item::new(it.clone(), it.name())).collect::<Vec<_>>());
    view! {
        <section class="section">
            <h2>"ノー残業ウィーク"</h2>
            <p>"半年ごとに、所属ごとに1週間を設けます。"</p>
            <p>{move || share.get()}</p>
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <Listing caption="ノー残業ウィーク" style=TableStyle::Narrow heads=heads(&HEADS) rows />
                <TakeOut name="ノー残業ウィーク" heads=heads(&HEADS) rows about=About::Workplaces of=Signal::derive(move || words::year(year.get())) />
            </Show>
            <div class="no-print">
                <Select
                    label="ノー残業ウィークを入力する所属"
                    items
                    selected=chosen
                    on_change=move |it| chosen.set(Some(it))
                    size=FieldSize::Short
                />
            </div>
            <Refused refusal title="入力できません" />
            {move || {
                chosen
                    .get()
                    .map(|workplace| {
                        let half = |half| view! { <Half workplace=workplace.clone() half refusal /> };
                        view! { <div class="stack no-print">{[0, 1].map(half)}</div> }
                    })
            }}
        </section>
    }
}

/// Monday to Friday.
fn span(week: &FreeWeek) -> String {
    let friday = week.monday + Days::new(4);
    format!("{}～{}", words::date(week.monday), friday.format("%-m/%-d"))
}

fn sign(week: Option<&FreeWeek>) -> Cell {
    match week.map(|week| week.kept) {
        None => Cell::Text(String::new()),
        Some(None) => Cell::Sign(VerdictSign::Waiting, "予定".to_owned()),
        Some(Some(true)) => Cell::Sign(VerdictSign::Good, "実施".to_owned()),
        Some(Some(false)) => Cell::Sign(VerdictSign::Bad, "実施なし".to_owned()),
    }
}

#[component]
fn Half(workplace: Workplace, half: usize, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let error = RwSignal::new(None::<String>);
    let of = StoredValue::new(workplace);
    let week = Memo::new(move |_| {
        let program = session.program().get()?;
        let [first, second] = of.with_value(|workplace| free_weeks(&program.tables, workplace, session.year().get()));
        if half == 0 { first } else { second }
    });
    let put = move |entries: Vec<Entry>| refusal.set(session.dispatch(entries).err());
    let entry = move |day: NaiveDate, amount: Option<u32>, words: String| {
        let key = of.with_value(|workplace| week_key(workplace, day))?;
        Some(Entry::Overtime(key, OvertimeEntry { amount, words, ..OvertimeEntry::default() }))
    };
    let is_of_half = move |day: NaiveDate| {
        let key = of.with_value(|workplace| week_key(workplace, day));
        let month = key.and_then(|key| Month::of_day(key.day?).ok());
        month.is_some_and(|month| month.fiscal_year() == session.year().get_untracked() && usize::from(month.place() >= 6) == half)
    };
    let set_day = move |text: String| {
        let before = week.get_untracked();
        let dropped = before.as_ref().and_then(|week| entry(week.monday, None, String::new()));
        match (text.trim().is_empty(), read_day(&text).filter(|&day| is_of_half(day))) {
            (true, _) => {
                error.set(None);
                put(dropped.into_iter().collect());
            }
            (false, Some(day)) => {
                error.set(None);
                let words = before.map(|week| week.words).unwrap_or_default();
                let planned = entry(day, Some(2), words);
                let moves = dropped.filter(|dropped| planned.as_ref().is_some_and(|planned| planned.id() != dropped.id()));
                put(moves.into_iter().chain(planned).collect());
            }
            (false, None) => error.set(Some(format!("{}の日付を入れてください。例：2023/7/10", HALVES[half]))),
        }
    };
    let set_kept = move |amount: u32| {
        if let Some(week) = week.get_untracked() {
            put(entry(week.monday, Some(amount), week.words).into_iter().collect());
        }
    };
    let set_words = move |text: String| {
        if let Some(week) = week.get_untracked() {
            let amount = week.kept.map_or(2, u32::from);
            put(entry(week.monday, Some(amount), text).into_iter().collect());
        }
    };
    let states = vec![Item::new(2, "予定"), Item::new(1, "実施"), Item::new(0, "実施なし")];
    let name = HALVES[half];
    view! {
        <div class="row row--bottom">
            <TextField
                label=format!("{name}の週の日付")
                support="その週のどの日でもかまいません。"
                value=Signal::derive(move || week.get().map_or(String::new(), |week| week.monday.format("%Y/%-m/%-d").to_string()))
                on_change=set_day
                error=error
                size=FieldSize::Short
            />
            <Show when=move || week.with(Option::is_some)>
                <Select
                    label=format!("{name}の実施")
                    items=states.clone()
                    selected=Signal::derive(move || Some(week.get().and_then(|week| week.kept).map_or(2, u32::from)))
                    on_change=set_kept
                    size=FieldSize::Short
                />
                <TextField
                    label=format!("{name}に実施できない理由")
                    value=Signal::derive(move || week.get().map(|week| week.words).unwrap_or_default())
                    on_change=set_words
                />
            </Show>
        </div>
    }
}
