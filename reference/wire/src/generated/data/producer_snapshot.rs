//! ProducerSnapshot: the codec of `schema/data/producer_snapshot.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProducerSnapshot {
    pub crc: u32,
    pub producer_entries: Vec<ProducerEntry>,
}

impl<'a> Value<'a> for ProducerSnapshot {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("crc", &mut self.crc)?;
        r.field("producer_entries", &mut self.producer_entries)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("crc", &self.crc)?;
        w.field("producer_entries", &self.producer_entries)?;
        Ok(())
    }
}

/// An element of `producer_entries`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProducerEntry {
    pub producer_id: i64,
    pub epoch: i16,
    pub last_sequence: i32,
    pub last_offset: i64,
    pub offset_delta: i32,
    pub timestamp: i64,
    pub coordinator_epoch: i32,
    pub current_txn_first_offset: i64,
}

impl<'a> Value<'a> for ProducerEntry {
    const SIZE_MIN: usize = 46;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("producer_id", &mut self.producer_id)?;
        r.field("epoch", &mut self.epoch)?;
        r.field("last_sequence", &mut self.last_sequence)?;
        r.field("last_offset", &mut self.last_offset)?;
        r.field("offset_delta", &mut self.offset_delta)?;
        r.field("timestamp", &mut self.timestamp)?;
        r.field("coordinator_epoch", &mut self.coordinator_epoch)?;
        r.field("current_txn_first_offset", &mut self.current_txn_first_offset)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("producer_id", &self.producer_id)?;
        w.field("epoch", &self.epoch)?;
        w.field("last_sequence", &self.last_sequence)?;
        w.field("last_offset", &self.last_offset)?;
        w.field("offset_delta", &self.offset_delta)?;
        w.field("timestamp", &self.timestamp)?;
        w.field("coordinator_epoch", &self.coordinator_epoch)?;
        w.field("current_txn_first_offset", &self.current_txn_first_offset)?;
        Ok(())
    }
}

impl<'a> Message<'a> for ProducerSnapshot {
    const NAME: &'static str = "ProducerSnapshot";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 1, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}
