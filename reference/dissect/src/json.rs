//! Fields to JSON, in the shape of Kafka's own `…JsonConverter` classes.
//!
//! As there: names in camel case in the order of the declaration, ids in their text form, bytes in
//! base64, tagged fields left out at their default, and fields that the version lacks left out.
//! Two things differ, so that nothing is lost on the way back: records are written as they are,
//! where Kafka's converters write an empty text; and tagged fields that no schema knows, which
//! Kafka's leave out, are an array `unknownTaggedFields` of objects with `tag` and `data`.

use crate::node::{Content, Node};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

/// The member that holds a struct's unknown tagged fields.
pub(crate) const UNKNOWN: &str = "unknownTaggedFields";

/// A message, or any of its fields, as JSON.
#[must_use]
pub fn to_json(node: &Node<'_>) -> Value {
    match &node.content {
        Content::Null => Value::Null,
        Content::Bool(value) => json!(value),
        Content::Integer(value) => json!(value),
        // JSON has no such numbers; Kafka's library writes them as text.
        Content::Float(value) if value.is_nan() => json!("NaN"),
        Content::Float(value) if value.is_infinite() => {
            json!(if *value < 0.0 { "-Infinity" } else { "Infinity" })
        }
        Content::Float(value) => json!(value),
        Content::Uuid(value) => json!(value.to_string()),
        Content::Text(value) => json!(value),
        Content::Bytes(value) | Content::Unknown(value) => json!(STANDARD.encode(value)),
        Content::Tags(count) => json!(count),
        Content::Array(elements) => Value::Array(elements.iter().map(to_json).collect()),
        Content::Struct(fields) => object(fields),
    }
}

fn object(fields: &[Node<'_>]) -> Value {
    let mut known: Vec<&Node<'_>> = Vec::new();
    let mut unknown = Vec::new();
    for field in fields {
        match &field.content {
            Content::Tags(_) => {}
            Content::Unknown(_) => {
                unknown.push(json!({ "tag": field.tag, "data": to_json(field) }));
            }
            _ if field.is_needless => {}
            _ => known.push(field),
        }
    }
    known.sort_by_key(|field| field.order);
    let mut object = Map::new();
    for field in known {
        object.insert(camel(&field.name), to_json(field));
    }
    if !unknown.is_empty() {
        object.insert(UNKNOWN.to_owned(), Value::Array(unknown));
    }
    Value::Object(object)
}

/// A field's name as Kafka's JSON has it.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::new();
    for (index, word) in name.split('_').enumerate() {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if 0 < index => out.push(first.to_ascii_uppercase()),
            Some(first) => out.push(first),
            None => {}
        }
        out.push_str(letters.as_str());
    }
    out
}
