//! LoGoフォーム's CSV: one row an answer, its headings the questions (N:190-193). Read into the same answers as sealed ones.

use super::lines::Row;
use crate::domain::{
    Answer, AnswerId, Attribute, Choice, ChoiceId, DepartmentId, Question, QuestionId, QuestionKind, Replies, Reply, Survey, SurveyId,
    TypedNumber, half_width, read_number,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// 受付番号: tells the rows apart where a file is read twice. It is not kept.
    Receipt,
    Department,
    Attribute(Attribute),
    Question(QuestionId),
    /// Names, addresses, times: never read.
    Nothing,
}

impl Holds {
    /// As it is remembered.
    pub fn name(&self) -> String {
        match self {
            Holds::Receipt => "receipt".to_owned(),
            Holds::Department => "department".to_owned(),
            Holds::Attribute(Attribute::Sex) => "sex".to_owned(),
            Holds::Attribute(Attribute::Age) => "age".to_owned(),
            Holds::Attribute(Attribute::Post) => "post".to_owned(),
            Holds::Question(id) => format!("question {id}"),
            Holds::Nothing => "nothing".to_owned(),
        }
    }

    pub fn from_name(name: &str) -> Option<Holds> {
        Some(match name {
            "receipt" => Holds::Receipt,
            "department" => Holds::Department,
            "sex" => Holds::Attribute(Attribute::Sex),
            "age" => Holds::Attribute(Attribute::Age),
            "post" => Holds::Attribute(Attribute::Post),
            "nothing" => Holds::Nothing,
            question => Holds::Question(QuestionId::new(question.strip_prefix("question ")?).ok()?),
        })
    }
}

/// What is known of the survey's programme.
pub struct Form<'a> {
    pub id: &'a SurveyId,
    pub survey: &'a Survey,
    pub departments: &'a [(DepartmentId, String)],
    /// What staff said about headings that explain nothing by themselves.
    pub remembered: &'a BTreeMap<String, Holds>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    pub answers: BTreeMap<AnswerId, Answer>,
    /// The heading of every column, and what it holds.
    pub columns: Vec<(String, Holds)>,
    /// Line, heading, and the text that is none of the choices. The rest of the row is taken.
    pub not_understood: Vec<(u64, String, String)>,
}

/// Reads the rows below a heading row.
pub fn answers_of(rows: &[Row], form: &Form<'_>) -> Taken {
    let Some((head, body)) = rows.split_first() else { return Taken::default() };
    let headings = head.cells.iter().map(|heading| heading.trim().to_owned());
    let columns: Vec<(String, Holds)> = headings.zip(form.columns(&head.cells)).collect();
    let mut taken = Taken { columns, ..Taken::default() };
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in body.iter().filter(|row| !row.is_broken) {
        let mut answer = Answer::blank(form.id.clone(), form.survey.version);
        let mut receipt = None;
        for ((heading, holds), cell) in taken.columns.iter().zip(&row.cells) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            let is_understood = match holds {
                Holds::Nothing => true,
                Holds::Receipt => {
                    receipt = Some(cell.to_owned());
                    true
                }
                holds => form.put(&mut answer, holds, cell),
            };
            if !is_understood {
                taken.not_understood.push((row.line, heading.clone(), cell.to_owned()));
            }
        }
        // Without a receipt the row itself tells: the same row once more is another person's only within one file.
        let name = receipt.unwrap_or_else(|| row.cells.join("\u{1f}"));
        let n = seen.entry(name.clone()).or_insert(0);
        *n += 1;
        taken.answers.insert(answer_id(form.id, &name, *n), answer);
    }
    taken
}

fn answer_id(survey: &SurveyId, name: &str, n: u32) -> AnswerId {
    let digest = Sha256::digest(format!("{survey}\u{1f}{n}\u{1f}{name}"));
    let id: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    AnswerId::new(&id).expect("hexadecimal digits are an id")
}

/// As two systems write one label alike: half width, without blanks.
fn plain(text: &str) -> String {
    text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect()
}

impl Form<'_> {
    /// What each column holds. One question is one column's, so that no answer is written over another: what staff said
    /// comes first, then the heading that says least beside the question, then the one further left.
    fn columns(&self, headings: &[String]) -> Vec<Holds> {
        let said = |heading: &String| self.remembered.get(heading.trim());
        let mut columns: Vec<Holds> =
            headings.iter().map(|heading| said(heading).cloned().unwrap_or_else(|| self.holds(heading))).collect();
        let mut own: Vec<usize> = (0..headings.len()).filter(|&at| said(&headings[at]).is_none()).collect();
        own.sort_by_key(|&at| plain(&headings[at]).chars().count());
        let mut taken: BTreeSet<Holds> = headings.iter().filter_map(said).cloned().collect();
        for at in own {
            if matches!(columns[at], Holds::Question(_)) && !taken.insert(columns[at].clone()) {
                columns[at] = Holds::Nothing;
            }
        }
        columns
    }

    fn holds(&self, heading: &str) -> Holds {
        let heading = plain(heading);
        // A form numbers its questions: 「問1 …」「Q1.…」. Where one question ends like another (やりがい, 仕事のやりがい), the
        // longer one is meant; the whole heading is the longest there can be.
        let texts = self.survey.questions.iter().map(|question| (plain(&question.text), question));
        let fitting = texts.filter(|(text, _)| !text.is_empty() && heading.ends_with(text));
        let question = fitting.reduce(|best, next| if next.0.len() > best.0.len() { next } else { best }).map(|(_, question)| question);
        match (question, heading.as_str()) {
            (Some(question), _) => Holds::Question(question.id.clone()),
            (None, "受付番号" | "申請番号" | "回答番号") => Holds::Receipt,
            (None, "所属" | "所属名") => Holds::Department,
            (None, "性別") => Holds::Attribute(Attribute::Sex),
            (None, "年代") => Holds::Attribute(Attribute::Age),
            (None, "職位") => Holds::Attribute(Attribute::Post),
            (None, _) => Holds::Nothing,
        }
    }

    fn put(&self, answer: &mut Answer, holds: &Holds, cell: &str) -> bool {
        match holds {
            Holds::Department => {
                answer.department = self.departments.iter().find(|(_, name)| plain(name) == plain(cell)).map(|(id, _)| id.clone());
                answer.department.is_some()
            }
            Holds::Attribute(attribute) => {
                let asked = self.survey.attributes.iter().find(|asked| asked.attribute == *attribute);
                let choice = asked.and_then(|asked| asked.choices.iter().find(|choice| plain(&choice.label) == plain(cell)));
                choice.is_some_and(|choice| {
                    answer.attributes.insert(*attribute, choice.id.clone());
                    true
                })
            }
            Holds::Question(id) => self.survey.question(id).is_some_and(|question| reply(question, cell, &mut answer.replies)),
            Holds::Receipt | Holds::Nothing => true,
        }
    }
}

fn reply(question: &Question, cell: &str, replies: &mut Replies) -> bool {
    let by_label = |label: &str| -> Option<ChoiceId> {
        let is_it = |choice: &&Choice| plain(&choice.label) == plain(label);
        question.choices.iter().find(is_it).map(|choice| choice.id.clone())
    };
    let read = match question.kind {
        QuestionKind::Likert | QuestionKind::Single => by_label(cell).map(Reply::Choice),
        QuestionKind::Multiple => choices(question, cell).map(Reply::Choices),
        QuestionKind::Number => match read_number(cell, &question.unit) {
            Ok(TypedNumber::Amount(amount)) => Some(Reply::Number(amount.value())),
            _ => None,
        },
        QuestionKind::Text => Reply::of_text(cell),
    };
    read.map(|reply| replies.insert(question.id.clone(), reply)).is_some()
}

/// The choices that a cell lists. A label may hold the very mark that stands between two (病気、けが): the longest that fits
/// is taken.
fn choices(question: &Question, cell: &str) -> Option<BTreeSet<ChoiceId>> {
    let is_between = |c: char| matches!(c, ',' | '、' | ';' | '\n');
    let text: String = cell.lines().map(plain).collect::<Vec<_>>().join("\n");
    let mut labels: Vec<(String, &ChoiceId)> = question.choices.iter().map(|choice| (plain(&choice.label), &choice.id)).collect();
    labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
    let mut listed = BTreeSet::new();
    let mut rest = text.trim_start_matches(is_between);
    while !rest.is_empty() {
        let (id, left) = labels.iter().find_map(|(label, id)| {
            let left = rest.strip_prefix(label.as_str())?;
            (left.is_empty() || left.starts_with(is_between)).then_some((*id, left))
        })?;
        listed.insert(id.clone());
        rest = left.trim_start_matches(is_between);
    }
    // Marks with nothing between them: an answer of no choice is none.
    (!listed.is_empty()).then_some(listed)
}

#[cfg(test)]
mod tests {
    use super::{super::lines::read_rows, *};
    use crate::domain::{AttributeAsked, FiscalYear};

    fn survey() -> Survey {
        let mut survey = Survey::new(FiscalYear::new(2024).unwrap(), "職員アンケート");
        let question = |id: &str, text: &str| Question { text: text.to_owned(), ..Question::new(QuestionId::new(id).unwrap()) };
        let likert = question("q1", "今の職場は働きやすい").of_kind(QuestionKind::Likert);
        let multiple = question("q2", "使った制度").of_kind(QuestionKind::Multiple).with_choices("時差出勤\nテレワーク");
        let number = Question { unit: "分".to_owned(), ..question("q3", "通勤時間").of_kind(QuestionKind::Number) };
        survey.questions = vec![likert, multiple, number, question("q4", "気づいたこと").of_kind(QuestionKind::Text)];
        survey.attributes = vec![AttributeAsked::usual(Attribute::Sex)];
        survey
    }

    fn read(csv: &str, remembered: &BTreeMap<String, Holds>) -> Taken {
        let departments = [(DepartmentId::new("jinji").unwrap(), "人事課".to_owned())];
        let (id, survey) = (SurveyId::new("2024").unwrap(), survey());
        answers_of(&read_rows(csv), &Form { id: &id, survey: &survey, departments: &departments, remembered })
    }

    const CSV: &str = "受付番号,氏名,所属,性別,Q1. 今の職場は働きやすい,使った制度,通勤時間,ひとこと\n\
                       10,山田,人事課,女性,そう思う,\"時差出勤,テレワーク\",３０分,特になし\n\
                       11,鈴木,どこか,,まあまあ,,,\n";

    #[test]
    fn a_row_is_an_answer_and_what_is_not_understood_is_listed() {
        let taken = read(CSV, &BTreeMap::new());
        assert_eq!(taken.answers.len(), 2);
        let first = taken.answers.values().find(|answer| answer.department.is_some()).unwrap();
        let choices = ["c1", "c2"].map(|id| ChoiceId::new(id).unwrap()).into();
        let expected: Replies =
            [("q1", Reply::Choice(ChoiceId::new("c1").unwrap())), ("q2", Reply::Choices(choices)), ("q3", Reply::Number(30.into()))]
                .map(|(id, reply)| (QuestionId::new(id).unwrap(), reply))
                .into();
        assert_eq!(first.replies, expected);
        assert_eq!(first.attributes.len(), 1);
        let unread: Vec<_> = taken.not_understood.iter().map(|(line, heading, text)| format!("{line} {heading} {text}")).collect();
        assert_eq!(unread, ["3 所属 どこか", "3 Q1. 今の職場は働きやすい まあまあ"]);
        // Nobody's name is anywhere in what is kept.
        assert!(!format!("{:?}", taken.answers).contains("山田"));
    }

    fn asking(questions: &[(&str, &str)]) -> Survey {
        let question = |(id, text): &(&str, &str)| Question {
            text: (*text).to_owned(),
            ..Question::new(QuestionId::new(id).unwrap()).of_kind(QuestionKind::Text)
        };
        Survey { questions: questions.iter().map(question).collect(), ..survey() }
    }

    fn columns(survey: &Survey, csv: &str, remembered: &BTreeMap<String, Holds>) -> Vec<String> {
        let id = SurveyId::new("2024").unwrap();
        let taken = answers_of(&read_rows(csv), &Form { id: &id, survey, departments: &[], remembered });
        taken.columns.iter().map(|(_, holds)| holds.name()).collect()
    }

    #[test]
    fn of_questions_that_end_alike_a_heading_means_the_longest_that_fits() {
        let both = asking(&[("short", "やりがい"), ("long", "仕事のやりがい")]);
        let expected = ["question long", "question short"];
        assert_eq!(columns(&both, "仕事のやりがい,やりがい\n", &BTreeMap::new()), expected);
        assert_eq!(columns(&both, "Q2. 仕事のやりがい,Q1. やりがい\n", &BTreeMap::new()), expected);
    }

    #[test]
    fn a_question_is_one_column_s() {
        let one = asking(&[("q", "やりがい")]);
        let read = |csv: &str| columns(&one, csv, &BTreeMap::new());
        assert_eq!(read("仕事のやりがい,やりがい\n"), ["nothing", "question q"]);
        assert_eq!(read("問1 やりがい,昨年のやりがい\n"), ["question q", "nothing"]);
        assert_eq!(read("やりがい,やりがい\n"), ["question q", "nothing"]);
        // What staff said is as they said it.
        let said = BTreeMap::from([("仕事のやりがい".to_owned(), Holds::Question(QuestionId::new("q").unwrap()))]);
        assert_eq!(columns(&one, "仕事のやりがい,やりがい\n", &said), ["question q", "nothing"]);
    }

    #[test]
    fn a_choice_may_hold_the_mark_that_stands_between_two() {
        let question = Question::new(QuestionId::new("q").unwrap()).of_kind(QuestionKind::Multiple);
        let question = question.with_choices("病気\n病気、けが\nその他, いろいろ");
        let read = |cell: &str| choices(&question, cell).map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        for (cell, expected) in [
            ("病気、けが", Some("c2")),
            ("病気", Some("c1")),
            ("病気、病気、けが", Some("c1 c2")),
            ("その他、いろいろ", None),
            ("その他，いろいろ；病気", Some("c1 c3")),
            ("病気\n その他,いろいろ", Some("c1 c3")),
            ("病気けが", None),
            ("病気、ほか", None),
            ("、", None),
        ] {
            assert_eq!(read(cell).as_deref(), expected, "{cell}");
        }
    }

    #[test]
    fn the_same_file_twice_is_the_same_answers_and_a_remembered_heading_is_read() {
        let first = read(CSV, &BTreeMap::new());
        let remembered = BTreeMap::from([("ひとこと".to_owned(), Holds::Question(QuestionId::new("q4").unwrap()))]);
        let second = read(CSV, &remembered);
        assert_eq!(first.answers.keys().collect::<Vec<_>>(), second.answers.keys().collect::<Vec<_>>());
        let texts = second.answers.values().filter(|answer| answer.replies.values().any(|reply| matches!(reply, Reply::Text(_))));
        assert_eq!(texts.count(), 1);
        // Two people may have said the same where the form numbers nothing.
        assert_eq!(read("使った制度\n時差出勤\n時差出勤\n", &BTreeMap::new()).answers.len(), 2);
    }
}
