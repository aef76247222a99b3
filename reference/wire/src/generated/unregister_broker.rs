//! UnregisterBroker (key 64): the codec of `schema/unregister_broker.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnregisterBrokerRequest<'a> {
    pub broker_id: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for UnregisterBrokerRequest<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("broker_id", &mut self.broker_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("broker_id", &self.broker_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnregisterBrokerResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for UnregisterBrokerResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(""),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for UnregisterBrokerResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for UnregisterBrokerRequest<'a> {
    const NAME: &'static str = "UnregisterBrokerRequest";
    const API: Option<ApiKey> = Some(ApiKey::UnregisterBroker);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for UnregisterBrokerRequest<'a> {
    const KEY: ApiKey = ApiKey::UnregisterBroker;
    type Response<'b> = UnregisterBrokerResponse<'b>;
}

impl<'a> Message<'a> for UnregisterBrokerResponse<'a> {
    const NAME: &'static str = "UnregisterBrokerResponse";
    const API: Option<ApiKey> = Some(ApiKey::UnregisterBroker);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
