//! One person's months as the limits see them.

use super::Exceptions;
use crate::domain::{
    FiscalYear,
    overtime::{Limits, Minutes, Month, Person, PersonMonth, Reported},
};
use std::iter::successors;

/// The months a question is about: a year of the limits from its first month to the one asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    first: Month,
    until: Month,
}

impl Span {
    /// All twelve months of the year of the limits that begins in this one.
    pub fn year(year: FiscalYear, limits: &Limits) -> Self {
        // At the ends of what a Month can be, nothing is known of the months cut off.
        let first = Month::of_calendar(year.number(), limits.year_begins).unwrap_or(Month::FIRST);
        Span { first, until: first.plus(11).unwrap_or(Month::LAST) }
    }

    /// The year of the limits that this month falls in, up to the month itself: what comes later is not asked about.
    pub fn until(month: Month, limits: &Limits) -> Self {
        let since = month.months_since(Month::new(month.fiscal_year(), limits.year_begins)).rem_euclid(12);
        Span { first: month.plus(-since).unwrap_or(Month::FIRST), until: month }
    }

    /// One month by itself; means reach back from it all the same.
    pub(super) fn month(month: Month) -> Self {
        Span { first: month, until: month }
    }

    pub fn first(self) -> Month {
        self.first
    }

    pub fn last(self) -> Month {
        self.until
    }

    fn n_months(self) -> usize {
        usize::try_from(self.until.months_since(self.first) + 1).unwrap_or(0)
    }
}

/// So many months before the year can stand in a mean with a month of it.
const BEFORE: usize = 5;

/// A year of one person with the months before it that means reach back to.
pub(super) struct Timeline {
    span: Span,
    months: [Seen; BEFORE + 12],
    /// The months before each, added up: a window is the difference of two, however long it is.
    before: [Together; BEFORE + 12 + 1],
    /// No mean looks at a month before this one.
    hired: usize,
}

/// One month.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub state: State,
    /// Counts for the principle, the year and the number of months.
    pub counted: Minutes,
    /// Counts for the month of 100 hours and the means of 80.
    pub all: Minutes,
    pub is_exception: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Known,
    /// Nothing is reported, or only a part: the minutes are a lower bound.
    Unknown,
    /// Not at work here: no hours, and no rule to ask.
    Away,
}

/// Some months together.
#[derive(Clone, Copy, Default)]
pub(super) struct Together {
    /// Of what is known.
    pub minutes: Minutes,
    pub n_unknown: u32,
}

impl Timeline {
    pub fn new(person: Person<'_>, span: Span, exceptions: Exceptions) -> Self {
        let untold = Seen::new(PersonMonth::default(), exceptions);
        let before = [Together::default(); BEFORE + 12 + 1];
        let mut timeline = Timeline { span, months: [untold; BEFORE + 12], before, hired: 0 };
        let from = span.first.plus(-(BEFORE as i32)).unwrap_or(Month::FIRST).fiscal_year();
        for year in successors(Some(from), |year| year.next()).take_while(|&year| year <= span.until.fiscal_year()) {
            for (month, known) in Month::all_of(year).zip(person.months(year)) {
                if let Some(seen) = timeline.index(month).and_then(|index| timeline.months.get_mut(index)) {
                    *seen = Seen::new(known, exceptions);
                }
            }
        }
        // Who was hired before every month there is was hired before these.
        if let Some(hired) = person.hired_on().and_then(|day| Month::of_day(day).ok()) {
            let since = hired.months_since(span.first) + BEFORE as i32;
            timeline.hired = usize::try_from(since).unwrap_or(0);
            for seen in timeline.months.iter_mut().take(timeline.hired).filter(|seen| seen.state == State::Unknown) {
                seen.state = State::Away;
            }
        }
        for (at, seen) in timeline.months.iter().enumerate() {
            let Together { minutes, n_unknown } = timeline.before[at];
            timeline.before[at + 1] =
                Together { minutes: minutes + seen.all, n_unknown: n_unknown + u32::from(seen.state == State::Unknown) };
        }
        timeline
    }

    /// Every month of the span in which this person was at work here, with its index.
    pub fn asked(&self) -> impl Iterator<Item = (usize, Month, Seen)> + '_ {
        let months = (0..self.span.n_months()).filter_map(|place| Some((BEFORE + place, self.span.first.plus(place as i32).ok()?)));
        months.map(|(index, month)| (index, month, self.months[index])).filter(|(_, _, seen)| seen.state != State::Away)
    }

    /// The last month of the span and its index.
    pub fn last(&self) -> (usize, Seen) {
        let index = BEFORE + self.span.n_months().max(1) - 1;
        (index, self.months[index])
    }

    /// The `n_months` months up to this one; `None` where they would reach before 採用日.
    pub fn window(&self, last: usize, n_months: u32) -> Option<Together> {
        let first = (last + 1).checked_sub(n_months as usize).filter(|&first| first >= self.hired)?;
        let (before, until) = (self.before[first], self.before[last + 1]);
        Some(Together { minutes: until.minutes.minus(before.minutes), n_unknown: until.n_unknown - before.n_unknown })
    }

    fn index(&self, month: Month) -> Option<usize> {
        usize::try_from(month.months_since(self.span.first) + BEFORE as i32).ok()
    }
}

impl Seen {
    fn new(month: PersonMonth, exceptions: Exceptions) -> Self {
        let all = month.reported.hours().total();
        Seen {
            state: match month.reported {
                Reported::Hours(_) => State::Known,
                Reported::AtLeast(_) => State::Unknown,
                Reported::Nothing if month.status.is_on_roll() => State::Unknown,
                Reported::Nothing => State::Away,
            },
            counted: all.minus(month.apart),
            all,
            is_exception: match exceptions {
                Exceptions::None => false,
                Exceptions::All => true,
                Exceptions::Recorded => month.reason.is_some(),
            },
        }
    }
}
