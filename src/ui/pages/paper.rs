//! 用紙の入力: one department's paper answers as counts, typed in by the secretariat.

mod questions;

use super::survey::{SurveySelect, current};
use crate::{
    domain::{DepartmentId, EligibleKey, Entry, Overlap, PaperTally, Refusal, Survey, SurveyId},
    session::Session,
    ui::{
        pages::Refused,
        parts::{CheckboxRow, EmptyState, FieldSize, Item, NumberField, Numbers, Select},
        route::{Route, SurveyView},
        typed_number::TypedNumber,
    },
};
use leptos::prelude::*;
use questions::Typed;

#[component]
pub fn PaperPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"用紙の回答を入力する"</h1>
                <p class="lead">"封をしたまま届いた用紙を、事務局が数えて入力します。所属では集計しません。"</p>
            </div>
            <SurveySelect />
            {move || match survey.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                Some((id, survey)) => view! { <Typing id survey /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Typing(id: SurveyId, survey: Survey) -> impl IntoView {
    let session = Session::here();
    let department = RwSignal::new(None::<DepartmentId>);
    let departments = Signal::derive(move || {
        let program = session.program().get();
        let listed = program
            .iter()
            .flat_map(|program| program.tables.listed_departments().into_iter().map(|(id, it)| Item::new(id.clone(), it.name.clone())));
        listed.collect::<Vec<_>>()
    });
    view! {
        <Select
            label="所属"
            items=departments
            selected=department
            on_change=move |chosen| department.set(Some(chosen))
            size=FieldSize::Short
        />
        {move || {
            department.get().map(|department| {
                let key = EligibleKey { survey: id.clone(), department };
                view! { <TallyForm key survey=survey.clone() /> }
            })
        }}
    }
}

#[component]
fn TallyForm(key: EligibleKey, survey: Survey) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let for_value = key.clone();
    let tally = Memo::new(move |_| {
        let kept = session.program().get().and_then(|program| program.tables.paper_tallies.get(&for_value).cloned());
        kept.unwrap_or_default()
    });
    let write = Callback::new(move |tally: PaperTally| refusal.set(session.dispatch(vec![Entry::PaperTally(key.clone(), tally)]).err()));
    view! {
        <Refused refusal title="数を保存できませんでした" />
        <NumberField
            label="用紙の枚数（回答者数）"
            unit="人"
            numbers=Numbers::Counts
            value=Signal::derive(move || tally.get().answered.to_string())
            on_change=move |typed: TypedNumber| {
                if let Some(answered) = typed.count() {
                    write.run(PaperTally { answered, ..tally.get_untracked() });
                }
            }
            size=FieldSize::Short
        />
        <CheckboxRow
            label="用紙で答えた人は、ファイルで答えた人と別の人です"
            checked=Signal::derive(move || tally.get().overlap == Overlap::DifferentPeople)
            on_change=move |is_different: bool| {
                let overlap = if is_different { Overlap::DifferentPeople } else { Overlap::Unknown };
                write.run(PaperTally { overlap, ..tally.get_untracked() });
            }
            support="確かめたときだけ選んでください。選ばないあいだ、ファイルと用紙の両方がある所属では用紙の分を足しません。".to_owned()
        />
        {questions::questions(&survey, Typed { tally, write })}
    }
}
