//! Many cells of one kind.

use crate::register::{Cell, Reading};
use std::sync::Arc;

/// Cells by key. Cloning costs one pointer; a change copies the pointers and one cell.
///
/// A sorted list and no tree: the page has thirty kinds of cells, and the code of a tree for each of them would be a tenth of
/// the program. Files and stored parts bring their cells in the order of the keys, so most of them go to the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K, V>(Arc<Vec<(K, Arc<Cell<V>>)>>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table(Arc::default())
    }
}

impl<K: Ord + Clone, V: Ord + Clone> Table<K, V> {
    /// Where a key is, or where it would be.
    fn find(&self, key: &K) -> Result<usize, usize> {
        match self.0.last() {
            Some((last, _)) if last < key => Err(self.0.len()),
            _ => self.0.binary_search_by(|(known, _)| known.cmp(key)),
        }
    }

    fn shared(&self, key: &K) -> Option<&Arc<Cell<V>>> {
        self.find(key).ok().map(|at| &self.0[at].1)
    }

    pub fn cell(&self, key: &K) -> Option<&Cell<V>> {
        self.shared(key).map(Arc::as_ref)
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
        let (Ok(start) | Err(start)) = self.find(from);
        self.0[start..].iter().map(|(key, cell)| (key, cell.as_ref()))
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
        let news = self.0.iter().filter(move |(key, cell)| !is_same && earlier.shared(key).is_none_or(|known| !Arc::ptr_eq(known, cell)));
        let gone = earlier.0.iter().map(|(key, _)| key).filter(move |key| !is_same && self.find(key).is_err());
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
        if other.0.iter().all(|(key, theirs)| self.shared(key).is_some_and(|ours| ours.includes(theirs))) {
            return;
        }
        // Both are sorted, so one walk through both makes the new list.
        let mut joined = Vec::with_capacity(self.0.len().max(other.0.len()));
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        loop {
            joined.push(match (ours.peek().copied(), theirs.peek().copied()) {
                (Some((one, here)), Some((two, there))) if one == two => {
                    let both = if here.includes(there) { Arc::clone(here) } else { Arc::new(here.merge(there)) };
                    theirs.next();
                    ours.next();
                    (one.clone(), both)
                }
                (Some(one), Some(two)) if two.0 < one.0 => {
                    theirs.next();
                    two.clone()
                }
                (Some(one), _) => {
                    ours.next();
                    one.clone()
                }
                (None, Some(two)) => {
                    theirs.next();
                    two.clone()
                }
                (None, None) => break,
            });
        }
        self.0 = Arc::new(joined);
    }

    /// Puts the cell there, or takes the place away.
    pub(crate) fn put(&mut self, key: K, cell: Option<Cell<V>>) {
        let place = self.find(&key);
        let cells = Arc::make_mut(&mut self.0);
        match (place, cell) {
            (Ok(at), Some(cell)) => cells[at].1 = Arc::new(cell),
            (Err(at), Some(cell)) => cells.insert(at, (key, Arc::new(cell))),
            (Ok(at), None) => drop(cells.remove(at)),
            (Err(_), None) => {}
        }
    }

    pub(crate) fn cell_mut(&mut self, key: K) -> &mut Cell<V> {
        let place = self.find(&key);
        let cells = Arc::make_mut(&mut self.0);
        let at = match place {
            Ok(at) => at,
            Err(at) => {
                cells.insert(at, (key, Arc::default()));
                at
            }
        };
        Arc::make_mut(&mut cells[at].1)
    }
}
