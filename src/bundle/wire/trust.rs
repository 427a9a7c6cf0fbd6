//! Values as far as they can be trusted.

use super::{Fault, Name, Wire, is_default};
use crate::domain::Trust;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, DeserializeSeed, IntoDeserializer, value::MapAccessDeserializer},
};
use std::{borrow::Cow, fmt, marker::PhantomData};

/// A confirmed value stands as itself; doubt is an object that says so.
#[derive(PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum TrustForm<'a, T> {
    Confirmed(T),
    Candidates(CandidatesForm<'a, T>),
    Lost(LostForm<'a>),
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CandidatesForm<'a, T> {
    candidates: Vec<Option<T>>,
    #[serde(default, skip_serializing_if = "is_default")]
    why: Cow<'a, str>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LostForm<'a> {
    lost: Cow<'a, str>,
}

impl<V: Wire> Wire for Trust<V> {
    type Form<'a>
        = TrustForm<'a, V::Form<'a>>
    where
        Self: 'a;

    fn to_form(&self) -> Self::Form<'_> {
        match self {
            Trust::Confirmed(value) => TrustForm::Confirmed(value.to_form()),
            Trust::Candidates { readings, why } => {
                TrustForm::Candidates(CandidatesForm { candidates: readings.to_form(), why: why.to_form() })
            }
            Trust::Lost { why } => TrustForm::Lost(LostForm { lost: why.to_form() }),
        }
    }

    fn from_form(form: Self::Form<'_>) -> Result<Self, Fault> {
        Ok(match form {
            TrustForm::Confirmed(value) => Trust::Confirmed(V::from_form(value)?),
            TrustForm::Candidates(CandidatesForm { candidates, why }) => Trust::Candidates {
                readings: Vec::from_form(candidates).map_err(|fault| fault.below("candidates"))?,
                why: why.into_owned(),
            },
            TrustForm::Lost(LostForm { lost }) => Trust::Lost { why: lost.into_owned() },
        })
    }
}

/// By hand: serde's own untagged enum would copy every figure of a file once more, and lose the place of an error.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for TrustForm<'_, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Doubt<'a, T>(PhantomData<TrustForm<'a, T>>);

        impl<'de, 'a, T: Deserialize<'de>> de::Visitor<'de> for Doubt<'a, T> {
            type Value = TrustForm<'a, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, candidates or a loss")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                T::deserialize(text.into_deserializer()).map(TrustForm::Confirmed)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let first = map.next_key()?;
                match first.as_ref().map(|Name(name)| name.as_ref()) {
                    Some("candidates" | "why") => CandidatesForm::deserialize(put_back(first, map)).map(TrustForm::Candidates),
                    Some("lost") => LostForm::deserialize(put_back(first, map)).map(TrustForm::Lost),
                    _ => T::deserialize(put_back(first, map)).map(TrustForm::Confirmed),
                }
            }
        }

        deserializer.deserialize_any(Doubt(PhantomData))
    }
}

/// An object of which the first name has been looked at.
struct PutBack<'de, A> {
    first: Option<Name<'de>>,
    map: A,
}

fn put_back<'de, A: de::MapAccess<'de>>(first: Option<Name<'de>>, map: A) -> MapAccessDeserializer<PutBack<'de, A>> {
    MapAccessDeserializer::new(PutBack { first, map })
}

impl<'de, A: de::MapAccess<'de>> de::MapAccess<'de> for PutBack<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(Name(first)) => seed.deserialize(first.into_deserializer()).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
