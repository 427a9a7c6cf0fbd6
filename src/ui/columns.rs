//! How wide the columns of a long list are. A browser that need not look at every row cannot find out by itself.

use std::fmt::Write;

/// What a cell asks of its column, in tenths of an em, the width of a Japanese letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// Less would break what must stay whole.
    least: u32,
    /// All of it on one line.
    whole: u32,
}

/// A text that is longer than this is broken, tenths of an em.
const LONGEST_LINE: u32 = 160;

/// A head is broken into its phrases, and few phrases are longer than this, tenths of an em.
const LONGEST_PHRASE: u32 = 50;

impl Need {
    pub fn of_words(text: &str) -> Need {
        let whole = breadth(text);
        Need { least: whole.min(LONGEST_LINE), whole }
    }

    /// A text that is never broken, with something as wide as `beside` in front of it.
    pub fn of_number(text: &str, beside: u32) -> Need {
        let whole = breadth(text) + beside;
        Need { least: whole, whole }
    }

    fn of_head(text: &str) -> Need {
        let whole = breadth(text);
        Need { least: whole.min(LONGEST_PHRASE), whole: whole.min(LONGEST_PHRASE) }
    }
}

/// A digit or Latin letter takes up to six tenths of a Japanese one in every font that the page asks for.
fn breadth(text: &str) -> u32 {
    text.chars().map(|letter| if letter.is_ascii() { 6 } else { 10 }).sum()
}

/// The columns of a list: each as wide as its widest cell asks, and wider in proportion where there is room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<Need>);

impl Columns {
    pub fn under<'a>(heads: impl IntoIterator<Item = &'a str>) -> Columns {
        Columns(heads.into_iter().map(Need::of_head).collect())
    }

    /// Cells of a row, from the first column on.
    pub fn hold(&mut self, row: impl IntoIterator<Item = Need>) {
        for (column, need) in self.0.iter_mut().zip(row) {
            *column = Need { least: column.least.max(need.least), whole: column.whole.max(need.whole) };
        }
    }

    /// For `grid-template-columns`. What stands left and right in every cell is `--cell-sides`.
    pub fn tracks(&self) -> String {
        let mut tracks = String::new();
        for Need { least, whole } in &self.0 {
            let share = (*whole).clamp(1, 2 * LONGEST_LINE);
            let _ = write!(tracks, "minmax(calc({} + var(--cell-sides)), {share}fr) ", em(*least));
        }
        tracks
    }

    /// For `width`: less, and the list scrolls sideways.
    pub fn least_width(&self) -> String {
        let least: u32 = self.0.iter().map(|column| column.least).sum();
        format!("calc({} + {} * var(--cell-sides))", em(least), self.0.len())
    }
}

fn em(tenths: u32) -> String {
    format!("{}.{}em", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_widest_cell() {
        let mut columns = Columns::under(["所属", "この月"]);
        columns.hold([Need::of_words("総務課"), Need::of_number("12時間", 0)]);
        columns.hold([Need::of_words("こども未来部総務課"), Need::of_number("100時間30分", 0)]);
        assert_eq!(columns.least_width(), "calc(15.0em + 2 * var(--cell-sides))");
        assert_eq!(columns.tracks(), "minmax(calc(9.0em + var(--cell-sides)), 90fr) minmax(calc(6.0em + var(--cell-sides)), 60fr) ");
    }

    #[test]
    fn words_are_broken_and_numbers_are_not() {
        let long = "長".repeat(40);
        let mut columns = Columns::under(["理由", "数"]);
        columns.hold([Need::of_words(&long), Need::of_number(&long, 15)]);
        assert_eq!(columns.least_width(), "calc(57.5em + 2 * var(--cell-sides))");
    }

    #[test]
    fn a_head_alone_holds_its_column_open() {
        let columns = Columns::under(["効いている上限", ""]);
        assert_eq!(columns.tracks(), "minmax(calc(5.0em + var(--cell-sides)), 50fr) minmax(calc(0.0em + var(--cell-sides)), 1fr) ");
    }
}
