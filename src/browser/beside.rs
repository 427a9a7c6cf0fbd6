//! Texts that come with the page and are fetched when they are asked for. Where one lies stands in a `meta`, because the build
//! gives the files names of their own, or, in the single file, names an element (`#name`) that holds it.

use js_sys::{JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type Answer;

    #[wasm_bindgen(method, getter)]
    fn ok(this: &Answer) -> bool;

    #[wasm_bindgen(method, catch)]
    fn text(this: &Answer) -> Result<Promise, JsValue>;
}

/// `None` where it cannot be had: the network is gone.
pub async fn text(name: &str) -> Option<String> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let address = document.query_selector(&format!("meta[name=shinchoku-{name}]")).ok()??.get_attribute("content")?;
    if let Some(id) = address.strip_prefix('#') {
        return document.get_element_by_id(id)?.text_content();
    }
    let answer: Answer = JsFuture::from(window.fetch_with_str(&address)).await.ok()?.unchecked_into();
    let text = if answer.ok() { answer.text().ok()? } else { return None };
    JsFuture::from(text).await.ok()?.as_string()
}

/// The pictures of ヘルプ.
pub struct Pictures(JsValue);

pub async fn pictures() -> Option<Pictures> {
    JSON::parse(&text("help").await?).ok().map(Pictures)
}

impl Pictures {
    /// What an image takes as its address.
    pub fn address(&self, name: &str) -> Option<String> {
        Reflect::get(&self.0, &name.into()).ok()?.as_string()
    }
}
