//! The laws of files: what is written is what is read, and no damage does more harm than it must.

mod support;

use proptest::prelude::*;
use shinchoku::{
    bundle::{self, Header, Looks, Scope, Unreadable},
    domain::{CellId, ProgramId, Workspace},
    merge::join,
};
use std::cell::Cell;

const PROGRAMME: &str = include_str!("bundles/v1/programme.json");
const REPORT: &str = include_str!("bundles/v1/report.json");
const NEWER: &str = include_str!("bundles/v1/from_a_newer_page.json");

fn header() -> Header {
    Header::canonical(Scope::Backup)
}

/// With cells and fields that only a newer page knows.
fn with_unknown_things(workspace: &Workspace) -> Workspace {
    let newer = bundle::read(NEWER).expect("an example").workspace;
    join(workspace, &newer)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_what_is_read(workspace in support::workspaces()) {
        for workspace in [with_unknown_things(&workspace), workspace] {
            let text = bundle::write(&workspace, &header(), bundle::everything);
            let read = bundle::read(&text).expect("our own text");
            prop_assert_eq!(&read.notes, &[]);
            prop_assert_eq!(&read.workspace, &workspace);
            prop_assert_eq!(bundle::write(&read.workspace, &read.header, bundle::everything), text);
        }
    }

    #[test]
    fn the_parts_of_a_workspace_are_the_whole(workspace in support::workspaces(), parts in 1usize..5) {
        let texts = (0..parts).map(|part| {
            let n_asked = Cell::new(0);
            let is_its_turn = |_: &ProgramId, _: &CellId| n_asked.replace(n_asked.get() + 1) % parts == part;
            bundle::write(&workspace, &header(), is_its_turn)
        });
        let whole = texts.fold(Workspace::default(), |whole, text| join(&whole, &bundle::read(&text).expect("our own text").workspace));
        prop_assert_eq!(whole, workspace);
    }

    #[test]
    fn no_byte_can_stop_the_reader(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        for text in [PROGRAMME, REPORT, NEWER] {
            let mut bytes = text.as_bytes().to_vec();
            for (index, byte) in &edits {
                let place = index.index(bytes.len());
                bytes[place] = *byte;
            }
            // Whatever it says, it comes back, and what it understood can be written.
            if let Ok(read) = bundle::read_bytes(&bytes) {
                bundle::write(&read.workspace, &read.header, bundle::everything);
            }
        }
    }

    #[test]
    fn one_bad_record_costs_one_record(line in any::<prop::sample::Index>(), damage in prop::collection::vec(any::<char>(), 0..9)) {
        let lines: Vec<&str> = PROGRAMME.lines().collect();
        let first = 1 + lines.iter().position(|line| *line == "\"cells\":[").expect("has cells");
        let place = first + line.index(lines.len() - 1 - first);
        // The array stays one; what it holds is whatever came out.
        let comma = if lines[place].ends_with(',') { "," } else { "" };
        let damage: String = damage.into_iter().collect();
        let bad = format!("[\"figure\",{}]{comma}", serde_json::to_string(&damage).expect("a text"));
        let damaged: Vec<&str> = lines.iter().enumerate().map(|(n, line)| if n == place { bad.as_str() } else { line }).collect();
        let read = bundle::read(&damaged.join("\n")).expect("still JSON");
        let n_bad = read.notes.iter().filter(|note| matches!(note.reason, bundle::Reason::NotACell)).count();
        prop_assert_eq!(n_bad, 1);
        let whole = bundle::read(PROGRAMME).expect("an example").workspace;
        prop_assert_eq!(join(&whole, &read.workspace), whole);
        let n_lines = |text: &str| text.lines().count();
        let rewritten = bundle::write(&read.workspace, &read.header, bundle::everything);
        prop_assert_eq!(n_lines(&rewritten) + 1, n_lines(PROGRAMME));
    }
}

#[test]
fn a_file_cut_anywhere_is_refused_as_cut() {
    let whole = REPORT.trim_end();
    for end in 0..whole.len() {
        let expected = if end == 0 { Unreadable::NotABundle(Looks::Empty) } else { Unreadable::CutShort };
        assert_eq!(bundle::read_bytes(&whole.as_bytes()[..end]).unwrap_err(), expected, "cut at {end}");
    }
}
