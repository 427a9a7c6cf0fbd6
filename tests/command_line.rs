//! The command line as a batch job sees it: exit codes, lines, files.

use expect_test::{Expect, expect};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const PROGRAMME: &str = "tests/bundles/v1/programme.json";
const REPORT: &str = "tests/bundles/v1/report.json";
const NEWER: &str = "tests/bundles/v1/from_a_newer_page.json";

fn shinchoku(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_shinchoku");
    Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("the program starts")
}

fn check(arguments: &[&str], code: i32, out: Expect) {
    let output = shinchoku(arguments);
    out.assert_eq(&(String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr)));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
}

/// A file of this test's own.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn merge(files: &[&str], name: &str) -> Vec<u8> {
    let out = scratch(name);
    let target = out.to_str().expect("UTF-8");
    let output = shinchoku(&[&["merge"], files, &["-o", target]].concat());
    assert!(output.status.success(), "{output:?}");
    fs::read(&out).expect("written")
}

#[test]
fn a_clean_file_is_checked_in_silence() {
    check(&["check", PROGRAMME, REPORT, NEWER], 0, expect![""]);
}

#[test]
fn each_damage_is_a_line_with_file_place_and_reason() {
    let folder = "tests/bundles/broken";
    let damaged = [
        &format!("{folder}/cut.json"),
        &format!("{folder}/changed_by_hand.json"),
        &format!("{folder}/repeated_cells.json"),
        &format!("{folder}/writers.json"),
        &format!("{folder}/header_for_people.json"),
        "no/such/file",
    ];
    check(
        &[&["check"], &damaged[..]].concat(),
        1,
        expect![[r#"
        tests/bundles/broken/cut.json: refused: cut short
        tests/bundles/broken/changed_by_hand.json: file: changed since it was written: figure
        tests/bundles/broken/repeated_cells.json: line 7: a second record of the same cell, merged: ["figure","p",{"indicator":"I1","year":2023},[{"dot":"00000000000000a1:4","value":{"shown":{"number":"2"}}}]]
        tests/bundles/broken/repeated_cells.json: line 10: a second record of the same cell, merged: ["later","p",1,[{"dot":"00000000000000a1:91","value":{}}]]
        tests/bundles/broken/writers.json: line 5, writers: a second author of one writer: ["00000000000000a1",{"department":"総務部"}]
        tests/bundles/broken/writers.json: line 7, writers: not understood: ["a1",{"department":"短い"}]
        tests/bundles/broken/writers.json: line 8, writers: not understood: ["00000000000000b2"]
        tests/bundles/broken/writers.json: line 9, writers: not understood: 7
        tests/bundles/broken/header_for_people.json: header from: not understood: "人事課"
        tests/bundles/broken/header_for_people.json: header written_at: not understood: "昨日"
        tests/bundles/broken/header_for_people.json: header document_number: not understood: 12
        tests/bundles/broken/header_for_people.json: header app: not understood: {}
        tests/bundles/broken/header_for_people.json: header count: not understood: "一"
        tests/bundles/broken/header_for_people.json: header digest: not understood: []
        no/such/file: refused: No such file or directory (os error 2)
    "#]],
    );
}

#[test]
fn what_is_no_command_prints_the_usage() {
    for arguments in [
        &[][..],
        &["check"],
        &["guess", PROGRAMME],
        &["check", "--all", PROGRAMME],
        &["check", PROGRAMME, "-o", "out"],
        &["merge", PROGRAMME],
        &["merge", PROGRAMME, "-o"],
        &["merge", "-o", "out"],
        &["merge", PROGRAMME, "-o", "out", "-o", "out"],
    ] {
        let output = shinchoku(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && output.stderr.starts_with(b"usage: shinchoku "), "{arguments:?}");
    }
}

#[test]
fn merged_files_are_one_whatever_their_order_and_repetition() {
    let merged = merge(&[PROGRAMME, REPORT, NEWER], "abc.json");
    assert_eq!(merge(&[NEWER, PROGRAMME, REPORT], "cab.json"), merged);
    assert_eq!(merge(&[REPORT, REPORT, NEWER, PROGRAMME, REPORT], "bbcab.json"), merged);
    let once_more = scratch("abc.json");
    assert_eq!(merge(&[REPORT, once_more.to_str().expect("UTF-8")], "again.json"), merged);
}

#[test]
fn a_merged_file_says_neither_when_nor_where() {
    let merged = String::from_utf8(merge(&[PROGRAMME, REPORT], "canonical.json")).expect("UTF-8");
    let head: Vec<&str> = merged.split("\n\"count\":").next().expect("has a count").lines().collect();
    assert_eq!(head, [r#"{"format":"shinchoku","version":1,"kind":"programme","#, r#""programme":{"id":"p","title":"見本プログラム"},"#]);
}

#[test]
fn two_programmes_merge_into_a_backup() {
    let merged = String::from_utf8(merge(&["tests/bundles/v1/backup.json", REPORT], "two.json")).expect("UTF-8");
    assert!(merged.starts_with(r#"{"format":"shinchoku","version":1,"kind":"backup","#));
}

#[test]
fn a_refused_file_stops_a_merge_before_it_writes() {
    let out = scratch("never.json");
    let target = out.to_str().expect("UTF-8");
    let output = shinchoku(&["merge", PROGRAMME, "tests/bundles/broken/cut.json", "-o", target]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!out.exists());
}

#[test]
fn damaged_records_are_left_out_of_a_merge_and_reported() {
    let out = scratch("rest.json");
    let output = shinchoku(&["merge", "tests/bundles/broken/records.json", "-o", out.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 58);
    check(&["check", out.to_str().expect("UTF-8")], 0, expect![""]);
}
