//! Domain types as they stand in a file.
//!
//! The grammar of values is this room's tables: one `object!` per record of named fields, one `words!` per list of
//! names, one `choice!` where a choice carries data. Invariants of the domain are checked here, once, on the way in.
//! serde writes and reads [`Json`] only, so that its code stands in the program once and not once a type.

mod agenda;
mod answer;
mod choice;
mod edition;
mod figure;
mod follow_up;
mod header;
mod indicator;
mod json;
mod object;
mod overtime;
mod pairs;
mod program;
mod scalar;
mod sheet;
mod survey;
mod trust;
mod word;

pub(super) use answer::AnswerForm;
use choice::choice;
pub(super) use header::{AuthorForm, TitledForm};
use json::contents;
pub(super) use json::{Fields, Json};
use object::object;
pub(super) use pairs::{Name, Pairs};
use scalar::texts;
use word::{Words, words};

use super::{Fault, Wrong};

/// A domain type that can stand in a file.
pub(super) trait Wire: Sized {
    fn to_json(&self) -> Json<'_>;

    fn from_json(json: Json<'_>) -> Result<Self, Fault>;

    /// What may stand in its place, as JSON Schema.
    #[cfg(test)]
    fn schema(definitions: &mut super::schema::Definitions) -> serde_json::Value;
}

/// The value of a cell: always an object, so that a later page can add a field.
pub(super) trait Value: Wire {
    /// The fields this page knows. Others are kept as the sibling's rest.
    const FIELDS: &'static [&'static str];
}

/// Calls a generic function with the types of a kind that is known only when running.
macro_rules! with_kind {
    ($kind:expr, $function:ident($($argument:expr),* $(,)?)) => {{
        use $crate::domain::{Kind, kinds};
        match $kind {
            Kind::Overview => $function::<kinds::Overview>($($argument),*),
            Kind::Settings => $function::<kinds::Settings>($($argument),*),
            Kind::Vocabulary => $function::<kinds::Vocabulary>($($argument),*),
            Kind::RatingScale => $function::<kinds::RatingScale>($($argument),*),
            Kind::Department => $function::<kinds::Department>($($argument),*),
            Kind::Pillar => $function::<kinds::Pillar>($($argument),*),
            Kind::Measure => $function::<kinds::Measure>($($argument),*),
            Kind::Indicator => $function::<kinds::Indicator>($($argument),*),
            Kind::Assignment => $function::<kinds::Assignment>($($argument),*),
            Kind::Position => $function::<kinds::Position>($($argument),*),
            Kind::Standing => $function::<kinds::Standing>($($argument),*),
            Kind::Target => $function::<kinds::Target>($($argument),*),
            Kind::Baseline => $function::<kinds::Baseline>($($argument),*),
            Kind::Figure => $function::<kinds::Figure>($($argument),*),
            Kind::DefinitionBreak => $function::<kinds::DefinitionBreak>($($argument),*),
            Kind::Schedule => $function::<kinds::Schedule>($($argument),*),
            Kind::Passage => $function::<kinds::Passage>($($argument),*),
            Kind::Plan => $function::<kinds::Plan>($($argument),*),
            Kind::Rating => $function::<kinds::Rating>($($argument),*),
            Kind::Note => $function::<kinds::Note>($($argument),*),
            Kind::Claim => $function::<kinds::Claim>($($argument),*),
            Kind::Sum => $function::<kinds::Sum>($($argument),*),
            Kind::Survey => $function::<kinds::Survey>($($argument),*),
            Kind::Eligible => $function::<kinds::Eligible>($($argument),*),
            Kind::PaperTally => $function::<kinds::PaperTally>($($argument),*),
            Kind::Agenda => $function::<kinds::Agenda>($($argument),*),
            Kind::Trace => $function::<kinds::Trace>($($argument),*),
            Kind::Overtime => $function::<kinds::Overtime>($($argument),*),
            Kind::FollowUp => $function::<kinds::FollowUp>($($argument),*),
            Kind::Intake => $function::<kinds::Intake>($($argument),*),
            Kind::Edition => $function::<kinds::Edition>($($argument),*),
        }
    }};
}
pub(super) use with_kind;

/// Whether a field is left out of the file.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CellKind, Kind};

    fn fields_of<C: CellKind<Value: Value>>() -> &'static [&'static str] {
        C::Value::FIELDS
    }

    #[test]
    fn the_examples_of_the_format_have_every_field_of_every_kind() {
        let examples = include_str!("../../../tests/bundles/v1/fields.txt");
        for &kind in Kind::ALL {
            for field in with_kind!(kind, fields_of()) {
                let path = format!("{} {field}", kind.name());
                assert!(
                    examples.lines().any(|line| line.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))),
                    "{path}"
                );
            }
        }
    }
}
