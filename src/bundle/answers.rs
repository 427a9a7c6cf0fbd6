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

use super::{FORMAT, Header, VERSION, canonical::to_json, limits, wire::TitledForm};
use crate::domain::{Answer, AnswerId, ChoiceId, DepartmentId, NotAnId, QuestionId, SurveyId};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

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

/// The text inside the seal is not an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an answer")]
pub struct NotAnAnswer;

#[derive(Serialize, Deserialize)]
struct AnswerForm {
    id: String,
    survey: String,
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    choices: BTreeMap<String, String>,
}

/// The text that is sealed.
pub fn answer_text(id: &AnswerId, answer: &Answer) -> String {
    to_json(&AnswerForm {
        id: id.to_string(),
        survey: answer.survey.to_string(),
        version: answer.version,
        department: answer.department.as_ref().map(ToString::to_string),
        choices: answer.choices.iter().map(|(question, choice)| (question.to_string(), choice.to_string())).collect(),
    })
}

pub fn read_answer(text: &str) -> Result<(AnswerId, Answer), NotAnAnswer> {
    let form: AnswerForm = serde_json::from_str(text).map_err(|_| NotAnAnswer)?;
    let read = || -> Result<_, NotAnId> {
        let choices = form.choices.iter().map(|(question, choice)| Ok((QuestionId::new(question)?, ChoiceId::new(choice)?)));
        let answer = Answer {
            survey: SurveyId::new(&form.survey)?,
            version: form.version,
            department: form.department.as_deref().map(DepartmentId::new).transpose()?,
            choices: choices.collect::<Result<_, NotAnId>>()?,
        };
        Ok((AnswerId::new(&form.id)?, answer))
    };
    read().map_err(|_| NotAnAnswer)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Scope, Titled, read},
        *,
    };
    use crate::domain::ProgramId;

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

    #[test]
    fn an_answer_is_the_same_after_its_journey() {
        let answer = Answer {
            survey: SurveyId::new("2023").unwrap(),
            version: 1,
            department: None,
            choices: BTreeMap::from([(QuestionId::new("q1").unwrap(), ChoiceId::new("agree").unwrap())]),
        };
        let id = AnswerId::new("a1").unwrap();
        assert_eq!(read_answer(&answer_text(&id, &answer)), Ok((id, answer)));
        assert_eq!(read_answer("{}"), Err(NotAnAnswer));
    }
}
