//! 照会, 年間予定 and 提出状況.

use super::{date, moment, year};
use crate::domain::{Asked, CellId, Effect, Event, Handling, MonthDay, Occasion, SubmissionStage, Tables, Trace};
use crate::evaluate::{AskedItem, Filling, Lateness};

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
        Event::FileForgotten(_) => "読み込みを元に戻した".to_owned(),
        Event::Disposed(disposed) => format!("廃棄　{}", super::overtime::disposed(disposed)),
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
        Asked::Reports(of) => format!("{}の取組の実施状況（主管課のない取組すべて）", year(*of)),
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
        AskedItem::Figure(key) => super::cell_name(tables, &CellId::Figure(key.clone())),
        AskedItem::Sheet(id, of) => {
            let name = tables.measures.get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
            format!("管理票　{name}　{}", of.short())
        }
        AskedItem::Report(id, of) => {
            let name = tables.measures.get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
            format!("取組の実施状況　{name}　{}", of.short())
        }
        AskedItem::Survey(id) => {
            let name = tables.surveys.get(id).map_or_else(|| id.to_string(), |it| it.title.clone());
            format!("アンケート　{name}")
        }
    }
}

pub fn filling(filling: Filling) -> &'static str {
    match filling {
        Filling::Filled => "入力済み",
        Filling::Blank => "未入力",
        Filling::NotKnown => "無記名のため、だれが答えたかは分かりません",
    }
}

fn month_day(day: MonthDay) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// `毎年 4月1日〜5月31日`
pub fn planned_for(occasion: &Occasion) -> String {
    match occasion {
        Occasion::Yearly { from, until } => {
            format!("毎年 {}{}", from.map_or(String::new(), |from| format!("{}〜", month_day(from))), month_day(*until))
        }
        Occasion::Once { from, until } => format!("{}{}", from.map_or(String::new(), |from| format!("{}〜", date(from))), date(*until)),
        Occasion::Inquiry(inquiry) => format!("期限 {}", date(inquiry.due)),
    }
}

/// 督促文 to one department: which letter, what, until when, what is still blank.
pub fn reminder(department: &str, title: &str, document_number: &str, due: chrono::NaiveDate, asks: &[String], blank: &[String]) -> String {
    let letter = if document_number.is_empty() { String::new() } else { format!("（{document_number}）") };
    let list = |items: &[String]| items.iter().map(|item| format!("・{item}\n")).collect::<String>();
    let missing = if blank.is_empty() { String::new() } else { format!("\n■未提出の欄\n{}", list(blank)) };
    format!(
        "{department}　御中\n\n「{title}」{letter}の提出期限（{}）を過ぎていますが、まだ届いていません。\nお忙しいところ恐れ入りますが、至急ご提出ください。行き違いの場合はご容赦ください。\n\n■対象\n{}{missing}",
        date(due),
        list(asks)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_names_the_letter_the_term_and_what_is_blank() {
        let due = "2027-05-31".parse().unwrap();
        let text = reminder("総務課", "実績報告", "行管第12号", due, &["令和8年度の実績値".to_owned()], &["実績値　件数　R8".to_owned()]);
        for part in
            ["総務課　御中", "「実績報告」（行管第12号）", "令和9年5月31日", "・令和8年度の実績値", "■未提出の欄\n・実績値　件数　R8"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        let without = reminder("総務課", "実績報告", "", due, &[], &[]);
        assert!(without.contains("「実績報告」の提出期限") && !without.contains("未提出の欄"), "{without}");
    }

    #[test]
    fn a_digest_is_short_enough_to_be_read_out() {
        assert_eq!(short_digest("00112233445566778899"), "0011-2233-4455");
    }
}
