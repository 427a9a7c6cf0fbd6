//! The style sheets know nothing that is never drawn.

use std::{collections::BTreeSet, fs, path::Path};

/// All files below a folder whose names end so, as one text.
fn text_of(folder: &str, ending: &str) -> String {
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut text = String::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting
                .extend(fs::read_dir(&path).expect("the folder can be listed").map(|entry| entry.expect("the entry can be read").path()));
        } else if path.extension().is_some_and(|it| it == ending) {
            text += &fs::read_to_string(&path).expect("sources are UTF-8");
        }
    }
    text
}

/// What stands behind a point and begins with a letter, but for numbers and in notes.
fn classes(sheets: &str) -> BTreeSet<&str> {
    let without_notes = sheets.split("/*").flat_map(|piece| piece.split_once("*/").map_or([piece, ""], |(_, rules)| [rules, ""]));
    let names = without_notes.flat_map(|rules| rules.split('.').skip(1)).map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        &rest[..end]
    });
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
}

/// Whether the sources name the class, whole or with its last part put in: `heat--{step}`.
fn is_drawn(class: &str, sources: &str) -> bool {
    sources.contains(class) || class.split_once("--").is_some_and(|(block, _)| sources.contains(&format!("{block}--{{")))
}

#[test]
fn every_class_of_the_style_sheets_is_drawn() {
    let sheets = text_of("style", "css");
    let sources = text_of("src", "rs");
    let classes = classes(&sheets);
    assert!(classes.len() > 100, "only {} classes were found", classes.len());
    let idle: Vec<&&str> = classes.iter().filter(|class| !is_drawn(class, &sources)).collect();
    assert!(idle.is_empty(), "no source draws {idle:?}: delete their rules");
}

#[test]
fn a_class_that_nobody_draws_is_found() {
    let sheets = "/* .note of 1.5 */ .heat--3 { margin: .5rem 0.25rem } .gone > a:is(.kept) {}";
    let sources = r#"format!("heat--{step}") class="kept""#;
    let idle: Vec<&str> = classes(sheets).into_iter().filter(|class| !is_drawn(class, sources)).collect();
    assert_eq!(idle, ["gone"]);
}
