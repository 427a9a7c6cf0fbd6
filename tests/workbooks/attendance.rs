//! Attendance kept in Excel: from the workbook's bytes by the page's own way to everybody's hours.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use shinchoku::{
    domain::{
        FiscalYear,
        overtime::{Minutes, Reported},
    },
    sheetfile::{
        attendance::{Headings, Intake, Taken},
        xlsx::read_tables,
    },
};

const HEADS: [&str; 16] =
    ["職員番号", "氏名", "所属", "年度", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月"];

/// How a person's number stands in its cell.
enum Number {
    Text(&'static str),
    /// A number that shows zeros before it.
    Padded(u32),
}

/// How hours stand in their cell.
#[derive(Clone, Copy)]
enum Hours {
    /// `12.5`
    Decimal(f64),
    /// `12:30` as a time of a day.
    Time(f64),
    /// `36:15` as a length of time.
    Span(f64),
    /// `12:30` as a text.
    Text(&'static str),
}

fn headed(sheet: &mut Worksheet) {
    sheet.write_string(0, 0, "令和5年度　時間外勤務命令簿（集計）").unwrap();
    for (column, heading) in HEADS.into_iter().enumerate() {
        sheet.write_string(2, u16::try_from(column).unwrap(), heading).unwrap();
    }
}

fn write(sheet: &mut Worksheet, row: u32, number: &Number, workplace: &str, hours: &[Hours]) {
    match number {
        Number::Text(text) => sheet.write_string(row, 0, *text).unwrap(),
        Number::Padded(number) => sheet.write_number_with_format(row, 0, *number, &Format::new().set_num_format("000000")).unwrap(),
    };
    sheet.write_string(row, 1, "見本　太郎").unwrap();
    sheet.write_string(row, 2, workplace).unwrap();
    sheet.write_number(row, 3, 2023).unwrap();
    for (column, hours) in (4..).zip(hours) {
        match *hours {
            Hours::Decimal(hours) => sheet.write_number_with_format(row, column, hours, &Format::new().set_num_format("0.0")).unwrap(),
            Hours::Time(hours) => sheet.write_number_with_format(row, column, hours / 24.0, &Format::new().set_num_format("h:mm")).unwrap(),
            Hours::Span(hours) => {
                sheet.write_number_with_format(row, column, hours / 24.0, &Format::new().set_num_format("[h]:mm")).unwrap()
            }
            Hours::Text(text) => sheet.write_string(row, column, text).unwrap(),
        };
    }
}

/// Reads a workbook as the page does: every sheet that anybody sees is a table of its own.
fn take(workbook: &mut Workbook) -> Taken {
    let sheets = read_tables(&workbook.save_to_buffer().unwrap()).unwrap();
    let mut intake = Intake::default();
    for sheet in sheets.iter().filter(|sheet| !sheet.is_hidden) {
        intake.add(&sheet.to_csv(), &Headings::new()).unwrap();
    }
    intake.finish()
}

fn april(taken: &Taken, employee: &str) -> Reported {
    let strips = taken.ledger.strips();
    let strip = strips.iter().find(|strip| strip.employee().as_str() == employee).unwrap_or_else(|| panic!("{employee} is not there"));
    assert_eq!(strip.year(), FiscalYear::new(2023).unwrap());
    strip.months()[0]
}

#[test]
fn numbers_keep_their_zeros_and_hours_their_minutes() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    headed(sheet);
    let forms = [
        (Number::Text("000123"), Hours::Decimal(12.5), "000123", 750),
        (Number::Padded(45), Hours::Time(12.5), "000045", 750),
        (Number::Padded(46), Hours::Span(36.25), "000046", 2175),
        (Number::Text("000047"), Hours::Text("12:30"), "000047", 750),
        (Number::Text("000048"), Hours::Decimal(0.1 + 0.2), "000048", 18),
        (Number::Text("000049"), Hours::Time(0.0), "000049", 0),
        (Number::Text("000050"), Hours::Span(100.0), "000050", 6000),
    ];
    for (row, (number, hours, ..)) in (3..).zip(&forms) {
        write(sheet, row, number, "人事課", &[*hours; 12]);
    }
    // The total of the column, as people end such a table.
    sheet.write_string(10, 2, "合計").unwrap();
    sheet.write_number(10, 4, 999).unwrap();
    let taken = take(&mut workbook);
    assert_eq!((taken.n_rows, taken.totals.len(), taken.refused.len()), (7, 1, 0), "{:?}", taken.refused);
    assert_eq!(taken.totals[0].line, 11, "the row's number in the sheet");
    for (_, _, employee, minutes) in forms {
        let Reported::Hours(hours) = april(&taken, employee) else { panic!("{employee}") };
        assert_eq!(hours.total(), Minutes::new(minutes), "{employee}");
    }
}

#[test]
fn what_is_no_length_of_time_is_refused_with_its_row() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    headed(sheet);
    write(sheet, 3, &Number::Text("000001"), "人事課", &[Hours::Decimal(12.33); 12]);
    // 36 hours in a cell that shows a time of a day: it reads 12:15 there, and nobody can say which was meant.
    write(sheet, 4, &Number::Text("000002"), "人事課", &[Hours::Time(36.25); 12]);
    write(sheet, 5, &Number::Text("000003"), "人事課", &[Hours::Decimal(-1.0); 12]);
    write(sheet, 6, &Number::Text("000004"), "人事課", &[Hours::Decimal(1.0); 12]);
    let taken = take(&mut workbook);
    let refused: Vec<(u64, String)> = taken.refused.iter().map(|refused| (refused.at.line, refused.why.to_string())).collect();
    assert_eq!(refused.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 5, 6], "{refused:?}");
    assert_eq!(taken.n_rows, 1);
}

#[test]
fn sheets_of_two_years_are_one_ledger() {
    let mut workbook = Workbook::new();
    for (name, year) in [("令和4年度", 2022), ("令和5年度", 2023)] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        headed(sheet);
        write(sheet, 3, &Number::Padded(1), "人事課", &[Hours::Decimal(1.0); 12]);
        sheet.write_number(3, 3, year).unwrap();
    }
    workbook.add_worksheet().set_name("設定").unwrap().set_hidden(true).write_string(0, 0, "職員番号").unwrap();
    let taken = take(&mut workbook);
    assert_eq!((taken.n_rows, taken.ledger.years().len(), taken.refused.len()), (2, 2, 0));
    let person = taken.ledger.people().next().unwrap();
    assert_eq!(person.id().as_str(), "000001");
    let march = person.strips()[0].reported(11);
    assert_eq!(march.hours().total(), Minutes::hours(1));
}
