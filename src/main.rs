//! One program with two faces: the page in a browser, a small command line on the host.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use shinchoku::{
        browser,
        session::{self, Session},
        store::settings::Role,
        ui::App,
    };

    browser::panic::show_on_page();
    // Not leptos' own: that one begins with the mounting.
    wasm_bindgen_futures::spawn_local(async {
        let start = session::start().await;
        browser::start::is_over();
        let door = browser::door::take_over();
        let pressed = door.card.and_then(|card| Role::ALL.get(card).copied());
        leptos::mount::mount_to_body(move || view! { <App session=Session::new(start) pressed /> });
        door.focus_again();
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let arguments = std::env::args_os().skip(1);
    match shinchoku::cli::run(arguments, &mut std::io::stdout().lock(), &mut std::io::stderr().lock()) {
        Ok(ending) => ending.into(),
        // Nobody is left to tell.
        Err(_) => std::process::ExitCode::FAILURE,
    }
}
