//! The whole table at a glance: heat by 所属 and month, how years are spread, reasons.

use super::{
    feed::Feed,
    heads,
    import::Import,
    measured::{counted, hours},
    pooled::{Pooled, minimum},
};
use crate::{
    domain::{
        FiscalYear,
        overtime::{Ledger, Minutes, Month, Workplace},
    },
    evaluate::overtime::{Actual, MonthActual, actual, distribution, merged, pooled, reasons},
    session::{Attendance, Session, Sheet},
    ui::{
        pages::is_secretariat,
        parts::{Amount, CaptionPlace, Cell, Listing, Rows, TableStyle},
        words::overtime as overtime_words,
    },
};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

#[component]
pub fn Overview() -> impl IntoView {
    let attendance = Attendance::here();
    let is_secretariat = is_secretariat(Session::here());
    let has_rows = Memo::new(move |_| attendance.ledger().with(|ledger| !ledger.strips().is_empty()));
    view! {
        <Import sheet=Sheet::Hours />
        <Show when=move || has_rows.get()>
            // What goes into the programme's figures is of the whole city.
            <Show when=move || is_secretariat.get()>
                <Feed />
            </Show>
            <Heat />
            <Spread />
            <Reasons />
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
    let session = Session::here();
    let all = Memo::new(move |_| {
        let until = attendance.month().get();
        attendance.ledger().with(|ledger| Arc::new(heat_rows(ledger, until, attendance.rules().get().limits.month)))
    });
    let rows = Memo::new(move |_| all.with(|all| all.iter().map(HeatRow::cells).collect::<Rows>()));
    let leaving = Memo::new(move |_| {
        let (mut alone, small) = all.with(|all| pooled(all.to_vec(), minimum(session), HeatRow::least_people));
        alone.extend(HeatRow::together(&small));
        alone.iter().map(HeatRow::cells).collect::<Rows>()
    });
    let names: Vec<String> = std::iter::once("所属".to_owned())
        .chain(Month::all_of(FiscalYear::FIRST).map(overtime_words::month_name))
        .chain(["年計".to_owned()])
        .collect();
    view! {
        <section class="section print-landscape">
            <h2>"所属と月ごとの時間外勤務"</h2>
            <p>
                "一人あたりの時間です（時間外・週休日と休日・他費目の合計）。濃いほど多く、太い枠は原則の1か月の上限を超えた月、「＊」は時間のわからない職員がいる月です。"
            </p>
            <Pooled name="所属と月ごとの時間外勤務" what="所属" style=TableStyle::Pinned heads=names rows leaving />
        </section>
    }
}

/// One 所属, or several that must be one.
#[derive(Clone, PartialEq)]
struct HeatRow {
    name: String,
    worked: Actual,
    /// The principle's limit of a month.
    limit: Minutes,
    /// The last month that hours are asked of: of those to come nothing is missing.
    until: Month,
}

impl HeatRow {
    fn cells(&self) -> Vec<Cell> {
        let is_ahead = |place: usize| place > self.until.place();
        let months = self.worked.months.iter().enumerate();
        let months = months.map(|(place, month)| {
            let is_blank = is_ahead(place) && month.n_people == 0;
            if is_blank { Cell::Number(String::new().into()) } else { heat(month, self.limit) }
        });
        let total = Cell::Number(hours(self.worked.total()));
        std::iter::once(Cell::Head(self.name.clone())).chain(months).chain([total]).collect()
    }

    /// In the month with the fewest, as far as it has any.
    fn least_people(&self) -> u32 {
        self.worked.months.iter().map(|month| month.n_people).filter(|&n_people| n_people > 0).min().unwrap_or_default()
    }

    fn together(rows: &[HeatRow]) -> Option<HeatRow> {
        let mut sum = rows.first()?.clone();
        for row in &rows[1..] {
            for (month, other) in sum.worked.months.iter_mut().zip(row.worked.months) {
                month.minutes += other.minutes;
                month.n_people += other.n_people;
                month.n_unknown += other.n_unknown;
            }
        }
        Some(HeatRow { name: format!("ほか{}所属（まとめて）", rows.len()), ..sum })
    }
}

fn heat_rows(ledger: &Ledger, until: Month, limit: Minutes) -> Vec<HeatRow> {
    let year = until.fiscal_year();
    let is_of_year = |workplace: &&&Workplace| ledger.strips().iter().any(|strip| strip.year() == year && strip.workplace() == **workplace);
    let row =
        |workplace: &&Workplace| HeatRow { name: workplace.name().to_owned(), worked: actual(ledger, &[workplace], year), limit, until };
    ledger.workplaces().iter().filter(is_of_year).map(row).collect()
}

fn heat(month: &MonthActual, limit: Minutes) -> Cell {
    if month.n_people == 0 {
        return Cell::Number(if month.n_unknown > 0 { "＊" } else { "" }.to_owned().into());
    }
    let n_people = u64::from(month.n_people);
    let mark = if month.n_unknown > 0 { "＊" } else { "" };
    // For the eye only: no limit is judged by a mean of people.
    let tenths = (month.minutes.count() * 10 + n_people * 30) / (n_people * 60);
    let step = match month.minutes {
        minutes if minutes > limit * month.n_people => 4,
        minutes if minutes >= Minutes::hours(30) * month.n_people => 3,
        minutes if minutes >= Minutes::hours(20) * month.n_people => 2,
        minutes if minutes >= Minutes::hours(10) * month.n_people => 1,
        _ => 0,
    };
    Cell::Heat(step, counted(Decimal::from_i128_with_scale(tenths.into(), 1), mark))
}

#[component]
fn Spread() -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let bounds: [u32; 5] = [45, 180, 360, 540, 720];
    let counts = Memo::new(move |_| attendance.ledger().with(|ledger| distribution(ledger, year(attendance), &bounds.map(Minutes::hours))));
    let class = move |first: usize, last: usize| match (first.checked_sub(1).map(|at| bounds[at]), bounds.get(last)) {
        (None, Some(to)) => format!("{to}時間以下"),
        (Some(from), Some(to)) => format!("{from}時間超 {to}時間以下"),
        (Some(from), None) => format!("{from}時間超"),
        (None, None) => "すべて".to_owned(),
    };
    let bars = move |classes: Vec<(usize, usize, u32)>| {
        let all = classes.iter().map(|(_, _, count)| count).sum::<u32>().max(1);
        let row = |&(first, last, count): &(usize, usize, u32)| {
            vec![Cell::Head(class(first, last)), Cell::Bar(count * 100 / all, counted(count, "人"))]
        };
        classes.iter().map(row).collect::<Rows>()
    };
    let rows = Memo::new(move |_| bars(counts.with(|counts| counts.iter().enumerate().map(|(at, &count)| (at, at, count)).collect())));
    let leaving = Memo::new(move |_| bars(counts.with(|counts| merged(counts, minimum(session)))));
    view! {
        <section class="section">
            <h2>"年間の時間外勤務の分布"</h2>
            <Pooled
                name="年間の時間外勤務の分布"
                what="区分"
                style=TableStyle::Narrow
                heads=heads(&["年間の時間", "職員数"])
                rows
                leaving
            />
        </section>
    }
}

#[component]
fn Reasons() -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let counted_reasons = Memo::new(move |_| attendance.ledger().with(|ledger| reasons(ledger, year(attendance))));
    let listed = move |amount: &dyn Fn(u32) -> Amount| {
        let row =
            |(reason, &count): (&_, &u32)| vec![Cell::Head(overtime_words::exception(*reason).to_owned()), Cell::Number(amount(count))];
        counted_reasons.with(|counted| counted.iter().map(row).collect::<Rows>())
    };
    let rows = Memo::new(move |_| listed(&|count| counted(count, "か月")));
    // No sum of them is printed, so none can be found out from the others.
    let leaving = Memo::new(move |_| {
        let least = minimum(session);
        listed(&|count| if count < least { format!("{least}か月未満").into() } else { counted(count, "か月") })
    });
    let titles = heads(&["理由", "職員と月の数"]);
    let table = move |rows: Memo<_>| {
        view! { <Listing caption="特例の理由" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow heads=titles.clone() rows /> }
    };
    let (on_screen, on_paper) = (table.clone(), table);
    view! {
        <Show when=move || counted_reasons.with(|counted| !counted.is_empty())>
            <section class="section">
                <h2>"特例として命令した月の理由"</h2>
                <div class="no-print">{on_screen(rows)}</div>
                <div class="print-only">{on_paper(leaving)}</div>
            </section>
        </Show>
    }
}
