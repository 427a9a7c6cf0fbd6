//! Values as far as they can be trusted.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Json, Wire};
use crate::domain::Trust;
use std::borrow::Cow;

/// A confirmed value stands as itself; doubt is an object that says so.
impl<V: Wire> Wire for Trust<V> {
    fn to_json(&self) -> Json<'_> {
        match self {
            Trust::Confirmed(value) => value.to_json(),
            Trust::Candidates { readings, why } => {
                let mut pairs = vec![(Cow::Borrowed("candidates"), readings.to_json())];
                if !why.is_empty() {
                    pairs.push((Cow::Borrowed("why"), why.to_json()));
                }
                Json::Object(pairs)
            }
            Trust::Lost { why } => Json::Object(vec![(Cow::Borrowed("lost"), why.to_json())]),
        }
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let first = match &json {
            Json::Object(pairs) => pairs.first().map_or("", |(name, _)| name.as_ref()),
            _ => "",
        };
        let is_candidates = matches!(first, "candidates" | "why");
        if !is_candidates && first != "lost" {
            return V::from_json(json).map(Trust::Confirmed);
        }
        let mut fields = json.into_fields()?;
        let trust = if is_candidates {
            Trust::Candidates { readings: fields.required("candidates")?, why: fields.omissible("why")? }
        } else {
            Trust::Lost { why: fields.required("lost")? }
        };
        fields.end()?;
        Ok(trust)
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let value = V::schema(definitions);
        let reading = Option::<V>::schema(definitions);
        schema::any_of(vec![
            value,
            schema::object(vec![("candidates", schema::list(reading), false), ("why", schema::text(), true)]),
            schema::object(vec![("lost", schema::text(), false)]),
        ])
    }
}
