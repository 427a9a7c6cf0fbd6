//! What is wrong or missing in a programme as it is defined, for those who set it up.

use super::{case::is_blank, compare::check_units};
use crate::{
    domain::{
        Department, DepartmentId, FiscalYear, Grade, Indicator, IndicatorId, MeasureId, PillarId, Record, Reference, Rule, Tables, Target,
        TargetKey, TargetSlot, Trust,
    },
    register::Reading,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// One thing to mend, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub spot: Spot,
    pub flaw: Flaw,
}

/// The place of the definitions that a problem lies in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    Overview,
    Department(DepartmentId),
    Pillars,
    Pillar(PillarId),
    Measure(MeasureId),
    Indicators,
    Indicator(IndicatorId),
    Target(TargetKey),
    Scale,
    Settings,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No frame at all, or one without a title.
    NoTitle,
    NoName,
    /// The last year is before the first.
    YearsReversed,
    NoneListed,
    /// Another record of the list, as people number it, bears the same.
    SameNumber(String),
    SameName(String),
    /// The pillar it stands under is not there or was removed.
    NoPillar,
    /// The measure it stands on was removed.
    NoMeasure,
    NoTarget,
    /// Years of the programme, from the first judged one on, that no target holds for while others have one.
    YearsWithoutTarget(Vec<FiscalYear>),
    /// 近づける and 一致させる speak of two parts.
    NeedsTwoParts,
    /// The target of a part that the definition does not have.
    UnknownPart,
    /// A number held against words, or words against a number.
    OtherKind,
    /// The unit behind the target's number and the one of the figures.
    UnitsDiffer(String, String),
    /// A worded target that is not among the stages entered.
    UnknownStage(String),
    YearOutside(FiscalYear),
    OnePart,
    SameParts(String),
    /// A grade needs as large a share as the one above it, or a larger: it would never be proposed.
    NotFalling(String),
    /// A share is between 0 and 1.
    NoShare(String),
    NoLabel,
    /// The first judged year lies outside the programme.
    JudgedOutside(FiscalYear),
    /// The year compared with is not before the first judged one.
    BaselineTooLate(FiscalYear),
    NoSuchDay(u32, u32),
    EndsBeforeItBegins,
    NoParent,
    /// It stands under itself.
    ParentRing,
    /// It answers for something, and ended without a successor.
    EndedInCharge,
}

/// Everything there is to mend, in the order of the programme.
pub fn problems(tables: &Tables) -> Vec<Problem> {
    let mut check = Check { tables, found: Vec::new() };
    check.overview();
    check.settings();
    check.departments();
    check.pillars();
    check.measures();
    check.indicators();
    check.scale();
    check.found
}

struct Check<'a> {
    tables: &'a Tables,
    found: Vec<Problem>,
}

impl Check<'_> {
    fn say(&mut self, spot: &Spot, flaw: Flaw) {
        self.found.push(Problem { spot: spot.clone(), flaw });
    }

    fn overview(&mut self) {
        let Some(overview) = self.tables.overview.get(&()) else {
            if self.tables.overview.cell(&()).is_none() {
                self.say(&Spot::Overview, Flaw::NoTitle);
            }
            return;
        };
        if overview.title.trim().is_empty() {
            self.say(&Spot::Overview, Flaw::NoTitle);
        }
        if overview.last_year.is_some_and(|last| last < overview.first_year) {
            self.say(&Spot::Overview, Flaw::YearsReversed);
        }
    }

    fn settings(&mut self) {
        let Some(settings) = self.tables.settings.get(&()) else { return };
        let first = settings.first_judged_year;
        if !self.is_in_programme(first) {
            self.say(&Spot::Settings, Flaw::JudgedOutside(first));
        }
        if let Reference::Baseline(year) = settings.reference
            && year >= first
        {
            self.say(&Spot::Settings, Flaw::BaselineTooLate(year));
        }
        let (month, day) = settings.reporting_deadline;
        // 29 February is a day of some years.
        if chrono::NaiveDate::from_ymd_opt(2024, month, day).is_none() {
            self.say(&Spot::Settings, Flaw::NoSuchDay(month, day));
        }
    }

    /// Without a frame, and beyond an end that is not stated, every year may be one of the programme.
    fn is_in_programme(&self, year: FiscalYear) -> bool {
        let overview = self.tables.overview.get(&());
        overview.is_none_or(|overview| overview.first_year <= year && overview.last_year.is_none_or(|last| year <= last))
    }

    fn departments(&mut self) {
        let listed = self.tables.listed_departments();
        for (id, department) in &listed {
            let spot = Spot::Department((*id).clone());
            if department.name.trim().is_empty() {
                self.say(&spot, Flaw::NoName);
            }
            if department.from.zip(department.until).is_some_and(|(from, until)| until < from) {
                self.say(&spot, Flaw::EndsBeforeItBegins);
            }
            if let Some(parent) = &department.parent {
                if !listed.iter().any(|(other, _)| *other == parent) {
                    self.say(&spot, Flaw::NoParent);
                } else if self.stands_under_itself(id, department) {
                    self.say(&spot, Flaw::ParentRing);
                }
            }
            let is_twin = |other: &Department| {
                let meet =
                    |from: Option<FiscalYear>, until: Option<FiscalYear>| from.is_none_or(|from| until.is_none_or(|until| from <= until));
                other.name == department.name
                    && other.parent == department.parent
                    && meet(other.from, department.until)
                    && meet(department.from, other.until)
            };
            if listed.iter().take_while(|(other, _)| other != id).any(|(_, other)| is_twin(other)) {
                self.say(&spot, Flaw::SameName(department.name.clone()));
            }
            if department.until.is_some() && department.successors.is_empty() && self.is_in_charge(id) {
                self.say(&spot, Flaw::EndedInCharge);
            }
        }
    }

    fn stands_under_itself(&self, id: &DepartmentId, department: &Department) -> bool {
        let mut above = department.parent.clone();
        for _ in 0..self.tables.departments.len() {
            match above {
                Some(unit) if unit == *id => return true,
                Some(unit) => above = self.tables.departments.get(&unit).and_then(|unit| unit.parent.clone()),
                None => return false,
            }
        }
        false
    }

    fn is_in_charge(&self, id: &DepartmentId) -> bool {
        self.tables.assignments.settled().any(|(record, assignment)| assignment.lead.contains(id) && self.tables.is_present(record))
    }

    fn pillars(&mut self) {
        let listed = self.tables.listed_pillars();
        if listed.is_empty() {
            self.say(&Spot::Pillars, Flaw::NoneListed);
        }
        let mut numbers = Seen::default();
        for (id, pillar) in listed {
            let spot = Spot::Pillar(id.clone());
            if pillar.name.confirmed().is_some_and(|name| name.trim().is_empty()) {
                self.say(&spot, Flaw::NoName);
            }
            if numbers.has(&pillar.number) {
                self.say(&spot, Flaw::SameNumber(pillar.number.clone()));
            }
        }
    }

    fn measures(&mut self) {
        let mut numbers = Seen::default();
        for (id, measure) in self.tables.listed_measures() {
            let spot = Spot::Measure(id.clone());
            if measure.name.trim().is_empty() {
                self.say(&spot, Flaw::NoName);
            }
            if numbers.has(&measure.number) {
                self.say(&spot, Flaw::SameNumber(measure.number.clone()));
            }
            if !self.has_pillar(&measure.pillar) {
                self.say(&spot, Flaw::NoPillar);
            }
        }
    }

    fn has_pillar(&self, id: &PillarId) -> bool {
        self.tables.pillars.cell(id).is_some() && self.tables.is_present(&Record::Pillar(id.clone()))
    }

    fn indicators(&mut self) {
        let listed = self.tables.listed_indicators();
        if listed.is_empty() {
            self.say(&Spot::Indicators, Flaw::NoneListed);
        }
        for (id, indicator) in listed {
            let spot = Spot::Indicator(id.clone());
            if indicator.name.trim().is_empty() {
                self.say(&spot, Flaw::NoName);
            }
            if !self.has_pillar(&indicator.pillar) {
                self.say(&spot, Flaw::NoPillar);
            }
            if let Some(measure) = &indicator.measure
                && (self.tables.measures.cell(measure).is_none() || !self.tables.is_present(&Record::Measure(measure.clone())))
            {
                self.say(&spot, Flaw::NoMeasure);
            }
            let mut labels = Seen::default();
            for part in &indicator.parts {
                if labels.has(&part.label) {
                    self.say(&spot, Flaw::SameParts(part.label.clone()));
                }
            }
            if indicator.parts.len() == 1 {
                self.say(&spot, Flaw::OnePart);
            }
            self.targets(id, indicator);
        }
    }

    fn targets(&mut self, id: &IndicatorId, indicator: &Indicator) {
        let from = TargetKey { indicator: id.clone(), slot: TargetSlot::EveryYear, part: None };
        let tables = self.tables;
        let cells = tables.targets.cells_from(&from).take_while(|(key, _)| key.indicator == *id);
        let says_something = |reading: &Reading<&Target>| !is_blank(&reading.clone().map(|target| &target.rule));
        let all: Vec<(&TargetKey, Reading<&Target>)> = cells.map(|(key, cell)| (key, cell.reading())).collect();
        let targets: Vec<_> = all.iter().filter(|(_, reading)| says_something(reading)).collect();
        let spot = Spot::Indicator(id.clone());
        // A remark says why there is none.
        if targets.is_empty() && !all.iter().any(|(_, reading)| reading.clone().settled().is_some_and(|target| !target.remark.is_empty())) {
            self.say(&spot, Flaw::NoTarget);
        }
        for (key, reading) in &targets {
            let rules = reading.clone().values().into_iter().flat_map(|target| target.rule.readings()).flatten();
            let mut flaws: Vec<Flaw> = rules.flat_map(|rule| flaws_of(key, rule, indicator)).collect();
            if let TargetSlot::Year(year) = key.slot
                && !self.is_in_programme(year)
            {
                flaws.push(Flaw::YearOutside(year));
            }
            flaws.dedup();
            for flaw in flaws {
                self.say(&Spot::Target((*key).clone()), flaw);
            }
        }
        let missing = self.years_without(&targets);
        if !missing.is_empty() {
            self.say(&spot, Flaw::YearsWithoutTarget(missing));
        }
    }

    fn years_without(&self, targets: &[&(&TargetKey, Reading<&Target>)]) -> Vec<FiscalYear> {
        let yearly: Vec<FiscalYear> = targets
            .iter()
            .filter_map(|(key, _)| match key.slot {
                TargetSlot::Year(year) => Some(year),
                TargetSlot::EveryYear | TargetSlot::Far => None,
            })
            .collect();
        let holds_always = targets.iter().any(|(key, _)| key.slot == TargetSlot::EveryYear);
        let Some(overview) = self.tables.overview.get(&()) else { return Vec::new() };
        let Some(last) = overview.last_year.filter(|_| !holds_always && !yearly.is_empty()) else { return Vec::new() };
        let first = self.tables.settings.get(&()).map_or(overview.first_year, |settings| settings.first_judged_year);
        let all = std::iter::successors(Some(first), |year| year.next()).take_while(|year| *year <= last);
        all.filter(|year| !yearly.contains(year)).collect()
    }

    fn scale(&mut self) {
        let Some(scale) = self.tables.rating_scale.get(&()) else { return };
        let spot = Spot::Scale;
        let mut labels = Seen::default();
        let decisions = scale.decisions.iter().map(|decision| &decision.label);
        for label in scale.grades.iter().map(|grade| &grade.label).chain(decisions) {
            if labels.has(label) {
                self.say(&spot, Flaw::SameName(label.clone()));
            }
        }
        let has_sign = |grade: &Grade| grade.symbol.is_some() || !grade.label.trim().is_empty();
        if !scale.grades.iter().all(has_sign) || scale.decisions.iter().any(|decision| decision.label.trim().is_empty()) {
            self.say(&spot, Flaw::NoLabel);
        }
        let mut above: Option<Decimal> = None;
        for grade in &scale.grades {
            let Some(share) = grade.at_least else { continue };
            if share < Decimal::ZERO || share > Decimal::ONE {
                self.say(&spot, Flaw::NoShare(name_of(grade)));
            }
            if above.is_some_and(|above| share >= above) {
                self.say(&spot, Flaw::NotFalling(name_of(grade)));
            }
            above = Some(share);
        }
    }
}

fn flaws_of(key: &TargetKey, rule: &Rule, indicator: &Indicator) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let part = key.part.as_ref().map(|part| indicator.parts.iter().find(|known| known.id == *part));
    if part == Some(None) {
        flaws.push(Flaw::UnknownPart);
    }
    let of_part = part.flatten().map(|part| part.unit.as_str()).filter(|unit| !unit.is_empty());
    let unit = of_part.unwrap_or(&indicator.unit);
    match rule {
        Rule::Narrow | Rule::Equal => {
            if indicator.parts.len() != 2 || key.part.is_some() {
                flaws.push(Flaw::NeedsTwoParts);
            }
        }
        Rule::AtLeast(quantity) | Rule::AtMost(quantity) | Rule::Exactly(quantity) => {
            if check_units(&quantity.unit, unit).is_err() {
                flaws.push(Flaw::UnitsDiffer(quantity.unit.clone(), unit.to_owned()));
            }
        }
        Rule::Reach(stage) => {
            if !indicator.stages.is_empty() && !indicator.stages.iter().any(|known| known.trim() == stage.trim()) {
                flaws.push(Flaw::UnknownStage(stage.clone()));
            }
            if !unit.is_empty() && indicator.stages.is_empty() {
                flaws.push(Flaw::OtherKind);
            }
        }
        Rule::Increase
        | Rule::Decrease
        | Rule::AtLeastPreviousYear
        | Rule::AtMostPreviousYear
        | Rule::AsNeeded
        | Rule::Dash(_)
        | Rule::Blank => {}
    }
    flaws
}

/// `◎ 計画どおり`, or as much of it as there is.
fn name_of(grade: &Grade) -> String {
    let symbol = match &grade.symbol {
        Some(Trust::Confirmed(symbol)) => symbol.as_str(),
        Some(Trust::Candidates { .. } | Trust::Lost { .. }) | None => "",
    };
    format!("{symbol} {}", grade.label).trim().to_owned()
}

/// Texts met so far; empty ones do not count.
#[derive(Default)]
struct Seen(BTreeMap<String, ()>);

impl Seen {
    fn has(&mut self, text: &str) -> bool {
        let text = text.trim();
        !text.is_empty() && self.0.insert(text.to_owned(), ()).is_some()
    }
}

#[cfg(test)]
mod tests;
