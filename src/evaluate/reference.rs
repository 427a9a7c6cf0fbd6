//! What 増加, 減少 and 近づける are measured against.

use super::{
    case::{Case, baseline_place, baseline_year},
    place::{Place, Value},
    verdict::Against,
};
use crate::domain::{Dash, FiscalYear, Quantity, Reference};

/// Which of the possible references a comparison takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Baseline(FiscalYear),
    PreviousYear,
    PrintedBaseline,
}

pub(super) struct Referred<'a> {
    pub(super) against: Against,
    pub(super) to: Referent<'a>,
}

pub(super) enum Referent<'a> {
    Value(Place<Value<'a>>),
    /// Every earlier figure is printed 未測定.
    NeverMeasured,
    NotPrinted,
}

impl<'a> Case<'a> {
    /// By the programme's setting; history and the baseline year itself are held against the year before.
    pub(super) fn basis(&self) -> Basis {
        match self.settings.reference {
            Reference::Baseline(baseline) if self.year >= self.settings.first_judged_year && self.year > baseline => {
                Basis::Baseline(baseline)
            }
            Reference::Baseline(_) | Reference::PreviousYear => Basis::PreviousYear,
        }
    }

    /// The comparison that is computed beside it, where it is another one.
    pub(super) fn other_basis(&self) -> Option<Basis> {
        if self.year < self.settings.first_judged_year {
            return None;
        }
        match self.basis() {
            Basis::Baseline(_) => Some(Basis::PreviousYear),
            Basis::PreviousYear | Basis::PrintedBaseline => {
                let printed = self.printed_baseline()?;
                baseline_place(&printed)?;
                let is_the_year_before = baseline_year(&printed).is_some_and(|of| Some(of) == self.year.previous());
                (!is_the_year_before).then_some(Basis::PrintedBaseline)
            }
        }
    }

    pub(super) fn refer(&self, basis: Basis) -> Referred<'a> {
        match basis {
            Basis::Baseline(baseline) => self.refer_to_year(baseline, Against::Baseline(baseline)),
            Basis::PreviousYear => match self.year.previous() {
                Some(previous) => self.refer_to_year(previous, Against::PreviousYear(previous)),
                None => Referred { against: Against::PreviousYear(self.year), to: Referent::NotPrinted },
            },
            Basis::PrintedBaseline => {
                let place = self.printed_baseline().as_ref().and_then(baseline_place);
                Referred { against: Against::PrintedBaseline, to: place.map_or(Referent::NotPrinted, Referent::Value) }
            }
        }
    }

    fn refer_to_year(&self, reference: FiscalYear, against: Against) -> Referred<'a> {
        let place = self.value_of(reference);
        match place {
            Place::Sure(Value::Dash(Dash::Unmeasured)) => match self.first_measured(reference) {
                Some(first) if first == self.year => Referred { against, to: Referent::NeverMeasured },
                // A year before the reference cannot be first: the search starts from cells printed 未測定 up to it.
                Some(first) if matches!(against, Against::Baseline(_)) => {
                    Referred { against: Against::FirstMeasured(first), to: Referent::Value(self.value_of(first)) }
                }
                Some(_) | None => Referred { against, to: Referent::NotPrinted },
            },
            // The state printed beside the indicator is the figure of its year where the table has no column for it.
            Place::Sure(Value::Blank) => {
                let printed = self.printed_baseline().filter(|printed| baseline_year(printed) == Some(reference));
                let place = printed.as_ref().and_then(baseline_place);
                Referred { against, to: place.map_or(Referent::NotPrinted, Referent::Value) }
            }
            Place::Sure(Value::Dash(_)) => Referred { against, to: Referent::NotPrinted },
            Place::Sure(_) | Place::OneOf(_) | Place::Unknown(_) => Referred { against, to: Referent::Value(place) },
        }
    }

    /// 初回測定: the first year up to this one that is measured, where every figure before it is printed 未測定 (N:80).
    ///
    /// From the reference on no year may be missing: a blank is not entered, which is not the same as unmeasured.
    /// `None` also where a baseline is printed beside the indicator: nothing ever replaces that.
    fn first_measured(&self, reference: FiscalYear) -> Option<FiscalYear> {
        if self.printed_baseline().is_some() {
            return None;
        }
        let is_unmeasured = |year: FiscalYear| matches!(self.value_of(year), Place::Sure(Value::Dash(Dash::Unmeasured)));
        let is_blank = |year: FiscalYear| matches!(self.value_of(year), Place::Sure(Value::Blank));
        let history = self.years_with_figures();
        if history.range(..reference).any(|&earlier| !is_unmeasured(earlier) && !is_blank(earlier)) {
            return None;
        }
        let first = std::iter::successors(Some(reference), |year| year.next())
            .take_while(|&year| year <= self.year)
            .find(|&year| !is_unmeasured(year))?;
        (!is_blank(first)).then_some(first)
    }

    /// Where 進捗率 starts from: the printed baseline, else the figure of the baseline year. Only from what is beyond doubt,
    /// and never from a baseline that counts a population (O5-1 12件).
    pub(super) fn start(&self) -> Option<&'a Quantity> {
        if let Some(printed) = self.printed_baseline() {
            let is_earlier = baseline_year(&printed).is_none_or(|of| of < self.year);
            return baseline_place(&printed)?.sure()?.quantity().filter(|_| is_earlier);
        }
        let Reference::Baseline(baseline) = self.settings.reference else { return None };
        if self.year <= baseline {
            return None;
        }
        match self.refer(Basis::Baseline(baseline)).to {
            Referent::Value(place) => place.sure()?.quantity(),
            Referent::NeverMeasured | Referent::NotPrinted => None,
        }
    }

    /// Whether a 累計 is lower than the nearest earlier figure, in any reading of that one.
    pub(super) fn has_fallen(&self, now: &Quantity) -> bool {
        let earlier_years = self.years_with_figures();
        let nearest = earlier_years.range(..self.year).rev().find_map(|&earlier| {
            let place = self.value_of(earlier);
            let amounts: Vec<_> = place.readings().ok()?.iter().filter_map(|value| value.quantity()).map(|q| q.amount.value()).collect();
            (!amounts.is_empty()).then_some(amounts)
        });
        nearest.is_some_and(|amounts| amounts.into_iter().any(|earlier| now.amount.value() < earlier))
    }
}
