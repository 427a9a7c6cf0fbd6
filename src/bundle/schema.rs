//! The JSON Schema of a file, for programs of others. Made from the wire types, committed, and here kept current.
#![cfg(test)]

use super::{
    FORMAT, VERSION,
    answers::AnswerForm,
    wire::{AuthorForm, Pairs, TitledForm, Value as CellValue, Wire, Word, Words, with_kind},
};
use crate::domain::{CellKind, Kind};
use expect_test::expect_file;
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

impl<T: Words> JsonSchema for Word<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Word".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = T::ALL.iter().map(|(word, _)| *word).collect();
        json_schema!({ "enum": words })
    }
}

impl<K, V: JsonSchema> JsonSchema for Pairs<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Pairs".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<V>() })
    }
}

/// The schemas of the key and the value of a kind.
fn kind_of<C>(generator: &mut SchemaGenerator) -> (Schema, Schema)
where
    C: CellKind<Key: Wire + 'static, Value: CellValue + 'static>,
{
    (generator.subschema_for::<<C::Key as Wire>::Form<'static>>(), generator.subschema_for::<<C::Value as Wire>::Form<'static>>())
}

fn schema() -> Value {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    let author = generator.subschema_for::<AuthorForm<'static>>();
    let titled = generator.subschema_for::<TitledForm<'static>>();
    let answer = generator.subschema_for::<AnswerForm>();
    let mut values = Vec::new();
    let mut by_kind = Vec::new();
    for &kind in Kind::ALL {
        let (key, value) = with_kind!(kind, kind_of(&mut generator));
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
    let mut definitions = generator.take_definitions(true);
    for (name, definition) in &mut definitions {
        let definition = definition.as_object_mut().expect("an object");
        // A value may have fields of a newer page; whatever is inside one may not.
        if values.contains(name) {
            definition.remove("additionalProperties");
        }
        for field in definition.get_mut("properties").and_then(Value::as_object_mut).into_iter().flat_map(|fields| fields.values_mut()) {
            // The marker of `object!` is nobody's description.
            if field.get("description") == Some(&json!("omit")) {
                field.as_object_mut().expect("an object").remove("description");
            }
        }
    }
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
