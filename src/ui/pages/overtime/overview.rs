//! The whole table at a glance: heat by 所属 and month, how years are spread, which 所属 follow which rules, 廃棄.

use super::{feed::Feed, heads, import::Import};
use crate::{
    domain::{
        FiscalYear,
        overtime::{Ledger, Minutes, Month, RuleSet, Workplace},
    },
    evaluate::overtime::{MonthActual, actual, distribution, reasons},
    session::{Attendance, Disposed, Sheet},
    ui::{
        parts::{Arrival, Button, CaptionPlace, Cell, CheckboxRow, Dialog, Icon, Listing, Notice, TableStyle, Tone, Weight},
        words::{self, overtime as overtime_words},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Overview() -> impl IntoView {
    let attendance = Attendance::here();
    let has_rows = Memo::new(move |_| attendance.ledger().with(|ledger| !ledger.strips().is_empty()));
    let disposed = RwSignal::new(None::<String>);
    view! {
        <Import sheet=Sheet::Hours />
        {move || disposed.get().map(|record| view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=record /> })}
        <Show when=move || has_rows.get()>
            <Feed />
            <Heat />
            <Spread />
            <Reasons />
            <RuleSets />
            <Disposal disposed />
        </Show>
    }
}

/// The year the day of the data lies in.
fn year(attendance: Attendance) -> FiscalYear {
    attendance.month().get().fiscal_year()
}

#[component]
fn Heat() -> impl IntoView {
    let attendance = Attendance::here();
    let rows = Memo::new(move |_| {
        let year = year(attendance);
        attendance.ledger().with(|ledger| Arc::new(heat_rows(ledger, year)))
    });
    let names: Vec<String> = std::iter::once("所属".to_owned())
        .chain(Month::all_of(FiscalYear::FIRST).map(overtime_words::month_name))
        .chain(["年計".to_owned()])
        .collect();
    view! {
        <section class="section print-landscape">
            <h2>"所属と月ごとの時間外勤務"</h2>
            <p>"一人あたりの時間です（時間外・週休日と休日・他費目の合計）。濃いほど多く、太い枠は45時間を超えた月、「＊」は時間のわからない職員がいる月です。"</p>
            <Listing caption="所属と月ごとの一人あたり時間外勤務" caption_place=CaptionPlace::Hidden style=TableStyle::Pinned heads=names rows />
        </section>
    }
}

fn heat_rows(ledger: &Ledger, year: FiscalYear) -> Vec<Vec<Cell>> {
    let row = |workplace: &Workplace| {
        let worked = actual(ledger, &[workplace], year);
        let months = worked.months.iter().map(heat);
        let total = Cell::Number(overtime_words::minutes(worked.total()));
        std::iter::once(Cell::Head(workplace.name().to_owned())).chain(months).chain([total]).collect()
    };
    let is_of_year = |workplace: &&&Workplace| ledger.strips().iter().any(|strip| strip.year() == year && strip.workplace() == **workplace);
    ledger.workplaces().iter().filter(is_of_year).map(|workplace| row(workplace)).collect()
}

fn heat(month: &MonthActual) -> Cell {
    if month.n_people == 0 {
        return Cell::Number(if month.n_unknown > 0 { "＊".to_owned() } else { String::new() });
    }
    let n_people = u64::from(month.n_people);
    let mark = if month.n_unknown > 0 { "＊" } else { "" };
    // For the eye only: no limit is judged by a mean of people.
    let tenths = (month.minutes.count() * 10 + n_people * 30) / (n_people * 60);
    let step = match month.minutes {
        minutes if minutes > Minutes::hours(45) * month.n_people => 4,
        minutes if minutes >= Minutes::hours(30) * month.n_people => 3,
        minutes if minutes >= Minutes::hours(20) * month.n_people => 2,
        minutes if minutes >= Minutes::hours(10) * month.n_people => 1,
        _ => 0,
    };
    Cell::Heat(step, format!("{}.{}{mark}", tenths / 10, tenths % 10))
}

#[component]
fn Spread() -> impl IntoView {
    let attendance = Attendance::here();
    let bounds = [45, 180, 360, 540, 720];
    let rows = Memo::new(move |_| {
        let counts = attendance.ledger().with(|ledger| distribution(ledger, year(attendance), &bounds.map(Minutes::hours)));
        let all = counts.iter().sum::<u32>().max(1);
        let mut from = 0;
        let mut rows = Vec::new();
        for (count, bound) in counts.iter().zip(bounds.map(Some).into_iter().chain([None])) {
            let label = match (from, bound) {
                (0, Some(bound)) => format!("{bound}時間以下"),
                (from, Some(bound)) => format!("{from}時間超 {bound}時間以下"),
                (from, None) => format!("{from}時間超"),
            };
            rows.push(vec![Cell::Head(label), Cell::Bar(count * 100 / all, format!("{count}人"))]);
            from = bound.unwrap_or(from);
        }
        Arc::new(rows)
    });
    view! {
        <section class="section">
            <h2>"年間の時間外勤務の分布"</h2>
            <Listing
                caption="年間の時間外勤務の分布"
                caption_place=CaptionPlace::Hidden
                style=TableStyle::Narrow
                heads=heads(&["年間の時間", "職員数"])
                rows
            />
        </section>
    }
}

#[component]
fn Reasons() -> impl IntoView {
    let attendance = Attendance::here();
    let counted = Memo::new(move |_| attendance.ledger().with(|ledger| reasons(ledger, year(attendance))));
    let rows = Memo::new(move |_| {
        let row = |(reason, count): (&_, &u32)| {
            vec![Cell::Head(overtime_words::exception(*reason).to_owned()), Cell::Number(format!("{count}か月"))]
        };
        Arc::new(counted.with(|counted| counted.iter().map(row).collect::<Vec<_>>()))
    });
    view! {
        <Show when=move || counted.with(|counted| !counted.is_empty())>
            <section class="section">
                <h2>"特例として命令した月の理由"</h2>
                <Listing caption="特例の理由" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow heads=heads(&["理由", "職員と月の数"]) rows />
            </section>
        </Show>
    }
}

#[component]
fn RuleSets() -> impl IntoView {
    let attendance = Attendance::here();
    let names = Memo::new(move |_| attendance.ledger().with(|ledger| ledger.workplaces().into_iter().cloned().collect::<Vec<_>>()));
    let row = move |workplace: Workplace| {
        let asked = workplace.clone();
        let checked = Signal::derive(move || attendance.ledger().with(|ledger| ledger.rule_set(&asked) == RuleSet::Agreement));
        let label = workplace.name().to_owned();
        let set = move |is_agreement: bool| {
            let rule_set = if is_agreement { RuleSet::Agreement } else { RuleSet::Regulation };
            attendance.set_rule_set(workplace.clone(), rule_set);
        };
        view! { <CheckboxRow label checked on_change=set /> }
    };
    view! {
        <section class="section no-print">
            <h2>"36協定型の所属"</h2>
            <p>
                "水道・病院・保育園など、36協定による所属に印を付けます。印のある所属では、週休日・休日の時間は「1か月100時間」と「平均80時間」だけに数えます。ほかは規則型です。この端末が覚えます。"
            </p>
            <details>
                <summary>"所属を選ぶ"</summary>
                <div class="columns">{move || names.get().into_iter().map(row).collect_view()}</div>
            </details>
        </section>
    }
}

/// 廃棄 with its record.
#[component]
fn Disposal(disposed: RwSignal<Option<String>>) -> impl IntoView {
    let attendance = Attendance::here();
    let is_open = RwSignal::new(false);
    let dispose = move |()| {
        let Disposed { at, n_people, years } = attendance.dispose();
        let years: Vec<String> = years.into_iter().map(words::year).collect();
        is_open.set(false);
        disposed.set(Some(format!("廃棄しました。廃棄記録：{}、職員{n_people}人の時間外勤務（{}）", words::moment(at), years.join("、"))));
    };
    view! {
        <section class="section no-print">
            <h2>"廃棄"</h2>
            <p>"確認が終わったら、職員ごとの行を捨てます。指標に入れた値と、所属ごとの計画は残ります。"</p>
            <div><Button weight=Weight::Danger icon=Icon::Trash on_click=move |()| is_open.set(true)>"職員ごとの行を廃棄する"</Button></div>
            <Dialog open=is_open title="廃棄しますか" on_close=move |()| is_open.set(false)>
                <p>"元に戻せません。必要なときは、元の表をもう一度読み込みます。"</p>
                <div class="actions">
                    <Button weight=Weight::Text on_click=move |()| is_open.set(false)>"やめる"</Button>
                    <Button weight=Weight::Danger on_click=dispose>"廃棄する"</Button>
                </div>
            </Dialog>
        </section>
    }
}
