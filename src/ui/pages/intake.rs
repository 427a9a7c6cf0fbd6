//! The plan of an import: per file who, when and what; per cell what would change. Nothing changes before it is adopted.

use crate::{
    domain::{Entry, Place, Tables},
    merge::{Change, Item, Purview},
    register::Reading,
    session::{Content, Incoming, Session},
    ui::{
        parts::{
            Arrival, Button, CaptionPlace, CheckboxRow, DataTable, FieldSize, Item as Choice, Notice, Select, TableStyle, Tone, Weight,
        },
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// So many rows are shown of one file; the others are counted. A hundred files of a hundred cells must not stop the page.
const MOST_ROWS: usize = 200;

#[component]
pub fn Intake(incoming: RwSignal<Vec<Incoming>>) -> impl IntoView {
    let session = Session::here();
    let chosen = RwSignal::new(Vec::<BTreeSet<Place>>::new());
    let outcome = RwSignal::new(None::<String>);
    // A new set of files starts from its own ticks.
    let files = Memo::new(move |_| {
        let files = incoming.get();
        chosen.set(files.iter().map(|file| file.content.as_ref().map(Content::first_choice).unwrap_or_default()).collect());
        files
    });
    let n_chosen = move || chosen.with(|chosen| chosen.iter().map(BTreeSet::len).sum::<usize>());
    let n_sealed = move || files.with(|files| files.iter().flat_map(|it| &it.content).map(|content| content.sealed.len()).sum::<usize>());
    let adopt = move |()| {
        let files = files.get_untracked();
        let n_cells = n_chosen();
        let picked: Vec<_> =
            files.into_iter().zip(chosen.get_untracked()).filter_map(|(file, chosen)| Some((file.content.ok()?, chosen))).collect();
        incoming.set(Vec::new());
        spawn_local(async move {
            session.adopt(&picked).await;
            let contents: Vec<Content> = picked.into_iter().map(|(content, _)| content).collect();
            let received = session.receive(&contents).await;
            outcome.set(Some(words::adopted(n_cells, received)));
        });
    };
    let discard = move |()| {
        incoming.set(Vec::new());
        outcome.set(Some("読み込みをやめました。何も変わっていません。".to_owned()));
    };
    view! {
        {move || outcome.get().map(|text| view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=text /> })}
        <Show when=move || files.with(|files| !files.is_empty())>
            {move || {
                files
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(at, file)| view! { <FilePlan at file chosen /> })
                    .collect_view()
            }}
            <div class="actions">
                <Button weight=Weight::Text on_click=discard>"やめる"</Button>
                <Button
                    weight=Weight::Primary
                    on_click=adopt
                    disabled=Signal::derive(move || { n_chosen() + n_sealed() == 0 })
                >
                    {move || words::adopt_button(n_chosen(), n_sealed())}
                </Button>
            </div>
        </Show>
    }
}

#[component]
fn FilePlan(at: usize, file: Incoming, chosen: RwSignal<Vec<BTreeSet<Place>>>) -> impl IntoView {
    match file.content {
        Err(unreadable) => {
            let title = format!("{} は読み込めません", file.name);
            view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title><p>{words::unreadable(&unreadable)}</p></Notice> }.into_any()
        }
        Ok(content) => view! { <ReadablePlan at name=file.name content chosen /> }.into_any(),
    }
}

#[component]
fn ReadablePlan(at: usize, name: String, content: Content, chosen: RwSignal<Vec<BTreeSet<Place>>>) -> impl IntoView {
    let filter = RwSignal::new(None::<Change>);
    let items = StoredValue::new(content.plan.items.clone());
    let theirs = StoredValue::new(content.theirs.clone());
    let count = move |change: Change| items.with_value(|items| items.iter().filter(|item| item.change == change).count());
    let changes = [Change::New, Change::Updated, Change::Conflict, Change::OursNewer, Change::Same];
    let filters = Signal::derive(move || {
        let counted = changes.into_iter().map(|change| Choice::new(Some(change), format!("{} {}件", words::change(change), count(change))));
        std::iter::once(Choice::new(None, "変わるものだけ")).chain(counted).collect::<Vec<_>>()
    });
    let notes = content.notes.iter().map(words::note).collect::<Vec<_>>();
    let n_sealed = content.sealed.len();
    view! {
        <section class="card">
            <h3>{name}</h3>
            <dl class="facts">
                <dt>"種類"</dt>
                <dd>{words::scope(&content.header.scope)}</dd>
                <dt>"書いた人"</dt>
                <dd>{words::author(content.header.from.as_ref())}</dd>
                <dt>"書いた日時"</dt>
                <dd>{content.header.written_at.map_or("記載なし".to_owned(), words::moment)}</dd>
            </dl>
            {(n_sealed > 0).then(|| view! { <p>{format!("封をしたアンケート回答が{n_sealed}件入っています。")}</p> })}
            {(!notes.is_empty())
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warning title=format!("読み取れません：{}件", notes.len())>
                            <ul>{notes.into_iter().take(50).map(|note| view! { <li>{note}</li> }).collect_view()}</ul>
                        </Notice>
                    }
                })}
            <Show when=move || items.with_value(|items| !items.is_empty())>
                <Select
                    label="表示する欄"
                    items=filters
                    selected=Signal::derive(move || Some(filter.get()))
                    on_change=move |change| filter.set(change)
                    size=FieldSize::Short
                />
                <PlanTable at filter items theirs chosen />
            </Show>
        </section>
    }
}

#[component]
fn PlanTable(
    at: usize,
    filter: RwSignal<Option<Change>>,
    items: StoredValue<Vec<Item>>,
    theirs: StoredValue<crate::domain::Workspace>,
    chosen: RwSignal<Vec<BTreeSet<Place>>>,
) -> impl IntoView {
    let session = Session::here();
    let shown = move || {
        let passes = |item: &&Item| filter.get().map_or_else(|| item.is_change(), |change| item.change == change);
        items.with_value(|items| items.iter().filter(passes).cloned().collect::<Vec<_>>())
    };
    let n_more = move || shown().len().saturating_sub(MOST_ROWS);
    view! {
        <DataTable caption="読み込むと変わる欄" caption_place=CaptionPlace::Hidden style=TableStyle::List>
            <thead>
                <tr>
                    <th scope="col">"読み込む"</th>
                    <th scope="col">"区分"</th>
                    <th scope="col">"手元の内容"</th>
                    <th scope="col">"ファイルの内容"</th>
                </tr>
            </thead>
            <tbody>
                {move || {
                    let ours = session.workspace().get_untracked();
                    shown()
                        .into_iter()
                        .take(MOST_ROWS)
                        .map(|item| {
                            let nothing = crate::domain::Program::default();
                            let here = ours.program(&item.place.program).unwrap_or(&nothing).tables.clone();
                            let there = theirs.with_value(|theirs| theirs.program(&item.place.program).map(|it| it.tables.clone()));
                            plan_row(at, item, &here, &there.unwrap_or_default(), chosen)
                        })
                        .collect_view()
                }}
            </tbody>
        </DataTable>
        {move || (n_more() > 0).then(|| view! { <p class="soft">{format!("ほかに{}件あります（選ばれているものは読み込みます）。", n_more())}</p> })}
    }
}

fn plan_row(at: usize, item: Item, ours: &Tables, theirs: &Tables, chosen: RwSignal<Vec<BTreeSet<Place>>>) -> impl IntoView + use<> {
    let cell = &item.place.cell;
    // The name may be known to one side only.
    let name = if ours.reading(cell) == Reading::Absent { words::cell_name(theirs, cell) } else { words::cell_name(ours, cell) };
    let label = if item.purview == Purview::Foreign {
        format!("{}・所管外", words::change(item.change))
    } else {
        words::change(item.change).to_owned()
    };
    let (before, after) = (reading_text(ours.reading(cell)), reading_text(theirs.reading(cell)));
    let place = item.place.clone();
    let is_ticked = Signal::derive(move || chosen.with(|chosen| chosen.get(at).is_some_and(|chosen| chosen.contains(&place))));
    let place = item.place.clone();
    let tick = move |ticked: bool| {
        chosen.update(|chosen| {
            if let Some(chosen) = chosen.get_mut(at) {
                if ticked {
                    chosen.insert(place.clone())
                } else {
                    chosen.remove(&place)
                };
            }
        });
    };
    view! {
        <tr>
            <th scope="row"><CheckboxRow label=name checked=is_ticked on_change=tick disabled=!item.is_change() /></th>
            <td>{label}</td>
            <td class="typed-text">{before}</td>
            <td class="typed-text">{after}</td>
        </tr>
    }
}

pub(super) fn reading_text(reading: Reading<Entry>) -> String {
    let texts: Vec<String> = reading.values().iter().map(words::entry_text).collect();
    match texts.len() {
        0 => "（なし）".to_owned(),
        _ => texts.join(" ／ "),
    }
}
