//! Chance: `crypto.getRandomValues`, which plain http has too.

use crate::{domain::NotAnId, register::Writer};
use std::str::FromStr;

/// The writer of this start of the page.
pub fn writer() -> Writer {
    Writer::from_bits(bits())
}

/// An id of 128 bits out of chance alone: two devices never make the same, and it says nothing of who made it or when.
pub fn id<I: FromStr<Err = NotAnId>>() -> I {
    format!("{:016x}{:016x}", bits(), bits()).parse().expect("hexadecimal digits are an id")
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
