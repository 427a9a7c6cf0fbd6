//! パソコンの稼働時間と申請時間の突合: who has to be asked about which day, and what they said (N:341).

use super::{
    heads,
    import::Import,
    measured::hours,
    take_out::{About, TakeOut},
};
use crate::{
    browser::files,
    domain::overtime::{DayRow, EmployeeId, Month},
    evaluate::overtime::{Gap, Presence, presence, workplaces},
    session::{Attendance, Sheet},
    ui::{
        parts::{
            Button, Cell, CheckboxRow, Dialog, EmptyState, FieldSize, Icon, Item, Listing, Notice, Press, Rows, Select, TableStyle,
            TextField, Tone, VerdictSign, Weight,
        },
        words::{self, overtime as overtime_words},
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

#[component]
pub fn PresencePage() -> impl IntoView {
    let attendance = Attendance::here();
    let has_rows = |rows: Signal<Arc<Vec<DayRow>>>| Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let (has_running, has_claimed) = (has_rows(attendance.running()), has_rows(attendance.claimed()));
    let count = |rows: Signal<Arc<Vec<DayRow>>>| move || rows.with(|rows| rows.len());
    let (n_running, n_claimed) = (count(attendance.running()), count(attendance.claimed()));
    view! {
        <section class="section no-print">
            <p class="lead">
                "パソコンの稼働の表と、時間外勤務の申請の表を読み込み、1日ごとに突き合わせます。差が大きい日を、本人に確認する一覧にします。パソコンが動いていたことは、働いていたことの証明ではありません。"
            </p>
            <p>{move || format!("読み込んだ行：パソコンの稼働 {}行、申請 {}行", n_running(), n_claimed())}</p>
        </section>
        {move || match (has_running.get(), has_claimed.get()) {
            (true, true) => view! { <Gaps /> }.into_any(),
            (true, false) => view! { <Notice title="申請の表を読み込むと、突き合わせます" /> }.into_any(),
            (false, true) => view! { <Notice title="パソコンの稼働の表を読み込むと、突き合わせます" /> }.into_any(),
            (false, false) => ().into_any(),
        }}
        <Import sheet=Sheet::Running />
        <Import sheet=Sheet::Claimed />
    }
}

type Asked = (EmployeeId, NaiveDate);

#[component]
fn Gaps() -> impl IntoView {
    let attendance = Attendance::here();
    let rules = Memo::new(move |_| attendance.rules().get().presence);
    let found = Memo::new(move |_| {
        attendance.running().with(|running| attendance.claimed().with(|claimed| Arc::new(presence(running, claimed, &rules.get()))))
    });
    let months = Memo::new(move |_| {
        let months: BTreeSet<Month> = found.with(|found| found.gaps.iter().filter_map(|gap| Month::of_day(gap.day).ok()).collect());
        months.into_iter().collect::<Vec<_>>()
    });
    let month = RwSignal::new(None::<Month>);
    let only_open = RwSignal::new(false);
    let open = RwSignal::new(None::<Asked>);
    let rows = Memo::new(move |_| {
        let (month, only_open, answers) = (month.get(), only_open.get(), attendance.answers().get());
        let is_shown = |gap: &&Gap| {
            let is_of_month = month.is_none_or(|month| Month::of_day(gap.day) == Ok(month));
            is_of_month && !(only_open && answers.contains_key(&(gap.employee.clone(), gap.day)))
        };
        let row = |gap: &Gap| {
            let asked = (gap.employee.clone(), gap.day);
            let told = answers.get(&asked).cloned().unwrap_or_default();
            let date = words::date(gap.day);
            let what = if gap.is_overclaimed() { "申請が長い" } else { "稼働が長い" };
            vec![
                Cell::Head(gap.employee.to_string()),
                Cell::Text(place_of(attendance, gap)),
                Cell::Text(date.clone()),
                Cell::Number(gap.running.map_or_else(|| "記録なし".to_owned().into(), hours)),
                Cell::Number(hours(gap.claimed)),
                Cell::Sign(if told.is_empty() { VerdictSign::Held } else { VerdictSign::Good }, what.to_owned()),
                Cell::Number(hours(gap.difference())),
                Cell::Text(told.clone()),
                Cell::Act {
                    label: if told.is_empty() { "記録する".to_owned() } else { "直す".to_owned() },
                    name: format!("{}の{date}の理由を{}", gap.employee, if told.is_empty() { "記録する" } else { "直す" }),
                    run: Press::new(move || open.set(Some(asked.clone()))),
                },
            ]
        };
        found.with(|found| found.gaps.iter().filter(is_shown).map(row).collect::<Rows>())
    });
    let heads = heads(&["職員番号", "所属", "日", "時間外の稼働", "申請", "違い", "差", "本人に確認した理由", "操作"]);
    let items = Signal::derive(move || {
        let named = months.get().into_iter().map(|month| Item::new(Some(month), overtime_words::month(month)));
        std::iter::once(Item::new(None, "すべての月")).chain(named).collect::<Vec<_>>()
    });
    let caption = Signal::derive(move || {
        let n_rows = rows.with(|rows| rows.len());
        format!("本人に確認する日（{n_rows}件、差が1日{}を超えるもの）", overtime_words::minutes(rules.get().gap))
    });
    let table_heads = heads.clone();
    view! {
        <section class="section">
            <h2>"本人に確認する日"</h2>
            <p class="soft">
                {move || {
                    let rules = rules.get();
                    let [begins, ends] = [rules.work_begins, rules.work_ends].map(overtime_words::clock);
                    format!("勤務時間（{begins}～{ends}）の外と、週休日の稼働を「時間外の稼働」とします。土曜日・日曜日のほかの休日は、表の「区分」に書かれているときだけわかります。")
                }}
            </p>
            {move || found.with(notices)}
            <div class="row row--bottom no-print">
                <Select
                    label="月"
                    items
                    selected=Signal::derive(move || Some(month.get()))
                    on_change=move |value| month.set(value)
                    size=FieldSize::Short
                />
                <CheckboxRow label="理由を記録していない日だけ" checked=only_open on_change=move |value| only_open.set(value) />
                <Button icon=Icon::Print on_click=move |()| files::print()>"印刷する"</Button>
            </div>
            {move || {
                if rows.with(|rows| rows.is_empty()) {
                    view! { <EmptyState title="確認する日はありません" /> }.into_any()
                } else {
                    view! { <Listing caption style=TableStyle::Pinned heads=table_heads.clone() rows /> }.into_any()
                }
            }}
            <TakeOut name="PC時間との差" heads=heads[..8].to_vec() rows about=About::People of=Signal::derive(move || month.get().map_or("すべての月".to_owned(), overtime_words::month)) />
        </section>
        <AnswerDialog open />
    }
}

/// Where a file says it, else where the hours of the month are reported.
fn place_of(attendance: Attendance, gap: &Gap) -> String {
    if let Some(workplace) = &gap.workplace {
        return workplace.name().to_owned();
    }
    let Ok(month) = Month::of_day(gap.day) else { return String::new() };
    attendance.ledger().with(|ledger| {
        let names = ledger.person(&gap.employee).map(|person| workplaces(person, month)).unwrap_or_default();
        names.iter().map(|it| it.name()).collect::<Vec<_>>().join("、")
    })
}

/// What was compared, and what could not be.
fn notices(found: &Arc<Presence>) -> impl IntoView + use<> {
    let months: Vec<String> = found.one_sided.iter().map(|&month| overtime_words::month(month)).collect();
    let people: Vec<String> = found.unrecorded.iter().take(20).map(ToString::to_string).collect();
    let more = found.unrecorded.len().saturating_sub(people.len());
    let n_unrecorded = found.unrecorded.len();
    let and_more = if more > 0 { format!(" ほか{more}人") } else { String::new() };
    view! {
        <p>{format!("のべ{}日を突き合わせました。", found.n_compared)}</p>
        {(!months.is_empty())
            .then(|| {
                view! { <Notice tone=Tone::Warning title=format!("片方の表にしかない月は比べていません：{}", months.join("、")) /> }
            })}
        {(n_unrecorded > 0)
            .then(|| {
                view! {
                    <Notice tone=Tone::Warning title=format!("その月のパソコンの記録がまったくない職員が{n_unrecorded}人います。比べていません。")>
                        <p>{people.join("、")} {and_more}</p>
                    </Notice>
                }
            })}
    }
}

#[component]
fn AnswerDialog(open: RwSignal<Option<Asked>>) -> impl IntoView {
    let attendance = Attendance::here();
    let told = RwSignal::new(None::<String>);
    let kept = move || open.get().and_then(|asked| attendance.answers().with(|answers| answers.get(&asked).cloned())).unwrap_or_default();
    let value = Signal::derive(move || told.get().unwrap_or_else(kept));
    let close = move |()| {
        open.set(None);
        told.set(None);
    };
    let record = move |()| {
        if let Some((employee, day)) = open.get_untracked() {
            attendance.set_answer(employee, day, value.get_untracked().trim().to_owned());
        }
        close(());
    };
    let title = Signal::derive(move || {
        open.get().map_or(String::new(), |(employee, day)| format!("{employee}の{}に確認した理由", words::date(day)))
    });
    view! {
        <Dialog open=Signal::derive(move || open.get().is_some()) title on_close=close>
            <TextField label="理由" support="本人に確認したことを書きます。空にすると、記録を消します。" value on_change=move |text| told.set(Some(text)) />
            <p class="soft">"職員ごとの行と一緒に扱います。封をして保管しなければ、画面を閉じると消えます。"</p>
            <div class="actions">
                <Button weight=Weight::Text on_click=close>"やめる"</Button>
                <Button weight=Weight::Primary on_click=record>"記録する"</Button>
            </div>
        </Dialog>
    }
}
