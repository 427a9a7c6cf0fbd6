//! One program with two faces: the page in a browser, a small command line on the host.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| view! { <h1>"進捗帳"</h1> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
