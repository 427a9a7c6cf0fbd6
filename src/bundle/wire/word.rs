//! Choices without data: one snake_case word each.

use super::{Fault, Wire, Wrong};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A choice that files spell as one word.
pub(in crate::bundle) trait Words: Copy + PartialEq + 'static {
    const ALL: &'static [(&'static str, Self)];

    fn word(self) -> &'static str;
}

/// A word as read: one this page knows, or one that a newer page may.
#[derive(PartialEq)]
pub enum Word<T> {
    Known(T),
    Unknown(String),
}

impl<T: Default> Default for Word<T> {
    fn default() -> Self {
        Word::Known(T::default())
    }
}

impl<T: Words> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Word::Known(value) => serializer.serialize_str(value.word()),
            Word::Unknown(word) => serializer.serialize_str(word),
        }
    }
}

impl<'de, T: Words> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lookup<T>(std::marker::PhantomData<T>);

        impl<T: Words> de::Visitor<'_> for Lookup<T> {
            type Value = Word<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Word<T>, E> {
                let known = T::ALL.iter().find(|(name, _)| *name == word).map(|&(_, value)| Word::Known(value));
                Ok(known.unwrap_or_else(|| Word::Unknown(word.to_owned())))
            }
        }

        deserializer.deserialize_str(Lookup(std::marker::PhantomData))
    }
}

impl<T: Words> Wire for T {
    type Form<'a> = Word<T>;

    fn to_form(&self) -> Word<T> {
        Word::Known(*self)
    }

    fn from_form(form: Word<T>) -> Result<Self, Fault> {
        match form {
            Word::Known(value) => Ok(value),
            Word::Unknown(word) => Err(Wrong::UnknownWord(word).into()),
        }
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
