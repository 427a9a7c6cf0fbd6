//! Rows and cells of a text that was saved as CSV, or copied from a spreadsheet, cut on its bytes.
//!
//! Commas, tabs, quotes and line ends are the same bytes in UTF-8 and in Shift_JIS, and no byte of a longer letter is one of them:
//! the second byte of a Shift_JIS letter is 0x40 to 0x7E or 0x80 to 0xFC. So a file is cut before anybody reads its letters.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::ops::Range;

/// Rows in order. A row without quotes is cut where it stands; the rules of quotes are those of `csv_core`.
pub(super) struct Cutter<'b> {
    bytes: &'b [u8],
    delimiter: u8,
    /// Where the row begins, and the line it begins on.
    start: usize,
    line: u64,
    /// Behind the row.
    next: usize,
    next_line: u64,
    /// The first of these are the cells of the row.
    cells: Vec<Range<usize>>,
    n_cells: usize,
    quotes: Reader,
    has_quotes: bool,
    /// The cells of a row with quotes, without them; behind them room for those of longer rows.
    unquoted: Vec<u8>,
    n_unquoted: usize,
    /// Room for the ends of those cells.
    ends: Vec<usize>,
}

/// The cells of a row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'r> {
    bytes: &'r [u8],
    cells: &'r [Range<usize>],
}

impl<'r> Cells<'r> {
    #[inline(always)]
    pub fn len(self) -> usize {
        self.cells.len()
    }

    /// Asked for every cell of a file, so it is no call.
    #[inline(always)]
    pub fn get(self, at: usize) -> Option<&'r [u8]> {
        let cell = self.cells.get(at)?;
        self.bytes.get(cell.start..cell.end)
    }

    pub fn iter(self) -> impl Iterator<Item = &'r [u8]> {
        self.cells.iter().map(move |cell| &self.bytes[cell.clone()])
    }
}

impl<'b> Cutter<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let delimiter = delimiter(bytes);
        Cutter {
            bytes,
            delimiter,
            start: 0,
            line: 1,
            next: 0,
            next_line: 1,
            cells: vec![0..0; 32],
            n_cells: 0,
            quotes: ReaderBuilder::new().delimiter(delimiter).build(),
            has_quotes: false,
            unquoted: vec![0; 256],
            n_unquoted: 0,
            ends: vec![0; 32],
        }
    }

    /// Goes to the next row and says on which line it stands. Lines with nothing on them are no rows.
    pub fn next(&mut self) -> Option<u64> {
        while let Some(&end @ (b'\r' | b'\n')) = self.bytes.get(self.next) {
            self.next += 1;
            self.next_line += u64::from(end == b'\n');
        }
        (self.start, self.line) = (self.next, self.next_line);
        if self.start == self.bytes.len() {
            return None;
        }
        self.n_cells = 0;
        self.has_quotes = false;
        self.cut();
        Some(self.line)
    }

    /// The row that [`Cutter::next`] went to.
    #[inline(always)]
    pub fn cells(&self) -> Cells<'_> {
        Cells { bytes: if self.has_quotes { self.unquoted() } else { self.bytes }, cells: &self.cells[..self.n_cells] }
    }

    fn cut(&mut self) {
        let (mut begin, mut at) = (self.start, self.start);
        while at < self.bytes.len() {
            let mut signs = signs(word(self.bytes, at));
            while signs != 0 {
                let sign = at + signs.trailing_zeros() as usize / 8;
                signs &= signs - 1;
                match self.bytes[sign] {
                    byte if byte == self.delimiter => {
                        self.push(begin..sign);
                        begin = sign + 1;
                    }
                    b'\n' | b'\r' => {
                        self.push(begin..sign);
                        self.next = sign;
                        return;
                    }
                    b'"' => return self.cut_quoted(),
                    _ => {}
                }
            }
            at += 8;
        }
        self.next = self.bytes.len();
        self.push(begin..self.next);
    }

    #[inline(always)]
    fn push(&mut self, cell: Range<usize>) {
        if self.n_cells == self.cells.len() {
            self.cells.resize(2 * self.n_cells, 0..0);
        }
        self.cells[self.n_cells] = cell;
        self.n_cells += 1;
    }

    fn cut_quoted(&mut self) {
        self.has_quotes = true;
        self.n_cells = 0;
        self.quotes.reset();
        let (mut n_text, mut n_ends) = (0, 0);
        self.next = self.start;
        loop {
            let rest = &self.bytes[self.next..];
            let (result, n_read, n_written, n_ended) =
                self.quotes.read_record(rest, &mut self.unquoted[n_text..], &mut self.ends[n_ends..]);
            self.next_line += rest[..n_read].iter().filter(|&&byte| byte == b'\n').count() as u64;
            self.next += n_read;
            n_text += n_written;
            n_ends += n_ended;
            match result {
                // Asked again with nothing left, the reader ends its last record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.unquoted.resize(2 * self.unquoted.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        let mut begin = 0;
        for at in 0..n_ends {
            let end = self.ends[at];
            self.push(begin..end);
            begin = end;
        }
        self.n_unquoted = n_text;
    }

    fn unquoted(&self) -> &[u8] {
        &self.unquoted[..self.n_unquoted]
    }

    /// Whether a cell of the row goes on in another line.
    pub fn has_line_break(&self) -> bool {
        self.has_quotes && self.unquoted().contains(&b'\n')
    }

    /// Whether a cell holds what looks like the end of one row and the beginning of another.
    #[inline(always)]
    pub fn has_swallowed(&self) -> bool {
        self.has_quotes && self.swallows()
    }

    fn swallows(&self) -> bool {
        self.has_line_break() && self.cells().iter().any(|cell| cell.contains(&b'\n') && cell.contains(&self.delimiter))
    }

    /// Gives back all lines of the row but its first: they are rows of their own.
    pub fn put_back(&mut self) {
        let end = self.bytes[self.start..].iter().position(|&byte| byte == b'\n');
        self.next = end.map_or(self.bytes.len(), |end| self.start + end + 1);
        self.next_line = self.line + 1;
    }
}

/// Eight bytes of a text; behind its end none is a sign.
fn word(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at..];
    match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => {
            let mut last = [0xff; 8];
            last[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(last)
        }
    }
}

/// The highest bit of every byte up to the comma. Among these are all signs that cut; digits and letters lie beyond.
fn signs(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x80 * EACH;
    // Each byte is made large enough to be subtracted from without its neighbour.
    let beyond = (word | HIGHEST) - (b',' as u64 + 1) * EACH;
    !(beyond | word) & HIGHEST
}

/// A tab where cells were copied from a spreadsheet, else a comma. The first line with either decides: titles have neither.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut lines = bytes.split(|&byte| byte == b'\n');
    let decisive = lines.find(|line| line.iter().any(|byte| matches!(byte, b'\t' | b',')));
    if decisive.is_some_and(|line| line.contains(&b'\t')) { b'\t' } else { b',' }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Lines = Vec<(u64, Vec<Vec<u8>>)>;

    fn cut(bytes: &[u8]) -> Lines {
        let mut cutter = Cutter::new(bytes);
        let mut rows = Vec::new();
        while let Some(line) = cutter.next() {
            rows.push((line, cutter.cells().iter().map(<[u8]>::to_vec).collect()));
        }
        rows
    }

    /// The same by a reader that looks at every byte as if it might be a quote.
    fn read(bytes: &[u8]) -> Lines {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(bytes)).from_reader(bytes);
        let mut row = csv::ByteRecord::new();
        let mut rows = Vec::new();
        while reader.read_byte_record(&mut row).unwrap() {
            let position = row.position().unwrap();
            // It counts the end of the line before, and empty lines, as part of the row.
            let ends = bytes[position.byte() as usize..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let n_lines = ends.filter(|&&byte| byte == b'\n').count() as u64;
            rows.push((position.line() + n_lines, row.iter().map(<[u8]>::to_vec).collect()));
        }
        rows
    }

    proptest! {
        #[test]
        fn every_text_is_cut_as_its_quotes_say(text in "[ab,,\t\"\n\r 人]{0,60}") {
            prop_assert_eq!(cut(text.as_bytes()), read(text.as_bytes()));
        }

        #[test]
        fn long_cells_and_long_rows_are_cut_too(cells in prop::collection::vec("[ab\n]{0,400}", 1..100)) {
            let text = cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
            prop_assert_eq!(cut(text.as_bytes()), read(text.as_bytes()));
        }

        #[test]
        fn letters_of_shift_jis_are_no_signs(cells in prop::collection::vec("[ぁ-ん一-龥ァ-ヶｱ-ﾝ0-9]{1,5}", 1..6)) {
            let text = cells.join(",");
            let bytes = encoding_rs::SHIFT_JIS.encode(&text).0;
            let expected = cells.iter().map(|cell| encoding_rs::SHIFT_JIS.encode(cell).0.into_owned()).collect();
            prop_assert_eq!(cut(&bytes), vec![(1, expected)]);
        }
    }
}
