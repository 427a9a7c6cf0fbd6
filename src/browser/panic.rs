//! When the program stops: `boot.js` shows what is safe and what to do.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// From now on a panic is shown on the page. After one the program is dead; what was kept is kept.
pub fn show_on_page() {
    std::panic::set_hook(Box::new(|info| {
        let show = Reflect::get(&js_sys::global(), &"shinchokuPanic".into()).unwrap_or(JsValue::UNDEFINED);
        if let Some(show) = show.dyn_ref::<Function>() {
            // Nothing more can be done from here.
            let _ = show.call1(&JsValue::NULL, &info.to_string().into());
        }
    }));
}
