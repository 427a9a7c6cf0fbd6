//! The states of a submission at their boundaries, and two offices that meet.

use super::*;
use crate::domain::{
    Agenda, Assignment, Column, Command, Department, Entry, Event, Figure, Indicator, Measure, Occasion, Part, PassageKey, PlanKey,
    Program, ProgramId, RatingKey, Refusal, Section, Shown, Stamp, Step, Trace, TraceId, Workspace,
};
use crate::register::{Dot, Writer};
use std::sync::Arc;

/// An inquiry due on 31 May 2027 to two departments, of which `a` leads one indicator.
struct Office {
    workspace: Workspace,
    stamp: Stamp,
    n_records: u32,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn key() -> FigureKey {
    FigureKey { indicator: id("X"), year: FiscalYear::new(2026).unwrap(), part: None }
}

fn received() -> Handling {
    Handling::Received { digest: "d".to_owned(), file: id("file") }
}

fn returned(reason: &str, due: Option<&str>) -> Handling {
    Handling::Returned { reason: reason.to_owned(), due: due.map(day), seen: Context::default() }
}

impl Office {
    fn new() -> Office {
        let mut workspace = Workspace::default();
        workspace.programs.insert(id("p"), Arc::new(Program::default()));
        let mut office = Office { workspace, stamp: stamp(1), n_records: 0 };
        let department = |name: &str| Department::named(name);
        let indicator = Indicator { unit: "件".to_owned(), ..Indicator::named(id("1"), "件数") };
        let inquiry = Inquiry {
            document_number: "行管第1号".to_owned(),
            sent_on: day("2027-04-20"),
            due: day("2027-05-31"),
            asks: vec![Asked::Figures(FiscalYear::new(2026).unwrap())],
        };
        let agenda = Agenda {
            title: "実績報告".to_owned(),
            departments: vec![id("a"), id("b")],
            note: String::new(),
            what: Occasion::Inquiry(inquiry),
            withdrawn_on: None,
        };
        office
            .write(vec![
                Entry::Department(id("a"), department("総務課")),
                Entry::Department(id("b"), department("人事課")),
                Entry::Department(id("c"), department("財政課")),
                Entry::Indicator(id("X"), indicator),
                Entry::Assignment(Record::Indicator(id("X")), Assignment { lead: vec![id("a")], ..Assignment::default() }),
                Entry::Agenda(id("q"), agenda),
            ])
            .unwrap();
        office
    }

    fn tables(&self) -> &Tables {
        &self.workspace.program(&id("p")).unwrap().tables
    }

    fn inquiry(&self) -> &Inquiry {
        self.tables().agenda.get(&id("q")).unwrap().inquiry().unwrap()
    }

    fn write(&mut self, entries: Vec<Entry>) -> Result<(), Refusal> {
        let program: ProgramId = id("p");
        (_, self.stamp) = self.workspace.apply(Command { program, entries }, self.stamp)?;
        Ok(())
    }

    /// A step of department `a`, on a day.
    fn step(&mut self, on: &str, step: Handling) -> Result<(), Refusal> {
        self.step_of("a", on, step)
    }

    fn step_of(&mut self, department: &str, on: &str, step: Handling) -> Result<(), Refusal> {
        let event = self.tables().next_step(&id("q"), &id(department), step);
        self.n_records += 1;
        // As random as a record's id has to be here: no two devices of a test count alike.
        let record: TraceId = id(&format!("{}-{}", self.stamp.dot.writer, self.n_records));
        let at = day(on).and_hms_opt(17, 0, 0).unwrap();
        self.write(vec![Entry::Trace(record, Trace { at, by: "山田".to_owned(), event })])
    }

    fn status(&self, today: &str) -> Status {
        submission(self.tables(), &id("q"), &id("a"), day(today)).unwrap()
    }

    fn stage(&self) -> SubmissionStage {
        self.status("2027-05-01").stage
    }

    /// Another device with what this one knows.
    fn other(&self, writer: u64) -> Office {
        Office { workspace: self.workspace.clone(), stamp: stamp(writer), n_records: 0 }
    }

    fn read(&mut self, other: &Office) {
        let program: ProgramId = id("p");
        let theirs = other.workspace.program(&program).unwrap().tables.clone();
        self.workspace.program_mut(&program).tables.join(&theirs);
    }
}

fn stamp(writer: u64) -> Stamp {
    Stamp { dot: Dot { writer: Writer::from_bits(writer), n: 1 }, at: None }
}

#[test]
fn the_due_day_itself_is_not_late() {
    let office = Office::new();
    assert_eq!(office.status("2027-05-30").lateness, Lateness::InTime);
    assert_eq!(office.status("2027-05-31").lateness, Lateness::DueToday);
    assert_eq!(office.status("2027-06-01").lateness, Lateness::Overdue { days: 1 });
}

#[test]
fn a_department_is_waited_for_until_it_has_answered_and_again_after_a_return() {
    let mut office = Office::new();
    let waits = |office: &Office| ["a", "b", "c"].map(|department| waiting_for(office.tables(), &id(department)).len());
    assert_eq!(waits(&office), [1, 1, 0]);
    office.step("2027-05-20", received()).unwrap();
    assert_eq!(waits(&office), [0, 1, 0]);
    office.step("2027-05-25", returned("根拠が足りません", None)).unwrap();
    assert_eq!(waits(&office), [1, 1, 0]);
}

#[test]
fn what_is_asked_are_a_departments_own_cells_of_the_year_the_indicator_or_the_sheet() {
    let mut office = Office::new();
    let lead = Assignment { lead: vec![id("a")], ..Assignment::default() };
    let measure = Entry::Measure(id("S"), Measure::named(id("1"), "会議の見直し"));
    office.write(vec![measure, Entry::Assignment(Record::Measure(id("S")), lead)]).unwrap();
    let year = |number: i32| FiscalYear::new(number).unwrap();
    let is_asked_of = |department: &str, asked: Asked, cell: &CellId| {
        let inquiry = Inquiry { asks: vec![asked], ..office.inquiry().clone() };
        is_asked(office.tables(), &inquiry, &id(department), cell)
    };
    let figure = CellId::Figure(key());
    for (asked, is_it) in [
        (Asked::Figures(year(2026)), true),
        (Asked::Figures(year(2025)), false),
        (Asked::Indicator(id("X"), year(2026)), true),
        (Asked::Indicator(id("X"), year(2025)), false),
        (Asked::Indicator(id("Y"), year(2026)), false),
        (Asked::Sheets(year(2026)), false),
    ] {
        assert_eq!(is_asked_of("a", asked.clone(), &figure), is_it, "{asked:?}");
        assert!(!is_asked_of("b", asked, &figure), "it is of another department");
    }
    let (measure, row) = (|| id("S"), || id("r"));
    let cells = [
        CellId::Passage(PassageKey { measure: measure(), year: year(2026), section: Section::Content }),
        CellId::Plan(PlanKey { measure: measure(), year: year(2026), row: row(), column: Column::FirstHalf }),
        CellId::Rating(RatingKey { measure: measure(), year: year(2026), step: Step::Lead }),
        CellId::Standing(Record::PlanRow(measure(), year(2026), row())),
    ];
    for cell in &cells {
        for (asked, is_it) in [
            (Asked::Sheets(year(2026)), true),
            (Asked::Sheets(year(2025)), false),
            (Asked::Sheet(id("S"), year(2026)), true),
            (Asked::Sheet(id("S"), year(2025)), false),
            (Asked::Sheet(id("T"), year(2026)), false),
            (Asked::Figures(year(2026)), false),
        ] {
            assert_eq!(is_asked_of("a", asked.clone(), cell), is_it, "{asked:?} {cell:?}");
            assert!(!is_asked_of("b", asked, cell), "it is of another department");
        }
    }
}

#[test]
fn what_was_handed_in_late_says_so_and_is_overdue_no_more() {
    let mut office = Office::new();
    office.step("2027-06-02", Handling::Submitted { digest: "d".to_owned() }).unwrap();
    assert_eq!(office.status("2027-07-01").lateness, Lateness::HandedInLate { days: 2 });
    let mut office = Office::new();
    office.step("2027-05-31", received()).unwrap();
    assert_eq!(office.status("2027-07-01").lateness, Lateness::InTime);
}

#[test]
fn a_return_gives_a_term_of_its_own_until_the_report_is_there_again() {
    let mut office = Office::new();
    office.step("2027-05-20", received()).unwrap();
    office.step("2027-05-25", returned("根拠が足りません", Some("2027-06-10"))).unwrap();
    let status = office.status("2027-06-10");
    assert_eq!((status.stage, status.due, status.lateness), (SubmissionStage::Returned, day("2027-06-10"), Lateness::DueToday));
    assert_eq!(status.returned.unwrap().reason, "根拠が足りません");
    assert_eq!(office.status("2027-06-11").lateness, Lateness::Overdue { days: 1 });
    assert_eq!(["2027-06-10", "2027-06-11"].map(|today| office.status(today).lateness.is_overdue()), [false, true]);
    office.step("2027-06-10", received()).unwrap();
    let status = office.status("2027-06-11");
    assert_eq!((status.stage, status.n_received, status.returned), (SubmissionStage::Received, 2, None));
    assert_eq!(status.due, day("2027-05-31"));
}

#[test]
fn a_return_without_a_term_keeps_the_first() {
    let mut office = Office::new();
    office.step("2027-05-20", received()).unwrap();
    office.step("2027-05-25", returned("根拠", None)).unwrap();
    assert_eq!(office.status("2027-05-31").lateness, Lateness::DueToday);
    assert_eq!(office.status("2027-06-01").lateness, Lateness::Overdue { days: 1 });
}

#[test]
fn the_whole_way_and_back() {
    let mut office = Office::new();
    office.step("2027-05-01", Handling::Confirmed { name: "課長".to_owned(), on: day("2027-05-01"), digest: "d".to_owned() }).unwrap();
    assert_eq!(office.stage(), SubmissionStage::Asked);
    for (step, stage) in [
        (Handling::Submitted { digest: "d".to_owned() }, SubmissionStage::Submitted),
        (received(), SubmissionStage::Received),
        (Handling::Checked, SubmissionStage::Checked),
        (Handling::Settled { seen: Context::default() }, SubmissionStage::Settled),
        (Handling::Reopened { reason: "誤り".to_owned() }, SubmissionStage::Checked),
        (returned("誤り", None), SubmissionStage::Returned),
        (received(), SubmissionStage::Received),
    ] {
        office.step("2027-05-02", step).unwrap();
        assert_eq!(office.stage(), stage);
    }
    let done: Vec<&Handling> = office.tables().steps(&id("q"), &id("a")).into_iter().map(|taken| taken.step).collect();
    assert_eq!(done.len(), 8);
    assert!(matches!(done[5], Handling::Reopened { reason } if reason == "誤り"));
    assert_eq!(office.status("2027-05-03").confirmed.unwrap().name, "課長");
}

#[test]
fn a_step_out_of_turn_is_refused_and_leaves_nothing() {
    let mut office = Office::new();
    let settled = || Handling::Settled { seen: Context::default() };
    let reopened = |reason: &str| Handling::Reopened { reason: reason.to_owned() };
    assert_eq!(office.step("2027-05-01", settled()), Err(Refusal::StepNotAllowed(SubmissionStage::Asked)));
    assert_eq!(office.step("2027-05-01", Handling::Checked), Err(Refusal::StepNotAllowed(SubmissionStage::Asked)));
    assert_eq!(office.step("2027-05-01", returned("x", None)), Err(Refusal::StepNotAllowed(SubmissionStage::Asked)));
    office.step("2027-05-01", received()).unwrap();
    assert_eq!(office.step("2027-05-01", settled()), Err(Refusal::StepNotAllowed(SubmissionStage::Received)));
    assert_eq!(office.step("2027-05-01", returned("  ", None)), Err(Refusal::ReasonMissing));
    assert_eq!(office.step("2027-05-01", reopened("x")), Err(Refusal::StepNotAllowed(SubmissionStage::Received)));
    office.step("2027-05-01", Handling::Checked).unwrap();
    office.step("2027-05-01", settled()).unwrap();
    assert_eq!(office.step("2027-05-01", received()), Err(Refusal::StepNotAllowed(SubmissionStage::Settled)));
    assert_eq!(
        office.step("2027-05-01", Handling::Submitted { digest: String::new() }),
        Err(Refusal::StepNotAllowed(SubmissionStage::Settled))
    );
    assert_eq!(office.step("2027-05-01", reopened("")), Err(Refusal::ReasonMissing));
    assert_eq!(office.step_of("c", "2027-05-01", received()), Err(Refusal::NotAsked(id("c"))));
    let nobody = Handling::Confirmed { name: " ".to_owned(), on: day("2027-05-01"), digest: String::new() };
    assert_eq!(office.step_of("b", "2027-05-01", nobody), Err(Refusal::NameMissing));
    assert_eq!(office.tables().traces.len(), 3);
}

#[test]
fn a_record_of_what_was_done_does_not_change() {
    let mut office = Office::new();
    office.step("2027-05-01", received()).unwrap();
    let (record, trace) = office.tables().traces.settled().next().map(|(id, trace)| (id.clone(), trace.clone())).unwrap();
    let forged = Trace { by: "別人".to_owned(), ..trace };
    assert_eq!(office.write(vec![Entry::Trace(record, forged)]), Err(Refusal::TraceStays));
}

#[test]
fn a_withdrawn_inquiry_takes_no_steps() {
    let mut office = Office::new();
    let agenda = office.tables().agenda.get(&id("q")).unwrap().clone();
    office.write(vec![Entry::Agenda(id("q"), Agenda { withdrawn_on: Some(day("2027-05-01")), ..agenda })]).unwrap();
    assert_eq!(office.step("2027-05-02", received()), Err(Refusal::NoSuchInquiry(id("q"))));
    assert_eq!(inquiries(office.tables()), []);
}

#[test]
fn an_inquiry_is_not_due_before_it_is_sent() {
    let mut office = Office::new();
    let agenda = office.tables().agenda.get(&id("q")).unwrap().clone();
    let inquiry = Inquiry { due: day("2027-04-19"), ..office.inquiry().clone() };
    let early = Agenda { what: Occasion::Inquiry(inquiry), ..agenda };
    assert_eq!(office.write(vec![Entry::Agenda(id("q"), early)]), Err(Refusal::DueBeforeSending));
}

#[test]
fn two_offices_that_decide_otherwise_end_alike_and_the_careful_one_holds() {
    let mut one = Office::new();
    one.step("2027-05-01", received()).unwrap();
    one.step("2027-05-02", Handling::Checked).unwrap();
    let mut two = one.other(2);
    one.step("2027-05-03", Handling::Settled { seen: Context::default() }).unwrap();
    two.step("2027-05-03", returned("根拠", None)).unwrap();
    let first = one.other(3);
    one.read(&two);
    two.read(&first);
    assert_eq!(one.stage(), SubmissionStage::Returned);
    assert_eq!(two.stage(), SubmissionStage::Returned);
    let steps = one.tables().steps(&id("q"), &id("a"));
    assert!(steps.iter().any(|taken| matches!(taken.step, Handling::Settled { .. }) && taken.effect == Effect::Crossed));
}

#[test]
fn a_report_that_crosses_the_check_of_the_earlier_one_undoes_nothing() {
    let mut department = Office::new();
    department.step("2027-05-01", Handling::Submitted { digest: "1".to_owned() }).unwrap();
    let mut secretariat = department.other(2);
    secretariat.step("2027-05-02", received()).unwrap();
    secretariat.step("2027-05-03", Handling::Checked).unwrap();
    department.step("2027-05-03", Handling::Submitted { digest: "2".to_owned() }).unwrap();
    secretariat.read(&department);
    assert_eq!(secretariat.stage(), SubmissionStage::Checked);
    secretariat.step("2027-05-04", received()).unwrap();
    let status = secretariat.status("2027-05-04");
    assert_eq!((status.stage, status.n_received), (SubmissionStage::Received, 2));
    assert_eq!(status.submitted_digest.as_deref(), Some("2"));
}

#[test]
fn a_reception_goes_with_the_reading_that_made_it() {
    let mut office = Office::new();
    office.step("2027-05-01", received()).unwrap();
    let forgotten =
        Trace { at: day("2027-05-01").and_hms_opt(9, 0, 0).unwrap(), by: String::new(), event: Event::FileForgotten(id("file")) };
    office.write(vec![Entry::Trace(id("undo"), forgotten)]).unwrap();
    assert_eq!(office.stage(), SubmissionStage::Asked);
    let steps = office.tables().steps(&id("q"), &id("a"));
    assert_eq!(steps[0].effect, Effect::Forgotten);
}

#[test]
fn what_changed_since_a_return_is_told_by_the_changes_themselves() {
    let mut office = Office::new();
    let blank = wanted(office.tables(), office.inquiry(), &id("a"));
    assert_eq!(blank, [Wanted { item: AskedItem::Figure(key()), filling: Filling::Blank }]);
    office.write(vec![Entry::Figure(key(), Figure::confirmed(Shown::Words("12件".to_owned())))]).unwrap();
    assert_eq!(wanted(office.tables(), office.inquiry(), &id("a"))[0].filling, Filling::Filled);
    let seen = seen_now(office.tables(), office.inquiry(), &id("a"));
    assert_eq!(changed_since(office.tables(), office.inquiry(), &id("a"), &seen), []);
    let mut department = office.other(2);
    department.write(vec![Entry::Figure(key(), Figure::confirmed(Shown::Words("13件".to_owned())))]).unwrap();
    office.read(&department);
    assert_eq!(changed_since(office.tables(), office.inquiry(), &id("a"), &seen), [CellId::Figure(key())]);
    // The other department leads nothing, so nothing of it is asked or has changed.
    assert_eq!(wanted(office.tables(), office.inquiry(), &id("b")), []);
    assert_eq!(changed_since(office.tables(), office.inquiry(), &id("b"), &Context::default()), []);
}

#[test]
fn what_was_last_seen_is_what_the_last_return_or_settlement_had_before_it() {
    let mut office = Office::new();
    let seen = |n: u64| -> Context { [Dot { writer: Writer::from_bits(1), n }].into_iter().collect() };
    let last = |office: &Office| last_seen(office.tables(), &id("q"), &id("a"));
    office.step("2027-05-01", received()).unwrap();
    assert_eq!(last(&office), None);
    office.step("2027-05-02", Handling::Returned { reason: "根拠".to_owned(), due: None, seen: seen(3) }).unwrap();
    assert_eq!(last(&office), Some(seen(3)));
    office.step("2027-05-03", received()).unwrap();
    office.step("2027-05-04", Handling::Checked).unwrap();
    assert_eq!(last(&office), Some(seen(3)));
    office.step("2027-05-05", Handling::Settled { seen: seen(5) }).unwrap();
    assert_eq!((last(&office), last_seen(office.tables(), &id("q"), &id("b"))), (Some(seen(5)), None));
}

#[test]
fn a_report_answers_what_it_was_submitted_for_or_what_it_brings() {
    let mut office = Office::new();
    assert_eq!(answered(office.tables(), &id("a"), &[]), []);
    assert_eq!(answered(office.tables(), &id("a"), &[CellId::Figure(key())]), [id::<AgendaId>("q")]);
    assert_eq!(answered(office.tables(), &id("b"), &[CellId::Figure(key())]), []);
    // That another department handed its own in is no answer of this one.
    office.step_of("b", "2027-05-01", Handling::Submitted { digest: "1".to_owned() }).unwrap();
    let record = office.tables().traces.cells().next().map(|(id, _)| CellId::Trace(id.clone())).unwrap();
    assert_eq!(answered(office.tables(), &id("a"), std::slice::from_ref(&record)), []);
    assert_eq!(answered(office.tables(), &id("b"), &[record]), [id::<AgendaId>("q")]);
    let mut office = Office::new();
    office.step("2027-05-01", Handling::Submitted { digest: "1".to_owned() }).unwrap();
    let record = office.tables().traces.cells().next().map(|(id, _)| CellId::Trace(id.clone())).unwrap();
    assert_eq!(answered(office.tables(), &id("a"), &[record]), [id::<AgendaId>("q")]);
    office.step("2027-05-01", received()).unwrap();
    office.step("2027-05-01", Handling::Checked).unwrap();
    office.step("2027-05-01", Handling::Settled { seen: Context::default() }).unwrap();
    assert_eq!(answered(office.tables(), &id("a"), &[CellId::Figure(key())]), []);
}

#[test]
fn of_an_indicator_with_parts_the_figure_of_each_part_is_asked_for() {
    let mut office = Office::new();
    let part = |name: &str| Part { id: id(name), label: name.to_owned(), unit: String::new() };
    let indicator = Indicator { parts: ["m", "f"].map(part).into(), ..Indicator::named(id("1"), "割合") };
    office.write(vec![Entry::Indicator(id("X"), indicator)]).unwrap();
    let of_part = |name: &str| FigureKey { part: Some(id(name)), ..key() };
    office.write(vec![Entry::Figure(of_part("f"), Figure::confirmed(Shown::Words("13件".to_owned())))]).unwrap();
    let asked = |name: &str, filling| Wanted { item: AskedItem::Figure(of_part(name)), filling };
    let all = wanted(office.tables(), office.inquiry(), &id("a"));
    assert_eq!(all, [asked("m", Filling::Blank), asked("f", Filling::Filled)]);
}

#[test]
fn reports_on_measures_that_nobody_leads_are_asked_of_each_department_for_itself() {
    use crate::domain::{FollowUp, State};
    let mut office = Office::new();
    let year = FiscalYear::new(2026).unwrap();
    let measure = Measure::named(id("1"), "会議の見直し");
    let led = Assignment { lead: vec![id("a")], ..Assignment::default() };
    office
        .write(vec![
            Entry::Measure(id("M"), measure.clone()),
            Entry::Measure(id("L"), measure),
            Entry::Assignment(Record::Measure(id("L")), led),
        ])
        .unwrap();
    let inquiry = Inquiry { asks: vec![Asked::Reports(year)], ..office.inquiry().clone() };
    let about = |matter| FollowUpKey::Sheet(id("M"), year, matter);
    let filling = |office: &Office, department: &str| {
        let wanted = wanted(office.tables(), &inquiry, &id(department));
        wanted.into_iter().map(|it| (it.item, it.filling)).collect::<Vec<_>>()
    };
    let item = AskedItem::Report(id("M"), year);
    assert_eq!(filling(&office, "a"), [(item.clone(), Filling::Blank)], "L has a department that keeps its sheet");
    let none = Entry::FollowUp(about(Matter::GoodPractice(id("a"))), FollowUp::state(State::No));
    office.write(vec![none]).unwrap();
    assert_eq!(filling(&office, "a"), [(item.clone(), Filling::Filled)]);
    assert_eq!(filling(&office, "b"), [(item, Filling::Blank)], "what one department says is not another's");

    let is_asked_of = |department: &str, matter| is_asked(office.tables(), &inquiry, &id(department), &CellId::FollowUp(about(matter)));
    assert!(is_asked_of("a", Matter::GoodPractice(id("a"))));
    assert!(!is_asked_of("b", Matter::GoodPractice(id("a"))) && !is_asked_of("a", Matter::MainItem));
    assert!(!is_asked(office.tables(), office.inquiry(), &id("a"), &CellId::FollowUp(about(Matter::GoodPractice(id("a"))))));
    let changed = changed_since(office.tables(), &inquiry, &id("a"), &Context::default());
    assert_eq!(changed, [CellId::FollowUp(about(Matter::GoodPractice(id("a"))))]);
}

#[test]
fn a_sheet_is_filled_in_by_a_result_or_the_leads_rating_of_its_own_year() {
    use super::super::fixture::{City, year};
    use crate::domain::{Column, Dash, GradeId, Passage, PlanKey, Rating, RatingKey, Standing, Step};
    let empty = City::new().measure("S").measure("T");
    let rated = |measure: &str, year, step| {
        let rating = Rating { given: GradeId::new("good").unwrap(), reason: String::new() };
        Entry::Rating(RatingKey { measure: id(measure), year, step }, rating)
    };
    let told = |measure: &str, year, column, text: &str| {
        let key = PlanKey { measure: id(measure), year, row: id("r"), column };
        Entry::Plan(key, Passage::Text(text.to_owned()))
    };
    let asked = AskedItem::Sheet(id("S"), year(2023));
    let of = |city: &City| filling(&city.tables, &id("a"), &asked);
    let plan = PlanKey { measure: id("S"), year: year(2023), row: id("r"), column: Column::Plan };
    let fills = [
        rated("S", year(2023), Step::Lead),
        rated("S", year(2023), Step::AsPrinted),
        // 計画なし, which leaves nothing to tell.
        Entry::Plan(plan, Passage::Dash(Dash::NotPlanned)),
        told("S", year(2023), Column::FirstHalf, "済"),
        told("S", year(2023), Column::SecondHalf, "済"),
    ];
    for entry in fills {
        assert_eq!(of(&empty.clone().write(entry)), Filling::Filled);
    }
    let does_not = [
        rated("T", year(2023), Step::Lead),
        rated("S", year(2022), Step::Lead),
        rated("S", year(2023), Step::Secretariat),
        told("T", year(2023), Column::FirstHalf, "済"),
        told("S", year(2022), Column::FirstHalf, "済"),
        told("S", year(2023), Column::Plan, "予定"),
        told("S", year(2023), Column::FirstHalf, ""),
        told("S", year(2023), Column::SecondHalf, "\n　"),
    ];
    let blank = does_not.into_iter().fold(empty.clone(), City::write);
    assert_eq!(of(&blank), Filling::Blank);
    // A row that was taken out tells nothing more.
    let told = told("S", year(2023), Column::FirstHalf, "済");
    let removed = Entry::Standing(Record::PlanRow(id("S"), year(2023), id("r")), Standing::Removed);
    assert_eq!(of(&blank.write(told).write(removed)), Filling::Blank);
}

#[test]
fn the_departments_that_are_asked_stand_in_their_order() {
    let mut office = Office::new();
    let asked = |office: &Office| asked_departments(office.tables(), &id("q")).iter().map(DepartmentId::to_string).collect::<Vec<_>>();
    assert_eq!((asked(&office), asked_departments(office.tables(), &id("none"))), (vec!["a".to_owned(), "b".to_owned()], vec![]));
    // Who named nobody asks all.
    let agenda = office.tables().agenda.get(&id("q")).unwrap().clone();
    office.write(vec![Entry::Agenda(id("q"), Agenda { departments: Vec::new(), ..agenda })]).unwrap();
    assert_eq!(asked(&office), ["a", "b", "c"]);
}
