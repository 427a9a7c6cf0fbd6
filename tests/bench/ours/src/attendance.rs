//! Attendance files and what the limits say of them: seven years of a city.

use crate::on_desk;
use shinchoku::{
    domain::overtime::{Ledger, Limits, Population},
    evaluate::overtime::{Exceptions, Outcome, Rule, Span, findings, indicators},
    sheetfile::attendance::{Headings, Intake},
};
use std::fmt::Write;

#[link(wasm_import_module = "around")]
unsafe extern "C" {
    /// Reads Shift_JIS as a browser does: writes UTF-8 to `to`, which has room for three bytes a byte. Returns how many it wrote.
    fn read_shift_jis(from: *const u8, n: usize, to: *mut u8) -> usize;
}

fn shift_jis(bytes: &[u8]) -> String {
    let mut text = vec![0; 3 * bytes.len()];
    // SAFETY: it reads the bytes and writes no more than there is room for.
    let n_written = unsafe { read_shift_jis(bytes.as_ptr(), bytes.len(), text.as_mut_ptr()) };
    text.truncate(n_written);
    String::from_utf8(text).expect("a browser writes UTF-8")
}

/// Reads the bytes in the buffer as an attendance file. Returns how many rows were taken.
#[unsafe(no_mangle)]
pub extern "C" fn take_hours() -> usize {
    on_desk(|desk| {
        let mut intake = Intake::default();
        intake.add_file(&desk.buffer, shift_jis, &Headings::new()).expect("an attendance file");
        let taken = intake.finish();
        desk.hours = taken.ledger;
        desk.refused = taken.refused.iter().map(|refused| refused.at.line).collect();
        taken.n_rows
    })
}

/// Lines that were refused, as text in the buffer; its length.
#[unsafe(no_mangle)]
pub extern "C" fn refused_lines() -> usize {
    on_desk(|desk| {
        desk.buffer = desk.refused.iter().map(u64::to_string).collect::<Vec<_>>().join(",").into_bytes();
        desk.buffer.len()
    })
}

/// Sums, means and every limit of every person and year; what they count as text in the buffer, and its length.
#[unsafe(no_mangle)]
pub extern "C" fn judge() -> usize {
    on_desk(|desk| {
        desk.buffer = judged(&desk.hours).into_bytes();
        desk.buffer.len()
    })
}

fn judged(ledger: &Ledger) -> String {
    let (limits, population) = (Limits::default(), Population::default());
    let mut minutes = 0;
    let mut above = [0, 0];
    let mut breaches = [0u32; Rule::ALL.len()];
    for year in ledger.years() {
        let counts = indicators(ledger, year, &limits, &population);
        minutes += counts.minutes.count();
        above[0] += counts.n_above_360;
        above[1] += counts.n_above_720;
        let span = Span::year(year, &limits);
        for person in ledger.people() {
            for finding in findings(person, span, &limits, Exceptions::None) {
                if matches!(finding.outcome, Outcome::Breach(_)) {
                    breaches[finding.rule as usize] += 1;
                }
            }
        }
    }
    let mut text = format!("{minutes} {} {}", above[0], above[1]);
    for count in breaches {
        write!(text, " {count}").expect("memory");
    }
    text
}
