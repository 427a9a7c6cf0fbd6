//! The front door, a program of its own: small enough to be there long before the page, which takes its place.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use shinchoku::{browser, ui::Door};

    browser::panic::show_on_page();
    if let Some(place) = browser::door::put_up() {
        browser::start::is_over();
        leptos::mount::mount_to(place, || view! { <Door /> }).forget();
    }
}

/// On the host there is no visitor.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
