//! 進捗管理票: its pieces, steps and standings.

use crate::{
    domain::{Amount, FiscalYear, NoteKind, NotePlace, RowId, ScheduleKey, Step, Tables},
    evaluate::{Fill, Piece, ScheduleStanding, SumCheck},
};

pub fn step(step: Step) -> &'static str {
    match step {
        Step::AsPrinted => "原本の評価",
        Step::Lead => "主管課",
        Step::Secretariat => "事務局",
        Step::Committee => "幹事会・委員会",
    }
}

pub fn piece(piece: Piece) -> &'static str {
    match piece {
        Piece::Content => "実施内容",
        Piece::Effect => "期待される効果",
        Piece::Plan => "取組目標",
        Piece::FirstHalf => "上半期",
        Piece::SecondHalf => "下半期",
        Piece::Figures => "数値目標等",
        Piece::Rating => "評価",
        Piece::Check => "評価の文章",
        Piece::Action => "改善事項",
        Piece::Answers => "前年度の宿題",
    }
}

pub fn fill(fill: Fill) -> String {
    match fill {
        Fill::Filled => "○ 済み".to_owned(),
        Fill::Partly { filled, of } => format!("{filled}／{of}"),
        Fill::Empty => "空欄".to_owned(),
        Fill::Late => "▲ 期限超過".to_owned(),
        Fill::Nothing => "対象なし".to_owned(),
    }
}

/// What of a row of 年次計画 has to be said; nothing where all is well.
pub fn schedule_standing(standing: &ScheduleStanding) -> Option<String> {
    match standing {
        ScheduleStanding::NotBegun { since, words } => {
            Some(format!("{}から「{words}」の計画ですが、結果の入力がありません", since.short()))
        }
        ScheduleStanding::Unlinked => Some("対応する取組目標が選ばれていないため、始まったかどうか分かりません".to_owned()),
        ScheduleStanding::Begun | ScheduleStanding::Beginning | ScheduleStanding::Ahead => None,
    }
}

pub fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Footnote => "注（※）",
        NoteKind::CallOut => "欄外の記載",
        NoteKind::Remark => "庁内の覚え書き",
    }
}

/// Where a note belongs.
pub fn note_place(tables: &Tables, place: &NotePlace, rows: &[RowId]) -> String {
    match place {
        NotePlace::Program => "プログラム全体".to_owned(),
        NotePlace::Measure(_) => "取組（全年度）".to_owned(),
        NotePlace::Sheet(_, year) => format!("{}の票", year.short()),
        NotePlace::Schedule(measure, row) => {
            let key = ScheduleKey { measure: measure.clone(), row: row.clone() };
            let item = tables.schedule.get(&key).map_or_else(|| row.to_string(), |row| row.item.clone());
            format!("年次計画「{}」", super::shortened(&item))
        }
        NotePlace::Plan(_, _, row) => match rows.iter().position(|known| known == row) {
            Some(at) => format!("実施状況の{}行目", at + 1),
            None => "実施状況（消した行）".to_owned(),
        },
        NotePlace::Indicator(id) => {
            let name = tables.indicators.get(id).map_or_else(|| id.to_string(), |indicator| indicator.name.clone());
            format!("数値目標「{}」", super::shortened(&name))
        }
    }
}

/// 照合 of a sum, in a word.
pub fn sum_check(check: SumCheck, unit: &str) -> String {
    match check {
        SumCheck::Agrees { .. } => "合う".to_owned(),
        SumCheck::Differs { difference, .. } => format!("差 {}{unit}", super::amount(Amount::new(difference))),
        SumCheck::InConflict => "内容の食い違い".to_owned(),
        SumCheck::TooLarge => "大きすぎて計算できない".to_owned(),
    }
}

/// `R5 145件（参考：R5は未確定）`
pub fn reference_mark(from: FiscalYear, is_final: bool) -> String {
    if is_final { format!("{}は確定済み", from.short()) } else { format!("参考：{}は未確定", from.short()) }
}
