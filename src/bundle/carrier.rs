//! What a file becomes on its way: byte order marks, other line ends, other encodings.

use super::{Carried, Looks, Unreadable};
use std::borrow::Cow;

/// The text of a file, whatever it was saved as, and whether it was another encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Carried>), Unreadable> {
    let utf16 = |bytes: &[u8], unit| Ok((Cow::Owned(utf16(bytes, unit)?), Some(Carried::Utf16)));
    match bytes {
        [b'P', b'K', 3 | 5, ..] if is_office(bytes) => return Err(Unreadable::NotABundle(Looks::Office)),
        // Excel and Word before 2007.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(Unreadable::NotABundle(Looks::Office)),
        // zip, gzip, 7z, rar, lzh.
        [b'P', b'K', 3 | 5, ..]
        | [0x1f, 0x8b, ..]
        | [b'7', b'z', 0xbc, ..]
        | [b'R', b'a', b'r', b'!', ..]
        | [_, _, b'-', b'l', b'h', ..] => {
            return Err(Unreadable::NotABundle(Looks::Zip));
        }
        [b'%', b'P', b'D', b'F', ..] => return Err(Unreadable::NotABundle(Looks::Pdf)),
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        // Some editors leave the mark out.
        [b'{', 0, ..] => return utf16(bytes, u16::from_le_bytes),
        [0, b'{', ..] => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), None)),
        // The file ends within a character.
        Err(error) if error.error_len().is_none() => Err(Unreadable::CutShort),
        Err(_) if is_shift_jis(bytes) => Err(Unreadable::NotABundle(Looks::ShiftJis)),
        Err(_) => Err(Unreadable::NotABundle(Looks::Binary)),
    }
}

/// Every Excel and Word file since 2007 is a zip with this name in its list of files.
fn is_office(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"[Content_Types].xml";
    bytes.windows(NAME.len()).any(|window| window == NAME)
}

/// The text without the mark that some carriers put before any file.
pub(super) fn strip<'a>(text: &'a str, carried: &mut Vec<Carried>) -> &'a str {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    if plain.len() < text.len() && !carried.contains(&Carried::Utf16) {
        carried.push(Carried::ByteOrderMark);
    }
    plain
}

/// Notes other line ends than the page's own: they harm nothing.
pub(super) fn look_at_line_ends(text: &str, carried: &mut Vec<Carried>) {
    // Within a text JSON writes it as an escape. Bytes are looked through faster than texts.
    if text.as_bytes().contains(&b'\r') {
        carried.push(Carried::LineEnds);
    }
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
