//! Names and defaults as Rust's expressions: what a field holds when it is not there, and the
//! tests for whether it holds that.

use crate::schema::{Field, Literal, Type};

/// A field's name in Rust.
pub(crate) fn ident(name: &str) -> String {
    match name {
        "type" | "match" | "move" | "ref" | "use" | "where" | "loop" | "in" => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// Kafka's records default to null whenever they can.
fn defaults_to_null(field: &Field) -> bool {
    let is_records = field.kind == Type::Records && field.default.is_none();
    field.null.is_some() && (field.default == Some(Literal::Null) || is_records)
}

/// The default as an expression, and whether it is what Rust's own `Default` gives.
pub(crate) fn default_value(field: &Field) -> (String, bool) {
    if defaults_to_null(field) {
        return ("None".to_owned(), true);
    }
    let (value, is_plain) = match (&field.default, &field.kind) {
        (Some(Literal::Int(value)), kind) => (number(*value, kind), *value == 0),
        (Some(Literal::Bool(value)), _) => (value.to_string(), !value),
        (Some(Literal::Text(value)), _) => (format!("{value:?}"), value.is_empty()),
        (_, Type::Float64) => ("0.0".to_owned(), true),
        (_, Type::Bool) => ("false".to_owned(), true),
        (_, Type::String) => ("\"\"".to_owned(), true),
        (_, Type::Bytes | Type::Records) => ("&[]".to_owned(), true),
        (_, Type::Uuid) => ("Uuid::ZERO".to_owned(), true),
        (_, Type::Struct(name)) => (format!("{name}::default()"), true),
        (_, Type::Array(_)) => ("Vec::new()".to_owned(), true),
        _ => ("0".to_owned(), true),
    };
    if field.null.is_some() { (format!("Some({value})"), false) } else { (value, is_plain) }
}

fn number(value: i128, kind: &Type) -> String {
    match kind {
        Type::Float64 => format!("{value}.0"),
        Type::Int32 if value == i128::from(i32::MAX) => "i32::MAX".to_owned(),
        Type::Int32 if value == i128::from(i32::MIN) => "i32::MIN".to_owned(),
        Type::Int64 if value == i128::from(i64::MAX) => "i64::MAX".to_owned(),
        Type::Int64 if value == i128::from(i64::MIN) => "i64::MIN".to_owned(),
        _ => value.to_string(),
    }
}

/// Expressions for "is at its default" and its opposite.
pub(crate) fn comparison(field: &Field) -> (String, String) {
    let place = format!("self.{}", ident(&field.name));
    let (value, is_plain) = default_value(field);
    let pair = |yes: String| (yes.clone(), format!("!{yes}"));
    if value == "None" {
        return (format!("{place}.is_none()"), format!("{place}.is_some()"));
    }
    match (&field.kind, field.null.is_some()) {
        (Type::Bool, _) if is_plain => (format!("!{place}"), place),
        (Type::Bool, _) => (place.clone(), format!("!{place}")),
        (Type::String, false) if is_plain => pair(format!("{place}.is_empty()")),
        (Type::Array(_) | Type::Bytes | Type::Records, false) => {
            pair(format!("{place}.is_empty()"))
        }
        (Type::Uuid, _) => pair(format!("{place}.is_zero()")),
        (Type::Array(_), true) => pair(format!("{place}.as_ref().is_some_and(Vec::is_empty)")),
        (Type::Bytes | Type::Records, true) => {
            pair(format!("{place}.is_some_and(<[u8]>::is_empty)"))
        }
        _ => (format!("{place} == {value}"), format!("{place} != {value}")),
    }
}
