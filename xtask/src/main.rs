//! The tasks of this house. `cargo xtask serve` and `cargo xtask test` are all a newcomer needs;
//! both install what is missing first.
//!
//! One file, one noun: `step` (how a task speaks and fails), `machine` (this computer), `compiler`
//! (rustc for the browser), `tools` (trunk, wasm-bindgen), `packages` (npm), `setup` (all of these in order),
//! `build` (trunk's site), `pieces` (its wasm taken apart), `licences` and `pictures` (what ヘルプ shows besides), `dist` (the folder for a web server), `single` (the page as one file), `serve`, `fuzz` (the reader against made-up bytes), `check`
//! (test, bench), `soak` (what takes hours).

mod build;
mod check;
mod compiler;
mod dist;
mod fuzz;
mod licences;
mod machine;
mod packages;
mod pictures;
mod pieces;
mod serve;
mod setup;
mod single;
mod soak;
mod step;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  setup            install what is missing (the other commands do it by themselves)
  serve [--port N] build the page and serve it on http://127.0.0.1:8080
  dist             build dist/, the folder for a web server, and check it
  pictures         build, and take the pictures of ヘルプ anew
  test             format, clippy on both targets, host tests, fuzzing, release build, browser tests
  bench [ARG...]   build, then the benches of tests/bench
  soak [MINUTES]   the host tests with 100,000 cases each, optimised, the fuzzer for 30 minutes, two builds compared,
                   and changes to the rules that a test should notice (`soak mutants register`: these alone, of one room)";

fn main() -> ExitCode {
    if let Some(ended) = pieces::stand_in(std::env::args_os()) {
        return ended;
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["setup"] => setup::all().map(drop),
        ["serve"] => serve::run(serve::DEFAULT_PORT),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve::run(port),
            Err(_) => return usage(),
        },
        ["dist"] => setup::all().and_then(|kit| dist::make(&kit).map(drop)),
        ["pictures"] => pictures::take(),
        ["test"] => check::test(),
        ["bench", rest @ ..] => check::bench(rest),
        ["soak"] => soak::run_all(30),
        ["soak", "mutants", room] => soak::mutants(room),
        ["soak", minutes] => match minutes.parse() {
            Ok(minutes) => soak::run_all(minutes),
            Err(_) => return usage(),
        },
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => return usage(),
    };
    match outcome {
        Ok(()) => {
            step::say("Done.");
            ExitCode::SUCCESS
        }
        Err(error) => {
            step::say(&format!("Failed: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}
