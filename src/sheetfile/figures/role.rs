//! What a column holds.

use crate::{
    domain::{FiscalYear, Stage, half_width},
    sheetfile::attendance::without_blanks,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 番号: the name an indicator bears in files and addresses.
    Number,
    /// 指標
    Name,
    /// 区分, 種別, 段階: 男性, 実績 or 目標, 見込.
    Division,
    /// 年度
    Year,
    /// 単位
    Unit,
    /// 備考
    Remark,
    Value(What, When, Option<Stage>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// 実績
    Actual,
    /// 目標
    Target,
}

/// The year of a column of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// The row says it.
    OfRow,
    Year(FiscalYear),
    /// 毎年度, of targets.
    EveryYear,
}

impl Role {
    /// What a heading means by itself, whatever blanks and line breaks stand in it.
    pub fn guess(heading: &str) -> Option<Self> {
        let bare: String = without_blanks(heading).chars().map(half_width).collect();
        Some(match bare.as_str() {
            "番号" | "指標番号" | "整理番号" | "コード" | "ID" | "No" | "No." | "NO" | "NO." => Role::Number,
            "指標" | "指標名" | "成果指標" | "評価指標" | "項目" | "項目名" | "指標・項目" => Role::Name,
            "区分" | "種別" | "内訳" | "段階" | "数値の段階" | "性別" | "男女" | "実績・目標" => Role::Division,
            "年度" | "対象年度" => Role::Year,
            "単位" => Role::Unit,
            "備考" | "注記" | "摘要" => Role::Remark,
            "値" | "数値" => Role::Value(What::Actual, When::OfRow, None),
            _ => return value(&bare),
        })
    }
}

/// 実績, 令和5年度目標値, R5（速報）, 2023, 毎年度の目標.
fn value(bare: &str) -> Option<Role> {
    let stage = stages().into_iter().find(|(word, _)| bare.contains(word));
    let is_target = bare.contains("目標");
    let says_what = is_target || bare.contains("実績") || stage.is_some();
    let what = if is_target { What::Target } else { What::Actual };
    // The longer words first: 目標値 leaves no 値 behind.
    let words = ["目標値", "目標", "実績値", "実績", "見込値", "見込み", "見込", "速報値", "速報", "確定値", "確定"];
    let rest = words.iter().fold(bare.to_owned(), |rest, word| rest.replace(word, ""));
    let mut pieces = rest.split(['(', ')', '[', ']', '〔', '〕', '【', '】', '・', '/', '：', ':']).map(|piece| piece.trim_matches('の'));
    let when = match pieces.clone().find_map(|piece| FiscalYear::parse(piece).ok()) {
        Some(year) => When::Year(year),
        None if pieces.clone().any(|piece| piece == "毎年度" || piece == "毎年") && is_target => When::EveryYear,
        None if says_what && pieces.all(str::is_empty) => When::OfRow,
        None => return None,
    };
    Some(Role::Value(what, when, stage.map(|(_, stage)| stage)))
}

/// The words for how settled a figure is.
pub(super) fn stages() -> [(&'static str, Stage); 3] {
    [("見込", Stage::Forecast), ("速報", Stage::Preliminary), ("確定", Stage::Final)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_their_columns_hold() {
        let year = When::Year(FiscalYear::new(2023).unwrap());
        for (heading, expected) in [
            ("指標名", Role::Name),
            ("Ｎｏ．", Role::Number),
            ("区　分", Role::Division),
            ("実績", Role::Value(What::Actual, When::OfRow, None)),
            ("目標値", Role::Value(What::Target, When::OfRow, None)),
            ("令和5年度", Role::Value(What::Actual, year, None)),
            ("R5\n実績値", Role::Value(What::Actual, year, None)),
            ("２０２３", Role::Value(What::Actual, year, None)),
            ("令和5年度の目標", Role::Value(What::Target, year, None)),
            ("令和5年度（速報値）", Role::Value(What::Actual, year, Some(Stage::Preliminary))),
            ("R5見込み", Role::Value(What::Actual, year, Some(Stage::Forecast))),
            ("令和5年度（2023）", Role::Value(What::Actual, year, None)),
            ("実績（令和5年度）", Role::Value(What::Actual, year, None)),
            ("毎年度の目標", Role::Value(What::Target, When::EveryYear, None)),
        ] {
            assert_eq!(Role::guess(heading), Some(expected), "{heading}");
        }
        for unknown in ["", "担当課", "基準値", "R3年度からの増減", "めざす水準", "判定", "目標達成年度"] {
            assert_eq!(Role::guess(unknown), None, "{unknown}");
        }
    }
}
