//! SaslAuthenticate (key 36): the codec of `schema/sasl_authenticate.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaslAuthenticateRequest<'a> {
    pub auth_bytes: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for SaslAuthenticateRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("auth_bytes", &mut self.auth_bytes)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("auth_bytes", &self.auth_bytes)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaslAuthenticateResponse<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub auth_bytes: &'a [u8],
    /// Since version 1; dropped by other versions.
    pub session_lifetime_ms: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for SaslAuthenticateResponse<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            error_message: Some(""),
            auth_bytes: &[],
            session_lifetime_ms: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for SaslAuthenticateResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("auth_bytes", &mut self.auth_bytes)?;
        r.field_if(1 <= version, "session_lifetime_ms", &mut self.session_lifetime_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("auth_bytes", &self.auth_bytes)?;
        w.field_if(1 <= version, "session_lifetime_ms", &self.session_lifetime_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for SaslAuthenticateRequest<'a> {
    const NAME: &'static str = "SaslAuthenticateRequest";
    const API: Option<ApiKey> = Some(ApiKey::SaslAuthenticate);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for SaslAuthenticateRequest<'a> {
    const KEY: ApiKey = ApiKey::SaslAuthenticate;
    type Response<'b> = SaslAuthenticateResponse<'b>;
}

impl<'a> Message<'a> for SaslAuthenticateResponse<'a> {
    const NAME: &'static str = "SaslAuthenticateResponse";
    const API: Option<ApiKey> = Some(ApiKey::SaslAuthenticate);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
