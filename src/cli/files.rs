//! Files given on the command line.

use crate::{
    bundle::{self, Note, Read, Spot},
    domain::Workspace,
    merge::join,
};
use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

/// Every file that could be read.
pub(super) struct Files {
    pub reads: Vec<Read>,
    /// Files of which nothing could be read.
    pub n_refused: usize,
    /// Harmless ones are printed and not counted.
    pub n_notes: usize,
}

impl Files {
    /// Reads the files and prints what could not be read, one line each: file, place, reason.
    pub fn open(paths: &[PathBuf], report: &mut dyn Write) -> io::Result<Self> {
        let mut files = Files { reads: Vec::new(), n_refused: 0, n_notes: 0 };
        for path in paths {
            match open(path) {
                Ok(read) => {
                    for note in &read.notes {
                        writeln!(report, "{}: {}", path.display(), line(note))?;
                    }
                    files.n_notes += read.notes.iter().filter(|note| !note.is_harmless()).count();
                    files.reads.push(read);
                }
                Err(refusal) => {
                    writeln!(report, "{}: refused: {refusal}", path.display())?;
                    files.n_refused += 1;
                }
            }
        }
        Ok(files)
    }

    pub fn is_clean(&self) -> bool {
        self.n_refused == 0 && self.n_notes == 0
    }

    /// All files as one.
    pub fn joined(&self) -> Workspace {
        self.reads.iter().fold(Workspace::default(), |joined, read| join(&joined, &read.workspace))
    }
}

fn open(path: &Path) -> Result<Read, Box<dyn std::error::Error>> {
    Ok(bundle::read_bytes(&fs::read(path)?)?)
}

fn line(note: &Note) -> String {
    let place = match &note.spot {
        Spot::File => "file".to_owned(),
        Spot::Header(field) => format!("header {field}"),
        Spot::Writer { line } => format!("line {line}, writers"),
        Spot::Cell { line, .. } => format!("line {line}"),
    };
    // A record may stand on several lines of its file, but has one here.
    let raw = note.raw.replace(['\r', '\n'], " ");
    if raw.is_empty() { format!("{place}: {}", note.reason) } else { format!("{place}: {}: {raw}", note.reason) }
}
