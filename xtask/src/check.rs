//! What must hold before anything is merged, and the benches.

use crate::compiler::TARGET;
use crate::machine::{self, command};
use crate::setup::{self, Kit};
use crate::step::{run, say, step};
use crate::{dist, fuzz, packages, tools};
use anyhow::{Result, bail};
use std::path::Path;

/// Everything: the first failure stops, cheap questions come first.
pub fn test() -> Result<()> {
    let kit = setup::all()?;
    step("Checking the format", || {
        run(
            command("cargo").args(["fmt", "--all", "--check"]),
            "run `cargo fmt --all` (if it is missing: `rustup component add rustfmt clippy`)",
        )
    })?;
    let advice = "repair what clippy names above; a lint is allowed only with a reason beside it";
    step("Clippy for this machine", || {
        run(command("cargo").args(["clippy", "--quiet", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]), advice)
    })?;
    step("Clippy for the browser", || clippy_for_the_browser(&kit, advice))?;
    licences_and_sources()?;
    step("Tests on this machine", || {
        run(
            command("cargo").args(["test", "--quiet", "--workspace", "--locked"]),
            "repair what the failing test names; `cargo test NAME` runs it alone",
        )
    })?;
    office_tests()?;
    fuzz::read(fuzz::Length::Executions(100_000))?;
    dist::make(&kit)?;
    step("Tests in the browser", browser_tests)
}

/// Which licences, crates and registries anything here may come from: xtask/deny.toml.
fn licences_and_sources() -> Result<()> {
    tools::ensure_deny()?;
    step("Licences, crates and their sources", || {
        run(
            command("cargo")
                .env("PATH", machine::path_with(&[tools::bin()?])?)
                .args(["deny", "--locked", "--log-level", "error", "--config", "xtask/deny.toml"])
                .args(["check", "licenses", "bans", "sources"]),
            "see what cargo-deny names above; xtask/deny.toml says what is allowed",
        )
    })
}

/// In the profile of the page, so that what the release build needs of macros is built once.
fn clippy_for_the_browser(kit: &Kit, advice: &str) -> Result<()> {
    run(
        kit.command("cargo").args(["clippy", "--quiet", "--package", "shinchoku", "--target", TARGET]).args([
            "--release",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]),
        advice,
    )
}

/// Our workbooks in another office program. Where it cannot be installed by itself, a person is told, and nothing is skipped in silence.
fn office_tests() -> Result<()> {
    if !machine::has("soffice") || !machine::has("pdftotext") {
        say("LibreOffice or pdftotext is not here: what another program makes of our workbooks is not looked at.");
        return Ok(());
    }
    step("Our workbooks in LibreOffice", || {
        run(
            command("cargo").args(["test", "--quiet", "--locked", "--test", "workbooks", "--", "--ignored"]),
            "see the test named above; the files it made are in target/tmp/workbooks",
        )
    })
}

fn browser_tests() -> Result<()> {
    if !Path::new("/usr/bin/chromium").exists() && std::env::var_os("CHROMIUM").is_none() {
        bail!("no /usr/bin/chromium here: install Chromium, or set CHROMIUM to the path of a Chromium or Chrome");
    }
    run(
        command("node").current_dir(machine::root().join("tests/e2e")).args(["node_modules/@playwright/test/cli.js", "test"]),
        "see the journey named above; its trace and pictures are in tests/e2e/test-results",
    )
}

/// The benches against peers; their own program prints the table.
pub fn bench(args: &[&str]) -> Result<()> {
    if !machine::root().join("tests/bench/run.mjs").exists() {
        say("There are no benches yet: tests/bench/run.mjs is missing.");
        return Ok(());
    }
    let kit = setup::all()?;
    packages::ensure("tests/bench")?;
    dist::make(&kit)?;
    step("Building what the benches call", || bench_wasm(&kit))?;
    step("Benches", || {
        run(
            command("node").arg("tests/bench/run.mjs").args(args),
            "see the message above; a bench fails only when answers differ, never for its time",
        )
    })
}

/// Merging and reading without a page around them, and the table on an empty one; built and shortened as the page is.
fn bench_wasm(kit: &Kit) -> Result<()> {
    let target = machine::root().join("target");
    std::fs::create_dir_all(target.join("bench"))?;
    let packages = ["--package", "shinchoku-bench", "--package", "shinchoku-bench-table"];
    run(
        kit.command("cargo").args(["build", "--release", "--locked", "--target", TARGET]).args(packages),
        "repair what the compiler names above",
    )?;
    let built = target.join("wasm").join(TARGET).join("release");
    let shorten =
        |from: &Path, to: &Path| run(kit.command("wasm-opt").arg(from).args(["-Oz", "-o"]).arg(to), "see what wasm-opt says above");
    shorten(&built.join("shinchoku_bench.wasm"), &target.join("bench/ours.wasm"))?;
    let table = target.join("bench/table");
    run(
        kit.command("wasm-bindgen")
            .args(["--target", "no-modules", "--no-typescript", "--out-name", "table", "--out-dir"])
            .arg(&table)
            .arg(built.join("shinchoku_bench_table.wasm")),
        "see what wasm-bindgen says above",
    )?;
    shorten(&table.join("table_bg.wasm"), &table.join("table_bg.wasm"))
}
