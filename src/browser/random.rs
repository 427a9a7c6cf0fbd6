//! Chance: `crypto.getRandomValues`, which plain http has too.

use crate::{domain::AnswerId, register::Writer};

/// The writer of this start of the page.
pub fn writer() -> Writer {
    Writer::from_bits(bits())
}

/// The id inside a sealed answer: 128 bits, so that no two answers ever share one.
pub fn answer_id() -> AnswerId {
    let id = format!("{:016x}{:016x}", bits(), bits());
    AnswerId::new(&id).expect("hexadecimal digits are an id")
}

/// An id for a record that only grows out of chance: two devices never make the same.
pub fn record_id() -> String {
    format!("{:016x}{:016x}", bits(), bits())
}

/// A passphrase that can be read out and typed: 100 bits in letters and digits that look like no other.
pub fn passphrase() -> String {
    const LETTERS: &[u8; 32] = b"123456789abcdefghjkmnpqrstuvwxyz";
    let bits = u128::from(bits()) << 64 | u128::from(bits());
    let letter = |at: u32| char::from(LETTERS[(bits >> (5 * at) & 31) as usize]);
    let groups: Vec<String> = (0..4).map(|group| (5 * group..5 * group + 5).map(letter).collect()).collect();
    groups.join("-")
}

/// Bits for one slip code.
pub fn slip_bits() -> u64 {
    bits()
}

fn bits() -> u64 {
    // Without chance nothing may be written: two writers alike would lose edits.
    getrandom::u64().expect("every browser that runs wasm has crypto.getRandomValues")
}
