//! The verdict of one indicator-year: what its figure is, held against its target.
//!
//! First that applies (evaluation.md §2): no target, 目標設定なし or 随時 → not judged; a cell in conflict, a target lost or
//! unsettled → undecided; 未測定 or 該当なし → not judged; blank → not due, then undecided; figure lost or unsettled →
//! undecided; a 累計 fallen without a reason → undecided; reference unsettled → undecided; reference never measured → first
//! measure; reference not printed → not judged; else compare. 取組中止 goes before all of it: the target is void.

use super::{
    case::{Case, Subject, is_blank},
    compare::{self, Demand, Outcome, Precision},
    exact::Fraction,
    place::{Place, Unknown, Value, target_place},
    reference::{Basis, Referent},
    sheet::{Stop, stopped_before},
    verdict::{Against, Comparison, Doubt, Progress, Trend, Unjudged, Verdict, Wait},
};
use crate::{
    domain::{
        BreakKey, Claim, ClaimId, Figure, FiscalYear, IndicatorId, PartId, Quantity, Rule, Settings, Shown, Stage, Tables, Trust, Variant,
    },
    register::Reading,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Everything there is to say about one indicator (or part) in one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub indicator: IndicatorId,
    pub year: FiscalYear,
    /// `None`: the whole indicator, which a two-part target judges in one.
    pub part: Option<PartId>,
    /// One place, or both of a two-part target in the order of the parts.
    pub actual: Vec<Actual>,
    /// The target in force: the year's own, else 毎年度 (N:84).
    pub target: Reading<Trust<Rule>>,
    pub finding: Finding,
    /// 参考: before the programme's first judged year, or before one of those that settings in conflict name.
    pub is_reference_only: bool,
    /// Against the year before, whatever the target asks for.
    pub trend: Option<Trend>,
    /// For 増加, 減少 and 近づける, where there was a figure to compare.
    pub references: Option<References>,
    /// Judged beside the yearly target, never instead of it (N:86).
    pub far_goal: Option<FarGoal>,
    /// The figure with something left out, judged side by side with it (O:255).
    pub variants: Vec<VariantJudgement>,
    /// Below 確定 the verdict is 速報値による. `None` without a figure.
    pub stage: Option<Stage>,
    /// The rate before rounding would give another verdict.
    pub rounding_matters: bool,
    /// Breaks of definition between the year before, or the year compared with, and this one.
    pub definition_breaks: Vec<FiscalYear>,
    /// What the document's text says about this figure; never used as a target.
    pub claims: Vec<ClaimId>,
}

/// A verdict with the numbers it rests on. A number is absent where nothing was compared, and where the readings of a
/// doubtful cell agree in the verdict but not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub verdict: Verdict,
    /// どの読み方でも同じ: a doubtful cell was read in every way, with this one verdict.
    pub holds_in_any_reading: bool,
    pub comparison: Option<Comparison>,
    /// actual − threshold; of 近づける gap − gap; of 一致させる the gap.
    pub difference: Option<Decimal>,
    /// 達成率 in percent with one decimal, for 以上 with a positive target only.
    pub attainment: Option<Decimal>,
    /// For 以上, 以下 and an exact number, from a baseline on the other side of the target.
    pub progress: Option<Progress>,
}

/// What one place of the actual shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actual {
    pub part: Option<PartId>,
    pub shown: Reading<Trust<Shown>>,
}

/// The reference the programme's setting takes, and the one that was computed beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct References {
    pub used: Compared,
    pub other: Option<Compared>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    pub against: Against,
    pub verdict: Verdict,
}

impl References {
    /// 基準R4比 達成／前年度比 未達成: both were compared, and only one is met.
    pub fn disagree(&self) -> bool {
        let used = self.used.verdict.is_met();
        let other = self.other.and_then(|other| other.verdict.is_met());
        used.is_some() && other.is_some() && used != other
    }
}

/// A target without a date, held against the same figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FarGoal {
    pub target: Reading<Trust<Rule>>,
    pub finding: Finding,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantJudgement {
    /// What is left out.
    pub excluding: String,
    pub quantity: Quantity,
    pub finding: Finding,
}

/// Judges one indicator in one year: one judgement, or one a part. Nothing for an unknown indicator.
///
/// Where the definition or the settings are in conflict, each is tried, and what they disagree about is undecided.
pub fn judge(tables: &Tables, indicator: &IndicatorId, year: FiscalYear, today: NaiveDate) -> Vec<Judgement> {
    let usual = Settings::usual(tables.overview.get(&()).map_or(year, |overview| overview.first_year));
    let settings = match tables.settings.reading(&()) {
        Reading::Absent => vec![&usual],
        reading @ (Reading::Settled(_) | Reading::Conflict(_)) => reading.values(),
    };
    judge_under(tables, indicator, year, today, &settings)
}

/// The same under settings that are handed in, one or those in conflict.
pub(super) fn judge_under(
    tables: &Tables,
    indicator: &IndicatorId,
    year: FiscalYear,
    today: NaiveDate,
    settings: &[&Settings],
) -> Vec<Judgement> {
    let Some((id, definitions)) = tables.indicators.cells_from(indicator).next().filter(|(id, _)| *id == indicator) else {
        return Vec::new();
    };
    let judged_under = |definition, settings| {
        let subject = Subject::One(None);
        let whole = Case { tables, id, definition, settings, subject, year, today, precision: Precision::Printed };
        whole.split().iter().map(Case::judge).collect()
    };
    let by_definition = definitions.reading().values().into_iter().map(|definition| {
        let by_settings = settings.iter().map(|settings| judged_under(definition, settings));
        agreed(by_settings, Doubt::SettingsInConflict)
    });
    agreed(by_definition, Doubt::DefinitionInConflict)
}

/// The first list, with a doubt wherever another list says otherwise.
fn agreed(lists: impl Iterator<Item = Vec<Judgement>>, otherwise: Doubt) -> Vec<Judgement> {
    let both = |first: Vec<Judgement>, other: Vec<Judgement>| {
        let same_part = |judgement: &Judgement| other.iter().find(|same| same.part == judgement.part);
        let agree = |judgement: Judgement| match same_part(&judgement) {
            Some(other) => judgement.where_it_agrees(other, otherwise),
            None => {
                Judgement { finding: Outcome::from(otherwise).into(), far_goal: None, references: None, variants: Vec::new(), ..judgement }
            }
        };
        first.into_iter().map(agree).collect()
    };
    lists.reduce(both).unwrap_or_default()
}

impl Judgement {
    fn where_it_agrees(mut self, other: &Judgement, otherwise: Doubt) -> Self {
        self.finding = self.finding.where_it_agrees(Some(&other.finding), otherwise);
        if let Some(far_goal) = &mut self.far_goal {
            let same = other.far_goal.as_ref().map(|other| &other.finding);
            far_goal.finding = far_goal.finding.clone().where_it_agrees(same, otherwise);
        }
        for (at, variant) in self.variants.iter_mut().enumerate() {
            let same = other.variants.get(at).map(|other| &other.finding);
            variant.finding = variant.finding.clone().where_it_agrees(same, otherwise);
        }
        self.references = self.references.filter(|references| other.references.as_ref() == Some(references));
        // A verdict that all give stands; whether it counts, not all say. Taken for 参考 it claims the less.
        self.is_reference_only |= other.is_reference_only;
        self.rounding_matters &= self.finding.verdict.is_met().is_some();
        self
    }
}

impl Finding {
    fn where_it_agrees(self, other: Option<&Finding>, otherwise: Doubt) -> Self {
        let Some(other) = other.filter(|other| other.verdict == self.verdict) else { return Outcome::from(otherwise).into() };
        Finding {
            verdict: self.verdict,
            holds_in_any_reading: self.holds_in_any_reading || other.holds_in_any_reading,
            comparison: self.comparison.filter(|comparison| other.comparison.as_ref() == Some(comparison)),
            difference: self.difference.filter(|&difference| other.difference == Some(difference)),
            attainment: self.attainment.filter(|&attainment| other.attainment == Some(attainment)),
            progress: self.progress.filter(|&progress| other.progress == Some(progress)),
        }
    }
}

/// A figure to be judged: what is printed, or one of its variants.
#[derive(Clone)]
struct Entered<'a> {
    place: Place<Value<'a>>,
    /// 廃止, 統合, 再集計: a fall is explained.
    has_reason_for_fall: bool,
}

impl<'a> Case<'a> {
    fn judge(&self) -> Judgement {
        let figures = self.figures_of(self.year);
        let part = self.subject.part_of_target();
        let (target, far_goal) = (self.target(part), self.far_goal(part));
        let rule = target_place(&target);
        let settled = || figures.iter().filter_map(|figure| figure.clone().settled());
        let entered = Entered {
            place: self.value_of(self.year),
            has_reason_for_fall: settled().any(|figure| !figure.reason_for_fall.trim().is_empty()),
        };
        let finding = self.find(&entered, &rule);
        let unrounded = Case { precision: Precision::Unrounded, ..*self }.outcome(&entered, &rule, self.basis());
        Judgement {
            indicator: self.id.clone(),
            year: self.year,
            part: part.cloned(),
            is_reference_only: self.year < self.settings.first_judged_year,
            trend: self.trend(&entered.place),
            references: self.references(&entered, &rule),
            far_goal: (!is_blank(&far_goal))
                .then(|| FarGoal { finding: self.find(&entered, &target_place(&far_goal)), target: far_goal.map(Trust::clone) }),
            variants: settled().flat_map(|figure| &figure.variants).map(|variant| self.judge_variant(&entered, variant, &rule)).collect(),
            stage: stage(settled()),
            rounding_matters: finding.verdict.is_met().is_some() && unrounded.verdict != finding.verdict,
            definition_breaks: self.definition_breaks(&rule),
            claims: self.claims(),
            actual: self.subject.parts().into_iter().zip(&figures).map(Actual::from).collect(),
            target: target.map(Trust::clone),
            finding,
        }
    }

    fn judge_variant(&self, entered: &Entered<'a>, variant: &'a Variant, rule: &Place<&'a Rule>) -> VariantJudgement {
        let entered = Entered { place: Place::Sure(Value::Number(&variant.quantity, None)), ..entered.clone() };
        VariantJudgement { excluding: variant.excluding.clone(), quantity: variant.quantity.clone(), finding: self.find(&entered, rule) }
    }

    fn find(&self, entered: &Entered<'a>, rule: &Place<&'a Rule>) -> Finding {
        let finding = Finding::from(self.outcome(entered, rule, self.basis()));
        Finding {
            holds_in_any_reading: !matches!(finding.verdict, Verdict::Undecided(_)) && self.is_doubtful(entered, rule),
            progress: finding.verdict.is_met().and_then(|_| self.progress(&entered.place, rule)),
            ..finding
        }
    }

    /// The verdict in every reading of the figure, of the target and of the reference together.
    fn outcome(&self, entered: &Entered<'a>, rule: &Place<&'a Rule>, basis: Basis) -> Outcome {
        if let Some(measure) = &self.definition.measure {
            match stopped_before(self.tables, measure, self.year) {
                Stop::Stopped => return Unjudged::Stopped.into(),
                Stop::InConflict => return Doubt::DecisionInConflict.into(),
                Stop::GoesOn => {}
            }
        }
        let rules = match rule.readings() {
            Ok(rules) => rules,
            Err(Unknown::InConflict) => return Doubt::TargetInConflict.into(),
            Err(Unknown::Lost) => return Doubt::TargetLost.into(),
            Err(Unknown::Unsettled) => return Doubt::TargetUnsettled.into(),
        };
        // Every reading of the target, for one reading of the figure.
        let of_value = |value: Result<Value<'a>, Unknown>| {
            let outcomes = rules.iter().map(|rule| match Demand::of(rule) {
                Ok(demand) => self.outcome_of_demand(value, demand, entered, basis),
                Err(unjudged) => unjudged.into(),
            });
            Outcome::agreed(outcomes, Doubt::TargetUnsettled)
        };
        match entered.place.readings() {
            Err(unknown) => of_value(Err(unknown)),
            Ok(values) => {
                let outcomes = || values.iter().map(|&value| of_value(Ok(value)));
                let unsettled_target = outcomes().find(|outcome| outcome.verdict == Verdict::Undecided(Doubt::TargetUnsettled));
                unsettled_target.unwrap_or_else(|| Outcome::agreed(outcomes(), Doubt::FigureUnsettled))
            }
        }
    }

    fn outcome_of_demand(&self, value: Result<Value<'a>, Unknown>, demand: Demand<'a>, entered: &Entered<'a>, basis: Basis) -> Outcome {
        match value {
            Err(Unknown::InConflict) => Doubt::FigureInConflict.into(),
            Err(Unknown::Lost) => Doubt::FigureLost.into(),
            Err(Unknown::Unsettled) => Doubt::FigureUnsettled.into(),
            Ok(Value::Blank) => self.outcome_of_blank(),
            Ok(Value::Dash(dash)) => Unjudged::from(dash).into(),
            Ok(value @ (Value::Words(_) | Value::Number(..) | Value::Pair(..))) => {
                if self.is_fall(value) && !entered.has_reason_for_fall {
                    Doubt::FellWithoutReason.into()
                } else {
                    self.outcome_of_value(value, demand, basis)
                }
            }
        }
    }

    fn outcome_of_blank(&self) -> Outcome {
        if self.today < self.measuring_date() {
            Verdict::NotDue(Wait::BeforeMeasuring).into()
        } else if self.today <= self.reporting_deadline() {
            Verdict::NotDue(Wait::BeingCollected).into()
        } else {
            Doubt::NotEntered.into()
        }
    }

    fn outcome_of_value(&self, value: Value<'a>, demand: Demand<'a>, basis: Basis) -> Outcome {
        let compared_with = |reference| compare::compare(demand, value, reference, &self.definition.stages, self.precision);
        if !demand.needs_reference() {
            return compared_with(None);
        }
        let basis = if demand.names_previous_year() { Basis::PreviousYear } else { basis };
        let outcomes = self.refer(basis).readings.into_iter().map(|referent| match referent {
            Referent::Value(reference) => compared_with(Some(reference)),
            Referent::NeverMeasured => Verdict::FirstMeasure.into(),
            Referent::NotPrinted => Unjudged::NothingToCompare.into(),
            Referent::Unsettled => Doubt::ReferenceUnsettled.into(),
        });
        Outcome::agreed(outcomes, Doubt::ReferenceUnsettled)
    }

    /// Whether a 累計, by the indicator's definition or by the figure's own mark, is lower than the nearest earlier one.
    fn is_fall(&self, now: Value<'a>) -> bool {
        let is_cumulative = |quantity| self.definition.accumulation.is_cumulative(Some(quantity));
        now.quantity().is_some_and(|quantity| is_cumulative(quantity) && self.has_fallen(quantity))
    }

    /// Whether the verdict was reached through several readings of a cell.
    fn is_doubtful(&self, entered: &Entered<'a>, rule: &Place<&'a Rule>) -> bool {
        matches!(entered.place, Place::OneOf(_))
            || matches!(rule, Place::OneOf(_))
            || (needs_reference(rule) && self.has_doubtful_reference(self.basis_of(rule)))
    }

    /// What the rule is held against: the setting's choice, but for a rule that names the year before itself.
    fn basis_of(&self, rule: &Place<&'a Rule>) -> Basis {
        if names_previous_year(rule) { Basis::PreviousYear } else { self.basis() }
    }

    fn references(&self, entered: &Entered<'a>, rule: &Place<&'a Rule>) -> Option<References> {
        let shows_nothing = |value: &Value<'a>| matches!(value, Value::Blank | Value::Dash(_));
        let has_figure = entered.place.readings().is_ok_and(|values| !values.iter().any(shows_nothing));
        if !needs_reference(rule) || !has_figure {
            return None;
        }
        let compared_on = |basis| Compared { against: self.refer(basis).against, verdict: self.outcome(entered, rule, basis).verdict };
        let used = compared_on(self.basis_of(rule));
        let other = self
            .other_basis()
            .filter(|_| !names_previous_year(rule))
            .map(compared_on)
            .filter(|other| other.against.year() != used.against.year());
        Some(References { used, other })
    }

    fn progress(&self, actual: &Place<Value<'a>>, rule: &Place<&'a Rule>) -> Option<Progress> {
        let value = |quantity: &Quantity| Fraction::of(quantity.amount.value());
        let (actual, start) = (actual.sure()?.quantity()?, self.start()?);
        compare::check_units(&actual.unit, &start.unit).ok()?;
        let (actual, start) = (value(actual)?, value(start)?);
        let (target, leads_there) = match Demand::of(rule.sure()?).ok()? {
            Demand::AtLeast(target) => (value(target)?, start < value(target)?),
            Demand::AtMost(target) => (value(target)?, start > value(target)?),
            Demand::Exactly(target) => (value(target)?, start != value(target)?),
            Demand::AboveReference
            | Demand::BelowReference
            | Demand::NotBelowPreviousYear
            | Demand::NotAbovePreviousYear
            | Demand::Narrower
            | Demand::PartsEqual
            | Demand::Reach(_) => return None,
        };
        if !leads_there {
            return None;
        }
        let progress = actual.minus(start)?.over(target.minus(start)?)?;
        let percent = progress.percent()?;
        Some(if progress.is_negative() { Progress::Backward(percent) } else { Progress::Onward(percent) })
    }

    fn trend(&self, now: &Place<Value<'a>>) -> Option<Trend> {
        let before = self.value_of(self.year.previous()?);
        let (now, before) = (now.readings().ok()?, before.readings().ok()?);
        let mut relations = now.iter().flat_map(|&now| before.iter().map(move |&before| compare::relation(now, before)));
        let first = relations.next()??;
        relations.all(|relation| relation == Some(first)).then(|| first.into())
    }

    fn definition_breaks(&self, rule: &Place<&'a Rule>) -> Vec<FiscalYear> {
        let compared = needs_reference(rule).then(|| self.refer(self.basis_of(rule)).against.year()).flatten();
        let Some(since) = compared.into_iter().chain(self.year.previous()).min() else { return Vec::new() };
        let from = BreakKey { indicator: self.id.clone(), year: since };
        let breaks = self.tables.breaks.cells_from(&from).map(|(key, _)| key);
        breaks
            .take_while(|key| key.indicator == *self.id && key.year <= self.year)
            .map(|key| key.year)
            .filter(|&year| year > since)
            .collect()
    }

    fn claims(&self) -> Vec<ClaimId> {
        let is_about_this = |claim: &Claim| claim.indicator.as_ref() == Some(self.id) && claim.year.is_none_or(|year| year == self.year);
        let claims = self.tables.claims.cells().filter(|(_, cell)| cell.siblings().iter().any(|sibling| is_about_this(&sibling.value)));
        claims.map(|(id, _)| id.clone()).collect()
    }
}

impl From<Outcome> for Finding {
    fn from(Outcome { verdict, comparison, difference, attainment }: Outcome) -> Self {
        Finding { verdict, holds_in_any_reading: false, comparison, difference, attainment, progress: None }
    }
}

impl From<(Option<&PartId>, &Reading<&Figure>)> for Actual {
    fn from((part, figure): (Option<&PartId>, &Reading<&Figure>)) -> Self {
        Actual { part: part.cloned(), shown: figure.clone().map(|figure| figure.shown.clone()) }
    }
}

fn names_previous_year(rule: &Place<&Rule>) -> bool {
    rule.readings().is_ok_and(|rules| rules.iter().all(|rule| rule.names_previous_year()))
}

fn needs_reference(rule: &Place<&Rule>) -> bool {
    let needs = |rule: &&Rule| Demand::of(rule).is_ok_and(Demand::needs_reference);
    rule.readings().is_ok_and(|rules| rules.iter().any(needs))
}

/// The least final stage of the figures that show something.
fn stage<'a>(figures: impl Iterator<Item = &'a Figure>) -> Option<Stage> {
    figures.filter(|figure| figure.shown != Trust::Confirmed(Shown::Blank)).map(|figure| figure.stage).min()
}

#[cfg(test)]
mod tests;
