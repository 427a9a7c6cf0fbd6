//! Figures and targets as the documents print them.

use crate::domain::{Accumulation, Amount, Dash, Figure, Grade, Qualifier, Quantity, Revision, Rule, Shown, Stage, Target, Trust};

/// `1,116`, `13.60`, `△5`.
pub fn amount(amount: Amount) -> String {
    let text = amount.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("△", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(whole, fraction)| (whole, fraction));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// `(累計) 145件`
pub fn quantity(quantity: &Quantity) -> String {
    let qualifier = match quantity.qualifier {
        Qualifier::Plain => "",
        Qualifier::Cumulative => "(累計) ",
        Qualifier::Total => "延べ",
    };
    format!("{qualifier}{}{}", amount(quantity.amount), quantity.unit)
}

/// What "—" stands for in its place.
pub fn dash(dash: Dash) -> &'static str {
    match dash {
        Dash::Unmeasured => "未測定",
        Dash::NoTarget => "目標設定なし",
        Dash::NotApplicable => "該当なし",
        Dash::NotPlanned => "計画なし",
    }
}

pub fn shown(shown: &Shown) -> String {
    match shown {
        Shown::Dash(meaning) => format!("—（{}）", dash(*meaning)),
        Shown::Blank => "未入力".to_owned(),
        Shown::Number(number) => quantity(number),
        Shown::Words(words) => words.clone(),
        Shown::WordsAndNumber(words, number) => format!("{words} {}", quantity(number)),
    }
}

/// `照合済`, `原本照合待ち`, `欠落`.
pub fn trust_mark<V>(trust: &Trust<V>) -> &'static str {
    match trust {
        Trust::Confirmed(_) => "照合済",
        Trust::Candidates { .. } => "原本照合待ち",
        Trust::Lost { .. } => "欠落",
    }
}

/// A value in doubt never stands without its mark. Two places of the original may print the same words: they are one reading.
pub(super) fn trusted<V>(trust: &Trust<V>, text: impl Fn(&V) -> String) -> String {
    match trust {
        Trust::Confirmed(value) => text(value),
        Trust::Candidates { readings, .. } => {
            let mut distinct: Vec<String> = Vec::new();
            for reading in readings {
                let words = reading.as_ref().map_or("ここには記載なし".to_owned(), &text);
                if !distinct.contains(&words) {
                    distinct.push(words);
                }
            }
            format!("原本照合待ち（{}）", distinct.join(" または "))
        }
        Trust::Lost { .. } => "欠落".to_owned(),
    }
}

/// How the figures of a year stand to those of the year before.
pub fn accumulation(accumulation: Accumulation) -> &'static str {
    match accumulation {
        Accumulation::Yearly => "年度ごと",
        Accumulation::Cumulative => "累計（年度の値を足し合わせない）",
        Accumulation::Total => "延べ",
    }
}

/// A figure with the mark of its doubt.
pub fn trusted_shown(value: &Trust<Shown>) -> String {
    trusted(value, shown)
}

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Forecast => "見込",
        Stage::Preliminary => "速報",
        Stage::Final => "確定",
    }
}

pub fn figure(figure: &Figure) -> String {
    let text = trusted(&figure.shown, shown);
    match figure.stage {
        Stage::Final => text,
        early => format!("{text}〔{}〕", stage(early)),
    }
}

pub fn rule(rule: &Rule) -> String {
    match rule {
        Rule::Increase => "増加させる".to_owned(),
        Rule::Decrease => "減少させる".to_owned(),
        Rule::AtLeast(least) => format!("{}以上", quantity(least)),
        Rule::AtMost(most) => format!("{}以下", quantity(most)),
        Rule::Exactly(exact) => quantity(exact),
        Rule::Narrow => "近づける".to_owned(),
        Rule::Equal => "一致させる".to_owned(),
        Rule::Reach(words) => words.clone(),
        Rule::AsNeeded => "（随時）".to_owned(),
        Rule::Dash(meaning) => format!("—（{}）", dash(*meaning)),
        Rule::Blank => "空欄".to_owned(),
        Rule::AtLeastPreviousYear => "前年度以上".to_owned(),
        Rule::AtMostPreviousYear => "前年度以下".to_owned(),
    }
}

pub fn target(target: &Target) -> String {
    trusted(&target.rule, rule)
}

/// `令和6年5月1日改定：前の目標 累計100件（理由：先に達したため）`
pub fn revision(revision: &Revision) -> String {
    format!("{}改定：前の目標 {}（理由：{}）", super::date(revision.on), rule(&revision.old), revision.reason)
}

/// `◎ 計画どおり`; a symbol in doubt stands with its mark.
pub fn grade(grade: &Grade) -> String {
    match &grade.symbol {
        None => grade.label.clone(),
        Some(Trust::Confirmed(symbol)) => format!("{symbol} {}", grade.label),
        Some(doubtful) => format!("{}（記号は{}）", grade.label, trust_mark(doubtful)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn check(value: &str, expected: &str) {
        assert_eq!(amount(Amount::new(Decimal::from_str_exact(value).unwrap())), expected);
    }

    #[test]
    fn amounts_are_printed_as_in_japanese_tables() {
        check("0", "0");
        check("999", "999");
        check("1116", "1,116");
        check("1234567.80", "1,234,567.80");
        check("-1234.5", "△1,234.5");
    }

    #[test]
    fn a_doubtful_figure_never_stands_without_its_mark() {
        let amount = Amount::new(Decimal::from_str_exact("23.3").unwrap());
        let number = Shown::Number(Quantity { amount, unit: "%".to_owned(), qualifier: Qualifier::Plain, ratio: None });
        let mut doubtful = Figure::confirmed(Shown::Blank);
        doubtful.shown = Trust::Candidates { readings: vec![Some(number), None], why: String::new() };
        assert_eq!(figure(&doubtful), "原本照合待ち（23.3% または ここには記載なし）");
    }
}
