//! A passphrase as two keyboards type it alike.

use js_sys::JsString;

/// NFKC and trimmed: half-width and full-width letters are one passphrase.
pub fn normal(text: &str) -> String {
    let normal = JsString::from(text.trim()).normalize("NFKC");
    String::from(normal).trim().to_owned()
}
