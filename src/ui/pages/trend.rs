//! The course of an indicator as a picture: judgements become points, targets become lines.
//!
//! Floats are heights on paper here; every number beside them is the printed one.

use crate::{
    domain::{Amount, FiscalYear, Indicator, Quantity, Rule, Shown, Trust},
    evaluate::{Actual, Judgement},
    register::Reading,
    ui::{
        charts::{Break, Level, LevelKind, Point, Trend, TrendLine},
        words,
    },
};
use rust_decimal::prelude::ToPrimitive;

/// Every year of an indicator with its judgements.
pub(super) type Course = Vec<(FiscalYear, Vec<Judgement>)>;

/// Lines for the figures of all years, and their targets where these are numbers.
pub(super) fn trend_of(indicator: &Indicator, course: &[(FiscalYear, Vec<Judgement>)]) -> Trend {
    let names: Vec<(Option<_>, String)> = match &indicator.parts[..] {
        [] => vec![(None, "実績".to_owned())],
        parts => parts.iter().map(|part| (Some(part.id.clone()), part.label.clone())).collect(),
    };
    let lines = names
        .into_iter()
        .map(|(part, name)| TrendLine {
            name,
            points: course
                .iter()
                .map(|(_, judgements)| {
                    let actual = judgements.iter().flat_map(|judgement| &judgement.actual).find(|actual| actual.part == part);
                    actual.and_then(point)
                })
                .collect(),
        })
        .collect();
    let (yearly_target, levels) = targets(course);
    let breaks = course
        .iter()
        .flat_map(|(_, judgements)| judgements.iter().flat_map(|judgement| &judgement.definition_breaks))
        .map(|year| Break { year: year.short(), words: "数え方の変更".to_owned() });
    let mut breaks: Vec<Break> = breaks.collect();
    breaks.dedup();
    Trend {
        years: course.iter().map(|(year, _)| year.short()).collect(),
        unit: indicator.unit.clone(),
        lines,
        yearly_target,
        levels,
        breaks,
    }
}

fn point(actual: &Actual) -> Option<Point> {
    let Reading::Settled(Trust::Confirmed(shown)) = &actual.shown else { return None };
    match shown {
        Shown::Number(quantity) | Shown::WordsAndNumber(_, quantity) => point_of(quantity),
        Shown::Blank | Shown::Dash(_) | Shown::Words(_) => None,
    }
}

fn point_of(quantity: &Quantity) -> Option<Point> {
    Some(Point { value: height(quantity.amount)?, text: words::amount(quantity.amount) })
}

fn height(amount: Amount) -> Option<f64> {
    amount.value().to_f64()
}

fn threshold(rule: &Rule) -> Option<&Quantity> {
    match rule {
        Rule::AtLeast(quantity) | Rule::AtMost(quantity) | Rule::Exactly(quantity) => Some(quantity),
        Rule::Increase | Rule::Decrease | Rule::Narrow | Rule::Equal | Rule::Reach(_) | Rule::AsNeeded | Rule::Dash(_) | Rule::Blank => {
            None
        }
    }
}

fn sure(target: &Reading<Trust<Rule>>) -> Option<&Rule> {
    match target {
        Reading::Settled(trust) => trust.confirmed(),
        Reading::Absent | Reading::Conflict(_) => None,
    }
}

/// One level where every year has the same target, a line of points where they differ; and the far goal.
fn targets(course: &[(FiscalYear, Vec<Judgement>)]) -> (Option<TrendLine>, Vec<Level>) {
    let judged: Vec<Option<&Judgement>> = course.iter().map(|(_, judgements)| judgements.first()).collect();
    let rules: Vec<Option<&Rule>> = judged.iter().map(|judgement| judgement.and_then(|it| sure(&it.target))).collect();
    let mut distinct: Vec<&Rule> = rules.iter().flatten().copied().filter(|rule| threshold(rule).is_some()).collect();
    distinct.dedup();
    let mut levels = Vec::new();
    let mut yearly = None;
    match distinct[..] {
        [] => {}
        [rule] => levels.extend(level(LevelKind::Target, "目標", rule)),
        _ => {
            let points = rules.iter().map(|rule| rule.and_then(threshold).and_then(point_of)).collect();
            yearly = Some(TrendLine { name: "目標".to_owned(), points });
        }
    }
    let far_goal = judged.iter().flatten().filter_map(|judgement| sure(&judgement.far_goal.as_ref()?.target)).next();
    levels.extend(far_goal.and_then(|rule| level(LevelKind::FarGoal, "めざす水準", rule)));
    (yearly, levels)
}

fn level(kind: LevelKind, name: &str, rule: &Rule) -> Option<Level> {
    let value = height(threshold(rule)?.amount)?;
    Some(Level { kind, value, words: format!("{name} {}", words::rule(rule)) })
}

/// The chart in one sentence, for a person who does not see it.
pub(super) fn describe(trend: &Trend) -> String {
    let line = |line: &TrendLine| {
        let points: Vec<String> = trend
            .years
            .iter()
            .zip(&line.points)
            .filter_map(|(year, point)| Some(format!("{year} {}{}", point.as_ref()?.text, trend.unit)))
            .collect();
        if points.is_empty() {
            format!("{}の数値はありません", line.name)
        } else {
            format!("{}：{}", line.name, points.join("、"))
        }
    };
    let lines = trend.lines.iter().chain(&trend.yearly_target).map(line);
    let levels = trend.levels.iter().map(|level| level.words.clone());
    format!("{}。同じ数値を下の表に示します。", lines.chain(levels).collect::<Vec<_>>().join("。"))
}
