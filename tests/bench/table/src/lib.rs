//! The list of people with hours left, as the page draws it: the same part, the same style sheet, rows of made-up people.
//!
//! A change makes the rows anew of those who changed, and leaves it to the part to find out which they are.
#![cfg(target_arch = "wasm32")]

use leptos::prelude::*;
use rust_decimal::Decimal;
use shinchoku::{
    sheetfile::form::Content,
    ui::parts::{Amount, Cell, Listing, Row, Rows, TableStyle, VerdictSign},
};
use std::{cell::RefCell, sync::Arc};
use wasm_bindgen::prelude::wasm_bindgen;

const HEADS: [&str; 9] = ["職員番号", "所属", "状況", "この月", "残り", "効いている上限", "年の累計", "原則を超えた月", "判定保留"];

/// What a row is made of: who, and how many hours.
struct Person {
    number: u32,
    hours: u32,
    row: Row,
}

struct Desk {
    people: Vec<Person>,
    rows: RwSignal<Rows>,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

/// Puts the empty table on the page.
#[wasm_bindgen]
pub fn mount() {
    leptos::mount::mount_to_body(|| {
        let rows = RwSignal::new(Rows::default());
        DESK.set(Some(Desk { people: Vec::new(), rows }));
        let heads = HEADS.map(str::to_owned).to_vec();
        view! { <main class="page" id="main"><Listing caption="職員ごとの残り時間" style=TableStyle::Pinned heads rows /></main> }
    });
}

#[wasm_bindgen]
pub fn create(count: u32) {
    change(|people| *people = (0..count).map(|number| Person::new(number, number * 7 % 40)).collect());
}

/// Every so many-th person has worked an hour more.
#[wasm_bindgen]
pub fn update(step: usize) {
    change(|people| people.iter_mut().step_by(step).for_each(|person| *person = Person::new(person.number, person.hours + 1)));
}

#[wasm_bindgen]
pub fn swap(one: usize, other: usize) {
    change(|people| people.swap(one, other));
}

#[wasm_bindgen]
pub fn remove(at: usize) {
    change(|people| {
        people.remove(at);
    });
}

#[wasm_bindgen]
pub fn clear() {
    change(Vec::clear);
}

fn change(how: impl FnOnce(&mut Vec<Person>)) {
    DESK.with_borrow_mut(|desk| {
        let desk = desk.as_mut().expect("the table is mounted");
        how(&mut desk.people);
        desk.rows.set(desk.people.iter().map(|person| person.row.clone()).collect());
    });
}

impl Person {
    fn new(number: u32, hours: u32) -> Self {
        Person { number, hours, row: Arc::new(row(number, hours)) }
    }
}

fn row(number: u32, worked: u32) -> Vec<Cell> {
    let hours = |before: &str, hours: u32| {
        let content = Content::Hours { minutes: u64::from(hours) * 60, before: before.to_owned(), after: String::new() };
        Cell::Number(Amount { shown: format!("{before}{hours}時間"), content })
    };
    let (sign, band) =
        if number.is_multiple_of(5) { (VerdictSign::Held, "70%以上（注意）") } else { (VerdictSign::Good, "余裕あり") };
    let times = Content::Number { value: Decimal::from(number % 7), before: String::new(), after: "回／6回".to_owned() };
    vec![
        Cell::Head(format!("{number:05}")),
        Cell::Text(format!("第{}課", number % 100 + 1)),
        Cell::Sign(sign, band.to_owned()),
        hours("", worked),
        hours("あと", 45_u32.saturating_sub(worked)),
        Cell::Text("原則：1か月45時間以内".to_owned()),
        hours("", worked * 6),
        Cell::Number(Amount { shown: times.shown(), content: times }),
        Cell::Text(String::new()),
    ]
}
