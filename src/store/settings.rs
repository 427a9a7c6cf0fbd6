//! What this device remembers of its user: part of no bundle.

use super::manifest::moment;
use crate::domain::{DepartmentId, ProgramId};
use crate::register::Moment;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Settings of this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceSettings {
    /// `None` before the first visit's question is answered.
    pub role: Option<Role>,
    /// The programme that is open.
    pub program: Option<ProgramId>,
    /// One's own 所属.
    pub department: Option<DepartmentId>,
    /// The name that goes into files; empty where none was given.
    pub person: String,
    /// A short name of this device, for people who compare two edits.
    pub device: String,
    pub theme: Theme,
    /// 最後の書き出し.
    pub last_export: Option<Moment>,
    /// 最後の全体の控え.
    pub last_backup: Option<Moment>,
    /// What columns of attendance files hold, by heading, as staff said it once; an empty text for one to leave alone.
    pub headings: BTreeMap<String, String>,
    /// 所属 of attendance files that follow a 36協定.
    pub agreements: BTreeSet<String>,
    /// What was written out last under each name: `nagaoka_人事課_報告_令和5年度`.
    pub revisions: BTreeMap<String, Revision>,
    pub later: Later,
}

/// 第2版: a file is a new revision when its body differs from the last one of its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub n: u32,
    /// The body's fingerprint.
    pub body: String,
}

impl Revision {
    /// The revision of a body that is written after `last`.
    pub fn after(last: Option<&Revision>, body: String) -> Revision {
        match last {
            Some(last) if last.body == body => last.clone(),
            Some(last) => Revision { n: last.n.saturating_add(1), body },
            None => Revision { n: 1, body },
        }
    }
}

/// Fields of a newer page, and those whose values this one does not understand: kept as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Later(Map<String, Value>);

/// Who sits before the page. It chooses what is shown first; it protects nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// アンケートに答える
    Respondent,
    /// 所属の入力をする
    Department,
    /// 所属長
    Manager,
    /// 事務局
    Secretariat,
    /// 見るだけ
    Viewer,
}

impl Role {
    /// In the order of the first visit's choices.
    pub const ALL: [Role; 5] = [Role::Respondent, Role::Department, Role::Manager, Role::Secretariat, Role::Viewer];
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    AsTheSystem,
    Light,
    Dark,
}

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct MomentForm(#[serde(with = "moment")] Moment);

impl DeviceSettings {
    pub(super) fn to_values(&self) -> Map<String, Value> {
        let mut values = self.later.0.clone();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                values.insert(name.to_owned(), value);
            }
        };
        put("role", self.role.and_then(to_value));
        put("program", self.program.as_ref().map(|id| id.as_str().into()));
        put("department", self.department.as_ref().map(|id| id.as_str().into()));
        put("person", (!self.person.is_empty()).then(|| self.person.as_str().into()));
        put("device", (!self.device.is_empty()).then(|| self.device.as_str().into()));
        put("theme", (self.theme != Theme::default()).then_some(self.theme).and_then(to_value));
        put("headings", (!self.headings.is_empty()).then_some(&self.headings).and_then(to_value));
        put("agreements", (!self.agreements.is_empty()).then_some(&self.agreements).and_then(to_value));
        put("last_export", self.last_export.map(MomentForm).and_then(to_value));
        put("last_backup", self.last_backup.map(MomentForm).and_then(to_value));
        put("revisions", (!self.revisions.is_empty()).then_some(&self.revisions).and_then(to_value));
        values
    }

    pub(super) fn from_values(mut values: Map<String, Value>) -> Self {
        DeviceSettings {
            role: take(&mut values, "role"),
            program: take(&mut values, "program").and_then(|id: String| ProgramId::new(&id).ok()),
            department: take(&mut values, "department").and_then(|id: String| DepartmentId::new(&id).ok()),
            person: take(&mut values, "person").unwrap_or_default(),
            device: take(&mut values, "device").unwrap_or_default(),
            theme: take(&mut values, "theme").unwrap_or_default(),
            last_export: take(&mut values, "last_export").map(|MomentForm(moment)| moment),
            last_backup: take(&mut values, "last_backup").map(|MomentForm(moment)| moment),
            headings: take(&mut values, "headings").unwrap_or_default(),
            agreements: take(&mut values, "agreements").unwrap_or_default(),
            revisions: take(&mut values, "revisions").unwrap_or_default(),
            later: Later(values),
        }
    }
}

fn to_value(value: impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}

/// Takes a field out where it is understood.
fn take<T: DeserializeOwned>(values: &mut Map<String, Value>, name: &str) -> Option<T> {
    let value = serde_json::from_value(values.get(name)?.clone()).ok()?;
    values.remove(name);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_new_revision_when_its_body_changed() {
        let first = Revision::after(None, "ab".to_owned());
        assert_eq!(first.n, 1);
        assert_eq!(Revision::after(Some(&first), "ab".to_owned()).n, 1);
        assert_eq!(Revision::after(Some(&first), "cd".to_owned()).n, 2);
    }

    #[test]
    fn settings_come_back_and_what_a_newer_page_wrote_stays() {
        let settings = DeviceSettings {
            role: Some(Role::Secretariat),
            program: Some(ProgramId::new("nagaoka").unwrap()),
            department: Some(DepartmentId::new("d1").unwrap()),
            person: "山田".to_owned(),
            device: "3階の共用PC".to_owned(),
            theme: Theme::Dark,
            last_export: Some("2026-11-21T09:30:00".parse().unwrap()),
            last_backup: Some("2026-11-20T09:30:00".parse().unwrap()),
            headings: BTreeMap::from([("番号".to_owned(), "employee".to_owned())]),
            agreements: BTreeSet::from(["水道局".to_owned()]),
            revisions: BTreeMap::from([("nagaoka".to_owned(), Revision::after(None, "ab".to_owned()))]),
            later: Later::default(),
        };
        assert_eq!(DeviceSettings::from_values(settings.to_values()), settings);
        let mut form = settings.to_values();
        form.insert("role".to_owned(), "auditor".into());
        form.insert("later".to_owned(), 1.into());
        let read = DeviceSettings::from_values(form.clone());
        assert_eq!(read.role, None);
        assert_eq!(read.to_values(), form);
    }
}
