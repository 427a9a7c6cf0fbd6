//! What a verdict would be if the programme were judged otherwise where its document is silent.

use super::{
    target::{Judgement, judge_under},
    verdict::{Doubt, Verdict, Wait},
};
use crate::domain::{FiscalYear, IndicatorId, PartId, Reference, Rule, Settings, Tables, Trust};
use crate::register::Reading;
use chrono::NaiveDate;

/// One setting tried another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    pub tried: Tried,
    /// One a judgement, in the same order.
    pub verdicts: Vec<Under>,
}

/// The other value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    Reference(Reference),
    FirstJudgedYear(FiscalYear),
    /// Month and day.
    ReportingDeadline((u32, u32)),
}

/// What the verdict is under the other value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Under {
    pub part: Option<PartId>,
    pub verdict: Verdict,
    pub is_reference_only: bool,
}

/// Every setting that this indicator-year depends on, each tried another way. Nothing where the settings are in
/// conflict: what they are is to be settled first.
pub fn effects(tables: &Tables, indicator: &IndicatorId, year: FiscalYear, today: NaiveDate) -> Vec<Effect> {
    let usual = Settings::usual(tables.overview.get(&()).map_or(year, |overview| overview.first_year));
    let settings = match tables.settings.reading(&()) {
        Reading::Absent => &usual,
        Reading::Settled(settings) => settings,
        Reading::Conflict(_) => return Vec::new(),
    };
    let under = |settings: &Settings| judge_under(tables, indicator, year, today, &[settings]);
    let now = under(settings);
    let other_reference = match settings.reference {
        Reference::Baseline(_) => Some(Reference::PreviousYear),
        // The state a programme is adopted on is that of the year before it counts (N:53).
        Reference::PreviousYear => settings.first_judged_year.previous().map(Reference::Baseline),
    };
    let other_year = if year < settings.first_judged_year { Some(year) } else { year.next() };
    let other_deadline = now.iter().find_map(|judgement| match judgement.finding.verdict {
        Verdict::NotDue(Wait::BeingCollected) => Some((4, 1)),
        Verdict::Undecided(Doubt::NotEntered) => Some((12, 31)),
        _ => None,
    });
    let references = other_reference.map(|reference| (Tried::Reference(reference), Settings { reference, ..settings.clone() }));
    let years =
        other_year.map(|first_judged_year| (Tried::FirstJudgedYear(first_judged_year), Settings { first_judged_year, ..settings.clone() }));
    let deadlines = other_deadline
        .map(|reporting_deadline| (Tried::ReportingDeadline(reporting_deadline), Settings { reporting_deadline, ..settings.clone() }));
    let tried = references.into_iter().chain(years).chain(deadlines);
    tried.map(|(tried, other)| (tried, under(&other))).filter(|(tried, then)| matters(*tried, &now, then)).map(effect).collect()
}

/// Whether the setting has a say: a reference where one was looked for, anything else where it changes what is printed.
fn matters(tried: Tried, now: &[Judgement], then: &[Judgement]) -> bool {
    // A target that names the year before asks no setting.
    let names_it_itself = |judgement: &Judgement| {
        let rules = judgement.target.clone().values();
        rules.iter().flat_map(Trust::readings).flatten().any(Rule::names_previous_year)
    };
    let looks_for_reference = |judgement: &Judgement| judgement.references.is_some() && !names_it_itself(judgement);
    let printed = |judgements: &[Judgement]| {
        judgements.iter().map(|judgement| (judgement.finding.verdict, judgement.is_reference_only)).collect::<Vec<_>>()
    };
    match tried {
        Tried::Reference(_) => now.iter().any(looks_for_reference) || printed(now) != printed(then),
        Tried::FirstJudgedYear(_) | Tried::ReportingDeadline(_) => printed(now) != printed(then),
    }
}

fn effect((tried, then): (Tried, Vec<Judgement>)) -> Effect {
    let under = |judgement: Judgement| Under {
        part: judgement.part,
        verdict: judgement.finding.verdict,
        is_reference_only: judgement.is_reference_only,
    };
    Effect { tried, verdicts: then.into_iter().map(under).collect() }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::Shown;

    fn tried(city: &City, of: i32) -> Vec<(Tried, Verdict, bool)> {
        let effects = effects(&city.tables, &id("X"), year(of), city.now());
        effects.into_iter().map(|effect| (effect.tried, effect.verdicts[0].verdict, effect.verdicts[0].is_reference_only)).collect()
    }

    #[test]
    fn the_other_reference_may_turn_the_verdict() {
        let city = City::new().indicator("X").every_year("X", Rule::Increase);
        let city = city.figures("X", [(2022, n("10")), (2023, n("15")), (2024, n("12"))]);
        let not_yet = Tried::FirstJudgedYear(year(2025));
        assert_eq!(
            tried(&city, 2024),
            [
                (Tried::Reference(Reference::PreviousYear), Verdict::NotAchieved, false),
                // Counted as history it is held against the year before.
                (not_yet, Verdict::NotAchieved, true),
            ]
        );
    }

    #[test]
    fn a_threshold_asks_for_no_reference() {
        let city = City::new().indicator("X").every_year("X", at_least("12")).figures("X", [(2022, n("12")), (2023, n("12"))]);
        assert_eq!(tried(&city, 2023), [(Tried::FirstJudgedYear(year(2024)), Verdict::Achieved, true)]);
        assert_eq!(tried(&city, 2022), [(Tried::FirstJudgedYear(year(2022)), Verdict::Achieved, false)]);
    }

    #[test]
    fn a_later_deadline_leaves_a_missing_figure_in_collection() {
        let city = City::new().indicator("X").every_year("X", at_least("12")).figures("X", [(2023, Shown::Blank)]);
        let of = |today| tried(&city.clone().today(today), 2023);
        let deadline = |day| Tried::ReportingDeadline(day);
        assert!(of("2024-06-01").contains(&(deadline((12, 31)), Verdict::NotDue(Wait::BeingCollected), false)));
        assert!(of("2024-05-31").contains(&(deadline((4, 1)), Verdict::Undecided(Doubt::NotEntered), false)));
    }

    #[test]
    fn a_reference_that_was_looked_for_is_tried_where_nothing_turns_too() {
        let city = City::new().indicator("X").every_year("X", Rule::Increase);
        let city = city.figures("X", [(2022, n("10")), (2023, n("11")), (2024, n("12"))]);
        assert_eq!(tried(&city, 2024)[0], (Tried::Reference(Reference::PreviousYear), Verdict::Achieved, false));
    }
}
