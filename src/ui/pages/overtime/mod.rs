//! 時間外勤務: what attendance files say against the limits, for as long as the page is open (N:284-361).

mod amount;
mod breaches;
mod days;
mod feed;
mod import;
mod interviews;
mod keeping;
mod leave;
mod leave_plan;
mod measured;
mod overall;
mod overview;
mod people;
mod plan;
mod pooled;
mod presence;
mod rules;
mod split;
mod take_out;
mod weeks;

use crate::{
    browser::files,
    domain::{
        FiscalYear, Tables, overtime,
        overtime::{Ledger, Workplace},
    },
    session::Attendance,
    ui::{
        parts::{Button, EmptyState, FieldSize, Icon, Looks, TextField},
        route::{OvertimeView, Route},
        words::overtime as words,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub fn OvertimePage(view: OvertimeView) -> impl IntoView {
    let attendance = Attendance::here();
    let is_empty = Memo::new(move |_| attendance.ledger().with(|ledger| ledger.strips().is_empty()));
    let needs_rows = matches!(view, OvertimeView::People | OvertimeView::Breaches | OvertimeView::Interviews);
    view! {
        <main class="page" class:page--landscape=is_wide(view) id="main">
            <div class="page-head">
                <h1>{heading(view)}</h1>
                <Places here=view />
                <Show when=move || !is_empty.get() && has_day(view)>
                    <AsOf />
                </Show>
            </div>
            {move || if needs_rows && is_empty.get() { nothing().into_any() } else { place(view) }}
        </main>
    }
}

/// Whether the view shows the hours as of a day.
fn has_day(view: OvertimeView) -> bool {
    !matches!(view, OvertimeView::Leave | OvertimeView::Days | OvertimeView::Presence | OvertimeView::Keeping | OvertimeView::Rules)
}

/// Whether the paper lies on its side, from the heading on.
fn is_wide(view: OvertimeView) -> bool {
    matches!(view, OvertimeView::People | OvertimeView::Presence)
}

fn heading(view: OvertimeView) -> &'static str {
    match view {
        OvertimeView::Overview => "時間外勤務",
        OvertimeView::People => "職員ごとの残り時間",
        OvertimeView::Breaches => "上限を超えた月と理由",
        OvertimeView::Interviews => "産業医面談の対象者",
        OvertimeView::Plan => "時間外勤務の年間計画",
        OvertimeView::Leave => "年次有給休暇",
        OvertimeView::Days => "ノー残業デー・ノー残業ウィーク",
        OvertimeView::Presence => "パソコンの稼働時間と申請時間の突合",
        OvertimeView::Keeping => "保管・配布・廃棄",
        OvertimeView::Rules => "上限などの設定",
    }
}

fn place(view: OvertimeView) -> AnyView {
    match view {
        OvertimeView::Overview => view! { <overview::Overview /> }.into_any(),
        OvertimeView::People => view! { <people::People /> }.into_any(),
        OvertimeView::Breaches => view! { <breaches::Breaches /> }.into_any(),
        OvertimeView::Interviews => view! { <interviews::Interviews /> }.into_any(),
        OvertimeView::Plan => view! { <plan::Plans /> }.into_any(),
        OvertimeView::Leave => view! { <leave::Leaves /> }.into_any(),
        OvertimeView::Days => view! { <days::Days /> <weeks::Weeks /> }.into_any(),
        OvertimeView::Presence => view! { <presence::PresencePage /> }.into_any(),
        OvertimeView::Keeping => view! { <keeping::KeepingPage /> }.into_any(),
        OvertimeView::Rules => view! { <rules::RulesPage /> }.into_any(),
    }
}

#[component]
fn Places(here: OvertimeView) -> impl IntoView {
    let name = |view: OvertimeView| match view {
        OvertimeView::Overview => "読み込みと全体",
        OvertimeView::People => "残り時間",
        OvertimeView::Breaches => "上限超え・理由",
        OvertimeView::Interviews => "産業医面談",
        OvertimeView::Plan => "計画・ヒアリング",
        OvertimeView::Leave => "休暇",
        OvertimeView::Days => "ノー残業デー",
        OvertimeView::Presence => "PC時間",
        OvertimeView::Keeping => "保管・配布",
        OvertimeView::Rules => "設定",
    };
    let looks = OvertimeView::ALL.map(|view| (Route::Overtime(view), name(view)));
    view! { <Looks label="時間外勤務のメニュー" looks=looks.into() here=Route::Overtime(here) /> }
}

/// ○月○日現在, and the field to set it.
#[component]
fn AsOf() -> impl IntoView {
    let attendance = Attendance::here();
    let error = RwSignal::new(None::<String>);
    let set = move |text: String| match (text.trim(), overtime::read_day(&text)) {
        ("", _) => {
            error.set(None);
            attendance.set_as_of(None);
        }
        (_, Some(day)) => {
            error.set(None);
            attendance.set_as_of(Some(day));
        }
        (_, None) => error.set(Some("日付として読めません。例：令和5年9月30日、2023/9/30".to_owned())),
    };
    view! {
        <div class="row row--bottom row--apart">
            <div class="row row--bottom">
                <p><strong>{move || words::as_of(attendance.as_of().get())}</strong></p>
                <div class="no-print">
                    <TextField
                        label="いつ現在のデータか"
                        value=Signal::derive(move || attendance.as_of().get().format("%Y/%-m/%-d").to_string())
                        on_change=set
                        error=error
                        size=FieldSize::Short
                    />
                </div>
            </div>
            <Button icon=Icon::Print on_click=move |()| files::print()>"印刷する"</Button>
        </div>
    }
}

fn nothing() -> impl IntoView {
    view! {
        <EmptyState title="時間外勤務の表がまだ読み込まれていません">
            <p>
                <a href=Route::Overtime(OvertimeView::Overview).href()>"表を読み込む"</a>
                "（職員ごとの時間は、画面を閉じると消えます）"
            </p>
        </EmptyState>
    }
}

/// Everybody who enters something or of whom a file says something: the 所属 of the programme, and those of a year's cells and rows.
fn workplaces(tables: &Tables, ledger: &Ledger, year: FiscalYear) -> Vec<Workplace> {
    let listed = tables.listed_departments().into_iter().map(|(_, department)| Workplace::new(&department.name));
    let mut names: BTreeSet<Workplace> = listed.chain(tables.overtime_workplaces(year)).collect();
    names.extend(ledger.strips().iter().filter(|strip| strip.year() == year).map(|strip| strip.workplace().clone()));
    names.into_iter().collect()
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
