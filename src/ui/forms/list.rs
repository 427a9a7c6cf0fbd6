//! A list of the page as a sheet to be sorted and sifted.

use crate::sheetfile::form::{Block, Cell, Content, Look, Orientation, Page};

/// The widths that a column may take, in letters.
const NARROWEST: u16 = 7;
const WIDEST: u16 = 44;
/// What A4 holds upright.
const UPRIGHT: u16 = 92;

/// A sheet with its title, notes below it, and the rows under their heads. What the page shows as a number is one here too.
pub fn list(name: &str, title: &str, notes: &[String], heads: &[String], rows: Vec<Vec<Content>>) -> Page {
    let width = |at: usize| {
        let contents = rows.iter().filter_map(|row| row.get(at)).map(|content| units(&content.shown()));
        // The sign of the filter stands beside the head.
        contents.chain([units(&heads[at]) + 3]).max().unwrap_or_default().saturating_add(2).clamp(NARROWEST, WIDEST)
    };
    let columns: Vec<u16> = (0..heads.len()).map(width).collect();
    let n_columns = u16::try_from(heads.len()).unwrap_or(u16::MAX);
    let head = heads.iter().map(|head| Cell::text(Look::Head, head)).collect();
    let row = |contents: Vec<Content>| contents.into_iter().map(|content| Cell { content, ..Cell::text(Look::Body, "") }).collect();
    let rows = std::iter::once(head).chain(rows.into_iter().map(row)).collect();
    let mut blocks = vec![Block::line(Look::Title, title, n_columns)];
    if !notes.is_empty() {
        blocks.push(Block::line(Look::Plain, notes.join("\n"), n_columns));
    }
    blocks.push(Block::list(rows));
    let orientation = if columns.iter().sum::<u16>() > UPRIGHT { Orientation::Landscape } else { Orientation::Portrait };
    Page { name: name.to_owned(), orientation, columns, blocks }
}

/// Letters of the latin alphabet that take as much room.
fn units(text: &str) -> u16 {
    let units = text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
    u16::try_from(units).unwrap_or(u16::MAX - 8)
}
