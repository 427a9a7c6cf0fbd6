//! The rows of a list in the page: elements, copied from each other, in sheaves.

use super::{Cell, PIECE, Row, Rows, is_same, subject};
use crate::ui::{
    parts::{ButtonSize, Weight, button},
    row_order,
};
use leptos::prelude::document;
use std::mem::discriminant;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node, Text};

/// A row in the page. It stays where it is and shows other cells as long as there is a row about the same.
struct Line {
    row: Row,
    element: Element,
}

/// The rows, and the lines of those that are in the page.
#[derive(Default)]
pub struct Drawn {
    rows: Rows,
    lines: Vec<Line>,
}

impl Drawn {
    pub fn has_more(&self) -> bool {
        self.lines.len() < self.rows.len()
    }

    /// One piece more of the same rows; of other rows at first no more than are in the page already. They stand under `top`.
    pub fn followed_by(self, rows: Rows, top: &Element) -> Self {
        let n_before = self.lines.len();
        let n_wanted = if self.rows == rows { n_before + PIECE } else { n_before }.max(PIECE).min(rows.len());
        let before: Vec<&str> = self.lines.iter().map(|line| subject(&line.row)).collect();
        let places = row_order::places(&before, &rows[..n_wanted].iter().map(subject).collect::<Vec<_>>());
        let mut left: Vec<Option<Line>> = self.lines.into_iter().map(Some).collect();
        let found: Vec<Option<Line>> = places.iter().map(|place| left[(*place)?].take()).collect();
        if found.iter().all(Option::is_none) {
            // All at once is quicker than row by row.
            while let Some(sheaf) = top.next_element_sibling() {
                sheaf.remove();
            }
        } else {
            left.iter().flatten().for_each(|line| line.element.remove());
        }
        let mut lines: Vec<Line> = Vec::with_capacity(n_wanted);
        for ((row, line), stays) in rows.iter().zip(found).zip(row_order::in_order(&places)) {
            let above = lines.last();
            let line = line.map_or_else(|| Line::like(above, row), |line| line.showing(row));
            if !stays {
                // A row of a table may always stand below another.
                let _ = put(&line.element, above.map(|above| &above.element), top);
            }
            lines.push(line);
        }
        Drawn { rows, lines }
    }
}

/// Rows of a sheaf. More would take longer to lay out when it comes near, fewer longer to find out which are near.
const SHEAF: u32 = 25;

/// Puts a row under another, or first of all under the heads.
fn put(row: &Element, above: Option<&Element>, top: &Element) -> Result<(), JsValue> {
    let Some(above) = above else {
        let sheaf = match top.next_element_sibling() {
            Some(sheaf) => sheaf,
            None => under(top)?,
        };
        return sheaf.prepend_with_node_1(row);
    };
    let sheaf = above.parent_element().ok_or(JsValue::NULL)?;
    if sheaf.child_element_count() < SHEAF {
        return above.after_with_node_1(row);
    }
    let next = under(&sheaf)?;
    next.append_child(row)?;
    while let Some(below) = above.next_element_sibling() {
        next.append_child(&below)?;
    }
    Ok(())
}

fn under(sheaf: &Element) -> Result<Element, JsValue> {
    let next = element("tbody", "listing")?;
    next.set_attribute("role", "rowgroup")?;
    sheaf.after_with_node_1(&next)?;
    Ok(next)
}

impl Line {
    /// A copy of the line above, in which only what differs is drawn: nothing costs a browser less.
    fn like(above: Option<&Line>, row: &Row) -> Self {
        let copy = above.and_then(|above| {
            let element = above.element.clone_node_with_deep(true).ok()?.unchecked_into();
            Some(Line { row: above.row.clone(), element })
        });
        let empty = || Line { row: Row::default(), element: empty_row().expect("every browser knows rows of tables") };
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

/// What is laid out as a grid is no table to every browser, unless it says so.
fn empty_row() -> Result<Element, JsValue> {
    let row = element("tr", "keep-whole")?;
    row.set_attribute("role", "row")?;
    Ok(row)
}

fn drawn(cell: &Cell) -> Result<Element, JsValue> {
    let (tag, class) = match cell {
        Cell::Head(_) => ("th", ""),
        Cell::Text(_) | Cell::Sign(..) | Cell::Heat(..) => ("td", ""),
        Cell::Number(_) | Cell::Bar(..) => ("td", "number"),
        Cell::Act { .. } => ("td", "no-print"),
    };
    let (place, words) = (element(tag, class)?, Text::new()?);
    place.set_attribute("role", if matches!(cell, Cell::Head(_)) { "rowheader" } else { "cell" })?;
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
