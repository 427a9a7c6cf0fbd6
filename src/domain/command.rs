//! The changes a person can make, and why one may be refused.

use super::*;
use crate::register::Reading;
use std::collections::BTreeSet;

/// One step of a person: it happens whole or not at all, and one undo takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub program: ProgramId,
    /// In order; a later entry of the same cell replaces an earlier one.
    pub entries: Vec<Entry>,
}

/// Why a change was not made. Nothing of its command has happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("no such programme: {0}")]
    NoSuchProgram(ProgramId),
    #[error("no such indicator: {0}")]
    NoSuchIndicator(IndicatorId),
    #[error("{0} has no part {1:?}")]
    NoSuchPart(IndicatorId, Option<PartId>),
    #[error("no such measure: {0}")]
    NoSuchMeasure(MeasureId),
    #[error("no such department: {0}")]
    NoSuchDepartment(DepartmentId),
    #[error("no such survey: {0}")]
    NoSuchSurvey(SurveyId),
    #[error("no such grade: {0}")]
    NoSuchGrade(GradeId),
    #[error("more answers than people: {answered} of {eligible}")]
    MoreAnswersThanPeople { answered: u32, eligible: u32 },
    #[error("the counts of {question} exceed the answers: {counted} of {answered}")]
    CountsExceedAnswers { question: QuestionId, counted: u64, answered: u32 },
    #[error("a group below 3 people may not be shown")]
    GroupTooSmall,
    #[error("no such inquiry: {0}")]
    NoSuchInquiry(AgendaId),
    #[error("{0} is asked for nothing")]
    NotAsked(DepartmentId),
    #[error("due before it is sent")]
    DueBeforeSending,
    #[error("not allowed from {0:?}")]
    StepNotAllowed(SubmissionStage),
    /// 差戻し and 確定解除 need one.
    #[error("no reason")]
    ReasonMissing,
    /// 所属長確認 without a name.
    #[error("no name")]
    NameMissing,
    /// What was done stays as it was recorded.
    #[error("a record of what was done does not change")]
    TraceStays,
    /// 確定済み: 確定解除 first.
    #[error("the year {0} is closed")]
    YearClosed(FiscalYear),
    #[error("the year {0} is not closed")]
    YearOpen(FiscalYear),
    #[error("this state does not fit there")]
    StateDoesNotFit,
    #[error("text of {0} characters")]
    TooLong(usize),
}

/// The longest text of one cell, in characters.
pub const LONGEST_TEXT: usize = 20_000;

impl Workspace {
    /// Applies a command and returns the cells it changed, with the stamp the next command goes on from.
    ///
    /// An entry that says what the cell already says is no change: it would only make two copies differ.
    pub fn apply(&mut self, command: Command, stamp: Stamp) -> Result<(BTreeSet<CellId>, Stamp), Refusal> {
        let program = self.program(&command.program).ok_or_else(|| Refusal::NoSuchProgram(command.program.clone()))?;
        // A command may define what its later entries refer to, so each entry is checked against the result so far.
        let mut tables = program.tables.clone();
        let mut changed = BTreeSet::new();
        let mut stamp = stamp;
        for entry in command.entries {
            tables.check(&entry)?;
            let id = entry.id();
            if tables.reading(&id) == Reading::Settled(entry.clone()) {
                continue;
            }
            tables.write(entry, stamp.dot, stamp.at);
            stamp = stamp.next();
            changed.insert(id);
        }
        if !changed.is_empty() {
            self.program_mut(&command.program).tables = tables;
        }
        Ok((changed, stamp))
    }

    /// Applies commands of several programmes: all of them or, where one is refused, none. Returns what each of them changed.
    pub fn apply_all(&mut self, commands: Vec<Command>, stamp: Stamp) -> Result<(Vec<BTreeSet<CellId>>, Stamp), Refusal> {
        let mut after = self.clone();
        let mut stamp = stamp;
        let mut changed = Vec::with_capacity(commands.len());
        for command in commands {
            let (cells, next) = after.apply(command, stamp)?;
            changed.push(cells);
            stamp = next;
        }
        *self = after;
        Ok((changed, stamp))
    }
}

impl Tables {
    fn check(&self, entry: &Entry) -> Result<(), Refusal> {
        self.check_open(entry)?;
        match entry {
            Entry::Figure(key, figure) => {
                check_length(&figure.remark)?;
                self.check_part(&key.indicator, &key.part)
            }
            Entry::Target(key, target) => {
                check_length(&target.remark)?;
                match &key.part {
                    // A two-part target (近づける) belongs to the indicator as a whole.
                    None => self.check_indicator(&key.indicator).map(|_| ()),
                    part => self.check_part(&key.indicator, part),
                }
            }
            Entry::Baseline(key, _) => match &key.part {
                None => self.check_indicator(&key.indicator).map(|_| ()),
                part => self.check_part(&key.indicator, part),
            },
            Entry::DefinitionBreak(key, _) => self.check_indicator(&key.indicator).map(|_| ()),
            Entry::Passage(key, passage) => {
                check_passage(passage)?;
                self.check_measure(&key.measure)
            }
            Entry::Plan(key, passage) => {
                check_passage(passage)?;
                self.check_measure(&key.measure)
            }
            Entry::Schedule(key, _) => self.check_measure(&key.measure),
            Entry::Rating(key, rating) => {
                self.check_measure(&key.measure)?;
                let is_known = self.rating_scale.get(&()).is_some_and(|scale| {
                    scale.grades.iter().any(|grade| grade.id == rating.given)
                        || scale.decisions.iter().any(|decision| decision.id == rating.given)
                });
                if is_known { Ok(()) } else { Err(Refusal::NoSuchGrade(rating.given.clone())) }
            }
            Entry::Settings(_, settings) if settings.minimum_group < 3 => Err(Refusal::GroupTooSmall),
            Entry::Eligible(key, _) => self.check_survey_department(key),
            Entry::PaperTally(key, tally) => {
                self.check_survey_department(key)?;
                self.check_tally(key, tally)
            }
            Entry::Intake(key, intake) => {
                check_length(&intake.reason)?;
                if self.surveys.cell(&key.survey).is_none() {
                    return Err(Refusal::NoSuchSurvey(key.survey.clone()));
                }
                let needs_reason = intake.ruling != Ruling::ByArrival;
                if needs_reason && intake.reason.trim().is_empty() { Err(Refusal::ReasonMissing) } else { Ok(()) }
            }
            Entry::Edition(key, _) => match self.surveys.cell(&key.survey) {
                Some(_) => Ok(()),
                None => Err(Refusal::NoSuchSurvey(key.survey.clone())),
            },
            Entry::Overtime(key, entry) => {
                check_length(&key.workplace)?;
                check_length(&entry.words)
            }
            Entry::Assignment(_, assignment) => assignment
                .lead
                .iter()
                .chain(&assignment.related)
                .find(|department| self.departments.get(department).is_none())
                .map_or(Ok(()), |unknown| Err(Refusal::NoSuchDepartment(unknown.clone()))),
            Entry::Agenda(_, agenda) => self.check_agenda(agenda),
            Entry::Trace(id, trace) => self.check_trace(id, trace),
            Entry::FollowUp(key, value) => {
                check_length(&value.words)?;
                self.check_follow_up(key, value)
            }
            Entry::Overview(..)
            | Entry::Settings(..)
            | Entry::Vocabulary(..)
            | Entry::RatingScale(..)
            | Entry::Department(..)
            | Entry::Pillar(..)
            | Entry::Measure(..)
            | Entry::Indicator(..)
            | Entry::Position(..)
            | Entry::Standing(..)
            | Entry::Note(..)
            | Entry::Claim(..)
            | Entry::Sum(..)
            | Entry::Survey(..) => Ok(()),
        }
    }

    fn check_indicator(&self, id: &IndicatorId) -> Result<&Indicator, Refusal> {
        // A definition in conflict is still a definition: entry goes on while the secretariat picks.
        self.indicators
            .cell(id)
            .and_then(|cell| cell.siblings().first())
            .map(|sibling| &sibling.value)
            .ok_or_else(|| Refusal::NoSuchIndicator(id.clone()))
    }

    fn check_part(&self, id: &IndicatorId, part: &Option<PartId>) -> Result<(), Refusal> {
        let parts = &self.check_indicator(id)?.parts;
        let fits = match part {
            None => parts.is_empty(),
            Some(part) => parts.iter().any(|known| known.id == *part),
        };
        if fits { Ok(()) } else { Err(Refusal::NoSuchPart(id.clone(), part.clone())) }
    }

    pub(super) fn check_measure(&self, id: &MeasureId) -> Result<(), Refusal> {
        self.measures.cell(id).map(|_| ()).ok_or_else(|| Refusal::NoSuchMeasure(id.clone()))
    }

    fn check_survey_department(&self, key: &EligibleKey) -> Result<(), Refusal> {
        if self.surveys.cell(&key.survey).is_none() {
            return Err(Refusal::NoSuchSurvey(key.survey.clone()));
        }
        if self.departments.cell(&key.department).is_none() {
            return Err(Refusal::NoSuchDepartment(key.department.clone()));
        }
        Ok(())
    }

    fn check_agenda(&self, agenda: &Agenda) -> Result<(), Refusal> {
        check_length(&agenda.note)?;
        if agenda.inquiry().is_some_and(|inquiry| inquiry.due < inquiry.sent_on) {
            return Err(Refusal::DueBeforeSending);
        }
        let unknown = agenda.departments.iter().find(|department| self.departments.cell(department).is_none());
        unknown.map_or(Ok(()), |unknown| Err(Refusal::NoSuchDepartment(unknown.clone())))
    }

    fn check_trace(&self, id: &TraceId, trace: &Trace) -> Result<(), Refusal> {
        if self.traces.cell(id).is_some_and(|cell| cell.siblings().iter().any(|sibling| sibling.value != *trace)) {
            return Err(Refusal::TraceStays);
        }
        let Event::Handled(handled) = &trace.event else { return Ok(()) };
        if self.traces.cell(id).is_some() {
            return Ok(());
        }
        let Handled { inquiry, department, order, step } = handled;
        let agenda = self.agenda.get(inquiry).filter(|agenda| agenda.inquiry().is_some() && agenda.stands());
        let agenda = agenda.ok_or_else(|| Refusal::NoSuchInquiry(inquiry.clone()))?;
        if self.departments.cell(department).is_none() {
            return Err(Refusal::NoSuchDepartment(department.clone()));
        }
        if !agenda.concerns(department) {
            return Err(Refusal::NotAsked(department.clone()));
        }
        match step {
            Handling::Returned { reason, .. } | Handling::Reopened { reason } if reason.trim().is_empty() => {
                return Err(Refusal::ReasonMissing);
            }
            Handling::Returned { reason, .. } | Handling::Reopened { reason } => check_length(reason)?,
            Handling::Confirmed { name, .. } if name.trim().is_empty() => return Err(Refusal::NameMissing),
            Handling::Confirmed { .. }
            | Handling::Submitted { .. }
            | Handling::Received { .. }
            | Handling::Checked
            | Handling::Settled { .. } => {}
        }
        let stage = self.stage(inquiry, department);
        let is_in_turn = *order == self.next_order(inquiry, department);
        if is_in_turn && stage.after(step).is_some() { Ok(()) } else { Err(Refusal::StepNotAllowed(stage)) }
    }

    fn check_tally(&self, key: &EligibleKey, tally: &PaperTally) -> Result<(), Refusal> {
        if let Some(&People(eligible)) = self.eligible.get(key)
            && tally.answered > eligible
        {
            return Err(Refusal::MoreAnswersThanPeople { answered: tally.answered, eligible });
        }
        if let Some((question, counted)) = tally.exceeding() {
            return Err(Refusal::CountsExceedAnswers { question: question.clone(), counted, answered: tally.answered });
        }
        tally.texts.values().flatten().try_for_each(|text| check_length(text))
    }
}

fn check_passage(passage: &Passage) -> Result<(), Refusal> {
    match passage {
        Passage::Text(text) => check_length(text),
        Passage::Dash(_) => Ok(()),
    }
}

fn check_length(text: &str) -> Result<(), Refusal> {
    // Bytes first: counting characters of a short text would be work for nothing.
    if text.len() <= LONGEST_TEXT {
        return Ok(());
    }
    let n_characters = text.chars().count();
    if n_characters <= LONGEST_TEXT { Ok(()) } else { Err(Refusal::TooLong(n_characters)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Dot, Writer};

    #[test]
    fn of_commands_for_several_programmes_all_happen_or_none() {
        let ids = ["a", "b"].map(|id| ProgramId::new(id).unwrap());
        let mut workspace = Workspace::default();
        workspace.programs.extend(ids.clone().map(|id| (id, Default::default())));
        let pillar = Record::Pillar(PillarId::new("1").unwrap());
        let removed = Entry::Standing(pillar.clone(), Standing::Removed);
        let key = PassageKey { measure: MeasureId::new("S").unwrap(), year: FiscalYear::new(2023).unwrap(), section: Section::Check };
        let refused = Entry::Passage(key.clone(), Passage::Text(String::new()));
        let commands = |second: Entry| {
            let entries = [vec![removed.clone()], vec![removed.clone(), second]];
            ids.clone().into_iter().zip(entries).map(|(program, entries)| Command { program, entries }).collect::<Vec<_>>()
        };
        let stamp = Stamp { dot: Dot { writer: Writer::from_bits(7), n: 1 }, at: None };
        let before = workspace.clone();
        assert_eq!(workspace.apply_all(commands(refused), stamp), Err(Refusal::NoSuchMeasure(key.measure)));
        assert_eq!(workspace, before);
        let (changed, next) = workspace.apply_all(commands(removed.clone()), stamp).unwrap();
        assert_eq!(changed, [[removed.id()].into(), [removed.id()].into()]);
        assert_eq!(next.dot.n, 3);
        assert!(ids.iter().all(|id| workspace.program(id).unwrap().tables.standings.get(&pillar) == Some(&Standing::Removed)));
    }

    /// A sheet `S` and an indicator of two parts, `X`, in a scale of one grade and one decision.
    fn book() -> Tables {
        let pillar = || PillarId::new("1").unwrap();
        let part = Part { id: PartId::new("male").unwrap(), label: "男性".to_owned(), unit: String::new() };
        let grade = Grade { id: GradeId::new("good").unwrap(), symbol: None, label: "◎".to_owned(), at_least: None };
        let decision = Decision { id: GradeId::new("stop").unwrap(), label: "中止".to_owned(), effect: DecisionEffect::Stops };
        let scale = RatingScale { grades: vec![grade], decisions: vec![decision], reason_where_it_differs: ReasonRule::Optional };
        let entries = [
            Entry::Measure(MeasureId::new("S").unwrap(), Measure::named(pillar(), "取組")),
            Entry::Indicator(IndicatorId::new("X").unwrap(), Indicator { parts: vec![part], ..Indicator::named(pillar(), "割合") }),
            Entry::RatingScale((), scale),
        ];
        let mut tables = Tables::default();
        for (n, entry) in (1..).zip(entries) {
            tables.write(entry, Dot { writer: Writer::from_bits(1), n }, None);
        }
        tables
    }

    #[test]
    fn a_sheet_is_rated_by_a_grade_or_a_decision_of_the_scale() {
        let rated = |measure: &str, given: &str| {
            let (measure, year) = (MeasureId::new(measure).unwrap(), FiscalYear::new(2023).unwrap());
            let rating = Rating { given: GradeId::new(given).unwrap(), reason: String::new() };
            book().check(&Entry::Rating(RatingKey { measure, year, step: Step::Lead }, rating))
        };
        assert_eq!([rated("S", "good"), rated("S", "stop")], [Ok(()), Ok(())]);
        assert_eq!(rated("S", "fair"), Err(Refusal::NoSuchGrade(GradeId::new("fair").unwrap())));
        assert_eq!(rated("T", "good"), Err(Refusal::NoSuchMeasure(MeasureId::new("T").unwrap())));
    }

    #[test]
    fn a_figure_is_of_a_part_where_its_indicator_has_parts() {
        let x = IndicatorId::new("X").unwrap();
        let entered = |part: Option<&str>| {
            let part = part.map(|part| PartId::new(part).unwrap());
            let key = FigureKey { indicator: x.clone(), year: FiscalYear::new(2023).unwrap(), part };
            book().check(&Entry::Figure(key, Figure::confirmed(Shown::Blank)))
        };
        let refused = |part: Option<&str>| Err(Refusal::NoSuchPart(x.clone(), part.map(|part| PartId::new(part).unwrap())));
        assert_eq!(entered(Some("male")), Ok(()));
        assert_eq!([entered(None), entered(Some("other"))], [refused(None), refused(Some("other"))]);
    }

    #[test]
    fn a_text_of_a_sheet_is_no_longer_than_a_text_may_be() {
        let written = |letters: usize| {
            let (measure, year) = (MeasureId::new("S").unwrap(), FiscalYear::new(2023).unwrap());
            let passage = Passage::Text("票".repeat(letters));
            book().check(&Entry::Passage(PassageKey { measure, year, section: Section::Content }, passage))
        };
        assert_eq!([written(LONGEST_TEXT), written(LONGEST_TEXT + 1)], [Ok(()), Err(Refusal::TooLong(LONGEST_TEXT + 1))]);
    }

    #[test]
    fn whether_an_answer_counts_is_said_with_a_reason_where_it_is_not_by_its_arrival() {
        let survey = SurveyId::new("r5").unwrap();
        let mut tables = Tables::default();
        let asked = Survey::new(FiscalYear::new(2023).unwrap(), "職員アンケート");
        tables.write(Entry::Survey(survey.clone(), asked), Dot { writer: Writer::from_bits(1), n: 1 }, None);
        let ruled = |ruling, reason: &str| {
            let key = IntakeKey { survey: survey.clone(), answer: None };
            tables.check(&Entry::Intake(key, Intake { ruling, reason: reason.to_owned() }))
        };
        assert_eq!(ruled(Ruling::ByArrival, ""), Ok(()));
        for ruling in [Ruling::Counted, Ruling::Excluded] {
            assert_eq!([ruled(ruling, " "), ruled(ruling, "郵送の遅れ")], [Err(Refusal::ReasonMissing), Ok(())]);
        }
    }

    #[test]
    fn no_setting_shows_groups_of_fewer_than_three() {
        let with = |minimum_group: u32| Settings { minimum_group, ..Settings::usual(FiscalYear::new(2023).unwrap()) };
        let check = |minimum_group| Tables::default().check(&Entry::Settings((), with(minimum_group)));
        assert_eq!([check(1), check(2), check(3), check(10)], [Err(Refusal::GroupTooSmall), Err(Refusal::GroupTooSmall), Ok(()), Ok(())]);
    }

    #[test]
    fn paper_answers_are_no_more_than_the_people() {
        let key = EligibleKey { survey: SurveyId::new("r5").unwrap(), department: DepartmentId::new("a").unwrap() };
        let mut tables = Tables::default();
        tables.write(Entry::Eligible(key.clone(), People(5)), Dot { writer: Writer::from_bits(1), n: 1 }, None);
        let check = |answered| tables.check_tally(&key, &PaperTally { answered, ..PaperTally::default() });
        assert_eq!((check(5), check(6)), (Ok(()), Err(Refusal::MoreAnswersThanPeople { answered: 6, eligible: 5 })));
    }

    #[test]
    fn a_text_is_measured_in_characters_up_to_its_limit() {
        for letter in ["a", "票"] {
            assert_eq!(check_length(&letter.repeat(LONGEST_TEXT)), Ok(()));
            assert_eq!(check_length(&letter.repeat(LONGEST_TEXT + 1)), Err(Refusal::TooLong(LONGEST_TEXT + 1)));
        }
    }
}
