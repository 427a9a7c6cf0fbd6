//! Survey answers on their way: sealed in a file, and the text inside the seal.
//!
//! An `answers` file carries no person, device or time, and its lines are sorted by the SHA-256 of the sealed bytes, so
//! that their order says nothing. The grammar of this kind is not frozen yet: it will be with sealing by slips.
//!
//! ```text
//! "sealed":[
//! ["2023","<base64 of an age file>"]
//! ]
//! ```

use super::{
    FORMAT, Header, SlipCode, VERSION,
    canonical::to_json,
    limits,
    wire::{AnswerForm, Json, TitledForm, Wire},
};
use crate::domain::{Answer, AnswerId, ChoiceId, LONGEST_REPLY, Question, QuestionKind, Replies, Reply, Survey, SurveyId, Timing};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// One sealed answer, of which only its survey is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sealed {
    pub survey: SurveyId,
    pub bytes: Vec<u8>,
}

impl Sealed {
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }

    pub fn from_base64(survey: &SurveyId, text: &str) -> Option<Sealed> {
        Some(Sealed { survey: survey.clone(), bytes: STANDARD.decode(text).ok()? })
    }

    /// One line of a file.
    pub fn to_line(&self) -> String {
        to_json(&(self.survey.as_str(), self.to_base64()))
    }

    pub fn from_line(line: &str) -> Option<Sealed> {
        if limits::measure(line).longest_text > limits::LONGEST_TEXT {
            return None;
        }
        let (survey, bytes): (String, String) = serde_json::from_str(line).ok()?;
        Some(Sealed { survey: SurveyId::new(&survey).ok()?, bytes: STANDARD.decode(bytes).ok()? })
    }
}

/// The text of an `answers` file: the same answers in any order give the same bytes.
pub fn write_answers(header: &Header, sealed: &BTreeSet<Sealed>) -> String {
    let mut lines: Vec<_> = sealed.iter().map(|answer| (Sha256::digest(&answer.bytes).to_vec(), answer.to_line())).collect();
    lines.sort();
    let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    let programme =
        header.scope.programme().map(|titled| format!("\"programme\":{},\n", to_json(&TitledForm::from(titled)))).unwrap_or_default();
    format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"kind\":\"{}\",\n{programme}\"count\":{},\n\"sealed\":[\n{}\n]}}\n",
        header.scope.name(),
        lines.len(),
        lines.join(",\n")
    )
}

/// The text inside the seal is not an answer this page understands whole: half of one would be counted as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an answer")]
pub struct NotAnAnswer;

/// What was inside a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub id: AnswerId,
    pub answer: Answer,
    /// Checked once and then dropped: it must not stay beside the answer.
    pub slip: Option<SlipCode>,
}

/// The text that is sealed. When it arrived is no part of it.
pub fn answer_text(id: &AnswerId, answer: &Answer, slip: Option<&SlipCode>) -> String {
    let Answer { survey, version, department, attributes, replies, arrival: _ } = answer.clone();
    let (choices, multiple, numbers, texts) = Default::default();
    let mut form =
        AnswerForm { id: id.clone(), survey, version, department, attributes, choices, multiple, numbers, texts, slip: slip.cloned() };
    for (question, reply) in replies {
        match reply {
            Reply::Choice(choice) => drop(form.choices.insert(question, choice)),
            Reply::Choices(choices) => drop(form.multiple.insert(question, choices.into_iter().collect())),
            Reply::Number(number) => drop(form.numbers.insert(question, number)),
            Reply::Text(text) => drop(form.texts.insert(question, text)),
        }
    }
    to_json(&form.to_json())
}

pub fn read_answer(text: &str) -> Result<Opened, NotAnAnswer> {
    let json: Json<'_> = serde_json::from_str(text).map_err(|_| NotAnAnswer)?;
    let form = AnswerForm::from_json(json).map_err(|_| NotAnAnswer)?;
    opened(form).ok_or(NotAnAnswer)
}

fn opened(form: AnswerForm) -> Option<Opened> {
    let AnswerForm { id, survey, version, department, attributes, choices, multiple, numbers, texts, slip } = form;
    let n_replies = choices.len() + multiple.len() + numbers.len() + texts.len();
    let mut replies: Replies = choices.into_iter().map(|(question, choice)| (question, Reply::Choice(choice))).collect();
    for (question, listed) in multiple {
        let choices: BTreeSet<ChoiceId> = listed.iter().cloned().collect();
        // None, or one of them twice: no page writes that.
        (!choices.is_empty() && choices.len() == listed.len()).then_some(())?;
        replies.insert(question, Reply::Choices(choices));
    }
    replies.extend(numbers.into_iter().map(|(question, number)| (question, Reply::Number(number))));
    for (question, text) in texts {
        (text.chars().count() <= LONGEST_REPLY).then_some(())?;
        replies.insert(question, Reply::Text(text));
    }
    // A question that was answered in two ways is no answer.
    (replies.len() == n_replies).then_some(())?;
    let answer = Answer { survey, version, department, attributes, replies, arrival: Timing::InTime };
    Some(Opened { id, answer, slip })
}

/// All answers to one survey are padded to this many bytes, and the longest answer to it fits: ids have at most 64
/// characters, and a character of a text takes at most four bytes, because what JSON would write longer does not go in.
pub fn sealed_size(survey: &Survey) -> usize {
    let reply = |question: &Question| match question.kind {
        QuestionKind::Likert | QuestionKind::Single => 160,
        QuestionKind::Multiple => 96 + 68 * question.choices.len(),
        QuestionKind::Number => 128,
        QuestionKind::Text => 96 + 4 * LONGEST_REPLY,
    };
    512 + 96 * survey.attributes.len() + survey.questions.iter().map(reply).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Scope, Titled, read},
        *,
    };
    use crate::domain::{Attribute, DepartmentId, ProgramId, QuestionId};
    use std::collections::BTreeMap;

    fn sealed(byte: u8) -> Sealed {
        Sealed { survey: SurveyId::new("2023").unwrap(), bytes: vec![byte; 300] }
    }

    #[test]
    fn the_order_of_answers_says_nothing() {
        let header = Header::canonical(Scope::Answers(Titled { id: ProgramId::new("p").unwrap(), title: "計画".to_owned() }));
        let text = write_answers(&header, &BTreeSet::from([sealed(1), sealed(2)]));
        assert_eq!(text, write_answers(&header, &BTreeSet::from([sealed(2), sealed(1)])));
        let read = read(&text).unwrap();
        assert_eq!(read.sealed, BTreeSet::from([sealed(1), sealed(2)]));
        assert_eq!(read.notes, []);
    }

    #[test]
    fn a_damaged_answer_costs_itself() {
        let header = Header::canonical(Scope::Answers(Titled { id: ProgramId::new("p").unwrap(), title: String::new() }));
        let text = write_answers(&header, &BTreeSet::from([sealed(1), sealed(2)])).replacen("AQEB", "A?EB", 1);
        let read = read(&text).unwrap();
        assert_eq!(read.sealed, BTreeSet::from([sealed(2)]));
        assert_eq!(read.notes.len(), 1);
    }

    fn answer(replies: Replies) -> Answer {
        Answer {
            survey: SurveyId::new("2023").unwrap(),
            version: 1,
            department: None,
            attributes: BTreeMap::new(),
            replies,
            arrival: Timing::InTime,
        }
    }

    /// One a line, as they were sealed then.
    const TEXTS: &str = include_str!("../../tests/bundles/v1/answer_texts.txt");

    #[test]
    fn an_answer_that_was_sealed_once_opens_for_ever() {
        for line in TEXTS.lines() {
            let Opened { id, answer, slip } = read_answer(line).unwrap_or_else(|_| panic!("{line}"));
            assert_eq!(answer_text(&id, &answer, slip.as_ref()), line);
        }
        let fields = ["id", "survey", "version", "department", "attributes", "choices", "multiple", "numbers", "texts", "slip"];
        let all: serde_json::Value = serde_json::from_str(TEXTS.lines().last().unwrap()).unwrap();
        assert_eq!(all.as_object().unwrap().len(), fields.len());
        assert!(fields.iter().all(|field| all.get(field).is_some()));
    }

    #[test]
    fn half_an_answer_is_none() {
        let damages = [
            r#"{}"#,
            r#"{"id":"a","survey":"s","version":1,"mood":"new"}"#,
            r#"{"id":"a","survey":"s","version":1,"choices":{"q":"c"},"texts":{"q":"c"}}"#,
            r#"{"id":"a","survey":"s","version":1,"multiple":{"q":[]}}"#,
            r#"{"id":"a","survey":"s","version":1,"multiple":{"q":["c","c"]}}"#,
            r#"{"id":"a","survey":"s","version":1,"numbers":{"q":"1e"}}"#,
            r#"{"id":"a","survey":"s","version":1,"attributes":{"name":"x"}}"#,
            r#"{"id":"a","survey":"s","version":1,"slip":"!"}"#,
        ];
        for text in damages {
            assert_eq!(read_answer(text), Err(NotAnAnswer), "{text}");
        }
    }

    #[test]
    fn the_longest_answer_fits_the_padded_size() {
        let long = |prefix: &str| format!("{prefix:x<64}");
        let kinds = [QuestionKind::Likert, QuestionKind::Single, QuestionKind::Multiple, QuestionKind::Number, QuestionKind::Text];
        let choice = |n: usize| crate::domain::Choice {
            id: ChoiceId::new(&long(&format!("c{n}"))).unwrap(),
            label: String::new(),
            sense: crate::domain::Sense::Other,
        };
        let question = |(n, kind): (usize, &QuestionKind)| Question {
            choices: (0..20).map(choice).collect(),
            kind: *kind,
            ..Question::new(QuestionId::new(&long(&format!("q{n}"))).unwrap())
        };
        let survey = Survey {
            year: crate::domain::FiscalYear::new(2023).unwrap(),
            title: String::new(),
            version: u32::MAX,
            questions: kinds.iter().cycle().take(40).enumerate().map(question).collect(),
            scope: String::new(),
            base_date: None,
            opens: None,
            closes: None,
            public_key: String::new(),
            sections: Vec::new(),
            department: Default::default(),
            attributes: Attribute::ALL.map(|attribute| crate::domain::AttributeAsked { attribute, choices: Vec::new() }).into(),
            slips: Default::default(),
        };
        let reply = |question: &Question| match question.kind {
            QuestionKind::Likert | QuestionKind::Single => Reply::Choice(question.choices[0].id.clone()),
            QuestionKind::Multiple => Reply::Choices(question.choices.iter().map(|choice| choice.id.clone()).collect()),
            QuestionKind::Number => Reply::Number("-0.0000000000000000000000000001".parse().unwrap()),
            QuestionKind::Text => Reply::Text("𠮷".repeat(LONGEST_REPLY)),
        };
        let replies = survey.questions.iter().map(|question| (question.id.clone(), reply(question))).collect();
        let answer = Answer {
            survey: SurveyId::new(&long("s")).unwrap(),
            version: u32::MAX,
            department: Some(DepartmentId::new(&long("d")).unwrap()),
            attributes: Attribute::ALL.map(|attribute| (attribute, ChoiceId::new(&long("c")).unwrap())).into(),
            ..answer(replies)
        };
        let text = answer_text(&AnswerId::new(&long("a")).unwrap(), &answer, Some(&SlipCode::from_bits(u64::MAX)));
        assert!(text.len() < sealed_size(&survey), "{} of {}", text.len(), sealed_size(&survey));
    }
}
