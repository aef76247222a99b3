//! ProducerIdsRecord: the codec of `schema/metadata_log/producer_ids_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProducerIdsRecord<'a> {
    pub broker_id: i32,
    /// -1 by default.
    pub broker_epoch: i64,
    pub next_producer_id: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ProducerIdsRecord<'_> {
    fn default() -> Self {
        Self { broker_id: 0, broker_epoch: -1, next_producer_id: 0, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for ProducerIdsRecord<'a> {
    const SIZE_MIN: usize = 21;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("broker_id", &mut self.broker_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.field("next_producer_id", &mut self.next_producer_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("broker_id", &self.broker_id)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        w.field("next_producer_id", &self.next_producer_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ProducerIdsRecord<'a> {
    const NAME: &'static str = "ProducerIdsRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(15);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
