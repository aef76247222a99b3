//! Heartbeat (key 12): the codec of `schema/heartbeat.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeartbeatRequest<'a> {
    pub group_id: &'a str,
    pub generation_id: i32,
    pub member_id: &'a str,
    /// Since version 3.
    pub group_instance_id: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for HeartbeatRequest<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("generation_id", &mut self.generation_id)?;
        r.field("member_id", &mut self.member_id)?;
        r.field_if(3 <= version, "group_instance_id", &mut self.group_instance_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field("generation_id", &self.generation_id)?;
        w.field("member_id", &self.member_id)?;
        w.field_or(
            3 <= version,
            "group_instance_id",
            &self.group_instance_id,
            self.group_instance_id.is_none(),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeartbeatResponse<'a> {
    /// Since version 1; dropped by other versions.
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for HeartbeatResponse<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(1 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for HeartbeatRequest<'a> {
    const NAME: &'static str = "HeartbeatRequest";
    const API: Option<ApiKey> = Some(ApiKey::Heartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}

impl<'a> Request<'a> for HeartbeatRequest<'a> {
    const KEY: ApiKey = ApiKey::Heartbeat;
    type Response<'b> = HeartbeatResponse<'b>;
}

impl<'a> Message<'a> for HeartbeatResponse<'a> {
    const NAME: &'static str = "HeartbeatResponse";
    const API: Option<ApiKey> = Some(ApiKey::Heartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}
