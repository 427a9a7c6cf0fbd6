//! Ids that tie a label to its control. They mean nothing and live as long as the page.

use std::sync::atomic::{AtomicU32, Ordering};

/// A new id, unlike every other in this page.
pub fn fresh_id(kind: &str) -> String {
    static N_IDS: AtomicU32 = AtomicU32::new(0);
    format!("{kind}-{}", N_IDS.fetch_add(1, Ordering::Relaxed))
}
