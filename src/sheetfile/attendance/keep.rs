//! A ledger as text: how it crosses to the page from the program that read the files, and how it is kept under a passphrase.
//!
//! One line a strip: `S`, 職員番号, 所属, year and twelve months; one line a day of hiring (`H`); one line for what was told of a month
//! (`W`). A month is its minutes by column (`750,0,60`, or nothing), then `?` where hours are missing, `s` with a status, `r` with a
//! reason. Cells are separated by tabs.

use crate::domain::{
    FiscalYear,
    overtime::{EmployeeId, Kind, LeaveRow, LeaveTime, Ledger, Minutes, Month, Reason, Reported, Status, Strip, Workplace, read_day},
};
use std::{fmt::Write, str::Split};

const FIRST_LINE: &str = "attendance 1";

/// The text is no kept ledger, or a damaged one: nothing of it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the kept hours cannot be read")]
pub struct NotALedger {
    pub line: usize,
}

pub fn write_ledger(ledger: &Ledger) -> String {
    let mut text = format!("{FIRST_LINE}\n");
    for strip in ledger.strips() {
        line(&mut text, format_args!("S\t{}\t{}\t{}", strip.employee(), escape(strip.workplace().name()), strip.year().number()));
        for place in 0..12 {
            text.push('\t');
            write_month(&mut text, strip, place);
        }
        text.push('\n');
    }
    for person in ledger.people() {
        if let Some(day) = person.hired_on() {
            line(&mut text, format_args!("H\t{}\t{day}\n", person.id()));
        }
        for month in person.strips().iter().flat_map(|strip| Month::all_of(strip.year())) {
            if let Some(words) = ledger.words(person.id(), month) {
                line(&mut text, format_args!("W\t{}\t{month}\t{}\n", person.id(), escape(words)));
            }
        }
    }
    text
}

pub(super) fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("a text in memory takes everything");
}

fn write_month(text: &mut String, strip: &Strip, place: usize) {
    let reported = strip.reported(place);
    if reported != Reported::Nothing {
        let hours = reported.hours();
        let [ordinary, holiday, other] = [hours.ordinary, hours.holiday, hours.other_funds].map(Minutes::count);
        line(text, format_args!("{ordinary}"));
        if holiday + other > 0 {
            line(text, format_args!(",{holiday},{other}"));
        }
    }
    if matches!(reported, Reported::AtLeast(_)) {
        text.push('?');
    }
    if let Some(at) = strip.status(place).and_then(|status| Status::ALL.iter().position(|&it| it == status)) {
        line(text, format_args!("s{at}"));
    }
    if let Some(at) = strip.reason(place).and_then(|reason| Reason::ALL.iter().position(|&it| it == reason)) {
        line(text, format_args!("r{at}"));
    }
}

pub fn read_ledger(text: &str) -> Result<Ledger, NotALedger> {
    let mut lines = text.lines().zip(1..);
    let has_head = lines.next().is_some_and(|(head, _)| head == FIRST_LINE);
    has_head.then_some(()).ok_or(NotALedger { line: 1 })?;
    let mut strips = Vec::new();
    let mut later = Vec::new();
    for (text, line) in lines {
        let mut cells = text.split('\t');
        match cells.next() {
            Some("S") => strips.push(read_strip(cells).ok_or(NotALedger { line })?),
            _ => later.push((text, line)),
        }
    }
    let mut ledger = Ledger::new(strips).map_err(|_| NotALedger { line: 1 })?;
    for (text, line) in later {
        read_fact(&mut ledger, text).ok_or(NotALedger { line })?;
    }
    Ok(ledger)
}

fn read_strip(mut cells: Split<'_, char>) -> Option<Strip> {
    let employee = EmployeeId::read(cells.next()?).ok()?;
    let workplace = Workplace::new(&unescape(cells.next()?));
    let year = FiscalYear::new(cells.next()?.parse().ok()?).ok()?;
    let mut strip = Strip::new(employee, workplace, year);
    for month in Month::all_of(year) {
        read_month(&mut strip, month, cells.next()?)?;
    }
    cells.next().is_none().then_some(strip)
}

fn read_month(strip: &mut Strip, month: Month, cell: &str) -> Option<()> {
    let name = month.name();
    let (cell, reason) = cell.split_once('r').map_or((cell, None), |(cell, at)| (cell, Some(at)));
    let (cell, status) = cell.split_once('s').map_or((cell, None), |(cell, at)| (cell, Some(at)));
    let hours = cell.strip_suffix('?');
    if let Some(at) = reason {
        strip.set_reason(name, Some(*Reason::ALL.get(at.parse::<usize>().ok()?)?));
    }
    if let Some(at) = status {
        strip.set_status(name, *Status::ALL.get(at.parse::<usize>().ok()?)?);
    }
    if hours.is_some() {
        strip.doubt(name);
    }
    let hours = hours.unwrap_or(cell);
    if !hours.is_empty() {
        for (kind, minutes) in Kind::ALL.into_iter().zip(hours.split(',')) {
            strip.report(name, kind, Minutes::new(minutes.parse().ok()?)).ok()?;
        }
    }
    Some(())
}

fn read_fact(ledger: &mut Ledger, text: &str) -> Option<()> {
    let mut cells = text.split('\t');
    let kind = cells.next()?;
    let employee = EmployeeId::read(cells.next()?).ok()?;
    match kind {
        "H" => ledger.set_hired_on(employee, read_day(cells.next()?)?),
        "W" => {
            let month = Month::parse(cells.next()?).ok()?;
            ledger.record_reason(&employee, month, Reason::Other, &unescape(cells.next()?)).ok()?;
        }
        _ => return None,
    }
    Some(())
}

/// One line a row: 職員番号, 所属, year and twelve months, each hundredths of days and minutes (`150/225`, or nothing).
pub fn write_leaves(rows: &[LeaveRow]) -> String {
    let mut text = String::new();
    for row in rows {
        line(&mut text, format_args!("{}\t{}\t{}", row.employee, escape(row.workplace.name()), row.year.number()));
        for month in row.months {
            text.push('\t');
            if let Some(time) = month {
                line(&mut text, format_args!("{}/{}", time.hundredths, time.minutes.count()));
            }
        }
        text.push('\n');
    }
    text
}

pub fn read_leaves_text(text: &str) -> Result<Vec<LeaveRow>, NotALedger> {
    text.lines().zip(1..).map(|(text, line)| read_leave_row(text).ok_or(NotALedger { line })).collect()
}

fn read_leave_row(text: &str) -> Option<LeaveRow> {
    let mut cells = text.split('\t');
    let employee = EmployeeId::read(cells.next()?).ok()?;
    let workplace = Workplace::new(&unescape(cells.next()?));
    let year = FiscalYear::new(cells.next()?.parse().ok()?).ok()?;
    let mut months = [None; 12];
    for month in &mut months {
        let cell = cells.next()?;
        if !cell.is_empty() {
            let (hundredths, minutes) = cell.split_once('/')?;
            *month = Some(LeaveTime { hundredths: hundredths.parse().ok()?, minutes: Minutes::new(minutes.parse().ok()?) });
        }
    }
    cells.next().is_none().then_some(LeaveRow { employee, workplace, year, months })
}

pub(super) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\r', "\\r").replace('\n', "\\n")
}

pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('t') => '\t',
                Some('r') => '\r',
                Some('n') => '\n',
                Some(other) => other,
                None => '\\',
            },
            letter => letter,
        });
    }
    plain
}
