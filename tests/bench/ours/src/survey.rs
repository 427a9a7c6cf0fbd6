//! P12 and P17: opened answers counted by department, and what of it may be shown.
//!
//! Answers come as bytes, a row a person: department, class of the first attribute, and the choice to each question.

use super::on_desk;
use shinchoku::{
    domain::{Answer, AnswerId, Answers, ChoiceId, DepartmentId, GroupPlace, Reply, Survey, SurveyId},
    evaluate::{
        Columns, Roster, columns,
        disclosure::{Counted, release},
    },
};
use std::{cell::RefCell, sync::Arc};

#[derive(Default)]
struct Opened {
    columns: Option<(Columns, Roster)>,
    counted: Option<Counted>,
}

thread_local! {
    static OPENED: RefCell<Opened> = RefCell::default();
}

const MINIMUM: u32 = 10;

/// Takes the answers in the buffer as if they had just been opened: they become columns, once.
#[unsafe(no_mangle)]
pub extern "C" fn open_answers() -> usize {
    let opened = on_desk(|desk| {
        let (_, program) = desk.base.programs.first_key_value()?;
        let (id, survey) = program.tables.surveys.settled().next()?;
        let width = 2 + survey.questions.len();
        let answers = desk.buffer.chunks_exact(width).enumerate().map(|(n, row)| answer(n, id, survey, row));
        let mut program = Clone::clone(&**program);
        program.answers = Arc::new(answers.collect::<Answers>());
        columns(&program, id)
    });
    OPENED.with_borrow_mut(|it| {
        it.columns = opened;
        it.columns.as_ref().map_or(0, |(columns, _)| columns.n_people())
    })
}

fn answer(n: usize, id: &SurveyId, survey: &Survey, row: &[u8]) -> (AnswerId, Answer) {
    let department = DepartmentId::new(&format!("d{}", row[0])).expect("letters and digits");
    let choice = |choice: u8| ChoiceId::new(&format!("c{choice}")).expect("letters and digits");
    let replies = survey.questions.iter().zip(&row[2..]).map(|(question, &said)| (question.id.clone(), Reply::Choice(choice(said))));
    let attributes = survey.attributes.iter().map(|asked| (asked.attribute, choice(row[1]))).collect();
    let blank = Answer::blank(id.clone(), survey.version);
    let answer = Answer { department: Some(department), replies: replies.collect(), attributes, ..blank };
    (AnswerId::new(&format!("a{n}")).expect("letters and digits"), answer)
}

/// Counts everybody by department and question.
#[unsafe(no_mangle)]
pub extern "C" fn count() {
    OPENED.with_borrow_mut(|it| it.counted = it.columns.as_ref().map(|(columns, roster)| columns.count(roster, MINIMUM)));
}

/// Decides what may be shown: how many answers of how many groups.
#[unsafe(no_mangle)]
pub extern "C" fn suppress() -> usize {
    OPENED.with_borrow(|it| {
        let shown = release(it.counted.as_ref().expect("it was counted"), &[]);
        let by_attribute: usize = shown.attributes.iter().map(|by| by.places.iter().filter(|shows| **shows).count()).sum();
        shown.open.iter().flat_map(|open| &open.questions).filter(|shows| **shows).count() + by_attribute
    })
}

/// Puts what was counted into the buffer: by department `d0`, `d1`, … and question, how many gave each choice.
#[unsafe(no_mangle)]
pub extern "C" fn counts(n_departments: usize) -> usize {
    OPENED.with_borrow(|it| {
        let counted = it.counted.as_ref().expect("it was counted");
        let (_, roster) = it.columns.as_ref().expect("they were opened");
        let mut rows = vec![String::new(); n_departments];
        for (at, place) in counted.places.iter().enumerate() {
            let GroupPlace::Department(id) = roster.place(at) else { continue };
            let Some(row) = id.as_str().strip_prefix('d').and_then(|n| n.parse::<usize>().ok()).and_then(|n| rows.get_mut(n)) else {
                continue;
            };
            let given = (0..counted.form.asked().len()).flat_map(|question| place.own.given(&counted.form, question));
            *row = given.map(u32::to_string).collect::<Vec<_>>().join(",");
        }
        on_desk(|desk| {
            desk.buffer = rows.join("\n").into_bytes();
            desk.buffer.len()
        })
    })
}
