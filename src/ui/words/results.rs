//! Published results: groups, and whether they may go out.

use super::attribute;
use crate::domain::{EditionGroup, GroupClass, GroupPlace, Survey, Tables};
use crate::evaluate::{Interval, Publishable};

/// One mark whatever the reason.
pub const HIDDEN: &str = "非表示";

pub const ROUNDING: &str = "割合は小数第2位以下を四捨五入しています。合計が100%にならないことがあります。無回答は分母に入れていません。";

pub const FREE_TEXTS: &str = "全体だけでまとめ、順番を並べ替えています。個人が分かるところは伏せています。";

/// 調査対象者の範囲 and 基準日, without which no rate says anything.
pub fn survey_scope(survey: &Survey) -> String {
    let base = survey.base_date.map_or("記載なし".to_owned(), super::date);
    format!("調査対象：{}　基準日：{base}", survey.scope)
}

pub fn protection(minimum: u32) -> String {
    format!(
        "回答者が{minimum}人に満たない集まり、答えが一つに片寄った集まりと、引き算で分かってしまう集まりは「{HIDDEN}」としています。理由によらず同じ表示です。"
    )
}

pub fn group_place(place: &GroupPlace, tables: &Tables) -> String {
    match place {
        GroupPlace::City => "全体".to_owned(),
        GroupPlace::Department(id) => tables.departments.get(id).map_or_else(|| id.to_string(), |department| department.name.clone()),
        GroupPlace::Unnamed => "所属を答えなかった人".to_owned(),
    }
}

pub fn group_class(class: &GroupClass, survey: &Survey) -> String {
    let asked = survey.attributes.iter().find(|asked| asked.attribute == class.attribute);
    let choice = class.choice.as_ref().and_then(|id| asked?.choices.iter().find(|choice| choice.id == *id));
    match (&class.choice, choice) {
        (_, Some(choice)) => choice.label.clone(),
        (Some(id), None) => id.to_string(),
        (None, None) => format!("{}を答えなかった人", attribute(class.attribute)),
    }
}

/// `総務部`, `総務部　女性`, `全体`.
pub fn group_name(group: &EditionGroup, survey: &Survey, tables: &Tables) -> String {
    match (&group.class, &group.place) {
        (None, place) => group_place(place, tables),
        (Some(class), GroupPlace::City) => group_class(class, survey),
        (Some(class), place) => format!("{}　{}", group_place(place, tables), group_class(class, survey)),
    }
}

pub fn publishable(publishable: Publishable, minimum: u32) -> String {
    match publishable {
        Publishable::Ready => "公表できます。".to_owned(),
        Publishable::TooFew => format!("回答者が{minimum}人に満たないため、公表できません。"),
        Publishable::Unchanged => "前の版から変わっていません。".to_owned(),
        Publishable::TooFewChanges => format!(
            "前の版のあとに増減した回答が少なく、二つの版を引き算すると一人ひとりの回答が分かるおそれがあるため、公表できません。増減が{minimum}人以上になると公表できます。"
        ),
    }
}

/// `55.1〜68.9%`
pub fn interval(interval: Interval) -> String {
    format!("{:.1}〜{:.1}%", interval.low, interval.high)
}
