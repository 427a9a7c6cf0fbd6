//! The limits, and every other line a number is held against: data with the documents' values as defaults.

use super::{Minutes, MonthName, Status};
use std::collections::BTreeSet;

/// The limits of the regulation 長岡市職員の勤務時間、休暇等に関する規則 (N:302-311).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// 原則1か月45時間以内 (N:304)
    pub month: Minutes,
    /// 原則1年360時間以内 (N:304)
    pub year: Minutes,
    /// ア 1か月100時間未満, whatever the reason (N:308). Every other limit may be reached; this one may not.
    pub month_below: Minutes,
    /// イ 1年720時間以内, whatever the reason (N:309)
    pub year_at_most: Minutes,
    /// ウ 2～6か月のいずれにおいても月平均80時間以内 (N:310)
    pub mean: Minutes,
    /// エ 1か月45時間を超えることができる月数は1年間で6回まで (N:311)
    pub months_over: u32,
    /// The document does not say which year it means: 1年 begins on 1 April.
    pub year_begins: MonthName,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            month: Minutes::hours(45),
            year: Minutes::hours(360),
            month_below: Minutes::hours(100),
            year_at_most: Minutes::hours(720),
            mean: Minutes::hours(80),
            months_over: 6,
            year_begins: MonthName::April,
        }
    }
}

/// Which hours a workplace counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSet {
    /// 規則型: all hours count for every limit.
    #[default]
    Regulation,
    /// 36協定型 (水道・病院・保育園等): hours on rest days count for the 100 and 80 hour limits only.
    Agreement,
}

/// Whose months the indicators count. The document does not say (N:65-68).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    pub counted: BTreeSet<Status>,
}

/// Staff subject to overtime orders: without 管理職手当受給者, 会計年度任用職員, and months of 休職・育休・派遣.
impl Default for Population {
    fn default() -> Self {
        Population { counted: BTreeSet::from([Status::Subject]) }
    }
}

/// 産業医面談: 時間外勤務が一定時間以上の者及び希望者 (N:360), which names no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterviewThresholds {
    /// A month of so much or more.
    pub month_from: Minutes,
    /// A mean of 2 to 6 months above this.
    pub mean_above: Minutes,
    /// A month above this, for whom asks for an interview (申出).
    pub month_above_on_request: Minutes,
}

impl Default for InterviewThresholds {
    fn default() -> Self {
        InterviewThresholds { month_from: Minutes::hours(100), mean_above: Minutes::hours(80), month_above_on_request: Minutes::hours(80) }
    }
}

/// 計画値を著しく超過する場合 (N:324), which names no number: both lines must be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HearingThreshold {
    /// Percent of the plan.
    pub percent: u32,
    pub hours: Minutes,
}

impl Default for HearingThreshold {
    fn default() -> Self {
        HearingThreshold { percent: 20, hours: Minutes::hours(20) }
    }
}
