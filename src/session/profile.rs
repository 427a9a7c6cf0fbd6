//! Who sits at this device, as they said on the first visit.

use crate::domain::DepartmentId;

/// What a person comes to do. It chooses what the page shows first; it is no access control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 職員: answers the survey.
    Staff,
    /// 所属の担当者: fills in sheets and figures.
    Clerk,
    /// 所属長.
    Head,
    /// 事務局.
    Secretariat,
    /// 見るだけ.
    Viewer,
}

impl Role {
    pub const ALL: [Role; 5] = [Role::Staff, Role::Clerk, Role::Head, Role::Secretariat, Role::Viewer];
}

/// The device's user. It stays on this device; changes carry department and person for people to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// `None` before the first visit's question is answered.
    pub role: Option<Role>,
    pub department: Option<DepartmentId>,
    pub person: String,
}
