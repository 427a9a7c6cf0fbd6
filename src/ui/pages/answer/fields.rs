//! The fields of an answer: about the person, and one for every kind of question.

use crate::{
    domain::{
        Amount, Answer, AttributeAsked, Choice, ChoiceId, LONGEST_REPLY, Question, QuestionId, QuestionKind, Reply, Requirement,
        TypedNumber,
    },
    session::Session,
    ui::{
        parts::{CheckboxRow, ChoiceLayout, FieldGroup, FieldSize, Item, Need, NumberField, RadioGroup, Select, TextArea, Wiring},
        words,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub fn DepartmentChoice(given: RwSignal<Answer>) -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            program.tables.listed_departments().into_iter().map(|(id, it)| Item::new(Some(id.clone()), it.name.clone()))
        });
        std::iter::once(Item::new(None, "答えない")).chain(listed).collect::<Vec<_>>()
    });
    view! {
        <Select
            label="所属"
            need=Need::Optional
            items
            selected=Signal::derive(move || Some(given.with(|answer| answer.department.clone())))
            on_change=move |chosen| given.update(|answer| answer.department = chosen)
            support="回答の少ない所属の結果は表示されません。"
            size=FieldSize::Short
        />
    }
}

#[component]
pub fn AttributeChoices(asked: Vec<AttributeAsked>, given: RwSignal<Answer>) -> impl IntoView {
    let field = |AttributeAsked { attribute, choices }: AttributeAsked| {
        let listed = choices.into_iter().map(|choice| Item::new(Some(choice.id), choice.label));
        let items: Vec<Item<Option<ChoiceId>>> = std::iter::once(Item::new(None, "答えない")).chain(listed).collect();
        let choose = move |chosen: Option<ChoiceId>| {
            given.update(|answer| match chosen {
                Some(choice) => drop(answer.attributes.insert(attribute, choice)),
                None => drop(answer.attributes.remove(&attribute)),
            });
        };
        view! {
            <Select
                label=words::attribute(attribute)
                need=Need::Optional
                items
                selected=Signal::derive(move || Some(given.with(|answer: &Answer| answer.attributes.get(&attribute).cloned())))
                on_change=choose
                size=FieldSize::Short
            />
        }
    };
    let has_any = !asked.is_empty();
    view! {
        {asked.into_iter().map(field).collect_view()}
        {has_any.then(|| view! { <p class="soft small">"所属や年代などが重なると、人数の少ないところでは答えた人の見当がつくことがあります。人数の少ない区分の結果は表示しません。気になるときは「答えない」のままにしてください。"</p> })}
    }
}

#[component]
pub fn QuestionField(question: Question, given: RwSignal<Answer>, is_checked: RwSignal<bool>) -> impl IntoView {
    let need = match question.requirement {
        Requirement::Optional => Need::Optional,
        Requirement::Required => Need::Required,
    };
    let id = question.id.clone();
    let error = Signal::derive(move || {
        let is_missing = need == Need::Required && is_checked.get() && given.with(|answer| !answer.replies.contains_key(&id));
        is_missing.then(|| "必須の設問です。".to_owned())
    });
    let field = Field { given, id: question.id.clone() };
    match question.kind {
        QuestionKind::Likert => one_of(question, field, need, error, ChoiceLayout::Row).into_any(),
        QuestionKind::Single => one_of(question, field, need, error, ChoiceLayout::Stacked).into_any(),
        QuestionKind::Multiple => several(question, field, need, error).into_any(),
        QuestionKind::Number => number(question, field, need, error).into_any(),
        QuestionKind::Text => text(question, field, need, error).into_any(),
    }
}

/// The reply to one question.
#[derive(Clone)]
struct Field {
    given: RwSignal<Answer>,
    id: QuestionId,
}

impl Field {
    fn reply(&self) -> Option<Reply> {
        self.given.with(|answer| answer.replies.get(&self.id).cloned())
    }

    fn set(&self, reply: Option<Reply>) {
        self.given.update(|answer| match reply {
            Some(reply) => drop(answer.replies.insert(self.id.clone(), reply)),
            None => drop(answer.replies.remove(&self.id)),
        });
    }
}

fn one_of(question: Question, field: Field, need: Need, error: Signal<Option<String>>, layout: ChoiceLayout) -> impl IntoView {
    let items: Vec<_> = question.choices.iter().map(|choice| Item::new(choice.id.clone(), choice.label.clone())).collect();
    let for_reading = field.clone();
    let selected = move || match for_reading.reply() {
        Some(Reply::Choice(choice)) => Some(choice),
        _ => None,
    };
    view! {
        <RadioGroup
            label=question.text
            items
            selected=Signal::derive(selected)
            on_change=move |choice| field.set(Some(Reply::Choice(choice)))
            layout
            need
            error
        />
    }
}

fn several(question: Question, field: Field, need: Need, error: Signal<Option<String>>) -> impl IntoView {
    let wiring = Wiring::new(MaybeProp::from("あてはまるものをすべて選んでください。"), error);
    let row = move |choice: Choice| {
        let (for_reading, for_change, id) = (field.clone(), field.clone(), choice.id.clone());
        let is_chosen = move || matches!(for_reading.reply(), Some(Reply::Choices(chosen)) if chosen.contains(&choice.id));
        let change = move |is_chosen: bool| {
            let mut chosen = match untrack(|| for_change.reply()) {
                Some(Reply::Choices(chosen)) => chosen,
                _ => BTreeSet::new(),
            };
            if is_chosen {
                chosen.insert(id.clone());
            } else {
                chosen.remove(&id);
            }
            for_change.set((!chosen.is_empty()).then_some(Reply::Choices(chosen)));
        };
        view! { <CheckboxRow label=choice.label checked=Signal::derive(is_chosen) on_change=change /> }
    };
    view! {
        <FieldGroup wiring label=Signal::stored(question.text) need>
            <div class="choices">{question.choices.into_iter().map(row).collect_view()}</div>
        </FieldGroup>
    }
}

fn number(question: Question, field: Field, need: Need, error: Signal<Option<String>>) -> impl IntoView {
    let for_reading = field.clone();
    let value = move || match for_reading.reply() {
        Some(Reply::Number(number)) => words::amount(Amount::new(number)),
        _ => String::new(),
    };
    let enter = move |typed: TypedNumber| match typed {
        TypedNumber::Amount(amount) => field.set(Some(Reply::Number(amount.value()))),
        TypedNumber::Blank | TypedNumber::Dash => field.set(None),
    };
    view! {
        <NumberField
            label=question.text
            unit=question.unit
            value=Signal::derive(value)
            on_change=enter
            need
            error
            size=FieldSize::Short
        />
    }
}

fn text(question: Question, field: Field, need: Need, error: Signal<Option<String>>) -> impl IntoView {
    let for_reading = field.clone();
    let value = move || match for_reading.reply() {
        Some(Reply::Text(text)) => text,
        _ => String::new(),
    };
    let for_length = field.clone();
    let enter = move |typed: String| {
        // Too long a text stays as it is, and the page does not go on with it.
        let is_too_long = typed.trim().chars().count() > LONGEST_REPLY;
        field.set(if is_too_long { Some(Reply::Text(typed)) } else { Reply::of_text(&typed) });
    };
    let shown_error = move || match for_length.reply() {
        Some(Reply::Text(text)) if text.trim().chars().count() > LONGEST_REPLY => {
            Some(format!("{LONGEST_REPLY}文字までです。あと{}文字減らしてください。", text.trim().chars().count() - LONGEST_REPLY))
        }
        _ => error.get(),
    };
    view! {
        <TextArea
            label=question.text
            value=Signal::derive(value)
            on_change=enter
            rows=4
            need
            support=format!("{LONGEST_REPLY}文字まで。名前や、だれのことか分かる書き方は避けてください。")
            error=Signal::derive(shown_error)
        />
    }
}
