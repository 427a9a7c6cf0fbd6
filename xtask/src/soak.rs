//! What takes hours: the laws with many more cases than a test run can afford, the fuzzer of the reader, whether two builds
//! are the same, and whether the tests notice when the rules are changed.

use crate::compiler::{TARGET, clear};
use crate::machine::{self, command};
use crate::setup;
use crate::step::{run, say, step};
use crate::{dist, fuzz, tools};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A room whose rules are changed one by one, and the tests beside its own that should notice.
const MUTATED: [(&str, &[&str]); 4] = [
    ("register", &["merge_laws"]),
    ("merge", &["merge_laws", "scenarios", "store"]),
    ("domain", &["merge_laws", "bundles", "seeds"]),
    ("evaluate", &["seeds", "oracle", "overtime_oracle", "disclosure_attack"]),
];

/// Of a hundred changes so many must be noticed.
const LEAST_CAUGHT: u64 = 90;

pub fn run_all(minutes: u32) -> Result<()> {
    step("Host tests, optimised, 100,000 cases a property", || {
        run(
            command("cargo").env("SHINCHOKU_CASES", "100000").env("PROPTEST_CASES", "100000").args(["test", "--release", "--locked"]),
            "the failing case is printed above and kept beside the test: repair it and run `cargo test`",
        )
    })?;
    fuzz::read(fuzz::Length::Seconds(minutes.saturating_mul(60)))?;
    same_twice()?;
    for (room, _) in MUTATED {
        mutants(room)?;
    }
    Ok(())
}

/// Two builds from nothing give the same bytes, or nobody could tell whether a `shinchoku.html` is ours.
fn same_twice() -> Result<()> {
    let kit = setup::all()?;
    let mut builds = Vec::new();
    for _ in 0..2 {
        clear(&machine::root().join("target/wasm").join(TARGET).join("release"))?;
        clear(&machine::root().join("target/site"))?;
        builds.push(digests(&dist::make(&kit)?)?);
    }
    let differing: Vec<&String> =
        builds[0].iter().filter(|(name, digest)| builds[1].get(*name) != Some(digest)).map(|(name, _)| name).collect();
    if builds[0].len() != builds[1].len() || !differing.is_empty() {
        bail!("two builds of the same sources differ in {differing:?}: find what depends on time, order or place");
    }
    say(&format!("  two builds are the same: {} files", builds[0].len()));
    Ok(())
}

fn digests(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for folder in [folder.to_owned(), folder.join("assets")] {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_file() {
                let digest = Sha256::digest(fs::read(&path)?).iter().map(|byte| format!("{byte:02x}")).collect();
                found.insert(path.display().to_string(), digest);
            }
        }
    }
    Ok(found)
}

/// Changes one thing in a room at a time and runs the tests; lists what nobody noticed.
pub fn mutants(room: &str) -> Result<()> {
    let Some((_, tests)) = MUTATED.iter().find(|(known, _)| *known == room) else {
        bail!("no tests are named for «{room}»: one of {:?}", MUTATED.map(|(room, _)| room));
    };
    tools::ensure_mutants()?;
    let out = machine::root().join("target/mutants").join(room);
    clear(&out)?;
    fs::create_dir_all(&out)?;
    step(&format!("Changing {room} bit by bit"), || {
        let mut cargo = command("cargo");
        cargo
            .env("PATH", machine::path_with(&[tools::bin()?])?)
            .env("PROPTEST_CASES", "200")
            .env("SHINCHOKU_CASES", "200")
            .args(["mutants", "--package", "shinchoku", "--no-shuffle", "--colors", "never", "--timeout", "300"])
            .args([
                "--file",
                &format!("src/{room}/**"),
                "--exclude",
                "**/tests.rs",
                "--exclude",
                "**/tests/**",
                "--exclude",
                "**/fixture.rs",
            ])
            .arg("--output")
            .arg(&out)
            // Said to cargo each time: whatever stands behind `--` is said only when the tests run, and all others are built too.
            .arg("--cargo-arg=--lib")
            .args(tests.iter().map(|test| format!("--cargo-arg=--test={test}")));
        // Its own code says that something was missed; how much is counted here.
        let status = cargo.status().context("cargo mutants could not be started: run `cargo xtask setup`")?;
        if !matches!(status.code(), Some(0 | 2 | 3)) {
            bail!("cargo mutants stopped ({status}): see its message above");
        }
        judge(&out.join("mutants.out"))
    })
}

fn judge(out: &Path) -> Result<()> {
    let outcomes: Value = serde_json::from_slice(&fs::read(out.join("outcomes.json"))?)?;
    let count = |name: &str| outcomes[name].as_u64().unwrap_or_default();
    let (caught, missed) = (count("caught") + count("timeout"), count("missed"));
    say(&format!("  noticed {caught}, missed {missed}, does not compile {}", count("unviable")));
    for line in fs::read_to_string(out.join("missed.txt")).unwrap_or_default().lines() {
        say(&format!("  missed: {line}"));
    }
    if caught * 100 < (caught + missed) * LEAST_CAUGHT {
        bail!("fewer than {LEAST_CAUGHT} of 100 changes are noticed: write the tests that notice those above");
    }
    Ok(())
}
