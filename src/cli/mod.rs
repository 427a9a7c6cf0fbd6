//! The command line: the page's own functions over files, for batch jobs, seeds and tests.
//!
//! Belongs here: arguments, files, exit codes, English lines; one file per command.
//!
//! Deliberately not here: any rule. What a command says is what the page shows.

mod check;
mod evaluate;
mod files;
mod merge;
mod overtime;
mod text;

use crate::domain::FiscalYear;
use chrono::{DateTime, NaiveDate};
use std::{
    ffi::OsString,
    io,
    io::Write,
    path::PathBuf,
    process::ExitCode,
    time::{Duration, SystemTime},
};

const USAGE: &str = "\
usage: shinchoku check FILE...
       shinchoku evaluate FILE... [--year YEAR] [--today YYYY-MM-DD]
       shinchoku merge FILE... -o OUT
       shinchoku overtime FILE.csv... --year YEAR [--exception none|all|FILE]
";

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Clean,
    /// Something was refused or is damaged.
    Damaged,
    /// The arguments make no command. The usage has been printed.
    Usage,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(match ending {
            Ending::Clean => 0,
            Ending::Damaged => 1,
            Ending::Usage => 2,
        })
    }
}

/// Runs one command. `arguments` are those behind the program's name.
///
/// # Errors
///
/// Only where `out` or `err` cannot be written to, as when a pipe is closed.
pub fn run(arguments: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Ending> {
    let mut arguments = arguments.into_iter();
    let command = arguments.next();
    let arguments = Arguments::read(arguments);
    match (command.as_ref().and_then(|command| command.to_str()), arguments) {
        (Some("check"), Some(Arguments { files, out: None, year: None, today: None, exception: None })) => check::check(&files, out),
        (Some("evaluate"), Some(Arguments { files, out: None, year, today, exception: None })) => {
            evaluate::evaluate(&files, year, today.unwrap_or_else(today_in_japan), out, err)
        }
        (Some("merge"), Some(Arguments { files, out: Some(target), year: None, today: None, exception: None })) => {
            merge::merge(&files, &target, err)
        }
        (Some("overtime"), Some(Arguments { files, out: None, year: Some(year), today: None, exception })) => {
            overtime::overtime(&files, year, exception.as_deref(), out, err)
        }
        _ => {
            err.write_all(USAGE.as_bytes())?;
            Ok(Ending::Usage)
        }
    }
}

/// What stands behind a command.
#[derive(Default)]
struct Arguments {
    /// At least one.
    files: Vec<PathBuf>,
    /// `-o OUT`
    out: Option<PathBuf>,
    /// `--year 2023`, `--year R5`
    year: Option<FiscalYear>,
    /// `--today 2026-11-21`
    today: Option<NaiveDate>,
    /// `--exception none`, `--exception all`, `--exception FILE`
    exception: Option<OsString>,
}

impl Arguments {
    /// `None` without a file, and for an option nobody knows, one without its value, or one given twice.
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Option<Self> {
        let mut read = Arguments::default();
        while let Some(argument) = arguments.next() {
            let is_first = match argument.to_str() {
                Some("-o") => read.out.replace(arguments.next()?.into()).is_none(),
                Some("--year") => read.year.replace(FiscalYear::parse(arguments.next()?.to_str()?).ok()?).is_none(),
                Some("--today") => read.today.replace(arguments.next()?.to_str()?.parse().ok()?).is_none(),
                Some("--exception") => read.exception.replace(arguments.next()?).is_none(),
                Some(option) if option.starts_with('-') => return None,
                Some(_) | None => {
                    read.files.push(argument.into());
                    true
                }
            };
            if !is_first {
                return None;
            }
        }
        (!read.files.is_empty()).then_some(read)
    }
}

/// The host's day, as calendars in Japan show it wherever the host stands. Only the command line may ask.
fn today_in_japan() -> NaiveDate {
    const AHEAD_OF_UTC: Duration = Duration::from_secs(9 * 60 * 60);
    // A clock before 1970 or beyond chrono's years is no clock; the epoch then shows plainly in the verdicts.
    let since_epoch = (SystemTime::now() + AHEAD_OF_UTC).duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since_epoch.as_secs()).unwrap_or_default();
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().date_naive()
}
