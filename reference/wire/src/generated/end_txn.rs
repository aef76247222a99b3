//! EndTxn (key 26): the codec of `schema/end_txn.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndTxnRequest<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub committed: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for EndTxnRequest<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("transactional_id", &mut self.transactional_id)?;
        r.field("producer_id", &mut self.producer_id)?;
        r.field("producer_epoch", &mut self.producer_epoch)?;
        r.field("committed", &mut self.committed)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("transactional_id", &self.transactional_id)?;
        w.field("producer_id", &self.producer_id)?;
        w.field("producer_epoch", &self.producer_epoch)?;
        w.field("committed", &self.committed)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndTxnResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// Since version 5; -1 by default; dropped by other versions.
    pub producer_id: i64,
    /// Since version 5; -1 by default; dropped by other versions.
    pub producer_epoch: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for EndTxnResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            producer_id: -1,
            producer_epoch: -1,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for EndTxnResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field_if(5 <= version, "producer_id", &mut self.producer_id)?;
        r.field_if(5 <= version, "producer_epoch", &mut self.producer_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field_if(5 <= version, "producer_id", &self.producer_id)?;
        w.field_if(5 <= version, "producer_epoch", &self.producer_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for EndTxnRequest<'a> {
    const NAME: &'static str = "EndTxnRequest";
    const API: Option<ApiKey> = Some(ApiKey::EndTxn);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}

impl<'a> Request<'a> for EndTxnRequest<'a> {
    const KEY: ApiKey = ApiKey::EndTxn;
    type Response<'b> = EndTxnResponse<'b>;
}

impl<'a> Message<'a> for EndTxnResponse<'a> {
    const NAME: &'static str = "EndTxnResponse";
    const API: Option<ApiKey> = Some(ApiKey::EndTxn);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}
