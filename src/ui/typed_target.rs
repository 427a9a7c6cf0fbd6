//! What a person typed where a target is asked: `12日以上`, `４．０％以下`, `増加`, `前年度以上`, `—`, `随時`, nothing.
//!
//! A condition over several years (3年連続達成) is told apart from what cannot be read: it can be kept as words, and never judged.

use super::typed_number::{TypedNumber, read_number};
use super::words;
use crate::domain::{Dash, Qualifier, Quantity, Rule};

/// Why a text is no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotATarget {
    /// It speaks of several years at once, or of a share of the year before: one year's figure cannot answer it.
    OverYears,
    /// 未満, 超: the documents know 以上 and 以下 only.
    Strict,
    Unread,
}

/// What the figures of an indicator (or part) are, as far as a target has to know.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'a> {
    /// Empty where the figures are words.
    pub unit: &'a str,
    pub qualifier: Qualifier,
}

/// Reads the text of a target's field.
///
/// A bare number is 以上, as the yearly numbers of O are; a bare 0 is 0 (0人), because 0以上 would ask for nothing. Where an
/// indicator has no unit, other words are a stage to reach.
pub fn read_target(text: &str, measured: Measured<'_>) -> Result<Rule, NotATarget> {
    let folded: String = text.trim().chars().map(fold).collect();
    let bare = folded.trim().trim_start_matches('(').trim_end_matches(')').trim();
    if let Some(rule) = by_words(bare) {
        return Ok(rule);
    }
    if let Some(meaning) = dash(bare) {
        return Ok(Rule::Dash(meaning));
    }
    let over_years = ["連続", "平均", "前年度比", "対前年", "期間", "年間で", "毎年"];
    if over_years.iter().any(|words| bare.contains(words)) {
        return Err(NotATarget::OverYears);
    }
    let (bound, rest) = bounded(folded.trim());
    let (qualifier, number) = qualified(rest.trim(), measured.qualifier);
    match read_number(number.trim(), measured.unit) {
        Ok(TypedNumber::Amount(amount)) => {
            let quantity = Quantity { amount, unit: measured.unit.to_owned(), qualifier, ratio: None };
            match bound {
                Bound::AtLeast => Ok(Rule::AtLeast(quantity)),
                Bound::AtMost => Ok(Rule::AtMost(quantity)),
                Bound::Exactly => Ok(Rule::Exactly(quantity)),
                Bound::Strict => Err(NotATarget::Strict),
                Bound::None if amount.value().is_zero() => Ok(Rule::Exactly(quantity)),
                Bound::None => Ok(Rule::AtLeast(quantity)),
            }
        }
        Ok(TypedNumber::Blank) if bare.is_empty() => Ok(Rule::Blank),
        Ok(TypedNumber::Blank | TypedNumber::Dash) | Err(_) if measured.unit.is_empty() && matches!(bound, Bound::None) => {
            Ok(Rule::Reach(text.trim().to_owned()))
        }
        Ok(TypedNumber::Blank | TypedNumber::Dash) | Err(_) => Err(NotATarget::Unread),
    }
}

/// The text of a target's field: what [`read_target`] reads as the same rule.
pub fn target_text(rule: &Rule) -> String {
    match rule {
        Rule::Blank => String::new(),
        Rule::Exactly(quantity) if !quantity.amount.value().is_zero() => format!("ちょうど{}", words::quantity(quantity)),
        rule => words::rule(rule),
    }
}

fn by_words(text: &str) -> Option<Rule> {
    Some(match text {
        "増加" | "増加させる" | "増やす" | "増" | "上昇" | "向上" | "向上させる" => Rule::Increase,
        "減少" | "減少させる" | "減らす" | "減" | "低下" | "低減" => Rule::Decrease,
        "近づける" => Rule::Narrow,
        "一致させる" | "一致" | "同じにする" => Rule::Equal,
        "随時" => Rule::AsNeeded,
        "前年度以上" | "前年以上" | "前年度を下回らない" | "維持・向上" => Rule::AtLeastPreviousYear,
        "前年度以下" | "前年以下" | "前年度を上回らない" => Rule::AtMostPreviousYear,
        _ => return None,
    })
}

/// `—`, `目標設定なし`, `—(計画なし)`. A bare dash in the place of a target is 目標設定なし (O:41-42).
fn dash(text: &str) -> Option<Dash> {
    let is_dash = |c: char| matches!(c, '-' | '—' | '―' | '–' | '‐' | '−' | 'ー' | '─');
    let words = text.trim_start_matches(is_dash);
    let has_dash = words.len() < text.len();
    match words.trim().trim_start_matches('(').trim_end_matches(')') {
        "" => has_dash.then_some(Dash::NoTarget),
        words => {
            [Dash::NoTarget, Dash::NotPlanned, Dash::NotApplicable, Dash::Unmeasured].into_iter().find(|dash| words::dash(*dash) == words)
        }
    }
}

/// Takes 累計 and 延べ away; what is not typed is as the indicator counts.
fn qualified(text: &str, usual: Qualifier) -> (Qualifier, &str) {
    let marks =
        [("(累計)", Qualifier::Cumulative), ("累計", Qualifier::Cumulative), ("(延べ)", Qualifier::Total), ("延べ", Qualifier::Total)];
    marks.into_iter().find_map(|(mark, qualifier)| Some((qualifier, text.strip_prefix(mark)?))).unwrap_or((usual, text))
}

enum Bound {
    AtLeast,
    AtMost,
    Exactly,
    Strict,
    None,
}

fn bounded(text: &str) -> (Bound, &str) {
    let before = |marks: &[&str]| marks.iter().find_map(|mark| text.strip_prefix(mark));
    let behind = |marks: &[&str]| marks.iter().find_map(|mark| text.strip_suffix(mark));
    if let Some(number) = behind(&["以上"]).or_else(|| before(&["≧", "≥", ">="])) {
        (Bound::AtLeast, number)
    } else if let Some(number) = behind(&["以下", "以内"]).or_else(|| before(&["≦", "≤", "<="])) {
        (Bound::AtMost, number)
    } else if let Some(number) = behind(&["ちょうど"]).or_else(|| before(&["ちょうど", "="])) {
        (Bound::Exactly, number)
    } else if let Some(number) = behind(&["未満", "超", "を超える"]).or_else(|| before(&[">", "<"])) {
        (Bound::Strict, number)
    } else {
        (Bound::None, text)
    }
}

/// Full-width forms become their ASCII ones.
fn fold(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Amount;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn check(text: &str, unit: &str, expected: &str) {
        let read = match read_target(text, Measured { unit, qualifier: Qualifier::Plain }) {
            Ok(rule) => words::rule(&rule),
            Err(why) => format!("{why:?}"),
        };
        assert_eq!(read, expected, "{text} in {unit}");
    }

    #[test]
    fn targets_are_read_as_the_documents_print_them() {
        check("12以上", "日", "12日以上");
        check("１２日以上", "日", "12日以上");
        check("4.0%以下", "%", "4.0%以下");
        check("４．０％以下", "%", "4.0%以下");
        check("0人", "人", "0人");
        check("20", "件", "20件以上");
        check("ちょうど5", "人", "5人");
        check("(累計)85", "件", "(累計) 85件以上");
        check("延べ800人", "人", "延べ800人以上");
        check("≧1,200", "件", "1,200件以上");
        check("△5以上", "%", "△5%以上");
        check("増加させる", "件", "増加させる");
        check("減少", "時間", "減少させる");
        check("近づける", "%", "近づける");
        check("一致", "%", "一致させる");
        check("（随時）", "件", "（随時）");
        check("前年度以上", "件", "前年度以上");
        check("前年度を上回らない", "時間", "前年度以下");
        check("—", "件", "—（目標設定なし）");
        check("－（計画なし）", "件", "—（計画なし）");
        check("", "件", "空欄");
        check("方針決定", "", "方針決定");
    }

    #[test]
    fn what_one_year_cannot_answer_and_what_cannot_be_read_are_told_apart() {
        check("3年連続達成", "件", "OverYears");
        check("３か年平均で10以上", "件", "OverYears");
        check("前年度比5%増", "%", "OverYears");
        check("3年連続達成", "", "OverYears");
        check("12未満", "件", "Strict");
        check("100超", "件", "Strict");
        check("がんばる", "件", "Unread");
        check("12人以上", "件", "Unread");
        check("以上", "件", "Unread");
    }

    proptest! {
        #[test]
        fn what_a_field_shows_reads_as_the_same_target(
            mantissa in -999_999i64..999_999, scale in 0u32..4, kind in 0usize..12, qualifier in 0usize..3,
            unit in prop::sample::select(&["件", "%", "時間/年", "人"][..]),
        ) {
            let qualifier = [Qualifier::Plain, Qualifier::Cumulative, Qualifier::Total][qualifier];
            let amount = Amount::new(Decimal::new(mantissa, scale));
            let quantity = Quantity { amount, unit: unit.to_owned(), qualifier, ratio: None };
            let rule = [
                Rule::Increase, Rule::Decrease, Rule::AtLeast(quantity.clone()), Rule::AtMost(quantity.clone()), Rule::Exactly(quantity),
                Rule::Narrow, Rule::Equal, Rule::AsNeeded, Rule::Dash(Dash::NotPlanned), Rule::Blank, Rule::AtLeastPreviousYear,
                Rule::AtMostPreviousYear,
            ][kind].clone();
            prop_assert_eq!(read_target(&target_text(&rule), Measured { unit, qualifier: Qualifier::Plain }), Ok(rule));
        }
    }
}
