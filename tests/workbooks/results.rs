//! アンケート結果 as files: what an edition publishes and nothing else.

use crate::forms::{order, workbook};
use shinchoku::{
    bundle,
    domain::*,
    evaluate::tally,
    sheetfile::{form, write_csv, xlsx},
    ui::forms::{self, Paper},
};
use std::{collections::BTreeMap, sync::Arc};

fn program_id() -> ProgramId {
    ProgramId::new("nagaoka").unwrap()
}

fn survey_id(year: i32) -> SurveyId {
    SurveyId::new(&year.to_string()).unwrap()
}

/// One city, two surveys; each change with a stamp of its own.
struct City {
    workspace: Workspace,
    n: u64,
}

impl City {
    fn write(&mut self, entries: Vec<Entry>) {
        let stamp = Stamp { dot: shinchoku::register::Dot { writer: shinchoku::register::Writer::from_bits(5), n: self.n }, at: None };
        let command = Command { program: program_id(), entries };
        let (_, next) = self.workspace.apply(command, stamp).expect("allowed");
        self.n = next.dot.n;
    }

    fn tables(&self) -> &Tables {
        &self.workspace.program(&program_id()).unwrap().tables
    }

    fn survey(&self, year: i32) -> Survey {
        self.tables().surveys.get(&survey_id(year)).unwrap().clone()
    }

    /// So many sheets of a department, of which so many agree with everything; the others do not.
    fn paper(&mut self, year: i32, department: &str, people: u32, sheets: u32, agree: u32) {
        let survey = self.survey(year);
        let departments = self.tables().listed_departments();
        let department = departments.iter().find(|(_, it)| it.name == department).expect("a department of the seed").0.clone();
        let key = EligibleKey { survey: survey_id(year), department };
        let scales = survey.questions.iter().filter(|question| question.kind == QuestionKind::Likert);
        let counts = |question: &Question| {
            let (first, last) = (question.choices.first().unwrap(), question.choices.last().unwrap());
            (question.id.clone(), BTreeMap::from([(first.id.clone(), agree), (last.id.clone(), sheets - agree)]))
        };
        let texts = BTreeMap::from([(id_of("free"), vec!["=HYPERLINK(\"x\")".to_owned(), "残業が多い".to_owned()])]);
        let tally = PaperTally { answered: sheets, counts: scales.map(counts).collect(), texts, ..PaperTally::default() };
        self.write(vec![Entry::Eligible(key.clone(), People(people)), Entry::PaperTally(key, tally)]);
    }

    fn publish(&mut self, year: i32, number: u32, on: &str) {
        let program = self.workspace.program(&program_id()).unwrap();
        let tally = tally(program, &survey_id(year)).expect("can be counted");
        let edition = Edition { on: on.parse().unwrap(), results: tally.results, texts: tally.texts };
        self.write(vec![Entry::Edition(EditionKey { survey: survey_id(year), number }, edition)]);
    }

    fn pages(&self, paper: Paper) -> Vec<form::Page> {
        forms::pages(self.tables(), &program_id(), &order(paper))
    }

    fn texts(&self, paper: Paper) -> Vec<String> {
        let pages = self.pages(paper);
        let cells = pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.rows).flatten();
        cells.map(|cell| cell.content.shown()).collect()
    }
}

fn id_of(text: &str) -> QuestionId {
    QuestionId::new(text).unwrap()
}

const FIRST: [(&str, u32, u32, u32); 4] =
    [("人事課", 40, 20, 12), ("行政管理課", 30, 16, 9), ("行政DX推進課", 30, 18, 10), ("人権・男女共同参画課", 8, 4, 1)];

/// The seed of N with a free text, last year's survey and a first edition of each.
fn city() -> City {
    let workspace = bundle::read(include_str!("../../seeds/nagaoka.json")).unwrap().workspace;
    let mut city = City { workspace, n: 1 };
    let mut survey = city.survey(2023);
    survey.questions.push(Question { text: "ご意見".to_owned(), ..Question::new(id_of("free")).of_kind(QuestionKind::Text) });
    let last = Survey { version: 1, ..survey.copied_to(FiscalYear::new(2022).unwrap()) };
    city.write(vec![Entry::Survey(survey_id(2023), survey), Entry::Survey(survey_id(2022), last)]);
    for (department, people, sheets, agree) in FIRST {
        city.paper(2023, department, people, sheets, agree);
        city.paper(2022, department, people, sheets - 1, agree - 1);
    }
    city.publish(2022, 1, "2022-12-01");
    city.publish(2023, 1, "2023-12-01");
    city
}

fn key(number: u32) -> EditionKey {
    EditionKey { survey: survey_id(2023), number }
}

#[test]
fn what_is_not_in_the_edition_is_in_no_form_of_it() {
    let mut city = city();
    let papers = || [Paper::Results(key(1)), Paper::ResultsRows(key(1)), Paper::ResultsSummary(key(1))];
    let before: Vec<_> = papers().map(|paper| city.pages(paper)).into();
    // Whatever comes in later: the edition says what it said.
    city.paper(2023, "人事課", 40, 39, 38);
    let program = Arc::make_mut(city.workspace.programs.get_mut(&program_id()).unwrap());
    program.answers = Arc::new([(id_answer("a"), Answer::blank(survey_id(2023), 1))].into());
    assert_eq!(papers().map(|paper| city.pages(paper)).to_vec(), before);
}

fn id_answer(text: &str) -> AnswerId {
    AnswerId::new(text).unwrap()
}

#[test]
fn a_hidden_group_shows_its_staff_and_one_mark() {
    let city = city();
    let name = "人権・男女共同参画課";
    for paper in [Paper::Results(key(1)), Paper::ResultsRows(key(1))] {
        let pages = city.pages(paper.clone());
        let rows = pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.rows);
        let of_group: Vec<Vec<String>> = rows
            .map(|row| row.iter().map(|cell| cell.content.plain().trim().to_owned()).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|text| text == name))
            .collect();
        assert!(!of_group.is_empty(), "{paper:?}");
        for row in of_group {
            let numbers: Vec<&String> = row.iter().filter(|text| text.parse::<rust_decimal::Decimal>().is_ok()).collect();
            assert_eq!(numbers, ["8"], "対象者数 and nothing else: {row:?}");
            assert!(row.iter().any(|text| text == "非表示"));
        }
    }
}

#[test]
fn the_tables_say_the_numbers_of_the_page_and_range_and_date_beside_them() {
    let city = city();
    let texts = city.texts(Paper::Results(key(1)));
    // 32 of 58 sheets agree, and 12 of 20 in one department.
    for expected in ["108人", "58人", "53.7%", "32人", "55.2%", "60.0%"] {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
    assert!(texts.iter().any(|text| text.contains("調査対象：") && text.contains("基準日：")));
    assert!(texts.iter().any(|text| text == "令和4年度"), "the year before stands beside");
    assert!(texts.iter().any(|text| text == "残業が多い"), "free texts are city-wide");
}

#[test]
fn texts_that_look_like_formulas_are_inert_in_both_files() {
    let city = city();
    let csv = write_csv(&city.pages(Paper::ResultsRows(key(1)))[0]);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{csv}");
    assert!(csv.lines().count() > 100);
    let bytes = workbook(&city.workspace, &program_id(), &order(Paper::Results(key(1))));
    let sheets = xlsx::read_tables(&bytes).unwrap();
    let has = |wanted: &str| sheets.iter().any(|sheet| sheet.rows.iter().any(|row| row.iter().any(|cell| cell == wanted)));
    assert!(has("=HYPERLINK(\"x\")") && has("残業が多い"), "it comes back as text");
    assert!(!crate::package::Package::open(&bytes).has_formula());
    assert_eq!(bytes, workbook(&city.workspace, &program_id(), &order(Paper::Results(key(1)))));
}

#[test]
fn the_sheet_for_the_council_says_what_feeds_indicators_and_what_changed() {
    let mut city = city();
    let first = city.texts(Paper::ResultsSummary(key(1)));
    assert!(first.iter().any(|text| text == "この調査の最初の版です。"));
    assert_eq!(first.iter().filter(|text| *text == "55.2%\n（32人／58人）").count(), 4, "N's four questions: {first:?}");
    assert!(!first.iter().any(|text| text.contains("残業")), "no free text on it");
    // Twenty-four more of one department, half of them in favour: enough that nobody is told by the difference.
    city.paper(2023, "人事課", 80, 44, 24);
    city.publish(2023, 2, "2024-01-15");
    let second = city.texts(Paper::ResultsSummary(key(2)));
    for expected in ["第1版から変わったこと", "回答者数", "58人", "82人", "55.2%", "53.7%", "人事課の回答者数"] {
        assert!(second.iter().any(|text| text == expected), "{expected}: {second:?}");
    }
    assert_eq!(city.pages(Paper::ResultsSummary(key(2))).len(), 1);
}
