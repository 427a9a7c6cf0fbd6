//! What one judgement is about, and the cells it reads.

use super::{
    compare::Precision,
    place::{Place, Value, figure_place, target_place},
};
use crate::{
    domain::{
        Baseline, BaselineKey, Counts, Figure, FigureKey, FiscalYear, Indicator, IndicatorId, Measured, PartId, Rule, Settings, Shown,
        Tables, TargetKey, TargetSlot, Trust,
    },
    register::Reading,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One subject in one year, under one reading of the indicator's definition and of the programme's settings.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) tables: &'a Tables,
    pub(super) id: &'a IndicatorId,
    pub(super) definition: &'a Indicator,
    pub(super) settings: &'a Settings,
    pub(super) subject: Subject<'a>,
    pub(super) year: FiscalYear,
    pub(super) today: NaiveDate,
    pub(super) precision: Precision,
}

/// What is held against a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject<'a> {
    /// The indicator, or one of its parts.
    One(Option<&'a PartId>),
    /// Both parts of a two-part target (近づける, 一致させる).
    Pair(&'a PartId, &'a PartId),
}

impl<'a> Subject<'a> {
    /// The parts whose figures it reads.
    pub(super) fn parts(self) -> Vec<Option<&'a PartId>> {
        match self {
            Subject::One(part) => vec![part],
            Subject::Pair(first, second) => vec![Some(first), Some(second)],
        }
    }

    /// The part its targets are entered under.
    pub(super) fn part_of_target(self) -> Option<&'a PartId> {
        match self {
            Subject::One(part) => part,
            Subject::Pair(..) => None,
        }
    }
}

impl<'a> Case<'a> {
    /// The cases of the whole indicator. A two-part target makes one subject of both parts; otherwise each part is judged
    /// for itself.
    pub(super) fn split(self) -> Vec<Case<'a>> {
        let of = |subject| Case { subject, ..self };
        match &self.definition.parts[..] {
            [] => vec![of(Subject::One(None))],
            [first, second] if self.speaks_of_the_gap() => vec![of(Subject::Pair(&first.id, &second.id))],
            parts => parts.iter().map(|part| of(Subject::One(Some(&part.id)))).collect(),
        }
    }

    /// By the target of the year; where the year has none, by the far goal.
    fn speaks_of_the_gap(&self) -> bool {
        let yearly = self.target(None);
        let parts_have_targets = self.definition.parts.iter().any(|part| !is_blank(&self.target(Some(&part.id))));
        let of_both = if is_blank(&yearly) && !parts_have_targets { self.far_goal(None) } else { yearly };
        let mut rules = of_both.values().into_iter().flat_map(Trust::readings).flatten();
        rules.any(|rule| matches!(rule, Rule::Narrow | Rule::Equal))
    }

    /// The figure cells of the subject in any year, in the order of its parts.
    pub(super) fn figures_of(&self, year: FiscalYear) -> Vec<Reading<&'a Figure>> {
        self.subject.parts().into_iter().map(|part| self.figure(part, year)).collect()
    }

    fn figure(&self, part: Option<&PartId>, year: FiscalYear) -> Reading<&'a Figure> {
        self.tables.figures.reading(&FigureKey { indicator: self.id.clone(), year, part: part.cloned() })
    }

    /// What the subject's figure of any year may be.
    pub(super) fn value_of(&self, year: FiscalYear) -> Place<Value<'a>> {
        let of_part = |part| figure_place(&self.figure(part, year).map(|figure| &figure.shown));
        match self.subject {
            Subject::One(part) => of_part(part),
            Subject::Pair(first, second) => of_part(Some(first)).with(of_part(Some(second)), Value::pair),
        }
    }

    /// The years in which somebody wrote a figure of the subject, or of one of its parts.
    pub(super) fn years_with_figures(&self) -> BTreeSet<FiscalYear> {
        let parts = self.subject.parts();
        figures_of(self.tables, self.id).filter(|(key, _)| parts.contains(&key.part.as_ref())).map(|(key, _)| key.year).collect()
    }

    /// The target in force: a year's own goes before 毎年度 (N:84), a part's own before the indicator's.
    pub(super) fn target(&self, part: Option<&PartId>) -> Reading<&'a Trust<Rule>> {
        let own = self.target_at(TargetSlot::Year(self.year), part);
        if is_blank(&own) {
            let every_year = self.target_at(TargetSlot::EveryYear, part);
            // Where neither says anything, a year's own blank still shows as what was entered.
            if is_blank(&every_year) && own != Reading::Absent { own } else { every_year }
        } else {
            own
        }
    }

    pub(super) fn far_goal(&self, part: Option<&PartId>) -> Reading<&'a Trust<Rule>> {
        self.target_at(TargetSlot::Far, part)
    }

    fn target_at(&self, slot: TargetSlot, part: Option<&PartId>) -> Reading<&'a Trust<Rule>> {
        let at = |part: Option<&PartId>| {
            let key = TargetKey { indicator: self.id.clone(), slot, part: part.cloned() };
            self.tables.targets.reading(&key).map(|target| &target.rule)
        };
        let own = at(part);
        if part.is_some() && is_blank(&own) { at(None) } else { own }
    }

    /// 基準値 printed beside the subject, with what it counts.
    pub(super) fn printed_baseline(&self) -> Option<Reading<&'a Baseline>> {
        let Subject::One(part) = self.subject else { return None };
        let key = BaselineKey { indicator: self.id.clone(), part: part.cloned() };
        let reading = self.tables.baselines.reading(&key);
        let says_nothing = match &reading {
            Reading::Absent => true,
            Reading::Settled(baseline) => matches!(baseline.shown, Trust::Confirmed(Shown::Blank | Shown::Dash(_))),
            Reading::Conflict(_) => false,
        };
        (!says_nothing).then_some(reading)
    }

    /// The day from which the year's figure can exist.
    pub(super) fn measuring_date(&self) -> NaiveDate {
        match self.definition.measured {
            Measured::YearEnd => self.year.last_day(),
            // The day after 31 March.
            Measured::NextApril => self.year.last_day().succ_opt().unwrap_or(self.year.last_day()),
        }
    }

    /// The last day on which a missing figure is no omission: default 31 May (evaluation.md §2).
    pub(super) fn reporting_deadline(&self) -> NaiveDate {
        let (month, day) = self.settings.reporting_deadline;
        // 31 April or 29 February of a common year mean the end of that month.
        (1..=day.min(31))
            .rev()
            .find_map(|day| self.year.day_of_next_year(month, day))
            .or_else(|| self.year.day_of_next_year(5, 31))
            .unwrap_or(self.year.last_day())
    }
}

/// What a printed baseline may show, where it counts the indicator itself and not what it is counted out of (O5-1).
pub(super) fn baseline_place<'a>(reading: &Reading<&'a Baseline>) -> Option<Place<Value<'a>>> {
    match reading {
        Reading::Settled(Baseline { counts: Counts::APopulation, .. }) => None,
        Reading::Absent | Reading::Settled(_) | Reading::Conflict(_) => {
            Some(figure_place(&reading.clone().map(|baseline| &baseline.shown)))
        }
    }
}

/// The year a printed baseline stands for, where its words say one: `R3年度`. `R4.3.31現在` is a day, not a year's figure.
pub(super) fn baseline_year(reading: &Reading<&Baseline>) -> Option<FiscalYear> {
    match reading {
        Reading::Settled(baseline) => FiscalYear::parse(&baseline.as_of).ok(),
        Reading::Absent | Reading::Conflict(_) => None,
    }
}

/// All figure cells of an indicator, by year and part.
pub(super) fn figures_of<'a>(tables: &'a Tables, indicator: &'a IndicatorId) -> impl Iterator<Item = (&'a FigureKey, Reading<&'a Figure>)> {
    let from = FigureKey { indicator: indicator.clone(), year: FiscalYear::FIRST, part: None };
    tables.figures.cells_from(&from).take_while(move |(key, _)| key.indicator == *indicator).map(|(key, cell)| (key, cell.reading()))
}

/// Whether nothing is said: no cell, or one that is blank beyond doubt.
pub(super) fn is_blank(reading: &Reading<&Trust<Rule>>) -> bool {
    matches!(target_place(reading), Place::Sure(Rule::Blank))
}
