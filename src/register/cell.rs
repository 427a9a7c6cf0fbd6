//! The multi-value register.

use super::{Context, Dot, Moment};
use std::sync::Arc;

/// Fields of a value that a newer page wrote and this one does not know: canonical JSON, kept as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rest(Option<Arc<str>>);

impl Rest {
    /// `object` is the canonical text of a JSON object; the empty object is no rest at all.
    pub fn from_canonical(object: &str) -> Self {
        Rest((object != "{}").then(|| Arc::from(object)))
    }

    pub fn text(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

/// One value of a cell and the change that wrote it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sibling<V> {
    pub dot: Dot,
    pub value: V,
    /// The value this one replaced, for people comparing two edits.
    pub before: Option<V>,
    /// Unknown where nobody typed the value, as in the seeds.
    pub at: Option<Moment>,
    pub rest: Rest,
}

/// A multi-value register: the values nobody has replaced yet, and what this copy has seen.
///
/// The context always covers the dots of the siblings, and the siblings are sorted and distinct, so equal
/// registers are equal field by field and have one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<V> {
    siblings: Vec<Sibling<V>>,
    context: Context,
}

impl<V> Default for Cell<V> {
    fn default() -> Self {
        Cell { siblings: Vec::new(), context: Context::default() }
    }
}

/// What a cell says to somebody who wants one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<V> {
    /// Never written.
    Absent,
    Settled(V),
    /// Two or more different values, none of whose writers had seen the others; in the order of the values.
    Conflict(Vec<V>),
}

impl<V> Reading<V> {
    pub fn settled(self) -> Option<V> {
        match self {
            Reading::Settled(value) => Some(value),
            Reading::Absent | Reading::Conflict(_) => None,
        }
    }

    pub fn is_conflict(&self) -> bool {
        matches!(self, Reading::Conflict(_))
    }

    /// The same reading of something the value holds. Values in conflict stay in conflict, even where this part of them is equal.
    pub fn map<W>(self, part: impl Fn(V) -> W) -> Reading<W> {
        match self {
            Reading::Absent => Reading::Absent,
            Reading::Settled(value) => Reading::Settled(part(value)),
            Reading::Conflict(values) => Reading::Conflict(values.into_iter().map(part).collect()),
        }
    }

    /// Every value the cell shows: none, one, or those in conflict.
    pub fn values(self) -> Vec<V> {
        match self {
            Reading::Absent => Vec::new(),
            Reading::Settled(value) => vec![value],
            Reading::Conflict(values) => values,
        }
    }
}

impl<V: Ord + Clone> Cell<V> {
    /// A cell as it was read from a text, in any order and with any repetition.
    pub fn from_parts(siblings: impl IntoIterator<Item = Sibling<V>>, context: Context) -> Self {
        // Nearly every cell shows one value and is kept for long: room for more would stay empty.
        let mut cell = Cell { siblings: Vec::with_capacity(1), context };
        for sibling in siblings {
            cell.put(sibling);
        }
        cell
    }

    /// Adds one value of a cell that is being read.
    pub fn put(&mut self, sibling: Sibling<V>) {
        self.context.see(sibling.dot);
        insert(&mut self.siblings, sibling);
    }

    pub fn siblings(&self) -> &[Sibling<V>] {
        &self.siblings
    }

    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Equal values of different changes are one value to a reader.
    pub fn reading(&self) -> Reading<&V> {
        if let [sibling] = &self.siblings[..] {
            return Reading::Settled(&sibling.value);
        }
        let mut values: Vec<&V> = Vec::new();
        for sibling in &self.siblings {
            insert(&mut values, &sibling.value);
        }
        match values[..] {
            [] => Reading::Absent,
            [value] => Reading::Settled(value),
            _ => Reading::Conflict(values),
        }
    }

    /// Replaces every value this copy shows. `dot` must be new: the caller counts its own writer up.
    pub fn write(&mut self, dot: Dot, at: Option<Moment>, value: V) {
        let before = self.reading().settled().cloned();
        self.context.see(dot);
        self.siblings = vec![Sibling { dot, value, before, at, rest: Rest::default() }];
    }

    /// The join of two copies: a value stays unless the other copy has seen it and no longer shows it.
    ///
    /// One dot with two values is damage (a file edited by hand); both stay. Per dot the states
    /// *unseen < shown with a set of values < replaced* form a lattice, hence idempotent, commutative, associative.
    pub fn merge(&self, other: &Self) -> Self {
        let stays = |sibling: &&Sibling<V>, opposite: &Self| !opposite.context.has_seen(sibling.dot) || opposite.shows(sibling.dot);
        let ours = self.siblings.iter().filter(|sibling| stays(sibling, other));
        let theirs = other.siblings.iter().filter(|sibling| stays(sibling, self));
        let mut context = self.context.clone();
        context.join(&other.context);
        Cell::from_parts(ours.chain(theirs).cloned(), context)
    }

    /// Whether merging `other` into this copy would change nothing.
    pub fn includes(&self, other: &Self) -> bool {
        other.context.dots().all(|dot| self.context.has_seen(dot))
            && other.siblings.iter().all(|theirs| !self.shows(theirs.dot) || self.siblings.binary_search(theirs).is_ok())
            && self.siblings.iter().all(|ours| !other.context.has_seen(ours.dot) || other.shows(ours.dot))
    }

    fn shows(&self, dot: Dot) -> bool {
        // Siblings are sorted by dot first.
        self.siblings.binary_search_by(|sibling| sibling.dot.cmp(&dot)).is_ok()
    }
}

/// Keeps a list sorted and distinct. Cells hold one value, or the two of a conflict, so each kind of cell is spared the code
/// of a sort of its own.
fn insert<T: Ord>(sorted: &mut Vec<T>, new: T) {
    if let Err(place) = sorted.binary_search(&new) {
        sorted.insert(place, new);
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Writer, *};

    fn dot(writer: u64, n: u64) -> Dot {
        Dot { writer: Writer::from_bits(writer), n }
    }

    fn written(edits: &[(u64, u64, char)]) -> Cell<char> {
        let mut cell = Cell::default();
        for &(writer, n, value) in edits {
            cell.write(dot(writer, n), None, value);
        }
        cell
    }

    #[test]
    fn a_later_edit_replaces_what_its_writer_had_seen() {
        let old = written(&[(1, 1, 'a')]);
        let new = written(&[(1, 1, 'a'), (2, 1, 'b')]);
        assert_eq!(old.merge(&new), new);
        assert_eq!(new.merge(&old).reading(), Reading::Settled(&'b'));
        assert_eq!(new.siblings()[0].before, Some('a'));
        assert!(new.includes(&old) && !old.includes(&new));
    }

    #[test]
    fn edits_that_had_not_seen_each_other_are_both_kept_until_someone_picks() {
        let one = written(&[(1, 1, 'a'), (2, 1, 'b')]);
        let two = written(&[(1, 1, 'a'), (3, 1, 'c')]);
        let mut both = one.merge(&two);
        assert_eq!(both.reading(), Reading::Conflict(vec![&'b', &'c']));
        both.write(dot(4, 1), None, 'c');
        assert_eq!(both.merge(&one).merge(&two).reading(), Reading::Settled(&'c'));
    }

    #[test]
    fn equal_edits_are_no_conflict() {
        let both = written(&[(2, 1, 'b')]).merge(&written(&[(3, 1, 'b')]));
        assert_eq!(both.siblings().len(), 2);
        assert_eq!(both.reading(), Reading::Settled(&'b'));
    }

    #[test]
    fn one_dot_with_two_values_keeps_both() {
        let both = written(&[(2, 1, 'b')]).merge(&written(&[(2, 1, 'x')]));
        assert_eq!(both.reading(), Reading::Conflict(vec![&'b', &'x']));
        assert_eq!(both.merge(&both), both);
    }

    #[test]
    fn a_copy_includes_another_exactly_where_merging_it_changes_nothing() {
        let (one, two) = (written(&[(1, 1, 'a'), (2, 1, 'b')]), written(&[(1, 1, 'a'), (3, 1, 'c')]));
        let both = one.merge(&two);
        let removed = Cell::from_parts(two.siblings().to_vec(), both.context().clone());
        let picked = both.merge(&written(&[(1, 1, 'a'), (2, 1, 'b'), (3, 1, 'c'), (4, 1, 'd')]));
        let damaged = written(&[(2, 1, 'x')]);
        let copies = [Cell::default(), written(&[(1, 1, 'a')]), written(&[(2, 1, 'b')]), one, two, both, removed, picked, damaged];
        let mut n_included = 0;
        for ours in &copies {
            for theirs in &copies {
                assert_eq!(ours.includes(theirs), ours.merge(theirs) == *ours, "{ours:?} and {theirs:?}");
                n_included += usize::from(ours.includes(theirs));
            }
        }
        assert!(copies.len() < n_included && n_included < copies.len() * copies.len());
    }

    #[test]
    fn a_reading_says_what_it_is_and_which_values_it_has() {
        let nothing = Cell::<char>::default();
        assert_eq!((nothing.reading(), nothing.reading().values()), (Reading::Absent, vec![]));
        let one = written(&[(2, 1, 'b')]);
        assert_eq!((one.reading().is_conflict(), one.reading().values()), (false, vec![&'b']));
        let both = one.merge(&written(&[(3, 1, 'c')]));
        assert_eq!((both.reading().is_conflict(), both.reading().values()), (true, vec![&'b', &'c']));
        assert_eq!(both.context().dots().collect::<Vec<_>>(), [dot(2, 1), dot(3, 1)]);
    }

    #[test]
    fn fields_of_a_newer_page_are_kept_as_they_came() {
        assert_eq!(Rest::from_canonical("{}"), Rest::default());
        assert_eq!(Rest::default().text(), None);
        assert_eq!(Rest::from_canonical(r#"{"later":1}"#).text(), Some(r#"{"later":1}"#));
    }
}
