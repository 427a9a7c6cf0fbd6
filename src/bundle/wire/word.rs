//! Choices without data: one snake_case word each.

use super::{Fault, Json, Wire, Wrong};

/// A choice that files spell as one word.
pub(in crate::bundle) trait Words: Copy + PartialEq + 'static {
    const ALL: &'static [(&'static str, Self)];

    fn word(self) -> &'static str;
}

impl<T: Words> Wire for T {
    fn to_json(&self) -> Json<'_> {
        Json::text(self.word())
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let word = json.into_text()?;
        let known = T::ALL.iter().find(|(name, _)| *name == word);
        known.map(|&(_, value)| value).ok_or_else(|| Wrong::UnknownWord(word.into_owned()).into())
    }

    #[cfg(test)]
    fn schema(_: &mut crate::bundle::schema::Definitions) -> serde_json::Value {
        let words: Vec<&str> = T::ALL.iter().map(|(word, _)| *word).collect();
        serde_json::json!({ "enum": words })
    }
}

macro_rules! words {
    ($($Enum:ident { $($Variant:ident $word:literal,)* })*) => {$(
        impl $crate::bundle::wire::Words for $Enum {
            const ALL: &'static [(&'static str, Self)] = &[$(($word, $Enum::$Variant),)*];

            fn word(self) -> &'static str {
                match self { $($Enum::$Variant => $word,)* }
            }
        }
    )*};
}
pub(super) use words;
