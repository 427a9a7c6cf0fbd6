//! Workbooks of Excel. Only the second program and the host call this: the page itself does not carry it.

mod filled;
mod height;
mod read;
mod shown;
mod size;
mod write;

pub use filled::{Filled, read_filled};
pub use read::{NotAWorkbook, is_workbook, read_tables};
pub use write::{NotWritten, write};

/// Whether a cell still says what was written out is told by this, and not by a second copy of its text.
pub fn fingerprint(text: &str) -> String {
    // A spreadsheet knows one kind of line break.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // FNV-1a: nobody gains by finding another text of the same sum.
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}
