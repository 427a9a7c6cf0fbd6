//! How high rows have to be: a spreadsheet does not fit the height of merged cells by itself.

use crate::sheetfile::form::{Cell, Look};

/// Points a line of text takes, and the room above and below.
const LINE: f64 = 12.8;
const ROOM: f64 = 5.0;
const TITLE: f64 = 24.0;
/// Excel's rows go up to 409 points. Lower ones let a printed page end within a long text.
const HIGHEST: f64 = 160.0;

/// The heights of the sheet's rows that each row of a block takes.
pub(super) fn rows(n_rows: usize, placed: &[(usize, usize, &Cell)], widths: &[f64]) -> Vec<Vec<f64>> {
    let mut heights = vec![LINE + ROOM; n_rows];
    let of = |column: usize, cell: &Cell| {
        let end = (column + usize::from(cell.n_columns.max(1))).min(widths.len());
        let width: f64 = widths[column.min(end)..end].iter().sum();
        if cell.look == Look::Title { TITLE } else { lines(&cell.content.shown(), width) * LINE + ROOM }
    };
    for (row, column, cell) in placed.iter().filter(|(.., cell)| cell.n_rows <= 1) {
        heights[*row] = heights[*row].max(of(*column, cell));
    }
    // What a cell over several rows needs beyond them goes to the last of them.
    for (row, column, cell) in placed.iter().filter(|(.., cell)| cell.n_rows > 1) {
        let end = (row + usize::from(cell.n_rows)).min(n_rows);
        let lacking = of(*column, cell) - heights[*row..end].iter().sum::<f64>();
        if lacking > 0.0 {
            heights[end - 1] += lacking;
        }
    }
    heights.into_iter().map(parts).collect()
}

fn parts(height: f64) -> Vec<f64> {
    let n = (height / HIGHEST).ceil().max(1.0);
    let part = height / n;
    std::iter::successors(Some(1.0), |at| Some(at + 1.0)).take_while(|at| *at <= n).map(|_| part).collect()
}

/// Lines a text takes in a column of so many characters: Japanese letters are two wide. A little less than the whole width,
/// because another font than ours may be wider.
fn lines(text: &str, width: f64) -> f64 {
    let room = (width * 0.92 - 1.0).max(2.0);
    let of_line = |line: &str| {
        let units: f64 = line.chars().map(|c| if c.is_ascii() || ('\u{ff61}'..='\u{ff9f}').contains(&c) { 1.0 } else { 1.9 }).sum();
        (units / room).ceil().max(1.0)
    };
    text.split('\n').map(of_line).sum::<f64>().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_letters_take_several_rows_of_the_sheet() {
        let long = Cell::text(Look::Body, "あ".repeat(1000));
        let short = Cell::text(Look::Body, "a");
        let rows = rows(2, &[(0, 0, &long), (1, 0, &short)], &[30.0]);
        assert!(rows[0].len() > 1 && rows[0].iter().all(|part| *part <= HIGHEST));
        assert!(rows[0].iter().sum::<f64>() > 1000.0 / 15.0 * LINE);
        assert_eq!(rows[1], [LINE + ROOM]);
    }

    #[test]
    fn rows_under_one_cell_are_high_enough_for_it() {
        let tall = Cell::text(Look::Label, "一\n二\n三\n四").down(2);
        let short = Cell::text(Look::Body, "a");
        let rows = rows(2, &[(0, 0, &tall), (0, 1, &short), (1, 1, &short)], &[30.0, 30.0]);
        assert_eq!(rows.iter().flatten().sum::<f64>(), 4.0 * LINE + ROOM);
    }
}
