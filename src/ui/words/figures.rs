//! Tables of figures: what their columns were taken for, what taking a cell would do, why one was not taken.

use super::stage;
use crate::sheetfile::figures::{FileRefusal, Happening, Role, What, When, Why};

/// What a column was taken for; one that is not understood is left alone.
pub fn column(role: Option<Role>) -> String {
    match role {
        None => "使わない列".to_owned(),
        Some(Role::Number) => "指標の番号".to_owned(),
        Some(Role::Name) => "指標名".to_owned(),
        Some(Role::Division) => "区分（実績・目標、見込・速報・確定、内訳）".to_owned(),
        Some(Role::Year) => "年度".to_owned(),
        Some(Role::Unit) => "単位（指標の単位と同じか確かめます）".to_owned(),
        Some(Role::Remark) => "備考".to_owned(),
        Some(Role::Value(what, when, settled)) => {
            let what = match what {
                What::Actual => "実績",
                What::Target => "目標",
            };
            let when = match when {
                When::OfRow => String::new(),
                When::Year(year) => format!("{}の", year.wareki()),
                When::EveryYear => "毎年度の".to_owned(),
            };
            let settled = settled.map(|settled| format!("（{}）", stage(settled))).unwrap_or_default();
            format!("{when}{what}{settled}")
        }
    }
}

pub fn happening(happening: Happening) -> &'static str {
    match happening {
        Happening::New => "新規",
        Happening::Update => "更新",
        Happening::Settle => "食い違い",
        Happening::Same => "同じ",
    }
}

pub fn file_refusal(why: &FileRefusal) -> String {
    match why {
        FileRefusal::NoHeadings => "「指標」か「番号」の見出しが見つかりません。見出しの行から貼り付けてください。".to_owned(),
        FileRefusal::NoValues => {
            "値の列が見つかりません。見出しは「実績」「目標」か、「令和5年度」「R6」「2023」のような年度にします。".to_owned()
        }
        FileRefusal::NoYear => "年度がわかりません。「年度」の列を足すか、見出しを「令和5年度」のような年度にします。".to_owned(),
        FileRefusal::ColumnTwice(heading) => format!("「{heading}」と同じ意味の列がもう一つあります。どちらかの見出しを変えてください。"),
    }
}

/// Why a row or a cell was not taken.
pub fn why(why: &Why) -> String {
    match why {
        Why::Ragged { expected, found } => format!("見出しより列が多い行です（見出し{expected}、この行{found}）"),
        Why::OpenQuote => "引用符（\"）が閉じていません".to_owned(),
        Why::LostCharacters => "文字が壊れています".to_owned(),
        Why::NoIndicator => "指標がありません".to_owned(),
        Why::Unknown { .. } => "この名前の指標がありません".to_owned(),
        Why::Ambiguous { .. } => "この名前の指標がいくつもあります".to_owned(),
        Why::Disagree { .. } => "番号と指標名が別の指標です".to_owned(),
        Why::PartMissing(known) => format!("どの内訳の値かわかりません（{}）", known.join("、")),
        Why::NoSuchPart { found, known } if known.is_empty() => format!("区分として読めません：{found}"),
        Why::NoSuchPart { found, known } => format!("この内訳はありません：{found}（{}）", known.join("、")),
        Why::NotAYear(text) if text.is_empty() => "年度がありません".to_owned(),
        Why::NotAYear(text) => format!("年度として読めません：{text}"),
        Why::Future(year) => format!("{}はまだ来ていません", year.wareki()),
        Why::UnitDiffers { found, unit } if unit.is_empty() => format!("単位「{found}」は、言葉で表す指標に使えません"),
        Why::UnitDiffers { found, unit } => format!("単位が違います：{found}（この指標は{unit}）"),
        Why::NotANumber(text) => format!("数字として読めません：{text}"),
        Why::TooManyDecimals { text, found, most } => format!("小数が{found}桁あります：{text}（この指標は{most}桁まで）"),
        Why::NotAStage { text, stages } => format!("この指標の段階にない言葉です：{text}（{}）", stages.join("、")),
        Why::NotATarget(text) => format!("目標として読めません：{text}（12以上、4.0%以下、増加させる、方針決定、随時など）"),
        Why::FigureOfEveryYear => "毎年度と書けるのは目標だけです".to_owned(),
        Why::TooLong(count) => format!("備考が長すぎます（{count}文字）"),
        Why::Twin { other } => format!("{other}行目に、同じ年度の違う値があります"),
    }
}
