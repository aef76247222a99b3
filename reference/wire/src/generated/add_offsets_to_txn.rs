//! AddOffsetsToTxn (key 25): the codec of `schema/add_offsets_to_txn.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddOffsetsToTxnRequest<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub group_id: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddOffsetsToTxnRequest<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("transactional_id", &mut self.transactional_id)?;
        r.field("producer_id", &mut self.producer_id)?;
        r.field("producer_epoch", &mut self.producer_epoch)?;
        r.field("group_id", &mut self.group_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("transactional_id", &self.transactional_id)?;
        w.field("producer_id", &self.producer_id)?;
        w.field("producer_epoch", &self.producer_epoch)?;
        w.field("group_id", &self.group_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddOffsetsToTxnResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddOffsetsToTxnResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AddOffsetsToTxnRequest<'a> {
    const NAME: &'static str = "AddOffsetsToTxnRequest";
    const API: Option<ApiKey> = Some(ApiKey::AddOffsetsToTxn);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}

impl<'a> Request<'a> for AddOffsetsToTxnRequest<'a> {
    const KEY: ApiKey = ApiKey::AddOffsetsToTxn;
    type Response<'b> = AddOffsetsToTxnResponse<'b>;
}

impl<'a> Message<'a> for AddOffsetsToTxnResponse<'a> {
    const NAME: &'static str = "AddOffsetsToTxnResponse";
    const API: Option<ApiKey> = Some(ApiKey::AddOffsetsToTxn);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}
