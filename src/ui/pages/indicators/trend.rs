//! The course of an indicator as a picture: judgements become points, targets become lines.
//!
//! Floats are heights on paper here; every number beside them is the printed one.

use crate::{
    domain::{Amount, FiscalYear, Indicator, Quantity, Rule, Trust},
    evaluate::{Actual, Judgement, References, Side},
    register::Reading,
    ui::{
        charts::{Break, Level, LevelKind, Point, Trend, TrendLine},
        words,
    },
};
use rust_decimal::prelude::ToPrimitive;

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
    // Every year compared across a break names it.
    let breaks = breaks.fold(Vec::new(), |mut distinct: Vec<Break>, mark| {
        if !distinct.contains(&mark) {
            distinct.push(mark);
        }
        distinct
    });
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
    number(actual).and_then(point_of)
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
        Rule::Increase
        | Rule::Decrease
        | Rule::Narrow
        | Rule::Equal
        | Rule::Reach(_)
        | Rule::AsNeeded
        | Rule::Dash(_)
        | Rule::Blank
        | Rule::AtLeastPreviousYear
        | Rule::AtMostPreviousYear => None,
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
    // 増加させる names no number: what the last compared year was held against is its line.
    levels.extend(judged.iter().rev().flatten().copied().find_map(reference_level));
    (yearly, levels)
}

/// The value that a year's 増加, 減少 or 近づける is held against.
fn reference_level(judgement: &Judgement) -> Option<Level> {
    // History is held against the year before, which is a point of the line already.
    let References { used, .. } = judgement.references.filter(|_| !judgement.is_reference_only)?;
    let (value, text) = match &judgement.finding.comparison.as_ref()?.threshold {
        Side::Quantity(quantity) => (height(quantity.amount)?, words::quantity(quantity)),
        Side::Gap { size, unit } => (size.to_f64()?, format!("{}{unit}", words::amount(Amount::new(*size)))),
        Side::Words(_) => return None,
    };
    Some(Level { kind: LevelKind::Reference, value, words: format!("比べる値 {text}（{}）", words::against(used.against)) })
}

/// 近づける and 一致させる: how far the two parts are apart, year by year. Nothing for any other target.
pub(super) fn gap_of(course: &[(FiscalYear, Vec<Judgement>)]) -> Option<Trend> {
    let judged: Vec<&Judgement> = course.iter().filter_map(|(_, judgements)| judgements.first()).collect();
    let asks = |rule: Option<&Rule>| matches!(rule, Some(Rule::Narrow | Rule::Equal));
    let far = |judgement: &Judgement| judgement.far_goal.as_ref().is_some_and(|goal| asks(sure(&goal.target)));
    if !judged.iter().any(|judgement| judgement.actual.len() == 2 && (asks(sure(&judgement.target)) || far(judgement))) {
        return None;
    }
    let mut unit = String::new();
    let mut points = Vec::new();
    for (_, judgements) in course {
        let numbers: Vec<&Quantity> = judgements.iter().flat_map(|it| &it.actual).filter_map(number).collect();
        points.push(match numbers[..] {
            [first, second] if first.unit == second.unit => {
                unit.clone_from(&first.unit);
                first.amount.value().checked_sub(second.amount.value()).and_then(|gap| {
                    let gap = Amount::new(gap.abs());
                    Some(Point { value: height(gap)?, text: words::amount(gap) })
                })
            }
            _ => None,
        });
    }
    let mut levels: Vec<Level> = Vec::new();
    if judged.iter().any(|judgement| far(judgement)) {
        levels.push(Level { kind: LevelKind::FarGoal, value: 0.0, words: "めざす水準 一致（差なし）".to_owned() });
    }
    levels.extend(judged.iter().rev().copied().find_map(reference_level));
    Some(Trend {
        years: course.iter().map(|(year, _)| year.short()).collect(),
        // The difference of two percentages is told in points.
        unit: if unit == "%" { "ポイント".to_owned() } else { unit },
        lines: vec![TrendLine { name: "2つの値の差".to_owned(), points }],
        levels,
        ..Trend::default()
    })
}

fn number(actual: &Actual) -> Option<&Quantity> {
    match &actual.shown {
        Reading::Settled(Trust::Confirmed(shown)) => shown.quantity(),
        Reading::Settled(_) | Reading::Absent | Reading::Conflict(_) => None,
    }
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
