//! 進捗管理票: the rating that is printed, and the one that the targets suggest.

use super::{
    exact::Fraction,
    scorecard::{Mark, Score},
    target::{Judgement, judge},
    verdict::{Doubt, Verdict},
};
use crate::{
    domain::{
        Decision, DecisionEffect, FiscalYear, GradeId, IndicatorId, MeasureId, PartId, Rating, RatingKey, RatingScale, ReasonRule, Step,
        Tables,
    },
    register::Reading,
};
use chrono::NaiveDate;

/// 数値目標からの目安: what the share of achieved indicators suggests. A person rates; this never does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    Proposed {
        grade: GradeId,
        score: Score,
    },
    /// No indicator of the sheet-year is judged (O6).
    NoneJudged,
    /// Some verdict is open (O2, O3, O7). The share could mostly still be another; where another part of the indicator has
    /// missed already it could not, and the open verdict is named all the same.
    Withheld(Vec<Open>),
    /// The sheet is closed by a decision, which is no grade (O4).
    Decided(GradeId),
    /// The scale has no grade for this share, is not entered, or is in conflict.
    NoGrade(Score),
}

/// One open verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
    pub doubt: Doubt,
}

/// How a printed rating stands to the proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    Same,
    Differs,
    /// It differs, the programme asks for a reason, and none is given.
    ReasonMissing,
}

/// The rating of the last step that has one: the one that is printed.
pub fn printed_rating(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Option<(Step, Reading<Rating>)> {
    LAST_STEP_FIRST.into_iter().find_map(|step| {
        let reading = tables.ratings.reading(&RatingKey { measure: measure.clone(), year, step });
        (reading != Reading::Absent).then(|| (step, reading.map(Rating::clone)))
    })
}

const LAST_STEP_FIRST: [Step; 4] = [Step::Committee, Step::Secretariat, Step::Lead, Step::AsPrinted];

/// The proposal for one sheet: 達成 among the judged indicators of the year, against the scale's thresholds. An indicator of
/// several parts is achieved where all of them are.
pub fn propose(tables: &Tables, measure: &MeasureId, year: FiscalYear, today: NaiveDate) -> Proposal {
    if let Some((_, Reading::Settled(rating))) = printed_rating(tables, measure, year)
        && decision(tables, &rating).is_some()
    {
        return Proposal::Decided(rating.given);
    }
    let of_sheet = tables.listed_indicators().into_iter().filter(|(_, indicator)| indicator.measure.as_ref() == Some(measure));
    let judgements: Vec<Vec<Judgement>> = of_sheet.map(|(id, _)| judge(tables, id, year, today)).collect();
    let open: Vec<Open> = judgements.iter().flatten().filter_map(open).collect();
    if !open.is_empty() {
        return Proposal::Withheld(open);
    }
    let mut score = Score::default();
    judgements.iter().for_each(|judgements| score.count(Mark::of(judgements)));
    if score.n_judged() == 0 {
        return Proposal::NoneJudged;
    }
    match tables.rating_scale.get(&()).and_then(|scale| grade(scale, score)) {
        Some(grade) => Proposal::Proposed { grade, score },
        None => Proposal::NoGrade(score),
    }
}

/// Whether a rating is what the targets suggest. `None` where nothing is proposed, or the rating is in conflict.
/// History as printed owes nobody a reason.
pub fn agreement(tables: &Tables, step: Step, rating: &Rating, proposal: &Proposal) -> Option<Agreement> {
    let Proposal::Proposed { grade, .. } = proposal else { return None };
    if rating.given == *grade {
        return Some(Agreement::Same);
    }
    let rule = tables.rating_scale.get(&()).map_or(ReasonRule::Optional, |scale| scale.reason_where_it_differs);
    let owes_reason = rule == ReasonRule::Required && step != Step::AsPrinted && rating.reason.trim().is_empty();
    Some(if owes_reason { Agreement::ReasonMissing } else { Agreement::Differs })
}

/// Whether a measure was ended in an earlier year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    GoesOn,
    Stopped,
    InConflict,
}

/// A measure that was rated again after its end was taken up again, and is judged again.
pub(super) fn stopped_before(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Stop {
    let Some((_, reading)) = last_rating_before(tables, measure, year) else { return Stop::GoesOn };
    let is_stop = |rating: Rating| decision(tables, &rating).is_some_and(|decision| decision.effect == DecisionEffect::Stops);
    let stops: Vec<bool> = reading.values().into_iter().map(is_stop).collect();
    match (stops.contains(&true), stops.contains(&false)) {
        (true, false) => Stop::Stopped,
        (true, true) => Stop::InConflict,
        (false, _) => Stop::GoesOn,
    }
}

/// The printed rating of the last rated year before `year`.
pub(super) fn last_rating_before(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Option<(RatingKey, Reading<Rating>)> {
    let first = RatingKey { measure: measure.clone(), year: FiscalYear::FIRST, step: Step::AsPrinted };
    let of_measure = tables.ratings.cells_from(&first).map(|(key, _)| key).take_while(|key| key.measure == *measure && key.year < year);
    let last = of_measure.last()?.year;
    let (step, reading) = printed_rating(tables, measure, last)?;
    Some((RatingKey { measure: measure.clone(), year: last, step }, reading))
}

/// What was decided, where the rating is a decision and no grade.
fn decision<'a>(tables: &'a Tables, rating: &Rating) -> Option<&'a Decision> {
    let scales = tables.rating_scale.reading(&()).values();
    scales.into_iter().flat_map(|scale| &scale.decisions).find(|decision| decision.id == rating.given)
}

/// The first grade, best first, whose threshold the share reaches.
fn grade(scale: &RatingScale, score: Score) -> Option<GradeId> {
    let share = Fraction::new(score.achieved.into(), score.n_judged().into())?;
    let is_reached = |least| Fraction::of(least).is_some_and(|least| share >= least);
    scale.grades.iter().find(|grade| grade.at_least.is_some_and(is_reached)).map(|grade| grade.id.clone())
}

fn open(judgement: &Judgement) -> Option<Open> {
    let Verdict::Undecided(doubt) = judgement.finding.verdict else { return None };
    Some(Open { indicator: judgement.indicator.clone(), part: judgement.part.clone(), doubt })
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Rule, Shown};

    /// One sheet whose indicators have a yearly target of 10 and these figures in R5.
    fn sheet<const N: usize>(figures: [&str; N]) -> City {
        figures.into_iter().enumerate().fold(City::new().scale(), |city, (at, figure)| {
            let name = format!("S-{at}");
            let shown = if figure.is_empty() { Shown::Blank } else { n(figure) };
            let city = city.indicator_with(&name, |indicator| indicator.measure = Some(id("S"))).every_year(&name, at_least("10"));
            city.figures(&name, [(2023, shown)])
        })
    }

    fn proposal(city: &City) -> Proposal {
        propose(&city.tables, &id("S"), year(2023), city.now())
    }

    fn proposed(city: &City) -> String {
        match proposal(city) {
            Proposal::Proposed { grade, .. } => grade.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_share_of_achieved_indicators_meets_the_thresholds() {
        assert_eq!(proposed(&sheet(["10"])), "as-planned");
        assert_eq!(proposed(&sheet(["10", "9"])), "nearly");
        assert_eq!(proposed(&sheet(["10", "9", "9"])), "little");
        assert_eq!(proposed(&sheet(["9"])), "little");
    }

    #[test]
    fn a_third_is_compared_exactly() {
        let mut city = sheet(["10", "9", "9"]);
        let mut scale = city.tables.rating_scale.get(&()).unwrap().clone();
        scale.grades[1].at_least = Some("0.3333333333333333333333333333".parse().unwrap());
        city = city.write(crate::domain::Entry::RatingScale((), scale.clone()));
        assert_eq!(proposed(&city), "nearly");
        scale.grades[1].at_least = Some("0.3333333333333333333333333334".parse().unwrap());
        assert_eq!(proposed(&city.write(crate::domain::Entry::RatingScale((), scale))), "little");
    }

    #[test]
    fn what_is_not_judged_does_not_weigh_and_what_is_open_withholds() {
        let as_needed = sheet(["10", "3"]).every_year("S-1", Rule::AsNeeded);
        assert_eq!(proposed(&as_needed), "as-planned");
        assert_eq!(proposal(&sheet(["3"]).every_year("S-0", Rule::AsNeeded)), Proposal::NoneJudged);
        assert_eq!(proposal(&sheet([])), Proposal::NoneJudged);
        let withheld = Proposal::Withheld(vec![Open { indicator: id("S-1"), part: None, doubt: Doubt::TargetLost }]);
        assert_eq!(proposal(&sheet(["10", "12"]).doubtful_target("S-1", 2023, lost())), withheld);
    }

    #[test]
    fn a_figure_that_is_still_being_collected_is_counted_beside_the_proposal() {
        let Proposal::Proposed { score, .. } = proposal(&sheet(["10", ""]).today("2024-04-10")) else { panic!("a proposal") };
        assert_eq!((score.achieved, score.not_due), (1, 1));
    }

    #[test]
    fn a_decision_is_no_grade_and_gets_no_proposal() {
        let city = sheet(["10"]).rating("S", 2023, Step::Lead, "nearly").rating("S", 2023, Step::Committee, "stopped");
        assert_eq!(proposal(&city), Proposal::Decided(id("stopped")));
        assert_eq!(printed_rating(&city.tables, &id("S"), year(2023)).unwrap().0, Step::Committee);
        assert_eq!(printed_rating(&city.tables, &id("S"), year(2024)), None);
    }

    #[test]
    fn without_a_scale_or_a_low_enough_grade_there_is_a_share_and_no_grade() {
        let mut city = sheet(["9"]);
        city.tables.rating_scale = Default::default();
        let score = Score { not_achieved: 1, ..Score::default() };
        assert_eq!(proposal(&city), Proposal::NoGrade(score));
    }

    #[test]
    fn a_difference_owes_a_reason_only_where_the_programme_asks_and_never_in_history() {
        let city = sheet(["10"]);
        let agreement_of = |city: &City, step, given: &str, reason: &str| {
            let rating = Rating { given: id(given), reason: reason.to_owned() };
            agreement(&city.tables, step, &rating, &proposal(city))
        };
        assert_eq!(agreement_of(&city, Step::Lead, "as-planned", ""), Some(Agreement::Same));
        assert_eq!(agreement_of(&city, Step::Lead, "nearly", ""), Some(Agreement::Differs));
        let mut scale = city.tables.rating_scale.get(&()).unwrap().clone();
        scale.reason_where_it_differs = ReasonRule::Required;
        let city = city.write(crate::domain::Entry::RatingScale((), scale));
        assert_eq!(agreement_of(&city, Step::Lead, "nearly", ""), Some(Agreement::ReasonMissing));
        assert_eq!(agreement_of(&city, Step::Lead, "nearly", "人員不足"), Some(Agreement::Differs));
        assert_eq!(agreement_of(&city, Step::AsPrinted, "nearly", ""), Some(Agreement::Differs));
    }
}
