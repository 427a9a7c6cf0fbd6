//! What npm brings: wasm-opt, esbuild, ECharts and the design tokens for the build, Playwright and axe for
//! the browser tests. Each folder's lock file decides; it is installed again only when that changes.

use crate::machine;
use crate::step::{ask, run, step};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Inside `node_modules`, so that it goes when they go: the lock file they were made from.
const STAMP: &str = ".shinchoku-lock";

/// Older ones lack what Playwright asks for.
const NODE: u32 = 20;

/// Installs the locked packages of one folder of the repository.
pub fn ensure(folder: &str) -> Result<()> {
    let path = machine::root().join(folder);
    let lock = fs::read_to_string(path.join("package-lock.json"))
        .with_context(|| format!("{folder}/package-lock.json cannot be read: restore it with git"))?;
    let stamp = path.join("node_modules").join(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == lock) {
        return Ok(());
    }
    check_node()?;
    step(&format!("Installing the npm packages of {folder}"), || {
        install(&path)?;
        fs::write(&stamp, lock).context("the mark of the installed packages cannot be written")
    })
}

fn install(path: &Path) -> Result<()> {
    run(
        machine::command("npm")
            .current_dir(path)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            // No package here needs its install script, and none gets to run one.
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .args(["--loglevel", "error"]),
        "see npm's message above; the network is needed",
    )
}

fn check_node() -> Result<()> {
    let answer = ask(Command::new("node").arg("--version"));
    let major = answer.as_deref().and_then(|version| version.strip_prefix('v')?.split('.').next()?.parse().ok());
    match major {
        Some(major) if u32::ge(&major, &NODE) => Ok(()),
        Some(major) => {
            bail!("Node.js {major} is too old: install Node.js {NODE} or newer with npm")
        }
        None => bail!("Node.js is missing: install Node.js {NODE} or newer with npm"),
    }
}
