//! 休暇の計画: days by the head for each month, beside what was taken (N:286).

use super::{
    amount::{CellField, Unit},
    heads,
    measured::counted,
    pooled::minimum,
    take_out::{About, TakeOut},
};
use crate::{
    domain::{
        FiscalYear, OvertimeItem, OvertimeKey, Refusal, Tables,
        overtime::{Month, Workplace},
    },
    evaluate::overtime::mean_of_month,
    session::{Attendance, Session},
    ui::{
        pages::{Refused, YearSelect},
        parts::{Cell, DataTable, FieldSize, Item, LabelPlace, Listing, Rows, Select, TableStyle},
        words::{self, overtime as overtime_words},
    },
};
use leptos::prelude::*;

/// What every month should have at least (N:286).
const LEAST_DAYS: u32 = 1;

#[component]
pub(super) fn LeavePlan() -> impl IntoView {
    let session = Session::here();
    let attendance = Attendance::here();
    let year = Memo::new(move |_| session.year().get());
    let tables = Memo::new(move |_| session.program().get().map(|program| program.tables.clone()).unwrap_or_default());
    let workplaces = Memo::new(move |_| {
        let mut names = tables.with(|tables| attendance.ledger().with(|ledger| super::workplaces(tables, ledger, year.get())));
        names.extend(attendance.leave().with(|rows| rows.iter().map(|row| row.workplace.clone()).collect::<Vec<_>>()));
        names.sort();
        names.dedup();
        names
    });
    let chosen = RwSignal::new(None::<Workplace>);
    let refusal = RwSignal::new(None::<Refusal>);
    let items = Signal::derive(move || workplaces.get().into_iter().map(|it| Item::new(it.clone(), it.name())).collect::<Vec<_>>());
    let rows = Memo::new(move |_| {
        let year = year.get();
        let row = |workplace: &Workplace| {
            let planned: Vec<Option<u32>> =
                tables.with(|tables| Month::all_of(year).map(|month| planned(tables, workplace, month)).collect());
            planned.iter().any(Option::is_some).then(|| {
                let total: u32 = planned.iter().flatten().sum();
                let n_below = planned.iter().filter(|days| days.unwrap_or_default() < LEAST_DAYS).count();
                let months = planned.iter().map(|days| Cell::Number(days.map_or_else(|| String::new().into(), |days| counted(days, ""))));
                let check = if n_below == 0 { String::new() } else { format!("{n_below}か月が{LEAST_DAYS}日未満") };
                let head = std::iter::once(Cell::Head(workplace.name().to_owned()));
                head.chain(months).chain([Cell::Number(counted(total, "日")), Cell::Text(check)]).collect::<Vec<_>>()
            })
        };
        workplaces.with(|workplaces| workplaces.iter().filter_map(row).collect::<Rows>())
    });
    let names: Vec<String> = std::iter::once("所属".to_owned())
        .chain(Month::all_of(FiscalYear::FIRST).map(overtime_words::month_name))
        .chain(["年計".to_owned(), "点検".to_owned()])
        .collect();
    let heads_out = names.clone();
    view! {
        <section class="section print-landscape">
            <h2>"休暇の計画"</h2>
            <p>"月1日以上の休暇を、所属ごと・月ごとに計画します（一人あたりの日数）。休暇の表を読み込むと、実績と並べて見られます。計画は職員ごとの行ではないので、保存され、提出できます。"</p>
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <Listing
                    caption=Signal::derive(move || format!("{}の休暇の計画（一人あたりの日数）", words::year(year.get())))
                    style=TableStyle::Pinned
                    heads=names.clone()
                    rows
                />
                <TakeOut name="休暇の計画" heads=heads_out.clone() rows about=About::Workplaces of=Signal::derive(move || words::year(year.get())) />
            </Show>
            <div class="row row--bottom no-print">
                <YearSelect />
                <Select label="休暇を計画する所属" items selected=chosen on_change=move |it| chosen.set(Some(it)) size=FieldSize::Short />
            </div>
            <Refused refusal title="入力できません" />
            {move || chosen.get().map(|workplace| view! { <PlanForm workplace year=year.get() tables refusal /> })}
        </section>
    }
}

fn planned(tables: &Tables, workplace: &Workplace, month: Month) -> Option<u32> {
    tables.overtime_amount(&OvertimeKey::of_month(workplace, month, OvertimeItem::Leave))
}

#[component]
fn PlanForm(workplace: Workplace, year: FiscalYear, tables: Memo<Tables>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let day = tables.with_untracked(|tables| tables.overtime_rules(year).leave_day);
    let of = StoredValue::new(workplace.clone());
    let row = |month: Month| {
        let key = OvertimeKey::of_month(&workplace, month, OvertimeItem::Leave);
        let taken = move || {
            let mean = attendance.leave().with(|rows| of.with_value(|workplace| mean_of_month(rows, workplace, month, day)));
            // The mean of a few people stays on the screen.
            mean.map(|(mean, n_people)| {
                let is_small = n_people < minimum(session);
                view! { <span class:no-print=is_small>{format!("{mean}日（{n_people}人）")}</span> }
            })
        };
        view! {
            <tr>
                <th scope="row">{overtime_words::month_name(month)}</th>
                <td>
                    <CellField
                        key
                        label=format!("{}の休暇の計画", overtime_words::month_name(month))
                        unit=Unit::Days
                        tables
                        refusal
                        place=LabelPlace::Hidden
                    />
                </td>
                <td class="number">{taken}</td>
            </tr>
        }
    };
    let rows = Month::all_of(year).map(row).collect_view();
    let titles = heads(&["月", "計画（一人あたり）", "実績（一人あたり）"]);
    view! {
        <DataTable caption=format!("{}の休暇の計画と実績", workplace.name()) style=TableStyle::Narrow>
            <thead>
                <tr>{titles.into_iter().map(|title| view! { <th scope="col">{title}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
}
