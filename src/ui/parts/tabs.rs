//! Tabs: one of several panels, after the ARIA pattern. The arrow keys, Home and End go between them.

use super::{Item, choice::Places, fresh_id};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A row of tabs and, as children, the panel of the selected one: the page shows what `selected` says.
#[component]
pub fn Tabs<T>(
    /// What the tabs choose between, for those who hear the page: 年度.
    #[prop(into)]
    label: String,
    #[prop(into)] items: Signal<Vec<Item<T>>>,
    #[prop(into)] selected: Signal<T>,
    #[prop(into)] on_select: Callback<T>,
    children: Children,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    tabs(label, Places::of(items, Signal::derive(move || Some(selected.get())), on_select), children())
}

fn tabs(label: String, places: Places, panel: impl IntoView + 'static) -> AnyView {
    let Places { items, selected, on_select } = places;
    let id = StoredValue::new(fresh_id("tabs"));
    let panel_id = format!("{}-panel", id.get_value());
    let on_key = move |key: leptos::ev::KeyboardEvent| {
        let n_items = items.with_untracked(Vec::len);
        let here = selected.get_untracked().unwrap_or(0);
        let Some(there) = next_place(&key.key(), here, n_items) else { return };
        key.prevent_default();
        focus(&tab_id(&id.get_value(), there));
        on_select.run(there);
    };
    let controls = panel_id.clone();
    let tabs = move || {
        let n_items = items.with(Vec::len);
        (0..n_items)
            .map(|place| {
                let words = items.with(|items| items.get(place).map(|item| item.label.clone()));
                let is_selected = move || selected.get() == Some(place);
                // Without a selected tab the first one still takes the focus, or the row could not be reached.
                let is_in_tab_order = move || selected.get().unwrap_or(0) == place;
                view! {
                    <button
                        type="button"
                        role="tab"
                        class="tabs__tab"
                        id=tab_id(&id.get_value(), place)
                        aria-selected=move || is_selected().to_string()
                        aria-controls=controls.clone()
                        tabindex=move || if is_in_tab_order() { "0" } else { "-1" }
                        on:click=move |_| on_select.run(place)
                    >
                        {words}
                    </button>
                }
            })
            .collect_view()
    };

    view! {
        <div class="tabs">
            <div class="tabs__list" role="tablist" aria-label=label on:keydown=on_key>
                {tabs}
            </div>
            <div
                class="tabs__panel"
                role="tabpanel"
                id=panel_id
                tabindex="0"
                aria-labelledby=move || selected.get().map(|place| tab_id(&id.get_value(), place))
            >
                {panel}
            </div>
        </div>
    }
    .into_any()
}

fn tab_id(id: &str, place: usize) -> String {
    format!("{id}-{place}")
}

/// Where a key leads; past the end it begins again.
fn next_place(key: &str, here: usize, n_items: usize) -> Option<usize> {
    let last = n_items.checked_sub(1)?;
    match key {
        "ArrowRight" | "ArrowDown" => Some(if here >= last { 0 } else { here + 1 }),
        "ArrowLeft" | "ArrowUp" => Some(if here == 0 { last } else { here - 1 }),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        // Focusing an element that is in the page does not fail.
        let _ = element.focus();
    }
}
