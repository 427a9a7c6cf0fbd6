//! Numbers as people type and print them.

use super::{Amount, fiscal_year::half_width};
use rust_decimal::Decimal;

/// The text is no number this page understands, or one longer than any figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number")]
pub struct NotANumber;

/// Reads `1,234`, `１，２３４`, `△5`, `▲5.0`, `－3`, with blanks around; decimals are kept as typed.
///
/// Units are not read here: `12.5時間` is for the field that knows its unit. At most 20 digits.
pub fn read_amount(text: &str) -> Result<Amount, NotANumber> {
    let half: String = text.trim().chars().map(half_width).collect();
    let half = half.trim();
    let (sign, digits) = match half.chars().next().ok_or(NotANumber)? {
        // ▲ and △ before a number are minus, as in every Japanese budget table.
        c @ ('△' | '▲' | '-' | '−' | '‐' | 'ー') => ("-", half[c.len_utf8()..].trim_start()),
        '+' => ("", &half[1..]),
        _ => ("", half),
    };
    let digits = without_thousands(digits)?;
    let n_digits = digits.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if !is_plain || digits.ends_with('.') || n_digits > 20 {
        return Err(NotANumber);
    }
    Decimal::from_str_exact(&format!("{sign}{digits}")).map(Amount::new).map_err(|_| NotANumber)
}

/// Takes thousands separators away where they stand right: `1,234` but not `12,34`.
fn without_thousands(text: &str) -> Result<String, NotANumber> {
    if !text.contains(',') {
        return Ok(text.to_owned());
    }
    let whole = text.split('.').next().unwrap_or(text);
    let mut groups = whole.split(',');
    let first_fits = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    if !first_fits || !groups.all(|group| group.len() == 3) || text[whole.len()..].contains(',') {
        return Err(NotANumber);
    }
    Ok(text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("0", "0"),
            ("13.6", "13.6"),
            ("12.0", "12.0"),
            ("1,116", "1116"),
            ("１，１１６", "1116"),
            ("△5", "-5"),
            ("△0.0", "0.0"),
            ("▲ 5.0", "-5.0"),
            ("－３", "-3"),
            ("−0.5", "-0.5"),
            (" ５０ ", "50"),
            ("+7", "7"),
            ("1,234,567.8", "1234567.8"),
        ] {
            assert_eq!(read_amount(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in ["", " ", "—", "-", "12,34", "1.2.3", "1e5", "NaN", "∞", ".5", "5.", "1,23", "１２月", "--5", &"9".repeat(21)] {
            assert_eq!(read_amount(wrong), Err(NotANumber), "{wrong}");
        }
    }
}
