//! Facts of the seed files as files, whatever they are about.

use super::{NAGAOKA, OJIYA, tables};
use serde_json::Value;
use shinchoku::{
    bundle::{self, Header},
    cli::{self, Ending},
    domain::{Accumulation, Figure, Indicator, Qualifier, Rule, Shown, Trust},
    register::Writer,
};
use std::{fs, path::Path};

const FILES: [(&str, &str); 2] = [("nagaoka", NAGAOKA), ("ojiya", OJIYA)];

/// Every text of every value, with its kind, key and field.
pub fn texts(seed: &str) -> Vec<(String, String)> {
    let file: Value = serde_json::from_str(seed).expect("JSON");
    let mut texts = Vec::new();
    for cell in file["cells"].as_array().expect("cells") {
        for sibling in cell[3].as_array().expect("siblings") {
            collect(&sibling["value"], &format!("{} {}", cell[0], cell[2]), &mut texts);
        }
    }
    texts
}

fn collect(value: &Value, place: &str, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => texts.push((place.to_owned(), text.clone())),
        Value::Array(values) => values.iter().for_each(|value| collect(value, place, texts)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| collect(value, &format!("{place} {name}"), texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn seeds_are_read_without_a_note() {
    for (name, seed) in FILES {
        let read = bundle::read(seed).expect("a file of ours");
        assert_eq!(read.notes, [], "{name}");
        let scope = read.header.scope.programme().expect("one programme");
        assert_eq!(scope.id.as_str(), name);
        assert_eq!(scope.title, tables(seed).overview.get(&()).expect("an overview").title);
    }
}

#[test]
fn a_seed_is_its_own_canonical_text() {
    for (name, seed) in FILES {
        let read = bundle::read(seed).expect("a file of ours");
        let written = bundle::write(&read.workspace, &Header::canonical(read.header.scope), bundle::everything);
        assert!(written == seed, "{name}: written again it is another text");
    }
}

#[test]
fn merging_a_seed_alone_gives_its_own_bytes() {
    for (name, seed) in FILES {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-merged.json"));
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name).with_extension("json");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = ["merge".into(), file.into_os_string(), "-o".into(), target.clone().into_os_string()];
        let ending = cli::run(arguments, &mut out, &mut err).expect("memory takes every line");
        assert_eq!((ending, String::from_utf8_lossy(&err)), (Ending::Clean, "".into()), "{name}");
        assert!(fs::read(&target).expect("written") == seed.as_bytes(), "{name}: merged it is another text");
    }
}

#[test]
fn every_cell_is_settled_by_the_seed_writer() {
    let writer: Writer = "0000000000000001".parse().expect("a writer");
    for (name, seed) in FILES {
        let file: Value = serde_json::from_str(seed).expect("JSON");
        for cell in file["cells"].as_array().expect("cells") {
            let [sibling] = &cell[3].as_array().expect("siblings")[..] else { panic!("{name}: in conflict: {cell}") };
            let (by, n) = sibling["dot"].as_str().and_then(|dot| dot.split_once(':')).expect("a dot");
            assert_eq!(by.parse::<Writer>(), Ok(writer), "{name}: {cell}");
            assert!(n.parse::<u64>().is_ok_and(|n| n > 0), "{name}: {cell}");
        }
    }
}

#[test]
fn no_text_of_a_seed_is_markup() {
    for (name, seed) in FILES {
        let markup: Vec<_> = texts(seed).into_iter().filter(|(_, text)| text.contains(['<', '>'])).collect();
        assert_eq!(markup, [], "{name}");
    }
}

#[test]
fn every_cited_line_is_a_line_of_the_document() {
    // How many lines each document has.
    for (seed, letter, n_lines) in [(NAGAOKA, "N:", 409), (OJIYA, "O:", 261)] {
        let mut n_cited = 0;
        for (place, text) in texts(seed) {
            for (at, _) in text.match_indices(letter) {
                let cited = text[at + letter.len()..].split(|c: char| !c.is_ascii_digit() && c != '-').next().expect("one piece");
                let ends: Vec<u32> = cited.split('-').filter_map(|end| end.parse().ok()).collect();
                assert!(!ends.is_empty() && ends.is_sorted() && ends.iter().all(|end| (1..=n_lines).contains(end)), "{place}: {text}");
                n_cited += 1;
            }
        }
        assert!(n_cited > 30, "{letter} is cited {n_cited} times");
    }
}

#[test]
fn every_figure_and_target_bears_its_indicators_unit() {
    for (name, seed) in FILES {
        let tables = tables(seed);
        let unit = |indicator, part: &Option<_>| {
            let indicator: &Indicator = tables.indicators.get(indicator).expect("an indicator");
            let own = indicator.parts.iter().find(|known| part.as_ref() == Some(&known.id)).map(|part| part.unit.clone());
            own.filter(|unit| !unit.is_empty()).unwrap_or_else(|| indicator.unit.clone())
        };
        for (key, Figure { shown, .. }) in tables.figures.settled() {
            for quantity in shown.readings().into_iter().flatten().filter_map(Shown::quantity) {
                assert_eq!(quantity.unit, unit(&key.indicator, &key.part), "{name}: {key:?}");
            }
        }
        for (key, target) in tables.targets.settled() {
            for rule in target.rule.readings().into_iter().flatten() {
                if let Rule::AtLeast(quantity) | Rule::AtMost(quantity) | Rule::Exactly(quantity) = rule {
                    assert_eq!(quantity.unit, unit(&key.indicator, &key.part), "{name}: {key:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_in_doubt_says_why_and_a_single_reading_is_no_doubt() {
    for (name, seed) in FILES {
        let tables = tables(seed);
        let figures = tables.figures.settled().map(|(key, figure)| (format!("{key:?}"), doubt(&figure.shown)));
        let targets = tables.targets.settled().map(|(key, target)| (format!("{key:?}"), doubt(&target.rule)));
        for (place, (why, n_readings)) in figures.chain(targets).filter_map(|(place, doubt)| Some((place, doubt?))) {
            assert!(why.contains(":") && n_readings != 1, "{name}, {place}: {why}");
        }
    }
}

/// Why, and how many readings; nothing for what is certain.
fn doubt<V>(trust: &Trust<V>) -> Option<(&str, usize)> {
    match trust {
        Trust::Confirmed(_) => None,
        Trust::Candidates { readings, why } => Some((why, readings.len())),
        Trust::Lost { why } => Some((why, 0)),
    }
}

#[test]
fn cumulative_indicators_have_cumulative_figures() {
    for (name, seed) in FILES {
        let tables = tables(seed);
        for (key, figure) in tables.figures.settled() {
            let is_cumulative = tables.indicators.get(&key.indicator).expect("an indicator").accumulation == Accumulation::Cumulative;
            for shown in figure.shown.readings().into_iter().flatten() {
                if let Shown::Number(quantity) = shown {
                    assert_eq!(quantity.qualifier == Qualifier::Cumulative, is_cumulative, "{name}: {key:?}");
                }
            }
        }
    }
}
