//! Fingerprints of a body, one per kind of cell.

use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write};

/// SHA-256 over the lines of each kind, joined by LF. Kinds are kept in the order in which they came.
#[derive(Default)]
pub(super) struct Digests {
    places: BTreeMap<String, usize>,
    kinds: Vec<(String, Sha256)>,
}

impl Digests {
    pub fn add(&mut self, kind: &str, line: &str) {
        let place = match self.places.get(kind) {
            Some(&place) => {
                self.kinds[place].1.update(b"\n");
                place
            }
            None => {
                self.places.insert(kind.to_owned(), self.kinds.len());
                self.kinds.push((kind.to_owned(), Sha256::new()));
                self.kinds.len() - 1
            }
        };
        self.kinds[place].1.update(line);
    }

    /// Kinds with their digests in lower-case hexadecimal digits.
    pub fn finish(self) -> Vec<(String, String)> {
        let hex = |hash: Sha256| {
            hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
        };
        self.kinds.into_iter().map(|(kind, hash)| (kind, hex(hash))).collect()
    }
}
