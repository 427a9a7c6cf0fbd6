//! JSON as a value: what every domain type is written to and read from, so that serde's own code stands in the program
//! once and not once a type.

use super::{Fault, Wire, Wrong};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Error as _},
};
use std::{borrow::Cow, fmt};

/// Texts are borrowed: from the file on the way in, from the domain on the way out.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bundle) enum Json<'a> {
    Null,
    Whole(i64),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// By its pairs, so that a repeated name is seen and not overwritten.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
    /// A fraction, a number too large, `true`, `false`: nothing that one of our types is written as.
    Foreign,
}

impl<'a> Json<'a> {
    pub fn text(text: &'a str) -> Self {
        Json::Text(Cow::Borrowed(text))
    }

    /// `"word"` if there is nothing to say about it, `{"word":value}`, or `{"word":[…]}` of several.
    pub fn choice(word: &'static str, mut content: Vec<Json<'a>>) -> Self {
        let content = match content.len() {
            0 => return Json::text(word),
            1 => content.remove(0),
            _ => Json::List(content),
        };
        Json::Object(vec![(Cow::Borrowed(word), content)])
    }

    /// The word of a choice, with what is said about it.
    pub fn into_choice(self) -> Result<(Cow<'a, str>, Option<Json<'a>>), Fault> {
        match self {
            Json::Text(word) => Ok((word, None)),
            Json::Object(pairs) => match <[_; 1]>::try_from(pairs) {
                Ok([(word, content)]) => Ok((word, Some(content))),
                Err(_) => Err(Wrong::Shape.into()),
            },
            _ => Err(Wrong::Shape.into()),
        }
    }

    pub fn into_text(self) -> Result<Cow<'a, str>, Fault> {
        match self {
            Json::Text(text) => Ok(text),
            _ => Err(Wrong::Shape.into()),
        }
    }

    pub fn into_list(self) -> Result<Vec<Json<'a>>, Fault> {
        match self {
            Json::List(items) => Ok(items),
            _ => Err(Wrong::Shape.into()),
        }
    }

    pub fn into_fields(self) -> Result<Fields<'a>, Fault> {
        match self {
            Json::Object(pairs) => Ok(Fields(pairs)),
            _ => Err(Wrong::Shape.into()),
        }
    }
}

/// What is said about a choice: nothing, one thing, or as many as are asked for.
pub(in crate::bundle) fn contents<'a>(content: Option<Json<'a>>, n: usize) -> Result<std::vec::IntoIter<Json<'a>>, Fault> {
    let contents = match (content, n) {
        (None, 0) => Vec::new(),
        (Some(one), 1) => vec![one],
        (Some(Json::List(items)), n) if n > 1 && items.len() == n => items,
        _ => return Err(Wrong::Shape.into()),
    };
    Ok(contents.into_iter())
}

/// The fields of an object that is being read.
pub(in crate::bundle) struct Fields<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Fields<'a> {
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let place = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(place).1)
    }

    pub fn required<T: Wire>(&mut self, name: &'static str) -> Result<T, Fault> {
        let json = self.take(name).ok_or(Wrong::Shape)?;
        T::from_json(json).map_err(|fault| fault.below(name))
    }

    /// The default where the field is left out.
    pub fn omissible<T: Wire + Default>(&mut self, name: &'static str) -> Result<T, Fault> {
        match self.take(name) {
            Some(json) => T::from_json(json).map_err(|fault| fault.below(name)),
            None => Ok(T::default()),
        }
    }

    /// Whatever is left is unknown, or stands twice.
    pub fn end(self) -> Result<(), Fault> {
        self.0.first().map_or(Ok(()), |(name, _)| Err(Fault::shape(name.to_string())))
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null | Json::Foreign => serializer.serialize_unit(),
            Json::Whole(number) => serializer.serialize_i64(*number),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(pairs) => serializer.collect_map(pairs.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> de::Visitor<'de> for Any {
            type Value = Json<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<Json<'de>, E> {
                Ok(Json::Null)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Json<'de>, E> {
                Ok(Json::Foreign)
            }

            fn visit_i64<E>(self, number: i64) -> Result<Json<'de>, E> {
                Ok(Json::Whole(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Json<'de>, E> {
                Ok(i64::try_from(number).map_or(Json::Foreign, Json::Whole))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Json<'de>, E> {
                Ok(Json::Foreign)
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Json::List(list))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some((name, value)) = map.next_entry::<Json<'de>, Json<'de>>()? {
                    let Json::Text(name) = name else { return Err(A::Error::custom("a name is a text")) };
                    pairs.push((name, value));
                }
                Ok(Json::Object(pairs))
            }
        }

        deserializer.deserialize_any(Any)
    }
}
