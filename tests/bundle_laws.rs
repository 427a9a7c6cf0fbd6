//! The laws of files: what is written is what is read, and no damage does more harm than it must.

#[path = "fuzz/oracle.rs"]
mod oracle;
mod support;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use shinchoku::{
    bundle::{self, Header, Looks, Scope, Unreadable},
    domain::{Answer, AnswerId, CellId, CellKind, Kind, ProgramId, SurveyId, Table, Visitor, Workspace},
    merge::{Sender, join, plan, settle},
};
use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

const PROGRAMME: &str = include_str!("bundles/v1/programme.json");
const REPORT: &str = include_str!("bundles/v1/report.json");
const NEWER: &str = include_str!("bundles/v1/from_a_newer_page.json");

/// Cases a law is tried with; `cargo xtask soak` asks for more.
fn n_cases(usual: u32) -> u32 {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
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
    #![proptest_config(ProptestConfig::with_cases(n_cases(1_000)))]

    /// Export, import, export; and a backup that a new browser is restored from: the same bytes.
    #[test]
    fn what_is_written_is_what_is_read(workspace in support::workspaces(), has_unknown_things in any::<bool>()) {
        let workspace = if has_unknown_things { with_unknown_things(&workspace) } else { workspace };
        let text = bundle::write(&workspace, &header(), bundle::everything);
        let read = bundle::read(&text).expect("our own text");
        prop_assert_eq!(&read.notes, &[]);
        prop_assert_eq!(&read.workspace, &workspace);
        prop_assert_eq!(bundle::write(&read.workspace, &read.header, bundle::everything), text.as_str());
        let empty = Workspace::default();
        let all = plan(&empty, &read.workspace, Sender::Secretariat).items.into_iter().map(|item| item.place).collect();
        let restored = settle(&empty, &read.workspace, &all);
        prop_assert_eq!(bundle::write(&restored, &header(), bundle::everything), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(n_cases(200)))]

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
    fn no_damage_can_stop_the_reader(file in any::<prop::sample::Index>(), damages in prop::collection::vec(any::<(u8, u16, u16)>(), 1..8)) {
        let files = committed_files();
        let mut bytes = files[file.index(files.len())].clone();
        for damage in damages {
            harm(&mut bytes, damage);
        }
        oracle::check(&bytes);
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

/// Every example, whole and broken.
fn committed_files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundles");
    let files = |name| fs::read_dir(folder.join(name)).expect("the folder is committed").map(|entry| entry.expect("can be listed").path());
    let mut paths: Vec<PathBuf> = ["v1", "broken", "carried", "mended"].into_iter().flat_map(files).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("readable")).collect()
}

/// One piece of bad luck: a byte, a piece doubled, a piece gone, two lines changed with each other, a word of our own.
fn harm(bytes: &mut Vec<u8>, (what, here, there): (u8, u16, u16)) {
    let (n, here, there) = (bytes.len(), usize::from(here), usize::from(there));
    if n == 0 {
        return;
    }
    let (from, to) = ((here % n).min(there % n), (here % n).max(there % n));
    let words =
        ["null", "[]", "{}", "\"\"", "-1", "9e9", "\\ud800", "00000000000000a1:1", "\"value\":", "\"before\":", "\r\n", "=\n", "> ", "<b>"];
    match what % 6 {
        0 | 1 => bytes[from] = there as u8,
        2 => {
            let piece = bytes[from..to.min(from + 300)].to_vec();
            bytes.splice(to..to, piece);
        }
        3 => drop(bytes.drain(from..to.min(from + 40))),
        4 => {
            let mut lines: Vec<Vec<u8>> = bytes.split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
            let n_lines = lines.len();
            lines.swap(here % n_lines, there % n_lines);
            *bytes = lines.join(&b'\n');
        }
        _ => drop(bytes.splice(from..from, words[there % words.len()].bytes())),
    }
}

#[test]
fn the_promises_hold_of_every_example() {
    for bytes in committed_files() {
        oracle::check(&bytes);
    }
}

/// A file of a newer page goes through two hands of today, and comes back with what only its writer knows.
#[test]
fn unknown_fields_survive_a_journey() {
    let newer = bundle::read(NEWER).expect("an example");
    let ours = bundle::read(PROGRAMME).expect("an example").workspace;
    let all = plan(&ours, &newer.workspace, Sender::Secretariat).items.into_iter().map(|item| item.place).collect();
    let adopted = settle(&ours, &newer.workspace, &all);
    let sent_on = bundle::read(&bundle::write(&adopted, &header(), bundle::everything)).expect("our own text").workspace;
    let back = bundle::write(&sent_on, &newer.header, bundle::everything);
    // Four records of kinds of later, word for word; fields of later behind those we know, also where our copy disagrees.
    for line in NEWER.lines().filter(|line| line.starts_with("[\"a_kind_of_later") || line.starts_with("[\"headcount")) {
        assert!(back.contains(line.trim_end_matches(',')), "{line}");
    }
    for field in [r#""colour":{"a":[1.0,"x"],"b":1},"weight":"1.50"}"#, r#""why":"統合"}"#, r#""deputy":["D1"]}"#] {
        assert!(NEWER.contains(field) && back.contains(field), "{field}");
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
        let answer = Answer::blank(SurveyId::new("y2023").expect("an id"), 1);
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
