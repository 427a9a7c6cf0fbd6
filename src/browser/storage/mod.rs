//! The two storages of a browser, as `store` sees them.

mod indexed_db;
mod local_storage;

pub use indexed_db::{IndexedDb, Pending};
pub use local_storage::LocalStorage;

use crate::store::SlotError;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// What a browser's error means.
fn slot_error(error: &JsValue) -> SlotError {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    SlotError::of_name(name.as_deref().unwrap_or_default())
}
