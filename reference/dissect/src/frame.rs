//! Requests and responses with their headers, without the four bytes of size before them.
//!
//! A request's header says what it is. A response's does not: whoever has one must know what was
//! asked.

use crate::error::Error;
use crate::node::Node;
use crate::read::{read, read_front};
use crate::schemas::{Direction, Schema};
use crate::write::write;
use serde_json::Value;
use wire::ApiKey;

/// A frame taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame<'a> {
    /// Its header, which begins at byte 0.
    pub header: Node<'a>,
    /// Its body, whose offsets count from the header's end.
    pub body: Node<'a>,
}

/// Takes a frame apart, as a request or a response of this key and version.
///
/// # Errors
/// Whatever the bytes have wrong, offsets counting from the frame's start; or there is no such API
/// or version.
pub fn read_frame<'a>(
    key: i16,
    version: i16,
    direction: Direction,
    bytes: &'a [u8],
) -> Result<Frame<'a>, Error> {
    let (header, header_version, body) = schemas(key, version, direction)?;
    let header = read_front(&header, header_version, bytes)?;
    let rest = bytes.get(header.end..).unwrap_or_default();
    let body = read(&body, version, rest).map_err(|error| error.shifted(header.end))?;
    Ok(Frame { header, body })
}

/// Puts a frame together.
///
/// # Errors
/// Whatever the JSON has wrong; or there is no such API or version.
pub fn write_frame(
    key: i16,
    version: i16,
    direction: Direction,
    header: &Value,
    body: &Value,
) -> Result<Vec<u8>, Error> {
    let (header_schema, header_version, body_schema) = schemas(key, version, direction)?;
    let mut out = write(&header_schema, header_version, header)?;
    out.extend(write(&body_schema, version, body)?);
    Ok(out)
}

/// The API's key and version that a request says it is of, if it has as many bytes.
#[must_use]
pub fn asked(bytes: &[u8]) -> Option<(i16, i16)> {
    let [a, b, c, d] = *bytes.first_chunk()?;
    Some((i16::from_be_bytes([a, b]), i16::from_be_bytes([c, d])))
}

/// The schema of the header, its version, and the schema of the body.
fn schemas(key: i16, version: i16, direction: Direction) -> Result<(Schema, i16, Schema), Error> {
    let body = Schema::api(key, direction)?;
    body.check_version(version)?;
    let api = ApiKey::from_code(key);
    let api = api.ok_or_else(|| Error::plain(format!("no API has the key {key}")))?;
    Ok(match direction {
        Direction::Request => {
            (Schema::named("RequestHeader")?, api.request_header_version(version), body)
        }
        Direction::Response => {
            (Schema::named("ResponseHeader")?, api.response_header_version(version), body)
        }
    })
}
