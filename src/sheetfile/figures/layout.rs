//! Which column is where.

use super::{FileRefusal, Role, What, When};
use crate::{domain::Stage, sheetfile::lines::Row};
use std::collections::BTreeMap;

/// Headings stand among the first rows, below titles.
const TITLES: usize = 30;

/// The headings as they stand, and what each was taken for.
pub(super) type Headings = Vec<(String, Option<Role>)>;

/// The columns of a table, by place.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Cells behind the last heading mean nothing.
    pub n_columns: usize,
    pub number: Option<usize>,
    pub name: Option<usize>,
    pub year: Option<usize>,
    pub unit: Option<usize>,
    pub remark: Option<usize>,
    pub divisions: Vec<usize>,
    pub values: Vec<Column>,
}

/// A column of values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub at: usize,
    pub what: What,
    pub when: When,
    pub stage: Option<Stage>,
}

impl Layout {
    /// The place of the row of headings, what every heading means, and where things are.
    pub fn find(rows: &[Row]) -> Result<(usize, Headings, Self), FileRefusal> {
        let mut refusal = FileRefusal::NoHeadings;
        for (place, row) in rows.iter().take(TITLES).enumerate() {
            let headings: Headings = row.cells.iter().map(|heading| (heading.trim().to_owned(), Role::guess(heading))).collect();
            match Layout::read(&headings) {
                Ok(Some(layout)) => return Ok((place, headings, layout)),
                Ok(None) => {}
                // A line above the headings may hold one of their words.
                Err(why) => refusal = why,
            }
        }
        Err(refusal)
    }

    /// `Ok(None)` where the row is no heading.
    fn read(headings: &[(String, Option<Role>)]) -> Result<Option<Self>, FileRefusal> {
        let mut columns = BTreeMap::new();
        let mut divisions = Vec::new();
        for (at, (heading, role)) in headings.iter().enumerate() {
            match role {
                Some(Role::Division) => divisions.push(at),
                Some(role) if columns.insert(*role, at).is_some() => return Err(FileRefusal::ColumnTwice(heading.clone())),
                Some(_) | None => {}
            }
        }
        let at = |role| columns.get(&role).copied();
        let (number, name) = (at(Role::Number), at(Role::Name));
        if number.is_none() && name.is_none() {
            return Ok(None);
        }
        let mut values: Vec<Column> = columns
            .iter()
            .filter_map(|(role, &at)| match *role {
                Role::Value(what, when, stage) => Some(Column { at, what, when, stage }),
                _ => None,
            })
            .collect();
        values.sort_by_key(|column| column.at);
        if values.is_empty() {
            return Err(FileRefusal::NoValues);
        }
        if at(Role::Year).is_none() && values.iter().any(|column| column.when == When::OfRow) {
            return Err(FileRefusal::NoYear);
        }
        Ok(Some(Layout {
            n_columns: headings.iter().rposition(|(heading, _)| !heading.is_empty()).map_or(0, |last| last + 1),
            number,
            name,
            year: at(Role::Year),
            unit: at(Role::Unit),
            remark: at(Role::Remark),
            divisions,
            values,
        }))
    }
}
