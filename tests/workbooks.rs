//! Files of Excel: what comes in, and what goes out.

#[path = "workbooks/reading.rs"]
mod reading;
