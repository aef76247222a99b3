//! Requests and responses with their headers: what stands between the size of a frame and its
//! end.
//!
//! Frames are four bytes of size, then that many of content. Cutting them out of a stream and
//! bounding their size is the server's; here a frame's content is a slice. What to answer to a
//! version that does not exist is the server's too: [`Peek`] reads what an answer needs.

use crate::api_key::ApiKey;
use crate::error::{Error, What};
use crate::header::{RequestHeader, ResponseHeader};
use crate::message::Message;
use crate::reader::Reader;
use crate::value::Value;
use alloc::vec::Vec;

/// The first eight bytes of a request, which have the same form in every version of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peek {
    /// The API's key, known or not.
    pub api_key: i16,
    /// The version of the request, existing or not.
    pub api_version: i16,
    /// To be repeated in the response.
    pub correlation_id: i32,
}

/// A request whose header has been read and whose body has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received<'a> {
    /// The API.
    pub api: ApiKey,
    /// The header.
    pub header: RequestHeader<'a>,
    /// The bytes after the header.
    pub body: &'a [u8],
    /// Bytes of the header.
    pub body_offset: usize,
}

impl Peek {
    /// Reads the start of a frame's content and nothing more.
    ///
    /// # Errors
    /// [`What::Truncated`] if there are not even eight bytes.
    pub fn read(content: &[u8]) -> Result<Peek, Error> {
        let mut reader = Reader::new::<RequestHeader<'_>>(content, 1);
        let mut peek = Peek { api_key: 0, api_version: 0, correlation_id: 0 };
        reader.field("request_api_key", &mut peek.api_key)?;
        reader.field("request_api_version", &mut peek.api_version)?;
        reader.field("correlation_id", &mut peek.correlation_id)?;
        Ok(peek)
    }
}

impl<'a> Received<'a> {
    /// Reads the header at the start of a frame's content.
    ///
    /// # Errors
    /// [`What::UnknownApiKey`], [`What::UnsupportedVersion`] (for both, Kafka closes the
    /// connection, but for ApiVersions, which is answered; see [`Peek`]), or a header that is
    /// none.
    pub fn read(content: &'a [u8]) -> Result<Received<'a>, Error> {
        let peek = Peek::read(content)?;
        let version = peek.api_version;
        let Some(api) = ApiKey::from_code(peek.api_key) else {
            let what = What::UnknownApiKey(peek.api_key);
            return Err(Error::new(RequestHeader::NAME, 1, 0, what).inside("request_api_key"));
        };
        if !api.versions().contains(version) {
            let error = Error::new(api.name(), version, 2, What::UnsupportedVersion);
            return Err(error.inside("request_api_version"));
        }
        let header_version = api.request_header_version(version);
        let (header, body) = RequestHeader::decode_front(content, header_version)?;
        let body_offset = content.len() - body.len();
        Ok(Received { api, header, body, body_offset })
    }

    /// Reads the body; offsets in errors count from the start of the frame's content.
    ///
    /// # Errors
    /// Whatever the bytes have wrong.
    ///
    /// # Panics
    /// If `M` is not this API's: that is the caller's mistake, not the peer's.
    pub fn decode<M: Message<'a>>(&self) -> Result<M, Error> {
        assert_eq!(M::API, Some(self.api), "the body of a request is its own API's");
        M::decode(self.body, self.header.request_api_version)
            .map_err(|error| error.shifted(self.body_offset))
    }
}

/// Appends a request as a whole frame: size, header, body.
///
/// The header's key and version say how the body is written; on an error `out` is left as it
/// was.
///
/// # Errors
/// Whatever the version cannot carry.
///
/// # Panics
/// If the body is not of the header's API.
pub fn write_request<'a, M: Message<'a>>(
    header: &RequestHeader<'_>,
    body: &M,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let version = header.request_api_version;
    assert_eq!(M::API.map(ApiKey::code), Some(header.request_api_key), "the body's own header");
    let header_version = M::API.map_or(1, |api| api.request_header_version(version));
    write_frame(out, |out| {
        header.encode(header_version, out)?;
        body.encode(version, out)
    })
}

/// Appends a response of `version` as a whole frame: size, header, body. On an error `out` is
/// left as it was.
///
/// # Errors
/// Whatever the version cannot carry.
///
/// # Panics
/// If the body is no API's response.
pub fn write_response<'a, M: Message<'a>>(
    correlation_id: i32,
    version: i16,
    body: &M,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let api = M::API;
    assert!(api.is_some(), "{} is no API's response", M::NAME);
    let header_version = api.map_or(0, |api| api.response_header_version(version));
    let header = ResponseHeader { correlation_id, ..ResponseHeader::default() };
    write_frame(out, |out| {
        header.encode(header_version, out)?;
        body.encode(version, out)
    })
}

/// Reads a response of `version` from a frame's content.
///
/// # Errors
/// Whatever the bytes have wrong.
pub fn read_response<'a, M: Message<'a>>(
    content: &'a [u8],
    version: i16,
) -> Result<(ResponseHeader<'a>, M), Error> {
    let header_version = M::API.map_or(0, |api| api.response_header_version(version));
    let (header, body) = ResponseHeader::decode_front(content, header_version)?;
    let start = content.len() - body.len();
    let message = M::decode(body, version).map_err(|error| error.shifted(start))?;
    Ok((header, message))
}

/// Writes a frame's content behind its size, or nothing.
fn write_frame(
    out: &mut Vec<u8>,
    content: impl FnOnce(&mut Vec<u8>) -> Result<(), Error>,
) -> Result<(), Error> {
    let start = out.len();
    out.extend_from_slice(&[0; 4]);
    let outcome = content(out).and_then(|()| {
        let size = out.len() - start - i32::SIZE_MIN;
        let error = Error::new("Frame", 0, 0, What::TooLong(size));
        let size = i32::try_from(size).map_err(|_| error)?;
        if let Some(place) = out.get_mut(start..start + i32::SIZE_MIN) {
            place.copy_from_slice(&size.to_be_bytes());
        }
        Ok(())
    });
    if outcome.is_err() {
        out.truncate(start);
    }
    outcome
}
