//! What is kept, for a page that lists it.

pub use super::{
    finding::Finding,
    manifest::{Aside, Name, Occasion, Snapshot, Was},
    part::{Group, Shelf},
};
