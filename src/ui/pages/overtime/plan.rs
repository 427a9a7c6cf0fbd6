//! 年間計画: what each 所属 means to order, held against the limits, last year and what is worked; the hearing list (N:323-324).

use super::{
    amount::{CellField, Unit},
    heads,
    measured::{counted, hours, hours_within, none},
    overall::{HEADS, OverallRow, each_before},
    pooled::{Pooled, minimum},
    take_out::{About, TakeOut},
};
use crate::{
    domain::{
        FiscalYear, OvertimeItem, OvertimeKey, Refusal, Tables,
        overtime::{HearingThreshold, Minutes, Month, Plan, Workplace},
    },
    evaluate::{
        overtime::Hearing,
        overtime::{Actual, actual, check_plan, hearings, last_year, pooled, workplaces_before},
    },
    session::{Attendance, Session},
    ui::{
        pages::Refused,
        parts::{Cell, DataTable, EmptyState, FieldSize, Item, LabelPlace, Listing, Notice, Rows, Select, TableStyle, Tone},
        words::{self, overtime as overtime_words},
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

#[component]
pub fn Plans() -> impl IntoView {
    let session = Session::here();
    let attendance = Attendance::here();
    let has_rows = Memo::new(move |_| attendance.ledger().with(|ledger| !ledger.strips().is_empty()));
    let year = Memo::new(move |_| if has_rows.get() { attendance.month().get().fiscal_year() } else { session.year().get() });
    // Cells and not the whole programme: a figure typed elsewhere draws nothing here anew.
    let tables = Memo::new(move |_| session.program().get().map(|program| program.tables.clone()).unwrap_or_default());
    let workplaces =
        Memo::new(move |_| tables.with(|tables| attendance.ledger().with(|ledger| super::workplaces(tables, ledger, year.get()))));
    let chosen = RwSignal::new(None::<Workplace>);
    let refusal = RwSignal::new(None::<Refusal>);
    let items = Signal::derive(move || workplaces.get().into_iter().map(|it| Item::new(it.clone(), it.name())).collect::<Vec<_>>());
    view! {
        <Hearings year tables />
        <section class="section">
            <h2>{move || format!("{}の計画", words::year(year.get()))}</h2>
            <p>
                "所属ごと・月ごとに計画を立てます。上限時間以内で、前年度実績を下回る計画とします。一人あたりで上限に収まっていても、一人ひとりが上限を守れるとは限りません。計画は職員ごとの行ではないので、保存され、提出できます。"
            </p>
            <div class="no-print">
                <Select label="計画を立てる所属" items selected=chosen on_change=move |it| chosen.set(Some(it)) size=FieldSize::Short />
            </div>
            <Refused refusal title="入力できません" />
            {move || chosen.get().map(|workplace| view! { <PlanForm workplace year=year.get() tables refusal /> })}
        </section>
        <Overall year tables workplaces=workplaces.into() />
    }
}

#[component]
fn PlanForm(workplace: Workplace, year: FiscalYear, tables: Memo<Tables>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let attendance = Attendance::here();
    let worked = StoredValue::new(attendance.ledger().with_untracked(|ledger| actual(ledger, &[&workplace], year)));
    let (past, each) = attendance.ledger().with_untracked(|ledger| {
        tables.with_untracked(|tables| {
            let those = workplaces_before(tables, ledger, &workplace, year);
            let together = |those: &BTreeSet<Workplace>| Some(actual(ledger, &those.iter().collect::<Vec<_>>(), year.previous()?));
            (those.as_ref().and_then(together), each_before(tables, ledger, &workplace, year))
        })
    });
    let past = StoredValue::new(past);
    // What is worked by a few people stays on the screen.
    let session = Session::here();
    let of_months = |actual: &Actual| actual.months.iter().map(|month| month.n_people).filter(|&n| n > 0).min().unwrap_or(u32::MAX);
    let least = each.iter().map(of_months).fold(worked.with_value(of_months), u32::min);
    let is_small = Signal::derive(move || least < minimum(session));
    let (named, checked) = (workplace.clone(), workplace.clone());
    let row = |(place, month): (usize, Month)| {
        let key = OvertimeKey::of_month(&workplace, month, OvertimeItem::Planned);
        let label = format!("{}の計画", overtime_words::month_name(month));
        let shown = |minutes: Minutes, n_people: u32| if n_people == 0 { "—".to_owned() } else { overtime_words::minutes(minutes) };
        let here = worked.with_value(|worked| shown(worked.months[place].minutes, worked.months[place].n_people));
        let then =
            past.with_value(|past| past.as_ref().map_or("—".to_owned(), |it| shown(it.months[place].minutes, it.months[place].n_people)));
        view! {
            <tr>
                <th scope="row">{overtime_words::month_name(month)}</th>
                <td><CellField key label unit=Unit::Hours tables refusal place=LabelPlace::Hidden /></td>
                <td class="number"><span class:no-print=is_small>{then}</span></td>
                <td class="number"><span class:no-print=is_small>{here}</span></td>
            </tr>
        }
    };
    let rows = Month::all_of(year).enumerate().map(row).collect_view();
    let problems = move || {
        let Some(plan) = tables.with(|tables| tables.overtime_plan(&checked, year)) else { return Vec::new() };
        let before = attendance.ledger().with(|ledger| tables.with(|tables| last_year(tables, ledger, &checked, year)));
        {
            let rules = attendance.rules().get();
            let problems = check_plan(&plan, &rules.limits, before).into_iter();
            problems.map(|problem| overtime_words::plan_problem(problem, &rules.limits)).collect()
        }
    };
    let total = move || {
        tables.with(|tables| tables.overtime_plan(&named, year)).map_or("—".to_owned(), |plan| overtime_words::minutes(plan.total()))
    };
    view! {
        <div class="columns no-print">
            <CellField
                key=OvertimeKey::of_year(&workplace, year, OvertimeItem::People)
                label="計画の人数"
                unit=Unit::People
                tables
                refusal
                place=LabelPlace::Above
            />
            <CellField
                key=OvertimeKey::of_year(&workplace, year, OvertimeItem::LastYear)
                label="前年度実績（組織改編で置きかえるとき）"
                unit=Unit::Hours
                tables
                refusal
                place=LabelPlace::Above
            />
        </div>
        <DataTable caption=format!("{}の年間計画", workplace.name()) style=TableStyle::Narrow>
            <thead>
                <tr>
                    <th scope="col">"月"</th>
                    <th scope="col">"計画"</th>
                    <th scope="col">"前年度実績"</th>
                    <th scope="col">"実績"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
        <p>"計画の年計：" <strong>{total}</strong></p>
        <Show when=move || is_small.get()>
            <p class="soft">{move || format!("{}人未満の所属なので、実績は印刷しません。", minimum(session))}</p>
        </Show>
        {move || {
            let problems: Vec<String> = problems();
            (!problems.is_empty())
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warning title="計画を確かめてください">
                            <ul>{problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view()}</ul>
                        </Notice>
                    }
                })
        }}
    }
}

/// 計画値を著しく超過した所属 (N:324).
///
/// The one table of 所属 whose small ones are not put together on paper or in files. It is an internal paper: it calls single 所属
/// to a hearing, so it says nothing without their names, and it goes to 人事課 and to the 所属長 it calls, who both hold the rows
/// it is made of. It bears that on its face, stands on a page of its own, and no other table here may be read against it,
/// because they do put small 所属 together.
#[component]
fn Hearings(year: Memo<FiscalYear>, tables: Memo<Tables>) -> impl IntoView {
    let attendance = Attendance::here();
    let threshold = Memo::new(move |_| attendance.rules().get().hearing);
    let rows = Memo::new(move |_| {
        let (year, until) = (year.get(), attendance.month().get());
        let plans: Vec<Plan> = tables
            .with(|tables| tables.overtime_workplaces(year).iter().filter_map(|workplace| tables.overtime_plan(workplace, year)).collect());
        let heard = attendance.ledger().with(|ledger| hearings(ledger, &plans, until, &threshold.get()));
        let row = |hearing: &Hearing| {
            let beyond = hearing.actual.minus(hearing.planned);
            let percent = (hearing.planned > Minutes::ZERO).then(|| beyond.count() * 100 / hearing.planned.count());
            vec![
                Cell::Head(hearing.workplace.name().to_owned()),
                Cell::Number(hours(hearing.planned)),
                Cell::Number(hours_within("", hearing.actual, at_least(hearing.n_unknown))),
                Cell::Number(hours(beyond)),
                Cell::Number(percent.map_or_else(none, |percent| counted(percent, "%"))),
                Cell::Text(String::new()),
            ]
        };
        heard.iter().map(row).collect::<Rows>()
    });
    view! {
        <section class="section" class:no-print=move || rows.with(|rows| rows.is_empty())>
            <h2>"ヒアリングの対象"</h2>
            {move || {
                let HearingThreshold { percent, hours } = threshold.get();
                if rows.with(|rows| rows.is_empty()) {
                    view! { <EmptyState title="対象の所属はありません" /> }.into_any()
                } else {
                    let caption = format!(
                        "ヒアリング対象の所属（{}、計画を{percent}%以上かつ{}以上超過）",
                        overtime_words::as_of(attendance.as_of().get()),
                        overtime_words::minutes(hours)
                    );
                    let heads = heads(&["所属", "計画（この月まで）", "実績（この月まで）", "超過", "超過率", "聞き取り（記入欄）"]);
                    view! {
                        <p>{INTERNAL}"　小さい所属もまとめずに載せます。"</p>
                        <Listing caption heads=heads.clone() rows />
                        <TakeOut
                            name="ヒアリング対象"
                            heads
                            rows
                            about=About::Workplaces
                            notes=Signal::stored(vec![INTERNAL.to_owned()])
                        />
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

const INTERNAL: &str = "庁内限り（人事担当課と対象の所属長）。";

/// Said behind hours of which some are unknown.
pub(super) fn at_least(n_unknown: u32) -> &'static str {
    if n_unknown > 0 { "以上" } else { "" }
}

/// Every 所属 with its plan, last year, actual and forecast.
#[component]
fn Overall(year: Memo<FiscalYear>, tables: Memo<Tables>, workplaces: Signal<Vec<Workplace>>) -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let all = Memo::new(move |_| {
        let (year, until) = (year.get(), attendance.month().get());
        let n_months = if until.fiscal_year() == year { until.place() + 1 } else { 12 };
        let row = |workplace: &Workplace| {
            let limits = &attendance.rules().get().limits;
            tables.with(|tables| attendance.ledger().with(|ledger| OverallRow::of(tables, ledger, workplace, year, n_months, limits)))
        };
        Arc::new(workplaces.get().iter().filter_map(row).collect::<Vec<_>>())
    });
    let rows = Memo::new(move |_| all.with(|all| all.iter().map(OverallRow::cells).collect::<Rows>()));
    let leaving = Memo::new(move |_| {
        let (mut alone, small) = all.with(|all| pooled(all.to_vec(), minimum(session), OverallRow::least_people));
        alone.extend(OverallRow::together(&small));
        alone.iter().map(OverallRow::cells).collect::<Rows>()
    });
    view! {
        <section class="section print-landscape">
            <h2>"計画と実績"</h2>
            <p class="soft">"見込は、この月までの平均の月が3月まで続くとしたときの年計です。「以上」は、時間のわからない職員がいることを示します。"</p>
            <Pooled name="計画と実績" what="所属" style=TableStyle::Pinned heads=heads(&HEADS) rows leaving />
        </section>
    }
}
