//! How a typed figure becomes the value of its cell, the same in every form and for every file.

use super::{Accumulation, Dash, Figure, Indicator, Part, Qualifier, Quantity, Shown, TypedNumber};

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
    figure.show(shown);
}

pub fn enter_words(figure: &mut Figure, words: String) {
    let shown = if words.trim().is_empty() { Shown::Blank } else { Shown::Words(words) };
    figure.show(shown);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Amount, Variant};

    fn quantity(amount: i64) -> Quantity {
        Quantity { amount: Amount::new(amount.into()), unit: "人".to_owned(), qualifier: Qualifier::Plain, ratio: None }
    }

    /// O7-2 (O:255): 1,116 people, and 663 without the panel visit.
    fn visitors() -> Figure {
        let variant = Variant { excluding: "人権パネル展".to_owned(), quantity: quantity(663) };
        Figure { variants: vec![variant], ..Figure::confirmed(Shown::Number(quantity(1116))) }
    }

    fn entered(amount: i64) -> Figure {
        let mut figure = visitors();
        enter_number(&mut figure, TypedNumber::Amount(Amount::new(amount.into())), "人".to_owned(), Qualifier::Plain);
        figure
    }

    #[test]
    fn what_was_left_out_goes_with_the_number_it_was_left_out_of() {
        assert_eq!(entered(1117).variants, []);
        assert_eq!(entered(1116).variants.len(), 1, "the same number once more");
        let mut worded = visitors();
        enter_words(&mut worded, "検討".to_owned());
        assert_eq!((worded.shown.confirmed(), &worded.variants[..]), (Some(&Shown::Words("検討".to_owned())), &[][..]));
        let mut dashed = visitors();
        dashed.show(Shown::Dash(Dash::NotApplicable));
        assert_eq!(dashed.variants, []);
        // Words before the same number change nothing of it.
        let mut named = visitors();
        named.show(Shown::WordsAndNumber("来場".to_owned(), quantity(1116)));
        assert_eq!(named.variants.len(), 1);
    }
}
