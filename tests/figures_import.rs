//! Tables of figures against the two programmes that come with the page: what they would change, and what is refused.

use proptest::prelude::*;
use shinchoku::{
    bundle,
    domain::{Dash, Entry, FigureKey, FiscalYear, IndicatorId, PartId, ProgramId, Rule, Shown, Stage, Tables, TargetKey, TargetSlot},
    sheetfile::{
        figures::{Change, Choices, FileRefusal, Happening, Reading, Why, read},
        lines::{Row, read_rows},
    },
};

const NAGAOKA: &str = include_str!("../seeds/nagaoka.json");
const OJIYA: &str = include_str!("../seeds/ojiya.json");

fn tables(seed: &str) -> Tables {
    let read = bundle::read(seed).expect("a seed is a file of ours");
    let id: &ProgramId = &read.header.scope.programme().expect("a seed is one programme").id;
    read.workspace.program(id).expect("the programme it names").tables.clone()
}

fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).unwrap()
}

fn reading(seed: &str, text: &str) -> Reading {
    read(&read_rows(text), &tables(seed), &Choices::new(), year(2026)).expect("the headings are known")
}

fn key(indicator: &str, of: i32, part: Option<&str>) -> FigureKey {
    FigureKey { indicator: IndicatorId::new(indicator).unwrap(), year: year(of), part: part.map(|part| PartId::new(part).unwrap()) }
}

/// The figure that a change writes there: what it shows, and what it would do.
fn shown(reading: &Reading, key: &FigureKey) -> Option<(Shown, Happening)> {
    reading.changes.iter().find_map(|change| match &change.entry {
        Entry::Figure(of, figure) if of == key => Some((figure.shown.confirmed()?.clone(), change.happening)),
        _ => None,
    })
}

fn number(reading: &Reading, key: &FigureKey) -> Option<(String, Happening)> {
    let (shown, happening) = shown(reading, key)?;
    let quantity = shown.quantity()?;
    Some((format!("{}{}", quantity.amount, quantity.unit), happening))
}

fn rule(reading: &Reading, indicator: &str, slot: TargetSlot) -> Option<Rule> {
    let key = TargetKey { indicator: IndicatorId::new(indicator).unwrap(), slot, part: None };
    reading.changes.iter().find_map(|change| match &change.entry {
        Entry::Target(of, target) if *of == key => target.rule.confirmed().cloned(),
        _ => None,
    })
}

fn refused(reading: &Reading) -> Vec<(u64, &str, &Why)> {
    reading.refused.iter().map(|refused| (refused.line, refused.column.as_str(), &refused.why)).collect()
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| word.to_string()).collect()
}

#[test]
fn one_row_a_figure() {
    let text = "進捗状況一覧\n番号,指標,年度,実績,区分,備考\n\
                N8,年次有給休暇の年間平均取得日数,令和5年度,１２．５日,速報,人事課調べ\n\
                ,「自分の職場では効率的に仕事が進められている」と考える職員の割合,R6,△5%,,\n\
                ,職員一人あたりの月平均時間外勤務数,2023,13:30,,\n\
                N10,,R6,23.9,男性,\n\
                N2,,H31,—,,\n";
    let reading = reading(NAGAOKA, text);
    assert_eq!(refused(&reading), []);
    assert_eq!(number(&reading, &key("N8", 2023, None)), Some(("12.5日".to_owned(), Happening::New)));
    assert_eq!(number(&reading, &key("N1", 2024, None)), Some(("-5%".to_owned(), Happening::New)));
    assert_eq!(number(&reading, &key("N5", 2023, None)), Some(("13.5時間".to_owned(), Happening::New)));
    assert_eq!(number(&reading, &key("N10", 2024, Some("male"))), Some(("23.9%".to_owned(), Happening::New)));
    assert!(matches!(shown(&reading, &key("N2", 2019, None)), Some((Shown::Dash(_), Happening::Update))));
    let Some(Change { entry: Entry::Figure(_, leave), .. }) = reading.changes.first() else { panic!("the first row's figure") };
    assert_eq!((leave.stage, leave.remark.as_str()), (Stage::Preliminary, "人事課調べ"));
}

#[test]
fn one_row_an_indicator_pasted_from_a_worksheet() {
    let text = "指標\t区分\t令和5年度\tＲ６\t2025\n\
                時間外勤務が年間720時間超の職員\t\t1,008人\t\t3\n\
                育児休業取得率\t\t1\t2\t3\n\
                男性職員に占める係長職の割合と女性職員に占める係長職の割合（事務職）\t女性\t15.0\t\t\n\
                男性職員に占める係長職の割合と女性職員に占める係長職の割合（事務職）\t\t男性23.5% 女性15.0%\t\t12";
    let reading = reading(NAGAOKA, text);
    assert_eq!(number(&reading, &key("N6", 2023, None)), Some(("1008人".to_owned(), Happening::New)));
    assert_eq!(number(&reading, &key("N6", 2025, None)), Some(("3人".to_owned(), Happening::New)));
    // Both rows say the same of 女性.
    assert_eq!(number(&reading, &key("N10", 2023, Some("female"))), Some(("15.0%".to_owned(), Happening::New)));
    assert_eq!(number(&reading, &key("N10", 2023, Some("male"))), Some(("23.5%".to_owned(), Happening::New)));
    let near = vec![IndicatorId::new("N11").unwrap()];
    let parts = strings(&["男性", "女性"]);
    let unknown = reading.refused.first().map(|refused| (refused.line, refused.why.near().unwrap_or_default()[..1].to_vec()));
    assert_eq!(unknown, Some((3, near)));
    assert_eq!(refused(&reading)[1..], [(5, "2025", &Why::PartMissing(parts))]);
    assert_eq!(reading.n_blank, 4);
}

#[test]
fn what_a_person_picked_is_what_the_row_means() {
    let rows = read_rows("指標,R5\n育児休業取得率,80.5");
    let choices = Choices::from([("育児休業取得率".to_owned(), IndicatorId::new("N11").unwrap())]);
    let reading = read(&rows, &tables(NAGAOKA), &choices, year(2026)).unwrap();
    assert_eq!(number(&reading, &key("N11", 2023, None)), Some(("80.5%".to_owned(), Happening::New)));
}

#[test]
fn every_refused_cell_says_why() {
    let text = "番号,指標,年度,実績,単位\n\
                N8,,R5,12人,\n\
                N8,,R6,12.25,\n\
                N8,,R7,十二,\n\
                N8,,いつか,12,\n\
                N8,,R40,12,\n\
                N8,,R5,12,時間\n\
                N2,年次有給休暇の年間平均取得日数,R5,12,\n\
                ,,R5,12,\n\
                N6,,R5,3,,,5\n\
                N6,,R6,4,\n\
                N6,,R6,5,\n\
                N6,,R7,\"6,\n\
                N6,,毎年度,4,\n\
                N6,,R5,7\u{fffd},\n";
    let reading = reading(NAGAOKA, text);
    let unit = |found: &str, unit: &str| Why::UnitDiffers { found: found.to_owned(), unit: unit.to_owned() };
    let id = |id: &str| IndicatorId::new(id).unwrap();
    let expected = [
        (2, "実績", &unit("人", "日")),
        (3, "実績", &Why::TooManyDecimals { text: "12.25".to_owned(), found: 2, most: 1 }),
        (4, "実績", &Why::NotANumber("十二".to_owned())),
        (5, "実績", &Why::NotAYear("いつか".to_owned())),
        (6, "実績", &Why::Future(year(2058))),
        (7, "", &unit("時間", "日")),
        (8, "", &Why::Disagree { near: vec![id("N2"), id("N8")] }),
        (9, "", &Why::NoIndicator),
        (10, "", &Why::Ragged { expected: 5, found: 7 }),
        (11, "", &Why::Twin { other: 12 }),
        (12, "", &Why::Twin { other: 11 }),
        (13, "", &Why::OpenQuote),
        (14, "実績", &Why::FigureOfEveryYear),
        (15, "", &Why::LostCharacters),
    ];
    assert_eq!(refused(&reading), expected);
    assert_eq!(reading.changes, []);
}

#[test]
fn words_totals_and_targets_of_the_other_city() {
    let text = "指標,種別,R4,R5\n\
                オンライン申請が利用できるサービス数,実績,累計67件,150\n\
                オンライン申請が利用できるサービス数,目標,40件以上,90\n\
                委託仕様書の作成,実績,調整・検討,方針決定\n\
                委託仕様書の作成,目標,,方針決定\n\
                研修参加者数(オンライン研修を含む),実績,,延べ1116人\n\
                新たな連携協定の締結,目標,随時,—\n\
                施設間のオンライン相談窓口数,目標,,2か所未満\n\
                新たな連携協定の締結,実績,,－\n";
    let reading = reading(OJIYA, text);
    assert_eq!(refused(&reading), [(8, "R5", &Why::NotATarget("2か所未満".to_owned()))]);
    assert_eq!(number(&reading, &key("O1-3", 2023, None)), Some(("150件".to_owned(), Happening::Update)));
    assert_eq!(shown(&reading, &key("O4-1", 2023, None)), Some((Shown::Words("方針決定".to_owned()), Happening::Update)));
    assert_eq!(rule(&reading, "O4-1", TargetSlot::Year(year(2023))), Some(Rule::Reach("方針決定".to_owned())));
    assert_eq!(rule(&reading, "O5-2", TargetSlot::Year(year(2022))), Some(Rule::AsNeeded));
    assert!(matches!(rule(&reading, "O1-3", TargetSlot::Year(year(2023))), Some(Rule::AtLeast(_))));
    // The dash that stands for 該当なし stays one (O:186).
    assert_eq!(shown(&reading, &key("O5-2", 2023, None)), Some((Shown::Dash(Dash::NotApplicable), Happening::Same)));
    // 67件, 40件以上 and 1,116人 stand there already, with what is left out of the last.
    let same: Vec<u64> = reading.changes.iter().filter(|change| change.happening == Happening::Same).map(|change| change.line).collect();
    assert!(same.contains(&3) && same.contains(&6), "{same:?}");
}

#[test]
fn a_bare_target_is_of_the_kind_the_indicator_has() {
    let reading = reading(NAGAOKA, "番号,毎年度の目標,R6目標\nN7,3.5,3.0%\nN6,0,\nN1,増加させる,");
    assert!(matches!(rule(&reading, "N7", TargetSlot::EveryYear), Some(Rule::AtMost(_))));
    assert!(matches!(rule(&reading, "N7", TargetSlot::Year(year(2024))), Some(Rule::AtMost(_))));
    assert!(matches!(rule(&reading, "N6", TargetSlot::EveryYear), Some(Rule::Exactly(_))));
    let same = reading.changes.iter().filter(|change| change.happening == Happening::Same).count();
    assert_eq!((same, refused(&reading)), (2, vec![]));
}

#[test]
fn a_table_without_its_headings_is_refused_whole() {
    let refusal = |text: &str| read(&read_rows(text), &tables(NAGAOKA), &Choices::new(), year(2026)).unwrap_err();
    assert_eq!(refusal(""), FileRefusal::NoHeadings);
    assert_eq!(refusal("課名,R5\n人事課,3"), FileRefusal::NoHeadings);
    assert_eq!(refusal("指標,単位\nあ,件"), FileRefusal::NoValues);
    assert_eq!(refusal("指標,実績\nあ,3"), FileRefusal::NoYear);
    assert_eq!(refusal("指標,R5,令和5年度\nあ,3,4"), FileRefusal::ColumnTwice("令和5年度".to_owned()));
}

/// Every confirmed figure of a programme, as a table would print it.
fn printed(tables: &Tables) -> Vec<Row> {
    let cells = |cells: &[&str]| cells.iter().map(|cell| cell.to_string()).collect::<Vec<_>>();
    let mut rows = vec![Row { line: 1, cells: cells(&["番号", "年度", "実績", "区分"]), is_broken: false }];
    for (key, figure) in tables.figures.settled() {
        let Some(shown) = figure.shown.confirmed() else { continue };
        let text = shinchoku::ui::words::shown(shown);
        let part = key.part.as_ref().map_or("", |part| part.as_str());
        rows.push(Row {
            line: 1 + rows.len() as u64,
            cells: cells(&[key.indicator.as_str(), &key.year.wareki(), &text, part]),
            is_broken: false,
        });
    }
    rows
}

#[test]
fn what_the_page_prints_is_read_as_it_stands() {
    for seed in [NAGAOKA, OJIYA] {
        let tables = tables(seed);
        let rows = printed(&tables);
        let reading = read(&rows, &tables, &Choices::new(), year(2026)).unwrap();
        assert_eq!(refused(&reading), []);
        let other: Vec<_> = reading.changes.iter().filter(|change| change.happening != Happening::Same).collect();
        assert!(other.is_empty(), "{other:?}");
        assert!(reading.changes.len() > 20);
    }
}

proptest! {
    /// Whatever stands in a table: no panic, every change has its line, and no cell is written twice.
    #[test]
    fn any_table_is_read(
        heads in prop::collection::vec(prop::sample::select(vec!["指標", "番号", "年度", "実績", "目標", "区分", "備考", "単位", "R5", "令和6年度目標", "毎年度の目標", "？"]), 0..7),
        cells in prop::collection::vec(prop::collection::vec(cell(), 0..8), 0..6),
        nagaoka in any::<bool>(),
    ) {
        let row = |(line, cells): (usize, Vec<String>)| Row { line: line as u64 + 1, cells, is_broken: false };
        let heads = heads.into_iter().map(str::to_owned).collect();
        let rows: Vec<Row> = std::iter::once(heads).chain(cells).enumerate().map(row).collect();
        let tables = SEEDS.with(|seeds| seeds[usize::from(nagaoka)].clone());
        if let Ok(reading) = read(&rows, &tables, &Choices::new(), year(2026)) {
            prop_assert!(reading.changes.iter().all(|change| (change.line as usize) <= rows.len()));
            let mut ids: Vec<_> = reading.changes.iter().map(|change| change.entry.id()).collect();
            ids.sort();
            let n_ids = ids.len();
            ids.dedup();
            prop_assert_eq!(ids.len(), n_ids);
        }
    }
}

thread_local! {
    static SEEDS: [Tables; 2] = [tables(OJIYA), tables(NAGAOKA)];
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "N10",
            "N8",
            "O7-1",
            "O4-1",
            "委託仕様書の作成",
            "研修参加者数",
            "年次有給休暇の年間平均取得日数",
            "R5",
            "令和元年度",
            "2023",
            "毎年度",
            "男性",
            "①",
            "①3校 ②4回",
            "男性1女性2",
            "12.5",
            "△5",
            "50%",
            "12:30",
            "-",
            "選定 6件",
            "累計6",
            "延べ",
            "以上",
            "4.0%以下",
            "近づける",
            "随時",
            "速報",
            "目標",
            "",
            "件",
        ])
        .prop_map(str::to_owned),
        "[0-9０-９.,△%日件①②男女性累計（）(): 　以上\u{fffd}]{0,8}",
        ".{0,6}",
    ]
}
