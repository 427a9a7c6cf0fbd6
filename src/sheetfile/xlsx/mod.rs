//! Workbooks of Excel. Only the second program and the host call this: the page itself does not carry it.

mod read;
mod shown;
mod size;

pub use read::{NotAWorkbook, is_workbook, read_tables};
