//! Cells that say the same thing in thousands of rows, read once.

use rustc_hash::FxHashMap;
use std::{borrow::Borrow, hash::Hash, rc::Rc};

/// Things by number, in the order they came first.
pub(super) struct Numbered<T> {
    things: Vec<T>,
    numbers: FxHashMap<T, u32>,
    last: usize,
    /// Behind each, what came after it the last time.
    followers: Vec<u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Numbered { things: Vec::new(), numbers: FxHashMap::default(), last: 0, followers: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    /// The number of a thing, where it came before.
    ///
    /// Rows stand in some order: mostly a thing is followed by what followed it the last time, be it itself. Only where it is not
    /// it is looked for.
    pub fn find<Q: Eq + Hash + ?Sized>(&mut self, thing: &Q) -> Option<u32>
    where
        T: Borrow<Q>,
    {
        let follower = *self.followers.get(self.last)?;
        if self.things.get(follower as usize)?.borrow() == thing {
            self.last = follower as usize;
            return Some(follower);
        }
        let number = *self.numbers.get(thing)?;
        self.go_to(number);
        Some(number)
    }

    pub fn number(&mut self, thing: T) -> u32 {
        self.find(&thing).unwrap_or_else(|| {
            let number = self.things.len() as u32;
            self.numbers.insert(thing.clone(), number);
            self.things.push(thing);
            self.followers.push(number);
            self.go_to(number);
            number
        })
    }

    fn go_to(&mut self, number: u32) {
        self.followers[self.last] = number;
        self.last = number as usize;
    }

    pub fn thing(&self, number: u32) -> &T {
        &self.things[number as usize]
    }

    pub fn len(&self) -> usize {
        self.things.len()
    }
}

/// What cells say, by the bytes of the cell and by number. Two spellings of one value have one number.
pub(super) struct Interned<V> {
    spellings: Numbered<Rc<[u8]>>,
    /// What each spelling says.
    numbers: Vec<u32>,
    values: Numbered<V>,
}

impl<V> Default for Interned<V> {
    fn default() -> Self {
        Interned { spellings: Numbered::default(), numbers: Vec::new(), values: Numbered::default() }
    }
}

impl<V: Clone + Eq + Hash> Interned<V> {
    /// The number of what a cell says, where one that looks the same was read.
    pub fn number(&mut self, cell: &[u8]) -> Option<u32> {
        self.numbers.get(self.spellings.find(cell)? as usize).copied()
    }

    /// What a cell says, where one that looks the same was read.
    pub fn seen(&mut self, cell: &[u8]) -> Option<&V> {
        let number = self.number(cell)?;
        Some(self.value(number))
    }

    /// Remembers what a cell says. Its number.
    pub fn learn(&mut self, cell: &[u8], value: V) -> u32 {
        let number = self.values.number(value);
        if self.spellings.number(cell.into()) as usize == self.numbers.len() {
            self.numbers.push(number);
        }
        number
    }

    /// In another file the same bytes may be other letters.
    pub fn forget_spellings(&mut self) {
        self.spellings = Numbered::default();
        self.numbers.clear();
    }

    pub fn value(&self, number: u32) -> &V {
        self.values.thing(number)
    }
}
