//! 対象者数: typed by department, or pasted from Excel.

use crate::{
    domain::{Department, DepartmentId, EligibleKey, Entry, People, Refusal, SurveyId, TypedNumber, read_number},
    session::Session,
    ui::{
        pages::Refused,
        parts::{Arrival, Button, CaptionPlace, DataTable, FieldSize, LabelPlace, Notice, NumberField, Numbers, TextArea, Tone, Weight},
        words,
    },
};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Listed {
    id: DepartmentId,
    name: String,
    /// Their people are counted at the sections.
    has_sections: bool,
}

/// 対象者数 per department: of those who belong to the place itself, so that sums count nobody twice.
#[component]
pub fn Eligible(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let departments = Memo::new(move |_| {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            let of = |(id, department): (&DepartmentId, &Department)| Listed {
                id: id.clone(),
                name: department.name.clone(),
                has_sections: program.tables.has_departments_within(id),
            };
            program.tables.listed_departments().into_iter().map(of)
        });
        listed.collect::<Vec<_>>()
    });
    let for_sum = id.clone();
    let entered = Memo::new(move |_| {
        let program = session.program().get()?;
        let people = |listed: Listed| {
            let key = EligibleKey { survey: for_sum.clone(), department: listed.id };
            program.tables.eligible.get(&key).map(|People(people)| u64::from(*people))
        };
        let people: Vec<u64> = departments.get().into_iter().filter_map(people).collect();
        (!people.is_empty()).then(|| (people.len(), people.iter().sum::<u64>()))
    });
    // Where there are many departments the next step is out of sight: they are folded away once somebody has begun.
    let is_open = untrack(|| entered.get()).is_none();
    let standing = move || match entered.get() {
        None => "回答率の分母になります。まだ入っていません。".to_owned(),
        Some((n, people)) => {
            format!("回答率の分母になります。{}所属のうち{n}所属に入っていて、合わせて{people}人です。", departments.with(Vec::len))
        }
    };
    view! {
        <p>{standing}</p>
        <Refused refusal title="対象者数を保存できませんでした" />
        <Pasted id=id.clone() departments refusal />
        <details open=is_open>
            <summary>"所属ごとに入れる"</summary>
            <ByDepartment id departments refusal />
        </details>
    }
}

#[component]
fn ByDepartment(id: SurveyId, departments: Memo<Vec<Listed>>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let row = move |Listed { id: department, name, has_sections }: Listed| {
        let key = EligibleKey { survey: id.clone(), department };
        let note = has_sections.then(|| view! { <br /> <span class="small">{words::WITHOUT_SECTIONS}</span> });
        view! {
            <tr>
                <th scope="row">{name.clone()} {note}</th>
                <td><EligibleField key name refusal /></td>
            </tr>
        }
    };
    view! {
        <DataTable caption="所属ごとの対象者数" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"所属"</th>
                    <th scope="col">"対象者数"</th>
                </tr>
            </thead>
            <tbody>{move || departments.get().into_iter().map(&row).collect_view()}</tbody>
        </DataTable>
    }
}

/// Two columns copied from Excel: 所属 and the number. What cannot be placed is said and nothing of it taken.
#[component]
fn Pasted(id: SurveyId, departments: Memo<Vec<Listed>>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let typed = RwSignal::new(String::new());
    let outcome = RwSignal::new(None::<(usize, Vec<String>)>);
    let take = move |()| {
        let departments = departments.get_untracked();
        let (mut entries, mut refused) = (Vec::new(), Vec::new());
        for line in typed.get_untracked().lines().filter(|line| !line.trim().is_empty()) {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            let department = cells.first().and_then(|name| departments.iter().find(|known| known.name == **name));
            let people = cells
                .get(1)
                .and_then(|cell| read_number(cell, "人").ok())
                .filter(|typed| *typed != TypedNumber::Blank)
                .and_then(TypedNumber::count);
            match (department, people) {
                (Some(Listed { id: department, .. }), Some(people)) => {
                    let key = EligibleKey { survey: id.clone(), department: department.clone() };
                    entries.push(Entry::Eligible(key, People(people)));
                }
                _ => refused.push(line.replace('\t', "　")),
            }
        }
        let n_taken = entries.len();
        match session.dispatch(entries) {
            Ok(()) => {
                outcome.set(Some((n_taken, refused)));
                typed.set(String::new());
            }
            Err(why) => refusal.set(Some(why)),
        }
    };
    view! {
        <details>
            <summary>"Excelからまとめて貼り付ける"</summary>
            <div class="stack">
                <TextArea
                    label="所属と対象者数の2列"
                    value=typed
                    on_change=move |text| typed.set(text)
                    on_draft=move |text| typed.set(text)
                    rows=4
                    support="Excelで所属と人数の2列を選んでコピーし、ここに貼り付けます。部の人数は、課の職員を除いて入れます。"
                />
                <div><Button weight=Weight::Outline on_click=take>"対象者数に入れる"</Button></div>
            </div>
        </details>
        {move || {
            outcome.get().map(|(n_taken, refused)| {
                let tone = if refused.is_empty() { Tone::Success } else { Tone::Warning };
                view! {
                    <Notice tone arrival=Arrival::Sudden title=format!("{n_taken}件の対象者数を入れました。")>
                        {(!refused.is_empty()).then(|| view! { <p>"次の行は、所属の名前か人数が合わないため入れませんでした。"</p> })}
                        <ul>{refused.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                    </Notice>
                }
            })
        }}
    }
}

#[component]
fn EligibleField(key: EligibleKey, name: String, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let for_value = key.clone();
    let people = Memo::new(move |_| session.program().get().and_then(|program| program.tables.eligible.get(&for_value).copied()));
    let enter = move |typed: TypedNumber| {
        if let Some(people) = typed.count() {
            refusal.set(session.dispatch(vec![Entry::Eligible(key.clone(), People(people))]).err());
        }
    };
    view! {
        <NumberField
            label=format!("{name}の対象者数")
            place=LabelPlace::Hidden
            size=FieldSize::Dense
            unit="人"
            numbers=Numbers::Counts
            value=Signal::derive(move || people.get().map_or(String::new(), |People(people)| people.to_string()))
            on_change=enter
        />
    }
}
