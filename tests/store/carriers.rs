//! Two storages in memory that do what browsers' storages do on a bad day: fill up, refuse, or die in mid-call.

use shinchoku::store::{Mirror, SlotError, Transaction, Vault};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

pub type Slots = BTreeMap<String, String>;

/// What a computer keeps when its browser dies.
#[derive(Clone, Default)]
pub struct Disk {
    pub mirror: Rc<RefCell<Slots>>,
    pub vault: Rc<RefCell<Slots>>,
    /// The room of the mirror in UTF-16 units, keys included.
    pub room: Rc<Cell<Option<usize>>>,
    /// Every call of either storage is counted, and may be the one that fails.
    pub faults: Rc<Faults>,
    queue: Rc<RefCell<Vec<u64>>>,
    n_tickets: Rc<Cell<u64>>,
    pub puts: Rc<RefCell<Vec<String>>>,
}

impl Disk {
    /// Another disk with the same on it.
    pub fn copy(&self) -> Disk {
        let slots = |slots: &Rc<RefCell<Slots>>| Rc::new(RefCell::new(slots.borrow().clone()));
        Disk { mirror: slots(&self.mirror), vault: slots(&self.vault), ..Disk::default() }
    }
}

#[derive(Default)]
pub struct Faults {
    pub n_calls: Cell<usize>,
    plan: Cell<Option<Fault>>,
}

#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The browser dies in the n-th call.
    Dies(usize),
    /// The n-th call refuses.
    Refuses(usize, SlotError),
    /// The n-th call and all after it refuse.
    RefusesFrom(usize, SlotError),
}

struct Died;

impl Faults {
    pub fn plan(&self, fault: Option<Fault>) {
        self.n_calls.set(0);
        self.plan.set(fault);
    }

    fn call(&self) -> Result<(), SlotError> {
        let n = self.n_calls.get();
        self.n_calls.set(n + 1);
        match self.plan.get() {
            Some(Fault::Dies(at)) if at == n => resume_unwind(Box::new(Died)),
            Some(Fault::Refuses(at, error)) if at == n => Err(error),
            Some(Fault::RefusesFrom(at, error)) if at <= n => Err(error),
            _ => Ok(()),
        }
    }
}

/// `None`: the browser died.
pub fn survive<T>(work: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => Some(done),
        Err(payload) if payload.is::<Died>() => None,
        Err(payload) => resume_unwind(payload),
    }
}

impl Mirror for Disk {
    fn get(&self, slot: &str) -> Result<Option<String>, SlotError> {
        self.faults.call()?;
        Ok(self.mirror.borrow().get(slot).cloned())
    }

    fn set(&self, slot: &str, text: &str) -> Result<(), SlotError> {
        self.faults.call()?;
        let mut slots = self.mirror.borrow_mut();
        let others: usize = slots.iter().filter(|(key, _)| *key != slot).map(|(key, text)| units(key) + units(text)).sum();
        if self.room.get().is_some_and(|room| others + units(slot) + units(text) > room) {
            return Err(SlotError::Full);
        }
        self.puts.borrow_mut().push(slot.to_owned());
        slots.insert(slot.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, slot: &str) -> Result<(), SlotError> {
        self.faults.call()?;
        self.mirror.borrow_mut().remove(slot);
        Ok(())
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

impl Vault for Disk {
    type Transaction = Pending;

    async fn begin(&self) -> Result<Pending, SlotError> {
        self.faults.call()?;
        let ticket = self.n_tickets.get();
        self.n_tickets.set(ticket + 1);
        self.queue.borrow_mut().push(ticket);
        Ok(Pending { disk: self.clone(), ticket, changes: RefCell::default() })
    }
}

/// A transaction: its changes are on the disk all at once or never.
pub struct Pending {
    disk: Disk,
    ticket: u64,
    changes: RefCell<BTreeMap<String, Option<String>>>,
}

impl Pending {
    /// Comes after every earlier transaction, and gives others a chance to run first.
    async fn turn(&self) -> Result<(), SlotError> {
        let mut has_waited = false;
        poll_fn(|_| {
            let is_first = self.disk.queue.borrow().first() == Some(&self.ticket);
            if is_first && std::mem::replace(&mut has_waited, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        self.disk.faults.call()
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.disk.queue.borrow_mut().retain(|ticket| *ticket != self.ticket);
    }
}

impl Transaction for Pending {
    async fn get(&self, slot: &str) -> Result<Option<String>, SlotError> {
        self.turn().await?;
        let changed = self.changes.borrow().get(slot).cloned();
        Ok(changed.unwrap_or_else(|| self.disk.vault.borrow().get(slot).cloned()))
    }

    async fn put(&self, slot: &str, text: &str) -> Result<(), SlotError> {
        self.turn().await?;
        self.disk.puts.borrow_mut().push(slot.to_owned());
        self.changes.borrow_mut().insert(slot.to_owned(), Some(text.to_owned()));
        Ok(())
    }

    async fn remove(&self, slot: &str) -> Result<(), SlotError> {
        self.turn().await?;
        self.changes.borrow_mut().insert(slot.to_owned(), None);
        Ok(())
    }

    async fn slots(&self) -> Result<Vec<String>, SlotError> {
        self.turn().await?;
        Ok(self.disk.vault.borrow().keys().cloned().collect())
    }

    async fn commit(self) -> Result<(), SlotError> {
        // It may die before everything is on the disk, or after, unheard.
        self.turn().await?;
        for (slot, text) in self.changes.take() {
            match text {
                Some(text) => self.disk.vault.borrow_mut().insert(slot, text),
                None => self.disk.vault.borrow_mut().remove(&slot),
            };
        }
        match self.disk.faults.call() {
            // Once it is on the disk a browser does not say otherwise.
            Err(_) | Ok(()) => Ok(()),
        }
    }
}

/// Runs one piece of work alone.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000_000 {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
    panic!("the work waits for something that never comes");
}

pub type Work<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Runs several pieces of work step by step, in an order that the seed chooses.
pub fn interleave(mut works: Vec<Work<'_>>, seed: u64) {
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut context = Context::from_waker(Waker::noop());
    while !works.is_empty() {
        // xorshift
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let at = (random % works.len() as u64) as usize;
        if works[at].as_mut().poll(&mut context).is_ready() {
            drop(works.remove(at));
        }
    }
}
