//! StreamsGroupTopologyKey, StreamsGroupTopologyValue: the codec of `schema/consumer_offsets/streams_group_topology.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamsGroupTopologyKey<'a> {
    pub group_id: &'a str,
}

impl<'a> Value<'a> for StreamsGroupTopologyKey<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamsGroupTopologyValue<'a> {
    pub epoch: i32,
    pub subtopologies: Vec<Subtopology<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for StreamsGroupTopologyValue<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("epoch", &mut self.epoch)?;
        r.field("subtopologies", &mut self.subtopologies)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("epoch", &self.epoch)?;
        w.field("subtopologies", &self.subtopologies)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `subtopologies`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subtopology<'a> {
    pub subtopology_id: &'a str,
    pub source_topics: Vec<&'a str>,
    pub source_topic_regex: Vec<&'a str>,
    pub state_changelog_topics: Vec<TopicInfo<'a>>,
    pub repartition_sink_topics: Vec<&'a str>,
    pub repartition_source_topics: Vec<TopicInfo<'a>>,
    pub copartition_groups: Vec<CopartitionGroup<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Subtopology<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("subtopology_id", &mut self.subtopology_id)?;
        r.field("source_topics", &mut self.source_topics)?;
        r.field("source_topic_regex", &mut self.source_topic_regex)?;
        r.field("state_changelog_topics", &mut self.state_changelog_topics)?;
        r.field("repartition_sink_topics", &mut self.repartition_sink_topics)?;
        r.field("repartition_source_topics", &mut self.repartition_source_topics)?;
        r.field("copartition_groups", &mut self.copartition_groups)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("subtopology_id", &self.subtopology_id)?;
        w.field("source_topics", &self.source_topics)?;
        w.field("source_topic_regex", &self.source_topic_regex)?;
        w.field("state_changelog_topics", &self.state_changelog_topics)?;
        w.field("repartition_sink_topics", &self.repartition_sink_topics)?;
        w.field("repartition_source_topics", &self.repartition_source_topics)?;
        w.field("copartition_groups", &self.copartition_groups)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `state_changelog_topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicInfo<'a> {
    pub name: &'a str,
    pub partitions: i32,
    pub replication_factor: i16,
    pub topic_configs: Vec<TopicConfig<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicInfo<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.field("replication_factor", &mut self.replication_factor)?;
        r.field("topic_configs", &mut self.topic_configs)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.field("replication_factor", &self.replication_factor)?;
        w.field("topic_configs", &self.topic_configs)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_configs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicConfig<'a> {
    pub key: &'a str,
    pub value: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicConfig<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("key", &mut self.key)?;
        r.field("value", &mut self.value)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("key", &self.key)?;
        w.field("value", &self.value)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `copartition_groups`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CopartitionGroup<'a> {
    pub source_topics: Vec<i16>,
    pub source_topic_regex: Vec<i16>,
    pub repartition_source_topics: Vec<i16>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CopartitionGroup<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("source_topics", &mut self.source_topics)?;
        r.field("source_topic_regex", &mut self.source_topic_regex)?;
        r.field("repartition_source_topics", &mut self.repartition_source_topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("source_topics", &self.source_topics)?;
        w.field("source_topic_regex", &self.source_topic_regex)?;
        w.field("repartition_source_topics", &self.repartition_source_topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for StreamsGroupTopologyKey<'a> {
    const NAME: &'static str = "StreamsGroupTopologyKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(23);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for StreamsGroupTopologyValue<'a> {
    const NAME: &'static str = "StreamsGroupTopologyValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(23);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
