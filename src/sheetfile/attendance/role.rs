//! What a column holds.

use crate::domain::overtime::{Kind, MonthName, read_month_name};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 職員番号
    Employee,
    /// 所属
    Workplace,
    /// 年度
    FiscalYear,
    /// 月, beside a 年度
    Month,
    /// 年月
    YearMonth,
    /// 4月: the hours of that month
    HoursIn(MonthName),
    /// 時間外, 週休日・休日, 他費目: such hours of the row's month
    HoursOf(Kind),
    /// Which of the three columns a row with months is about
    Kind,
    /// 採用日
    HiredOn,
    /// 在職, 休職, 管理職手当受給者 …
    Status,
    /// Why the month was ordered as 特例
    Reason,
    /// 日付, in a table of days
    Day,
    /// When a computer was switched on, or work began
    From,
    /// When it was switched off, or work ended
    To,
}

/// Columns that somebody has said the meaning of, by heading; `None` for one to leave alone. A page remembers them.
pub type Headings = BTreeMap<String, Option<Role>>;

impl Role {
    /// What staff can say a column is, in the order it is offered.
    pub fn all() -> impl Iterator<Item = Role> {
        let plain = [Role::Employee, Role::Workplace, Role::FiscalYear, Role::YearMonth, Role::Month, Role::Kind];
        let rest = [Role::HiredOn, Role::Status, Role::Reason, Role::Day, Role::From, Role::To];
        let months = (0..12).filter_map(|place| MonthName::try_from((place + 3) % 12 + 1).ok()).map(Role::HoursIn);
        plain.into_iter().chain(Kind::ALL.map(Role::HoursOf)).chain(months).chain(rest)
    }

    /// As a device remembers it.
    pub fn name(self) -> String {
        match self {
            Role::Employee => "employee".to_owned(),
            Role::Workplace => "workplace".to_owned(),
            Role::FiscalYear => "fiscal_year".to_owned(),
            Role::Month => "month".to_owned(),
            Role::YearMonth => "year_month".to_owned(),
            Role::HoursIn(month) => format!("hours_in_{}", month.number_from_month()),
            Role::HoursOf(Kind::Ordinary) => "ordinary".to_owned(),
            Role::HoursOf(Kind::Holiday) => "holiday".to_owned(),
            Role::HoursOf(Kind::OtherFunds) => "other_funds".to_owned(),
            Role::Kind => "kind".to_owned(),
            Role::HiredOn => "hired_on".to_owned(),
            Role::Status => "status".to_owned(),
            Role::Reason => "reason".to_owned(),
            Role::Day => "day".to_owned(),
            Role::From => "from".to_owned(),
            Role::To => "to".to_owned(),
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Role::all().find(|role| role.name() == name)
    }

    /// What a heading means by itself, whatever blanks and line breaks stand in it.
    pub fn guess(heading: &str) -> Option<Self> {
        let bare = without_blanks(heading);
        Some(match bare.as_str() {
            "職員番号" | "職員コード" | "職員ID" | "職員No" | "職員No." | "社員番号" => Role::Employee,
            "所属" | "所属名" | "所属名称" | "所属課" | "部署" | "部署名" | "課名" => Role::Workplace,
            "年度" => Role::FiscalYear,
            "月" | "対象月" => Role::Month,
            "年月" | "対象年月" | "勤務年月" => Role::YearMonth,
            "日付" | "年月日" | "勤務日" | "対象日" => Role::Day,
            "開始" | "開始時刻" | "開始時間" | "起動" | "起動時刻" | "ログオン" | "ログオン時刻" | "PCオン" => {
                Role::From
            }
            "終了" | "終了時刻" | "終了時間" | "停止" | "停止時刻" | "ログオフ" | "ログオフ時刻" | "PCオフ" => {
                Role::To
            }
            "時間外" | "時間外勤務" | "時間外時間" | "時間外勤務時間" | "時間数" | "時間" | "稼働時間" | "申請時間" | "命令時間" => {
                Role::HoursOf(Kind::Ordinary)
            }
            "区分" | "時間区分" | "勤務区分" => Role::Kind,
            "採用日" | "採用年月日" => Role::HiredOn,
            "状態" | "在籍" | "在籍区分" | "在職区分" | "職員区分" => Role::Status,
            "理由" | "特例理由" | "特例の理由" => Role::Reason,
            _ => match read_kind(&bare) {
                Some(kind) => Role::HoursOf(kind),
                None => Role::HoursIn(read_month_name(&bare).filter(|_| bare.ends_with(['月', '分']))?),
            },
        })
    }
}

/// 時間外, 週休日・休日, 他費目, as headings and as words in a column of their own.
pub(super) fn read_kind(text: &str) -> Option<Kind> {
    Some(match without_blanks(text).as_str() {
        "時間外" | "時間外勤務" | "平日" => Kind::Ordinary,
        "週休日・休日" | "週休日･休日" | "週休日" | "休日" | "休日勤務" => Kind::Holiday,
        "他費目" => Kind::OtherFunds,
        _ => return None,
    })
}

/// 合計, 計, 人事課 計: a row that sums up others.
pub(super) fn is_total(text: &str) -> bool {
    let bare = without_blanks(text);
    let bare = bare.trim_end_matches([':', '：']);
    bare == "平均" || bare.ends_with('計') && !bare.ends_with("会計")
}

pub(in crate::sheetfile) fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
