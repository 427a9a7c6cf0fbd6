//! 進捗帳: progress books of a city's reform programmes, evaluated offline in the browser.
//!
//! Read downwards; each room answers one question and its `mod.rs` opens with it.

/// How does one value remember where it came from?
pub mod register;
/// What is true in a programme, and which changes are allowed?
pub mod domain;
/// What does the data say?
pub mod evaluate;
/// How do two copies become one?
pub mod merge;
/// How does a workspace look as text, in any version?
pub mod bundle;
/// Who can read a survey answer in transit?
pub mod seal;
/// How do staff's Excel and CSV files become records, and records become files?
pub mod sheetfile;
/// What is kept on this device, and what happens when keeping fails?
pub mod store;
/// What can only a browser do?
#[cfg(target_arch = "wasm32")]
pub mod browser;
/// What is open right now, and how does it change?
pub mod session;
/// How does a person see it and change it?
pub mod ui;
/// How does a batch job use all this?
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
