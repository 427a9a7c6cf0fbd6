//! `check FILE...`: what of these files cannot be read?

use super::{Ending, files::Files};
use std::{io, io::Write, path::PathBuf};

pub(super) fn check(paths: &[PathBuf], out: &mut dyn Write) -> io::Result<Ending> {
    let files = Files::open(paths, out)?;
    Ok(if files.is_clean() { Ending::Clean } else { Ending::Damaged })
}
