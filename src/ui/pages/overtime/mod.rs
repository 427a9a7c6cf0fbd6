//! 時間外勤務: what attendance files say against the limits, for as long as the page is open (N:284-361).

mod breaches;
mod days;
mod feed;
mod import;
mod interviews;
mod leave;
mod overview;
mod people;
mod plan;

use crate::{
    domain::overtime::Limits,
    session::Attendance,
    ui::{
        parts::{Button, EmptyState, FieldSize, Icon, TextField},
        route::{OvertimeView, Route},
        words::overtime as words,
    },
};
use leptos::prelude::*;

#[component]
pub fn OvertimePage(view: OvertimeView) -> impl IntoView {
    let attendance = Attendance::here();
    let is_empty = Memo::new(move |_| attendance.ledger().with(|ledger| ledger.strips().is_empty()));
    let needs_rows = matches!(view, OvertimeView::People | OvertimeView::Breaches | OvertimeView::Interviews);
    view! {
        <main class="page" id="main">
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
    !matches!(view, OvertimeView::Leave | OvertimeView::Days)
}

fn heading(view: OvertimeView) -> &'static str {
    match view {
        OvertimeView::Overview => "時間外勤務",
        OvertimeView::People => "職員ごとの残り時間",
        OvertimeView::Breaches => "上限を超えた月と理由",
        OvertimeView::Interviews => "産業医面談の対象者",
        OvertimeView::Plan => "時間外勤務の年間計画",
        OvertimeView::Leave => "年次有給休暇",
        OvertimeView::Days => "ノー残業デー",
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
        OvertimeView::Days => view! { <days::Days /> }.into_any(),
    }
}

#[component]
fn Places(here: OvertimeView) -> impl IntoView {
    let link = |view: OvertimeView| {
        let name = match view {
            OvertimeView::Overview => "読み込みと全体",
            OvertimeView::People => "残り時間",
            OvertimeView::Breaches => "上限超え・理由",
            OvertimeView::Interviews => "産業医面談",
            OvertimeView::Plan => "計画・ヒアリング",
            OvertimeView::Leave => "休暇",
            OvertimeView::Days => "ノー残業デー",
        };
        view! { <li><a href=Route::Overtime(view).href() aria-current=(view == here).then_some("page")>{name}</a></li> }
    };
    view! {
        <nav class="sub-nav" aria-label="時間外勤務のメニュー">
            <ul>{OvertimeView::ALL.map(link).collect_view()}</ul>
        </nav>
    }
}

/// ○月○日現在, and the field to set it.
#[component]
fn AsOf() -> impl IntoView {
    let attendance = Attendance::here();
    let error = RwSignal::new(None::<String>);
    let set = move |text: String| match (text.trim(), crate::domain::overtime::read_day(&text)) {
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
            <Button icon=Icon::Print on_click=move |()| crate::browser::files::print()>"印刷する"</Button>
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

/// The limits in force.
fn limits() -> Limits {
    Limits::default()
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
