//! Forms as a workbook: one sheet a page, laid out and set up for printing like the paper form.
//!
//! A last, hidden sheet remembers what each cell to be filled in stands for. The cells themselves bear defined names, which
//! move with them when somebody inserts rows: [`super::filled`] finds them again.

use super::height;
use crate::sheetfile::{
    form::{Block, Cell, Content, Look, Orientation, Page, placed},
    inert,
};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern, RowNum, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;

/// The hidden sheet.
pub(super) const KEYS: &str = "進捗帳（読み戻し用）";
/// In its first cell: what the file is.
pub(super) const MARK: &str = "shinchoku-form-1";
/// What a cell of a workbook may hold at most.
const LONGEST: usize = 32_000;
const CUT: &str = "…（Excelの上限を超えるため、続きは進捗帳で見てください）";

/// The widths of all columns of a page together, in characters of the default font: A4 within its margins.
fn total_width(orientation: Orientation) -> f64 {
    match orientation {
        Orientation::Portrait => 92.0,
        Orientation::Landscape => 140.0,
    }
}

/// A workbook that cannot be written: a limit of the format.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// The bytes of a workbook. `origin` says of which programme it is, and comes back with it. The same pages give the same bytes.
pub fn write(title: &str, origin: &str, pages: &[Page]) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    // No clock: a file of the same content is the same file.
    let properties = DocProperties::new().set_title(title).set_creation_datetime(&ExcelDateTime::from_ymd(2023, 4, 1)?);
    workbook.set_properties(&properties);
    let mut names = BTreeSet::from([KEYS.to_owned()]);
    let mut keys: Vec<Key> = Vec::new();
    for page in pages {
        let name = sheet_name(&page.name, &mut names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        write_page(sheet, title, &name, page, &mut keys)?;
    }
    if !keys.is_empty() {
        write_keys(workbook.add_worksheet(), origin, &keys)?;
        for (number, key) in keys.iter().enumerate() {
            workbook.define_name(defined_name(number), &key.address)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// A cell to be filled in, and what it says now.
struct Key {
    key: String,
    address: String,
    text: String,
}

pub(super) fn defined_name(number: usize) -> String {
    format!("shinchoku_{}", number + 1)
}

fn write_keys(sheet: &mut Worksheet, origin: &str, keys: &[Key]) -> Result<(), XlsxError> {
    sheet.set_name(KEYS)?.set_hidden(true);
    sheet.write_string(0, 0, MARK)?;
    sheet.write_string(0, 1, origin)?;
    for (number, key) in keys.iter().enumerate() {
        let row = RowNum::try_from(number + 1).unwrap_or(RowNum::MAX);
        sheet.write_string(row, 0, defined_name(number))?;
        sheet.write_string(row, 1, &key.key)?;
        sheet.write_string(row, 2, super::fingerprint(&key.text))?;
    }
    Ok(())
}

fn write_page(sheet: &mut Worksheet, title: &str, name: &str, page: &Page, keys: &mut Vec<Key>) -> Result<(), XlsxError> {
    let widths = widths(page);
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(column_number(column), *width)?;
    }
    sheet.set_paper_size(9);
    match page.orientation {
        Orientation::Portrait => sheet.set_portrait(),
        Orientation::Landscape => sheet.set_landscape(),
    };
    sheet.set_margins(0.45, 0.45, 0.6, 0.65, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_print_fit_to_pages(1, 0).set_print_black_and_white(true);
    // An ampersand begins a code there.
    sheet.set_header(format!("&R&8{}", title.replace('&', "&&"))).set_footer("&C&P / &N");
    let (mut first, mut breaks) = (0, Vec::new());
    for (number, block) in page.blocks.iter().enumerate() {
        if block.breaks_before && number > 0 {
            breaks.push(first);
        }
        // The head of a form of one list repeats; of a stack of tables only the first one's can.
        if number == 0 || (page.blocks.len() <= 3 && block.n_head > 0) {
            let n_head = RowNum::try_from(block.n_head).unwrap_or_default();
            if n_head > 0 {
                sheet.set_repeat_rows(first, first + n_head - 1)?;
            }
        }
        let end = write_block(sheet, name, block, first, &widths, keys)?;
        if block.is_list && end > first + 1 && !widths.is_empty() {
            sheet.set_freeze_panes(first + 1, 1)?;
            sheet.autofilter(first, 0, end - 1, column_number(widths.len() - 1))?;
        }
        first = end;
    }
    sheet.set_page_breaks(&breaks)?;
    if first > 0 && !widths.is_empty() {
        sheet.set_print_area(0, 0, first - 1, column_number(widths.len() - 1))?;
    }
    Ok(())
}

/// Writes one block from a row on; gives the row behind it.
fn write_block(
    sheet: &mut Worksheet,
    name: &str,
    block: &Block,
    first: RowNum,
    widths: &[f64],
    keys: &mut Vec<Key>,
) -> Result<RowNum, XlsxError> {
    let placed = placed(block);
    let rows = height::rows(block.rows.len(), &placed, widths);
    // A row of the form is several of the sheet where it is higher than a sheet's row can be.
    let mut starts = Vec::with_capacity(rows.len() + 1);
    let mut next = first;
    for parts in &rows {
        starts.push(next);
        for part in parts {
            sheet.set_row_height(next, *part)?;
            next += 1;
        }
    }
    starts.push(next);
    for (row, column, cell) in placed {
        let end_row = starts[(row + usize::from(cell.n_rows.max(1))).min(rows.len())] - 1;
        let (row, start) = (starts[row], column_number(column));
        let end = column_number((column + usize::from(cell.n_columns.max(1)) - 1).min(widths.len().saturating_sub(1)));
        let format = format(cell);
        if (row, start) != (end_row, end) {
            sheet.merge_range(row, start, end_row, end, "", &format)?;
        }
        let is_whole = write_cell(sheet, row, start, cell, &format)?;
        if let (Some(key), true) = (&cell.key, is_whole) {
            let address = format!("='{}'!${}${}", name.replace('\'', "''"), column_name(start), row + 1);
            keys.push(Key { key: key.clone(), address: address[1..].to_owned(), text: cell.content.returned() });
        }
    }
    Ok(next)
}

/// Whether all of the content fits into a cell.
fn write_cell(sheet: &mut Worksheet, row: RowNum, column: ColNum, cell: &Cell, format: &Format) -> Result<bool, XlsxError> {
    match &cell.content {
        Content::Text(text) if text.is_empty() => {
            sheet.write_blank(row, column, format)?;
        }
        Content::Text(text) => {
            let text = inert::neutralised_in_text_cell(text);
            if text.chars().count() > LONGEST {
                let cut: String = text.chars().take(LONGEST).chain(CUT.chars()).collect();
                sheet.write_string_with_format(row, column, cut, format)?;
                return Ok(false);
            }
            sheet.write_string_with_format(row, column, &*text, format)?;
        }
        Content::Number { value, .. } => {
            sheet.write_number_with_format(row, column, value.to_f64().unwrap_or_default(), format)?;
        }
        // A day is one to a spreadsheet.
        Content::Hours { minutes, .. } => {
            let minutes = minutes.to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, column, minutes / (24.0 * 60.0), format)?;
        }
    }
    Ok(true)
}

fn format(cell: &Cell) -> Format {
    let frame = || Format::new().set_font_name("BIZ UDPゴシック").set_font_size(9.5).set_text_wrap();
    let framed = || frame().set_border(FormatBorder::Thin);
    let shaded = || framed().set_bold().set_pattern(FormatPattern::Solid).set_background_color("EDEDED");
    let look = match cell.look {
        Look::Title => frame().set_bold().set_font_size(14).set_align(FormatAlign::VerticalCenter),
        Look::Head => shaded().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
        Look::Label => shaded().set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter),
        Look::Body => {
            let is_text = matches!(cell.content, Content::Text(_));
            framed().set_align(if is_text { FormatAlign::Left } else { FormatAlign::Right }).set_align(FormatAlign::Top)
        }
        Look::Centred => framed().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
        Look::Plain => frame().set_align(FormatAlign::Left).set_align(FormatAlign::Top),
    };
    match &cell.content {
        // Text stays text, also when somebody types over it: no 4/1 becomes a day, no =… a formula.
        Content::Text(text) if inert::is_dangerous(text) => look.set_num_format("@").set_quote_prefix(),
        Content::Text(_) => look.set_num_format("@"),
        Content::Number { value, before, after } => {
            let point = if value.scale() > 0 { "." } else { "" };
            let digits = format!("#,##0{point}{}", "0".repeat(usize::try_from(value.scale()).unwrap_or_default()));
            let (before, after) = (quoted(before), quoted(after));
            look.set_num_format(format!("{before}{digits}{after};{before}\"△\"{digits}{after}"))
        }
        Content::Hours { before, after, .. } => look.set_num_format(format!("{}[h]:mm{}", quoted(before), quoted(after))),
    }
}

/// Plain words within a number format.
fn quoted(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("\"{}\"", words.replace('"', "")) }
}

fn widths(page: &Page) -> Vec<f64> {
    let whole: f64 = page.columns.iter().copied().map(f64::from).sum();
    let total = total_width(page.orientation);
    page.columns.iter().map(|width| f64::from(*width) * total / whole.max(1.0)).collect()
}

/// At most 31 characters, none of `[]:*?/\`, and no other sheet's.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = wanted
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') || c.is_control() { '_' } else { c })
        .collect();
    let base = if plain.trim().is_empty() { "表".to_owned() } else { plain };
    let units = |text: &str| text.encode_utf16().count();
    for n in 1.. {
        let tail = if n == 1 { String::new() } else { format!(" ({n})") };
        let mut name = base.clone();
        while units(&name) + units(&tail) > 31 {
            name.pop();
        }
        name.push_str(&tail);
        if taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    unreachable!("one of endless names is free")
}

fn column_number(column: usize) -> ColNum {
    ColNum::try_from(column).unwrap_or(ColNum::MAX)
}

fn column_name(column: ColNum) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_excel_takes() {
        let mut taken = BTreeSet::new();
        let long = "指定管理者制度の効果的な活用と公共施設の管理運営における民間活力の導入";
        for (wanted, expected) in [
            ("1 行政手続", "1 行政手続"),
            ("1 行政手続", "1 行政手続 (2)"),
            ("a/b:c", "a_b_c"),
            ("", "表"),
            (long, "指定管理者制度の効果的な活用と公共施設の管理運営における民間活"),
            (long, "指定管理者制度の効果的な活用と公共施設の管理運営におけ (2)"),
        ] {
            assert_eq!(sheet_name(wanted, &mut taken), expected);
        }
    }
}
