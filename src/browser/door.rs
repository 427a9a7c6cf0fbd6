//! The front door: what stands there until the program does, and how the program takes its place (`xtask/web/boot.js`).

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement};

const ID: &str = "door";

/// The place of the pressed card among the cards.
const PRESSED: &str = "data-pressed";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn door() -> Option<Element> {
    document()?.get_element_by_id(ID)
}

/// Puts the element up in which the door is drawn.
pub fn put_up() -> Option<HtmlElement> {
    let document = document()?;
    let door: HtmlElement = document.create_element("div").ok()?.unchecked_into();
    door.set_id(ID);
    // What is drawn in it lies as it will lie without it.
    door.style().set_property("display", "contents").ok()?;
    document.body()?.append_child(&door).ok()?;
    Some(door)
}

/// Whether the program has not taken its place yet.
pub fn stands() -> bool {
    door().is_some()
}

/// Notes for the program which card was pressed.
pub fn press(card: usize) {
    if let Some(door) = door() {
        // An attribute can always be set.
        let _ = door.set_attribute(PRESSED, &card.to_string());
    }
}

/// Has the program come, and ends when it has begun, or with `false` when it cannot be had now. It may be asked for again.
pub async fn open() -> bool {
    let Ok(open) = Reflect::get(&js_sys::global(), &"shinchokuOpen".into()) else { return false };
    let Some(coming) = open.dyn_ref::<Function>().and_then(|open| open.call0(&JsValue::NULL).ok()) else { return false };
    JsFuture::from(Promise::resolve(&coming)).await.is_ok_and(|is_here| is_here.is_truthy())
}

/// What the program takes over from the door.
#[derive(Default)]
pub struct TakenOver {
    pub card: Option<usize>,
    /// The element with the focus: its kind and its words.
    focus: Option<(String, String)>,
}

/// Takes the door away, where there is one; in the same breath the page has to be drawn.
pub fn take_over() -> TakenOver {
    let Some(door) = door() else { return TakenOver::default() };
    let card = door.get_attribute(PRESSED).and_then(|card| card.parse().ok());
    let active = document().and_then(|document| document.active_element()).filter(|active| door.contains(Some(active)));
    let focus = active.map(|active| (active.tag_name(), active.text_content().unwrap_or_default()));
    door.remove();
    TakenOver { card, focus }
}

impl TakenOver {
    /// Gives the focus to what looks like the element that had it.
    pub fn focus_again(&self) {
        let Some((kind, words)) = &self.focus else { return };
        let Some(alike) = document().map(|document| document.get_elements_by_tag_name(kind)) else { return };
        let is_it = |element: &Element| element.text_content().as_ref() == Some(words);
        if let Some(element) = (0..alike.length()).filter_map(|n| alike.item(n)).find(is_it) {
            // What takes no focus leaves it where it is.
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    }
}
