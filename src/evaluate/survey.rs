//! アンケート: answers counted, and the figures they become (N:80).

mod columns;
mod results;
mod roster;

pub use columns::Columns;
pub use results::Publishable;
pub use roster::Roster;

use super::{
    disclosure::{Counted, Crowd, release},
    exact::{Fraction, HUNDRED},
    intake::{Counting, counting},
};
use crate::{
    domain::{
        Amount, Answer, ChoiceId, DepartmentId, Edition, EligibleKey, Figure, FiscalYear, GroupPlace, IndicatorId, Overlap, PaperTally,
        People, Program, Qualifier, Quantity, Question, QuestionId, QuestionKind, Ratio, Results, Sense, Shown, Survey, SurveyId, Tables,
    },
    register::Reading,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// One survey, counted. 対象者数, 回答者数 and 回答率 come first in every output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub survey: SurveyId,
    pub year: FiscalYear,
    pub version: u32,
    pub response: Response,
    /// City-wide, in the survey's order.
    pub questions: Vec<QuestionTally>,
    /// By department and attribute: what may be shown beside every earlier edition.
    pub results: Results,
    /// Free texts, before anybody has gone through them.
    pub texts: Vec<(QuestionId, Vec<String>)>,
    pub publishable: Publishable,
    pub not_counted: NotCounted,
    /// What the secretariat has to look at before the counts can be relied on.
    pub flags: Vec<Flag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// 対象者数; `None` where it is entered for no department.
    pub eligible: Option<u64>,
    /// 回答者数
    pub answered: u64,
    /// 回答率 in percent with one decimal; `None` unless 対象者数 is known for every department that answered.
    pub rate: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionTally {
    pub question: QuestionId,
    /// Hidden where too few people answered, or all but one gave the same answer.
    pub counts: Option<ByChoice>,
    /// 無回答: outside the denominator of the rate.
    pub n_no_answer: u64,
    /// `None` where nobody can favour anything, and where fewer people answered than a group needs.
    pub rate: Option<Rate>,
    /// What the rate would be as the figure of the indicator it feeds. The city-wide indicators of a programme are exempt
    /// from the rule on differences between groups, not from its minimum of people.
    pub figure: Option<(IndicatorId, Figure)>,
}

/// favourable ÷ answered that question × 100, rounded once to the indicator's decimals, half away from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub percent: Decimal,
    pub favourable: u64,
    pub answered: u64,
}

/// How many gave each choice, in the question's order.
pub type ByChoice = Vec<(ChoiceId, u64)>;

/// Answers that are here and in no count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotCounted {
    /// Given under a version of the questions that this device does not have yet.
    pub other_versions: u64,
    pub other_surveys: u64,
    /// Single replies that the question does not offer; they count as no answer.
    pub unknown_choices: u64,
    /// Late and not let in, excluded, or decided in two ways.
    pub left_out: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// File and paper answers came, and nobody says that they are of different people: the paper is not summed.
    PaperNotSummed(DepartmentId),
    /// With the paper there would be more answers than people, or than any city has: the paper is not summed.
    PaperExceedsPeople(DepartmentId),
    /// Two paper tallies contradict each other: neither is summed.
    PaperInConflict(DepartmentId),
    /// A question of the paper tally has more answers than sheets came back: it is not summed.
    PaperCountsExceedAnswers(DepartmentId, QuestionId),
    /// There are more files than people.
    FilesExceedPeople(DepartmentId),
    /// 対象者数 is not entered although people answered.
    EligibleMissing(DepartmentId),
    EligibleInConflict(DepartmentId),
}

/// Why a survey cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTally {
    #[error("no such survey: {0}")]
    NoSuchSurvey(SurveyId),
    /// Its questions are in conflict: which choices are favourable is open.
    #[error("the survey is in conflict: {0}")]
    SurveyInConflict(SurveyId),
}

/// How many people paper tallies may bring a survey to. A file may state any number of sheets; counts are added and doubled in
/// 32 bits, which hold this many times over.
const MOST_PEOPLE: u64 = 10_000_000;

/// Counts the answers and paper tallies of one survey.
pub fn tally(program: &Program, id: &SurveyId) -> Result<Tally, NoTally> {
    let survey = match program.tables.surveys.reading(id) {
        Reading::Settled(survey) => survey,
        Reading::Absent => return Err(NoTally::NoSuchSurvey(id.clone())),
        Reading::Conflict(_) => return Err(NoTally::SurveyInConflict(id.clone())),
    };
    let (counted, not_counted) = counted_answers(program, survey, id);
    let papers = program.tables.paper_tallies.cells().map(|(key, _)| key).filter(|key| key.survey == *id).map(|key| &key.department);
    let answered = counted.iter().filter_map(|answer| answer.department.as_ref()).chain(papers);
    let roster = Roster::new(&program.tables, id, answered);
    let mut columns = Columns::new(survey);
    counted.iter().for_each(|answer| columns.add(survey, roster.at(answer.department.as_ref()), answer));
    let minimum = minimum_group(&program.tables);
    let counts = columns.count(&roster, minimum);
    let not_counted = NotCounted { unknown_choices: columns.n_strange, ..not_counted };
    let mut count = Count { tables: &program.tables, id, survey, roster, counts, papers: Vec::new(), flags: BTreeSet::new() };
    count.check_files();
    count.add_paper();
    count.check_eligible();
    Ok(count.finish(&counted, not_counted))
}

/// The answers as columns, with the places they stand in: for those who count again and again.
pub fn columns(program: &Program, id: &SurveyId) -> Option<(Columns, Roster)> {
    let survey = program.tables.surveys.get(id)?;
    let (counted, _) = counted_answers(program, survey, id);
    let roster = Roster::new(&program.tables, id, counted.iter().filter_map(|answer| answer.department.as_ref()));
    let mut columns = Columns::new(survey);
    counted.iter().for_each(|answer| columns.add(survey, roster.at(answer.department.as_ref()), answer));
    Some((columns, roster))
}

/// The answers that count.
fn counted_answers<'a>(program: &'a Program, survey: &Survey, id: &SurveyId) -> (Vec<&'a Answer>, NotCounted) {
    let mut not_counted = NotCounted::default();
    let mut counted = Vec::new();
    for (name, answer) in program.answers.iter() {
        if answer.survey != *id {
            not_counted.other_surveys += 1;
        } else if !survey.knows_version_of(answer) {
            not_counted.other_versions += 1;
        } else if counting(&program.tables, name, answer) != Counting::Counted {
            not_counted.left_out += 1;
        } else {
            counted.push(answer);
        }
    }
    (counted, not_counted)
}

/// A survey while it is counted.
struct Count<'a> {
    tables: &'a Tables,
    id: &'a SurveyId,
    survey: &'a Survey,
    roster: Roster,
    counts: Counted,
    /// Those that are summed with the files.
    papers: Vec<&'a PaperTally>,
    flags: BTreeSet<Flag>,
}

impl<'a> Count<'a> {
    /// 対象者数 of one department.
    fn eligible(&self, department: &DepartmentId) -> Reading<u32> {
        let key = EligibleKey { survey: self.id.clone(), department: department.clone() };
        self.tables.eligible.reading(&key).map(|&People(n)| n)
    }

    /// The departments that somebody named, with how many did.
    fn named(&self) -> impl Iterator<Item = (&DepartmentId, u32)> {
        self.counts.places.iter().enumerate().filter_map(|(at, place)| match self.roster.place(at) {
            GroupPlace::Department(department) if place.own.n_people() > 0 => Some((department, place.own.n_people())),
            GroupPlace::City | GroupPlace::Department(_) | GroupPlace::Unnamed => None,
        })
    }

    /// Before paper is added: 対象者数 bounds the files alone too.
    fn check_files(&mut self) {
        let too_many = self.named().filter_map(|(department, n_people)| {
            let people = self.eligible(department).settled()?;
            (n_people > people).then(|| Flag::FilesExceedPeople(department.clone()))
        });
        self.flags.extend(too_many.collect::<Vec<_>>());
    }

    fn check_eligible(&mut self) {
        let in_doubt = self.named().filter_map(|(department, _)| match self.eligible(department) {
            Reading::Absent => Some(Flag::EligibleMissing(department.clone())),
            Reading::Conflict(_) => Some(Flag::EligibleInConflict(department.clone())),
            Reading::Settled(_) => None,
        });
        self.flags.extend(in_doubt.collect::<Vec<_>>());
    }

    fn add_paper(&mut self) {
        let tables: &'a Tables = self.tables;
        let tallies = tables.paper_tallies.cells().filter(|(key, _)| key.survey == *self.id);
        for (EligibleKey { department, .. }, cell) in tallies {
            let paper = match cell.reading() {
                Reading::Absent => continue,
                Reading::Conflict(_) => Err(Flag::PaperInConflict(department.clone())),
                Reading::Settled(paper) => self.readable(department, paper).map(|crowd| (paper, crowd)),
            };
            match paper {
                Ok((tally, paper)) => {
                    self.papers.push(tally);
                    let at = self.roster.at(Some(department));
                    self.counts.places[at].own.add(&paper);
                    // Paper says nothing about the person.
                    let unsaid = self.counts.attributes.iter_mut().filter_map(|classes| classes.last_mut());
                    unsaid.for_each(|places| places[at].add(&paper));
                }
                Err(flag) => {
                    self.flags.insert(flag);
                }
            }
        }
    }

    /// The paper answers of a department, where they may be added to its files.
    fn readable(&self, department: &DepartmentId, paper: &PaperTally) -> Result<Crowd, Flag> {
        let form = &self.counts.form;
        let mut answered = form.nobody();
        answered.add_people(paper.answered);
        if let Some((question, _)) = paper.exceeding() {
            return Err(Flag::PaperCountsExceedAnswers(department.clone(), question.clone()));
        }
        for (at, question) in self.survey.questions.iter().enumerate() {
            let takes_several = question.kind == QuestionKind::Multiple;
            let several = paper.several.get(&question.id).filter(|_| takes_several);
            let counts = several.map(|tally| &tally.counts).or(paper.counts.get(&question.id).filter(|_| !takes_several));
            let choices = question.choices.iter().take(form.asked()[at].n_choices).enumerate();
            let given = choices.filter_map(|(choice, it)| Some((choice, *counts?.get(&it.id)?))).collect::<Vec<_>>();
            let n_answered = match question.kind {
                QuestionKind::Likert | QuestionKind::Single => given.iter().map(|(_, n)| n).sum(),
                QuestionKind::Multiple => several.map_or(0, |tally| tally.answered),
                QuestionKind::Number => paper.numbers.get(&question.id).map_or(0, |numbers| numbers.len() as u32),
                QuestionKind::Text => paper.texts.get(&question.id).map_or(0, |texts| texts.len() as u32),
            };
            answered.add_answered(form, at, n_answered);
            given.into_iter().for_each(|(choice, n)| answered.add_given(form, at, choice, n));
        }
        let everyone: u64 = self.counts.places.iter().map(|place| u64::from(place.own.n_people())).sum();
        if everyone + u64::from(paper.answered) > MOST_PEOPLE {
            return Err(Flag::PaperExceedsPeople(department.clone()));
        }
        let n_files = self.counts.places[self.roster.at(Some(department))].own.n_people();
        if n_files > 0 && paper.overlap == Overlap::Unknown {
            return Err(Flag::PaperNotSummed(department.clone()));
        }
        match self.eligible(department) {
            Reading::Settled(people) if u64::from(n_files) + u64::from(paper.answered) > u64::from(people) => {
                Err(Flag::PaperExceedsPeople(department.clone()))
            }
            Reading::Absent | Reading::Settled(_) | Reading::Conflict(_) => Ok(answered),
        }
    }

    fn finish(self, answers: &[&Answer], not_counted: NotCounted) -> Tally {
        let editions = self.tables.editions.cells().filter(|(key, _)| key.survey == *self.id);
        let editions: Vec<&Edition> = editions.flat_map(|(_, cell)| cell.reading().values()).collect();
        let earlier: Vec<_> = editions.iter().map(|edition| results::earlier(&self, &edition.results)).collect();
        let release = release(&self.counts, &earlier);
        let totals = super::disclosure::totals(&self.counts.places, |at| &self.counts.places[at].own);
        let results = results::results(&self, &totals, &release, answers, &editions);
        Tally {
            survey: self.id.clone(),
            year: self.survey.year,
            version: self.survey.version,
            response: self.response(totals[0].n_people().into()),
            questions: (0..self.survey.questions.len())
                .map(|question| self.of_city(question, &totals[0], release.open[0].questions[question]))
                .collect(),
            publishable: results::publishable(&results, &editions),
            texts: results::texts(&self, totals[0].n_people(), answers),
            results,
            not_counted,
            flags: self.flags.into_iter().collect(),
        }
    }

    fn response(&self, answered: u64) -> Response {
        let keys = self.tables.eligible.cells().filter(|(key, _)| key.survey == *self.id);
        let known: Vec<u64> = keys.filter_map(|(_, cell)| cell.reading().settled()).map(|people| u64::from(people.0)).collect();
        let eligible = (!known.is_empty()).then(|| known.iter().sum::<u64>());
        let are_known = self.named().all(|(department, _)| matches!(self.eligible(department), Reading::Settled(_)));
        let rate = eligible.filter(|_| are_known).and_then(|eligible| share(answered, eligible));
        Response { eligible, answered, rate }
    }

    fn of_city(&self, at: usize, city: &Crowd, is_open: bool) -> QuestionTally {
        let (question, form) = (&self.survey.questions[at], &self.counts.form);
        let (answered, given) = (city.answered(form, at), city.given(form, at));
        let definitions = question.feeds.as_ref().map(|id| self.tables.indicators.reading(id).values()).unwrap_or_default();
        let decimals = definitions.first().map_or(1, |definition| definition.decimals);
        // The programme's own figures of the whole city are exempt from what a difference would tell (§5); the answers of fewer
        // people than a group needs are nobody's to publish.
        let rate = rate(question, answered, given, decimals).filter(|rate| rate.answered >= form.minimum().into());
        let unit = definitions.first().map(|definition| definition.unit.clone()).filter(|unit| !unit.is_empty());
        let by_choice = || question.choices.iter().zip(given).map(|(choice, &n)| (choice.id.clone(), n.into())).collect();
        QuestionTally {
            question: question.id.clone(),
            counts: is_open.then(by_choice),
            n_no_answer: city.n_people().saturating_sub(answered).into(),
            rate,
            figure: question.feeds.clone().zip(rate.map(|rate| rate.figure(unit.unwrap_or_else(|| "%".to_owned())))),
        }
    }
}

/// The rate of a question with favourable choices, from who answered it and how many gave each choice.
pub fn rate(question: &Question, answered: u32, given: &[u32], decimals: u32) -> Option<Rate> {
    let favourable = question.choices.iter().zip(given).filter(|(choice, _)| choice.sense == Sense::Favourable);
    // Without a favourable choice there is no rate, not one of zero.
    question.choices.iter().any(|choice| choice.sense == Sense::Favourable).then_some(())?;
    let favourable: u32 = favourable.map(|(_, n)| n).sum();
    let percent = Fraction::new(favourable.into(), answered.into())?.times(HUNDRED)?.rounded(decimals)?;
    Some(Rate { percent, favourable: favourable.into(), answered: answered.into() })
}

impl Rate {
    fn figure(self, unit: String) -> Figure {
        let people = |n: u64| Amount::new(Decimal::from(n));
        Figure::confirmed(Shown::Number(Quantity {
            amount: Amount::new(self.percent),
            unit,
            qualifier: Qualifier::Plain,
            ratio: Some(Ratio { numerator: people(self.favourable), denominator: people(self.answered) }),
        }))
    }
}

/// In percent with one decimal.
pub fn share(part: u64, whole: u64) -> Option<Decimal> {
    Fraction::new(part.into(), whole.into())?.percent()
}

/// The programme's setting, default 10 and never below 3; of settings in conflict the one that hides more.
pub fn minimum_group(tables: &Tables) -> u32 {
    let settings = tables.settings.reading(&()).values();
    settings.into_iter().map(|settings| settings.minimum_group).max().unwrap_or(10).max(3)
}

#[cfg(test)]
mod tests;
