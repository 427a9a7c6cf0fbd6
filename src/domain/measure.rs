//! 取組: what a programme does.

use super::PillarId;

/// One 取組: a ○ bullet of N, a 取組項目 of O.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure {
    pub pillar: PillarId,
    /// 取組番号 (O); empty in N.
    pub number: String,
    pub name: String,
    /// The heading below the pillar: `(2) 長時間勤務の是正`; empty where there is none.
    pub section: String,
    /// 主体: 各職場, 関係部署, 管理部門, 管理職; empty where the document names none (N 3-(3)).
    pub actor: String,
    /// Others named in the bullet.
    pub further_actors: Vec<String>,
    pub tag: Tag,
    pub commitment: Commitment,
    /// What is to be done, in our own words.
    pub summary: Vec<String>,
    /// Dates the bullet names: 令和5年秋.
    pub dates: Vec<String>,
}

impl Measure {
    /// One that nothing but its name is known of.
    pub fn named(pillar: PillarId, name: &str) -> Measure {
        let (number, section, actor, further_actors, tag, commitment, summary, dates) = Default::default();
        Measure { pillar, number, name: name.to_owned(), section, actor, further_actors, tag, commitment, summary, dates }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    #[default]
    None,
    /// 新規
    New,
    /// 拡充
    Expanded,
}

/// What the verbs promise: 実施・推進・徹底・努める, 検討, or some of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Commitment {
    #[default]
    CarryOut,
    Consider,
    Both,
}
