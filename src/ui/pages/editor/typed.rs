//! What people type into the editor's small fields.

use crate::{
    domain::{FiscalYear, Tables},
    ui::{parts::Item, words},
};

/// Names typed one a line.
pub fn names(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The years a programme may be set to: ten before and thirty after the present one, and those it has.
pub fn year_items(present: FiscalYear, tables: Option<&Tables>) -> Vec<Item<FiscalYear>> {
    let known = tables.map(|tables| tables.years(present)).unwrap_or_default();
    let around = (present.number() - 10..=present.number() + 30).filter_map(|year| FiscalYear::new(year).ok());
    let mut years: Vec<FiscalYear> = around.chain(known).collect();
    years.sort();
    years.dedup();
    years.into_iter().map(|year| Item::new(year, words::year(year))).collect()
}

/// The same with a first line for no year.
pub fn year_or_none(years: Vec<Item<FiscalYear>>, none: &str) -> Vec<Item<Option<FiscalYear>>> {
    let year = |item: Item<FiscalYear>| Item::new(Some(item.value), item.label);
    std::iter::once(Item::new(None, none)).chain(years.into_iter().map(year)).collect()
}
