//! What a person typed where a number is asked: `１，２３４`, `△5`, `12.5時間`, `12:30`, `５０％`, `—`, nothing.
//!
//! A field keeps the raw text while it is typed and reads it here when it is left.

use super::{Amount, NotANumber, fiscal_year::half_width, read_amount};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// What the text says. 0 is an amount; a dash and a blank are two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedNumber {
    Blank,
    /// A lone `—`, however it was typed. What it stands for is the page's question.
    Dash,
    Amount(Amount),
}

impl TypedNumber {
    /// How many people or sheets it says there are; nothing typed is none. `None` for what cannot be a count: △5, 2.5, a dash.
    pub fn count(self) -> Option<u32> {
        match self {
            TypedNumber::Blank => Some(0),
            TypedNumber::Dash => None,
            TypedNumber::Amount(amount) => amount.value().is_integer().then(|| amount.value().to_u32()).flatten(),
        }
    }
}

/// Reads the text of a field whose unit is `unit`; the unit itself may be typed behind the number.
///
/// Where the unit is hours, `12:30` is twelve and a half; minutes that are no exact decimal are rounded to 0.01 hours,
/// and the field then shows what was understood.
pub fn read_number(text: &str, unit: &str) -> Result<TypedNumber, NotANumber> {
    let folded: String = text.trim().chars().map(half_width).collect();
    let folded = folded.trim();
    if folded.is_empty() {
        return Ok(TypedNumber::Blank);
    }
    if is_only_dashes(folded) {
        return Ok(TypedNumber::Dash);
    }
    let bare = without_unit(folded, unit);
    if let Some((hours, minutes)) = bare.split_once(':').filter(|_| unit.starts_with("時間")) {
        return read_clock(hours, minutes).map(TypedNumber::Amount);
    }
    read_amount(bare).map(TypedNumber::Amount)
}

/// A blank, or a lone dash: somebody who has nothing to say may leave either in a cell.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || is_only_dashes(text)
}

/// However a dash came to be typed: by itself it says that there is nothing to say.
fn is_only_dashes(text: &str) -> bool {
    text.chars().all(|c| is_dash(half_width(c)))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '―' | '–' | '‐' | '−' | 'ー' | '─')
}

/// `時間/年` may be typed as `時間/年` or `時間`; `%` also as `パーセント`.
fn without_unit<'a>(text: &'a str, unit: &str) -> &'a str {
    let unit: String = unit.chars().map(half_width).collect();
    let short = unit.split('/').next().unwrap_or_default();
    let percent = if unit == "%" { "パーセント" } else { "" };
    [unit.as_str(), short, percent]
        .into_iter()
        .filter(|unit| !unit.is_empty())
        .find_map(|unit| text.strip_suffix(unit))
        .map_or(text, str::trim_end)
}

fn read_clock(hours: &str, minutes: &str) -> Result<Amount, NotANumber> {
    let is_minute = minutes.len() == 2 && minutes.bytes().all(|b| b.is_ascii_digit()) && minutes < "60";
    let whole = read_amount(hours)?;
    if !is_minute || whole.decimals() != 0 {
        return Err(NotANumber);
    }
    let part = Decimal::from_str_exact(minutes).map_err(|_| NotANumber)? / Decimal::from(60);
    // −0:30 has no whole hour to carry its sign.
    let signed = if hours.trim_start().starts_with(['△', '▲', '-', '−']) { -part } else { part };
    let sum = whole.value().checked_add(signed).ok_or(NotANumber)?;
    Ok(Amount::new(sum.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, unit: &str, expected: &str) {
        let read = match read_number(text, unit) {
            Ok(TypedNumber::Blank) => "blank".to_owned(),
            Ok(TypedNumber::Dash) => "dash".to_owned(),
            Ok(TypedNumber::Amount(amount)) => amount.to_string(),
            Err(NotANumber) => "no number".to_owned(),
        };
        assert_eq!(read, expected, "{text} in {unit}");
    }

    #[test]
    fn numbers_are_read_with_or_without_their_unit() {
        check("12.5時間", "時間", "12.5");
        check("１２．５　時間", "時間/年", "12.5");
        check("360 時間/年", "時間/年", "360");
        check("５０％", "%", "50");
        check("50%", "％", "50");
        check("50パーセント", "%", "50");
        check("１，１１６人", "人", "1116");
        check("△5", "人", "-5");
        check("▲ 5.0 %", "%", "-5.0");
        check("12.0", "", "12.0");
        check("0", "件", "0");
    }

    #[test]
    fn a_dash_a_blank_and_zero_are_three_things() {
        check("", "人", "blank");
        check("　", "人", "blank");
        for dash in ["—", "－", "ー", "-", "――", "−"] {
            check(dash, "人", "dash");
            assert!(says_nothing(dash), "{dash}");
        }
        check("０", "人", "0");
        assert!(says_nothing(" 　") && !says_nothing("０") && !says_nothing("－1"));
    }

    #[test]
    fn people_are_counted_in_whole_numbers_from_zero() {
        let count = |text: &str| read_number(text, "人").unwrap().count();
        for (text, expected) in [("1,234人", 1234), ("", 0), ("０", 0), ("12.0", 12), ("4294967295", u32::MAX)] {
            assert_eq!(count(text), Some(expected), "{text}");
        }
        for text in ["△5", "2.5", "—", "4294967296", "-1"] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn hours_may_be_typed_as_a_clock() {
        check("12:30", "時間", "12.5");
        check("１２：３０", "時間", "12.5");
        check("1,000:15", "時間/年", "1000.25");
        check("12:20", "時間", "12.33");
        check("△0:30", "時間", "-0.5");
        check("45:00", "時間", "45");
        check("12:60", "時間", "no number");
        check("12:5", "時間", "no number");
        check("12:30", "人", "no number");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in ["12人", "約12", "12%", "１２月", "1.2.3", "--5", ":30"] {
            check(wrong, "時間", "no number");
        }
    }
}
