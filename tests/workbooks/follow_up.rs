//! What goes on around a sheet stands on its form, in its workbook and in its CSV; 公表版 keeps what is the office's own.

use crate::forms::{ojiya, order, workbook};
use chrono::NaiveDate;
use shinchoku::{
    bundle,
    domain::{
        Command, Decided, Department, Entry, FiscalYear, FollowUp, FollowUpKey, GradeId, IndicatorId, Link, Matter, MeasureId, ProgramId,
        Rating, RatingKey, RowId, State, Step, Workspace,
    },
    sheetfile::{SheetRows, form, write_csv},
    ui::forms::{self, Edition, Order, Paper},
};

fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> I {
    text.parse().unwrap()
}

fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).unwrap()
}

fn about(measure: &str, of: i32, matter: Matter, value: FollowUp) -> Entry {
    Entry::FollowUp(FollowUpKey::Sheet(id(measure), year(of), matter), value)
}

fn with_words(state: State, words: &str) -> FollowUp {
    FollowUp { words: words.to_owned(), ..FollowUp::state(state) }
}

fn write(workspace: &mut Workspace, program: &ProgramId, entries: Vec<Entry>) {
    let stamp = crate::stamp(u64::try_from(entries.len()).unwrap() + 20);
    workspace.apply(Command { program: program.clone(), entries }, stamp).unwrap();
}

/// O's first sheet with everything that can go on around it.
fn talked_about() -> (Workspace, ProgramId) {
    let (mut workspace, program) = ojiya();
    let row: RowId = workspace.program(&program).unwrap().tables.plan_rows_of(&id("O1"), year(2023))[0].clone();
    let schedule: RowId = workspace.program(&program).unwrap().tables.schedule_of(&id("O1"))[0].0.clone();
    let closing = FollowUp { on: NaiveDate::from_ymd_opt(2024, 3, 31), ..FollowUp::words("山田さんに引き継ぐ書類") };
    let decided = Decided {
        at: NaiveDate::from_ymd_opt(2024, 6, 28).unwrap().and_hms_opt(9, 0, 0).unwrap(),
        by: "事務局 佐藤".to_owned(),
        order: 1,
        digest: "00112233445566778899".to_owned(),
    };
    let lead = Rating { given: id::<GradeId>("good"), reason: "庁内だけの理由".to_owned() };
    let lead = workspace
        .program(&program)
        .unwrap()
        .tables
        .rating_scale
        .get(&())
        .map_or(lead.clone(), |scale| Rating { given: scale.grades[0].id.clone(), ..lead });
    write(
        &mut workspace,
        &program,
        vec![
            about("O1", 2023, Matter::Link(row.clone(), Link::Schedule(schedule)), FollowUp::state(State::Yes)),
            about("O1", 2023, Matter::Link(row, Link::Indicator(id::<IndicatorId>("O1-3"))), FollowUp::state(State::Yes)),
            about("O1", 2022, Matter::ToDo(id("t1")), FollowUp::words("窓口の数を決める")),
            about("O1", 2022, Matter::Answer(id("t1")), with_words(State::Dropped, "費用に見合わない")),
            about("O1", 2023, Matter::ToDo(id("t2")), FollowUp::words("手引きを作る")),
            about("O1", 2023, Matter::Opinion(id("o1")), FollowUp::words("目標を見直すこと")),
            about("O1", 2023, Matter::Reply(id("o1")), FollowUp::words("来年度に見直します")),
            about("O1", 2023, Matter::Reflection(id("o1")), with_words(State::Considered, "案を作っている")),
            about("O1", 2023, Matter::Closing, closing),
            Entry::Rating(RatingKey { measure: id::<MeasureId>("O1"), year: year(2023), step: Step::Lead }, lead),
            Entry::FollowUp(FollowUpKey::Year(year(2023), id("z")), FollowUp { decided: Some(decided), ..FollowUp::state(State::Closed) }),
        ],
    );
    (workspace, program)
}

fn printed(workspace: &Workspace, program: &ProgramId, order: &Order) -> String {
    form::carry(&forms::pages(&workspace.program(program).unwrap().tables, program, order)).concat()
}

const FOR_ALL: [&str; 14] = [
    "取組目標と年次計画・数値目標の対応",
    "オンライン申請が利用できるサービス数",
    "前年度（令和4年度）からの宿題と対応",
    "窓口の数を決める",
    "見送り",
    "費用に見合わない",
    "手引きを作る",
    "目標を見直すこと",
    "来年度に見直します",
    "検討中\n案を作っている",
    "令和6年3月31日",
    "令和5年度は確定済み（令和6年6月28日",
    "照合番号 0011-2233-4455",
    "次年度への宿題",
];
const FOR_THE_OFFICE: [&str; 3] = ["山田さんに引き継ぐ書類", "事務局 佐藤", "庁内だけの理由"];

#[test]
fn a_sheet_prints_what_goes_on_around_it() {
    let (workspace, program) = talked_about();
    for edition in [Edition::Internal, Edition::Public] {
        let order = Order { edition, fresh: None, ..order(Paper::Sheets(vec![id("O1")])) };
        let text = printed(&workspace, &program, &order);
        for words in FOR_ALL {
            assert!(text.contains(words), "{edition:?}: {words}");
        }
        for words in FOR_THE_OFFICE {
            assert_eq!(text.contains(words), edition == Edition::Internal, "{edition:?}: {words}");
        }
        // A sheet about which nobody said anything has no empty tables.
        let other = printed(&workspace, &program, &Order { paper: Paper::Sheets(vec![id("O3")]), ..order });
        for words in ["宿題", "委員意見", "対応の", "取組を終えた記録"] {
            assert!(!other.contains(words), "{words}");
        }
    }
    let blank = printed(&workspace, &program, &order(Paper::BlankSheets(vec![id("O1")])));
    assert!(!blank.contains("委員意見") && !blank.contains("照合番号"));
}

#[test]
fn what_changed_after_a_year_was_closed_is_said_beside_its_number() {
    let (workspace, program) = talked_about();
    let text = |digest: &str| {
        let order = Order { fresh: None, digest: Some(digest.to_owned()), ..order(Paper::Sheets(vec![id("O1")])) };
        printed(&workspace, &program, &order)
    };
    assert!(!text("00112233445566778899").contains("内容が変わっています"));
    assert!(text("99887766554433221100").contains("内容が変わっています（いまの照合番号 9988-7766-5544）"));
}

#[test]
fn what_is_not_filled_in_on_the_form_is_not_read_back() {
    let (workspace, program) = talked_about();
    let bytes = workbook(&workspace, &program, &order(Paper::Sheets(Vec::new())));
    let returned = forms::read_workbook(&workspace, &bytes).unwrap().unwrap();
    assert_eq!((returned.entries, returned.unread), (Vec::new(), Vec::new()));

    let pages = forms::pages(&workspace.program(&program).unwrap().tables, &program, &order(Paper::Cells(Vec::new())));
    let text = write_csv(&pages[0]);
    for words in ["委員意見 1,目標を見直すこと", "前年度からの宿題 1への対応,見送り　費用に見合わない", "山田さんに引き継ぐ書類"]
    {
        assert!(text.contains(words), "{words}");
    }
    let changed = text.replace("目標を見直すこと", "書きかえた意見");
    let back = forms::read_csv(&workspace, &SheetRows::of_csv(&changed)).unwrap();
    assert_eq!((back.entries, back.unread), (Vec::new(), Vec::new()));
}

#[test]
fn measures_that_nobody_leads_print_what_departments_report() {
    let mut workspace = bundle::read(include_str!("../../seeds/nagaoka.json")).unwrap().workspace;
    let program: ProgramId = id("nagaoka");
    let tables = &workspace.program(&program).unwrap().tables;
    let measures: Vec<(MeasureId, String)> = tables.listed_measures().into_iter().map(|(id, it)| (id.clone(), it.name.clone())).collect();
    let (main, other) = (measures[0].clone(), measures[1].clone());
    let of = |measure: &(MeasureId, String), matter, value| about(measure.0.as_str(), 2023, matter, value);
    write(
        &mut workspace,
        &program,
        vec![
            Entry::Department(id("a"), Department::named("甲課")),
            Entry::Department(id("b"), Department::named("乙課")),
            of(&main, Matter::MainItem, FollowUp::state(State::Yes)),
            of(&main, Matter::Progress(id("a")), FollowUp::state(State::Done)),
            of(&main, Matter::Work(id("a")), FollowUp::words("会議の資料を三枚までにした")),
            of(&main, Matter::GoodPractice(id("a")), FollowUp::state(State::Yes)),
            of(&main, Matter::Progress(id("b")), FollowUp::state(State::UnderWay)),
            of(&other, Matter::GoodPractice(id("b")), FollowUp::state(State::No)),
        ],
    );
    let order = |edition, paper| Order { edition, fresh: None, ..order(paper) };
    let list = printed(&workspace, &program, &order(Edition::Internal, Paper::Reports));
    for words in ["甲課", "実施した", "会議の資料を三枚までにした", "優良事例あり", "該当なし", "令和5年度の優良事例", "〔主要な項目"]
    {
        assert!(list.contains(words), "{words}");
    }
    for (_, name) in &measures {
        assert!(list.contains(name.as_str()), "{name}");
    }
    assert_eq!(list.matches("（報告なし）").count(), measures.len() - 2);
    let public = printed(&workspace, &program, &order(Edition::Public, Paper::Reports));
    assert!(public.contains("実施した 1所属、実施中 1所属、優良事例 1所属") && !public.contains("会議の資料"));

    let sheet = printed(&workspace, &program, &order(Edition::Internal, Paper::Sheets(vec![main.0])));
    assert!(sheet.contains("令和5年度の所属の報告（主要な項目）") && sheet.contains("会議の資料を三枚までにした"));
    assert!(!sheet.contains("【Plan】"), "nobody keeps a sheet of it, so no empty one is printed");
}
