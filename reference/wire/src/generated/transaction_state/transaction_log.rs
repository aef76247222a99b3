//! TransactionLogKey, TransactionLogValue: the codec of `schema/transaction_state/transaction_log.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransactionLogKey<'a> {
    pub transactional_id: &'a str,
}

impl<'a> Value<'a> for TransactionLogKey<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("transactional_id", &mut self.transactional_id)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("transactional_id", &self.transactional_id)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionLogValue<'a> {
    pub producer_id: i64,
    /// Since version 1; tag 0; -1 by default.
    pub previous_producer_id: i64,
    /// Since version 1; tag 1; -1 by default.
    pub next_producer_id: i64,
    pub producer_epoch: i16,
    /// Since version 1; tag 3; -1 by default.
    pub next_producer_epoch: i16,
    pub transaction_timeout_ms: i32,
    pub transaction_status: i8,
    pub transaction_partitions: Option<Vec<PartitionsSchema<'a>>>,
    pub transaction_last_update_timestamp_ms: i64,
    pub transaction_start_timestamp_ms: i64,
    /// Since version 1; tag 2.
    pub client_transaction_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for TransactionLogValue<'_> {
    fn default() -> Self {
        Self {
            producer_id: 0,
            previous_producer_id: -1,
            next_producer_id: -1,
            producer_epoch: 0,
            next_producer_epoch: -1,
            transaction_timeout_ms: 0,
            transaction_status: 0,
            transaction_partitions: Some(Vec::new()),
            transaction_last_update_timestamp_ms: 0,
            transaction_start_timestamp_ms: 0,
            client_transaction_version: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for TransactionLogValue<'a> {
    const SIZE_MIN: usize = 33;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("producer_id", &mut self.producer_id)?;
        r.field("producer_epoch", &mut self.producer_epoch)?;
        r.field("transaction_timeout_ms", &mut self.transaction_timeout_ms)?;
        r.field("transaction_status", &mut self.transaction_status)?;
        r.field("transaction_partitions", &mut self.transaction_partitions)?;
        r.field(
            "transaction_last_update_timestamp_ms",
            &mut self.transaction_last_update_timestamp_ms,
        )?;
        r.field("transaction_start_timestamp_ms", &mut self.transaction_start_timestamp_ms)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 1 <= version => {
                    r.field("previous_producer_id", &mut self.previous_producer_id)?;
                }
                1 if 1 <= version => {
                    r.field("next_producer_id", &mut self.next_producer_id)?;
                }
                2 if 1 <= version => {
                    r.field("client_transaction_version", &mut self.client_transaction_version)?;
                }
                3 if 1 <= version => {
                    r.field("next_producer_epoch", &mut self.next_producer_epoch)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("producer_id", &self.producer_id)?;
        w.field("producer_epoch", &self.producer_epoch)?;
        w.field("transaction_timeout_ms", &self.transaction_timeout_ms)?;
        w.field("transaction_status", &self.transaction_status)?;
        w.field("transaction_partitions", &self.transaction_partitions)?;
        w.field(
            "transaction_last_update_timestamp_ms",
            &self.transaction_last_update_timestamp_ms,
        )?;
        w.field("transaction_start_timestamp_ms", &self.transaction_start_timestamp_ms)?;
        let mut tags = Tags::new();
        w.lacking(1 <= version, "previous_producer_id", self.previous_producer_id == -1)?;
        tags.field_if(
            self.previous_producer_id != -1,
            w,
            0,
            "previous_producer_id",
            &self.previous_producer_id,
        )?;
        w.lacking(1 <= version, "next_producer_id", self.next_producer_id == -1)?;
        tags.field_if(
            self.next_producer_id != -1,
            w,
            1,
            "next_producer_id",
            &self.next_producer_id,
        )?;
        w.lacking(
            1 <= version,
            "client_transaction_version",
            self.client_transaction_version == 0,
        )?;
        tags.field_if(
            self.client_transaction_version != 0,
            w,
            2,
            "client_transaction_version",
            &self.client_transaction_version,
        )?;
        w.lacking(1 <= version, "next_producer_epoch", self.next_producer_epoch == -1)?;
        tags.field_if(
            self.next_producer_epoch != -1,
            w,
            3,
            "next_producer_epoch",
            &self.next_producer_epoch,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `transaction_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartitionsSchema<'a> {
    pub topic: &'a str,
    pub partition_ids: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionsSchema<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic", &mut self.topic)?;
        r.field("partition_ids", &mut self.partition_ids)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic", &self.topic)?;
        w.field("partition_ids", &self.partition_ids)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for TransactionLogKey<'a> {
    const NAME: &'static str = "TransactionLogKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for TransactionLogValue<'a> {
    const NAME: &'static str = "TransactionLogValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(1);
}
