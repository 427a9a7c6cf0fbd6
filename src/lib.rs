//! 進捗帳: progress books of a city's reform programmes, evaluated offline in the browser.
//!
//! Read downwards; each room answers one question and its `mod.rs` opens with it.

/// What is true in a programme, and which changes are allowed?
pub mod domain;
/// What does the data say?
pub mod evaluate;
/// How does one value remember where it came from?
pub mod register;
