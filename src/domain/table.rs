//! Many cells of one kind.

use crate::register::{Cell, Reading};
use std::sync::Arc;

/// Cells by key. Cloning costs one pointer; a change copies the pointers and one cell.
///
/// A sorted list and no tree: the page has thirty kinds of cells, and the code of a tree for each of them would be a tenth of
/// the program. Files and stored parts bring their cells in the order of the keys, so most of them go to the end.
///
/// `None` is the empty list: a programme has thirty tables, most of them empty, and every file and every step that can be
/// taken back holds programmes of its own.
#[derive(Clone, Debug)]
pub struct Table<K, V>(Option<Arc<List<K, V>>>);

type List<K, V> = Vec<(K, Arc<Cell<V>>)>;

/// The list of an empty table, and one from which the last cell was taken away, are equal.
impl<K: Eq, V: Eq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => one == other,
            (None, None) => true,
            (Some(list), None) | (None, Some(list)) => list.is_empty(),
        }
    }
}

impl<K: Eq, V: Eq> Eq for Table<K, V> {}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table(None)
    }
}

/// A file of so many cells or fewer is taken in one by one: most departments send a page or two, into thousands.
const FEW: usize = 16;

impl<K: Ord + Clone, V: Ord + Clone> Table<K, V> {
    fn list(&self) -> &[(K, Arc<Cell<V>>)] {
        self.0.as_ref().map_or(&[], |list| list.as_slice())
    }

    fn list_mut(&mut self) -> &mut List<K, V> {
        let shared = self.0.get_or_insert_default();
        // What `Arc::make_mut` does, without its care for weak references, which would be compiled for every kind of cell.
        if Arc::get_mut(shared).is_none() {
            *shared = Arc::new(shared.to_vec());
        }
        Arc::get_mut(shared).expect("nobody else has it")
    }

    /// Where a key is, or where it would be.
    fn find(&self, key: &K) -> Result<usize, usize> {
        let list = self.list();
        match list.last() {
            Some((last, _)) if last < key => Err(list.len()),
            _ => list.binary_search_by(|(known, _)| known.cmp(key)),
        }
    }

    /// The place and the cell of a key that is probably at that place, as when going through two tables side by side.
    pub fn cell_near(&self, place: usize, key: &K) -> Option<(usize, &Cell<V>)> {
        let is_there = self.list().get(place).is_some_and(|(known, _)| known == key);
        let at = if is_there { place } else { self.find(key).ok()? };
        Some((at, &self.list()[at].1))
    }

    pub(super) fn shared(&self, key: &K) -> Option<&Arc<Cell<V>>> {
        self.find(key).ok().map(|at| &self.list()[at].1)
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
        self.list().iter().map(|(key, cell)| (key, cell.as_ref()))
    }

    /// The keys and values of the cells that show exactly one value, in key order.
    pub fn settled(&self) -> impl Iterator<Item = (&K, &V)> {
        self.cells().filter_map(|(key, cell)| Some((key, cell.reading().settled()?)))
    }

    /// In key order, from `from` on.
    pub fn cells_from<'a>(&'a self, from: &K) -> impl Iterator<Item = (&'a K, &'a Cell<V>)> + use<'a, K, V> {
        let (Ok(start) | Err(start)) = self.find(from);
        self.list()[start..].iter().map(|(key, cell)| (key, cell.as_ref()))
    }

    pub fn len(&self) -> usize {
        self.list().len()
    }

    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    /// Whether both are the same map in memory: nothing can differ, and nothing needs comparing.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// The keys whose cells are not one in memory with those of an earlier state, or are in one of the two only.
    pub fn changed_since<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = &'a K> {
        let is_same = self.is_same(earlier);
        let news =
            self.list().iter().filter(move |(key, cell)| !is_same && earlier.shared(key).is_none_or(|known| !Arc::ptr_eq(known, cell)));
        let gone = earlier.list().iter().map(|(key, _)| key).filter(move |key| !is_same && self.find(key).is_err());
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
        if other.len() <= FEW {
            other.list().iter().for_each(|(key, theirs)| self.join_cell(key, theirs));
            return;
        }
        // Looked at before anything is copied: most cells of a mailed file are already here.
        if other.list().iter().all(|(key, theirs)| self.shared(key).is_some_and(|ours| ours.includes(theirs))) {
            return;
        }
        // Both are sorted, so one walk through both makes the new list.
        let mut joined = Vec::with_capacity(self.len().max(other.len()));
        let (mut ours, mut theirs) = (self.list().iter().peekable(), other.list().iter().peekable());
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
        self.0 = Some(Arc::new(joined));
    }

    /// Joins one cell. What is here already is not copied, and what is new is shared with the other copy.
    pub(super) fn join_cell(&mut self, key: &K, theirs: &Arc<Cell<V>>) {
        match self.find(key) {
            Ok(at) => {
                let ours = &self.list()[at].1;
                if !ours.includes(theirs) {
                    let both = Arc::new(ours.merge(theirs));
                    self.list_mut()[at].1 = both;
                }
            }
            Err(at) => self.list_mut().insert(at, (key.clone(), Arc::clone(theirs))),
        }
    }

    /// Takes one cell from another copy as it stands there, or takes the place away. Both copies share it.
    pub(super) fn take(&mut self, key: &K, from: &Self) {
        self.put_shared(key.clone(), from.shared(key).cloned());
    }

    /// Puts the cell there, or takes the place away.
    pub(crate) fn put(&mut self, key: K, cell: Option<Cell<V>>) {
        self.put_shared(key, cell.map(Arc::new));
    }

    /// Puts the cell where none is yet; gives both back where one is.
    pub(crate) fn put_new(&mut self, key: K, cell: Cell<V>) -> Result<(), (K, Cell<V>)> {
        match self.find(&key) {
            Ok(_) => Err((key, cell)),
            Err(at) => {
                self.list_mut().insert(at, (key, Arc::new(cell)));
                Ok(())
            }
        }
    }

    fn put_shared(&mut self, key: K, cell: Option<Arc<Cell<V>>>) {
        match (self.find(&key), cell) {
            (Ok(at), Some(cell)) => self.list_mut()[at].1 = cell,
            (Err(at), Some(cell)) => self.list_mut().insert(at, (key, cell)),
            (Ok(at), None) => drop(self.list_mut().remove(at)),
            (Err(_), None) => {}
        }
    }

    pub(crate) fn cell_mut(&mut self, key: K) -> &mut Cell<V> {
        let place = self.find(&key);
        let cells = self.list_mut();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Dot, Writer};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Letters = Table<u16, u8>;

    /// Cells of a few writers: some alike in two tables, some older, some in conflict, some in one of them only.
    fn tables() -> impl Strategy<Value = Letters> {
        let edits = prop::collection::vec((0..3u64, 1..4u64, any::<bool>()), 1..3);
        // Few and many, so that either way of joining is gone.
        let keys = prop_oneof![prop::collection::btree_set(0..150u16, 0..8), prop::collection::btree_set(0..150u16, 10..120)];
        (keys, prop::collection::vec(edits, 150)).prop_map(|(keys, edits)| {
            let mut table = Letters::default();
            for key in keys {
                let mut cell = Cell::default();
                for &(writer, n, is_odd) in &edits[usize::from(key)] {
                    cell.write(Dot { writer: Writer::from_bits(writer), n }, None, u8::from(is_odd));
                }
                table.put(key, Some(cell));
            }
            table
        })
    }

    fn as_map(table: &Letters) -> BTreeMap<u16, Cell<u8>> {
        table.cells().map(|(key, cell)| (*key, cell.clone())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        #[test]
        fn tables_are_joined_cell_by_cell_however_many_are_new(ours in tables(), theirs in tables()) {
            let mut expected = as_map(&ours);
            for (key, cell) in theirs.cells() {
                let both = expected.get(key).map_or_else(|| cell.clone(), |ours| ours.merge(cell));
                expected.insert(*key, both);
            }
            let mut joined = ours.clone();
            joined.join(&theirs);
            prop_assert_eq!(as_map(&joined), expected);
            let once = joined.clone();
            joined.join(&theirs);
            prop_assert!(joined.is_same(&once), "what brings nothing new copies nothing");
        }

        #[test]
        fn side_by_side_every_cell_is_found_that_is_there(ours in tables(), theirs in tables()) {
            let mut place = 0;
            for (key, _) in theirs.cells() {
                let found = ours.cell_near(place, key);
                prop_assert_eq!(found.map(|(_, cell)| cell), ours.cell(key));
                place = found.map_or(place, |(at, _)| at + 1);
            }
        }
    }

    #[test]
    fn a_table_that_was_emptied_equals_an_empty_one() {
        let mut table = Letters::default();
        assert_eq!(table.put_new(1, Cell::default()), Ok(()));
        assert_ne!(table, Letters::default());
        assert_eq!(table.put_new(1, Cell::default()), Err((1, Cell::default())));
        table.put(1, None);
        assert_eq!(table, Letters::default());
        assert_eq!(Letters::default(), table);
    }

    #[test]
    fn a_cell_that_is_taken_from_another_copy_is_shared_with_it() {
        let (mut ours, mut theirs) = (Letters::default(), Letters::default());
        theirs.cell_mut(1).write(Dot { writer: Writer::from_bits(1), n: 1 }, None, 7);
        ours.take(&1, &theirs);
        assert!(std::ptr::eq(ours.cell(&1).unwrap(), theirs.cell(&1).unwrap()));
        // And what is written here is not written there.
        ours.cell_mut(1).write(Dot { writer: Writer::from_bits(1), n: 2 }, None, 8);
        assert_eq!((ours.get(&1), theirs.get(&1)), (Some(&8), Some(&7)));
        ours.take(&1, &Letters::default());
        assert_eq!(ours.cell(&1), None);
    }
}
