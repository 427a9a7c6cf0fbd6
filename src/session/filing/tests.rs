//! A report that travels: what its sender recorded, its reader finds.

use super::*;
use crate::{
    domain::{Agenda, Asked, Assignment, Department, Figure, FigureKey, FiscalYear, Inquiry, Occasion, Program, Record, Shown, Tables},
    evaluate::{seen_now, submission},
    register::{Dot, Moment, Writer},
    session::{Incoming, Outgoing, Signature, write},
};
use std::sync::Arc;

/// One person's PC.
struct Desk {
    workspace: Workspace,
    stamp: Stamp,
    author: Author,
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn at(day: &str) -> Moment {
    format!("{day}T09:00:00").parse().unwrap()
}

fn year() -> FiscalYear {
    FiscalYear::new(2026).unwrap()
}

fn key() -> FigureKey {
    FigureKey { indicator: id("X"), year: FiscalYear::new(2026).unwrap(), part: None }
}

impl Desk {
    fn new(writer: u64, department: &str) -> Desk {
        let author = Author { department: department.to_owned(), ..Author::default() };
        let writer = Writer::from_bits(writer);
        let mut workspace = Workspace::default();
        workspace.programs.insert(id("p"), Arc::new(Program::default()));
        workspace.writers.insert(writer, author.clone());
        Desk { workspace, stamp: Stamp { dot: Dot { writer, n: 1 }, at: None }, author }
    }

    fn secretariat() -> Desk {
        let mut desk = Desk::new(1, "");
        let department = Department::named("総務課");
        let seed = crate::bundle::read(include_str!("../../../seeds/nagaoka.json")).unwrap().workspace;
        let indicator = seed.programs.values().next().unwrap().tables.indicators.settled().next().unwrap().1.clone();
        let inquiry = Inquiry {
            document_number: "行管第1号".to_owned(),
            sent_on: "2027-04-20".parse().unwrap(),
            due: "2027-05-31".parse().unwrap(),
            asks: vec![Asked::Figures(FiscalYear::new(2026).unwrap())],
        };
        let agenda = Agenda {
            title: "実績報告".to_owned(),
            departments: Vec::new(),
            note: String::new(),
            what: Occasion::Inquiry(inquiry),
            withdrawn_on: None,
        };
        desk.write(vec![
            Entry::Department(id("a"), department),
            Entry::Indicator(id("X"), crate::domain::Indicator { parts: Vec::new(), measure: None, ..indicator }),
            Entry::Assignment(Record::Indicator(id("X")), Assignment { lead: vec![id("a")], ..Assignment::default() }),
            Entry::Agenda(id("q"), agenda),
        ]);
        desk
    }

    fn tables(&self) -> &Tables {
        &self.workspace.program(&id("p")).unwrap().tables
    }

    fn write(&mut self, entries: Vec<Entry>) {
        (_, self.stamp) = self.workspace.apply(Command { program: id("p"), entries }, self.stamp).unwrap();
    }

    fn step(&mut self, day: &str, record: &str, step: Handling) {
        let event = self.tables().next_step(&id("q"), &id("a"), step);
        self.write(vec![Entry::Trace(id(record), Trace { at: at(day), by: String::new(), event })]);
    }

    fn digest(&self) -> String {
        report_digest(&self.workspace, &id("p"), &id("a"), &self.author)
    }

    fn submit(&mut self, day: &str, record: &str) -> String {
        let digest = self.digest();
        self.step(day, record, Handling::Submitted { digest });
        let outgoing = Outgoing::Report { program: id("p"), department: id("a") };
        write(&self.workspace, &outgoing, year(), &Signature { author: self.author.clone(), at: at(day) }).text
    }

    fn distribute(&self) -> String {
        let signature = Signature { author: self.author.clone(), at: at("2027-04-20") };
        write(&self.workspace, &Outgoing::Programme(id("p")), year(), &signature).text
    }

    /// Adopts what is ticked at first, on a day; the ids of records begin with `record`.
    fn read(&mut self, text: &str, day: &str, record: &str, receiving: Receiving) -> usize {
        let content = Incoming::read(format!("{record}.json"), Some(text.as_bytes()), &self.workspace).content.unwrap();
        let chosen = content.first_choice();
        self.workspace = crate::merge::settle(&self.workspace, &content.theirs, &chosen);
        let mut n = 0;
        let mut fresh = || {
            n += 1;
            id(&format!("{record}-{n}"))
        };
        let reader = Reader { by: "事務局 佐藤", at: at(day), receiving };
        let (files, stamp) = file(&mut self.workspace, &[(content, chosen)], reader, self.stamp, &mut fresh);
        self.stamp = stamp;
        files.len()
    }

    fn status(&self, today: &str) -> evaluate::Status {
        submission(self.tables(), &id("q"), &id("a"), today.parse().unwrap()).unwrap()
    }
}

fn words(text: &str) -> Vec<Entry> {
    vec![Entry::Figure(key(), Figure::confirmed(Shown::Words(text.to_owned())))]
}

#[test]
fn a_submission_is_received_with_the_number_its_sender_saw() {
    let mut secretariat = Desk::secretariat();
    let mut department = Desk::new(2, "総務課");
    department.read(&secretariat.distribute(), "2027-04-21", "d", Receiving::No);
    department.write(words("12件"));
    let report = department.submit("2027-05-20", "s1");
    assert_eq!(secretariat.read(&report, "2027-05-21", "r1", Receiving::AsSecretariat), 1);
    let status = secretariat.status("2027-06-30");
    assert_eq!((status.stage, status.n_received), (crate::domain::SubmissionStage::Received, 1));
    assert!(status.submitted_digest.is_some());
    assert_eq!(status.submitted_digest, status.received_digest);
    // The department's record of the distribution it read stays at home.
    let files = |desk: &Desk| desk.tables().traces.settled().filter(|(_, it)| matches!(it.event, Event::FileRead(_))).count();
    assert_eq!((files(&department), files(&secretariat)), (1, 1));
}

#[test]
fn a_report_is_of_the_unit_in_force_and_not_of_its_namesake_that_ended() {
    let mut secretariat = Desk::secretariat();
    let ended = Department { until: Some(FiscalYear::new(2020).unwrap()), ..Department::named("総務課") };
    secretariat.write(vec![Entry::Department(id("0"), ended)]);
    let mut department = Desk::new(2, "総務課");
    department.read(&secretariat.distribute(), "2027-04-21", "d", Receiving::No);
    department.write(words("12件"));
    let report = department.submit("2027-05-20", "s1");
    // What it brings is its own, and so it is ticked and received.
    secretariat.read(&report, "2027-05-21", "r1", Receiving::AsSecretariat);
    assert_eq!(secretariat.status("2027-06-30").stage, crate::domain::SubmissionStage::Received);
}

#[test]
fn the_same_file_again_is_nothing_new() {
    let mut secretariat = Desk::secretariat();
    let mut department = Desk::new(2, "総務課");
    department.read(&secretariat.distribute(), "2027-04-21", "d", Receiving::No);
    department.write(words("12件"));
    let report = department.submit("2027-05-20", "s1");
    secretariat.read(&report, "2027-05-21", "r1", Receiving::AsSecretariat);
    let before = secretariat.workspace.clone();
    assert_eq!(secretariat.read(&report, "2027-05-22", "r2", Receiving::AsSecretariat), 0);
    assert_eq!(secretariat.workspace, before);
}

#[test]
fn a_return_travels_back_and_the_next_report_has_the_next_number() {
    let mut secretariat = Desk::secretariat();
    let mut department = Desk::new(2, "総務課");
    department.read(&secretariat.distribute(), "2027-04-21", "d1", Receiving::No);
    department.write(words("12件"));
    let report = department.submit("2027-05-20", "s1");
    secretariat.read(&report, "2027-05-21", "r1", Receiving::AsSecretariat);
    let inquiry = secretariat.tables().agenda.get(&id("q")).unwrap().inquiry().unwrap().clone();
    let seen = seen_now(secretariat.tables(), &inquiry, &id("a"));
    secretariat.step("2027-05-22", "back", Handling::Returned { reason: "根拠".to_owned(), due: None, seen });
    department.read(&secretariat.distribute(), "2027-05-23", "d2", Receiving::No);
    assert_eq!(department.status("2027-05-23").returned.unwrap().reason, "根拠");
    department.write(words("13件"));
    let report = department.submit("2027-05-24", "s2");
    secretariat.read(&report, "2027-05-25", "r2", Receiving::AsSecretariat);
    assert_eq!(secretariat.status("2027-05-25").n_received, 2);
    let seen = evaluate::last_seen(secretariat.tables(), &id("q"), &id("a")).unwrap();
    let changed = evaluate::changed_since(secretariat.tables(), &inquiry, &id("a"), &seen);
    assert_eq!(changed, [CellId::Figure(key())]);
}

#[test]
fn a_report_written_without_the_page_of_submissions_is_received_by_what_it_brings() {
    let mut secretariat = Desk::secretariat();
    let mut department = Desk::new(2, "総務課");
    department.read(&secretariat.distribute(), "2027-04-21", "d", Receiving::No);
    department.write(words("12件"));
    let outgoing = Outgoing::Report { program: id("p"), department: id("a") };
    let signature = Signature { author: department.author.clone(), at: at("2027-05-20") };
    let report = write(&department.workspace, &outgoing, year(), &signature).text;
    secretariat.read(&report, "2027-06-02", "r1", Receiving::AsSecretariat);
    let status = secretariat.status("2027-06-30");
    assert_eq!(status.stage, crate::domain::SubmissionStage::Received);
    assert_eq!(status.lateness, evaluate::Lateness::HandedInLate { days: 2 });
}

#[test]
fn a_change_after_the_submission_changes_the_number() {
    let mut secretariat = Desk::secretariat();
    let mut department = Desk::new(2, "総務課");
    department.read(&secretariat.distribute(), "2027-04-21", "d", Receiving::No);
    department.write(words("12件"));
    let first = department.digest();
    secretariat.read(&department.submit("2027-05-20", "s1"), "2027-05-21", "r1", Receiving::AsSecretariat);
    assert_eq!(department.digest(), first, "the step itself does not count");
    department.write(words("13件"));
    assert_ne!(department.digest(), first);
}
