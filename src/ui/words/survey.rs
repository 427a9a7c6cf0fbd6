//! The survey: rates, flags, and what can go wrong with keys.

use super::amount;
use crate::domain::{Amount, Attribute, QuestionKind, Tables};
use crate::evaluate::{Flag, NoTally, Rate};
use crate::session::OfficeError;

/// Beside a department that others lie within: of people, what is counted at the place itself.
pub const WITHOUT_SECTIONS: &str = "課の職員を除く";

/// `62.5%（25人／40人）`
pub fn rate(rate: &Rate) -> String {
    format!("{}%（{}人／{}人）", amount(Amount::new(rate.percent)), rate.favourable, rate.answered)
}

pub fn attribute(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Sex => "性別",
        Attribute::Age => "年代",
        Attribute::Post => "職位",
    }
}

pub fn question_kind(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Likert => "段階から1つ選ぶ",
        QuestionKind::Single => "1つ選ぶ",
        QuestionKind::Multiple => "いくつでも選ぶ",
        QuestionKind::Number => "数を入れる",
        QuestionKind::Text => "自由に書く",
    }
}

pub fn no_tally(why: &NoTally) -> &'static str {
    match why {
        NoTally::NoSuchSurvey(_) => "このアンケートが見つかりません。",
        NoTally::SurveyInConflict(_) => "設問に内容の食い違いがあるため、集計できません。「内容の食い違い」でどちらかを選んでください。",
    }
}

pub fn flag(flag: &Flag, tables: &Tables) -> String {
    let (department, what) = match flag {
        Flag::PaperNotSummed(id) => (id, "ファイルと用紙の両方で回答があります。別の人だと確かめるまで、用紙の分は足しません。"),
        Flag::PaperExceedsPeople(id) => (id, "用紙を足すと対象者数を超えるため、用紙の分は足しません。"),
        Flag::PaperInConflict(id) => (id, "用紙の集計に内容の食い違いがあるため、足しません。"),
        Flag::PaperCountsExceedAnswers(id, _) => (id, "用紙の回答数が回答者数より多い設問があります。その設問は足しません。"),
        Flag::FilesExceedPeople(id) => (id, "ファイルの回答が対象者数より多くなっています。"),
        Flag::EligibleMissing(id) => (id, "対象者数が入力されていません。回答率を出せません。"),
        Flag::EligibleInConflict(id) => (id, "対象者数に内容の食い違いがあります。"),
    };
    let name = tables.departments.get(department).map_or_else(|| department.to_string(), |it| it.name.clone());
    format!("{name}：{what}")
}

/// The same of a key's own file.
pub fn key_error(error: &OfficeError) -> String {
    match error {
        OfficeError::CannotOpen => "合言葉が違うか、鍵のファイルが途中で変わっています。この端末の鍵はそのままです。".to_owned(),
        OfficeError::NoWorker
        | OfficeError::NotAKey
        | OfficeError::TooLong
        | OfficeError::Damaged
        | OfficeError::OldFormat
        | OfficeError::Locked
        | OfficeError::TooLarge
        | OfficeError::Failed => {
            "封をする部品が動きませんでした。ページを開き直して、もう一度お試しください。鍵はそのままです。".to_owned()
        }
    }
}

pub fn office_error(error: &OfficeError) -> String {
    match error {
        OfficeError::NoWorker => {
            "封をする部品を読み込めませんでした。ページを開き直して、もう一度お試しください。回答は画面に残っています。".to_owned()
        }
        OfficeError::NotAKey => "アンケートの鍵が正しくありません。事務局の配布ファイルを読み込み直してください。".to_owned(),
        OfficeError::CannotOpen => "この鍵では開けません。別のアンケートの回答か、途中で書きかえられた回答です。".to_owned(),
        OfficeError::TooLong => "回答が長すぎて封をできません。".to_owned(),
        OfficeError::Damaged | OfficeError::OldFormat | OfficeError::Locked | OfficeError::TooLarge | OfficeError::Failed => {
            "封をする処理に失敗しました。もう一度お試しください。".to_owned()
        }
    }
}

/// What went wrong when a form was made.
pub fn form_error(error: &OfficeError) -> String {
    match error {
        OfficeError::NoWorker => {
            "帳票を作る部品を開けませんでした。ページを開き直して、もう一度お試しください。内容はそのままです。".to_owned()
        }
        OfficeError::NotAKey
        | OfficeError::CannotOpen
        | OfficeError::TooLong
        | OfficeError::Damaged
        | OfficeError::OldFormat
        | OfficeError::Locked
        | OfficeError::TooLarge
        | OfficeError::Failed => "帳票を作る処理に失敗しました。もう一度お試しください。内容はそのままです。".to_owned(),
    }
}

/// What went wrong when files were read in the second program.
pub fn reading_error(error: &OfficeError) -> String {
    match error {
        OfficeError::NoWorker => "読み込む部品を開けませんでした。ページを開き直して、もう一度お試しください。".to_owned(),
        OfficeError::Damaged => {
            "Excelのファイルとして読めません。途中で切れているか、壊れています。もう一度受け取ってください。".to_owned()
        }
        OfficeError::OldFormat => {
            "古い形式のExcelファイル（.xls）です。Excelで開き、「Excelブック（.xlsx）」で保存し直してください。".to_owned()
        }
        OfficeError::Locked => "パスワードの付いたファイルです。パスワードを外したものを読み込んでください。".to_owned(),
        OfficeError::TooLarge => "表が大きすぎて読めません。必要な表だけを別のファイルに保存してください。".to_owned(),
        OfficeError::NotAKey | OfficeError::CannotOpen | OfficeError::TooLong | OfficeError::Failed => {
            "表を読む処理に失敗しました。ファイルはそのままです。もう一度お試しください。".to_owned()
        }
    }
}
