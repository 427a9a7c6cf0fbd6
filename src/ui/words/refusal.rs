//! Why a change was not made, and what to do.

use crate::domain::{LONGEST_TEXT, Refusal};

pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoSuchProgram(id) => format!("プログラム「{id}」が見つかりません。読み込み直してください。"),
        Refusal::NoSuchIndicator(id) => format!("指標「{id}」が見つかりません。配布ファイルを読み込み直してください。"),
        Refusal::NoSuchPart(id, _) => format!("指標「{id}」の区分が定義と合いません。配布ファイルを読み込み直してください。"),
        Refusal::NoSuchMeasure(id) => format!("取組「{id}」が見つかりません。配布ファイルを読み込み直してください。"),
        Refusal::NoSuchDepartment(id) => format!("所属「{id}」が登録されていません。設定で所属を登録してください。"),
        Refusal::NoSuchSurvey(id) => format!("アンケート「{id}」が見つかりません。"),
        Refusal::NoSuchGrade(id) => format!("評価「{id}」は、このプログラムの評価区分にありません。"),
        Refusal::MoreAnswersThanPeople { answered, eligible } => {
            format!("回答者数 {answered}人 が対象者数 {eligible}人 を超えています。どちらかを直してください。")
        }
        Refusal::CountsExceedAnswers { counted, answered, .. } => {
            format!("選択肢の合計 {counted}人 が回答者数 {answered}人 を超えています。数を確かめてください。")
        }
        Refusal::GroupTooSmall => "結果を示す最小の人数は3人より少なくできません。".to_owned(),
        Refusal::NoSuchInquiry(_) => "この照会が見つかりません。取り下げられたか、配布ファイルが古いようです。".to_owned(),
        Refusal::NotAsked(_) => "この所属は、この照会の対象ではありません。".to_owned(),
        Refusal::DueBeforeSending => "期限が発送日より前になっています。日付を確かめてください。".to_owned(),
        Refusal::StepNotAllowed(stage) => {
            format!(
                "いまの状態（{}）からは、この処理をできません。画面を確かめて、もう一度お試しください。",
                super::submission_stage(*stage)
            )
        }
        Refusal::ReasonMissing => "理由を入力してください。記録に残り、相手にも伝わります。".to_owned(),
        Refusal::NameMissing => "確認した人の氏名を入力してください。".to_owned(),
        Refusal::TraceStays => "一度記録した処理は書きかえられません。".to_owned(),
        Refusal::YearClosed(year) => {
            format!(
                "{}は確定済みのため、書きかえられません。直す必要があるときは、事務局が「年度更新・確定」で確定を解除します。",
                year.wareki()
            )
        }
        Refusal::YearOpen(year) => format!("{}は確定されていません。", year.wareki()),
        Refusal::StateDoesNotFit => "この欄には入れられない状態です。画面を開き直して、もう一度お試しください。".to_owned(),
        Refusal::TooLong(n_characters) => {
            format!("文章が{n_characters}文字あります。{LONGEST_TEXT}文字までにしてください。")
        }
    }
}
