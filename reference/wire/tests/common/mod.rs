//! The schemas, read and obeyed a second time: values made up from a schema, and the bytes that
//! they have at a version, without the generated codec. Slow and plain, so that it can be
//! believed.

#![allow(dead_code, reason = "each test binary uses its part")]

mod recode;

#[allow(unused_imports, reason = "each test binary uses its part")]
pub(crate) use recode::recode;

use kanon_wire_generate::schema::{Field, File, Literal, Message, Struct, Type};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// A value of any type of the schema language.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Made {
    /// Numbers, booleans and ids, as their bytes.
    Fixed(Vec<u8>),
    /// Strings, bytes and records.
    Blob(Option<Vec<u8>>),
    /// An array.
    Array(Option<Vec<Made>>),
    /// A struct: its fields in the order of the schema, and unknown tagged fields.
    Struct(Option<(Vec<Made>, Unknown)>),
}

/// Tagged fields that no schema knows: tag and content.
pub(crate) type Unknown = Vec<(u32, Vec<u8>)>;

/// Why a version cannot carry a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refusal(pub(crate) String);

/// Every message of the schemas, with its file.
pub(crate) fn messages() -> Vec<(File, Message)> {
    let folder = kanon_wire_generate::wire_folder().join("schema");
    let mut all = Vec::new();
    for (_, file) in kanon_wire_generate::schemas(&folder).unwrap() {
        for message in &file.messages {
            all.push((file.clone(), message.clone()));
        }
    }
    assert!(!all.is_empty());
    all
}

/// A runner with a seed of its own for each purpose, so that failures repeat.
pub(crate) fn runner(cases: u32, seed: &str) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut bytes = [7; 32];
    for (index, byte) in seed.bytes().enumerate() {
        bytes[index % 32] ^= byte.rotate_left(index as u32 / 32);
    }
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Values that `version` of the message can carry.
pub(crate) fn values(file: &File, message: &Message, version: i16) -> BoxedStrategy<Made> {
    structs(file, message, &message.body, version)
}

fn structs(file: &File, message: &Message, body: &Struct, version: i16) -> BoxedStrategy<Made> {
    let fields: Vec<BoxedStrategy<Made>> = body
        .fields
        .iter()
        .map(|field| {
            if field.is_in(version) {
                field_values(file, message, field, version)
            } else {
                Just(default(file, field)).boxed()
            }
        })
        .collect();
    let most = if message.is_flexible(version) { 3 } else { 0 };
    // Kafka's tags are signed; other codecs lose those that are negative there.
    let unknown = prop::collection::btree_map(100..i32::MAX as u32, blob(), 0..most.max(1));
    (fields, unknown)
        .prop_map(|(fields, unknown)| Made::Struct(Some((fields, unknown.into_iter().collect()))))
        .boxed()
}

fn field_values(file: &File, message: &Message, field: &Field, v: i16) -> BoxedStrategy<Made> {
    let some = match &field.kind {
        Type::Array(element) => {
            let element = of_type(file, message, element, v);
            prop::collection::vec(element, 0..4).prop_map(|all| Made::Array(Some(all))).boxed()
        }
        kind => of_type(file, message, kind, v),
    };
    // Defaults matter: tagged fields vanish at theirs.
    let default = Just(default(file, field));
    let some = if carries_null(field, v, &default.0) {
        prop_oneof![6 => some, 1 => default].boxed()
    } else {
        some
    };
    if field.is_nullable(v) { prop_oneof![5 => some, 1 => null(field)].boxed() } else { some }
}

fn carries_null(field: &Field, version: i16, value: &Made) -> bool {
    !is_null(value) || field.is_nullable(version)
}

fn null(field: &Field) -> BoxedStrategy<Made> {
    Just(match &field.kind {
        Type::Array(_) => Made::Array(None),
        Type::Struct(_) => Made::Struct(None),
        _ => Made::Blob(None),
    })
    .boxed()
}

fn of_type(file: &File, message: &Message, kind: &Type, version: i16) -> BoxedStrategy<Made> {
    let fixed = |size| prop::collection::vec(any::<u8>(), size).prop_map(Made::Fixed).boxed();
    match kind {
        Type::Bool => any::<bool>().prop_map(|yes| Made::Fixed(vec![u8::from(yes)])).boxed(),
        Type::Int8 => fixed(1),
        Type::Int16 | Type::Uint16 => fixed(2),
        Type::Int32 | Type::Uint32 => fixed(4),
        Type::Int64 | Type::Float64 => fixed(8),
        Type::Uuid => fixed(16),
        Type::String => prop::collection::vec(any::<char>(), 0..8)
            .prop_map(|text| Made::Blob(Some(text.into_iter().collect::<String>().into_bytes())))
            .boxed(),
        Type::Bytes | Type::Records => blob().prop_map(|bytes| Made::Blob(Some(bytes))).boxed(),
        Type::Struct(name) => structs(file, message, file.find(name).unwrap(), version),
        Type::Array(_) => unreachable!("the check forbids arrays of arrays"),
    }
}

fn blob() -> impl Strategy<Value = Vec<u8>> {
    // Now and then longer than 127 bytes, where compact lengths take two.
    prop_oneof![9 => prop::collection::vec(any::<u8>(), 0..12),
                1 => prop::collection::vec(any::<u8>(), 120..140)]
}

/// What a field holds when it is not there.
pub(crate) fn default(file: &File, field: &Field) -> Made {
    let to_null = field.default == Some(Literal::Null)
        || (field.kind == Type::Records && field.null.is_some());
    let int = match field.default {
        Some(Literal::Int(value)) => value,
        _ => 0,
    };
    let fixed = |size: usize| Made::Fixed(int.to_be_bytes()[16 - size..].to_vec());
    match &field.kind {
        Type::Bool => Made::Fixed(vec![u8::from(field.default == Some(Literal::Bool(true)))]),
        Type::Int8 => fixed(1),
        Type::Int16 | Type::Uint16 => fixed(2),
        Type::Int32 | Type::Uint32 => fixed(4),
        Type::Int64 => fixed(8),
        Type::Float64 => Made::Fixed((int as f64).to_be_bytes().to_vec()),
        Type::Uuid => Made::Fixed(vec![0; 16]),
        Type::String | Type::Bytes | Type::Records if to_null => Made::Blob(None),
        Type::String | Type::Bytes | Type::Records => match &field.default {
            Some(Literal::Text(text)) => Made::Blob(Some(text.clone().into_bytes())),
            _ => Made::Blob(Some(Vec::new())),
        },
        Type::Array(_) => Made::Array((!to_null).then(Vec::new)),
        Type::Struct(_) if to_null => Made::Struct(None),
        Type::Struct(name) => {
            let body = file.find(name).unwrap();
            let fields = body.fields.iter().map(|field| default(file, field)).collect();
            Made::Struct(Some((fields, Vec::new())))
        }
    }
}

fn is_null(value: &Made) -> bool {
    matches!(value, Made::Blob(None) | Made::Array(None) | Made::Struct(None))
}

/// The bytes of a value at a version.
pub(crate) fn bytes(
    file: &File,
    message: &Message,
    value: &Made,
    v: i16,
) -> Result<Vec<u8>, Refusal> {
    let writer = Writing { file, message, version: v };
    let mut out = Vec::new();
    writer.structs(&message.body, value, &mut out)?;
    Ok(out)
}

struct Writing<'f> {
    file: &'f File,
    message: &'f Message,
    version: i16,
}

impl Writing<'_> {
    fn structs(&self, body: &Struct, value: &Made, out: &mut Vec<u8>) -> Result<(), Refusal> {
        let Made::Struct(Some((fields, unknown))) = value else { panic!("{body:?}: {value:?}") };
        let mut tagged = unknown.clone();
        for (field, value) in body.fields.iter().zip(fields) {
            let is_default = *value == default(self.file, field);
            if !field.is_in(self.version) {
                if !field.ignorable && !is_default {
                    return Err(Refusal(format!("{} is not in {}", field.name, self.version)));
                }
            } else if let Some(tag) = field.tag {
                let mut content = Vec::new();
                self.field(field, value, &mut content)?;
                if !is_default {
                    tagged.push((tag, content));
                }
            } else {
                self.field(field, value, out)?;
            }
        }
        tagged.sort();
        if self.message.is_flexible(self.version) {
            varint(tagged.len() as u64, out);
            for (tag, content) in tagged {
                varint(tag.into(), out);
                varint(content.len() as u64, out);
                out.extend(content);
            }
        } else if !tagged.is_empty() {
            return Err(Refusal(format!("no tags in {}", self.version)));
        }
        Ok(())
    }

    fn field(&self, field: &Field, value: &Made, out: &mut Vec<u8>) -> Result<(), Refusal> {
        if !carries_null(field, self.version, value) {
            return Err(Refusal(format!("{} has no null in {}", field.name, self.version)));
        }
        let compact = self.message.is_flexible(self.version) && !field.inflexible;
        match &field.kind {
            Type::Array(element) => {
                let Made::Array(elements) = value else { panic!("{field:?}: {value:?}") };
                length(elements.as_ref().map(Vec::len), 4, compact, out);
                for value in elements.iter().flatten() {
                    self.one(element, value, compact, out)?;
                }
            }
            Type::Struct(_) if field.null.is_some() => {
                // In a tagged field null is 0, elsewhere -1.
                let null = if field.tag.is_some() { 0 } else { 0xff };
                out.push(if is_null(value) { null } else { 1 });
                if !is_null(value) {
                    self.one(&field.kind, value, compact, out)?;
                }
            }
            kind => self.one(kind, value, compact, out)?,
        }
        Ok(())
    }

    fn one(&self, kind: &Type, v: &Made, compact: bool, out: &mut Vec<u8>) -> Result<(), Refusal> {
        match (kind, v) {
            (Type::Struct(name), value) => {
                self.structs(self.file.find(name).unwrap(), value, out)?;
            }
            (_, Made::Fixed(bytes)) => out.extend(bytes),
            (kind, Made::Blob(bytes)) => {
                let width = if *kind == Type::String { 2 } else { 4 };
                length(bytes.as_ref().map(Vec::len), width, compact, out);
                out.extend(bytes.iter().flatten());
            }
            _ => panic!("{kind:?}: {v:?}"),
        }
        Ok(())
    }
}

fn length(length: Option<usize>, width: usize, compact: bool, out: &mut Vec<u8>) {
    if compact {
        varint(length.map_or(0, |length| length as u64 + 1), out);
    } else {
        let length = length.map_or(-1, |length| length as i64);
        out.extend(&length.to_be_bytes()[8 - width..]);
    }
}

fn varint(mut value: u64, out: &mut Vec<u8>) {
    loop {
        let low = (value % 128) as u8;
        value /= 128;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low + 128);
    }
}

/// Calls a test with every message at every version.
pub(crate) fn every_version(mut test: impl FnMut(&File, &Message, i16)) {
    for (file, message) in messages() {
        for version in message.versions.0..=message.versions.1 {
            test(&file, &message, version);
        }
    }
}
