//! AllocateProducerIds (key 67): the codec of `schema/allocate_producer_ids.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocateProducerIdsRequest<'a> {
    pub broker_id: i32,
    /// -1 by default.
    pub broker_epoch: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for AllocateProducerIdsRequest<'_> {
    fn default() -> Self {
        Self { broker_id: 0, broker_epoch: -1, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for AllocateProducerIdsRequest<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("broker_id", &mut self.broker_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("broker_id", &self.broker_id)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllocateProducerIdsResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub producer_id_start: i64,
    pub producer_id_len: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AllocateProducerIdsResponse<'a> {
    const SIZE_MIN: usize = 19;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("producer_id_start", &mut self.producer_id_start)?;
        r.field("producer_id_len", &mut self.producer_id_len)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("producer_id_start", &self.producer_id_start)?;
        w.field("producer_id_len", &self.producer_id_len)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AllocateProducerIdsRequest<'a> {
    const NAME: &'static str = "AllocateProducerIdsRequest";
    const API: Option<ApiKey> = Some(ApiKey::AllocateProducerIds);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for AllocateProducerIdsRequest<'a> {
    const KEY: ApiKey = ApiKey::AllocateProducerIds;
    type Response<'b> = AllocateProducerIdsResponse<'b>;
}

impl<'a> Message<'a> for AllocateProducerIdsResponse<'a> {
    const NAME: &'static str = "AllocateProducerIdsResponse";
    const API: Option<ApiKey> = Some(ApiKey::AllocateProducerIds);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
