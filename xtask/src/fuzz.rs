//! The fuzzer of the reader: bytes made up by libFuzzer, a program of its own in tests/fuzz.

use crate::machine;
use crate::step::{run, step};
use crate::tools;
use anyhow::Result;
use std::fs;

/// What the fuzzer begins with: every example and every broken file, and what earlier runs found worth keeping.
const BEGINNINGS: &[&str] =
    &["tests/fuzz/corpus", "tests/bundles/v1", "tests/bundles/broken", "tests/bundles/carried", "tests/bundles/mended"];

/// How long the reader is fuzzed.
pub enum Length {
    /// The same executions in every test run, so that a failure is the change's and not the day's.
    Executions(u32),
    /// Other ones every time.
    Seconds(u32),
}

/// Builds the fuzzer and runs it. What it finds on its way is kept below target/, what breaks a promise beside it.
pub fn read(length: Length) -> Result<()> {
    tools::ensure_fuzzer()?;
    let root = machine::root();
    let found = root.join("target/fuzz/corpus");
    // What an earlier run found would make a run of fixed executions another one.
    if matches!(length, Length::Executions(_)) && found.exists() {
        fs::remove_dir_all(&found)?;
    }
    fs::create_dir_all(&found)?;
    let limits = match length {
        Length::Executions(n) => [format!("-runs={n}"), "-seed=1".to_owned()],
        Length::Seconds(n) => [format!("-max_total_time={n}"), "-seed=0".to_owned()],
    };
    step("Fuzzing the reader of files", || {
        run(
            machine::command("cargo")
                .env("PATH", machine::path_with(&[tools::bin()?])?)
                .env("CARGO_TARGET_DIR", root.join("target/fuzz"))
                // For the marks that libFuzzer counts by; no sanitizer is needed, for there is no unsafe code here.
                .env("RUSTC_BOOTSTRAP", "1")
                .args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "read"])
                .arg(&found)
                .args(BEGINNINGS.iter().map(|folder| root.join(folder)))
                .args(["--", "-max_len=8192", "-timeout=10", "-print_final_stats=1", "-verbosity=0"])
                .arg(format!("-dict={}", root.join("tests/fuzz/bundle.dict").display()))
                .args(limits),
            "the bytes that broke a promise lie where libFuzzer says: repair the reader, and keep them in tests/fuzz/corpus",
        )
    })
}
