//! The rustc that builds for the browser. Any rustc with std for wasm32 will do. Where rustup cannot fetch
//! that std, Debian's compiler for its browsers is taken, and std is built from its sources once and laid
//! where rustc looks for it, so that nothing later needs a nightly flag.

use crate::machine;
use crate::step::{ask, run, say, step};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Beside a std that we laid: for which rustc, how, and when.
const STAMP: &str = "shinchoku-stamp";

/// How std is built: for size, in what is compiled here and in what is compiled with the page (sorting alone is a tenth of a
/// megabyte otherwise). A std of another recipe is laid anew.
const RECIPE: &str = "recipe: optimize_for_size, opt-level z";

/// A rustc with std for the browser.
pub struct Compiler {
    /// Goes first in PATH; `None` is the compiler that PATH finds anyway.
    pub bin: Option<PathBuf>,
    /// Changes whenever what it built before is of no use to it any more.
    pub mark: String,
}

/// Finds a compiler for the browser, or makes one.
pub fn ensure() -> Result<Compiler> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let lock = machine::lock()?;
    if let Some(found) = find() {
        return Ok(found);
    }
    if machine::is_debian_root() {
        machine::install_compiler()?;
        if find().is_none() {
            step("Building std for wasm32 from Debian's sources, once", lay_std)?;
        }
    } else if ask(Command::new("rustup").arg("--version")).is_some() {
        step("Adding std for wasm32 with rustup", || {
            run(machine::command("rustup").args(["target", "add", TARGET]), "connect to the network, or on Debian run this as root once")
        })?;
    } else {
        bail!(
            "no rustc here can build for the browser: install rustup and run \
             `rustup target add {TARGET}`, or on Debian run this as root once"
        );
    }
    drop(lock);
    find().context("rustc still has no std for wasm32 after the set-up: run `cargo xtask setup` again and read its first error")
}

fn find() -> Option<Compiler> {
    [None, Some(PathBuf::from("/usr/bin"))].into_iter().find_map(|bin| {
        let rustc = rustc(bin.as_deref());
        let (version, libdir) = describe(&rustc)?;
        if !libdir.is_dir() || !links(&rustc) {
            return None;
        }
        let stamp = fs::read_to_string(libdir.join(STAMP));
        if stamp.as_ref().is_ok_and(|stamp| !stamp.contains(RECIPE)) {
            return None;
        }
        Some(Compiler { bin, mark: stamp.unwrap_or(version) })
    })
}

/// Builds a program of no content. Nothing less shows that std is there, that it is this compiler's own
/// (an upgrade makes the one laid before useless), and that the linker is found.
fn links(rustc: &Path) -> bool {
    let Ok(folder) = machine::cache() else {
        return false;
    };
    let source = folder.join("probe.rs");
    let written = fs::write(&source, "fn main() {}\n").is_ok();
    written && ask(quiet(rustc).args(["--target", TARGET, "-o"]).arg(folder.join("probe.wasm")).arg(source)).is_some()
}

/// `rustc -vV` and the folder where it looks for std.
fn describe(rustc: &Path) -> Option<(String, PathBuf)> {
    let version = ask(quiet(rustc).arg("-vV"))?;
    let libdir = ask(quiet(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    Some((version, PathBuf::from(libdir)))
}

/// This rustc without the library path that cargo set for the rustc that built us.
fn quiet(rustc: &Path) -> Command {
    let mut command = Command::new(rustc);
    command.env_remove("LD_LIBRARY_PATH");
    command
}

fn rustc(bin: Option<&Path>) -> PathBuf {
    bin.map_or_else(|| PathBuf::from("rustc"), |bin| bin.join("rustc"))
}

/// Builds std in a crate of no content and lays its libraries down in one rename.
fn lay_std() -> Result<()> {
    let bin = PathBuf::from("/usr/bin");
    let (version, libdir) =
        describe(&rustc(Some(&bin))).context("/usr/bin/rustc does not run: run `apt-get install --reinstall rustc-web`")?;

    let work = machine::cache()?.join("std");
    clear(&work)?;
    fs::create_dir_all(work.join("src"))?;
    let manifest = "[package]\nname = \"nothing\"\nedition = \"2021\"\n[workspace]\n[profile.release]\nopt-level = \"z\"\n";
    fs::write(work.join("Cargo.toml"), manifest)?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;
    run(
        machine::command("/usr/bin/cargo")
            .current_dir(&work)
            .env("PATH", machine::path_with(&[bin])?)
            .env_remove("LD_LIBRARY_PATH")
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO_TARGET_DIR")
            // `lto = true` reads bitcode out of std.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("RUSTC_BOOTSTRAP", "1")
            .args(["build", "--release", "--target", TARGET])
            .args(["-Z", "build-std=std,panic_abort,panic_unwind,test", "-Z", "build-std-features=optimize_for_size"]),
        "see cargo's message above; the network is needed for the crates std is made of",
    )?;

    let built = work.join("target").join(TARGET).join("release/deps");
    let fresh = libdir.with_extension("new");
    clear(&fresh)?;
    fs::create_dir_all(&fresh).with_context(|| format!("{fresh:?} cannot be made: run this as root once"))?;
    let mut n_laid = 0;
    for entry in fs::read_dir(&built)? {
        let entry = entry?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.starts_with("lib") && text.ends_with(".rlib") && !text.starts_with("libnothing-") {
            fs::copy(entry.path(), fresh.join(&name))?;
            n_laid += 1;
        }
    }
    if n_laid == 0 {
        bail!("building std left no libraries: run `apt-get install --reinstall rust-web-src` and try again");
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    fs::write(fresh.join(STAMP), format!("{version}\n{RECIPE}\nlaid: {now}\n"))?;
    clear(&libdir)?;
    fs::rename(&fresh, &libdir)?;
    say(&format!("  laid {n_laid} libraries"));
    clear(&work)
}

/// Removes a folder that may not be there.
pub fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{folder:?} cannot be removed: remove it by hand"))
        }
        _ => Ok(()),
    }
}
