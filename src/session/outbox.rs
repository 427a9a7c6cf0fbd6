//! The slots of answers that are sealed and not yet sent: one a survey, found again whatever programme or survey is looked at.

use crate::domain::{ProgramId, SurveyId};

pub fn slot(program: &ProgramId, survey: &SurveyId) -> String {
    format!("outbox:{program}:{survey}")
}

/// Whose answers a slot holds; `None` for a slot of anything else.
pub fn of_slot(slot: &str) -> Option<(ProgramId, SurveyId)> {
    let (program, survey) = slot.strip_prefix("outbox:")?.split_once(':')?;
    Some((ProgramId::new(program).ok()?, SurveyId::new(survey).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_tells_whose_answers_it_holds() {
        let (program, survey) = (ProgramId::new("nagaoka").unwrap(), SurveyId::new("s-2024").unwrap());
        assert_eq!(of_slot(&slot(&program, &survey)), Some((program, survey)));
        for other in ["unsealed:nagaoka:s-2024", "outbox:nagaoka", "outbox::", "survey-key:nagaoka:outbox"] {
            assert_eq!(of_slot(other), None, "{other}");
        }
    }
}
