//! Every limit that is broken or undecided, with its numbers, and the reasons of 特例 (N:304-319).

use super::{
    heads,
    measured::{counted, hours, hours_within},
    take_out::{About, TakeOut},
};
use crate::{
    domain::overtime::{EmployeeId, Ledger, Limits, Month, Person, PersonMonth, Reason, Workplace},
    evaluate::overtime::{Exceptions, Finding, Outcome, Span, Value, findings, months_in_need, workplaces},
    session::Attendance,
    ui::{
        parts::{
            Amount, Button, CaptionPlace, Cell, CheckboxRow, Dialog, EmptyState, Item, Listing, Press, RadioGroup, Rows, TableStyle,
            TextField, VerdictSign, Weight,
        },
        words::overtime as words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// A month that waits for its reason.
type Need = (EmployeeId, Month);

#[component]
pub fn Breaches() -> impl IntoView {
    let attendance = Attendance::here();
    let rules = attendance.rules();
    let all = Memo::new(move |_| attendance.ledger().with(|ledger| Arc::new(found(ledger, attendance.month().get(), &rules.get().limits))));
    let shows_undecided = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        let is_shown = |(_, _, finding): &&Found| shows_undecided.get() || matches!(finding.outcome, Outcome::Breach(_));
        let limits = rules.get();
        all.with(|all| all.iter().filter(is_shown).map(|found| row(found, &limits.limits)).collect::<Rows>())
    });
    let count = move |is_breach: bool| {
        all.with(|all| all.iter().filter(|(_, _, finding)| matches!(finding.outcome, Outcome::Breach(_)) == is_breach).count())
    };
    view! {
        <Needs />
        <section class="section">
            <h2>"上限を超えたもの"</h2>
            <p>{move || format!("上限を超えたもの {}件、判定保留 {}件。", count(true), count(false))}</p>
            <p class="soft">
                "時間のわからない月を含む判定は「判定保留」とし、わかっている月だけで超えるときは超えたものとして数えます。アの上限は「未満」なので、ちょうどその時間は超えたものです。"
            </p>
            <div class="no-print">
                <CheckboxRow label="判定保留も表示する" checked=shows_undecided on_change=move |value| shows_undecided.set(value) />
            </div>
            {move || {
                if rows.with(|rows| rows.is_empty()) {
                    view! { <EmptyState title="上限を超えた職員はいません" /> }.into_any()
                } else {
                    view! {
                        <Listing
                            caption=Signal::derive(move || format!("上限を超えたもの（{}）", words::as_of(attendance.as_of().get())))
                            style=TableStyle::Pinned
                            heads=heads(&["職員番号", "所属", "月", "判定", "上限", "実際"])
                            rows
                        />
                        <TakeOut name="上限を超えたもの" heads=heads(&["職員番号", "所属", "月", "判定", "上限", "実際"]) rows about=About::People />
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

type Found = (EmployeeId, Vec<Workplace>, Finding);

fn found(ledger: &Ledger, month: Month, limits: &Limits) -> Vec<Found> {
    let span = Span::until(month, limits);
    let here = ledger.people().filter(|person| !person.strips_of(month.fiscal_year()).is_empty());
    here.flat_map(|person| {
        let found = findings(person, span, limits, Exceptions::Recorded);
        found.into_iter().map(move |finding| (person.id().clone(), workplaces(person, month), finding))
    })
    .collect()
}

fn row((employee, workplaces, finding): &Found, limits: &Limits) -> Vec<Cell> {
    let (sign, label) = match finding.outcome {
        Outcome::Breach(_) => (VerdictSign::Bad, "超過"),
        Outcome::Undecided => (VerdictSign::Held, "判定保留"),
    };
    let names: Vec<&str> = workplaces.iter().map(Workplace::name).collect();
    vec![
        Cell::Head(employee.to_string()),
        Cell::Text(names.join("、")),
        Cell::Text(finding.month.map_or("年".to_owned(), words::month)),
        Cell::Sign(sign, label.to_owned()),
        Cell::Text(words::limit_rule(finding.rule, limits)),
        Cell::Number(outcome(finding)),
    ]
}

/// What stood against the line, or why nobody can say.
fn outcome(finding: &Finding) -> Amount {
    match finding.outcome {
        Outcome::Breach(Value::Minutes(minutes)) => hours(minutes),
        Outcome::Breach(Value::Months(count)) => counted(count, "回"),
        Outcome::Breach(Value::Mean { total, n_months }) => hours_within(&format!("{n_months}か月で"), total, ""),
        Outcome::Undecided => "わからない月があります".to_owned().into(),
    }
}

/// Months beyond the principle that no reason is recorded for, and the window to record one.
#[component]
fn Needs() -> impl IntoView {
    let attendance = Attendance::here();
    let open = RwSignal::new(None::<Need>);
    let needs = Memo::new(move |_| {
        let month = attendance.month().get();
        let rules = attendance.rules().get();
        let limits = &rules.limits;
        let span = Span::until(month, limits);
        attendance.ledger().with(|ledger| {
            let of = |person: Person<'_>| {
                let months = months_in_need(person, span, limits, Exceptions::Recorded);
                let hours = move |at: Month| person.month(at).reported.hours().total();
                months.into_iter().map(|at| (person.id().clone(), at, hours(at))).collect::<Vec<_>>()
            };
            ledger.people().flat_map(of).collect::<Vec<_>>()
        })
    });
    let rows = Memo::new(move |_| {
        let row = |(employee, month, hours): &(EmployeeId, Month, _)| {
            let need = (employee.clone(), *month);
            vec![
                Cell::Head(employee.to_string()),
                Cell::Text(words::month(*month)),
                Cell::Number(self::hours(*hours)),
                Cell::Act {
                    label: "理由を記録する".to_owned(),
                    name: format!("{employee}の{}の理由を記録する", words::month(*month)),
                    run: Press::new(move || open.set(Some(need.clone()))),
                },
            ]
        };
        needs.with(|needs| needs.iter().map(row).collect::<Rows>())
    });
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="section">
                <h2>"理由の記録が要る月"</h2>
                <p>"原則の1か月の上限を超えた月と、年の上限を超えたあとの月です。特例として命令した理由を記録すると、原則の上限からは外れます。ア・イ・ウ・エの上限は、理由があっても超えられません。"</p>
                <Listing
                    caption="理由の記録が要る月"
                    caption_place=CaptionPlace::Hidden
                    style=TableStyle::Narrow
                    heads=heads(&["職員番号", "月", "時間", "操作"])
                    rows
                />
            </section>
        </Show>
        <ReasonDialog open />
        <ReasonList />
    }
}

/// 特例の理由の記録: every month with its reason, as the regulation wants them written down (N:313).
#[component]
fn ReasonList() -> impl IntoView {
    let attendance = Attendance::here();
    let rows = Memo::new(move |_| {
        let until = attendance.month().get();
        let row = |ledger: &Ledger, person: Person<'_>, (month, known): (Month, PersonMonth)| {
            let reason = known.reason.filter(|_| month <= until)?;
            let names: Vec<String> = workplaces(person, month).iter().map(|it| it.name().to_owned()).collect();
            Some(vec![
                Cell::Head(person.id().to_string()),
                Cell::Text(names.join("、")),
                Cell::Text(words::month(month)),
                Cell::Number(hours(known.reported.hours().total())),
                Cell::Text(words::exception(reason).to_owned()),
                Cell::Text(ledger.words(person.id(), month).unwrap_or_default().to_owned()),
            ])
        };
        attendance.ledger().with(|ledger| {
            let of = |person: Person<'_>| {
                let year = until.fiscal_year();
                let months = Month::all_of(year).zip(person.months(year));
                months.filter_map(|known| row(ledger, person, known)).collect::<Vec<_>>()
            };
            ledger.people().flat_map(of).collect::<Rows>()
        })
    });
    let heads = heads(&["職員番号", "所属", "月", "時間", "理由", "内容"]);
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="section">
                <h2>"記録した特例の理由"</h2>
                <Listing caption="特例として命令した月と理由" caption_place=CaptionPlace::Hidden heads=heads.clone() rows />
                <TakeOut name="特例の理由" heads=heads.clone() rows about=About::People />
            </section>
        </Show>
    }
}

#[component]
fn ReasonDialog(open: RwSignal<Option<Need>>) -> impl IntoView {
    let attendance = Attendance::here();
    let reason = RwSignal::new(None::<Reason>);
    let told = RwSignal::new(String::new());
    let close = move |()| {
        open.set(None);
        reason.set(None);
        told.set(String::new());
    };
    let title =
        Signal::derive(move || open.get().map_or(String::new(), |(employee, month)| format!("{employee}の{}の理由", words::month(month))));
    let lacks_words = move || reason.get() == Some(Reason::Other) && told.with(|told| told.trim().is_empty());
    let record = move |()| {
        if let (Some((employee, month)), Some(reason)) = (open.get_untracked(), reason.get_untracked()) {
            // The row came from the table that the reason goes into.
            let _ = attendance.record_reason(&employee, month, reason, told.get_untracked().trim());
        }
        close(());
    };
    view! {
        <Dialog open=Signal::derive(move || open.get().is_some()) title on_close=close>
            <RadioGroup
                label="特例として命令した理由"
                items=Reason::ALL.map(|reason| Item::new(reason, words::exception(reason))).to_vec()
                selected=reason
                on_change=move |value| reason.set(Some(value))
            />
            <Show when=move || reason.get() == Some(Reason::Other)>
                <TextField label="内容" value=told on_change=move |text| told.set(text) />
            </Show>
            <p class="soft">"拡張して解釈してはいけません。ここで記録した理由は、職員ごとの行と一緒に扱います。封をして保管しなければ、画面を閉じると消えます。"</p>
            <div class="actions">
                <Button weight=Weight::Text on_click=close>"やめる"</Button>
                <Button weight=Weight::Primary on_click=record disabled=Signal::derive(move || reason.get().is_none() || lacks_words())>
                    "記録する"
                </Button>
            </div>
        </Dialog>
    }
}
