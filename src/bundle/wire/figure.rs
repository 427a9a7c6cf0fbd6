//! Figures, baselines and targets.

use super::{Fault, Wire, Word, Wrong, is_default, object, words};
use crate::domain::*;
use chrono::NaiveDate;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, IntoDeserializer, value::MapAccessDeserializer},
};
use std::{borrow::Cow, fmt, marker::PhantomData};

words! {
    Dash { Unmeasured "unmeasured", NoTarget "no_target", NotApplicable "not_applicable", NotPlanned "not_planned", }
    Qualifier { Plain "plain", Cumulative "cumulative", Total "total", }
    Stage { Forecast "forecast", Preliminary "preliminary", Final "final", }
    Counts { TheIndicator "the_indicator", APopulation "a_population", }
}

object! { value Figure as FigureForm {
    shown: Trust<Shown>,
    #[omit] stage: Stage,
    #[omit] variants: Vec<Variant>,
    #[omit] reason_for_fall: String,
    #[omit] measured_on: Option<NaiveDate>,
    #[omit] remark: String,
} }

object! { part Variant as VariantForm {
    #[omit] excluding: String,
    quantity: Quantity,
} }

object! { value Baseline as BaselineForm {
    #[omit] as_of: String,
    shown: Trust<Shown>,
    counts: Counts,
} }

object! { value Target as TargetForm {
    rule: Trust<Rule>,
    #[omit] revisions: Vec<Revision>,
    #[omit] remark: String,
} }

object! { part Revision as RevisionForm {
    old: Rule,
    on: NaiveDate,
    #[omit] reason: String,
} }

object! { part FigureKey as FigureKeyForm {
    indicator: IndicatorId,
    year: FiscalYear,
    #[omit] part: Option<PartId>,
} }

object! { part TargetKey as TargetKeyForm {
    indicator: IndicatorId,
    slot: TargetSlot,
    #[omit] part: Option<PartId>,
} }

object! { part BaselineKey as BaselineKeyForm {
    indicator: IndicatorId,
    #[omit] part: Option<PartId>,
} }

/// `{"number":"13.6","unit":"時間"}`
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuantityForm<'a> {
    number: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    unit: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    qualifier: Word<Qualifier>,
    #[serde(default, skip_serializing_if = "is_default")]
    ratio: Option<[Cow<'a, str>; 2]>,
}

impl Wire for Quantity {
    type Form<'a> = QuantityForm<'a>;

    fn to_form(&self) -> QuantityForm<'_> {
        let Quantity { amount, unit, qualifier, ratio } = self;
        QuantityForm {
            number: amount.to_form(),
            unit: unit.to_form(),
            qualifier: qualifier.to_form(),
            ratio: ratio.as_ref().map(|ratio| [ratio.numerator.to_form(), ratio.denominator.to_form()]),
        }
    }

    fn from_form(form: QuantityForm<'_>) -> Result<Self, Fault> {
        let read_ratio = |[numerator, denominator]: [Cow<'_, str>; 2]| {
            let numerator = Amount::from_form(numerator).map_err(|fault| fault.at(0))?;
            let denominator = Amount::from_form(denominator).map_err(|fault| fault.at(1))?;
            if denominator.value() > rust_decimal::Decimal::ZERO {
                Ok(Ratio { numerator, denominator })
            } else {
                Err(Fault::from(Wrong::NotPositive).at(1))
            }
        };
        Ok(Quantity {
            amount: Amount::from_form(form.number).map_err(|fault| fault.below("number"))?,
            unit: form.unit.into_owned(),
            qualifier: Qualifier::from_form(form.qualifier).map_err(|fault| fault.below("qualifier"))?,
            ratio: form.ratio.map(read_ratio).transpose().map_err(|fault| fault.below("ratio"))?,
        })
    }
}

/// `"blank"`, or an object of which the fields say what is shown.
#[derive(PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ShownForm<'a> {
    Filled(ShownFields<'a>),
    Word(Blank),
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    Blank,
}

impl<'de> Deserialize<'de> for ShownForm<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<'a>(PhantomData<ShownForm<'a>>);

        impl<'de, 'a> de::Visitor<'de> for Either<'a> {
            type Value = ShownForm<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word or an object")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<ShownForm<'a>, E> {
                Blank::deserialize(word.into_deserializer()).map(ShownForm::Word)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<ShownForm<'a>, A::Error> {
                ShownFields::deserialize(MapAccessDeserializer::new(map)).map(ShownForm::Filled)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShownFields<'a> {
    #[serde(default, skip_serializing_if = "is_default")]
    dash: Option<Word<Dash>>,
    #[serde(default, skip_serializing_if = "is_default")]
    words: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    number: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    unit: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    qualifier: Word<Qualifier>,
    #[serde(default, skip_serializing_if = "is_default")]
    ratio: Option<[Cow<'a, str>; 2]>,
}

impl<'a> ShownFields<'a> {
    fn with_number(words: Option<Cow<'a, str>>, quantity: &'a Quantity) -> Self {
        let QuantityForm { number, unit, qualifier, ratio } = quantity.to_form();
        ShownFields { dash: None, words, number: Some(number), unit, qualifier, ratio }
    }
}

impl Wire for Shown {
    type Form<'a> = ShownForm<'a>;

    fn to_form(&self) -> ShownForm<'_> {
        ShownForm::Filled(match self {
            Shown::Blank => return ShownForm::Word(Blank::Blank),
            Shown::Dash(dash) => ShownFields { dash: Some(dash.to_form()), ..ShownFields::default() },
            Shown::Words(words) => ShownFields { words: Some(words.to_form()), ..ShownFields::default() },
            Shown::Number(quantity) => ShownFields::with_number(None, quantity),
            Shown::WordsAndNumber(words, quantity) => ShownFields::with_number(Some(words.to_form()), quantity),
        })
    }

    fn from_form(form: ShownForm<'_>) -> Result<Self, Fault> {
        let ShownFields { dash, words, number, unit, qualifier, ratio } = match form {
            ShownForm::Word(Blank::Blank) => return Ok(Shown::Blank),
            ShownForm::Filled(fields) => fields,
        };
        let is_bare = is_default(&unit) && is_default(&qualifier) && ratio.is_none();
        match (dash, words, number) {
            (Some(dash), None, None) if is_bare => Ok(Shown::Dash(Dash::from_form(dash).map_err(|fault| fault.below("dash"))?)),
            (None, Some(words), None) if is_bare => Ok(Shown::Words(words.into_owned())),
            (None, words, Some(number)) => {
                let quantity = Quantity::from_form(QuantityForm { number, unit, qualifier, ratio })?;
                Ok(match words {
                    None => Shown::Number(quantity),
                    Some(words) => Shown::WordsAndNumber(words.into_owned(), quantity),
                })
            }
            _ => Err(Wrong::Shape.into()),
        }
    }
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleForm<'a> {
    Increase,
    Decrease,
    AtLeast(QuantityForm<'a>),
    AtMost(QuantityForm<'a>),
    Exactly(QuantityForm<'a>),
    Narrow,
    Equal,
    Reach(Cow<'a, str>),
    AsNeeded,
    Dash(Word<Dash>),
    Blank,
    AtLeastPreviousYear,
    AtMostPreviousYear,
}

impl Wire for Rule {
    type Form<'a> = RuleForm<'a>;

    fn to_form(&self) -> RuleForm<'_> {
        match self {
            Rule::Increase => RuleForm::Increase,
            Rule::Decrease => RuleForm::Decrease,
            Rule::AtLeast(quantity) => RuleForm::AtLeast(quantity.to_form()),
            Rule::AtMost(quantity) => RuleForm::AtMost(quantity.to_form()),
            Rule::Exactly(quantity) => RuleForm::Exactly(quantity.to_form()),
            Rule::Narrow => RuleForm::Narrow,
            Rule::Equal => RuleForm::Equal,
            Rule::Reach(words) => RuleForm::Reach(words.to_form()),
            Rule::AsNeeded => RuleForm::AsNeeded,
            Rule::Dash(dash) => RuleForm::Dash(dash.to_form()),
            Rule::Blank => RuleForm::Blank,
            Rule::AtLeastPreviousYear => RuleForm::AtLeastPreviousYear,
            Rule::AtMostPreviousYear => RuleForm::AtMostPreviousYear,
        }
    }

    fn from_form(form: RuleForm<'_>) -> Result<Self, Fault> {
        let quantity = |form, variant| Quantity::from_form(form).map_err(|fault| fault.below(variant));
        Ok(match form {
            RuleForm::Increase => Rule::Increase,
            RuleForm::Decrease => Rule::Decrease,
            RuleForm::AtLeast(form) => Rule::AtLeast(quantity(form, "at_least")?),
            RuleForm::AtMost(form) => Rule::AtMost(quantity(form, "at_most")?),
            RuleForm::Exactly(form) => Rule::Exactly(quantity(form, "exactly")?),
            RuleForm::Narrow => Rule::Narrow,
            RuleForm::Equal => Rule::Equal,
            RuleForm::Reach(words) => Rule::Reach(words.into_owned()),
            RuleForm::AsNeeded => Rule::AsNeeded,
            RuleForm::Dash(dash) => Rule::Dash(Dash::from_form(dash).map_err(|fault| fault.below("dash"))?),
            RuleForm::Blank => Rule::Blank,
            RuleForm::AtLeastPreviousYear => Rule::AtLeastPreviousYear,
            RuleForm::AtMostPreviousYear => Rule::AtMostPreviousYear,
        })
    }
}

/// `"every_year"`, `2023` or `"far"`.
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum TargetSlotForm {
    Year(i32),
    Word(SlotWord),
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlotWord {
    EveryYear,
    Far,
}

impl Wire for TargetSlot {
    type Form<'a> = TargetSlotForm;

    fn to_form(&self) -> TargetSlotForm {
        match self {
            TargetSlot::EveryYear => TargetSlotForm::Word(SlotWord::EveryYear),
            TargetSlot::Year(year) => TargetSlotForm::Year(year.to_form()),
            TargetSlot::Far => TargetSlotForm::Word(SlotWord::Far),
        }
    }

    fn from_form(form: TargetSlotForm) -> Result<Self, Fault> {
        Ok(match form {
            TargetSlotForm::Year(year) => TargetSlot::Year(FiscalYear::from_form(year)?),
            TargetSlotForm::Word(SlotWord::EveryYear) => TargetSlot::EveryYear,
            TargetSlotForm::Word(SlotWord::Far) => TargetSlot::Far,
        })
    }
}
