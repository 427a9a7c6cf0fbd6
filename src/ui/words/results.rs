//! Published results: groups, and whether they may go out.

use crate::domain::{Attribute, EditionGroup, GroupClass, GroupPlace, Survey, Tables};
use crate::evaluate::{Interval, Publishable};

/// One mark whatever the reason.
pub const HIDDEN: &str = "非表示";

pub fn attribute(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Sex => "性別",
        Attribute::Age => "年代",
        Attribute::Post => "職位",
    }
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
