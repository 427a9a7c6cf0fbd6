//! 照合: sums that a document claims, or that staff state, added up again.

use super::exact;
use crate::{
    domain::{Record, Sum, SumId, Tables},
    register::Reading,
};
use rust_decimal::Decimal;

/// One sum, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    pub sum: SumId,
    pub check: SumCheck,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumCheck {
    Agrees {
        computed: Decimal,
    },
    /// `difference` is computed − stated: 1,396 against 1,395 is 1.
    Differs {
        computed: Decimal,
        difference: Decimal,
    },
    /// Two departments' files state it differently.
    InConflict,
    /// Beyond exact arithmetic.
    TooLarge,
}

/// Every sum of the programme, in the order of its ids.
pub fn reconcile(tables: &Tables) -> Vec<Reconciliation> {
    let stands = |id: &SumId| tables.is_present(&Record::Sum(id.clone()));
    let checked = tables.sums.cells().filter(|(id, _)| stands(id)).filter_map(|(id, cell)| {
        let check = match cell.reading() {
            Reading::Absent => return None,
            Reading::Conflict(_) => SumCheck::InConflict,
            Reading::Settled(sum) => add_up(sum).unwrap_or(SumCheck::TooLarge),
        };
        Some(Reconciliation { sum: id.clone(), check })
    });
    checked.collect()
}

fn add_up(sum: &Sum) -> Option<SumCheck> {
    let computed = sum.terms.iter().try_fold(Decimal::ZERO, |total, term| exact::sum(total, term.amount.value()))?;
    let difference = exact::difference(computed, sum.stated.value())?;
    Some(if difference.is_zero() { SumCheck::Agrees { computed } } else { SumCheck::Differs { computed, difference } })
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Amount, Entry, SumOrigin, Term, read_amount};

    fn sum(terms: &[&str], stated: &str) -> Sum {
        let term = |text: &&str| Term { label: String::new(), amount: read_amount(text).unwrap() };
        Sum {
            label: String::new(),
            measure: None,
            terms: terms.iter().map(term).collect(),
            stated: read_amount(stated).unwrap(),
            unit: String::new(),
            source: String::new(),
            remark: String::new(),
            origin: SumOrigin::Document,
        }
    }

    fn outcome(sum: Sum) -> SumCheck {
        reconcile(&City::new().write(Entry::Sum(id("sum"), sum)).tables)[0].check
    }

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_sums_of_the_documents_agree() {
        for (terms, stated) in [
            (&["67", "34", "44"][..], "145"),
            (&["2", "7", "2"], "11"),
            (&["2", "6"], "8"),
            (&["1,116", "-453"], "663"),
            (&["2", "5"], "7"),
            (&["4", "2"], "6"),
        ] {
            assert_eq!(outcome(sum(terms, stated)), SumCheck::Agrees { computed: d(&stated.replace(',', "")) }, "{terms:?}");
        }
    }

    #[test]
    fn a_sum_that_was_taken_away_is_not_checked() {
        let city = City::new().write(Entry::Sum(id("sum"), sum(&["1"], "2")));
        let removed = Entry::Standing(Record::Sum(id("sum")), crate::domain::Standing::Removed);
        assert_eq!(reconcile(&city.write(removed).tables), []);
    }

    #[test]
    fn a_difference_is_computed_less_stated() {
        assert_eq!(outcome(sum(&["1257", "134", "5"], "1395")), SumCheck::Differs { computed: d("1396"), difference: d("1") });
        assert_eq!(outcome(sum(&["2", "1"], "4")), SumCheck::Differs { computed: d("3"), difference: d("-1") });
        assert_eq!(outcome(sum(&["0.1", "0.2"], "0.3")), SumCheck::Agrees { computed: d("0.3") });
        assert_eq!(outcome(sum(&[], "0")), SumCheck::Agrees { computed: d("0") });
    }

    #[test]
    fn what_cannot_be_added_says_so() {
        let mut huge = sum(&["1"], "1");
        huge.stated = Amount::new(Decimal::MIN);
        huge.terms[0].amount = Amount::new(Decimal::MAX);
        assert_eq!(outcome(huge), SumCheck::TooLarge);
        let city = City::new().write(Entry::Sum(id("sum"), sum(&["1"], "1")));
        let disputed = city.and_elsewhere(|city| city.write(Entry::Sum(id("sum"), sum(&["2"], "2"))));
        assert_eq!(reconcile(&disputed.tables)[0].check, SumCheck::InConflict);
    }
}
