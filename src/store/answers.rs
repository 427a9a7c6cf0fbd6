//! Opened survey answers as text, for this device only: columns, because thousands of answers share their choices.

use crate::domain::{Answer, AnswerId, Answers, ChoiceId, DepartmentId, Program, ProgramId, QuestionId, SurveyId, Workspace};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const FORMAT: &str = "shinchoku-answers";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Form {
    format: String,
    version: u32,
    program: String,
    surveys: Vec<SurveyForm>,
}

/// Answers to one version of one survey; the n-th character group of every column is the n-th answer's.
#[derive(Serialize, Deserialize)]
struct SurveyForm {
    survey: String,
    version: u32,
    answers: Vec<String>,
    departments: Column,
    choices: BTreeMap<String, Column>,
}

/// One value an answer: numbers in base 36, each as wide as the highest needs; 0 for none, n for the n-th name.
#[derive(Serialize, Deserialize)]
struct Column {
    names: Vec<String>,
    codes: String,
}

/// The answers of the extract, programme by programme.
pub fn write(extract: &Workspace) -> String {
    let (program, answers) = match extract.programs.iter().find(|(_, program)| !program.answers.is_empty()) {
        Some((id, program)) => (id.to_string(), program.answers.clone()),
        None => (String::new(), Arc::default()),
    };
    let mut groups: BTreeMap<(&SurveyId, u32), Vec<(&AnswerId, &Answer)>> = BTreeMap::new();
    for (id, answer) in answers.iter() {
        groups.entry((&answer.survey, answer.version)).or_default().push((id, answer));
    }
    let surveys = groups.into_iter().map(|((survey, version), answers)| write_survey(survey, version, &answers)).collect();
    let form = Form { format: FORMAT.to_owned(), version: VERSION, program, surveys };
    serde_json::to_string(&form).expect("the form is texts, integers and lists")
}

fn write_survey(survey: &SurveyId, version: u32, answers: &[(&AnswerId, &Answer)]) -> SurveyForm {
    let questions: BTreeSet<&QuestionId> = answers.iter().flat_map(|(_, answer)| answer.choices.keys()).collect();
    let choices = questions.into_iter().map(|question| {
        let column = Column::of(answers.iter().map(|(_, answer)| answer.choices.get(question).map(ChoiceId::as_str)));
        (question.to_string(), column)
    });
    SurveyForm {
        survey: survey.to_string(),
        version,
        answers: answers.iter().map(|(id, _)| id.to_string()).collect(),
        departments: Column::of(answers.iter().map(|(_, answer)| answer.department.as_ref().map(DepartmentId::as_str))),
        choices: choices.collect(),
    }
}

/// `None` for anything but a text of this page's version, whole: half an answer would be counted as one.
pub fn read(text: &str) -> Option<Workspace> {
    let form: Form = serde_json::from_str(text).ok()?;
    if form.format != FORMAT || form.version != VERSION {
        return None;
    }
    let mut answers = Answers::new();
    for survey in &form.surveys {
        answers.extend(read_survey(survey)?);
    }
    let program = Program { answers: Arc::new(answers), ..Program::default() };
    let programs = match form.program.as_str() {
        "" => BTreeMap::new(),
        id => BTreeMap::from([(ProgramId::new(id).ok()?, Arc::new(program))]),
    };
    Some(Workspace { programs, ..Workspace::default() })
}

fn read_survey(form: &SurveyForm) -> Option<Answers> {
    let survey = SurveyId::new(&form.survey).ok()?;
    let n_answers = form.answers.len();
    let departments = form.departments.values(n_answers)?;
    let mut answers: Vec<Answer> = Vec::with_capacity(n_answers);
    for department in departments {
        let department = department.map(DepartmentId::new).transpose().ok()?;
        answers.push(Answer { survey: survey.clone(), version: form.version, department, choices: BTreeMap::new() });
    }
    for (question, column) in &form.choices {
        let question = QuestionId::new(question).ok()?;
        for (answer, choice) in answers.iter_mut().zip(column.values(n_answers)?) {
            if let Some(choice) = choice {
                answer.choices.insert(question.clone(), ChoiceId::new(choice).ok()?);
            }
        }
    }
    form.answers.iter().zip(answers).map(|(id, answer)| Some((AnswerId::new(id).ok()?, answer))).collect()
}

impl Column {
    fn of<'a>(values: impl Iterator<Item = Option<&'a str>> + Clone) -> Self {
        let names: Vec<&str> = values.clone().flatten().collect::<BTreeSet<_>>().into_iter().collect();
        let width = width(names.len());
        let mut codes = String::new();
        for value in values {
            let mut number = value.map_or(0, |value| names.partition_point(|name| *name < value) + 1);
            let mut digits = vec!['0'; width];
            for digit in digits.iter_mut().rev() {
                *digit = char::from_digit((number % 36) as u32, 36).unwrap_or('0');
                number /= 36;
            }
            codes.extend(digits);
        }
        Column { names: names.into_iter().map(str::to_owned).collect(), codes }
    }

    fn values(&self, n_answers: usize) -> Option<Vec<Option<&str>>> {
        let width = width(self.names.len());
        if !self.codes.is_ascii() || self.codes.len() != n_answers * width {
            return None;
        }
        let value = |code: &[u8]| match usize::from_str_radix(std::str::from_utf8(code).ok()?, 36).ok()? {
            0 => Some(None),
            n => self.names.get(n - 1).map(|name| Some(name.as_str())),
        };
        self.codes.as_bytes().chunks(width).map(value).collect()
    }
}

/// Digits of base 36 for the numbers up to `highest`.
fn width(highest: usize) -> usize {
    (1..).find(|&width| highest < 36usize.saturating_pow(width as u32)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(department: Option<&str>, choices: &[(&str, &str)]) -> Answer {
        Answer {
            survey: SurveyId::new("r5").unwrap(),
            version: 1,
            department: department.map(|id| DepartmentId::new(id).unwrap()),
            choices: choices.iter().map(|(q, c)| (QuestionId::new(q).unwrap(), ChoiceId::new(c).unwrap())).collect(),
        }
    }

    fn workspace(answers: impl IntoIterator<Item = Answer>) -> Workspace {
        let answers = answers.into_iter().enumerate().map(|(n, answer)| (AnswerId::new(&format!("a{n}")).unwrap(), answer));
        let program = Program { answers: Arc::new(answers.collect()), ..Program::default() };
        Workspace { programs: BTreeMap::from([(ProgramId::new("p").unwrap(), Arc::new(program))]), ..Workspace::default() }
    }

    #[test]
    fn answers_come_back_as_they_were_kept() {
        let few = workspace([
            answer(Some("d1"), &[("q1", "yes"), ("q2", "no")]),
            answer(None, &[("q2", "yes")]),
            answer(Some("d2"), &[]),
            Answer { version: 2, ..answer(Some("d1"), &[("q3", "so-so")]) },
        ]);
        let many_departments = workspace((0..1_500).map(|n| answer(Some(&format!("d{n}")), &[("q", "yes")])));
        for workspace in [few, many_departments] {
            assert_eq!(read(&write(&workspace)), Some(workspace));
        }
    }

    #[test]
    fn a_damaged_column_refuses_the_whole_text() {
        let text = write(&workspace([answer(Some("d1"), &[("q1", "yes")]), answer(None, &[("q1", "no")])]));
        for (from, to) in
            [(r#""codes":"21""#, r#""codes":"2""#), (r#""codes":"21""#, r#""codes":"23""#), (r#""version":1,"p"#, r#""version":2,"p"#)]
        {
            assert!(text.contains(from), "{text}");
            assert_eq!(read(&text.replacen(from, to, 1)), None, "{to}");
        }
    }
}
