//! When the page is hidden, left, or seen again.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BeforeUnloadEvent, Event, EventTarget, VisibilityState};

/// Calls back when the page may never be seen again: hidden, left, or put into the background of a phone.
pub fn on_hidden(hidden: impl Fn() + Clone + 'static) {
    on_visibility(VisibilityState::Hidden, hidden.clone());
    if let Some(window) = web_sys::window() {
        listen(&window, "pagehide", move |_: Event| hidden());
    }
}

/// Calls back when the page is seen again: other tabs may have kept something meanwhile.
pub fn on_shown(shown: impl Fn() + 'static) {
    on_visibility(VisibilityState::Visible, shown);
}

fn on_visibility(state: VisibilityState, heard: impl Fn() + 'static) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let asked = document.clone();
        listen(&document, "visibilitychange", move |_: Event| {
            if asked.visibility_state() == state {
                heard();
            }
        });
    }
}

/// Has the browser ask before the page is left, while `is_unsafe`.
pub fn ask_while(is_unsafe: impl Fn() -> bool + 'static) {
    if let Some(window) = web_sys::window() {
        listen(&window, "beforeunload", move |event: BeforeUnloadEvent| {
            if is_unsafe() {
                event.prevent_default();
                // Older browsers ask only if this is set. The words are always the browser's own.
                event.set_return_value("true");
            }
        });
    }
}

fn listen<E: JsCast + wasm_bindgen::convert::FromWasmAbi + 'static>(target: &EventTarget, name: &str, heard: impl Fn(E) + 'static) {
    let closure = Closure::<dyn FnMut(E)>::new(heard);
    // Listening does not fail.
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}
