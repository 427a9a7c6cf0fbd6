//! A table row by row, each with the line a person finds it on: for readers to whom a damaged line costs that line only.

use super::{SheetRows, table::Table};

/// One row that has anything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where a person finds it: the line of a text, the row of a worksheet, from 1.
    pub line: u64,
    pub cells: Vec<String>,
    /// A quote was opened in it and never closed: its cells cannot be told apart.
    pub is_broken: bool,
}

/// The rows of a text. Only the command line and the second program call it: the page does not carry the reader.
pub fn read_rows(text: &str) -> Vec<Row> {
    let mut table = Table::new(text);
    let mut rows = Vec::new();
    while let Some((line, row)) = table.next() {
        let cells = row.iter().map(str::to_owned).collect();
        let is_broken = table.has_swallowed();
        rows.push(Row { line, cells, is_broken });
        if is_broken {
            table.put_back();
        }
    }
    rows
}

/// The rows of a sheet of a workbook.
pub fn rows_of(sheet: &SheetRows) -> Vec<Row> {
    let rows = sheet.rows.iter().zip(1..).filter(|(cells, _)| cells.iter().any(|cell| !cell.trim().is_empty()));
    rows.map(|(cells, line)| Row { line, cells: cells.clone(), is_broken: false }).collect()
}

/// Rows as a list of texts, for the way between the two programs.
pub fn write_texts(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .flat_map(|row| {
            let head = [row.line.to_string(), if row.is_broken { "broken" } else { "whole" }.to_owned(), row.cells.len().to_string()];
            head.into_iter().chain(row.cells.iter().cloned())
        })
        .collect()
}

/// What [`write_texts`] wrote; `None` for anything else.
pub fn read_texts(mut texts: &[String]) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    while let [line, state, n_cells, rest @ ..] = texts {
        let (cells, behind) = rest.split_at_checked(n_cells.parse().ok()?)?;
        rows.push(Row { line: line.parse().ok()?, cells: cells.to_vec(), is_broken: state == "broken" });
        texts = behind;
    }
    texts.is_empty().then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_open_quote_breaks_its_own_row_only() {
        let rows = read_rows("指標,R5\nあ,\"1\nい,2\n\"う\nえ\",3");
        let lines: Vec<_> = rows.iter().map(|row| (row.line, row.is_broken, row.cells.len())).collect();
        // The line break in a cell of the last row is one that somebody typed.
        assert_eq!(lines, [(1, false, 2), (2, true, 2), (3, false, 2), (4, false, 2)]);
    }

    proptest! {
        #[test]
        fn rows_cross_as_they_are(text in "[ab,\t\"\n1]{0,60}") {
            let rows = read_rows(&text);
            prop_assert_eq!(read_texts(&write_texts(&rows)), Some(rows));
        }

        #[test]
        fn other_texts_are_no_rows(texts in prop::collection::vec("[0-9a-z]{0,3}", 0..8)) {
            let _ = read_texts(&texts);
        }
    }
}
