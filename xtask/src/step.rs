//! How a task speaks: every step says what it does, how long it took, and what to do when it fails.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

/// Prints one line behind the time since the task began.
pub fn say(text: &str) {
    let seconds = began().elapsed().as_secs_f64();
    eprintln!("[{seconds:7.1} s] {text}");
}

/// Does one step, and says before it what it does and after it how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("{what} …"));
    let start = Instant::now();
    let result = work()?;
    say(&format!("  done in {:.1} s", start.elapsed().as_secs_f64()));
    Ok(result)
}

/// Runs a command with its output on the terminal. `advice` says what a person does when it fails.
pub fn run(command: &mut Command, advice: &str) -> Result<()> {
    let line = line(command);
    let status = command.status().with_context(|| format!("`{line}` could not be started: {advice}"))?;
    if !status.success() {
        bail!("`{line}` did not succeed ({status}): {advice}");
    }
    Ok(())
}

/// The standard output of a command that asks something, or `None` where it is missing or says no.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn began() -> Instant {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    *BEGAN.get_or_init(Instant::now)
}

/// The command as a person would type it, shortened: the words that matter stand first.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    // `env` only looks a program up for us.
    let words = std::iter::once(name).chain(command.get_args()).filter(|word| *word != "env");
    words.take(5).map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
