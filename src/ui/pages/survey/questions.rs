//! The questions of a survey and the pages they stand on.

use super::editor::Editing;
use crate::{
    domain::{Choice, ChoiceId, Condition, IndicatorId, Question, QuestionId, QuestionKind, Requirement, SectionId, Sense, Survey},
    session::Session,
    ui::{
        parts::{Button, ButtonSize, CheckboxRow, FieldGroup, FieldSize, Icon, Item, Need, Select, TextArea, TextField, Weight, Wiring},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Questions(editing: Editing) -> impl IntoView {
    let Editing { survey, is_locked, .. } = editing;
    let ids = Memo::new(move |_| survey.with(|survey| survey.questions.iter().map(|question| question.id.clone()).collect::<Vec<_>>()));
    let titles = move || survey.with(|survey| survey.sections.iter().map(|section| section.title.as_str()).collect::<Vec<_>>().join("\n"));
    let add = move |()| {
        editing.edit(|survey| {
            let is_free = |id: &QuestionId| survey.question(id).is_none();
            let mut names = (1..).filter_map(|n: u32| QuestionId::new(&format!("q{n}")).ok());
            if let Some(id) = names.find(is_free) {
                let section = survey.questions.last().and_then(|last| last.section.clone());
                survey.questions.push(Question { section, ..Question::new(id).of_kind(QuestionKind::Likert) });
            }
        });
    };
    view! {
        <section class="section">
            <h2>"設問"</h2>
            <TextArea
                label="画面の見出し（1行に1画面）"
                need=Need::Optional
                value=Signal::derive(titles)
                on_change=move |lines: String| editing.change.run(survey.get_untracked().with_sections(&lines))
                support="設問が多いときに、画面を分けます。空のときは1画面です。"
                rows=3
                disabled=is_locked
            />
            <Leads editing />
            <For each=move || ids.get() key=Clone::clone let:id>
                <QuestionCard id editing />
            </For>
            <div><Button icon=Icon::Plus on_click=add disabled=is_locked>"設問を加える"</Button></div>
        </section>
    }
}

/// What is said before the questions of each page.
#[component]
fn Leads(editing: Editing) -> impl IntoView {
    let Editing { survey, is_locked, .. } = editing;
    let sections =
        Memo::new(move |_| survey.with(|survey| survey.sections.iter().map(|it| (it.id.clone(), it.title.clone())).collect::<Vec<_>>()));
    let field = move |(id, title): (SectionId, String)| {
        let for_value = id.clone();
        let lead = move || {
            survey.with(|survey| survey.sections.iter().find(|it| it.id == for_value).map(|it| it.lead.clone()).unwrap_or_default())
        };
        let enter = move |lead: String| {
            editing.edit(|survey| survey.sections.iter_mut().filter(|it| it.id == id).for_each(|it| it.lead = lead.clone()));
        };
        view! {
            <TextArea
                label=format!("「{title}」の前書き")
                need=Need::Optional
                value=Signal::derive(lead)
                on_change=enter
                rows=2
                disabled=is_locked
            />
        }
    };
    view! { <For each=move || sections.get() key=Clone::clone children=field /> }
}

/// One question of the survey.
#[derive(Clone)]
struct Place {
    id: QuestionId,
    editing: Editing,
}

impl Place {
    fn edit(&self, edit: impl FnOnce(&mut Question)) {
        self.editing.edit(|survey| {
            if let Some(question) = survey.questions.iter_mut().find(|question| question.id == self.id) {
                edit(question);
            }
        });
    }

    fn step(&self, survey: &mut Survey, by: isize) {
        let at = survey.questions.iter().position(|question| question.id == self.id);
        let to = at.and_then(|at| at.checked_add_signed(by)).filter(|&to| to < survey.questions.len());
        if let (Some(at), Some(to)) = (at, to) {
            survey.questions.swap(at, to);
        }
    }
}

#[component]
fn QuestionCard(id: QuestionId, editing: Editing) -> impl IntoView {
    let Editing { survey, is_locked, .. } = editing;
    let place = StoredValue::new(Place { id: id.clone(), editing });
    let question = Memo::new(move |_| survey.with(|survey| survey.question(&id).cloned()));
    let number = Memo::new(move |_| {
        let id = place.with_value(|place| place.id.clone());
        survey.with(|survey| survey.questions.iter().position(|question| question.id == id).map_or(0, |at| at + 1))
    });
    let edit = move |edit: &mut dyn FnMut(&mut Question)| place.with_value(|place| place.edit(|question| edit(question)));
    let of = move |field: fn(&Question) -> String| {
        Signal::derive(move || question.with(|question| question.as_ref().map(field).unwrap_or_default()))
    };
    let kinds = [QuestionKind::Likert, QuestionKind::Single, QuestionKind::Multiple, QuestionKind::Number, QuestionKind::Text];
    let kind = Memo::new(move |_| question.with(|question| question.as_ref().map(|question| question.kind)));
    let has_choices = move || matches!(kind.get(), Some(QuestionKind::Likert | QuestionKind::Single | QuestionKind::Multiple));
    let has_rate = move || matches!(kind.get(), Some(QuestionKind::Likert | QuestionKind::Single));
    let step = move |by: isize| place.with_value(|place| place.editing.edit(|survey| place.step(survey, by)));
    let remove =
        move |()| place.with_value(|place| place.editing.edit(|survey| survey.questions.retain(|question| question.id != place.id)));
    view! {
        <section class="card">
            <h3>{move || format!("設問{}", number.get())}</h3>
            <TextArea
                label=Signal::derive(move || format!("設問{}の文", number.get()))
                value=of(|question| question.text.clone())
                on_change=move |text: String| edit(&mut |question| question.text = text.clone())
                rows=2
                disabled=is_locked
            />
            <div class="columns">
                <Select
                    label=Signal::derive(move || format!("設問{}の答え方", number.get()))
                    items=kinds.map(|kind| Item::new(kind, words::question_kind(kind))).to_vec()
                    selected=kind
                    on_change=move |kind| edit(&mut |question| *question = question.of_kind(kind))
                    size=FieldSize::Short
                    disabled=is_locked
                />
                <Section place question number />
            </div>
            <CheckboxRow
                label=Signal::derive(move || format!("設問{}を必須にする", number.get()))
                checked=Signal::derive(move || question.with(|question| question.as_ref().is_some_and(|question| question.requirement == Requirement::Required)))
                on_change=move |is_required: bool| {
                    edit(&mut |question| question.requirement = if is_required { Requirement::Required } else { Requirement::Optional });
                }
                disabled=is_locked
            />
            <Show when=has_choices>
                <TextArea
                    label=Signal::derive(move || format!("設問{}の選択肢（1行に1つ、良いほうから）", number.get()))
                    value=of(|question| question.choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("\n"))
                    on_change=move |lines: String| edit(&mut |question| *question = question.with_choices(&lines))
                    rows=5
                    disabled=is_locked
                />
            </Show>
            <Show when=has_rate>
                <Favourable place question number />
                <Feeds place question number />
            </Show>
            <Show when=move || kind.get() == Some(QuestionKind::Number)>
                <TextField
                    label=Signal::derive(move || format!("設問{}の単位", number.get()))
                    need=Need::Optional
                    value=of(|question| question.unit.clone())
                    on_change=move |unit: String| edit(&mut |question| question.unit = unit.clone())
                    size=FieldSize::Short
                    disabled=is_locked
                />
            </Show>
            <ShownIf place question number />
            <div class="actions">
                <Button size=ButtonSize::Small weight=Weight::Text on_click=move |()| step(-1) disabled=is_locked name=Signal::derive(move || format!("設問{}を上へ", number.get()))>"上へ"</Button>
                <Button size=ButtonSize::Small weight=Weight::Text on_click=move |()| step(1) disabled=is_locked name=Signal::derive(move || format!("設問{}を下へ", number.get()))>"下へ"</Button>
                <Button size=ButtonSize::Small weight=Weight::Danger icon=Icon::Trash on_click=remove disabled=is_locked name=Signal::derive(move || format!("設問{}を消す", number.get()))>"消す"</Button>
            </div>
        </section>
    }
}

/// The page the question stands on.
#[component]
fn Section(place: StoredValue<Place>, question: Memo<Option<Question>>, number: Memo<usize>) -> impl IntoView {
    let Editing { survey, is_locked, .. } = place.with_value(|place| place.editing);
    let items = Signal::derive(move || {
        survey.with(|survey| survey.sections.iter().map(|it| Item::new(it.id.clone(), it.title.clone())).collect::<Vec<_>>())
    });
    let selected = Signal::derive(move || {
        let named = question.with(|question| question.as_ref().and_then(|question| question.section.clone()));
        survey.with(|survey| {
            let is_known = |id: &SectionId| survey.sections.iter().any(|section| section.id == *id);
            named.filter(is_known).or_else(|| survey.sections.first().map(|section| section.id.clone()))
        })
    });
    view! {
        <Show when=move || items.with(|items| items.len() > 1)>
            <Select
                label=Signal::derive(move || format!("設問{}の画面", number.get()))
                items
                selected
                on_change=move |section: SectionId| place.with_value(|place| place.edit(|question| question.section = Some(section)))
                size=FieldSize::Short
                disabled=is_locked
            />
        </Show>
    }
}

/// The choices that count towards the rate.
#[component]
fn Favourable(place: StoredValue<Place>, question: Memo<Option<Question>>, number: Memo<usize>) -> impl IntoView {
    let is_locked = place.with_value(|place| place.editing.is_locked);
    let wiring = Wiring::new(MaybeProp::from("割合は、これを選んだ人 ÷ その設問に答えた人です。"), Signal::stored(None));
    let choices = Memo::new(move |_| question.get().map(|question| question.choices).unwrap_or_default());
    let set = move |id: ChoiceId, is_favourable: bool| {
        place.with_value(|place| {
            place.edit(|question| {
                for choice in question.choices.iter_mut().filter(|choice| choice.id == id) {
                    choice.sense = if is_favourable { Sense::Favourable } else { Sense::Other };
                }
            });
        });
    };
    view! {
        <FieldGroup wiring label=Signal::derive(move || format!("設問{}で肯定的とする答え", number.get()))>
            <div class="choices">
                {move || {
                    choices
                        .get()
                        .into_iter()
                        .map(|choice| {
                            let id = choice.id.clone();
                            view! {
                                <CheckboxRow
                                    label=choice.label
                                    checked=choice.sense == Sense::Favourable
                                    on_change=move |is_favourable| set(id.clone(), is_favourable)
                                    disabled=is_locked
                                />
                            }
                        })
                        .collect_view()
                }}
            </div>
        </FieldGroup>
    }
}

/// The indicator whose figure the rate becomes.
#[component]
fn Feeds(place: StoredValue<Place>, question: Memo<Option<Question>>, number: Memo<usize>) -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            program.tables.listed_indicators().into_iter().map(|(id, it)| Item::new(Some(id.clone()), format!("{}{}", it.mark, it.name)))
        });
        std::iter::once(Item::new(None, "指標に入れない")).chain(listed).collect::<Vec<_>>()
    });
    let choose = move |feeds: Option<IndicatorId>| place.with_value(|place| place.edit(|question| question.feeds = feeds));
    view! {
        <Select
            label=Signal::derive(move || format!("設問{}の割合を入れる指標", number.get()))
            need=Need::Optional
            items
            selected=Signal::derive(move || question.get().map(|question| question.feeds))
            on_change=choose
        />
    }
}

/// Asked of those only who gave one answer to an earlier question.
#[component]
fn ShownIf(place: StoredValue<Place>, question: Memo<Option<Question>>, number: Memo<usize>) -> impl IntoView {
    let Editing { survey, is_locked, .. } = place.with_value(|place| place.editing);
    let items = Signal::derive(move || {
        let own = place.with_value(|place| place.id.clone());
        survey.with(|survey| {
            let earlier = survey.questions.iter().take_while(|question| question.id != own).zip(1..);
            let choices = earlier.flat_map(|(question, n)| {
                let item = move |choice: &Choice| {
                    let condition = Condition { question: question.id.clone(), choices: vec![choice.id.clone()] };
                    Item::new(Some(condition), format!("設問{n}で「{}」と答えた人だけ", choice.label))
                };
                question.choices.iter().map(item)
            });
            let mut items: Vec<Item<Option<Condition>>> = std::iter::once(Item::new(None, "全員")).chain(choices).collect();
            // A condition on several choices came from elsewhere and stays to be seen.
            let current = question.get().and_then(|question| question.shown_if);
            if current.is_some() && !items.iter().any(|item| item.value == current) {
                items.push(Item::new(current, "ほかの設問の答えによる"));
            }
            items
        })
    });
    let choose = move |shown_if: Option<Condition>| place.with_value(|place| place.edit(|question| question.shown_if = shown_if));
    view! {
        <Show when=move || items.with(|items| items.len() > 1)>
            <Select
                label=Signal::derive(move || format!("設問{}を見せる人", number.get()))
                items
                selected=Signal::derive(move || question.get().map(|question| question.shown_if))
                on_change=choose
                disabled=is_locked
            />
        </Show>
    }
}
