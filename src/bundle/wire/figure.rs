//! Figures, baselines and targets.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Fields, Json, Wire, Wrong, choice, object, words};
use crate::domain::*;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

words! {
    Dash { Unmeasured "unmeasured", NoTarget "no_target", NotApplicable "not_applicable", NotPlanned "not_planned", }
    Qualifier { Plain "plain", Cumulative "cumulative", Total "total", }
    Stage { Forecast "forecast", Preliminary "preliminary", Final "final", }
    Counts { TheIndicator "the_indicator", APopulation "a_population", }
}

object! { value Figure {
    shown: Trust<Shown>,
    #[omit] stage: Stage,
    #[omit] variants: Vec<Variant>,
    #[omit] reason_for_fall: String,
    #[omit] measured_on: Option<NaiveDate>,
    #[omit] remark: String,
} }

object! { part Variant {
    #[omit] excluding: String,
    quantity: Quantity,
} }

object! { value Baseline {
    #[omit] as_of: String,
    shown: Trust<Shown>,
    counts: Counts,
} }

object! { value Target {
    rule: Trust<Rule>,
    #[omit] revisions: Vec<Revision>,
    #[omit] remark: String,
} }

object! { part Revision {
    old: Rule,
    on: NaiveDate,
    #[omit] reason: String,
} }

object! { part FigureKey {
    indicator: IndicatorId,
    year: FiscalYear,
    #[omit] part: Option<PartId>,
} }

object! { part TargetKey {
    indicator: IndicatorId,
    slot: TargetSlot,
    #[omit] part: Option<PartId>,
} }

object! { part BaselineKey {
    indicator: IndicatorId,
    #[omit] part: Option<PartId>,
} }

/// `{"number":"13.6","unit":"時間"}`
impl Wire for Quantity {
    fn to_json(&self) -> Json<'_> {
        Json::Object(pairs(None, self))
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let quantity = read_quantity(&mut fields)?;
        fields.end()?;
        Ok(quantity)
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Quantity", |definitions| schema::object(quantity_fields(definitions)))
    }
}

fn pairs<'a>(words: Option<&'a str>, quantity: &'a Quantity) -> Vec<(Cow<'static, str>, Json<'a>)> {
    let Quantity { amount, unit, qualifier, ratio } = quantity;
    let words = words.map(|words| ("words", Json::text(words)));
    let unit = (!unit.is_empty()).then(|| ("unit", unit.to_json()));
    let qualifier = (*qualifier != Qualifier::default()).then(|| ("qualifier", qualifier.to_json()));
    let ratio = ratio.as_ref().map(|ratio| ("ratio", Json::List(vec![ratio.numerator.to_json(), ratio.denominator.to_json()])));
    let pairs = words.into_iter().chain([("number", amount.to_json())]).chain(unit).chain(qualifier).chain(ratio);
    pairs.map(|(name, json)| (Cow::Borrowed(name), json)).collect()
}

fn read_quantity(fields: &mut Fields<'_>) -> Result<Quantity, Fault> {
    let ratio: Option<(Amount, Amount)> = fields.omissible("ratio")?;
    if ratio.as_ref().is_some_and(|(_, denominator)| denominator.value() <= Decimal::ZERO) {
        return Err(Fault::from(Wrong::NotPositive).at(1).below("ratio"));
    }
    Ok(Quantity {
        amount: fields.required("number")?,
        unit: fields.omissible("unit")?,
        qualifier: fields.omissible("qualifier")?,
        ratio: ratio.map(|(numerator, denominator)| Ratio { numerator, denominator }),
    })
}

#[cfg(test)]
fn quantity_fields(definitions: &mut Definitions) -> Vec<schema::Field> {
    vec![
        ("number", Amount::schema(definitions), false),
        ("unit", String::schema(definitions), true),
        ("qualifier", Qualifier::schema(definitions), true),
        ("ratio", Option::<(Amount, Amount)>::schema(definitions), true),
    ]
}

/// `"blank"`, or an object of which the fields say what is shown.
impl Wire for Shown {
    fn to_json(&self) -> Json<'_> {
        Json::Object(match self {
            Shown::Blank => return Json::text("blank"),
            Shown::Dash(dash) => vec![(Cow::Borrowed("dash"), dash.to_json())],
            Shown::Words(words) => vec![(Cow::Borrowed("words"), words.to_json())],
            Shown::Number(quantity) => pairs(None, quantity),
            Shown::WordsAndNumber(words, quantity) => pairs(Some(words), quantity),
        })
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        if let Json::Text(word) = json {
            return if word == "blank" { Ok(Shown::Blank) } else { Err(Wrong::Shape.into()) };
        }
        let mut fields = json.into_fields()?;
        let dash: Option<Dash> = fields.omissible("dash")?;
        let words: Option<String> = fields.omissible("words")?;
        let shown = match (dash, words) {
            (Some(dash), None) => Shown::Dash(dash),
            (None, words) if fields.has("number") => {
                let quantity = read_quantity(&mut fields)?;
                words.map_or_else(|| Shown::Number(quantity.clone()), |words| Shown::WordsAndNumber(words, quantity.clone()))
            }
            (None, Some(words)) => Shown::Words(words),
            _ => return Err(Wrong::Shape.into()),
        };
        fields.end()?;
        Ok(shown)
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Shown", |definitions| {
            let (dash, words) = (Dash::schema(definitions), String::schema(definitions));
            let mut fields = vec![("words", words.clone(), true)];
            fields.extend(quantity_fields(definitions));
            schema::any_of(vec![
                schema::word("blank"),
                schema::object(vec![("dash", dash, false)]),
                schema::object(vec![("words", words, false)]),
                schema::object(fields),
            ])
        })
    }
}

choice! { Rule {
    Increase "increase",
    Decrease "decrease",
    AtLeast "at_least" (quantity: Quantity),
    AtMost "at_most" (quantity: Quantity),
    Exactly "exactly" (quantity: Quantity),
    Narrow "narrow",
    Equal "equal",
    Reach "reach" (words: String),
    AsNeeded "as_needed",
    Dash "dash" (dash: Dash),
    Blank "blank",
    AtLeastPreviousYear "at_least_previous_year",
    AtMostPreviousYear "at_most_previous_year",
} }

/// `"every_year"`, `2023` or `"far"`.
impl Wire for TargetSlot {
    fn to_json(&self) -> Json<'_> {
        match self {
            TargetSlot::EveryYear => Json::text("every_year"),
            TargetSlot::Year(year) => year.to_json(),
            TargetSlot::Far => Json::text("far"),
        }
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        match json {
            Json::Text(word) if word == "every_year" => Ok(TargetSlot::EveryYear),
            Json::Text(word) if word == "far" => Ok(TargetSlot::Far),
            year => FiscalYear::from_json(year).map(TargetSlot::Year),
        }
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        schema::any_of(vec![FiscalYear::schema(definitions), schema::word("every_year"), schema::word("far")])
    }
}
