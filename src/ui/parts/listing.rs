//! Thousands of rows of plain values: one way to draw all the lists that hold no fields.
//!
//! Every row is in the page, so that the browser's own search, a screen reader and a print see all of them. The first come at
//! once and the others behind them piece by piece, so that no piece holds up a key press. When the rows change, only those
//! that are others are drawn anew.

use super::{Button, ButtonSize, CaptionPlace, DataTable, TableStyle, VerdictBadge, VerdictSign, Weight};
use crate::{browser::files::pause, sheetfile::form::Content};
use leptos::{prelude::*, task::spawn_local};
use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::Arc,
};

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

/// Rows that come at once; each piece behind them is as long as all before it, and none longer than this.
const FIRST: usize = 100;
const LONGEST: usize = 500;

#[component]
pub fn Listing(
    #[prop(into)] caption: Signal<String>,
    #[prop(into)] heads: Signal<Vec<String>>,
    #[prop(into)] rows: Signal<Arc<Vec<Vec<Cell>>>>,
    #[prop(optional)] style: TableStyle,
    #[prop(optional)] caption_place: CaptionPlace,
) -> impl IntoView {
    let turn = RwSignal::new(0u32);
    let drawn = Memo::new(move |last: Option<&Drawn>| {
        turn.track();
        Drawn::behind(last, rows.get())
    });
    // Only time can bring the later pieces; the page may be left before.
    Effect::new(move |_| {
        if drawn.with(|drawn| drawn.n_rows < drawn.rows.len()) {
            spawn_local(async move {
                pause().await;
                turn.try_update(|turn| *turn = turn.wrapping_add(1));
            });
        }
    });
    view! {
        <DataTable caption style caption_place>
            <thead>
                <tr class="listing__heads">{move || heads.get().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
            </thead>
            <tbody>
                <For each=move || drawn.with(Drawn::keys) key=RowKey::clone children=|key| row(key.cells()) />
            </tbody>
        </DataTable>
    }
}

/// The rows, and how many of them are in the page.
#[derive(Clone)]
struct Drawn {
    rows: Arc<Vec<Vec<Cell>>>,
    n_rows: usize,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows) && self.n_rows == other.n_rows
    }
}

impl Drawn {
    /// One piece more of the same rows; of other rows as many as are in the page already.
    fn behind(last: Option<&Drawn>, rows: Arc<Vec<Vec<Cell>>>) -> Self {
        let n_before = last.map_or(0, |last| last.n_rows);
        let is_same = last.is_some_and(|last| Arc::ptr_eq(&last.rows, &rows));
        let wanted = if is_same { n_before + n_before.clamp(FIRST, LONGEST) } else { n_before.max(FIRST) };
        Drawn { n_rows: wanted.min(rows.len()), rows }
    }

    fn keys(&self) -> Vec<RowKey> {
        let mut n_known: HashMap<&str, u32> = HashMap::new();
        let key = |at: usize| {
            let n_before = n_known.entry(subject(&self.rows[at])).or_default();
            *n_before += 1;
            RowKey { rows: self.rows.clone(), at, n_before: *n_before }
        };
        (0..self.n_rows).map(key).collect()
    }
}

/// What a row is about: its first words.
fn subject(cells: &[Cell]) -> &str {
    match cells.first() {
        Some(Cell::Head(text) | Cell::Text(text) | Cell::Sign(_, text)) => text,
        Some(Cell::Number(amount) | Cell::Heat(_, amount) | Cell::Bar(_, amount)) => &amount.shown,
        Some(Cell::Act { name, .. }) => name,
        None => "",
    }
}

/// A row is the same as long as it says the same; of several that are about one thing each has its place among them.
#[derive(Clone)]
struct RowKey {
    rows: Arc<Vec<Vec<Cell>>>,
    at: usize,
    n_before: u32,
}

impl RowKey {
    fn cells(&self) -> &[Cell] {
        &self.rows[self.at]
    }
}

impl PartialEq for RowKey {
    fn eq(&self, other: &Self) -> bool {
        self.n_before == other.n_before && self.cells() == other.cells()
    }
}

impl Eq for RowKey {}

/// Less than equality asks for, because every row is asked at every change.
impl Hash for RowKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        subject(self.cells()).hash(state);
        self.n_before.hash(state);
    }
}

fn row(cells: &[Cell]) -> AnyView {
    view! { <tr class="keep-whole">{cells.iter().map(|place| cell(place.clone())).collect_view()}</tr> }.into_any()
}

fn cell(cell: Cell) -> AnyView {
    match cell {
        Cell::Head(text) => view! { <th scope="row">{text}</th> }.into_any(),
        Cell::Text(text) => view! { <td>{text}</td> }.into_any(),
        Cell::Number(amount) => view! { <td class="number">{amount.shown}</td> }.into_any(),
        Cell::Sign(sign, label) => view! { <td><VerdictBadge sign label /></td> }.into_any(),
        Cell::Heat(step, amount) => view! { <td class=format!("number heat heat--{step}")>{amount.shown}</td> }.into_any(),
        Cell::Bar(percent, amount) => view! {
            <td class="number">
                <span class="meter"><span class="meter__bar" style:width=format!("{}%", percent.min(100))></span></span>
                {amount.shown}
            </td>
        }
        .into_any(),
        Cell::Act { label, name, run: Press(run) } => view! {
            <td class="no-print"><Button size=ButtonSize::Small weight=Weight::Text name on_click=run>{label}</Button></td>
        }
        .into_any(),
    }
}
