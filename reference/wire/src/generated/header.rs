//! RequestHeader, ResponseHeader: the codec of `schema/header.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

/// What stands before every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestHeader<'a> {
    /// The API's key.
    pub request_api_key: i16,
    /// The version of the request, and of its response.
    pub request_api_version: i16,
    /// Chosen by the client, repeated in the response.
    pub correlation_id: i32,
    /// What the client calls itself. In its old form even in version 2, so that the header
    /// of any ApiVersions request can be read.
    pub client_id: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for RequestHeader<'_> {
    fn default() -> Self {
        Self {
            request_api_key: 0,
            request_api_version: 0,
            correlation_id: 0,
            client_id: Some(""),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for RequestHeader<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("request_api_key", &mut self.request_api_key)?;
        r.field("request_api_version", &mut self.request_api_version)?;
        r.field("correlation_id", &mut self.correlation_id)?;
        r.inflexible("client_id", &mut self.client_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("request_api_key", &self.request_api_key)?;
        w.field("request_api_version", &self.request_api_version)?;
        w.field("correlation_id", &self.correlation_id)?;
        w.inflexible("client_id", &self.client_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// What stands before every response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseHeader<'a> {
    /// Chosen by the client, repeated in the response.
    pub correlation_id: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseHeader<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("correlation_id", &mut self.correlation_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("correlation_id", &self.correlation_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for RequestHeader<'a> {
    const NAME: &'static str = "RequestHeader";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 1, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Message<'a> for ResponseHeader<'a> {
    const NAME: &'static str = "ResponseHeader";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(1);
}
