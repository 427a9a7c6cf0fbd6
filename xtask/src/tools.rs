//! The command-line tools of a wasm build, and the fuzzer's, installed beside each other in our own folder so that a
//! developer's other versions are left alone.

use crate::machine;
use crate::step::{ask, run, say, step};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Later ones ask for a newer rustc than Debian's, and their only sizeable novelty downloads while building.
pub const TRUNK: &str = "0.21.14";

/// Where the tools' programs are.
pub fn bin() -> Result<PathBuf> {
    Ok(machine::cache()?.join("tools/bin"))
}

/// What the fuzzer is built and run with.
const FUZZER: &str = "0.13.2";

/// A program, its package and version, and whether its own lock file is kept to.
type Tool = (&'static str, &'static str, String, bool);

/// Sees to it that both tools of a wasm build are there in the versions this repository is built with.
pub fn ensure() -> Result<()> {
    // Its own lock file names a crate version that not every mirror of the registry serves.
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    ensure_all([("trunk", "trunk", TRUNK.to_owned(), true), ("wasm-bindgen", "wasm-bindgen-cli", wasm_bindgen, false)])
}

/// Only those who test the reader need this one.
pub fn ensure_fuzzer() -> Result<()> {
    ensure_all([("cargo-fuzz", "cargo-fuzz", FUZZER.to_owned(), true)])
}

/// What looks at licences, crates and their sources.
const DENY: &str = "0.20.2";

pub fn ensure_deny() -> Result<()> {
    ensure_all([("cargo-deny", "cargo-deny", DENY.to_owned(), true)])
}

/// What changes the rules to see who notices.
const MUTANTS: &str = "27.1.0";

/// Only those who soak need this one.
pub fn ensure_mutants() -> Result<()> {
    ensure_all([("cargo-mutants", "cargo-mutants", MUTANTS.to_owned(), true)])
}

fn ensure_all<const N: usize>(wanted: [Tool; N]) -> Result<()> {
    let missing = |(program, _, version, _): &Tool| {
        let answer = machine::path_with(&[bin()?]).map(|path| ask(Command::new(program).env("PATH", path).arg("--version")))?;
        let found = answer.is_some_and(|text| text.split_whitespace().nth(1) == Some(version));
        anyhow::Ok(!found)
    };
    let mut lock = None;
    for tool in wanted {
        if !missing(&tool)? {
            continue;
        }
        if lock.is_none() {
            lock = Some(machine::lock()?);
            if !missing(&tool)? {
                continue;
            }
        }
        let (_, package, version, locked) = tool;
        step(&format!("Installing {package} {version}"), || install(package, &version, locked))?;
    }
    if lock.is_some() {
        crate::compiler::clear(&machine::cache()?.join("build"))?;
    }
    Ok(())
}

fn install(package: &str, version: &str, locked: bool) -> Result<()> {
    let cache = machine::cache()?;
    let mut cargo = machine::command("cargo");
    cargo
        .current_dir(&cache)
        .env("CARGO_TARGET_DIR", cache.join("build"))
        // A tool need not be optimised: two minutes instead of thirteen.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .args(["install", package, "--version", &format!("={version}")])
        .args(["--debug", "--force", "--root"])
        .arg(cache.join("tools"));
    if locked {
        cargo.arg("--locked");
    }
    say("  (a few minutes on a small machine)");
    run(&mut cargo, "see cargo's message above; the network and a C compiler are needed")
}

/// The version of a crate in Cargo.lock.
pub fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(machine::root().join("Cargo.lock")).context("Cargo.lock cannot be read: restore it with git")?;
    let name = format!("name = \"{package}\"");
    lock.lines()
        .skip_while(|line| *line != name)
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|line| line.strip_suffix('"'))
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock does not name {package}: restore it with git"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A version pinned in two places that differ would be told by trunk only after minutes of building.
    #[test]
    fn the_pins_agree() {
        let read = |name: &str| fs::read_to_string(machine::root().join(name)).unwrap_or_default();
        let trunk = read("Trunk.toml");
        let wasm_bindgen = locked_version("wasm-bindgen").unwrap_or_default();
        assert!(trunk.contains(&format!("wasm_bindgen = \"{wasm_bindgen}\"")));

        let packages = read("xtask/package.json");
        let binaryen = packages.split("\"binaryen\": \"").nth(1).and_then(|rest| rest.split('.').next());
        let binaryen = binaryen.unwrap_or_default();
        assert!(!binaryen.is_empty() && trunk.contains(&format!("wasm_opt = \"version_{binaryen}\"")));
    }

    /// An address in a lock file would send everyone to the machine it was written on.
    #[test]
    fn lock_files_name_no_registry() {
        for name in ["xtask/package-lock.json", "tests/e2e/package-lock.json"] {
            let lock = fs::read_to_string(machine::root().join(name)).unwrap_or_default();
            assert!(lock.contains("lockfileVersion") && !lock.contains("\"resolved\""), "{name}");
        }
    }
}
