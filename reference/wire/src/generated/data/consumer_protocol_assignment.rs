//! ConsumerProtocolAssignment: the codec of `schema/data/consumer_protocol_assignment.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerProtocolAssignment<'a> {
    pub assigned_partitions: Vec<TopicPartition<'a>>,
    pub user_data: Option<&'a [u8]>,
}

impl<'a> Value<'a> for ConsumerProtocolAssignment<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("assigned_partitions", &mut self.assigned_partitions)?;
        r.field("user_data", &mut self.user_data)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("assigned_partitions", &self.assigned_partitions)?;
        w.field("user_data", &self.user_data)?;
        Ok(())
    }
}

/// An element of `assigned_partitions`.
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

impl<'a> Message<'a> for ConsumerProtocolAssignment<'a> {
    const NAME: &'static str = "ConsumerProtocolAssignment";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}
