//! Texts, numbers, days, ids, and lists of anything.

use super::{Fault, Json, Wire, Wrong};
#[cfg(test)]
use crate::bundle::schema::{self, Definitions};
use crate::{domain::*, register::Moment};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::{borrow::Cow, collections::BTreeMap};

impl Wire for String {
    fn to_json(&self) -> Json<'_> {
        Json::text(self)
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        Ok(json.into_text()?.into_owned())
    }

    #[cfg(test)]
    fn schema(_: &mut Definitions) -> serde_json::Value {
        schema::text()
    }
}

impl Wire for u32 {
    fn to_json(&self) -> Json<'_> {
        Json::Whole(i64::from(*self))
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        match json {
            Json::Whole(number) => u32::try_from(number).map_err(|_| Wrong::Shape.into()),
            _ => Err(Wrong::Shape.into()),
        }
    }

    #[cfg(test)]
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }
}

/// The key of a kind that has one cell only: `null`.
impl Wire for () {
    fn to_json(&self) -> Json<'_> {
        Json::Null
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        if json == Json::Null { Ok(()) } else { Err(Wrong::Shape.into()) }
    }

    #[cfg(test)]
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "null" })
    }
}

impl Wire for FiscalYear {
    fn to_json(&self) -> Json<'_> {
        Json::Whole(i64::from(self.number()))
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let Json::Whole(number) = json else { return Err(Wrong::Shape.into()) };
        let number = i32::try_from(number).map_err(|_| Wrong::Shape)?;
        FiscalYear::new(number).map_err(|_| Wrong::NotAFiscalYear(number).into())
    }

    #[cfg(test)]
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "integer" })
    }
}

/// Types that stand in files as one text.
macro_rules! texts {
    ($($(#[$doc:meta])* $Type:ty: $write:expr, $read:expr;)*) => {$(
        $(#[$doc])*
        impl Wire for $Type {
            fn to_json(&self) -> Json<'_> {
                let write: fn(&$Type) -> Cow<'_, str> = $write;
                Json::Text(write(self))
            }

            fn from_json(json: Json<'_>) -> Result<Self, Fault> {
                let read: fn(&str) -> Result<$Type, Wrong> = $read;
                Ok(read(&json.into_text()?)?)
            }

            #[cfg(test)]
            fn schema(_: &mut Definitions) -> serde_json::Value {
                schema::text()
            }
        }
    )*};
}
pub(super) use texts;

texts! {
    /// As printed: `12` and `12.0` are two amounts. One spelling each, so that equal states have equal texts.
    Amount: |amount| Cow::Owned(amount.to_string()), |text| {
        let amount = read_decimal(text).map(Amount::new)?;
        if amount.to_string() == text { Ok(amount) } else { Err(Wrong::NotANumber) }
    };
    /// A threshold, not a printed number: 0.5 and 0.50 are equal, and written alike.
    Decimal: |number| Cow::Owned(number.normalize().to_string()), |text| Ok(read_decimal(text)?.normalize());
    NaiveDate: |day| Cow::Owned(day.to_string()), |text| text.parse().map_err(|_| Wrong::NotADay);
    /// ISO 8601, with a fraction only where there is one; `Display` has a blank for the `T`.
    Moment: |moment| Cow::Owned(format!("{moment:?}")), |text| plain_moment(text).map_or_else(|| text.parse(), Ok).map_err(|_| Wrong::NotAMoment);
}

/// A moment of whole seconds, as nearly every value has one. The library's reader knows many more spellings, and takes longer
/// than all the rest of such a value.
fn plain_moment(text: &str) -> Option<Moment> {
    let bytes: &[u8; 19] = text.as_bytes().try_into().ok()?;
    let number = |digits: std::ops::Range<usize>| {
        bytes[digits].iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
    };
    let is_plain = [4, 7, 10, 13, 16].map(|at| bytes[at]) == *b"--T::";
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let day = NaiveDate::from_ymd_opt(year.cast_signed(), month, day).filter(|_| is_plain)?;
    day.and_hms_opt(number(11..13)?, number(14..16)?, number(17..19)?)
}

fn read_decimal(text: &str) -> Result<Decimal, Wrong> {
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    // The library also reads `1_000`, `+5` and `.5`.
    let is_plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-'));
    match Decimal::from_str_exact(text) {
        Ok(value) if is_plain => Ok(value),
        Err(_) if is_plain && n_digits > 28 => Err(Wrong::NumberTooLong(n_digits)),
        _ => Err(Wrong::NotANumber),
    }
}

/// A name of something, which may also be the name of a field.
pub(in crate::bundle) trait Id: Wire {
    fn as_text(&self) -> &str;
}

macro_rules! ids {
    ($($Id:ident)*) => {$(
        texts! { $Id: |id| Cow::Borrowed(id.as_str()), |text| $Id::new(text).map_err(|NotAnId(text)| Wrong::NotAnId(text)); }

        impl Id for $Id {
            fn as_text(&self) -> &str {
                self.as_str()
            }
        }
    )*};
}

ids! {
    ProgramId DepartmentId PillarId MeasureId IndicatorId PartId RowId NoteId ClaimId SumId GradeId
    SurveyId SectionId QuestionId ChoiceId AgendaId TraceId AnswerId
}

impl<T: Wire> Wire for Option<T> {
    fn to_json(&self) -> Json<'_> {
        self.as_ref().map_or(Json::Null, T::to_json)
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        if json == Json::Null { Ok(None) } else { T::from_json(json).map(Some) }
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        schema::any_of(vec![T::schema(definitions), serde_json::json!({ "type": "null" })])
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn to_json(&self) -> Json<'_> {
        Json::List(self.iter().map(T::to_json).collect())
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        json.into_list()?.into_iter().enumerate().map(|(i, item)| T::from_json(item).map_err(|fault| fault.at(i))).collect()
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        schema::list(T::schema(definitions))
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn to_json(&self) -> Json<'_> {
        Json::List(vec![self.0.to_json(), self.1.to_json()])
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let [a, b] = <[Json<'_>; 2]>::try_from(json.into_list()?).map_err(|_| Wrong::Shape)?;
        Ok((A::from_json(a).map_err(|fault| fault.at(0))?, B::from_json(b).map_err(|fault| fault.at(1))?))
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        schema::tuple(vec![A::schema(definitions), B::schema(definitions)])
    }
}

impl<K: Id + Ord, V: Wire> Wire for BTreeMap<K, V> {
    fn to_json(&self) -> Json<'_> {
        Json::Object(self.iter().map(|(key, value)| (Cow::Borrowed(key.as_text()), value.to_json())).collect())
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let Json::Object(pairs) = json else { return Err(Wrong::Shape.into()) };
        let mut map = BTreeMap::new();
        for (i, (key, value)) in pairs.into_iter().enumerate() {
            let key = K::from_json(Json::Text(key)).map_err(|fault| fault.at(i))?;
            let value = V::from_json(value).map_err(|fault| fault.at(i))?;
            if map.insert(key, value).is_some() {
                return Err(Fault::from(Wrong::Repeated).at(i));
            }
        }
        Ok(map)
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "object", "additionalProperties": V::schema(definitions) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_moment_is_what_the_library_reads() {
        let plain = ["2026-11-21T09:30:00", "0000-01-01T00:00:00", "9999-12-31T23:59:59", "2024-02-29T12:00:01"];
        for text in plain {
            assert_eq!(plain_moment(text), text.parse().ok(), "{text}");
            assert!(plain_moment(text).is_some(), "{text}");
        }
        // Left to the library, which takes some of them.
        let odd = [
            "",
            "2026-11-21T09:30:00.5",
            "2026-11-21 09:30:00",
            "2026-11-21T09:30:60",
            "2023-02-29T12:00:01",
            "+026-11-21T09:30:00",
            "2026-13-21T09:30:00",
            "2026-11-21T24:00:00",
            "2026-11-21T09-30-00",
            " 026-11-21T09:30:00",
            "２026-11-21T09:30",
        ];
        for text in odd {
            assert_eq!(plain_moment(text), None, "{text}");
        }
    }
}
