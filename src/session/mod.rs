//! What is open right now, and how does it change?
//!
//! Belongs here: the one workspace of the page behind a private signal, dispatching commands, importing and taking
//! back, saving after every change, and what the device remembers about its user.
//!
//! Deliberately not here: rules, arithmetic, HTML. A change goes down one way (command → workspace → commit → store)
//! and values come up one way (signal → memo → page).

mod timeline;

pub use timeline::{Done, Edit, Import, Timeline};
