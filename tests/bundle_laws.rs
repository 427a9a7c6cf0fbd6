//! The laws of files: what is written is what is read, and no damage does more harm than it must.

mod support;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use shinchoku::{
    bundle::{self, Header, Looks, Scope, Unreadable},
    domain::{Answer, AnswerId, CellId, CellKind, Kind, ProgramId, SurveyId, Table, Visitor, Workspace},
    merge::join,
};
use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const PROGRAMME: &str = include_str!("bundles/v1/programme.json");
const REPORT: &str = include_str!("bundles/v1/report.json");
const NEWER: &str = include_str!("bundles/v1/from_a_newer_page.json");

/// Cases a law is tried with; `cargo xtask soak` asks for more.
fn n_cases() -> u32 {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

fn header() -> Header {
    Header::canonical(Scope::Backup)
}

/// With cells and fields that only a newer page knows.
fn with_unknown_things(workspace: &Workspace) -> Workspace {
    let newer = bundle::read(NEWER).expect("an example").workspace;
    join(workspace, &newer)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(n_cases()))]

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

/// Otherwise the laws above would be laws about nothing.
#[test]
fn the_generated_workspaces_have_everything_in_them() {
    #[derive(Default)]
    struct Seen {
        kinds: BTreeSet<Kind>,
        n_conflicts: usize,
        n_wide_contexts: usize,
        n_before: usize,
    }

    impl Visitor for Seen {
        fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
            for (_, cell) in table.cells() {
                self.kinds.insert(C::KIND);
                self.n_conflicts += usize::from(cell.reading().is_conflict());
                self.n_wide_contexts += usize::from(cell.context().dots().count() > cell.siblings().len());
                self.n_before += cell.siblings().iter().filter(|sibling| sibling.before.is_some()).count();
            }
        }
    }

    let mut runner = TestRunner::deterministic();
    let mut seen = Seen::default();
    for _ in 0..100 {
        let workspace = support::workspaces().new_tree(&mut runner).expect("nothing is filtered").current();
        for program in workspace.programs.values() {
            program.tables.visit(&mut seen);
        }
    }
    assert_eq!(seen.kinds, Kind::ALL.iter().copied().collect());
    let (conflicts, contexts, before) = (seen.n_conflicts, seen.n_wide_contexts, seen.n_before);
    assert!(conflicts.min(contexts).min(before) > 300, "{conflicts} conflicts, {contexts} contexts, {before} values replaced");
}

#[test]
fn opened_survey_answers_never_leave_in_a_file() {
    let mut workspace = bundle::read(PROGRAMME).expect("an example").workspace;
    let closed = bundle::write(&workspace, &header(), bundle::everything);
    for program in workspace.programs.values_mut() {
        let id = AnswerId::new("secret").expect("an id");
        let answer = Answer { survey: SurveyId::new("y2023").expect("an id"), version: 1, department: None, choices: BTreeMap::new() };
        Arc::make_mut(program).answers = Arc::new(BTreeMap::from([(id, answer)]));
    }
    assert_eq!(bundle::write(&workspace, &header(), bundle::everything), closed);
}

#[test]
fn a_file_cut_anywhere_is_refused_as_cut() {
    let whole = REPORT.trim_end();
    for end in 0..whole.len() {
        let expected = if end == 0 { Unreadable::NotABundle(Looks::Empty) } else { Unreadable::CutShort };
        assert_eq!(bundle::read_bytes(&whole.as_bytes()[..end]).unwrap_err(), expected, "cut at {end}");
    }
}
