//! Why a verdict is what it is, in sentences a section chief can read out.

use super::{amount, verdict};
use crate::domain::{Amount, Reference, Rule};
use crate::evaluate::{Ahead, Outlook, Tried, Under};

/// What a target asks for, by the table of verdicts.
pub fn demand(rule: &Rule) -> &'static str {
    match rule {
        Rule::Increase => "実績が、比べる年度の値より大きいとき達成。同じ値は「未達成（横ばい）」。",
        Rule::Decrease => "実績が、比べる年度の値より小さいとき達成。同じ値は「未達成（横ばい）」。",
        Rule::AtLeast(_) => "実績が、目標値と同じか、それより大きいとき達成。",
        Rule::AtMost(_) => "実績が、目標値と同じか、それより小さいとき達成。",
        Rule::Exactly(_) => "実績が、目標値とちょうど同じとき達成。",
        Rule::Narrow => "2つの値の差が、比べる年度の差より小さいとき達成。同じ差は「未達成（横ばい）」。",
        Rule::Equal => "2つの値が同じとき達成。",
        Rule::Reach(_) => "目標と同じ言葉か、登録された段階の順でそれより後の言葉のとき達成。",
        Rule::AsNeeded => "「随時」は判定しません。",
        Rule::Dash(_) => "「—」は判定しません。",
        Rule::Blank => "目標値が空欄のときは判定しません。",
        Rule::AtLeastPreviousYear => "実績が、前の年度の値と同じか、それより大きいとき達成。",
        Rule::AtMostPreviousYear => "実績が、前の年度の値と同じか、それより小さいとき達成。",
    }
}

/// Where the rule comes from: the document's own words, or a setting where it is silent.
pub fn stands_on(rule: &Rule) -> &'static str {
    match rule {
        Rule::Increase | Rule::Decrease => {
            "目標の言葉は原本のとおり。何と比べるか、同じ値をどう扱うかは原本に定めがないため、プログラムの設定によります。"
        }
        Rule::Narrow => "目標の言葉は原本のとおり。差を何と比べるかは原本に定めがないため、プログラムの設定によります。",
        Rule::AtLeast(_) | Rule::AtMost(_) | Rule::Exactly(_) => {
            "目標値は原本のとおり。「以上・以下」の付かない数値を以上と読むか、ちょうどと読むかは、登録した目標の種類によります。"
        }
        Rule::AtLeastPreviousYear | Rule::AtMostPreviousYear => {
            "目標の言葉が前の年度と比べることを決めているため、判定の設定の「比べる年度」によりません。"
        }
        Rule::Equal | Rule::Reach(_) | Rule::AsNeeded | Rule::Dash(_) | Rule::Blank => "目標の言葉は原本のとおりです。",
    }
}

/// `比べる年度を「前年度」にすると`
pub fn tried(tried: Tried) -> String {
    match tried {
        Tried::Reference(Reference::PreviousYear) => "比べる年度を「前年度」にすると".to_owned(),
        Tried::Reference(Reference::Baseline(year)) => format!("比べる年度を「基準{}」にすると", year.short()),
        Tried::FirstJudgedYear(year) => format!("判定を{}から始めると", year.short()),
        Tried::ReportingDeadline((month, day)) => format!("報告の期限を{month}月{day}日にすると"),
    }
}

pub fn under(under: &Under) -> String {
    let mark = if under.is_reference_only { "（参考）" } else { "" };
    format!("{}{mark}", verdict(under.verdict))
}

/// The distance to a far goal and the pace; a number of years is no date, and says so.
pub fn ahead(outlook: &Outlook) -> String {
    let with_unit = |number: rust_decimal::Decimal| format!("{}{}", amount(Amount::new(number)), points(&outlook.unit));
    match &outlook.ahead {
        Ahead::Reached => "達しています。".to_owned(),
        Ahead::AtThisPace { distance, since, per_year, years } => format!(
            "あと{}。{}からの平均で年に{}ずつ近づいており、この速さのままなら約{years}年分。期限は原本に定めがありません。",
            with_unit(*distance),
            since.short(),
            with_unit(*per_year),
        ),
        Ahead::NotApproaching { distance, since, per_year } if per_year.is_zero() => {
            format!("あと{}。{}から近づいていません（横ばい）。この速さでは届きません。", with_unit(*distance), since.short())
        }
        Ahead::NotApproaching { distance, since, per_year } => format!(
            "あと{}。{}からの平均で年に{}ずつ遠ざかっています。この速さでは届きません。",
            with_unit(*distance),
            since.short(),
            with_unit(per_year.abs()),
        ),
        Ahead::NoPace { distance } => format!("あと{}。比べる年度の値がないため、速さはまだ分かりません。", with_unit(*distance)),
        Ahead::Unknown => "数値がない、または決まっていないため、へだたりを計算できません。".to_owned(),
    }
}

/// The difference of two percentages is told in points.
fn points(unit: &str) -> &str {
    match unit.trim() {
        "%" | "％" => "ポイント",
        unit => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FiscalYear, IndicatorId};
    use crate::register::Reading;

    #[test]
    fn a_pace_is_told_in_points_and_in_years_and_never_as_a_date() {
        let of = |ahead| Outlook {
            indicator: IndicatorId::new("N9").unwrap(),
            part: None,
            goal: Reading::Absent,
            now: None,
            unit: "%".to_owned(),
            ahead,
        };
        let d = |text: &str| rust_decimal::Decimal::from_str_exact(text).unwrap();
        let since = FiscalYear::new(2019).unwrap();
        assert_eq!(
            ahead(&of(Ahead::AtThisPace { distance: d("36.1"), since, per_year: d("0.80"), years: 46 })),
            "あと36.1ポイント。R1からの平均で年に0.80ポイントずつ近づいており、この速さのままなら約46年分。期限は原本に定めがありません。"
        );
        assert_eq!(
            ahead(&of(Ahead::NotApproaching { distance: d("37.0"), since, per_year: d("-1.00") })),
            "あと37.0ポイント。R1からの平均で年に1.00ポイントずつ遠ざかっています。この速さでは届きません。"
        );
    }
}
