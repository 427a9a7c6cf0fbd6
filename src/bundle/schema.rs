//! The JSON Schema of a file, for programs of others. Made from the wire types, committed, and here kept current.
#![cfg(test)]

use super::{
    FORMAT, VERSION,
    wire::{AnswerForm, Value as CellValue, Wire, with_kind},
};
use crate::domain::{CellKind, Kind};
use expect_test::expect_file;
use serde_json::{Map, Value, json};

/// Schemas with a name, of which others are built.
#[derive(Default)]
pub(super) struct Definitions(Map<String, Value>);

impl Definitions {
    /// A reference to the schema of that name, which is made where it is not there yet.
    pub fn define(&mut self, name: &str, make: impl FnOnce(&mut Definitions) -> Value) -> Value {
        if !self.0.contains_key(name) {
            self.0.insert(name.to_owned(), Value::Null);
            let schema = make(self);
            self.0.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

/// Its name, its schema, and whether it may be left out.
pub(super) type Field = (&'static str, Value, bool);

pub(super) fn object(fields: Vec<Field>) -> Value {
    let required: Vec<&str> = fields.iter().filter(|(_, _, is_omissible)| !is_omissible).map(|(name, ..)| *name).collect();
    let properties: Map<String, Value> = fields.iter().map(|(name, schema, _)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

pub(super) fn word(word: &str) -> Value {
    json!({ "const": word })
}

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

pub(super) fn list(item: Value) -> Value {
    json!({ "type": "array", "items": item })
}

pub(super) fn tuple(items: Vec<Value>) -> Value {
    json!({ "type": "array", "minItems": items.len(), "maxItems": items.len(), "prefixItems": items })
}

/// A word, alone or with what is said about it.
pub(super) fn choice(name: &'static str, mut contents: Vec<Value>) -> Value {
    let content = match contents.len() {
        0 => return word(name),
        1 => contents.remove(0),
        _ => tuple(contents),
    };
    object(vec![(name, content, false)])
}

pub(super) fn any_of(schemas: Vec<Value>) -> Value {
    json!({ "anyOf": schemas })
}

/// The schemas of the key and the value of a kind.
fn kind_of<C>(definitions: &mut Definitions) -> (Value, Value)
where
    C: CellKind<Key: Wire, Value: CellValue>,
{
    (C::Key::schema(definitions), C::Value::schema(definitions))
}

fn schema() -> Value {
    let mut definitions = Definitions::default();
    let answer = AnswerForm::schema(&mut definitions);
    let mut values = Vec::new();
    let mut by_kind = Vec::new();
    for &kind in Kind::ALL {
        let (key, value) = with_kind!(kind, kind_of(&mut definitions));
        let name = value.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()).expect("a definition of its own");
        values.push(name.to_owned());
        by_kind.push(json!({
            "if": { "prefixItems": [{ "const": kind.name() }] },
            "then": { "prefixItems": [
                true, true, key,
                { "items": { "properties": { "value": value, "before": value } } },
            ] },
        }));
    }
    let Definitions(mut definitions) = definitions;
    for name in values {
        // A value may have fields of a newer page; whatever is inside one may not.
        definitions.get_mut(&name).and_then(Value::as_object_mut).expect("an object").remove("additionalProperties");
    }
    // Of people's names nothing is asked, and unknown fields of them are passed over.
    let author = json!({ "type": "object", "properties": { "department": text(), "person": text(), "device": text() } });
    let titled = json!({ "type": "object", "properties": { "id": text(), "title": text() }, "required": ["id"] });
    definitions.insert("writer".to_owned(), json!({ "type": "string", "pattern": "^[0-9a-f]{16}$" }));
    definitions.insert("cell".to_owned(), cell(&by_kind));
    let of_one_programme = ["programme", "report", "answers", "publication"];
    let kinds_of_file = [&of_one_programme[..], &["backup"]].concat();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "進捗帳 (shinchoku), files of version 1",
        "type": "object",
        "required": ["format", "version", "kind"],
        "properties": {
            "format": { "const": FORMAT },
            "version": { "const": VERSION },
            "kind": { "enum": kinds_of_file },
            "programme": titled,
            "from": author,
            "written_at": { "type": "string" },
            "document_number": { "type": "string" },
            "app": { "type": "string" },
            "count": { "type": "integer", "minimum": 0 },
            "digest": { "type": "object", "additionalProperties": { "type": "string", "pattern": "^[0-9a-f]{64}$" } },
            "writers": { "type": "array", "items": {
                "type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [{ "$ref": "#/$defs/writer" }, author],
            } },
            "cells": { "type": "array", "items": { "$ref": "#/$defs/cell" } },
            "sealed": {
                "description": "The survey, and base64 of an age file. What is inside, padded with 0x80 and zeros, is an AnswerForm.",
                "type": "array",
                "items": { "type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [
                    { "type": "string" },
                    { "type": "string", "contentEncoding": "base64", "contentSchema": answer },
                ] },
            },
        },
        "if": { "properties": { "kind": { "enum": of_one_programme } } },
        "then": { "required": ["programme"] },
        "$defs": definitions,
    })
}

fn cell(by_kind: &[Value]) -> Value {
    let sibling = json!({
        "type": "object",
        "required": ["dot", "value"],
        "additionalProperties": false,
        "properties": {
            "dot": { "type": "string", "pattern": "^[0-9a-f]{16}:[1-9][0-9]*$" },
            "value": true,
            "before": true,
            "at": { "type": "string" },
        },
    });
    let context = json!({
        "type": "object",
        "propertyNames": { "$ref": "#/$defs/writer" },
        "additionalProperties": { "type": "integer", "minimum": 1, "maximum": (1u64 << 53) - 1 },
    });
    json!({
        "description": "Kind, programme, key, siblings; the context where it says more. Kinds that are not listed are of newer pages.",
        "type": "array",
        "minItems": 4,
        "maxItems": 5,
        "prefixItems": [{ "type": "string" }, { "type": "string" }, true, { "type": "array", "items": sibling }, context],
        "allOf": by_kind,
    })
}

/// Renewed by `UPDATE_EXPECT=1 cargo test --lib schema`.
#[test]
fn the_published_schema_is_that_of_the_wire_types() {
    let text = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    expect_file!["../../tests/bundles/schema/v1.json"].assert_eq(&text);
}
