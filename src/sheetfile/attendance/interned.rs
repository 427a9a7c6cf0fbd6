//! Cells that say the same thing in thousands of rows, read once.

use std::{collections::HashMap, hash::Hash};

/// Values by the text of their cell and by number. Two spellings of one value have one number.
pub(super) struct Interned<V> {
    by_text: HashMap<Box<str>, u32>,
    by_value: HashMap<V, u32>,
    values: Vec<V>,
}

impl<V> Default for Interned<V> {
    fn default() -> Self {
        Interned { by_text: HashMap::new(), by_value: HashMap::new(), values: Vec::new() }
    }
}

impl<V: Clone + Eq + Hash> Interned<V> {
    /// The number of the value that `read` makes of the text.
    pub fn number<E>(&mut self, text: &str, read: impl FnOnce(&str) -> Result<V, E>) -> Result<u32, E> {
        if let Some(&number) = self.by_text.get(text) {
            return Ok(number);
        }
        let value = read(text)?;
        let number = *self.by_value.entry(value.clone()).or_insert_with(|| {
            self.values.push(value);
            (self.values.len() - 1) as u32
        });
        self.by_text.insert(text.into(), number);
        Ok(number)
    }

    pub fn value(&self, number: u32) -> &V {
        &self.values[number as usize]
    }
}
