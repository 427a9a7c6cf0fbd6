//! A case as a programme of the house, written through its commands.

use super::case::{Case, Number, Place, STAGES, Seen, Wanted};
use rust_decimal::Decimal;
use shinchoku::{
    domain::{self, *},
    evaluate::{Judgement, judge},
    merge::join,
    register::{Dot, Writer},
};
use std::sync::Arc;

impl Case {
    /// The one judgement of the case.
    pub fn judged(&self) -> Judgement {
        let mut book = Book::new(1);
        let parts = if self.is_pair { vec!["male", "female"] } else { Vec::new() };
        book.write(Entry::Settings((), self.settings()));
        book.write(Entry::RatingScale((), scale()));
        book.write(Entry::Measure(id("S"), measure()));
        book.write(Entry::Indicator(id("X"), self.indicator(&parts)));
        for (at, figures) in self.figures.iter().enumerate().take(parts.len().max(1)) {
            for (&of, place) in figures {
                let key = FigureKey { indicator: id("X"), year: fiscal(of), part: parts.get(at).map(|part| id(part)) };
                let reason_for_fall = if self.has_reason && of == self.year { "統合" } else { "" };
                book.write_place(place, |shown| {
                    let figure = Figure { reason_for_fall: reason_for_fall.to_owned(), ..Figure::confirmed(Shown::Blank) };
                    Entry::Figure(key.clone(), Figure { shown: map(shown, shown_of), ..figure })
                });
            }
        }
        let slot = if self.is_for_every_year { TargetSlot::EveryYear } else { TargetSlot::Year(fiscal(self.year)) };
        for (slot, place) in [(slot, &self.target), (TargetSlot::Far, &self.far_goal)] {
            let key = TargetKey { indicator: id("X"), slot, part: None };
            book.write_place(place, |wanted| {
                Entry::Target(key.clone(), Target { rule: map(wanted, rule_of), revisions: Vec::new(), remark: String::new() })
            });
        }
        if let Some((year, number, is_indicator)) = self.printed {
            let counts = if is_indicator { Counts::TheIndicator } else { Counts::APopulation };
            let shown = Trust::Confirmed(Shown::Number(number.quantity()));
            let baseline = Baseline { as_of: format!("R{}年度", year - 2018), shown, counts };
            book.write(Entry::Baseline(BaselineKey { indicator: id("X"), part: None }, baseline));
        }
        if let Some(stopped) = self.stopped_in {
            let key = RatingKey { measure: id("S"), year: fiscal(stopped), step: Step::AsPrinted };
            book.write(Entry::Rating(key, Rating { given: id("stopped"), reason: String::new() }));
        }
        let workspace = book.closed();
        let tables = &workspace.program(&id("p")).unwrap().tables;
        let (y, m, d) = self.today;
        let today = format!("{y}-{m:02}-{d:02}").parse().unwrap();
        let mut judgements = judge(tables, &id("X"), fiscal(self.year), today);
        assert_eq!(judgements.len(), 1, "{self:#?}");
        judgements.remove(0)
    }

    fn settings(&self) -> Settings {
        let baseline = self.baseline_year.map(|year| domain::Reference::Baseline(fiscal(year)));
        Settings { reference: baseline.unwrap_or(domain::Reference::PreviousYear), ..Settings::usual(fiscal(self.first_judged)) }
    }

    fn indicator(&self, parts: &[&str]) -> Indicator {
        let part = |name: &&str| Part { id: id(name), label: String::new(), unit: String::new() };
        Indicator {
            pillar: id("1"),
            measure: Some(id("S")),
            group: String::new(),
            mark: String::new(),
            name: String::new(),
            unit: "件".to_owned(),
            decimals: 1,
            parts: parts.iter().map(part).collect(),
            accumulation: if self.is_cumulative { Accumulation::Cumulative } else { Accumulation::Yearly },
            measured: if self.measured_next_april { Measured::NextApril } else { Measured::YearEnd },
            source: Source::Entry,
            stages: if self.has_order { STAGES.map(str::to_owned).into() } else { Vec::new() },
            remarks: Vec::new(),
        }
    }
}

impl Number {
    fn quantity(self) -> Quantity {
        let amount = Amount::new(Decimal::new(self.0, self.1));
        Quantity { amount, unit: "件".to_owned(), qualifier: Qualifier::Plain, ratio: None }
    }
}

/// A programme that is written into, with a second copy for edits that had not seen the first.
struct Book {
    ours: (Workspace, Stamp),
    theirs: (Workspace, Stamp),
}

impl Book {
    fn new(writer: u64) -> Book {
        let mut workspace = Workspace::default();
        workspace.programs.insert(id("p"), Arc::new(Program::default()));
        let copy = |writer| (workspace.clone(), Stamp { dot: Dot { writer: Writer::from_bits(writer), n: 1 }, at: None });
        Book { ours: copy(writer), theirs: copy(writer + 1) }
    }

    fn write(&mut self, entry: Entry) {
        // Both copies know the definitions; equal values are no conflict.
        Book::apply(&mut self.ours, entry.clone());
        Book::apply(&mut self.theirs, entry);
    }

    fn write_place<V: Copy>(&mut self, place: &Place<V>, entry: impl Fn(Trust<V>) -> Entry) {
        match place {
            Place::Absent => {}
            Place::Sure(value) => self.write(entry(Trust::Confirmed(*value))),
            Place::Doubt(readings) => self.write(entry(Trust::Candidates { readings: readings.clone(), why: String::new() })),
            Place::Lost => self.write(entry(Trust::Lost { why: String::new() })),
            Place::Conflict(one, other) => {
                Book::apply(&mut self.ours, entry(Trust::Confirmed(*one)));
                Book::apply(&mut self.theirs, entry(Trust::Confirmed(*other)));
            }
        }
    }

    fn apply((workspace, stamp): &mut (Workspace, Stamp), entry: Entry) {
        let (_, next) = workspace.apply(Command { program: id("p"), entries: vec![entry] }, *stamp).unwrap();
        *stamp = next;
    }

    fn closed(self) -> Workspace {
        join(&self.ours.0, &self.theirs.0)
    }
}

fn map<V: Copy, W>(trust: Trust<V>, of: impl Fn(V) -> W) -> Trust<W> {
    match trust {
        Trust::Confirmed(value) => Trust::Confirmed(of(value)),
        Trust::Candidates { readings, why } => {
            Trust::Candidates { readings: readings.into_iter().map(|reading| reading.map(&of)).collect(), why }
        }
        Trust::Lost { why } => Trust::Lost { why },
    }
}

fn shown_of(seen: Seen) -> Shown {
    match seen {
        Seen::Blank => Shown::Blank,
        Seen::Unmeasured => Shown::Dash(Dash::Unmeasured),
        Seen::NotApplicable => Shown::Dash(Dash::NotApplicable),
        Seen::Number(number) => Shown::Number(number.quantity()),
        Seen::Words(words) => Shown::Words(STAGES[words].to_owned()),
    }
}

fn rule_of(wanted: Wanted) -> Rule {
    match wanted {
        Wanted::Increase => Rule::Increase,
        Wanted::Decrease => Rule::Decrease,
        Wanted::Narrow => Rule::Narrow,
        Wanted::Equal => Rule::Equal,
        Wanted::AtLeast(number) => Rule::AtLeast(number.quantity()),
        Wanted::AtMost(number) => Rule::AtMost(number.quantity()),
        Wanted::Exactly(number) => Rule::Exactly(number.quantity()),
        Wanted::Reach(stage) => Rule::Reach(STAGES[stage].to_owned()),
        Wanted::AsNeeded => Rule::AsNeeded,
        Wanted::Dash => Rule::Dash(Dash::NoTarget),
        Wanted::Blank => Rule::Blank,
    }
}

fn scale() -> RatingScale {
    let stopped = Decision { id: id("stopped"), label: "取組中止".to_owned(), effect: DecisionEffect::Stops };
    RatingScale { grades: Vec::new(), decisions: vec![stopped], reason_where_it_differs: ReasonRule::Optional }
}

fn measure() -> Measure {
    Measure::named(id("1"), "")
}

fn id<I: std::str::FromStr<Err = NotAnId>>(text: &str) -> I {
    text.parse().unwrap()
}

fn fiscal(year: i32) -> FiscalYear {
    FiscalYear::new(year).unwrap()
}
