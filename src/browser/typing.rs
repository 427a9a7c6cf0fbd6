//! What is being typed, before its field is left.

use super::leaving;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

/// The text of a field that has not been left yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The field's label, as a person sees it.
    pub label: String,
    pub text: String,
}

/// How long nobody types before a text is worth keeping, in milliseconds.
const PAUSE: i32 = 1_000;

#[derive(Default)]
struct Watch {
    field: RefCell<Option<Field>>,
    timer: RefCell<Option<i32>>,
}

#[derive(Clone)]
enum Field {
    Line(HtmlInputElement),
    Area(HtmlTextAreaElement),
}

/// Calls `paused` when somebody has stopped typing for a second, or the page may never be seen again; and `left` when the
/// field is left and its text has gone where it belongs.
pub fn watch(paused: impl Fn(Typed) + 'static, left: impl Fn() + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let watch = Rc::new(Watch::default());
    let tell = {
        let watch = watch.clone();
        Rc::new(move || {
            if let Some(field) = watch.field.borrow().as_ref() {
                paused(field.typed());
            }
        })
    };
    let timed = {
        let tell = tell.clone();
        Closure::<dyn Fn()>::new(move || tell())
    };
    let typing = watch.clone();
    let on_input = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        typing.stop();
        typing.field.replace(Field::of(&event));
        if typing.field.borrow().is_some()
            && let Some(window) = web_sys::window()
        {
            let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(timed.as_ref().unchecked_ref(), PAUSE);
            typing.timer.replace(timer.ok());
        }
    });
    let leaving = watch.clone();
    let on_change = Closure::<dyn Fn(Event)>::new(move |_: Event| {
        leaving.stop();
        if leaving.field.take().is_some() {
            left();
        }
    });
    // Listening does not fail.
    let _ = document.add_event_listener_with_callback("input", on_input.as_ref().unchecked_ref());
    let _ = document.add_event_listener_with_callback("change", on_change.as_ref().unchecked_ref());
    on_input.forget();
    on_change.forget();
    leaving::on_hidden(move || tell());
}

impl Watch {
    fn stop(&self) {
        if let (Some(timer), Some(window)) = (self.timer.take(), web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

impl Field {
    /// Fields for texts; never one for a passphrase.
    fn of(event: &Event) -> Option<Field> {
        let target = event.target()?;
        match target.dyn_into::<HtmlTextAreaElement>() {
            Ok(area) => Some(Field::Area(area)),
            Err(other) => {
                let line: HtmlInputElement = other.dyn_into().ok()?;
                matches!(line.type_().as_str(), "text" | "search").then_some(Field::Line(line))
            }
        }
    }

    fn typed(&self) -> Typed {
        let (element, text): (&JsValue, String) = match self {
            Field::Line(line) => (line, line.value()),
            Field::Area(area) => (area, area.value()),
        };
        Typed { label: label(element).unwrap_or_default(), text }
    }
}

fn label(element: &JsValue) -> Option<String> {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let first = get(&get(element, "labels")?, "0")?;
    Some(get(&first, "textContent")?.as_string()?.trim().to_owned())
}
