//! The binding to ECharts: fetched once as a classic script, found under `globalThis.echarts`.
//!
//! Not charming's own renderer: that one merges a new option into the old one, cannot dispose, and throws where the
//! script is missing.

use super::picture::Picture;
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::document;
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlScriptElement};

#[wasm_bindgen]
extern "C" {
    /// The script's global.
    #[derive(Clone)]
    pub(super) type Library;

    #[wasm_bindgen(method, catch)]
    fn init(this: &Library, place: &HtmlElement, theme: &JsValue) -> Result<Instance, JsValue>;

    type Instance;

    #[wasm_bindgen(method, catch, js_name = setOption)]
    fn set_option(this: &Instance, option: &JsValue, not_merge: bool) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn resize(this: &Instance) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn dispose(this: &Instance) -> Result<(), JsValue>;
}

/// ECharts cannot be had, or refused to draw. The table says it all; the reason is for nobody on the page.
#[derive(Debug)]
pub(super) struct NoChart;

/// ECharts, if it is there already.
pub(super) fn loaded() -> Option<Library> {
    let global = Reflect::get(&js_sys::global(), &"echarts".into()).ok()?;
    global.is_object().then(|| global.unchecked_into())
}

/// ECharts, fetched if need be.
pub(super) async fn load() -> Result<Library, NoChart> {
    if let Some(library) = loaded() {
        return Ok(library);
    }
    thread_local! {
        static COMING: RefCell<Option<Promise>> = const { RefCell::new(None) };
    }
    let coming = COMING.with_borrow_mut(|coming| coming.get_or_insert_with(fetch).clone());
    let outcome = JsFuture::from(coming).await;
    if outcome.is_err() {
        // The next chart may try again: a shared drive or a server comes back.
        COMING.with_borrow_mut(|coming| *coming = None);
    }
    loaded().ok_or(NoChart)
}

/// Puts the script into the page; its address is in a `meta`, because the build gives the file a name of its own.
fn fetch() -> Promise {
    Promise::new(&mut |resolve, reject| {
        if insert_script(&resolve, &reject).is_none() {
            // A promise's own function does not throw.
            let _ = reject.call0(&JsValue::NULL);
        }
    })
}

fn insert_script(resolve: &js_sys::Function, reject: &js_sys::Function) -> Option<()> {
    let address = document().query_selector("meta[name=shinchoku-echarts]").ok()??.get_attribute("content")?;
    let script: HtmlScriptElement = document().create_element("script").ok()?.dyn_into().ok()?;
    let Some(id) = address.strip_prefix('#') else {
        script.set_src(&address);
        script.set_onload(Some(resolve));
        script.set_onerror(Some(reject));
        document().head()?.append_child(&script).ok()?;
        return Some(());
    };
    // The single file has the script in an element that does nothing; a copy of it in the page runs at once.
    script.set_text(&document().get_element_by_id(id)?.text_content()?).ok()?;
    document().head()?.append_child(&script).ok()?;
    resolve.call0(&JsValue::NULL).ok()?;
    Some(())
}

/// One drawn chart. It leaves the page when it is dropped.
pub(super) struct Drawn(Instance);

impl Drawn {
    pub(super) fn new(library: &Library, place: &HtmlElement, chart: &Picture) -> Result<Self, NoChart> {
        // Without a size: a chart that was told its size once keeps it for ever.
        let drawn = Drawn(library.init(place, &theme()).map_err(|_| NoChart)?);
        drawn.show(chart)?;
        Ok(drawn)
    }

    /// Shows another chart in its place; nothing of the old one stays.
    pub(super) fn show(&self, chart: &Picture) -> Result<(), NoChart> {
        // As plain objects: the default makes ES maps, and ECharts passes over them.
        let option = chart.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|_| NoChart)?;
        self.0.set_option(&option, true).map_err(|_| NoChart)
    }

    /// Takes the size of its place.
    pub(super) fn fit(&self) {
        // A chart that cannot resize stays as it is.
        let _ = self.0.resize();
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        // It may be gone with its element already.
        let _ = self.0.dispose();
    }
}

/// ECharts' own default on Windows is a Chinese font, whose kanji are not the Japanese ones.
fn theme() -> JsValue {
    let font = "\"BIZ UDPGothic\", \"Yu Gothic UI\", Meiryo, sans-serif";
    object(&[("textStyle", object(&[("fontFamily", font.into())]))])
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}
