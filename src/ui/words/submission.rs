//! 照会, 年間予定 and 提出状況.

use super::{date, moment, year};
use crate::domain::{Asked, Effect, Event, Handling, MonthDay, Occasion, SubmissionStage, Tables, Trace};
use crate::evaluate::{AskedItem, Lateness};

pub fn submission_stage(stage: SubmissionStage) -> &'static str {
    match stage {
        SubmissionStage::Asked => "未提出",
        SubmissionStage::Submitted => "提出済み（受付前）",
        SubmissionStage::Received => "受付",
        SubmissionStage::Checked => "内容確認済み",
        SubmissionStage::Returned => "差戻し",
        SubmissionStage::Settled => "確定",
    }
}

/// `期限を3日過ぎています`
pub fn lateness(lateness: Lateness) -> Option<String> {
    match lateness {
        Lateness::InTime => None,
        Lateness::DueToday => Some("今日が期限です".to_owned()),
        Lateness::Overdue { days } => Some(format!("期限を{days}日過ぎています")),
        Lateness::HandedInLate { days } => Some(format!("期限の{days}日後に提出")),
    }
}

/// What was done: `差戻し　理由：…`
pub fn handling(step: &Handling) -> String {
    match step {
        Handling::Confirmed { name, on, .. } => format!("所属長確認　{name}（{}）", date(*on)),
        Handling::Submitted { digest } => format!("提出　照合番号 {}", short_digest(digest)),
        Handling::Received { digest, .. } => format!("受付　照合番号 {}", short_digest(digest)),
        Handling::Checked => "内容確認".to_owned(),
        Handling::Returned { reason, due, .. } => {
            let due = due.map_or(String::new(), |due| format!("（再提出期限 {}）", date(due)));
            format!("差戻し{due}　理由：{reason}")
        }
        Handling::Settled { .. } => "確定".to_owned(),
        Handling::Reopened { reason } => format!("確定解除　理由：{reason}"),
    }
}

/// A note on a step that did not count.
pub fn step_effect(effect: Effect) -> Option<&'static str> {
    match effect {
        Effect::Moved(_) => None,
        Effect::Crossed => Some("行き違い：ほかの処理と重なったため、状態は変わっていません"),
        Effect::Forgotten => Some("読み込みを元に戻したため、取り消されました"),
    }
}

pub fn trace(trace: &Trace) -> String {
    match &trace.event {
        Event::Handled(handled) => handling(&handled.step),
        Event::FileRead(file) => format!("ファイルの読み込み　{}（{}件）", file.name, file.n_cells),
        Event::FileForgotten { .. } => "読み込みを元に戻した".to_owned(),
    }
}

/// Who did it, as a record shows it: `人事課 山田　11月21日 9:05`
pub fn done_by(trace: &Trace) -> String {
    let by = if trace.by.is_empty() { "氏名の記載なし" } else { trace.by.as_str() };
    format!("{by}　{}", moment(trace.at))
}

/// The first 12 digits, in fours, for two people on the telephone.
pub fn short_digest(digest: &str) -> String {
    let digits: Vec<char> = digest.chars().take(12).collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

pub fn asked(tables: &Tables, asked: &Asked) -> String {
    let indicator = |id| tables.indicators.get(id).map_or_else(|| id.to_string(), |it| format!("{}{}", it.mark, it.name));
    match asked {
        Asked::Figures(of) => format!("{}の実績値（主管する指標すべて）", year(*of)),
        Asked::Sheets(of) => format!("{}の管理票（主管する取組すべて）", year(*of)),
        Asked::Indicator(id, of) => format!("{}の実績値「{}」", year(*of), indicator(id)),
        Asked::Sheet(id, of) => {
            let name = tables.measures.get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
            format!("{}の管理票「{name}」", year(*of))
        }
        Asked::Survey(id) => {
            let name = tables.surveys.get(id).map_or_else(|| id.to_string(), |it| it.title.clone());
            format!("アンケート「{name}」への回答")
        }
    }
}

/// One thing to fill in: `実績値　年次有給休暇の取得日数　R5`
pub fn asked_item(tables: &Tables, item: &AskedItem) -> String {
    match item {
        AskedItem::Figure(key) => super::cell_name(tables, &crate::domain::CellId::Figure(key.clone())),
        AskedItem::Sheet(id, of) => {
            let name = tables.measures.get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
            format!("管理票　{name}　{}", of.short())
        }
        AskedItem::Survey(id) => {
            let name = tables.surveys.get(id).map_or_else(|| id.to_string(), |it| it.title.clone());
            format!("アンケート　{name}")
        }
    }
}

fn month_day(day: MonthDay) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// `毎年 4月1日〜5月31日`
pub fn occasion(occasion: &Occasion) -> String {
    match occasion {
        Occasion::Yearly { from, until } => {
            format!("毎年 {}{}", from.map_or(String::new(), |from| format!("{}〜", month_day(from))), month_day(*until))
        }
        Occasion::Once { from, until } => format!("{}{}", from.map_or(String::new(), |from| format!("{}〜", date(from))), date(*until)),
        Occasion::Inquiry(inquiry) => format!("期限 {}", date(inquiry.due)),
    }
}
