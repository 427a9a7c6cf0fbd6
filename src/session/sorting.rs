//! What the worker made of sealed answers, sorted by whose key comes next.

use super::Closed;
use crate::{
    bundle::{self, NotAnAnswer, Opened, Sealed},
    domain::SurveyId,
};

/// A sealed answer, and what became of it.
pub(super) type Looked = (Sealed, Result<Opened, Closed>);

/// A sealed answer, and why it is closed so far.
pub(super) type Tried = (Sealed, Closed);

/// Sorts what one key was tried on by what the worker said of each: those that are done with, and those for the next key.
/// `None`: it said less or more than it was asked, so nobody knows which text is whose.
pub(super) fn sort_out(tried: &[Tried], texts: &[String], survey: &SurveyId) -> Option<(Vec<Looked>, Vec<Tried>)> {
    if tried.len() != texts.len() {
        return None;
    }
    let (mut done, mut left) = (Vec::new(), Vec::new());
    for ((sealed, _), text) in tried.iter().zip(texts) {
        let sealed = sealed.clone();
        match text.strip_prefix('+').map(bundle::read_answer) {
            None => left.push((sealed, Closed::CannotOpen)),
            Some(Err(NotAnAnswer)) => done.push((sealed, Err(Closed::NotUnderstood))),
            Some(Ok(read)) if read.answer.survey != *survey => done.push((sealed, Err(Closed::OtherSurvey))),
            Some(Ok(read)) => done.push((sealed, Ok(read))),
        }
    }
    Some((done, left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Answer, AnswerId};

    fn sealed(byte: u8) -> Sealed {
        Sealed { survey: SurveyId::new("2023").unwrap(), bytes: vec![byte; 40] }
    }

    #[test]
    fn no_answer_is_dropped_where_the_worker_says_too_little_or_too_much() {
        let survey = SurveyId::new("2023").unwrap();
        let opened = |survey: &str| {
            let answer = Answer::blank(SurveyId::new(survey).unwrap(), 1);
            Opened { id: AnswerId::new("a").unwrap(), answer, slip: None }
        };
        let said = |opened: &Opened| format!("+{}", bundle::answer_text(&opened.id, &opened.answer, None));
        let tried: Vec<_> = (1..=4).map(|byte| (sealed(byte), Closed::NotTried)).collect();
        let texts = [said(&opened("2023")), "-no such key".to_owned(), "+{}".to_owned(), said(&opened("2022"))];
        for n in 0..texts.len() {
            assert_eq!(sort_out(&tried, &texts[..n], &survey), None, "{n}");
        }
        assert_eq!(sort_out(&tried[..3], &texts, &survey), None);
        let done = [(1, Ok(opened("2023"))), (3, Err(Closed::NotUnderstood)), (4, Err(Closed::OtherSurvey))];
        let done = done.map(|(byte, outcome)| (sealed(byte), outcome)).to_vec();
        assert_eq!(sort_out(&tried, &texts, &survey), Some((done, vec![(sealed(2), Closed::CannotOpen)])));
    }
}
