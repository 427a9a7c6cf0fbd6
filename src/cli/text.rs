//! Text of files in whatever encoding staff's programs write.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

/// UTF-8 or UTF-16 as a mark says; else UTF-8 where it is; else Shift_JIS, or a damaged UTF-8 where most of it is UTF-8.
/// What is lost shows as U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let read_as = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0.into_owned();
    let damaged = read_as(UTF_8);
    let n_lost = damaged.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let n_beyond_ascii = damaged.chars().filter(|c| !c.is_ascii()).count();
    // Of Shift_JIS next to nothing is UTF-8 by chance; of a damaged UTF-8 most still is.
    if n_beyond_ascii > 2 * n_lost { damaged } else { read_as(SHIFT_JIS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "職員番号,所属\n1,髙橋①課\n";

    #[test]
    fn every_encoding_of_an_office_is_read() {
        let shift_jis = SHIFT_JIS.encode(TEXT).0;
        let utf_16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [TEXT.as_bytes(), &shift_jis, &[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), &[b"\xff\xfe", &utf_16[..]].concat()] {
            assert_eq!(decode(bytes), TEXT);
        }
    }

    #[test]
    fn damage_costs_a_character_and_not_the_file() {
        let mut utf_8 = TEXT.as_bytes().to_vec();
        utf_8[4] = 0xff;
        let mut shift_jis = SHIFT_JIS.encode(TEXT).0.into_owned();
        let last = shift_jis.len() - 2;
        shift_jis[last] = 0xff;
        for damaged in [decode(&utf_8), decode(&shift_jis)] {
            assert!(damaged.contains(",所属\n1,髙橋①") && damaged.contains(char::REPLACEMENT_CHARACTER), "{damaged}");
        }
    }
}
