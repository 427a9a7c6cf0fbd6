//! Names of records. An id is what files refer to, so it is plain ASCII and never changes; what people read is a name.

use std::{borrow::Borrow, fmt, sync::Arc};

/// The text cannot be an id: empty, longer than 64 characters, or with anything but ASCII letters, digits, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0:?}")]
pub struct NotAnId(pub String);

fn checked(text: &str) -> Result<Arc<str>, NotAnId> {
    let is_id = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if is_id { Ok(Arc::from(text)) } else { Err(NotAnId(text.chars().take(80).collect())) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $Id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Id(Arc<str>);

        impl $Id {
            pub fn new(text: &str) -> Result<Self, NotAnId> {
                checked(text).map($Id)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $Id {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                $Id::new(text)
            }
        }

        impl fmt::Display for $Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $Id {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// A reform programme: `nagaoka`, `ojiya`.
    ProgramId;
    /// 所属.
    DepartmentId;
    /// 取組の柱 / 重点項目.
    PillarId;
    /// 取組 (N's 41 bullets, O's 7 取組項目).
    MeasureId;
    /// 指標: `N1`, `O1-3`.
    IndicatorId;
    /// A part of a multi-part indicator: `male`, `visits`.
    PartId;
    /// A row of a sheet: a Plan row or a schedule row.
    RowId;
    /// A numbered ※ note, a call-out or a remark.
    NoteId;
    /// A statement of a document's text about its figures.
    ClaimId;
    /// A sum that a text claims or that staff state.
    SumId;
    /// A grade or a decision of the rating scale.
    GradeId;
    /// A staff survey.
    SurveyId;
    /// A page of a survey.
    SectionId;
    /// A question of a survey.
    QuestionId;
    /// A choice of a question's scale.
    ChoiceId;
    /// An entry of the secretariat's calendar: 年間予定, 照会.
    AgendaId;
    /// A record of what was done: random.
    TraceId;
    /// One person's answer: random, and inside the seal. Of an answer out of a form system's CSV it is an unsalted SHA-256 of the
    /// survey and its 受付番号, or else of its row, so that the same file once more brings nothing new: whoever has those
    /// can tell which answer it is.
    AnswerId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_plain_ascii() {
        assert!(IndicatorId::new("O1-3").is_ok());
        for wrong in ["", "指標", "a b", "../x", &"x".repeat(65)] {
            assert!(IndicatorId::new(wrong).is_err(), "{wrong}");
        }
    }
}
