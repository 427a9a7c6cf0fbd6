//! The walls of the house: which room may name which, and which crates each may use.
//!
//! Imports point down only. A new edge between rooms, or a crate in a new room, is a change to this table and so shows in review.

use std::{collections::BTreeSet, fs, path::Path};

struct Room {
    name: &'static str,
    /// Rooms it may name; `room::door` opens that module only.
    rooms: &'static [&'static str],
    /// Crates it may name, besides std.
    crates: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room { name: "register", rooms: &[], crates: &["chrono", "thiserror"] },
    Room { name: "domain", rooms: &["register"], crates: &["chrono", "icu_calendar", "rust_decimal", "thiserror"] },
    Room { name: "evaluate", rooms: &["domain", "register"], crates: &["chrono", "icu_calendar", "rust_decimal", "thiserror"] },
    Room { name: "merge", rooms: &["domain", "register"], crates: &["chrono", "icu_calendar", "rust_decimal", "thiserror"] },
    Room {
        name: "bundle",
        rooms: &["domain", "register"],
        crates: &["base64", "chrono", "rust_decimal", "serde", "serde_json", "sha2", "thiserror"],
    },
    Room { name: "seal", rooms: &["bundle"], crates: &["age", "thiserror"] },
    Room {
        name: "sheetfile",
        rooms: &["domain", "evaluate", "register"],
        crates: &["calamine", "chrono", "csv_core", "rust_xlsxwriter", "rust_decimal", "rustc_hash", "sha2", "thiserror"],
    },
    Room {
        name: "store",
        rooms: &["bundle", "domain", "merge", "register"],
        crates: &["chrono", "serde", "serde_json", "sha2", "thiserror"],
    },
    Room {
        name: "browser",
        rooms: &["store", "domain", "register", "sheetfile::encoding"],
        crates: &[
            "chrono",
            "futures_channel",
            "getrandom",
            "gloo_storage",
            "indexed_db_futures",
            "js_sys",
            "thiserror",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
    },
    Room {
        name: "session",
        rooms: &["browser", "bundle", "domain", "evaluate", "merge", "register", "seal", "sheetfile", "store"],
        crates: &["base64", "chrono", "leptos", "thiserror", "wasm_bindgen_futures"],
    },
    Room {
        name: "ui",
        rooms: &[
            "session",
            "evaluate",
            "merge",
            "domain",
            "register",
            "browser::beside",
            "browser::door",
            "browser::files",
            "browser::location",
            "browser::typing",
            "browser::working_file",
            "bundle::note",
            "bundle::Integrity",
            "bundle::Scope",
            "sheetfile::attendance",
            "sheetfile::SheetRows",
            "sheetfile::form",
            "sheetfile::xlsx",
            "sheetfile::figures",
            "sheetfile::lines",
            "bundle::weigh",
            "store::inventory",
            "store::save_state",
            "store::settings",
        ],
        crates: &[
            "charming",
            "chrono",
            "js_sys",
            "leptos",
            "rust_decimal",
            "serde",
            "serde_json",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
    },
    Room {
        name: "cli",
        rooms: &["bundle", "domain", "evaluate", "merge", "register", "sheetfile"],
        crates: &["chrono", "encoding_rs", "lexopt", "rust_decimal", "serde", "serde_json"],
    },
];

fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the room's folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).expect("sources are UTF-8")));
        }
    }
}

/// The source without comments, texts and what is only compiled for tests.
fn code(source: &str) -> String {
    if source.contains("\n#![cfg(test)]\n") {
        return String::new();
    }
    let production = source.split("#[cfg(test)]\nmod ").next().unwrap_or(source).replace("#[cfg(test)]\npub(super) use ", "//");
    let lines = production.lines().filter(|line| !line.trim_start().starts_with("#[cfg_attr(test, "));
    lines.map(|line| line.split("//").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// What follows each `prefix` in the code, up to two path segments: `room` and `room::door`; groups are taken apart.
fn paths_after<'a>(code: &'a str, prefix: &str) -> Vec<(&'a str, Option<&'a str>)> {
    code.match_indices(prefix)
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
        .flat_map(|(at, _)| members(&code[at + prefix.len()..]))
        .flat_map(|path| {
            let room = ident(path);
            let doors = path[room.len()..].strip_prefix("::").map(members).unwrap_or_default();
            let doors: Vec<_> = doors.into_iter().map(|door| Some(ident(door)).filter(|door| !door.is_empty())).collect();
            let doors = if doors.is_empty() { vec![None] } else { doors };
            doors.into_iter().map(move |door| (room, door))
        })
        .collect()
}

fn ident(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
}

/// The members of a `{…}` group, or the text itself where it opens none.
fn members(text: &str) -> Vec<&str> {
    let Some(group) = text.strip_prefix('{') else { return vec![text] };
    let (mut depth, mut start, mut members) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                members.push(group[start..at].trim());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    members
}

/// The crates of Cargo.toml, as code names them.
fn dependencies() -> BTreeSet<String> {
    let manifest = include_str!("../Cargo.toml");
    let mut in_dependencies = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.trim_end_matches(']').ends_with("dependencies");
        } else if in_dependencies && let Some((name, _)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            names.insert(name.trim().replace('-', "_"));
        }
    }
    assert!(names.contains("thiserror"), "the manifest was read");
    names
}

#[test]
fn every_room_names_only_what_stands_below_it() {
    let dependencies = dependencies();
    let mut wrong = Vec::new();
    for room in ROOMS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room.name);
        // A room of the plan that is not built yet has no walls to check.
        if !folder.exists() {
            continue;
        }
        let mut sources = Vec::new();
        files(&folder, &mut sources);
        for (path, source) in sources {
            let code = code(&source);
            for (named, door) in paths_after(&code, "crate::") {
                let through_door = door.map(|door| format!("{named}::{door}")).unwrap_or_default();
                let is_room = ROOMS.iter().any(|other| other.name == named);
                if is_room && named != room.name && !room.rooms.contains(&named) && !room.rooms.contains(&through_door.as_str()) {
                    wrong.push(format!("{path}: crate::{named} {}", door.unwrap_or_default()));
                }
            }
            for name in &dependencies {
                let is_named = !paths_after(&code, &format!("{name}::")).is_empty();
                if is_named && !room.crates.contains(&name.as_str()) {
                    wrong.push(format!("{path}: the crate {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "walls broken:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    let silent: Vec<_> = sources.iter().filter(|(_, source)| !source.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "no `//!` header: {silent:?}");
}

#[test]
fn every_folder_of_the_source_is_a_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("src can be listed") {
        let path = entry.expect("the entry can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        assert!(!path.is_dir() || name == "bin" || ROOMS.iter().any(|room| room.name == name), "{name} is no room of the plan");
    }
}

#[test]
fn a_broken_wall_is_seen() {
    let code = code("use crate::ui::words; // crate::store\nuse crate::{merge, store::{a, b}};\nlet x = serde_json::Value::Null;");
    assert_eq!(paths_after(&code, "crate::"), [("ui", Some("words")), ("merge", None), ("store", Some("a")), ("store", Some("b"))]);
    assert_eq!(paths_after(&code, "serde_json::"), [("Value", Some("Null"))]);
}
