//! 上へ, 下へ, 削除 of a record in its list, and the way back for removed ones.

use super::desk::Desk;
use crate::{
    browser::files::pause,
    domain::{Entry, Record, Standing, Tables},
    ui::parts::{Button, ButtonSize, CaptionPlace, DataTable, Weight, fresh_id},
};
use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use std::hash::Hash;

/// Records of one kind as a table: a row each, whose last cell has the buttons that move and remove it ([`Moves`]).
pub fn ordered<I, V>(caption: &'static str, heads: &[&'static str], ids: Memo<Option<Vec<I>>>, row: fn(I) -> V) -> impl IntoView + use<I, V>
where
    I: Clone + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let heads = heads.iter().map(|&head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <DataTable caption caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    {heads}
                    <th scope="col" class="no-print">"順番・削除"</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || ids.get().unwrap_or_default() key=Clone::clone children=row />
            </tbody>
        </DataTable>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// The buttons of one row. `list` gives the whole list as it is shown, `peers` those among which the record moves.
#[component]
pub fn Moves(
    record: Record,
    #[prop(into)] name: Signal<String>,
    list: fn(&Tables) -> Vec<Record>,
    /// Whether another record stands in the same section.
    is_peer: fn(&Tables, &Record, &Record) -> bool,
) -> impl IntoView {
    let record = StoredValue::new(record);
    let button = move |way: Way| {
        let desk = Desk::here();
        let id = fresh_id("move");
        let words = if way == Way::Up { "上へ" } else { "下へ" };
        let own = id.clone();
        let press = move |_| {
            let record = record.get_value();
            let entries = desk.now(|tables| step(tables, &list(tables), &record, way, is_peer)).unwrap_or_default();
            desk.write(entries);
            focus_again(own.clone());
        };
        view! {
            <button type="button" class="button button--text button--small" id=id aria-label=move || format!("{}を{words}", name.get()) on:click=press>
                {words}
            </button>
        }
    };
    view! {
        <div class="row moves">
            {button(Way::Up)} {button(Way::Down)}
            <Remove record=record.get_value() name />
        </div>
    }
}

/// The entries that exchange a record with its neighbour of the same section.
fn step(tables: &Tables, list: &[Record], record: &Record, way: Way, is_peer: fn(&Tables, &Record, &Record) -> bool) -> Vec<Entry> {
    let Some(from) = list.iter().position(|other| other == record) else { return Vec::new() };
    let is_neighbour = |at: &usize| is_peer(tables, record, &list[*at]);
    let to = match way {
        Way::Up => (0..from).rev().find(is_neighbour),
        Way::Down => (from + 1..list.len()).find(is_neighbour),
    };
    to.map_or_else(Vec::new, |to| tables.move_in(list, from, to))
}

/// A row that moves loses the focus; the next press must not have to look for its button.
fn focus_again(id: String) {
    spawn_local(async move {
        pause().await;
        let element = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element {
            // An element that is in the page takes the focus.
            let _ = element.focus();
        }
    });
}

#[component]
pub fn Remove(record: Record, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let desk = Desk::here();
    let remove = move |()| desk.write(vec![Entry::Standing(record.clone(), Standing::Removed)]);
    view! {
        <Button size=ButtonSize::Small weight=Weight::Text on_click=remove name=Signal::derive(move || format!("{}を削除", name.get()))>
            "削除"
        </Button>
    }
}

/// What was removed from a list, each with a button that brings it back with all that belongs to it.
#[component]
pub fn Removed(of: fn(&Tables) -> Vec<(Record, String)>) -> impl IntoView {
    let desk = Desk::here();
    let removed = desk.watch(move |tables| of(tables).into_iter().filter(|(record, _)| !tables.is_present(record)).collect::<Vec<_>>());
    let list = move || {
        let removed = removed.get().unwrap_or_default();
        let n_removed = removed.len();
        let lines = removed
            .into_iter()
            .map(|(record, name)| {
                let restore = move |()| desk.write(vec![Entry::Standing(record.clone(), Standing::Present)]);
                view! {
                    <li class="row">
                        {name.clone()}
                        <Button size=ButtonSize::Small weight=Weight::Text on_click=restore name=format!("{name}を戻す")>"戻す"</Button>
                    </li>
                }
            })
            .collect_view();
        (n_removed > 0).then(|| {
            view! {
                <details class="no-print">
                    <summary>{format!("削除したもの：{n_removed}件")}</summary>
                    <ul class="plain-list">{lines}</ul>
                </details>
            }
        })
    };
    view! { {list} }
}
