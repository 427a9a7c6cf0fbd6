//! The rows of any table that staff hand over, whatever its carrier: what a cell shows, as text.

use super::table::Table;

/// One sheet of a workbook, or the whole of a CSV file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRows {
    /// Empty for CSV.
    pub name: String,
    pub is_hidden: bool,
    /// From the first row of the sheet on, so that a row's place is its number less one. Short rows end with their last filled cell.
    pub rows: Vec<Vec<String>>,
}

/// Between two cells, and between two rows: characters that no cell of a workbook may contain.
const CELL: char = '\u{1f}';
const ROW: char = '\u{1e}';

impl SheetRows {
    /// The rows of a CSV text, each on the line it begins on. What an export of ours neutralised is restored.
    pub fn of_csv(text: &str) -> Self {
        let mut table = Table::new(text);
        let mut rows: Vec<Vec<String>> = Vec::new();
        while let Some((line, row)) = table.next() {
            let line = usize::try_from(line).unwrap_or(usize::MAX).max(rows.len() + 1);
            rows.resize(line - 1, Vec::new());
            rows.push(trimmed(row.iter().map(|cell| super::inert::restored(cell).to_owned()).collect()));
        }
        SheetRows { name: String::new(), is_hidden: false, rows }
    }

    /// The same rows as CSV, for whoever reads CSV. A line break within a cell becomes a blank, so that a row's number stays the
    /// line it stands on.
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let cells = row.iter().map(|cell| {
                let cell = cell.replace(['\r', '\n'], " ");
                if cell.contains(['"', ',', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
            });
            text.push_str(&cells.collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        text
    }

    /// All sheets as a list of texts, three for each, to be carried between two programs.
    pub fn carry(sheets: &[SheetRows]) -> Vec<String> {
        let plain = |cell: &String| cell.replace([CELL, ROW], "");
        let row = |row: &Vec<String>| row.iter().map(plain).collect::<Vec<_>>().join(&CELL.to_string());
        let texts = sheets.iter().flat_map(|sheet| {
            let rows = sheet.rows.iter().map(row).collect::<Vec<_>>().join(&ROW.to_string());
            [sheet.name.clone(), if sheet.is_hidden { "hidden" } else { "" }.to_owned(), rows]
        });
        texts.collect()
    }

    /// What [`SheetRows::carry`] gave.
    pub fn carried(texts: &[String]) -> Vec<SheetRows> {
        let cells = |row: &str| if row.is_empty() { Vec::new() } else { row.split(CELL).map(str::to_owned).collect() };
        let sheet = |texts: &[String]| SheetRows {
            name: texts[0].clone(),
            is_hidden: !texts[1].is_empty(),
            rows: if texts[2].is_empty() { Vec::new() } else { texts[2].split(ROW).map(cells).collect() },
        };
        texts.chunks_exact(3).map(sheet).collect()
    }
}

/// Without the empty cells at the end.
pub(super) fn trimmed(mut row: Vec<String>) -> Vec<String> {
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> SheetRows {
        let rows = rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect();
        SheetRows { name: "表".to_owned(), is_hidden: false, rows }
    }

    #[test]
    fn rows_arrive_as_they_were_sent() {
        let hidden = SheetRows { is_hidden: true, ..sheet(&[&["a"]]) };
        let sheets = [sheet(&[&["職員番号", "", "4月"], &[], &["0012", "二行\nの中", "-3.5"]]), hidden, sheet(&[])];
        assert_eq!(SheetRows::carried(&SheetRows::carry(&sheets)), sheets);
    }

    #[test]
    fn a_row_of_a_text_stands_at_its_line() {
        let read = SheetRows::of_csv("a,b,\r\n\r\n\"c\r\nd\",'=1\r\ne\r\n");
        let expected: [&[&str]; 5] = [&["a", "b"], &[], &["c\r\nd", "=1"], &[], &["e"]];
        assert_eq!(read.rows, sheet(&expected).rows);
    }

    #[test]
    fn csv_of_rows_says_the_same() {
        let rows = sheet(&[&["a,b", "\"c\"", ""], &["1", "", "2"], &[], &["x"]]);
        let expected: [&[&str]; 4] = [&["a,b", "\"c\""], &["1", "", "2"], &[], &["x"]];
        assert_eq!(SheetRows::of_csv(&rows.to_csv()).rows, sheet(&expected).rows);
        assert_eq!(sheet(&[&["二行\nの見出し", "b"]]).to_csv(), "二行 の見出し,b\n");
    }
}
