//! Many cells of one kind.

use crate::register::{Cell, Reading};
use std::{collections::BTreeMap, sync::Arc};

/// Cells by key. Cloning costs one pointer; a change copies the map's pointers and one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K, V>(Arc<BTreeMap<K, Arc<Cell<V>>>>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table(Arc::default())
    }
}

impl<K: Ord + Clone, V: Ord + Clone> Table<K, V> {
    pub fn cell(&self, key: &K) -> Option<&Cell<V>> {
        self.0.get(key).map(Arc::as_ref)
    }

    pub fn reading(&self, key: &K) -> Reading<&V> {
        self.cell(key).map_or(Reading::Absent, Cell::reading)
    }

    /// The value, where there is exactly one.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.reading(key).settled()
    }

    /// In key order.
    pub fn cells(&self) -> impl Iterator<Item = (&K, &Cell<V>)> {
        self.0.iter().map(|(key, cell)| (key, cell.as_ref()))
    }

    /// The keys and values of the cells that show exactly one value, in key order.
    pub fn settled(&self) -> impl Iterator<Item = (&K, &V)> {
        self.cells().filter_map(|(key, cell)| Some((key, cell.reading().settled()?)))
    }

    /// In key order, from `from` on.
    pub fn cells_from<'a>(&'a self, from: &K) -> impl Iterator<Item = (&'a K, &'a Cell<V>)> + use<'a, K, V> {
        self.0.range(from.clone()..).map(|(key, cell)| (key, cell.as_ref()))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both are the same map in memory: nothing can differ, and nothing needs comparing.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The keys whose cells are not one in memory with those of an earlier state, or are in one of the two only.
    pub fn changed_since<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = &'a K> {
        let is_same = self.is_same(earlier);
        let news = self.0.iter().filter(move |(key, cell)| !is_same && earlier.0.get(*key).is_none_or(|known| !Arc::ptr_eq(known, cell)));
        let gone = earlier.0.keys().filter(move |key| !is_same && !self.0.contains_key(*key));
        news.map(|(key, _)| key).chain(gone)
    }

    /// The join of two copies, cell by cell. What one copy lacks says nothing.
    pub fn join(&mut self, other: &Self) {
        if self.is_same(other) || other.is_empty() {
            return;
        }
        if self.is_empty() {
            *self = other.clone();
            return;
        }
        // Looked at before anything is copied: most cells of a mailed file are already here.
        let news: Vec<_> = other.0.iter().filter(|(key, theirs)| !self.0.get(key).is_some_and(|ours| ours.includes(theirs))).collect();
        if news.is_empty() {
            return;
        }
        let cells = Arc::make_mut(&mut self.0);
        for (key, theirs) in news {
            match cells.get_mut(key) {
                Some(ours) => *ours = Arc::new(ours.merge(theirs)),
                None => {
                    cells.insert(key.clone(), theirs.clone());
                }
            }
        }
    }

    /// Puts the cell there, or takes the place away.
    pub(crate) fn put(&mut self, key: K, cell: Option<Cell<V>>) {
        let cells = Arc::make_mut(&mut self.0);
        match cell {
            Some(cell) => cells.insert(key, Arc::new(cell)),
            None => cells.remove(&key),
        };
    }

    pub(crate) fn cell_mut(&mut self, key: K) -> &mut Cell<V> {
        Arc::make_mut(Arc::make_mut(&mut self.0).entry(key).or_default())
    }
}
