//! Files in and out, and the clipboard.

use crate::sheetfile::encoding::text_of;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlTextAreaElement, TextDecoder, Url};

/// Hands a text over as a file to be saved.
pub fn download(name: &str, text: &str) {
    // A browser that refuses a download says so itself.
    let _ = try_download(name, text);
}

fn try_download(name: &str, text: &str) -> Result<(), JsValue> {
    save(name, &blob(&Array::of1(&text.into()), "application/json", Blob::new_with_str_sequence_and_options)?)
}

type MakeBlob = fn(&JsValue, &BlobPropertyBag) -> Result<Blob, JsValue>;

fn blob(parts: &Array, kind: &str, make: MakeBlob) -> Result<Blob, JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    make(parts, &properties)
}

fn save(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The address is not given back at once: a browser may ask where to save first, and reads the text only then.
    Ok(())
}

/// Hands bytes over as a file to be saved.
pub fn download_bytes(name: &str, bytes: &[u8], kind: &str) {
    let parts = Array::of1(&Uint8Array::from(bytes).into());
    // A browser that refuses a download says so itself.
    let _ = blob(&parts, kind, Blob::new_with_u8_array_sequence_and_options).and_then(|blob| save(name, &blob));
}

/// Opens the browser's own print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser without printing says so itself.
        let _ = window.print();
    }
}

/// The bytes of a chosen file; `None` where it cannot be read (moved away, no right to it).
pub async fn read(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The text of a file in whatever encoding an office writes. What is lost shows as U+FFFD.
pub fn decode(bytes: &[u8]) -> String {
    text_of(bytes, read_shift_jis)
}

/// A browser knows every encoding by itself.
pub fn read_shift_jis(bytes: &[u8]) -> String {
    let decoder = TextDecoder::new_with_label("shift_jis").ok();
    decoder.and_then(|decoder| decoder.decode_with_u8_array(bytes).ok()).unwrap_or_default()
}

/// The file's name; of one in a chosen folder the way to it.
pub fn name(file: &File) -> String {
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Copies a text, also over plain http, where the newer way does not exist. Whether it worked.
pub async fn copy(text: &str) -> bool {
    let window = web_sys::window();
    let clipboard = window.as_ref().map(|window| window.navigator().clipboard()).filter(|clipboard| !clipboard.is_undefined());
    match clipboard {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => copy_selection(text).unwrap_or(false),
    }
}

fn copy_selection(text: &str) -> Option<bool> {
    let document = web_sys::window()?.document()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.unchecked_into();
    area.set_value(text);
    document.body()?.append_child(&area).ok()?;
    area.select();
    let document: &web_sys::HtmlDocument = document.unchecked_ref();
    let is_copied = document.exec_command("copy").unwrap_or(false);
    area.remove();
    Some(is_copied)
}

/// Lets the page paint and hear its user.
pub async fn pause() {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Without a timer the promise would never come back, and without a window nobody waits for it.
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    // A timer does not fail.
    let _ = JsFuture::from(promise).await;
}

/// Lets the page show what was changed, and hear its user. A page that nobody sees is given no frame: then it is a little while.
pub async fn painted() {
    const LONGEST: i32 = 100;
    let frame = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // As in `pause`.
            let _ = window.request_animation_frame(&resolve);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, LONGEST);
        }
    });
    let _ = JsFuture::from(frame).await;
    // A frame calls before it is drawn.
    pause().await;
}
