//! A programme for tests, written as its document would say it.

use super::{Judgement, Verdict, judge};
use crate::{
    domain::*,
    register::{Cell, Dot, Writer},
};
use chrono::NaiveDate;

/// A programme judged from R5 on, against R4, as N is.
#[derive(Clone)]
pub(super) struct City {
    pub(super) tables: Tables,
    pub(super) answers: Answers,
    today: NaiveDate,
}

impl City {
    pub(super) fn new() -> City {
        City { tables: Tables::default(), answers: Answers::new(), today: date("2030-01-01") }
            .settings(|settings| settings.reference = Reference::Baseline(year(2022)))
    }

    pub(super) fn today(mut self, today: &str) -> City {
        self.today = date(today);
        self
    }

    pub(super) fn settings(self, change: impl FnOnce(&mut Settings)) -> City {
        let mut settings = self.tables.settings.get(&()).cloned().unwrap_or(Settings::usual(year(2023)));
        change(&mut settings);
        self.write(Entry::Settings((), settings))
    }

    pub(super) fn indicator(self, name: &str) -> City {
        self.indicator_with(name, |_| ())
    }

    pub(super) fn indicator_with(self, name: &str, change: impl FnOnce(&mut Indicator)) -> City {
        let mut indicator = Indicator { decimals: 1, ..Indicator::named(id("1"), name) };
        change(&mut indicator);
        self.write(Entry::Indicator(id(name), indicator))
    }

    pub(super) fn every_year(self, name: &str, rule: Rule) -> City {
        self.target_at(name, TargetSlot::EveryYear, None, Trust::Confirmed(rule))
    }

    pub(super) fn target(self, name: &str, of: i32, rule: Rule) -> City {
        self.target_at(name, TargetSlot::Year(year(of)), None, Trust::Confirmed(rule))
    }

    pub(super) fn doubtful_target(self, name: &str, of: i32, rule: Trust<Rule>) -> City {
        self.target_at(name, TargetSlot::Year(year(of)), None, rule)
    }

    pub(super) fn far_goal(self, name: &str, rule: Rule) -> City {
        self.target_at(name, TargetSlot::Far, None, Trust::Confirmed(rule))
    }

    pub(super) fn target_at(self, name: &str, slot: TargetSlot, part: Option<&str>, rule: Trust<Rule>) -> City {
        let target = Target { rule, revisions: Vec::new(), remark: String::new() };
        self.write(Entry::Target(TargetKey { indicator: id(name), slot, part: part.map(id) }, target))
    }

    /// Figures of one indicator, year by year.
    pub(super) fn figures<const N: usize>(self, name: &str, figures: [(i32, Shown); N]) -> City {
        figures.into_iter().fold(self, |city, (of, shown)| city.figure(name, of, Trust::Confirmed(shown)))
    }

    /// Figures of one part.
    pub(super) fn part<const N: usize>(self, name: &str, part: &str, figures: [(i32, Shown); N]) -> City {
        figures.into_iter().fold(self, |city, (of, shown)| {
            city.write(Entry::Figure(FigureKey { part: Some(id(part)), ..figure_key(name, of) }, Figure::confirmed(shown)))
        })
    }

    pub(super) fn figure(self, name: &str, of: i32, shown: Trust<Shown>) -> City {
        self.figure_with(name, of, |figure| figure.shown = shown)
    }

    pub(super) fn figure_with(self, name: &str, of: i32, change: impl FnOnce(&mut Figure)) -> City {
        let key = figure_key(name, of);
        let mut figure = self.tables.figures.get(&key).cloned().unwrap_or(Figure::confirmed(Shown::Blank));
        change(&mut figure);
        self.write(Entry::Figure(key, figure))
    }

    pub(super) fn baseline(self, name: &str, as_of: &str, shown: Shown, counts: Counts) -> City {
        let baseline = Baseline { as_of: as_of.to_owned(), shown: Trust::Confirmed(shown), counts };
        self.write(Entry::Baseline(BaselineKey { indicator: id(name), part: None }, baseline))
    }

    /// O's scale: ◎ all, 概ね from a half on, △ below, and 取組中止.
    pub(super) fn scale(self) -> City {
        let grade = |name: &str, at_least: &str| Grade {
            id: id(name),
            symbol: None,
            label: name.to_owned(),
            at_least: Some(at_least.parse().unwrap()),
        };
        let decision = |name: &str, effect| Decision { id: id(name), label: name.to_owned(), effect };
        let scale = RatingScale {
            grades: vec![grade("as-planned", "1"), grade("nearly", "0.5"), grade("little", "0")],
            decisions: vec![decision("stopped", DecisionEffect::Stops), decision("merged", DecisionEffect::GoesOn)],
            reason_where_it_differs: ReasonRule::Optional,
        };
        self.write(Entry::RatingScale((), scale))
    }

    pub(super) fn measure(self, name: &str) -> City {
        let measure = Measure::named(id("1"), name);
        self.write(Entry::Measure(id(name), measure))
    }

    pub(super) fn rating(self, measure: &str, of: i32, step: Step, given: &str) -> City {
        let key = RatingKey { measure: id(measure), year: year(of), step };
        self.write(Entry::Rating(key, Rating { given: id(given), reason: String::new() }))
    }

    pub(super) fn write(mut self, entry: Entry) -> City {
        macro_rules! write {
            ($($Kind:ident $table:ident),*) => {
                match entry {
                    $(Entry::$Kind(key, value) => self.tables.$table.put(key, Some(cell(1, value))),)*
                    entry => panic!("the fixture knows no {entry:?}"),
                }
            };
        }
        write!(
            Settings settings, Indicator indicators, Target targets, Figure figures, Baseline baselines, RatingScale rating_scale,
            Rating ratings, Claim claims, Sum sums, DefinitionBreak breaks, Survey surveys, Eligible eligible, PaperTally paper_tallies,
            Department departments, Position positions, Standing standings, Pillar pillars, Measure measures, Overview overview,
            Assignment assignments, Passage passages, Plan plan, Schedule schedule, FollowUp follow_ups, Agenda agenda, Intake intake, Edition editions
        );
        self
    }

    /// Another department's edit of a cell, which had not seen ours.
    pub(super) fn and_elsewhere(mut self, edit: impl FnOnce(City) -> City) -> City {
        macro_rules! join {
            ($other:ident: $($table:ident),*) => {
                $(for (key, theirs) in $other.tables.$table.cells() {
                    let theirs = Cell::from_parts(
                        theirs.siblings().iter().cloned().map(|mut sibling| { sibling.dot.writer = Writer::from_bits(2); sibling }),
                        Default::default(),
                    );
                    let both = self.tables.$table.cell(key).cloned().unwrap_or_default().merge(&theirs);
                    self.tables.$table.put(key.clone(), Some(both));
                })*
            };
        }
        let other = edit(City { tables: Tables::default(), ..self.clone() });
        join!(other: settings, indicators, targets, figures, baselines, ratings, surveys, eligible, paper_tallies, intake, sums, rating_scale);
        self
    }

    pub(super) fn judgements(&self, name: &str, of: i32) -> Vec<Judgement> {
        judge(&self.tables, &id(name), year(of), self.today)
    }

    pub(super) fn judgement(&self, name: &str, of: i32) -> Judgement {
        let mut judgements = self.judgements(name, of);
        assert_eq!(judgements.len(), 1, "{name} has parts");
        judgements.remove(0)
    }

    pub(super) fn verdict(&self, name: &str, of: i32) -> Verdict {
        self.judgement(name, of).finding.verdict
    }

    pub(super) fn now(&self) -> NaiveDate {
        self.today
    }
}

fn cell<V: Ord + Clone>(writer: u64, value: V) -> Cell<V> {
    let mut cell = Cell::default();
    cell.write(Dot { writer: Writer::from_bits(writer), n: 1 }, None, value);
    cell
}

pub(super) fn id<I: std::str::FromStr<Err = NotAnId>>(text: &str) -> I {
    text.parse().unwrap()
}

pub(super) fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).unwrap()
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn figure_key(name: &str, of: i32) -> FigureKey {
    FigureKey { indicator: id(name), year: year(of), part: None }
}

pub(super) const UNMEASURED: Shown = Shown::Dash(Dash::Unmeasured);

/// `13.6時間`, `(累計)145件`, `延べ800人`: amount, unit and mark as they are printed.
pub(super) fn quantity(text: &str) -> Quantity {
    let (qualifier, text) = match (text.strip_prefix("(累計)"), text.strip_prefix("延べ")) {
        (Some(rest), _) => (Qualifier::Cumulative, rest),
        (None, Some(rest)) => (Qualifier::Total, rest),
        (None, None) => (Qualifier::Plain, text),
    };
    let end_of_amount = text.find(|c: char| !c.is_ascii_digit() && !"-.,".contains(c)).unwrap_or(text.len());
    let (amount, unit) = text.split_at(end_of_amount);
    Quantity { amount: read_amount(amount).unwrap(), unit: unit.to_owned(), qualifier, ratio: None }
}

pub(super) fn n(text: &str) -> Shown {
    Shown::Number(quantity(text))
}

pub(super) fn words(text: &str) -> Shown {
    Shown::Words(text.to_owned())
}

/// A computed rate or mean with what it came from.
pub(super) fn computed(text: &str, numerator: &str, denominator: &str) -> Shown {
    let ratio = Ratio { numerator: read_amount(numerator).unwrap(), denominator: read_amount(denominator).unwrap() };
    Shown::Number(Quantity { ratio: Some(ratio), ..quantity(text) })
}

pub(super) fn at_least(text: &str) -> Rule {
    Rule::AtLeast(quantity(text))
}

pub(super) fn at_most(text: &str) -> Rule {
    Rule::AtMost(quantity(text))
}

pub(super) fn exactly(text: &str) -> Rule {
    Rule::Exactly(quantity(text))
}

pub(super) fn reach(words: &str) -> Rule {
    Rule::Reach(words.to_owned())
}

pub(super) fn lost<V>() -> Trust<V> {
    Trust::Lost { why: "damaged".to_owned() }
}

pub(super) fn either<V, const N: usize>(readings: [Option<V>; N]) -> Trust<V> {
    Trust::Candidates { readings: readings.into(), why: "row order".to_owned() }
}

/// 男性 and 女性.
pub(super) fn men_and_women(indicator: &mut Indicator) {
    indicator.parts = ["male", "female"].map(|part| Part { id: id(part), label: part.to_owned(), unit: String::new() }).into();
}
