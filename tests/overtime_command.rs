//! `overtime` as a batch job sees it: lines in their order, exit codes, what was not taken.

use expect_test::{Expect, expect};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const YEAR_2022: &str = "tests/attendance/r4.csv";
const YEAR_2023: &str = "tests/attendance/r5.csv";
const MONTHS: &str = "tests/attendance/months.csv";
const REASONS: &str = "tests/attendance/reasons.csv";

fn overtime(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
    command.arg("overtime").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.output().expect("the program starts")
}

fn check(arguments: &[&str], code: i32, expected: Expect) {
    let output = overtime(arguments);
    expected.assert_eq(&(String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr)));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
}

/// A file of this test's own.
fn scratch(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("the folder for tests can be written to");
    path
}

#[test]
fn breaches_come_by_employee_and_month_and_the_indicators_last() {
    check(
        &[YEAR_2022, YEAR_2023, "--year", "2023", "--exception", "none"],
        0,
        expect![[r#"
        {"employee":"00101","month":"2023-05","rule":"month_45","limit":2700,"value":2706}
        {"employee":"00102","month":"2023-04","rule":"month_45","limit":2700,"value":4206}
        {"employee":"00102","month":"2023-04","rule":"mean_2","limit":4800,"value":4803,"reason":{"total":9606,"months":2}}
        {"employee":"00103","month":"2023-04","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-05","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-06","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-07","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-08","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-09","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-10","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-11","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-12","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2024-01","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2024-02","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2024-03","rule":"month_45","limit":2700,"value":3606}
        {"employee":"00103","rule":"year_360","limit":21600,"value":43206}
        {"employee":"00103","rule":"year_720","limit":43200,"value":43206}
        {"employee":"00103","rule":"months_over_45","limit":6,"value":12}
        {"employee":"00104","month":"2023-04","rule":"month_45","limit":2700,"value":6000}
        {"employee":"00104","month":"2023-04","rule":"month_100","limit":6000,"value":6000}
        {"employee":"00104","month":"2023-05","rule":"month_45","limit":2700,"value":5994}
        {"employee":"00104","month":"2023-05","rule":"mean_2","limit":4800,"value":5997,"reason":{"total":11994,"months":2}}
        {"employee":"00104","month":"2023-06","rule":"mean_3","limit":4800,"value":4802,"reason":{"total":14406,"months":3}}
        {"employee":"00104","month":"2024-03","rule":"month_45","limit":2700,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"month_100","limit":6000,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_2","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_3","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_4","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_5","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_6","limit":4800,"undecided":true}
        {"employee":"00104","rule":"year_360","limit":21600,"undecided":true}
        {"employee":"00104","rule":"year_720","limit":43200,"undecided":true}
        {"employee":"00104","rule":"months_over_45","limit":6,"undecided":true}
        {"indicators":{"N5":24.6,"N6":1,"N7":20.0},"employees":5,"person_months":59,"unknown_months":1}
    "#]],
    );
}

#[test]
fn with_a_reason_for_every_month_the_upper_limits_remain() {
    check(
        &[YEAR_2022, YEAR_2023, "--year", "R5", "--exception", "all"],
        0,
        expect![[r#"
        {"employee":"00102","month":"2023-04","rule":"mean_2","limit":4800,"value":4803,"reason":{"total":9606,"months":2}}
        {"employee":"00103","rule":"year_720","limit":43200,"value":43206}
        {"employee":"00103","rule":"months_over_45","limit":6,"value":12}
        {"employee":"00104","month":"2023-04","rule":"month_100","limit":6000,"value":6000}
        {"employee":"00104","month":"2023-05","rule":"mean_2","limit":4800,"value":5997,"reason":{"total":11994,"months":2}}
        {"employee":"00104","month":"2023-06","rule":"mean_3","limit":4800,"value":4802,"reason":{"total":14406,"months":3}}
        {"employee":"00104","month":"2024-03","rule":"month_100","limit":6000,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_2","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_3","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_4","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_5","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_6","limit":4800,"undecided":true}
        {"employee":"00104","rule":"year_720","limit":43200,"undecided":true}
        {"employee":"00104","rule":"months_over_45","limit":6,"undecided":true}
        {"indicators":{"N5":24.6,"N6":1,"N7":20.0},"employees":5,"person_months":59,"unknown_months":1}
    "#]],
    );
}

#[test]
fn a_list_gives_months_their_reasons() {
    check(
        &[YEAR_2022, YEAR_2023, "--year", "2023", "--exception", REASONS],
        1,
        expect![[r#"
        {"employee":"00101","month":"2023-05","rule":"month_45","limit":2700,"value":2706}
        {"employee":"00102","month":"2023-04","rule":"month_45","limit":2700,"value":4206}
        {"employee":"00102","month":"2023-04","rule":"mean_2","limit":4800,"value":4803,"reason":{"total":9606,"months":2}}
        {"employee":"00103","month":"2023-05","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-06","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-07","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-08","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-09","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-10","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-11","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2023-12","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2024-01","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","month":"2024-02","rule":"month_45","limit":2700,"value":3600}
        {"employee":"00103","rule":"year_360","limit":21600,"value":43206}
        {"employee":"00103","rule":"year_720","limit":43200,"value":43206}
        {"employee":"00103","rule":"months_over_45","limit":6,"value":12}
        {"employee":"00104","month":"2023-04","rule":"month_100","limit":6000,"value":6000}
        {"employee":"00104","month":"2023-05","rule":"month_45","limit":2700,"value":5994}
        {"employee":"00104","month":"2023-05","rule":"mean_2","limit":4800,"value":5997,"reason":{"total":11994,"months":2}}
        {"employee":"00104","month":"2023-06","rule":"mean_3","limit":4800,"value":4802,"reason":{"total":14406,"months":3}}
        {"employee":"00104","month":"2024-03","rule":"month_45","limit":2700,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"month_100","limit":6000,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_2","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_3","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_4","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_5","limit":4800,"undecided":true}
        {"employee":"00104","month":"2024-03","rule":"mean_6","limit":4800,"undecided":true}
        {"employee":"00104","rule":"year_360","limit":21600,"undecided":true}
        {"employee":"00104","rule":"year_720","limit":43200,"undecided":true}
        {"employee":"00104","rule":"months_over_45","limit":6,"undecided":true}
        {"indicators":{"N5":24.6,"N6":1,"N7":20.0},"employees":5,"person_months":59,"unknown_months":1}
        tests/attendance/reasons.csv: line 7: no reason
        tests/attendance/reasons.csv: line 6: no row of this person in that year
    "#]],
    );
}

#[test]
fn rows_of_months_and_files_in_any_order_are_one_table() {
    let years = overtime(&[YEAR_2023, YEAR_2022, "--year", "2022", "--exception", "none"]);
    let months = overtime(&[MONTHS, "--year", "2022", "--exception", "none"]);
    assert_eq!(String::from_utf8_lossy(&months.stdout), String::from_utf8_lossy(&years.stdout));
    assert!(months.status.success() && years.status.success());
}

#[test]
fn a_file_in_shift_jis_is_the_same_file() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(YEAR_2023)).expect("it is there");
    let shift_jis = encoding_rs::SHIFT_JIS.encode(&text).0;
    let path = scratch("r5_shift_jis.csv", &shift_jis);
    let again = overtime(&[path.to_str().expect("UTF-8"), "--year", "2023"]);
    assert_eq!(again.stdout, overtime(&[YEAR_2023, "--year", "2023"]).stdout);
    assert!(again.stderr.is_empty());
}

#[test]
fn damage_in_every_tenth_row_is_named_by_line_and_costs_that_row() {
    let whole: Vec<String> = (1..=100).map(|n| format!("{n:04},第{}課,2023{}", n % 7, ",10".repeat(12))).collect();
    let damages =
        ["{n},課,2023,12.33{rest}", "{n},課,2023,1,234{rest}", "{n},\"課,2023,10{rest}", ",課,2023,10{rest}", "{n},課,二三,10{rest}"];
    let damaged = whole.iter().enumerate().map(|(at, row)| {
        let damage = damages[at / 10 % damages.len()].replace("{n}", &row[..4]).replace("{rest}", &",10".repeat(11));
        if at % 10 == 9 { damage } else { row.clone() }
    });
    let text =
        [vec!["職員番号,所属,年度,4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月".to_owned()], damaged.collect()].concat().join("\r\n");
    let path = scratch("damaged.csv", &encoding_rs::SHIFT_JIS.encode(&text).0);
    let output = overtime(&[path.to_str().expect("UTF-8"), "--year", "2023", "--exception", "all"]);
    assert_eq!(output.status.code(), Some(1));
    let refused = String::from_utf8_lossy(&output.stderr).replace(&format!("{}: ", path.display()), "");
    expect![[r#"
        line 11: no whole minutes in month 4: "12.33"
        line 21: 16 cells instead of 15
        line 31: a quote that is not closed
        line 41: no employee number
        line 51: no fiscal year: "二三"
        line 61: no whole minutes in month 4: "12.33"
        line 71: 16 cells instead of 15
        line 81: a quote that is not closed
        line 91: no employee number
        line 101: no fiscal year: "二三"
    "#]]
    .assert_eq(&refused);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    expect![[r#"{"indicators":{"N5":10.0,"N6":0,"N7":0.0},"employees":90,"person_months":1080}"#]]
        .assert_eq(out.lines().last().unwrap_or_default());
}

#[test]
fn what_is_no_command_prints_the_usage() {
    for arguments in [
        &[YEAR_2023][..],
        &["--year", "2023"],
        &[YEAR_2023, "--year", "二三"],
        &[YEAR_2023, "--year", "2023", "--exception"],
        &[YEAR_2023, "--year", "2023", "--exception", "none", "--exception", "all"],
        &[YEAR_2023, "--year", "2023", "--today", "2023-04-01"],
    ] {
        let output = overtime(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && output.stderr.starts_with(b"usage: shinchoku "), "{arguments:?}");
    }
}

#[test]
fn files_that_cannot_be_read_are_refused_and_the_others_judged() {
    check(
        &[REASONS, "no/such/file", YEAR_2022, "--year", "2024"],
        1,
        expect![[r#"
        {"indicators":{"N5":null,"N6":0,"N7":null},"employees":0,"person_months":0}
        tests/attendance/reasons.csv: refused: no column with hours
        no/such/file: refused: No such file or directory (os error 2)
    "#]],
    );
}
