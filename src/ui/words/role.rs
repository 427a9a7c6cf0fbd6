//! Who sits there.

use crate::store::settings::Role;

/// The five choices of the first visit.
pub fn role_choice(role: Role) -> &'static str {
    match role {
        Role::Respondent => "アンケートに答える",
        Role::Department => "所属の入力をする",
        Role::Manager => "所属長として確認する",
        Role::Secretariat => "事務局の仕事をする",
        Role::Viewer => "見るだけ",
    }
}

pub fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Respondent => "職員アンケートに匿名で答え、ファイルにして送付します。",
        Role::Department => "所属の実績を入力し、事務局へ送付するファイルを作ります。",
        Role::Manager => "所属の入力を見て、提出前に確かめます。",
        Role::Secretariat => "配布、回収、集計、印刷をします。",
        Role::Viewer => "指標と取組の状況を見ます。",
    }
}

pub fn role(role: Role) -> &'static str {
    match role {
        Role::Respondent => "職員",
        Role::Department => "所属の担当者",
        Role::Manager => "所属長",
        Role::Secretariat => "事務局",
        Role::Viewer => "閲覧",
    }
}
