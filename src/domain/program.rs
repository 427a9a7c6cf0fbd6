//! The programme itself: its frame, how it is judged, its words.

use super::{FiscalYear, GradeId, Trust};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The frame of a programme, as its cover and first pages say it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overview {
    pub city: String,
    pub title: String,
    /// 制定 令和5年6月1日 (N:401).
    pub established: Option<NaiveDate>,
    pub first_year: FiscalYear,
    /// `None` where the document states no end (N).
    pub last_year: Option<FiscalYear>,
    /// 総務部 人事課 and others (N:403-409); 行政改革推進委員会 幹事会 (O:13).
    pub issued_by: Vec<String>,
    /// 取組の基本方針 (N:32-35), in our own words.
    pub policies: Vec<String>,
    /// What the document itself is called: 実行プログラム, 進捗管理票.
    pub document: String,
}

impl Overview {
    /// Which city's programme this is, in a line. A title that begins with the city says it by itself.
    pub fn full_name(&self) -> String {
        if self.title.starts_with(&self.city) { self.title.clone() } else { format!("{} {}", self.city, self.title) }
    }
}

/// What staff call things in this city.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vocabulary {
    /// 取組の柱 / 重点項目
    pub pillar: String,
    /// 具体的な取組 / 取組項目
    pub measure: String,
    /// 所属 / 主管課
    pub department: String,
    /// 事務局
    pub secretariat: String,
}

/// How the programme is judged where its document is silent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Settings {
    /// The first year that counts; earlier ones are 参考. N: R5; O: R4.
    pub first_judged_year: FiscalYear,
    pub reference: Reference,
    /// Month and day of the next calendar year until which a missing figure is 集計中 and no omission.
    pub reporting_deadline: (u32, u32),
    /// The least number of answering people a survey result is shown for; never below 3.
    pub minimum_group: u32,
}

impl Settings {
    /// What holds where a document is silent and nobody has chosen: targets count from `first_judged_year`, against the
    /// year before, due by 31 May; groups under 10 answering people are not shown.
    pub fn usual(first_judged_year: FiscalYear) -> Self {
        Settings { first_judged_year, reference: Reference::PreviousYear, reporting_deadline: (5, 31), minimum_group: 10 }
    }
}

/// What 増加, 減少 and 近づける are measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// One year's figures, printed beside the targets (N: R4, N:53).
    Baseline(FiscalYear),
    PreviousYear,
}

/// The grades of 【Check】, best first, and the decisions that are no grades.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RatingScale {
    pub grades: Vec<Grade>,
    pub decisions: Vec<Decision>,
    pub reason_where_it_differs: ReasonRule,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade {
    pub id: GradeId,
    /// `◎`; `None` where the scale has no symbols.
    pub symbol: Option<Trust<String>>,
    pub label: String,
    /// The least share of achieved indicators that proposes this grade: 1 = all. `None`: never proposed.
    pub at_least: Option<Decimal>,
}

/// 取組中止 and the like.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    pub id: GradeId,
    pub label: String,
    pub effect: DecisionEffect,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionEffect {
    /// The measure ends: later targets are not judged (取組中止).
    Stops,
    GoesOn,
}

/// Whether a rating that differs from the proposal needs a reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonRule {
    #[default]
    Optional,
    Required,
}

/// 取組の柱 / 重点項目.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pillar {
    /// `1`
    pub number: String,
    /// O prints 変化に適応した and 変化に対応した for one pillar, hence the trust.
    pub name: Trust<String>,
    pub summary: String,
    pub role: PillarRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PillarRole {
    Pillar,
    /// A heading of the indicator table only: N's 「4 共通指標」 (N:74).
    HeadingOfIndicators,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_begins_with_the_city_says_it_by_itself() {
        let of = |city: &str, title: &str| Overview {
            city: city.to_owned(),
            title: title.to_owned(),
            established: None,
            first_year: FiscalYear::FIRST,
            last_year: None,
            issued_by: Vec::new(),
            policies: Vec::new(),
            document: String::new(),
        };
        assert_eq!(of("長岡市", "長岡市職員の改革").full_name(), "長岡市職員の改革");
        assert_eq!(of("小千谷市", "行政改革実施計画").full_name(), "小千谷市 行政改革実施計画");
    }
}
