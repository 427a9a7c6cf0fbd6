//! Workbooks that others made, as rows of text.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use shinchoku::sheetfile::{
    SheetRows,
    xlsx::{NotAWorkbook, is_workbook, read_tables},
};

/// An attendance file as a staff member keeps it: titles, gaps, every kind of cell.
fn attendance() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("令和5年度").unwrap();
    sheet.write_string(0, 0, "時間外勤務一覧").unwrap();
    for (column, heading) in ["職員番号", "所属", "年度", "4月\n(時間)", "率"].into_iter().enumerate() {
        sheet.write_string(2, u16::try_from(column).unwrap(), heading).unwrap();
    }
    sheet.write_string(3, 0, "0012").unwrap();
    sheet.write_string(3, 1, "人事課").unwrap();
    sheet.write_number(3, 2, 2023).unwrap();
    sheet.write_number(3, 3, 0.1 + 0.2).unwrap();
    sheet.write_number_with_format(3, 4, 0.074, &Format::new().set_num_format("0.0%")).unwrap();
    sheet.write_number_with_format(4, 0, 13, &Format::new().set_num_format("0000")).unwrap();
    let hours = Format::new().set_num_format("[h]:mm");
    sheet.write_number_with_format(4, 3, 1.5, &hours).unwrap();
    let day = ExcelDateTime::from_ymd(2024, 4, 1).unwrap();
    sheet.write_datetime_with_format(4, 4, &day, &Format::new().set_num_format("[$-411]ge.m.d")).unwrap();
    sheet.write_formula(5, 3, Formula::new("=SUM(D4:D5)").set_result("36.3")).unwrap();
    sheet.write_boolean(5, 4, true).unwrap();
    let hidden = workbook.add_worksheet();
    hidden.set_name("設定").unwrap().set_hidden(true);
    hidden.write_string(0, 1, "x").unwrap();
    workbook.save_to_buffer().unwrap()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| cell.to_string()).collect()
}

#[test]
fn a_workbook_says_what_its_cells_show() {
    let bytes = attendance();
    assert!(is_workbook(&bytes));
    let expected = [
        SheetRows {
            name: "令和5年度".to_owned(),
            is_hidden: false,
            rows: vec![
                row(&["時間外勤務一覧"]),
                row(&[]),
                row(&["職員番号", "所属", "年度", "4月\n(時間)", "率"]),
                row(&["0012", "人事課", "2023", "0.3", "7.4%"]),
                row(&["0013", "", "", "36:00", "2024-04-01"]),
                row(&["", "", "", "36.3", "TRUE"]),
            ],
        },
        SheetRows { name: "設定".to_owned(), is_hidden: true, rows: vec![row(&["", "x"])] },
    ];
    assert_eq!(read_tables(&bytes).unwrap(), expected);
}

#[test]
fn what_is_no_workbook_is_refused_by_its_reason() {
    assert_eq!(read_tables(b"PK\x03\x04 and nothing more"), Err(NotAWorkbook::Damaged));
    assert_eq!(read_tables(&attendance()[..2000]), Err(NotAWorkbook::Damaged));
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    assert_eq!(read_tables(&old), Err(NotAWorkbook::OldFormat));
    let bomb = [&b"PK\x01\x02"[..], &[0; 20], &u32::MAX.to_le_bytes()].concat();
    assert_eq!(read_tables(&bomb), Err(NotAWorkbook::TooLarge));
}

/// A byte less or another one costs the file, never the page.
#[test]
fn no_damage_is_a_panic() {
    let bytes = attendance();
    for at in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        let _ = read_tables(&damaged);
        let _ = read_tables(&bytes[..at]);
    }
}
