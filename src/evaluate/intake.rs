//! アンケート: which of the opened answers count.

use crate::{
    domain::{Answer, AnswerId, Answers, IntakeKey, Program, Ruling, SurveyId, Tables, Timing},
    register::Reading,
};

/// Whether an answer is counted, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counting {
    Counted,
    /// It came after the survey closed, and nobody has let the late ones in.
    Late,
    /// The secretariat took it out, with a reason.
    Excluded,
    /// Two decisions contradict each other: it waits until a person has chosen.
    InConflict,
}

/// The answers of a survey, with what becomes of each.
pub fn intake<'a>(program: &'a Program, survey: &'a SurveyId) -> impl Iterator<Item = (&'a AnswerId, &'a Answer, Counting)> {
    let answers: &Answers = &program.answers;
    let of_survey = answers.iter().filter(move |(_, answer)| answer.survey == *survey);
    of_survey.map(move |(id, answer)| (id, answer, counting(&program.tables, id, answer)))
}

/// What was decided about this answer; else what was decided about the late ones.
pub fn counting(tables: &Tables, id: &AnswerId, answer: &Answer) -> Counting {
    let ruling = |id: Option<&AnswerId>| {
        let key = IntakeKey { survey: answer.survey.clone(), answer: id.cloned() };
        match tables.intake.reading(&key) {
            Reading::Absent => Ok(Ruling::ByArrival),
            Reading::Settled(intake) => Ok(intake.ruling),
            Reading::Conflict(_) => Err(Counting::InConflict),
        }
    };
    let by_arrival = || match (answer.arrival, ruling(None)) {
        (Timing::InTime, _) | (Timing::Late, Ok(Ruling::Counted)) => Counting::Counted,
        (Timing::Late, Ok(Ruling::ByArrival | Ruling::Excluded)) => Counting::Late,
        (Timing::Late, Err(doubt)) => doubt,
    };
    match ruling(Some(id)) {
        Ok(Ruling::ByArrival) => by_arrival(),
        Ok(Ruling::Counted) => Counting::Counted,
        Ok(Ruling::Excluded) => Counting::Excluded,
        Err(doubt) => doubt,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Entry, Intake};
    use std::collections::BTreeMap;

    fn answer(arrival: Timing) -> Answer {
        Answer { survey: id("r5"), version: 1, department: None, attributes: BTreeMap::new(), replies: BTreeMap::new(), arrival }
    }

    fn ruled(city: City, answer: Option<&str>, ruling: Ruling) -> City {
        let key = IntakeKey { survey: id("r5"), answer: answer.map(id) };
        city.write(Entry::Intake(key, Intake { ruling, reason: "本人から連絡".to_owned() }))
    }

    #[test]
    fn a_late_answer_waits_until_it_is_let_in() {
        let of = |city: &City, arrival| counting(&city.tables, &id("a"), &answer(arrival));
        let city = City::new();
        assert_eq!((of(&city, Timing::InTime), of(&city, Timing::Late)), (Counting::Counted, Counting::Late));
        let all_in = ruled(city, None, Ruling::Counted);
        assert_eq!(of(&all_in, Timing::Late), Counting::Counted);
        let one_out = ruled(all_in, Some("a"), Ruling::Excluded);
        assert_eq!((of(&one_out, Timing::InTime), of(&one_out, Timing::Late)), (Counting::Excluded, Counting::Excluded));
        assert_eq!(counting(&one_out.tables, &id("b"), &answer(Timing::Late)), Counting::Counted);
    }

    #[test]
    fn two_decisions_that_contradict_wait_for_a_third() {
        let city = ruled(City::new(), Some("a"), Ruling::Excluded);
        let city = city.and_elsewhere(|_| ruled(City::new(), Some("a"), Ruling::Counted));
        assert_eq!(counting(&city.tables, &id("a"), &answer(Timing::InTime)), Counting::InConflict);
    }
}
