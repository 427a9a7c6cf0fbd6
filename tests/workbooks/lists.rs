//! Lists that managers take with them: sorted, sifted and summed in a spreadsheet.

use crate::package::Package;
use rust_decimal::Decimal;
use shinchoku::{
    sheetfile::{
        form::{self, Content},
        xlsx,
    },
    ui::forms::list,
};

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn hours(before: &str, minutes: u64, after: &str) -> Content {
    Content::Hours { minutes, before: before.to_owned(), after: after.to_owned() }
}

/// The list as the page hands it to the second program, and as that writes it.
fn written(rows: Vec<Vec<Content>>) -> Vec<u8> {
    let heads = ["職員番号", "所属", "この月", "残り", "回数"].map(str::to_owned);
    let page = list("残り時間", "残り時間（令和5年9月30日現在）", &["注意".to_owned()], &heads, rows);
    let carried = form::carry(&[page]);
    let pages: Vec<_> = carried.iter().map(|page| form::carried(page).unwrap()).collect();
    xlsx::write("長岡市", "", &pages).unwrap()
}

fn number(value: i64, after: &str) -> Content {
    Content::Number { value: Decimal::new(value, 1), before: String::new(), after: after.to_owned() }
}

#[test]
fn numbers_are_numbers_and_zeros_stay() {
    let rows = vec![vec![text("00123"), text("人事課"), hours("", 2175, ""), hours("あと", 525, ""), number(25, "回／6回")]];
    let bytes = written(rows);
    let shown = xlsx::read_tables(&bytes).unwrap();
    let sheet = &shown[0];
    assert_eq!(sheet.name, "残り時間");
    assert_eq!(sheet.rows[0], ["残り時間（令和5年9月30日現在）"]);
    assert_eq!(sheet.rows[3], ["00123", "人事課", "36:15", "8:45", "2.5"]);
    let package = Package::open(&bytes);
    let xml = package.sheets().next().unwrap();
    // 36 hours and a quarter are a day and a half and some: a number with a format, and no text.
    assert!(xml.contains("<v>1.5104166666666667</v>"), "{xml}");
    assert!(xml.contains("<autoFilter ref=\"A3:E4\"/>"), "{xml}");
    assert!(xml.contains("topLeftCell=\"B4\""), "the heads stay in sight: {xml}");
    assert_eq!(shown.len(), 1, "nothing is hidden in it");
}

#[test]
fn what_begins_like_a_formula_is_text() {
    for typed in ["=1+1", "＝HYPERLINK(\"x\")", "+5", "-5", "@SUM(A1)", "\t=1", "'=1"] {
        let row = vec![text(typed), text(typed), hours(typed, 60, typed), number(1, typed), text(typed)];
        let bytes = written(vec![row]);
        let package = Package::open(&bytes);
        assert!(package.sheets().all(|sheet| !sheet.contains("<f>") && !sheet.contains("<f ")), "{typed:?}: a formula");
        assert_eq!(xlsx::read_tables(&bytes).unwrap()[0].rows[3][0], typed, "{typed:?}");
    }
}

#[test]
fn thousands_of_people_fit() {
    let row = |at: u64| vec![text(&format!("{at:05}")), text("水道局"), hours("", at, ""), hours("", at, "超過"), number(10, "回")];
    let bytes = written((0..2_500).map(row).collect());
    let shown = xlsx::read_tables(&bytes).unwrap();
    assert_eq!(shown[0].rows.len(), 2_503);
    assert_eq!(shown[0].rows[2_502], ["02499", "水道局", "41:39", "41:39", "1"]);
}
