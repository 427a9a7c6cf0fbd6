//! How far a target without a date still is, and how long it takes at the present pace. No date is invented: the
//! document gives none (N:86), and a pace is no promise.

use super::{
    compare::check_units,
    exact::{self, Fraction},
    target::{FarGoal, Judgement, judge},
};
use crate::{
    domain::{FiscalYear, IndicatorId, PartId, Quantity, Rule, Shown, Tables, Trust},
    register::Reading,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One far goal, seen from the last year that is measured beyond doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
    pub goal: Reading<Trust<Rule>>,
    /// The year looked at; absent where nothing is measured that could be held against the goal.
    pub now: Option<(FiscalYear, Decimal)>,
    pub unit: String,
    pub ahead: Ahead,
}

/// What is left to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ahead {
    Reached,
    /// At the mean change since `since` the goal is `years` away, a begun year counted whole.
    AtThisPace {
        distance: Decimal,
        since: FiscalYear,
        /// Towards the goal, in the unit a year, to one decimal more than the distance has.
        per_year: Decimal,
        years: u32,
    },
    /// Since `since` it stood still or moved away.
    NotApproaching {
        distance: Decimal,
        since: FiscalYear,
        per_year: Decimal,
    },
    /// No earlier year to take a pace from.
    NoPace {
        distance: Decimal,
    },
    /// The goal or the figure is in doubt, worded, or missing.
    Unknown,
}

/// Every far goal of the programme, in document order, as of the given year.
pub fn outlook(tables: &Tables, year: FiscalYear, today: NaiveDate) -> Vec<Outlook> {
    let first = tables.figures.cells().map(|(key, _)| key.year).min().unwrap_or(year).min(year);
    let of = |id: &IndicatorId| {
        let judged = |year| judge(tables, id, year, today);
        let goals = judged(year);
        // Few indicators have one, and only theirs need the years before.
        if goals.iter().all(|judgement| judgement.far_goal.is_none()) {
            return Vec::new();
        }
        let earlier = std::iter::successors(Some(first), |year| year.next()).take_while(|past| *past < year);
        let past: Vec<(FiscalYear, Vec<Judgement>)> = earlier.map(|past| (past, judged(past))).chain([(year, goals.clone())]).collect();
        goals.iter().filter_map(|judgement| Some(look(judgement, judgement.far_goal.as_ref()?, &past))).collect()
    };
    tables.listed_indicators().into_iter().flat_map(|(id, _)| of(id)).collect()
}

fn look(judgement: &Judgement, goal: &FarGoal, past: &[(FiscalYear, Vec<Judgement>)]) -> Outlook {
    let rule = match &goal.target {
        Reading::Settled(trust) => trust.confirmed(),
        Reading::Absent | Reading::Conflict(_) => None,
    };
    let measured = |judgements: &[Judgement]| {
        let same = judgements.iter().find(|other| other.part == judgement.part)?;
        standing(same, rule?)
    };
    let points: Vec<(FiscalYear, Standing)> = past.iter().filter_map(|(year, all)| Some((*year, measured(all)?))).collect();
    let unit = points.last().map_or_else(String::new, |(_, standing)| standing.unit.clone());
    Outlook {
        indicator: judgement.indicator.clone(),
        part: judgement.part.clone(),
        goal: goal.target.clone(),
        now: points.last().map(|(year, standing)| (*year, standing.value)),
        unit,
        ahead: ahead(&points).unwrap_or(Ahead::Unknown),
    }
}

/// A year's value, and how much of the way is left: nothing or less where the goal is reached.
#[derive(Clone, Debug)]
struct Standing {
    value: Decimal,
    left: Decimal,
    unit: String,
}

fn standing(judgement: &Judgement, rule: &Rule) -> Option<Standing> {
    let quantities: Vec<&Quantity> = judgement
        .actual
        .iter()
        .filter_map(|actual| match &actual.shown {
            Reading::Settled(Trust::Confirmed(Shown::Number(quantity) | Shown::WordsAndNumber(_, quantity))) => Some(quantity),
            _ => None,
        })
        .collect();
    match (rule, &quantities[..]) {
        (Rule::Equal, [first, second]) => {
            check_units(&first.unit, &second.unit).ok()?;
            let gap = exact::difference(first.amount.value(), second.amount.value())?.abs();
            Some(Standing { value: gap, left: gap, unit: first.unit.clone() })
        }
        (Rule::AtLeast(goal) | Rule::AtMost(goal) | Rule::Exactly(goal), [quantity]) => {
            check_units(&quantity.unit, &goal.unit).ok()?;
            let (value, goal) = (quantity.amount.value(), goal.amount.value());
            let left = match rule {
                Rule::AtLeast(_) => exact::difference(goal, value)?,
                Rule::AtMost(_) => exact::difference(value, goal)?,
                _ => exact::difference(goal, value)?.abs(),
            };
            Some(Standing { value, left, unit: quantity.unit.clone() })
        }
        _ => None,
    }
}

/// The mean change a year from the first measured year to the last: one bad year moves it less than the latest change would.
fn ahead(points: &[(FiscalYear, Standing)]) -> Option<Ahead> {
    let (last, now) = points.last()?;
    let distance = now.left;
    if distance <= Decimal::ZERO {
        return Some(Ahead::Reached);
    }
    let Some((since, then)) = points.first().filter(|(since, _)| since < last) else { return Some(Ahead::NoPace { distance }) };
    let n_years = Fraction::of(Decimal::from(last.number() - since.number()))?;
    let approached = Fraction::of(exact::difference(then.left, distance)?)?;
    let pace = approached.over(n_years)?;
    let per_year = pace.rounded(distance.scale() + 1)?;
    if approached.is_negative() || approached == Fraction::of(Decimal::ZERO)? {
        return Some(Ahead::NotApproaching { distance, since: *since, per_year });
    }
    let years = Fraction::of(distance)?.over(pace)?.rounded_up()?;
    Some(Ahead::AtThisPace { distance, since: *since, per_year, years })
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};

    fn ahead_of(city: &City, of: i32) -> Ahead {
        let [outlook] = &outlook(&city.tables, year(of), city.now())[..] else { panic!("one far goal") };
        outlook.ahead.clone()
    }

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn women_in_management_are_46_years_from_half_at_the_pace_of_r1_to_r4() {
        // N9: 11.5 → 13.9 in three years, goal 50% (N:86).
        let city = City::new().indicator("N9").far_goal("N9", at_least("50%"));
        let city = city.figures("N9", [(2019, n("11.5%")), (2020, n("12.5%")), (2021, n("13.9%")), (2022, n("13.9%"))]);
        let expected = Ahead::AtThisPace { distance: d("36.1"), since: year(2019), per_year: d("0.80"), years: 46 };
        assert_eq!(ahead_of(&city, 2022), expected);
        // A year that is not measured yet is seen from the last one that is.
        assert_eq!(ahead_of(&city, 2023), expected);
    }

    #[test]
    fn what_moves_away_or_stands_still_has_no_years() {
        let city = City::new().indicator("X").far_goal("X", at_least("50%"));
        let away = city.clone().figures("X", [(2021, n("14.0%")), (2022, n("13.0%"))]);
        assert_eq!(ahead_of(&away, 2022), Ahead::NotApproaching { distance: d("37.0"), since: year(2021), per_year: d("-1.00") });
        let still = city.clone().figures("X", [(2021, n("14.0%")), (2022, n("14.0%"))]);
        assert!(matches!(ahead_of(&still, 2022), Ahead::NotApproaching { .. }));
        assert_eq!(ahead_of(&city.clone().figures("X", [(2022, n("14.0%"))]), 2022), Ahead::NoPace { distance: d("36.0") });
        assert_eq!(ahead_of(&city.clone().figures("X", [(2022, n("50.0%"))]), 2022), Ahead::Reached);
        assert_eq!(ahead_of(&city.clone().figures("X", [(2022, n("52.0%"))]), 2022), Ahead::Reached);
        let at_most = City::new().indicator("Y").far_goal("Y", at_most("4%")).figures("Y", [(2022, n("3%")), (2023, n("5%"))]);
        assert_eq!([2022, 2023].map(|of| ahead_of(&at_most, of) == Ahead::Reached), [true, false]);
        assert_eq!(ahead_of(&city.figures("X", [(2022, UNMEASURED)]), 2022), Ahead::Unknown);
    }

    #[test]
    fn a_gap_closes_at_its_own_pace() {
        let city = City::new().indicator_with("X", men_and_women).far_goal("X", crate::domain::Rule::Equal);
        let city = city.part("X", "male", [(2021, n("23.3%")), (2022, n("23.7%"))]);
        let city = city.part("X", "female", [(2021, n("13.9%")), (2022, n("14.8%"))]);
        let expected = Ahead::AtThisPace { distance: d("8.9"), since: year(2021), per_year: d("0.50"), years: 18 };
        assert_eq!(ahead_of(&city, 2022), expected);
    }

    #[test]
    fn a_pace_has_one_decimal_more_than_the_way_that_is_left() {
        let city = City::new().indicator("X").far_goal("X", at_least("50%"));
        let city = city.figures("X", [(2019, n("12.0%")), (2022, n("13.9%"))]);
        // 1.9 in three years: 0.633…
        let expected = Ahead::AtThisPace { distance: d("36.1"), since: year(2019), per_year: d("0.63"), years: 57 };
        assert_eq!(ahead_of(&city, 2022), expected);
    }
}
