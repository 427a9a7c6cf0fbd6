//! People and workplaces as an attendance system names them, and what is said of a person's month beside its hours.

use crate::domain::fiscal_year::half_width;
use std::{fmt, sync::Arc};

/// 職員番号: a text, so that leading zeros stay. ASCII letters, digits, `-` and `_`, at most 32.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmployeeId(Arc<str>);

/// The text is no 職員番号.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an employee number")]
pub struct NotAnEmployee;

impl EmployeeId {
    /// Reads `00123`, `Ａ００１２３`, and the ways by which spreadsheets are kept from eating zeros: `="00123"`, `'00123`.
    pub fn read(text: &str) -> Result<Self, NotAnEmployee> {
        let bare = text.trim();
        let bare = bare.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(bare);
        let bare = bare.strip_prefix('\'').unwrap_or(bare);
        if is_id(bare) {
            return Ok(EmployeeId(Arc::from(bare)));
        }
        let half: String = bare.chars().map(half_width).collect();
        let half = half.trim();
        if is_id(half) { Ok(EmployeeId(Arc::from(half))) } else { Err(NotAnEmployee) }
    }

    /// Of a cell that holds nothing else; `None` for any other, about which [`EmployeeId::read`] knows.
    pub fn plain(cell: &[u8]) -> Option<Self> {
        std::str::from_utf8(cell).ok().filter(|text| is_id(text)).map(|text| EmployeeId(Arc::from(text)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_id(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

impl fmt::Display for EmployeeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmployeeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 所属 by the name its attendance file gives it; a name is never normalised.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Workplace(Arc<str>);

impl Workplace {
    pub fn new(name: &str) -> Self {
        Workplace(Arc::from(name))
    }

    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Workplace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person was in a month, as far as overtime is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// May be ordered to work overtime: everybody of whom a file says nothing else.
    #[default]
    Subject,
    /// 管理職手当受給者
    Manager,
    /// 会計年度任用職員
    FixedTerm,
    /// 休職
    OnLeave,
    /// 育休
    ChildCare,
    /// 派遣
    Seconded,
    /// Not employed yet (採用前), or no longer (退職).
    NotEmployed,
}

impl Status {
    pub const ALL: [Status; 7] =
        [Status::Subject, Status::Manager, Status::FixedTerm, Status::OnLeave, Status::ChildCare, Status::Seconded, Status::NotEmployed];

    /// Whether somebody of this status is at work here at all.
    pub const fn is_on_roll(self) -> bool {
        match self {
            Status::Subject | Status::Manager | Status::FixedTerm => true,
            Status::OnLeave | Status::ChildCare | Status::Seconded | Status::NotEmployed => false,
        }
    }

    /// Reads what files write in place of hours or in a column of their own.
    pub fn read(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "在職" | "在籍" | "一般" | "一般職" => Status::Subject,
            "管理職" | "管理職手当" | "管理職手当受給者" => Status::Manager,
            "会計年度" | "会計年度任用" | "会計年度任用職員" => Status::FixedTerm,
            "休職" | "休職中" | "病気休職" => Status::OnLeave,
            "育休" | "育児休業" | "産休" => Status::ChildCare,
            "派遣" | "出向" => Status::Seconded,
            "退職" | "採用前" | "未採用" | "離職" => Status::NotEmployed,
            _ => return None,
        })
    }
}

/// Why a month was ordered beyond the upper limits (特例): the examples of the regulation, and one to be told in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// 災害対応 (N:315)
    Disaster,
    /// 重大な事件又は事故の処理 (N:315)
    GraveIncident,
    /// 感染症や虐待又はいじめ等、市民の生命、身体又は財産を脅かす事態への対応 (N:316)
    Danger,
    /// 他律的要因等で一時的に業務量が増大する業務に臨時的に従事させる場合 (N:317)
    OutsideCause,
    /// その他（内容記載）: not among the printed examples, and counted apart from them.
    Other,
}

impl Reason {
    pub const ALL: [Reason; 5] = [Reason::Disaster, Reason::GraveIncident, Reason::Danger, Reason::OutsideCause, Reason::Other];

    /// The printed examples by their sentence or its beginning. Any other words are [`Reason::Other`], and the words its content.
    /// `None` for no words at all.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let printed = [
            ("災害対応", Reason::Disaster),
            ("重大な事件", Reason::GraveIncident),
            ("感染症や虐待", Reason::Danger),
            ("他律的", Reason::OutsideCause),
        ];
        Some(printed.iter().find(|(beginning, _)| text.starts_with(beginning)).map_or(Reason::Other, |&(_, reason)| reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_in_the_words_of_the_files() {
        let words = [
            ("在職", Status::Subject),
            (" 一般職 ", Status::Subject),
            ("管理職手当受給者", Status::Manager),
            ("会計年度任用職員", Status::FixedTerm),
            ("病気休職", Status::OnLeave),
            ("育児休業", Status::ChildCare),
            ("出向", Status::Seconded),
            ("採用前", Status::NotEmployed),
        ];
        for (text, status) in words {
            assert_eq!(Status::read(text), Some(status), "{text}");
        }
        assert_eq!(Status::read("12:30"), None);
    }

    #[test]
    fn an_employee_number_keeps_its_zeros() {
        for text in ["00123", " 00123 ", "００１２３", "=\"00123\"", "'00123", "　００１２３　"] {
            assert_eq!(EmployeeId::read(text).unwrap().as_str(), "00123", "{text}");
            assert_eq!(EmployeeId::plain(text.as_bytes()).is_some(), text == "00123", "{text}");
        }
        for wrong in ["", " ", "山田", "1.2E+05", "12 3", "合計", &"1".repeat(33)] {
            assert_eq!(EmployeeId::read(wrong), Err(NotAnEmployee), "{wrong}");
        }
    }

    #[test]
    fn a_reason_is_a_printed_example_or_told_in_words() {
        assert_eq!(Reason::read("災害対応"), Some(Reason::Disaster));
        assert_eq!(Reason::read("感染症や虐待又はいじめ等、市民の生命、身体又は財産を脅かす事態への対応"), Some(Reason::Danger));
        assert_eq!(Reason::read("選挙事務"), Some(Reason::Other));
        assert_eq!(Reason::read(" "), None);
    }
}
