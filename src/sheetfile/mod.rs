//! How do staff's Excel and CSV files become records, and records become files?
//!
//! Belongs here: the rows of a file and what their cells say, by line; what could not be read, by line and reason.
//! Reading returns what was understood and what was not, and changes nothing: a page shows both before anything is taken.
//!
//! Deliberately not here: rules about what was read, JSON, sentences for people, the letters of Shift_JIS: a browser reads them
//! by itself, and the command line has its own door.

mod cutter;
pub mod encoding;
pub mod form;
pub mod inert;
mod lists;
mod rows;
mod table;
mod written;
pub mod attendance;
pub mod figures;
pub mod lines;
pub mod survey_answers;
pub mod xlsx;

pub use lists::csv_text;
pub use rows::SheetRows;
pub use written::write_csv;
