//! The rows of a text that was saved as CSV, or copied from a spreadsheet, with the lines they stand on.

use csv::{Reader, ReaderBuilder, StringRecord};

/// Rows of cells, in order.
///
/// A quote that is never closed swallows the lines behind it, up to the next quote anywhere. [`Table::put_back`] gives them
/// back: damage to one line costs one line.
pub(super) struct Table<'t> {
    /// From the first row of the reader on.
    text: &'t str,
    /// The line the text begins on.
    first_line: u64,
    delimiter: u8,
    reader: Reader<&'t [u8]>,
    row: StringRecord,
}

impl<'t> Table<'t> {
    pub fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = delimiter(text);
        Table { text, first_line: 1, delimiter, reader: reader(text, delimiter), row: StringRecord::new() }
    }

    /// The next row that has any cell with something in it, and its line.
    pub fn next(&mut self) -> Option<(u64, &StringRecord)> {
        loop {
            let has_row = self.reader.read_record(&mut self.row);
            if !has_row.expect("text in memory is UTF-8 and never fails to come, and rows of any length are taken") {
                return None;
            }
            if self.row.iter().any(|cell| !cell.trim().is_empty()) {
                return Some((self.start().1, &self.row));
            }
        }
    }

    /// The row that [`Table::next`] came to.
    pub fn row(&self) -> &StringRecord {
        &self.row
    }

    /// Whether a cell of the row goes on in another line.
    pub fn has_line_break(&self) -> bool {
        self.row.as_slice().contains('\n')
    }

    /// Whether a cell holds what looks like the end of one row and the beginning of another.
    pub fn has_swallowed(&self) -> bool {
        self.has_line_break() && self.row.iter().any(|cell| cell.contains('\n') && cell.contains(char::from(self.delimiter)))
    }

    /// Gives back all lines of the row but its first: they are rows of their own.
    pub fn put_back(&mut self) {
        let (start, line) = self.start();
        let rest = self.text[start..].split_once('\n').map_or("", |(_, rest)| rest);
        (self.text, self.first_line) = (rest, line + 1);
        self.reader = reader(rest, self.delimiter);
    }

    /// Where the row begins in the text, and its line.
    fn start(&self) -> (usize, u64) {
        let Some(position) = self.row.position() else { return (0, self.first_line) };
        let from = usize::try_from(position.byte()).unwrap_or(usize::MAX).min(self.text.len());
        // The reader counts the end of the line before, and empty lines, as part of the row.
        let rest = &self.text[from..];
        let ends = &rest[..rest.len() - rest.trim_start_matches(['\r', '\n']).len()];
        let n_lines = ends.bytes().filter(|&byte| byte == b'\n').count() as u64;
        (from + ends.len(), self.first_line + position.line() - 1 + n_lines)
    }
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// A tab where cells were copied from a spreadsheet, else a comma. The first line with either decides: titles have neither.
fn delimiter(text: &str) -> u8 {
    let decisive = text.lines().find(|line| line.contains(['\t', ',']));
    if decisive.is_some_and(|line| line.contains('\t')) { b'\t' } else { b',' }
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
