//! What a schema must hold beyond its grammar, so that what is emitted compiles and means
//! what was written.
//!
//! The rules are those of Kafka's own generator (`FieldSpec`, `StructSpec`), and a few of our
//! own: struct names are unique in a file, because each becomes a type of one module.

use crate::schema::{Fault, Field, File, Literal, Message, Range, Struct, Type};
use std::collections::{BTreeMap, BTreeSet};

/// Checks one file.
///
/// # Errors
/// The first rule that does not hold.
pub fn check(file: &File) -> Result<(), Fault> {
    let mut names = BTreeSet::new();
    for known in file.all_structs() {
        if !names.insert(known.name.as_str()) {
            let what = format!("two structs are called {}", known.name);
            return Err(Fault::new(known.place, what));
        }
        check_names(known)?;
    }
    let mut used = BTreeSet::new();
    for message in &file.messages {
        let (first, last) = message.versions;
        if last < first {
            return Err(Fault::new(message.body.place, "the versions are empty"));
        }
        check_struct(file, message, &message.body, &mut Vec::new(), &mut used)?;
    }
    for shared in &file.structs {
        if !used.contains(shared.name.as_str()) {
            return Err(Fault::new(shared.place, format!("nothing uses {}", shared.name)));
        }
    }
    Ok(())
}

fn check_names(known: &Struct) -> Result<(), Fault> {
    if !known.name.starts_with(|c: char| c.is_ascii_uppercase()) || known.name.contains('_') {
        let what = format!("{} is not in upper camel case", known.name);
        return Err(Fault::new(known.place, what));
    }
    let mut names = BTreeSet::new();
    for field in &known.fields {
        let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !field.name.chars().all(snake) || field.name == "unknown_tagged" {
            let what = format!("{} is not a name in snake case, or is taken", field.name);
            return Err(Fault::new(field.place, what));
        }
        if !names.insert(&field.name) {
            return Err(Fault::new(field.place, format!("two fields are called {}", field.name)));
        }
    }
    Ok(())
}

fn check_struct<'f>(
    file: &'f File,
    message: &Message,
    known: &'f Struct,
    within: &mut Vec<&'f str>,
    used: &mut BTreeSet<&'f str>,
) -> Result<(), Fault> {
    if within.contains(&known.name.as_str()) {
        return Err(Fault::new(known.place, format!("{} contains itself", known.name)));
    }
    used.insert(known.name.as_str());
    within.push(known.name.as_str());
    let mut tags = BTreeMap::new();
    for field in &known.fields {
        check_field(message, field).map_err(|what| Fault::new(field.place, what))?;
        if let Some(tag) = field.tag
            && tags.insert(tag, &field.name).is_some()
        {
            return Err(Fault::new(field.place, format!("tag {tag} is taken")));
        }
        let Some(name) = field.struct_name() else { continue };
        match file.find(name) {
            Some(inner) => check_struct(file, message, inner, within, used)?,
            None => return Err(Fault::new(field.place, format!("there is no struct {name}"))),
        }
    }
    within.pop();
    match (0..).zip(tags.keys()).find(|(due, tag)| due != *tag) {
        Some((due, _)) => Err(Fault::new(known.place, format!("tag {due} is missing"))),
        None => Ok(()),
    }
}

fn check_field(message: &Message, field: &Field) -> Result<(), String> {
    let (first, last) = message.versions;
    let here: Vec<i16> = (first..=last).filter(|version| field.is_in(*version)).collect();
    let Some(since) = here.first() else {
        return Err("no version of the message has this field".to_owned());
    };
    if let Type::Array(element) = &field.kind
        && matches!(**element, Type::Array(_) | Type::Records)
    {
        return Err("an array holds neither arrays nor records".to_owned());
    }
    if field.tag.is_some() {
        if !message.is_flexible(*since) {
            return Err(format!("version {since} is not flexible and has no tags"));
        }
        if matches!(field.versions, Some(Range { last: Some(_), .. })) {
            return Err("a tag is never free again: the versions must be open".to_owned());
        }
    }
    let may_be_null = matches!(
        field.kind,
        Type::String | Type::Bytes | Type::Records | Type::Array(_) | Type::Struct(_)
    );
    if field.null.is_some() && !may_be_null {
        return Err("this type has no null".to_owned());
    }
    if matches!(field.kind, Type::Struct(_))
        && field.null.is_some()
        && here.iter().any(|version| !field.is_nullable(*version))
    {
        return Err("a struct is nullable in all versions of the field or in none".to_owned());
    }
    check_default(field, &here)
}

fn check_default(field: &Field, here: &[i16]) -> Result<(), String> {
    let Some(default) = &field.default else { return Ok(()) };
    let fits = match (default, &field.kind) {
        (Literal::Null, _) => {
            // A null that some version cannot write would make the default unwritable there.
            here.iter().all(|version| field.is_nullable(*version))
        }
        (Literal::Bool(_), Type::Bool) | (Literal::Text(_), Type::String) => true,
        (Literal::Int(value), kind) => match kind {
            Type::Int8 => i8::try_from(*value).is_ok(),
            Type::Int16 => i16::try_from(*value).is_ok(),
            Type::Int32 => i32::try_from(*value).is_ok(),
            Type::Int64 => i64::try_from(*value).is_ok(),
            Type::Uint16 => u16::try_from(*value).is_ok(),
            Type::Uint32 => u32::try_from(*value).is_ok(),
            Type::Float64 => value.unsigned_abs() <= 1 << 53,
            _ => false,
        },
        _ => false,
    };
    if fits { Ok(()) } else { Err("the default does not fit the type".to_owned()) }
}
