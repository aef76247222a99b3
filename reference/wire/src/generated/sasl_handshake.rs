//! SaslHandshake (key 17): the codec of `schema/sasl_handshake.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaslHandshakeRequest<'a> {
    pub mechanism: &'a str,
}

impl<'a> Value<'a> for SaslHandshakeRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("mechanism", &mut self.mechanism)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("mechanism", &self.mechanism)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaslHandshakeResponse<'a> {
    pub error_code: i16,
    pub mechanisms: Vec<&'a str>,
}

impl<'a> Value<'a> for SaslHandshakeResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("mechanisms", &mut self.mechanisms)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("mechanisms", &self.mechanisms)?;
        Ok(())
    }
}

impl<'a> Message<'a> for SaslHandshakeRequest<'a> {
    const NAME: &'static str = "SaslHandshakeRequest";
    const API: Option<ApiKey> = Some(ApiKey::SaslHandshake);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Request<'a> for SaslHandshakeRequest<'a> {
    const KEY: ApiKey = ApiKey::SaslHandshake;
    type Response<'b> = SaslHandshakeResponse<'b>;
}

impl<'a> Message<'a> for SaslHandshakeResponse<'a> {
    const NAME: &'static str = "SaslHandshakeResponse";
    const API: Option<ApiKey> = Some(ApiKey::SaslHandshake);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}
