//! Text that stays text in a spreadsheet.
//!
//! A cell that begins like a formula is run by the program that opens it (`=HYPERLINK(…)`). On the way out such a text gets an
//! apostrophe, on the way in it loses it again. A text that already begins with apostrophes before such a sign gets one more, so
//! that every text comes back as it was. Numbers are never touched: they are written as numbers.

use std::borrow::Cow;

/// Signs that make a spreadsheet read a text as something else. The Japanese input of Excel takes the full-width ones too.
fn is_sign(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '−' | '＠' | '\t' | '\r' | '\n' | '\0')
}

/// Whether a text begins with such a sign, behind any apostrophes.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(is_sign)
}

/// The text as it may stand in a CSV file.
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it may stand in a cell of a workbook, whose kind already says that it is text: only what would be taken for
/// neutralised when it comes back needs its apostrophe.
pub fn neutralised_in_text_cell(text: &str) -> Cow<'_, str> {
    if text.starts_with('\'') { neutralised(text) } else { Cow::Borrowed(text) }
}

/// What was neutralised, as it was. A workbook may have been made from a CSV file, so both are restored alike.
pub fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+＋\\-@＠\t\r\n\0あ1]{0,6}") {
            let (in_csv, in_cell) = (neutralised(&text), neutralised_in_text_cell(&text));
            prop_assert_eq!(restored(&in_csv), &text);
            prop_assert_eq!(restored(&in_cell), &text);
            prop_assert!(!in_csv.starts_with(is_sign));
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in ["", "1", "△5", "'quoted'", "'", "・項目", "a=b"] {
            assert_eq!(neutralised(text), text);
            assert_eq!(restored(text), text);
        }
    }
}
