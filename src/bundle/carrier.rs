//! What a file becomes on its way: byte order marks, mail clients, other encodings.

use super::{Looks, Unreadable};
use std::borrow::Cow;

/// The text of a file, whatever it was saved as.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    match bytes {
        [b'P', b'K', 3 | 5, ..] => return Err(Unreadable::NotABundle(Looks::Zip)),
        [b'%', b'P', b'D', b'F', ..] => return Err(Unreadable::NotABundle(Looks::Pdf)),
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        // Some editors leave the mark out.
        [b'{', 0, ..] => return utf16(bytes, u16::from_le_bytes).map(Cow::Owned),
        [0, b'{', ..] => return utf16(bytes, u16::from_be_bytes).map(Cow::Owned),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        // The file ends within a character.
        Err(error) if error.error_len().is_none() => Err(Unreadable::CutShort),
        Err(_) if is_shift_jis(bytes) => Err(Unreadable::NotABundle(Looks::ShiftJis)),
        Err(_) => Err(Unreadable::NotABundle(Looks::Binary)),
    }
}

/// The text without its mark, if it may be JSON; else what it is instead.
pub(super) fn strip(text: &str) -> Result<&str, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let looks = match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => return Ok(text),
        None => Looks::Empty,
        Some(b'<') => Looks::Html,
        Some(_) if text.contains(r#""format":"shinchoku""#) => Looks::Wrapped,
        Some(_) => Looks::Text,
    };
    Err(Unreadable::NotABundle(looks))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Unreadable> {
    let (pairs, rest) = bytes.as_chunks();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(Unreadable::NotABundle(Looks::Utf16)),
    }
}

/// Whether every byte fits Shift_JIS: half-width characters and pairs of a lead and a trail byte.
fn is_shift_jis(bytes: &[u8]) -> bool {
    let mut i = 0;
    while i < bytes.len() {
        i += match (bytes[i], bytes.get(i + 1)) {
            (b'\t' | b'\r' | b'\n' | 0x20..=0x7e | 0xa1..=0xdf, _) => 1,
            (0x81..=0x9f | 0xe0..=0xfc, Some(0x40..=0x7e | 0x80..=0xfc)) => 2,
            _ => return false,
        };
    }
    true
}
