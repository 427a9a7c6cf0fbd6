//! The browser's observers as values: an observer with its callback, which stops looking when it is dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

pub(in crate::ui) enum Watch {
    Size(ResizeObserver, #[expect(dead_code, reason = "the browser calls it as long as it is kept")] Closure<dyn FnMut()>),
    Sight(
        IntersectionObserver,
        #[expect(dead_code, reason = "the browser calls it as long as it is kept")] Closure<dyn FnMut(js_sys::Array)>,
    ),
}

impl Watch {
    /// Calls when one of the elements changes its size, and once at the beginning.
    pub(in crate::ui) fn size(elements: &[&Element], on_change: impl FnMut() + 'static) -> Option<Watch> {
        let callback = Closure::<dyn FnMut()>::new(on_change);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Watch::Size(observer, callback))
    }

    /// Calls whenever the element comes into sight.
    pub(in crate::ui) fn sight(element: &Element, on_seen: impl Fn() + 'static) -> Option<Watch> {
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if entries.iter().any(|entry| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting()) {
                on_seen();
            }
        });
        let observer = IntersectionObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Watch::Sight(observer, callback))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        match self {
            Watch::Size(observer, _) => observer.disconnect(),
            Watch::Sight(observer, _) => observer.disconnect(),
        }
    }
}
