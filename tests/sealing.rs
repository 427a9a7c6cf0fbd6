//! What a carrier of survey answers sees, and what the key holder counts.

use shinchoku::{
    bundle::{self, Header, Scope, Sealed, SlipCode, Titled},
    domain::*,
    evaluate::tally,
    register::{Dot, Writer},
    seal::{self, SurveyKey},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const STEPS: [&str; 5] = ["agree", "rather_agree", "neither", "rather_not", "disagree"];

fn program_id() -> ProgramId {
    ProgramId::new("nagaoka").expect("an id")
}

fn survey_id() -> SurveyId {
    SurveyId::new("2023").expect("an id")
}

fn department(n: usize) -> DepartmentId {
    DepartmentId::new(&format!("dept{n}")).expect("an id")
}

/// N's four questions and a free text.
fn survey(key: &SurveyKey) -> Survey {
    let choice = |(n, id): (usize, &&str)| Choice {
        id: ChoiceId::new(id).expect("an id"),
        label: (*id).to_owned(),
        sense: if n < 2 { Sense::Favourable } else { Sense::Other },
    };
    let question = |n: usize| Question {
        choices: STEPS.iter().enumerate().map(choice).collect(),
        ..Question::new(QuestionId::new(&format!("q{n}")).expect("an id"))
    };
    let text = Question { kind: QuestionKind::Text, ..Question::new(QuestionId::new("free").expect("an id")) };
    let mut survey = Survey::new(FiscalYear::new(2023).expect("a year"), "職員アンケート");
    survey.questions = (1..=4).map(question).chain([text]).collect();
    survey.public_key = key.public.clone();
    survey
}

/// The n-th person: a spread of answers that no rule of the page knows.
fn answer(n: usize) -> (AnswerId, Answer) {
    let mut replies: Replies = (1..=4)
        .filter(|q| !(n + q).is_multiple_of(13))
        .map(|q| {
            (QuestionId::new(&format!("q{q}")).expect("an id"), Reply::Choice(ChoiceId::new(STEPS[(n * 7 + q * n) % 5]).expect("an id")))
        })
        .collect();
    if n.is_multiple_of(3) {
        replies.insert(QuestionId::new("free").expect("an id"), Reply::Text(format!("課長の山田さんに{}", "言いたい。".repeat(n % 60))));
    }
    let answer = Answer { department: Some(department(n % 100)), replies, ..Answer::blank(survey_id(), 1) };
    (AnswerId::new(&format!("{n:032x}")).expect("an id"), answer)
}

fn sealed(key: &SurveyKey, survey: &Survey, n: usize) -> Sealed {
    let (id, answer) = answer(n);
    let slip = SlipCode::from_bits(n as u64 * 7_919);
    let text = bundle::answer_text(&id, &answer, Some(&slip));
    let bytes = seal::seal(&key.public, &text, bundle::sealed_size(survey)).expect("it fits");
    Sealed { survey: survey_id(), bytes }
}

fn header() -> Header {
    Header::canonical(Scope::Answers(Titled { id: program_id(), title: "働き方改革".to_owned() }))
}

#[test]
fn the_same_answers_give_the_same_bytes_in_any_order_by_any_way() {
    let key = seal::new_key();
    let survey = survey(&key);
    let all: Vec<Sealed> = (0..30).map(|n| sealed(&key, &survey, n)).collect();
    let straight = bundle::write_answers(&header(), &all.iter().cloned().collect());
    // Another day another order: through lines of an outbox, some of them twice, and through two files that overlap.
    let lines: Vec<String> = all.iter().rev().chain(&all[10..20]).map(Sealed::to_line).collect();
    let by_outbox: BTreeSet<Sealed> = lines.iter().filter_map(|line| Sealed::from_line(line)).collect();
    assert_eq!(bundle::write_answers(&header(), &by_outbox), straight);
    let file = |part: &[Sealed]| bundle::read(&bundle::write_answers(&header(), &part.iter().cloned().collect())).expect("opens").sealed;
    let by_files: BTreeSet<Sealed> = file(&all[12..]).into_iter().chain(file(&all[..20])).collect();
    assert_eq!(bundle::write_answers(&header(), &by_files), straight);
}

/// Whole patterns first, then what must not be in the rest.
#[test]
fn a_carrier_sees_sealed_bytes_of_one_size_and_nothing_else() {
    let key = seal::new_key();
    let survey = survey(&key);
    let all: BTreeSet<Sealed> = (0..40).map(|n| sealed(&key, &survey, n)).collect();
    let text = bundle::write_answers(&header(), &all);
    let mut lines = text.lines();
    for expected in [
        r#"{"format":"shinchoku","version":1,"kind":"answers","#,
        r#""programme":{"id":"nagaoka","title":"働き方改革"},"#,
        r#""count":40,"#,
        r#""sealed":["#,
    ] {
        assert_eq!(lines.next(), Some(expected));
    }
    let (answers, end): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("[\"2023\",\""));
    assert_eq!((answers.len(), end), (40, vec!["]}"]));
    let mut payloads = BTreeSet::new();
    for line in answers {
        let base64 = line.trim_end_matches(',').strip_prefix("[\"2023\",\"").and_then(|rest| rest.strip_suffix("\"]")).expect("its form");
        assert!(base64.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)));
        let bytes = Sealed::from_base64(&survey_id(), base64).expect("base64").bytes;
        // An age file: the version, one stanza for the key, grease of random length, the code over all that, and the payload.
        let end = bytes.windows(5).position(|window| window == b"\n--- ").expect("the end of the header");
        let head = std::str::from_utf8(&bytes[..end]).expect("a header is text");
        let mut head = head.lines();
        assert_eq!(head.next(), Some("age-encryption.org/v1"));
        assert!(head.next().is_some_and(|stanza| stanza.starts_with("-> X25519 ")));
        let code_end = end + 1 + bytes[end + 1..].iter().position(|&byte| byte == b'\n').expect("a line");
        payloads.insert(bytes.len() - code_end);
        // Long enough words that chance does not write them into sealed bytes.
        for word in ["agree", "neither", "department", "山田", "言いたい", "000000", "choices"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
        }
    }
    // A long text and none at all have one size.
    assert_eq!(payloads.len(), 1);
    for n in 0..40 {
        let code = SlipCode::from_bits(n * 7_919).to_string();
        assert!(!text.contains(&code) && !text.contains(&format!("{n:032x}")));
    }
}

#[test]
fn two_thousand_five_hundred_answers_of_a_hundred_departments_are_counted_as_they_were_given() {
    const PEOPLE: usize = 2_500;
    let key = seal::new_key();
    let survey = survey(&key);
    let files: Vec<String> = (0..100)
        .map(|of| {
            let own = (0..PEOPLE).filter(|n| n % 100 == of).map(|n| sealed(&key, &survey, n));
            bundle::write_answers(&header(), &own.collect())
        })
        .collect();
    let mut answers = Answers::new();
    // The hundredth file comes twice.
    for file in files.iter().chain(files.last()) {
        let read = bundle::read_bytes(file.as_bytes()).expect("opens");
        assert_eq!(read.notes, []);
        for sealed in &read.sealed {
            let text = seal::open(&key.secret, &sealed.bytes).expect("its key");
            let opened = bundle::read_answer(&text).expect("an answer");
            assert!(opened.slip.is_some());
            answers.insert(opened.id, opened.answer);
        }
    }
    assert_eq!(answers.len(), PEOPLE);

    let mut workspace = Workspace::default();
    workspace.programs.insert(program_id(), Arc::new(Program::default()));
    let stamp = Stamp { dot: Dot { writer: Writer::from_bits(1), n: 1 }, at: None };
    let mut entries = vec![Entry::Survey(survey_id(), survey.clone())];
    for n in 0..100 {
        let name = Department { name: format!("第{n}課"), parent: None, from: None, until: None, successors: Vec::new() };
        entries.push(Entry::Department(department(n), name));
        entries.push(Entry::Eligible(EligibleKey { survey: survey_id(), department: department(n) }, People(30)));
    }
    workspace.apply(Command { program: program_id(), entries }, stamp).expect("allowed");
    let program = Arc::make_mut(workspace.programs.get_mut(&program_id()).expect("is there"));
    program.answers = Arc::new(answers);

    let counted = tally(program, &survey_id()).expect("can be counted");
    assert_eq!((counted.response.eligible, counted.response.answered), (Some(3_000), PEOPLE as u64));
    // Counted once more from what was given, without anything of the page.
    let mut expected: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for n in 0..PEOPLE {
        for q in (1..=4).filter(|q| !(n + q).is_multiple_of(13)) {
            let (favourable, answered) = expected.entry(q).or_default();
            *answered += 1;
            *favourable += u64::from((n * 7 + q * n) % 5 < 2);
        }
    }
    for (q, question) in (1..=4).zip(&counted.questions) {
        let rate = question.rate.expect("answered");
        assert_eq!((rate.favourable, rate.answered), expected[&q], "q{q}");
    }
}
