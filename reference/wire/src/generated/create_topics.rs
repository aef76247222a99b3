//! CreateTopics (key 19): the codec of `schema/create_topics.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateTopicsRequest<'a> {
    pub topics: Vec<CreatableTopic<'a>>,
    /// 60000 by default.
    pub timeout_ms: i32,
    pub validate_only: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for CreateTopicsRequest<'_> {
    fn default() -> Self {
        Self {
            topics: Vec::new(),
            timeout_ms: 60000,
            validate_only: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for CreateTopicsRequest<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topics", &mut self.topics)?;
        r.field("timeout_ms", &mut self.timeout_ms)?;
        r.field("validate_only", &mut self.validate_only)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topics", &self.topics)?;
        w.field("timeout_ms", &self.timeout_ms)?;
        w.field("validate_only", &self.validate_only)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreatableTopic<'a> {
    pub name: &'a str,
    pub num_partitions: i32,
    pub replication_factor: i16,
    pub assignments: Vec<CreatableReplicaAssignment<'a>>,
    pub configs: Vec<CreatableTopicConfig<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CreatableTopic<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("num_partitions", &mut self.num_partitions)?;
        r.field("replication_factor", &mut self.replication_factor)?;
        r.field("assignments", &mut self.assignments)?;
        r.field("configs", &mut self.configs)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("num_partitions", &self.num_partitions)?;
        w.field("replication_factor", &self.replication_factor)?;
        w.field("assignments", &self.assignments)?;
        w.field("configs", &self.configs)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `assignments`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreatableReplicaAssignment<'a> {
    pub partition_index: i32,
    pub broker_ids: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CreatableReplicaAssignment<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("broker_ids", &mut self.broker_ids)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("broker_ids", &self.broker_ids)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `configs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatableTopicConfig<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for CreatableTopicConfig<'_> {
    fn default() -> Self {
        Self { name: "", value: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for CreatableTopicConfig<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("value", &mut self.value)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("value", &self.value)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreateTopicsResponse<'a> {
    pub throttle_time_ms: i32,
    pub topics: Vec<CreatableTopicResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CreateTopicsResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatableTopicResult<'a> {
    pub name: &'a str,
    /// Since version 7; dropped by other versions.
    pub topic_id: Uuid,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Since version 5; tag 0; dropped by other versions.
    pub topic_config_error_code: i16,
    /// Since version 5; -1 by default; dropped by other versions.
    pub num_partitions: i32,
    /// Since version 5; -1 by default; dropped by other versions.
    pub replication_factor: i16,
    /// Since version 5; dropped by other versions.
    pub configs: Option<Vec<CreatableTopicConfigs<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for CreatableTopicResult<'_> {
    fn default() -> Self {
        Self {
            name: "",
            topic_id: Uuid::ZERO,
            error_code: 0,
            error_message: Some(""),
            topic_config_error_code: 0,
            num_partitions: -1,
            replication_factor: -1,
            configs: Some(Vec::new()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for CreatableTopicResult<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("name", &mut self.name)?;
        r.field_if(7 <= version, "topic_id", &mut self.topic_id)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field_if(5 <= version, "num_partitions", &mut self.num_partitions)?;
        r.field_if(5 <= version, "replication_factor", &mut self.replication_factor)?;
        r.field_if(5 <= version, "configs", &mut self.configs)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 5 <= version => {
                    r.field("topic_config_error_code", &mut self.topic_config_error_code)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("name", &self.name)?;
        w.field_if(7 <= version, "topic_id", &self.topic_id)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field_if(5 <= version, "num_partitions", &self.num_partitions)?;
        w.field_if(5 <= version, "replication_factor", &self.replication_factor)?;
        w.field_if(5 <= version, "configs", &self.configs)?;
        let mut tags = Tags::new();
        tags.field_if(
            5 <= version && self.topic_config_error_code != 0,
            w,
            0,
            "topic_config_error_code",
            &self.topic_config_error_code,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `configs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatableTopicConfigs<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
    pub read_only: bool,
    /// -1 by default.
    pub config_source: i8,
    pub is_sensitive: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for CreatableTopicConfigs<'_> {
    fn default() -> Self {
        Self {
            name: "",
            value: Some(""),
            read_only: false,
            config_source: -1,
            is_sensitive: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for CreatableTopicConfigs<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("value", &mut self.value)?;
        r.field("read_only", &mut self.read_only)?;
        r.field("config_source", &mut self.config_source)?;
        r.field("is_sensitive", &mut self.is_sensitive)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("value", &self.value)?;
        w.field("read_only", &self.read_only)?;
        w.field("config_source", &self.config_source)?;
        w.field("is_sensitive", &self.is_sensitive)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for CreateTopicsRequest<'a> {
    const NAME: &'static str = "CreateTopicsRequest";
    const API: Option<ApiKey> = Some(ApiKey::CreateTopics);
    const VERSIONS: Versions = Versions { first: 2, last: 7 };
    const FLEXIBLE_SINCE: Option<i16> = Some(5);
}

impl<'a> Request<'a> for CreateTopicsRequest<'a> {
    const KEY: ApiKey = ApiKey::CreateTopics;
    type Response<'b> = CreateTopicsResponse<'b>;
}

impl<'a> Message<'a> for CreateTopicsResponse<'a> {
    const NAME: &'static str = "CreateTopicsResponse";
    const API: Option<ApiKey> = Some(ApiKey::CreateTopics);
    const VERSIONS: Versions = Versions { first: 2, last: 7 };
    const FLEXIBLE_SINCE: Option<i16> = Some(5);
}
