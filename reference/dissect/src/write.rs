//! JSON to bytes, by a schema: what [`crate::to_json`] writes, and what Kafka's `…JsonConverter`
//! classes do.
//!
//! As there, a field that the version has must be given unless it is tagged. Stricter: a member
//! that is no field, or that the version lacks and may not be dropped, is an error.

use crate::error::Error;
use crate::json::{UNKNOWN, camel};
use crate::read::is_needless;
use crate::schemas::Schema;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kanon_wire_generate::schema::{Field, Struct, Type};
use serde_json::{Map, Value};
use wire::Uuid;

/// Puts the bytes of a message together.
///
/// # Errors
/// Whatever the JSON has wrong, with the path of the field.
pub fn write(schema: &Schema, version: i16, json: &Value) -> Result<Vec<u8>, Error> {
    schema.check_version(version)?;
    let message = schema.message();
    let flexible = message.is_flexible(version);
    let mut writing = Writing { schema, version, flexible, out: Vec::new() };
    let outcome = writing.structure(&message.body, json);
    outcome.map_err(|error| error.of(schema.name(), version))?;
    Ok(writing.out)
}

struct Writing<'s> {
    schema: &'s Schema,
    version: i16,
    flexible: bool,
    out: Vec<u8>,
}

impl Writing<'_> {
    fn structure(&mut self, body: &Struct, json: &Value) -> Result<(), Error> {
        let object = json.as_object().ok_or_else(|| expected("an object", json))?;
        let known = |name: &str| body.fields.iter().find(|field| camel(&field.name) == name);
        for name in object.keys().filter(|name| *name != UNKNOWN) {
            let field = known(name).ok_or_else(|| {
                Error::plain(format!("{} has no such field", body.name)).inside(name)
            })?;
            if !field.is_in(self.version) && !field.ignorable {
                return Err(Error::plain("this version has no such field").inside(name));
            }
        }
        let version = self.version;
        for field in body.fields.iter().filter(|field| field.is_in(version)) {
            let name = camel(&field.name);
            match (object.get(&name), field.tag) {
                (Some(value), None) => {
                    self.field(field, value).map_err(|error| error.inside(&name))?;
                }
                (None, None) => {
                    let what = "is missing, and this version must have it";
                    return Err(Error::plain(what).inside(&name));
                }
                _ => {}
            }
        }
        let tags = self.tags(body, object)?;
        if !self.flexible {
            let none = tags.is_empty();
            return if none { Ok(()) } else { Err(Error::plain("this version has no tags")) };
        }
        self.varint(tags.len() as u64);
        for (tag, content) in tags {
            self.varint(tag.into());
            self.varint(content.len() as u64);
            self.out.extend(content);
        }
        Ok(())
    }

    /// The tagged fields of a struct, in order of their tags.
    fn tags(
        &mut self,
        body: &Struct,
        object: &Map<String, Value>,
    ) -> Result<Vec<(u32, Vec<u8>)>, Error> {
        let mut tags = Vec::new();
        let version = self.version;
        for field in body.fields.iter().filter(|field| field.is_in(version)) {
            let name = camel(&field.name);
            if let (Some(tag), Some(value)) = (field.tag, object.get(&name)) {
                let before = std::mem::take(&mut self.out);
                self.field(field, value).map_err(|error| error.inside(&name))?;
                let content = std::mem::replace(&mut self.out, before);
                if !is_needless(self.schema, version, field, &content)? {
                    tags.push((tag, content));
                }
            }
        }
        let unknown = object.get(UNKNOWN).and_then(Value::as_array);
        for field in unknown.into_iter().flatten() {
            let tag = field.get("tag").and_then(Value::as_u64).and_then(|tag| tag.try_into().ok());
            let tag: u32 = tag.ok_or_else(|| expected("a tag", field).inside(UNKNOWN))?;
            if tags.iter().any(|(other, _)| *other == tag) {
                return Err(Error::plain(format!("tag {tag} is there twice")).inside(UNKNOWN));
            }
            let data = field.get("data").unwrap_or(&Value::Null);
            tags.push((tag, bytes(data).map_err(|error| error.inside(UNKNOWN))?));
        }
        tags.sort();
        Ok(tags)
    }

    fn field(&mut self, field: &Field, json: &Value) -> Result<(), Error> {
        let flexible = self.flexible;
        self.flexible &= !field.inflexible;
        if json.is_null() && !field.is_nullable(self.version) {
            return Err(Error::plain("null, which this version does not allow"));
        }
        let is_marked = matches!(field.kind, Type::Struct(_)) && field.null.is_some();
        if is_marked {
            // Null is 0 in a tagged field, and -1 elsewhere.
            let null = if field.tag.is_some() { 0 } else { 0xff };
            self.out.push(if json.is_null() { null } else { 1 });
        }
        if !is_marked || !json.is_null() {
            self.content(&field.kind, json)?;
        }
        self.flexible = flexible;
        Ok(())
    }

    fn content(&mut self, kind: &Type, json: &Value) -> Result<(), Error> {
        match kind {
            Type::Int8 => self.put(&int::<i8>(json)?.to_be_bytes()),
            Type::Int16 => self.put(&int::<i16>(json)?.to_be_bytes()),
            Type::Int32 => self.put(&int::<i32>(json)?.to_be_bytes()),
            Type::Int64 => self.put(&int::<i64>(json)?.to_be_bytes()),
            Type::Uint16 => self.put(&int::<u16>(json)?.to_be_bytes()),
            Type::Uint32 => self.put(&int::<u32>(json)?.to_be_bytes()),
            Type::Float64 => self.put(&float(json)?.to_be_bytes()),
            Type::Bool => {
                let value = json.as_bool().ok_or_else(|| expected("true or false", json))?;
                self.put(&[u8::from(value)]);
            }
            Type::Uuid => {
                let id = json.as_str().and_then(|text| text.parse::<Uuid>().ok());
                self.put(&id.ok_or_else(|| expected("an id of 22 characters", json))?.0);
            }
            Type::Struct(name) => {
                let schema = self.schema;
                self.structure(schema.find(name)?, json)?;
            }
            Type::String if json.is_null() => self.length(false, None)?,
            Type::String => {
                let text = json.as_str().ok_or_else(|| expected("a text", json))?;
                self.length(false, Some(text.len()))?;
                self.put(text.as_bytes());
            }
            _ if json.is_null() => self.length(true, None)?,
            Type::Bytes | Type::Records => {
                let bytes = bytes(json)?;
                self.length(true, Some(bytes.len()))?;
                self.put(&bytes);
            }
            Type::Array(element) => {
                let elements = json.as_array().ok_or_else(|| expected("an array", json))?;
                self.length(true, Some(elements.len()))?;
                for (index, value) in elements.iter().enumerate() {
                    let inside = |error: Error| error.inside(&format!("[{index}]"));
                    if value.is_null() {
                        return Err(inside(Error::plain("an element is never null")));
                    }
                    self.content(element, value).map_err(inside)?;
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn length(&mut self, wide: bool, length: Option<usize>) -> Result<(), Error> {
        let most = if wide { 0x7fff_ffff } else { 0x7fff };
        let length = match length {
            None => -1,
            Some(length) if length <= most => length as i64,
            Some(length) => return Err(Error::plain(format!("{length} bytes: at most {most}"))),
        };
        match (self.flexible, wide) {
            (true, _) => self.varint((length + 1) as u64),
            (false, true) => self.put(&(length as i32).to_be_bytes()),
            (false, false) => self.put(&(length as i16).to_be_bytes()),
        }
        Ok(())
    }

    fn varint(&mut self, mut value: u64) {
        while 0x7f < value {
            self.out.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.out.push(value as u8);
    }
}

fn int<T: TryFrom<i64>>(json: &Value) -> Result<T, Error> {
    let value = json.as_i64().ok_or_else(|| expected("a whole number", json))?;
    T::try_from(value).map_err(|_| {
        let bits = 8 * size_of::<T>();
        Error::plain(format!("{value} does not fit into {bits} bits"))
    })
}

fn float(json: &Value) -> Result<f64, Error> {
    match json.as_str() {
        Some("NaN") => Ok(f64::NAN),
        Some("Infinity") => Ok(f64::INFINITY),
        Some("-Infinity") => Ok(f64::NEG_INFINITY),
        _ => json.as_f64().ok_or_else(|| expected("a number", json)),
    }
}

fn bytes(json: &Value) -> Result<Vec<u8>, Error> {
    let text = json.as_str().ok_or_else(|| expected("bytes in base64", json))?;
    STANDARD.decode(text).map_err(|error| Error::plain(format!("not base64: {error}")))
}

fn expected(what: &str, json: &Value) -> Error {
    let mut found = json.to_string();
    if 40 < found.chars().count() {
        found = found.chars().take(40).chain("…".chars()).collect();
    }
    Error::plain(format!("{what} is due, not {found}"))
}
