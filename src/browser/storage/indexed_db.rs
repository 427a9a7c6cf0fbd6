//! IndexedDB: one database, one object store, a text under a name.
//!
//! A transaction ends as soon as the browser has nothing of it to do and nobody asks more. So within one nothing may be
//! awaited but its own requests: their answers come back in the same turn of the event loop, and the next request is
//! asked there and then.

use super::slot_error;
use crate::store::{SlotError, Transaction, Vault};
use js_sys::{Array, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

const DATABASE: &str = "shinchoku";
const SLOTS: &str = "slots";

/// Of the database itself; what is in the slots has versions of its own.
const VERSION: u32 = 1;

/// A database that does not open in this time is not waited for: the other storage suffices to start.
const LONGEST_OPENING_MS: i32 = 8_000;

#[wasm_bindgen]
extern "C" {
    type DurableDatabase;

    /// With `durability`, which `web_sys` has behind an unstable flag only. Browsers that do not know it pass it over.
    #[wasm_bindgen(method, catch, js_name = "transaction")]
    fn transaction(this: &DurableDatabase, store: &str, mode: &str, options: &Object) -> Result<IdbTransaction, JsValue>;
}

pub struct IndexedDb(RefCell<IdbDatabase>);

impl IndexedDb {
    pub async fn open() -> Result<Self, SlotError> {
        let database = open().await.map_err(|error| slot_error(&error))?;
        Ok(IndexedDb(RefCell::new(database)))
    }

    fn transaction(&self) -> Result<Pending, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let database = self.0.borrow();
        let transaction = database.unchecked_ref::<DurableDatabase>().transaction(SLOTS, "readwrite", &options)?;
        let slots = transaction.object_store(SLOTS)?;
        // Listened for from the start: an end that nobody heard would be waited for for ever.
        let end = Promise::new(&mut |resolve, _| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&resolve));
        });
        Ok(Pending { transaction, slots, end, is_over: Cell::new(false) })
    }
}

impl Vault for IndexedDb {
    type Transaction = Pending;

    async fn begin(&self) -> Result<Pending, SlotError> {
        if let Ok(pending) = self.transaction() {
            return Ok(pending);
        }
        // The browser has closed the connection: the data were cleared, or another tab asked for it.
        let database = open().await.map_err(|error| slot_error(&error))?;
        self.0.replace(database);
        self.transaction().map_err(|error| slot_error(&error))
    }
}

/// A transaction under way. Dropped before its end it changes nothing.
pub struct Pending {
    transaction: IdbTransaction,
    slots: IdbObjectStore,
    /// Comes back with the event that ended it: `complete` or `abort`.
    end: Promise,
    is_over: Cell<bool>,
}

impl Pending {
    async fn ask(&self, request: Result<IdbRequest, JsValue>) -> Result<JsValue, SlotError> {
        let request = request.map_err(|error| self.why(&error))?;
        answer(&request).await.map_err(|error| self.why(&error))
    }

    /// Why a request failed: where an earlier one has ended the transaction, for that one's reason.
    fn why(&self, error: &JsValue) -> SlotError {
        self.transaction.error().map_or_else(|| slot_error(error), |first: DomException| slot_error(&first))
    }

    /// The reason of an abort; null where the script itself asked for it.
    fn why_aborted(&self) -> SlotError {
        self.transaction.error().map_or(SlotError::Other, |error: DomException| slot_error(&error))
    }
}

impl Transaction for Pending {
    async fn get(&self, slot: &str) -> Result<Option<String>, SlotError> {
        let text = self.ask(self.slots.get(&slot.into())).await?;
        Ok(text.as_string())
    }

    // No answer to a change is waited for: one that is refused ends the transaction, and `commit` says so. Every answer would
    // be a turn of the event loop on its own.

    async fn put(&self, slot: &str, text: &str) -> Result<(), SlotError> {
        self.slots.put_with_key(&text.into(), &slot.into()).map(|_| ()).map_err(|error| self.why(&error))
    }

    async fn remove(&self, slot: &str) -> Result<(), SlotError> {
        self.slots.delete(&slot.into()).map(|_| ()).map_err(|error| self.why(&error))
    }

    async fn slots(&self) -> Result<Vec<String>, SlotError> {
        let keys = self.ask(self.slots.get_all_keys()).await?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    async fn commit(self) -> Result<(), SlotError> {
        // Nothing more is asked, so the browser commits by itself.
        self.is_over.set(true);
        let event = JsFuture::from(self.end.clone()).await.map_err(|error| slot_error(&error))?;
        let is_complete = event.dyn_ref::<Event>().is_some_and(|event| event.type_() == "complete");
        if is_complete { Ok(()) } else { Err(self.why_aborted()) }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.is_over.get() {
            // One that has ended already refuses; then there is nothing to take back.
            let _ = self.transaction.abort();
        }
    }
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let factory = window.indexed_db()?.ok_or_else(blocked)?;
    let request = factory.open_with_u32(DATABASE, VERSION)?;
    let fresh = request.clone();
    let on_upgrade = Closure::once(move || {
        let database: IdbDatabase = fresh.result().unwrap_or(JsValue::UNDEFINED).unchecked_into();
        // If it fails the opening fails, with the reason.
        let _ = database.create_object_store(SLOTS);
    });
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    let opened = outcome(&request);
    let too_late = Promise::new(&mut |_, reject| {
        // Without a timer the opening is waited for, as long as it takes.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&reject, LONGEST_OPENING_MS);
    });
    JsFuture::from(Promise::race(&Array::of2(&opened, &too_late))).await.map_err(|event| {
        let error = event.dyn_ref::<Event>().and_then(|_| request.error().ok().flatten());
        error.map_or(event, JsValue::from)
    })?;
    let database: IdbDatabase = request.result()?.unchecked_into();
    // Another tab wants to delete it or change its version: it must not wait for us.
    let closing = database.clone();
    let on_version_change = Closure::<dyn FnMut()>::new(move || closing.close());
    database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
    on_version_change.forget();
    Ok(database)
}

fn blocked() -> JsValue {
    js_sys::Error::new("no IndexedDB").into()
}

/// Settles when the request does.
fn outcome(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    match JsFuture::from(outcome(request)).await {
        Ok(_) => request.result(),
        Err(event) => Err(request.error().ok().flatten().map_or(event, JsValue::from)),
    }
}
