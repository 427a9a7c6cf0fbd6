//! Texts, numbers, days, ids, and lists of anything.

use super::{Fault, Pairs, Wire, Wrong};
use crate::{domain::*, register::Moment};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::{borrow::Cow, collections::BTreeMap};

impl Wire for String {
    type Form<'a> = Cow<'a, str>;

    fn to_form(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
        Ok(form.into_owned())
    }
}

impl Wire for u32 {
    type Form<'a> = u32;

    fn to_form(&self) -> u32 {
        *self
    }

    fn from_form(form: u32) -> Result<Self, Fault> {
        Ok(form)
    }
}

/// The key of a kind that has one cell only: `null`.
impl Wire for () {
    type Form<'a> = ();

    fn to_form(&self) {}

    fn from_form((): ()) -> Result<Self, Fault> {
        Ok(())
    }
}

impl Wire for FiscalYear {
    type Form<'a> = i32;

    fn to_form(&self) -> i32 {
        self.number()
    }

    fn from_form(form: i32) -> Result<Self, Fault> {
        FiscalYear::new(form).map_err(|_| Wrong::NotAFiscalYear(form).into())
    }
}

/// As printed: `12` and `12.0` are two amounts. One spelling each, so that equal states have equal texts.
impl Wire for Amount {
    type Form<'a> = Cow<'a, str>;

    fn to_form(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
        let amount = read_decimal(&form).map(Amount::new)?;
        if amount.to_string() == *form { Ok(amount) } else { Err(Wrong::NotANumber.into()) }
    }
}

/// A threshold, not a printed number: 0.5 and 0.50 are equal, and written alike.
impl Wire for Decimal {
    type Form<'a> = Cow<'a, str>;

    fn to_form(&self) -> Cow<'_, str> {
        Cow::Owned(self.normalize().to_string())
    }

    fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
        Ok(read_decimal(&form)?.normalize())
    }
}

fn read_decimal(text: &str) -> Result<Decimal, Fault> {
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    // The library also reads `1_000`, `+5` and `.5`.
    let is_plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-'));
    match Decimal::from_str_exact(text) {
        Ok(value) if is_plain => Ok(value),
        Err(_) if is_plain && n_digits > 28 => Err(Wrong::NumberTooLong(n_digits).into()),
        _ => Err(Wrong::NotANumber.into()),
    }
}

impl Wire for NaiveDate {
    type Form<'a> = Cow<'a, str>;

    fn to_form(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
        form.parse().map_err(|_| Wrong::NotADay.into())
    }
}

impl Wire for Moment {
    type Form<'a> = Cow<'a, str>;

    fn to_form(&self) -> Cow<'_, str> {
        // ISO 8601, with a fraction only where there is one; `Display` has a blank for the `T`.
        Cow::Owned(format!("{self:?}"))
    }

    fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
        form.parse().map_err(|_| Wrong::NotAMoment.into())
    }
}

macro_rules! ids {
    ($($Id:ident)*) => {$(
        impl Wire for $Id {
            type Form<'a> = Cow<'a, str>;

            fn to_form(&self) -> Cow<'_, str> {
                Cow::Borrowed(self.as_str())
            }

            fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
                $Id::new(&form).map_err(|NotAnId(text)| Wrong::NotAnId(text).into())
            }
        }
    )*};
}

ids! {
    ProgramId DepartmentId PillarId MeasureId IndicatorId PartId RowId NoteId ClaimId SumId GradeId
    SurveyId SectionId QuestionId ChoiceId AgendaId TraceId AnswerId
}

impl<T: Wire> Wire for Option<T> {
    type Form<'a>
        = Option<T::Form<'a>>
    where
        Self: 'a;

    fn to_form(&self) -> Self::Form<'_> {
        self.as_ref().map(T::to_form)
    }

    fn from_form(form: Self::Form<'_>) -> Result<Self, Fault> {
        form.map(T::from_form).transpose()
    }
}

impl<T: Wire> Wire for Vec<T> {
    type Form<'a>
        = Vec<T::Form<'a>>
    where
        Self: 'a;

    fn to_form(&self) -> Self::Form<'_> {
        self.iter().map(T::to_form).collect()
    }

    fn from_form(form: Self::Form<'_>) -> Result<Self, Fault> {
        form.into_iter().enumerate().map(|(i, form)| T::from_form(form).map_err(|fault| fault.at(i))).collect()
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    type Form<'a>
        = (A::Form<'a>, B::Form<'a>)
    where
        Self: 'a;

    fn to_form(&self) -> Self::Form<'_> {
        (self.0.to_form(), self.1.to_form())
    }

    fn from_form((a, b): Self::Form<'_>) -> Result<Self, Fault> {
        Ok((A::from_form(a).map_err(|fault| fault.at(0))?, B::from_form(b).map_err(|fault| fault.at(1))?))
    }
}

impl<K: Wire + Ord, V: Wire> Wire for BTreeMap<K, V> {
    type Form<'a>
        = Pairs<K::Form<'a>, V::Form<'a>>
    where
        Self: 'a;

    fn to_form(&self) -> Self::Form<'_> {
        Pairs(self.iter().map(|(key, value)| (key.to_form(), value.to_form())).collect())
    }

    fn from_form(form: Self::Form<'_>) -> Result<Self, Fault> {
        let mut map = BTreeMap::new();
        for (i, (key, value)) in form.0.into_iter().enumerate() {
            let key = K::from_form(key).map_err(|fault| fault.at(i))?;
            let value = V::from_form(value).map_err(|fault| fault.at(i))?;
            if map.insert(key, value).is_some() {
                return Err(Fault::from(Wrong::Repeated).at(i));
            }
        }
        Ok(map)
    }
}
