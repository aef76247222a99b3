//! SyncGroup (key 14): the codec of `schema/sync_group.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncGroupRequest<'a> {
    pub group_id: &'a str,
    pub generation_id: i32,
    pub member_id: &'a str,
    /// Since version 3.
    pub group_instance_id: Option<&'a str>,
    /// Since version 5; dropped by other versions.
    pub protocol_type: Option<&'a str>,
    /// Since version 5; dropped by other versions.
    pub protocol_name: Option<&'a str>,
    pub assignments: Vec<SyncGroupRequestAssignment<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for SyncGroupRequest<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("generation_id", &mut self.generation_id)?;
        r.field("member_id", &mut self.member_id)?;
        r.field_if(3 <= version, "group_instance_id", &mut self.group_instance_id)?;
        r.field_if(5 <= version, "protocol_type", &mut self.protocol_type)?;
        r.field_if(5 <= version, "protocol_name", &mut self.protocol_name)?;
        r.field("assignments", &mut self.assignments)?;
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
        w.field_if(5 <= version, "protocol_type", &self.protocol_type)?;
        w.field_if(5 <= version, "protocol_name", &self.protocol_name)?;
        w.field("assignments", &self.assignments)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `assignments`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncGroupRequestAssignment<'a> {
    pub member_id: &'a str,
    pub assignment: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for SyncGroupRequestAssignment<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("member_id", &mut self.member_id)?;
        r.field("assignment", &mut self.assignment)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("member_id", &self.member_id)?;
        w.field("assignment", &self.assignment)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncGroupResponse<'a> {
    /// Since version 1; dropped by other versions.
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// Since version 5; dropped by other versions.
    pub protocol_type: Option<&'a str>,
    /// Since version 5; dropped by other versions.
    pub protocol_name: Option<&'a str>,
    pub assignment: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for SyncGroupResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field_if(5 <= version, "protocol_type", &mut self.protocol_type)?;
        r.field_if(5 <= version, "protocol_name", &mut self.protocol_name)?;
        r.field("assignment", &mut self.assignment)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(1 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field_if(5 <= version, "protocol_type", &self.protocol_type)?;
        w.field_if(5 <= version, "protocol_name", &self.protocol_name)?;
        w.field("assignment", &self.assignment)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for SyncGroupRequest<'a> {
    const NAME: &'static str = "SyncGroupRequest";
    const API: Option<ApiKey> = Some(ApiKey::SyncGroup);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}

impl<'a> Request<'a> for SyncGroupRequest<'a> {
    const KEY: ApiKey = ApiKey::SyncGroup;
    type Response<'b> = SyncGroupResponse<'b>;
}

impl<'a> Message<'a> for SyncGroupResponse<'a> {
    const NAME: &'static str = "SyncGroupResponse";
    const API: Option<ApiKey> = Some(ApiKey::SyncGroup);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}
