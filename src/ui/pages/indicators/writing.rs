//! The cell behind a form's fields, and what the fields show of it.

use crate::{
    domain::{Entry, Figure, FigureKey, Refusal, Shown},
    session::Session,
    ui::words,
};
use leptos::prelude::*;

pub use crate::domain::{enter_number, enter_words, qualifier_of as qualifier, unit_of};

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
