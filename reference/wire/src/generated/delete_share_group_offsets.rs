//! DeleteShareGroupOffsets (key 92): the codec of `schema/delete_share_group_offsets.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteShareGroupOffsetsRequest<'a> {
    pub group_id: &'a str,
    pub topics: Vec<DeleteShareGroupOffsetsRequestTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DeleteShareGroupOffsetsRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteShareGroupOffsetsRequestTopic<'a> {
    pub topic_name: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DeleteShareGroupOffsetsRequestTopic<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_name", &mut self.topic_name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_name", &self.topic_name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteShareGroupOffsetsResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub responses: Vec<DeleteShareGroupOffsetsResponseTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DeleteShareGroupOffsetsResponse<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("responses", &mut self.responses)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("responses", &self.responses)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `responses`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteShareGroupOffsetsResponseTopic<'a> {
    pub topic_name: &'a str,
    pub topic_id: Uuid,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DeleteShareGroupOffsetsResponseTopic<'a> {
    const SIZE_MIN: usize = 21;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_name", &mut self.topic_name)?;
        r.field("topic_id", &mut self.topic_id)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_name", &self.topic_name)?;
        w.field("topic_id", &self.topic_id)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DeleteShareGroupOffsetsRequest<'a> {
    const NAME: &'static str = "DeleteShareGroupOffsetsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DeleteShareGroupOffsets);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for DeleteShareGroupOffsetsRequest<'a> {
    const KEY: ApiKey = ApiKey::DeleteShareGroupOffsets;
    type Response<'b> = DeleteShareGroupOffsetsResponse<'b>;
}

impl<'a> Message<'a> for DeleteShareGroupOffsetsResponse<'a> {
    const NAME: &'static str = "DeleteShareGroupOffsetsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DeleteShareGroupOffsets);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
