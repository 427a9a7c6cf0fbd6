//! Fingerprints of a body, one per kind of cell.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// SHA-256 over the lines of each kind, joined by LF. Kinds are kept in the order in which they came.
#[derive(Default)]
pub(super) struct Digests {
    places: BTreeMap<String, usize>,
    kinds: Vec<(String, Sha256)>,
    /// The place of the last line's kind: neighbours are nearly always of one.
    last: usize,
}

impl Digests {
    pub fn add(&mut self, kind: &str, line: &str) {
        if self.kinds.get(self.last).is_none_or(|(last, _)| last != kind) {
            self.last = *self.places.entry(kind.to_owned()).or_insert(self.kinds.len());
        }
        match self.kinds.get_mut(self.last) {
            Some((_, hash)) => {
                hash.update(b"\n");
                hash.update(line);
            }
            None => self.kinds.push((kind.to_owned(), Sha256::new_with_prefix(line))),
        }
    }

    /// Kinds with their digests in lower-case hexadecimal digits.
    pub fn finish(self) -> Vec<(String, String)> {
        let digit = |number: u8| char::from(b"0123456789abcdef"[usize::from(number)]);
        let hex = |hash: Sha256| hash.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        self.kinds.into_iter().map(|(kind, hash)| (kind, hex(hash))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_of_the_lines_of_its_kind_wherever_they_stand() {
        let mut digests = Digests::default();
        for (kind, line) in [("b", "1"), ("b", "2"), ("a", "3"), ("b", "4"), ("a", "5"), ("", "6")] {
            digests.add(kind, line);
        }
        let hex = |text: &str| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let expected = [("b", "1\n2\n4"), ("a", "3\n5"), ("", "6")].map(|(kind, text)| (kind.to_owned(), hex(text)));
        assert_eq!(digests.finish(), expected);
    }
}
