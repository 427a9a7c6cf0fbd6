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
        Refusal::TooLong(n_characters) => {
            format!("文章が{n_characters}文字あります。{LONGEST_TEXT}文字までにしてください。")
        }
    }
}
