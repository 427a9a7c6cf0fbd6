//! A file on the person's own disk that the page may write over.
//!
//! Edge and Chrome give one where the page was opened as a file or over https; over plain http, and in Firefox, the page
//! downloads a new copy instead.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The right to read and write one file, given by the person for as long as the page is open.
#[derive(Clone, Debug)]
pub struct WorkingFile(JsValue);

pub fn is_supported() -> bool {
    picker("showSaveFilePicker").is_some()
}

/// Lets the person choose a file. `None`: they closed the window without choosing.
pub async fn open() -> Option<WorkingFile> {
    let chosen = call(picker("showOpenFilePicker")?, &kinds()).await?;
    Some(WorkingFile(Array::from(&chosen).get(0)))
}

/// Lets the person say where a new file goes.
pub async fn create(name: &str) -> Option<WorkingFile> {
    let options = kinds();
    set(&options, "suggestedName", &name.into());
    call(picker("showSaveFilePicker")?, &options).await.map(WorkingFile)
}

impl WorkingFile {
    pub fn name(&self) -> String {
        get(&self.0, "name").and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// `None` where it was moved away, or may not be read any more.
    pub async fn read(&self) -> Option<Vec<u8>> {
        let file: File = self.method("getFile", &[]).await?.dyn_into().ok()?;
        let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }

    /// Replaces what the file says; the browser swaps it in whole when it is closed. Whether it worked.
    pub async fn write(&self, text: &str) -> bool {
        let Some(stream) = self.method("createWritable", &[]).await else { return false };
        let stream = WorkingFile(stream);
        stream.method("write", &[text.into()]).await.is_some() && stream.method("close", &[]).await.is_some()
    }

    async fn method(&self, name: &str, values: &[JsValue]) -> Option<JsValue> {
        let method: Function = get(&self.0, name)?.dyn_into().ok()?;
        let promise = method.apply(&self.0, &values.iter().collect::<Array>()).ok()?;
        settled(promise).await
    }
}

/// These functions are newer than the bindings we use, and missing in some browsers.
fn picker(name: &str) -> Option<Function> {
    get(&web_sys::window()?.into(), name)?.dyn_into().ok()
}

async fn call(picker: Function, options: &Object) -> Option<JsValue> {
    let promise = picker.call1(&web_sys::window()?.into(), options).ok()?;
    settled(promise).await
}

async fn settled(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await.ok()
}

/// What the browser's window offers.
fn kinds() -> Object {
    let accept = Object::new();
    set(&accept, "application/json", &Array::of1(&".json".into()));
    let kind = Object::new();
    set(&kind, "description", &"進捗帳のファイル".into());
    set(&kind, "accept", &accept);
    let options = Object::new();
    set(&options, "types", &Array::of1(&kind));
    options
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}

fn set(on: &Object, name: &str, value: &JsValue) {
    // An object of our own takes any field.
    let _ = Reflect::set(on, &name.into(), value);
}
