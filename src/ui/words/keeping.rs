//! What is kept on this device: earlier states, what takes up room, what could not be read.

use super::{saving::slot_error, year};
use crate::store::inventory::{Finding, Group, Occasion, Shelf, Was};

/// Why an earlier state was kept.
pub fn occasion(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::EndOfDay => "その日の最後",
        Occasion::BeforeImport => "ファイルを読み込む前",
        Occasion::BeforeRestore => "以前の状態に戻す前",
        Occasion::Other => "新しい版の進捗帳が残したもの",
    }
}

pub fn group(group: &Group) -> &'static str {
    match group {
        Group::Definitions => "定義・本文",
        Group::Targets => "目標値・基準値",
        Group::Figures => "実績値",
        Group::Sheets => "進捗管理票",
        Group::Surveys => "アンケート",
        Group::Submissions => "照会・提出状況",
        Group::Answers => "アンケートの回答",
        Group::Unknown | Group::Foreign(_) => "新しい版の進捗帳のもの",
    }
}

/// `長岡市 働き方改革の進捗管理票（令和5年度）`; `program` is the programme's title where one is known.
pub fn shelf(shelf: &Shelf, program: Option<&str>) -> String {
    let program = program.unwrap_or(shelf.program.as_str());
    let part = group(&shelf.group);
    match shelf.year {
        Some(of) => format!("{program}の{part}・{}", year(of)),
        None => format!("{program}の{part}"),
    }
}

/// What a text was that could not be read.
pub fn was(was: &Was, program: Option<&str>) -> String {
    match was {
        Was::Manifest => "保存したものの一覧".to_owned(),
        Was::Settings => "この端末の設定".to_owned(),
        Was::Drafts => "書きかけの文章".to_owned(),
        Was::Part(of) => shelf(of, program),
        Was::Other => "新しい版の進捗帳のもの".to_owned(),
    }
}

/// `約1.2万文字`: what storages count are UTF-16 units, which for Japanese are letters.
pub fn room(units: usize) -> String {
    match units {
        0..10_000 => format!("{units}文字"),
        _ => format!("約{}.{}万文字", units / 10_000, units % 10_000 / 1_000),
    }
}

/// What happened, what is safe, what to do.
pub fn finding(finding: &Finding, program: Option<&str>) -> String {
    match finding {
        Finding::PartMissing { shelf: of } => {
            format!(
                "{}が、このブラウザーの中に見つかりませんでした。ほかの部分は開いています。控えのファイルがあれば「提出・回収」から読み込んでください。",
                shelf(of, program)
            )
        }
        Finding::PartUnreadable { shelf: of, .. } => {
            format!(
                "{}が壊れていて読めませんでした。ほかの部分は開いています。読めなかった文章は捨てずに残してあります。",
                shelf(of, program)
            )
        }
        Finding::PartReadInPart { shelf: of, .. } => {
            format!("{}の一部が読めませんでした。読めた部分は開いています。もとの文章は捨てずに残してあります。", shelf(of, program))
        }
        Finding::ManifestUnreadable { .. } => {
            "保存したものの一覧が壊れていました。見つかった部分から開いています。内容に抜けがないか確かめてください。".to_owned()
        }
        Finding::NewerStore { version } => {
            format!("新しい版の進捗帳（第{version}版）がこのブラウザーで使われました。このページでは見ることと書き出しだけができます。")
        }
        Finding::SettingsUnreadable { .. } => {
            "この端末の設定が読めませんでした。役割や所属をもう一度選んでください。入力した内容には影響ありません。".to_owned()
        }
        Finding::DraftsUnreadable { .. } => "書きかけの文章が読めませんでした。もとの文章は捨てずに残してあります。".to_owned(),
        Finding::VaultFails(error) => {
            format!("保存先の片方（IndexedDB）が使えません（{}）。全体の控えをファイルに書き出しておいてください。", slot_error(*error))
        }
        Finding::MirrorFails(error) => {
            format!("保存先の片方（localStorage）が使えません（{}）。全体の控えをファイルに書き出しておいてください。", slot_error(*error))
        }
    }
}
