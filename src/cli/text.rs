//! Text of files in whatever encoding staff's programs write.

use crate::sheetfile::encoding::text_of;
use encoding_rs::SHIFT_JIS;

/// What is lost shows as U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> String {
    text_of(bytes, read_shift_jis)
}

pub(super) fn read_shift_jis(bytes: &[u8]) -> String {
    SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned()
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
