//! The page's wasm in pieces: what the first screens need, and parts that are fetched when a page first needs them.
//!
//! Trunk builds the site and runs wasm-bindgen itself, but the program must be taken apart before wasm-bindgen sees it, while
//! the linker's notes still say which function needs which. So the `wasm-bindgen` that trunk finds is this program by another
//! name ([`stand_in`]): it takes the page apart and hands the main part to the real one. What it set aside, trunk does not
//! know; [`lay`] makes it small and writes it into the site.
//!
//! Which function begins a piece is said in src/ui/pieces.rs. A part may be of several pieces: what more than one needs and
//! the main part does not.

use crate::machine;
use crate::setup::Kit;
use crate::step::{run, say};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The program that is taken apart.
const PROGRAM: &str = "shinchoku";

/// The real wasm-bindgen, for the one that stands in for it.
const REAL: &str = "SHINCHOKU_WASM_BINDGEN";

/// From where the main part imports the function that fetches a piece; boot.js has it.
const LOADER: &str = "shinchoku_pieces";

/// How every name of such a function begins.
const MARK: &[u8] = b"__wasm_split_load_";

fn folder() -> PathBuf {
    machine::root().join("target/pieces")
}

/// Trunk with our stand-in for wasm-bindgen and a linker that keeps its notes.
pub fn trunk(kit: &Kit) -> Result<Command> {
    let bin = folder().join("bin");
    fs::create_dir_all(&bin)?;
    let stand_in = bin.join("wasm-bindgen");
    // A link from another build may lead elsewhere.
    let _ = fs::remove_file(&stand_in);
    std::os::unix::fs::symlink(env::current_exe()?, &stand_in)?;

    let real = kit.which("wasm-bindgen").context("wasm-bindgen is not here: run `cargo xtask setup`")?;
    let mut trunk = kit.command("trunk");
    trunk.env("PATH", kit.path_behind(bin)?).env(REAL, real);
    // Beside the flags of .cargo/config.toml, not in their place.
    let flags = "-Clink-arg=--emit-relocs";
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    Ok(trunk)
}

/// Whether this program was called as wasm-bindgen, and how that ended.
pub fn stand_in(mut args: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    let called = args.next()?;
    if Path::new(&called).file_name()? != "wasm-bindgen" {
        return None;
    }
    Some(match bindgen(args.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    })
}

fn bindgen(mut args: Vec<OsString>) -> Result<()> {
    let real = env::var_os(REAL).context("this stands in for wasm-bindgen only where `cargo xtask dist` calls trunk")?;
    let is_wasm = |arg: &OsString| Path::new(arg).extension().is_some_and(|kind| kind == "wasm");
    if let Some(program) = args.iter_mut().find(|arg| is_wasm(arg)) {
        let bytes = fs::read(&*program).with_context(|| format!("{program:?} cannot be read"))?;
        if Path::new(program).file_stem().is_some_and(|name| name == PROGRAM) {
            *program = take_apart(&bytes)?.into();
            // The parts reach the main part through names that wasm-bindgen takes for the linker's leavings.
            args.push("--keep-lld-exports".into());
        } else {
            let whole = folder().join("whole");
            fs::create_dir_all(&whole)?;
            let bare = whole.join(Path::new(program).file_name().unwrap_or_default());
            fs::write(&bare, without_notes(&bytes).context("the linker wrote no wasm")?)?;
            *program = bare.into();
        }
    }
    let status = Command::new(&real).args(args).status().with_context(|| format!("{real:?} could not be started"))?;
    if !status.success() {
        bail!("wasm-bindgen did not succeed ({status})");
    }
    Ok(())
}

/// A program that stays whole has no use for the linker's notes, which are as long as itself; nobody after this takes them out.
fn without_notes(program: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = program.split_at_checked(8)?;
    let mut bare = head.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        let (length, body) = number(after)?;
        let (body, next) = body.split_at_checked(length)?;
        let is_note = kind == 0 && {
            let (length, name) = number(body)?;
            let name = name.get(..length)?;
            name == b"linking" || name.starts_with(b"reloc.")
        };
        if !is_note {
            bare.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Some(bare)
}

/// A length as wasm writes it: seven bits a byte, the lowest first.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let n_bytes = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
    let (digits, rest) = bytes.split_at(n_bytes);
    Some((digits.iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f)), rest))
}

/// Writes the parts and which pieces each is of, and returns where the main part is.
fn take_apart(program: &[u8]) -> Result<PathBuf> {
    if !program.windows(MARK.len()).any(|found| found == MARK) {
        bail!("the page has no pieces: index.html does not ask for the feature split_pages");
    }
    let raw = folder().join("raw");
    crate::compiler::clear(&raw)?;
    fs::create_dir_all(&raw)?;
    let main = raw.join(format!("{PROGRAM}.wasm"));
    let mut options = wasm_split_cli_support::Options::new(program);
    options.output_dir = &raw;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let split =
        wasm_split_cli_support::transform(options).map_err(|report| anyhow::anyhow!("the page cannot be taken apart: {report:#}"))?;

    let mut parts = BTreeMap::<String, BTreeSet<String>>::new();
    for (piece, names) in split.prefetch_map {
        for name in names {
            parts.entry(name).or_default().insert(piece.clone());
        }
    }
    let list: String = parts.iter().map(|(name, pieces)| format!("{name} {}\n", words(pieces))).collect();
    fs::write(raw.join("parts.txt"), list)?;
    Ok(main)
}

fn words(pieces: &BTreeSet<String>) -> String {
    pieces.iter().cloned().collect::<Vec<_>>().join(" ")
}

/// A part of the site's wasm that is not there at the start.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    /// `chunk_3`, as the splitter called it.
    name: String,
    /// The pieces it is of: `settings survey`.
    pieces: String,
}

fn parts() -> Result<Vec<Part>> {
    let list = fs::read_to_string(folder().join("raw/parts.txt")).context("trunk took nothing apart: read its messages above")?;
    Ok(list
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, pieces)| Part { name: name.into(), pieces: pieces.into() })
        .collect())
}

/// Lays the parts into the site, and names each in its page.
pub fn lay(kit: &Kit, site: &Path) -> Result<()> {
    let parts = parts()?;
    for Part { name, .. } in &parts {
        let from = folder().join("raw").join(name).with_extension("wasm");
        let to = site.join(name).with_extension("wasm");
        // As index.html has trunk do it with the main part. In the order of their names, functions that were made from one generic
        // stand together, and gzip takes a tenth off.
        let shorten = ["-Oz", "--reorder-functions-by-name"];
        run(kit.command("wasm-opt").args(shorten).arg(from).arg("-o").arg(to), "read what wasm-opt says above")?;
    }
    let page = site.join("index.html");
    fs::write(&page, named(&fs::read_to_string(&page)?, &parts)?)?;
    let glue = site.join(format!("{PROGRAM}.js"));
    fs::write(&glue, joined(&fs::read_to_string(&glue)?)?)?;
    say(&format!("  {} parts", parts.len()));
    Ok(())
}

/// One element a part, before the scripts that read them.
fn named(page: &str, parts: &[Part]) -> Result<String> {
    let (head, body) = page.split_once("</head>").context("the built index.html has no </head>")?;
    let metas: String = parts
        .iter()
        .map(|Part { name, pieces }| format!("<meta name=\"shinchoku-part\" content=\"./{name}.wasm\" data-pieces=\"{pieces}\">\n"))
        .collect();
    Ok(format!("{head}{metas}</head>{body}"))
}

/// The files of the parts that a built page names.
pub fn named_by(page: &str) -> Vec<String> {
    let after = page.split("<meta name=\"shinchoku-part\" content=\"./").skip(1);
    after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// A classic script cannot `require`: each function of the loader is boot.js's, which knows by its name which piece is meant.
/// boot.js comes later than the glue, so it is looked up when it is called.
fn joined(glue: &str) -> Result<String> {
    let require = format!("require(\"{LOADER}\")");
    if !glue.contains(&require) {
        bail!("wasm-bindgen's glue does not import {LOADER}: see how it writes imports of other modules, and change pieces.rs");
    }
    Ok(glue.replace(&require, "new Proxy({}, { get: (_, name) => (...call) => window.shinchokuPiece(name, ...call) })"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_every_part_with_the_pieces_it_is_of() -> Result<()> {
        let part = |name: &str, pieces: &str| Part { name: name.into(), pieces: pieces.into() };
        let page = named("<head><title></title></head><body>", &[part("chunk_3", "a b"), part("split_a", "a")])?;
        assert!(page.contains("content=\"./chunk_3.wasm\" data-pieces=\"a b\"") && page.ends_with("</head><body>"));
        assert_eq!(named_by(&page), ["chunk_3.wasm", "split_a.wasm"]);
        Ok(())
    }

    #[test]
    fn a_program_that_stays_whole_loses_the_linkers_notes_and_nothing_else() {
        let note = |name: &str, length: usize| {
            let mut body = vec![name.len() as u8];
            body.extend_from_slice(name.as_bytes());
            body.resize(length, 7);
            // In two bytes, as a length above 127 is.
            [vec![0, (length & 0x7f) as u8 | 0x80, (length >> 7) as u8], body].concat()
        };
        let head = b"\0asm\x01\0\0\0".to_vec();
        let kept = [vec![1, 1, 0], note("target_features", 300)].concat();
        let program = [head.clone(), note("linking", 200), kept.clone(), note("reloc.CODE", 150)].concat();
        assert_eq!(without_notes(&program), Some([head, kept].concat()));
        assert_eq!(without_notes(&program[..program.len() - 1]), None);
    }

    #[test]
    fn glue_that_imports_the_loader_in_another_way_is_refused() -> Result<()> {
        assert!(!joined("const import1 = require(\"shinchoku_pieces\");")?.contains("require"));
        assert!(joined("import * as import1 from \"shinchoku_pieces\"").is_err());
        Ok(())
    }
}
