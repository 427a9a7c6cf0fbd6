//! What a copy of one cell has seen.

use super::{Dot, Writer};
use std::collections::BTreeMap;

/// A version vector: for every writer the highest change of it that this copy of the cell has seen.
///
/// A writer changes one cell in the order of its own counter, so the highest number stands for all below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context(BTreeMap<Writer, u64>);

impl Context {
    pub fn has_seen(&self, dot: Dot) -> bool {
        self.0.get(&dot.writer).is_some_and(|&n| n >= dot.n)
    }

    pub fn see(&mut self, dot: Dot) {
        let highest = self.0.entry(dot.writer).or_insert(dot.n);
        *highest = (*highest).max(dot.n);
    }

    pub fn join(&mut self, other: &Context) {
        for dot in other.dots() {
            self.see(dot);
        }
    }

    /// The highest dot of every writer, in writer order.
    pub fn dots(&self) -> impl Iterator<Item = Dot> + '_ {
        self.0.iter().map(|(&writer, &n)| Dot { writer, n })
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Dot> for Context {
    fn from_iter<I: IntoIterator<Item = Dot>>(dots: I) -> Self {
        let mut context = Context::default();
        for dot in dots {
            context.see(dot);
        }
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
}
