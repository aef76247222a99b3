//! Bytes to fields, by a schema.

use crate::error::Error;
use crate::node::{Content, Node};
use crate::schemas::Schema;
use kanon_wire_generate::schema::{Field, Literal, Struct, Type};
use wire::Uuid;

/// The most bytes of a string, in every version.
const STRING_LENGTH_MAX: usize = 0x7fff;

/// Takes exactly these bytes apart, as one message of a version.
///
/// # Errors
/// Whatever the bytes have wrong; bytes left over are an error too.
pub fn read<'a>(schema: &Schema, version: i16, bytes: &'a [u8]) -> Result<Node<'a>, Error> {
    let node = read_front(schema, version, bytes)?;
    match bytes.len() - node.end {
        0 => Ok(node),
        left => {
            let what = format!("{left} bytes follow the end of the message");
            Err(Error::at(node.end, what).of(schema.name(), version))
        }
    }
}

/// Takes the message at the front of the bytes apart; its end is the node's.
///
/// # Errors
/// Whatever the bytes have wrong.
pub fn read_front<'a>(schema: &Schema, version: i16, bytes: &'a [u8]) -> Result<Node<'a>, Error> {
    schema.check_version(version)?;
    let message = schema.message();
    let flexible = message.is_flexible(version);
    let mut reader = Reading { schema, version, flexible, rest: bytes, end: bytes.len() };
    let content = reader.structure(&message.body);
    let content = content.map_err(|error| error.of(schema.name(), version))?;
    let (own_end, end) = (0, reader.place());
    let name = schema.name().to_owned();
    let plain =
        Node { name, order: 0, start: 0, own_end, end, tag: None, is_needless: false, content };
    Ok(plain)
}

/// Whether the content of a tagged field is its default, so that it need not be written.
pub(crate) fn is_needless(
    schema: &Schema,
    version: i16,
    field: &Field,
    content: &[u8],
) -> Result<bool, Error> {
    let end = content.len();
    let mut reading = Reading { schema, version, flexible: true, rest: content, end };
    Ok(is_default(schema, field, &reading.field(0, field)?.content))
}

struct Reading<'s, 'a> {
    schema: &'s Schema,
    version: i16,
    flexible: bool,
    rest: &'a [u8],
    /// Where `rest` ends, from the start of the message.
    end: usize,
}

impl<'a> Reading<'_, 'a> {
    fn place(&self) -> usize {
        self.end - self.rest.len()
    }

    fn structure(&mut self, body: &Struct) -> Result<Content<'a>, Error> {
        let mut nodes = Vec::new();
        for (order, field) in body.fields.iter().enumerate() {
            if field.tag.is_none() && field.is_in(self.version) {
                nodes.push(self.field(order, field).map_err(|error| error.inside(&field.name))?);
            }
        }
        if self.flexible {
            self.tags(body, &mut nodes)?;
        }
        Ok(Content::Struct(nodes))
    }

    fn field(&mut self, order: usize, field: &Field) -> Result<Node<'a>, Error> {
        let flexible = self.flexible;
        self.flexible &= !field.inflexible;
        let start = self.place();
        let null = field.is_nullable(self.version);
        let is_marked = matches!(field.kind, Type::Struct(_)) && field.null.is_some();
        let content = if is_marked && !self.marker(field.tag.is_some())? {
            Content::Null
        } else {
            self.content(&field.kind, null)?
        };
        self.flexible = flexible;
        let node = self.node(field.name.clone(), start, content);
        Ok(Node { order, own_end: if is_marked { start + 1 } else { node.own_end }, ..node })
    }

    /// A node that ends here; where its contents begin is where the first of them does.
    fn node(&self, name: String, start: usize, content: Content<'a>) -> Node<'a> {
        let end = self.place();
        let own_end = match &content {
            Content::Array(inner) => inner.first().map_or(end, |first| first.start),
            Content::Struct(_) => start,
            _ => end,
        };
        Node { name, order: 0, start, own_end, end, tag: None, is_needless: false, content }
    }

    /// The byte before a nullable struct: whether the struct is there. Null is 0 in a tagged field,
    /// and -1 elsewhere (`MessageDataGenerator.generateStructReader`).
    fn marker(&mut self, is_tagged: bool) -> Result<bool, Error> {
        let start = self.place();
        match (self.array::<1>()?, is_tagged) {
            ([1], _) => Ok(true),
            ([0xff], false) | ([0], true) => Ok(false),
            ([other], _) => {
                let null = if is_tagged { 0 } else { -1 };
                let what = format!("the marker {} is neither 1 nor {null}", other.cast_signed());
                Err(Error::at(start, what))
            }
        }
    }

    fn content(&mut self, kind: &Type, null: bool) -> Result<Content<'a>, Error> {
        Ok(match kind {
            Type::Int8 => Content::Integer(i8::from_be_bytes(self.array()?).into()),
            Type::Int16 => Content::Integer(i16::from_be_bytes(self.array()?).into()),
            Type::Int32 => Content::Integer(i32::from_be_bytes(self.array()?).into()),
            Type::Int64 => Content::Integer(i64::from_be_bytes(self.array()?)),
            Type::Uint16 => Content::Integer(u16::from_be_bytes(self.array()?).into()),
            Type::Uint32 => Content::Integer(u32::from_be_bytes(self.array()?).into()),
            Type::Float64 => Content::Float(f64::from_be_bytes(self.array()?)),
            Type::Bool => Content::Bool(self.array()? != [0]),
            Type::Uuid => Content::Uuid(Uuid(self.array()?)),
            Type::Struct(name) => {
                let schema = self.schema;
                self.structure(schema.find(name)?)?
            }
            Type::String => self.text(null)?,
            Type::Bytes | Type::Records => match self.length(true, null)? {
                None => Content::Null,
                Some(length) => Content::Bytes(self.take(length)?),
            },
            Type::Array(element) => self.elements(element, null)?,
        })
    }

    fn text(&mut self, null: bool) -> Result<Content<'a>, Error> {
        let start = self.place();
        let Some(length) = self.length(false, null)? else { return Ok(Content::Null) };
        if STRING_LENGTH_MAX < length {
            return Err(Error::at(start, format!("a string of {length} bytes: at most 32767")));
        }
        let first = self.place();
        let text = std::str::from_utf8(self.take(length)?);
        text.map(Content::Text).map_err(|wrong| Error::at(first + wrong.valid_up_to(), "not UTF-8"))
    }

    fn elements(&mut self, element: &Type, null: bool) -> Result<Content<'a>, Error> {
        let start = self.place();
        let Some(count) = self.length(true, null)? else { return Ok(Content::Null) };
        // Every element takes a byte or more, so the bytes at hand bound the memory.
        if self.rest.len() < count {
            let what = format!("declares {count} elements and {} bytes are left", self.rest.len());
            return Err(Error::at(start, what));
        }
        let mut nodes = Vec::new();
        for index in 0..count {
            let (name, start) = (format!("[{index}]"), self.place());
            let content = self.content(element, false).map_err(|error| error.inside(&name))?;
            nodes.push(self.node(name, start, content));
        }
        Ok(Content::Array(nodes))
    }

    fn tags(&mut self, body: &Struct, nodes: &mut Vec<Node<'a>>) -> Result<(), Error> {
        let start = self.place();
        let count = self.varint()?;
        nodes.push(self.node("tagged_fields".to_owned(), start, Content::Tags(count)));
        let mut lowest = 0;
        for _ in 0..count {
            let start = self.place();
            let tag = self.varint()?;
            if u64::from(tag) < lowest {
                return Err(Error::at(start, format!("tag {tag} is not above the one before it")));
            }
            lowest = u64::from(tag) + 1;
            let size = self.varint()? as usize;
            let first = self.place();
            let content = self.take(size)?;
            let known = body.fields.iter().enumerate().find(|(_, field)| field.tag == Some(tag));
            let known = known.filter(|(_, field)| field.is_in(self.version));
            let node = match known {
                None => self.node("unknown".to_owned(), start, Content::Unknown(content)),
                Some((order, field)) => {
                    let (rest, end) = (self.rest, self.end);
                    (self.rest, self.end) = (content, first + size);
                    let node = self.field(order, field);
                    let node = node.map_err(|error| error.inside(&field.name))?;
                    if !self.rest.is_empty() {
                        let left = self.rest.len();
                        let what = format!("tag {tag} declares {left} bytes more than it takes");
                        return Err(Error::at(self.place(), what).inside(&field.name));
                    }
                    (self.rest, self.end) = (rest, end);
                    let is_needless = is_default(self.schema, field, &node.content);
                    Node { start, is_needless, ..node }
                }
            };
            nodes.push(Node { tag: Some(tag), ..node });
        }
        Ok(())
    }

    fn length(&mut self, wide: bool, null: bool) -> Result<Option<usize>, Error> {
        let start = self.place();
        let length = if self.flexible {
            i64::from(self.varint()?) - 1
        } else if wide {
            i32::from_be_bytes(self.array()?).into()
        } else {
            i16::from_be_bytes(self.array()?).into()
        };
        match length {
            -1 if null => Ok(None),
            -1 => Err(Error::at(start, "null, which this version does not allow")),
            0..=0x7fff_ffff => Ok(Some(length as usize)),
            _ => Err(Error::at(start, format!("the length {length} is not possible"))),
        }
    }

    fn varint(&mut self) -> Result<u32, Error> {
        let start = self.place();
        let mut value = 0_u64;
        for index in 0..5 {
            let [byte] = self.array()?;
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                let what = "not a variable-length integer of 32 bits";
                return u32::try_from(value).map_err(|_| Error::at(start, what));
            }
        }
        Err(Error::at(start, "not a variable-length integer of 32 bits"))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        match self.rest.split_first_chunk() {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(*taken)
            }
            None => Err(self.short(N)),
        }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.short(count)),
        }
    }

    fn short(&self, needed: usize) -> Error {
        let what = format!("needs {needed} bytes and {} are left", self.rest.len());
        Error::at(self.place(), what)
    }
}

/// Whether a field holds what it holds when it is not there.
fn is_default(schema: &Schema, field: &Field, content: &Content<'_>) -> bool {
    let is_null = field.null.is_some()
        && (field.default == Some(Literal::Null)
            || (field.kind == Type::Records && field.default.is_none()));
    let number = match field.default {
        Some(Literal::Int(default)) => default,
        _ => 0,
    };
    match content {
        Content::Null => is_null,
        _ if is_null => false,
        Content::Bool(value) => *value == (field.default == Some(Literal::Bool(true))),
        Content::Integer(value) => i128::from(*value) == number,
        Content::Float(value) => *value == number as f64,
        Content::Uuid(value) => value.is_zero(),
        Content::Text(value) => match &field.default {
            Some(Literal::Text(default)) => value == default,
            _ => value.is_empty(),
        },
        Content::Bytes(value) => value.is_empty(),
        Content::Array(elements) => elements.is_empty(),
        Content::Struct(inner) => {
            let body = field.struct_name().and_then(|name| schema.find(name).ok());
            let fields = body.map(|body| body.fields.as_slice()).unwrap_or_default();
            inner.iter().all(|node| match &node.content {
                Content::Tags(_) => true,
                Content::Unknown(_) => false,
                content => {
                    let field = fields.iter().find(|field| field.name == node.name);
                    field.is_some_and(|field| is_default(schema, field, content))
                }
            })
        }
        Content::Tags(_) | Content::Unknown(_) => false,
    }
}
