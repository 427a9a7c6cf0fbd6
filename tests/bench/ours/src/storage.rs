//! How much room the store takes in localStorage.

use crate::on_desk;
use shinchoku::{
    domain::{Answer, AnswerId, ChoiceId, DepartmentId, Program, ProgramId, QuestionId, Reply, SurveyId},
    register::Writer,
    sheetfile::attendance::{Desk, write_desk},
    store::{Mirror, SlotError, Store, Transaction, Vault},
};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::Future,
    pin::pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Waker},
};

#[derive(Clone, Default)]
struct Slots(Rc<RefCell<BTreeMap<String, String>>>);

impl Mirror for Slots {
    fn get(&self, slot: &str) -> Result<Option<String>, SlotError> {
        Ok(self.0.borrow().get(slot).cloned())
    }

    fn set(&self, slot: &str, text: &str) -> Result<(), SlotError> {
        self.0.borrow_mut().insert(slot.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, slot: &str) -> Result<(), SlotError> {
        self.0.borrow_mut().remove(slot);
        Ok(())
    }
}

/// There is no other storage: everything has to fit into the one that is measured.
enum Nothing {}

impl Vault for Nothing {
    type Transaction = Nothing;

    async fn begin(&self) -> Result<Nothing, SlotError> {
        match *self {}
    }
}

impl Transaction for Nothing {
    async fn get(&self, _: &str) -> Result<Option<String>, SlotError> {
        match *self {}
    }

    async fn put(&self, _: &str, _: &str) -> Result<(), SlotError> {
        match *self {}
    }

    async fn remove(&self, _: &str) -> Result<(), SlotError> {
        match *self {}
    }

    async fn slots(&self) -> Result<Vec<String>, SlotError> {
        match *self {}
    }

    async fn commit(self) -> Result<(), SlotError> {
        match self {}
    }
}

/// Nothing here waits for anything.
fn run<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => unreachable!("a storage in memory answers at once"),
    }
}

/// UTF-16 units that a store of what is open takes, keys included; opened answers to so many surveys with it.
#[unsafe(no_mangle)]
pub extern "C" fn units_kept(n_surveys: u32, n_people: u32, n_questions: u32) -> usize {
    on_desk(|desk| {
        let slots = Slots::default();
        let mut workspace = desk.base.clone();
        let answers = (0..n_surveys).flat_map(|survey| (0..n_people).map(move |person| answer(survey, person, n_questions))).collect();
        let program = workspace.programs.entry(ProgramId::new("bench").expect("an id")).or_insert_with(|| Arc::new(Program::default()));
        Arc::make_mut(program).answers = Arc::new(answers);
        let page = RefCell::new(workspace);
        let (store, _) = run(Store::open(Ok(slots.clone()), Err::<Nothing, _>(SlotError::Blocked), Writer::from_bits(1)));
        let at = "2026-11-21T09:30:00".parse().expect("a moment");
        run(store.save(&page, at));
        let kept = slots.0.borrow();
        kept.iter().map(|(slot, text)| slot.encode_utf16().count() + text.encode_utf16().count()).sum()
    })
}

/// Ids are chance, choices are not all alike.
fn answer(survey: u32, person: u32, n_questions: u32) -> (AnswerId, Answer) {
    let chance = |at: u32| (u64::from(survey * 2_500 + person) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(at);
    let id = AnswerId::new(&format!("{:016x}{:016x}", chance(0), chance(17))).expect("an id");
    let choice = |question: u32| Reply::Choice(ChoiceId::new(&format!("c{}", chance(question) % 5)).expect("an id"));
    let choices = (0..n_questions).map(|question| (QuestionId::new(&format!("q{question}")).expect("an id"), choice(question)));
    let department = Some(DepartmentId::new(&format!("d{}", person % 100)).expect("an id"));
    let survey = SurveyId::new(&format!("s{survey}")).expect("an id");
    (id, Answer { department, replies: choices.collect(), ..Answer::blank(survey, 1) })
}

/// The rows about people as they are sealed, as text in the buffer; its length.
#[unsafe(no_mangle)]
pub extern "C" fn desk_text() -> usize {
    on_desk(|desk| {
        let open = Desk { ledger: Arc::new(desk.hours.clone()), ..Desk::default() };
        desk.buffer = write_desk(&open).into_bytes();
        desk.buffer.len()
    })
}
