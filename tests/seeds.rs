//! The seeds say what the two documents print: every name and every figure, held against tables made from the documents.
//!
//! The tables are `seeds/*.tsv`; each row begins with its lines of the document (`N:` 実行プログラム, `O:` 進捗管理票). They
//! were made without a look at the seeds and use a notation of their own (`printed`), so that a slip would have to be made twice.

#[path = "seeds/files.rs"]
mod files;
#[path = "seeds/nagaoka.rs"]
mod nagaoka;
#[path = "seeds/ojiya.rs"]
mod ojiya;
#[path = "seeds/wording.rs"]
mod wording;

#[path = "seeds/printed.rs"]
mod printed;
#[path = "seeds/table.rs"]
mod table;

use shinchoku::{
    bundle,
    domain::{Overview, ProgramId, Tables},
    merge,
    ui::words,
};

const NAGAOKA: &str = include_str!("../seeds/nagaoka.json");
const OJIYA: &str = include_str!("../seeds/ojiya.json");

/// The only programme of a seed.
fn tables(seed: &str) -> Tables {
    let read = bundle::read(seed).expect("a seed is a file of ours");
    let id: &ProgramId = &read.header.scope.programme().expect("a seed is one programme").id;
    read.workspace.program(id).expect("the programme it names").tables.clone()
}

#[test]
fn a_first_visit_looks_at_the_programme_that_the_front_door_names() {
    let [nagaoka, ojiya] = [NAGAOKA, OJIYA].map(|seed| bundle::read(seed).expect("a seed is a file of ours").workspace);
    let together = merge::join(&nagaoka, &ojiya);
    let first = together.programs.values().next().and_then(|program| program.tables.overview.get(&()).map(Overview::full_name));
    assert_eq!(first.as_deref(), Some(words::FIRST_PROGRAMME));
}
