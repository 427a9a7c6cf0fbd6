//! `overtime FILE.csv... --year YEAR [--exception none|all|FILE]`: breaches and indicators, one JSON object a line.
//!
//! Breaches and what cannot be decided come by employee; then by month, and in a month in the order of [`name`]; then the rules
//! of the year. The last line holds the indicators. Limits and values are whole minutes (months for `months_over_45`); a mean that is
//! no whole number has one decimal, and its `reason` says exactly what it is. What there is nothing to say about is left out.

use super::{
    Ending,
    text::{decode, read_shift_jis},
};
use crate::{
    domain::{
        FiscalYear,
        overtime::{Limits, Population},
    },
    evaluate::overtime::{Exceptions, Finding, Indicators, Limit, Outcome, Rule, Span, Value, findings, indicators},
    sheetfile::attendance::{Headings, Intake, Refused, Taken, read_reasons},
};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;
use std::{
    error::Error,
    ffi::OsStr,
    fs, io,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

/// Judges one fiscal year of all files together. What was not taken goes to `err`, one line each: file, line, reason.
///
/// Without `--exception` a month has the reason that the files give it.
pub(super) fn overtime(
    paths: &[PathBuf],
    year: FiscalYear,
    exception: Option<&OsStr>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Ending> {
    let (mut taken, mut is_clean) = take(paths, err)?;
    let exceptions = match exception {
        Some(word) if word == "none" => Exceptions::None,
        Some(word) if word == "all" => Exceptions::All,
        Some(list) => {
            is_clean &= record_reasons(&mut taken, Path::new(list), year, err)?;
            Exceptions::Recorded
        }
        None => Exceptions::Recorded,
    };
    let limits = Limits::default();
    let mut out = BufWriter::new(out);
    for person in taken.ledger.people().filter(|person| !person.strips_of(year).is_empty()) {
        for finding in findings(person, Span::year(year, &limits), &limits, exceptions) {
            write_line(&mut out, &FindingLine::new(person.id().as_str(), &finding))?;
        }
    }
    write_line(&mut out, &IndicatorsLine::new(&indicators(&taken.ledger, year, &limits, &Population::default())))?;
    out.flush()?;
    Ok(if is_clean { Ending::Clean } else { Ending::Damaged })
}

/// The files as one ledger, and whether all of them was understood.
fn take(paths: &[PathBuf], err: &mut dyn Write) -> io::Result<(Taken, bool)> {
    let mut intake = Intake::default();
    let mut added: Vec<&Path> = Vec::new();
    let mut n_refused = 0;
    for path in paths {
        let read = fs::read(path).map_err(Box::<dyn Error>::from).and_then(|file| {
            added.push(path);
            Ok(intake.add_file(&file, read_shift_jis, &Headings::new())?)
        });
        if let Err(refusal) = read {
            writeln!(err, "{}: refused: {refusal}", path.display())?;
            n_refused += 1;
        }
    }
    let taken = intake.finish();
    report(&taken.refused, &added, err)?;
    let is_clean = n_refused == 0 && taken.refused.is_empty();
    Ok((taken, is_clean))
}

/// Gives the months of a list their reasons, and says whether every line of it found its month.
fn record_reasons(taken: &mut Taken, list: &Path, year: FiscalYear, err: &mut dyn Write) -> io::Result<bool> {
    let read = match read_text(list).and_then(|text| Ok(read_reasons(&text)?)) {
        Ok(read) => read,
        Err(refusal) => {
            writeln!(err, "{}: refused: {refusal}", list.display())?;
            return Ok(false);
        }
    };
    let mut is_clean = read.refused.is_empty();
    report(&read.refused, &[list], err)?;
    // A list may go on over years; only those of this one say anything.
    for row in read.rows.iter().filter(|row| row.month.fiscal_year() == year) {
        if let Err(why) = taken.ledger.record_reason(&row.employee, row.month, row.reason, &row.words) {
            writeln!(err, "{}: line {}: {why}", list.display(), row.at.line)?;
            is_clean = false;
        }
    }
    Ok(is_clean)
}

fn read_text(path: &Path) -> Result<String, Box<dyn Error>> {
    Ok(decode(&fs::read(path)?))
}

/// `files` are those that rows were read from.
fn report(refused: &[Refused], files: &[&Path], err: &mut dyn Write) -> io::Result<()> {
    for Refused { at, why } in refused {
        write!(err, "{}: line {}: {why}", files[at.file].display(), at.line)?;
        match why.other() {
            Some(other) => writeln!(err, ": {}: line {}", files[other.file].display(), other.line)?,
            None => writeln!(err)?,
        }
    }
    Ok(())
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}

#[derive(Serialize)]
struct FindingLine<'a> {
    employee: &'a str,
    /// Of a mean its last month; left out for a rule of the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    rule: &'static str,
    limit: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Mean>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<bool>,
}

/// What a mean is the mean of: minutes, over so many months.
#[derive(Serialize)]
struct Mean {
    total: u64,
    months: u32,
}

#[derive(Serialize)]
struct IndicatorsLine {
    indicators: Figures,
    employees: u32,
    person_months: u32,
    /// Months on the roll of which hours are unknown: the figures leave them out.
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown_months: Option<u32>,
}

/// `null` where there is nobody to count.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct Figures {
    n5: Option<Box<RawValue>>,
    n6: u32,
    n7: Option<Box<RawValue>>,
}

impl<'a> FindingLine<'a> {
    fn new(employee: &'a str, finding: &Finding) -> Self {
        let (value, undecided) = match finding.outcome {
            Outcome::Breach(value) => (Some(value), None),
            Outcome::Undecided => (None, Some(true)),
        };
        FindingLine {
            employee,
            month: finding.month.map(|month| month.to_string()),
            rule: name(finding.rule),
            limit: match finding.limit {
                Limit::Minutes(minutes) => minutes.count(),
                Limit::Months(n_months) => n_months.into(),
            },
            value: value.map(|value| number(value.rounded())),
            reason: match value {
                Some(Value::Mean { total, n_months }) => Some(Mean { total: total.count(), months: n_months }),
                Some(Value::Minutes(_) | Value::Months(_)) | None => None,
            },
            undecided,
        }
    }
}

impl IndicatorsLine {
    fn new(counts: &Indicators) -> Self {
        IndicatorsLine {
            indicators: Figures { n5: counts.mean_hours().map(number), n6: counts.n_above_720, n7: counts.share_above_360().map(number) },
            employees: counts.n_employees,
            person_months: counts.person_months,
            unknown_months: (counts.n_unknown_months > 0).then_some(counts.n_unknown_months),
        }
    }
}

/// A JSON number with the decimals it has; `4.0` stays `4.0`.
fn number(value: Decimal) -> Box<RawValue> {
    RawValue::from_string(value.to_string()).expect("a decimal is written as a JSON number")
}

fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::Month45 => "month_45",
        Rule::Year360 => "year_360",
        Rule::Month100 => "month_100",
        Rule::Year720 => "year_720",
        Rule::Mean2 => "mean_2",
        Rule::Mean3 => "mean_3",
        Rule::Mean4 => "mean_4",
        Rule::Mean5 => "mean_5",
        Rule::Mean6 => "mean_6",
        Rule::MonthsOver45 => "months_over_45",
    }
}
