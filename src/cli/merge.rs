//! `merge FILE... -o OUT`: one canonical file of many, the same whatever their order or repetition.

use super::{Ending, files::Files};
use crate::{
    bundle::{self, Header, Read, Scope, Titled},
    domain::{ProgramId, Workspace},
};
use std::{
    collections::BTreeSet,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

/// Writes nothing if a file is refused. Damaged records are reported, left out, and make the run end `Damaged`.
pub(super) fn merge(paths: &[PathBuf], out: &Path, err: &mut dyn Write) -> io::Result<Ending> {
    let files = Files::open(paths, err)?;
    if files.n_refused > 0 {
        return Ok(Ending::Damaged);
    }
    let workspace = files.joined();
    let header = Header::canonical(scope(&workspace, &files.reads));
    let text = bundle::write(&workspace, &header, bundle::everything);
    if let Err(error) = fs::write(out, text) {
        writeln!(err, "{}: not written: {error}", out.display())?;
        return Ok(Ending::Damaged);
    }
    Ok(if files.is_clean() { Ending::Clean } else { Ending::Damaged })
}

/// A programme where there is one, else a backup.
fn scope(workspace: &Workspace, reads: &[Read]) -> Scope {
    let stated = || reads.iter().filter_map(|read| read.header.scope.programme());
    let mut ids: BTreeSet<&ProgramId> = workspace.programs.keys().collect();
    if ids.is_empty() {
        ids.extend(stated().map(|titled| &titled.id));
    }
    let Some(id) = ids.pop_first().filter(|_| ids.is_empty()) else { return Scope::Backup };
    let mut titled = Titled::of(workspace, id);
    if titled.title.is_empty() {
        // Reports alone carry no overview, only its title; any choice will do that does not depend on their order.
        let titles = stated().filter(|other| other.id == *id && !other.title.is_empty()).map(|other| &other.title);
        titled.title = titles.min().cloned().unwrap_or_default();
    }
    Scope::Programme(titled)
}
