//! Files of every version, as they were written then, and files that something happened to.

use expect_test::{Expect, expect, expect_file};
use serde_json::Value;
use shinchoku::{
    bundle::{self, DEEPEST, LONGEST_TEXT, MOST_NOTES, MOST_RECORDS, Note, Read, Reason, Scope, Spot, Unreadable},
    seal,
    session::Refused,
    ui::words,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const REPORT: &str = include_str!("bundles/v1/report.json");
const PUBLICATION: &str = include_str!("bundles/v1/publication.json");

/// The files of a folder below `tests/bundles`, in the order of their names.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundles").join(folder);
    let entries = fs::read_dir(folder).expect("the folder is committed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("can be listed").path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().expect("a file").to_string_lossy().into_owned()
}

fn bundles(folder: &str) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect()
}

#[test]
fn files_of_every_version_open_for_ever() {
    for version in 1..=bundle::VERSION {
        let bundles = bundles(&format!("v{version}"));
        assert!(!bundles.is_empty(), "version {version} has no files");
        for path in bundles {
            let read = bundle::read_bytes(&fs::read(&path).expect("readable")).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            assert_eq!(read.notes, [], "{path:?}");
        }
    }
}

/// The seal too is a grammar: what was sealed then opens with the key of then, and says the same.
#[test]
fn answers_that_were_sealed_once_open_for_ever() {
    let key = include_str!("bundles/v1/answers_key.txt").lines().last().expect("the secret half");
    let read = bundle::read(include_str!("bundles/v1/answers.json")).expect("opens");
    let mut opened: Vec<String> = read.sealed.iter().map(|sealed| seal::open(key, &sealed.bytes).expect("its key")).collect();
    opened.sort();
    assert_eq!(opened.join("\n") + "\n", include_str!("bundles/v1/answer_texts.txt"));
}

#[test]
fn a_file_of_this_version_is_written_as_it_was_read() {
    for path in bundles(&format!("v{}", bundle::VERSION)) {
        let text = fs::read_to_string(&path).expect("readable");
        let Read { header, workspace, sealed, .. } = bundle::read(&text).expect("opens");
        let written = match header.scope {
            Scope::Answers(_) => bundle::write_answers(&header, &sealed),
            _ => bundle::write(&workspace, &header, bundle::everything),
        };
        assert_eq!(written, text, "{path:?}");
    }
}

/// A file as it was written is in `v1`; what a carrier made of it has the same content, and the page says what happened.
#[test]
fn what_a_carrier_does_to_a_file_changes_nothing() {
    let mut table = String::new();
    for path in [files("carried"), files("mended")].concat() {
        let read = bundle::read_bytes(&fs::read(&path).expect("readable")).unwrap_or_else(|refusal| panic!("{path:?}: {refusal}"));
        let written = if matches!(read.header.scope, Scope::Report(_)) { REPORT } else { PUBLICATION };
        let plain = bundle::read(written).expect("opens");
        assert_eq!((&read.header, &read.workspace), (&plain.header, &plain.workspace), "{path:?}");
        assert!(read.notes.iter().all(Note::is_harmless), "{path:?}");
        table += &format!("{}: {}\n", name(&path), read.notes.iter().map(words::note).collect::<Vec<_>>().join(" "));
    }
    expect![[r#"
        blanks_around.txt: 
        bom_crlf.json: ファイル全体：先頭に文字コードの印（BOM）が付いていますが、内容は元のままです。 ファイル全体：改行の形が変わっていますが、内容は元のままです。
        utf16_be.txt: ファイル全体：文字コードがUTF-16に変わっていますが、内容は元のままです。
        utf16_le.txt: ファイル全体：文字コードがUTF-16に変わっていますが、内容は元のままです。
        utf16_without_mark.txt: ファイル全体：文字コードがUTF-16に変わっていますが、内容は元のままです。
        html_around.html: ファイル全体：メールの画面（HTML）から取り出しました。件数と検査値が合い、内容は元のままです。
        html_escaped.html: ファイル全体：メールの画面（HTML）から取り出しました。件数と検査値が合い、内容は元のままです。
        mail_after.txt: ファイル全体：前後の文章を除いて取り出しました。件数と検査値が合い、内容は元のままです。
        mail_before.txt: ファイル全体：前後の文章を除いて取り出しました。件数と検査値が合い、内容は元のままです。
        quoted.txt: ファイル全体：返信の引用（行の頭の「>」）を外しました。件数と検査値が合い、内容は元のままです。
        quoted_and_wrapped.txt: ファイル全体：返信の引用（行の頭の「>」）を外しました。件数と検査値が合い、内容は元のままです。
        quoted_printable.eml: ファイル全体：改行の形が変わっていますが、内容は元のままです。 ファイル全体：メールの符号を元に戻しました。件数と検査値が合い、内容は元のままです。
        quoted_printable.txt: ファイル全体：メールの符号を元に戻しました。件数と検査値が合い、内容は元のままです。
        quoted_twice.txt: ファイル全体：返信の引用（行の頭の「>」）を外しました。件数と検査値が合い、内容は元のままです。
        smart_quotes.txt: ファイル全体：変わっていた引用符を元に戻しました。件数と検査値が合い、内容は元のままです。
        wrapped_crlf.txt: ファイル全体：改行の形が変わっていますが、内容は元のままです。 ファイル全体：折り返された行をつなぎました。件数と検査値が合い、内容は元のままです。
        wrapped_lines.txt: ファイル全体：折り返された行をつなぎました。件数と検査値が合い、内容は元のままです。
    "#]].assert_eq(&table);
}

/// A person reads what it is and what to do, and no two damages have the same words.
#[test]
fn every_refusal_has_a_sentence_of_its_own() {
    let mut sentences: BTreeMap<String, String> = BTreeMap::new();
    for path in files("broken") {
        let Err(refusal) = bundle::read_bytes(&fs::read(&path).expect("readable")) else { continue };
        let sentence = words::refused(&Refused::Unreadable(refusal.clone()));
        assert!(sentence.ends_with("手元の内容は何も変わっていません。"), "{sentence}");
        // Two places of one damage are one damage.
        let damage: String = format!("{refusal:?}").chars().filter(|c| !c.is_ascii_digit()).collect();
        let is_new = sentences.insert(sentence, damage.clone()).is_none_or(|other| other == damage);
        assert!(is_new, "{path:?}");
    }
    // Without digits, as above.
    let looks = "Empty Html Mail Quoted QuotedPrintable SmartQuotes WrappedLines ShiftJis Utf Jis Zip Office Pdf Binary OtherJson \
                 Wrapped Text";
    for looks in looks.split_whitespace() {
        assert!(sentences.values().any(|refusal| *refusal == format!("NotABundle({looks})")), "no example of {looks}");
    }
}

#[test]
fn a_changed_file_says_which_parts_were_changed() {
    let read = bundle::read_bytes(include_bytes!("bundles/broken/changed_by_hand.json")).expect("readable");
    expect!["ファイル全体：書き出したあとで内容が変わっています（実績値）。送り主に確かめてください。"]
        .assert_eq(&words::note(&read.notes[0]));
}

/// Every field and every word that cells of version 1 have, by kind. What has been written once must be read for ever.
#[test]
fn no_field_of_version_1_goes_away() {
    let fields = fields_of_examples();
    let committed = include_str!("bundles/v1/fields.txt");
    let lost: Vec<&str> = committed.lines().filter(|line| !fields.contains(*line)).collect();
    assert!(lost.is_empty(), "version 1 has these, and files with them are out there: {lost:#?}");
    // New ones are committed with `UPDATE_EXPECT=1 cargo test --test bundles`.
    let fields: String = fields.into_iter().map(|field| field + "\n").collect();
    expect_file!["bundles/v1/fields.txt"].assert_eq(&fields);
}

fn fields_of_examples() -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for path in bundles("v1").into_iter().filter(|path| name(path) != "from_a_newer_page.json") {
        let text = fs::read_to_string(path).expect("readable");
        let Read { header, workspace, .. } = bundle::read(&text).expect("opens");
        // Its cells are sealed.
        if matches!(header.scope, Scope::Answers(_)) {
            continue;
        }
        let rewritten: Value = serde_json::from_str(&bundle::write(&workspace, &header, bundle::everything)).expect("our own JSON");
        for (field, value) in rewritten.as_object().expect("an object") {
            if !["cells", "digest", "writers"].contains(&field.as_str()) {
                collect(&format!("header {field}"), value, &mut fields);
            }
        }
        for writer in rewritten["writers"].as_array().expect("a list") {
            collect("writer", &writer[1], &mut fields);
        }
        for cell in rewritten["cells"].as_array().expect("a list") {
            let kind = cell[0].as_str().expect("a kind");
            collect(&format!("{kind} key"), &cell[2], &mut fields);
            for sibling in cell[3].as_array().expect("a list") {
                collect(kind, &sibling["value"], &mut fields);
            }
        }
    }
    fields
}

fn collect(path: &str, value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (field, value) in object {
                collect(&format!("{path} {field}"), value, fields);
            }
        }
        Value::Array(items) => {
            for item in items {
                collect(path, item, fields);
            }
        }
        // The words of a choice are as fixed as the names of fields; texts and numbers are not.
        Value::String(word) if !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
            fields.insert(format!("{path} = {word}"));
        }
        _ => {
            fields.insert(path.to_owned());
        }
    }
}

#[test]
fn every_damage_has_its_own_name() {
    let mut table = String::new();
    for path in files("broken") {
        table += &format!("{}: {}\n", name(&path), outcome(&bundle::read_bytes(&fs::read(&path).expect("readable"))));
    }
    expect![[r#"
        a_list.json: refused, NotABundle(OtherJson)
        another_format.json: refused, WrongFormat("keikaku")
        bad_programme_id.json: refused, BadHeader("programme")
        binary.json: refused, NotABundle(Binary)
        blank.json: refused, NotABundle(Empty)
        cells_missing.json: 
            file: CountDiffers { stated: 1, found: 0 }
            file: DigestDiffers(["figure"])
        cells_no_list.json: refused, BadEnvelope("cells")
        changed_by_hand.json: 
            file: DigestDiffers(["figure"])
        csv.json: refused, NotABundle(Text)
        cut.json: refused, CutShort
        cut_within_a_character.json: refused, CutShort
        empty.json: refused, NotABundle(Empty)
        header_field_twice.json: refused, BadEnvelope("count")
        header_for_people.json: 
            from: NotUnderstood
            written_at: NotUnderstood
            document_number: NotUnderstood
            app: NotUnderstood
            count: NotUnderstood
            digest: NotUnderstood
        html_changed.html: refused, NotABundle(Html)
        iso_2022_jp.txt: refused, NotABundle(Jis)
        lzh.lzh: refused, NotABundle(Zip)
        mail.eml: refused, NotABundle(Mail)
        mail_changed.txt: refused, NotABundle(Wrapped)
        missing_comma.json: refused, NotJson { line: 8, column: 110 }
        nan.json: refused, NotANumber { line: 8, column: 103 }
        negative_infinity.json: refused, NotANumber { line: 8, column: 104 }
        newer_version.json: refused, NewerVersion { theirs: 2, ours: 1 }
        no_digest_in_mail.txt: refused, NotABundle(Wrapped)
        no_programme.json: refused, BadHeader("programme")
        numbers_of_400_digits.json: 
            line 7, figure: BadValue(Fault { path: "shown.number", wrong: NumberTooLong(400) })
            line 8, ?: NumberTooLong(400)
            line 9, ?: NumberTooLong(400)
        odd_utf16.txt: refused, NotABundle(Utf16)
        old_workbook.xls: refused, NotABundle(Office)
        other_json.json: refused, NotABundle(OtherJson)
        other_programme.json: 
            line 7, ?: OtherProgram
        pdf.json: refused, NotABundle(Pdf)
        quoted_changed.txt: refused, NotABundle(Quoted)
        quoted_printable_changed.txt: refused, NotABundle(QuotedPrintable)
        records.json: 
            line 7, ?: NotACell
            line 8, ?: NotACell
            line 9, ?: NotACell
            line 10, ?: NotACell
            line 11, ?: NotACell
            line 12, ?: NotACell
            line 13, ?: NotACell
            line 14, ?: NotACell
            line 15, ?: BadProgram
            line 16, ?: NotACell
            line 17, ?: BadKey(Fault { path: "", wrong: NotAnId("注") })
            line 18, ?: BadKey(Fault { path: "", wrong: Shape })
            line 19, ?: BadKey(Fault { path: "", wrong: Shape })
            line 20, ?: BadKey(Fault { path: "year", wrong: NotAFiscalYear(1949) })
            line 21, ?: BadKey(Fault { path: "half", wrong: Shape })
            line 22, ?: BadKey(Fault { path: "step", wrong: UnknownWord("mayor") })
            line 23, ?: BadKey(Fault { path: "", wrong: UnknownWord("chapter") })
            line 24, ?: BadKey(Fault { path: "slot", wrong: Shape })
            line 25, claim: BadDot("a1:1")
            line 26, claim: BadDot("00000000000000a1:0")
            line 27, claim: BadDot("00000000000000a1:9007199254740992")
            line 28, ?: NotACell
            line 29, ?: NotACell
            line 30, claim: BadContext
            line 31, claim: BadContext
            line 32, claim: BadMoment("昨日")
            line 33, claim: BadMoment("2026-02-30T00:00:00")
            line 34, claim: BadValue(Fault { path: "before.says", wrong: Shape })
            line 35, claim: BadValue(Fault { path: "says", wrong: Shape })
            line 36, claim: BadValue(Fault { path: "", wrong: Shape })
            line 37, claim: BadValue(Fault { path: "", wrong: Shape })
            line 38, claim: BadValue(Fault { path: "", wrong: Shape })
            line 39, claim: BadValue(Fault { path: "says", wrong: Shape })
            line 40, claim: BadValue(Fault { path: "says", wrong: Shape })
            line 41, figure: BadValue(Fault { path: "", wrong: Shape })
            line 42, figure: BadValue(Fault { path: "shown", wrong: Shape })
            line 43, figure: BadValue(Fault { path: "shown.number", wrong: NotANumber })
            line 44, figure: BadValue(Fault { path: "shown.number", wrong: NotANumber })
            line 45, figure: BadValue(Fault { path: "shown.number", wrong: NotANumber })
            line 46, figure: BadValue(Fault { path: "shown.number", wrong: NotANumber })
            line 47, figure: BadValue(Fault { path: "shown.number", wrong: Shape })
            line 48, figure: BadValue(Fault { path: "shown.number", wrong: NotANumber })
            line 49, figure: BadValue(Fault { path: "shown.number", wrong: Shape })
            line 50, figure: BadValue(Fault { path: "shown.dash", wrong: UnknownWord("sometimes") })
            line 51, figure: BadValue(Fault { path: "shown.ratio[1]", wrong: NotPositive })
            line 52, figure: BadValue(Fault { path: "shown.weight", wrong: Shape })
            line 53, figure: BadValue(Fault { path: "shown.candidates[1].number", wrong: NotANumber })
            line 54, figure: BadValue(Fault { path: "stage", wrong: UnknownWord("almost") })
            line 55, figure: BadValue(Fault { path: "measured_on", wrong: NotADay })
            line 56, figure: BadValue(Fault { path: "variants[1].quantity.number", wrong: NotANumber })
            line 57, position: BadValue(Fault { path: "at", wrong: NotAPosition })
            line 58, passage: BadValue(Fault { path: "", wrong: Shape })
            line 59, passage: BadValue(Fault { path: "", wrong: Shape })
            line 60, settings: BadValue(Fault { path: "minimum_group", wrong: GroupTooSmall })
            line 61, paper_tally: BadValue(Fault { path: "counts.q1", wrong: CountsExceedAnswers })
            line 62, paper_tally: BadValue(Fault { path: "counts[0][1]", wrong: Repeated })
            line 63, eligible: BadValue(Fault { path: "people", wrong: Shape })
            line 64, eligible: BadValue(Fault { path: "people", wrong: Shape })
        repeated_cells.json: 
            line 7, figure: Repeated
            line 10, ?: Repeated
        shift_jis.json: refused, NotABundle(ShiftJis)
        smart_quotes_changed.txt: refused, NotABundle(SmartQuotes)
        two_files.txt: refused, NotABundle(Wrapped)
        unknown_kind_of_file.json: refused, UnknownKind("diary")
        version_of_400_digits.json: refused, BadHeader("version")
        version_zero.json: refused, BadHeader("version")
        workbook.xlsx: refused, NotABundle(Office)
        wrapped_changed.txt: refused, NotABundle(WrappedLines)
        writers.json: 
            line 5, writer: TwoAuthors
            line 7, writer: NotUnderstood
            line 8, writer: NotUnderstood
            line 9, writer: NotUnderstood
        zip.json: refused, NotABundle(Zip)
    "#]]
    .assert_eq(&table);
}

/// A refusal, or the notes, one a line.
fn outcome(read: &Result<Read, Unreadable>) -> String {
    match read {
        Err(refusal) => format!("refused, {refusal:?}"),
        Ok(read) => read.notes.iter().map(|note| format!("\n    {}", describe(note))).collect(),
    }
}

fn describe(note: &Note) -> String {
    let reason = format!("{:?}", note.reason);
    match &note.spot {
        Spot::File => format!("file: {reason}"),
        Spot::Header(field) => format!("{field}: {reason}"),
        Spot::Writer { line } => format!("line {line}, writer: {reason}"),
        Spot::Cell { line, cell, .. } => format!("line {line}, {}: {reason}", cell.as_ref().map_or("?", |cell| cell.kind().name())),
    }
}

fn with_cells(cells: &str) -> String {
    format!(r#"{{"format":"shinchoku","version":1,"kind":"backup","cells":[{cells}]}}"#)
}

#[test]
fn a_file_that_asks_for_too_much_is_refused() {
    let nested = |n: usize| "[".repeat(n) + &"]".repeat(n);
    let cases: [(String, Expect); 5] = [
        (with_cells(&nested(100_000)), expect!["TooDeep(100002)"]),
        ("[".repeat(100_000), expect!["TooDeep(100000)"]),
        (r#"{"a":"#.repeat(100_000), expect!["TooDeep(100000)"]),
        (with_cells(&format!("\"{}\"", "あ".repeat(8_500_000))), expect!["TooLarge(25500063)"]),
        (with_cells(&format!("0{}", ",0".repeat(MOST_RECORDS))), expect!["TooManyRecords(1000001)"]),
    ];
    for (text, expected) in cases {
        expected.assert_eq(&format!("{:?}", bundle::read_bytes(text.as_bytes()).expect_err("asks for too much")));
    }
}

#[test]
fn what_is_just_within_the_limits_is_read() {
    // Two brackets are the file's own.
    let nested = "[".repeat(DEEPEST - 3) + &"]".repeat(DEEPEST - 3);
    let says = "x".repeat(LONGEST_TEXT);
    let cells = format!(r#"["later","p",{nested},[]],["claim","p","c1",[{{"dot":"00000000000000a1:1","value":{{"says":"{says}"}}}}]]"#);
    assert_eq!(bundle::read(&with_cells(&cells)).expect("within the limits").notes, []);
}

#[test]
fn a_text_too_long_costs_its_record() {
    let says = "x".repeat(LONGEST_TEXT + 1);
    let claim = |id: &str, says: &str| format!(r#"["claim","p","{id}",[{{"dot":"00000000000000a1:1","value":{{"says":"{says}"}}}}]]"#);
    let read = bundle::read(&with_cells(&[claim("c1", &says), claim("c2", "short")].join(","))).expect("readable");
    expect![[r#"

        line 1, ?: TextTooLong(100001)"#]]
    .assert_eq(&outcome(&Ok(read.clone())).replace("    ", ""));
    assert_eq!(read.workspace.programs.values().map(|program| program.tables.claims.len()).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_file_of_nothing_but_damage_has_its_notes_counted() {
    let read = bundle::read(&with_cells(&format!("0{}", ",0".repeat(99_999)))).expect("readable");
    assert_eq!(read.notes.len(), MOST_NOTES);
    assert_eq!(read.notes.last().map(|note| &note.reason), Some(&Reason::More(100_000 - MOST_NOTES + 1)));
}

#[test]
fn one_cell_over_and_over_ends() {
    // Each record adds a value to one cell, and a context that must be looked through again for every other.
    let record = |n: usize| format!(r#"["claim","p","c1",[{{"dot":"{n:016x}:1","value":{{"says":"{n}"}}}}]]"#);
    let records: Vec<String> = (1..=20_000).map(record).collect();
    let read = bundle::read(&with_cells(&records.join(",\n"))).expect("readable");
    let claims = read.workspace.programs.values().next().expect("some were taken").tables.claims.clone();
    let n_values: Vec<usize> = claims.cells().map(|(_, cell)| cell.siblings().len()).collect();
    expect!["[3161]"].assert_eq(&format!("{n_values:?}"));
    assert_eq!(read.notes.last().map(|note| &note.reason), Some(&Reason::More(20_000 - MOST_NOTES)));
}
