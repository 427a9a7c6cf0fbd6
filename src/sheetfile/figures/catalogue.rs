//! Which indicator a row means.

use super::Why;
use crate::domain::{Indicator, IndicatorId, PartId, Tables, half_width};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What a person said a row means, by its [`label_of`].
pub type Choices = BTreeMap<String, IndicatorId>;

/// How many names are offered where a row's own is not known.
const NEAR: usize = 3;
/// The least share of letter pairs two names have in common to be called near.
const ALIKE: f64 = 0.3;

/// The longest label, in characters.
const LABEL: usize = 120;

/// A row's number and name as one text: what a person picks an indicator for.
pub fn label_of(number: &str, name: &str) -> String {
    let both: Vec<&str> = [number.trim(), name.trim()].into_iter().filter(|text| !text.is_empty()).collect();
    both.join(" ").chars().take(LABEL).collect()
}

/// An indicator, and the part where the name itself says it: 取得率（男性）.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meant {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
}

/// The indicators of a programme by whatever they may be called.
pub(super) struct Catalogue<'t> {
    listed: Vec<(&'t IndicatorId, &'t Indicator)>,
    by_number: BTreeMap<String, &'t IndicatorId>,
    by_name: BTreeMap<String, BTreeSet<Meant>>,
}

impl<'t> Catalogue<'t> {
    pub fn new(tables: &'t Tables) -> Self {
        let listed = tables.listed_indicators();
        let mut by_name: BTreeMap<String, BTreeSet<Meant>> = BTreeMap::new();
        let mut enter = |name: String, indicator: &IndicatorId, part: Option<&PartId>| {
            let meant = Meant { indicator: indicator.clone(), part: part.cloned() };
            by_name.entry(key(&name)).or_default().insert(meant);
        };
        for &(id, indicator) in &listed {
            let whole = format!("{}{}", indicator.mark, indicator.name);
            for part in &indicator.parts {
                enter(format!("{}{}", indicator.name, part.label), id, Some(&part.id));
                enter(format!("{whole}{}", part.label), id, Some(&part.id));
            }
            enter(indicator.name.clone(), id, None);
            enter(whole, id, None);
        }
        let by_number = listed.iter().map(|(id, _)| (number_key(id.as_str()), *id)).collect();
        Catalogue { listed, by_number, by_name }
    }

    pub fn indicator(&self, id: &IndicatorId) -> Option<&'t Indicator> {
        self.listed.iter().find(|(known, _)| *known == id).map(|(_, indicator)| *indicator)
    }

    /// The indicator of a row. A number that is nobody's may be the table's own; a name must be known, or have been picked.
    pub fn find(&self, number: &str, name: &str, choices: &Choices) -> Result<Meant, Why> {
        if number.trim().is_empty() && name.trim().is_empty() {
            return Err(Why::NoIndicator);
        }
        let whole = |id: &IndicatorId| Meant { indicator: id.clone(), part: None };
        if let Some(id) = choices.get(&label_of(number, name)).filter(|id| self.indicator(id).is_some()) {
            return Ok(whole(id));
        }
        let numbered = self.by_number.get(&number_key(number)).copied();
        let named: Vec<&Meant> = self.by_name.get(&key(name)).into_iter().flatten().collect();
        match (numbered, &named[..]) {
            (Some(id), []) if name.trim().is_empty() => Ok(whole(id)),
            (Some(id), []) => Err(Why::Unknown { near: self.near(name, Some(id)) }),
            (Some(id), named) => match named.iter().find(|meant| meant.indicator == *id) {
                Some(meant) => Ok((*meant).clone()),
                None => {
                    Err(Why::Disagree { near: std::iter::once(id).chain(named.iter().map(|meant| &meant.indicator)).cloned().collect() })
                }
            },
            (None, []) => Err(Why::Unknown { near: self.near(name, None) }),
            (None, [one]) => Ok((*one).clone()),
            (None, several) => Err(Why::Ambiguous { near: several.iter().map(|meant| meant.indicator.clone()).collect() }),
        }
    }

    /// Who is called something like it, the nearest first; `first` before all.
    fn near(&self, name: &str, first: Option<&IndicatorId>) -> Vec<IndicatorId> {
        let wanted = pairs(name);
        let likeness = |indicator: &Indicator| {
            let pairs = pairs(&indicator.name);
            let n_both = pairs.len() + wanted.len();
            if n_both == 0 { 0.0 } else { 2.0 * pairs.intersection(&wanted).count() as f64 / n_both as f64 }
        };
        let mut alike: Vec<(f64, &IndicatorId)> = self.listed.iter().map(|(id, indicator)| (likeness(indicator), *id)).collect();
        alike.retain(|(likeness, id)| *likeness >= ALIKE && Some(*id) != first);
        alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        first.into_iter().chain(alike.into_iter().map(|(_, id)| id)).take(NEAR).cloned().collect()
    }
}

/// A name without what people write differently: width, case, blanks, brackets and points.
pub(super) fn key(name: &str) -> String {
    name.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `O1-1` and `O11` are two indicators.
fn number_key(number: &str) -> String {
    let dash = |c| if matches!(c, '‐' | '–' | '−' | 'ー' | '―') { '-' } else { c };
    number.chars().map(half_width).filter(|c| !c.is_whitespace()).map(dash).flat_map(char::to_lowercase).collect()
}

fn pairs(name: &str) -> HashSet<(char, char)> {
    let key = key(name);
    key.chars().zip(key.chars().skip(1)).collect()
}
