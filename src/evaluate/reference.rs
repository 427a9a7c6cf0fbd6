//! What 増加, 減少 and 近づける are measured against.

use super::{
    case::{Case, baseline_place, baseline_year},
    place::{Place, Value},
    verdict::Against,
};
use crate::{
    domain::{Dash, FiscalYear, Quantity, Reference, Shown},
    register::Reading,
};

/// Which of the possible references a comparison takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Baseline(FiscalYear),
    PreviousYear,
    PrintedBaseline,
}

pub(super) struct Referred<'a> {
    pub(super) against: Against,
    /// One a reading of the cell, at least one.
    pub(super) readings: Vec<Referent<'a>>,
}

#[derive(Clone, Copy)]
pub(super) enum Referent<'a> {
    Value(Value<'a>),
    /// Every earlier figure is printed 未測定.
    NeverMeasured,
    NotPrinted,
    /// Lost, in conflict, or the reading that nothing is there.
    Unsettled,
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
                None => Referred { against: Against::PreviousYear(self.year), readings: vec![Referent::NotPrinted] },
            },
            Basis::PrintedBaseline => {
                let place = self.printed_baseline().as_ref().and_then(baseline_place);
                Referred { against: Against::PrintedBaseline, readings: place.map_or(vec![Referent::NotPrinted], plainly) }
            }
        }
    }

    fn refer_to_year(&self, reference: FiscalYear, against: Against) -> Referred<'a> {
        match self.value_of(reference) {
            // The state printed beside the indicator is the figure of its year where the table has no column for it.
            Place::Sure(Value::Blank) => {
                let printed = self.printed_baseline().filter(|printed| baseline_year(printed) == Some(reference));
                let place = printed.as_ref().and_then(baseline_place);
                Referred { against, readings: place.map_or(vec![Referent::NotPrinted], plainly) }
            }
            Place::Sure(Value::Dash(Dash::Unmeasured)) => self.refer_to_first_measure(reference, against),
            Place::OneOf(values) => {
                let of_value = |value: Value<'a>| match value {
                    Value::Dash(Dash::Unmeasured) => self.refer_to_first_measure(reference, against).readings,
                    value => vec![Referent::from(value)],
                };
                Referred { against, readings: values.into_iter().flat_map(of_value).collect() }
            }
            place @ (Place::Sure(_) | Place::Unknown(_)) => Referred { against, readings: plainly(place) },
        }
    }

    /// 初回測定: the first year that is measured becomes the reference, where every figure before it is printed 未測定 (N:80).
    ///
    /// From the reference on no year may be missing: a blank is not entered, which is not the same as unmeasured. A baseline
    /// printed beside the indicator is never replaced. Doubtful cells on the way lead to several referents.
    fn refer_to_first_measure(&self, reference: FiscalYear, against: Against) -> Referred<'a> {
        let not_printed = Referred { against, readings: vec![Referent::NotPrinted] };
        if self.printed_baseline().is_some() {
            return not_printed;
        }
        let unless_never = match self.history_before(reference) {
            History::Measured => return not_printed,
            History::Unmeasured => None,
            History::MaybeMeasured => Some(Referent::NotPrinted),
            History::Unknown => Some(Referent::Unsettled),
        };
        let (first, mut readings) = self.measured_after(reference);
        // Without a figure to compare with it makes no difference what was measured before.
        if !readings.iter().all(|referent| matches!(referent, Referent::NotPrinted)) {
            readings.extend(unless_never);
        }
        match readings[..] {
            [Referent::Value(_)] => Referred { against: Against::FirstMeasured(first), readings },
            _ => Referred { against, readings },
        }
    }

    /// The first year after the reference that shows more than 未測定 in some reading, and what each way to read leads to.
    fn measured_after(&self, reference: FiscalYear) -> (FiscalYear, Vec<Referent<'a>>) {
        let mut first = None;
        let mut readings = Vec::new();
        for year in std::iter::successors(reference.next(), |year| year.next()) {
            if year >= self.year {
                readings.push(Referent::NeverMeasured);
                break;
            }
            let place = self.value_of(year);
            let Ok(values) = place.readings() else {
                readings.push(Referent::Unsettled);
                break;
            };
            let is_unmeasured = |value: &Value<'a>| matches!(value, Value::Dash(Dash::Unmeasured));
            let measured = values.iter().filter(|value| !is_unmeasured(value));
            let n_before = readings.len();
            readings.extend(measured.copied().map(Referent::from));
            if readings.len() > n_before {
                first.get_or_insert(year);
            }
            if !values.iter().any(is_unmeasured) {
                break;
            }
        }
        (first.unwrap_or(self.year), readings)
    }

    /// What the cells before the reference, as far as there are any, say about measuring.
    fn history_before(&self, reference: FiscalYear) -> History {
        let of_value = |value: &Value<'a>| match value {
            Value::Blank | Value::Dash(Dash::Unmeasured) => History::Unmeasured,
            Value::Dash(_) | Value::Words(_) | Value::Number(..) | Value::Pair(..) => History::Measured,
        };
        let of_year = |&year: &FiscalYear| match self.value_of(year).readings() {
            Err(_) => History::Unknown,
            Ok(values) => {
                let mut says = values.iter().map(of_value);
                let first = says.next().unwrap_or(History::Unmeasured);
                if says.all(|other| other == first) { first } else { History::MaybeMeasured }
            }
        };
        self.years_with_figures().range(..reference).map(of_year).max().unwrap_or(History::Unmeasured)
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
        let first = self.refer(Basis::Baseline(baseline)).against.year()?;
        self.value_of(first).sure()?.quantity()
    }

    /// Whether the comparison that counts reads a doubtful cell in every way.
    pub(super) fn has_doubtful_reference(&self, basis: Basis) -> bool {
        let Referred { against, readings } = self.refer(basis);
        readings.len() > 1 || against.year().is_some_and(|year| matches!(self.value_of(year), Place::OneOf(_)))
    }

    /// Whether a 累計 is lower than the nearest earlier figure, in any reading of that one.
    pub(super) fn has_fallen(&self, now: &Quantity) -> bool {
        for earlier in self.years_with_figures().range(..self.year).rev() {
            let figures = self.figures_of(*earlier).into_iter().flat_map(Reading::values);
            let readings: Vec<Option<&Shown>> = figures.flat_map(|figure| figure.shown.readings()).collect();
            let numbers: Vec<&Quantity> = readings.iter().flatten().filter_map(|shown| shown.quantity()).collect();
            if numbers.iter().any(|earlier| now.amount.value() < earlier.amount.value()) {
                return true;
            }
            if !numbers.is_empty() && numbers.len() == readings.len() {
                return false;
            }
        }
        false
    }
}

/// Whether anything was measured before the reference; what says most comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum History {
    Unmeasured,
    /// In one reading of a doubtful cell.
    MaybeMeasured,
    /// Something is lost or in conflict.
    Unknown,
    Measured,
}

impl<'a> From<Value<'a>> for Referent<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Blank | Value::Dash(_) => Referent::NotPrinted,
            Value::Words(_) | Value::Number(..) | Value::Pair(..) => Referent::Value(value),
        }
    }
}

/// Each reading as it stands, without looking for a first measure.
fn plainly(place: Place<Value<'_>>) -> Vec<Referent<'_>> {
    match place.readings() {
        Ok(values) => values.iter().copied().map(Referent::from).collect(),
        Err(_) => vec![Referent::Unsettled],
    }
}
