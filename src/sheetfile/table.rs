//! The rows of a text that was saved as CSV, or copied from a spreadsheet, with the lines they stand on.

use super::cutter::{Cells, Cutter};
use std::ops::Index;

/// Rows of cells, in order.
///
/// A quote that is never closed swallows the lines behind it, up to the next quote anywhere. [`Table::put_back`] gives them
/// back: damage to one line costs one line.
pub(super) struct Table<'t>(Cutter<'t>);

/// The cells of a row of text.
#[derive(Clone, Copy)]
pub(super) struct Row<'r>(Cells<'r>);

impl<'t> Table<'t> {
    pub fn new(text: &'t str) -> Self {
        Table(Cutter::new(text.as_bytes()))
    }

    /// The next row that has any cell with something in it, and its line.
    pub fn next(&mut self) -> Option<(u64, Row<'_>)> {
        loop {
            let line = self.0.next()?;
            if self.row().iter().any(|cell| !cell.trim().is_empty()) {
                return Some((line, self.row()));
            }
        }
    }

    fn row(&self) -> Row<'_> {
        Row(self.0.cells())
    }

    /// See [`Cutter::has_line_break`].
    pub fn has_line_break(&self) -> bool {
        self.0.has_line_break()
    }

    /// See [`Cutter::has_swallowed`].
    pub fn has_swallowed(&self) -> bool {
        self.0.has_swallowed()
    }

    /// See [`Cutter::put_back`].
    pub fn put_back(&mut self) {
        self.0.put_back();
    }
}

impl<'r> Row<'r> {
    pub fn len(self) -> usize {
        self.0.len()
    }

    pub fn get(self, at: usize) -> Option<&'r str> {
        self.0.get(at).map(text)
    }

    pub fn iter(self) -> impl Iterator<Item = &'r str> {
        self.0.iter().map(text)
    }
}

impl Index<usize> for Row<'_> {
    type Output = str;

    fn index(&self, at: usize) -> &str {
        self.get(at).expect("who asks for a cell has counted them")
    }
}

fn text(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).expect("signs of one byte cut a text into texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut table = Table::new(text);
        let mut rows = Vec::new();
        while let Some((line, row)) = table.next() {
            rows.push((line, row.iter().map(str::to_owned).collect()));
        }
        rows
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| cell.to_string()).collect()
    }

    #[test]
    fn lines_are_those_of_the_file_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = ["\u{feff}a,b", "", "c,\"d,d\"", ",", "e,f"].join(end);
            let expected = [(1, cells(&["a", "b"])), (3, cells(&["c", "d,d"])), (5, cells(&["e", "f"]))];
            assert_eq!(rows(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn copied_cells_are_separated_by_tabs() {
        assert_eq!(rows("title\na\tb,c\n1\t2"), [(1, cells(&["title"])), (2, cells(&["a", "b,c"])), (3, cells(&["1", "2"]))]);
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,\"2", "", "3,4", "5,\"6\"", "7,8"].join(end);
            let mut table = Table::new(&text);
            let mut lines = Vec::new();
            while let Some((line, row)) = table.next() {
                let row: Vec<String> = row.iter().map(str::to_owned).collect();
                if table.has_line_break() {
                    table.put_back();
                } else {
                    lines.push((line, row));
                }
            }
            let expected = [(1, cells(&["a", "b"])), (4, cells(&["3", "4"])), (5, cells(&["5", "6"])), (6, cells(&["7", "8"]))];
            assert_eq!(lines, expected, "{end:?}");
        }
    }
}
