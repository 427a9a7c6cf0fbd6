//! How a typed figure becomes the value of its cell, the same in every form.

use crate::{
    domain::{Accumulation, Dash, Entry, Figure, FigureKey, Indicator, Part, Qualifier, Quantity, Refusal, Shown, Trust},
    session::Session,
    ui::{typed_number::TypedNumber, words},
};
use leptos::prelude::*;

pub type Write = Callback<Box<dyn FnOnce(&mut Figure)>>;

/// The cell of one figure: what it holds, and the one way to change it.
#[derive(Clone, Copy)]
pub struct Cell {
    pub figure: Memo<Option<Figure>>,
    pub write: Write,
}

impl Cell {
    pub fn of(session: Session, key: FigureKey, refusal: RwSignal<Option<Refusal>>) -> Cell {
        let wanted = key.clone();
        let figure = Memo::new(move |_| session.program().get().and_then(|program| program.tables.figures.get(&wanted).cloned()));
        let write = Callback::new(move |change: Box<dyn FnOnce(&mut Figure)>| {
            let mut new = figure.get_untracked().unwrap_or_else(|| Figure::confirmed(Shown::Blank));
            change(&mut new);
            refusal.set(session.dispatch(vec![Entry::Figure(key.clone(), new)]).err());
        });
        Cell { figure, write }
    }
}

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

/// The text of a number's field: the number as it is, a dash, or nothing.
pub fn field_text(figure: &Figure) -> String {
    match figure.shown.confirmed() {
        Some(Shown::Number(quantity) | Shown::WordsAndNumber(_, quantity)) => words::amount(quantity.amount),
        Some(Shown::Dash(_)) => "—".to_owned(),
        Some(Shown::Blank | Shown::Words(_)) | None => String::new(),
    }
}

pub fn field_words(figure: &Figure) -> String {
    match figure.shown.confirmed() {
        Some(Shown::Words(words)) => words.clone(),
        Some(Shown::Dash(_)) => "—".to_owned(),
        Some(Shown::Number(_) | Shown::WordsAndNumber(..) | Shown::Blank) | None => String::new(),
    }
}

/// A part's own unit goes before the indicator's: ①校 ②回.
pub fn unit_of(indicator: &Indicator, part: Option<&Part>) -> String {
    part.map(|part| part.unit.clone()).filter(|unit| !unit.is_empty()).unwrap_or_else(|| indicator.unit.clone())
}

pub fn qualifier(accumulation: Accumulation) -> Qualifier {
    match accumulation {
        Accumulation::Yearly => Qualifier::Plain,
        Accumulation::Cumulative => Qualifier::Cumulative,
        Accumulation::Total => Qualifier::Total,
    }
}
