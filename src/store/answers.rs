//! Opened survey answers as text, for this device only: columns, because thousands of answers share their choices.

use crate::domain::{
    Answer, AnswerId, Answers, Attribute, ChoiceId, DepartmentId, Program, ProgramId, QuestionId, Reply, SurveyId, Timing, Workspace,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const FORMAT: &str = "shinchoku-answers";
/// What the first pages could not read is written as version 2, so that they put it aside and do not count half of it.
const VERSION: u32 = 2;

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
    /// Several choices of one answer with commas between them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    multiple: BTreeMap<String, Column>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    numbers: BTreeMap<String, Column>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    texts: BTreeMap<String, Column>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<String, Column>,
    /// `late` for those that came after the survey closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arrivals: Option<Column>,
}

impl SurveyForm {
    fn version_needed(&self) -> u32 {
        let is_first = self.multiple.is_empty() && self.numbers.is_empty() && self.texts.is_empty() && self.attributes.is_empty();
        if is_first && self.arrivals.is_none() { 1 } else { VERSION }
    }
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
    let surveys: Vec<_> = groups.into_iter().map(|((survey, version), answers)| write_survey(survey, version, &answers)).collect();
    let version = surveys.iter().map(SurveyForm::version_needed).max().unwrap_or(1);
    let form = Form { format: FORMAT.to_owned(), version, program, surveys };
    serde_json::to_string(&form).expect("the form is texts, integers and lists")
}

fn write_survey(survey: &SurveyId, version: u32, answers: &[(&AnswerId, &Answer)]) -> SurveyForm {
    let mut form = SurveyForm {
        survey: survey.to_string(),
        version,
        answers: answers.iter().map(|(id, _)| id.to_string()).collect(),
        departments: Column::of(answers.iter().map(|(_, answer)| answer.department.as_ref().map(DepartmentId::as_str))),
        choices: BTreeMap::new(),
        multiple: BTreeMap::new(),
        numbers: BTreeMap::new(),
        texts: BTreeMap::new(),
        attributes: BTreeMap::new(),
        arrivals: None,
    };
    let questions: BTreeSet<&QuestionId> = answers.iter().flat_map(|(_, answer)| answer.replies.keys()).collect();
    for question in questions {
        // One table a kind of reply: answers to one version agree on it, and damage that does not is kept all the same.
        let tables = [&mut form.choices, &mut form.multiple, &mut form.numbers, &mut form.texts];
        for (kind, table) in tables.into_iter().enumerate() {
            let values: Vec<Option<String>> = answers
                .iter()
                .map(|(_, answer)| answer.replies.get(question).map(spelled).filter(|it| it.0 == kind).map(|it| it.1))
                .collect();
            if values.iter().any(Option::is_some) {
                table.insert(question.to_string(), Column::of(values.iter().map(Option::as_deref)));
            }
        }
    }
    for attribute in Attribute::ALL {
        let values = answers.iter().map(|(_, answer)| answer.attributes.get(&attribute).map(ChoiceId::as_str));
        if values.clone().any(|value| value.is_some()) {
            form.attributes.insert(attribute_name(attribute).to_owned(), Column::of(values));
        }
    }
    let arrivals = answers.iter().map(|(_, answer)| (answer.arrival == Timing::Late).then_some(LATE));
    form.arrivals = arrivals.clone().any(|late| late.is_some()).then(|| Column::of(arrivals));
    form
}

const LATE: &str = "late";

fn attribute_name(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Sex => "sex",
        Attribute::Age => "age",
        Attribute::Post => "post",
    }
}

/// The number of its table, and the text in it.
fn spelled(reply: &Reply) -> (usize, String) {
    match reply {
        Reply::Choice(choice) => (0, choice.to_string()),
        Reply::Choices(choices) => (1, choices.iter().map(ChoiceId::as_str).collect::<Vec<_>>().join(",")),
        Reply::Number(number) => (2, number.to_string()),
        Reply::Text(text) => (3, text.clone()),
    }
}

fn read_reply(kind: usize, text: &str) -> Option<Reply> {
    let choice = |text| ChoiceId::new(text).ok();
    match kind {
        0 => choice(text).map(Reply::Choice),
        1 => text.split(',').map(choice).collect::<Option<_>>().map(Reply::Choices),
        2 => text.parse().ok().map(Reply::Number),
        _ => Some(Reply::Text(text.to_owned())),
    }
}

/// `None` for anything but a text of this page's version, whole: half an answer would be counted as one.
pub fn read(text: &str) -> Option<Workspace> {
    let form: Form = serde_json::from_str(text).ok()?;
    if form.format != FORMAT || !(1..=VERSION).contains(&form.version) {
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
        answers.push(Answer {
            survey: survey.clone(),
            version: form.version,
            department,
            attributes: BTreeMap::new(),
            replies: BTreeMap::new(),
            arrival: Timing::InTime,
        });
    }
    for (kind, table) in [&form.choices, &form.multiple, &form.numbers, &form.texts].into_iter().enumerate() {
        for (question, column) in table {
            let question = QuestionId::new(question).ok()?;
            for (answer, value) in answers.iter_mut().zip(column.values(n_answers)?) {
                if let Some(value) = value {
                    answer.replies.insert(question.clone(), read_reply(kind, value)?);
                }
            }
        }
    }
    for (name, column) in &form.attributes {
        let attribute = Attribute::ALL.into_iter().find(|attribute| attribute_name(*attribute) == name)?;
        for (answer, value) in answers.iter_mut().zip(column.values(n_answers)?) {
            if let Some(value) = value {
                answer.attributes.insert(attribute, ChoiceId::new(value).ok()?);
            }
        }
    }
    if let Some(arrivals) = &form.arrivals {
        for (answer, value) in answers.iter_mut().zip(arrivals.values(n_answers)?) {
            answer.arrival = match value {
                None => Timing::InTime,
                Some(LATE) => Timing::Late,
                Some(_) => return None,
            };
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
            attributes: BTreeMap::new(),
            replies: choices.iter().map(|(q, c)| (QuestionId::new(q).unwrap(), Reply::Choice(ChoiceId::new(c).unwrap()))).collect(),
            arrival: Timing::InTime,
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
        let replies = [
            ("q1", Reply::Choices(["a", "b"].map(|choice| ChoiceId::new(choice).unwrap()).into())),
            ("q2", Reply::Number("-12.50".parse().unwrap())),
            ("q3", Reply::Text("「,」も\n改行も".to_owned())),
            ("q4", Reply::Choice(ChoiceId::new("yes").unwrap())),
        ];
        let of_every_kind = workspace([
            Answer {
                attributes: Attribute::ALL.map(|attribute| (attribute, ChoiceId::new("x").unwrap())).into(),
                replies: replies.into_iter().map(|(question, reply)| (QuestionId::new(question).unwrap(), reply)).collect(),
                arrival: Timing::Late,
                ..answer(Some("d1"), &[])
            },
            answer(None, &[("q1", "another kind of reply to the same question is kept".split(' ').next().unwrap())]),
        ]);
        let many_departments = workspace((0..1_500).map(|n| answer(Some(&format!("d{n}")), &[("q", "yes")])));
        assert!(write(&few).contains(r#""version":1,"program""#));
        for workspace in [few, of_every_kind, many_departments] {
            assert_eq!(read(&write(&workspace)), Some(workspace));
        }
    }

    #[test]
    fn a_damaged_column_refuses_the_whole_text() {
        let text = write(&workspace([answer(Some("d1"), &[("q1", "yes")]), answer(None, &[("q1", "no")])]));
        for (from, to) in
            [(r#""codes":"21""#, r#""codes":"2""#), (r#""codes":"21""#, r#""codes":"23""#), (r#""version":1,"p"#, r#""version":3,"p"#)]
        {
            assert!(text.contains(from), "{text}");
            assert_eq!(read(&text.replacen(from, to, 1)), None, "{to}");
        }
    }
}
