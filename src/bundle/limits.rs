//! How much a file may ask of this page.

/// Bytes of a file.
pub const LARGEST: usize = 20_000_000;
/// Records of a file.
pub const MOST_RECORDS: usize = 1_000_000;
/// Brackets within brackets. Checked before anything recursive sees the text.
pub const DEEPEST: usize = 64;
/// Bytes of one text, as written.
pub const LONGEST_TEXT: usize = 100_000;
/// Digits of one number.
pub const LONGEST_NUMBER: usize = 28;
/// Notes kept of one file; the last one counts the rest.
pub const MOST_NOTES: usize = 1_000;
/// Values and writers looked at where records of the same cells are merged.
pub(super) const MOST_MERGING: usize = 10_000_000;

/// What a text asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    pub depth: usize,
    pub longest_text: usize,
    pub longest_number: usize,
}

/// Measures JSON, or what claims to be, in one pass without a stack.
pub(super) fn measure(text: &str) -> Extent {
    let bytes = text.as_bytes();
    let mut extent = Extent::default();
    let mut depth = 0usize;
    let mut i = 0;
    while i < bytes.len() {
        let start = i;
        match bytes[i] {
            b'"' => {
                i += 1;
                while i < bytes.len() && bytes[i] != b'"' {
                    // Whatever follows a backslash, even a quote, is inside.
                    i += if bytes[i] == b'\\' { 2 } else { 1 };
                }
                extent.longest_text = extent.longest_text.max(i.min(bytes.len()) - start - 1);
            }
            b'[' | b'{' => {
                depth += 1;
                extent.depth = extent.depth.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'0'..=b'9' => {
                while bytes.get(i + 1).is_some_and(|b| matches!(b, b'0'..=b'9' | b'.')) {
                    i += 1;
                }
                extent.longest_number = extent.longest_number.max(i + 1 - start);
            }
            _ => {}
        }
        i += 1;
    }
    extent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_inside_texts_are_not_nesting() {
        let extent = measure(r#"{"a":["[[[[\"[[",{"b":12.5}],"c":1}"#);
        assert_eq!(extent, Extent { depth: 3, longest_text: 8, longest_number: 4 });
    }

    #[test]
    fn a_text_cut_anywhere_can_be_measured() {
        let text = r#"{"a":["\\\"",[1234]]}"#;
        for end in 0..=text.len() {
            measure(&text[..end]);
        }
    }
}
