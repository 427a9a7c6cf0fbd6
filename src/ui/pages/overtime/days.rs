//! ノー残業デー: which days a 所属 kept, moved or lost (N:233, N:328-329).

use super::{
    heads,
    measured::{counted, none},
    take_out::{About, TakeOut},
};
use crate::{
    domain::{
        Entry, OvertimeEntry, Refusal,
        overtime::MonthName,
        overtime::{Month, Workplace, read_day},
    },
    evaluate::overtime::{day_key, free_days, is_same_week, kept},
    session::{Attendance, Session},
    ui::{
        pages::{Refused, YearSelect},
        parts::{Cell, DataTable, FieldSize, Item, LabelPlace, Listing, Rows, Select, TableStyle, TextField},
        words::{self, overtime as overtime_words},
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

const HEADS: [&str; 6] = ["所属", "実施", "振替", "実施なし", "割合", "入力済み"];

#[component]
pub fn Days() -> impl IntoView {
    let session = Session::here();
    let attendance = Attendance::here();
    let year = session.year();
    let month = RwSignal::new(None::<Month>);
    let shown_month = Memo::new(move |_| {
        let of_year = |month: &Month| month.fiscal_year() == year.get();
        month.get().filter(of_year).unwrap_or_else(|| {
            let present = Month::of_day(session.today().get()).ok();
            present.filter(of_year).unwrap_or(Month::new(year.get(), MonthName::April))
        })
    });
    let tables = Memo::new(move |_| session.program().get().map(|program| program.tables.clone()).unwrap_or_default());
    let payday = Memo::new(move |_| tables.with(|tables| tables.overtime_rules(year.get()).payday));
    let workplaces =
        Memo::new(move |_| tables.with(|tables| attendance.ledger().with(|ledger| super::workplaces(tables, ledger, year.get()))));
    let chosen = RwSignal::new(None::<Workplace>);
    let refusal = RwSignal::new(None::<Refusal>);
    let shares = Memo::new(move |_| {
        let days: Vec<NaiveDate> = Month::all_of(year.get()).flat_map(|month| free_days(month, payday.get())).map(|(day, _)| day).collect();
        let row = |workplace: &Workplace| {
            let counts = tables.with(|tables| kept(tables, workplace, &days));
            (counts.entered > 0).then(|| {
                vec![
                    Cell::Head(workplace.name().to_owned()),
                    Cell::Number(counted(counts.kept, "日")),
                    Cell::Number(counted(counts.moved, "日")),
                    Cell::Number(counted(counts.entered - counts.kept - counts.moved, "日")),
                    Cell::Number(counts.percent().map_or_else(none, |percent| counted(percent, "%"))),
                    Cell::Number(counted(counts.entered, &format!("／{}日", counts.asked))),
                ]
            })
        };
        workplaces.get().iter().filter_map(row).collect::<Rows>()
    });
    let months =
        Signal::derive(move || Month::all_of(year.get()).map(|month| Item::new(month, overtime_words::month(month))).collect::<Vec<_>>());
    let items = Signal::derive(move || workplaces.get().into_iter().map(|it| Item::new(it.clone(), it.name())).collect::<Vec<_>>());
    view! {
        <section class="section">
            <h2>{move || format!("{}の実施割合", words::year(year.get()))}</h2>
            <div class="row no-print">
                <YearSelect />
            </div>
            <p>"毎週水曜日と給与支給日をノー残業デーとし、毎月12日の「家事、育児、ワークライフバランスの日」も数えます。給与支給日は「設定」で変えられます。できないときは、同じ週の別の日に振り替えます。割合は、入力のある日のうち実施した日と振り替えた日です。"</p>
            <Show when=move || shares.with(|rows| !rows.is_empty())>
                <Listing caption="ノー残業デーの実施" style=TableStyle::Narrow heads=heads(&HEADS) rows=shares />
                <TakeOut name="ノー残業デー" heads=heads(&HEADS) rows=shares about=About::Workplaces of=Signal::derive(move || words::year(year.get())) />
            </Show>
        </section>
        <section class="section">
            <h2 class:no-print=move || chosen.get().is_none()>"入力"</h2>
            <div class="columns no-print">
                <Select label="入力する所属" items selected=chosen on_change=move |it| chosen.set(Some(it)) size=FieldSize::Short />
                <Select
                    label="月"
                    items=months
                    selected=Signal::derive(move || Some(shown_month.get()))
                    on_change=move |value| month.set(Some(value))
                    size=FieldSize::Short
                />
            </div>
            <Refused refusal title="入力できません" />
            {move || {
                chosen
                    .get()
                    .map(|workplace| {
                        let month = shown_month.get();
                        let rows = free_days(month, payday.get())
                            .into_iter()
                            .map(|(day, why)| {
                                view! { <DayRow workplace=workplace.clone() day why=overtime_words::free_day(why) refusal /> }
                            })
                            .collect_view();
                        view! {
                            <DataTable caption=format!("{}　{}のノー残業デー", workplace.name(), overtime_words::month(month))>
                                <thead>
                                    <tr>
                                        <th scope="col">"日"</th>
                                        <th scope="col">"理由"</th>
                                        <th scope="col">"実施"</th>
                                        <th scope="col">"振替日（同じ週）"</th>
                                        <th scope="col">"実施できない理由"</th>
                                    </tr>
                                </thead>
                                <tbody>{rows}</tbody>
                            </DataTable>
                        }
                    })
            }}
        </section>
    }
}

#[component]
fn DayRow(workplace: Workplace, day: NaiveDate, why: &'static str, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let key = StoredValue::new(day_key(&workplace, day));
    let entry = Memo::new(move |_| {
        let key = key.get_value()?;
        session.program().get()?.tables.overtime.get(&key).cloned()
    });
    let shown = move || entry.get().unwrap_or_default();
    let error = RwSignal::new(None::<String>);
    let put = move |entry: OvertimeEntry| {
        if let Some(key) = key.get_value() {
            refusal.set(session.dispatch(vec![Entry::Overtime(key, entry)]).err());
        }
    };
    let date = words::date(day);
    let move_to = move |text: String| match (text.trim().is_empty(), read_day(&text)) {
        (true, _) => {
            error.set(None);
            put(OvertimeEntry { moved_to: None, ..untrack(shown) });
        }
        (false, Some(other)) if is_same_week(day, other) => {
            error.set(None);
            put(OvertimeEntry { amount: Some(0), moved_to: Some(other), ..untrack(shown) });
        }
        (false, _) => error.set(Some("同じ週の別の日を入れてください。例：2023/6/8".to_owned())),
    };
    let states = vec![Item::new(None, "未入力"), Item::new(Some(1), "実施"), Item::new(Some(0), "実施なし")];
    view! {
        <tr>
            <th scope="row">{date.clone()}</th>
            <td>{why}</td>
            <td>
                <Select
                    label=format!("{date}の実施")
                    place=LabelPlace::Hidden
                    size=FieldSize::Dense
                    items=states
                    selected=Signal::derive(move || Some(shown().amount))
                    on_change=move |amount| put(OvertimeEntry { amount, ..untrack(shown) })
                />
            </td>
            <td>
                <TextField
                    label=format!("{date}の振替日")
                    place=LabelPlace::Hidden
                    size=FieldSize::Dense
                    value=Signal::derive(move || shown().moved_to.map_or(String::new(), |day| day.format("%Y/%-m/%-d").to_string()))
                    on_change=move_to
                    error=error
                />
            </td>
            <td>
                <TextField
                    label=format!("{date}に実施できない理由")
                    place=LabelPlace::Hidden
                    value=Signal::derive(move || shown().words)
                    on_change=move |words| put(OvertimeEntry { words, ..untrack(shown) })
                />
            </td>
        </tr>
    }
}
