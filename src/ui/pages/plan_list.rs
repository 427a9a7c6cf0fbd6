//! The cells of a plan, before and after side by side, to be ticked by a person.

use super::intake::Chosen;
use crate::{
    domain::{CellId, Place, ProgramId, Tables, Workspace},
    merge::{Change, Item, Purview},
    session::{Incoming, Session},
    ui::{
        parts::{Button, ButtonSize, CaptionPlace, CheckboxRow, DataTable, FieldSize, Item as Choice, Select, TableStyle, Weight},
        words,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// So many rows are shown at a time. A hundred files of a hundred cells must not stop the page.
const ROWS: usize = 200;

/// Which cells are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    /// Whatever adopting would change.
    Changes,
    Of(Change),
    /// 所管外.
    Foreign,
}

impl Filter {
    const ALL: [Filter; 7] = [
        Filter::Changes,
        Filter::Of(Change::New),
        Filter::Of(Change::Updated),
        Filter::Of(Change::Conflict),
        Filter::Foreign,
        Filter::Of(Change::OursNewer),
        Filter::Of(Change::Same),
    ];

    fn passes(self, item: &Item) -> bool {
        match self {
            Filter::Changes => item.is_change(),
            Filter::Of(change) => item.change == change,
            Filter::Foreign => item.is_change() && item.purview != Purview::Own,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Filter::Changes => "変わるものだけ",
            Filter::Of(change) => words::change(change),
            Filter::Foreign => "所管外",
        }
    }
}

/// A cell of one of the files.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    file: usize,
    item: Item,
}

#[component]
pub fn PlanList(files: Memo<Vec<Incoming>>, chosen: Chosen) -> impl IntoView {
    let filter = RwSignal::new(Filter::Changes);
    let only = RwSignal::new(None::<usize>);
    let n_shown = RwSignal::new(ROWS);
    let filters = Signal::derive(move || {
        let counted = |filter: Filter| {
            let n = files.with(|files| rows(files, filter, only.get()).count());
            Choice::new(filter, format!("{} {n}件", filter.words()))
        };
        Filter::ALL.into_iter().map(counted).collect::<Vec<_>>()
    });
    let names = Signal::derive(move || {
        let named = files.with(|files| {
            let readable = files.iter().enumerate().filter(|(_, file)| file.content.is_ok());
            readable.map(|(at, file)| Choice::new(Some(at), file.name.clone())).collect::<Vec<_>>()
        });
        std::iter::once(Choice::new(None, "すべてのファイル")).chain(named).collect::<Vec<_>>()
    });
    let listed = Memo::new(move |_| {
        let of = |(file, item): (usize, &Item)| Row { file, item: item.clone() };
        files.with(|files| rows(files, filter.get(), only.get()).map(of).collect::<Vec<_>>())
    });
    let tick_all = move |tick: fn(&mut BTreeSet<Place>, Place) -> bool| {
        chosen.update(|chosen| {
            for row in listed.get_untracked().into_iter().filter(|row| row.item.is_change()) {
                if let Some(chosen) = chosen.get_mut(row.file) {
                    tick(chosen, row.item.place);
                }
            }
        });
    };
    let tick = move |()| tick_all(|chosen, place| chosen.insert(place));
    let untick = move |()| tick_all(|chosen, place| chosen.remove(&place));
    let n_more = move || listed.with(Vec::len).saturating_sub(n_shown.get());
    view! {
        <div class="row">
            <Select
                label="表示する欄"
                items=filters
                selected=Signal::derive(move || Some(filter.get()))
                on_change=move |new| {
                    filter.set(new);
                    n_shown.set(ROWS);
                }
                size=FieldSize::Short
            />
            <Show when=move || { names.with(Vec::len) > 2 }>
                <Select
                    label="表示するファイル"
                    items=names
                    selected=Signal::derive(move || Some(only.get()))
                    on_change=move |file| {
                        only.set(file);
                        n_shown.set(ROWS);
                    }
                />
            </Show>
        </div>
        <div class="row">
            <Button size=ButtonSize::Small weight=Weight::Text on_click=tick>"表示した欄をすべて選ぶ"</Button>
            <Button size=ButtonSize::Small weight=Weight::Text on_click=untick>"表示した欄をすべて外す"</Button>
        </div>
        <PlanTable files listed n_shown chosen />
        <Show when=move || { n_more() > 0 }>
            <p class="row">
                <span class="soft">{move || format!("ほかに{}件あります（選ばれているものは読み込みます）。", n_more())}</span>
                <Button size=ButtonSize::Small weight=Weight::Text on_click=move |()| n_shown.update(|n| *n += ROWS)>"続きを表示する"</Button>
            </p>
        </Show>
    }
}

fn rows(files: &[Incoming], filter: Filter, only: Option<usize>) -> impl Iterator<Item = (usize, &Item)> {
    let files = files.iter().enumerate().filter(move |(at, _)| only.is_none_or(|only| only == *at));
    let items =
        files.flat_map(|(at, file)| file.content.iter().flat_map(move |content| content.plan.items.iter().map(move |item| (at, item))));
    items.filter(move |(_, item)| filter.passes(item))
}

#[component]
fn PlanTable(files: Memo<Vec<Incoming>>, listed: Memo<Vec<Row>>, n_shown: RwSignal<usize>, chosen: Chosen) -> impl IntoView {
    let session = Session::here();
    let rows = move || {
        let ours = session.workspace().get_untracked();
        let shown = listed.with(|rows| rows.iter().take(n_shown.get()).cloned().collect::<Vec<_>>());
        files.with(|files| {
            let theirs = |file: usize| files.get(file).and_then(|file| Some(&file.content.as_ref().ok()?.theirs));
            shown.into_iter().filter_map(|row| Some(plan_row(&ours, theirs(row.file)?, &files[row.file].name, row, chosen))).collect_view()
        })
    };
    view! {
        <DataTable caption="読み込むと変わる欄" caption_place=CaptionPlace::Hidden style=TableStyle::List>
            <thead>
                <tr>
                    <th scope="col">"読み込む"</th>
                    <th scope="col">"区分"</th>
                    <th scope="col">"手元の内容"</th>
                    <th scope="col">"ファイルの内容"</th>
                    <th scope="col">"ファイル"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
}

fn tables<'a>(workspace: &'a Workspace, program: &ProgramId, nothing: &'a Tables) -> &'a Tables {
    workspace.program(program).map_or(nothing, |program| &program.tables)
}

fn plan_row(ours: &Workspace, theirs: &Workspace, file: &str, row: Row, chosen: Chosen) -> impl IntoView + use<> {
    let Row { file: at, item } = row;
    let nothing = Tables::default();
    let (ours, theirs) = (tables(ours, &item.place.program, &nothing), tables(theirs, &item.place.program, &nothing));
    let cell = &item.place.cell;
    // A report has no definitions, and a new programme's are not here yet.
    let name = words::cell_name_among(&[ours, theirs], cell);
    let label = match item.purview {
        Purview::Own => words::change(item.change).to_owned(),
        Purview::Foreign => format!("{}・所管外", words::change(item.change)),
        Purview::Closed => format!("{}・確定済みの年度", words::change(item.change)),
    };
    let (before, after) = (reading_text(&[ours, theirs], cell), reading_text(&[theirs, ours], cell));
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
            <td class="small">{file.to_owned()}</td>
        </tr>
    }
}

/// What the cell says in the first copy; names are taken from the others too.
pub(super) fn reading_text(known: &[&Tables], cell: &CellId) -> String {
    let values = known.first().map(|tables| tables.reading(cell).values()).unwrap_or_default();
    let texts: Vec<String> = values.iter().map(|entry| words::entry_text_among(known, entry)).collect();
    if texts.is_empty() { "（なし）".to_owned() } else { texts.join(" ／ ") }
}
