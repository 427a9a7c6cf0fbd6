//! Thousands of rows of plain values: one way to draw all the lists that hold no fields.
//!
//! Every row is in the page, so that the browser's own search, a screen reader and a print see all of them. The first come at
//! once and the others behind them piece by piece, so that no piece holds up a key press. When the rows change, what is about
//! the same stays in the page and shows its new cells.
//!
//! The rows are elements of our own, not views: a view and a signal for each of thousands cost more than drawing them.

use super::{ButtonSize, CaptionPlace, DataTable, TableStyle, VerdictSign, Weight, button};
use crate::{browser::files, sheetfile::form::Content, ui::row_order};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use std::{mem::discriminant, ops::Deref, sync::Arc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlTableCellElement, HtmlTableRowElement, Node, Text};

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

/// Rows that come at once, and as many again in each piece behind them. More would hold up a key press for a tenth of a second;
/// fewer would have the browser lay out the rows above them more often.
const PIECE: usize = 500;

#[component]
pub fn Listing(
    #[prop(into)] caption: Signal<String>,
    #[prop(into)] heads: Signal<Vec<String>>,
    #[prop(into)] rows: Signal<Rows>,
    #[prop(optional)] style: TableStyle,
    #[prop(optional)] caption_place: CaptionPlace,
) -> impl IntoView {
    let body = NodeRef::<leptos::html::Tbody>::new();
    let turn = RwSignal::new(0u32);
    Effect::new(move |last: Option<Drawn>| {
        turn.track();
        let (last, rows) = (last.unwrap_or_default(), rows.get());
        let Some(body) = body.get() else { return last };
        let drawn = last.followed_by(rows, &body);
        if drawn.lines.len() < drawn.rows.len() {
            // Only time can bring the later pieces; the page may be left before.
            spawn_local(async move {
                files::painted().await;
                turn.try_update(|turn| *turn = turn.wrapping_add(1));
            });
        }
        drawn
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
    let head = move |(at, head): (usize, String)| view! { <th scope="col" class:no-print=move || is_pressed(at)>{head}</th> };
    view! {
        <DataTable caption style caption_place is_plain=true>
            <thead>
                <tr class="listing__heads">{move || heads.get().into_iter().enumerate().map(head).collect_view()}</tr>
            </thead>
            <tbody node_ref=body class="listing" on:click=press></tbody>
        </DataTable>
    }
}

/// The row and the place of the button that was pressed.
fn place_of(event: &MouseEvent) -> Option<(usize, usize)> {
    let button = event.target()?.dyn_into::<Element>().ok()?.closest("button").ok()??;
    let cell = button.parent_element()?.dyn_into::<HtmlTableCellElement>().ok()?;
    let row = cell.parent_element()?.dyn_into::<HtmlTableRowElement>().ok()?;
    Some((usize::try_from(row.section_row_index()).ok()?, usize::try_from(cell.cell_index()).ok()?))
}

/// A row in the page. It stays where it is and shows other cells as long as there is a row about the same.
struct Line {
    row: Row,
    element: Element,
}

/// The rows, and the lines of those that are in the page.
#[derive(Default)]
struct Drawn {
    rows: Rows,
    lines: Vec<Line>,
}

impl Drawn {
    /// One piece more of the same rows; of other rows at first no more than are in the page already.
    fn followed_by(self, rows: Rows, body: &Element) -> Self {
        let n_before = self.lines.len();
        let n_wanted = if self.rows == rows { n_before + PIECE } else { n_before }.max(PIECE).min(rows.len());
        let before: Vec<&str> = self.lines.iter().map(|line| subject(&line.row)).collect();
        let places = row_order::places(&before, &rows[..n_wanted].iter().map(subject).collect::<Vec<_>>());
        let mut left: Vec<Option<Line>> = self.lines.into_iter().map(Some).collect();
        let found: Vec<Option<Line>> = places.iter().map(|place| left[(*place)?].take()).collect();
        if found.iter().all(Option::is_none) {
            body.replace_children_with_node_0();
        } else {
            left.iter().flatten().for_each(|line| line.element.remove());
        }
        let mut lines: Vec<Line> = Vec::with_capacity(n_wanted);
        for ((row, line), stays) in rows.iter().zip(found).zip(row_order::in_order(&places)) {
            let above = lines.last();
            let line = line.map_or_else(|| Line::like(above, row), |line| line.showing(row));
            if !stays {
                // A row of a table may always stand below another.
                let _ = match above {
                    Some(above) => above.element.after_with_node_1(&line.element),
                    None => body.prepend_with_node_1(&line.element),
                };
            }
            lines.push(line);
        }
        Drawn { rows, lines }
    }
}

impl Line {
    /// A copy of the line above, in which only what differs is drawn: nothing costs a browser less.
    fn like(above: Option<&Line>, row: &Row) -> Self {
        let copy = above.and_then(|above| {
            let element = above.element.clone_node_with_deep(true).ok()?.unchecked_into();
            Some(Line { row: above.row.clone(), element })
        });
        let empty = || Line { row: Row::default(), element: element("tr", "keep-whole").expect("every browser knows rows of tables") };
        copy.unwrap_or_else(empty).showing(row)
    }

    fn showing(self, row: &Row) -> Self {
        if is_same(&self.row, row) {
            return Line { row: row.clone(), ..self };
        }
        let places = self.element.children();
        for (at, cell) in row.iter().enumerate().filter(|(at, cell)| self.row.get(*at) != Some(cell)) {
            let place = u32::try_from(at).ok().and_then(|at| places.item(at));
            let is_alike = self.row.get(at).is_some_and(|before| discriminant(before) == discriminant(cell));
            // No browser refuses any of these elements.
            let _ = match place {
                Some(place) if is_alike => fill(&place, cell),
                Some(place) => drawn(cell).and_then(|cell| place.replace_with_with_node_1(&cell)),
                None => drawn(cell).and_then(|cell| self.element.append_with_node_1(&cell)),
            };
        }
        for place in (row.len()..self.row.len()).rev() {
            if let Some(place) = u32::try_from(place).ok().and_then(|at| places.item(at)) {
                place.remove();
            }
        }
        Line { row: row.clone(), ..self }
    }
}

fn drawn(cell: &Cell) -> Result<Element, JsValue> {
    let (tag, class) = match cell {
        Cell::Head(_) => ("th", ""),
        Cell::Text(_) | Cell::Sign(..) | Cell::Heat(..) => ("td", ""),
        Cell::Number(_) | Cell::Bar(..) => ("td", "number"),
        Cell::Act { .. } => ("td", "no-print"),
    };
    let (place, words) = (element(tag, class)?, Text::new()?);
    let place = match cell {
        Cell::Text(_) | Cell::Number(_) | Cell::Heat(..) => with(place, words)?,
        Cell::Head(_) => {
            place.set_attribute("scope", "row")?;
            with(place, words)?
        }
        Cell::Sign(sign, _) => {
            let badge = with(element("span", "")?, sign.look().1.drawn()?)?;
            with(place, with(badge, words)?)?
        }
        Cell::Bar(..) => {
            let meter = with(element("span", "meter")?, element("span", "meter__bar")?)?;
            with(with(place, meter)?, words)?
        }
        Cell::Act { .. } => {
            let button = element("button", &button::class(Weight::Text, ButtonSize::Small))?;
            button.set_attribute("type", "button")?;
            with(place, with(button, words)?)?
        }
    };
    fill(&place, cell)?;
    Ok(place)
}

fn with(parent: Element, child: impl AsRef<Node>) -> Result<Element, JsValue> {
    parent.append_child(child.as_ref())?;
    Ok(parent)
}

fn element(tag: &str, class: &str) -> Result<Element, JsValue> {
    let element = document().create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Ok(element)
}

/// Makes a place show a cell of the kind that it was drawn for; its words stand last in it.
fn fill(place: &Element, cell: &Cell) -> Result<(), JsValue> {
    let inner = |outer: &Element| outer.first_element_child().ok_or(JsValue::NULL);
    let say = |place: &Element, text: &str| place.last_child().ok_or(JsValue::NULL).map(|words| words.set_node_value(Some(text)));
    match cell {
        Cell::Head(text) | Cell::Text(text) => say(place, text),
        Cell::Number(amount) => say(place, &amount.shown),
        Cell::Sign(sign, label) => {
            let (badge, (class, icon)) = (inner(place)?, sign.look());
            badge.set_class_name(class);
            inner(&inner(&badge)?)?.set_attribute("d", icon.strokes())?;
            say(&badge, label)
        }
        Cell::Heat(step, amount) => {
            place.set_class_name(&format!("number heat heat--{step}"));
            say(place, &amount.shown)
        }
        Cell::Bar(percent, amount) => {
            let bar = inner(&inner(place)?)?.unchecked_into::<HtmlElement>();
            bar.style().set_property("width", &format!("{}%", percent.min(&100)))?;
            say(place, &amount.shown)
        }
        Cell::Act { label, name, .. } => {
            let button = inner(place)?;
            button.set_attribute("aria-label", name)?;
            say(&button, label)
        }
    }
}
