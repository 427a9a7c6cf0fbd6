//! What a change of a programme's definitions does to what was recorded and judged already.

use super::{
    sheet::{Proposal, propose},
    target::{Judgement, judge},
    verdict::{Doubt, Verdict},
    years::years,
};
use crate::domain::{
    CellId, Entry, FigureKey, FiscalYear, Indicator, IndicatorId, MeasureId, PartId, Rating, Record, Shown, Standing, Tables, Trust,
};
use crate::register::Cell;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a person should know before the change is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Recorded figures of the indicators whose definition, target or standing changes. They stay as they are.
    pub n_figures: usize,
    /// Of these, figures of parts that the definition would no longer have, or of indicators that would be gone: kept, and shown nowhere.
    pub n_hidden: usize,
    /// Ratings that were given under a grade which the scale would no longer have.
    pub n_ratings: usize,
    /// Records that a removed department answers for.
    pub n_assigned: usize,
    /// In document order.
    pub turned: Vec<Turned>,
    /// 数値目標からの目安 that would be another one.
    pub proposals: Vec<(MeasureId, FiscalYear)>,
}

/// A verdict that would be another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
    pub year: FiscalYear,
    /// `None`: there was, or would be, nothing judged under this name.
    pub before: Option<Verdict>,
    pub after: Option<Verdict>,
}

impl Impact {
    /// Whether nothing that anybody recorded or read would look different.
    pub fn is_none(&self) -> bool {
        *self == Impact::default()
    }
}

/// Compares the programme before with the one in which the entries have been made.
pub fn impact(before: &Tables, after: &Tables, entries: &[Entry], today: NaiveDate) -> Impact {
    let mut impact = Impact::default();
    let touched: BTreeSet<IndicatorId> = entries.iter().flat_map(|entry| indicators_of(before, after, entry)).collect();
    for (key, figure) in before.figures.cells() {
        let shows_something = figure.siblings().iter().any(|sibling| sibling.value.shown != Trust::Confirmed(Shown::Blank));
        if shows_something && touched.contains(&key.indicator) {
            impact.n_figures += 1;
            impact.n_hidden += usize::from(!is_shown(after, key) && is_shown(before, key));
        }
    }
    impact.n_ratings = before.ratings.settled().filter(|(_, rating)| is_known(before, rating) && !is_known(after, rating)).count();
    for entry in entries {
        if let Entry::Standing(Record::Department(id), Standing::Removed) = entry
            && before.is_present(&Record::Department(id.clone()))
        {
            let assigned = before.assignments.settled().filter(|(_, it)| it.lead.contains(id) || it.related.contains(id));
            impact.n_assigned += assigned.count();
        }
    }
    // Most edits (a name, a department) have no say in any verdict, and judging everything twice would be felt.
    if entries.iter().any(|entry| is_judged_by(before, entry)) {
        impact.turned = turned(before, after, today);
        impact.proposals = proposals(before, after, today);
    }
    impact
}

fn is_judged_by(before: &Tables, entry: &Entry) -> bool {
    match entry {
        Entry::Indicator(id, new) => before.indicators.cell(id).is_some_and(|cell| {
            let is_alike = |old: &Indicator| old.measure == new.measure && is_read_alike(old, new);
            !cell.siblings().iter().all(|sibling| is_alike(&sibling.value))
        }),
        entry => matches!(
            entry.id(),
            CellId::Overview(())
                | CellId::Settings(())
                | CellId::RatingScale(())
                | CellId::Target(_)
                | CellId::Baseline(_)
                | CellId::DefinitionBreak(_)
                | CellId::Standing(Record::Indicator(_) | Record::Measure(_) | Record::Pillar(_))
        ),
    }
}

/// Whether figures mean the same under both definitions. A new name is no such change.
fn is_read_alike(old: &Indicator, new: &Indicator) -> bool {
    let parts = |it: &Indicator| it.parts.iter().map(|part| (part.id.clone(), part.unit.clone())).collect::<Vec<_>>();
    (&old.unit, old.decimals, old.accumulation, old.measured, &old.stages, &old.source, parts(old))
        == (&new.unit, new.decimals, new.accumulation, new.measured, &new.stages, &new.source, parts(new))
}

/// The indicators whose figures are read otherwise after the entry.
fn indicators_of(before: &Tables, after: &Tables, entry: &Entry) -> Vec<IndicatorId> {
    let of_measure = |measure: &MeasureId| {
        let stands_on = |(id, cell): (&IndicatorId, &Cell<Indicator>)| {
            let value = &cell.siblings().first()?.value;
            (value.measure.as_ref() == Some(measure)).then(|| id.clone())
        };
        before.indicators.cells().filter_map(stands_on).collect::<Vec<_>>()
    };
    match entry {
        Entry::Indicator(id, new) => {
            let is_alike = before.indicators.get(id).is_some_and(|old| is_read_alike(old, new));
            if is_alike { Vec::new() } else { vec![id.clone()] }
        }
        Entry::Target(key, new) => {
            let is_same = before.targets.get(key).is_some_and(|old| old.rule == new.rule);
            if is_same { Vec::new() } else { vec![key.indicator.clone()] }
        }
        Entry::Baseline(key, _) => vec![key.indicator.clone()],
        Entry::Standing(Record::Indicator(id), Standing::Removed) => vec![id.clone()],
        Entry::Standing(Record::Measure(id), Standing::Removed) => of_measure(id),
        Entry::Settings((), new) if after.settings.get(&()) == Some(new) && before.settings.get(&()) != Some(new) => {
            before.indicators.cells().map(|(id, _)| id.clone()).collect()
        }
        _ => Vec::new(),
    }
}

fn is_shown(tables: &Tables, key: &FigureKey) -> bool {
    let definition = tables.indicators.cell(&key.indicator).and_then(|cell| cell.siblings().first());
    tables.is_present(&Record::Indicator(key.indicator.clone()))
        && definition.is_some_and(|definition| match &key.part {
            None => definition.value.parts.is_empty(),
            Some(part) => definition.value.parts.iter().any(|known| known.id == *part),
        })
}

fn is_known(tables: &Tables, rating: &Rating) -> bool {
    tables.rating_scale.get(&()).is_some_and(|scale| {
        scale.grades.iter().any(|grade| grade.id == rating.given) || scale.decisions.iter().any(|decision| decision.id == rating.given)
    })
}

/// Verdicts that are there before and after, or only in one, and differ.
fn turned(before: &Tables, after: &Tables, today: NaiveDate) -> Vec<Turned> {
    let listed = |tables: &Tables| tables.listed_indicators().into_iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let now = listed(before);
    // A new indicator has no verdict that could turn.
    now.iter().flat_map(|id| turned_of(before, after, id, today)).collect()
}

fn turned_of(before: &Tables, after: &Tables, id: &IndicatorId, today: NaiveDate) -> Vec<Turned> {
    let is_there = after.is_present(&Record::Indicator(id.clone()));
    let mut all = years(before, id, today);
    all.extend(years(after, id, today));
    let of = |year: FiscalYear| {
        let then = if is_there { judge(after, id, year, today) } else { Vec::new() };
        let now = judge(before, id, year, today);
        let parts: Vec<Option<PartId>> = now.iter().chain(&then).map(|judgement| judgement.part.clone()).collect();
        let mut parts_once: Vec<Option<PartId>> = Vec::new();
        for part in parts {
            if !parts_once.contains(&part) {
                parts_once.push(part);
            }
        }
        let verdict = |judgements: &[Judgement], part: &Option<PartId>| {
            judgements.iter().find(|judgement| judgement.part == *part).map(|judgement| judgement.finding.verdict)
        };
        parts_once
            .into_iter()
            .map(|part| Turned { before: verdict(&now, &part), after: verdict(&then, &part), indicator: id.clone(), part, year })
            .filter(|turned| matters(turned.before, turned.after))
            .collect::<Vec<_>>()
    };
    all.into_iter().flat_map(of).collect()
}

/// Whether a person would call it a change: from one word to another, of which at least one says something about a figure.
fn matters(before: Option<Verdict>, after: Option<Verdict>) -> bool {
    let says_something = |verdict: Option<Verdict>| {
        verdict
            .is_some_and(|verdict| !matches!(verdict, Verdict::NotDue(_) | Verdict::NotJudged(_) | Verdict::Undecided(Doubt::NotEntered)))
    };
    before != after && (says_something(before) || says_something(after))
}

fn proposals(before: &Tables, after: &Tables, today: NaiveDate) -> Vec<(MeasureId, FiscalYear)> {
    let mut rated: Vec<(MeasureId, FiscalYear)> = before.ratings.cells().map(|(key, _)| (key.measure.clone(), key.year)).collect();
    rated.dedup();
    let grade = |tables: &Tables, measure: &MeasureId, year| match propose(tables, measure, year, today) {
        Proposal::Proposed { grade, .. } => Some(grade),
        _ => None,
    };
    rated.retain(|(measure, year)| grade(before, measure, *year) != grade(after, measure, *year));
    rated
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::{
        domain::{
            Accumulation, Assignment, Baseline, BaselineKey, Counts, Department, Rule, Settings, Step, Target, TargetKey, TargetSlot,
        },
        evaluate::Unjudged,
    };

    fn city() -> City {
        let city = City::new().indicator_with("X", |indicator| indicator.unit = "件".to_owned()).every_year("X", at_least("10"));
        city.figures("X", [(2022, n("9")), (2023, n("12")), (2024, Shown::Blank)])
    }

    fn effect_of(city: &City, entries: Vec<Entry>) -> Impact {
        let after = entries.iter().cloned().fold(city.clone(), City::write);
        impact(&city.tables, &after.tables, &entries, city.now())
    }

    fn target(rule: Rule) -> Entry {
        Entry::Target(TargetKey { indicator: id("X"), slot: TargetSlot::EveryYear, part: None }, Target::confirmed(rule))
    }

    #[test]
    fn a_higher_target_turns_verdicts_and_touches_no_figure() {
        let city = city();
        let impact = effect_of(&city, vec![target(at_least("13"))]);
        assert_eq!((impact.n_figures, impact.n_hidden, impact.is_none()), (2, 0, false));
        let turned: Vec<_> = impact.turned.iter().map(|it| (it.year.number(), it.before, it.after)).collect();
        assert_eq!(turned, [(2023, Some(Verdict::Achieved), Some(Verdict::NotAchieved))]);
        assert!(effect_of(&city, vec![target(at_least("10"))]).is_none());
    }

    #[test]
    fn a_new_name_or_mark_affects_nothing() {
        let city = city();
        let mut indicator = city.tables.indicators.get(&id("X")).unwrap().clone();
        indicator.name = "別の名前".to_owned();
        assert!(effect_of(&city, vec![Entry::Indicator(id("X"), indicator.clone())]).is_none());
        indicator.unit = "人".to_owned();
        assert_eq!(effect_of(&city, vec![Entry::Indicator(id("X"), indicator)]).n_figures, 2);
    }

    #[test]
    fn parts_that_go_hide_their_figures() {
        let city = City::new().indicator_with("X", men_and_women).part("X", "male", [(2023, n("1"))]).part("X", "female", [(2023, n("2"))]);
        let mut indicator = city.tables.indicators.get(&id("X")).unwrap().clone();
        indicator.parts.pop();
        let of = |city: &City| effect_of(city, vec![Entry::Indicator(id("X"), indicator.clone())]);
        assert_eq!((of(&city).n_figures, of(&city).n_hidden), (2, 1));
        assert_eq!(of(&city.clone().part("X", "male", [(2022, n("1"))])).n_hidden, 1, "those of the part that stays are shown");
    }

    #[test]
    fn a_scale_without_a_given_grade_and_with_other_thresholds_says_so() {
        let city = City::new().scale().indicator_with("X", |indicator| indicator.measure = Some(id("S"))).every_year("X", at_least("10"));
        let city = city.figures("X", [(2023, n("9"))]).rating("S", 2023, Step::Lead, "nearly");
        let mut scale = city.tables.rating_scale.get(&()).unwrap().clone();
        scale.grades.remove(1);
        assert_eq!(effect_of(&city, vec![Entry::RatingScale((), scale.clone())]).n_ratings, 1);
        scale.grades[1].at_least = None;
        let other_thresholds = effect_of(&city, vec![Entry::RatingScale((), scale)]);
        assert_eq!(other_thresholds.proposals, [(id("S"), year(2023))]);
        let same = city.tables.rating_scale.get(&()).unwrap().clone();
        assert_eq!(effect_of(&city, vec![Entry::RatingScale((), same)]).n_ratings, 0);
    }

    #[test]
    fn a_setting_touches_every_figure_where_it_says_something_else() {
        let city = city();
        let settings = city.tables.settings.get(&()).unwrap().clone();
        assert!(effect_of(&city, vec![Entry::Settings((), settings.clone())]).is_none());
        let later = Settings { first_judged_year: year(2024), ..settings };
        assert_eq!(effect_of(&city, vec![Entry::Settings((), later)]).n_figures, 2);
    }

    #[test]
    fn figures_that_are_counted_another_way_turn_verdicts() {
        let city = city().figures("X", [(2022, n("19"))]);
        let mut indicator = city.tables.indicators.get(&id("X")).unwrap().clone();
        indicator.accumulation = Accumulation::Cumulative;
        let impact = effect_of(&city, vec![Entry::Indicator(id("X"), indicator)]);
        let turned: Vec<_> = impact.turned.iter().map(|it| (it.year.number(), it.before, it.after)).collect();
        assert_eq!(turned, [(2023, Some(Verdict::Achieved), Some(Verdict::Undecided(Doubt::FellWithoutReason)))]);
    }

    #[test]
    fn another_baseline_touches_the_figures_of_its_indicator() {
        let baseline = Baseline { as_of: "R4年度".to_owned(), shown: Trust::Confirmed(n("9")), counts: Counts::TheIndicator };
        let key = BaselineKey { indicator: id("X"), part: None };
        assert_eq!(effect_of(&city(), vec![Entry::Baseline(key, baseline)]).n_figures, 2);
    }

    #[test]
    fn a_department_that_goes_leaves_what_it_leads_and_what_it_has_a_part_in() {
        let of = |lead: &str, related: &str| Assignment { lead: vec![id(lead)], related: vec![id(related)], ..Assignment::default() };
        let assigned = |city: City, record: &str, assignment| city.write(Entry::Assignment(Record::Measure(id(record)), assignment));
        let city = ["a", "b"].into_iter().fold(city(), |city, name| city.write(Entry::Department(id(name), Department::named(name))));
        let city = assigned(assigned(assigned(city, "1", of("a", "b")), "2", of("b", "c")), "3", of("c", "c"));
        let removed = |name: &str| Entry::Standing(Record::Department(id(name)), Standing::Removed);
        let n_assigned = |city: &City, name: &str| effect_of(city, vec![removed(name)]).n_assigned;
        assert_eq!((n_assigned(&city, "a"), n_assigned(&city, "b")), (1, 2));
        assert_eq!(n_assigned(&city.clone().write(removed("b")), "b"), 0, "it had gone already");
    }

    #[test]
    fn an_indicator_that_goes_takes_its_figures_out_of_sight() {
        let impact = effect_of(&city(), vec![Entry::Standing(Record::Indicator(id("X")), Standing::Removed)]);
        assert_eq!((impact.n_figures, impact.n_hidden), (2, 2));
        let turned: Vec<_> = impact.turned.iter().map(|it| (it.year.number(), it.before, it.after)).collect();
        assert_eq!(turned, [(2022, Some(Verdict::NotAchieved), None), (2023, Some(Verdict::Achieved), None)]);
    }

    #[test]
    fn a_measure_that_goes_touches_the_figures_of_its_own_indicators() {
        let city = city().measure("S").indicator_with("Y", |indicator| indicator.measure = Some(id("S"))).figures("Y", [(2023, n("1"))]);
        let removed = |measure: &str| vec![Entry::Standing(Record::Measure(id(measure)), Standing::Removed)];
        assert_eq!((effect_of(&city, removed("S")).n_figures, effect_of(&city, removed("T")).n_figures), (1, 0));
    }

    #[test]
    fn an_indicator_that_moves_to_a_stopped_measure_is_judged_no_more() {
        let city = city().scale().measure("S").rating("S", 2022, Step::Committee, "stopped");
        let moved = Indicator { measure: Some(id("S")), ..city.tables.indicators.get(&id("X")).unwrap().clone() };
        let turned = effect_of(&city, vec![Entry::Indicator(id("X"), moved)]).turned;
        let turned: Vec<_> = turned.iter().map(|it| (it.year.number(), it.before, it.after)).collect();
        assert_eq!(turned, [(2023, Some(Verdict::Achieved), Some(Verdict::NotJudged(Unjudged::Stopped)))]);
    }
}
