//! Forms as CSV: UTF-8 with its mark, because Excel takes any other CSV for Shift_JIS.

use super::{
    form::{Content, Page, placed},
    inert,
};

/// The rows of a page: titles and notes of one cell, tables as they stand. A text that would be run as a formula is neutralised;
/// numbers are plain numbers.
pub fn write_csv(page: &Page) -> String {
    let mut text = String::from('\u{feff}');
    for block in &page.blocks {
        let mut rows: Vec<Vec<String>> = vec![Vec::new(); block.rows.len()];
        for (row, column, cell) in placed(block) {
            let row = &mut rows[row];
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            row[column] = match &cell.content {
                Content::Text(text) => inert::neutralised(text).into_owned(),
                number @ (Content::Number { .. } | Content::Hours { .. }) => number.plain(),
            };
        }
        for row in rows {
            text.push_str(&row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
            text.push_str("\r\n");
        }
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheetfile::form::{Block, Cell, Look};
    use rust_decimal::Decimal;

    #[test]
    fn tables_stand_as_they_are() {
        let text = |text: &str| Cell::text(Look::Body, text);
        let rows = vec![
            vec![text("a,b").down(2), text("=1+1"), Cell::number(Look::Body, Decimal::new(-50, 1), "(累計) ", "件")],
            vec![text("二\n行"), text("x\"y")],
        ];
        let page = Page { blocks: vec![Block::line(Look::Title, "題", 3), Block::new(0, rows)], ..Page::default() };
        assert_eq!(write_csv(&page), "\u{feff}題\r\n\"a,b\",'=1+1,-5.0\r\n,\"二\n行\",\"x\"\"y\"\r\n");
    }
}
