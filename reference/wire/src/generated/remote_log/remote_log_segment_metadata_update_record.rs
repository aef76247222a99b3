//! RemoteLogSegmentMetadataUpdateRecord: the codec of `schema/remote_log/remote_log_segment_metadata_update_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemoteLogSegmentMetadataUpdateRecord<'a> {
    pub remote_log_segment_id: RemoteLogSegmentIdEntry<'a>,
    pub broker_id: i32,
    pub event_timestamp_ms: i64,
    pub custom_metadata: Option<&'a [u8]>,
    pub remote_log_segment_state: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for RemoteLogSegmentMetadataUpdateRecord<'a> {
    const SIZE_MIN: usize = 54;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("remote_log_segment_id", &mut self.remote_log_segment_id)?;
        r.field("broker_id", &mut self.broker_id)?;
        r.field("event_timestamp_ms", &mut self.event_timestamp_ms)?;
        r.field("custom_metadata", &mut self.custom_metadata)?;
        r.field("remote_log_segment_state", &mut self.remote_log_segment_state)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("remote_log_segment_id", &self.remote_log_segment_id)?;
        w.field("broker_id", &self.broker_id)?;
        w.field("event_timestamp_ms", &self.event_timestamp_ms)?;
        w.field("custom_metadata", &self.custom_metadata)?;
        w.field("remote_log_segment_state", &self.remote_log_segment_state)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `remote_log_segment_id`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemoteLogSegmentIdEntry<'a> {
    pub topic_id_partition: TopicIdPartitionEntry<'a>,
    pub id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for RemoteLogSegmentIdEntry<'a> {
    const SIZE_MIN: usize = 39;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id_partition", &mut self.topic_id_partition)?;
        r.field("id", &mut self.id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id_partition", &self.topic_id_partition)?;
        w.field("id", &self.id)?;
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

impl<'a> Message<'a> for RemoteLogSegmentMetadataUpdateRecord<'a> {
    const NAME: &'static str = "RemoteLogSegmentMetadataUpdateRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(1);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
