//! Envelope (key 58): the codec of `schema/envelope.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeRequest<'a> {
    pub request_data: &'a [u8],
    pub request_principal: Option<&'a [u8]>,
    pub client_host_address: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for EnvelopeRequest<'_> {
    fn default() -> Self {
        Self {
            request_data: &[],
            request_principal: Some(&[]),
            client_host_address: &[],
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for EnvelopeRequest<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("request_data", &mut self.request_data)?;
        r.field("request_principal", &mut self.request_principal)?;
        r.field("client_host_address", &mut self.client_host_address)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("request_data", &self.request_data)?;
        w.field("request_principal", &self.request_principal)?;
        w.field("client_host_address", &self.client_host_address)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EnvelopeResponse<'a> {
    pub response_data: Option<&'a [u8]>,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for EnvelopeResponse<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("response_data", &mut self.response_data)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("response_data", &self.response_data)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for EnvelopeRequest<'a> {
    const NAME: &'static str = "EnvelopeRequest";
    const API: Option<ApiKey> = Some(ApiKey::Envelope);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for EnvelopeRequest<'a> {
    const KEY: ApiKey = ApiKey::Envelope;
    type Response<'b> = EnvelopeResponse<'b>;
}

impl<'a> Message<'a> for EnvelopeResponse<'a> {
    const NAME: &'static str = "EnvelopeResponse";
    const API: Option<ApiKey> = Some(ApiKey::Envelope);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
