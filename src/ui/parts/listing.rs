//! Thousands of rows of plain values: one way to draw all the lists that hold no fields.
//!
//! Every row is in the page, so that the browser's own search, a screen reader and a print see all of them. The first come at
//! once and the others behind them piece by piece, so that no piece holds up a key press. When the rows change, what is about
//! the same stays in the page and shows its new cells.

use super::{Button, ButtonSize, CaptionPlace, DataTable, TableStyle, VerdictSign, Weight, badge};
use crate::{browser::files::pause, sheetfile::form::Content};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::HashMap, ops::Deref, sync::Arc};

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

/// Rows that come at once, and how many more in each piece behind them.
const FIRST: usize = 100;
const PIECE: usize = 500;

#[component]
pub fn Listing(
    #[prop(into)] caption: Signal<String>,
    #[prop(into)] heads: Signal<Vec<String>>,
    #[prop(into)] rows: Signal<Rows>,
    #[prop(optional)] style: TableStyle,
    #[prop(optional)] caption_place: CaptionPlace,
) -> impl IntoView {
    let lines = RwSignal::new(Vec::<Line>::new());
    let turn = RwSignal::new(0u32);
    Effect::new(move |last: Option<Drawn>| {
        turn.track();
        let rows = rows.get();
        let drawn = Drawn::behind(last.unwrap_or_default(), rows);
        if lines.with_untracked(|lines| *lines != drawn.lines) {
            lines.set(drawn.lines.clone());
        }
        if drawn.lines.len() < drawn.rows.len() {
            // Only time can bring the later pieces; the page may be left before.
            spawn_local(async move {
                pause().await;
                turn.try_update(|turn| *turn = turn.wrapping_add(1));
            });
        }
        drawn
    });
    // On paper there is nothing to press, and no head for it.
    let is_pressed = move |at: usize| rows.with(|rows| rows.first().is_some_and(|row| matches!(row.get(at), Some(Cell::Act { .. }))));
    let head = move |(at, head): (usize, String)| view! { <th scope="col" class:no-print=move || is_pressed(at)>{head}</th> };
    view! {
        <DataTable caption style caption_place>
            <thead>
                <tr class="listing__heads">{move || heads.get().into_iter().enumerate().map(head).collect_view()}</tr>
            </thead>
            <tbody>
                <For each=move || lines.get() key=|line| line.id children=draw />
            </tbody>
        </DataTable>
    }
}

/// A row in the page. It stays where it is and shows other cells as long as there is a row about the same.
#[derive(Clone)]
struct Line {
    id: u64,
    row: Row,
    shown: ArcRwSignal<Row>,
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The rows, and the lines of those that are in the page.
#[derive(Default)]
struct Drawn {
    rows: Rows,
    lines: Vec<Line>,
    n_ids: u64,
}

impl Drawn {
    /// One piece more of the same rows; of other rows at first no more than are in the page already.
    fn behind(last: Drawn, rows: Rows) -> Self {
        let n_before = last.lines.len();
        let n_wanted = if Arc::ptr_eq(&last.rows.0, &rows.0) { n_before + PIECE } else { n_before }.max(FIRST).min(rows.len());
        let mut drawn = Drawn { lines: Vec::with_capacity(n_wanted), n_ids: last.n_ids, rows: rows.clone() };
        let mut left = Leftover::of(last.lines, &rows[..n_wanted]);
        for (at, row) in rows[..n_wanted].iter().enumerate() {
            let line = left.take(at, row);
            drawn.lines.push(line.map_or_else(|| Line::new(&mut drawn.n_ids, row), |line| line.showing(row)));
        }
        drawn
    }
}

/// Lines that wait to be used again: those at the beginning and at the end by their place, the others by what they are about.
struct Leftover {
    lines: Vec<Option<Line>>,
    n_first: usize,
    /// How much longer the old list is; what stands at the end stands so much further down in it.
    n_last: usize,
    n_rows: usize,
    others: HashMap<String, Vec<usize>>,
}

impl Leftover {
    fn of(lines: Vec<Line>, rows: &[Row]) -> Self {
        let is_about = |line: &Line, row: &Row| Arc::ptr_eq(&line.row, row) || subject(&line.row) == subject(row);
        let n_first = lines.iter().zip(rows).take_while(|(line, row)| is_about(line, row)).count();
        let (old, new) = (&lines[n_first..], &rows[n_first..]);
        let n_last = old.iter().rev().zip(new.iter().rev()).take_while(|(line, row)| is_about(line, row)).count();
        let mut others: HashMap<String, Vec<usize>> = HashMap::new();
        // The first of several is found first.
        for at in (n_first..lines.len() - n_last).rev() {
            others.entry(subject(&lines[at].row).to_owned()).or_default().push(at);
        }
        Leftover { lines: lines.into_iter().map(Some).collect(), n_first, n_last, n_rows: rows.len(), others }
    }

    fn take(&mut self, at: usize, row: &Row) -> Option<Line> {
        let place = if at < self.n_first {
            at
        } else if at >= self.n_rows - self.n_last {
            at + self.lines.len() - self.n_rows
        } else {
            self.others.get_mut(subject(row))?.pop()?
        };
        self.lines[place].take()
    }
}

impl Line {
    fn new(n_ids: &mut u64, row: &Row) -> Self {
        *n_ids += 1;
        Line { id: *n_ids, row: row.clone(), shown: ArcRwSignal::new(row.clone()) }
    }

    fn showing(self, row: &Row) -> Self {
        if !is_same(&self.row, row) {
            self.shown.set(row.clone());
        }
        Line { row: row.clone(), ..self }
    }
}

fn draw(line: Line) -> impl IntoView {
    view! { <tr class="keep-whole">{move || line.shown.get().iter().map(|place| cell(place.clone())).collect::<Vec<_>>()}</tr> }
}

fn cell(cell: Cell) -> AnyView {
    match cell {
        Cell::Head(text) => view! { <th scope="row">{text}</th> }.into_any(),
        Cell::Text(text) => view! { <td>{text}</td> }.into_any(),
        Cell::Number(amount) => view! { <td class="number">{amount.shown}</td> }.into_any(),
        Cell::Sign(sign, label) => view! { <td>{badge::fixed(sign, label)}</td> }.into_any(),
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
