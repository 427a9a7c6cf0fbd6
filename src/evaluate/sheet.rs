//! 進捗管理票: the rating that is printed, and the one that the targets suggest.

use crate::{
    domain::{DecisionEffect, FiscalYear, MeasureId, Rating, RatingKey, Step, Tables},
    register::Reading,
};

/// Whether a measure was ended in an earlier year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    GoesOn,
    Stopped,
    InConflict,
}

/// The rating of the last step that has one: the one that is printed.
pub fn printed_rating(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Option<(Step, Reading<Rating>)> {
    let at = |step| RatingKey { measure: measure.clone(), year, step };
    LAST_STEP_FIRST
        .into_iter()
        .map(|step| (step, tables.ratings.reading(&at(step))))
        .find(|(_, reading)| *reading != Reading::Absent)
        .map(|(step, reading)| (step, reading.map(Rating::clone)))
}

const LAST_STEP_FIRST: [Step; 4] = [Step::Committee, Step::Secretariat, Step::Lead, Step::AsPrinted];

/// The printed rating of the last rated year before `year`.
pub(super) fn last_rating_before(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Option<(RatingKey, Reading<Rating>)> {
    let first = RatingKey { measure: measure.clone(), year: FiscalYear::FIRST, step: Step::AsPrinted };
    let of_measure = tables.ratings.cells_from(&first).map(|(key, _)| key).take_while(|key| key.measure == *measure && key.year < year);
    let last = of_measure.last()?.year;
    let (step, reading) = printed_rating(tables, measure, last)?;
    Some((RatingKey { measure: measure.clone(), year: last, step }, reading))
}

/// A measure that was rated again after its end was taken up again, and is judged again.
pub(super) fn stopped_before(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Stop {
    let Some((_, reading)) = last_rating_before(tables, measure, year) else { return Stop::GoesOn };
    let is_stop = |rating: Rating| effect(tables, &rating) == Some(DecisionEffect::Stops);
    let stops: Vec<bool> = reading.values().into_iter().map(is_stop).collect();
    match (stops.contains(&true), stops.contains(&false)) {
        (true, false) => Stop::Stopped,
        (true, true) => Stop::InConflict,
        (false, _) => Stop::GoesOn,
    }
}

/// What a rating does besides grading, where it is a decision and no grade.
fn effect(tables: &Tables, rating: &Rating) -> Option<DecisionEffect> {
    let scales = tables.rating_scale.reading(&()).values();
    scales.into_iter().flat_map(|scale| &scale.decisions).find(|decision| decision.id == rating.given).map(|decision| decision.effect)
}
