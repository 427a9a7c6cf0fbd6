//! 産業医面談対象者: who should see the industrial physician, and on what ground (N:360).

use super::{Exceptions, Rule, Span, timeline::Timeline};
use crate::domain::overtime::{InterviewThresholds, Minutes, Month, Person};

/// Why a person is on the list of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The month has 100 hours or more.
    Month { minutes: Minutes },
    /// A mean up to this month is above 80 hours.
    Mean { rule: Rule, total: Minutes, n_months: u32 },
    /// The month is above 80 hours, and the person asked.
    OnRequest { minutes: Minutes },
}

/// 申出 of a person for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    Asked,
    NotAsked,
}

/// All grounds of a person in a month, by what is known. All hours count: health knows no rule sets.
pub fn grounds(person: Person<'_>, month: Month, thresholds: &InterviewThresholds, request: Request) -> Vec<Ground> {
    let timeline = Timeline::new(person, Span::month(month), Exceptions::None);
    let (index, seen) = timeline.last();
    let mut grounds = Vec::new();
    if seen.all >= thresholds.month_from {
        grounds.push(Ground::Month { minutes: seen.all });
    }
    for (rule, n_months, window) in timeline.windows(index) {
        if window.minutes > thresholds.mean_above * n_months {
            grounds.push(Ground::Mean { rule, total: window.minutes, n_months });
        }
    }
    if request == Request::Asked && seen.all > thresholds.month_above_on_request {
        grounds.push(Ground::OnRequest { minutes: seen.all });
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::overtime::fixture::{ledger, month, only};

    fn of(hours: &str, at: &str, request: Request) -> Vec<Ground> {
        let ledger = ledger(&[("1", "A課", 2023, hours)]);
        grounds(only(&ledger), month(at), &InterviewThresholds::default(), request)
    }

    #[test]
    fn a_hundred_hours_are_a_ground_by_themselves() {
        assert_eq!(of("0 0 99:59", "2023-06", Request::NotAsked), []);
        assert_eq!(of("0 0 100", "2023-06", Request::NotAsked), [Ground::Month { minutes: Minutes::hours(100) }]);
    }

    #[test]
    fn a_mean_above_eighty_hours_is_a_ground() {
        let total = Minutes::hours(160) + Minutes::new(1);
        assert_eq!(of("0 80 80", "2023-06", Request::NotAsked), []);
        assert_eq!(of("0 80 80:01", "2023-06", Request::NotAsked), [Ground::Mean { rule: Rule::Mean2, total, n_months: 2 }]);
    }

    #[test]
    fn above_eighty_hours_asking_is_a_ground() {
        assert_eq!(of("0 0 80", "2023-06", Request::Asked), []);
        assert_eq!(of("0 0 80:01", "2023-06", Request::NotAsked), []);
        let minutes = Minutes::hours(80) + Minutes::new(1);
        assert_eq!(of("0 0 80:01", "2023-06", Request::Asked), [Ground::OnRequest { minutes }]);
    }
}
