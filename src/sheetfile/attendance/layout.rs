//! Which column is where.

use super::{FileRefusal, Headings, Role};
use crate::domain::overtime::{Kind, MonthName};
use std::collections::BTreeMap;

/// The columns of a file, by place.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Cells behind the last heading mean nothing.
    pub n_columns: usize,
    pub employee: usize,
    pub workplace: usize,
    pub shape: Shape,
    pub hired_on: Option<usize>,
    pub status: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// One row an employee and year.
    Years { year: usize, months: Vec<(MonthName, usize)>, kind: Option<usize> },
    /// One row an employee and month.
    Months { when: When, hours: Vec<(Kind, usize)>, reason: Option<usize> },
}

/// Where a row says its month.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    YearMonth(usize),
    YearAndMonth(usize, usize),
}

impl Layout {
    /// `Ok(None)` where the row is no heading: titles may stand above it.
    pub fn read<S: AsRef<str>>(row: &[S], headings: &Headings) -> Result<Option<Self>, FileRefusal> {
        let mut columns = BTreeMap::new();
        for (at, heading) in row.iter().map(AsRef::as_ref).enumerate() {
            let role = headings.get(heading).copied().unwrap_or_else(|| Role::guess(heading));
            if let Some(role) = role
                && columns.insert(role, at).is_some()
            {
                return Err(FileRefusal::ColumnTwice(role));
            }
        }
        let Some(&employee) = columns.get(&Role::Employee) else { return Ok(None) };
        let need = |role| columns.get(&role).copied().ok_or(FileRefusal::NoColumn(role));
        let months: Vec<_> =
            columns.iter().filter_map(|(role, &at)| if let Role::HoursIn(month) = *role { Some((month, at)) } else { None }).collect();
        let shape = if months.is_empty() {
            let hours: Vec<_> =
                columns.iter().filter_map(|(role, &at)| if let Role::HoursOf(kind) = *role { Some((kind, at)) } else { None }).collect();
            if hours.is_empty() {
                return Err(FileRefusal::NoHours);
            }
            let when = match columns.get(&Role::YearMonth) {
                Some(&at) => When::YearMonth(at),
                None => When::YearAndMonth(need(Role::FiscalYear)?, need(Role::Month)?),
            };
            Shape::Months { when, hours, reason: columns.get(&Role::Reason).copied() }
        } else {
            Shape::Years { year: need(Role::FiscalYear)?, months, kind: columns.get(&Role::Kind).copied() }
        };
        Ok(Some(Layout {
            n_columns: (0..row.len()).rfind(|&at| !row[at].as_ref().trim().is_empty()).map_or(0, |last| last + 1),
            employee,
            workplace: need(Role::Workplace)?,
            shape,
            hired_on: columns.get(&Role::HiredOn).copied(),
            status: columns.get(&Role::Status).copied(),
        }))
    }

    /// The columns with hours; every other may hold words.
    pub fn is_hours(&self, column: usize) -> bool {
        match &self.shape {
            Shape::Years { months, .. } => months.iter().any(|&(_, at)| at == column),
            Shape::Months { hours, .. } => hours.iter().any(|&(_, at)| at == column),
        }
    }
}
