//! Everything a machine needs, in order. Each part looks first and does nothing when its result is there.

use crate::compiler::Compiler;
use crate::step::{run, say, step};
use crate::{compiler, machine, packages, tools};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A machine that can build the page.
pub struct Kit {
    compiler: Compiler,
    path: std::ffi::OsString,
}

/// Installs what is missing.
pub fn all() -> Result<Kit> {
    say("Looking at what this machine has …");
    if machine::is_debian_root() {
        machine::install_for_tests()?;
    }
    let compiler = compiler::ensure()?;
    tools::ensure()?;
    packages::ensure("xtask")?;
    packages::ensure("tests/e2e")?;

    let mut first = vec![npm_bin(), tools::bin()?];
    first.extend(compiler.bin.clone());
    let kit = Kit { path: machine::path_with(&first)?, compiler };
    kit.forget_another_compiler()?;
    // Trunk builds offline, so that nothing but this step ever asks a registry.
    let fetch = ["fetch", "--locked", "--quiet"];
    if kit.command("cargo").args(fetch).arg("--offline").stderr(std::process::Stdio::null()).status().is_ok_and(|status| status.success()) {
        return Ok(kit);
    }
    step("Fetching the crates of Cargo.lock", || {
        run(kit.command("cargo").args(fetch), "see cargo's message above; if Cargo.toml changed, run `cargo check` and commit Cargo.lock")
    })?;
    Ok(kit)
}

/// The programs that npm brought: `wasm-opt`, `esbuild`.
pub fn npm_bin() -> PathBuf {
    machine::root().join("xtask/node_modules/.bin")
}

impl Kit {
    /// A command of the wasm build: our wasm-opt, our tools and the browser's compiler first, and a target
    /// folder of its own, because two compilers in one folder keep throwing each other's work away.
    pub fn command(&self, program: &str) -> Command {
        let mut command = machine::command("/usr/bin/env");
        command.arg(program).env("PATH", &self.path).env("CARGO_TARGET_DIR", target());
        if self.compiler.bin.is_some() {
            command.env_remove("LD_LIBRARY_PATH").env_remove("RUSTUP_TOOLCHAIN");
        }
        command
    }

    /// Where a program of the wasm build is.
    pub fn which(&self, program: &str) -> Option<PathBuf> {
        std::env::split_paths(&self.path).map(|folder| folder.join(program)).find(|path| path.is_file())
    }

    /// The `PATH` of the wasm build behind one more folder.
    pub fn path_behind(&self, first: PathBuf) -> Result<std::ffi::OsString> {
        let all = std::iter::once(first).chain(std::env::split_paths(&self.path));
        std::env::join_paths(all).context("a folder on PATH has a character that PATH cannot carry")
    }

    /// What another compiler, or the same one with another std, left in the target folder is of no use
    /// and misleads cargo (E0463).
    fn forget_another_compiler(&self) -> Result<()> {
        let stamp = target().join("shinchoku-compiler");
        if fs::read_to_string(&stamp).is_ok_and(|mark| mark == self.compiler.mark) {
            return Ok(());
        }
        compiler::clear(&target())?;
        fs::create_dir_all(target())?;
        fs::write(stamp, &self.compiler.mark)?;
        Ok(())
    }
}

fn target() -> PathBuf {
    machine::root().join("target/wasm")
}
