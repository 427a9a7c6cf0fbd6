//! The address bar, the title, where the focus is.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Event, HtmlElement, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The text from `#` on; empty on a first visit.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to an address of the page.
pub fn go(href: &str) {
    if let Some(window) = window() {
        // A hash can always be set.
        let _ = window.location().set_hash(href);
    }
}

/// Calls back at every change of the address, as long as the page lives.
pub fn on_change(mut heard: impl FnMut(String) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(move |_| heard(hash()));
    if let Some(window) = window() {
        // Listening does not fail.
        let _ = window.add_event_listener_with_callback("hashchange", closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

/// Starts the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // A page can always be loaded again.
        let _ = window.location().reload();
    }
}

pub fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to an element, as a link within the page would.
pub fn focus(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    // A place that takes no focus by itself takes it once it is asked for.
    let _ = element.set_attribute("tabindex", "-1");
    let _ = element.unchecked_into::<HtmlElement>().focus();
}

/// Begins a place that took another's without a new address, as somebody begins to read it: at its top, with the focus there.
/// Called before it is drawn.
pub fn begin_anew() {
    let begin = Closure::once_into_js(|| {
        focus("main");
        to_top();
    });
    if let Some(window) = window() {
        // A frame always comes; where none does, nobody sees the page.
        let _ = window.request_animation_frame(begin.unchecked_ref());
    }
}

/// Whether the focus is in a field of text.
pub fn is_typing() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
