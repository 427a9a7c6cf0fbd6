//! What attendance files are read as, rule by rule.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use shinchoku::{
    domain::overtime::{Kind, MonthName, Reason, Reported, Status},
    sheetfile::attendance::*,
};

fn take(files: &[&str]) -> Taken {
    let mut intake = Intake::default();
    for file in files {
        intake.add(file, &Headings::new()).expect("its headings are understood");
    }
    intake.finish()
}

/// Strips with their months, refused rows, total rows: one line each.
fn check(files: &[&str], expected: Expect) {
    let taken = take(files);
    let mut lines = Vec::new();
    for strip in taken.ledger.strips() {
        let months = strip.months().map(|reported| match reported {
            Reported::Nothing => "?".to_owned(),
            Reported::Hours(hours) => hours.total().to_string(),
            Reported::AtLeast(hours) => format!(">{}", hours.total()),
        });
        lines.push(format!("{} {} {}: {}", strip.employee(), strip.workplace().name(), strip.year(), months.join(" ")));
    }
    lines.extend(taken.refused.iter().map(|refused| {
        let other = refused.why.other().map(|other| format!(": {}:{}", other.file + 1, other.line)).unwrap_or_default();
        format!("{}:{} {}{other}", refused.at.file + 1, refused.at.line, refused.why)
    }));
    lines.extend(taken.totals.iter().map(|total| format!("{}:{} total", total.file + 1, total.line)));
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

const YEARS: &str = "職員番号,所属,年度,4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月\n";
const MONTHS: &str = "職員番号,所属,年月,時間外,週休日・休日,他費目\n";

#[test]
fn a_row_is_a_year_of_an_employee() {
    let file = YEARS.to_owned()
        + "00123,人事課,2023,45,12.5,12:30,,0,1,2,3,4,5,6,7\n"
        + "００４５６,人事課,令和5年度,１２．５,\"1,2\",0,0,0,0,0,0,0,0,0,0\n"
        + "00456,人事課,R5,１２．５,\"100\",0,0,0,0,0,0,0,0,0,0\n";
    check(
        &[&file],
        expect![[r#"
        00123 人事課 2023: 45:00 12:30 12:30 ? 0:00 1:00 2:00 3:00 4:00 5:00 6:00 7:00
        00456 人事課 2023: >12:30 >100:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00
        1:3 no hours in month 5: "1,2"
    "#]],
    );
}

#[test]
fn a_row_is_a_month_of_an_employee() {
    let file = MONTHS.to_owned() + "1,A課,2023-04,10,2,3\n1,A課,2023年5月,10,,\n1,A課,202306,,,\n1,A課,令和6年3月,,1,\n1,A課,R5.13,1,,\n";
    check(
        &[&file],
        expect![[r#"
        1 A課 2023: 15:00 10:00 ? ? ? ? ? ? ? ? ? 1:00
        1:6 no month: "R5.13"
    "#]],
    );
    let apart = "職員番号,所属,年度,月,時間外\n1,A課,2023,4,10\n1,A課,2023,1月,11\n";
    check(
        &[apart],
        expect![[r#"
        1 A課 2023: 10:00 ? ? ? ? ? ? ? ? 11:00 ? ?
    "#]],
    );
}

#[test]
fn columns_are_found_by_their_headings_wherever_they_stand() {
    let file = "時間外勤務実績\n\n氏名,\"年\n度\",所属名,職員番号,５月,4月分,年計,備考\n山田,2023,A課,007,5,4,9,\n鈴木,2023,A課,008,5,4,9,本人申出\n";
    check(
        &[file],
        expect![[r#"
        007 A課 2023: 4:00 5:00 ? ? ? ? ? ? ? ? ? ?
        008 A課 2023: 4:00 5:00 ? ? ? ? ? ? ? ? ? ?
    "#]],
    );
}

#[test]
fn a_heading_means_what_somebody_said_it_means() {
    let headings = Headings::from([("No.".to_owned(), Some(Role::Employee)), ("4月".to_owned(), None)]);
    let mut intake = Intake::default();
    intake.add("No.,所属,年度,4月,5月\n1,A課,2023,x,5\n", &headings).unwrap();
    let taken = intake.finish();
    assert_eq!((taken.n_rows, taken.refused), (1, vec![]));
}

#[test]
fn a_file_without_its_columns_is_refused_whole() {
    let refusal = |text: &str| Intake::default().add(text, &Headings::new()).unwrap_err();
    assert_eq!(refusal(""), FileRefusal::NoRows);
    assert_eq!(refusal("a,b\n1,2\n"), FileRefusal::NoHeadings);
    assert_eq!(refusal("職員番号,所属,年度\n"), FileRefusal::NoHours);
    assert_eq!(refusal("職員番号,年度,4月\n"), FileRefusal::NoColumn(Role::Workplace));
    assert_eq!(refusal("職員番号,所属,4月\n"), FileRefusal::NoColumn(Role::FiscalYear));
    assert_eq!(refusal("職員番号,所属,月,時間外\n"), FileRefusal::NoColumn(Role::FiscalYear));
    assert_eq!(refusal("職員番号,所属,年度,4月,４月\n"), FileRefusal::ColumnTwice(Role::HoursIn(MonthName::April)));
}

#[test]
fn each_refused_row_has_its_line_and_reason() {
    let rest = ",0,0,0,0,0,0,0,0,0,0,0\n";
    let file = YEARS.to_owned()
        + &[
            "1,A課,2023,12.33",
            "2,A課,2023,△1",
            "3,A課,2023,745",
            "4,A課,2023,なし",
            ",A課,2023,1",
            "山田,A課,2023,1",
            "7,,2023,1",
            "8,A課,令和,1",
        ]
        .map(|row| row.to_owned() + rest)
        .concat()
        + "9,A課,2023,1,234,0,0,0,0,0,0,0,0,0,0,0\n"
        + "10,A課,2023,1\n"
        + "\n,,,\n"
        + "11,\u{fffd}課,2023,1,0,0,0,0,0,0,0,0,0,0,0\n"
        + "12,A課,2023,1,0,0,0,0,0,0,0,0,0,0,0\n";
    check(
        &[&file],
        expect![[r#"
        12 A課 2023: 1:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00
        1:2 no whole minutes in month 4: "12.33"
        1:3 below zero in month 4: "△1"
        1:4 745:00 in month 4, more than it has
        1:5 no hours in month 4: "なし"
        1:6 no employee number
        1:7 no employee number: "山田"
        1:8 no workplace
        1:9 no fiscal year: "令和"
        1:10 16 cells instead of 15
        1:11 4 cells instead of 15
        1:14 characters that are lost
    "#]],
    );
}

#[test]
fn total_rows_are_recognised_and_not_counted() {
    let rest = ",2023,99,0,0,0,0,0,0,0,0,0,0,0\n";
    let file = YEARS.to_owned()
        + &["合計,", "計,A課", ",合　計", ",A課 計", "1,会計課", ",会計", "総合計：,", "平均,"].map(|row| row.to_owned() + rest).concat();
    check(
        &[&file],
        expect![[r#"
        1 会計課 2023: 99:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00
        1:7 no employee number
        1:2 total
        1:3 total
        1:4 total
        1:5 total
        1:8 total
        1:9 total
    "#]],
    );
}

#[test]
fn two_rows_in_one_workplace_are_both_refused_and_in_two_they_add_up() {
    let row = |who: &str, hours: &str| format!("{who},2023,{hours},0,0,0,0,0,0,0,0,0,0\n");
    let first = YEARS.to_owned() + &row("1,A課", "1,1") + &row("2,A課", "2,") + &row("2,B課", ",5");
    let second = YEARS.to_owned() + &row("1,A課", "1,1") + &row("3,A課", "3,3");
    check(
        &[&first, &second],
        expect![[r#"
        2 A課 2023: 2:00 ? 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00
        2 B課 2023: ? 5:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00
        3 A課 2023: 3:00 3:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00 0:00
        1:2 a second row of one person in one workplace: 2:2
        2:2 a second row of one person in one workplace: 1:2
    "#]],
    );
}

#[test]
fn two_rows_of_one_month_are_both_refused_and_the_other_months_stay() {
    let file = MONTHS.to_owned() + "1,A課,2023-04,1,,\n1,A課,2023-05,2,,\n1,A課,2023-05,3,,\n1,A課,2023-06,4,,\n1,A課,2023-05,5,,\n";
    check(
        &[&file],
        expect![[r#"
        1 A課 2023: 1:00 >0:00 4:00 ? ? ? ? ? ? ? ? ?
        1:3 a second row of one person in one workplace: 1:4
        1:4 a second row of one person in one workplace: 1:3
        1:6 a second row of one person in one workplace: 1:3
    "#]],
    );
}

#[test]
fn rows_of_the_three_columns_are_one_year() {
    let file = "職員番号,所属,年度,区分,4月,5月\n1,A課,2023,時間外,1,2\n1,A課,2023,週休日・休日,3,\n1,A課,2023,計,4,2\n1,A課,2023,他費目,5,743\n1,A課,2023,深夜,1,1\n2,A課,2023,休日,1,1\n2,A課,2023,休日,1,1\n";
    check(
        &[file],
        expect![[r#"
        1 A課 2023: >4:00 >2:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00
        1:5 745:00 in month 5, more than it has
        1:6 no kind of hours: "深夜"
        1:7 a second row of one person in one workplace: 1:8
        1:8 a second row of one person in one workplace: 1:7
        1:4 total
    "#]],
    );
    let taken = take(&["職員番号,所属,年度,区分,4月\n1,A課,2023,時間外,1\n1,A課,2023,休日,3\n1,A課,2023,他費目,5\n"]);
    let Reported::Hours(hours) = taken.ledger.strips()[0].months()[0] else { panic!("April is known") };
    assert_eq!(
        Kind::ALL.map(|kind| match kind {
            Kind::Ordinary => hours.ordinary,
            Kind::Holiday => hours.holiday,
            Kind::OtherFunds => hours.other_funds,
        }
        .count()),
        [60, 180, 300]
    );
}

#[test]
fn a_cell_or_a_column_says_that_somebody_is_away() {
    let statuses = |text: &str| {
        let taken = take(&[text]);
        assert_eq!(taken.refused, []);
        let person = taken.ledger.people().next().unwrap();
        person.months(person.strips()[0].year()).map(|month| month.status)[..3].to_vec()
    };
    assert_eq!(
        statuses("職員番号,所属,年度,4月,5月,6月\n1,A課,2023,採用前,育休,5\n"),
        [Status::NotEmployed, Status::ChildCare, Status::Subject]
    );
    assert_eq!(
        statuses("職員番号,所属,年度,状態,4月,5月,6月\n1,A課,2023,管理職,1,,休職\n"),
        [Status::Manager, Status::Manager, Status::OnLeave]
    );
    assert_eq!(
        statuses("職員番号,所属,年月,時間外,状態\n1,A課,2023-04,,休職\n1,A課,2023-05,1,\n"),
        [Status::OnLeave, Status::Subject, Status::Subject]
    );
    check(
        &["職員番号,所属,年度,状態,4月\n1,A課,2023,不明,1\n"],
        expect![[r#"
        1:2 no status: "不明"
    "#]],
    );
}

#[test]
fn a_day_of_hiring_is_one_day() {
    let file = "職員番号,所属,年度,採用日,4月\n1,A課,2023,R5.4.1,1\n1,B課,2023,2023/4/1,1\n1,C課,2023,2023/5/1,1\n2,A課,2023,去年,1\n3,A課,2023,,1\n";
    check(
        &[file],
        expect![[r#"
        1 A課 2023: >1:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00
        1 B課 2023: >1:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00 >0:00
        3 A課 2023: 1:00 ? ? ? ? ? ? ? ? ? ? ?
        1:4 a second day of hiring: 1:2
        1:5 no day of hiring: "去年"
    "#]],
    );
}

#[test]
fn reasons_come_with_their_months() {
    let taken = take(&["職員番号,所属,年月,時間外,理由\n1,A課,2023-04,50,災害対応\n1,A課,2023-05,50,選挙事務\n1,A課,2023-06,50,\n"]);
    let person = taken.ledger.people().next().unwrap();
    let reasons = person.months(person.strips()[0].year()).map(|month| month.reason);
    assert_eq!(reasons[..3], [Some(Reason::Disaster), Some(Reason::Other), None]);
}

#[test]
fn an_open_quote_costs_one_row() {
    let file = "職員番号,所属,年度,4月\n1,A課,2023,1\n2,\"A課,2023,2\n3,A課,2023,3\n4,\"A課,2023,4\n5,B課\",2023,5\n6,\"B課\",2023,6\n";
    check(
        &[file],
        expect![[r#"
        1 A課 2023: 1:00 ? ? ? ? ? ? ? ? ? ? ?
        3 A課 2023: 3:00 ? ? ? ? ? ? ? ? ? ? ?
        5 B課" 2023: 5:00 ? ? ? ? ? ? ? ? ? ? ?
        6 B課 2023: 6:00 ? ? ? ? ? ? ? ? ? ? ?
        1:3 a quote that is not closed
        1:5 a quote that is not closed
    "#]],
    );
    check(
        &["職員番号,所属,年度,4月\n計,\",2023,6\n7,\"A課\",2023,7\n"],
        expect![[r#"
        7 A課 2023: 7:00 ? ? ? ? ? ? ? ? ? ? ?
        1:2 total
    "#]],
    );
    let taken = take(&["職員番号,所属,年度,4月\n1,\"A課\n係\",2023,1\n"]);
    assert_eq!(taken.ledger.strips()[0].workplace().name(), "A課\n係", "a line break in a name is no damage");
}

#[test]
fn a_list_of_reasons_is_read_with_and_without_headings() {
    for text in [
        "職員番号,年月,理由\n01,2023-04,災害対応\n01,2023-05,選挙事務\n",
        "employee,month,reason\n01,2023-04,災害対応\n01,2023-05,選挙事務\n",
        "01,2023-04,災害対応\n01,2023-05,選挙事務\n",
        "理由,月,年度,職員番号\n災害対応,4,2023,01\n選挙事務,5月,R5,01\n",
    ] {
        let read = read_reasons(text).unwrap();
        let rows: Vec<String> =
            read.rows.iter().map(|row| format!("{} {} {:?} {}", row.employee, row.month, row.reason, row.words)).collect();
        assert_eq!(rows, ["01 2023-04 Disaster 災害対応", "01 2023-05 Other 選挙事務"], "{text}");
        assert_eq!(read.refused, [], "{text}");
    }
    assert_eq!(read_reasons("職員番号,年月\n1,2023-04\n").unwrap_err(), FileRefusal::NoColumn(Role::Reason));
}

#[test]
fn a_list_of_reasons_refuses_what_it_cannot_read() {
    let text = "職員番号,年月,理由\n山田,2023-04,災害対応\n1,4月,災害対応\n1,2023-04,\n1,2023-05,災害対応\n1,2023-05,災害対応\n1,2023-05,選挙事務\n2,\"2023-05,災害対応\n3,2023-05,災害対応\n";
    let read = read_reasons(text).unwrap();
    let refused: Vec<String> = read.refused.iter().map(|refused| format!("{} {}", refused.at.line, refused.why)).collect();
    assert_eq!(
        refused,
        ["2 no employee number: \"山田\"", "3 no month: \"4月\"", "4 no reason", "7 a second reason", "8 a quote that is not closed",]
    );
    assert_eq!(read.rows.len(), 3);
}

/// Cells as files have them and as damage leaves them.
fn cell() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "1",
        "01",
        "職員番号",
        "所属",
        "年度",
        "4月",
        "年月",
        "時間外",
        "理由",
        "2023",
        "2023-04",
        "令和5年度",
        "12.5",
        "12:30",
        "12.33",
        "△1",
        "計",
        "休職",
        "",
        " ",
        "—",
        "\"",
        "\"\"",
        "\"a\nb\"",
        "９９９",
        "99999999999999999999",
        "\u{fffd}",
        "=1+1",
        "\u{0}",
    ])
}

proptest! {
    #[test]
    fn every_row_of_any_file_is_taken_refused_or_a_total(rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 0..20)) {
        let rows: Vec<String> = rows.iter().map(|cells| cells.join(",")).collect();
        let text = format!("職員番号,所属,年度,4月,5月\n{}", rows.join("\n"));
        let taken = take(&[&text]);
        let n_seen = taken.n_rows + taken.refused.len() + taken.totals.len();
        if !text.contains('"') {
            let has_anything = |row: &&String| row.split(',').any(|cell| !cell.trim().is_empty());
            prop_assert_eq!(n_seen, rows.iter().filter(has_anything).count());
        }
        prop_assert!(taken.refused.is_sorted_by_key(|refused| refused.at));
    }

    #[test]
    fn any_text_is_read_without_harm(rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 0..20), any in ".*") {
        let text = rows.iter().map(|cells| cells.join(",")).collect::<Vec<_>>().join("\r\n");
        for text in [text, any] {
            let mut intake = Intake::default();
            let _ = intake.add(&text, &Headings::new());
            intake.finish();
            let _ = read_reasons(&text);
        }
    }
}

/// As the host reads it; a page asks its browser.
fn read_shift_jis(bytes: &[u8]) -> String {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned()
}

fn take_file(file: &[u8]) -> Taken {
    let mut intake = Intake::default();
    intake.add_file(file, read_shift_jis, &Headings::new()).expect("its headings are understood");
    intake.finish()
}

proptest! {
    #[test]
    fn a_file_says_the_same_in_every_encoding(rows in prop::collection::vec(prop::collection::vec(cell(), 3..6), 0..20)) {
        // Two that Shift_JIS has no letters for.
        let rows: Vec<String> = rows.iter().map(|cells| cells.join(",").replace(['\u{fffd}', '—'], "課")).collect();
        let text = format!("職員番号,所属,年度,4月,5月\r\n{}\r\n", rows.join("\r\n"));
        let expected = take(&[&text]);
        let utf_16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for file in [text.as_bytes(), format!("\u{feff}{text}").as_bytes(), &encoding_rs::SHIFT_JIS.encode(&text).0, &utf_16] {
            let taken = take_file(file);
            prop_assert_eq!(&taken.ledger, &expected.ledger);
            prop_assert_eq!((taken.n_rows, &taken.refused, &taken.totals), (expected.n_rows, &expected.refused, &expected.totals));
            prop_assert_eq!(headings_of_file(file, read_shift_jis, &Headings::new()), headings_of(&text, &Headings::new()));
        }
    }
}

#[test]
fn files_of_two_encodings_are_taken_together() {
    // These two letters of Shift_JIS are one letter of UTF-8: what a cell says is known of its own file only.
    let shift_jis = encoding_rs::SHIFT_JIS.encode("職員番号,所属,年度,4月\n1,ﾃｱ,2023,1\n").0.into_owned();
    let utf_8 = "職員番号,所属,年度,4月\n2,ñ,2023,2\n";
    assert!(shift_jis.windows(2).any(|pair| pair == "ñ".as_bytes()), "the same bytes");
    let mut intake = Intake::default();
    for file in [&shift_jis[..], utf_8.as_bytes()] {
        intake.add_file(file, read_shift_jis, &Headings::new()).expect("its headings are understood");
    }
    let ledger = intake.finish().ledger;
    let workplaces: Vec<&str> = ledger.strips().iter().map(|strip| strip.workplace().name()).collect();
    assert_eq!(workplaces, ["ﾃｱ", "ñ"]);
}

#[test]
fn letters_that_a_file_has_lost_cost_their_row() {
    let mut file = encoding_rs::SHIFT_JIS.encode("職員番号,所属,年度,4月\n1,人事課,2023,1\n2,財政課,2023,1\n").0.into_owned();
    let last = file.len() - "課,2023,1\n".chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
    file[last] = 0xff;
    let taken = take_file(&file);
    assert_eq!(taken.n_rows, 1);
    assert_eq!(taken.refused, [Refused { at: RowPlace { file: 0, line: 3 }, why: RowRefusal::LostCharacters }]);
}

#[test]
fn a_ledger_comes_back_from_its_text() {
    let mut intake = Intake::default();
    for file in ["tests/attendance/r4.csv", "tests/attendance/r5.csv"] {
        let text = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("it is there");
        intake.add(&text, &Headings::new()).expect("its headings are understood");
    }
    let odd = "職員番号,所属,年月,時間外,週休日・休日,理由,採用日,状態\n7,\"A\\課\n\t係\",2023-04,50,1,\"選挙\n事務\",R5.4.1,\n7,\"A\\課\n\t係\",2023-05,,,,,育休\n7,\"A\\課\n\t係\",2023-06,△1,,,,\n";
    intake.add(odd, &Headings::new()).expect("its headings are understood");
    let ledger = intake.finish().ledger;
    let text = write_ledger(&ledger);
    assert_eq!(read_ledger(&text).as_ref(), Ok(&ledger));
    for (at, damaged) in [
        (1, text.replacen("attendance 1", "attendance 2", 1)),
        (2, text.replacen("\t2022\t", "\t22\t", 1)),
        (3, text.replacen("\t2700\t", "\t2700x\t", 1)),
        (2, text.replacen("\t600\t", "\t600\t600\t", 1)),
    ] {
        assert_eq!(read_ledger(&damaged), Err(NotALedger { line: at }), "{at}");
    }
}

#[test]
fn headings_are_offered_for_naming_where_none_is_known() {
    let text = "時間外一覧\n番号,課,年度,4月\n1,A課,2023,5\n";
    assert_eq!(headings_of(text, &Headings::new()), ["番号", "課", "年度", "4月"]);
    for role in Role::all() {
        assert_eq!(Role::from_name(&role.name()), Some(role));
    }
    assert_eq!(Role::all().count(), 27);
}

#[test]
fn leave_is_read_from_the_same_kind_of_file() {
    let first = "職員番号,所属,年度,4月,5月,6月\n01,A課,2023,1.5,0,2日3:45\n02,A課,2023,1.005,0,0\n03,A課,2023,休職,,1\n計,,2023,9,9,9\n04,A課,2023,1,1,1\n";
    let second = "職員番号,所属,年度,4月\n04,A課,2023,1\n04,B課,2023,2\n";
    let taken = read_leaves([first, second, "a,b\n"], &Headings::new());
    let shown: Vec<String> =
        taken.refused.iter().map(|refused| format!("{}:{} {}", refused.at.file, refused.at.line, refused.why)).collect();
    assert_eq!(
        shown,
        [
            "0:3 no days of leave in month 4: \"1.005\"",
            "0:6 a second row of one person in one workplace",
            "1:2 a second row of one person in one workplace",
        ]
    );
    assert_eq!((taken.n_totals, taken.files), (1, vec![None, None, Some(FileRefusal::NoHeadings)]));
    let employees: Vec<&str> = taken.rows.iter().map(|row| row.employee.as_str()).collect();
    assert_eq!(employees, ["01", "03", "04"]);
    assert_eq!(taken.rows[1].months[..3].iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(read_leaves_text(&write_leaves(&taken.rows)), Ok(taken.rows));
    assert_eq!(read_leaves_text("01\tA課\t2023\n"), Err(NotALedger { line: 1 }));
}

#[test]
fn a_lone_dash_is_a_blank_and_costs_nobody_a_year() {
    let file = YEARS.to_owned() + "1,A課,2023,10,－,ー,-,―,–,‐,—,1,2,3,4\n";
    check(
        &[&file],
        expect![[r#"
        1 A課 2023: 10:00 ? ? ? ? ? ? ? 1:00 2:00 3:00 4:00
    "#]],
    );
    let file = MONTHS.replace('\n', ",状態,理由\n") + "1,A課,2023-04,10,－,－,－,－\n";
    check(
        &[&file],
        expect![[r#"
        1 A課 2023: 10:00 ? ? ? ? ? ? ? ? ? ? ?
    "#]],
    );
}

#[test]
fn a_file_without_any_row_is_called_so() {
    let refusal = |text: &str| Intake::default().add(text, &Headings::new());
    assert_eq!(refusal(""), Err(FileRefusal::NoRows));
    assert_eq!(refusal("\n , \n"), Err(FileRefusal::NoRows));
    assert_eq!(refusal("表の題\n"), Err(FileRefusal::NoHeadings));
    assert_eq!(read_leaves([""], &Headings::new()).files, [Some(FileRefusal::NoRows)]);
    assert_eq!(read_days([""], &Headings::new()).files, [Some(FileRefusal::NoRows)]);
}
