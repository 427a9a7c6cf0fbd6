//! Lists as CSV, for a spreadsheet to open.

use super::inert::neutralised;

/// Rows of cells as CSV: UTF-8 with the mark that Excel needs, lines as Windows ends them, and no text that a spreadsheet would
/// run.
pub fn csv_text(rows: &[Vec<String>]) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells = row.iter().map(|cell| quoted(&neutralised(cell)));
        text.push_str(&cells.collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheetfile::SheetRows;

    #[test]
    fn a_list_comes_back_as_it_was_and_runs_nothing() {
        let rows = vec![
            vec!["職員番号".to_owned(), "理由".to_owned()],
            vec!["00012".to_owned(), "=HYPERLINK(\"x\",\"y\")".to_owned()],
            vec!["00013".to_owned(), "一行目\n二行目、, と\"".to_owned()],
        ];
        let text = csv_text(&rows);
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\","), "{text}");
        assert_eq!(SheetRows::of_csv(&text).rows.into_iter().filter(|row| !row.is_empty()).collect::<Vec<_>>(), rows);
    }
}
