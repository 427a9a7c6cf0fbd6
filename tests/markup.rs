//! Text is never markup and never code: neither our sources nor our own scripts may name what makes one of the other.
//! Clippy refuses the same by path (`xtask/clippy.toml`), but knows nothing of scripts, and of no code that is not compiled.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// In Rust, with the attribute of a view among them.
const IN_RUST: &[&str] = &[
    "inner_html",
    "outer_html",
    "insert_adjacent_html",
    "create_contextual_fragment",
    "parse_from_string",
    "document.write",
    "js_sys::eval",
    "new_no_args",
    "new_with_args",
    "with_str_and_timeout",
    "srcdoc",
    "javascript:",
];

/// In scripts and in the page that carries them.
const IN_SCRIPTS: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "createContextualFragment",
    "DOMParser",
    "setHTML",
    "document.write",
    "eval(",
    "Function(",
    "setTimeout('",
    "setTimeout(\"",
    "setTimeout(`",
    "srcdoc",
    "javascript:",
];

/// Places under `folder` (or itself, where it is a file) that name something refused.
fn named(folder: &str, endings: &[&str], refused: &[&str]) -> (usize, Vec<String>) {
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let (mut n_files, mut found) = (0, Vec::new());
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(entries(&path));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|it| ending == *it)) {
            n_files += 1;
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            found.extend(refusals(&text, refused).map(|(line, what)| format!("{}:{line}: {what}", path.display())));
        }
    }
    (n_files, found)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("the folder can be listed").map(|entry| entry.expect("the entry can be read").path()).collect()
}

/// The lines that name something refused, counted from 1.
fn refusals<'a>(text: &'a str, refused: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    let lines = text.lines().enumerate();
    lines.flat_map(move |(at, line)| refused.iter().filter(move |what| line.contains(**what)).map(move |what| (at + 1, *what)))
}

#[test]
fn no_source_makes_markup_or_code_of_a_text() {
    let (n_files, found) = named("src", &["rs"], IN_RUST);
    assert!(n_files > 100, "the sources are where they were: {n_files}");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_script_of_ours_does() {
    let (n_scripts, found) = named("xtask/web", &["js", "html"], IN_SCRIPTS);
    assert!(n_scripts >= 2, "the scripts are where they were: {n_scripts}");
    assert_eq!(found, Vec::<String>::new());
    let (n_pages, found) = named("index.html", &["html"], IN_SCRIPTS);
    assert_eq!((n_pages, found), (1, Vec::new()));
}

#[test]
fn what_is_refused_is_found() {
    let view = "view! {\n<p inner_html=text />\n}";
    assert_eq!(refusals(view, IN_RUST).collect::<Vec<_>>(), [(2, "inner_html")]);
    assert_eq!(refusals("place.innerHTML = text;", IN_SCRIPTS).collect::<Vec<_>>(), [(1, "innerHTML")]);
}
