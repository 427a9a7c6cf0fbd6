//! The second program, in a worker of its own: started at its first call, asked by lists of texts, and of files behind them.

use futures_channel::oneshot;
use js_sys::{Array, JSON, Promise, Uint8Array};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc, sync::Arc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Event, MessageEvent, Url, Worker};

/// The worker's answer: `ok` or the name of an error, and the results. Nothing: there is no worker, or it died.
pub type Answer = Option<Vec<String>>;

struct Office {
    worker: Worker,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    is_ready: bool,
    /// Messages from before the worker listened.
    early: Vec<Array>,
    n_calls: u64,
    waiting: BTreeMap<String, oneshot::Sender<Answer>>,
}

thread_local! {
    static OFFICE: RefCell<Option<Rc<Office>>> = const { RefCell::new(None) };
}

/// Starts the worker before anything is asked, so that it is there when the network is not.
pub fn prepare() {
    OFFICE.with_borrow_mut(|office| {
        if office.is_none() {
            *office = start();
        }
    });
}

/// Ends the worker in the middle of its work. Whoever waits is told that it is gone; the next call starts a new one.
pub fn stop() {
    if let Some(office) = OFFICE.take() {
        office.worker.terminate();
        office.state.borrow_mut().waiting.clear();
    }
}

/// Asks the worker one thing, about some files or none.
pub async fn call(operation: &str, arguments: &[String], files: &[Arc<[u8]>]) -> Answer {
    let office = OFFICE.with_borrow_mut(|office| match office {
        Some(office) => Some(office.clone()),
        None => {
            *office = start();
            office.clone()
        }
    })?;
    office.ask(operation, arguments, files).await.ok().flatten()
}

#[wasm_bindgen]
extern "C" {
    /// The boot script's way to what lies in the page itself.
    #[wasm_bindgen(catch, js_name = shinchokuUnpack)]
    fn unpack(id: &str) -> Result<Promise, JsValue>;
}

/// Where its glue and its wasm lie stands in a `meta`, because the build gives the files names of their own, or, in the
/// single file, elements (`#name`). The worker starts from a script that is made here: the glue by itself only declares how
/// to start.
fn worker() -> Result<Worker, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let meta = document.query_selector("meta[name=shinchoku-office]")?.ok_or(JsValue::NULL)?;
    let address = |name: &str| meta.get_attribute(name).ok_or(JsValue::NULL);
    let (glue, wasm) = (address("content")?, address("data-wasm")?);
    match (glue.strip_prefix('#'), wasm.strip_prefix('#')) {
        (Some(glue), Some(wasm)) => {
            let glue = document.get_element_by_id(glue).and_then(|element| element.text_content()).ok_or(JsValue::NULL)?;
            worker_within(&glue, wasm)
        }
        _ => {
            // From within the worker the addresses must be whole: its own is a blob's.
            let base = document.base_uri()?.ok_or(JsValue::NULL)?;
            let whole = |address: &str| Url::new_with_base(address, &base).and_then(|url| JSON::stringify(&url.href().into()));
            let (glue, wasm) = (whole(&glue)?, whole(&wasm)?);
            worker_of(&format!("importScripts({glue});\nwasm_bindgen({{ module_or_path: {wasm} }});"))
        }
    }
}

/// The single file's worker: it may fetch nothing, so its wasm comes as its first message.
fn worker_within(glue: &str, wasm: &str) -> Result<Worker, JsValue> {
    let start = "onmessage = (event) => { onmessage = null; wasm_bindgen({ module_or_path: event.data }); };";
    let worker = worker_of(&format!("{glue}\n{start}"))?;
    let unpacked = JsFuture::from(unpack(wasm)?);
    let waiting = worker.clone();
    spawn_local(async move {
        match unpacked.await {
            Ok(bytes) => {
                // Bytes can always be cloned to the other side.
                let _ = waiting.post_message(&bytes);
            }
            Err(_) => died(),
        }
    });
    Ok(worker)
}

fn worker_of(script: &str) -> Result<Worker, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &kind)?;
    Worker::new(&Url::create_object_url_with_blob(&blob)?)
}

/// Whoever waits is told; the next call starts a new worker.
fn died() {
    let office = OFFICE.with_borrow_mut(Option::take);
    if let Some(office) = office {
        office.state.borrow_mut().waiting.clear();
    }
}

fn start() -> Option<Rc<Office>> {
    let worker = worker().ok()?;
    let office = Rc::new(Office { worker, state: RefCell::default() });
    let hearing = Rc::downgrade(&office);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(office) = hearing.upgrade() {
            office.hear(Array::from(&event.data()).iter().filter_map(|text| text.as_string()).collect());
        }
    });
    office.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let on_error = Closure::<dyn FnMut(Event)>::new(|_| died());
    office.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    Some(office)
}

impl Office {
    fn ask(&self, operation: &str, arguments: &[String], files: &[Arc<[u8]>]) -> oneshot::Receiver<Answer> {
        let (sender, receiver) = oneshot::channel();
        let mut state = self.state.borrow_mut();
        state.n_calls += 1;
        let number = state.n_calls.to_string();
        let texts = [number.as_str(), operation].into_iter().chain(arguments.iter().map(String::as_str));
        let files = files.iter().map(|file| Uint8Array::from(&file[..]).into());
        let message: Array = texts.map(JsValue::from).chain(files).collect();
        state.waiting.insert(number, sender);
        if state.is_ready {
            self.post(&message);
        } else {
            state.early.push(message);
        }
        receiver
    }

    fn post(&self, message: &Array) {
        // A list of texts and files can always be cloned to the other side.
        let _ = self.worker.post_message(message);
    }

    fn hear(&self, texts: Vec<String>) {
        let mut state = self.state.borrow_mut();
        match &texts[..] {
            [ready] if ready == "ready" => {
                state.is_ready = true;
                for message in std::mem::take(&mut state.early) {
                    self.post(&message);
                }
            }
            [number, answer @ ..] => {
                if let Some(sender) = state.waiting.remove(number) {
                    // Whoever asked may have left the page.
                    let _ = sender.send(Some(answer.to_vec()));
                }
            }
            [] => {}
        }
    }
}
