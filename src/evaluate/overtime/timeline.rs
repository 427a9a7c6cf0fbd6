//! One person's months as the limits see them.

use super::{Exceptions, Rule};
use crate::domain::{
    FiscalYear,
    overtime::{Limits, Minutes, Month, MonthName, Months, Person, PersonYear, PlainHours},
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

/// So many months a timeline has at most.
const LONGEST: usize = BEFORE + 12;

/// A quick look for nearly everybody: every month is known, and low enough that no rule has anything to say.
///
/// It may miss a quiet year, but never take another one for quiet: months, means and the year are each held against the
/// limit that is nearest.
pub(super) fn is_quiet(person: Person<'_>, span: Span, limits: &Limits) -> bool {
    let (Ok(first), Ok(eve)) = (span.first.plus(-(BEFORE as i32)), span.first.plus(-1)) else { return false };
    let (Some(before), Some(asked)) = (person.plain_hours(first, eve), person.plain_hours(span.first, span.until)) else { return false };
    let PlainHours { most, total } = asked;
    let is_low = before.most <= limits.mean && most <= limits.month && most <= limits.mean && most < limits.month_below;
    is_low && total <= limits.year && total <= limits.year_at_most
}

/// A year of one person with the months before it that means reach back to. Months have indices; the first of the span has
/// [`BEFORE`].
pub(super) struct Timeline {
    span: Span,
    /// Those before, and those of the span.
    n_months: usize,
    /// What counts for the month of 100 hours and the means of 80.
    all: [Minutes; LONGEST],
    /// What of it does not count for the principle, the year and the number of months.
    apart: [Minutes; LONGEST],
    unknown: Marks,
    away: Marks,
    excepted: Marks,
    /// No mean looks at a month before this one.
    hired: usize,
}

/// Some months of a timeline, a bit each.
#[derive(Clone, Copy)]
pub(super) struct Marks(u32);

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
        let n_months = BEFORE + span.n_months();
        let mut timeline = Timeline {
            span,
            n_months,
            all: [Minutes::ZERO; LONGEST],
            apart: [Minutes::ZERO; LONGEST],
            // Until a year says otherwise.
            unknown: Marks::up_to(n_months),
            away: Marks(0),
            excepted: if exceptions == Exceptions::All { Marks::up_to(n_months) } else { Marks(0) },
            hired: 0,
        };
        let from = span.first.plus(-(BEFORE as i32)).unwrap_or(Month::FIRST).fiscal_year();
        for year in successors(Some(from), |year| year.next()).take_while(|&year| year <= span.until.fiscal_year()) {
            if let Some(known) = person.year(year) {
                timeline.put(year, &known, exceptions);
            }
        }
        // Who was hired before every month there is was hired before these.
        if let Some(hired) = person.hired_on().and_then(|day| Month::of_day(day).ok()) {
            timeline.hired = usize::try_from(timeline.index(hired)).unwrap_or(0);
            let not_yet = timeline.unknown.0 & Marks::up_to(timeline.hired).0;
            timeline.away.0 |= not_yet;
            timeline.unknown.0 &= !not_yet;
        }
        timeline
    }

    /// Writes the months of a year into their places; those outside have none.
    fn put(&mut self, year: FiscalYear, known: &PersonYear<'_>, exceptions: Exceptions) {
        let april = self.index(Month::new(year, MonthName::April));
        let first = (-april).clamp(0, 12);
        let end = (self.n_months as i32 - april).clamp(first, 12);
        let here = (april + first) as usize..(april + end) as usize;
        known.add_to(first as usize, &mut self.all[here.clone()]);
        known.add_apart_to(first as usize, &mut self.apart[here]);
        let marks = |months: Months| Marks::of(months, april).0 & Marks::up_to(self.n_months).0;
        let away = known.away();
        let unknown = known.doubtful | !(known.reported | away);
        self.unknown.0 = self.unknown.0 & !marks(Months::ALL) | marks(unknown);
        self.away.0 |= marks(away);
        if exceptions == Exceptions::Recorded {
            self.excepted.0 |= marks(known.with_reason);
        }
    }

    /// Months that can make a window of theirs more than a mean, or leave it undecided: those above it, and the unknown. A
    /// window of none of them keeps the mean.
    pub fn loud(&self, mean: Minutes) -> Marks {
        let mut loud = self.unknown;
        for (index, &minutes) in self.all[..self.n_months].iter().enumerate() {
            loud.0 |= u32::from(minutes > mean) << index;
        }
        loud
    }

    /// Every month of the span in which this person was at work here, with its index.
    pub fn asked(&self) -> impl Iterator<Item = (usize, Seen)> + '_ {
        (BEFORE..self.n_months).map(|index| (index, self.seen(index))).filter(|(_, seen)| seen.state != State::Away)
    }

    /// The last month of the span and its index.
    pub fn last(&self) -> (usize, Seen) {
        let index = self.n_months.max(BEFORE + 1) - 1;
        (index, self.seen(index))
    }

    /// Which month of the calendar one of the span is.
    pub fn month(&self, index: usize) -> Month {
        // At the ends of what a Month can be, a span is shorter.
        self.span.first.plus(index as i32 - BEFORE as i32).unwrap_or(self.span.until)
    }

    /// The `n_months` months up to this one; `None` where they would reach before 採用日.
    pub fn window(&self, last: usize, n_months: u32) -> Option<Together> {
        let first = (last + 1).checked_sub(n_months as usize).filter(|&first| first >= self.hired)?;
        let mut window = Together::default();
        for index in first..=last {
            window = self.with(window, index);
        }
        Some(window)
    }

    /// The windows of every mean that end with a month, each the one before it and a month more.
    pub fn windows(&self, last: usize) -> impl Iterator<Item = (Rule, u32, Together)> + '_ {
        let mut window = self.with(Together::default(), last);
        Rule::MEANS.into_iter().map_while(move |(rule, n_months)| {
            let first = (last + 1).checked_sub(n_months as usize).filter(|&first| first >= self.hired)?;
            window = self.with(window, first);
            Some((rule, n_months, window))
        })
    }

    fn with(&self, months: Together, index: usize) -> Together {
        Together { minutes: months.minutes + self.all[index], n_unknown: months.n_unknown + u32::from(self.unknown.has(index)) }
    }

    fn seen(&self, index: usize) -> Seen {
        Seen {
            state: match (self.unknown.has(index), self.away.has(index)) {
                (true, _) => State::Unknown,
                (false, true) => State::Away,
                (false, false) => State::Known,
            },
            counted: self.all[index].minus(self.apart[index]),
            all: self.all[index],
            is_exception: self.excepted.has(index),
        }
    }

    /// Negative, or beyond the last, for a month that is none of these.
    fn index(&self, month: Month) -> i32 {
        month.months_since(self.span.first) + BEFORE as i32
    }
}

impl Marks {
    /// The months with the indices below this one.
    fn up_to(index: usize) -> Self {
        Marks(if index < 32 { (1 << index) - 1 } else { u32::MAX })
    }

    /// Months of a year whose April has this index, which no year further than twelve months away asks for.
    fn of(months: Months, april: i32) -> Self {
        let bits = u32::from(months.bits());
        Marks(if april < 0 { bits.unbounded_shr(april.unsigned_abs()) } else { bits.unbounded_shl(april.unsigned_abs()) })
    }

    fn has(self, index: usize) -> bool {
        self.0 & (1 << index) != 0
    }

    /// Whether one of them stands in the longest window of a mean that ends with this month.
    pub fn are_near(self, last: usize) -> bool {
        self.0 & Marks::up_to(last + 1).0 & !Marks::up_to(last.saturating_sub(BEFORE)).0 != 0
    }
}
