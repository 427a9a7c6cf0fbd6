//! One person's months, over all 所属.

use super::{EmployeeId, Hours, Ledger, Minutes, Month, Months, Reason, Reported, RuleSet, Status, Strip};
use crate::domain::FiscalYear;
use chrono::NaiveDate;

/// One person's months, wherever they were worked.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    ledger: &'a Ledger,
    /// Never empty.
    strips: &'a [Strip],
}

/// One month of one person, over all 所属.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonMonth {
    pub reported: Reported,
    /// The part of the holiday hours that 36協定型 workplaces leave out of all limits but two.
    pub apart: Minutes,
    pub status: Status,
    pub reason: Option<Reason>,
}

/// A whole year of one person, over all 所属, for limits and indicators, which add up thousands: what is known of its months is a
/// bit each, and minutes are added where somebody asks for them.
#[derive(Clone, Copy, Debug)]
pub struct PersonYear<'a> {
    person: Person<'a>,
    /// One a 所属, and not none.
    strips: &'a [Strip],
    /// Months of which hours are reported, be it a part of them.
    pub reported: Months,
    /// Months whose hours are a lower bound.
    pub doubtful: Months,
    /// Months of which a file says a status.
    pub with_status: Months,
    /// Months ordered for a reason (特例).
    pub with_reason: Months,
}

/// Months that follow each other, and of which nothing is to ask but their hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlainHours {
    /// Of the longest month.
    pub most: Minutes,
    pub total: Minutes,
}

impl<'a> Person<'a> {
    /// `strips` are all of one person in the ledger, and not none.
    pub(super) fn new(ledger: &'a Ledger, strips: &'a [Strip]) -> Self {
        Person { ledger, strips }
    }

    pub fn id(&self) -> &'a EmployeeId {
        self.strips[0].employee()
    }

    pub fn hired_on(&self) -> Option<NaiveDate> {
        self.ledger.hired_on(self.id())
    }

    /// In the order of their years.
    pub fn strips(&self) -> &'a [Strip] {
        self.strips
    }

    /// The strips of one year, one a 所属.
    pub fn strips_of(&self, year: FiscalYear) -> &'a [Strip] {
        // Nearly everybody has one a year: then a year's place is how far it lies behind the first.
        let years_later = year.number() - self.strips[0].year().number();
        let mut first = usize::try_from(years_later).unwrap_or(0).min(self.strips.len());
        while first > 0 && self.strips[first - 1].year() >= year {
            first -= 1;
        }
        while self.strips.get(first).is_some_and(|strip| strip.year() < year) {
            first += 1;
        }
        let mut end = first;
        while self.strips.get(end).is_some_and(|strip| strip.year() == year) {
            end += 1;
        }
        &self.strips[first..end]
    }

    /// April to March, over all 所属: hours follow the person through 異動.
    ///
    /// A blank beside hours of another 所属 says nothing: that is how a file shows somebody who moved in mid-year.
    pub fn months(&self, year: FiscalYear) -> [PersonMonth; 12] {
        let strips = self.strips_of(year);
        let mut months = [PersonMonth::default(); 12];
        for strip in strips {
            let rule_set = self.ledger.rule_set(strip.workplace());
            for (place, month) in months.iter_mut().enumerate() {
                let reported = strip.reported(place);
                month.reported = month.reported.and(reported);
                if rule_set == RuleSet::Agreement {
                    month.apart += reported.hours().holiday;
                }
                month.reason = month.reason.or(strip.reason(place));
            }
        }
        for (place, month) in months.iter_mut().enumerate() {
            month.status = status(strips, place);
        }
        months
    }

    pub fn month(&self, month: Month) -> PersonMonth {
        self.months(month.fiscal_year())[month.place()]
    }

    /// What [`Person::months`] says, for adding up; `None` where no file names the person in that year.
    pub fn year(&self, year: FiscalYear) -> Option<PersonYear<'a>> {
        let strips = self.strips_of(year);
        if strips.is_empty() {
            return None;
        }
        let none = Months::NONE;
        let mut whole = PersonYear { person: *self, strips, reported: none, doubtful: none, with_status: none, with_reason: none };
        for strip in strips {
            whole.reported |= strip.reported_months();
            whole.doubtful |= strip.doubtful_months();
            whole.with_status |= strip.months_with_status();
            whole.with_reason |= strip.months_with_reason();
        }
        Some(whole)
    }

    /// The hours of the months from one to another, where every year has one 所属 and it reports each of them wholly. Nearly
    /// everybody's months are such; `None` for others, which must be asked for one by one.
    pub fn plain_hours(&self, first: Month, last: Month) -> Option<PlainHours> {
        let (mut most, mut total) = (0, 0);
        let (mut year, last_year) = (first.fiscal_year(), last.fiscal_year());
        while year <= last_year {
            let [strip] = self.strips_of(year) else { return None };
            let from = if year == first.fiscal_year() { Months::since(first.place() as i32) } else { Months::ALL };
            let after = if year == last_year { Months::since(last.place() as i32 + 1) } else { Months::NONE };
            let (longest, sum) = strip.plain_minutes(from & !after)?;
            most = most.max(longest);
            total += u64::from(sum);
            year = year.next()?;
        }
        Some(PlainHours { most: Minutes::new(most.into()), total: Minutes::new(total) })
    }
}

impl PersonYear<'_> {
    pub fn status(&self, place: usize) -> Status {
        status(self.strips, place)
    }

    /// Months without hours in which the person was not at work here.
    pub fn away(&self) -> Months {
        let mut away = Months::NONE;
        // Files say a status of few.
        for place in (self.with_status & !self.reported).places() {
            away.set(place, !self.status(place).is_on_roll());
        }
        away
    }

    /// The hours of some months.
    pub fn sum(&self, months: Months) -> Minutes {
        Minutes::new(self.strips.iter().map(|strip| u64::from(strip.minutes_of(months).1)).sum())
    }

    /// Adds the hours of the months from this place on to as many sums.
    pub fn add_to(&self, first: usize, sums: &mut [Minutes]) {
        for strip in self.strips {
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += Minutes::new(strip.minutes_at(first + at).into());
            }
        }
    }

    /// The same for the part that [`PersonMonth::apart`] is.
    pub fn add_apart_to(&self, first: usize, sums: &mut [Minutes]) {
        let ledger = self.person.ledger;
        for strip in self.strips.iter().filter(|strip| ledger.rule_set(strip.workplace()) == RuleSet::Agreement) {
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += strip.reported(first + at).hours().holiday;
            }
        }
    }
}

/// Where two 所属 say different things, the one that reports hours knows.
fn status(strips: &[Strip], place: usize) -> Status {
    let knows = strips.iter().find(|strip| strip.reported_months().contains(place));
    let said = knows.map_or_else(|| strips.iter().find_map(|strip| strip.status(place)), |strip| strip.status(place));
    said.unwrap_or_default()
}

impl Reported {
    /// The hours that are known; none where nothing is.
    pub fn hours(self) -> Hours {
        match self {
            Reported::Nothing => Hours::default(),
            Reported::Hours(hours) | Reported::AtLeast(hours) => hours,
        }
    }

    fn and(self, other: Reported) -> Reported {
        let hours = self.hours().plus(other.hours());
        match (self, other) {
            (Reported::Nothing, Reported::Nothing) => Reported::Nothing,
            (Reported::AtLeast(_), _) | (_, Reported::AtLeast(_)) => Reported::AtLeast(hours),
            (Reported::Hours(_), _) | (_, Reported::Hours(_)) => Reported::Hours(hours),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Kind, MonthName, Workplace},
        *,
    };
    use proptest::prelude::*;

    /// What one strip may say of a month: hours by column, doubt, status, reason.
    type Said = (Option<[u16; 3]>, bool, Option<usize>, Option<usize>);

    fn said() -> impl Strategy<Value = Said> {
        let hours = prop::option::of([0..15_000u16, 0..15_000u16, 0..14_000u16]);
        (hours, prop::bool::weighted(0.2), prop::option::weighted(0.3, 0..7usize), prop::option::weighted(0.3, 0..5usize))
    }

    fn strip(workplace: usize, months: &[Said]) -> Strip {
        let year = FiscalYear::FIRST;
        let mut strip = Strip::new(EmployeeId::read("1").unwrap(), Workplace::new(&workplace.to_string()), year);
        for (month, (hours, is_doubtful, status, reason)) in Month::all_of(year).map(Month::name).zip(months) {
            for (kind, minutes) in Kind::ALL.into_iter().zip(hours.iter().flatten()) {
                strip.report(month, kind, Minutes::new((*minutes).into())).unwrap();
            }
            if *is_doubtful {
                strip.doubt(month);
            }
            if let Some(status) = status {
                strip.set_status(month, Status::ALL[*status]);
            }
            strip.set_reason(month, reason.map(|reason| Reason::ALL[reason]));
        }
        strip
    }

    proptest! {
        #[test]
        fn the_strips_of_a_year_are_found_among_gaps_and_transfers(worked in prop::collection::btree_set((0..9, 0..3), 1..12)) {
            let year = |later| FiscalYear::new(2015 + later).unwrap();
            let strip = |(later, at): &(i32, i32)| {
                Strip::new(EmployeeId::read("1").unwrap(), Workplace::new(&at.to_string()), year(*later))
            };
            let ledger = Ledger::new(worked.iter().map(strip).collect()).unwrap();
            let person = ledger.people().next().unwrap();
            for asked in (-1..10).map(year) {
                let found: Vec<&Strip> = person.strips_of(asked).iter().collect();
                prop_assert_eq!(found, person.strips().iter().filter(|strip| strip.year() == asked).collect::<Vec<_>>());
            }
        }

        #[test]
        fn the_columns_say_what_the_months_say(
            strips in prop::collection::vec((prop::collection::vec(said(), 12), any::<bool>()), 1..4),
            forgets in prop::collection::vec((0..4usize, 0..12usize), 0..4),
            asked in [0..12usize, 0..12usize],
        ) {
            let mut all: Vec<Strip> = strips.iter().enumerate().map(|(at, (months, _))| strip(at, months)).collect();
            for (at, place) in forgets {
                if let Some(strip) = all.get_mut(at) {
                    strip.clear(place);
                    strip.set_reason(MonthName::April, None);
                }
            }
            let mut ledger = Ledger::new(all).unwrap();
            let agreed = strips.iter().enumerate().filter(|(_, (_, has_agreement))| *has_agreement);
            ledger.set_rule_sets(agreed.map(|(at, _)| (Workplace::new(&at.to_string()), RuleSet::Agreement)).collect());
            let person = ledger.people().next().unwrap();
            let year = person.year(FiscalYear::FIRST).unwrap();
            let (mut minutes, mut apart) = ([Minutes::ZERO; 12], [Minutes::ZERO; 12]);
            year.add_to(0, &mut minutes);
            year.add_apart_to(0, &mut apart);
            for (place, month) in person.months(FiscalYear::FIRST).into_iter().enumerate() {
                prop_assert_eq!((minutes[place], apart[place]), (month.reported.hours().total(), month.apart));
                prop_assert_eq!(year.status(place), month.status);
                prop_assert_eq!(year.reported.contains(place), month.reported != Reported::Nothing);
                prop_assert_eq!(year.doubtful.contains(place), matches!(month.reported, Reported::AtLeast(_)));
                prop_assert_eq!(year.away().contains(place), month.reported == Reported::Nothing && !month.status.is_on_roll());
                prop_assert_eq!(year.with_reason.contains(place), month.reason.is_some());
                prop_assert!(year.with_status.contains(place) || month.status == Status::default());
            }
            let [first, last] = asked.map(|place| Month::all_of(FiscalYear::FIRST).nth(place).unwrap());
            let between = &person.months(FiscalYear::FIRST)[asked[0]..(asked[1] + 1).max(asked[0])];
            let is_plain = person.strips().len() == 1 && between.iter().all(|month| matches!(month.reported, Reported::Hours(_)));
            let hours = || between.iter().map(|month| month.reported.hours().total());
            let plain = is_plain.then(|| PlainHours { most: hours().max().unwrap_or_default(), total: hours().sum() });
            prop_assert_eq!(person.plain_hours(first, last), plain);
            prop_assert_eq!(person.plain_hours(first, Month::LAST), None, "no file names the person in the years after");
            let later = Months::since(7);
            prop_assert_eq!(year.sum(later), minutes[7..].iter().copied().sum());
            let mut four = [Minutes::hours(1); 4];
            year.add_to(3, &mut four);
            prop_assert_eq!(four.to_vec(), minutes[3..7].iter().map(|&each| each + Minutes::hours(1)).collect::<Vec<_>>());
            prop_assert_eq!((later.len(), Months::since(-1), Months::since(12)), (5, Months::ALL, Months::NONE));
            prop_assert!(person.year(FiscalYear::LAST).is_none());
        }
    }
}
