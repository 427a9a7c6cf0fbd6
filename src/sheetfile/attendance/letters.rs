//! The letters of a file, read where somebody wants to know them.

use crate::sheetfile::encoding::{Encoding, ReadShiftJis};
use std::{borrow::Cow, collections::HashMap};

/// How the cells of a file are read.
pub(super) struct Letters {
    is_shift_jis: bool,
    read_shift_jis: ReadShiftJis,
    /// What cells in Shift_JIS say: whoever reads them may need long for each.
    known: HashMap<Box<[u8]>, String>,
}

impl Letters {
    /// Of a text.
    pub fn plain() -> Self {
        Letters { is_shift_jis: false, read_shift_jis: |bytes| String::from_utf8_lossy(bytes).into_owned(), known: HashMap::new() }
    }

    /// A file so that it can be cut, and its letters.
    pub fn of(file: &[u8], read_shift_jis: ReadShiftJis) -> (Cow<'_, [u8]>, Self) {
        let encoding = Encoding::of(file);
        let bytes = match encoding {
            Encoding::Utf8 | Encoding::ShiftJis => Cow::Borrowed(file),
            // Its commas have two bytes.
            Encoding::Utf16Le | Encoding::Utf16Be => Cow::Owned(encoding.read(file, read_shift_jis).into_bytes()),
        };
        (bytes, Letters { is_shift_jis: encoding == Encoding::ShiftJis, read_shift_jis, known: HashMap::new() })
    }

    /// What a cell says. What is damaged shows as U+FFFD.
    pub fn read<'c>(&mut self, cell: &'c [u8]) -> Cow<'c, str> {
        if !self.is_shift_jis {
            return String::from_utf8_lossy(cell);
        }
        // A byte of ASCII is its own letter in Shift_JIS too.
        if let (true, Ok(text)) = (cell.is_ascii(), std::str::from_utf8(cell)) {
            return Cow::Borrowed(text);
        }
        let known = self.known.get(cell).cloned();
        Cow::Owned(known.unwrap_or_else(|| {
            let text = (self.read_shift_jis)(cell);
            self.known.insert(cell.into(), text.clone());
            text
        }))
    }
}
