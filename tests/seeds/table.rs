//! Tables of what is printed, and their comparison with what a seed says.

/// One row: the lines of the document it comes from, then its cells.
pub struct Row {
    pub source: &'static str,
    pub cells: Vec<&'static str>,
}

/// The column names behind the first, and the rows.
pub fn read(tsv: &'static str) -> (Vec<&'static str>, Vec<Row>) {
    let mut lines = tsv.lines().map(|line| {
        let mut cells = line.split('\t');
        let source = cells.next().expect("split gives at least one piece");
        Row { source, cells: cells.collect() }
    });
    let head = lines.next().expect("a table has a head").cells;
    let rows: Vec<Row> = lines.collect();
    for row in &rows {
        assert_eq!(row.cells.len(), head.len(), "a cell is missing in {}", row.source);
        assert!(row.source.starts_with("N:") || row.source.starts_with("O:"), "{} is no line of a document", row.source);
    }
    (head, rows)
}

/// Every row of the table is a row of the seed, in the same order and cell for cell.
pub fn check(tsv: &'static str, seed: Vec<Vec<String>>) {
    let (head, rows) = read(tsv);
    let mut differences = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(found) = seed.get(at) else {
            differences.push(format!("{}: missing: {}", row.source, row.cells.join(", ")));
            continue;
        };
        assert_eq!(found.len(), head.len(), "the seed's rows are built column for column");
        for ((column, printed), found) in head.iter().zip(&row.cells).zip(found) {
            if readings(printed) != readings(found) {
                differences.push(format!("{}, {column}: printed {printed:?}, seed {found:?}", row.source));
            }
        }
    }
    differences.extend(seed.iter().skip(rows.len()).map(|row| format!("printed nowhere: {}", row.join(", "))));
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

/// A cell with its readings in any order: `17件 or nothing`.
fn readings(cell: &str) -> Vec<String> {
    let mut readings: Vec<String> = cell.split(" or ").map(plain).collect();
    readings.sort();
    readings
}

/// A text without what the documents themselves mix: blanks, widths of letters and brackets, wave dashes, thousands marks.
pub fn plain(text: &str) -> String {
    let half: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| half.get(at)).is_some_and(char::is_ascii_digit);
    let is_thousands_mark = |at: usize| half[at] == ',' && is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
    (0..half.len()).filter(|&at| !is_thousands_mark(at)).map(|at| half[at]).collect()
}

fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '〜' => '~',
        _ => c,
    }
}

/// Those of the words (blanks between them) that the text does not have. A number has to stand alone: `3` is not in `23名`.
pub fn missing(text: &str, words: &str) -> Vec<String> {
    let text = plain(text);
    words.split(' ').map(plain).filter(|word| !has(&text, word)).collect()
}

fn has(text: &str, word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    let digit_before = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_digit());
    let digit_after = |end: usize| word.ends_with(|c: char| c.is_ascii_digit()) && text[end..].starts_with(|c: char| c.is_ascii_digit());
    text.match_indices(word).any(|(at, _)| !(is_number && digit_before(at) || digit_after(at + word.len())))
}

#[test]
fn a_number_is_found_where_it_stands_alone() {
    assert!(missing("職員２３名、延べ1,116人（R6.2.20）", "23 1,116 R6.2.20 延べ").is_empty());
    assert_eq!(missing("職員23名、1,116人", "3 2 16 23名"), ["3", "2", "16"]);
    assert_eq!(missing("令和6年度", "R6 6"), ["R6"]);
}
