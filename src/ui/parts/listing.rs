//! Thousands of rows of plain values: one way to draw all the lists that hold no fields.
//!
//! Every row is in the page, so that the browser's own search, a screen reader and a print see all of them. A long list is laid
//! out where it is looked at: its rows lie in sheaves of which a browser passes over those that are far from the screen, and its
//! columns have widths that do not hang on all rows. The first rows come at once and the others behind them piece by piece, so
//! that no piece holds up a key press. When the rows change, what is about the same stays in the page and shows its new cells.
//!
//! The rows are elements of our own, not views: a view and a signal for each of thousands cost more than drawing them.

mod lines;

use self::lines::Drawn;
use super::{CaptionPlace, DataTable, TableStyle, VerdictSign};
use crate::{
    browser::files,
    sheetfile::form::Content,
    ui::columns::{Columns, Need},
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use std::{ops::Deref, sync::Arc};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTableCellElement, HtmlTableRowElement};

/// What stands in one place.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// What the row is about.
    Head(String),
    Text(String),
    Number(Amount),
    Sign(VerdictSign, String),
    /// A number on a ground that is the darker the higher the step, 0 to 4.
    Heat(u8, Amount),
    /// A number beside a bar of so many percent.
    Bar(u32, Amount),
    Act {
        label: String,
        name: String,
        run: Press,
    },
}

impl Cell {
    /// As a file gets it; nothing of what can only be pressed.
    pub fn content(&self) -> Option<Content> {
        match self {
            Cell::Head(text) | Cell::Text(text) | Cell::Sign(_, text) => Some(Content::Text(text.clone())),
            Cell::Number(amount) | Cell::Heat(_, amount) | Cell::Bar(_, amount) => Some(amount.content.clone()),
            Cell::Act { .. } => None,
        }
    }

    /// The room it asks for; what stands beside the words as overtime.css and badges.css draw it.
    fn need(&self) -> Need {
        match self {
            Cell::Head(text) | Cell::Text(text) => Need::of_words(text),
            Cell::Number(amount) | Cell::Heat(_, amount) => Need::of_number(&amount.shown, 0),
            Cell::Bar(_, amount) => Need::of_number(&amount.shown, 95),
            Cell::Sign(_, label) => Need::of_number(label, 30),
            Cell::Act { label, .. } => Need::of_number(label, 5),
        }
    }
}

/// A number as people read it, and as a file gets it.
#[derive(Clone, PartialEq)]
pub struct Amount {
    pub shown: String,
    pub content: Content,
}

/// A text in the place of a number, where there is none.
impl From<String> for Amount {
    fn from(shown: String) -> Self {
        Amount { content: Content::Text(shown.clone()), shown }
    }
}

/// What a button does. Two of them count as equal: their names say what they are about.
#[derive(Clone, Copy)]
pub struct Press(Callback<()>);

impl Press {
    pub fn new(run: impl Fn() + Send + Sync + 'static) -> Self {
        Press(Callback::new(move |()| run()))
    }
}

impl PartialEq for Press {
    fn eq(&self, _: &Press) -> bool {
        true
    }
}

/// The rows of a list. Copies share them, and two lists may share the rows that are the same in both.
#[derive(Clone, Default)]
pub struct Rows(Arc<Vec<Row>>);

pub type Row = Arc<Vec<Cell>>;

impl Deref for Rows {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        &self.0
    }
}

impl FromIterator<Row> for Rows {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        Rows(Arc::new(rows.into_iter().collect()))
    }
}

impl FromIterator<Vec<Cell>> for Rows {
    fn from_iter<I: IntoIterator<Item = Vec<Cell>>>(rows: I) -> Self {
        rows.into_iter().map(Arc::new).collect()
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| is_same(a, b))
    }
}

fn is_same(a: &Row, b: &Row) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

/// What a row is about: its first words.
fn subject(row: &Row) -> &str {
    match row.first() {
        Some(Cell::Head(text) | Cell::Text(text) | Cell::Sign(_, text)) => text,
        Some(Cell::Number(amount) | Cell::Heat(_, amount) | Cell::Bar(_, amount)) => &amount.shown,
        Some(Cell::Act { name, .. }) => name,
        None => "",
    }
}

/// Rows that come at once, and as many again in each piece behind them. More would hold up a key press for a tenth of a second.
const PIECE: usize = 2_000;

/// A list of more rows is long. A shorter one is laid out as a whole, each column as wide as suits the others.
const SHORT: usize = 100;

#[component]
pub fn Listing(
    #[prop(into)] caption: Signal<String>,
    #[prop(into)] heads: Signal<Vec<String>>,
    #[prop(into)] rows: Signal<Rows>,
    #[prop(optional)] style: TableStyle,
    #[prop(optional)] caption_place: CaptionPlace,
) -> impl IntoView {
    let top = NodeRef::<leptos::html::Thead>::new();
    let turn = RwSignal::new(0u32);
    Effect::new(move |last: Option<Drawn>| {
        turn.track();
        let (last, rows) = (last.unwrap_or_default(), rows.get());
        let Some(top) = top.get() else { return last };
        let drawn = last.followed_by(rows, &top);
        if drawn.has_more() {
            // Only time can bring the later pieces; the page may be left before.
            spawn_local(async move {
                files::painted().await;
                turn.try_update(|turn| *turn = turn.wrapping_add(1));
            });
        }
        drawn
    });
    let columns = Memo::new(move |_| {
        rows.with(|rows| {
            (rows.len() > SHORT).then(|| {
                let mut columns = heads.with(|heads| Columns::under(heads.iter().map(String::as_str)));
                rows.iter().for_each(|row| columns.hold(row.iter().map(Cell::need)));
                columns
            })
        })
    });
    // One ear for all buttons: rows are copied from each other, and a copy hears nothing.
    let press = move |event: MouseEvent| {
        let pressed = |(row, place): (usize, usize)| {
            rows.with_untracked(|rows| match rows.get(row)?.get(place)? {
                Cell::Act { run, .. } => Some(*run),
                _ => None,
            })
        };
        if let Some(Press(run)) = place_of(&event).and_then(pressed) {
            run.run(());
        }
    };
    // On paper there is nothing to press, and no head for it.
    let is_pressed = move |at: usize| rows.with(|rows| rows.first().is_some_and(|row| matches!(row.get(at), Some(Cell::Act { .. }))));
    let head = move |(at, head): (usize, String)| {
        view! { <th scope="col" role="columnheader" class:no-print=move || is_pressed(at)>{head}</th> }
    };
    view! {
        <DataTable caption style caption_place columns on:click=press>
            <thead node_ref=top role="rowgroup">
                <tr class="listing__heads" role="row">{move || heads.get().into_iter().enumerate().map(head).collect_view()}</tr>
            </thead>
        </DataTable>
    }
}

/// The row and the place of the button that was pressed.
fn place_of(event: &MouseEvent) -> Option<(usize, usize)> {
    let button = event.target()?.dyn_into::<Element>().ok()?.closest("button").ok()??;
    let cell = button.parent_element()?.dyn_into::<HtmlTableCellElement>().ok()?;
    let row = cell.parent_element()?.dyn_into::<HtmlTableRowElement>().ok()?;
    // The heads are the first row of the table.
    Some((usize::try_from(row.row_index() - 1).ok()?, usize::try_from(cell.cell_index()).ok()?))
}
