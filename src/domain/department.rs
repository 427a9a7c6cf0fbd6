//! 所属.

use super::{DepartmentId, FiscalYear};

/// A unit of the city hall. Renamed, split or merged units are new departments; `from` and `until` say when each stood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Department {
    pub name: String,
    pub parent: Option<DepartmentId>,
    pub from: Option<FiscalYear>,
    /// The last fiscal year it stands in.
    pub until: Option<FiscalYear>,
    /// The units that took its work over when it ended: one where it was renamed or merged, several where it was split.
    pub successors: Vec<DepartmentId>,
}

impl Department {
    /// A unit that nothing but its name is known of.
    pub fn named(name: &str) -> Self {
        Department { name: name.to_owned(), parent: None, from: None, until: None, successors: Vec::new() }
    }

    pub fn stands_in(&self, year: FiscalYear) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }
}

/// 主管課 and 関係課 of a measure or an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assignment {
    pub lead: Vec<DepartmentId>,
    pub related: Vec<DepartmentId>,
    /// Related units that the document names only in words: 全課, 公の施設を所管する全課.
    pub related_in_words: String,
}
