//! 進捗管理票: one measure in one year, laid out as the printed form, to read and to fill in.

mod action;
mod bars;
mod cells;
mod check;
mod figures;
mod form;
mod links;
mod notes;
mod opinions;
mod reading;
mod rows;
mod schedule;

use crate::{
    domain::{FiscalYear, Measure, MeasureId, Tables},
    evaluate::{Fill, asking_for_sheet, filled, has_sheet, sheet_years, unanswered},
    session::Session,
    ui::{
        pages::{Refused, indicators::heading, may_fill_in},
        parts::{Button, EmptyState, Icon, LinkButton, Notice, Tone, Weight},
        route::{ExchangeView, MeasuresView, Route},
        words,
    },
};
pub(super) use cells::{Desk, MatterState, MatterWords, matter_cell};
pub(super) use check::grade_text;
use leptos::prelude::*;

#[component]
pub fn SheetPage(measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let session = Session::here();
    // Whoever opens a sheet is at work on its year: what is opened from it shows the same one.
    session.choose_year(year);
    let desk = Desk { session, refusal: RwSignal::new(None) };
    let key = StoredValue::new(measure.clone());
    // Whether it is filled in or read; a choice of the person that outlives every change of the sheet.
    let is_editing = RwSignal::new(false);
    let exists = Memo::new(move |_| {
        session.program().get().is_some_and(|program| key.with_value(|measure| program.tables.measures.cell(measure).is_some()))
    });
    let is_closed = Memo::new(move |_| session.program().get().is_some_and(|program| program.tables.closed(year).is_some()));
    view! {
        <main class="page" id="main">
            {move || {
                if !exists.get() {
                    return view! {
                        <h1>"進捗管理票"</h1>
                        <EmptyState title="この取組は、選ばれているプログラムにありません">
                            <a href=Route::Measures.href()>"取組の一覧へ"</a>
                        </EmptyState>
                    }
                        .into_any();
                }
                let measure = key.get_value();
                view! {
                    {head(session, measure.clone(), year, is_editing, is_closed)}
                    <Refused refusal=desk.refusal />
                    {move || if is_editing.get() && !is_closed.get() {
                        form::form(desk, measure.clone(), year).into_any()
                    } else {
                        let measure = measure.clone();
                        (move || session.program().get().map(|program| reading::sheet(&program.tables, &measure, year, session.today().get()))).into_any()
                    }}
                }
                    .into_any()
            }}
        </main>
    }
}

/// The name of the sheet, its other years, what waits for it, and the way between reading and filling in.
fn head(session: Session, id: MeasureId, year: FiscalYear, is_editing: RwSignal<bool>, is_closed: Memo<bool>) -> impl IntoView + use<> {
    let for_title = id.clone();
    let title = Memo::new(move |_| {
        let program = session.program().get()?;
        let measure = definition(&program.tables, &for_title)?;
        let pillar = program.tables.pillars.get(&measure.pillar).map(|pillar| heading(&pillar.number, &pillar.name)).unwrap_or_default();
        Some((pillar, format!("{} {}", measure.number, measure.name).trim().to_owned()))
    });
    let for_years = id.clone();
    let years = Memo::new(move |_| session.program().get().map(|program| sheet_years(&program.tables, &for_years)).unwrap_or_default());
    let for_links = id.clone();
    let other_years = move || {
        let id = for_links.clone();
        let others = years.get().into_iter().filter(|of| *of != year);
        others.map(move |of| view! { <a href=Route::Sheet(id.clone(), of).href()>{format!("{}の票", of.wareki())}</a> " " }).collect_view()
    };
    let toggle = move |()| is_editing.update(|editing| *editing = !*editing);
    view! {
        <div class="page-head">
            <p class="soft">
                <a href=Route::Measures.href()>"取組"</a>
                " ＞ "
                {move || title.get().map(|(pillar, _)| pillar)}
            </p>
            <h1>{move || title.get().map(|(_, name)| name)}</h1>
            <p class="lead">{format!("{}の進捗管理票", year.wareki())}</p>
            <p class="row no-print">
                {other_years}
                <a href=Route::SheetForm(id.clone(), year).href()>"この票を印刷する・Excelに書き出す"</a>
            </p>
        </div>
        {move || if is_closed.get() {
            view! {
                <Notice tone=Tone::Info title=format!("{}は確定済みです", year.wareki())>
                    <p>"入力はできません。直す必要があるときは、事務局が" <a href=Route::MeasuresAs(MeasuresView::Cycle).href()>"年度更新・確定"</a> "で確定を解除します。"</p>
                </Notice>
            }
                .into_any()
        } else {
            view! {
                <Waiting id=id.clone() year />
                <Show when=move || may_fill_in(session)>
                <p class="row no-print">
                    <Button weight=Weight::Primary icon=Icon::Flag on_click=toggle>
                        {move || if is_editing.get() { "入力を終えて票を見る" } else { "この票に入力する" }}
                    </Button>
                </p>
                </Show>
            }
                .into_any()
        }}
    }
}

/// What is asked of this sheet, until when, and what is still blank.
#[component]
fn Waiting(id: MeasureId, year: FiscalYear) -> impl IntoView {
    let session = Session::here();
    let waiting = Memo::new(move |_| {
        let program = session.program().get()?;
        let tables = &program.tables;
        let today = session.today().get();
        let asked: Vec<(String, String)> = asking_for_sheet(tables, &id, year)
            .into_iter()
            .map(|(inquiry, title, asked)| {
                let late = if asked.due < today { "（期限を過ぎています）" } else { "" };
                let href = Route::Exchange(ExchangeView::Submission(inquiry.clone())).href();
                (href, format!("{title}　期限 {}{late}", words::date(asked.due)))
            })
            .collect();
        let is_open = |fill: Fill| matches!(fill, Fill::Empty | Fill::Late | Fill::Partly { .. });
        let blank: Vec<&str> = match has_sheet(tables, &id, year) {
            true => filled(tables, &id, year, today)
                .into_iter()
                .filter(|(_, fill)| is_open(*fill))
                .map(|(it, _)| words::sheet::piece(it))
                .collect(),
            false => Vec::new(),
        };
        Some((asked, blank, unanswered(tables, &id, year).len()))
    });
    move || {
        let (asked, blank, n_left) = waiting.get()?;
        let is_waiting = may_fill_in(session) && (!asked.is_empty() || n_left != 0);
        is_waiting.then(|| {
            let links = asked
                .into_iter()
                .map(|(href, words)| view! { <li><a href=href>{words}</a></li> })
                .collect_view();
            view! {
                <div class="no-print">
                    <Notice tone=Tone::Warning title="この票で求められていること">
                        <ul>
                            {links}
                            {(!blank.is_empty()).then(|| view! { <li>{format!("まだ空いている欄：{}", blank.join("、"))}</li> })}
                            {(n_left != 0).then(|| view! { <li>{format!("前年度からの宿題のうち、対応が決まっていないもの：{n_left}件")}</li> })}
                        </ul>
                        <LinkButton href=Route::MeasuresAs(MeasuresView::Filled).href() weight=Weight::Text>"記入状況を見る"</LinkButton>
                    </Notice>
                </div>
            }
        })
    }
}

fn definition<'a>(tables: &'a Tables, id: &MeasureId) -> Option<&'a Measure> {
    tables.measures.cell(id).and_then(|cell| cell.siblings().first()).map(|sibling| &sibling.value)
}

fn plan_years(tables: &Tables) -> Vec<FiscalYear> {
    let Some(overview) = tables.overview.get(&()) else { return Vec::new() };
    let last = overview.last_year.unwrap_or(overview.first_year);
    std::iter::successors(Some(overview.first_year), |year| year.next()).take_while(|year| *year <= last).collect()
}
