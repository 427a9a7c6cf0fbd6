//! One person's year in one 所属: twelve months in columns of integers.

use super::{EmployeeId, Minutes, Month, MonthName, Months, Reason, Status, Workplace};
use crate::domain::FiscalYear;

/// The columns of an attendance file: which hours, and who pays for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 時間外: beyond the hours of a working day.
    Ordinary,
    /// 週休日・休日: on a rest day or a public holiday.
    Holiday,
    /// 他費目: paid from other items, as disasters and elections are (N:82).
    OtherFunds,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Ordinary, Kind::Holiday, Kind::OtherFunds];
}

/// The hours of a month by column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    pub ordinary: Minutes,
    pub holiday: Minutes,
    pub other_funds: Minutes,
}

impl Hours {
    pub fn total(self) -> Minutes {
        self.ordinary + self.holiday + self.other_funds
    }

    pub(super) fn plus(self, other: Hours) -> Hours {
        Hours {
            ordinary: self.ordinary + other.ordinary,
            holiday: self.holiday + other.holiday,
            other_funds: self.other_funds + other.other_funds,
        }
    }
}

/// What is known of the hours of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reported {
    /// Blank, or no row at all. It is not zero.
    #[default]
    Nothing,
    Hours(Hours),
    /// A row about this month was refused: these hours, and nobody knows how many more.
    AtLeast(Hours),
}

/// The hours of one person in one 所属 in one fiscal year.
///
/// A strip is what a row of an attendance file is: who changes 所属 in mid-year has two, and so has who works in two. Its
/// columns are small integers, so that seven years of 2,500 people are 2.4 MB and are added up in the order of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    employee: EmployeeId,
    workplace: Workplace,
    year: FiscalYear,
    /// By kind, then April to March. Zero where nothing is reported; a month's sum is never above [`LONGEST_MONTH`].
    minutes: [[u16; 12]; 3],
    reported: Months,
    doubtful: Months,
    status: [Option<Status>; 12],
    /// Those with a status, so that the rest need not be looked at.
    with_status: Months,
    reason: [Option<Reason>; 12],
    /// Those with a reason.
    with_reason: Months,
}

/// No month is longer: 31 days of 24 hours.
pub const LONGEST_MONTH: Minutes = Minutes::hours(31 * 24);

/// More hours than the month has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} in one month")]
pub struct TooLong(pub Minutes);

impl Strip {
    /// A strip that says nothing yet.
    pub fn new(employee: EmployeeId, workplace: Workplace, year: FiscalYear) -> Self {
        Strip {
            employee,
            workplace,
            year,
            minutes: [[0; 12]; 3],
            reported: Months::NONE,
            doubtful: Months::NONE,
            status: [None; 12],
            with_status: Months::NONE,
            reason: [None; 12],
            with_reason: Months::NONE,
        }
    }

    pub fn employee(&self) -> &EmployeeId {
        &self.employee
    }

    pub fn workplace(&self) -> &Workplace {
        &self.workplace
    }

    pub fn year(&self) -> FiscalYear {
        self.year
    }

    /// Reports the hours of one column of a month, in place of what it said.
    pub fn report(&mut self, month: MonthName, kind: Kind, minutes: Minutes) -> Result<(), TooLong> {
        self.report_at(Month::new(self.year, month).place(), kind, minutes)
    }

    /// The same for who has counted from April, as in [`Month::place`].
    pub fn report_at(&mut self, place: usize, kind: Kind, minutes: Minutes) -> Result<(), TooLong> {
        let others = self.minutes_at(place) - u32::from(self.minutes[kind as usize][place]);
        let total = Minutes::new(others.into()) + minutes;
        if total > LONGEST_MONTH {
            return Err(TooLong(total));
        }
        self.minutes[kind as usize][place] = u16::try_from(minutes.count()).map_err(|_| TooLong(minutes))?;
        self.reported.insert(place);
        Ok(())
    }

    /// Says that hours of the month are missing: a row about it was refused.
    pub fn doubt(&mut self, month: MonthName) {
        let place = Month::new(self.year, month).place();
        self.doubtful.insert(place);
        // At least what stands there, be it nothing: so two strips that say the same are equal.
        self.reported.insert(place);
    }

    pub fn set_status(&mut self, month: MonthName, status: Status) {
        let place = Month::new(self.year, month).place();
        self.status[place] = Some(status);
        self.with_status.insert(place);
    }

    pub fn set_reason(&mut self, month: MonthName, reason: Option<Reason>) {
        let place = Month::new(self.year, month).place();
        self.reason[place] = reason;
        self.with_reason.set(place, reason.is_some());
    }

    /// April to March, as this 所属 reports them.
    pub fn months(&self) -> [Reported; 12] {
        std::array::from_fn(|place| self.reported(place))
    }

    /// Forgets the hours and the status of a month; why it was ordered stays.
    pub(super) fn clear(&mut self, place: usize) {
        for column in &mut self.minutes {
            column[place] = 0;
        }
        self.reported.remove(place);
        self.doubtful.remove(place);
        self.status[place] = None;
        self.with_status.remove(place);
    }

    /// Says what the newer strip of the same subject says, where it says anything.
    pub(super) fn take_over(&mut self, newer: &Strip) {
        for place in 0..12 {
            if newer.reported(place) != Reported::Nothing {
                self.clear(place);
                for (column, newer) in self.minutes.iter_mut().zip(newer.minutes) {
                    column[place] = newer[place];
                }
                self.reported.set(place, newer.reported.contains(place));
                self.doubtful.set(place, newer.doubtful.contains(place));
            }
            self.status[place] = newer.status[place].or(self.status[place]);
            self.reason[place] = newer.reason[place].or(self.reason[place]);
        }
        self.with_status |= newer.with_status;
        self.with_reason |= newer.with_reason;
    }

    /// Whether it says nothing of any month.
    pub(super) fn is_empty(&self) -> bool {
        (self.reported | self.with_status).is_empty()
    }

    pub fn reported(&self, place: usize) -> Reported {
        let minutes = |kind: Kind| Minutes::new(u64::from(self.minutes[kind as usize][place]));
        let hours = || Hours { ordinary: minutes(Kind::Ordinary), holiday: minutes(Kind::Holiday), other_funds: minutes(Kind::OtherFunds) };
        match (self.doubtful.contains(place), self.reported.contains(place)) {
            (true, _) => Reported::AtLeast(hours()),
            (false, true) => Reported::Hours(hours()),
            (false, false) => Reported::Nothing,
        }
    }

    /// `place` counts from April, as in [`Month::place`].
    pub fn status(&self, place: usize) -> Option<Status> {
        self.status[place]
    }

    pub fn reason(&self, place: usize) -> Option<Reason> {
        self.reason[place]
    }

    /// Of all columns of a month together: never above [`LONGEST_MONTH`].
    #[inline(always)]
    pub(super) fn minutes_at(&self, place: usize) -> u32 {
        let [ordinary, holiday, other_funds] = &self.minutes;
        u32::from(ordinary[place]) + u32::from(holiday[place]) + u32::from(other_funds[place])
    }

    /// The longest of some months, and all of them together.
    #[inline(always)]
    pub(super) fn minutes_of(&self, months: Months) -> (u32, u32) {
        let (mut most, mut sum) = (0, 0);
        for place in 0..12 {
            let minutes = if months.contains(place) { self.minutes_at(place) } else { 0 };
            most = most.max(minutes);
            sum += minutes;
        }
        (most, sum)
    }

    /// The same, where every one of them is wholly reported.
    #[inline(always)]
    pub(super) fn plain_minutes(&self, months: Months) -> Option<(u32, u32)> {
        let is_plain = (months & !(self.reported & !self.doubtful)).is_empty();
        is_plain.then(|| self.minutes_of(months))
    }

    /// Months of which hours are reported, be it a part of them.
    pub(super) fn reported_months(&self) -> Months {
        self.reported
    }

    /// Months whose hours are a lower bound.
    pub(super) fn doubtful_months(&self) -> Months {
        self.doubtful
    }

    pub(super) fn months_with_status(&self) -> Months {
        self.with_status
    }

    pub(super) fn months_with_reason(&self) -> Months {
        self.with_reason
    }
}
