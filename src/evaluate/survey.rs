//! アンケート: answers counted, and the figures they become (N:80).

use super::{
    breakdown::{Disclosure, Group, hidden, is_nearly_unanimous},
    exact::{Fraction, HUNDRED},
    intake::{Counting, counting},
};
use crate::{
    domain::{
        Amount, Answer, AnswerId, ChoiceId, DepartmentId, EligibleKey, Figure, FiscalYear, IndicatorId, Overlap, PaperTally, People,
        Program, Qualifier, Quantity, Question, QuestionId, Ratio, Reply, Sense, Shown, Survey, SurveyId, Tables,
    },
    register::Reading,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// One survey, counted. 対象者数, 回答者数 and 回答率 come first in every output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub survey: SurveyId,
    pub year: FiscalYear,
    pub version: u32,
    pub response: Response,
    /// City-wide, in the survey's order.
    pub questions: Vec<QuestionTally>,
    /// In the order of the list of departments; answers that name none come last.
    pub departments: Vec<DepartmentTally>,
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
    /// Hidden while fewer people than a group needs have answered in all.
    pub counts: Disclosure<ByChoice>,
    /// 無回答: outside the denominator of the rate.
    pub n_no_answer: u64,
    pub rate: Option<Rate>,
    /// What the rate would be as the figure of the indicator it feeds. The city-wide indicators of a programme are exempt
    /// from the rule on small groups.
    pub figure: Option<(IndicatorId, Figure)>,
}

/// favourable ÷ answered that question × 100, rounded once to the indicator's decimals, half away from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub percent: Decimal,
    pub favourable: u64,
    pub answered: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentTally {
    /// `None`: people who named no department.
    pub department: Option<DepartmentId>,
    /// 対象者数 may always be shown.
    pub eligible: Option<u32>,
    pub answers: Disclosure<DepartmentAnswers>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentAnswers {
    pub answered: u64,
    /// In percent with one decimal.
    pub response_rate: Option<Decimal>,
    /// In the survey's order.
    pub questions: Vec<(QuestionId, Disclosure<ByChoice>)>,
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
    /// With the paper there would be more answers than people: the paper is not summed.
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

/// Counts the answers and paper tallies of one survey.
pub fn tally(program: &Program, id: &SurveyId) -> Result<Tally, NoTally> {
    let survey = match program.tables.surveys.reading(id) {
        Reading::Settled(survey) => survey,
        Reading::Absent => return Err(NoTally::NoSuchSurvey(id.clone())),
        Reading::Conflict(_) => return Err(NoTally::SurveyInConflict(id.clone())),
    };
    let mut count =
        Count { tables: &program.tables, id, survey, groups: BTreeMap::new(), flags: BTreeSet::new(), not_counted: NotCounted::default() };
    program.answers.iter().for_each(|(name, answer)| count.add_answer(name, answer));
    count.check_files();
    count.add_paper();
    count.check_eligible();
    Ok(count.finish())
}

/// A survey while it is counted.
struct Count<'a> {
    tables: &'a Tables,
    id: &'a SurveyId,
    survey: &'a Survey,
    groups: BTreeMap<Option<DepartmentId>, Answered>,
    flags: BTreeSet<Flag>,
    not_counted: NotCounted,
}

/// The answers of some people.
#[derive(Clone, Debug, Default)]
struct Answered {
    n_people: u64,
    choices: BTreeMap<(QuestionId, ChoiceId), u64>,
    /// Who answered a question at all: with several choices each, that is not their sum.
    answering: BTreeMap<QuestionId, u64>,
}

impl Answered {
    fn add(&mut self, question: &QuestionId, choice: &ChoiceId, n: u64) {
        *self.choices.entry((question.clone(), choice.clone())).or_default() += n;
    }

    fn join(&mut self, other: &Answered) {
        self.n_people += other.n_people;
        for ((question, choice), &n) in &other.choices {
            self.add(question, choice, n);
        }
        for (question, &n) in &other.answering {
            *self.answering.entry(question.clone()).or_default() += n;
        }
    }

    /// By choice, in the question's order.
    fn counts(&self, question: &Question) -> ByChoice {
        let count = |choice: &ChoiceId| self.choices.get(&(question.id.clone(), choice.clone())).copied().unwrap_or(0);
        question.choices.iter().map(|choice| (choice.id.clone(), count(&choice.id))).collect()
    }

    fn n_answers(&self, question: &Question) -> u64 {
        self.answering.get(&question.id).copied().unwrap_or(0)
    }

    fn n_favourable(&self, question: &Question) -> u64 {
        let counts = self.counts(question).into_iter().zip(&question.choices);
        counts.filter(|(_, choice)| choice.sense == Sense::Favourable).map(|((_, n), _)| n).sum()
    }
}

impl Count<'_> {
    /// 対象者数 of one department.
    fn eligible(&self, department: &DepartmentId) -> Reading<u32> {
        let key = EligibleKey { survey: self.id.clone(), department: department.clone() };
        self.tables.eligible.reading(&key).map(|&People(n)| n)
    }

    fn add_answer(&mut self, name: &AnswerId, answer: &Answer) {
        if answer.survey != *self.id {
            self.not_counted.other_surveys += 1;
            return;
        }
        if !self.survey.knows_version_of(answer) {
            self.not_counted.other_versions += 1;
            return;
        }
        if counting(self.tables, name, answer) != Counting::Counted {
            self.not_counted.left_out += 1;
            return;
        }
        let group = self.groups.entry(answer.department.clone()).or_default();
        group.n_people += 1;
        for question in &self.survey.questions {
            match self.survey.reply(question, answer) {
                None => {
                    let is_strange = answer.replies.get(&question.id).is_some_and(|reply| !question.admits(reply));
                    self.not_counted.unknown_choices += u64::from(is_strange);
                    continue;
                }
                Some(Reply::Choice(choice)) => group.add(&question.id, choice, 1),
                Some(Reply::Choices(choices)) => choices.iter().for_each(|choice| group.add(&question.id, choice, 1)),
                Some(Reply::Number(_) | Reply::Text(_)) => {}
            }
            *group.answering.entry(question.id.clone()).or_default() += 1;
        }
    }

    /// Before paper is added: 対象者数 bounds the files alone too.
    fn check_files(&mut self) {
        let too_many = self.groups.iter().filter_map(|(department, answered)| {
            let department = department.as_ref()?;
            let people = self.eligible(department).settled()?;
            (answered.n_people > u64::from(people)).then(|| Flag::FilesExceedPeople(department.clone()))
        });
        self.flags.extend(too_many.collect::<Vec<_>>());
    }

    fn check_eligible(&mut self) {
        let in_doubt = self.groups.keys().flatten().filter_map(|department| match self.eligible(department) {
            Reading::Absent => Some(Flag::EligibleMissing(department.clone())),
            Reading::Conflict(_) => Some(Flag::EligibleInConflict(department.clone())),
            Reading::Settled(_) => None,
        });
        self.flags.extend(in_doubt.collect::<Vec<_>>());
    }

    fn add_paper(&mut self) {
        let tallies = self.tables.paper_tallies.cells().filter(|(key, _)| key.survey == *self.id);
        for (EligibleKey { department, .. }, cell) in tallies {
            let paper = match cell.reading() {
                Reading::Absent => continue,
                Reading::Conflict(_) => Err(Flag::PaperInConflict(department.clone())),
                Reading::Settled(paper) => self.readable(department, paper),
            };
            match paper {
                Ok(paper) => self.groups.entry(Some(department.clone())).or_default().join(&paper),
                Err(flag) => {
                    self.flags.insert(flag);
                }
            }
        }
    }

    /// The paper answers of a department, where they may be added to its files.
    fn readable(&self, department: &DepartmentId, paper: &PaperTally) -> Result<Answered, Flag> {
        let mut answered = Answered { n_people: u64::from(paper.answered), ..Answered::default() };
        for (question, counts) in &paper.counts {
            if counts.values().map(|&n| u64::from(n)).sum::<u64>() > answered.n_people {
                return Err(Flag::PaperCountsExceedAnswers(department.clone(), question.clone()));
            }
            for (choice, &n) in counts.iter().filter(|(choice, _)| offers(self.survey, question, choice)) {
                answered.add(question, choice, u64::from(n));
                *answered.answering.entry(question.clone()).or_default() += u64::from(n);
            }
        }
        let n_files = self.groups.get(&Some(department.clone())).map_or(0, |files| files.n_people);
        if n_files > 0 && paper.overlap == Overlap::Unknown {
            return Err(Flag::PaperNotSummed(department.clone()));
        }
        match self.eligible(department) {
            Reading::Settled(people) if n_files + answered.n_people > u64::from(people) => {
                Err(Flag::PaperExceedsPeople(department.clone()))
            }
            Reading::Absent | Reading::Settled(_) | Reading::Conflict(_) => Ok(answered),
        }
    }

    fn finish(self) -> Tally {
        let minimum = minimum_group(self.tables);
        let mut city = Answered::default();
        self.groups.values().for_each(|group| city.join(group));
        let departments = self.departments();
        Tally {
            survey: self.id.clone(),
            year: self.survey.year,
            version: self.survey.version,
            response: self.response(city.n_people),
            questions: self.survey.questions.iter().map(|question| self.of_city(question, &city, minimum)).collect(),
            departments: self.by_department(&departments, minimum),
            not_counted: self.not_counted,
            flags: self.flags.into_iter().collect(),
        }
    }

    fn response(&self, answered: u64) -> Response {
        let keys = self.tables.eligible.cells().filter(|(key, _)| key.survey == *self.id);
        let known: Vec<u64> = keys.filter_map(|(_, cell)| cell.reading().settled()).map(|people| u64::from(people.0)).collect();
        let eligible = (!known.is_empty()).then(|| known.iter().sum::<u64>());
        let is_known = |department: &Option<DepartmentId>| {
            department.as_ref().is_none_or(|department| matches!(self.eligible(department), Reading::Settled(_)))
        };
        let rate = eligible.filter(|_| self.groups.keys().all(is_known)).and_then(|eligible| share(answered, eligible));
        Response { eligible, answered, rate }
    }

    fn of_city(&self, question: &Question, city: &Answered, minimum: u64) -> QuestionTally {
        let (answered, favourable) = (city.n_answers(question), city.n_favourable(question));
        let definitions = question.feeds.as_ref().map(|id| self.tables.indicators.reading(id).values()).unwrap_or_default();
        let decimals = definitions.first().map_or(1, |definition| definition.decimals);
        let percent = || Fraction::new(favourable.into(), answered.into())?.times(HUNDRED)?.rounded(decimals);
        let rate = percent().map(|percent| Rate { percent, favourable, answered });
        let unit = definitions.first().map(|definition| definition.unit.clone()).filter(|unit| !unit.is_empty());
        QuestionTally {
            question: question.id.clone(),
            counts: Disclosure::of(city.n_people < minimum, || city.counts(question)),
            n_no_answer: city.n_people.saturating_sub(answered),
            rate,
            figure: question.feeds.clone().zip(rate.map(|rate| rate.figure(unit.unwrap_or_else(|| "%".to_owned())))),
        }
    }

    /// Every department that was asked or answered, in the order of the list.
    fn departments(&self) -> Vec<Option<DepartmentId>> {
        let asked = self.tables.eligible.cells().map(|(key, _)| key).filter(|key| key.survey == *self.id).map(|key| &key.department);
        let involved: BTreeSet<&DepartmentId> = asked.chain(self.groups.keys().flatten()).collect();
        let listed = self.tables.listed_departments();
        let place_of = |department: &DepartmentId| listed.iter().position(|(id, _)| *id == department).unwrap_or(listed.len());
        let mut departments: Vec<_> = involved.into_iter().cloned().map(Some).collect();
        departments.sort_by_key(|department| department.as_ref().map(place_of));
        departments.extend(self.groups.contains_key(&None).then_some(None));
        departments
    }

    fn by_department(&self, departments: &[Option<DepartmentId>], minimum: u64) -> Vec<DepartmentTally> {
        let nobody = Answered::default();
        let groups: Vec<&Answered> = departments.iter().map(|department| self.groups.get(department).unwrap_or(&nobody)).collect();
        let by_size = |group: &&Answered| Group { n_people: group.n_people, is_telling: group.n_people < minimum };
        let is_hidden = hidden(&groups.iter().map(by_size).collect::<Vec<_>>(), minimum);
        // A question can tell more than the department as a whole: few answered it, or all said the same.
        let is_question_hidden: Vec<Vec<bool>> = (self.survey.questions.iter())
            .map(|question| {
                let by_answers = groups.iter().zip(&is_hidden).map(|(group, &is_hidden)| {
                    let counts: Vec<u64> = group.counts(question).into_iter().map(|(_, n)| n).collect();
                    let n_people = counts.iter().sum();
                    Group { n_people, is_telling: is_hidden || n_people < minimum || is_nearly_unanimous(&counts) }
                });
                hidden(&by_answers.collect::<Vec<_>>(), minimum)
            })
            .collect();
        let tally = |(at, department): (usize, &Option<DepartmentId>)| {
            let eligible = department.as_ref().and_then(|department| self.eligible(department).settled());
            let questions = self.survey.questions.iter().zip(&is_question_hidden);
            let answers = Disclosure::of(is_hidden[at], || DepartmentAnswers {
                answered: groups[at].n_people,
                response_rate: eligible.and_then(|eligible| share(groups[at].n_people, eligible.into())),
                questions: questions
                    .map(|(question, is_hidden)| (question.id.clone(), Disclosure::of(is_hidden[at], || groups[at].counts(question))))
                    .collect(),
            });
            DepartmentTally { department: department.clone(), eligible, answers }
        };
        departments.iter().enumerate().map(tally).collect()
    }
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
fn share(part: u64, whole: u64) -> Option<Decimal> {
    Fraction::new(part.into(), whole.into())?.percent()
}

fn offers(survey: &Survey, question: &QuestionId, choice: &ChoiceId) -> bool {
    survey.questions.iter().filter(|known| known.id == *question).flat_map(|known| &known.choices).any(|known| known.id == *choice)
}

/// The programme's setting, default 10 and never below 3; of settings in conflict the one that hides more.
pub fn minimum_group(tables: &Tables) -> u64 {
    let settings = tables.settings.reading(&()).values();
    settings.into_iter().map(|settings| settings.minimum_group).max().unwrap_or(10).max(3).into()
}

#[cfg(test)]
mod tests;
