//! The pictures in ヘルプ: taken by a journey from the real page with the programmes that come with it, kept in
//! xtask/web/help, and put into the build as one file that the page fetches when ヘルプ is opened.
//!
//! They are kept, not made at every build, because a build has no page to take them from. The same journey fails in every test
//! run when a place no longer shows what its picture shows.

use crate::setup;
use crate::step::{run, step};
use crate::{dist, machine};
use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;

/// Of all pictures as the page gets them.
const MOST_BYTES: usize = 200_000;

fn folder() -> PathBuf {
    machine::root().join("xtask/web/help")
}

/// help.json: the pictures by their names, as addresses of the kind that an image takes.
pub fn bundle() -> Result<String> {
    let mut pictures = Map::new();
    let entries = fs::read_dir(folder()).context("xtask/web/help is missing: restore it with git")?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.map(|it| it.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "webp")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let address = format!("data:image/webp;base64,{}", STANDARD.encode(fs::read(path)?));
        pictures.insert(name, Value::from(address));
    }
    let text = serde_json::to_string(&pictures)?;
    if text.len() > MOST_BYTES {
        bail!("the pictures of ヘルプ are {} bytes, more than {MOST_BYTES}: take fewer, or smaller ones", text.len());
    }
    Ok(text)
}

/// Takes them anew.
pub fn take() -> Result<()> {
    let kit = setup::all()?;
    dist::make(&kit)?;
    step("Taking the pictures", || {
        run(
            machine::command("node").current_dir(machine::root().join("tests/e2e")).env("PICTURES", folder()).args([
                "node_modules/@playwright/test/cli.js",
                "test",
                "help.spec.ts",
            ]),
            "see the journey named above: a place does not show what its picture is to show",
        )
    })?;
    bundle().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_fit() -> Result<()> {
        let pictures: Map<String, Value> = serde_json::from_str(&bundle()?)?;
        assert!(pictures.len() >= 5, "each role has its picture");
        Ok(())
    }
}
