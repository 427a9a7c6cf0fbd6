//! How a typed figure becomes the value of its cell, the same in every form and for every file.

use super::{Accumulation, Dash, Figure, Indicator, Part, Qualifier, Quantity, Shown, Trust, TypedNumber};

pub fn enter_number(figure: &mut Figure, typed: TypedNumber, unit: String, qualifier: Qualifier) {
    let words = match figure.shown.confirmed() {
        Some(Shown::WordsAndNumber(words, _)) => Some(words.clone()),
        _ => None,
    };
    let shown = match typed {
        TypedNumber::Blank => Shown::Blank,
        TypedNumber::Dash => Shown::Dash(Dash::Unmeasured),
        TypedNumber::Amount(amount) => {
            let quantity = Quantity { amount, unit, qualifier, ratio: None };
            match words {
                Some(words) => Shown::WordsAndNumber(words, quantity),
                None => Shown::Number(quantity),
            }
        }
    };
    figure.shown = Trust::Confirmed(shown);
    // What was left out was left out of the old number.
    figure.variants.clear();
}

pub fn enter_words(figure: &mut Figure, words: String) {
    let shown = if words.trim().is_empty() { Shown::Blank } else { Shown::Words(words) };
    figure.shown = Trust::Confirmed(shown);
}

/// A part's own unit goes before the indicator's: ①校 ②回.
pub fn unit_of(indicator: &Indicator, part: Option<&Part>) -> String {
    part.map(|part| part.unit.clone()).filter(|unit| !unit.is_empty()).unwrap_or_else(|| indicator.unit.clone())
}

/// How the figures of such an indicator are marked.
pub fn qualifier_of(accumulation: Accumulation) -> Qualifier {
    match accumulation {
        Accumulation::Yearly => Qualifier::Plain,
        Accumulation::Cumulative => Qualifier::Cumulative,
        Accumulation::Total => Qualifier::Total,
    }
}
