//! The second program, in a worker of its own: started at its first call, asked by lists of texts.

use futures_channel::oneshot;
use js_sys::{Array, JSON};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
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

/// Asks the worker one thing.
pub async fn call(operation: &str, arguments: &[String]) -> Answer {
    let office = OFFICE.with_borrow_mut(|office| match office {
        Some(office) => Some(office.clone()),
        None => {
            *office = start();
            office.clone()
        }
    })?;
    office.ask(operation, arguments).await.ok().flatten()
}

/// Where its glue and its wasm lie stands in a `meta`, because the build gives the files names of their own. The worker
/// starts from a script of two lines: the glue by itself only declares how to start.
fn worker() -> Result<Worker, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let meta = document.query_selector("meta[name=shinchoku-office]")?.ok_or(JsValue::NULL)?;
    let base = document.base_uri()?.ok_or(JsValue::NULL)?;
    // From within the worker the addresses must be whole: its own is a blob's.
    let whole = |name: &str| {
        let address = meta.get_attribute(name).ok_or(JsValue::NULL)?;
        Url::new_with_base(&address, &base).map(|url| JsValue::from(url.href()))
    };
    let glue = JSON::stringify(&whole("content")?)?;
    let wasm = JSON::stringify(&whole("data-wasm")?)?;
    let script = format!("importScripts({glue});\nwasm_bindgen({{ module_or_path: {wasm} }});");
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &kind)?;
    Worker::new(&Url::create_object_url_with_blob(&blob)?)
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
    let dying = Rc::downgrade(&office);
    let on_error = Closure::<dyn FnMut(Event)>::new(move |_| {
        // Whoever waits is told; the next call starts a new worker.
        if let Some(office) = dying.upgrade() {
            office.state.borrow_mut().waiting.clear();
        }
        OFFICE.with_borrow_mut(|office| *office = None);
    });
    office.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    Some(office)
}

impl Office {
    fn ask(&self, operation: &str, arguments: &[String]) -> oneshot::Receiver<Answer> {
        let (sender, receiver) = oneshot::channel();
        let mut state = self.state.borrow_mut();
        state.n_calls += 1;
        let number = state.n_calls.to_string();
        let texts = [number.as_str(), operation].into_iter().chain(arguments.iter().map(String::as_str));
        let message: Array = texts.map(JsValue::from).collect();
        state.waiting.insert(number, sender);
        if state.is_ready {
            self.post(&message);
        } else {
            state.early.push(message);
        }
        receiver
    }

    fn post(&self, message: &Array) {
        // A list of texts can always be cloned to the other side.
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
