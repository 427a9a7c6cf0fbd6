//! 担当を細かく: several leads of one record (O's sheet 5: 総務課, 企画政策課), 関係課, and those named only in words.

use crate::{
    domain::{Assignment, Department, DepartmentId, Entry, Record, Refusal},
    session::Session,
    ui::{
        parts::{Button, ButtonSize, Dialog, FieldSize, Item, Select, TextField, Weight},
        words,
    },
};
use leptos::prelude::*;

/// The record whose assignment is open, with its name.
pub type Editing = RwSignal<Option<(Record, String)>>;

type Change = Callback<Box<dyn FnOnce(&mut Assignment)>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Duty {
    Lead,
    Related,
}

impl Duty {
    fn of(self, assignment: &Assignment) -> &Vec<DepartmentId> {
        match self {
            Duty::Lead => &assignment.lead,
            Duty::Related => &assignment.related,
        }
    }

    fn of_mut(self, assignment: &mut Assignment) -> &mut Vec<DepartmentId> {
        match self {
            Duty::Lead => &mut assignment.lead,
            Duty::Related => &mut assignment.related,
        }
    }
}

#[component]
pub fn AssignmentDialog(editing: Editing, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let close = move |()| editing.set(None);
    let assignment = Memo::new(move |_| {
        let (record, _) = editing.get()?;
        Some(session.program().get()?.tables.assignments.get(&record).cloned().unwrap_or_default())
    });
    let change: Change = Callback::new(move |change: Box<dyn FnOnce(&mut Assignment)>| {
        let (Some((record, _)), Some(mut new)) = (editing.get_untracked(), assignment.get_untracked()) else { return };
        change(&mut new);
        refusal.set(session.dispatch(vec![Entry::Assignment(record, new)]).err());
    });
    let title = Signal::derive(move || editing.get().map(|(_, name)| format!("担当：{name}")).unwrap_or_default());
    view! {
        <Dialog open=Signal::derive(move || editing.with(Option::is_some)) title on_close=close>
            <Units duty=Duty::Lead title="担当（主管課）" assignment change />
            <Units duty=Duty::Related title="関係する所属" assignment change />
            <TextField
                label="言葉で書かれた関係する所属"
                value=Signal::derive(move || assignment.get().map(|it| it.related_in_words).unwrap_or_default())
                on_change=move |text: String| change.run(Box::new(move |it| it.related_in_words = text.trim().to_owned()))
                support="例：全課、公の施設を所管する全課"
            />
            <div class="actions"><Button weight=Weight::Primary on_click=close>"閉じる"</Button></div>
        </Dialog>
    }
}

#[component]
fn Units(duty: Duty, title: &'static str, assignment: Memo<Option<Assignment>>, change: Change) -> impl IntoView {
    let session = Session::here();
    let units = Memo::new(move |_| {
        let program = session.program().get();
        let item = |(id, unit): (&DepartmentId, &Department)| Item::new(id.clone(), words::editor::department(unit));
        program.map_or_else(Vec::new, |program| program.tables.listed_departments().into_iter().map(item).collect::<Vec<_>>())
    });
    let chosen = move || assignment.get().map(|it| duty.of(&it).clone()).unwrap_or_default();
    let free = Signal::derive(move || {
        let chosen = chosen();
        units.get().into_iter().filter(|item| !chosen.contains(&item.value)).collect::<Vec<_>>()
    });
    let list = move || {
        let name =
            |id: &DepartmentId| units.get().into_iter().find(|item| item.value == *id).map_or_else(|| id.to_string(), |item| item.label);
        let line = |id: DepartmentId| {
            let name = name(&id);
            let drop = move |()| {
                let id = id.clone();
                change.run(Box::new(move |it| duty.of_mut(it).retain(|other| *other != id)));
            };
            view! {
                <li class="row">
                    {name.clone()}
                    <Button size=ButtonSize::Small weight=Weight::Text name=format!("{title}から{name}を外す") on_click=drop>"外す"</Button>
                </li>
            }
        };
        chosen().into_iter().map(line).collect_view()
    };
    view! {
        <div class="stack stack--tight">
            <h3>{title}</h3>
            <ul class="plain-list">{list}</ul>
            <Select
                label=format!("{title}に加える")
                items=free
                selected=Signal::derive(|| None::<DepartmentId>)
                on_change=move |id: DepartmentId| change.run(Box::new(move |it| duty.of_mut(it).push(id)))
                size=FieldSize::Short
            />
        </div>
    }
}
