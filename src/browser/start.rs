//! The words that stand there until the page does.

/// Takes 起動しています… away.
pub fn is_over() {
    let starting = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("starting"));
    if let Some(starting) = starting {
        starting.remove();
    }
}
