//! Forms out and in again: what comes back says what was written out, and what a person changed.

use crate::package::Package;
use chrono::NaiveDate;
use shinchoku::{
    bundle,
    domain::{CellId, Entry, FiscalYear, MeasureId, PassageKey, ProgramId, Section, Workspace},
    merge::{self, Change, Purview, Sender},
    session::proposals,
    sheetfile::{SheetRows, form, write_csv, xlsx},
    ui::forms::{self, Edition, Order, Paper, Returned},
};
use std::sync::LazyLock;

static OJIYA: LazyLock<Workspace> = LazyLock::new(|| bundle::read(include_str!("../../seeds/ojiya.json")).unwrap().workspace);

pub fn ojiya() -> (Workspace, ProgramId) {
    (OJIYA.clone(), ProgramId::new("ojiya").unwrap())
}

pub fn order(paper: Paper) -> Order {
    Order {
        paper,
        edition: Edition::Internal,
        year: FiscalYear::new(2023).unwrap(),
        today: NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
        fresh: Some("00000000000000aa-1".to_owned()),
        digest: None,
    }
}

pub fn workbook(workspace: &Workspace, program: &ProgramId, order: &Order) -> Vec<u8> {
    let tables = &workspace.program(program).unwrap().tables;
    xlsx::write(&forms::title(tables), program.as_str(), &forms::pages(tables, program, order)).unwrap()
}

fn read(workspace: &Workspace, bytes: &[u8]) -> Returned {
    forms::read_workbook(workspace, bytes).unwrap().expect("a form of ours")
}

#[test]
fn a_form_that_nobody_touched_says_nothing() {
    let (workspace, program) = ojiya();
    for paper in [Paper::Sheets(Vec::new()), Paper::Indicators, Paper::Cells(Vec::new())] {
        let bytes = workbook(&workspace, &program, &order(paper.clone()));
        assert_eq!(bytes, workbook(&workspace, &program, &order(paper.clone())), "the same content is the same file");
        let returned = read(&workspace, &bytes);
        assert_eq!((returned.entries, returned.unread), (Vec::new(), Vec::new()), "{paper:?}");
        assert!(returned.n_cells > 20, "{paper:?}: {}", returned.n_cells);
    }
    for paper in [Paper::BlankSheets(Vec::new()), Paper::Measures, Paper::Summary, Paper::Reports] {
        let bytes = workbook(&workspace, &program, &order(paper.clone()));
        assert_eq!(forms::read_workbook(&workspace, &bytes), Ok(None), "{paper:?} has nothing to fill in");
    }
}

/// What is printed of the year on one sheet, typed by a person into the workbook.
const CHECK: &str = "目標どおり進みました。\n次年度は範囲を広げます。";

fn fill(bytes: &[u8]) -> Vec<u8> {
    let mut package = Package::open(bytes);
    package.type_into("passage|O1|2023|check@", CHECK);
    package.type_into("rating|O1|2023|", "◎ 計画どおり");
    package.type_into("figure|O1-1|2023|@", "３");
    package.type_into("figure|O1-3|2023|@", "(累計) 1,150件");
    // The first of the spare rows.
    package.type_into("plan|O1|2023|00000000000000aa-1-O1-0|plan@", "=新しい行");
    package.type_into("figure|O1-2|2023|@", "たくさん");
    package.close()
}

#[test]
fn what_is_filled_in_is_what_typing_gives() {
    let (ours, program) = ojiya();
    let filled = fill(&workbook(&ours, &program, &order(Paper::Sheets(Vec::new()))));
    let returned = read(&ours, &filled);
    assert_eq!(returned.unread.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["たくさん"]);
    let typed: Vec<Entry> = returned.entries.iter().map(|(entry, _)| entry.clone()).collect();
    assert_eq!(typed.len(), 5, "{typed:?}");

    let texts = proposals(&ours, &program, returned.entries.clone(), &filled);
    assert_eq!(texts.len(), 1, "all of it is one department's");
    assert_eq!(texts, proposals(&ours, &program, returned.entries, &filled), "read twice it is one edit");
    let file = bundle::read(&texts[0]).unwrap();
    assert!(file.notes.is_empty(), "{:?}", file.notes);
    assert_eq!(file.header.from.unwrap().department, "企画政策課");

    let department = ours.program(&program).unwrap().tables.listed_departments();
    let (id, _) = department.into_iter().find(|(_, it)| it.name == "企画政策課").unwrap();
    let plan = merge::plan(&ours, &file.workspace, Sender::Department(id));
    let changes: Vec<_> = plan.items.iter().map(|item| (item.place.cell.kind().name(), item.change, item.purview)).collect();
    assert!(plan.items.iter().all(|item| matches!(item.change, Change::New | Change::Updated)), "{changes:?}");
    assert!(plan.items.iter().all(|item| item.purview == Purview::Own), "{changes:?}");

    let places = plan.items.iter().map(|item| item.place.clone()).collect();
    let after = merge::settle(&ours, &file.workspace, &places);
    let tables = &after.program(&program).unwrap().tables;
    for entry in typed {
        assert_eq!(tables.reading(&entry.id()).settled(), Some(entry));
    }
    let key = PassageKey { measure: MeasureId::new("O1").unwrap(), year: FiscalYear::new(2023).unwrap(), section: Section::Check };
    assert_eq!(tables.passages.get(&key), Some(&shinchoku::domain::Passage::Text(CHECK.to_owned())));
    // Once it is here, the same file has nothing more to say.
    let again = read(&after, &filled);
    assert_eq!(proposals(&after, &program, again.entries, &filled), [] as [&str; 0]);
}

#[test]
fn a_cell_that_went_on_here_meets_the_files_as_a_conflict() {
    let (ours, program) = ojiya();
    let filled = fill(&workbook(&ours, &program, &order(Paper::Sheets(Vec::new()))));
    let key = PassageKey { measure: MeasureId::new("O1").unwrap(), year: FiscalYear::new(2023).unwrap(), section: Section::Check };
    let stamp = crate::stamp(7);
    let entry = Entry::Passage(key.clone(), shinchoku::domain::Passage::Text("あとから手元で書いた評価".to_owned()));
    let command = shinchoku::domain::Command { program: program.clone(), entries: vec![entry] };
    let mut later = ours.clone();
    later.apply(command, stamp).unwrap();
    let returned = read(&later, &filled);
    let texts = proposals(&later, &program, returned.entries, &filled);
    let file = bundle::read(&texts[0]).unwrap();
    let plan = merge::plan(&later, &file.workspace, Sender::Secretariat);
    let change = |id: &CellId| plan.items.iter().find(|item| item.place.cell == *id).map(|item| item.change);
    assert_eq!(change(&CellId::Passage(key.clone())), Some(Change::Conflict));
    let places = plan.items.iter().map(|item| item.place.clone()).collect();
    let after = merge::settle(&later, &file.workspace, &places);
    assert!(after.program(&program).unwrap().tables.passages.reading(&key).is_conflict(), "both are kept");
    // Untouched cells of the file say nothing about what went on here.
    let untouched = workbook(&ours, &program, &order(Paper::Sheets(Vec::new())));
    assert_eq!(read(&later, &untouched).entries, []);
}

#[test]
fn a_csv_of_the_cells_comes_back_like_a_workbook() {
    let (ours, program) = ojiya();
    let tables = &ours.program(&program).unwrap().tables;
    let text = write_csv(&forms::pages(tables, &program, &order(Paper::Cells(Vec::new())))[0]);
    let back = forms::read_csv(&ours, &SheetRows::of_csv(&text)).unwrap();
    assert_eq!((back.entries, back.unread), (Vec::new(), Vec::new()));
    assert!(back.n_cells > 100);
    let key = PassageKey { measure: MeasureId::new("O1").unwrap(), year: FiscalYear::new(2023).unwrap(), section: Section::Action };
    let Some(shinchoku::domain::Passage::Text(action)) = tables.passages.get(&key) else { panic!("the seed has an 【Action】") };
    assert!(text.contains(action.as_str()), "short enough to stand without quotes");
    let changed = text.replace(action.as_str(), "\"'=SUM(A1)\n二行目\"");
    let back = forms::read_csv(&ours, &SheetRows::of_csv(&changed)).unwrap();
    let [(Entry::Passage(key, value), _)] = &back.entries[..] else { panic!("{:?}", back.entries) };
    assert_eq!((key.section, value), (Section::Action, &shinchoku::domain::Passage::Text("=SUM(A1)\n二行目".to_owned())));
}

#[test]
fn the_public_edition_has_no_notes_of_ours() {
    let (ours, program) = ojiya();
    let tables = &ours.program(&program).unwrap().tables;
    let texts = |edition| {
        let order = Order { edition, fresh: None, ..order(Paper::Sheets(Vec::new())) };
        form::carry(&forms::pages(tables, &program, &order)).concat()
    };
    let remarks: Vec<&str> = tables
        .listed_notes()
        .into_iter()
        .filter(|(_, note)| note.kind == shinchoku::domain::NoteKind::Remark)
        .map(|(_, note)| note.text.as_str())
        .collect();
    assert!(!remarks.is_empty());
    let (internal, public) = (texts(Edition::Internal), texts(Edition::Public));
    assert!(remarks.iter().any(|remark| internal.contains(remark)));
    assert!(remarks.iter().all(|remark| !public.contains(remark)));
}
