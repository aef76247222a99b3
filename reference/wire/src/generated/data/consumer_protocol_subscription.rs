//! ConsumerProtocolSubscription: the codec of `schema/data/consumer_protocol_subscription.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsumerProtocolSubscription<'a> {
    pub topics: Vec<&'a str>,
    pub user_data: Option<&'a [u8]>,
    /// Since version 1; dropped by other versions.
    pub owned_partitions: Vec<TopicPartition<'a>>,
    /// Since version 2; -1 by default; dropped by other versions.
    pub generation_id: i32,
    /// Since version 3; dropped by other versions.
    pub rack_id: Option<&'a str>,
}

impl Default for ConsumerProtocolSubscription<'_> {
    fn default() -> Self {
        Self {
            topics: Vec::new(),
            user_data: None,
            owned_partitions: Vec::new(),
            generation_id: -1,
            rack_id: None,
        }
    }
}

impl<'a> Value<'a> for ConsumerProtocolSubscription<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("topics", &mut self.topics)?;
        r.field("user_data", &mut self.user_data)?;
        r.field_if(1 <= version, "owned_partitions", &mut self.owned_partitions)?;
        r.field_if(2 <= version, "generation_id", &mut self.generation_id)?;
        r.field_if(3 <= version, "rack_id", &mut self.rack_id)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("topics", &self.topics)?;
        w.field("user_data", &self.user_data)?;
        w.field_if(1 <= version, "owned_partitions", &self.owned_partitions)?;
        w.field_if(2 <= version, "generation_id", &self.generation_id)?;
        w.field_if(3 <= version, "rack_id", &self.rack_id)?;
        Ok(())
    }
}

/// An element of `owned_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicPartition<'a> {
    pub topic: &'a str,
    pub partitions: Vec<i32>,
}

impl<'a> Value<'a> for TopicPartition<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic", &mut self.topic)?;
        r.field("partitions", &mut self.partitions)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic", &self.topic)?;
        w.field("partitions", &self.partitions)?;
        Ok(())
    }
}

impl<'a> Message<'a> for ConsumerProtocolSubscription<'a> {
    const NAME: &'static str = "ConsumerProtocolSubscription";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}
