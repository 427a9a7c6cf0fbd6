//! Which indicators a change is about, and whether anybody has changed anything.

use super::{CellKind, IndicatorId, Kind, Table, Tables, Visitor};
use crate::register::Writer;
use std::collections::BTreeSet;

/// The indicators that may look or be judged differently now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Something changed that any indicator may depend on: a setting, a rating, another copy of everything.
    All,
    Some(BTreeSet<IndicatorId>),
}

/// What belongs to one indicator and is read for no other.
const OF_ONE_INDICATOR: [Kind; 5] = [Kind::Indicator, Kind::Target, Kind::Baseline, Kind::Figure, Kind::DefinitionBreak];

impl Tables {
    /// What changed since an earlier state. Cells that are one in memory are not compared, so this costs little after an edit.
    pub fn touched_since(&self, earlier: &Tables) -> Touched {
        let mut others = Others { earlier, is_changed: false };
        self.visit(&mut others);
        if others.is_changed {
            return Touched::All;
        }
        let mut touched = BTreeSet::new();
        touched.extend(self.indicators.changed_since(&earlier.indicators).cloned());
        touched.extend(self.targets.changed_since(&earlier.targets).map(|key| key.indicator.clone()));
        touched.extend(self.baselines.changed_since(&earlier.baselines).map(|key| key.indicator.clone()));
        touched.extend(self.figures.changed_since(&earlier.figures).map(|key| key.indicator.clone()));
        touched.extend(self.breaks.changed_since(&earlier.breaks).map(|key| key.indicator.clone()));
        Touched::Some(touched)
    }

    /// Whether everything is as it came with the page: nobody here has typed or read in anything.
    pub fn is_as_given(&self) -> bool {
        let mut given = AsGiven(true);
        self.visit(&mut given);
        given.0
    }
}

struct AsGiven(bool);

impl Visitor for AsGiven {
    fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
        self.0 = self.0 && table.cells().flat_map(|(_, cell)| cell.siblings()).all(|sibling| sibling.dot.writer == Writer::SEED);
    }
}

struct Others<'a> {
    earlier: &'a Tables,
    is_changed: bool,
}

impl Visitor for Others<'_> {
    fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
        let earlier = C::table(self.earlier);
        let is_alike = earlier.is_same(table) || (earlier.is_empty() && table.is_empty());
        self.is_changed |= !OF_ONE_INDICATOR.contains(&C::KIND) && !is_alike;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Entry, Figure, FigureKey, FiscalYear, Shown, Vocabulary},
        register::{Dot, Writer},
    };

    fn figure(id: &str) -> Entry {
        let key = FigureKey { indicator: IndicatorId::new(id).unwrap(), year: FiscalYear::new(2023).unwrap(), part: None };
        Entry::Figure(key, Figure::confirmed(Shown::Blank))
    }

    fn written(tables: &Tables, entry: Entry, n: u64) -> Tables {
        let mut tables = tables.clone();
        tables.write(entry, Dot { writer: Writer::from_bits(1), n }, None);
        tables
    }

    #[test]
    fn only_what_changed_is_touched() {
        let ids = |ids: &[&str]| Touched::Some(ids.iter().map(|id| IndicatorId::new(id).unwrap()).collect());
        let one = written(&Tables::default(), figure("a"), 1);
        let two = written(&one, figure("b"), 2);
        assert_eq!(two.touched_since(&two), ids(&[]));
        assert_eq!(two.touched_since(&one), ids(&["b"]));
        // What is gone is touched too: an import that was taken back.
        assert_eq!(one.touched_since(&two), ids(&["b"]));
        assert_eq!(two.touched_since(&Tables::default()), ids(&["a", "b"]));
        assert_eq!(written(&two, figure("a"), 3).touched_since(&two), ids(&["a"]));
        let words = || String::new();
        let vocabulary = Vocabulary { pillar: words(), measure: words(), department: words(), secretariat: words() };
        let named = written(&two, Entry::Vocabulary((), vocabulary), 3);
        assert_eq!(named.touched_since(&two), Touched::All);
        assert_eq!(written(&named, figure("a"), 4).touched_since(&named), ids(&["a"]), "what both have touches nothing");
    }

    #[test]
    fn a_programme_is_as_given_until_somebody_writes_in_it() {
        let mut tables = Tables::default();
        tables.write(figure("N1"), Dot { writer: Writer::SEED, n: 1 }, None);
        assert!(tables.is_as_given());
        tables.write(figure("N2"), Dot { writer: Writer::from_bits(7), n: 1 }, None);
        assert!(!tables.is_as_given());
    }
}
