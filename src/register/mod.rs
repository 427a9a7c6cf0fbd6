//! How does one value remember where it came from?
//!
//! Belongs here: dots, contexts and the multi-value register that every cell of a programme is.
//! Copies of a programme meet in any order, repeatedly and late, from PCs whose clocks are wrong, so
//! order is decided by causality: a value replaces exactly the values its writer had seen.
//!
//! Deliberately not here: what a value means, who may write it, and any clock that decides something.

mod cell;
mod context;
mod dot;

pub use cell::{Cell, Reading, Rest, Sibling};
pub use context::Context;
pub use dot::{Dot, Writer};

/// When a change was made, on the wall clock of the device that made it; for people to read, never for deciding.
pub type Moment = chrono::NaiveDateTime;
