//! Ledgers written as rows.

use crate::domain::{
    FiscalYear,
    overtime::{EmployeeId, Kind, Ledger, Month, Person, Status, Strip, Workplace, read_day, read_hours},
};

pub fn year(year: i32) -> FiscalYear {
    FiscalYear::new(year).unwrap()
}

pub fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// Number, 所属, year, and the months from April on: hours, `?` for a blank, 休 for 休職. What is left out is 0.
pub type Row<'a> = (&'a str, &'a str, i32, &'a str);

pub fn strip((employee, workplace, number, hours): Row<'_>) -> Strip {
    let mut strip = Strip::new(EmployeeId::read(employee).unwrap(), Workplace::new(workplace), year(number));
    let mut hours = hours.split_whitespace();
    for month in Month::all_of(year(number)) {
        match hours.next().unwrap_or("0") {
            "?" => {}
            "休" => strip.set_status(month.name(), Status::OnLeave),
            text => strip.report(month.name(), Kind::Ordinary, read_hours(text).unwrap()).unwrap(),
        }
    }
    assert_eq!(hours.next(), None, "a year has twelve months");
    strip
}

pub fn ledger(rows: &[Row<'_>]) -> Ledger {
    Ledger::new(rows.iter().map(|&row| strip(row)).collect()).unwrap()
}

/// 採用日 of the only person.
pub fn hired(mut ledger: Ledger, day: &str) -> Ledger {
    let id = only(&ledger).id().clone();
    ledger.set_hired_on(id, read_day(day).unwrap());
    ledger
}

pub fn only(ledger: &Ledger) -> Person<'_> {
    ledger.people().next().unwrap()
}
