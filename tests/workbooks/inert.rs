//! R13: texts that a spreadsheet would run, in every field of every export: inert there, and restored by our own import.

use crate::{
    forms::{ojiya, order, workbook},
    package::Package,
};
use proptest::prelude::*;
use shinchoku::{
    domain::{
        Amount, Assignment, Entry, Figure, FigureKey, FollowUp, FollowUpKey, Matter, Passage, PassageKey, Qualifier, Quantity, Record,
        RowId, Section, Shown, Stage, Tables, Trust, Workspace,
    },
    sheetfile::{SheetRows, form::Page, write_csv, xlsx},
    ui::forms::{self, Paper},
};

const PREFIXES: [&str; 14] = ["=", "+", "-", "@", "＝", "＋", "－", "−", "＠", "\t", "\r", "\n", "\0", "'="];

/// 200 texts: every prefix before what would run, ask, or only look like text.
fn texts() -> Vec<String> {
    let bodies = [
        "HYPERLINK(\"x\",\"y\")",
        "1+1",
        "cmd|' /C calc'!A0",
        "SUM(A1:A9)\n二行目",
        "メモ",
        "",
        "'=1",
        " \"引用\",かんま",
        "△5",
        "２",
        "@x",
        "=x",
        "−",
        "0",
        "a",
    ];
    let all = PREFIXES.iter().flat_map(|prefix| bodies.iter().map(move |body| format!("{prefix}{body}")));
    let all: Vec<String> = all.take(200).collect();
    assert_eq!(all.len(), 200);
    all
}

/// Every text of the programme that a form prints begins with the given one.
fn poisoned(text: &str) -> Workspace {
    let (ours, program) = ojiya();
    let mut poisoned = ours.clone();
    let tables = ours.program(&program).unwrap().tables.clone();
    let entries = every_text(&tables, text);
    let command = shinchoku::domain::Command { program, entries };
    poisoned.apply(command, crate::stamp(9)).unwrap();
    poisoned
}

/// The names, notes and texts of the programme, each written anew.
fn every_text(tables: &Tables, text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (id, measure) in tables.listed_measures() {
        let mut measure = measure.clone();
        for field in [&mut measure.name, &mut measure.number] {
            field.insert_str(0, text);
        }
        entries.push(Entry::Measure(id.clone(), measure));
    }
    for (id, indicator) in tables.listed_indicators() {
        let mut indicator = indicator.clone();
        indicator.name.insert_str(0, text);
        entries.push(Entry::Indicator(id.clone(), indicator));
    }
    for (id, department) in tables.listed_departments() {
        let mut department = department.clone();
        department.name.insert_str(0, text);
        entries.push(Entry::Department(id.clone(), department));
    }
    for (id, pillar) in tables.listed_pillars() {
        let mut pillar = pillar.clone();
        pillar.name = Trust::Confirmed(format!("{text}柱"));
        entries.push(Entry::Pillar(id.clone(), pillar));
    }
    for (id, note) in tables.listed_notes() {
        let mut note = note.clone();
        note.mark = text.to_owned();
        note.text.insert_str(0, text);
        entries.push(Entry::Note(id.clone(), note));
    }
    for (key, _) in tables.passages.cells() {
        entries.push(Entry::Passage(key.clone(), Passage::Text(text.to_owned())));
    }
    for (key, _) in tables.plan.cells() {
        entries.push(Entry::Plan(key.clone(), Passage::Text(text.to_owned())));
    }
    for (key, cell) in tables.schedule.cells() {
        let mut row = cell.siblings()[0].value.clone();
        row.item.insert_str(0, text);
        row.spans.iter_mut().for_each(|span| span.words.insert_str(0, text));
        entries.push(Entry::Schedule(key.clone(), row));
    }
    // What goes on around the sheets; the last measure is led by nobody, so that departments report on it.
    let year = order(Paper::Reports(None)).year;
    let words = || FollowUp::words(format!("{text}意見"));
    let rows = |id: &str| id.parse::<RowId>().unwrap();
    let listed = tables.listed_measures();
    for (id, _) in &listed {
        for matter in [Matter::ToDo(rows("t")), Matter::Opinion(rows("o")), Matter::Reply(rows("o")), Matter::Closing] {
            entries.push(Entry::FollowUp(FollowUpKey::Sheet((*id).clone(), year, matter), words()));
        }
    }
    if let (Some((id, _)), Some((department, _))) = (listed.last(), tables.listed_departments().first()) {
        entries.push(Entry::Assignment(Record::Measure((*id).clone()), Assignment::default()));
        entries.push(Entry::FollowUp(FollowUpKey::Sheet((*id).clone(), year, Matter::Work((*department).clone())), words()));
    }
    entries
}

const PAPERS: [Paper; 7] = [
    Paper::Sheets(Vec::new()),
    Paper::BlankSheets(Vec::new()),
    Paper::Measures,
    Paper::Cells(Vec::new()),
    Paper::Indicators,
    Paper::Summary,
    Paper::Reports(None),
];

fn pages(workspace: &Workspace, paper: &Paper) -> Vec<Page> {
    let (_, program) = ojiya();
    forms::pages(&workspace.program(&program).unwrap().tables, &program, &order(paper.clone()))
}

/// A program that opens a CSV file runs a cell by its first letter.
fn runs(cell: &str) -> bool {
    let is_number = cell.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()) && cell.parse::<f64>().is_ok();
    !is_number && cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '−', '＠', '\t', '\r', '\n', '\0'])
}

#[test]
fn no_export_runs_a_text() {
    let (_, program) = ojiya();
    for (number, text) in texts().into_iter().enumerate() {
        let workspace = poisoned(&text);
        // Each text goes through one form in every format, and each form meets every prefix.
        let paper = &PAPERS[number % PAPERS.len()];
        for page in pages(&workspace, paper) {
            let csv = write_csv(&page);
            for row in csv_reader(&csv) {
                assert!(row.iter().all(|cell| !runs(cell)), "{text:?} in {paper:?}: {row:?}");
            }
        }
        let package = Package::open(&workbook(&workspace, &program, &order(paper.clone())));
        assert!(package.sheets().all(|sheet| !sheet.contains("<f>") && !sheet.contains("<f ")), "{text:?}: a formula");
    }
}

fn csv_reader(text: &str) -> impl Iterator<Item = Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("Excel takes a CSV without its mark for Shift_JIS");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect::<Vec<_>>().into_iter()
}

#[test]
fn our_own_import_restores_every_text() {
    for text in texts() {
        let workspace = poisoned(&text);
        let cells = pages(&workspace, &Paper::Cells(Vec::new()));
        let returned = forms::read_csv(&workspace, &SheetRows::of_csv(&write_csv(&cells[0]))).unwrap();
        assert_eq!(returned.entries, [], "{text:?} by CSV");
    }
    let (_, program) = ojiya();
    for text in texts().into_iter().step_by(7) {
        let workspace = poisoned(&text);
        let bytes = workbook(&workspace, &program, &order(Paper::Sheets(Vec::new())));
        let returned = forms::read_workbook(&workspace, &bytes).unwrap().unwrap();
        assert_eq!(returned.entries, [], "{text:?} by Excel");
    }
}

#[test]
fn negative_numbers_stay_numbers() {
    let (mut workspace, program) = ojiya();
    let (id, _) = workspace.program(&program).unwrap().tables.listed_indicators()[0];
    let key = FigureKey { indicator: id.clone(), year: order(Paper::Indicators).year, part: None };
    let amount = Amount::new("-1234.5".parse().unwrap());
    let quantity = Quantity { amount, unit: "件".to_owned(), qualifier: Qualifier::Plain, ratio: None };
    let figure = Figure { stage: Stage::Final, ..Figure::confirmed(Shown::Number(quantity)) };
    let command = shinchoku::domain::Command { program: program.clone(), entries: vec![Entry::Figure(key, figure)] };
    workspace.apply(command, crate::stamp(9)).unwrap();
    let bytes = workbook(&workspace, &program, &order(Paper::Indicators));
    assert!(Package::open(&bytes).sheets().any(|sheet| sheet.contains("<v>-1234.5</v>")), "a number, and no text");
    assert!(write_csv(&pages(&workspace, &Paper::Indicators)[0]).contains(",-1234.5,"));
    let shown = xlsx::read_tables(&bytes).unwrap();
    assert!(shown[0].rows.iter().flatten().any(|cell| cell == "-1234.5"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever was typed comes back from a workbook: control characters, quotes, line breaks, emoji, half of a pair of brackets.
    #[test]
    fn every_text_comes_back_from_a_workbook(text in "[ -~ぁ-ん、。🙂\t\n'\"&<>_x0041_]{0,40}") {
        let (mut workspace, program) = ojiya();
        let (id, _) = workspace.program(&program).unwrap().tables.listed_measures()[0];
        let key = PassageKey { measure: id.clone(), year: order(Paper::Measures).year, section: Section::Action };
        let entry = Entry::Passage(key, Passage::Text(text.clone()));
        workspace.apply(shinchoku::domain::Command { program: program.clone(), entries: vec![entry] }, crate::stamp(9)).unwrap();
        let order = order(Paper::Sheets(vec![id_of(&workspace)]));
        let bytes = workbook(&workspace, &program, &order);
        let returned = forms::read_workbook(&workspace, &bytes).unwrap().unwrap();
        prop_assert_eq!(returned.entries, vec![], "{:?}", text);
    }
}

fn id_of(workspace: &Workspace) -> shinchoku::domain::MeasureId {
    workspace.program(&ojiya().1).unwrap().tables.listed_measures()[0].0.clone()
}
