//! How a typed figure becomes the value of its cell, the same in every form and for every file.
//!
//! A typed "—" means what the cell's dash already meant (該当なし, O:186). Where there was none it is 未測定, which has the first
//! figure after it taken for the first measure; the page offers the other meanings.

use super::{Accumulation, Dash, Figure, Indicator, Part, Qualifier, Quantity, Shown, TypedNumber, read_number};

/// A typed number over what stands there: words beside a number stay (選定 6件), what was left out of the old one goes.
pub fn enter_number(figure: &mut Figure, typed: TypedNumber, unit: String, qualifier: Qualifier) {
    let words = match figure.shown.confirmed() {
        Some(Shown::WordsAndNumber(words, _)) => Some(words.clone()),
        _ => None,
    };
    let shown = match typed {
        TypedNumber::Blank => Shown::Blank,
        TypedNumber::Dash => Shown::Dash(dash_of(figure)),
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

/// Typed words over what stands there; none is a blank.
pub fn enter_words(figure: &mut Figure, words: String) {
    let shown = match read_number(&words, "") {
        Ok(TypedNumber::Blank) => Shown::Blank,
        // A field of words shows a dash as "—" too, and takes it back.
        Ok(TypedNumber::Dash) => Shown::Dash(dash_of(figure)),
        Ok(TypedNumber::Amount(_)) | Err(_) => Shown::Words(words),
    };
    figure.show(shown);
}

/// What a dash stands for that is typed without saying so.
pub fn dash_of(figure: &Figure) -> Dash {
    match figure.shown.confirmed() {
        Some(Shown::Dash(dash)) => *dash,
        _ => Dash::Unmeasured,
    }
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
    use crate::domain::{Amount, PartId, PillarId, Variant};

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
    fn a_figure_is_marked_as_its_indicator_counts() {
        let marks = [Accumulation::Yearly, Accumulation::Cumulative, Accumulation::Total].map(qualifier_of);
        assert_eq!(marks, [Qualifier::Plain, Qualifier::Cumulative, Qualifier::Total]);
    }

    /// 選定 6件 (O:115) under a typed 7.
    #[test]
    fn words_beside_a_number_stay() {
        let mut figure = Figure::confirmed(Shown::WordsAndNumber("選定".to_owned(), quantity(6)));
        enter_number(&mut figure, TypedNumber::Amount(Amount::new(7.into())), "人".to_owned(), Qualifier::Plain);
        assert_eq!(figure.shown.confirmed(), Some(&Shown::WordsAndNumber("選定".to_owned(), quantity(7))));
    }

    #[test]
    fn a_part_counts_in_its_own_unit_or_in_that_of_the_indicator() {
        let indicator = Indicator { unit: "人".to_owned(), ..Indicator::named(PillarId::new("1").unwrap(), "講座") };
        let part = |unit: &str| Part { id: PartId::new("visits").unwrap(), label: String::new(), unit: unit.to_owned() };
        assert_eq!([None, Some(&part("")), Some(&part("校"))].map(|part| unit_of(&indicator, part)), ["人", "人", "校"]);
    }

    #[test]
    fn a_dash_keeps_its_meaning_and_is_unmeasured_where_it_had_none() {
        let number = |figure: &mut Figure| enter_number(figure, TypedNumber::Dash, "人".to_owned(), Qualifier::Plain);
        let words = |figure: &mut Figure| enter_words(figure, "－".to_owned());
        for enter in [number, words] {
            for (shown, meaning) in [
                (Shown::Dash(Dash::NotApplicable), Dash::NotApplicable),
                (Shown::Dash(Dash::NotPlanned), Dash::NotPlanned),
                (Shown::Number(quantity(3)), Dash::Unmeasured),
                (Shown::Blank, Dash::Unmeasured),
            ] {
                let mut figure = Figure::confirmed(shown);
                enter(&mut figure);
                assert_eq!(figure.shown.confirmed(), Some(&Shown::Dash(meaning)));
            }
        }
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
