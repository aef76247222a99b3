//! DeleteTopics (key 20): the codec of `schema/delete_topics.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteTopicsRequest<'a> {
    /// Since version 6.
    pub topics: Vec<DeleteTopicState<'a>>,
    /// Until version 5; dropped by other versions.
    pub topic_names: Vec<&'a str>,
    pub timeout_ms: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DeleteTopicsRequest<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(6 <= version, "topics", &mut self.topics)?;
        r.field_if(version <= 5, "topic_names", &mut self.topic_names)?;
        r.field("timeout_ms", &mut self.timeout_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(6 <= version, "topics", &self.topics, self.topics.is_empty())?;
        w.field_if(version <= 5, "topic_names", &self.topic_names)?;
        w.field("timeout_ms", &self.timeout_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteTopicState<'a> {
    pub name: Option<&'a str>,
    pub topic_id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DeleteTopicState<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("topic_id", &mut self.topic_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("topic_id", &self.topic_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteTopicsResponse<'a> {
    pub throttle_time_ms: i32,
    pub responses: Vec<DeletableTopicResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DeleteTopicsResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("responses", &mut self.responses)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("responses", &self.responses)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `responses`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletableTopicResult<'a> {
    pub name: Option<&'a str>,
    /// Since version 6; dropped by other versions.
    pub topic_id: Uuid,
    pub error_code: i16,
    /// Since version 5; dropped by other versions.
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DeletableTopicResult<'_> {
    fn default() -> Self {
        Self {
            name: Some(""),
            topic_id: Uuid::ZERO,
            error_code: 0,
            error_message: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DeletableTopicResult<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.nullable(6 <= version, "name", &mut self.name)?;
        r.field_if(6 <= version, "topic_id", &mut self.topic_id)?;
        r.field("error_code", &mut self.error_code)?;
        r.field_if(5 <= version, "error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.nullable(6 <= version, "name", &self.name)?;
        w.field_if(6 <= version, "topic_id", &self.topic_id)?;
        w.field("error_code", &self.error_code)?;
        w.field_if(5 <= version, "error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DeleteTopicsRequest<'a> {
    const NAME: &'static str = "DeleteTopicsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DeleteTopics);
    const VERSIONS: Versions = Versions { first: 1, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}

impl<'a> Request<'a> for DeleteTopicsRequest<'a> {
    const KEY: ApiKey = ApiKey::DeleteTopics;
    type Response<'b> = DeleteTopicsResponse<'b>;
}

impl<'a> Message<'a> for DeleteTopicsResponse<'a> {
    const NAME: &'static str = "DeleteTopicsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DeleteTopics);
    const VERSIONS: Versions = Versions { first: 1, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}
