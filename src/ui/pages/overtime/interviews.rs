//! 産業医面談対象者 and the notice to print (N:358-361). On this device only.

use super::{
    heads,
    take_out::{About, TakeOut},
};
use crate::{
    browser::files,
    domain::{
        overtime::Person,
        overtime::{EmployeeId, InterviewThresholds, Month, Workplace},
    },
    evaluate::overtime::{Ground, Request, grounds, workplaces},
    session::Attendance,
    ui::{
        parts::{Button, Cell, CheckboxRow, EmptyState, Icon, Item, Listing, RadioGroup, Rows},
        words::overtime as words,
    },
};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Called {
    employee: EmployeeId,
    workplaces: Vec<Workplace>,
    grounds: Vec<Ground>,
}

/// What goes on paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paper {
    List,
    Notices,
}

#[component]
pub fn Interviews() -> impl IntoView {
    let attendance = Attendance::here();
    let thresholds = Memo::new(move |_| attendance.rules().get().interview);
    let called = Memo::new(move |_| {
        let (month, thresholds) = (attendance.month().get(), thresholds.get());
        let requests = attendance.requests().get();
        attendance.ledger().with(|ledger| {
            let called = ledger.people().map(|person| {
                let has_asked = requests.contains(&(person.id().clone(), month));
                let request = if has_asked { Request::Asked } else { Request::NotAsked };
                Called {
                    employee: person.id().clone(),
                    workplaces: workplaces(person, month),
                    grounds: grounds(person, month, &thresholds, request),
                }
            });
            called.filter(|called| !called.grounds.is_empty()).collect::<Vec<_>>()
        })
    });
    let rows = Memo::new(move |_| called.with(|called| called.iter().map(|called| row(called, &thresholds.get())).collect::<Rows>()));
    let paper = RwSignal::new(Paper::List);
    let papers = vec![Item::new(Paper::List, "対象者の一覧"), Item::new(Paper::Notices, "本人への通知（一人一枚）")];
    view! {
        <section class="section" class:no-print=move || paper.get() == Paper::Notices>
            <p>
                {move || words::month(attendance.month().get())}
                {move || {
                    let InterviewThresholds { month_from, mean_above, month_above_on_request } = thresholds.get();
                    let said = [month_from, mean_above, month_above_on_request].map(words::minutes);
                    let [month_from, mean_above, on_request] = said;
                    format!("の対象者です。1か月{month_from}以上、2～6か月の平均が{mean_above}超、または{on_request}を超えて本人が申し出た職員です。この端末の中だけに表示します。")
                }}
            </p>
            {move || {
                if rows.with(|rows| rows.is_empty()) {
                    view! { <EmptyState title="対象者はいません" /> }.into_any()
                } else {
                    view! {
                        <Listing
                            caption=Signal::derive(move || format!("産業医面談の対象者（{}）", words::as_of(attendance.as_of().get())))
                            heads=heads(&["職員番号", "所属", "該当する理由"])
                            rows
                        />
                        <TakeOut name="産業医面談の対象者" heads=heads(&["職員番号", "所属", "該当する理由"]) rows about=About::People />
                    }
                        .into_any()
                }
            }}
        </section>
        <Requests />
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="section no-print">
                <h2>"印刷"</h2>
                <RadioGroup
                    label="印刷するもの"
                    items=papers.clone()
                    selected=Signal::derive(move || Some(paper.get()))
                    on_change=move |value| paper.set(value)
                />
                <div>
                    <Button icon=Icon::Print on_click=move |()| files::print()>
                        {move || match paper.get() {
                            Paper::List => "一覧を印刷する",
                            Paper::Notices => "通知を印刷する",
                        }}
                    </Button>
                </div>
            </section>
        </Show>
        <Show when=move || paper.get() == Paper::Notices>
            <div class="print-only">
                {move || {
                    let month = attendance.month().get();
                    called.get().into_iter().map(|called| notice(called, month, &thresholds.get())).collect_view()
                }}
            </div>
        </Show>
    }
}

fn row(called: &Called, thresholds: &InterviewThresholds) -> Vec<Cell> {
    let names: Vec<&str> = called.workplaces.iter().map(Workplace::name).collect();
    let grounds: Vec<String> = called.grounds.iter().map(|&ground| words::ground(ground, thresholds)).collect();
    vec![Cell::Head(called.employee.to_string()), Cell::Text(names.join("、")), Cell::Text(grounds.join("、"))]
}

fn notice(called: Called, month: Month, thresholds: &InterviewThresholds) -> impl IntoView + use<> {
    let names: Vec<&str> = called.workplaces.iter().map(Workplace::name).collect();
    let grounds = called.grounds.iter().map(|&ground| view! { <li>{words::ground(ground, thresholds)}</li> }).collect_view();
    view! {
        <section class="print-notice">
            <p class="print-notice__end">"令和　　年　　月　　日"</p>
            <p>{names.join("、")} "　職員番号 " {called.employee.to_string()} "　様"</p>
            <p class="print-notice__end">"人事担当課"</p>
            <h2>"産業医による面談のお知らせ"</h2>
            <p>
                {words::month(month)}
                "までの時間外勤務が次のとおり一定の時間以上となったため、産業医による面談の対象となりました。面談の日時は、別途ご連絡します。"
            </p>
            <ul>{grounds}</ul>
            <p>"長時間の時間外勤務は、疲労の蓄積、脳・心臓疾患の発症や精神面への影響があることから行うものです。希望する日時があれば、人事担当課へお申し出ください。"</p>
        </section>
    }
}

/// 申出 of people above 80 hours who are not on the list for their hours alone.
#[component]
fn Requests() -> impl IntoView {
    let attendance = Attendance::here();
    let askable = Memo::new(move |_| {
        let month = attendance.month().get();
        let thresholds = attendance.rules().get().interview;
        attendance.ledger().with(|ledger| {
            let can_ask = |person: &Person<'_>| {
                grounds(*person, month, &thresholds, Request::NotAsked).is_empty()
                    && !grounds(*person, month, &thresholds, Request::Asked).is_empty()
            };
            ledger.people().filter(can_ask).map(|person| person.id().clone()).collect::<Vec<_>>()
        })
    });
    let box_for = move |employee: EmployeeId| {
        let (asked, label) = (employee.clone(), employee.to_string());
        let checked =
            Signal::derive(move || attendance.requests().with(|requests| requests.contains(&(asked.clone(), attendance.month().get()))));
        let set = move |has_asked| attendance.set_request(employee.clone(), attendance.month().get_untracked(), has_asked);
        view! { <CheckboxRow label=format!("{label}が面談を申し出た") checked on_change=set /> }
    };
    view! {
        <Show when=move || askable.with(|askable| !askable.is_empty())>
            <section class="section no-print">
                <h2>"本人の申出"</h2>
                <p>"申し出れば対象になる職員です。"</p>
                <div class="columns">{move || askable.get().into_iter().map(box_for).collect_view()}</div>
            </section>
        </Show>
    }
}
