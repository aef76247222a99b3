//! InitProducerId (key 22): the codec of `schema/init_producer_id.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitProducerIdRequest<'a> {
    pub transactional_id: Option<&'a str>,
    pub transaction_timeout_ms: i32,
    /// Since version 3; -1 by default.
    pub producer_id: i64,
    /// Since version 3; -1 by default.
    pub producer_epoch: i16,
    /// Since version 6.
    pub enable2_pc: bool,
    /// Since version 6.
    pub keep_prepared_txn: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for InitProducerIdRequest<'_> {
    fn default() -> Self {
        Self {
            transactional_id: Some(""),
            transaction_timeout_ms: 0,
            producer_id: -1,
            producer_epoch: -1,
            enable2_pc: false,
            keep_prepared_txn: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for InitProducerIdRequest<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("transactional_id", &mut self.transactional_id)?;
        r.field("transaction_timeout_ms", &mut self.transaction_timeout_ms)?;
        r.field_if(3 <= version, "producer_id", &mut self.producer_id)?;
        r.field_if(3 <= version, "producer_epoch", &mut self.producer_epoch)?;
        r.field_if(6 <= version, "enable2_pc", &mut self.enable2_pc)?;
        r.field_if(6 <= version, "keep_prepared_txn", &mut self.keep_prepared_txn)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("transactional_id", &self.transactional_id)?;
        w.field("transaction_timeout_ms", &self.transaction_timeout_ms)?;
        w.field_or(3 <= version, "producer_id", &self.producer_id, self.producer_id == -1)?;
        w.field_or(
            3 <= version,
            "producer_epoch",
            &self.producer_epoch,
            self.producer_epoch == -1,
        )?;
        w.field_or(6 <= version, "enable2_pc", &self.enable2_pc, !self.enable2_pc)?;
        w.field_or(
            6 <= version,
            "keep_prepared_txn",
            &self.keep_prepared_txn,
            !self.keep_prepared_txn,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitProducerIdResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// -1 by default.
    pub producer_id: i64,
    pub producer_epoch: i16,
    /// Since version 6; -1 by default.
    pub ongoing_txn_producer_id: i64,
    /// Since version 6; -1 by default.
    pub ongoing_txn_producer_epoch: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for InitProducerIdResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            producer_id: -1,
            producer_epoch: 0,
            ongoing_txn_producer_id: -1,
            ongoing_txn_producer_epoch: -1,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for InitProducerIdResponse<'a> {
    const SIZE_MIN: usize = 16;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("producer_id", &mut self.producer_id)?;
        r.field("producer_epoch", &mut self.producer_epoch)?;
        r.field_if(6 <= version, "ongoing_txn_producer_id", &mut self.ongoing_txn_producer_id)?;
        r.field_if(
            6 <= version,
            "ongoing_txn_producer_epoch",
            &mut self.ongoing_txn_producer_epoch,
        )?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("producer_id", &self.producer_id)?;
        w.field("producer_epoch", &self.producer_epoch)?;
        w.field_or(
            6 <= version,
            "ongoing_txn_producer_id",
            &self.ongoing_txn_producer_id,
            self.ongoing_txn_producer_id == -1,
        )?;
        w.field_or(
            6 <= version,
            "ongoing_txn_producer_epoch",
            &self.ongoing_txn_producer_epoch,
            self.ongoing_txn_producer_epoch == -1,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for InitProducerIdRequest<'a> {
    const NAME: &'static str = "InitProducerIdRequest";
    const API: Option<ApiKey> = Some(ApiKey::InitProducerId);
    const VERSIONS: Versions = Versions { first: 0, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for InitProducerIdRequest<'a> {
    const KEY: ApiKey = ApiKey::InitProducerId;
    type Response<'b> = InitProducerIdResponse<'b>;
}

impl<'a> Message<'a> for InitProducerIdResponse<'a> {
    const NAME: &'static str = "InitProducerIdResponse";
    const API: Option<ApiKey> = Some(ApiKey::InitProducerId);
    const VERSIONS: Versions = Versions { first: 0, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
