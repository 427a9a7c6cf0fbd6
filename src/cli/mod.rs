//! The command line: the page's own functions over files, for batch jobs, seeds and tests.
//!
//! Belongs here: arguments, files, exit codes, English lines; one file per command.
//!
//! Deliberately not here: any rule. What a command says is what the page shows.

mod check;
mod files;
mod merge;

use std::{ffi::OsString, io, io::Write, path::PathBuf, process::ExitCode};

const USAGE: &str = "\
usage: shinchoku check FILE...
       shinchoku merge FILE... -o OUT
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
        (Some("check"), Some(Arguments { files, out: None })) if !files.is_empty() => check::check(&files, out),
        (Some("merge"), Some(Arguments { files, out: Some(target) })) if !files.is_empty() => merge::merge(&files, &target, err),
        _ => {
            err.write_all(USAGE.as_bytes())?;
            Ok(Ending::Usage)
        }
    }
}

/// What stands behind a command.
struct Arguments {
    files: Vec<PathBuf>,
    /// `-o OUT`
    out: Option<PathBuf>,
}

impl Arguments {
    /// `None` for an option nobody knows, one without its value, or one given twice.
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Option<Self> {
        let mut read = Arguments { files: Vec::new(), out: None };
        while let Some(argument) = arguments.next() {
            if argument == "-o" {
                let target = arguments.next()?;
                if read.out.replace(target.into()).is_some() {
                    return None;
                }
            } else if argument.to_str().is_some_and(|text| text.starts_with('-')) {
                return None;
            } else {
                read.files.push(argument.into());
            }
        }
        Some(read)
    }
}
