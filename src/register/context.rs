//! What a copy of one cell has seen.

use super::{Dot, Writer};

/// A version vector: for every writer the highest change of it that this copy of the cell has seen.
///
/// A writer changes one cell in the order of its own counter, so the highest number stands for all below it. Every cell has
/// one and nearly all have one or two entries, so it is a list, sorted by writer and no longer than it must be.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context(Vec<Dot>);

impl Context {
    fn find(&self, writer: Writer) -> Result<usize, usize> {
        self.0.binary_search_by_key(&writer, |dot| dot.writer)
    }

    pub fn has_seen(&self, dot: Dot) -> bool {
        self.find(dot.writer).is_ok_and(|at| self.0[at].n >= dot.n)
    }

    pub fn see(&mut self, dot: Dot) {
        match self.find(dot.writer) {
            Ok(at) => self.0[at].n = self.0[at].n.max(dot.n),
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, dot);
            }
        }
    }

    pub fn join(&mut self, other: &Context) {
        if !other.0.iter().all(|dot| self.has_seen(*dot)) {
            *self = self.dots().chain(other.dots()).collect();
        }
    }

    /// The highest dot of every writer, in writer order.
    pub fn dots(&self) -> impl Iterator<Item = Dot> + '_ {
        self.0.iter().copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Keeps the list's room for changes that are about to be seen.
impl From<Vec<Dot>> for Context {
    fn from(mut dots: Vec<Dot>) -> Self {
        if !dots.is_sorted_by(|one, other| one.writer < other.writer) {
            dots.sort_unstable_by(|one, other| one.writer.cmp(&other.writer).then(other.n.cmp(&one.n)));
            // The first of each writer is its highest.
            dots.dedup_by_key(|dot| dot.writer);
        }
        Context(dots)
    }
}

impl FromIterator<Dot> for Context {
    fn from_iter<I: IntoIterator<Item = Dot>>(dots: I) -> Self {
        let mut context = Context::from(dots.into_iter().collect::<Vec<Dot>>());
        context.0.shrink_to_fit();
        context
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(writer: u64, n: u64) -> Dot {
        Dot { writer: Writer::from_bits(writer), n }
    }

    #[test]
    fn a_context_knows_the_highest_change_of_every_writer() {
        assert!(Context::default().is_empty());
        let mut context: Context = [dot(2, 3), dot(1, 5), dot(2, 1)].into_iter().collect();
        assert!(!context.is_empty());
        assert_eq!(context.dots().collect::<Vec<_>>(), [dot(1, 5), dot(2, 3)]);
        context.join(&[dot(1, 4), dot(3, 1)].into_iter().collect());
        assert_eq!(context.dots().collect::<Vec<_>>(), [dot(1, 5), dot(2, 3), dot(3, 1)]);
        assert!(context.has_seen(dot(2, 2)) && !context.has_seen(dot(2, 4)) && !context.has_seen(dot(4, 1)));
    }

    #[test]
    fn a_context_is_the_same_however_its_changes_are_seen() {
        let dots = [dot(3, 1), dot(1, 2), dot(3, 4), dot(1, 1), dot(2, 9), dot(3, 2)];
        for n in 0..=dots.len() {
            let mut one_by_one = Context::default();
            dots[..n].iter().for_each(|dot| one_by_one.see(*dot));
            assert_eq!(dots[..n].iter().copied().collect::<Context>(), one_by_one);
            let mut joined: Context = dots[n..].iter().copied().collect();
            joined.join(&one_by_one);
            assert_eq!(joined, dots.into_iter().collect());
        }
    }
}
