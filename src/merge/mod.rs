//! How do two copies become one?
//!
//! Belongs here: the join of two workspaces, the plan that an import shows before anything changes, and adopting
//! what a person ticked. [`join`] is idempotent, commutative and associative, so copies that have met often enough
//! are equal whatever the order, repetition and lateness of the files between them.
//!
//! Deliberately not here: text, files, versions of the format, and any clock.

mod difference;
#[cfg(test)]
mod fixture;
mod join;
mod plan;
mod rebase;
mod settle;

pub use difference::{Differences, differences};
pub use join::{join, join_into, join_program};
pub use plan::{Change, Item, Plan, Purview, Sender, compare_together, plan};
pub use rebase::rebase;
pub use settle::{excerpt, forget, settle};
