//! ExpireDelegationToken (key 40): the codec of `schema/expire_delegation_token.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExpireDelegationTokenRequest<'a> {
    pub hmac: &'a [u8],
    pub expiry_time_period_ms: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ExpireDelegationTokenRequest<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("hmac", &mut self.hmac)?;
        r.field("expiry_time_period_ms", &mut self.expiry_time_period_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("hmac", &self.hmac)?;
        w.field("expiry_time_period_ms", &self.expiry_time_period_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExpireDelegationTokenResponse<'a> {
    pub error_code: i16,
    pub expiry_timestamp_ms: i64,
    pub throttle_time_ms: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ExpireDelegationTokenResponse<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("expiry_timestamp_ms", &mut self.expiry_timestamp_ms)?;
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("expiry_timestamp_ms", &self.expiry_timestamp_ms)?;
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ExpireDelegationTokenRequest<'a> {
    const NAME: &'static str = "ExpireDelegationTokenRequest";
    const API: Option<ApiKey> = Some(ApiKey::ExpireDelegationToken);
    const VERSIONS: Versions = Versions { first: 1, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for ExpireDelegationTokenRequest<'a> {
    const KEY: ApiKey = ApiKey::ExpireDelegationToken;
    type Response<'b> = ExpireDelegationTokenResponse<'b>;
}

impl<'a> Message<'a> for ExpireDelegationTokenResponse<'a> {
    const NAME: &'static str = "ExpireDelegationTokenResponse";
    const API: Option<ApiKey> = Some(ApiKey::ExpireDelegationToken);
    const VERSIONS: Versions = Versions { first: 1, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
