//! RemotePartitionDeleteMetadataRecord: the codec of `schema/remote_log/remote_partition_delete_metadata_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemotePartitionDeleteMetadataRecord<'a> {
    pub topic_id_partition: TopicIdPartitionEntry<'a>,
    pub broker_id: i32,
    pub event_timestamp_ms: i64,
    pub remote_partition_delete_state: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for RemotePartitionDeleteMetadataRecord<'a> {
    const SIZE_MIN: usize = 36;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id_partition", &mut self.topic_id_partition)?;
        r.field("broker_id", &mut self.broker_id)?;
        r.field("event_timestamp_ms", &mut self.event_timestamp_ms)?;
        r.field("remote_partition_delete_state", &mut self.remote_partition_delete_state)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id_partition", &self.topic_id_partition)?;
        w.field("broker_id", &self.broker_id)?;
        w.field("event_timestamp_ms", &self.event_timestamp_ms)?;
        w.field("remote_partition_delete_state", &self.remote_partition_delete_state)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_id_partition`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicIdPartitionEntry<'a> {
    pub name: &'a str,
    pub id: Uuid,
    pub partition: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicIdPartitionEntry<'a> {
    const SIZE_MIN: usize = 22;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("id", &mut self.id)?;
        r.field("partition", &mut self.partition)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("id", &self.id)?;
        w.field("partition", &self.partition)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for RemotePartitionDeleteMetadataRecord<'a> {
    const NAME: &'static str = "RemotePartitionDeleteMetadataRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(2);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
