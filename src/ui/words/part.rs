//! The few words that parts say by themselves, the same on every page.

pub const REQUIRED: &str = "※必須";
pub const OPTIONAL: &str = "任意";
/// Before the words of an error, where colour alone would say it.
pub const ERROR_MARK: &str = "エラー：";
pub const NOT_A_NUMBER: &str = "数字として読めません。例：12.5、1,234、△5";
pub const NOT_A_COUNT: &str = "0以上の整数で入力してください。";
pub const NO_DASH_HERE: &str = "ここには「—」を入れられません。数字を入れるか、空欄にしてください。";
pub const CHOOSE_ONE: &str = "選んでください";
pub const CANCEL: &str = "中止する";
pub const CLOSE: &str = "閉じる";
pub const CHOOSE_FILES: &str = "ファイルを選ぶ";
pub const CHOOSE_FOLDER: &str = "フォルダーを選ぶ";
pub const DROP_FILES: &str = "ここにファイルを置くこともできます";
/// Instead of a chart; the table beside it says the same.
pub const NO_CHART: &str = "図を表示できません。数値は表をご覧ください。";
/// Where every year is a gap.
pub const NOTHING_TO_CHART: &str = "図にできる数値がまだありません。";
