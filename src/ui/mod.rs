//! How does a person see it and change it?
//!
//! Belongs here: pages (one file a route), parts (values in, callbacks out), charts, and the words of the product.
//! Every sentence a person reads stands in [`words`] or on the page that shows it.
//!
//! Deliberately not here: rules, arithmetic, storage, JSON. A page asks the session once, at its top, and `evaluate`
//! for what the figures say.

pub mod words;
pub mod route;
pub mod row_order;
pub mod columns;
pub mod typed_target;
pub mod typed_units;
pub mod charts;
pub mod forms;

pub use crate::domain::typed_number;

#[cfg(target_arch = "wasm32")]
pub mod parts;
#[cfg(target_arch = "wasm32")]
mod signs;
#[cfg(target_arch = "wasm32")]
mod unfinished;
#[cfg(target_arch = "wasm32")]
mod pieces;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod first_screen;
#[cfg(target_arch = "wasm32")]
mod door;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod app;

#[cfg(target_arch = "wasm32")]
pub use app::App;
#[cfg(target_arch = "wasm32")]
pub use door::Door;
