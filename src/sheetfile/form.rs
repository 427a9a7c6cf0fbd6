//! A printed form as plain data: what is printed, written as a workbook and shown for printing is one thing.
//!
//! A page is a stack of blocks on one grid of columns. A block has its head rows, which repeat on every printed page that it
//! flows over, and rows of cells; like in HTML a cell may span columns and rows, and cells stand in the order of reading.

use rust_decimal::Decimal;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    #[default]
    Portrait,
    Landscape,
}

/// One form: a sheet of a workbook, one or more pages of paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The sheet's name.
    pub name: String,
    pub orientation: Orientation,
    /// Widths of the columns, in relation to each other.
    pub columns: Vec<u16>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// How many of the rows are the head.
    pub n_head: usize,
    pub rows: Vec<Vec<Cell>>,
    /// Begins on a new printed page, where the paper form does.
    pub breaks_before: bool,
    /// Rows to be sorted and sifted, not a form to be filled in: in a workbook the head stays in sight and has its filters.
    pub is_list: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub content: Content,
    pub look: Look,
    pub n_columns: u16,
    pub n_rows: u16,
    /// Where the cell is filled in: the name of what it holds, to be found again when the file comes back.
    pub key: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(String),
    /// A number that stays a number, with what is printed around it.
    Number {
        value: Decimal,
        before: String,
        after: String,
    },
    /// A length of time: a number too, of which a spreadsheet makes sums, shown as `36:15`.
    Hours {
        minutes: u64,
        before: String,
        after: String,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The form's own title.
    Title,
    /// Head of columns.
    Head,
    /// Head of a row.
    Label,
    #[default]
    Body,
    /// Short and in the middle: a figure, a mark.
    Centred,
    /// Text below a table, without a frame.
    Plain,
}

impl Default for Content {
    fn default() -> Self {
        Content::Text(String::new())
    }
}

impl Content {
    /// As it is printed: `(累計) 1,234件`, `△5`, `あと36:15`.
    pub fn shown(&self) -> String {
        match self {
            Content::Text(text) => text.clone(),
            Content::Number { value, before, after } => format!("{before}{}{after}", grouped(*value)),
            Content::Hours { minutes, before, after } => format!("{before}{}{after}", clock(*minutes)),
        }
    }

    /// As a table keeps it: numbers without what is printed around them.
    pub fn plain(&self) -> String {
        match self {
            Content::Text(text) => text.clone(),
            Content::Number { value, .. } => value.to_string(),
            Content::Hours { minutes, .. } => clock(*minutes),
        }
    }

    /// As a spreadsheet gives it back, which keeps no zeros behind the last digit.
    pub fn returned(&self) -> String {
        match self {
            Content::Text(text) => text.clone(),
            Content::Number { value, .. } => value.normalize().to_string(),
            Content::Hours { minutes, .. } => clock(*minutes),
        }
    }
}

/// `36:15`
fn clock(minutes: u64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// `1,116`, `△5.0`.
fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
    let mut shown = if value.is_sign_negative() && !value.is_zero() { "△".to_owned() } else { String::new() };
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

impl Cell {
    pub fn text(look: Look, text: impl Into<String>) -> Self {
        Cell { content: Content::Text(text.into()), look, n_columns: 1, n_rows: 1, key: None }
    }

    pub fn number(look: Look, value: Decimal, before: impl Into<String>, after: impl Into<String>) -> Self {
        let content = Content::Number { value, before: before.into(), after: after.into() };
        Cell { content, look, n_columns: 1, n_rows: 1, key: None }
    }

    pub fn over(self, n_columns: u16) -> Self {
        Cell { n_columns, ..self }
    }

    pub fn down(self, n_rows: u16) -> Self {
        Cell { n_rows, ..self }
    }

    pub fn keyed(self, key: Option<String>) -> Self {
        Cell { key, ..self }
    }
}

impl Block {
    pub fn new(n_head: usize, rows: Vec<Vec<Cell>>) -> Self {
        Block { n_head, rows, ..Block::default() }
    }

    /// Rows to be sorted and sifted under one row of heads.
    pub fn list(rows: Vec<Vec<Cell>>) -> Self {
        Block { is_list: true, ..Block::new(1, rows) }
    }

    /// One row over the whole width.
    pub fn line(look: Look, text: impl Into<String>, n_columns: u16) -> Self {
        Block::new(0, vec![vec![Cell::text(look, text).over(n_columns)]])
    }
}

impl Page {
    /// The width of the grid, in columns.
    pub fn n_columns(&self) -> u16 {
        u16::try_from(self.columns.len()).unwrap_or(u16::MAX)
    }
}

/// Cells of one block with the places they take on the grid: row within the block, column.
pub(super) fn placed(block: &Block) -> Vec<(usize, usize, &Cell)> {
    // Of each column, the first row that is still free.
    let mut free: Vec<usize> = Vec::new();
    let mut placed = Vec::new();
    for (row, cells) in block.rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while free.get(column).is_some_and(|&from| from > row) {
                column += 1;
            }
            placed.push((row, column, cell));
            let end = column + usize::from(cell.n_columns.max(1));
            if free.len() < end {
                free.resize(end, 0);
            }
            free[column..end].fill(row + usize::from(cell.n_rows.max(1)));
            column = end;
        }
    }
    placed
}

/// Between two fields of what is carried, and between the parts of a number: characters that no typed text may contain.
const FIELD: char = '\u{1f}';
const PART: char = '\u{1e}';

/// Pages as texts, one each, to be carried between two programs, without what is needed to read a form back.
pub fn carry(pages: &[Page]) -> Vec<String> {
    pages.iter().map(carry_page).collect()
}

fn carry_page(page: &Page) -> String {
    let mut fields: Vec<String> = Vec::new();
    fields.push(page.name.clone());
    fields.push(if page.orientation == Orientation::Landscape { "landscape" } else { "portrait" }.to_owned());
    fields.push(page.columns.iter().map(u16::to_string).collect::<Vec<_>>().join(" "));
    fields.push(page.blocks.len().to_string());
    for block in &page.blocks {
        fields.push(format!("{} {} {} {}", block.rows.len(), block.n_head, u8::from(block.breaks_before), u8::from(block.is_list)));
        for row in &block.rows {
            fields.push(row.len().to_string());
            for cell in row {
                fields.push(format!("{} {} {}", cell.look as u8, cell.n_columns, cell.n_rows));
                fields.push(carry_content(&cell.content));
            }
        }
    }
    fields.join(&FIELD.to_string())
}

/// What [`carry`] gave; `None` for anything else.
pub fn carried(text: &str) -> Option<Page> {
    let mut fields = text.split(FIELD);
    let name = fields.next()?.to_owned();
    let orientation = if fields.next()? == "landscape" { Orientation::Landscape } else { Orientation::Portrait };
    let columns = fields.next()?.split(' ').filter_map(|width| width.parse().ok()).collect();
    let n_blocks: usize = fields.next()?.parse().ok()?;
    let mut blocks = Vec::new();
    for _ in 0..n_blocks {
        let [n_rows, n_head, breaks_before, is_list] = numbers(fields.next()?)?;
        let mut rows = Vec::new();
        for _ in 0..n_rows {
            let n_cells: usize = fields.next()?.parse().ok()?;
            let mut cells = Vec::new();
            for _ in 0..n_cells {
                let [look, n_columns, n_rows] = numbers(fields.next()?)?;
                let content = carried_content(fields.next()?)?;
                cells.push(Cell { content, look: *LOOKS.get(usize::from(look))?, n_columns, n_rows, key: None });
            }
            rows.push(cells);
        }
        blocks.push(Block { n_head: n_head.into(), rows, breaks_before: breaks_before != 0, is_list: is_list != 0 });
    }
    Some(Page { name, orientation, columns, blocks })
}

const LOOKS: [Look; 6] = [Look::Title, Look::Head, Look::Label, Look::Body, Look::Centred, Look::Plain];

/// A number keeps its value; behind a text there are no parts.
fn carry_content(content: &Content) -> String {
    let typed = |text: &str| text.replace([FIELD, PART], "");
    let of_number = |kind: &str, value: String, before: &str, after: &str| {
        [typed(before), typed(after), kind.to_owned(), value].join(&PART.to_string())
    };
    match content {
        Content::Text(text) => typed(text),
        Content::Number { value, before, after } => of_number("number", value.to_string(), before, after),
        Content::Hours { minutes, before, after } => of_number("hours", minutes.to_string(), before, after),
    }
}

fn carried_content(text: &str) -> Option<Content> {
    let Some((before, rest)) = text.split_once(PART) else { return Some(Content::Text(text.to_owned())) };
    let (after, rest) = rest.split_once(PART)?;
    let (before, after) = (before.to_owned(), after.to_owned());
    match rest.split_once(PART)? {
        ("number", value) => Some(Content::Number { value: value.parse().ok()?, before, after }),
        ("hours", minutes) => Some(Content::Hours { minutes: minutes.parse().ok()?, before, after }),
        _ => None,
    }
}

fn numbers<const N: usize>(text: &str) -> Option<[u16; N]> {
    text.split(' ').map(|part| part.parse().ok()).collect::<Option<Vec<u16>>>()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_arrive_as_they_are_without_what_is_needed_to_read_them_back() {
        let number = Cell::number(Look::Centred, Decimal::new(-12345, 1), "(累計) ", "件").over(2);
        let hours = Content::Hours { minutes: 2175, before: "あと".to_owned(), after: String::new() };
        assert_eq!((number.content.shown(), hours.shown()), ("(累計) △1,234.5件".to_owned(), "あと36:15".to_owned()));
        let page = Page {
            name: "1 取組".to_owned(),
            orientation: Orientation::Landscape,
            columns: vec![3, 1, 2],
            blocks: vec![
                Block::line(Look::Title, "題", 3),
                Block {
                    n_head: 1,
                    rows: vec![
                        vec![Cell::text(Look::Head, "一\n二").down(2), number],
                        vec![Cell::text(Look::Body, ""), Cell::text(Look::Plain, "x").keyed(Some("key".to_owned()))],
                        vec![Cell { content: hours, ..Cell::text(Look::Body, "") }],
                    ],
                    breaks_before: true,
                    is_list: true,
                },
            ],
        };
        let mut printed = page.clone();
        printed.blocks[1].rows[1][1].key = None;
        assert_eq!(carried(&carry(&[page])[0]), Some(printed));
        assert_eq!(carried("damage"), None);
    }

    #[test]
    fn a_cell_that_spans_rows_pushes_the_next_row_aside() {
        let cell = |look| Cell::text(look, "");
        let block = Block::new(
            0,
            vec![
                vec![cell(Look::Label).down(2), cell(Look::Body), cell(Look::Body).over(2)],
                vec![cell(Look::Body).over(2), cell(Look::Body)],
                vec![cell(Look::Body)],
            ],
        );
        let places: Vec<_> = placed(&block).into_iter().map(|(row, column, _)| (row, column)).collect();
        assert_eq!(places, [(0, 0), (0, 1), (0, 2), (1, 1), (1, 3), (2, 0)]);
    }
}
