//! The other tabs of this page.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, Event, StorageEvent};

const CHANNEL: &str = "shinchoku";

/// All slots that other tabs may write begin so.
const OURS: &str = "shinchoku:";

/// A line to the other tabs.
pub struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Calls back when another tab has kept something, as long as the page lives. It may be called more often than that.
    pub fn listen(mut heard: impl FnMut() + 'static) -> Tabs {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let slot = event.dyn_ref::<StorageEvent>().map(StorageEvent::key);
            match slot {
                // Another page of this host has written.
                Some(Some(slot)) if !slot.starts_with(OURS) => {}
                // One of our slots, all of the storage, or a word over the channel.
                _ => heard(),
            }
        });
        if let Some(window) = web_sys::window() {
            // Listening does not fail.
            let _ = window.add_event_listener_with_callback("storage", closure.as_ref().unchecked_ref());
        }
        // The channel serves where localStorage is blocked; a browser without it has the storage event.
        let channel = BroadcastChannel::new(CHANNEL).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        }
        closure.forget();
        Tabs(channel)
    }

    /// Tells the others that something was kept.
    pub fn tell(&self) {
        if let Some(channel) = &self.0 {
            // A word that gets lost is made up for when the other tab is looked at.
            let _ = channel.post_message(&JsValue::TRUE);
        }
    }
}
